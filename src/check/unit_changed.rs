//! An indicator continues one of another unit: the two series would stand on one line as if they could be compared.
//! Within a plan the unit stands once and cannot change unseen.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, code};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in &scope.plan.plan.indicators {
        for reference in &indicator.continues {
            let plan = reference.plan.as_ref().map_or(Some(scope.plan), |id| {
                scope.project.plans.iter().find(|plan| plan.id.as_str() == id.as_str())
            });
            let Some((plan, wanted)) = plan.zip(reference.indicator.as_ref()) else {
                continue;
            };
            let earlier = plan
                .plan
                .indicators
                .iter()
                .find(|earlier| earlier.id.as_str() == wanted.as_str());
            let Some((now, then)) = indicator
                .unit
                .as_ref()
                .zip(earlier.and_then(|earlier| earlier.unit.as_ref()))
            else {
                continue;
            };
            if now.value != then.value && indicator.breaks.is_empty() {
                findings.push(
                    Diagnostic::warning(
                        code::UNIT_CHANGED,
                        now.place,
                        format!(
                            "指標「{}」の単位は「{}」ですが、引き継ぐ前の指標では「{}」です",
                            indicator.title.as_str(),
                            now.value,
                            then.value
                        ),
                        "単位を確かめてください。数え方が変わったのなら、breaks（定義変更）に時期と変更点を書くと、前の値とつながずに掲載します",
                    )
                    .related(then.place, "前の単位"),
                );
            }
        }
    }
}
