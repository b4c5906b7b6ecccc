//! Every value of an indicator as stated in every edition: what was published stays visible after a later correction.

use serde::Serialize;

use super::Address;
use super::cells::indicator_anchor;
use super::figures::{Figure, FigurePrint, fraction, percentage};
use super::frame::Link;
use super::internal::InternalNote;
use super::outlook_table::disagreement;
use super::series_lines::{id_of, year_of};
use super::{internal, wording};
use crate::calendar::YearStyle;
use crate::evaluate::{Assessment, History, Statement};
use crate::model::{Break, Handling, Indicator, Plan};
use crate::quantity::{Number, NumberFormat, ratio_to_previous_year, ratio_to_target};
use crate::render::{Html, markdown};

/// The table.
#[derive(Debug, Serialize)]
pub struct ValueTable {
    /// Whether the series have names.
    pub has_segments: bool,
    /// Whether some figure has a comparison with a target or with the year before.
    pub has_ratios: bool,
    /// Whether some figure has a note.
    pub has_notes: bool,
    /// Columns in all.
    pub width: usize,
    /// By which rule figures are withheld (秘匿の決まり).
    pub withheld: Option<String>,
    /// Rows.
    pub rows: Vec<ValueRow>,
}

/// A row.
#[derive(Debug, Serialize)]
pub struct ValueRow {
    /// A change of the definition that came before this row and after the one above.
    pub break_before: Option<BreakView>,
    /// Period.
    pub period: String,
    /// Name of the series.
    pub segment: Option<String>,
    /// Value, vintage, time of knowledge.
    pub figure: Figure,
    /// Numerator and denominator: `12人 ÷ 40人`.
    pub parts: Option<String>,
    /// The edition it was stated in.
    pub edition: Link,
    /// Whether a later edition states another.
    pub superseded: bool,
    /// 対目標比較, percent.
    pub to_target: Option<RatioView>,
    /// 対前年度比較, percent.
    pub to_previous_year: Option<RatioView>,
    /// The publisher's comment.
    pub comment: Option<Html>,
    /// Footnote.
    pub note: Option<Html>,
    /// What staff read beside it.
    pub internal: Option<InternalNote>,
}

/// A change of the definition (定義変更).
#[derive(Debug, Serialize)]
pub struct BreakView {
    /// First period counted the new way.
    pub from: String,
    /// What changed.
    pub note: Html,
}

/// A percentage.
#[derive(Debug, Serialize)]
pub struct RatioView {
    /// As published, or as computed when it was not.
    pub text: String,
    /// Whether it is our computation.
    pub computed: bool,
    /// What recomputing gives, when it differs from what was published.
    pub recomputed: Option<String>,
}

impl ValueTable {
    /// The table; none when nothing was ever stated.
    pub fn new(
        plan: &Plan,
        indicator: &Indicator,
        histories: &[History<'_>],
        assessments: &[Assessment<'_>],
        page: &Address,
    ) -> Option<Self> {
        let print = FigurePrint::new(indicator);
        let rows: Vec<ValueRow> = histories
            .iter()
            .flat_map(|history| history.statements.iter().map(move |statement| (history, statement)))
            .map(|(history, statement)| row(plan, indicator, history, statement, assessments, &print, page))
            .collect();
        let has_segments = rows.iter().any(|row| row.segment.is_some());
        let has_ratios = rows
            .iter()
            .any(|row| row.to_target.is_some() || row.to_previous_year.is_some());
        let has_notes = rows
            .iter()
            .any(|row| row.note.is_some() || row.comment.is_some() || row.internal.is_some());
        (!rows.is_empty()).then(|| Self {
            width: 3 + usize::from(has_segments) + 2 * usize::from(has_ratios) + usize::from(has_notes),
            has_segments,
            has_ratios,
            has_notes,
            withheld: super::withheld::rule(plan, indicator, histories),
            rows,
        })
    }
}

fn row(
    plan: &Plan,
    indicator: &Indicator,
    history: &History<'_>,
    statement: &Statement<'_>,
    assessments: &[Assessment<'_>],
    print: &FigurePrint<'_>,
    page: &Address,
) -> ValueRow {
    let observation = statement.observation;
    let current = history.at(observation.period);
    let edition = Address::Edition(statement.plan.id.clone(), statement.edition);
    let label = wording::edition(statement.edition);
    let same_plan = statement.plan.id == plan.id;
    let text = if same_plan {
        label
    } else {
        format!("{label}（{}）", statement.plan.short_title)
    };
    // In an earlier plan the indicator may have another id; there the link leads to the page.
    let anchor = if same_plan {
        format!("#{}", indicator_anchor(&indicator.id))
    } else {
        String::new()
    };
    let (to_target, to_previous_year) = ratios(indicator, history, statement, assessments);
    ValueRow {
        break_before: break_before(history, statement),
        period: observation.period.label(YearStyle::Era),
        segment: history.segment.map(|segment| segment.title.clone()),
        figure: print.observation(observation),
        parts: observation
            .numerator
            .zip(observation.denominator)
            .map(|(numerator, denominator)| fraction(numerator, denominator, observation.value(), true)),
        edition: Link {
            text,
            href: page.link_to(&edition) + &anchor,
            current: false,
        },
        superseded: current.is_some_and(|current| !std::ptr::eq(current.observation, observation)),
        to_target,
        to_previous_year,
        comment: observation.comment.as_ref().map(markdown::inline),
        note: observation.note.as_ref().map(markdown::inline),
        internal: note(statement),
    }
}

/// The remark, that its edition is not public, and that the public does not see the figure; why the figure itself is not stands beside the figure.
fn note(statement: &Statement<'_>) -> Option<InternalNote> {
    let plan = statement.plan;
    let edition = plan.editions.iter().find(|edition| edition.id() == statement.edition);
    let mut badges = edition.map(internal::badges_of_edition).unwrap_or_default();
    badges.extend(edition.and_then(|edition| super::withheld::badge(plan, edition, statement.observation)));
    let note = Handling {
        remark: statement.observation.handling.remark.clone(),
        ..Handling::default()
    };
    InternalNote::within(badges, &note)
}

/// The changes of the definition in words.
pub fn breaks(history: &History<'_>) -> Vec<BreakView> {
    history.breaks.iter().map(|one| break_view(one)).collect()
}

fn break_view(one: &Break) -> BreakView {
    BreakView {
        from: one.from.label(YearStyle::Era),
        note: markdown::inline(&one.note),
    }
}

/// The change that the first row counted the new way comes after, when there are rows before it.
fn break_before(history: &History<'_>, statement: &Statement<'_>) -> Option<BreakView> {
    let place = history
        .statements
        .iter()
        .position(|one| std::ptr::eq(one.observation, statement.observation))?;
    let before = history.statements.get(place.checked_sub(1)?)?.observation.period;
    history
        .break_between(before, statement.observation.period)
        .map(break_view)
}

/// The comparisons of a figure: those published, and where every year has its own target also those that were not.
fn ratios(
    indicator: &Indicator,
    history: &History<'_>,
    statement: &Statement<'_>,
    assessments: &[Assessment<'_>],
) -> (Option<RatioView>, Option<RatioView>) {
    let observation = statement.observation;
    let Some((value, year)) = observation.value().zip(observation.period.fiscal_year()) else {
        return (None, None);
    };
    let own = |assessment: &&Assessment<'_>| {
        id_of(assessment.segment) == id_of(history.segment) && year_of(assessment) == Some(year)
    };
    let target = assessments
        .iter()
        .find(own)
        .and_then(|assessment| assessment.working.required);
    let previous = year
        .previous()
        .and_then(|year| history.of_fiscal_year(year, None))
        .and_then(|statement| statement.observation.value());
    // Where the publisher compares years, every year is compared; elsewhere nothing is added to what was published.
    let compares = history
        .statements
        .iter()
        .any(|statement| statement.observation.published.to_previous_year.is_some());
    let to_previous = previous
        .filter(|_| target.is_some() || compares)
        .and_then(|previous| ratio_to_previous_year(value, previous));
    (
        ratio(
            // A ratio to the target of an earlier plan says nothing of this plan's.
            observation
                .published
                .to_target
                .filter(|_| statement.plan.indicators.iter().any(|it| std::ptr::eq(it, indicator))),
            target.and_then(|target| ratio_to_target(value, target)),
        ),
        ratio(observation.published.to_previous_year, to_previous),
    )
}

fn ratio(published: Option<Number>, exact: Option<Number>) -> Option<RatioView> {
    match (published, exact) {
        (Some(published), exact) => Some(RatioView {
            text: NumberFormat::default().format(published),
            computed: false,
            recomputed: exact.and_then(|exact| disagreement(published, exact)),
        }),
        (None, Some(exact)) => Some(RatioView {
            text: percentage(exact),
            computed: true,
            recomputed: None,
        }),
        (None, None) => None,
    }
}
