//! Indicators (指標).

use super::{Ending, Handling, IndicatorId, OfficeId, PlanId, Prose, SegmentId, Target, WithholdRule};
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
    /// Baselines that are withheld (秘匿した目標設定時の値), by segment and period.
    pub withheld_baselines: Vec<(Option<SegmentId>, Period)>,
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
    /// Its line in the Cabinet Office's list of disclosures (見える化サイトの記載).
    pub disclosure: Option<Disclosure>,
    /// Indicators of earlier plans it continues (前計画の指標).
    pub continues: Vec<IndicatorReference>,
    /// Which of its counts are withheld (秘匿の決まり); none when all are published.
    pub withhold: Option<WithholdRule>,
    /// For whom it is, and from when (取扱い).
    pub handling: Handling,
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

/// The five areas of the Cabinet Office's list (見える化サイトの分野).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DisclosureArea {
    /// 採用関係
    Recruitment,
    /// 継続就業及び仕事と家庭の両立関係
    Continuation,
    /// 長時間勤務関係
    Hours,
    /// 配置・育成・教育訓練及び評価・登用関係
    Assignment,
    /// その他
    Other,
}

/// What stands in the Cabinet Office's list for an indicator (見える化サイトの記載).
#[derive(Debug, Clone)]
pub struct Disclosure {
    /// Area (分野).
    pub area: DisclosureArea,
    /// Item (目標項目); the title when none is given.
    pub item: String,
    /// What is done (取組内容), at most two.
    pub actions: Vec<String>,
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
    /// The groups of segments whose counts add up to its own (内訳); empty when it is no total.
    pub total_of: Vec<Vec<SegmentId>>,
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
