//! Blank forms (様式): sheets to print and fill in by hand.

use super::{Handling, Prose, TableCell, TableColumn};
use crate::quantity::Number;

/// A blank form (様式).
#[derive(Debug, Clone)]
pub struct Form {
    /// Id: its address.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who fills it in.
    pub filled_by: Option<String>,
    /// Introduction.
    pub intro: Option<Prose>,
    /// Sections.
    pub sections: Vec<FormSection>,
    /// Rule on weights.
    pub weights: Option<Weights>,
    /// For whom it is, and from when (取扱い).
    pub handling: Handling,
}

/// The rule that weights sum to a total (ウェイトの合計).
#[derive(Debug, Clone)]
pub struct Weights {
    /// The total: 100.
    pub total: Number,
    /// Unit: %.
    pub unit: String,
    /// Whether the weights printed are examples only.
    pub sample: bool,
    /// The rule in words.
    pub note: Option<Prose>,
}

/// A section of a form.
#[derive(Debug, Clone)]
pub struct FormSection {
    /// Heading.
    pub title: Option<String>,
    /// An older version printed for reference (参考：現行).
    pub superseded: bool,
    /// Guidance ※.
    pub guidance: Vec<Prose>,
    /// Examples 【記載例】.
    pub examples: Vec<Prose>,
    /// Fields to fill in.
    pub fields: Vec<Field>,
    /// A table to fill in.
    pub table: Option<FormTable>,
}

/// What goes into a field (記入欄の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// 文章
    Text,
    /// 数値
    Number,
    /// 月日
    Date,
    /// 月日～月日
    DateRange,
}

/// A field to fill in (記入欄).
#[derive(Debug, Clone)]
pub struct Field {
    /// Label.
    pub label: String,
    /// Kind.
    pub kind: FieldKind,
    /// Unit printed in the field.
    pub unit: Option<String>,
    /// A reference value to be filled in beside it (参考).
    pub reference: Option<String>,
    /// Guidance ※.
    pub guidance: Option<Prose>,
    /// Height in lines.
    pub lines: u32,
}

/// A table to fill in.
#[derive(Debug, Clone)]
pub struct FormTable {
    /// Columns.
    pub columns: Vec<TableColumn>,
    /// Rows.
    pub rows: Vec<FormRow>,
    /// Which column takes the weights.
    pub weight_column: Option<String>,
}

/// A row of a table to fill in.
#[derive(Debug, Clone)]
pub struct FormRow {
    /// Cells; a column without one is blank.
    pub cells: Vec<TableCell>,
    /// Weight.
    pub weight: Option<Number>,
    /// Whether it is an example row.
    pub example: bool,
}
