//! The whole tree of a plan as nested lists (取組の体系).

use serde::Serialize;

use super::cells::{indicator_anchor, measure_anchor};
use super::measure_link::{has_page, measure_link};
use super::{Address, Badge, internal, wording};
use crate::calendar::YearStyle;
use crate::evaluate::is_unanswered;
use crate::model::{Answer, Edition, Measure, Node, NodeKind, Plan};

/// A row of the tree.
#[derive(Debug, Serialize)]
pub struct TreeItem {
    /// Anchor: `m-…` or `i-…`.
    pub id: String,
    /// `heading`, `group`, `measure`, `mode`, `slot` or `indicator`; becomes the class `kind-…`.
    pub kind: &'static str,
    /// What it is, in words, where label and title do not show it.
    pub kind_word: Option<String>,
    /// Printed label.
    pub label: Option<String>,
    /// Title; none for a group or slot without one.
    pub title: Option<String>,
    /// Its page; none for a group that has none.
    pub href: Option<String>,
    /// Since when or until when it stands in the plan, when not all the time.
    pub years: Option<String>,
    /// What the latest edition says.
    pub status: Option<Badge>,
    /// Why the public does not see it.
    pub internal: Vec<Badge>,
    /// Rows below.
    pub items: Vec<TreeItem>,
}

/// The tree of a plan; with an edition, each row says what it says.
pub fn tree(plan: &Plan, edition: Option<&Edition>, page: &Address) -> Vec<TreeItem> {
    items(&plan.tree, &Context { plan, edition, page })
}

/// What stands below a measure.
pub fn subtree(plan: &Plan, measure: &Measure, edition: Option<&Edition>, page: &Address) -> Vec<TreeItem> {
    items(&measure.children, &Context { plan, edition, page })
}

struct Context<'a> {
    plan: &'a Plan,
    edition: Option<&'a Edition>,
    page: &'a Address,
}

fn items(nodes: &[Node], context: &Context<'_>) -> Vec<TreeItem> {
    nodes
        .iter()
        .map(|node| match node {
            Node::Measure(measure) => measure_item(measure, context),
            Node::Indicator { label, indicator } => {
                let indicator = context.plan.indicator(indicator);
                TreeItem {
                    id: indicator_anchor(&indicator.id),
                    kind: "indicator",
                    kind_word: Some("指標".to_owned()),
                    label: label.clone(),
                    title: Some(indicator.title.clone()),
                    href: Some(
                        context
                            .page
                            .link_to(&Address::Indicator(context.plan.id.clone(), indicator.id.clone())),
                    ),
                    years: None,
                    status: None,
                    internal: internal::badges(&indicator.handling),
                    items: Vec::new(),
                }
            }
        })
        .collect()
}

fn measure_item(measure: &Measure, context: &Context<'_>) -> TreeItem {
    let answer = context.edition.and_then(|edition| edition.answers.get(&measure.id));
    TreeItem {
        id: measure_anchor(&measure.id),
        kind: kind(measure.kind),
        kind_word: measure
            .title
            .is_none()
            .then(|| wording::node_kind(measure.kind, &context.plan.measure_word)),
        label: measure.label.clone(),
        title: measure.title.clone(),
        href: has_page(context.plan, measure).then(|| measure_link(context.plan, context.page, measure).href),
        years: years(measure),
        status: answer.and_then(status).or_else(|| {
            let open = |edition: &&Edition| is_unanswered(context.plan, edition, measure);
            context.edition.filter(open).map(|_| wording::unanswered())
        }),
        internal: internal::badges(&measure.handling),
        items: items(&measure.children, context),
    }
}

/// `平成30年度で終了`, `令和5年度に追加`.
fn years(measure: &Measure) -> Option<String> {
    let since = measure
        .since
        .map(|since| format!("{}に追加", since.label(YearStyle::Era)));
    let ended = measure
        .ended
        .as_ref()
        .map(|ended| format!("{}で終了", ended.after.label(YearStyle::Era)));
    let parts: Vec<String> = since.into_iter().chain(ended).collect();
    (!parts.is_empty()).then(|| parts.join("、"))
}

fn status(answer: &Answer) -> Option<Badge> {
    answer
        .status
        .as_ref()
        .map(wording::status)
        .or_else(|| answer.direction.as_ref().map(wording::direction))
}

fn kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Heading => "heading",
        NodeKind::Group => "group",
        NodeKind::Measure => "measure",
        NodeKind::Mode => "mode",
        NodeKind::Slot => "slot",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Status, StatusMeaning};
    use crate::view::sample;

    #[test]
    fn every_node_has_its_place_and_what_is_asked_its_status() {
        let plan = sample::plan(vec![sample::heading(
            "大",
            vec![sample::group(
                "a",
                vec![
                    sample::measure("甲", vec![sample::mode("乙")]),
                    sample::measure("丙", vec![]),
                ],
            )],
        )]);
        let status = Status {
            word: "実施".to_owned(),
            meaning: StatusMeaning::Implemented,
            requires_reason: false,
            note: None,
        };
        let edition = sample::edition([(
            "乙",
            Answer {
                status: Some(status),
                ..Answer::default()
            },
        )]);
        let items = tree(&plan, Some(&edition), &Address::Plan(plan.id.clone()));
        let group = &items[0].items[0];
        assert_eq!((group.id.as_str(), group.kind_word.as_deref()), ("m-a", Some("区分")));
        let measure = &group.items[0];
        assert!(measure.status.is_none(), "a measure has no status because of its modes");
        assert_eq!(measure.items[0].status.as_ref().unwrap().word, "実施");
        assert_eq!(group.items[1].status.as_ref().unwrap().word, "回答なし");
        assert_eq!(measure.href.as_deref(), Some("measures/甲.html"));
        assert_eq!(group.href, None, "a group of which nothing is said has no page");
    }
}
