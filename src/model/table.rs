//! Tables of their own (別表).

use super::{Handling, Prose};

/// A table of its own (別表).
#[derive(Debug, Clone)]
pub struct FreeTable {
    /// Id: its address.
    pub id: String,
    /// Title.
    pub title: String,
    /// Introduction.
    pub intro: Option<Prose>,
    /// Head of the first column (表頭).
    pub corner: Option<String>,
    /// Columns.
    pub columns: Vec<TableColumn>,
    /// Rows.
    pub rows: Vec<TableRow>,
    /// Notes.
    pub notes: Vec<Prose>,
    /// For whom it is, and from when (取扱い).
    pub handling: Handling,
}

/// A column.
#[derive(Debug, Clone)]
pub struct TableColumn {
    /// Id within the table.
    pub id: String,
    /// Head.
    pub title: Prose,
}

/// A row.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// Row head.
    pub title: String,
    /// Cells.
    pub cells: Vec<TableCell>,
}

/// A cell; may span neighbouring columns.
#[derive(Debug, Clone)]
pub struct TableCell {
    /// Columns covered, neighbouring and in order.
    pub columns: Vec<String>,
    /// Content.
    pub text: Prose,
}
