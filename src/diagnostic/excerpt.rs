//! One line of a file around a place, fit to be shown: control characters are written out, and a line of a megabyte is cut.

use super::escape::push_escaped;
use super::{Place, Sources};
use std::ops::Range;

/// Bytes of a line shown on either side of a place.
const CONTEXT: usize = 600;

/// The line of a place, made harmless, and where the place is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Number of the line, from 1.
    pub number: usize,
    /// The line; of a long one what stands around the place.
    pub text: String,
    /// The bytes of `text` that are meant; they may be none.
    pub marked: Range<usize>,
}

impl Excerpt {
    /// The line on which a place begins.
    pub fn around(place: Place, sources: &Sources) -> Self {
        let text = sources.text(place.file);
        let (number, line) = sources.line(place);
        let marked = sources.first_line_of(place);
        let marked = marked.start..marked.end.min(marked.start + CONTEXT);
        let start = marked.start.saturating_sub(CONTEXT).max(line.start);
        let end = (marked.end + CONTEXT).min(line.end);

        let mut shown = String::new();
        push_shown(&mut shown, text, start..marked.start);
        let from = shown.len();
        push_shown(&mut shown, text, marked.clone());
        let to = shown.len();
        push_shown(&mut shown, text, marked.end..end);
        Self {
            number,
            text: shown,
            marked: from..to,
        }
    }
}

/// Appends a part of the text on whole characters. A tab stays: the frame expands it.
fn push_shown(out: &mut String, text: &str, part: Range<usize>) {
    let start = text.floor_char_boundary(part.start);
    let end = text.floor_char_boundary(part.end);
    for character in text.get(start..end).unwrap_or("").chars() {
        match character {
            '\t' => out.push(character),
            _ => push_escaped(out, character),
        }
    }
}
