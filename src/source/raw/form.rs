//! Blank forms (様式): sheets to print and fill in by hand.

use super::table::{TableCell, TableColumn};
use crate::quantity::Number;
use crate::source::{At, Id, Text, shape, words};

shape! {
    /// A blank form (様式).
    pub struct Form {
        /// Permanent id: the address of its page.
        id: At<Id>,
        /// Title (様式名).
        title: At<Text>,
        /// Who fills it in (記入者).
        filled_by: Option<At<Text>>,
        /// Introduction, Markdown.
        intro: Option<At<Text>>,
        /// Sections.
        sections: Vec<FormSection>,
        /// Rule on weights (ウェイトの決まり).
        weights: Option<Weights>,
    }
}

shape! {
    /// The rule that the weights of a form must sum to a total (ウェイトの合計).
    pub struct Weights {
        /// The total: 100.
        total: At<Number>,
        /// Unit: %.
        unit: At<Text>,
        /// `true` when the weights printed in the form are examples only, so that they need not sum up (記載例).
        sample: Option<At<bool>>,
        /// The rule in words, Markdown.
        note: Option<At<Text>>,
    }
}

shape! {
    /// A section of a form: fields, or a table to fill in.
    pub struct FormSection {
        /// Heading (見出し).
        title: Option<At<Text>>,
        /// `true` for an older version printed for reference (参考：現行).
        superseded: Option<At<bool>>,
        /// Guidance ※, Markdown.
        guidance: Vec<At<Text>>,
        /// Examples 【記載例】, Markdown.
        examples: Vec<At<Text>>,
        /// Fields to fill in.
        fields: Vec<Field>,
        /// A table to fill in.
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
        label: At<Text>,
        /// Kind. Default: text.
        kind: Option<At<FieldKind>>,
        /// Unit printed in the field (単位).
        unit: Option<At<Text>>,
        /// A reference value to be filled in beside it (参考), for example 昨年度実績.
        reference: Option<At<Text>>,
        /// Guidance ※.
        guidance: Option<At<Text>>,
        /// Height in lines (行数). Default 1.
        lines: Option<At<u32>>,
    }
}

shape! {
    /// A table to fill in.
    pub struct FormTable {
        /// Column heads (列見出し), each with an id used by the cells.
        columns: Vec<TableColumn>,
        /// Rows; a column without a cell is left blank to fill in.
        rows: Vec<FormRow>,
        /// The column that takes the weights (ウェイト・重点), by id.
        weight_column: Option<At<Id>>,
    }
}

shape! {
    /// A row of a table to fill in.
    pub struct FormRow {
        /// Cells, Markdown.
        cells: Vec<TableCell>,
        /// Weight printed in the weight column (ウェイト・重点).
        weight: Option<At<Number>>,
        /// `true` for an example row 【記載例】.
        example: Option<At<bool>>,
    }
}
