//! Guesses in which encoding a file was saved that is not UTF-8.
//!
//! "Invalid UTF-8 at byte 65" helps nobody; "saved as `Shift_JIS`" does. The guess is also used to show the text
//! of the line in question as its author knows it.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

/// A file that is not UTF-8.
pub(super) struct NotUtf8 {
    /// Name of the encoding as editors show it, if one fits.
    pub name: Option<&'static str>,
    /// The text as far as it can be read.
    pub text: String,
    /// Number of line breaks before the first byte that is not UTF-8.
    pub lines_before: usize,
}

/// Text without byte order mark, or what the bytes probably are.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    if let Some(guess) = utf_16(&bytes) {
        return Err(read_as(&bytes, Some(guess), 0));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.contains("\u{1b}$") {
                let at = text.find("\u{1b}$").unwrap_or(0);
                let lines_before = text[..at].matches('\n').count();
                return Err(read_as(
                    text.as_bytes(),
                    Some((ISO_2022_JP, "ISO-2022-JP（JIS）")),
                    lines_before,
                ));
            }
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let lines_before = bytes[..valid].split(|&byte| byte == b'\n').count() - 1;
            Err(read_as(&bytes, guess(&bytes), lines_before))
        }
    }
}

/// The text of a table file in UTF-8 or `Shift_JIS` (without mark of byte order), or what it is instead.
pub fn table_text(bytes: Vec<u8>) -> Result<String, String> {
    decode(bytes).or_else(|other| match other.name {
        Some("Shift_JIS") => Ok(other.text),
        Some(name) => Err(format!("文字コードが {name} です")),
        None => Err("文字コードが分かりません".to_owned()),
    })
}

type Guess = (&'static Encoding, &'static str);

/// UTF-16 by its mark, or by the zero byte in every other place that YAML's own signs leave.
fn utf_16(bytes: &[u8]) -> Option<Guess> {
    let little = (UTF_16LE, "UTF-16");
    let big = (UTF_16BE, "UTF-16");
    match bytes {
        [0xff, 0xfe, ..] => Some(little),
        [0xfe, 0xff, ..] => Some(big),
        [0, second, ..] if *second != 0 => Some(big),
        [first, 0, ..] if *first != 0 => Some(little),
        _ => None,
    }
}

/// The encoding that reads every byte; of two, the one in which the text looks more like Japanese.
fn guess(bytes: &[u8]) -> Option<Guess> {
    let score = |(encoding, _): &Guess| {
        let (text, _, broken) = encoding.decode(bytes);
        (!broken).then(|| text.chars().map(weight).sum::<i64>())
    };
    [(SHIFT_JIS, "Shift_JIS"), (EUC_JP, "EUC-JP")]
        .into_iter()
        .filter_map(|guess| Some((score(&guess)?, guess)))
        .max_by_key(|&(score, (_, name))| (score, name == "Shift_JIS"))
        .map(|(_, guess)| guess)
}

/// Kana and punctuation speak for a reading, half-width katakana (EUC-JP read as `Shift_JIS`) against it.
fn weight(character: char) -> i64 {
    match character {
        '、' | '。' | 'ぁ'..='ん' | 'ァ'..='ー' => 2,
        '\u{ff61}'..='\u{ff9f}' => -2,
        '\u{e000}'..='\u{f8ff}' => -4,
        _ => 0,
    }
}

fn read_as(bytes: &[u8], guess: Option<Guess>, lines_before: usize) -> NotUtf8 {
    let text = match guess {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => String::from_utf8_lossy(bytes).into_owned(),
    };
    NotUtf8 {
        name: guess.map(|(_, name)| name),
        text,
        lines_before,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title: plan\n題名: 女性職員の活躍、カタカナ\n";

    fn name_of(bytes: &[u8]) -> (Option<&'static str>, usize, String) {
        let guess = decode(bytes.to_vec()).unwrap_err();
        (guess.name, guess.lines_before, guess.text)
    }

    #[test]
    fn the_encodings_of_japanese_offices_are_named_and_read() {
        let (shift_jis, ..) = SHIFT_JIS.encode(TEXT);
        assert_eq!(name_of(&shift_jis), (Some("Shift_JIS"), 1, TEXT.to_owned()));
        let (euc, ..) = EUC_JP.encode(TEXT);
        assert_eq!(name_of(&euc), (Some("EUC-JP"), 1, TEXT.to_owned()));
        let (jis, ..) = ISO_2022_JP.encode(TEXT);
        assert_eq!(name_of(&jis), (Some("ISO-2022-JP（JIS）"), 1, TEXT.to_owned()));
        for mark in [None, Some(0xfeff)] {
            let units: Vec<u16> = mark.into_iter().chain(TEXT.encode_utf16()).collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_eq!(name_of(&little), (Some("UTF-16"), 0, TEXT.to_owned()));
            assert_eq!(name_of(&big), (Some("UTF-16"), 0, TEXT.to_owned()));
        }
    }

    #[test]
    fn utf_8_passes_with_or_without_mark() {
        assert_eq!(decode("\u{feff}題".into()).ok().as_deref(), Some("題"));
        assert_eq!(decode(Vec::new()).ok().as_deref(), Some(""));
    }

    #[test]
    fn one_bad_byte_is_found_on_its_line() {
        let mut bytes = "一\n二\n三".as_bytes().to_vec();
        bytes.extend([0xff, 0xff]);
        let (name, lines, text) = name_of(&bytes);
        assert_eq!((name, lines), (None, 2));
        assert!(text.starts_with("一\n二\n三"));
    }
}
