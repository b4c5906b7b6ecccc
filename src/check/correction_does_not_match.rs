//! A correction (訂正) names an old value that was never published, or a new one that is not what the pages show. The list
//! of corrections would tell a story that the figures deny.

use super::scope::{Meant, Scope, edition_name};
use super::series::{Series, order, segment};
use crate::calendar::YearStyle;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::{CorrectedValue, Indicator};
use crate::source::{RawEdition, RawPlan};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let series = scope.series();
    for file in &scope.plan.editions {
        let meant = scope.meant(Meant::Indicators, file.edition.indicators.keys());
        for value in file
            .edition
            .corrections
            .iter()
            .flat_map(|correction| &correction.values)
        {
            // An unknown indicator or segment has been reported as such.
            let Some(indicator) = scope
                .indicators
                .get(value.indicator.as_str())
                .filter(|it| fits(it, value))
            else {
                continue;
            };
            let mut same = series.iter().filter(|series| is_about(series, value));
            let series = Series {
                indicator,
                segment: segment(value.segment.as_ref()),
                statements: Vec::new(),
            };
            let series = same.next().unwrap_or(&series);
            check_old(scope, series, file, value, findings);
            // The corrected value may well stand under the misspelt id.
            if meant.contains(value.indicator.as_str()) {
                continue;
            }
            check_new(scope.plan, series, file, value, findings);
        }
    }
}

fn check_old(
    scope: &Scope<'_>,
    series: &Series<'_>,
    file: &RawEdition,
    value: &CorrectedValue,
    findings: &mut Findings,
) {
    let old = value.old.value;
    let mut of_period = series.statements.iter().filter(|it| it.period() == value.period.period);
    let published = of_period
        .clone()
        .any(|it| order(it.file) <= order(file) && it.value.value == old)
        || is_baseline(series, value)
        || was_published_by_a_predecessor(scope, series.indicator, value);
    if published {
        return;
    }
    let finding = Diagnostic::warning(
        code::CORRECTION_DOES_NOT_MATCH,
        value.old.place,
        format!(
            "指標{}の{}の訂正前の値 {} は、{}までに公表されていません",
            series.title(),
            value.period.period.label(YearStyle::Era),
            series.shown(old),
            edition_name(file)
        ),
        "訂正前の値と時期を確かめてください。公表した年度のファイルには、公表したときの値を残しておきます",
    )
    .label("訂正前の値");
    findings.push(match of_period.next() {
        Some(first) => finding.related(first.value.place, format!("{}の値", edition_name(first.file))),
        None => finding,
    });
}

fn check_new(plan: &RawPlan, series: &Series<'_>, file: &RawEdition, value: &CorrectedValue, findings: &mut Findings) {
    let new = value.new.value;
    let current = series.statements.iter().rfind(|it| it.period() == value.period.period);
    if current.is_some_and(|current| current.value.value == new) || is_corrected_again(plan, file, value) {
        return;
    }
    let shown = current.map_or_else(
        || "ありません".to_owned(),
        |it| format!("{} です", series.shown(it.value.value)),
    );
    let finding = Diagnostic::warning(
        code::CORRECTION_DOES_NOT_MATCH,
        value.new.place,
        format!(
            "指標{}の{}の訂正後の値は {} とされていますが、掲載される値は{}{shown}",
            series.title(),
            value.period.period.label(YearStyle::Era),
            series.shown(new),
            if current.is_some() { " " } else { "" },
        ),
        format!(
            "訂正後の値を確かめてください。正しければ、{}の indicators に、その値を vintage: revised として書いてください",
            edition_name(file)
        ),
    )
    .label("訂正後の値");
    findings.push(match current {
        Some(current) => finding.related(current.value.place, "掲載される値"),
        None => finding,
    });
}

/// Whether a later correction starts from the new value of this one; then that one is asked what holds now.
fn is_corrected_again(plan: &RawPlan, file: &RawEdition, value: &CorrectedValue) -> bool {
    let later = plan.editions.iter().filter(|later| order(later) >= order(file));
    later
        .flat_map(|later| &later.edition.corrections)
        .flat_map(|correction| &correction.values)
        .any(|other| {
            other.place != value.place
                && other.indicator.as_str() == value.indicator.as_str()
                && segment(other.segment.as_ref()) == segment(value.segment.as_ref())
                && other.period.period == value.period.period
                && other.old.value == value.new.value
        })
}

fn is_baseline(series: &Series<'_>, value: &CorrectedValue) -> bool {
    series.indicator.baseline.iter().any(|it| {
        segment(it.segment.as_ref()) == series.segment
            && it.period.period == value.period.period
            && it.value.as_ref().is_some_and(|stated| stated.value == value.old.value)
    })
}

/// A correction may set right what an earlier plan published of the indicator.
fn was_published_by_a_predecessor(scope: &Scope<'_>, indicator: &Indicator, value: &CorrectedValue) -> bool {
    indicator.continues.iter().any(|reference| {
        let (Some(plan), Some(earlier)) = (&reference.plan, &reference.indicator) else {
            return false;
        };
        let plans = scope
            .project
            .plans
            .iter()
            .filter(|there| there.id.as_str() == plan.as_str());
        plans.flat_map(|there| &there.editions).any(|file| {
            let observations = file.edition.indicators.get(earlier.as_str());
            observations
                .into_iter()
                .flat_map(|observations| observations.iter())
                .any(|observation| {
                    observation.period.period == value.period.period
                        && observation
                            .value
                            .is_some_and(|published| published.value == value.old.value)
                })
        })
    })
}

fn is_about(series: &Series<'_>, value: &CorrectedValue) -> bool {
    series.indicator.id.as_str() == value.indicator.as_str() && segment(value.segment.as_ref()) == series.segment
}

fn fits(indicator: &Indicator, value: &CorrectedValue) -> bool {
    match segment(value.segment.as_ref()) {
        None => indicator.segments.is_empty(),
        Some(id) => indicator.segments.iter().any(|segment| segment.id.as_str() == id),
    }
}
