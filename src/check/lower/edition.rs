//! `<year>.yaml`: answers and observations.

use std::collections::{BTreeMap, BTreeSet};

use super::indicator::segment;
use super::{handling, optional, prose, proses, text};
use crate::model::{
    AbsenceReason, Answer, Audience, Cell, CorrectedValue, Correction, Edition, Entry, Handling, IndicatorId,
    MeasureId, Observation, Prose, PublishedRatios, QuotedFigure, Reading, ResultItem, Stage, Tag, Vintage,
    Vocabularies,
};
use crate::source::{At, RawEdition, Text, raw};

pub(super) fn lower(file: &RawEdition, plan: &raw::Plan, words: &Vocabularies) -> Edition {
    let edition = &file.edition;
    let answers: BTreeMap<_, _> = edition
        .measures
        .iter()
        .filter(|(_, answer)| !super::flag(answer.pending.as_ref()))
        .map(|(id, answer)| (MeasureId::new(id.as_str()), lower_answer(answer, plan, words)))
        .collect();
    let observations: BTreeMap<_, _> = edition
        .indicators
        .iter()
        .map(|(id, observations)| {
            (
                IndicatorId::new(id.as_str()),
                observations
                    .iter()
                    .filter(|it| !super::flag(it.pending.as_ref()))
                    .map(lower_observation)
                    .collect(),
            )
        })
        // An indicator whose figures are all awaited says nothing yet.
        .filter(|(_, stated): &(_, Vec<_>)| !stated.is_empty())
        .collect();
    Edition {
        fiscal_year: file.year,
        title: text(&edition.title),
        published: edition.published.as_ref().map(|dates| dates.period),
        as_of: edition.as_of.as_ref().map(|dates| dates.period),
        stage: match file.stage {
            raw::Stage::TermStart => Stage::TermStart,
            raw::Stage::Midterm => Stage::Midterm,
            raw::Stage::Final => Stage::Final,
        },
        office: optional(edition.office.as_ref()),
        source: prose(edition.source.as_ref()),
        notes: proses(&edition.notes),
        answers,
        kept_back: BTreeSet::new(),
        observations,
        corrections: edition.corrections.iter().map(lower_correction).collect(),
        handling: Handling {
            audience: if super::flag(edition.draft.as_ref()) {
                Audience::Internal
            } else {
                Audience::Public
            },
            ..handling(None, edition.embargo.as_ref(), edition.internal.as_ref())
        },
    }
}

fn lower_answer(answer: &raw::Answer, plan: &raw::Plan, words: &Vocabularies) -> Answer {
    let find = |word: &At<Text>| word.as_str().to_owned();
    Answer {
        status: answer
            .status
            .as_ref()
            .and_then(|word| words.statuses.iter().find(|status| status.word == find(word)).cloned()),
        reason: prose(answer.reason.as_ref()),
        direction: answer.direction.as_ref().and_then(|word| {
            words
                .directions
                .iter()
                .find(|direction| direction.word == find(word))
                .cloned()
        }),
        rating: answer
            .rating
            .as_ref()
            .and_then(|word| words.ratings.iter().find(|rating| rating.word == find(word)).cloned()),
        entries: cell(answer.entries.as_ref(), |entry| lower_entry(entry, words)),
        results: cell(answer.results.as_ref(), |result| lower_result(result, plan, words)),
        outlook: prose(answer.outlook.as_ref()),
        notes: proses(&answer.notes),
        handling: handling(
            answer.audience.as_ref(),
            answer.embargo.as_ref(),
            answer.internal.as_ref(),
        ),
    }
}

fn cell<Raw, Item>(cell: Option<&raw::Cell<Raw>>, lower: impl Fn(&Raw) -> Item) -> Cell<Item> {
    match cell {
        None => Cell::Blank,
        Some(raw::Cell::Nothing(mark)) => Cell::Nothing(text(mark)),
        Some(raw::Cell::Items(items)) => Cell::Items(items.iter().map(lower).collect()),
    }
}

fn tags(written: &[At<Text>], words: &Vocabularies) -> Vec<Tag> {
    written
        .iter()
        .filter_map(|tag| words.tags.iter().find(|known| known.word == tag.as_str()).cloned())
        .collect()
}

fn lower_entry(entry: &raw::Entry, words: &Vocabularies) -> Entry {
    Entry {
        id: entry.id.as_ref().map(|id| id.as_str().to_owned()),
        tags: tags(&entry.tag, words),
        year: entry.year.as_ref().map(|dates| dates.period),
        text: Prose::new(entry.text.as_str()),
        repeats: entry.repeats.as_ref().map(|repeats| {
            (
                MeasureId::new(repeats.measure.as_str()),
                repeats.entry.as_str().to_owned(),
            )
        }),
        figures: entry.figures.iter().map(lower_figure).collect(),
        notes: proses(&entry.notes),
        handling: handling(entry.audience.as_ref(), entry.embargo.as_ref(), entry.internal.as_ref()),
    }
}

/// "Same as" may name measures and indicators: which it is, the plan says.
fn lower_result(result: &raw::ResultItem, plan: &raw::Plan, words: &Vocabularies) -> ResultItem {
    let (indicators, measures): (Vec<_>, Vec<_>) = result.same_as.iter().partition(|id| {
        plan.indicators
            .iter()
            .any(|indicator| indicator.id.as_str() == id.as_str())
    });
    ResultItem {
        tags: tags(&result.tag, words),
        text: prose(result.text.as_ref()),
        same_as_measures: measures.into_iter().map(|id| MeasureId::new(id.as_str())).collect(),
        same_as_indicators: indicators.into_iter().map(|id| IndicatorId::new(id.as_str())).collect(),
        figures: result.figures.iter().map(lower_figure).collect(),
        notes: proses(&result.notes),
        handling: handling(
            result.audience.as_ref(),
            result.embargo.as_ref(),
            result.internal.as_ref(),
        ),
    }
}

fn lower_figure(figure: &raw::QuotedFigure) -> QuotedFigure {
    QuotedFigure {
        title: text(&figure.title),
        value: figure.value.value,
        unit: figure.unit.value.clone(),
        numerator: figure.numerator.as_ref().map(|number| number.value),
        denominator: figure.denominator.as_ref().map(|number| number.value),
        as_of: figure.as_of.as_ref().map(|dates| dates.period),
        qualifier: optional(figure.qualifier.as_ref()),
    }
}

fn lower_observation(observation: &raw::Observation) -> Observation {
    let published = observation.published.as_ref();
    Observation {
        segment: segment(observation.segment.as_ref()),
        period: observation.period.period,
        reading: match (&observation.value, &observation.absent) {
            (Some(value), _) => Reading::Value(value.value),
            (None, Some(reason)) => Reading::Absent(absence(**reason)),
            (None, None) => Reading::Absent(AbsenceReason::NotRecorded),
        },
        vintage: observation
            .vintage
            .as_ref()
            .map_or(Vintage::Final, |word| vintage(**word)),
        as_of: observation.as_of.as_ref().map(|dates| dates.period),
        numerator: observation.numerator.as_ref().map(|number| number.value),
        denominator: observation.denominator.as_ref().map(|number| number.value),
        published: PublishedRatios {
            to_target: published
                .and_then(|ratios| ratios.ratio_to_target.as_ref())
                .map(|number| number.value),
            to_previous_year: published
                .and_then(|ratios| ratios.ratio_to_previous_year.as_ref())
                .map(|number| number.value),
        },
        rating: optional(observation.rating.as_ref()),
        comment: prose(observation.comment.as_ref()),
        note: prose(observation.note.as_ref()),
        handling: handling(
            observation.audience.as_ref(),
            observation.embargo.as_ref(),
            observation.internal.as_ref(),
        ),
    }
}

pub(super) fn vintage(word: raw::VintageWord) -> Vintage {
    match word {
        raw::VintageWord::Forecast => Vintage::Forecast,
        raw::VintageWord::Provisional => Vintage::Provisional,
        raw::VintageWord::Final => Vintage::Final,
        raw::VintageWord::Revised => Vintage::Revised,
    }
}

fn absence(word: raw::AbsenceWord) -> AbsenceReason {
    match word {
        raw::AbsenceWord::NotApplicable => AbsenceReason::NotApplicable,
        raw::AbsenceWord::NoEvent => AbsenceReason::NoEvent,
        raw::AbsenceWord::NotYetDue => AbsenceReason::NotYetDue,
        raw::AbsenceWord::NotYetCollected => AbsenceReason::NotYetCollected,
        raw::AbsenceWord::Withheld => AbsenceReason::Withheld,
        raw::AbsenceWord::NotRecorded => AbsenceReason::NotRecorded,
        raw::AbsenceWord::IndicatorEnded => AbsenceReason::IndicatorEnded,
        raw::AbsenceWord::RecordedElsewhere => AbsenceReason::RecordedElsewhere,
    }
}

fn lower_correction(correction: &raw::Correction) -> Correction {
    Correction {
        date: correction.date.period,
        text: Prose::new(correction.text.as_str()),
        measures: correction
            .measures
            .iter()
            .map(|id| MeasureId::new(id.as_str()))
            .collect(),
        indicators: correction
            .indicators
            .iter()
            .map(|id| IndicatorId::new(id.as_str()))
            .collect(),
        values: correction.values.iter().map(lower_corrected).collect(),
        handling: handling(
            correction.audience.as_ref(),
            correction.embargo.as_ref(),
            correction.internal.as_ref(),
        ),
    }
}

fn lower_corrected(value: &raw::CorrectedValue) -> CorrectedValue {
    CorrectedValue {
        indicator: IndicatorId::new(value.indicator.as_str()),
        segment: segment(value.segment.as_ref()),
        period: value.period.period,
        old: value.old.value,
        new: value.new.value,
    }
}
