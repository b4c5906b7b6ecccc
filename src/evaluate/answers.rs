//! Which measures an edition should have answered, and did not (未回答).

use crate::model::{ColumnField, Edition, Measure, Node, NodeKind, Plan};

/// Whether a measure should have been answered in an edition and was not. An answer that is kept back was given.
pub fn is_unanswered(plan: &Plan, edition: &Edition, measure: &Measure) -> bool {
    let by_status = asks_for_status(plan, edition);
    let answered = edition.answers.get(&measure.id).is_some_and(|answer| {
        if by_status {
            answer.status.is_some()
        } else {
            answer.direction.is_some()
        }
    });
    measure.kind.expects_answer()
        && !answered
        && !edition.kept_back.contains(&measure.id)
        && !answered_through_modes(measure)
        && has_answers(edition)
        && stood(plan, edition, measure)
}

/// Whether a measure, and all above it, stood in the plan in the year of an edition.
pub fn stood(plan: &Plan, edition: &Edition, measure: &Measure) -> bool {
    let year = edition.fiscal_year;
    measure.stands_in(year)
        && plan
            .ancestors(&measure.id)
            .into_iter()
            .all(|above| above.stands_in(year))
}

/// Whether the form of an edition asks for a status: it has a column for it, or at least one is given. Other forms ask
/// for a direction only.
pub fn asks_for_status(plan: &Plan, edition: &Edition) -> bool {
    plan.vocabularies
        .columns
        .iter()
        .any(|column| column.field == ColumnField::Status)
        || edition.answers.values().any(|answer| answer.status.is_some())
}

/// Whether an edition answers for any measure at all: some are about indicators only.
pub fn has_answers(edition: &Edition) -> bool {
    !edition.answers.is_empty()
}

/// Whether a measure is answered only through its modes (実施形態).
pub fn answered_through_modes(measure: &Measure) -> bool {
    let is_mode = |node: &Node| matches!(node, Node::Measure(child) if child.kind == NodeKind::Mode);
    !measure.children.is_empty() && measure.children.iter().all(is_mode)
}
