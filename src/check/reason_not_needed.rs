//! A reason is given though the status asks for none. The ministries' form does so itself now and then: a warning only.
//! A status that goes back behind last year's is expected to give one, whatever the word.

use super::reason_missing::requires_reason;
use super::scope::Scope;
use super::status_backwards::{backward_steps, meaning};
use crate::diagnostic::{Diagnostic, Findings, code};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let plan = &scope.plan.plan;
    let some_word_asks = plan.statuses.iter().any(|(_, status)| status.requires_reason) || plan.statuses.is_empty();
    let backward = backward_steps(scope);
    for (_, answer) in scope.answers() {
        let (Some(status), Some(reason)) = (&answer.status, &answer.reason) else {
            continue;
        };
        // A word the plan does not know has been reported; it may well be one that asks for a reason.
        let is_known = meaning(plan, status.as_str()).is_some();
        let goes_back = backward.iter().any(|step| step.is_in(answer));
        if some_word_asks && is_known && !goes_back && !requires_reason(plan, status.as_str()) {
            findings.push(
                Diagnostic::warning(
                    code::REASON_NOT_NEEDED,
                    reason.place,
                    format!("理由を求めていない「{}」に、理由が書かれています", status.as_str()),
                    "このまま掲載します。実施状況の選び間違いでないか、確かめてください",
                )
                .related(status.place, "実施状況はここ"),
            );
        }
    }
}
