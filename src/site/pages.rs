//! Which page stands at which path: the pages of a plan, and of the whole site.

use std::sync::Arc;

use super::output::Collision;
use super::page::Page;
use crate::model::{Plan, Project};
use crate::render::TemplateError;
use crate::view::about::AboutPage;
use crate::view::accessibility::{PolicyPage, ResultsPage};
use crate::view::changes::{self, ChangesPage};
use crate::view::concordance::{ConcordancePage, has_concordance};
use crate::view::corrections::{self, CorrectionsPage};
use crate::view::edition::EditionPage;
use crate::view::form::FormPage;
use crate::view::indicator::IndicatorPage;
use crate::view::matrix::{self, MatrixPage};
use crate::view::measure::MeasurePage;
use crate::view::measure_link::has_page;
use crate::view::narrative::NarrativePage;
use crate::view::office::OfficePage;
use crate::view::plan::PlanPage;
use crate::view::redirect::RedirectPage;
use crate::view::report::{self, ReportPage};
use crate::view::table::TablePage;
use crate::view::tables_then::TablesThen;
use crate::view::withheld::{self, WithheldPage};
use crate::view::{Address, measure_name};

/// A site that could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// Two files at one path.
    #[error(transparent)]
    Collision(#[from] Collision),
}

/// The pages of the site that need nothing of its plans.
pub(super) fn of_site(project: &Project) -> Vec<Page<'_>> {
    let mut pages = vec![Page::new(Address::About, "about.html", || AboutPage::new(project))];
    if PolicyPage::new(project).is_some() {
        pages.push(Page::new(Address::AccessibilityPolicy, "accessibility.html", || {
            PolicyPage::new(project)
        }));
    }
    if ResultsPage::new(project).is_some() {
        let address = Address::AccessibilityResults;
        pages.push(Page::new(address, "accessibility-results.html", || {
            ResultsPage::new(project)
        }));
    }
    pages
}

/// The pages of a plan, but the one of its downloads.
pub(super) fn of_plan<'a>(project: &'a Project, plan: &'a Plan) -> Vec<Page<'a>> {
    let id = || plan.id.clone();
    let mut pages = vec![Page::new(Address::Plan(id()), "plan.html", || {
        PlanPage::new(project, plan)
    })];
    for edition in &plan.editions {
        let address = Address::Edition(id(), edition.id());
        pages.push(Page::new(address, "edition.html", || {
            EditionPage::new(project, plan, edition)
        }));
        if changes::exist(plan, edition) {
            pages.push(Page::new(Address::Changes(id(), edition.id()), "changes.html", || {
                ChangesPage::new(project, plan, edition)
            }));
        }
    }
    if let Some(newest) = report::subject(project, plan) {
        pages.push(Page::new(Address::Report(id(), newest.id()), "report.html", || {
            ReportPage::new(project, plan, newest)
        }));
    }
    if matrix::exists(plan) {
        pages.push(Page::new(Address::Matrix(id()), "matrix.html", || {
            MatrixPage::new(project, plan)
        }));
    }
    if corrections::exist(plan) {
        pages.push(Page::new(Address::Corrections(id()), "corrections.html", || {
            CorrectionsPage::new(project, plan)
        }));
    }
    if withheld::has_page(project, plan) {
        pages.push(Page::new(Address::Withheld(id()), "withheld.html", || {
            WithheldPage::new(project, plan)
        }));
    }
    let tables = Arc::new(TablesThen::default());
    for measure in plan.measures().filter(|measure| has_page(plan, measure)) {
        let address = Address::Measure(id(), measure.id.clone());
        let tables = Arc::clone(&tables);
        pages.push(Page::new(address, "measure.html", move || {
            MeasurePage::new(project, plan, measure, &tables)
        }));
    }
    if has_concordance(plan) {
        pages.push(Page::new(Address::Concordance(id()), "concordance.html", || {
            ConcordancePage::new(project, plan)
        }));
    }
    pages.extend(redirects(project, plan));
    for indicator in &plan.indicators {
        let address = Address::Indicator(id(), indicator.id.clone());
        pages.push(Page::new(address, "indicator.html", || {
            IndicatorPage::new(project, plan, indicator)
        }));
    }
    for office in &plan.offices {
        let address = Address::Office(id(), office.id.clone());
        pages.push(Page::new(address, "office.html", || {
            OfficePage::new(project, plan, office)
        }));
    }
    for page in &plan.pages {
        let address = Address::Narrative(id(), page.id.clone());
        pages.push(Page::new(address, "narrative.html", || {
            NarrativePage::new(project, plan, page)
        }));
    }
    for form in &plan.forms {
        let address = Address::Form(id(), form.id.clone());
        pages.push(Page::new(address, "form.html", || FormPage::new(project, plan, form)));
    }
    for table in &plan.tables {
        let address = Address::Table(id(), table.id.clone());
        pages.push(Page::new(address, "table.html", || {
            TablePage::new(project, plan, table)
        }));
    }
    pages
}

/// Pages at the addresses that measures and indicators had before.
fn redirects<'a>(project: &'a Project, plan: &'a Plan) -> Vec<Page<'a>> {
    let id = || plan.id.clone();
    let mut former = Vec::new();
    for measure in plan.measures() {
        let to = Address::Measure(id(), measure.id.clone());
        for old in &measure.former_ids {
            let from = Address::Measure(id(), old.clone());
            former.push((from, to.clone(), plan.measure_word.as_str(), measure_name(measure)));
        }
    }
    for indicator in &plan.indicators {
        let to = Address::Indicator(id(), indicator.id.clone());
        for old in &indicator.former_ids {
            let from = Address::Indicator(id(), old.clone());
            former.push((from, to.clone(), "指標", indicator.title.clone()));
        }
    }
    let page = |(from, to, what, name): (Address, Address, &'a str, String)| {
        let address = from.clone();
        Page::new(address, "redirect.html", move || {
            RedirectPage::new(project, plan, &from, &to, what, &name)
        })
        .redirecting()
    };
    former.into_iter().map(page).collect()
}
