//! A measure that was carried out, or had ended, is said to be still to come, and no reason is given. Either a status was
//! mistaken in one of the two years, or something happened that readers will ask about.

use super::reason_missing::requires_reason;
use super::scope::{Scope, edition_name, is_pending};
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::{Answer, DEFAULT_STATUSES, Meaning, Plan};
use crate::source::{At, RawEdition, Text};

/// A status that goes back behind that of the edition before.
pub(super) struct BackwardStep<'raw> {
    id: &'raw str,
    before: (&'raw RawEdition, &'raw At<Text>),
    after: (&'raw RawEdition, &'raw At<Text>),
    answer: &'raw Answer,
}

impl BackwardStep<'_> {
    /// Whether this is the answer that goes back.
    pub fn is_in(&self, answer: &Answer) -> bool {
        std::ptr::eq(self.answer, answer)
    }
}

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for BackwardStep {
        id,
        before,
        after,
        answer,
    } in backward_steps(scope)
    {
        let ((before, earlier), (this, status)) = (before, after);
        // Where the word itself asks for a reason, its absence is an error already.
        if answer.reason.is_some() || requires_reason(&scope.plan.plan, status.as_str()) {
            continue;
        }
        findings.push(
            Diagnostic::warning(
                code::STATUS_BACKWARDS,
                status.place,
                format!(
                    "取組「{}」は、{}では「{}」でしたが、{}では「{}」です。理由がありません",
                    scope.title(id),
                    edition_name(before),
                    earlier.as_str(),
                    edition_name(this),
                    status.as_str()
                ),
                "このまま掲載すると、読む人に後戻りの理由が伝わりません。実施状況の選び間違いでないか、両方の年度を確かめてください。正しければ、reason: に後戻りした理由を書いてください",
            )
            .label("今回の実施状況")
            .related(earlier.place, "前回の実施状況"),
        );
    }
}

/// Every status that goes back, with a reason or without.
pub(super) fn backward_steps<'raw>(scope: &Scope<'raw>) -> Vec<BackwardStep<'raw>> {
    let plan = &scope.plan.plan;
    let mut steps = Vec::new();
    for (before, this) in scope.final_pairs() {
        for (id, answer) in &this.edition.measures {
            let Some(earlier) = before.edition.measures.get(id.as_str()) else {
                continue;
            };
            if is_pending(answer.pending.as_ref()) || is_pending(earlier.pending.as_ref()) {
                continue;
            }
            let (Some(from), Some(to)) = (&earlier.status, &answer.status) else {
                continue;
            };
            let meanings = meaning(plan, from).zip(meaning(plan, to));
            if meanings.is_some_and(|(from, to)| is_backward(from, to)) {
                steps.push(BackwardStep {
                    id: id.as_str(),
                    before: (before, from),
                    after: (this, to),
                    answer,
                });
            }
        }
    }
    steps
}

/// Among the things not yet done there is no order that a plan may not change its mind about.
fn is_backward(from: Meaning, to: Meaning) -> bool {
    match from {
        Meaning::Ended => to != Meaning::Ended,
        Meaning::Implemented | Meaning::Partial => match to {
            Meaning::Planned | Meaning::Considering | Meaning::Undecided => true,
            Meaning::Implemented | Meaning::Partial | Meaning::Ended => false,
        },
        Meaning::Planned | Meaning::Considering | Meaning::Undecided => false,
    }
}

/// What a status word means in a plan; none when the plan does not know it.
pub(super) fn meaning(plan: &Plan, word: &str) -> Option<Meaning> {
    if plan.statuses.is_empty() {
        return DEFAULT_STATUSES
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, meaning)| *meaning);
    }
    plan.statuses.get(word).map(|status| status.meaning.value)
}
