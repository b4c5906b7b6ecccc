//! What a judgement says (判定), and the figures it rests on.

use super::{BaseUsed, BaselineUsed, PathPoint, PlannedPath, Statement};
use crate::calendar::Period;
use crate::model::{Break, Segment, Target};
use crate::quantity::Number;

/// Verdict on one target (判定).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// 達成
    Met,
    /// 未達成
    NotMet,
    /// 計画どおり: before the deadline, at or beyond the planned path.
    OnPath,
    /// 遅れ: before the deadline, short of the planned path.
    BehindPath,
    /// まだ判定できない: no figure, or no path to compare with, before the deadline.
    NotYetMeasurable,
    /// 数値で判定しない: the target or the indicator has no number to judge by.
    NoNumber,
    /// 目標なし
    NoTarget,
}

/// One target of one series, judged, with its working.
#[derive(Debug, Clone)]
pub struct Assessment<'project> {
    /// The series (区分); none when the indicator has one series only.
    pub segment: Option<&'project Segment>,
    /// The target; none when the plan sets none for the series.
    pub target: Option<&'project Target>,
    /// Verdict.
    pub verdict: Verdict,
    /// How it was reached.
    pub working: Working<'project>,
}

/// What the judged value was compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparedWith {
    /// The target value itself (目標値).
    Target,
    /// The value of the planned path at the time of the figure (計画経路の値).
    Path,
}

/// Why the verdict is what it is: one ground each, put into words by the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// The figure covers the deadline and satisfies the target (期限の値が目標を満たす).
    ReachedAtDeadline,
    /// The figure covers the deadline and does not satisfy the target (期限の値が目標に届かない).
    MissedAtDeadline,
    /// The target holds in every year (or in this one), and the figure of that year satisfies it (その年度の値が満たす).
    ReachedInYear,
    /// As above, and the figure does not satisfy it.
    MissedInYear,
    /// Before the deadline the figure already satisfies the target (期限前に目標値に達している).
    ReachedEarly,
    /// The level to be kept is kept so far (維持している).
    Kept,
    /// The level to be kept is not kept at present (維持すべき水準を下回って／上回っている).
    NotKept,
    /// Before the deadline, at or beyond the path (経路の値以上).
    AheadOfPath,
    /// Before the deadline, short of the path (経路の値に届かない).
    ShortOfPath,
    /// A direction was asked for, and the figure moved that way (目標の方向に動いている).
    MovedAsAsked,
    /// A direction was asked for, and the figure did not move that way.
    NotMovedAsAsked,
    /// No figure yet for the time of the target (対象時期の実績がまだない).
    NoFigureYet,
    /// The base of a relative target is not known (基準となる実績がない).
    BaseMissing,
    /// Before the deadline and short of the target, with no baseline to draw a path from (計画策定時の値がない).
    NoBaseline,
    /// The definition changed between the figure and the one it would have to be compared with (定義変更).
    DefinitionChanged,
    /// The target is in words: the publisher judges it (定性的な目標).
    JudgedInWords,
    /// The indicator is an instrument without a figure (調査・手段のみ).
    InstrumentOnly,
    /// The plan sets no target (目標の設定なし).
    NoTargetSet,
    /// The plan names no deadline and has no end; the figure does not satisfy the target yet.
    NoDeadline,
}

/// The figures behind a verdict.
#[derive(Debug, Clone)]
pub struct Working<'project> {
    /// Why.
    pub ground: Ground,
    /// The statement judged: which value, of which period, vintage and edition. None when there is no figure newer than the baseline.
    pub judged: Option<Statement<'project>>,
    /// Baseline (目標設定時), as corrected.
    pub baseline: Option<BaselineUsed<'project>>,
    /// The value the target asks for; exact, after resolving a relative target. For a range, its nearer end.
    pub required: Option<Number>,
    /// For a relative target: the actual it refers to, with its vintage.
    pub base: Option<BaseUsed<'project>>,
    /// Period by whose end the target must hold.
    pub deadline: Option<Period>,
    /// The planned path, where there is one: a number to reach by a deadline, and a figure to set out from.
    pub planned: Option<PlannedPath>,
    /// The planned path at the time of the judged figure; only before the deadline.
    pub path: Option<PathPoint>,
    /// The change of the definition between the figure that the way is measured from and the judged one. Then no figure is compared with
    /// another: there is no path, no progress, no direction and no relative target, and only a number named by the target itself is left.
    pub changed_on_the_way: Option<&'project Break>,
    /// The change of the definition between the setting of the target and the judged figure: the target was meant for another count.
    pub changed_since_target: Option<&'project Break>,
    /// What the figure was compared with.
    pub compared_with: Option<ComparedWith>,
    /// Judged value − what it was compared with; sign as computed.
    pub distance: Option<Number>,
    /// Value ÷ target × 100, exact (対目標比較).
    pub ratio_to_target: Option<Number>,
    /// Share of the way from baseline to target, percent, exact (進捗率).
    pub progress: Option<Number>,
}
