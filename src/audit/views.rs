//! The ways in which a text may stand in a file: as it is, behind character references, escapes, tags, in archives.

use std::io::{Cursor, Read as _};

use unicode_normalization::UnicodeNormalization as _;

/// A file read in one way: NFKC, small letters, no blanks, so that neither width nor line breaks hide anything.
pub(super) struct View {
    /// How it was read.
    pub written: &'static str,
    /// The text.
    pub text: String,
    /// Where each line of the file begins in it; none when reading moved them.
    lines: Option<Vec<usize>>,
}

impl View {
    /// The line of the file, from 1.
    pub fn line(&self, at: usize) -> Option<usize> {
        Some(self.lines.as_ref()?.partition_point(|start| *start <= at))
    }
}

/// Most bytes that an archive may unfold to.
const UNFOLDED: u64 = 256 * 1024 * 1024;

/// A file, and when it is an archive (xlsx, zip) what is in it.
pub(super) fn files(name: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![(name.to_owned(), bytes.to_vec())];
    if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) {
        let mut left = UNFOLDED;
        for index in 0..archive.len() {
            let Ok(entry) = archive.by_index(index) else { continue };
            let inner = String::from_utf8_lossy(entry.name_raw()).into_owned();
            let shown = format!("{name}!{inner}");
            let mut content = Vec::new();
            if entry.take(left).read_to_end(&mut content).is_ok() {
                left = left.saturating_sub(content.len() as u64);
                files.extend(self::files(&shown, &content));
            }
        }
    }
    files
}

/// The views of a file: its name, its text, and its text with everything undone that may hide letters.
pub(super) fn of(name: &str, bytes: &[u8]) -> Vec<View> {
    let text = String::from_utf8_lossy(bytes);
    let (plain, lines) = normal_lines(&text);
    let mut views = vec![
        View {
            written: "ファイル名",
            text: normal(&percent(name)),
            lines: None,
        },
        View {
            written: "そのままの文字",
            text: plain,
            lines: Some(lines),
        },
    ];
    // Twice, for what was written in one way inside another.
    let undone = undo(&undo(&text));
    let without_tags = tags_removed(&undone);
    if undone != text {
        views.push(View {
            written: "文字参照やエスケープを戻した文字",
            text: normal(&undone),
            lines: None,
        });
    }
    if without_tags != undone {
        views.push(View {
            written: "タグを除いた文字",
            text: normal(&without_tags),
            lines: None,
        });
    }
    let utf16 = utf16(bytes);
    views.extend(utf16.map(|text| View {
        written: "UTF-16 の文字",
        text: normal(&text),
        lines: None,
    }));
    views
}

/// As secrets are compared: NFKC, small letters, without blanks and characters that are not seen.
pub(super) fn normal(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|letter| {
            !letter.is_whitespace()
                && !letter.is_control()
                && !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
        })
        .collect()
}

fn normal_lines(text: &str) -> (String, Vec<usize>) {
    let (mut all, mut lines) = (String::with_capacity(text.len()), Vec::new());
    for line in text.split('\n') {
        lines.push(all.len());
        all += &normal(line);
    }
    (all, lines)
}

fn undo(text: &str) -> String {
    percent(&references(&escapes(text)))
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
fn percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Text that tags interrupt: `休<wbr>業`.
fn tags_removed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out += &rest[..open];
        let tag = &rest[open..];
        rest = tag.find('>').map_or("", |close| &tag[close + 1..]);
    }
    out + rest
}

/// Text in two bytes a letter, with its mark at the beginning.
fn utf16(bytes: &[u8]) -> Option<String> {
    let units = |of: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect()
    };
    let units = match bytes {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => return None,
    };
    Some(String::from_utf16_lossy(&units))
}
