//! A plan continues measures of the plan before it (引き継ぐ取組), and of others of that plan nothing is said: neither that
//! they go on nor that they ended. Readers of the old plan would not learn what became of them.
//!
//! Asked only once the new plan has begun to say: a plan that continues no measure at all makes no claim.

use super::scope::{Scope, kind, nodes, title};
use super::status_backwards::meaning;
use crate::diagnostic::{Diagnostic, Findings, Place, code};
use crate::source::RawPlan;
use crate::source::raw::{Meaning, Measure, NodeKind, Relation, Stage};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let new = scope.plan;
    for old in scope.project.plans.iter().filter(|old| follows(new, old)) {
        let Some(first) = continued(new, old).next().map(|(_, place)| place) else {
            continue;
        };
        for node in nodes(&old.plan.measures).filter(|node| kind(node) == NodeKind::Measure) {
            let Some(id) = &node.id else { continue };
            if node.ended.is_some() || is_continued(new, old, node) || is_said_to_have_ended(old, id.as_str()) {
                continue;
            }
            findings.push(
                Diagnostic::warning(
                    code::LINEAGE_UNSAID,
                    id.place,
                    format!(
                        "取組「{}」が、後の計画「{}」に引き継がれたのか、終わったのかが書かれていません",
                        title(node),
                        new.plan.title.as_str()
                    ),
                    format!(
                        "このままでは、前の計画のページから行き先をたどれません。引き継がれたなら、{0}/plan.yaml の取組の continues に {{plan: {1}, measure: {2}}} を書いてください。\
                         終わったなら、この取組の ended に最後の年度と理由を書いてください",
                        new.id.as_str(),
                        old.id.as_str(),
                        id.as_str()
                    ),
                )
                .related(first, "ほかの取組は、ここなどで引き継がれています"),
            );
        }
    }
}

/// Whether one plan is the next of another, whichever of the two says so.
fn follows(new: &RawPlan, old: &RawPlan) -> bool {
    let says = |plan: &RawPlan, relation: Relation, other: &RawPlan| {
        plan.plan.related.iter().any(|related| {
            *related.relation == relation && related.plan.as_ref().is_some_and(|id| id.as_str() == other.id.as_str())
        })
    };
    says(new, Relation::Predecessor, old) || says(old, Relation::Successor, new)
}

/// The measures of the old plan that the new one continues, with the place where it says so.
fn continued<'raw>(new: &'raw RawPlan, old: &'raw RawPlan) -> impl Iterator<Item = (&'raw str, Place)> {
    let references = nodes(&new.plan.measures).flat_map(|node| &node.continues);
    let to_old = references.filter(|it| it.plan.as_ref().is_some_and(|plan| plan.as_str() == old.id.as_str()));
    to_old.filter_map(|reference| Some((reference.measure.as_ref()?.as_str(), reference.place)))
}

/// Whether the measure goes on, itself or in the modes in which it was carried out (実施形態).
fn is_continued(new: &RawPlan, old: &RawPlan, node: &Measure) -> bool {
    let modes = node.children.iter().filter(|child| kind(child) == NodeKind::Mode);
    let mut ids = modes.chain([node]).filter_map(|node| node.id.as_ref());
    ids.any(|id| continued(new, old).any(|(known, _)| known == id.as_str()))
}

/// Whether the last final edition gives it a status that means ended (終了).
fn is_said_to_have_ended(old: &RawPlan, id: &str) -> bool {
    let last = old.editions.iter().rfind(|file| file.stage == Stage::Final);
    let status = last.and_then(|file| file.edition.measures.get(id)?.status.as_ref());
    status.and_then(|word| meaning(&old.plan, word)) == Some(Meaning::Ended)
}
