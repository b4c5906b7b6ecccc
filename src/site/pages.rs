//! Which page stands at which path: from the project to the text of every page.

use serde::Serialize;

use super::exports;
use super::output::{Collision, Output};
use crate::edition::Released;
use crate::exchange::export::bundle::ExportError;
use crate::model::{Plan, Project};
use crate::render::{TemplateError, Templates};
use crate::view::about::AboutPage;
use crate::view::accessibility::{PolicyPage, ResultsPage};
use crate::view::changes::ChangesPage;
use crate::view::concordance::ConcordancePage;
use crate::view::corrections::CorrectionsPage;
use crate::view::edition::EditionPage;
use crate::view::form::FormPage;
use crate::view::home::HomePage;
use crate::view::indicator::IndicatorPage;
use crate::view::matrix::MatrixPage;
use crate::view::measure::MeasurePage;
use crate::view::narrative::NarrativePage;
use crate::view::office::OfficePage;
use crate::view::plan::PlanPage;
use crate::view::redirect::RedirectPage;
use crate::view::report::{self, ReportPage};
use crate::view::search::SearchPage;
use crate::view::table::TablePage;
use crate::view::tables_then::TablesThen;
use crate::view::withheld::WithheldPage;
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
    /// A file for download.
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// Renders every page and asset.
pub fn render(project: &Released, templates: &Templates) -> Result<Output, RenderError> {
    let mut site = Site {
        templates,
        output: Output::of(project.audience, project.as_of),
        redirects: Vec::new(),
    };
    site.add(&Address::Home, "home.html", &HomePage::new(project))?;
    site.add(&Address::About, "about.html", &AboutPage::new(project))?;
    site.add(&Address::Search, "search.html", &SearchPage::new(project))?;
    if let Some(page) = PolicyPage::new(project) {
        site.add(&Address::AccessibilityPolicy, "accessibility.html", &page)?;
    }
    if let Some(page) = ResultsPage::new(project) {
        site.add(&Address::AccessibilityResults, "accessibility-results.html", &page)?;
    }
    for plan in &project.plans {
        site.add_plan(project, plan)?;
    }
    exports::add(&mut site, project)?;
    if let Some(map) = exports::site_map(project, &site.output, &site.redirects) {
        site.output.add("sitemap.xml".to_owned(), map.into_bytes())?;
    }
    super::search::add(project, &mut site.output)?;
    super::assets::add(project.audience, templates, &mut site.output)?;
    let named =
        |folder: &'static str| move |(name, digest): (&String, &String)| (format!("{folder}/{name}"), digest.clone());
    site.output.made_of(project.inputs.iter().map(named("data")));
    site.output.made_of(templates.replaced().iter().map(named("templates")));
    Ok(site.output)
}

/// The site being made.
pub(super) struct Site<'a> {
    templates: &'a Templates,
    /// Files so far.
    pub(super) output: Output,
    /// Pages that only lead on to another.
    redirects: Vec<String>,
}

impl Site<'_> {
    fn add_plan(&mut self, project: &Project, plan: &Plan) -> Result<(), RenderError> {
        let id = || plan.id.clone();
        self.add(&Address::Plan(id()), "plan.html", &PlanPage::new(project, plan))?;
        for edition in &plan.editions {
            let address = Address::Edition(id(), edition.id());
            self.add(&address, "edition.html", &EditionPage::new(project, plan, edition))?;
            if let Some(page) = ChangesPage::new(project, plan, edition) {
                self.add(&Address::Changes(id(), edition.id()), "changes.html", &page)?;
            }
        }
        if let Some(newest) = report::subject(project, plan) {
            let report = ReportPage::new(project, plan, newest);
            self.add(&Address::Report(id(), newest.id()), "report.html", &report)?;
        }
        if let Some(page) = MatrixPage::new(project, plan) {
            self.add(&Address::Matrix(id()), "matrix.html", &page)?;
        }
        if let Some(page) = CorrectionsPage::new(project, plan) {
            self.add(&Address::Corrections(id()), "corrections.html", &page)?;
        }
        if let Some(page) = WithheldPage::new(project, plan) {
            self.add(&Address::Withheld(id()), "withheld.html", &page)?;
        }
        let tables = TablesThen::default();
        for measure in plan.measures() {
            let address = Address::Measure(id(), measure.id.clone());
            self.add(
                &address,
                "measure.html",
                &MeasurePage::new(project, plan, measure, &tables),
            )?;
        }
        if let Some(page) = ConcordancePage::new(project, plan) {
            self.add(&Address::Concordance(id()), "concordance.html", &page)?;
        }
        self.add_redirects(project, plan)?;
        for indicator in &plan.indicators {
            let address = Address::Indicator(id(), indicator.id.clone());
            self.add(
                &address,
                "indicator.html",
                &IndicatorPage::new(project, plan, indicator),
            )?;
        }
        for office in &plan.offices {
            let address = Address::Office(id(), office.id.clone());
            self.add(&address, "office.html", &OfficePage::new(project, plan, office))?;
        }
        for page in &plan.pages {
            let address = Address::Narrative(id(), page.id.clone());
            self.add(&address, "narrative.html", &NarrativePage::new(project, plan, page))?;
        }
        for form in &plan.forms {
            self.add(
                &Address::Form(id(), form.id.clone()),
                "form.html",
                &FormPage::new(project, plan, form),
            )?;
        }
        for table in &plan.tables {
            self.add(
                &Address::Table(id(), table.id.clone()),
                "table.html",
                &TablePage::new(project, plan, table),
            )?;
        }
        Ok(())
    }

    /// Pages at the addresses that measures and indicators had before.
    fn add_redirects(&mut self, project: &Project, plan: &Plan) -> Result<(), RenderError> {
        let id = || plan.id.clone();
        let measures = plan.measures().flat_map(|measure| {
            let to = Address::Measure(id(), measure.id.clone());
            let former = measure
                .former_ids
                .iter()
                .map(|former| Address::Measure(id(), former.clone()));
            former
                .map(|from| (from, to.clone(), plan.measure_word.as_str(), measure_name(measure)))
                .collect::<Vec<_>>()
        });
        let indicators = plan.indicators.iter().flat_map(|indicator| {
            let to = Address::Indicator(id(), indicator.id.clone());
            let former = indicator
                .former_ids
                .iter()
                .map(|former| Address::Indicator(id(), former.clone()));
            former
                .map(|from| (from, to.clone(), "指標", indicator.title.clone()))
                .collect::<Vec<_>>()
        });
        for (from, to, what, name) in measures.chain(indicators) {
            self.redirects.push(from.path());
            self.add(
                &from,
                "redirect.html",
                &RedirectPage::new(project, plan, &from, &to, what, &name),
            )?;
        }
        Ok(())
    }

    /// Adds a page.
    pub(super) fn add<Page: Serialize>(
        &mut self,
        address: &Address,
        template: &str,
        page: &Page,
    ) -> Result<(), RenderError> {
        let text = self.templates.render(template, page)?;
        self.output.add(address.path(), text.into_bytes())?;
        Ok(())
    }
}
