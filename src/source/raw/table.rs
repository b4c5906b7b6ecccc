//! Tables of their own (別表): a training matrix, an overview.

use super::{Audience, Day};
use crate::source::{At, Id, OneOrMany, Text, shape};

shape! {
    /// A table of its own (別表).
    pub struct FreeTable {
        /// Permanent id: the address of its page.
        /// 表の識別子です。ページのアドレスになるので、公表した後は変えません。
        id: At<Id>,
        /// Title (題名).
        /// 表の題名です。
        title: At<Text>,
        /// Introduction, Markdown.
        /// 表の前に置く説明です。Markdown で書けます。
        intro: Option<At<Text>>,
        /// Head of the first column, which names the rows (表頭).
        /// 行の名称の列に付ける見出しです。
        corner: Option<At<Text>>,
        /// Column heads (列見出し), each with an id used by the cells.
        /// 表の列です。セルからは id で参照します。
        columns: Vec<TableColumn>,
        /// Rows.
        /// 表の行です。
        rows: Vec<TableRow>,
        /// Notes ※, Markdown.
        /// ※で始まる注の一覧です。Markdown で書けます。
        notes: Vec<At<Text>>,
        /// `internal` for the internal edition alone (内部限り). Default: `public`.
        /// 公開（public）か、内部限り（internal）かです。書かなければ、公開します。
        audience: Option<At<Audience>>,
        /// First day on which the public may see it (公開解禁日): a date.
        /// 公開できる最初の日です（例: 2021-06-30）。それより前の日には、公開するサイトに出ません。
        embargo: Option<At<Day>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
        internal: Option<At<Text>>,
    }
}

shape! {
    /// A column.
    pub struct TableColumn {
        /// Id within the table.
        /// 列の識別子です。表の中で重ならないようにします。
        id: At<Id>,
        /// Head (見出し), Markdown.
        /// 列の見出しです。Markdown で書けます。
        title: At<Text>,
    }
}

shape! {
    /// A row.
    pub struct TableRow {
        /// Row head (行見出し).
        /// 行の見出しです。
        title: At<Text>,
        /// Cells.
        /// 行のセルの一覧です。
        cells: Vec<TableCell>,
    }
}

shape! {
    /// A cell; it may span neighbouring columns.
    pub struct TableCell {
        /// Columns it covers, by id, neighbouring and in order.
        /// セルが占める列の id です。隣り合う列を2つ以上書けば、つながったセルになります。
        columns: OneOrMany<At<Id>>,
        /// Content, Markdown.
        /// セルの文章です。Markdown で書けます。
        text: At<Text>,
    }
}
