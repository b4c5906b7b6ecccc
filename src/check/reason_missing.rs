//! A status asks for a reason (for example 実施未定), and none is given.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::Plan;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, answer) in scope.answers() {
        let Some(status) = &answer.status else { continue };
        if answer.reason.is_none() && requires_reason(&scope.plan.plan, status.as_str()) {
            findings.push(
                Diagnostic::error(
                    code::REASON_MISSING,
                    status.place,
                    format!("「{}」とした理由が書かれていません", status.as_str()),
                    "reason: に理由を書いてください",
                )
                .label("理由が必要な実施状況"),
            );
        }
    }
}

/// Whether the plan asks for a reason with this status; the default words ask for it with 実施未定.
pub fn requires_reason(plan: &Plan, word: &str) -> bool {
    if plan.statuses.is_empty() {
        return word == "実施未定";
    }
    plan.statuses
        .iter()
        .any(|(known, status)| known.as_str() == word && status.requires_reason)
}
