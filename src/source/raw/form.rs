//! Blank forms (様式): sheets to print and fill in by hand.

use super::table::{TableCell, TableColumn};
use super::{Audience, Day};
use crate::quantity::Number;
use crate::source::{At, Id, Text, shape, words};

shape! {
    /// A blank form (様式).
    pub struct Form {
        /// Permanent id: the address of its page.
        /// 様式の識別子です。ページのアドレスになるので、公表した後は変えません。
        id: At<Id>,
        /// Title (様式名).
        /// 様式の名称です。
        title: At<Text>,
        /// Who fills it in (記入者).
        /// 記入する人です。
        filled_by: Option<At<Text>>,
        /// Introduction, Markdown.
        /// 様式の前に置く説明です。Markdown で書けます。
        intro: Option<At<Text>>,
        /// Sections.
        /// 様式の部分を、順に書きます。
        sections: Vec<FormSection>,
        /// Rule on weights (ウェイトの決まり).
        /// ウェイトの合計の決まりです。
        weights: Option<Weights>,
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
    /// The rule that the weights of a form must sum to a total (ウェイトの合計).
    pub struct Weights {
        /// The total: 100.
        /// ウェイトの合計です（例: 100）。
        total: At<Number>,
        /// Unit: %.
        /// ウェイトの単位です（例: "%"）。
        unit: At<Text>,
        /// `true` when the weights printed in the form are examples only, so that they need not sum up (記載例).
        /// 印刷されたウェイトが記載例で、合計が合わなくてよいなら true と書きます。
        sample: Option<At<bool>>,
        /// The rule in words, Markdown.
        /// 決まりの説明です。Markdown で書けます。
        note: Option<At<Text>>,
    }
}

shape! {
    /// A section of a form: fields, or a table to fill in.
    pub struct FormSection {
        /// Heading (見出し).
        /// 部分の見出しです。
        title: Option<At<Text>>,
        /// `true` for an older version printed for reference (参考：現行).
        /// 参考に載せた古い様式なら true と書きます。
        superseded: Option<At<bool>>,
        /// Guidance ※, Markdown.
        /// ※で始まる記入の案内です。Markdown で書けます。
        guidance: Vec<At<Text>>,
        /// Examples 【記載例】, Markdown.
        /// 【記載例】です。Markdown で書けます。
        examples: Vec<At<Text>>,
        /// Fields to fill in.
        /// 記入欄の一覧です。
        fields: Vec<Field>,
        /// A table to fill in.
        /// 記入する表です。
        table: Option<FormTable>,
    }
}

words! {
    /// What goes into a field (記入欄の種類).
    pub enum FieldKind {
        /// 文章
        Text = "text",
        /// 数値
        Number = "number",
        /// 月日
        Date = "date",
        /// 月日～月日
        DateRange = "date-range",
    }
}

shape! {
    /// A field to fill in (記入欄).
    pub struct Field {
        /// Label (項目名).
        /// 記入欄の項目名です。
        label: At<Text>,
        /// Kind. Default: text.
        /// 記入するものの種類です。書かなければ文章（text）です。
        kind: Option<At<FieldKind>>,
        /// Unit printed in the field (単位).
        /// 記入欄に印刷する単位です。
        unit: Option<At<Text>>,
        /// A reference value to be filled in beside it (参考), for example 昨年度実績.
        /// 横に書く参考の値です（例: 昨年度の実績）。
        reference: Option<At<Text>>,
        /// Guidance ※.
        /// ※で始まる記入の案内です。
        guidance: Option<At<Text>>,
        /// Height in lines (行数). Default 1.
        /// 記入欄の高さを行の数で書きます。書かなければ1行です。
        lines: Option<At<u32>>,
    }
}

shape! {
    /// A table to fill in.
    pub struct FormTable {
        /// Column heads (列見出し), each with an id used by the cells.
        /// 表の列です。セルからは id で参照します。
        columns: Vec<TableColumn>,
        /// Rows; a column without a cell is left blank to fill in.
        /// 表の行です。セルのない列は、記入する空欄になります。
        rows: Vec<FormRow>,
        /// The column that takes the weights (ウェイト・重点), by id.
        /// ウェイトを書く列の id です。
        weight_column: Option<At<Id>>,
    }
}

shape! {
    /// A row of a table to fill in.
    pub struct FormRow {
        /// Cells, Markdown.
        /// 印刷しておくセルの一覧です。
        cells: Vec<TableCell>,
        /// Weight printed in the weight column (ウェイト・重点).
        /// 印刷しておくウェイトです。
        weight: Option<At<Number>>,
        /// `true` for an example row 【記載例】.
        /// 【記載例】の行なら true と書きます。
        example: Option<At<bool>>,
    }
}
