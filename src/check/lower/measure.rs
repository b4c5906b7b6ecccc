//! The tree of headings and measures.

use super::{handling, offices, optional, prose, proses, text};
use crate::model::{
    Callout, CalloutKind, Ending, Former, Goal, IndicatorId, Measure, MeasureId, MeasureReference, Node, NodeKind,
    Phase, PhaseKind, PlanId, Prose, Reference, Step,
};
use crate::source::{At, Id, raw};

pub(super) fn lower(nodes: &[raw::Measure], plan: &PlanId) -> Vec<Node> {
    nodes.iter().filter_map(|node| lower_node(node, plan)).collect()
}

/// A node has either `id` or `indicator`: checked before.
fn lower_node(node: &raw::Measure, plan: &PlanId) -> Option<Node> {
    if let Some(indicator) = &node.indicator {
        return Some(Node::Indicator {
            label: optional(node.label.as_ref()),
            indicator: IndicatorId::new(indicator.as_str()),
        });
    }
    let id = MeasureId::new(node.id.as_ref()?.as_str());
    Some(Node::Measure(Measure {
        id,
        kind: node.kind.as_ref().map_or(NodeKind::Measure, |kind| lower_kind(**kind)),
        label: optional(node.label.as_ref()),
        title: optional(node.title.as_ref()),
        aliases: node.aliases.iter().map(text).collect(),
        offices: offices(&node.offices),
        joint_offices: offices(&node.joint_offices),
        since: node.since.as_ref().map(|year| **year),
        ended: node.ended.as_ref().map(lower_ending),
        formerly: node.formerly.iter().map(lower_former).collect(),
        former_ids: node.former_ids.iter().map(|id| MeasureId::new(id.as_str())).collect(),
        aim: prose(node.aim.as_ref()),
        content: prose(node.content.as_ref()),
        background: prose(node.background.as_ref()),
        target_group: prose(node.target_group.as_ref()),
        goals: node.goals.iter().map(lower_goal).collect(),
        steps: node.steps.iter().map(lower_step).collect(),
        phases: node.phases.iter().map(lower_phase).collect(),
        boxes: node.boxes.iter().map(lower_callout).collect(),
        notes: proses(&node.notes),
        references: node.references.iter().map(lower_reference).collect(),
        indicators: indicators(&node.indicators),
        continues: node
            .continues
            .iter()
            .filter_map(|reference| continues(reference, plan))
            .collect(),
        handling: handling(node.audience.as_ref(), node.embargo.as_ref(), node.internal.as_ref()),
        children: lower(&node.children, plan),
    }))
}

pub(super) fn lower_ending(ending: &raw::Ending) -> Ending {
    Ending {
        after: *ending.after,
        reason: Prose::new(ending.reason.as_str()),
    }
}

fn lower_former(former: &raw::Former) -> Former {
    Former {
        until: *former.until,
        label: optional(former.label.as_ref()),
        title: optional(former.title.as_ref()),
        under: former.under.as_ref().map(|id| MeasureId::new(id.as_str())),
        reason: prose(former.reason.as_ref()),
    }
}

fn lower_kind(kind: raw::NodeKind) -> NodeKind {
    match kind {
        raw::NodeKind::Heading => NodeKind::Heading,
        raw::NodeKind::Group => NodeKind::Group,
        raw::NodeKind::Measure => NodeKind::Measure,
        raw::NodeKind::Mode => NodeKind::Mode,
        raw::NodeKind::Slot => NodeKind::Slot,
    }
}

fn lower_goal(goal: &raw::Goal) -> Goal {
    Goal {
        label: optional(goal.label.as_ref()),
        text: Prose::new(goal.text.as_str()),
        indicators: indicators(&goal.indicators),
    }
}

fn lower_step(step: &raw::Step) -> Step {
    Step {
        when: step.when.iter().map(super::text).collect(),
        who: offices(&step.who),
        what: prose(step.what.as_ref()),
    }
}

fn lower_phase(phase: &raw::Phase) -> Phase {
    let kind = match *phase.kind {
        raw::PhaseKind::Pilot => PhaseKind::Pilot,
        raw::PhaseKind::Start => PhaseKind::Start,
        raw::PhaseKind::Extension => PhaseKind::Extension,
        raw::PhaseKind::Full => PhaseKind::Full,
        raw::PhaseKind::Considering => PhaseKind::Considering,
    };
    Phase {
        from: phase.from.as_ref().map(|dates| dates.period),
        kind,
        scope: prose(phase.scope.as_ref()),
    }
}

fn lower_callout(callout: &raw::Callout) -> Callout {
    let kind = match *callout.kind {
        raw::BoxKind::Principle => CalloutKind::Principle,
        raw::BoxKind::Rules => CalloutKind::Rules,
        raw::BoxKind::Note => CalloutKind::Note,
    };
    Callout {
        kind,
        title: optional(callout.title.as_ref()),
        text: Prose::new(callout.text.as_str()),
    }
}

fn lower_reference(reference: &raw::Reference) -> Reference {
    Reference {
        measures: reference
            .measures
            .iter()
            .map(|id| MeasureId::new(id.as_str()))
            .collect(),
        note: prose(reference.note.as_ref()),
    }
}

fn continues(reference: &raw::PlanReference, plan: &PlanId) -> Option<MeasureReference> {
    Some(MeasureReference {
        plan: reference
            .plan
            .as_ref()
            .map_or_else(|| plan.clone(), |id| PlanId::new(id.as_str())),
        measure: MeasureId::new(reference.measure.as_ref()?.as_str()),
    })
}

fn indicators(ids: &[At<Id>]) -> Vec<IndicatorId> {
    ids.iter().map(|id| IndicatorId::new(id.as_str())).collect()
}
