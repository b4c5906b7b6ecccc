//! Who carries the plan and how, and the words it uses (推進責任者、所管課、進め方、用語).

use serde::Serialize;

use crate::model::Plan;
use crate::render::{Html, markdown};
use crate::view::Address;
use crate::view::frame::Link;

/// A level of responsibility.
#[derive(Debug, Serialize)]
pub struct ResponsibilityView {
    /// Name of the level.
    pub role: String,
    /// Who hold it.
    pub holders: Vec<HolderView>,
}

/// Who holds a level of responsibility.
#[derive(Debug, Serialize)]
pub struct HolderView {
    /// Name.
    pub name: String,
    /// What it covers.
    pub scope: Option<String>,
}

/// An office, body or role.
#[derive(Debug, Serialize)]
pub struct OfficeView {
    /// Link with its name.
    pub link: Link,
    /// Short name, when it differs.
    pub short_name: Option<String>,
    /// Its head.
    pub head: Option<String>,
    /// What it does.
    pub role: Option<Html>,
}

/// A step of the process.
#[derive(Debug, Serialize)]
pub struct ProcessView {
    /// When.
    pub when: Option<String>,
    /// Who.
    pub who: Option<String>,
    /// What.
    pub what: Html,
}

/// A term.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// Term.
    pub term: String,
    /// Explanation.
    pub meaning: Html,
    /// Where it is taken from.
    pub source: Option<String>,
}

/// Levels in the order in which each is first named, with all who hold it.
pub(super) fn responsibilities(plan: &Plan) -> Vec<ResponsibilityView> {
    let mut levels: Vec<ResponsibilityView> = Vec::new();
    for one in &plan.responsibilities {
        let holder = HolderView {
            name: one.holder.clone(),
            scope: one.scope.clone(),
        };
        match levels.iter_mut().find(|level| level.role == one.role) {
            Some(level) => level.holders.push(holder),
            None => levels.push(ResponsibilityView {
                role: one.role.clone(),
                holders: vec![holder],
            }),
        }
    }
    levels
}

pub(super) fn offices(plan: &Plan, page: &Address) -> Vec<OfficeView> {
    plan.offices
        .iter()
        .map(|office| OfficeView {
            link: Link::new(page, &Address::Office(plan.id.clone(), office.id.clone()), &office.name),
            short_name: (office.short_name != office.name).then(|| office.short_name.clone()),
            head: office.head.clone(),
            role: office
                .role
                .as_ref()
                .map(|role| markdown::block(role, &format!("office-{}", office.id), 4)),
        })
        .collect()
}

pub(super) fn process(plan: &Plan) -> Vec<ProcessView> {
    plan.process
        .iter()
        .map(|step| ProcessView {
            when: step.when.clone(),
            who: step.who.clone(),
            what: markdown::inline(&step.what),
        })
        .collect()
}

pub(super) fn glossary(plan: &Plan) -> Vec<TermView> {
    plan.glossary
        .iter()
        .map(|term| TermView {
            term: term.term.clone(),
            meaning: markdown::inline(&term.meaning),
            source: term.source.clone(),
        })
        .collect()
}
