//! The page of an edition (年度版): the published follow-up of one fiscal year.

use serde::Serialize;

use super::cells::{Cells, inline_all};
use super::corrections::{self, CorrectionEntry};
use super::follow_up_table::FollowUpTable;
use super::frame::{Frame, Link, numbered_name};
use super::indicator_table::IndicatorTable;
use super::internal::InternalNote;
use super::legend::Legend;
use super::measure_link::{measure_link, measure_link_as};
use super::outlook_table::OutlookTable;
use super::status_counts::StatusCounts;
use super::vintages::{PastFigure, past_figures};
use super::years_table::YearsTable;
use super::{Address, Badge, changes, wording};
use crate::calendar::YearStyle;
use crate::evaluate::is_unanswered;
use crate::model::{Correction, Edition, Indicator, Node, Plan, Project, Stage, nodes_of};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct EditionPage {
    /// Frame.
    pub frame: Frame,
    /// The edition.
    #[serde(flatten)]
    pub view: EditionView,
    /// Sections of the page, for its table of contents.
    pub sections: Vec<PageSection>,
    /// What changed since the edition before.
    pub changes: Option<Link>,
    /// Everything on one page, for the newest edition.
    pub report: Option<Link>,
    /// The edition before.
    pub previous: Option<Link>,
    /// The edition after.
    pub next: Option<Link>,
}

/// What an edition says, on whatever page.
#[derive(Debug, Serialize)]
pub struct EditionView {
    /// Fiscal year: `令和2（2020）年度`.
    pub fiscal_year: String,
    /// Date of publication, time of knowledge, office and so on.
    pub facts: Vec<Fact>,
    /// That this is an interim report, or that one was published before.
    pub interim: Option<InterimView>,
    /// Notes.
    pub notes: Vec<Html>,
    /// The year's figures against its targets.
    pub outlook: Option<OutlookTable>,
    /// Years × indicators.
    pub years: Option<YearsTable>,
    /// Other indicators.
    pub indicators: Option<IndicatorTable>,
    /// Summary of statuses.
    pub counts: Option<StatusCounts>,
    /// The published table.
    pub table: Option<FollowUpTable>,
    /// What the words and marks mean.
    pub legend: Option<Legend>,
    /// Corrections of earlier publications.
    pub corrections: Vec<CorrectionView>,
    /// Corrections, told later, of what this edition had published.
    pub corrected_later: Vec<CorrectionEntry>,
    /// Figures of earlier years stated here.
    pub past: Vec<PastFigure>,
}

/// How the editions of one year stand to each other.
#[derive(Debug, Serialize)]
pub struct InterimView {
    /// The word: 中間報告.
    pub badge: Badge,
    /// In one sentence.
    pub text: String,
    /// The other edition of the year.
    pub other: Option<Link>,
    /// Measures that have not answered yet.
    pub unanswered: Vec<Link>,
}

/// A fact about the edition.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// What it is.
    pub term: &'static str,
    /// The fact.
    pub text: Html,
}

/// A section of the page.
#[derive(Debug, Serialize)]
pub struct PageSection {
    /// Anchor.
    pub anchor: &'static str,
    /// Title.
    pub title: String,
}

/// A correction.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    /// Date.
    pub date: String,
    /// What and why.
    pub text: Html,
    /// What it concerns.
    pub about: Vec<Link>,
    /// What staff read beside it.
    pub internal: Option<InternalNote>,
}

impl EditionPage {
    /// The page of an edition.
    pub fn new(project: &Project, plan: &Plan, edition: &Edition) -> Self {
        let page = Address::Edition(plan.id.clone(), edition.id());
        let view = EditionView::new(project, plan, edition, &page);
        Self {
            frame: Frame::new(project, Some(plan), &page, &edition.title).with(InternalNote::of_edition(edition)),
            sections: view.sections(),
            view,
            changes: changes::link(plan, edition, &page),
            report: super::report::link(project, plan, edition, &page),
            previous: neighbour(plan, edition, &page, -1),
            next: neighbour(plan, edition, &page, 1),
        }
    }
}

impl EditionView {
    /// The edition, for a page that shows it.
    pub fn new(project: &Project, plan: &Plan, edition: &Edition, page: &Address) -> Self {
        let in_tree = |indicator: &Indicator| stands_in_table(plan, edition, indicator);
        let outlook = OutlookTable::new(project, plan, edition, page, in_tree);
        let others = plan.indicators.iter().filter(|indicator| {
            edition.observations.contains_key(&indicator.id)
                && !outlook.as_ref().is_some_and(|outlook| outlook.shows(indicator))
        });
        let cells = Cells { plan, edition, page };
        let legend = Legend::new(plan, edition);
        let table = FollowUpTable::new(project, plan, edition, page);
        let counts = StatusCounts::new(plan, edition, |measure| cells.measure_in_table(&measure.id));
        Self {
            fiscal_year: edition.fiscal_year.label(YearStyle::EraWithWestern),
            facts: facts(edition),
            interim: interim(plan, edition, page),
            notes: inline_all(&edition.notes),
            indicators: IndicatorTable::new(project, plan, others, Some(edition.id()), page, in_tree),
            outlook,
            years: YearsTable::new(project, plan, edition),
            counts: match &table {
                // A report has the table without its filters.
                Some(table) if matches!(page, Address::Edition(..)) => {
                    counts.map(|counts| counts.leading_to(&table.filters))
                }
                _ => counts,
            },
            legend: (!legend.is_empty()).then_some(legend),
            table,
            corrections: edition
                .corrections
                .iter()
                .enumerate()
                .map(|(number, one)| correction(plan, page, number, one))
                .collect(),
            corrected_later: corrections::of_edition(plan, edition, page),
            past: past_figures(project, plan, edition, page),
        }
    }

    /// Sections that the edition has, by anchor and title.
    fn sections(&self) -> Vec<PageSection> {
        let figures = self.outlook.is_some() || self.years.is_some() || self.indicators.is_some();
        let sections = [
            (figures.then_some("指標の状況"), "indicators"),
            ((!self.past.is_empty()).then_some("過年度の数値"), "past"),
            (self.counts.as_ref().map(|counts| counts.caption.as_str()), "counts"),
            (self.table.as_ref().map(|table| table.caption.as_str()), "table"),
            (self.legend.as_ref().map(|_| "凡例"), "legend"),
            ((!self.corrections.is_empty()).then_some("訂正"), "corrections"),
            (
                (!self.corrected_later.is_empty()).then_some("この年度版の後の訂正"),
                "corrected-later",
            ),
        ];
        let present = sections
            .into_iter()
            .filter_map(|(title, anchor)| title.map(|title| (title, anchor)));
        present
            .map(|(title, anchor)| PageSection {
                anchor,
                title: title.to_owned(),
            })
            .collect()
    }
}

/// Whether an indicator has a row in the published table.
fn stands_in_table(plan: &Plan, edition: &Edition, indicator: &Indicator) -> bool {
    !edition.answers.is_empty()
        && nodes_of(&plan.tree_in(edition.fiscal_year))
            .any(|(_, node)| matches!(node, Node::Indicator { indicator: id, .. } if *id == indicator.id))
}

/// An interim report names the final edition that supersedes it, and what has not been answered; the final one names the interim
/// report it supersedes.
fn interim(plan: &Plan, edition: &Edition, page: &Address) -> Option<InterimView> {
    let of_year = |other: &&Edition| other.fiscal_year == edition.fiscal_year && other.stage != edition.stage;
    let link = |other: &Edition| Link::new(page, &Address::Edition(plan.id.clone(), other.id()), &other.title);
    let year = edition.fiscal_year.label(YearStyle::Era);
    if edition.stage == Stage::Final {
        let earlier = plan.editions.iter().rfind(of_year)?;
        return Some(InterimView {
            badge: wording::edition_stage(edition.stage),
            text: format!(
                "{year}の最終の報告です。先に公表した{}に代わるものです。",
                wording::stage(earlier.stage)
            ),
            other: Some(link(earlier)),
            unanswered: Vec::new(),
        });
    }
    let last = plan
        .editions
        .iter()
        .filter(of_year)
        .find(|other| other.stage == Stage::Final);
    let text = if last.is_some() {
        format!("{year}の途中の報告です。{year}の最終の報告が公表されており、この報告に代わります。")
    } else {
        format!("{year}の途中の報告です。{year}の最終の報告は、まだ公表されていません。")
    };
    let missing = plan.measures().filter(|measure| is_unanswered(plan, edition, measure));
    let unanswered = missing.map(|measure| measure_link_as(plan, page, measure, numbered_name(plan, measure)));
    Some(InterimView {
        badge: wording::edition_stage(edition.stage),
        text,
        other: last.map(link),
        unanswered: unanswered.collect(),
    })
}

fn facts(edition: &Edition) -> Vec<Fact> {
    let stage = match edition.stage {
        Stage::TermStart | Stage::Midterm => Some(Html::text(wording::stage(edition.stage))),
        Stage::Final => None,
    };
    [
        (
            "対象年度",
            Some(Html::text(&edition.fiscal_year.label(YearStyle::EraWithWestern))),
        ),
        ("報告の段階", stage),
        (
            "公表日",
            edition.published.map(|date| Html::text(&date.label(YearStyle::Era))),
        ),
        (
            "時点",
            edition.as_of.map(|date| Html::text(&date.label(YearStyle::Era))),
        ),
        ("担当", edition.office.as_deref().map(Html::text)),
        ("資料", edition.source.as_ref().map(markdown::inline)),
    ]
    .into_iter()
    .filter_map(|(term, text)| text.map(|text| Fact { term, text }))
    .collect()
}

fn correction(plan: &Plan, page: &Address, number: usize, correction: &Correction) -> CorrectionView {
    let measures = correction.measures.iter();
    let measures = measures.map(|id| measure_link(plan, page, plan.measure(id)));
    let indicators = correction.indicators.iter().map(|id| {
        Link::new(
            page,
            &Address::Indicator(plan.id.clone(), id.clone()),
            &plan.indicator(id).title,
        )
    });
    CorrectionView {
        date: correction.date.label(YearStyle::Era),
        text: markdown::block(&correction.text, &format!("correction-{number}"), 4),
        about: measures.chain(indicators).collect(),
        internal: InternalNote::of(&correction.handling),
    }
}

fn neighbour(plan: &Plan, edition: &Edition, page: &Address, step: isize) -> Option<Link> {
    let position = plan.editions.iter().position(|other| other.id() == edition.id())?;
    let other = plan.editions.get(position.checked_add_signed(step)?)?;
    Some(Link::new(
        page,
        &Address::Edition(plan.id.clone(), other.id()),
        wording::edition(other.id()),
    ))
}
