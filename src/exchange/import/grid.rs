//! A file of others as grids of cells: sheets of a workbook, or the records of a CSV file.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use super::{File, Finding};
use crate::author::tidy;
use crate::diagnostic::code;
use crate::exchange::collect::workbook::{self, Cell, Sheet, Shown, Unreadable, Value, cell_name};
use crate::exchange::collect::{CellPlace, cells};
use crate::exchange::export::csv_file;
use crate::source::table_text;

/// The most cells of a CSV file.
const MOST_CELLS: usize = 400_000;

/// One sheet.
#[derive(Debug)]
pub(super) struct Grid {
    pub file: String,
    /// Its name; empty in a CSV file.
    pub sheet: String,
    cells: BTreeMap<(u32, u32), Cell>,
    /// Cells that belong to another, which has what they say.
    covered: BTreeMap<(u32, u32), (u32, u32)>,
    /// One more than the last row and column with something in them.
    pub rows: u32,
    pub columns: u32,
}

/// The sheets of a file that have something in them.
pub(super) fn open(file: &File) -> Result<Vec<Grid>, Box<Finding>> {
    if file.bytes.starts_with(b"PK") || file.bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let book = workbook::open(&file.bytes).map_err(|error| unreadable(&file.name, error))?;
        let grids = book.sheets.into_iter().map(|sheet| Grid::new(&file.name, sheet));
        return Ok(grids.filter(|grid| grid.rows > 0).collect());
    }
    let refused = |message: String, remedy: &str| {
        Box::new(Finding::of_file(code::IMPORT_UNREADABLE, &file.name, message, remedy))
    };
    let again = "Excel で開き、「CSV UTF-8（コンマ区切り）」か「CSV（コンマ区切り）」で保存し直してください";
    if file.bytes.starts_with(b"%PDF") {
        return Err(refused(
            "PDF は取り込めません".to_owned(),
            "もとの Excel の表を取り込むか、表を Excel に写してから取り込んでください",
        ));
    }
    let text = table_text(file.bytes.clone()).map_err(|reason| refused(reason, again))?;
    if text.contains(['\0', '\u{fffd}']) {
        return Err(refused("文字として読めないところがあります".to_owned(), again));
    }
    let records = csv_file::records(&text).ok_or_else(|| refused("CSV として読めません".to_owned(), again))?;
    let mut sheet = Sheet::default();
    for (row, record) in (0_u32..).zip(records) {
        for (column, text) in (0_u32..).zip(record) {
            if !text.is_empty() {
                let value = Value::Text(text);
                sheet.cells.insert((row, column), Cell { value, formula: false });
            }
        }
        if sheet.cells.len() > MOST_CELLS {
            return Err(refused(
                "セルが多すぎます".to_owned(),
                "取り込む表だけを、別のファイルに写してください",
            ));
        }
    }
    Ok(Some(Grid::new(&file.name, sheet))
        .into_iter()
        .filter(|grid| grid.rows > 0)
        .collect())
}

fn unreadable(file: &str, error: Unreadable) -> Box<Finding> {
    let (message, remedy) = match error {
        Unreadable::Foreign => (
            "Excel か CSV のファイルではありません".to_owned(),
            "Excel ブック（.xlsx）か CSV として保存し直してください",
        ),
        Unreadable::Locked => (
            "パスワードが掛かっていて、開けません".to_owned(),
            "パスワードを外して保存し直してください",
        ),
        Unreadable::TooLarge => (
            "セルが多すぎます".to_owned(),
            "取り込む表だけを、別のファイルに写してください",
        ),
        Unreadable::Damaged(error) => (
            format!("ファイルが壊れているか、途中で切れています（{error}）"),
            "Excel で開けるなら、名前を付けて保存し直すと直ることがあります",
        ),
    };
    Box::new(Finding::of_file(code::IMPORT_UNREADABLE, file, message, remedy))
}

impl Grid {
    fn new(file: &str, sheet: Sheet) -> Self {
        let mut covered = BTreeMap::new();
        for (top, left, bottom, right) in sheet.merged {
            // A merge of whole columns would be millions of cells.
            for row in top..=bottom.min(top.saturating_add(5_000)) {
                for column in left..=right.min(left.saturating_add(200)) {
                    if (row, column) != (top, left) {
                        covered.insert((row, column), (top, left));
                    }
                }
            }
        }
        let mut cells = sheet.cells;
        cells.retain(|_, cell| !matches!(&cell.value, Value::Text(text) if tidy(text).is_empty()));
        let rows = cells.keys().map(|at| at.0 + 1).max().unwrap_or(0);
        let columns = cells.keys().map(|at| at.1 + 1).max().unwrap_or(0);
        Self {
            file: file.to_owned(),
            sheet: sheet.name,
            cells,
            covered,
            rows,
            columns,
        }
    }

    /// The cell itself; nothing when it belongs to another.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get(&(row, column)).filter(|_| !self.is_covered(row, column))
    }

    pub fn is_covered(&self, row: u32, column: u32) -> bool {
        self.covered.contains_key(&(row, column))
    }

    /// Whether a cell is a number that is shown as a percentage.
    pub fn is_percent(&self, row: u32, column: u32) -> bool {
        let value = self.cell(row, column).map(|cell| &cell.value);
        matches!(
            value,
            Some(Value::Number {
                shown: Shown::Percent,
                ..
            })
        )
    }

    /// Fractions of which nobody can say whether they are shown as percentages.
    pub fn unsure_fractions(&self) -> Vec<(u32, u32)> {
        let unsure = |value: &Value| match value {
            Value::Number { value, shown } => *shown == Shown::Unknown && value.fract() != 0.0 && value.abs() < 1.0,
            _ => false,
        };
        let cells = self.cells.iter().filter(|(_, cell)| unsure(&cell.value));
        cells.map(|(at, _)| *at).collect()
    }

    /// What can be read as text at a place, for guessing: nothing is reported.
    pub fn text(&self, row: u32, column: u32) -> Option<String> {
        let at = self.covered.get(&(row, column)).copied().unwrap_or((row, column));
        cells::text(self.cells.get(&at)).ok().flatten()
    }

    /// What a cell itself says, or why it cannot be read.
    pub fn read(&self, row: u32, column: u32, findings: &mut Vec<Finding>) -> Option<String> {
        match cells::text(self.cell(row, column)) {
            Ok(text) => text,
            Err(refused) => {
                findings.push(Finding::at(
                    code::IMPORT_BAD_CELL,
                    &self.place(row, column),
                    refused.message,
                    refused.remedy,
                ));
                None
            }
        }
    }

    pub fn place(&self, row: u32, column: u32) -> CellPlace {
        CellPlace::new(&self.file, &self.sheet, row, column)
    }
}

/// Letters of a column: AB.
pub(super) fn letters(column: u32) -> String {
    cell_name(0, column).trim_end_matches('1').to_owned()
}

/// The column of letters.
pub(super) fn column(letters: &str) -> Option<u32> {
    let narrow: String = letters.trim().nfkc().collect::<String>().to_ascii_uppercase();
    let is_column = (1..=3).contains(&narrow.len()) && narrow.bytes().all(|letter| letter.is_ascii_uppercase());
    let number = |narrow: &str| {
        narrow
            .bytes()
            .fold(0, |number, letter| number * 26 + u32::from(letter - b'A') + 1)
    };
    is_column.then(|| number(&narrow) - 1)
}

/// Without blanks, in the narrow forms of letters: what heads are compared by.
pub(super) fn folded(text: &str) -> String {
    text.nfkc().filter(|letter| !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (number, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(number), name);
            assert_eq!(column(name), Some(number));
        }
        assert_eq!(column("ｂ "), Some(1));
        assert_eq!(column("1"), None);
    }
}
