//! Takes back what hides letters in a text: character references, escapes, percent signs, tags.

/// Text with references and escapes taken back. Twice, for what was written in one way inside another.
pub(super) fn undo(text: &str) -> String {
    let once = |text: &str| percent(&references(&escapes(text)));
    once(&once(text))
}

/// `\u8077`, `\n`, `\"` of JSON and scripts, `\8077 ` of CSS is not used.
fn escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut high = None;
    while let Some(at) = rest.find('\\') {
        out += &rest[..at];
        rest = &rest[at + 1..];
        let unit = rest
            .strip_prefix('u')
            .and_then(|digits| digits.get(..4))
            .and_then(|digits| u16::from_str_radix(digits, 16).ok());
        if let Some(unit) = unit {
            rest = &rest[5..];
            match (high.take(), unit) {
                (_, 0xD800..=0xDBFF) => high = Some(unit),
                (Some(high), 0xDC00..=0xDFFF) => {
                    out.extend(char::decode_utf16([high, unit]).filter_map(Result::ok));
                }
                _ => out.extend(char::from_u32(u32::from(unit))),
            }
        } else {
            high = None;
            if let Some(letter) = rest.chars().next() {
                match letter {
                    'n' | 'r' | 't' => out.push(' '),
                    letter => out.push(letter),
                }
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    out + rest
}

/// `&#32887;`, `&#x8077;`, `&amp;`.
fn references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out += &rest[..at];
        rest = &rest[at..];
        let end = rest
            .char_indices()
            .take(12)
            .find(|(_, letter)| *letter == ';')
            .map(|(end, _)| end);
        let letter = end.and_then(|end| reference(&rest[1..end]));
        if let (Some(letter), Some(end)) = (letter, end) {
            out.push(letter);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out + rest
}

fn reference(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some(' '),
            _ => None,
        };
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

/// `%E8%81%B7` of addresses.
pub(super) fn percent(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        let byte = rest.get(1..3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        out.push(byte.unwrap_or(b'%'));
        rest = &rest[if byte.is_some() { 3 } else { 1 }..];
    }
    out.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}

/// Text that tags interrupt: `休<wbr>業`.
pub(super) fn tags_removed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out += &rest[..open];
        let tag = &rest[open..];
        rest = tag.find('>').map_or("", |close| &tag[close + 1..]);
    }
    out + rest
}
