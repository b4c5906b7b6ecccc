//! The table of the year's figures against the year's targets and the year before (年間見込・年間実績), for plans whose targets
//! change every year.
//!
//! The percentages are the published ones. One that recomputing does not confirm has the recomputed one beside it; one that was
//! not published is computed. A sub-population stands in brackets in the same cell, as in the paper.

use serde::Serialize;

use super::badge::Badge;
use super::cells::indicator_anchor;
use super::figures::{Absent, FigurePrint, percentage, vintage};
use super::frame::Link;
use super::series_lines::{id_of, year_of};
use super::working::unsure;
use super::{Address, vintages, wording};
use crate::calendar::{FiscalYear, YearStyle};
use crate::evaluate::{Assessment, History, Statement, Verdict, assess_indicator, histories};
use crate::model::{
    AbsenceReason, Deadline, Edition, EditionId, Indicator, IndicatorId, IndicatorKind, Plan, Project, Reading,
    Segment, TargetForm, Vintage,
};
use crate::quantity::{Agreement, Number, NumberFormat, agrees_with, ratio_to_previous_year, ratio_to_target};

/// The table.
#[derive(Debug, Serialize)]
pub struct OutlookTable {
    /// Title (caption).
    pub caption: String,
    /// Head of the year's figures: `平成25年度見込み`.
    pub year_head: String,
    /// Head of the targets.
    pub target_head: String,
    /// Head of the figures of the year before.
    pub previous_head: String,
    /// Rows.
    pub rows: Vec<OutlookRow>,
    /// Whether a cell has a mark for a target that is not set.
    pub has_no_target: bool,
    /// Whether a percentage is our computation.
    pub has_computed: bool,
    /// Indicators that have a row.
    #[serde(skip)]
    indicators: Vec<IndicatorId>,
}

/// A row.
#[derive(Debug, Serialize)]
pub struct OutlookRow {
    /// Anchor, when no other table of the page has it.
    pub anchor: Option<String>,
    /// The indicator.
    pub item: Link,
    /// Name of the series, when the indicator has several that are not in brackets.
    pub segment: Option<String>,
    /// Name of the series in brackets.
    pub in_brackets: Option<String>,
    /// The five cells: figure, target, ratio to target, figure of the year before, ratio to it.
    pub cells: Vec<OutlookCell>,
    /// Verdict on the year's target.
    pub verdict: Badge,
    /// What makes the verdict less than sure.
    pub unsure: Option<String>,
}

/// A cell: one part for the series, and one in brackets.
#[derive(Debug, Serialize)]
pub struct OutlookCell {
    /// The series.
    pub main: OutlookPart,
    /// The sub-population.
    pub bracket: Option<OutlookPart>,
}

/// A figure or percentage.
#[derive(Debug, Clone, Serialize)]
pub struct OutlookPart {
    /// As printed; none when there is a mark.
    pub text: Option<String>,
    /// Mark in its place.
    pub absent: Option<Absent>,
    /// Vintage, when the head does not say it.
    pub vintage: Option<Badge>,
    /// What recomputing gives, when it differs from what was published.
    pub recomputed: Option<String>,
    /// Whether it is our computation.
    pub computed: bool,
    /// What a later edition says instead (後の改定).
    pub later: Option<Link>,
}

/// Whether an indicator has a target for each of several years.
pub fn has_yearly_targets(indicator: &Indicator) -> bool {
    indicator
        .targets
        .iter()
        .any(|target| matches!(target.deadline, Deadline::In(_)))
}

/// Whether an indicator stands in the outlook table: it has yearly targets, or no target at all beside those that have.
/// The table has one cell a year, with room for a sub-population in brackets and no other.
pub fn is_yearly(indicator: &Indicator) -> bool {
    if indicator.segments.iter().skip(1).any(|segment| !segment.in_brackets) {
        return false;
    }
    let untargeted = indicator.kind == IndicatorKind::Number
        && indicator
            .targets
            .iter()
            .all(|target| matches!(target.form, TargetForm::None));
    has_yearly_targets(indicator) || untargeted
}

impl OutlookTable {
    /// The table of an edition; none when no indicator of the plan has yearly targets, or nothing is known of the year.
    /// `anchored` says whether another table of the page bears the anchor of an indicator.
    pub fn new(
        project: &Project,
        plan: &Plan,
        edition: &Edition,
        page: &Address,
        anchored: impl Fn(&Indicator) -> bool,
    ) -> Option<Self> {
        if !plan.indicators.iter().any(has_yearly_targets) {
            return None;
        }
        let year = edition.fiscal_year;
        let series: Vec<(&Indicator, Vec<Series<'_>>)> = plan
            .indicators
            .iter()
            .filter(|indicator| is_yearly(indicator))
            .map(|indicator| (indicator, series_of(project, plan, indicator, edition.id())))
            .filter(|(_, series)| series.iter().any(|one| one.this_year.is_some()))
            .collect();
        let head = year_vintage(series.iter().flat_map(|(_, series)| series));
        let rows: Vec<OutlookRow> = series
            .iter()
            .flat_map(|(indicator, series)| rows(plan, indicator, series, page, head, anchored(indicator)))
            .collect();
        if rows.is_empty() {
            return None;
        }
        let parts = || {
            rows.iter()
                .flat_map(|row| &row.cells)
                .flat_map(|cell| std::iter::once(&cell.main).chain(&cell.bracket))
        };
        Some(Self {
            caption: format!("{}の状況", year.label(YearStyle::Era)),
            year_head: year.label(YearStyle::Era) + head.map_or("", vintage_word),
            target_head: format!("{}の目標", year.label(YearStyle::Era)),
            previous_head: year
                .previous()
                .map(|year| year.label(YearStyle::Era) + "実績")
                .unwrap_or_default(),
            has_no_target: parts().any(|part| part.absent.as_ref().is_some_and(|absent| absent.mark == NO_TARGET.mark)),
            has_computed: parts().any(|part| part.computed),
            indicators: series.iter().map(|(indicator, _)| indicator.id.clone()).collect(),
            rows,
        })
    }

    /// Whether an indicator has a row.
    pub fn shows(&self, indicator: &Indicator) -> bool {
        self.indicators.contains(&indicator.id)
    }
}

/// What is known of one series.
struct Series<'a> {
    segment: Option<&'a Segment>,
    this_year: Option<Statement<'a>>,
    previous: Option<Statement<'a>>,
    target: Option<Number>,
    verdict: Verdict,
    unsure: Option<String>,
    /// What later editions say instead of the figures of this year and of the year before.
    later: [Option<Link>; 2],
}

fn series_of<'a>(
    project: &'a Project,
    plan: &'a Plan,
    indicator: &'a Indicator,
    edition: EditionId,
) -> Vec<Series<'a>> {
    let year = edition.fiscal_year;
    let assessments = assess_indicator(project, plan, indicator, Some(edition));
    histories(project, plan, indicator, Some(edition))
        .into_iter()
        .map(|history| {
            let own = |assessment: &&Assessment<'a>| id_of(assessment.segment) == id_of(history.segment);
            let of_year = assessments
                .iter()
                .filter(own)
                .find(|assessment| year_of(assessment) == Some(year));
            // The verdict of another year's target would be read as that of this year.
            let of_any_year = assessments
                .iter()
                .filter(own)
                .find(|assessment| year_of(assessment).is_none());
            let assessment = of_year.or(of_any_year);
            let page = Address::Edition(plan.id.clone(), edition);
            let (this_year, previous) = (
                statement_about(&history, year),
                year.previous().and_then(|previous| statement_about(&history, previous)),
            );
            let later = |statement: Option<Statement<'a>>| {
                statement.and_then(|statement| vintages::later(project, plan, indicator, &statement, &page))
            };
            Series {
                segment: history.segment,
                this_year,
                previous,
                later: [later(this_year), later(previous)],
                target: of_year.and_then(|assessment| assessment.working.required),
                verdict: assessment.map_or(Verdict::NoTarget, |assessment| assessment.verdict),
                unsure: assessment.and_then(|assessment| unsure_in(year, assessment)),
            }
        })
        .collect()
}

/// What is stated of a fiscal year: a value, or else the reason for its absence.
pub fn statement_about<'a>(history: &History<'a>, year: FiscalYear) -> Option<Statement<'a>> {
    history.of_fiscal_year(year, None).or_else(|| {
        history
            .current()
            .into_iter()
            .rfind(|statement| statement.observation.period.fiscal_year() == Some(year))
    })
}

/// The vintage that all figures of the year share.
fn year_vintage<'a>(mut series: impl Iterator<Item = &'a Series<'a>>) -> Option<Vintage> {
    let first = series.find_map(|one| one.this_year)?.observation.vintage;
    series
        .filter_map(|one| one.this_year)
        .all(|statement| statement.observation.vintage == first)
        .then_some(first)
}

/// What makes a verdict in the row of a year less than sure; one that rests on another year's figure says which.
fn unsure_in(year: FiscalYear, assessment: &Assessment<'_>) -> Option<String> {
    let judged = assessment.working.judged.map(|statement| statement.observation.period);
    let of_other =
        judged.filter(|period| period.fiscal_year() != Some(year) && assessment.working.compared_with.is_some());
    let words: Vec<String> = of_other
        .map(|period| format!("{}の値", period.label(YearStyle::Era)))
        .into_iter()
        .chain(unsure(assessment.verdict, &assessment.working))
        .collect();
    (!words.is_empty()).then(|| words.join("、"))
}

/// The word after the year in a head.
fn vintage_word(vintage: Vintage) -> &'static str {
    match vintage {
        Vintage::Forecast => "見込み",
        Vintage::Provisional => "速報値",
        Vintage::Final => "実績",
        Vintage::Revised => "実績（訂正後）",
    }
}

/// A series in brackets stands in the row of the one before it.
fn rows(
    plan: &Plan,
    indicator: &Indicator,
    series: &[Series<'_>],
    page: &Address,
    head: Option<Vintage>,
    anchored: bool,
) -> Vec<OutlookRow> {
    let print = FigurePrint::new(indicator);
    let in_brackets = |one: &Series<'_>| one.segment.is_some_and(|segment| segment.in_brackets);
    let several = series.iter().filter(|one| !in_brackets(one)).count() > 1;
    let mut rows: Vec<OutlookRow> = Vec::new();
    for one in series {
        let parts = parts(one, &print, head);
        match rows.last_mut() {
            Some(row) if in_brackets(one) => {
                row.in_brackets = one.segment.map(|segment| segment.title.clone());
                for (cell, part) in row.cells.iter_mut().zip(parts) {
                    cell.bracket = Some(part);
                }
            }
            _ => rows.push(OutlookRow {
                anchor: (!anchored && rows.is_empty()).then(|| indicator_anchor(&indicator.id)),
                item: Link::new(
                    page,
                    &Address::Indicator(plan.id.clone(), indicator.id.clone()),
                    &indicator.title,
                ),
                segment: one.segment.filter(|_| several).map(|segment| segment.title.clone()),
                in_brackets: None,
                cells: parts
                    .into_iter()
                    .map(|main| OutlookCell { main, bracket: None })
                    .collect(),
                verdict: wording::verdict(one.verdict),
                unsure: one.unsure.clone(),
            }),
        }
    }
    rows
}

fn parts(one: &Series<'_>, print: &FigurePrint<'_>, head: Option<Vintage>) -> Vec<OutlookPart> {
    let value = one.this_year.and_then(|statement| statement.observation.value());
    let previous = one.previous.and_then(|statement| statement.observation.value());
    let published = one
        .this_year
        .map(|statement| statement.observation.published.clone())
        .unwrap_or_default();
    let no_ratio = if one.target.is_none() { NO_TARGET } else { UNKNOWN };
    vec![
        OutlookPart {
            later: one.later[0].clone(),
            ..figure(one.this_year, print, head)
        },
        one.target.map_or_else(
            || OutlookPart::mark(NO_TARGET),
            |target| OutlookPart::text(print.value(target)),
        ),
        ratio(
            published.to_target,
            value
                .zip(one.target)
                .and_then(|(value, target)| ratio_to_target(value, target)),
            no_ratio,
        ),
        OutlookPart {
            later: one.later[1].clone(),
            ..figure(one.previous, print, Some(Vintage::Final))
        },
        ratio(
            published.to_previous_year,
            value
                .zip(previous)
                .and_then(|(value, previous)| ratio_to_previous_year(value, previous)),
            UNKNOWN,
        ),
    ]
}

const NO_TARGET: Absent = Absent {
    mark: "—",
    meaning: "目標の設定がない",
};
const UNKNOWN: Absent = Absent {
    mark: "…",
    meaning: "比べる値がない",
};

fn figure(statement: Option<Statement<'_>>, print: &FigurePrint<'_>, head: Option<Vintage>) -> OutlookPart {
    let Some(statement) = statement else {
        return OutlookPart::mark(Absent::new(AbsenceReason::NotRecorded));
    };
    let observation = statement.observation;
    match &observation.reading {
        Reading::Value(number) => OutlookPart {
            vintage: if head == Some(observation.vintage) {
                None
            } else {
                vintage(observation.vintage)
            },
            ..OutlookPart::text(print.value(*number))
        },
        Reading::Absent(reason) => OutlookPart::mark(Absent::new(*reason)),
    }
}

/// A percentage: as published, or computed when it was not.
fn ratio(published: Option<Number>, exact: Option<Number>, absent: Absent) -> OutlookPart {
    match (published, exact) {
        (Some(published), exact) => OutlookPart {
            recomputed: exact.and_then(|exact| disagreement(published, exact)),
            ..OutlookPart::text(NumberFormat::default().format(published))
        },
        (None, Some(exact)) => OutlookPart {
            computed: true,
            ..OutlookPart::text(percentage(exact))
        },
        (None, None) => OutlookPart::mark(absent),
    }
}

/// What recomputing gives, when a published percentage is another.
pub fn disagreement(published: Number, exact: Number) -> Option<String> {
    match agrees_with(published, exact) {
        Agreement::Agrees => None,
        Agreement::Truncated { expected } | Agreement::Differs { expected } => {
            Some(NumberFormat::default().format(expected))
        }
    }
}

impl OutlookPart {
    fn text(text: String) -> Self {
        Self {
            text: Some(text),
            absent: None,
            vintage: None,
            recomputed: None,
            computed: false,
            later: None,
        }
    }

    fn mark(absent: Absent) -> Self {
        Self {
            text: None,
            absent: Some(absent),
            vintage: None,
            recomputed: None,
            computed: false,
            later: None,
        }
    }
}
