//! Small counts and what is withheld because of them (秘匿).

use super::{IndicatorId, SegmentId};
use crate::calendar::Period;
use crate::quantity::Number;

/// Which counts are withheld (秘匿の決まり): those of at least one and under a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithholdRule {
    /// The smallest count that is published.
    pub under: u32,
    /// Whether the values of the indicator are counts; numerators and denominators always are.
    pub values: bool,
}

/// Which part of an observation (実績の部分).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 値
    Value,
    /// 分子
    Numerator,
    /// 分母
    Denominator,
}

/// Why a figure is withheld (秘匿の理由).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithheldBecause {
    /// A count under the threshold (しきい値未満).
    Small,
    /// A rate, numerator or denominator that would give away another part of the same observation (同じ実績から計算できる).
    SameObservation,
    /// Totals and parts would give away a figure that is withheld (合計と内訳から計算できる).
    Totals,
    /// The publisher wrote so (データで秘匿と記載).
    Stated,
}

/// A figure that the public does not see (秘匿した数値). Only the internal edition has any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Indicator.
    pub indicator: IndicatorId,
    /// Segment.
    pub segment: Option<SegmentId>,
    /// Period.
    pub period: Period,
    /// Part.
    pub part: Part,
    /// The figure; none when the publisher wrote none.
    pub value: Option<Number>,
    /// Why.
    pub because: WithheldBecause,
}
