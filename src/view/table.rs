//! A table of its own (別表): a training matrix, an overview.

use serde::Serialize;

use super::grid::{GridCell, head_id, row_cells};
use super::internal::InternalNote;
use super::{Address, Frame};
use crate::model::{FreeTable, Plan, Project, TableColumn};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct TablePage {
    /// Frame.
    pub frame: Frame,
    /// Introduction.
    pub intro: Option<Html>,
    /// Head of the first column.
    pub corner: Option<String>,
    /// Columns.
    pub columns: Vec<ColumnHead>,
    /// Rows.
    pub rows: Vec<Row>,
    /// Notes.
    pub notes: Vec<Html>,
}

/// Head of a column.
#[derive(Debug, Serialize)]
pub struct ColumnHead {
    /// Id of the cell.
    pub id: String,
    /// Head.
    pub title: Html,
}

/// A row.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Id of its head cell.
    pub id: String,
    /// Row head.
    pub title: String,
    /// Cells.
    pub cells: Vec<GridCell>,
}

impl TablePage {
    /// The page of a table.
    pub fn new(project: &Project, plan: &Plan, table: &FreeTable) -> Self {
        let page = Address::Table(plan.id.clone(), table.id.clone());
        let rows = table.rows.iter().enumerate().map(|(number, row)| Row {
            id: format!("row-{number}"),
            title: row.title.clone(),
            cells: row_cells("column", number, &table.columns, &row.cells),
        });
        Self {
            frame: Frame::new(project, Some(plan), &page, &table.title).with(InternalNote::of(&table.handling)),
            intro: table.intro.as_ref().map(|intro| markdown::block(intro, "intro", 2)),
            corner: table.corner.clone(),
            columns: table
                .columns
                .iter()
                .map(|column| column_head("column", column))
                .collect(),
            rows: rows.collect(),
            notes: table.notes.iter().map(markdown::inline).collect(),
        }
    }
}

/// Head of a column; `table` keeps the tables of one page apart.
pub fn column_head(table: &str, column: &TableColumn) -> ColumnHead {
    ColumnHead {
        id: head_id(table, column),
        title: markdown::inline(&column.title),
    }
}
