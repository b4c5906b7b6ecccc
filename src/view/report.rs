//! Everything about an edition on one page (全体版): for the paper of a committee, for the archive, for reading in one go.
//!
//! The newest edition of a living plan has one, at an address that stays: it repeats whatever the single pages say, and a site of many years
//! would be twice as large for papers whose day is past. It says nothing of its own: each part is the view of the page that says it alone, made for this page. Figures and verdicts are as
//! known with the edition.

use serde::Serialize;

use super::Address;
use super::changes::{self, ChangesView};
use super::edition::{EditionView, Fact, PageSection};
use super::frame::{Frame, Link};
use super::indicator::IndicatorView;
use super::internal::InternalNote;
use super::plan::plan_facts;
use crate::evaluate::indicator_stands_in;
use crate::model::{Edition, Indicator, Page, Plan, Project, RelatedPlan, Relation};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct ReportPage {
    /// Frame.
    pub frame: Frame,
    /// Title of the plan.
    pub plan_title: String,
    /// Body, period and so on of the plan.
    pub plan_facts: Vec<Fact>,
    /// The edition's own page.
    pub single: Link,
    /// Sections, for the table of contents.
    pub sections: Vec<PageSection>,
    /// The edition.
    pub edition: EditionView,
    /// What changed since the edition before, with its own page.
    pub changes: Option<ChangesPart>,
    /// Indicators with charts, verdicts and values.
    pub indicators: Vec<IndicatorPart>,
    /// What the plan explains of itself.
    pub pages: Vec<PagePart>,
    /// Forms and tables, which stay on pages of their own.
    pub others: Vec<Link>,
}

/// What changed.
#[derive(Debug, Serialize)]
pub struct ChangesPart {
    /// Its own page.
    pub single: Link,
    /// The changes.
    pub view: ChangesView,
}

/// An indicator.
#[derive(Debug, Serialize)]
pub struct IndicatorPart {
    /// Anchor.
    pub anchor: String,
    /// Its own page.
    pub single: Link,
    /// The indicator.
    pub view: IndicatorView,
    /// What staff read beside it.
    pub internal: Option<InternalNote>,
}

/// A narrative page.
#[derive(Debug, Serialize)]
pub struct PagePart {
    /// Anchor.
    pub anchor: String,
    /// Its own page.
    pub single: Link,
    /// Text.
    pub text: Html,
    /// What staff read beside it.
    pub internal: Option<InternalNote>,
}

/// The edition that has a report: the newest one, unless the plan has given way to another plan of the site.
pub fn subject<'plan>(project: &Project, plan: &'plan Plan) -> Option<&'plan Edition> {
    let precedes = |related: &RelatedPlan| {
        related.relation == Relation::Predecessor && related.plan.as_ref().is_some_and(|id| *id == plan.id)
    };
    let has_successor = project.plans.iter().any(|other| other.related.iter().any(precedes));
    if has_successor { None } else { plan.latest_edition() }
}

/// A link to the report of an edition, if it has one.
pub fn link(project: &Project, plan: &Plan, edition: &Edition, from: &Address) -> Option<Link> {
    let newest = subject(project, plan)?.id();
    (newest == edition.id()).then(|| {
        let address = Address::Report(plan.id.clone(), newest);
        Link::new(from, &address, "全体版（印刷・会議資料用に1ページにまとめたもの）")
    })
}

impl ReportPage {
    /// The page of an edition.
    pub fn new(project: &Project, plan: &Plan, edition: &Edition) -> Self {
        let page = Address::Report(plan.id.clone(), edition.id());
        let changes = ChangesView::new(project, plan, edition, &page).zip(changes::link(plan, edition, &page));
        let mut view = Self {
            frame: Frame::new(project, Some(plan), &page, format!("{}（全体版）", edition.title))
                .with(InternalNote::of_edition(edition)),
            plan_title: plan.title.clone(),
            plan_facts: plan_facts(plan),
            single: Link::new(
                &page,
                &Address::Edition(plan.id.clone(), edition.id()),
                "年度版のページ",
            ),
            sections: Vec::new(),
            edition: EditionView::new(project, plan, edition, &page),
            changes: changes.map(|(view, single)| ChangesPart { single, view }),
            indicators: plan
                .indicators
                .iter()
                .filter(|indicator| indicator_stands_in(indicator, edition.fiscal_year))
                .map(|indicator| indicator_part(project, plan, edition, indicator, &page))
                .collect(),
            pages: plan.pages.iter().map(|text| page_part(plan, text, &page)).collect(),
            others: others(plan, &page),
        };
        view.sections = view.contents();
        view
    }

    fn contents(&self) -> Vec<PageSection> {
        let edition = &self.edition;
        let figures = edition.outlook.is_some() || edition.years.is_some() || edition.indicators.is_some();
        let sections = [
            (figures.then_some("指標の状況"), "indicators"),
            (edition.counts.as_ref().map(|counts| counts.caption.as_str()), "counts"),
            (self.changes.as_ref().map(|_| changes::TITLE), "changes"),
            (edition.table.as_ref().map(|table| table.caption.as_str()), "table"),
            (
                (!self.indicators.is_empty()).then_some("指標ごとの推移と判定"),
                "each-indicator",
            ),
            ((!edition.past.is_empty()).then_some("過年度の数値"), "past"),
            ((!edition.corrections.is_empty()).then_some("訂正"), "corrections"),
            (
                (!edition.corrected_later.is_empty()).then_some("この年度版の後の訂正"),
                "corrected-later",
            ),
            ((!self.pages.is_empty()).then_some("計画の説明"), "pages"),
            (edition.legend.as_ref().map(|_| "凡例"), "legend"),
        ];
        sections
            .into_iter()
            .filter_map(|(title, anchor)| {
                title.map(|title| PageSection {
                    anchor,
                    title: title.to_owned(),
                })
            })
            .collect()
    }
}

fn indicator_part(
    project: &Project,
    plan: &Plan,
    edition: &Edition,
    indicator: &Indicator,
    page: &Address,
) -> IndicatorPart {
    let own = Address::Indicator(plan.id.clone(), indicator.id.clone());
    let anchor = format!("indicator-{}", indicator.id);
    IndicatorPart {
        single: Link::new(page, &own, "この指標のページ"),
        view: IndicatorView::new(
            project,
            plan,
            indicator,
            Some(edition.id()),
            page,
            &format!("{anchor}-"),
        ),
        internal: InternalNote::of(&indicator.handling),
        anchor,
    }
}

fn page_part(plan: &Plan, text: &Page, page: &Address) -> PagePart {
    let anchor = format!("page-{}", text.id);
    PagePart {
        single: Link::new(page, &Address::Narrative(plan.id.clone(), text.id.clone()), &text.title),
        text: markdown::block(&text.text, &anchor, 4),
        internal: InternalNote::of(&text.handling),
        anchor,
    }
}

/// Blank forms and tables of their own: they are no part of what a year reports.
fn others(plan: &Plan, page: &Address) -> Vec<Link> {
    let tables = plan.tables.iter().map(|table| {
        let address = Address::Table(plan.id.clone(), table.id.clone());
        Link::new(page, &address, &table.title)
    });
    let forms = plan.forms.iter().map(|form| {
        let address = Address::Form(plan.id.clone(), form.id.clone());
        Link::new(page, &address, &form.title)
    });
    tables.chain(forms).collect()
}
