//! A series had a value in the edition before and is not mentioned in this one. Its chart would stop without a word: the
//! value was forgotten, or there is a reason, which belongs on the page.

use super::scope::{Meant, Scope, edition_name, era, is_pending};
use super::series::{segment, series_title};
use crate::diagnostic::{Diagnostic, Findings, Place, code};
use crate::source::raw::{Indicator, Observation};
use crate::source::{RawEdition, RawPlan};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for (before, this) in scope.final_pairs() {
        let meant = scope.meant(Meant::Indicators, this.edition.indicators.keys());
        for indicator in &scope.plan.plan.indicators {
            if meant.contains(indicator.id.as_str()) || is_explained(scope.plan, indicator, before, this) {
                continue;
            }
            let mut reported = Vec::new();
            for observation in observations(before, indicator).filter(|it| has_value(it)) {
                let series = segment(observation.segment.as_ref());
                if is_known(indicator, series)
                    && !reported.contains(&series)
                    && !is_mentioned(scope.plan, indicator, series, this)
                {
                    reported.push(series);
                    findings.push(vanished(indicator, observation, before, this));
                }
            }
        }
    }
}

fn vanished(indicator: &Indicator, last: &Observation, before: &RawEdition, this: &RawEdition) -> Diagnostic {
    // When other series of the indicator stand there, that is where this one is missing.
    let key = this
        .edition
        .indicators
        .keys()
        .find(|id| id.as_str() == indicator.id.as_str());
    let place: Place = key.map_or(this.edition.title.place, |id| id.place);
    Diagnostic::warning(
        code::SERIES_VANISHED,
        place,
        format!(
            "指標{}の値が、{}にはありますが、{}にはありません",
            series_title(indicator, segment(last.segment.as_ref())),
            edition_name(before),
            edition_name(this)
        ),
        format!(
            "このままでは、表とグラフがそこで途切れます。{0}の値を書くか、値がない理由を absent に書いてください（例: absent: not-yet-collected）。\
             指標をやめたのなら、plan.yaml の指標 {1} の ended に年度と理由を書いてください",
            era(this.year),
            indicator.id.as_str()
        ),
    )
    .related(last.place, format!("{}の年度版ではここ", era(before.year)))
}

/// Whether the plan says why nothing is stated: the indicator ended, is counted in a new way, or the plan is over.
fn is_explained(plan: &RawPlan, indicator: &Indicator, before: &RawEdition, this: &RawEdition) -> bool {
    let ended = indicator
        .ended
        .as_ref()
        .is_some_and(|ended| ended.after.value < this.year);
    let over = plan
        .plan
        .period
        .as_ref()
        .and_then(|period| period.to.as_ref())
        .is_some_and(|to| to.value < this.year);
    let broken = indicator.breaks.iter().any(|it| {
        let from = it.from.period.first_day();
        from > Some(before.year.last_day()) && from <= Some(this.year.last_day())
    });
    ended || over || broken
}

/// Whether any edition of the year says something about the series: a value, why there is none, or that it is awaited; also
/// under a segment that the indicator lacks, for that has been reported.
fn is_mentioned(plan: &RawPlan, indicator: &Indicator, series: Option<&str>, this: &RawEdition) -> bool {
    let editions = plan.editions.iter().filter(|file| file.year == this.year);
    editions
        .flat_map(|file| observations(file, indicator))
        .map(|observation| segment(observation.segment.as_ref()))
        .any(|written| written == series || !is_known(indicator, written))
}

fn observations<'raw>(file: &'raw RawEdition, indicator: &Indicator) -> impl Iterator<Item = &'raw Observation> {
    file.edition
        .indicators
        .get(indicator.id.as_str())
        .into_iter()
        .flat_map(|observations| observations.iter())
}

fn is_known(indicator: &Indicator, series: Option<&str>) -> bool {
    series.map_or(indicator.segments.is_empty(), |written| {
        indicator.segments.iter().any(|known| known.id.as_str() == written)
    })
}

fn has_value(observation: &Observation) -> bool {
    observation.value.is_some() && !is_pending(observation.pending.as_ref())
}
