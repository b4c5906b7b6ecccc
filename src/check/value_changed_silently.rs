//! A value already published stands otherwise in a later edition, and no correction (訂正) says so. The old value would be
//! replaced without a word, and nobody could tell which of the two holds.
//!
//! Getting surer is no correction: a forecast may become provisional, a provisional value final, and either may be told
//! anew with a later date (時点). A final value changes by a correction only.

use super::scope::{Scope, edition_name};
use super::series::{Series, Statement, order, segment};
use crate::calendar::YearStyle;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::{CorrectedValue, Correction, VintageWord};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for series in scope.series() {
        for statements in series.by_period().values() {
            let mut before: Option<&Statement<'_>> = None;
            // What an edition says is the surest of its values; they stand side by side, the surest last.
            for said in statements.chunk_by(|left, right| order(left.file) == order(right.file)) {
                let Some(now) = said.last() else { continue };
                if let Some(finding) = judge(scope, &series, before, now) {
                    findings.push(finding);
                }
                before = Some(now);
            }
        }
    }
}

fn judge(
    scope: &Scope<'_>,
    series: &Series<'_>,
    before: Option<&Statement<'_>>,
    now: &Statement<'_>,
) -> Option<Diagnostic> {
    let changed = before.filter(|before| before.value.value != now.value.value);
    if now.vintage() == VintageWord::Revised {
        let repeats = changed.is_none() && before.is_some_and(|before| before.vintage() == VintageWord::Revised);
        return (!repeats && !is_announced(scope, series, now)).then(|| unrecorded(series, changed, now));
    }
    let before = changed?;
    (!is_progress(before, now) && !is_recorded(scope, series, before, now)).then(|| silent(series, before, now))
}

/// Whether the value only became surer or newer.
fn is_progress(before: &Statement<'_>, now: &Statement<'_>) -> bool {
    match (before.vintage(), now.vintage()) {
        (VintageWord::Forecast, VintageWord::Provisional | VintageWord::Final)
        | (VintageWord::Provisional, VintageWord::Final) => true,
        (VintageWord::Forecast, VintageWord::Forecast) | (VintageWord::Provisional, VintageWord::Provisional) => before
            .as_of()
            .zip(now.as_of())
            .is_some_and(|(before, now)| before < now),
        _ => false,
    }
}

/// Whether a correction up to this edition says that the old value became the new one.
fn is_recorded(scope: &Scope<'_>, series: &Series<'_>, before: &Statement<'_>, now: &Statement<'_>) -> bool {
    let editions = scope.plan.editions.iter().filter(|file| order(file) <= order(now.file));
    editions
        .flat_map(|file| &file.edition.corrections)
        .flat_map(|correction| &correction.values)
        .any(|value| {
            is_about(value, series, now) && value.old.value == before.value.value && value.new.value == now.value.value
        })
}

/// Whether a correction of this edition names the indicator, or one up to it this value. What numbers it gives is the
/// business of [`correction_does_not_match`](super::correction_does_not_match).
fn is_announced(scope: &Scope<'_>, series: &Series<'_>, now: &Statement<'_>) -> bool {
    let names = |correction: &Correction| {
        correction
            .indicators
            .iter()
            .any(|id| id.as_str() == series.indicator.id.as_str())
    };
    let editions = scope.plan.editions.iter().filter(|file| order(file) <= order(now.file));
    now.file.edition.corrections.iter().any(names)
        || editions
            .flat_map(|file| &file.edition.corrections)
            .flat_map(|correction| &correction.values)
            .any(|value| is_about(value, series, now))
}

fn is_about(value: &CorrectedValue, series: &Series<'_>, now: &Statement<'_>) -> bool {
    value.indicator.as_str() == series.indicator.id.as_str()
        && segment(value.segment.as_ref()) == series.segment
        && value.period.period == now.period()
}

fn silent(series: &Series<'_>, before: &Statement<'_>, now: &Statement<'_>) -> Diagnostic {
    Diagnostic::warning(
        code::VALUE_CHANGED_SILENTLY,
        now.value.place,
        format!(
            "指標{}の{}の値は、{}では {} でしたが、{}では {} です。訂正の記録がありません",
            series.title(),
            now.period().label(YearStyle::Era),
            edition_name(before.file),
            series.shown(before.value.value),
            edition_name(now.file),
            series.shown(now.value.value)
        ),
        format!(
            "このまま掲載すると、値が変わった理由が読む人に伝わりません。書き誤りなら直してください。訂正なら vintage: revised とし、{}",
            how_to_record(series, before, now)
        ),
    )
    .label("今回の値")
    .related(before.value.place, "前に公表した値")
}

fn unrecorded(series: &Series<'_>, before: Option<&Statement<'_>>, now: &Statement<'_>) -> Diagnostic {
    let remedy = before.map_or_else(
        || "corrections に、訂正の日付、理由、訂正前と訂正後の値を書いてください".to_owned(),
        |before| how_to_record(series, before, now),
    );
    let finding = Diagnostic::warning(
        code::VALUE_CHANGED_SILENTLY,
        now.value.place,
        format!(
            "指標{}の{}の値 {} は訂正（revised）とされていますが、{}に訂正の記録がありません",
            series.title(),
            now.period().label(YearStyle::Era),
            series.shown(now.value.value),
            edition_name(now.file)
        ),
        format!("このまま掲載すると、訂正の理由が読む人に伝わりません。{remedy}"),
    )
    .label("訂正とされた値");
    match before {
        Some(before) => finding.related(before.value.place, "前に公表した値"),
        None => finding,
    }
}

fn how_to_record(series: &Series<'_>, before: &Statement<'_>, now: &Statement<'_>) -> String {
    let segment = series.segment.map(|id| format!("segment: {id}, ")).unwrap_or_default();
    format!(
        "corrections に日付と理由を書き、その values に {{indicator: {}, {segment}period: {}, old: {}, new: {}}} を加えてください",
        series.indicator.id.as_str(),
        now.observation.period.text,
        before.value.value,
        now.value.value
    )
}
