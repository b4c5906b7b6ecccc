//! The text of every file read, so that a place can be shown as line, column and the line itself.
//!
//! Texts are kept as the reader saw them, without a byte order mark: column 1 is the first visible character.
//! Every method accepts any place, also one that does not fit its text, because a wrong place in a message is
//! a small fault and a panic while reporting faults is a large one.

use super::place::{FileId, Place};
use std::collections::BTreeMap;
use std::ops::Range;

/// Paths and texts of all files that findings may point at.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    root: String,
    files: BTreeMap<u32, SourceFile>,
    next: u32,
}

#[derive(Debug, Clone)]
struct SourceFile {
    path: String,
    text: String,
    line_starts: Vec<u32>,
}

impl Sources {
    /// No files yet; paths are shown relative to the data folder.
    pub fn new() -> Self {
        Self::default()
    }

    /// No files yet; people and CI see paths under `root`, the data folder as the user typed it (`data`).
    pub fn shown_under(root: &str) -> Self {
        let root = root.replace('\\', "/");
        let root = root.trim_start_matches("./").trim_end_matches('/');
        Self {
            root: if root == "." { String::new() } else { root.to_owned() },
            ..Self::default()
        }
    }

    /// Registers a file. `path` is relative to the data folder and uses `/`.
    /// A missing or unreadable file, or a folder, is registered with an empty text.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let mut line_starts = vec![0];
        line_starts.extend(
            text.bytes()
                .enumerate()
                .filter(|&(_, byte)| byte == b'\n')
                .map_while(|(index, _)| u32::try_from(index + 1).ok()),
        );
        let id = self.next;
        self.next = self.next.saturating_add(1);
        let file = SourceFile {
            path: path.into(),
            text,
            line_starts,
        };
        self.files.insert(id, file);
        FileId(id)
    }

    /// How many files a part can hold: more than a data folder may have.
    const PART: u32 = 1 << 16;

    /// Room for files that are read beside others: their ids are known to this collection once the part is absorbed.
    #[must_use]
    pub fn part(&mut self) -> Self {
        let next = self.next;
        self.next = self.next.saturating_add(Self::PART);
        Self {
            root: self.root.clone(),
            files: BTreeMap::new(),
            next,
        }
    }

    /// Takes in the files of a part.
    pub fn absorb(&mut self, part: Self) {
        self.files.extend(part.files);
    }

    /// Whether the file is in this collection.
    pub fn knows(&self, file: FileId) -> bool {
        self.get(file).is_some()
    }

    /// Forgets the texts of all other files.
    pub fn keep(&mut self, of: impl Fn(FileId) -> bool) {
        self.files.retain(|id, _| of(FileId(*id)));
    }

    /// The path relative to the data folder.
    pub fn path(&self, file: FileId) -> &str {
        self.get(file).map_or("", |file| &file.path)
    }

    /// The path as people see it: under the data folder as it was typed.
    pub fn shown_path(&self, file: FileId) -> String {
        match (self.root.as_str(), self.path(file)) {
            ("", path) => path.to_owned(),
            (root, "" | ".") => root.to_owned(),
            (root, path) => format!("{root}/{path}"),
        }
    }

    /// The whole text of a file, empty for folders and files that could not be read.
    pub fn text(&self, file: FileId) -> &str {
        self.get(file).map_or("", |file| &file.text)
    }

    /// The text at a place.
    pub fn slice(&self, place: Place) -> &str {
        self.text(place.file).get(self.range(place)).unwrap_or("")
    }

    /// Line and column where the place starts, both from 1, the column in characters.
    /// `None` if the file has no text: then the finding is about the file as a whole.
    pub fn line_column(&self, place: Place) -> Option<(usize, usize)> {
        let text = self.text(place.file);
        if text.is_empty() {
            return None;
        }
        let start = self.range(place).start;
        let (number, line) = self.line_at(place.file, start);
        let column = text.get(line.start..start).map_or(0, characters) + 1;
        Some((number, column))
    }

    /// Line and column one past the last character of a place; see [`line_column`](Self::line_column).
    pub fn end_line_column(&self, place: Place) -> Option<(usize, usize)> {
        self.line_column(Place {
            start: place.end.max(place.start),
            ..place
        })
    }

    /// The data folder as the user typed it; empty if paths are shown relative to it.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The line a place starts on: its number from 1, and its bytes without the line break.
    pub fn line(&self, place: Place) -> (usize, Range<usize>) {
        self.line_at(place.file, self.range(place).start)
    }

    /// The part of a place that stands on its first line: what a caret can underline.
    pub fn first_line_of(&self, place: Place) -> Range<usize> {
        let range = self.range(place);
        let (_, line) = self.line_at(place.file, range.start);
        range.start..range.end.min(line.end).max(range.start)
    }

    /// The bytes of a place, brought inside the text and onto character boundaries.
    fn range(&self, place: Place) -> Range<usize> {
        let text = self.text(place.file);
        let floor = |offset: u32| {
            let mut offset = (offset as usize).min(text.len());
            while !text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset
        };
        let start = floor(place.start);
        start..floor(place.end).max(start)
    }

    fn line_at(&self, file: FileId, offset: usize) -> (usize, Range<usize>) {
        let Some(file) = self.get(file) else {
            return (1, 0..0);
        };
        let index = file
            .line_starts
            .partition_point(|&start| start as usize <= offset)
            .saturating_sub(1);
        let start = file.line_starts.get(index).map_or(0, |&start| start as usize);
        let end = file
            .line_starts
            .get(index + 1)
            .map_or(file.text.len(), |&next| next as usize);
        let line = file.text.get(start..end).unwrap_or("");
        let line = line.trim_end_matches(['\n', '\r']);
        (index + 1, start..start + line.len())
    }

    fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(&file.0)
    }
}

/// Counts characters without decoding them: every byte that does not continue a character begins one.
fn characters(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_accept_crlf() {
        let mut sources = Sources::shown_under("./data/");
        let file = sources.add("a/2020.yaml", "題: 計画\r\n状況: 実施\n");
        let place = Place::new(file, 21, 27);
        assert_eq!(sources.slice(place), "実施");
        assert_eq!(sources.line_column(place), Some((2, 5)));
        assert_eq!(sources.line_column(Place::new(file, 5, 8)), Some((1, 4)));
        assert_eq!(sources.line(Place::new(file, 0, 0)), (1, 0..11));
        assert_eq!(sources.shown_path(file), "data/a/2020.yaml");
    }

    #[test]
    fn places_outside_the_text_or_inside_a_character_do_no_harm() {
        let mut sources = Sources::new();
        let file = sources.add("x.yaml", "計画");
        assert_eq!(sources.line_column(Place::new(file, 1, 900)), Some((1, 1)));
        assert_eq!(sources.first_line_of(Place::new(file, 900, 901)), 6..6);
        let nowhere = Place::whole(FileId(77));
        assert_eq!(sources.line_column(nowhere), None);
        assert_eq!(sources.slice(nowhere), "");
    }

    #[test]
    fn a_place_over_several_lines_is_shown_by_its_first() {
        let mut sources = Sources::new();
        let file = sources.add("x.yaml", "a:\n  b: 1\n");
        assert_eq!(sources.first_line_of(Place::new(file, 0, 9)), 0..2);
    }
}
