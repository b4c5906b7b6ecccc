//! The rule on small counts, or what adds up to a total, cannot hold: a threshold so low that the mark itself tells the figure,
//! a part that does not exist, counts that do not add up. What is withheld would be open to anyone who can subtract.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, code, nearest};
use crate::quantity::Number;
use crate::source::raw::{Indicator, Observation, Withhold};
use crate::source::{At, Id};

/// With 2 only the count 1 would be withheld, and its mark would say so.
const LEAST: u32 = 3;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let plan = &scope.plan.plan;
    let of_indicators = plan.indicators.iter().map(|indicator| indicator.withhold.as_ref());
    for rule in of_indicators.chain([plan.withhold.as_ref()]).flatten() {
        if let Withhold::Rule(rule) = rule
            && rule.under.value < LEAST
        {
            findings.push(Diagnostic::error(
                code::BAD_WITHHOLDING,
                rule.under.place,
                format!(
                    "秘匿のしきい値が {} では、秘匿の印だけで値が分かります",
                    rule.under.value
                ),
                format!("{LEAST} 以上の数にするか、秘匿しないなら withhold: none と書いてください"),
            ));
        }
    }
    for indicator in &plan.indicators {
        let totals = indicator.segments.iter();
        for (total, parts) in totals.flat_map(|total| total.total_of.0.iter().map(move |parts| (&total.id, parts))) {
            let known = parts
                .iter()
                .filter(|part| is_part(indicator, total, part, findings))
                .count();
            if known == parts.len() {
                sums(scope, indicator, total, parts, findings);
            }
        }
    }
}

fn is_part(indicator: &Indicator, total: &At<Id>, part: &At<Id>, findings: &mut Findings) -> bool {
    let others = || {
        let ids = indicator.segments.iter().map(|segment| segment.id.as_str());
        ids.filter(|id| *id != total.as_str())
    };
    if others().any(|id| id == part.as_str()) {
        return true;
    }
    let finding = Diagnostic::error(
        code::SEGMENT_MISMATCH,
        part.place,
        format!("「{}」は、区分「{}」の内訳になりません", part.as_str(), total.as_str()),
        format!(
            "この指標のほかの区分の id を書いてください: {}",
            others().collect::<Vec<_>>().join("、")
        ),
    );
    findings.push(match nearest(part.as_str(), others()) {
        Some(name) => finding.fix(part.place, name),
        None => finding,
    });
    false
}

/// Within each edition the parts must add up to the total, as far as all of them are stated.
fn sums(scope: &Scope<'_>, indicator: &Indicator, total: &At<Id>, parts: &[At<Id>], findings: &mut Findings) {
    type Figure = fn(&Observation) -> Option<&At<Number>>;

    let is_percent = indicator.unit.as_ref().is_some_and(|unit| unit.value.is_percent());
    let figures: [(&str, Figure); 3] = [
        ("値", |observation| observation.value.as_ref()),
        ("分子", |observation| observation.numerator.as_ref()),
        ("分母", |observation| observation.denominator.as_ref()),
    ];
    for (_, edition) in scope.editions() {
        let Some(observations) = edition.indicators.get(indicator.id.as_str()) else {
            continue;
        };
        let of = |segment: &At<Id>, like: &Observation| {
            observations.iter().find(|one| {
                one.segment.as_ref().is_some_and(|id| id.value == segment.value)
                    && one.period.period == like.period.period
                    && one.vintage.as_ref().map(|word| word.value) == like.vintage.as_ref().map(|word| word.value)
            })
        };
        let wholes = observations
            .iter()
            .filter(|one| one.segment.as_ref().is_some_and(|id| id.value == total.value));
        for whole in wholes {
            for (what, figure) in figures.iter().skip(usize::from(is_percent)) {
                let Some(stated) = figure(whole) else { continue };
                let counts = parts.iter().map(|part| Some(figure(of(part, whole)?)?.value));
                let sum = counts.reduce(|sum, count| sum?.checked_add(count?)).flatten();
                if let Some(sum) = sum.filter(|sum| *sum != stated.value) {
                    findings.push(
                        Diagnostic::warning(
                            code::TOTAL_DIFFERS,
                            stated.place,
                            format!(
                                "「{}」の{what} {} は、内訳の合計 {sum} と合いません",
                                indicator.title.as_str(),
                                stated.value
                            ),
                            "どちらかを直すか、内訳が全部ではないなら total_of を消してください",
                        )
                        .label("この合計"),
                    );
                }
            }
        }
    }
}
