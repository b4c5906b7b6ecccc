//! A plan as the checks see it: what exists under which id, and walks over everything written.

use std::collections::{BTreeMap, BTreeSet};

use super::expected;
use crate::calendar::{FiscalYear, YearStyle};
use crate::diagnostic::nearest;
use crate::source::raw::{self, Answer, Edition, Indicator, Measure, Office, QuotedFigure};
use crate::source::{At, Id, RawEdition, RawPlan, RawProject};

/// One plan within its project.
pub(super) struct Scope<'raw> {
    pub project: &'raw RawProject,
    pub plan: &'raw RawPlan,
    pub measures: BTreeMap<&'raw str, &'raw Measure>,
    pub indicators: BTreeMap<&'raw str, &'raw Indicator>,
    pub offices: BTreeMap<&'raw str, &'raw Office>,
}

impl<'raw> Scope<'raw> {
    pub fn new(project: &'raw RawProject, plan: &'raw RawPlan) -> Self {
        Self {
            project,
            plan,
            measures: nodes(&plan.plan.measures)
                .filter_map(|node| Some((node.id.as_ref()?.as_str(), node)))
                .collect(),
            indicators: plan
                .plan
                .indicators
                .iter()
                .map(|indicator| (indicator.id.as_str(), indicator))
                .collect(),
            offices: plan
                .plan
                .offices
                .iter()
                .map(|office| (office.id.as_str(), office))
                .collect(),
        }
    }

    /// All nodes of the tree, from the top.
    pub fn nodes(&self) -> impl Iterator<Item = &'raw Measure> {
        nodes(&self.plan.plan.measures)
    }

    /// The nodes that belong to the plan in a fiscal year, from the top: what is below one that does not, does not either.
    pub fn nodes_in(&self, year: FiscalYear) -> impl Iterator<Item = &'raw Measure> {
        let standing = expected::nodes_in(&self.plan.plan, year).into_iter();
        standing
            .filter(|standing| standing.outside.is_none())
            .map(|standing| standing.node)
    }

    /// All editions.
    pub fn editions(&self) -> impl Iterator<Item = (FiscalYear, &'raw Edition)> {
        self.plan.editions.iter().map(|file| (file.year, &file.edition))
    }

    /// Each final edition (確定の年度版) with the final one before it: before, then after. Interim reports are left out, since
    /// what is not done by the middle of a year says nothing against the year before.
    pub fn final_pairs(&self) -> impl Iterator<Item = (&'raw RawEdition, &'raw RawEdition)> {
        let finals = || self.plan.editions.iter().filter(|file| file.stage == raw::Stage::Final);
        finals().zip(finals().skip(1))
    }

    /// Title of the measure of that id; the id itself when it has none.
    pub fn title(&self, id: &'raw str) -> &'raw str {
        self.measures.get(id).map_or(id, |node| title(node))
    }

    /// The known ids that the unknown ones were probably meant for. What is said under a misspelt id is not missing: its one
    /// slip has been reported, and must not be reported again as something left out.
    pub fn meant(&self, kind: Meant, keys: impl Iterator<Item = &'raw At<String>>) -> BTreeSet<&'raw str> {
        let known: Vec<&'raw str> = match kind {
            Meant::Measures => self.measures.keys().copied().collect(),
            Meant::Indicators => self.indicators.keys().copied().collect(),
        };
        keys.map(|key| key.as_str())
            .filter(|key| !known.contains(key))
            .filter_map(|key| nearest(key, known.iter().copied()))
            .collect()
    }

    /// All answers with the id they stand under.
    pub fn answers(&self) -> impl Iterator<Item = (&'raw At<String>, &'raw Answer)> {
        self.editions()
            .flat_map(|(_, edition)| edition.measures.iter().map(|(id, answer)| (id, answer)))
    }

    /// All observations with the indicator id they stand under.
    pub fn observations(&self) -> impl Iterator<Item = (&'raw At<String>, &'raw raw::Observation)> {
        self.editions().flat_map(|(_, edition)| {
            edition
                .indicators
                .iter()
                .flat_map(|(id, observations)| observations.iter().map(move |observation| (id, observation)))
        })
    }

    /// All figures quoted in texts.
    pub fn quoted_figures(&self) -> impl Iterator<Item = &'raw QuotedFigure> {
        self.answers().flat_map(|(_, answer)| {
            let entries = items(answer.entries.as_ref())
                .iter()
                .flat_map(|entry| entry.figures.iter());
            let results = items(answer.results.as_ref())
                .iter()
                .flat_map(|result| result.figures.iter());
            entries.chain(results)
        })
    }
}

/// Whose ids are meant.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meant {
    Measures,
    Indicators,
}

/// The items of a cell, none when it is blank or deliberately nothing.
pub(super) fn items<T>(cell: Option<&raw::Cell<T>>) -> &[T] {
    match cell {
        Some(raw::Cell::Items(items)) => items,
        Some(raw::Cell::Nothing(_)) | None => &[],
    }
}

/// Kind of a node as written, or its default.
pub(super) fn kind(node: &Measure) -> raw::NodeKind {
    node.kind.as_ref().map_or(raw::NodeKind::Measure, |kind| **kind)
}

/// Title of a node; its id or nothing when it has none.
pub(super) fn title(node: &Measure) -> &str {
    let id = node.id.as_ref().map_or("", |id| id.as_str());
    node.title.as_ref().map_or(id, |title| title.as_str())
}

/// A fiscal year in a message: 令和2年度.
pub(super) fn era(year: FiscalYear) -> String {
    year.label(YearStyle::Era)
}

/// An edition in a message: 令和2年度の年度版, 令和2年度（中間）の年度版.
pub(super) fn edition_name(file: &RawEdition) -> String {
    let stage = match file.stage {
        raw::Stage::TermStart => "（期首）",
        raw::Stage::Midterm => "（中間）",
        raw::Stage::Final => "",
    };
    format!("{}{stage}の年度版", era(file.year))
}

/// Whether an answer or a value is still awaited (回答待ち): nothing of it is published.
pub(super) fn is_pending(pending: Option<&At<bool>>) -> bool {
    pending.is_some_and(|pending| pending.value)
}

/// The nodes of a tree, from the top.
pub(super) fn nodes(top: &[Measure]) -> impl Iterator<Item = &Measure> {
    let mut stack: Vec<&Measure> = top.iter().rev().collect();
    std::iter::from_fn(move || {
        let node = stack.pop()?;
        stack.extend(node.children.iter().rev());
        Some(node)
    })
}

/// Ids of a list of references.
pub(super) type Ids<'raw> = &'raw [At<Id>];
