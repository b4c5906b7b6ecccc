//! Text and numbers in the XML of a workbook.

/// First line of every part.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Bytes that may have to be written in another way.
const LOOKED_AT: [bool; 256] = {
    let mut looked_at = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        looked_at[byte] = byte != b'\t' as usize && byte != b'\n' as usize;
        byte += 1;
    }
    looked_at[b'&' as usize] = true;
    looked_at[b'<' as usize] = true;
    looked_at[b'>' as usize] = true;
    looked_at[b'_' as usize] = true;
    // The two noncharacters U+FFFE and U+FFFF begin with it.
    looked_at[0xEF] = true;
    looked_at
};

/// Text between tags. What XML cannot hold is written as the format wants it, `_x0001_`; what looks like that already, so that
/// it is read as it is.
pub fn content(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if !LOOKED_AT[usize::from(*byte)] {
            continue;
        }
        let (instead, length) = match byte {
            b'&' => ("&amp;".to_owned(), 1),
            b'<' => ("&lt;".to_owned(), 1),
            b'>' => ("&gt;".to_owned(), 1),
            b'_' if is_escape(&bytes[at..]) => ("_x005F_".to_owned(), 1),
            0xEF if bytes[at..].starts_with("\u{FFFE}".as_bytes()) => ("_xFFFE_".to_owned(), 3),
            0xEF if bytes[at..].starts_with("\u{FFFF}".as_bytes()) => ("_xFFFF_".to_owned(), 3),
            b'_' | 0xEF => continue,
            control => (format!("_x{control:04X}_"), 1),
        };
        out.extend_from_slice(&bytes[done..at]);
        out.extend_from_slice(instead.as_bytes());
        done = at + length;
    }
    out.extend_from_slice(&bytes[done..]);
}

/// Whether the text begins like `_x000A_`.
fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', digits @ .., b'_'] if digits.len() == 4 && digits.iter().all(u8::is_ascii_hexdigit))
        || (bytes.len() > 7 && is_escape(&bytes[..7]))
}

/// The value of an attribute.
pub fn attribute(text: &str) -> String {
    let mut written = Vec::with_capacity(text.len());
    content(&mut written, text);
    let written = String::from_utf8(written).expect("only ASCII was put into a text");
    written
        .replace('"', "&quot;")
        .replace('\n', "&#10;")
        .replace('\t', "&#9;")
}

/// A whole number.
pub fn number(out: &mut Vec<u8>, mut number: u32) {
    let mut digits = [0; 10];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(number % 10).expect("one digit");
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_escaped_and_what_looks_like_it_too() {
        for (text, written) in [
            ("あ&<>\"い\n\t", "あ&amp;&lt;&gt;\"い\n\t"),
            ("a\rb\u{1}", "a_x000D_b_x0001_"),
            ("\u{FFFE}\u{FFFF}（全角）", "_xFFFE__xFFFF_（全角）"),
            ("_x000A_ _x00g0_ _x000A", "_x005F_x000A_ _x00g0_ _x000A"),
            ("snake_case_", "snake_case_"),
        ] {
            let mut out = Vec::new();
            content(&mut out, text);
            assert_eq!(String::from_utf8(out).unwrap(), written);
        }
        assert_eq!(attribute("\"a\"\n&"), "&quot;a&quot;&#10;&amp;");
    }

    #[test]
    fn numbers_are_written_whole() {
        for value in [0, 7, 10, 1_048_576, u32::MAX] {
            let mut out = Vec::new();
            number(&mut out, value);
            assert_eq!(out, value.to_string().into_bytes());
        }
    }
}
