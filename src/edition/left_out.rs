//! What a public build leaves out for now, counted, so that a clerk is not puzzled by what is missing (公開していないもの).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::allow::is_published_by;
use crate::model::{Audience, Edition, Handling, Plan, Project};

/// Items that wait: drafts, and what is not published or under embargo at the cut-off. What is internal for good does not wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LeftOut {
    /// Plans (計画).
    pub plans: usize,
    /// Editions (年度版).
    pub editions: usize,
    /// Measures (取組).
    pub measures: usize,
    /// Indicators (指標).
    pub indicators: usize,
    /// Answers, entries and results (回答・取組内容・成果).
    pub answers: usize,
    /// Observations (実績).
    pub observations: usize,
    /// Corrections (訂正).
    pub corrections: usize,
    /// Pages, tables and forms (資料).
    pub documents: usize,
}

impl LeftOut {
    /// What waits in a project at a cut-off. What stands in something that is left out is not counted again.
    pub fn of(project: &Project, as_of: Option<NaiveDate>) -> Self {
        let mut left = Self::default();
        for plan in &project.plans {
            match fate(&plan.handling, as_of) {
                Fate::Public => left.add_plan(plan, as_of),
                Fate::Waits => left.plans += 1,
                Fate::Internal => {}
            }
        }
        left
    }

    /// What waits in several projects.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            plans: self.plans + other.plans,
            editions: self.editions + other.editions,
            measures: self.measures + other.measures,
            indicators: self.indicators + other.indicators,
            answers: self.answers + other.answers,
            observations: self.observations + other.observations,
            corrections: self.corrections + other.corrections,
            documents: self.documents + other.documents,
        }
    }

    /// Whether nothing waits.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    fn add_plan(&mut self, plan: &Plan, as_of: Option<NaiveDate>) {
        let waits = |handling: &&Handling| fate(handling, as_of) == Fate::Waits;
        self.measures += plan.measures().map(|one| &one.handling).filter(waits).count();
        self.indicators += plan.indicators.iter().map(|one| &one.handling).filter(waits).count();
        let pages = plan.pages.iter().map(|one| &one.handling);
        let tables = plan.tables.iter().map(|one| &one.handling);
        let forms = plan.forms.iter().map(|one| &one.handling);
        self.documents += pages.chain(tables).chain(forms).filter(waits).count();
        for edition in &plan.editions {
            // The only thing that keeps an edition internal is that it is a draft.
            let is_out = fate(&edition.handling, as_of) == Fate::Public && is_published_by(edition.published, as_of);
            if is_out {
                self.add_edition(edition, as_of);
            } else {
                self.editions += 1;
            }
        }
    }

    fn add_edition(&mut self, edition: &Edition, as_of: Option<NaiveDate>) {
        let waits = |handling: &&Handling| fate(handling, as_of) == Fate::Waits;
        for answer in edition.answers.values() {
            let entries = answer.entries.items().iter().map(|one| &one.handling);
            let results = answer.results.items().iter().map(|one| &one.handling);
            match fate(&answer.handling, as_of) {
                Fate::Public => self.answers += entries.chain(results).filter(waits).count(),
                Fate::Waits => self.answers += 1,
                Fate::Internal => {}
            }
        }
        let stated = edition.observations.values().flatten().map(|one| &one.handling);
        self.observations += stated.filter(waits).count();
        let corrections = edition.corrections.iter().map(|one| &one.handling);
        self.corrections += corrections.filter(waits).count();
    }
}

#[derive(PartialEq, Eq)]
enum Fate {
    Public,
    Waits,
    Internal,
}

fn fate(handling: &Handling, as_of: Option<NaiveDate>) -> Fate {
    match handling.audience {
        Audience::Internal => Fate::Internal,
        Audience::Public if handling.is_public(as_of) => Fate::Public,
        Audience::Public => Fate::Waits,
    }
}
