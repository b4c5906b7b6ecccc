//! The tree of headings and measures (取組の体系). Uneven, depth 1 to 6; labels are text, never order.

use super::{Handling, IndicatorId, MeasureId, OfficeId, PlanId, Prose};
use crate::calendar::{FiscalYear, Period};

/// A row of the tree.
#[allow(clippy::large_enum_variant)] // Nearly every row is a measure: a box each would cost more than it saves.
#[derive(Debug, Clone)]
pub enum Node {
    /// A measure, heading, group, mode or slot.
    Measure(Measure),
    /// An indicator standing as a row of the numbered list (指標の行).
    Indicator {
        /// Printed label.
        label: Option<String>,
        /// The indicator.
        indicator: IndicatorId,
    },
}

/// What a measure node is (項目の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// A heading without an answer (見出し).
    Heading,
    /// A group, mostly without a title (区分 a・b).
    Group,
    /// A measure (取組).
    Measure,
    /// One way of doing the measure above (実施形態).
    Mode,
    /// An empty slot of the form (空欄).
    Slot,
}

impl NodeKind {
    /// Whether an answer is expected in every edition.
    pub fn expects_answer(self) -> bool {
        match self {
            Self::Measure | Self::Mode => true,
            Self::Heading | Self::Group | Self::Slot => false,
        }
    }
}

/// A node of the tree (大項目・中項目・小項目…).
#[derive(Debug, Clone)]
pub struct Measure {
    /// Id: its address.
    pub id: MeasureId,
    /// What it is.
    pub kind: NodeKind,
    /// Printed label (項目番号).
    pub label: Option<String>,
    /// Title (項目名); empty only for groups and slots.
    pub title: Option<String>,
    /// Other names and abbreviations (別名・略称).
    pub aliases: Vec<String>,
    /// Offices (主管・主体).
    pub offices: Vec<OfficeId>,
    /// Offices that take part beside them (関係課).
    pub joint_offices: Vec<OfficeId>,
    /// First fiscal year in the plan; none from its start (追加年度).
    pub since: Option<FiscalYear>,
    /// When and why it ended before the plan did (終了).
    pub ended: Option<Ending>,
    /// How it stood before, oldest first (以前の記載).
    pub formerly: Vec<Former>,
    /// Ids it had before; their addresses lead here (以前の id).
    pub former_ids: Vec<MeasureId>,
    /// Aim (目的).
    pub aim: Option<Prose>,
    /// Content (内容).
    pub content: Option<Prose>,
    /// Background (背景).
    pub background: Option<Prose>,
    /// Whom it is for (対象).
    pub target_group: Option<Prose>,
    /// Goals in words (目標).
    pub goals: Vec<Goal>,
    /// Steps (進め方).
    pub steps: Vec<Step>,
    /// Phases (段階).
    pub phases: Vec<Phase>,
    /// Boxes (囲み).
    pub boxes: Vec<Callout>,
    /// Footnotes (注).
    pub notes: Vec<Prose>,
    /// References to other nodes (参照).
    pub references: Vec<Reference>,
    /// Indicators that measure it (関連指標).
    pub indicators: Vec<IndicatorId>,
    /// Measures it continues, of an earlier plan or of this one (引き継ぐ取組).
    pub continues: Vec<MeasureReference>,
    /// For whom it is with all below it, and from when (取扱い).
    pub handling: Handling,
    /// Nodes below.
    pub children: Vec<Node>,
}

/// The end of a measure or indicator before the plan's own (終了).
#[derive(Debug, Clone)]
pub struct Ending {
    /// The last fiscal year in the plan.
    pub after: FiscalYear,
    /// Why.
    pub reason: Prose,
}

/// How a measure stood in the plan until a year; what is none was as it is now (以前の記載).
#[derive(Debug, Clone)]
pub struct Former {
    /// The last fiscal year for which this holds.
    pub until: FiscalYear,
    /// Label then.
    pub label: Option<String>,
    /// Title then.
    pub title: Option<String>,
    /// The node it stood under then.
    pub under: Option<MeasureId>,
    /// Why it was changed.
    pub reason: Option<Prose>,
}

impl Measure {
    /// Whether it belongs to the plan in a fiscal year.
    pub fn stands_in(&self, year: FiscalYear) -> bool {
        self.since.is_none_or(|since| since <= year) && self.ended.as_ref().is_none_or(|ended| year <= ended.after)
    }

    /// How it stood in a fiscal year, when that differs from now: the earliest record that still held then.
    pub fn former_in(&self, year: FiscalYear) -> Option<&Former> {
        self.formerly
            .iter()
            .filter(|former| year <= former.until)
            .min_by_key(|former| former.until)
    }
}

/// A measure of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureReference {
    /// Plan.
    pub plan: PlanId,
    /// Measure.
    pub measure: MeasureId,
}

/// A goal in words (目標).
#[derive(Debug, Clone)]
pub struct Goal {
    /// Label.
    pub label: Option<String>,
    /// Text.
    pub text: Prose,
    /// Indicators that measure it.
    pub indicators: Vec<IndicatorId>,
}

/// A step: when × who × what (進め方).
#[derive(Debug, Clone)]
pub struct Step {
    /// When, as printed (時期).
    pub when: Vec<String>,
    /// Who (主体).
    pub who: Vec<OfficeId>,
    /// What (内容).
    pub what: Option<Prose>,
}

/// Kind of a phase (段階の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhaseKind {
    /// 試行
    Pilot,
    /// 開始
    Start,
    /// 拡大
    Extension,
    /// 全面実施
    Full,
    /// 検討
    Considering,
}

/// A phase of a roll-out (段階).
#[derive(Debug, Clone)]
pub struct Phase {
    /// From when.
    pub from: Option<Period>,
    /// Kind.
    pub kind: PhaseKind,
    /// Scope (対象範囲).
    pub scope: Option<Prose>,
}

/// Kind of a box (囲みの種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalloutKind {
    /// 原則
    Principle,
    /// 決まり
    Rules,
    /// 補足
    Note,
}

/// A box (囲み).
#[derive(Debug, Clone)]
pub struct Callout {
    /// Kind.
    pub kind: CalloutKind,
    /// Heading.
    pub title: Option<String>,
    /// Text.
    pub text: Prose,
}

/// A reference to other nodes of the plan (参照).
#[derive(Debug, Clone)]
pub struct Reference {
    /// Nodes referred to.
    pub measures: Vec<MeasureId>,
    /// What the reference says.
    pub note: Option<Prose>,
}
