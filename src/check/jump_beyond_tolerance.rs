//! A figure is further from that of the year before than the plan's `tolerance` allows (前年比の許容幅), and nothing is said
//! about it: a slip of a digit looks like this, and so does news worth a note.
//!
//! Compared are figures of one series and of the same kind of period a year apart, the baseline among them. A break in the
//! series (定義変更) between the two explains any difference. From 0 no percentage leads anywhere.

use super::scope::Scope;
use super::series::{Series, Statement, order, segment};
use crate::calendar::{Period, YearStyle};
use crate::diagnostic::{Diagnostic, Findings, Place, code};
use crate::quantity::{Number, difference, percentage_of};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let Some(tolerance) = &scope.plan.plan.tolerance else {
        return;
    };
    for series in scope.series() {
        // Small counts jump by their nature; their percentages say nothing.
        if series.indicator.withhold.is_some() {
            continue;
        }
        for statement in &series.statements {
            let explained = statement.observation.note.is_some() || statement.observation.comment.is_some();
            if !explained && !is_restated(&series, statement) {
                compare(&series, statement, tolerance.value, findings);
            }
        }
    }
}

/// Whether an earlier edition stated the same value, and was asked about it then.
fn is_restated(series: &Series<'_>, statement: &Statement<'_>) -> bool {
    series.statements.iter().any(|earlier| {
        order(earlier.file) < order(statement.file)
            && earlier.period() == statement.period()
            && earlier.value.value == statement.value.value
    })
}

fn compare(series: &Series<'_>, statement: &Statement<'_>, tolerance: Number, findings: &mut Findings) {
    let Some(last) = year_before(series, statement) else {
        return;
    };
    let (period, value) = (statement.period(), statement.value);
    let change = difference(value.value, last.value).and_then(|it| percentage_of(it, last.value.absolute()));
    let Some(change) = change.filter(|change| change.absolute() > tolerance) else {
        return;
    };
    if breaks_between(series, last.period, period) {
        return;
    }
    let direction = if change.is_negative() { "減って" } else { "増えて" };
    let message = format!(
        "指標{}の{}の値 {} は、{}の {} から {}% {direction}います（許容幅は {tolerance}%）",
        series.title(),
        period.label(YearStyle::Era),
        series.shown(value.value),
        last.period.label(YearStyle::Era),
        series.shown(last.value),
        change.absolute().rounded(1),
    );
    let remedy = "このまま掲載します。けた、小数点、単位の書き誤りでないか確かめてください。正しければ、note か comment に増減の理由を書いてください";
    findings.push(
        Diagnostic::warning(code::JUMP_BEYOND_TOLERANCE, value.place, message, remedy)
            .label("この値")
            .related(last.place, "比べた値"),
    );
}

/// The figure of the year before.
struct Last {
    period: Period,
    value: Number,
    place: Place,
}

/// The figure of the year before as it was known with the edition of this one; the baseline when no edition states it.
fn year_before(series: &Series<'_>, statement: &Statement<'_>) -> Option<Last> {
    let period = statement.period();
    let known = series
        .statements
        .iter()
        .filter(|other| order(other.file) <= order(statement.file));
    let stated = known.rev().find(|other| period.is_a_year_after(other.period()));
    if let Some(other) = stated {
        return Some(Last {
            period: other.period(),
            value: other.value.value,
            place: other.value.place,
        });
    }
    let mut baselines = series
        .indicator
        .baseline
        .iter()
        .filter(|it| segment(it.segment.as_ref()) == series.segment);
    let baseline = baselines.rfind(|it| period.is_a_year_after(it.period.period))?;
    let stated = baseline.value.as_ref()?;
    Some(Last {
        period: baseline.period.period,
        value: stated.value,
        place: stated.place,
    })
}

/// Whether the way of counting changed after the earlier period had begun and before the later one was over.
fn breaks_between(series: &Series<'_>, earlier: Period, later: Period) -> bool {
    series.indicator.breaks.iter().any(|it| {
        let from = it.from.period.first_day();
        from > earlier.first_day() && from <= later.last_day()
    })
}
