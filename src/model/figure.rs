//! Figures quoted in running text (文中の数値).

use crate::calendar::Period;
use crate::quantity::{Number, Unit};

/// A figure quoted in a text, with what is needed to check it.
#[derive(Debug, Clone)]
pub struct QuotedFigure {
    /// What it is.
    pub title: String,
    /// The published value.
    pub value: Number,
    /// Unit.
    pub unit: Unit,
    /// Numerator.
    pub numerator: Option<Number>,
    /// Denominator.
    pub denominator: Option<Number>,
    /// As of.
    pub as_of: Option<Period>,
    /// 約 or 延べ.
    pub qualifier: Option<String>,
}
