//! The figures that an edition asks about, each with the offices that are asked.

use super::{FigureQuestion, asked, digest};
use crate::author::{NewFigure, figures_due};
use crate::check::has_figures;
use crate::source::raw::{AbsenceWord, Indicator, Observation, Stage};
use crate::source::{RawEdition, RawPlan};

pub(super) fn questions(plan: &RawPlan, edition: &RawEdition) -> Vec<(Vec<Option<String>>, FigureQuestion)> {
    let mut all = Vec::new();
    for indicator in &plan.plan.indicators {
        let id = indicator.id.as_str();
        let offices = asked(
            &plan.plan,
            indicator.offices.iter().map(|id| id.as_str().to_owned()),
            edition.year,
        );
        let stated = edition.edition.indicators.get(id).map_or(&[][..], |stated| &stated.0);
        for (segment, period, now) in due(indicator, stated, edition) {
            let question = question(plan, edition, indicator, segment, period, now);
            all.push((offices.clone(), question));
        }
    }
    all
}

/// Series, period and what is said: what the edition's file has, and then the series it lacks.
fn due<'raw>(
    indicator: &Indicator,
    stated: &'raw [Observation],
    edition: &RawEdition,
) -> Vec<(Option<String>, String, Option<&'raw Observation>)> {
    let segment = |one: &Observation| one.segment.as_ref().map(|id| id.as_str().to_owned());
    let is_said = |one: &&Observation| one.pending.is_none();
    let own = stated
        .iter()
        .map(|one| (segment(one), one.period.text.clone(), Some(one).filter(is_said)));
    let mut all: Vec<_> = own.collect();
    // An indicator judged in words has a figure only where the edition says so.
    let missing = Some(indicator).filter(|indicator| has_figures(indicator));
    let missing = missing
        .and_then(|indicator| figures_due(indicator, &[], edition.year).ok())
        .unwrap_or_default();
    let missing: Vec<_> = missing
        .into_iter()
        .filter(|due| !stated.iter().any(|one| segment(one) == due.segment))
        .collect();
    all.extend(missing.into_iter().map(|due| (due.segment, due.dates.text, None)));
    all
}

fn question(
    plan: &RawPlan,
    edition: &RawEdition,
    indicator: &Indicator,
    segment: Option<String>,
    period: String,
    now: Option<&Observation>,
) -> FigureQuestion {
    let id = indicator.id.as_str();
    let title = segment
        .as_ref()
        .and_then(|id| indicator.segments.iter().find(|one| one.id.as_str() == id));
    let words = |numerator: &str, denominator: &str| (numerator.to_owned(), denominator.to_owned());
    let mut question = FigureQuestion {
        indicator: id.to_owned(),
        title: indicator.title.as_str().to_owned(),
        definition: indicator.definition.as_ref().map(|text| text.as_str().to_owned()),
        segment_title: title.map_or_else(String::new, |segment| segment.title.as_str().to_owned()),
        unit: indicator
            .unit
            .as_ref()
            .map_or_else(String::new, |unit| unit.value.to_string()),
        decimals: indicator.decimals.as_ref().map(|decimals| decimals.value),
        ratio: indicator
            .numerator
            .as_ref()
            .zip(indicator.denominator.as_ref())
            .map(|(numerator, denominator)| words(numerator.as_str(), denominator.as_str())),
        last: last(plan, edition, id, segment.as_deref()),
        now: now.map(|one| NewFigure::of(id, one)),
        segment,
        period,
        digest: String::new(),
    };
    let (last, before) = question.last.clone().unwrap_or_default();
    let definition = question.definition.clone().unwrap_or_default();
    let texts = [
        &question.title,
        &question.segment_title,
        &question.unit,
        &definition,
        &last,
        &before,
    ];
    question.digest = digest(texts.map(String::as_str));
    question
}

/// The figure of the last final edition before, and its period.
fn last(plan: &RawPlan, edition: &RawEdition, indicator: &str, segment: Option<&str>) -> Option<(String, String)> {
    let before = plan
        .editions
        .iter()
        .filter(|other| other.year < edition.year && other.stage == Stage::Final);
    let stated = before.rev().find_map(|other| {
        let stated = other.edition.indicators.get(indicator)?;
        let mut own = stated
            .iter()
            .filter(|one| one.segment.as_ref().map(|id| id.as_str()) == segment && one.pending.is_none());
        own.next_back()
    })?;
    let value = match (&stated.value, &stated.absent) {
        (Some(value), _) => value.value.to_string(),
        (None, Some(absent)) => absence(absent.value).to_owned(),
        (None, None) => return None,
    };
    Some((value, stated.period.text.clone()))
}

/// Why there is no value, in the words of the form.
pub fn absence(word: AbsenceWord) -> &'static str {
    let own = AbsenceWord::WORDS.iter().find(|(key, _)| *key == word.as_str());
    own.map_or(word.as_str(), |(_, doc)| doc.trim())
}
