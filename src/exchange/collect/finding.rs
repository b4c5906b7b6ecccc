//! Findings about files that come in, returned forms and tables to import: file, sheet, cell, reason, remedy.

use std::fmt;

use serde::Serialize;

use super::workbook::cell_name;
use crate::diagnostic::Code;

/// A cell of a file that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellPlace {
    /// The file.
    pub file: String,
    /// The sheet; empty in a CSV file.
    pub sheet: String,
    /// The cell: E12.
    pub cell: String,
}

/// What cannot be taken over, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Code.
    pub code: &'static str,
    /// The file.
    pub file: String,
    /// The sheet and the cell; none for the file as a whole.
    pub place: Option<CellPlace>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

impl CellPlace {
    /// The cell at a row and column, from 0.
    pub(in crate::exchange) fn new(file: &str, sheet: &str, row: u32, column: u32) -> Self {
        Self {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            cell: cell_name(row, column),
        }
    }
}

impl fmt::Display for CellPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.sheet.is_empty() {
            return write!(formatter, "{} の {}", self.file, self.cell);
        }
        write!(formatter, "{} の「{}」シート {}", self.file, self.sheet, self.cell)
    }
}

impl Finding {
    /// About a cell.
    pub fn at(code: Code, place: &CellPlace, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            code: code.as_str(),
            file: place.file.clone(),
            place: Some(place.clone()),
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    /// About a file as a whole.
    pub fn of_file(code: Code, file: &str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            code: code.as_str(),
            file: file.to_owned(),
            place: None,
            message: message.into(),
            remedy: remedy.into(),
        }
    }
}
