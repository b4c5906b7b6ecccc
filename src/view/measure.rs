//! The page of a measure or heading (取組): what the plan says of it, and what every edition answered.

use serde::Serialize;

use super::answers::{AnswerView, answers};
use super::badge::Badge;
use super::cells::{StepView, inline_all, office_links, step_views};
use super::concordance::has_concordance;
use super::corrections::{self, CorrectionEntry};
use super::frame::{Frame, Link, measure_name};
use super::indicator_table::IndicatorTable;
use super::internal::InternalNote;
use super::lineage::{EndView, StationView, ending, stations};
use super::measure_link::measure_link;
use super::tables_then::TablesThen;
use super::tree::{TreeItem, subtree};
use super::{Address, wording};
use crate::calendar::YearStyle;
use crate::evaluate::Member;
use crate::model::{Goal, Indicator, IndicatorId, Measure, Node, NodeKind, Phase, Plan, Project, Prose};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct MeasurePage {
    /// Frame.
    pub frame: Frame,
    /// What the node is, when it is not a measure (見出し …).
    pub kind_word: Option<String>,
    /// Number as printed.
    pub label: Option<String>,
    /// Title; what it is, when it has none.
    pub title: String,
    /// How it ended, when it did.
    pub ended: Option<EndView>,
    /// Other names and abbreviations.
    pub aliases: Option<String>,
    /// Offices.
    pub offices: Vec<Link>,
    /// Offices that take part.
    pub joint_offices: Vec<Link>,
    /// Texts: aim, background, content, target group.
    pub texts: Vec<TitledText>,
    /// Goals in words.
    pub goals: Vec<GoalView>,
    /// Steps.
    pub steps: Vec<StepView>,
    /// Phases.
    pub phases: Vec<PhaseView>,
    /// Boxes.
    pub boxes: Vec<TitledText>,
    /// Footnotes.
    pub notes: Vec<Html>,
    /// References to other nodes.
    pub references: Vec<ReferenceView>,
    /// Indicators that measure it.
    pub indicators: Option<IndicatorTable>,
    /// Answers, newest edition first.
    pub answers: Vec<AnswerView>,
    /// Nodes below.
    pub children: Vec<TreeItem>,
    /// Corrections that concern it (訂正).
    pub corrections: Vec<CorrectionEntry>,
    /// Fiscal year of the statuses of the nodes below.
    pub children_as_of: Option<String>,
    /// What it was before and what it became, old to new; empty when there is nothing to say.
    pub thread: Vec<StationView>,
    /// The concordance of its plan with the one before.
    pub concordance: Option<Link>,
    /// The node before, on the same level.
    pub previous: Option<Link>,
    /// The node after, on the same level.
    pub next: Option<Link>,
}

/// A text with a title.
#[derive(Debug, Serialize)]
pub struct TitledText {
    /// Title.
    pub title: String,
    /// Text.
    pub text: Html,
}

/// A goal.
#[derive(Debug, Serialize)]
pub struct GoalView {
    /// Label.
    pub label: Option<String>,
    /// Goal.
    pub text: Html,
    /// Indicators that measure it.
    pub indicators: Vec<Link>,
}

/// A phase.
#[derive(Debug, Serialize)]
pub struct PhaseView {
    /// From when.
    pub from: Option<String>,
    /// Kind.
    pub kind: Badge,
    /// Scope.
    pub scope: Option<Html>,
}

/// A reference.
#[derive(Debug, Serialize)]
pub struct ReferenceView {
    /// What it says.
    pub note: Option<Html>,
    /// Nodes referred to.
    pub measures: Vec<Link>,
}

impl MeasurePage {
    /// The page of a measure.
    pub fn new(project: &Project, plan: &Plan, measure: &Measure, tables: &TablesThen) -> Self {
        let page = Address::Measure(plan.id.clone(), measure.id.clone());
        let view = View { plan, page: &page };
        let (previous, next) = view.siblings(measure);
        Self {
            frame: Frame::new(project, Some(plan), &page, measure_name(measure))
                .with(InternalNote::of(&measure.handling)),
            kind_word: other_kind(plan, measure.kind),
            label: measure.label.clone(),
            title: measure
                .title
                .clone()
                .unwrap_or_else(|| wording::node_kind(measure.kind, &plan.measure_word)),
            ended: ending(project, Member::measure(plan, measure), &page),
            aliases: (!measure.aliases.is_empty()).then(|| measure.aliases.join("、")),
            offices: office_links(plan, &page, &measure.offices),
            joint_offices: office_links(plan, &page, &measure.joint_offices),
            texts: texts(measure),
            goals: measure
                .goals
                .iter()
                .enumerate()
                .map(|(number, goal)| view.goal(number, goal))
                .collect(),
            steps: step_views(plan, &page, measure),
            phases: measure.phases.iter().map(phase).collect(),
            boxes: boxes(measure),
            notes: inline_all(&measure.notes),
            references: view.references(measure),
            indicators: IndicatorTable::new(project, plan, view.indicators(measure), None, &page, |_| true),
            answers: answers(project, plan, measure, &page, tables),
            corrections: corrections::of_measure(plan, &measure.id, &page),
            children: subtree(plan, measure, plan.latest_edition(), &page),
            children_as_of: plan
                .latest_edition()
                .filter(|edition| !edition.answers.is_empty())
                .map(|edition| edition.fiscal_year.label(YearStyle::Era)),
            thread: stations(project, Member::measure(plan, measure), &page),
            concordance: has_concordance(plan)
                .then(|| Link::new(&page, &Address::Concordance(plan.id.clone()), "新旧対照表")),
            previous,
            next,
        }
    }
}

/// What a node is, when it is not a measure.
fn other_kind(plan: &Plan, kind: NodeKind) -> Option<String> {
    match kind {
        NodeKind::Measure => None,
        NodeKind::Heading | NodeKind::Group | NodeKind::Mode | NodeKind::Slot => {
            Some(wording::node_kind(kind, &plan.measure_word))
        }
    }
}

fn texts(measure: &Measure) -> Vec<TitledText> {
    let text = |title: &str, key: &str, prose: &Option<Prose>| {
        prose.as_ref().map(|prose| TitledText {
            title: title.to_owned(),
            text: markdown::block(prose, &format!("{}-{key}", measure.id), 3),
        })
    };
    [
        text("目的", "aim", &measure.aim),
        text("背景", "background", &measure.background),
        text("内容", "content", &measure.content),
        text("対象", "target-group", &measure.target_group),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn boxes(measure: &Measure) -> Vec<TitledText> {
    measure
        .boxes
        .iter()
        .enumerate()
        .map(|(number, callout)| TitledText {
            title: callout
                .title
                .clone()
                .unwrap_or_else(|| wording::callout(callout.kind).to_owned()),
            text: markdown::block(&callout.text, &format!("{}-box-{number}", measure.id), 4),
        })
        .collect()
}

fn phase(phase: &Phase) -> PhaseView {
    PhaseView {
        from: phase.from.map(|from| from.label(YearStyle::Era)),
        kind: wording::phase(phase.kind),
        scope: phase.scope.as_ref().map(markdown::inline),
    }
}

struct View<'a> {
    plan: &'a Plan,
    page: &'a Address,
}

impl<'a> View<'a> {
    fn measure_link(&self, measure: &Measure) -> Link {
        measure_link(self.plan, self.page, measure)
    }

    fn indicator_link(&self, id: &IndicatorId) -> Link {
        Link::new(
            self.page,
            &Address::Indicator(self.plan.id.clone(), id.clone()),
            &self.plan.indicator(id).title,
        )
    }

    fn goal(&self, number: usize, goal: &Goal) -> GoalView {
        GoalView {
            label: goal.label.clone(),
            text: markdown::block(&goal.text, &format!("goal-{number}"), 4),
            indicators: goal.indicators.iter().map(|id| self.indicator_link(id)).collect(),
        }
    }

    fn references(&self, measure: &Measure) -> Vec<ReferenceView> {
        measure
            .references
            .iter()
            .map(|reference| ReferenceView {
                note: reference.note.as_ref().map(markdown::inline),
                measures: reference
                    .measures
                    .iter()
                    .map(|id| self.measure_link(self.plan.measure(id)))
                    .collect(),
            })
            .collect()
    }

    /// The indicators that measure a node: its own, those of its goals, and those that stand as rows below it.
    fn indicators(&self, measure: &'a Measure) -> Vec<&'a Indicator> {
        let rows = measure.children.iter().filter_map(|node| match node {
            Node::Indicator { indicator, .. } => Some(indicator),
            Node::Measure(_) => None,
        });
        let mut ids: Vec<&IndicatorId> = Vec::new();
        for id in measure
            .indicators
            .iter()
            .chain(measure.goals.iter().flat_map(|goal| &goal.indicators))
            .chain(rows)
        {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.into_iter().map(|id| self.plan.indicator(id)).collect()
    }

    fn siblings(&self, measure: &Measure) -> (Option<Link>, Option<Link>) {
        let ancestors = self.plan.ancestors(&measure.id);
        let nodes = ancestors.last().map_or(&self.plan.tree, |parent| &parent.children);
        let siblings: Vec<&Measure> = nodes
            .iter()
            .filter_map(|node| match node {
                Node::Measure(sibling) => Some(sibling),
                Node::Indicator { .. } => None,
            })
            .collect();
        let Some(position) = siblings.iter().position(|sibling| sibling.id == measure.id) else {
            return (None, None);
        };
        let link = |step: isize| {
            position
                .checked_add_signed(step)
                .and_then(|other| siblings.get(other))
                .map(|sibling| self.measure_link(sibling))
        };
        (link(-1), link(1))
    }
}
