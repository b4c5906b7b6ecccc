//! How many measures under each heading stand at which status or direction (実施状況・方向性の内訳).
//!
//! The counts come from the page's own summary table and are not made here a second time, so that table and chart cannot differ.

use crate::model::{DirectionMeaning, StatusMeaning};

/// Counts by heading, to be drawn as one bar each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composition {
    /// What it is, with its year: `令和2年度の実施状況の内訳（大項目ごと）`.
    pub title: String,
    /// What is counted, in the plan's order.
    pub kinds: Vec<Kind>,
    /// The headings.
    pub rows: Vec<Row>,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// The publisher's word.
    pub word: String,
    /// Its meaning, which decides pattern and colour.
    pub meaning: Meaning,
}

/// Meaning of what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A status (実施状況).
    Status(StatusMeaning),
    /// A direction (方向性).
    Direction(DirectionMeaning),
    /// No answer (回答なし).
    Unanswered,
}

/// One heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The heading above (部), said with the first of its rows.
    pub group: Option<String>,
    /// The heading.
    pub heading: String,
    /// Its counts, as many as there are kinds and in their order.
    pub counts: Vec<u32>,
}

impl Row {
    /// All that is counted under the heading.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

impl Composition {
    /// The headings under which anything is counted.
    pub(super) fn filled_rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.total() > 0)
    }

    /// The longest bar.
    pub(super) fn largest_total(&self) -> u32 {
        self.rows.iter().map(Row::total).max().unwrap_or_default()
    }
}
