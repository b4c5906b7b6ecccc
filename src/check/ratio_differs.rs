//! A published comparison (対目標比較・対前年度比較) does not follow from the published values. The published figure is
//! printed as published; the warning names both.

use super::scope::Scope;
use crate::calendar::FiscalYear;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::quantity::{Agreement, Number, agrees_with, percentage_of};
use crate::source::raw::{BoundValue, Edition, Indicator, Observation, Target, TargetSet};
use crate::source::{At, Id};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, edition) in scope.editions() {
        for (id, observations) in &edition.indicators {
            let Some(indicator) = scope.indicators.get(id.as_str()) else {
                continue;
            };
            for observation in observations {
                check_observation(indicator, edition, id.as_str(), observation, findings);
            }
        }
    }
}

fn check_observation(
    indicator: &Indicator,
    edition: &Edition,
    id: &str,
    observation: &Observation,
    findings: &mut Findings,
) {
    let (Some(value), Some(published), Some(year)) = (
        &observation.value,
        &observation.published,
        observation.period.period.fiscal_year(),
    ) else {
        return;
    };
    if let Some(ratio) = &published.ratio_to_target {
        let target = target_of_year(indicator, observation.segment.as_ref(), year);
        compare(indicator, "対目標比較", ratio, value, target, findings);
    }
    if let Some(ratio) = &published.ratio_to_previous_year {
        let previous = year
            .previous()
            .and_then(|previous| value_of_year(edition, id, observation.segment.as_ref(), previous));
        compare(indicator, "対前年度比較", ratio, value, previous, findings);
    }
}

fn compare(
    indicator: &Indicator,
    what: &str,
    ratio: &At<Number>,
    value: &At<Number>,
    with: Option<&At<Number>>,
    findings: &mut Findings,
) {
    let title = indicator.title.as_str();
    let Some(with) = with else {
        findings.push(Diagnostic::warning(
            code::RATIO_DIFFERS,
            ratio.place,
            format!("「{title}」の{what}のもとになる値が見つかりません"),
            "比べる相手の値も書いてください。比率は書かれたとおり掲載します",
        ));
        return;
    };
    let expected = match percentage_of(value.value, with.value).map(|exact| agrees_with(ratio.value, exact)) {
        Some(Agreement::Agrees) => return,
        Some(Agreement::Truncated { expected } | Agreement::Differs { expected }) => expected.to_string(),
        None => "計算できない値".to_owned(),
    };
    findings.push(
        Diagnostic::warning(
            code::RATIO_DIFFERS,
            ratio.place,
            format!(
                "「{title}」の{what}は {}% と書かれていますが、{} ÷ {} は {expected}% です",
                ratio.value, value.value, with.value
            ),
            "書かれたとおり掲載します。もとの資料が誤っていれば、訂正を公表してください",
        )
        .related(with.place, "比べた値"),
    );
}

fn target_of_year<'raw>(
    indicator: &'raw Indicator,
    segment: Option<&At<Id>>,
    year: FiscalYear,
) -> Option<&'raw At<Number>> {
    let Some(TargetSet::List(targets)) = &indicator.targets else {
        return None;
    };
    let same_segment =
        |target: &&Target| target.segment.as_ref().map(|id| id.as_str()) == segment.map(|id| id.as_str());
    targets.iter().filter(same_segment).find_map(|target| {
        let bounds = [&target.at_least, &target.at_most, &target.exactly];
        bounds.into_iter().flatten().find_map(|bound| match &bound.value {
            BoundValue::Yearly(years) => years
                .iter()
                .find(|(known, _)| **known == year)
                .map(|(_, number)| number),
            BoundValue::Fixed(_) | BoundValue::Relative(_) => None,
        })
    })
}

/// The surest value stated for that year in the same edition.
fn value_of_year<'raw>(
    edition: &'raw Edition,
    id: &str,
    segment: Option<&At<Id>>,
    year: FiscalYear,
) -> Option<&'raw At<Number>> {
    let (_, observations) = edition.indicators.iter().find(|(known, _)| known.as_str() == id)?;
    observations
        .iter()
        .filter(|observation| observation.period.period.fiscal_year() == Some(year))
        .filter(|observation| observation.segment.as_ref().map(|id| id.as_str()) == segment.map(|id| id.as_str()))
        .max_by_key(|observation| {
            observation
                .vintage
                .as_ref()
                .map_or(crate::source::raw::VintageWord::Final, |vintage| **vintage)
        })
        .and_then(|observation| observation.value.as_ref())
}
