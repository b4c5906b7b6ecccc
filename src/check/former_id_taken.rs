//! An id that something had before (以前の id) belongs to something else now, or to two things. Its old address can lead to
//! one page only.

use std::collections::BTreeMap;

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, Place, code};
use crate::source::{At, Id};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let plan = &scope.plan.plan;
    // Measures and indicators share one space of ids, former ones as well.
    let living = scope
        .nodes()
        .filter_map(|node| node.id.as_ref())
        .chain(plan.indicators.iter().map(|it| &it.id));
    let living: BTreeMap<&str, Place> = living.map(|id| (id.as_str(), id.place)).collect();
    let former = scope.nodes().flat_map(|node| &node.former_ids);
    let former = former.chain(plan.indicators.iter().flat_map(|indicator| &indicator.former_ids));
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    for id in former {
        if let Some(place) = living.get(id.as_str()) {
            taken(id, *place, "今も使われています", "この id の取組・指標", findings);
        } else if let Some(place) = first.get(id.as_str()) {
            taken(id, *place, "2度書かれています", "1度目", findings);
        } else {
            first.insert(id.as_str(), id.place);
        }
    }
}

fn taken(id: &At<Id>, place: Place, how: &str, related: &str, findings: &mut Findings) {
    findings.push(
        Diagnostic::error(
            code::FORMER_ID_TAKEN,
            id.place,
            format!(
                "以前の id「{}」は、{how}。前のアドレスをどのページへ導くか決まりません",
                id.as_str()
            ),
            "former_ids には、今は使っていない id を、引き継いだ1つだけに書いてください",
        )
        .related(place, related),
    );
}
