//! What Japanese text needs beyond `CommonMark`: emphasis beside full-width punctuation, and lines joined without spaces.

use std::borrow::Cow;

/// Stands beside a run of `*` while the text is parsed, and is taken out again. A noncharacter: no text contains it.
///
/// `CommonMark` takes `**強調。**続き` for literal asterisks, because the closing run follows punctuation and precedes a
/// letter. A character that is neither, put between punctuation and run, makes the run close (or open).
const MARKER: char = '\u{FDD0}';

/// The text with a marker wherever punctuation would keep `*` from opening or closing emphasis.
pub(super) fn mark_emphasis(text: &str) -> Cow<'_, str> {
    let clean = if text.contains(is_stray) {
        Cow::Owned(text.replace(is_stray, ""))
    } else {
        Cow::Borrowed(text)
    };
    if !clean.contains('*') {
        return clean;
    }
    let mut marked = String::with_capacity(clean.len() + 16);
    let mut before: Option<char> = None;
    let mut characters = clean.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '*' {
            marked.push(character);
            before = Some(character);
            continue;
        }
        let mut run = 1;
        while characters.next_if_eq(&'*').is_some() {
            run += 1;
        }
        let after = characters.peek().copied();
        let (closes, opens) = match (before, after) {
            (Some(before), Some(after)) if !before.is_ascii() || !after.is_ascii() => (
                is_punctuation(before) && is_letter(after),
                is_letter(before) && is_punctuation(after),
            ),
            _ => (false, false),
        };
        if closes {
            marked.push(MARKER);
        }
        marked.extend(std::iter::repeat_n('*', run));
        if opens {
            marked.push(MARKER);
        }
        before = Some('*');
    }
    Cow::Owned(marked)
}

/// The text without markers, and without what nobody sees: the gate has refused those characters, but Markdown can
/// still spell them (`&#x202E;`).
pub(super) fn unmark(text: &str) -> Cow<'_, str> {
    if text.contains(is_unseen) {
        Cow::Owned(text.replace(is_unseen, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// Characters with no business in a text before it is parsed: our marker and control characters other than line ends and tabs.
fn is_stray(character: char) -> bool {
    character == MARKER || (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}

/// Characters with no business on a page: control characters, those without width, those that turn the direction of
/// writing, and those that stand for broken ones. The joiner of emoji stays.
fn is_unseen(character: char) -> bool {
    let code = u32::from(character);
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
            | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{fffd}'
            | '\u{e0000}'..='\u{e007f}')
        || code & 0xfffe == 0xfffe
}

fn is_letter(character: char) -> bool {
    !character.is_whitespace() && !is_punctuation(character)
}

/// Punctuation and symbols as `CommonMark` counts them, as far as Japanese text has them.
fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation()
        || matches!(character,
            '\u{A1}'..='\u{BF}' | '×' | '÷'
            | '\u{2010}'..='\u{205E}' | '\u{2190}'..='\u{245F}' | '\u{2500}'..='\u{27BF}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '〰' | '〽' | '゠' | '・'
            | '\u{FE10}'..='\u{FE6F}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}'
            | '\u{FF5B}'..='\u{FF65}' | '\u{FFE0}'..='\u{FFEE}')
}

/// How two lines of one paragraph are joined.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Without anything: Japanese has no spaces.
    None,
    /// With a space.
    Space,
    /// With a line break: the next line opens like an item.
    Break,
}

/// How the line ending with `before` and the line beginning with `after` are joined.
pub(super) fn line_joint(before: Option<char>, after: Option<char>) -> Joint {
    match (before, after) {
        (_, Some(after)) if opens_item(after) => Joint::Break,
        (Some(before), Some(after)) if is_wide(before) && is_wide(after) => Joint::None,
        _ => Joint::Space,
    }
}

/// Whether office papers begin the lines of a list with this character (・ ※ ① ア would be too much).
fn opens_item(character: char) -> bool {
    matches!(
        character,
        '・' | '※' | '○' | '●' | '◎' | '□' | '■' | '◇' | '◆' | '➢' | '▶' | '⇒' | '①'..='⑳'
    )
}

/// Whether the character is set in a full square, so that no space belongs beside it.
fn is_wide(character: char) -> bool {
    unicode_width::UnicodeWidthChar::width_cjk(character) == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_japanese_join_without_a_space() {
        assert_eq!(line_joint(Some('年'), Some('度')), Joint::None);
        assert_eq!(line_joint(Some('。'), Some('次')), Joint::None);
        assert_eq!(line_joint(Some('d'), Some('e')), Joint::Space);
        assert_eq!(line_joint(Some('年'), Some('D')), Joint::Space);
        assert_eq!(line_joint(Some('。'), Some('・')), Joint::Break);
    }

    #[test]
    fn text_without_emphasis_is_not_copied() {
        assert!(matches!(mark_emphasis("働き方改革"), Cow::Borrowed(_)));
    }
}
