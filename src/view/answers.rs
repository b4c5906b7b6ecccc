//! What each edition answered about one measure and those it continues, newest first.

use serde::Serialize;

use super::cells::{Cells, Content};
use super::figures::fraction;
use super::follow_up_table::{columns, field_word};
use super::frame::{Link, measure_name};
use super::internal::{InternalNote, badges_of_edition};
use super::measure_link::{measure_link, measure_link_as};
use super::tables_then::{TableThen, TablesThen};
use super::{Address, wording};
use crate::calendar::YearStyle;
use crate::evaluate::{Member, Subject as Thing, is_unanswered, stood};
use crate::model::{Column, ColumnField, Edition, EditionId, Measure, Plan, Project, QuotedFigure, Stage};
use crate::quantity::NumberFormat;
use crate::render::Html;

/// The answer of an edition.
#[derive(Debug, Serialize)]
pub struct AnswerView {
    /// Anchor.
    pub anchor: String,
    /// Fiscal year, with the stage of an interim report.
    pub fiscal_year: String,
    /// The plan, when it is an earlier one.
    pub plan: Option<String>,
    /// What the measure was called then, when that was another name; with a link to the measure of then.
    pub called: Option<Link>,
    /// Link to the place in the edition's table.
    pub edition: Link,
    /// Cells of the form.
    pub fields: Vec<AnswerField>,
    /// Footnotes.
    pub notes: Vec<Html>,
    /// Figures quoted in the texts.
    pub figures: Vec<FigureView>,
    /// What staff read beside it.
    pub internal: Option<InternalNote>,
}

/// A cell of the form.
#[derive(Debug, Serialize)]
pub struct AnswerField {
    /// Head in the paper's words.
    pub head: String,
    /// What it holds.
    pub field: &'static str,
    /// The measure above whose cell it is, when the cells are merged.
    pub covered_by: Option<Link>,
    /// Content.
    pub content: Content,
}

/// A figure quoted in a text (文中の数値).
#[derive(Debug, Serialize)]
pub struct FigureView {
    /// What it is.
    pub title: String,
    /// As published: `延べ378人`.
    pub value: String,
    /// Numerator and denominator, when the text gives them: `4 ÷ 14 × 100 = 28.6`.
    pub working: Option<String>,
    /// As of.
    pub as_of: Option<String>,
}

/// The answers of all editions that say something about a measure, or should; then those about the measures it continues, back to
/// the first plan of the thread.
pub fn answers(
    project: &Project,
    plan: &Plan,
    measure: &Measure,
    page: &Address,
    tables: &TablesThen,
) -> Vec<AnswerView> {
    let mut told = Vec::new();
    collect(project, Member::measure(plan, measure), &mut told);
    let mut views: Vec<_> = told
        .iter()
        .filter_map(|member| match member.subject {
            Thing::Measure(one) => Some((member.plan, one)),
            Thing::Indicator(_) => None,
        })
        .flat_map(|(plan, one)| plan.editions.iter().map(move |edition| (plan, one, edition)))
        .filter_map(|(of, one, edition)| {
            let own = of.id == plan.id && one.id == measure.id;
            answer(of, edition, one, page, own, tables).map(|view| (edition.id(), view))
        })
        .collect();
    views.sort_by_key(|(edition, _)| std::cmp::Reverse(*edition));
    views.into_iter().map(|(_, view)| view).collect()
}

/// A measure and all that it continues, each once.
fn collect<'project>(project: &'project Project, member: Member<'project>, told: &mut Vec<Member<'project>>) {
    if told.iter().all(|known| !known.is(&member)) {
        told.push(member);
        for source in member.sources(project) {
            collect(project, source, told);
        }
    }
}

/// The answer of one edition; `own` says whether the page is that of the measure itself.
fn answer(
    plan: &Plan,
    edition: &Edition,
    measure: &Measure,
    page: &Address,
    own: bool,
    tables: &TablesThen,
) -> Option<AnswerView> {
    let answer = edition.answers.get(&measure.id);
    if answer.is_none() && !is_unanswered(plan, edition, measure) {
        return None;
    }
    let cells = Cells { plan, edition, page };
    let table = tables.of(plan, edition);
    let field = |column: &Column| {
        let by = table.covering(&measure.id, column.field);
        let content = cells.content(by.unwrap_or(measure), column.field);
        (!matches!(content, Content::Blank)).then(|| AnswerField {
            head: column.head.clone(),
            field: field_word(column.field),
            covered_by: by.map(|by| measure_link(plan, page, by)),
            content,
        })
    };
    Some(AnswerView {
        anchor: anchor(plan, edition, measure, own),
        fiscal_year: year(edition),
        plan: (page.plan() != Some(&plan.id)).then(|| plan.short_title.clone()),
        called: called(plan, &table, measure, page, own),
        edition: Link {
            text: edition.title.clone(),
            href: if stood(plan, edition, measure) {
                cells.measure_in_table(&measure.id)
            } else {
                page.link_to(&Address::Edition(plan.id.clone(), edition.id()))
            },
            current: false,
        },
        fields: columns(plan, edition)
            .iter()
            .filter(|column| is_answered(column.field))
            .filter_map(field)
            .collect(),
        notes: cells.notes(measure),
        internal: answer.map_or_else(
            || InternalNote::of_badges(badges_of_edition(edition)),
            |answer| InternalNote::within(badges_of_edition(edition), &answer.handling),
        ),
        figures: answer
            .map(|answer| {
                let entries = answer.entries.items().iter().flat_map(|entry| &entry.figures);
                let results = answer.results.items().iter().flat_map(|result| &result.figures);
                entries.chain(results).map(figure).collect()
            })
            .unwrap_or_default(),
    })
}

fn anchor(plan: &Plan, edition: &Edition, measure: &Measure, own: bool) -> String {
    if own {
        anchor_of(edition.id())
    } else {
        format!("y-{}-{}-{}", plan.id, measure.id, short_id(edition.id()))
    }
}

/// Anchor of a measure's own answer in an edition, on the page of the measure.
pub(super) fn anchor_of(edition: EditionId) -> String {
    format!("y-{}", short_id(edition))
}

fn short_id(edition: EditionId) -> String {
    let stage = match edition.stage {
        Stage::TermStart => "-term-start",
        Stage::Midterm => "-midterm",
        Stage::Final => "",
    };
    format!("{}{stage}", edition.fiscal_year.year())
}

fn year(edition: &Edition) -> String {
    let year = edition.fiscal_year.label(YearStyle::EraWithWestern);
    match edition.stage {
        Stage::Final => year,
        Stage::TermStart | Stage::Midterm => format!("{year}（{}）", wording::stage(edition.stage)),
    }
}

/// Another measure by its name of that year; the measure itself only when its name was another.
fn called(plan: &Plan, table: &TableThen, measure: &Measure, page: &Address, own: bool) -> Option<Link> {
    let then = measure_name(table.stood(measure));
    (!own || then != measure_name(measure)).then(|| measure_link_as(plan, page, measure, then))
}

/// Whether a column is answered each year; the others are said once, in the plan.
fn is_answered(field: ColumnField) -> bool {
    match field {
        ColumnField::Status
        | ColumnField::Reason
        | ColumnField::Direction
        | ColumnField::Entries
        | ColumnField::Results
        | ColumnField::Rating => true,
        ColumnField::Offices | ColumnField::Aim | ColumnField::Content | ColumnField::Steps => false,
    }
}

fn figure(figure: &QuotedFigure) -> FigureView {
    let format = NumberFormat::default();
    let qualifier = figure.qualifier.as_deref().unwrap_or_default();
    let working = figure
        .numerator
        .zip(figure.denominator)
        .map(|(numerator, denominator)| fraction(numerator, denominator, Some(figure.value), figure.unit.is_percent()));
    FigureView {
        title: figure.title.clone(),
        value: qualifier.to_owned() + &format.format_with_unit(figure.value, &figure.unit),
        working,
        as_of: figure.as_of.map(|as_of| as_of.label(YearStyle::Era)),
    }
}
