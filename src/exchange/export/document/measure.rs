//! The tree of measures.

use super::indicator::ended;
use crate::exchange::export::codes;
use crate::exchange::export::json::{Json, Object};
use crate::model::{IndicatorId, Measure, MeasureId, Node, OfficeId, PlanId};

pub(super) fn nodes(nodes: &[Node], plan: &PlanId) -> Vec<Object> {
    nodes
        .iter()
        .map(|node| match node {
            Node::Measure(one) => measure(one, plan),
            Node::Indicator { label, indicator } => Object::new()
                .text("indicator", indicator.as_str())
                .text("label", label.as_deref()),
        })
        .collect()
}

fn measure(measure: &Measure, plan: &PlanId) -> Object {
    let object = Object::new()
        .text("id", measure.id.as_str())
        .text("label", measure.label.as_deref())
        .text("title", measure.title.as_deref())
        .texts("aliases", &measure.aliases)
        .text("kind", codes::node_kind(measure.kind).code)
        .texts("offices", measure.offices.iter().map(OfficeId::as_str))
        .texts("joint_offices", measure.joint_offices.iter().map(OfficeId::as_str))
        .year("since", measure.since)
        .with("ended", ended(measure.ended.as_ref()))
        .list(
            "formerly",
            measure.formerly.iter().map(|former| {
                Object::new()
                    .year("until", former.until)
                    .text("label", former.label.as_deref())
                    .text("title", former.title.as_deref())
                    .text("under", former.under.as_ref().map(MeasureId::as_str))
                    .prose("reason", former.reason.as_ref())
            }),
        )
        .texts("former_ids", measure.former_ids.iter().map(MeasureId::as_str))
        .prose("aim", measure.aim.as_ref())
        .prose("content", measure.content.as_ref())
        .prose("background", measure.background.as_ref())
        .prose("target_group", measure.target_group.as_ref());
    details(object, measure)
        .with("notes", Json::proses(&measure.notes))
        .list(
            "references",
            measure.references.iter().map(|reference| {
                Object::new()
                    .texts("measures", reference.measures.iter().map(MeasureId::as_str))
                    .prose("note", reference.note.as_ref())
            }),
        )
        .texts("indicators", measure.indicators.iter().map(IndicatorId::as_str))
        .list(
            "continues",
            measure.continues.iter().map(|reference| {
                Object::new()
                    .text("plan", Some(reference.plan.as_str()).filter(|id| *id != plan.as_str()))
                    .text("measure", reference.measure.as_str())
            }),
        )
        .list("children", nodes(&measure.children, plan))
}

fn details(object: Object, measure: &Measure) -> Object {
    object
        .list(
            "goals",
            measure.goals.iter().map(|goal| {
                Object::new()
                    .text("label", goal.label.as_deref())
                    .prose("text", &goal.text)
                    .texts("indicators", goal.indicators.iter().map(IndicatorId::as_str))
            }),
        )
        .list(
            "steps",
            measure.steps.iter().map(|step| {
                Object::new()
                    .texts("when", &step.when)
                    .texts("who", step.who.iter().map(OfficeId::as_str))
                    .prose("what", step.what.as_ref())
            }),
        )
        .list(
            "phases",
            measure.phases.iter().map(|phase| {
                Object::new()
                    .period("from", phase.from)
                    .text("kind", codes::phase(phase.kind).code)
                    .prose("scope", phase.scope.as_ref())
            }),
        )
        .list(
            "boxes",
            measure.boxes.iter().map(|callout| {
                Object::new()
                    .text("kind", codes::callout(callout.kind).code)
                    .text("title", callout.title.as_deref())
                    .prose("text", &callout.text)
            }),
        )
}
