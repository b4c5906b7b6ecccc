//! One line for each series and target of an indicator: baseline, latest, target and verdict side by side.
//!
//! The line of an edition says what was known with that edition; the line of the plan or of a measure what is known now.

use serde::Serialize;

use super::badge::Badge;
use super::figures::{Figure, FigurePrint};
use super::target_words::TargetWords;
use super::wording;
use super::working::unsure;
use super::{Address, vintages};
use crate::calendar::FiscalYear;
use crate::chart;
use crate::evaluate::{Assessment, History, Statement, Verdict, assess_indicator, histories};
use crate::model::{Deadline, EditionId, Indicator, Observation, Plan, Project, Segment, SegmentId};
use crate::render::{Html, markdown};

/// A line.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesLine {
    /// Name of the series; none when the indicator has one only.
    pub segment: Option<String>,
    /// Target; none when the plan sets none.
    pub target: Option<TargetWords>,
    /// For a relative target: the value it comes to, with `暫定` when its base may still change.
    pub required: Option<String>,
    /// The last statement, a value or the reason for its absence.
    pub latest: Option<Figure>,
    /// The last value, when the last statement is an absence.
    pub last_value: Option<Figure>,
    /// Baseline.
    pub baseline: Option<Figure>,
    /// Note on the baseline.
    pub baseline_note: Option<Html>,
    /// The course of the series as a small drawing, on the first of its lines.
    pub course: Option<String>,
    /// Verdict.
    pub verdict: Badge,
    /// What the publisher says of a figure that is behind or has not met its target (説明).
    pub comment: Option<Html>,
    /// What makes the verdict less than sure.
    pub unsure: Option<String>,
    /// The publisher's own rating.
    pub rating: Option<Badge>,
}

/// The lines of an indicator, as known with an edition (the latest when none is given).
pub fn series_lines(
    project: &Project,
    plan: &Plan,
    indicator: &Indicator,
    up_to: Option<EditionId>,
) -> Vec<SeriesLine> {
    let print = FigurePrint::new(indicator);
    let histories = histories(project, plan, indicator, up_to);
    let assessments = assess_indicator(project, plan, indicator, up_to);
    let mut drawn: Vec<Option<&SegmentId>> = Vec::new();
    relevant(assessments.clone(), up_to)
        .iter()
        .map(|assessment| {
            let segment = id_of(assessment.segment);
            let history = histories.iter().find(|history| id_of(history.segment) == segment);
            let mut line = line(plan, indicator, assessment, history, &print);
            if let (Some(edition), Some(history)) = (up_to, history) {
                let page = Address::Edition(plan.id.clone(), edition);
                mark_revised(project, plan, indicator, history, &page, &mut line);
            }
            if let (Some(history), false) = (history, drawn.contains(&segment)) {
                drawn.push(segment);
                line.course = chart::sparkline(indicator, history, &assessments);
            }
            line
        })
        .collect()
}

/// On the page of an edition: what later editions say instead.
fn mark_revised(
    project: &Project,
    plan: &Plan,
    indicator: &Indicator,
    history: &History<'_>,
    page: &Address,
    line: &mut SeriesLine,
) {
    let later = |statement| vintages::later(project, plan, indicator, &statement, page);
    if let Some(figure) = &mut line.latest {
        figure.later = history.current().last().copied().and_then(later);
    }
    if let Some(figure) = &mut line.last_value {
        figure.later = history.latest().and_then(later);
    }
    let baseline = indicator.baseline(history.segment.map(|segment| &segment.id));
    if let (Some(figure), Some(baseline)) = (&mut line.baseline, baseline) {
        figure.later = history.at(baseline.period).and_then(later);
    }
}

/// Of a yearly series of targets the one that matters: that of the edition's year, or the last one with a figure.
pub fn relevant(assessments: Vec<Assessment<'_>>, up_to: Option<EditionId>) -> Vec<Assessment<'_>> {
    let mut kept: Vec<Assessment<'_>> = Vec::new();
    for assessment in assessments {
        let rival = kept.iter().position(|other| {
            id_of(other.segment) == id_of(assessment.segment)
                && year_of(other).is_some()
                && year_of(&assessment).is_some()
        });
        match rival {
            None => kept.push(assessment),
            Some(position) if weight(&assessment, up_to) >= weight(&kept[position], up_to) => {
                kept[position] = assessment;
            }
            Some(_) => {}
        }
    }
    kept
}

/// The year of a target that is one step of a yearly series.
pub fn year_of(assessment: &Assessment<'_>) -> Option<FiscalYear> {
    match assessment.target.map(|target| &target.deadline) {
        Some(Deadline::In(year)) => Some(*year),
        Some(Deadline::By(_) | Deadline::Every | Deadline::Open) | None => None,
    }
}

/// The year asked for weighs most; then a year with a figure; then the later year.
fn weight(assessment: &Assessment<'_>, up_to: Option<EditionId>) -> (bool, bool, Option<FiscalYear>) {
    let year = year_of(assessment);
    (
        up_to.is_some_and(|edition| year == Some(edition.fiscal_year)),
        assessment.working.judged.is_some(),
        year,
    )
}

fn line(
    plan: &Plan,
    indicator: &Indicator,
    assessment: &Assessment<'_>,
    history: Option<&History<'_>>,
    print: &FigurePrint<'_>,
) -> SeriesLine {
    let last = history.and_then(|history| history.current().last().copied());
    let working = &assessment.working;
    let required = working.base.as_ref().and(working.required).map(|required| {
        let provisional = working.base.as_ref().is_some_and(|base| base.provisional);
        print.computed(required) + if provisional { "（暫定）" } else { "" }
    });
    SeriesLine {
        segment: assessment.segment.map(|segment| segment.title.clone()),
        target: assessment.target.and_then(|target| TargetWords::of_set(target, print)),
        required,
        latest: last.map(|statement| print.observation(statement.observation)),
        last_value: history
            .and_then(last_value)
            .map(|statement| print.observation(statement.observation)),
        baseline: working
            .baseline
            .map(|baseline| print.baseline_used(&baseline))
            .or_else(|| print.baseline_of(indicator, id_of(assessment.segment))),
        baseline_note: working
            .baseline
            .and_then(|baseline| baseline.stated.note.as_ref())
            .map(markdown::inline),
        course: None,
        verdict: wording::verdict(assessment.verdict),
        comment: working
            .judged
            .filter(|_| matches!(assessment.verdict, Verdict::NotMet | Verdict::BehindPath))
            .and_then(|statement| statement.observation.comment.as_ref())
            .map(markdown::inline),
        unsure: unsure(assessment.verdict, working),
        rating: last.and_then(|statement| own_rating(plan, statement.observation)),
    }
}

/// The last value, when the last statement is an absence.
pub fn last_value<'project>(history: &History<'project>) -> Option<Statement<'project>> {
    let last = history.current().last().copied()?;
    history.latest().filter(|_| last.observation.value().is_none())
}

/// The publisher's own rating of a figure, in its word.
pub fn own_rating(plan: &Plan, observation: &Observation) -> Option<Badge> {
    let word = observation.rating.as_ref()?;
    let known = plan.vocabularies.ratings.iter().find(|rating| rating.word == *word);
    Some(known.map_or_else(
        || Badge::new(word, super::badge::Shape::OpenSquare, super::badge::Tone::Grey),
        wording::rating,
    ))
}

/// Id of a series.
pub fn id_of(segment: Option<&Segment>) -> Option<&SegmentId> {
    segment.map(|segment| &segment.id)
}
