//! `plan.yaml`.

use super::{indicator, measure};
use crate::exchange::export::codes;
use crate::exchange::export::json::{Json, Object};
use crate::model::{
    Direction, FieldKind, Form, FormSection, FormTable, FreeTable, Law, Office, Plan, RelatedPlan, TableCell,
    TableColumn, Vocabularies,
};

pub(super) fn plan(plan: &Plan) -> Object {
    let words = &plan.vocabularies;
    let period = plan.period.as_ref().map_or_else(Object::new, |period| {
        Object::new()
            .year("from", period.from)
            .year("to", period.to)
            .text("text", period.text.as_deref())
    });
    Object::new()
        .text("title", plan.title.as_str())
        .text("short_title", differing(&plan.short_title, &plan.title))
        .text("organisation", plan.organisation.as_str())
        .text("office", plan.office.as_deref())
        .prose("notice", plan.notice.as_ref())
        .flag("invented", plan.invented)
        .prose("source", plan.source.as_ref())
        .text("organisation_code", plan.organisation_code.as_deref())
        .text("licence", plan.licence.as_deref())
        .list(
            "releases",
            plan.releases.iter().map(|release| {
                Object::new()
                    .period("date", release.date)
                    .text("title", release.title.as_str())
                    .prose("note", release.note.as_ref())
            }),
        )
        .with("period", period)
        .period("adopted", plan.adopted)
        .text("state", codes::plan_state(plan.state).code)
        .prose("state_note", plan.state_note.as_ref())
        .prose("summary", plan.summary.as_ref())
        .text("promise", plan.promise.as_deref())
        .list("laws", plan.laws.iter().map(law))
        .list("related", plan.related.iter().map(related))
        .texts("levels", &plan.levels)
        .text("measure_word", plan.measure_word.as_str())
        .with("statuses", statuses(words))
        .with("directions", directions(&words.directions))
        .with("tags", directions(&words.tags))
        .with("ratings", ratings(words))
        .list(
            "table",
            words.columns.iter().map(|column| {
                Object::new()
                    .text("field", codes::column(column.field))
                    .text("head", column.head.as_str())
            }),
        )
        .list(
            "marks",
            words.marks.iter().map(|mark| {
                Object::new()
                    .text("mark", mark.mark.as_str())
                    .text("meaning", mark.meaning.as_str())
            }),
        )
        .list("offices", plan.offices.iter().map(office))
        .list(
            "responsibilities",
            plan.responsibilities.iter().map(|one| {
                Object::new()
                    .text("role", one.role.as_str())
                    .text("holder", one.holder.as_str())
                    .text("scope", one.scope.as_deref())
            }),
        )
        .list(
            "process",
            plan.process.iter().map(|step| {
                Object::new()
                    .text("who", step.who.as_deref())
                    .text("when", step.when.as_deref())
                    .prose("what", &step.what)
            }),
        )
        .list(
            "glossary",
            plan.glossary.iter().map(|term| {
                Object::new()
                    .text("term", term.term.as_str())
                    .prose("meaning", &term.meaning)
                    .text("source", term.source.as_deref())
            }),
        )
        .list(
            "indicators",
            plan.indicators.iter().map(|one| indicator::indicator(one, &plan.id)),
        )
        .list("measures", measure::nodes(&plan.tree, &plan.id))
        .number("tolerance", plan.tolerance)
        .list("forms", plan.forms.iter().map(form))
        .list("tables", plan.tables.iter().map(free_table))
}

/// A short form, unless it is the long one.
pub(super) fn differing<'text>(short: &'text str, long: &str) -> Option<&'text str> {
    (short != long).then_some(short)
}

fn law(law: &Law) -> Object {
    Object::new()
        .text("id", law.id.as_str())
        .text("label", law.label.as_deref())
        .text("title", law.title.as_str())
        .prose("purpose", law.purpose.as_ref())
        .text("article", law.article.as_deref())
        .text("instrument", law.instrument.as_deref())
}

fn related(related: &RelatedPlan) -> Object {
    Object::new()
        .text("plan", related.plan.as_ref().map(crate::model::PlanId::as_str))
        .text("title", Some(related.title.as_str()).filter(|title| !title.is_empty()))
        .text("relation", codes::relation(related.relation).code)
        .text("period", related.period.as_deref())
        .prose("note", related.note.as_ref())
}

fn statuses(words: &Vocabularies) -> Object {
    words.statuses.iter().fold(Object::new(), |object, status| {
        let meaning = Object::new()
            .text("meaning", codes::status(status.meaning).code)
            .text("requires", status.requires_reason.then_some("reason"))
            .text("note", status.note.as_deref());
        object.with(status.word.as_str(), meaning)
    })
}

fn directions(directions: &[Direction]) -> Object {
    directions.iter().fold(Object::new(), |object, one| {
        object.text(&one.word, codes::direction(one.meaning).code)
    })
}

fn ratings(words: &Vocabularies) -> Object {
    words.ratings.iter().fold(Object::new(), |object, one| {
        object.text(&one.word, codes::rating(one.meaning).code)
    })
}

fn office(office: &Office) -> Object {
    let former = office.formerly.iter().map(|former| {
        Object::new()
            .year("until", former.until)
            .text("name", former.name.as_str())
            .text("short_name", differing(&former.short_name, &former.name))
    });
    Object::new()
        .text("id", office.id.as_str())
        .text("name", office.name.as_str())
        .text("short_name", differing(&office.short_name, &office.name))
        .text("head", office.head.as_deref())
        .prose("role", office.role.as_ref())
        .year("since", office.since)
        .year("until", office.until)
        .list("formerly", former)
        .text(
            "merged_into",
            office.merged_into.as_ref().map(crate::model::OfficeId::as_str),
        )
}

fn form(form: &Form) -> Object {
    let weights = form.weights.as_ref().map_or_else(Object::new, |weights| {
        Object::new()
            .number("total", weights.total)
            .text("unit", weights.unit.as_str())
            .flag("sample", weights.sample)
            .prose("note", weights.note.as_ref())
    });
    Object::new()
        .text("id", form.id.as_str())
        .text("title", form.title.as_str())
        .text("filled_by", form.filled_by.as_deref())
        .prose("intro", form.intro.as_ref())
        .list("sections", form.sections.iter().map(section))
        .with("weights", weights)
}

fn section(section: &FormSection) -> Object {
    let fields = section.fields.iter().map(|field| {
        let kind = match field.kind {
            FieldKind::Text => "text",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::DateRange => "date-range",
        };
        Object::new()
            .text("label", field.label.as_str())
            .text("kind", kind)
            .text("unit", field.unit.as_deref())
            .text("reference", field.reference.as_deref())
            .prose("guidance", field.guidance.as_ref())
            .with("lines", Json::Number(field.lines.to_string()))
    });
    Object::new()
        .text("title", section.title.as_deref())
        .flag("superseded", section.superseded)
        .with("guidance", Json::proses(&section.guidance))
        .with("examples", Json::proses(&section.examples))
        .list("fields", fields)
        .with("table", section.table.as_ref().map_or_else(Object::new, form_table))
}

fn form_table(table: &FormTable) -> Object {
    let rows = table.rows.iter().map(|row| {
        Object::new()
            .with("cells", cells(&row.cells))
            .number("weight", row.weight)
            .flag("example", row.example)
    });
    Object::new()
        .with("columns", columns(&table.columns))
        .list("rows", rows)
        .text("weight_column", table.weight_column.as_deref())
}

fn free_table(table: &FreeTable) -> Object {
    let rows = table.rows.iter().map(|row| {
        Object::new()
            .text("title", row.title.as_str())
            .with("cells", cells(&row.cells))
    });
    Object::new()
        .text("id", table.id.as_str())
        .text("title", table.title.as_str())
        .prose("intro", table.intro.as_ref())
        .text("corner", table.corner.as_deref())
        .with("columns", columns(&table.columns))
        .list("rows", rows)
        .with("notes", Json::proses(&table.notes))
}

fn columns(columns: &[TableColumn]) -> Json {
    let columns = columns.iter().map(|column| {
        Json::Object(
            Object::new()
                .text("id", column.id.as_str())
                .prose("title", &column.title),
        )
    });
    Json::List(columns.collect())
}

fn cells(cells: &[TableCell]) -> Json {
    let cells = cells
        .iter()
        .map(|cell| Json::Object(Object::new().texts("columns", &cell.columns).prose("text", &cell.text)));
    Json::List(cells.collect())
}
