//! Where a measure or heading is read about, and links to it.
//!
//! A group without a name of which nothing is said (the a and b of a paper) has no page: it would hold a letter and a list that the
//! page of the node above has, too. Links to it lead to its place in that list.

use super::cells::measure_anchor;
use super::frame::{Link, measure_name};
use super::links::Address;
use crate::model::{Measure, NodeKind, Plan};

/// Whether a node has a page of its own.
pub fn has_page(plan: &Plan, measure: &Measure) -> bool {
    let is_unnamed = measure.kind == NodeKind::Group && measure.title.is_none();
    !is_unnamed || is_described(measure) || is_told_of(plan, measure)
}

/// A link to a node, with a text.
pub fn measure_link_as(plan: &Plan, from: &Address, measure: &Measure, text: impl Into<String>) -> Link {
    if has_page(plan, measure) {
        return Link::new(from, &Address::Measure(plan.id.clone(), measure.id.clone()), text);
    }
    let ancestors = plan.ancestors(&measure.id);
    let above = ancestors.into_iter().rev().find(|above| has_page(plan, above));
    let page = above.map_or_else(
        || Address::Plan(plan.id.clone()),
        |above| Address::Measure(plan.id.clone(), above.id.clone()),
    );
    Link {
        text: text.into(),
        href: format!("{}#{}", from.link_to(&page), measure_anchor(&measure.id)),
        current: false,
    }
}

/// A link to a node by its name.
pub fn measure_link(plan: &Plan, from: &Address, measure: &Measure) -> Link {
    measure_link_as(plan, from, measure, measure_name(measure))
}

/// Whether the plan says more of it than where it stands.
fn is_described(measure: &Measure) -> bool {
    let prose = [
        &measure.aim,
        &measure.content,
        &measure.background,
        &measure.target_group,
    ];
    let lists = [
        measure.offices.is_empty(),
        measure.joint_offices.is_empty(),
        measure.aliases.is_empty(),
        measure.goals.is_empty(),
        measure.steps.is_empty(),
        measure.phases.is_empty(),
        measure.boxes.is_empty(),
        measure.notes.is_empty(),
        measure.references.is_empty(),
        measure.indicators.is_empty(),
        measure.formerly.is_empty(),
        measure.former_ids.is_empty(),
        measure.continues.is_empty(),
        measure.ended.is_none(),
        measure.handling.remark.is_none(),
    ];
    prose.into_iter().any(Option::is_some) || !lists.into_iter().all(|is_empty| is_empty)
}

/// Whether an edition answers or corrects it.
fn is_told_of(plan: &Plan, measure: &Measure) -> bool {
    plan.editions.iter().any(|edition| {
        let corrected = || edition.corrections.iter().flat_map(|correction| &correction.measures);
        edition.answers.contains_key(&measure.id) || corrected().any(|id| *id == measure.id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MeasureId, Node, Prose};
    use crate::view::sample;

    fn plan(aim: Option<&str>) -> Plan {
        let mut group = sample::group("a", vec![sample::measure("小", vec![])]);
        if let Node::Measure(measure) = &mut group {
            measure.aim = aim.map(Prose::new);
        }
        sample::plan(vec![sample::measure("中", vec![group])])
    }

    fn href(plan: &Plan) -> String {
        let from = Address::Plan(plan.id.clone());
        measure_link(plan, &from, plan.measure(&MeasureId::new("a"))).href
    }

    #[test]
    fn a_group_without_name_and_words_is_read_about_in_the_list_of_the_node_above() {
        assert_eq!(href(&plan(None)), "measures/中.html#m-a");
        assert_eq!(href(&plan(Some("意識を変える。"))), "measures/a.html");
        let alone = sample::plan(vec![sample::group("a", vec![])]);
        assert_eq!(href(&alone), "index.html#m-a");
    }
}
