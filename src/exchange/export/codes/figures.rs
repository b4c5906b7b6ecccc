//! Codes of figures, targets and verdicts.

use super::{Coded, coded, word};
use crate::calendar::{Period, When};
use crate::evaluate::{ComparedWith, Ground, PathStep, Verdict};
use crate::model::{AbsenceReason, Base, Deadline, IndicatorKind, Polarity, TargetForm, Toward, Vintage};
use crate::quantity::{Change, SignStyle};
use crate::view::wording;

/// A verdict (判定).
pub fn verdict(verdict: Verdict) -> Coded {
    let code = match verdict {
        Verdict::Met => "met",
        Verdict::OnPath => "on-path",
        Verdict::BehindPath => "behind-path",
        Verdict::NotMet => "not-met",
        Verdict::NotYetMeasurable => "not-yet-measurable",
        Verdict::NoNumber => "no-number",
        Verdict::NoTarget => "no-target",
    };
    coded(
        code,
        wording::verdict(verdict).word,
        wording::verdict_explanation(verdict),
    )
}

/// The ground of a verdict (判定の理由).
pub fn ground(ground: &Ground) -> Coded {
    let code = match ground {
        Ground::ReachedAtDeadline => "reached-at-deadline",
        Ground::MissedAtDeadline => "missed-at-deadline",
        Ground::ReachedInYear => "reached-in-year",
        Ground::MissedInYear => "missed-in-year",
        Ground::ReachedEarly => "reached-early",
        Ground::Kept => "kept",
        Ground::NotKept => "not-kept",
        Ground::AheadOfPath => "ahead-of-path",
        Ground::ShortOfPath => "short-of-path",
        Ground::MovedAsAsked => "moved-as-asked",
        Ground::NotMovedAsAsked => "not-moved-as-asked",
        Ground::NoFigureYet => "no-figure-yet",
        Ground::BaseMissing => "base-missing",
        Ground::NoBaseline => "no-baseline",
        Ground::DefinitionChanged => "definition-changed",
        Ground::JudgedInWords => "judged-in-words",
        Ground::InstrumentOnly => "instrument-only",
        Ground::NoTargetSet => "no-target-set",
        Ground::NoDeadline => "no-deadline",
    };
    word(code, wording::ground(ground))
}

/// A vintage (数値の確からしさ).
pub fn vintage(vintage: Vintage) -> Coded {
    let code = match vintage {
        Vintage::Forecast => "forecast",
        Vintage::Provisional => "provisional",
        Vintage::Final => "final",
        Vintage::Revised => "revised",
    };
    coded(
        code,
        wording::vintage(vintage).word,
        wording::vintage_explanation(vintage),
    )
}

/// Why there is no value (値がない理由); the word is the mark printed in its place.
pub fn absence(reason: AbsenceReason) -> Coded {
    let code = match reason {
        AbsenceReason::NotApplicable => "not-applicable",
        AbsenceReason::NoEvent => "no-event",
        AbsenceReason::NotYetDue => "not-yet-due",
        AbsenceReason::NotYetCollected => "not-yet-collected",
        AbsenceReason::Withheld => "withheld",
        AbsenceReason::NotRecorded => "not-recorded",
        AbsenceReason::IndicatorEnded => "indicator-ended",
        AbsenceReason::RecordedElsewhere => "recorded-elsewhere",
    };
    coded(code, wording::absence_mark(reason), wording::absence_meaning(reason))
}

/// Kind of an indicator (指標の種類).
pub fn indicator_kind(kind: IndicatorKind) -> Coded {
    match kind {
        IndicatorKind::Number => word("number", "数値"),
        IndicatorKind::Instrument => coded("instrument", "手段のみ", "調査などの手段だけが定められている"),
        IndicatorKind::Qualitative => coded("qualitative", "定性", "文章で評価する"),
    }
}

/// Which direction is good (望ましい方向).
pub fn polarity(polarity: Polarity) -> Coded {
    let code = match polarity {
        Polarity::Higher => "higher",
        Polarity::Lower => "lower",
        Polarity::Neither => "neither",
    };
    word(code, wording::polarity(polarity))
}

/// Printed sign of negative numbers (負数の記号).
pub fn sign(sign: SignStyle) -> &'static str {
    match sign {
        SignStyle::Minus => "minus",
        SignStyle::WhiteTriangle => "white-triangle",
        SignStyle::BlackTriangle => "black-triangle",
    }
}

/// Form of a target (目標の形).
pub fn target_form(form: &TargetForm) -> Coded {
    match form {
        TargetForm::AtLeast(_) => coded("at_least", "以上", "目標値以上にする"),
        TargetForm::AtMost(_) => coded("at_most", "以下", "目標値以下にする"),
        TargetForm::Exactly(_) => coded("exactly", "計画値", "計画した値にする"),
        TargetForm::Between(..) => coded("between", "範囲", "下限から上限までにする"),
        TargetForm::Maintain(_) => coded("maintain", "維持", "その水準を保つ"),
        TargetForm::Direction(_) => coded("direction", "方向", "数値を定めず、増やす・減らす"),
        TargetForm::Qualitative(_) => coded("qualitative", "定性", "文章で定める"),
        TargetForm::None => coded("none", "目標なし", "計画に目標が定められていない"),
    }
}

/// Direction asked for (目標の方向).
pub fn toward(toward: Toward) -> Coded {
    match toward {
        Toward::Increase => word("increase", "増やす"),
        Toward::Decrease => word("decrease", "減らす"),
    }
}

/// What a relative target refers to (目標の基準).
pub fn base(base: &Base) -> Coded {
    match base {
        Base::PreviousYear => word("previous_year", "前年度の実績"),
        Base::Actual { .. } => word("actual", "ある年度の実績"),
    }
}

/// Kind of a change against the base (増減の種類).
pub fn change(change: Change) -> Coded {
    match change {
        Change::Relative(_) => coded("percent", "増減率", "基準の値に対する割合（%）"),
        Change::Absolute(_) => coded("amount", "増減数", "指標と同じ単位（割合の指標ではポイント）"),
    }
}

/// Kind of a deadline (期限の種類).
pub fn deadline(deadline: &Deadline) -> Coded {
    match deadline {
        Deadline::By(_) => word("by", "期限まで"),
        Deadline::Every => word("every", "毎年度"),
        Deadline::In(_) => word("in", "その年度"),
        Deadline::Open => word("open", "期限の定めなし"),
    }
}

/// What a figure was compared with (比べた相手).
pub fn compared_with(with: ComparedWith) -> Coded {
    match with {
        ComparedWith::Target => word("target", "目標値"),
        ComparedWith::Path => word("path", "計画上の値"),
    }
}

/// In what the time along the path is counted (経路の時間の単位).
pub fn path_step(step: PathStep) -> Coded {
    match step {
        PathStep::Years => word("years", "年"),
        PathStep::Months => word("months", "か月"),
    }
}

/// Kind of a period (時期の種類).
pub fn period_kind(period: Period) -> Coded {
    match period {
        Period::At(When::FiscalYear(_)) => word("fiscal-year", "年度"),
        Period::At(When::FiscalYearEnd(_)) => word("fiscal-year-end", "年度末"),
        Period::At(When::FiscalYearHalf(..)) => word("fiscal-year-half", "半期"),
        Period::At(When::CalendarYear(_)) => word("calendar-year", "年"),
        Period::At(When::Month(_)) => word("month", "月"),
        Period::At(When::MonthEnd(_)) => word("month-end", "月末"),
        Period::At(When::Day(_)) => word("day", "日"),
        Period::EveryFiscalYear { .. } => word("every-fiscal-year", "毎年度"),
        Period::Span(_) => word("span", "期間"),
    }
}
