//! Rows of cells under columns, where a cell may span neighbours and a missing cell is blank.

use serde::Serialize;

use crate::model::{TableCell, TableColumn};
use crate::render::{Html, markdown};

/// A cell as printed.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct GridCell {
    /// Columns covered.
    pub span: usize,
    /// Ids of the head cells above, for `headers`.
    pub headers: String,
    /// Heads in words, for narrow screens.
    pub heads: String,
    /// Content; none when blank.
    pub text: Option<Html>,
}

/// Id of a column's head cell. `table` keeps the tables of one page apart.
pub fn head_id(table: &str, column: &TableColumn) -> String {
    format!("{table}-{}", column.id)
}

/// The cells of a row, from the first column to the last. `row` keeps the footnotes of the rows apart.
pub fn row_cells(table: &str, row: usize, columns: &[TableColumn], cells: &[TableCell]) -> Vec<GridCell> {
    let mut printed = Vec::new();
    let mut position = 0;
    while position < columns.len() {
        let cell = cells
            .iter()
            .find(|cell| cell.columns.first() == Some(&columns[position].id));
        let span = cell
            .map_or(1, |cell| cell.columns.len())
            .clamp(1, columns.len() - position);
        let covered = &columns[position..position + span];
        printed.push(GridCell {
            span,
            headers: join(covered.iter().map(|column| head_id(table, column)), " "),
            heads: join(covered.iter().map(|column| markdown::plain(&column.title)), "・"),
            text: cell.map(|cell| markdown::block(&cell.text, &format!("{table}-{row}-{position}"), 4)),
        });
        position += span;
    }
    printed
}

fn join(parts: impl Iterator<Item = String>, separator: &str) -> String {
    parts.collect::<Vec<_>>().join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Prose;

    fn column(id: &str) -> TableColumn {
        TableColumn {
            id: id.to_owned(),
            title: Prose::new(id.to_uppercase()),
        }
    }

    fn cell(columns: &[&str], text: &str) -> TableCell {
        TableCell {
            columns: columns.iter().map(|id| (*id).to_owned()).collect(),
            text: Prose::new(text),
        }
    }

    #[test]
    fn cells_span_and_gaps_are_blank() {
        let columns = [column("a"), column("b"), column("c"), column("d")];
        let cells = row_cells("t", 0, &columns, &[cell(&["d"], "x"), cell(&["b", "c"], "y")]);
        let shape: Vec<(usize, bool, &str)> = cells
            .iter()
            .map(|cell| (cell.span, cell.text.is_some(), cell.headers.as_str()))
            .collect();
        assert_eq!(shape, [(1, false, "t-a"), (2, true, "t-b t-c"), (1, true, "t-d")]);
        assert_eq!(cells[1].heads, "B・C");
    }
}
