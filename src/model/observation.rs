//! Observed values (実績), as stated in an edition.

use super::{Handling, Prose, SegmentId};
use crate::calendar::Period;
use crate::quantity::Number;

/// How sure a figure is (数値の確からしさ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vintage {
    /// 見込み
    Forecast,
    /// 速報・暫定
    Provisional,
    /// 確定
    Final,
    /// 訂正
    Revised,
}

/// Why there is no value (値がない理由).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AbsenceReason {
    /// 該当なし
    NotApplicable,
    /// 該当する事実がない
    NoEvent,
    /// 時期が来ていない
    NotYetDue,
    /// 集計中・後日公表
    NotYetCollected,
    /// 秘匿
    Withheld,
    /// その年度は記録がない
    NotRecorded,
    /// 指標の終了
    IndicatorEnded,
    /// 別の場所に掲載
    RecordedElsewhere,
}

/// A value, or the reason why there is none. Absence is never 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A value (値).
    Value(Number),
    /// No value, because (値なし).
    Absent(AbsenceReason),
}

/// One statement about one series at one period (実績値).
#[derive(Debug, Clone)]
pub struct Observation {
    /// Segment.
    pub segment: Option<SegmentId>,
    /// Period (時期): its own, not the edition's.
    pub period: Period,
    /// Value or absence.
    pub reading: Reading,
    /// Vintage.
    pub vintage: Vintage,
    /// When it was known (時点).
    pub as_of: Option<Period>,
    /// Numerator (分子).
    pub numerator: Option<Number>,
    /// Denominator (分母).
    pub denominator: Option<Number>,
    /// Comparison figures as published.
    pub published: PublishedRatios,
    /// The publisher's own rating (評価).
    pub rating: Option<String>,
    /// The publisher's comment (説明).
    pub comment: Option<Prose>,
    /// Footnote (注).
    pub note: Option<Prose>,
    /// For whom it is, and from when (取扱い).
    pub handling: Handling,
}

impl Observation {
    /// The value, if there is one.
    pub fn value(&self) -> Option<Number> {
        match self.reading {
            Reading::Value(number) => Some(number),
            Reading::Absent(_) => None,
        }
    }
}

/// Comparison figures as the paper prints them, in percent (公表された比較値).
#[derive(Debug, Clone, Default)]
pub struct PublishedRatios {
    /// 対目標比較
    pub to_target: Option<Number>,
    /// 対前年度比較
    pub to_previous_year: Option<Number>,
}
