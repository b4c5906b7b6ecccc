//! Which question a row belongs to: its own key, or for a row that was put in, the row above it.

use super::workbook::Sheet;

/// A row with something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The row in the sheet, from 0.
    pub at: u32,
    /// The parts of its key.
    pub key: Vec<String>,
    /// Whether it was put in below the row of that key.
    pub added: bool,
}

/// A row that was put in where nobody can say what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stray(pub u32);

/// The rows below the heads, in the order of the sheet. `used`: the columns that count as written in; `order`: how a key
/// stands in the form as it was made; `may_follow`: whether rows may be put in below a row of that key.
pub(super) fn rows(
    sheet: &Sheet,
    head: (u32, u32),
    used: &[u32],
    order: impl Fn(&[String]) -> Option<usize>,
    may_follow: impl Fn(&[String]) -> bool,
) -> (Vec<Row>, Vec<Stray>) {
    let mut numbers: Vec<u32> = sheet.cells.keys().map(|at| at.0).filter(|row| *row > head.0).collect();
    numbers.dedup();
    let key = |row: u32| {
        let text = sheet.text(row, head.1)?;
        Some(text.split('|').map(str::to_owned).collect::<Vec<_>>())
    };
    // After sorting, the row above a row without a key says nothing about it.
    let positions: Vec<usize> = numbers.iter().filter_map(|row| order(&key(*row)?)).collect();
    let is_sorted = positions.is_sorted();
    let (mut rows, mut strays) = (Vec::new(), Vec::new());
    let mut above: Option<Vec<String>> = None;
    for row in numbers {
        if let Some(key) = key(row) {
            above = Some(key.clone());
            rows.push(Row {
                at: row,
                key,
                added: false,
            });
            continue;
        }
        let is_written = used.iter().any(|column| {
            sheet
                .text(row, *column)
                .map_or_else(|| sheet.cells.contains_key(&(row, *column)), |text| !text.is_empty())
        });
        if !is_written {
            continue;
        }
        match &above {
            Some(key) if is_sorted && may_follow(key) => rows.push(Row {
                at: row,
                key: key.clone(),
                added: true,
            }),
            _ => strays.push(Stray(row)),
        }
    }
    (rows, strays)
}
