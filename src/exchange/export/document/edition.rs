//! `<year>.yaml`.

use crate::exchange::export::codes;
use crate::exchange::export::json::{Json, Object};
use crate::model::{
    Answer, Cell, Correction, Edition, Entry, IndicatorId, MeasureId, Observation, QuotedFigure, Reading, ResultItem,
    SegmentId,
};

pub(super) fn edition(edition: &Edition) -> Object {
    let measures = edition.answers.iter().fold(Object::new(), |object, (id, one)| {
        object.with_object(id.as_str(), answer(one))
    });
    let indicators = edition.observations.iter().fold(Object::new(), |object, (id, stated)| {
        object.list(id.as_str(), stated.iter().map(observation))
    });
    Object::new()
        .text("title", edition.title.as_str())
        .period("published", edition.published)
        .period("as_of", edition.as_of)
        .text("office", edition.office.as_deref())
        .prose("source", edition.source.as_ref())
        .with("notes", Json::proses(&edition.notes))
        .with("measures", measures)
        .with("indicators", indicators)
        .list("corrections", edition.corrections.iter().map(correction))
}

fn answer(answer: &Answer) -> Object {
    Object::new()
        .text("status", answer.status.as_ref().map(|status| status.word.as_str()))
        .prose("reason", answer.reason.as_ref())
        .text("direction", answer.direction.as_ref().map(|one| one.word.as_str()))
        .text("rating", answer.rating.as_ref().map(|rating| rating.word.as_str()))
        .with("entries", cell(&answer.entries, entry))
        .with("results", cell(&answer.results, result))
        .prose("outlook", answer.outlook.as_ref())
        .with("notes", Json::proses(&answer.notes))
}

fn cell<T>(cell: &Cell<T>, item: impl Fn(&T) -> Object) -> Json {
    match cell {
        Cell::Blank => Json::Null,
        Cell::Nothing(mark) => Json::text(mark),
        Cell::Items(items) => Json::List(items.iter().map(|one| item(one).into()).collect()),
    }
}

fn entry(entry: &Entry) -> Object {
    let repeats = entry.repeats.as_ref().map_or_else(Object::new, |(measure, entry)| {
        Object::new()
            .text("measure", measure.as_str())
            .text("entry", entry.as_str())
    });
    Object::new()
        .text("id", entry.id.as_deref())
        .texts("tag", entry.tags.iter().map(|tag| tag.word.as_str()))
        .period("year", entry.year)
        .prose("text", &entry.text)
        .with("repeats", repeats)
        .list("figures", entry.figures.iter().map(figure))
        .with("notes", Json::proses(&entry.notes))
}

fn result(result: &ResultItem) -> Object {
    let measures = result.same_as_measures.iter().map(MeasureId::as_str);
    let indicators = result.same_as_indicators.iter().map(IndicatorId::as_str);
    Object::new()
        .texts("tag", result.tags.iter().map(|tag| tag.word.as_str()))
        .prose("text", result.text.as_ref())
        .texts("same_as", measures.chain(indicators))
        .list("figures", result.figures.iter().map(figure))
        .with("notes", Json::proses(&result.notes))
}

fn figure(figure: &QuotedFigure) -> Object {
    Object::new()
        .text("title", figure.title.as_str())
        .number("value", figure.value)
        .text("unit", figure.unit.as_str())
        .number("numerator", figure.numerator)
        .number("denominator", figure.denominator)
        .period("as_of", figure.as_of)
        .text("qualifier", figure.qualifier.as_deref())
}

fn observation(observation: &Observation) -> Object {
    let published = Object::new()
        .number("ratio_to_target", observation.published.to_target)
        .number("ratio_to_previous_year", observation.published.to_previous_year);
    let object = Object::new()
        .period("period", observation.period)
        .text("segment", observation.segment.as_ref().map(SegmentId::as_str));
    let object = match observation.reading {
        Reading::Value(value) => object.number("value", value),
        Reading::Absent(reason) => object.text("absent", codes::absence(reason).code),
    };
    object
        .text("vintage", codes::vintage(observation.vintage).code)
        .period("as_of", observation.as_of)
        .number("numerator", observation.numerator)
        .number("denominator", observation.denominator)
        .with("published", published)
        .text("rating", observation.rating.as_deref())
        .prose("comment", observation.comment.as_ref())
        .prose("note", observation.note.as_ref())
}

fn correction(correction: &Correction) -> Object {
    let values = correction.values.iter().map(|value| {
        Object::new()
            .text("indicator", value.indicator.as_str())
            .text("segment", value.segment.as_ref().map(SegmentId::as_str))
            .period("period", value.period)
            .number("old", value.old)
            .number("new", value.new)
    });
    Object::new()
        .period("date", correction.date)
        .prose("text", &correction.text)
        .texts("measures", correction.measures.iter().map(MeasureId::as_str))
        .texts("indicators", correction.indicators.iter().map(IndicatorId::as_str))
        .list("values", values)
}
