//! A measure continues another of the same plan (引き継ぐ取組) that had not ended when it began. The history of the two
//! would run side by side, and the years they share would be told twice.

use super::scope::{Scope, era, title};
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::{Measure, PlanReference};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for node in scope.nodes() {
        for reference in node
            .continues
            .iter()
            .filter(|reference| is_in_this_plan(scope, reference))
        {
            let Some(wanted) = &reference.measure else { continue };
            let Some(earlier) = scope.measures.get(wanted.as_str()) else {
                continue;
            };
            let Some(why) = why_not(node, earlier) else { continue };
            let finding = Diagnostic::warning(
                code::CONTINUES_LIVING_MEASURE,
                wanted.place,
                format!(
                    "取組「{}」は、取組「{}」を引き継ぐとされていますが、{why}",
                    title(node),
                    title(earlier)
                ),
                "このままでは、重なる年度が二重に示されます。引き継がれた取組の ended に最後の年度を、引き継いだ取組の since に最初の年度を書いてください。並んで続くのなら、continues を削除します",
            );
            findings.push(match &earlier.id {
                Some(id) => finding.related(id.place, "引き継がれた取組はここ"),
                None => finding,
            });
        }
    }
}

fn is_in_this_plan(scope: &Scope<'_>, reference: &PlanReference) -> bool {
    reference
        .plan
        .as_ref()
        .is_none_or(|plan| plan.as_str() == scope.plan.id.as_str())
}

/// Why the later measure cannot have taken over from the earlier one.
fn why_not(later: &Measure, earlier: &Measure) -> Option<String> {
    let Some(ended) = &earlier.ended else {
        return Some("そちらは終わっていません".to_owned());
    };
    match &later.since {
        None => Some("いつ引き継いだか（since）が書かれていません".to_owned()),
        Some(since) if since.value <= ended.after.value => Some(format!(
            "{}に始まったとき、そちらは{}まで続いていました",
            era(since.value),
            era(ended.after.value)
        )),
        Some(_) => None,
    }
}
