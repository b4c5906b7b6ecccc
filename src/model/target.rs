//! Targets (数値目標), in every form the papers use.

use super::{Prose, SegmentId, Vintage};
use crate::calendar::{FiscalYear, Period};
use crate::quantity::{Change, Number};

/// A target (数値目標).
#[derive(Debug, Clone)]
pub struct Target {
    /// Segment.
    pub segment: Option<SegmentId>,
    /// What must hold.
    pub form: TargetForm,
    /// By or in which time.
    pub deadline: Deadline,
    /// When it was set, when not with the plan (設定日).
    pub set: Option<Period>,
    /// Since when and why it no longer holds (改定された目標).
    pub replaced: Option<Replaced>,
    /// As printed (記載).
    pub text: Option<String>,
    /// A label that stands with it (【全庁目標】).
    pub label: Option<String>,
    /// Note.
    pub note: Option<Prose>,
}

/// The end of a target that was revised (目標の改定).
#[derive(Debug, Clone)]
pub struct Replaced {
    /// Date of the revision.
    pub on: Period,
    /// Why.
    pub reason: Prose,
}

/// What must hold.
#[derive(Debug, Clone)]
pub enum TargetForm {
    /// At least (以上).
    AtLeast(BoundValue),
    /// At most (以下・以内).
    AtMost(BoundValue),
    /// A planned level (計画値).
    Exactly(BoundValue),
    /// Between two values, both included (範囲).
    Between(Number, Number),
    /// Keep at least (at most, when lower is better) this level (維持).
    Maintain(Number),
    /// Direction only (拡大・縮小).
    Direction(Toward),
    /// In words (定性的な目標).
    Qualitative(String),
    /// The plan says that there is no target (目標なし).
    None,
}

/// Which way (方向).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// 拡大・増加
    Increase,
    /// 縮小・減少
    Decrease,
}

/// The value of a bound.
#[derive(Debug, Clone)]
pub enum BoundValue {
    /// A number.
    Fixed(Number),
    /// Relative to an actual (実績に対する割合・増減).
    Relative {
        /// The base.
        base: Base,
        /// The change against it; none means the base itself.
        change: Option<Change>,
    },
}

/// What a relative target refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The fiscal year before the one judged (前年度).
    PreviousYear,
    /// The actual of a named fiscal year (H25年度実績); with a vintage when one is named, else the latest known.
    Actual {
        /// Fiscal year.
        fiscal_year: FiscalYear,
        /// Vintage.
        vintage: Option<Vintage>,
    },
}

/// By or in which time a target must hold (期限).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deadline {
    /// By a period: reached by its end (期限).
    By(Period),
    /// In each fiscal year (毎年度).
    Every,
    /// In one fiscal year: one step of a yearly series (年度ごとの目標).
    In(FiscalYear),
    /// The plan names no deadline and has no end (期限なし).
    Open,
}
