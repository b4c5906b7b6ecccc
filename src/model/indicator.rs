//! Indicators (指標).

use super::{Ending, IndicatorId, OfficeId, PlanId, Prose, SegmentId, Target};
use crate::calendar::{FiscalYear, Period};
use crate::quantity::{Number, NumberFormat, Unit};

/// Which direction is good (望ましい方向): declared, never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// 高いほどよい
    Higher,
    /// 低いほどよい
    Lower,
    /// どちらともいえない
    Neither,
}

/// What is observed (指標の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndicatorKind {
    /// 数値
    Number,
    /// 調査・手段のみ
    Instrument,
    /// 定性
    Qualitative,
}

/// An indicator (指標).
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Id: its address.
    pub id: IndicatorId,
    /// Printed label.
    pub label: Option<String>,
    /// Title (指標名).
    pub title: String,
    /// Short title (略称); the title when none is given.
    pub short_title: String,
    /// Other names (別称).
    pub aliases: Vec<String>,
    /// Kind.
    pub kind: IndicatorKind,
    /// Unit (単位); none unless a number.
    pub unit: Option<Unit>,
    /// How its figures are printed: decimals and sign.
    pub format: NumberFormat,
    /// Which direction is good.
    pub polarity: Polarity,
    /// Definition (定義).
    pub definition: Option<Prose>,
    /// Numerator (分子).
    pub numerator: Option<String>,
    /// Denominator (分母).
    pub denominator: Option<String>,
    /// Source (出典).
    pub source: Option<String>,
    /// Title and note of the plan it is taken from (もとの計画).
    pub source_plan: Option<(String, Option<String>)>,
    /// Segments (区分); empty when there is one series only.
    pub segments: Vec<Segment>,
    /// Baselines (目標設定時).
    pub baselines: Vec<Baseline>,
    /// Targets (数値目標); empty when the plan sets none.
    pub targets: Vec<Target>,
    /// Notes (注).
    pub notes: Vec<Prose>,
    /// Offices (所管課).
    pub offices: Vec<OfficeId>,
    /// First fiscal year in the plan; none from its start (追加年度).
    pub since: Option<FiscalYear>,
    /// When and why it ended before the plan did (終了).
    pub ended: Option<Ending>,
    /// Ids it had before; their addresses lead here (以前の id).
    pub former_ids: Vec<IndicatorId>,
    /// Breaks in the series (定義変更), oldest first.
    pub breaks: Vec<Break>,
    /// Indicators of earlier plans it continues (前計画の指標).
    pub continues: Vec<IndicatorReference>,
}

impl Indicator {
    /// The series of the indicator: each segment, or the one series without a name.
    pub fn series(&self) -> Vec<Option<&Segment>> {
        if self.segments.is_empty() {
            vec![None]
        } else {
            self.segments.iter().map(Some).collect()
        }
    }

    /// Baseline of a series.
    pub fn baseline(&self, segment: Option<&SegmentId>) -> Option<&Baseline> {
        self.baselines
            .iter()
            .find(|baseline| baseline.segment.as_ref() == segment)
    }

    /// Targets of a series.
    pub fn targets_of<'indicator>(
        &'indicator self,
        segment: Option<&'indicator SegmentId>,
    ) -> impl Iterator<Item = &'indicator Target> {
        self.targets
            .iter()
            .filter(move |target| target.segment.as_ref() == segment)
    }
}

/// A break in the series: figures before and after cannot be compared (定義変更).
#[derive(Debug, Clone)]
pub struct Break {
    /// First period counted the new way.
    pub from: Period,
    /// What changed.
    pub note: Prose,
}

/// An indicator of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorReference {
    /// Plan.
    pub plan: PlanId,
    /// Indicator.
    pub indicator: IndicatorId,
}

/// A sub-population (区分).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Id.
    pub id: SegmentId,
    /// Title.
    pub title: String,
    /// Printed in brackets after the first segment (括弧書き).
    pub in_brackets: bool,
}

/// A baseline (目標設定時・計画策定時).
#[derive(Debug, Clone)]
pub struct Baseline {
    /// Segment.
    pub segment: Option<SegmentId>,
    /// Period (時点).
    pub period: Period,
    /// Value.
    pub value: Number,
    /// Note.
    pub note: Option<Prose>,
}
