//! Where the heads of a table are (見出し): their rows, what they say of each column, and where the rows below them end.

use super::super::grid::{Grid, folded};
use super::super::written::{is_mark, is_note};
use super::roles::{is_dated, role};

/// How many rows are looked at for heads.
const TOP: u32 = 20;

/// The rows of the heads.
pub(super) struct Heads {
    pub first: u32,
    pub last: u32,
    /// One more than the last row of data: notes may follow.
    pub end: u32,
    /// What each column's heads say from above, the same thing once.
    pub texts: Vec<Vec<String>>,
}

impl Heads {
    pub fn find(grid: &Grid) -> Option<Self> {
        let rows = grid.rows.min(TOP);
        let known = |row: u32| {
            (0..grid.columns)
                .filter(|column| grid.cell(row, *column).is_some())
                .filter_map(|column| grid.text(row, column))
                .filter(|text| text.chars().count() <= 60 && (role(text).is_some() || is_dated(text)))
                .count()
        };
        let best = (0..rows)
            .max_by_key(|row| (known(*row), rows - row))
            .filter(|row| known(*row) >= 2)?;
        let filled = |row: u32| {
            (0..grid.columns)
                .filter(|column| grid.cell(row, *column).is_some())
                .count()
        };
        let mut first = best;
        while first > 0 && filled(first - 1) >= 2 {
            first -= 1;
        }
        // A table begins at the left: a row that does not is still one of heads.
        let left = (0..grid.columns).find(|column| grid.text(first, *column).is_some())?;
        let mut last = best;
        while last + 1 < grid.rows && last < first + 4 && grid.cell(last + 1, left).is_none() && filled(last + 1) > 0 {
            last += 1;
        }
        let texts = (0..grid.columns)
            .map(|column| Self::column(grid, first, last, column))
            .collect();
        let end = Self::end(grid, last);
        Some(Self {
            first,
            last,
            end,
            texts,
        })
    }

    /// Where the notes below a table begin: lines of one cell, the first of which says that it is a note.
    fn end(grid: &Grid, last: u32) -> u32 {
        let mut first_note = grid.rows;
        for row in (last + 1..grid.rows).rev() {
            let mut cells = (0..grid.columns).filter_map(|column| grid.cell(row, column).and(grid.text(row, column)));
            match (cells.next(), cells.next()) {
                (Some(_), Some(_)) => break,
                (Some(text), None) if is_note(&text) => first_note = row,
                _ => {}
            }
        }
        first_note
    }

    fn column(grid: &Grid, first: u32, last: u32, column: u32) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for row in first..=last {
            let own = grid.text(row, column);
            // A CSV file has lost its merged cells: the head of a group stands over its first column alone.
            let below = || (row + 1..=last).any(|row| grid.text(row, column).is_some());
            let text = own.or_else(|| {
                let left = (0..column).rev().find_map(|column| grid.text(row, column));
                left.filter(|_| row < last && below())
            });
            if let Some(text) = text.filter(|text| texts.last() != Some(text)) {
                texts.push(text);
            }
        }
        texts
    }

    pub fn whole(&self, column: u32) -> String {
        let texts = self.texts.get(column as usize).map_or(&[][..], Vec::as_slice);
        texts.join(" ").replace('\n', "")
    }

    /// The first text above the heads that is not about the sheet of paper: `（別紙２）`, `（単位：人）`.
    pub fn title(&self, grid: &Grid) -> Option<String> {
        let cells = (0..self.first).flat_map(|row| (0..grid.columns).map(move |column| (row, column)));
        let texts: Vec<String> = cells
            .filter_map(|(row, column)| grid.cell(row, column).and(grid.text(row, column)))
            .collect();
        let names = |text: &&String| {
            let folded = folded(text);
            let bare = folded.trim_start_matches(['(', '[', '【', '<', '「']);
            !["別紙", "別添", "別表", "別記", "参考", "資料", "様式", "単位"]
                .iter()
                .any(|word| bare.starts_with(word))
        };
        let text = texts.iter().find(names).or(texts.first())?;
        Some(text.replace('\n', " "))
    }
}

pub(super) fn in_use(grid: &Grid, heads: &Heads, column: u32) -> bool {
    (heads.first..heads.end).any(|row| grid.cell(row, column).is_some())
}

/// Whether most of what a column says is such.
pub(super) fn mostly(grid: &Grid, heads: &Heads, column: u32, test: impl Fn(&str) -> bool) -> bool {
    let cells = (heads.last + 1..heads.end).filter(|row| grid.cell(*row, column).is_some());
    let texts: Vec<String> = cells
        .filter_map(|row| grid.text(row, column))
        .filter(|text| !is_mark(text))
        .collect();
    let such = texts.iter().filter(|text| test(text)).count();
    such * 10 >= texts.len() * 7 && such > 0
}
