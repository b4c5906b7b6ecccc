//! Years that cannot be: a plan that ends before it begins, a target due before its baseline, an edition outside the plan.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::TargetSet;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let plan = &scope.plan.plan;
    if let Some(period) = &plan.period {
        if let Some(to) = period.to.as_ref().filter(|to| to.value < period.from.value) {
            findings.push(
                Diagnostic::error(
                    code::WRONG_YEARS,
                    to.place,
                    "計画期間の終わりが、始まりより前です",
                    "from と to の年度を確かめてください",
                )
                .related(period.from.place, "始まりはここ"),
            );
        }
        for (year, edition) in scope.editions() {
            if year < period.from.value || period.to.as_ref().is_some_and(|to| year > to.value) {
                findings.push(
                    Diagnostic::warning(
                        code::EDITION_OUTSIDE_PERIOD,
                        edition.title.place,
                        format!("{}年度の年度版は、計画期間の外です", year.year()),
                        "ファイル名の年度と、plan.yaml の period を確かめてください",
                    )
                    .related(period.place, "計画期間はここ"),
                );
            }
        }
    }
    for indicator in &plan.indicators {
        let Some(TargetSet::List(targets)) = &indicator.targets else {
            continue;
        };
        for target in targets {
            let Some(by) = &target.by else { continue };
            let baseline = indicator.baseline.iter().find(|baseline| {
                baseline.segment.as_ref().map(|id| id.as_str()) == target.segment.as_ref().map(|id| id.as_str())
            });
            let Some(baseline) = baseline else { continue };
            if let (Some(due), Some(start)) = (by.period.last_day(), baseline.period.period.last_day())
                && due <= start
            {
                findings.push(
                    Diagnostic::error(
                        code::WRONG_YEARS,
                        by.place,
                        format!(
                            "目標の期限（{}）が、目標設定時（{}）より後になっていません",
                            by.text, baseline.period.text
                        ),
                        "年度を確かめてください",
                    )
                    .related(baseline.period.place, "目標設定時はここ"),
                );
            }
        }
    }
}
