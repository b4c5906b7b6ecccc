//! The strings of a workbook (共有文字列): each stands once, cells name it by its place.

use std::collections::HashMap;

use super::text;

/// The strings so far.
#[derive(Default)]
pub struct Strings<'text> {
    known: HashMap<&'text str, u32>,
    written: Vec<u8>,
    count: u32,
}

impl<'text> Strings<'text> {
    /// The place of a string, which is added when it is new.
    pub fn place(&mut self, text: &'text str) -> u32 {
        if let Some(place) = self.known.get(text) {
            return *place;
        }
        let place = self.add(text);
        self.known.insert(text, place);
        place
    }

    /// Adds a string that stands nowhere else, and gives its place.
    pub fn add(&mut self, text: &str) -> u32 {
        let space = [' ', '\t', '\n'];
        let keeps = text.starts_with(space) || text.ends_with(space);
        let start: &[u8] = if keeps {
            b"<si><t xml:space=\"preserve\">"
        } else {
            b"<si><t>"
        };
        self.written.extend_from_slice(start);
        text::content(&mut self.written, text);
        self.written.extend_from_slice(b"</t></si>");
        self.count += 1;
        self.count - 1
    }

    /// The part of the file.
    pub(super) fn part(self) -> Vec<u8> {
        let start = format!(
            "{}<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount=\"{}\">",
            text::DECLARATION,
            self.count
        );
        [start.as_bytes(), &self.written, b"</sst>"].concat()
    }
}
