//! The character encodings (文字コード) in which a text may stand in a file: UTF-8, UTF-16, and those of older Japanese systems.

use std::borrow::Cow;

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

/// Files up to this length are read as UTF-16 in any case. A longer one that is UTF-16 has some unit below U+0020 (a line break, a
/// digit), which no UTF-8 text has: text of nothing but letters whose two bytes are both printable does not grow that long.
const SHORT: usize = 4096;

/// The file as UTF-8, whatever it is.
pub(super) fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// The texts that the file may be besides UTF-8, with the names of their encodings. Pieces in another encoding are found as well, so
/// what cannot be decoded does not matter here.
pub(super) fn others(bytes: &[u8]) -> Vec<(&'static str, Cow<'_, str>)> {
    let mut texts = Vec::new();
    let mut read = |name, encoding: &'static Encoding, bytes| {
        texts.push((name, encoding.decode_without_bom_handling(bytes).0));
    };
    // Japanese in these two is no UTF-8, but for a few letters by chance.
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    if !is_utf8 {
        read("Shift_JIS", SHIFT_JIS, bytes);
        read("EUC-JP", EUC_JP, bytes);
    }
    if bytes.contains(&0x1b) {
        read("ISO-2022-JP", ISO_2022_JP, bytes);
    }
    if !is_utf8 || bytes.len() <= SHORT || bytes.iter().any(|byte| is_control(char::from(*byte))) {
        // Inside another file it may begin at an odd place.
        for bytes in [bytes, bytes.get(1..).unwrap_or_default()] {
            read("UTF-16", UTF_16LE, bytes);
            read("UTF-16", UTF_16BE, bytes);
        }
    }
    texts
}

/// Whether the whole file is text in an encoding that is known here, so that nothing in it stays unread.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let is = |encoding: &'static Encoding, bytes| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some_and(|text| !text.contains(is_control))
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => is(UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => is(UTF_16BE, rest),
        _ => {
            std::str::from_utf8(bytes).is_ok_and(|text| !text.contains(is_control))
                || [ISO_2022_JP, SHIFT_JIS, EUC_JP]
                    .iter()
                    .any(|encoding| is(encoding, bytes))
        }
    }
}

/// The name of a file in an archive: UTF-8, or as Windows in Japan writes it.
pub(super) fn name(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| SHIFT_JIS.decode_without_bom_handling(bytes).0, Cow::Borrowed)
}

/// What no text has.
fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{c}')
}
