//! A returned workbook as cells: the only file that knows how one is read.
//!
//! Any program may have saved it. Excel's own format is read cell by cell, with what the cell's format says of percentages;
//! what `OpenDocument` says of them is read beside (`open_document`); old Excel files do not tell.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, DataType as _, Ods, Reader as _, Xls, Xlsx, XlsxError};

use super::open_document;
use crate::exchange::export::archive;

/// The most that an `OpenDocument` may be unpacked to.
const MOST_BYTES: u64 = 200 * 1024 * 1024;

/// Most cells that are read of a file: a form of 500 measures has about 30 000.
const MOST_CELLS: usize = 400_000;

/// The sheets of a workbook, in its order.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Workbook {
    pub sheets: Vec<Sheet>,
}

/// The cells of a sheet by row and column, from 0.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Sheet {
    pub name: String,
    pub cells: BTreeMap<(u32, u32), Cell>,
    /// Cells that are one with others: first row, first column, last row, last column.
    pub merged: Vec<(u32, u32, u32, u32)>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::exchange) struct Cell {
    pub value: Value,
    /// Whether it is the result of a formula.
    pub formula: bool,
}

/// A value as the program stored it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::exchange) enum Value {
    Text(String),
    /// A number, and how the program shows it.
    Number {
        value: f64,
        shown: Shown,
    },
    /// A day: year, month, day.
    Day(u16, u8, u8),
    /// A date in the notation of ISO 8601.
    Iso(String),
    Truth(bool),
    /// A formula that failed: `#REF!`.
    Failed(String),
    /// A formula whose result was never stored.
    Missing,
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) enum Shown {
    /// As it is.
    Plain,
    /// As a percentage, a hundred times as large.
    Percent,
    /// The file does not say which.
    Unknown,
}

/// Why a file is no workbook that can be read.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Unreadable {
    /// Not the file of a spreadsheet program.
    Foreign,
    /// Locked with a password.
    Locked,
    /// Cut off or otherwise damaged; what the reader said.
    Damaged(String),
    /// More cells than any form has.
    TooLarge,
}

pub(in crate::exchange) fn open(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    match bytes.get(..4) {
        Some(b"PK\x03\x04") if is_open_document(bytes) => ods(bytes),
        Some(b"PK\x03\x04") => xlsx(bytes),
        // A locked workbook of today looks like one of old.
        Some([0xd0, 0xcf, 0x11, 0xe0]) => match Xlsx::new(Cursor::new(bytes)) {
            Err(XlsxError::Password) => Err(Unreadable::Locked),
            _ => xls(bytes),
        },
        _ => Err(Unreadable::Foreign),
    }
}

/// `OpenDocument` names its kind at the very beginning.
fn is_open_document(bytes: &[u8]) -> bool {
    let start = bytes.get(..120).unwrap_or(bytes);
    start.windows(22).any(|window| window == b"vnd.oasis.opendocument")
}

fn damaged(error: impl std::fmt::Display) -> Unreadable {
    Unreadable::Damaged(error.to_string())
}

fn xlsx(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Unreadable::Locked,
        // A text document has the same outside.
        XlsxError::FileNotFound(_) if !bytes.windows(3).any(|window| window == b"xl/") => Unreadable::Foreign,
        error => damaged(error),
    })?;
    let mut read = Workbook::default();
    for name in book.sheet_names() {
        let mut sheet = Sheet {
            name: name.clone(),
            ..Sheet::default()
        };
        let styles = book.worksheet_style(&name).map_err(damaged)?;
        let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
        while let Some(cell) = cells.next_cell_with_formula().map_err(damaged)? {
            let format = styles.get(cell.pos).and_then(|style| style.number_format.as_ref());
            let shown = if format.is_some_and(|format| shows_percent(&format.format_code)) {
                Shown::Percent
            } else {
                Shown::Plain
            };
            let formula = cell.formula.is_some();
            let value = match cell.value {
                DataRef::SharedString(text) => Data::String(text.to_owned()),
                value => value.into(),
            };
            sheet.put(cell.pos, &value, shown, formula);
            if sheet.cells.len() > MOST_CELLS {
                return Err(Unreadable::TooLarge);
            }
        }
        drop(cells);
        let merged = book.merge_cells_by_sheet_name(&name).map_err(damaged)?;
        sheet.merged = merged
            .iter()
            .map(|area| (area.start.0, area.start.1, area.end.0, area.end.1))
            .collect();
        read.sheets.push(sheet);
    }
    Ok(read)
}

fn ods(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::OdsError::Password => Unreadable::Locked,
        error => damaged(error),
    })?;
    let mut read = Workbook::default();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(damaged)?;
        let formulas = book.worksheet_formula(&name).map_err(damaged)?;
        read.sheets.push(whole(name, &range, &formulas, Shown::Plain)?);
    }
    let files = archive::unpack(bytes, MOST_BYTES).map_err(damaged)?;
    let content = files.get("content.xml").map_or(&[][..], Vec::as_slice);
    let mut besides = open_document::read(content).map_err(damaged)?;
    for sheet in &mut read.sheets {
        let Some(beside) = besides.remove(&sheet.name) else {
            continue;
        };
        for area in &beside.percent {
            for (at, cell) in sheet.cells.range_mut((area.0, area.1)..=(area.2, area.3)) {
                if let Value::Number { shown, .. } = &mut cell.value
                    && (area.1..=area.3).contains(&at.1)
                {
                    *shown = Shown::Percent;
                }
            }
        }
        sheet.merged = beside.merged;
    }
    Ok(read)
}

/// Whether a number format shows a hundredfold: a `%` in quotes is only a letter.
fn shows_percent(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '%' => return true,
            '"' => drop(letters.by_ref().find(|letter| *letter == '"')),
            '[' => drop(letters.by_ref().find(|letter| *letter == ']')),
            '\\' | '_' | '*' => drop(letters.next()),
            _ => {}
        }
    }
    false
}

fn xls(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => Unreadable::Locked,
        error => damaged(error),
    })?;
    let mut read = Workbook::default();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(damaged)?;
        let formulas = book.worksheet_formula(&name).map_err(damaged)?;
        read.sheets.push(whole(name, &range, &formulas, Shown::Unknown)?);
    }
    Ok(read)
}

fn whole(
    name: String,
    range: &calamine::Range<Data>,
    formulas: &calamine::Range<String>,
    shown: Shown,
) -> Result<Sheet, Unreadable> {
    let mut sheet = Sheet {
        name,
        ..Sheet::default()
    };
    let (row, column) = range.start().unwrap_or_default();
    for (down, across, value) in range.used_cells() {
        let (Ok(down), Ok(across)) = (u32::try_from(down), u32::try_from(across)) else {
            continue;
        };
        let at = (row + down, column + across);
        let formula = formulas.get_value(at).is_some_and(|formula| !formula.is_empty());
        sheet.put(at, value, shown, formula);
        if sheet.cells.len() > MOST_CELLS {
            return Err(Unreadable::TooLarge);
        }
    }
    Ok(sheet)
}

impl Sheet {
    fn put(&mut self, at: (u32, u32), value: &Data, shown: Shown, formula: bool) {
        let value = match value {
            Data::Empty if formula => Value::Missing,
            Data::Empty => return,
            Data::String(text) if text.is_empty() => return,
            Data::String(text) => Value::Text(text.clone()),
            Data::Int(_) | Data::Float(_) => Value::Number {
                value: value.as_f64().unwrap_or_default(),
                shown,
            },
            Data::Bool(truth) => Value::Truth(*truth),
            Data::DateTime(day) => {
                let (year, month, day, ..) = day.to_ymd_hms_milli();
                Value::Day(year, month, day)
            }
            Data::DateTimeIso(text) | Data::DurationIso(text) => Value::Iso(text.clone()),
            Data::Error(error) => Value::Failed(error.to_string()),
        };
        self.cells.insert(at, Cell { value, formula });
    }

    /// The text of a cell that holds one.
    pub(in crate::exchange) fn text(&self, row: u32, column: u32) -> Option<&str> {
        match &self.cells.get(&(row, column))?.value {
            Value::Text(text) => Some(text.trim()),
            _ => None,
        }
    }
}

/// The name of a cell: E12.
pub(in crate::exchange) fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_in_quotes_is_a_letter() {
        for (code, expected) in [
            ("0.0%", true),
            ("0%;[Red]-0%", true),
            ("0.0\"%\"", false),
            ("0.0\\%", false),
            ("[$-411]0", false),
            ("General", false),
            ("\"率\"0%", true),
        ] {
            assert_eq!(shows_percent(code), expected, "{code}");
        }
    }
}
