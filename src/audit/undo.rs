//! Takes back what hides letters in a text: character references, escapes, percent signs, tags.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

/// Text with references and escapes taken back. Twice, for what was written in one way inside another.
pub(super) fn undo(text: &str) -> String {
    let once = |text: &str| percent(&references(&escapes(text)));
    once(&once(text))
}

/// `\u8077`, `\u{8077}`, `\x30`, `\n`, `\"` of JSON and scripts; `\8077 ` of CSS is not used.
fn escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out += &rest[..at];
        rest = &rest[at..];
        let (units, bytes) = (run(rest, "\\u", 4), run(rest, "\\x", 2));
        if let Some((letter, length)) = code_point(rest) {
            out.push(letter);
            rest = &rest[length..];
        } else if !units.is_empty() {
            out += &String::from_utf16_lossy(&units);
            rest = &rest[units.len() * r"\u8077".len()..];
        } else if !bytes.is_empty() {
            out += &of_bytes(&bytes);
            rest = &rest[bytes.len() * r"\x30".len()..];
        } else {
            rest = &rest[1..];
            if let Some(letter) = rest.chars().next() {
                out.push(if matches!(letter, 'n' | 'r' | 't') { ' ' } else { letter });
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    out + rest
}

/// The numbers of so many digits that follow one another, each behind the mark.
fn run(text: &str, mark: &str, digits: usize) -> Vec<u16> {
    let mut rest = text;
    let numbers = std::iter::from_fn(|| {
        let behind = rest.strip_prefix(mark)?;
        let number = u16::from_str_radix(behind.get(..digits)?, 16).ok()?;
        rest = &behind[digits..];
        Some(number)
    });
    numbers.collect()
}

/// `\u{8077}` at the beginning, with its length.
fn code_point(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = r"\u{10ffff}".len();
    let end = text.bytes().take(LONGEST).position(|byte| byte == b'}')?;
    let digits = text[..end].strip_prefix("\\u{")?;
    let letter = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    Some((letter, end + 1))
}

/// `\xe8\x81\xb7`: the bytes of a text, or a letter each.
fn of_bytes(numbers: &[u16]) -> String {
    let bytes: Vec<u8> = numbers.iter().filter_map(|number| u8::try_from(*number).ok()).collect();
    String::from_utf8(bytes).unwrap_or_else(|error| error.as_bytes().iter().copied().map(char::from).collect())
}

/// `&#32887;`, `&#x8077;`, `&shy;`; as browsers read them also without the semicolon.
fn references(text: &str) -> String {
    /// Characters of the longest name that HTML has, and more than any number has.
    const LONGEST: usize = 32;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out += &rest[..at];
        rest = &rest[at + 1..];
        let is_of_name = |byte: &u8| *byte == b'#' || byte.is_ascii_alphanumeric();
        let length = rest.bytes().take(LONGEST).take_while(|byte| is_of_name(byte)).count();
        let (name, behind) = rest.split_at(length);
        if let Some(letters) = reference(name) {
            out += &letters;
            rest = behind.strip_prefix(';').unwrap_or(behind);
        } else {
            out.push('&');
        }
    }
    out + rest
}

fn reference(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    Some(Cow::Owned(char::from_u32(code.ok()?)?.to_string()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_letters_is_undone() {
        for (text, undone) in [
            ("職&shy;員", "職\u{ad}員"),
            ("職&zwnj;員&ensp;課", "職\u{200c}員\u{2002}課"),
            ("&#32887;&#x54E1;", "職員"),
            ("&#32887員&shy課", "職員\u{ad}課"),
            ("&amp;shy;", "\u{ad}"),
            ("a & b &unknown; &", "a & b &unknown; &"),
            (r"\u8077\u54e1", "職員"),
            (r"\ud867\ude3d", "\u{29e3d}"),
            (r"\u{8077}\u{54E1}", "職員"),
            (r"\x30\x35\x39", "059"),
            (r"\xe8\x81\xb7", "職"),
            (r"\xe9", "é"),
            (r"\u{8077 \u80 \x3 \", "u{8077 u80 x3 "),
            ("%E8%81%B7", "職"),
        ] {
            assert_eq!(undo(text), undone, "{text}");
        }
    }
}
