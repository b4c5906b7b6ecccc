//! Something is named that does not exist: a plan, measure, indicator, office, entry. A reader would meet a dead link.

use super::scope::{Ids, Meant, Scope, items};
use crate::diagnostic::{Code, Diagnostic, Findings, Place, code, nearest};
use crate::source::RawPlan;
use crate::source::raw::{Measure, PlanReference};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let plan = &scope.plan.plan;
    for related in &plan.related {
        match (&related.plan, &related.title) {
            (Some(id), _) => {
                find_plan(scope, id.as_str(), id.place, findings);
            }
            (None, Some(_)) => {}
            (None, None) => findings.push(Diagnostic::error(
                code::MISSING_KEY,
                related.place,
                "関連計画に plan も title もありません",
                "このサイトにある計画なら plan（フォルダー名）を、ほかの計画なら title（名称）を書いてください",
            )),
        }
    }
    for node in scope.nodes() {
        check_node(scope, node, findings);
    }
    for into in plan.offices.iter().filter_map(|office| office.merged_into.as_ref()) {
        named(
            Kind::Office,
            into.as_str(),
            into.place,
            scope.offices.keys().copied(),
            findings,
        );
    }
    for indicator in &plan.indicators {
        offices(scope, &indicator.offices, findings);
        for reference in &indicator.continues {
            continues(scope, reference, Kind::Indicator, findings);
        }
    }
    check_editions(scope, findings);
}

fn check_node(scope: &Scope<'_>, node: &Measure, findings: &mut Findings) {
    if let Some(indicator) = &node.indicator {
        named(
            Kind::Indicator,
            indicator.as_str(),
            indicator.place,
            scope.indicators.keys().copied(),
            findings,
        );
    }
    offices(scope, &node.offices, findings);
    offices(scope, &node.joint_offices, findings);
    for under in node.formerly.iter().filter_map(|former| former.under.as_ref()) {
        named(
            Kind::Measure,
            under.as_str(),
            under.place,
            scope.measures.keys().copied(),
            findings,
        );
    }
    for step in &node.steps {
        offices(scope, &step.who, findings);
    }
    indicators(scope, &node.indicators, findings);
    for goal in &node.goals {
        indicators(scope, &goal.indicators, findings);
    }
    for reference in &node.references {
        measures(scope, &reference.measures, findings);
    }
    for reference in &node.continues {
        continues(scope, reference, Kind::Measure, findings);
    }
}

fn check_editions(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, edition) in scope.editions() {
        let meant = scope.meant(Meant::Measures, edition.measures.keys());
        for (id, _) in &edition.measures {
            named(
                Kind::Measure,
                id.as_str(),
                id.place,
                scope.measures.keys().copied(),
                findings,
            );
        }
        for (id, _) in &edition.indicators {
            named(
                Kind::Indicator,
                id.as_str(),
                id.place,
                scope.indicators.keys().copied(),
                findings,
            );
        }
        for correction in &edition.corrections {
            measures(scope, &correction.measures, findings);
            indicators(scope, &correction.indicators, findings);
            for value in &correction.values {
                named(
                    Kind::Indicator,
                    value.indicator.as_str(),
                    value.indicator.place,
                    scope.indicators.keys().copied(),
                    findings,
                );
            }
        }
        for (_, answer) in &edition.measures {
            for entry in items(answer.entries.as_ref()) {
                let Some(repeats) = &entry.repeats else { continue };
                let measure = repeats.measure.as_str();
                named(
                    Kind::Measure,
                    measure,
                    repeats.measure.place,
                    scope.measures.keys().copied(),
                    findings,
                );
                // Of a measure that is unknown, or answered under a misspelt id, the entries are not known either.
                if !scope.measures.contains_key(measure) || meant.contains(measure) {
                    continue;
                }
                let repeated = edition.measures.get(measure).and_then(|answer| answer.entries.as_ref());
                let ids = items(repeated)
                    .iter()
                    .filter_map(|entry| entry.id.as_ref())
                    .map(|id| id.as_str());
                named(Kind::Entry, repeats.entry.as_str(), repeats.entry.place, ids, findings);
            }
            for result in items(answer.results.as_ref()) {
                for id in &result.same_as {
                    let known = scope.measures.keys().chain(scope.indicators.keys()).copied();
                    named(Kind::MeasureOrIndicator, id.as_str(), id.place, known, findings);
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Plan,
    Measure,
    Indicator,
    MeasureOrIndicator,
    Office,
    Entry,
}

impl Kind {
    fn code(self) -> Code {
        match self {
            Self::Plan => code::UNKNOWN_PLAN,
            Self::Measure => code::UNKNOWN_MEASURE,
            Self::Indicator => code::UNKNOWN_INDICATOR,
            Self::MeasureOrIndicator => code::UNKNOWN_MEASURE_OR_INDICATOR,
            Self::Office => code::UNKNOWN_OFFICE,
            Self::Entry => code::UNKNOWN_ENTRY,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Plan => ("計画", "data の下のフォルダー名"),
            Self::Measure => ("取組", "plan.yaml の measures にある id"),
            Self::Indicator => ("指標", "plan.yaml の indicators にある id"),
            Self::MeasureOrIndicator => ("取組・指標", "plan.yaml の measures か indicators にある id"),
            Self::Office => ("所管課・主体", "plan.yaml の offices にある id"),
            Self::Entry => ("取組内容", "その取組の entries に書いた id"),
        }
    }
}

fn named<'known>(
    kind: Kind,
    id: &str,
    place: Place,
    known: impl Iterator<Item = &'known str> + Clone,
    findings: &mut Findings,
) {
    if !known.clone().any(|name| name == id) {
        unknown(kind, id, place, known, findings);
    }
}

fn unknown<'known>(
    kind: Kind,
    id: &str,
    place: Place,
    known: impl Iterator<Item = &'known str>,
    findings: &mut Findings,
) {
    let (what, where_to_look) = kind.words();
    let message = format!("「{id}」という id の{what}はありません");
    let finding = match nearest(id, known) {
        Some(name) => Diagnostic::error(
            kind.code(),
            place,
            message,
            format!("「{name}」のことではありませんか。書けるのは、{where_to_look}です"),
        )
        .fix(place, name),
        None => Diagnostic::error(kind.code(), place, message, format!("{where_to_look}を書いてください")),
    };
    findings.push(finding.label("この id"));
}

fn measures(scope: &Scope<'_>, ids: Ids<'_>, findings: &mut Findings) {
    for id in ids {
        named(
            Kind::Measure,
            id.as_str(),
            id.place,
            scope.measures.keys().copied(),
            findings,
        );
    }
}

fn indicators(scope: &Scope<'_>, ids: Ids<'_>, findings: &mut Findings) {
    for id in ids {
        named(
            Kind::Indicator,
            id.as_str(),
            id.place,
            scope.indicators.keys().copied(),
            findings,
        );
    }
}

fn offices(scope: &Scope<'_>, ids: Ids<'_>, findings: &mut Findings) {
    for id in ids {
        named(
            Kind::Office,
            id.as_str(),
            id.place,
            scope.offices.keys().copied(),
            findings,
        );
    }
}

fn find_plan<'raw>(scope: &Scope<'raw>, id: &str, place: Place, findings: &mut Findings) -> Option<&'raw RawPlan> {
    let found = scope.project.plans.iter().find(|plan| plan.id.as_str() == id);
    if found.is_none() {
        let known = scope.project.plans.iter().map(|plan| plan.id.as_str());
        unknown(
            Kind::Plan,
            id,
            place,
            known.chain(scope.project.others.iter().map(crate::source::Id::as_str)),
            findings,
        );
    }
    found
}

/// "Continues" names a measure or an indicator, of this plan or of another.
fn continues(scope: &Scope<'_>, reference: &PlanReference, kind: Kind, findings: &mut Findings) {
    let plan = match &reference.plan {
        Some(id) => find_plan(scope, id.as_str(), id.place, findings),
        None => Some(scope.plan),
    };
    let (wanted, other) = match kind {
        Kind::Indicator => (&reference.indicator, &reference.measure),
        _ => (&reference.measure, &reference.indicator),
    };
    let key = if matches!(kind, Kind::Indicator) {
        "indicator"
    } else {
        "measure"
    };
    if let Some(other) = other {
        findings.push(Diagnostic::error(
            code::WRONG_LINEAGE,
            other.place,
            "取組と指標を取り違えています",
            format!("ここに書けるのは {key} です"),
        ));
    }
    let (Some(wanted), Some(plan)) = (wanted, plan) else {
        if wanted.is_none() && other.is_none() {
            findings.push(Diagnostic::error(
                code::MISSING_KEY,
                reference.place,
                format!("引き継ぐもとの {key} がありません"),
                format!("{key} に、前の計画での id を書いてください"),
            ));
        }
        return;
    };
    let there = Scope::new(scope.project, plan);
    match kind {
        Kind::Indicator => named(
            kind,
            wanted.as_str(),
            wanted.place,
            there.indicators.keys().copied(),
            findings,
        ),
        _ => named(
            kind,
            wanted.as_str(),
            wanted.place,
            there.measures.keys().copied(),
            findings,
        ),
    }
}
