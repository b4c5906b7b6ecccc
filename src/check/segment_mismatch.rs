//! A value, baseline, target or correction names no segment though its indicator has several, or one that the indicator lacks.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, Place, code, nearest};
use crate::source::raw::{Indicator, TargetSet};
use crate::source::{At, Id};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in &scope.plan.plan.indicators {
        for baseline in &indicator.baseline {
            fits(indicator, baseline.segment.as_ref(), baseline.place, findings);
        }
        if let Some(TargetSet::List(targets)) = &indicator.targets {
            for target in targets {
                fits(indicator, target.segment.as_ref(), target.place, findings);
            }
        }
    }
    for (id, observation) in scope.observations() {
        if let Some(indicator) = scope.indicators.get(id.as_str()) {
            fits(indicator, observation.segment.as_ref(), observation.place, findings);
        }
    }
    for value in scope
        .editions()
        .flat_map(|(_, edition)| &edition.corrections)
        .flat_map(|correction| &correction.values)
    {
        if let Some(indicator) = scope.indicators.get(value.indicator.as_str()) {
            fits(indicator, value.segment.as_ref(), value.place, findings);
        }
    }
}

fn fits(indicator: &Indicator, segment: Option<&At<Id>>, place: Place, findings: &mut Findings) {
    let ids: Vec<&str> = indicator.segments.iter().map(|segment| segment.id.as_str()).collect();
    let title = indicator.title.as_str();
    match segment {
        None if ids.is_empty() => {}
        None => findings.push(Diagnostic::error(
            code::SEGMENT_MISMATCH,
            place,
            format!("指標「{title}」のどの区分かが書かれていません"),
            format!("segment: に「{}」のどれかを書いてください", ids.join("」「")),
        )),
        Some(segment) if ids.contains(&segment.as_str()) => {}
        Some(segment) => {
            let remedy = if ids.is_empty() {
                "この指標に区分はありません。segment を削除するか、plan.yaml の segments に加えてください".to_owned()
            } else {
                format!("「{}」のどれかにしてください", ids.join("」「"))
            };
            let finding = Diagnostic::error(
                code::SEGMENT_MISMATCH,
                segment.place,
                format!("指標「{title}」に「{}」という区分はありません", segment.as_str()),
                remedy,
            );
            findings.push(match nearest(segment.as_str(), ids) {
                Some(name) => finding.fix(segment.place, name),
                None => finding,
            });
        }
    }
}
