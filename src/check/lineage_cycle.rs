//! An indicator or a measure continues itself in a circle: its history would have no beginning.

use std::collections::BTreeSet;

use super::scope::nodes;
use crate::diagnostic::{Diagnostic, Findings, Place, code};
use crate::source::RawProject;
use crate::source::raw::PlanReference;

/// A thing that may continue others: plan and id.
type Item<'raw> = (&'raw str, &'raw str);

pub(super) fn check(project: &RawProject, findings: &mut Findings) {
    for plan in &project.plans {
        for indicator in &plan.plan.indicators {
            report(
                project,
                (plan.id.as_str(), indicator.id.as_str()),
                indicator.id.place,
                indicator_sources,
                findings,
            );
        }
        for node in nodes(&plan.plan.measures) {
            if let Some(id) = &node.id {
                report(
                    project,
                    (plan.id.as_str(), id.as_str()),
                    id.place,
                    measure_sources,
                    findings,
                );
            }
        }
    }
}

fn report<'raw>(
    project: &'raw RawProject,
    start: Item<'raw>,
    place: Place,
    sources: fn(&'raw RawProject, Item<'raw>) -> Vec<Item<'raw>>,
    findings: &mut Findings,
) {
    let mut seen = BTreeSet::new();
    let mut waiting = sources(project, start);
    while let Some(item) = waiting.pop() {
        if item == start {
            findings.push(Diagnostic::error(
                code::LINEAGE_CYCLE,
                place,
                format!("「{}」の引き継ぎをたどると、自分に戻ります", start.1),
                "continues には、前の計画や前の取組・指標を書きます。どこかを削除してください",
            ));
            return;
        }
        if seen.insert(item) {
            waiting.extend(sources(project, item));
        }
    }
}

fn indicator_sources<'raw>(project: &'raw RawProject, item: Item<'raw>) -> Vec<Item<'raw>> {
    let plan = project.plans.iter().find(|plan| plan.id.as_str() == item.0);
    let indicator = plan.and_then(|plan| {
        plan.plan
            .indicators
            .iter()
            .find(|indicator| indicator.id.as_str() == item.1)
    });
    indicator.map_or_else(Vec::new, |indicator| {
        follow(item.0, &indicator.continues, |reference| {
            reference.indicator.as_ref().map(|id| id.as_str())
        })
    })
}

fn measure_sources<'raw>(project: &'raw RawProject, item: Item<'raw>) -> Vec<Item<'raw>> {
    let plan = project.plans.iter().find(|plan| plan.id.as_str() == item.0);
    let node = plan.and_then(|plan| {
        nodes(&plan.plan.measures).find(|node| node.id.as_ref().is_some_and(|id| id.as_str() == item.1))
    });
    node.map_or_else(Vec::new, |node| {
        follow(item.0, &node.continues, |reference| {
            reference.measure.as_ref().map(|id| id.as_str())
        })
    })
}

fn follow<'raw>(
    plan: &'raw str,
    references: &'raw [PlanReference],
    id: fn(&'raw PlanReference) -> Option<&'raw str>,
) -> Vec<Item<'raw>> {
    references
        .iter()
        .filter_map(|reference| {
            Some((
                reference.plan.as_ref().map_or(plan, |plan| plan.as_str()),
                id(reference)?,
            ))
        })
        .collect()
}
