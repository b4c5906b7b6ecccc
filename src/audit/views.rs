//! The ways in which a text may stand in a file: in any encoding, as it is, behind character references, escapes, tags.

use unicode_normalization::UnicodeNormalization as _;

use super::encodings;
use super::undo::{percent, tags_removed, undo};

/// A file read in one way: NFKC, small letters, no blanks, so that neither width nor line breaks hide anything.
pub(super) struct View {
    /// How it was read.
    pub written: String,
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

/// The name of a file.
pub(super) fn of_name(name: &str) -> View {
    View {
        written: "ファイル名".to_owned(),
        text: normal(&percent(name)),
        lines: None,
    }
}

/// The views of a file's content, the plainest first. One after the other: a file may be large.
pub(super) fn of(bytes: &[u8], mut look: impl FnMut(&View)) {
    // What hides letters in a text does so in texts alone.
    let of_text = if encodings::is_text(bytes) { every } else { plain };
    of_text("", &encodings::utf8(bytes), &mut look);
    for (encoding, text) in encodings::others(bytes) {
        of_text(&format!("{encoding} の"), &text, &mut look);
    }
}

/// A text as it is.
fn plain(encoding: &str, text: &str, look: &mut dyn FnMut(&View)) {
    let (normal, lines) = normal_lines(text);
    look(&View {
        written: format!("{encoding}そのままの文字"),
        text: normal,
        lines: Some(lines),
    });
}

/// A text as it is, and with everything undone that may hide letters.
fn every(encoding: &str, text: &str, look: &mut dyn FnMut(&View)) {
    plain(encoding, text, look);
    let mut moved = |how: &str, text: &str| {
        look(&View {
            written: format!("{encoding}{how}"),
            text: normal(text),
            lines: None,
        });
    };
    let undone = undo(text);
    if undone != text {
        moved("文字参照やエスケープを戻した文字", &undone);
    }
    let without_tags = tags_removed(&undone);
    if without_tags != undone {
        moved("タグを除いた文字", &without_tags);
    }
}

/// As secrets are compared: NFKC, small letters, without blanks and characters that are not seen.
pub(super) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        // What is ASCII stays as it is, but for a last letter that what follows may be put on. Most of a site is.
        let ascii = rest.bytes().take_while(u8::is_ascii).count();
        let plain = if ascii == rest.len() {
            ascii
        } else {
            ascii.saturating_sub(1)
        };
        let seen = rest[..plain].bytes().filter(u8::is_ascii_graphic);
        out.extend(seen.map(|byte| char::from(byte.to_ascii_lowercase())));
        rest = &rest[plain..];
        let other = rest.char_indices().skip(1).find(|(_, letter)| letter.is_ascii());
        let (others, after) = rest.split_at(other.map_or(rest.len(), |(at, _)| at));
        let letters = others.nfkc().flat_map(char::to_lowercase);
        out.extend(letters.filter(|letter| is_seen(*letter)));
        rest = after;
    }
    out
}

fn is_seen(letter: char) -> bool {
    !letter.is_whitespace() && !letter.is_control() && !is_ignorable(letter)
}

/// What no reader sees: joiners, marks of direction, variation selectors, tags.
fn is_ignorable(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

fn normal_lines(text: &str) -> (String, Vec<usize>) {
    let (mut all, mut lines) = (String::with_capacity(text.len()), Vec::new());
    for line in text.split('\n') {
        lines.push(all.len());
        all += &normal(line);
    }
    (all, lines)
}
