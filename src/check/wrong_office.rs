//! An office is said to be gone before it was set up, or to have been merged into itself: no year would know it, and the
//! way from the old office to the new would have no end.

use std::collections::BTreeSet;

use super::scope::{Scope, era};
use crate::diagnostic::{Diagnostic, Findings, code};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for office in &scope.plan.plan.offices {
        let name = office.name.as_str();
        if let (Some(since), Some(until)) = (&office.since, &office.until)
            && until.value < since.value
        {
            findings.push(
                Diagnostic::error(
                    code::WRONG_OFFICE,
                    until.place,
                    format!(
                        "「{name}」の廃止年度（{}）が、設置年度（{}）より前です",
                        era(until.value),
                        era(since.value)
                    ),
                    "since（最初の年度）と until（最後の年度）を確かめてください",
                )
                .related(since.place, "設置年度はここ"),
            );
        }
        if let Some(into) = &office.merged_into
            && leads_back(scope, office.id.as_str())
        {
            findings.push(Diagnostic::error(
                code::WRONG_OFFICE,
                into.place,
                format!("「{name}」の統合先をたどると、自分に戻ります"),
                "merged_into には、その課の仕事を引き継いだ別の課の id を書いてください",
            ));
        }
    }
}

/// Whether the way along `merged_into` comes back to where it began.
fn leads_back(scope: &Scope<'_>, start: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = start;
    while let Some(into) = scope.offices.get(at).and_then(|office| office.merged_into.as_ref()) {
        if into.as_str() == start {
            return true;
        }
        if !seen.insert(into.as_str()) {
            return false;
        }
        at = into.as_str();
    }
    false
}
