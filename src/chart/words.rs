//! The few words that stand inside a chart or its text alternative.

use crate::model::{AbsenceReason, Vintage};

/// What is added to a figure that may still change; nothing for one that is settled.
pub(super) fn vintage(vintage: Vintage) -> Option<&'static str> {
    match vintage {
        Vintage::Forecast => Some("見込み"),
        Vintage::Provisional => Some("暫定"),
        Vintage::Final | Vintage::Revised => None,
    }
}

/// Why there is no figure, short enough to stand in the chart.
pub(super) fn absence(reason: AbsenceReason) -> &'static str {
    match reason {
        AbsenceReason::NotApplicable => "該当しない",
        AbsenceReason::NoEvent => "該当者なし",
        AbsenceReason::NotYetDue => "未到来",
        AbsenceReason::NotYetCollected => "集計中",
        AbsenceReason::Withheld => "秘匿",
        AbsenceReason::NotRecorded => "記録なし",
        AbsenceReason::IndicatorEnded => "終了",
        AbsenceReason::RecordedElsewhere => "別掲",
    }
}
