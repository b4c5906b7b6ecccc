//! A count that is withheld stands in words: in a text about the same year, of a measure that the indicator belongs to, or beside
//! the indicator's other figures. Only digits with their unit are looked for, where the text also names the segment, so that
//! 「2人で対応した」 is rarely taken for it.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use super::scope::{Scope, is_pending, items};
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::disclosure::{Cell, Protection, Series, series_of};
use crate::model::{Indicator, Part, Plan, Project, WithheldBecause};
use crate::quantity::Number;
use crate::source::raw::{self, Answer, Measure};
use crate::source::{At, RawProject, Text};

/// What is counted when the words for numerators and denominators are not told.
const PEOPLE: [&str; 2] = ["人", "名"];

pub(super) fn check(raw: &RawProject, project: &Project, protection: &Protection, findings: &mut Findings) {
    for plan in &project.plans {
        let Some(from) = raw.plans.iter().find(|from| from.id.as_str() == plan.id.as_str()) else {
            continue;
        };
        let secrets = secrets(project, plan, protection);
        if secrets.is_empty() {
            continue;
        }
        let scope = Scope::new(raw, from);
        for file in &from.editions {
            for (id, answer) in &file.edition.measures {
                let Some(measure) = scope.measures.get(id.as_str()).filter(|_| is_public(answer)) else {
                    continue;
                };
                let indicators = indicators(measure);
                let concerned = secrets.iter().filter(|secret| {
                    secret.cell.period.fiscal_year() == Some(file.year)
                        && indicators.contains(secret.indicator.id.as_str())
                });
                for secret in concerned {
                    secret.look_for(texts(answer), findings);
                }
            }
            for (id, observations) in &file.edition.indicators {
                for observation in observations {
                    let concerned = secrets.iter().filter(|secret| {
                        secret.indicator.id.as_str() == id.as_str() && secret.cell.period == observation.period.period
                    });
                    for secret in concerned {
                        let is_its_own = observation.segment.as_ref().map(|id| id.as_str())
                            == secret.cell.segment.as_ref().map(crate::model::SegmentId::as_str);
                        // What stands with the figure itself goes with it when the site is built.
                        if !is_its_own {
                            secret.look_for(beside(observation), findings);
                        }
                    }
                }
            }
        }
    }
}

/// A figure that is withheld, as it would stand in words.
struct Secret<'project> {
    indicator: &'project Indicator,
    cell: &'project Cell,
    /// `2人`, `2名`, `12.5%`.
    written: Vec<String>,
}

impl Secret<'_> {
    fn look_for<'text>(&self, texts: impl Iterator<Item = &'text At<Text>>, findings: &mut Findings) {
        let segment = self.cell.segment.as_ref().and_then(|id| {
            let mut segments = self.indicator.segments.iter();
            segments.find(|segment| segment.id == *id)
        });
        let is_total = |title: &str| ["全体", "計", "合計", "総数"].contains(&title);
        let title = segment
            .map(|segment| folded(&segment.title))
            .filter(|title| !is_total(title));
        for text in texts {
            let words = folded(text.as_str());
            let is_about = title.as_ref().is_none_or(|title| words.contains(title.as_str()));
            let Some(written) = self.written.iter().find(|written| is_about && holds(&words, written)) else {
                continue;
            };
            let warning = Diagnostic::warning(
                code::WITHHELD_QUOTED,
                text.place,
                format!(
                    "秘匿する「{}」の数が、文章に「{written}」と書かれています",
                    self.indicator.title
                ),
                "文章の数を「少数」などに変えるか、数を書いた文を内部限り（audience: internal）にしてください。別の数なら、そのままで構いません",
            );
            findings.push(warning.label("秘匿する数"));
        }
    }
}

fn secrets<'project>(
    project: &Project,
    plan: &'project Plan,
    protection: &'project Protection,
) -> Vec<Secret<'project>> {
    let mut secrets = Vec::new();
    for indicator in &plan.indicators {
        let series = series_of(project, plan, indicator);
        let small = protection.withheld.iter().filter(|(cell, because)| {
            cell.series == series && matches!(because, WithheldBecause::Small | WithheldBecause::SameObservation)
        });
        for (cell, _) in small {
            let figures = figures(project, &series, cell);
            let written: Vec<String> = figures
                .iter()
                .flat_map(|figure| written(indicator, cell.part, *figure))
                .collect();
            if !written.is_empty() {
                secrets.push(Secret {
                    indicator,
                    cell,
                    written,
                });
            }
        }
    }
    secrets
}

/// The figures that any edition states of a cell.
fn figures(project: &Project, series: &Series, cell: &Cell) -> BTreeSet<Number> {
    let mut figures = BTreeSet::new();
    for plan in &project.plans {
        for indicator in plan
            .indicators
            .iter()
            .filter(|one| series_of(project, plan, one) == *series)
        {
            let stated = plan
                .editions
                .iter()
                .filter_map(|edition| edition.observations.get(&indicator.id));
            for one in stated.flatten() {
                if one.period == cell.period && one.segment == cell.segment {
                    figures.extend(match cell.part {
                        Part::Value => one.value(),
                        Part::Numerator => one.numerator,
                        Part::Denominator => one.denominator,
                    });
                }
            }
        }
    }
    figures.retain(|figure| !figure.is_zero());
    figures
}

fn written(indicator: &Indicator, part: Part, figure: Number) -> Vec<String> {
    let digits = figure.decimal().to_string();
    let unit = indicator.unit.as_ref().map_or("", |unit| unit.as_str());
    let units: Vec<&str> = match part {
        Part::Value if PEOPLE.contains(&unit) => PEOPLE.to_vec(),
        Part::Value => vec![unit],
        Part::Numerator | Part::Denominator => PEOPLE.to_vec(),
    };
    let units = units.into_iter().filter(|unit| !unit.is_empty());
    units.map(|unit| digits.clone() + &folded(unit)).collect()
}

/// Whether a text holds digits with a unit, not as the end of longer digits, nor as the beginning of a compound (2人目).
fn holds(text: &str, written: &str) -> bool {
    text.match_indices(written).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(|letter| letter.is_ascii_digit() || ['.', ',', '第'].contains(&letter))
            && !after.is_some_and(|letter| ['目', '以', '未', '体', '組', '乗', '用'].contains(&letter))
    })
}

fn folded(text: &str) -> String {
    text.nfkc().collect()
}

fn is_public(answer: &Answer) -> bool {
    let is_internal = answer
        .audience
        .as_ref()
        .is_some_and(|audience| audience.value == raw::Audience::Internal);
    !is_internal && !is_pending(answer.pending.as_ref())
}

fn indicators(measure: &Measure) -> BTreeSet<&str> {
    let of_goals = measure.goals.iter().flat_map(|goal| goal.indicators.iter());
    let ids = measure.indicators.iter().chain(of_goals);
    ids.map(|id| id.as_str()).collect()
}

fn texts(answer: &Answer) -> impl Iterator<Item = &At<Text>> {
    let is_internal =
        |audience: Option<&At<raw::Audience>>| audience.is_some_and(|one| one.value == raw::Audience::Internal);
    let entries = items(answer.entries.as_ref())
        .iter()
        .filter(move |entry| !is_internal(entry.audience.as_ref()))
        .flat_map(|entry| std::iter::once(&entry.text).chain(&entry.notes));
    let results = items(answer.results.as_ref())
        .iter()
        .filter(move |result| !is_internal(result.audience.as_ref()))
        .flat_map(|result| result.text.iter().chain(&result.notes));
    let own = answer.reason.iter().chain(&answer.outlook).chain(&answer.notes);
    entries.chain(results).chain(own)
}

fn beside(observation: &raw::Observation) -> impl Iterator<Item = &At<Text>> {
    let is_internal = observation
        .audience
        .as_ref()
        .is_some_and(|one| one.value == raw::Audience::Internal);
    let texts = observation.comment.iter().chain(&observation.note);
    texts.filter(move |_| !is_internal)
}
