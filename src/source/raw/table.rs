//! Tables of their own (別表): a training matrix, an overview.

use crate::source::{At, Id, OneOrMany, Text, shape};

shape! {
    /// A table of its own (別表).
    pub struct FreeTable {
        /// Permanent id: the address of its page.
        id: At<Id>,
        /// Title (題名).
        title: At<Text>,
        /// Introduction, Markdown.
        intro: Option<At<Text>>,
        /// Head of the first column, which names the rows (表頭).
        corner: Option<At<Text>>,
        /// Column heads (列見出し), each with an id used by the cells.
        columns: Vec<TableColumn>,
        /// Rows.
        rows: Vec<TableRow>,
        /// Notes ※, Markdown.
        notes: Vec<At<Text>>,
    }
}

shape! {
    /// A column.
    pub struct TableColumn {
        /// Id within the table.
        id: At<Id>,
        /// Head (見出し), Markdown.
        title: At<Text>,
    }
}

shape! {
    /// A row.
    pub struct TableRow {
        /// Row head (行見出し).
        title: At<Text>,
        /// Cells.
        cells: Vec<TableCell>,
    }
}

shape! {
    /// A cell; it may span neighbouring columns.
    pub struct TableCell {
        /// Columns it covers, by id, neighbouring and in order.
        columns: OneOrMany<At<Id>>,
        /// Content, Markdown.
        text: At<Text>,
    }
}
