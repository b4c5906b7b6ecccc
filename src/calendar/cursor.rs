//! A place in a text that is being read from left to right.

/// The rest of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'text> {
    rest: &'text str,
}

impl<'text> Cursor<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { rest: text }
    }

    pub(super) fn is_at_end(self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn is_before(self, token: &str) -> bool {
        self.rest.starts_with(token)
    }

    /// Steps over `token` if it is next.
    pub(super) fn eat(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Steps over `letter`, capital or small, if it is next.
    pub(super) fn eat_letter(&mut self, letter: char) -> bool {
        self.eat(letter.encode_utf8(&mut [0; 4])) || self.eat(letter.to_ascii_lowercase().encode_utf8(&mut [0; 4]))
    }

    /// Steps over a run of digits, however many.
    pub(super) fn digits(&mut self) -> &'text str {
        let end = self
            .rest
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits
    }

    /// Steps over a number of one or two digits; stays where it is before anything else.
    pub(super) fn short_number(&mut self) -> Option<u32> {
        let mut ahead = *self;
        let digits = ahead.digits();
        let number = (1..=2).contains(&digits.len()).then(|| digits.parse().ok())??;
        *self = ahead;
        Some(number)
    }
}
