//! The tidy tables as JSON (表のJSON): the same columns as the CSV, empty ones left out; and the JSON Schema of the file.

use std::io::Write;

use super::json::{Json, Object};
use super::schema::{Field, Kind};
use super::table::{Table, Value};
use super::{codes, tables};
use crate::model::Plan;

/// What the file is.
pub const FORMAT: &str = "mieruka-tables";
/// Version of its shape.
pub const VERSION: usize = 1;

/// The tables of a plan, one row a line.
pub fn write(plan: &Plan, tables: &[Table]) -> Vec<u8> {
    let never = "writing to memory does not fail";
    let quote = |text: &str| serde_json::to_string(text).expect("a text is always JSON");
    let mut text = Vec::new();
    write!(
        text,
        "{{\n\"format\": {},\n\"version\": {VERSION},\n\"plan_id\": {},\n\"tables\": {{",
        quote(FORMAT),
        quote(plan.id.as_str())
    )
    .expect(never);
    for (index, table) in tables.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        write!(text, "{comma}\n{}: [", quote(table.schema.name)).expect(never);
        let keys: Vec<String> = table.schema.fields().map(|field| quote(field.name) + ":").collect();
        for (index, row) in table.rows.iter().enumerate() {
            text.extend_from_slice(if index == 0 { b"\n{" } else { b",\n{" });
            record(&mut text, &keys, row);
            text.push(b'}');
        }
        text.extend_from_slice(b"\n]");
    }
    text.extend_from_slice(b"\n}\n}\n");
    text
}

/// The members of a row: there may be a million, so they are written without being made first.
fn record(text: &mut Vec<u8>, keys: &[String], row: &[Value]) {
    let never = "writing to memory does not fail";
    let mut comma = "";
    for (key, value) in keys.iter().zip(row) {
        let (start, end) = match value {
            Value::Empty => continue,
            Value::Date(_) => ("\"", "\""),
            Value::Text(_) | Value::Flag(_) | Value::Integer(_) | Value::Number(_) => ("", ""),
        };
        for part in [comma, key, start] {
            text.extend_from_slice(part.as_bytes());
        }
        match value {
            Value::Text(words) => serde_json::to_writer(&mut *text, words).expect("a text is always JSON"),
            other => write!(text, "{other}").expect(never),
        }
        text.extend_from_slice(end.as_bytes());
        comma = ",";
    }
}

/// The JSON Schema (2020-12) of the file, from the dictionary of columns.
pub fn json_schema() -> Json {
    let tables = tables::schemas().fold(Object::new(), |object, schema| {
        let record = Object::new()
            .text("type", "object")
            .text(
                "description",
                format!("{}。1行は、{}", schema.title, schema.row).as_str(),
            )
            .with(
                "required",
                Json::texts(schema.fields().filter(|field| field.required).map(|field| field.name)),
            )
            .with(
                "properties",
                schema
                    .fields()
                    .fold(Object::new(), |object, field| object.with(field.name, property(field))),
            )
            .with("additionalProperties", Json::Bool(false));
        let list = Object::new().text("type", "array").with("items", record);
        object.with(schema.name, list)
    });
    let constant = |value: Json| Object::new().with("const", value);
    Object::new()
        .text("$schema", "https://json-schema.org/draft/2020-12/schema")
        .text("title", "mieruka の表のJSON")
        .text("type", "object")
        .texts("required", ["format", "version", "plan_id", "tables"])
        .with(
            "properties",
            Object::new()
                .with("format", constant(Json::text(FORMAT)))
                .with("version", constant(Json::count(VERSION)))
                .with("plan_id", Object::new().text("type", "string"))
                .with(
                    "tables",
                    Object::new()
                        .text("type", "object")
                        .with("properties", tables)
                        .with("additionalProperties", Json::Bool(false)),
                ),
        )
        .with("additionalProperties", Json::Bool(false))
        .into()
}

fn property(field: &Field) -> Object {
    let object = Object::new()
        .text("title", field.title)
        .text("description", field.meaning)
        .text(
            "type",
            match field.kind {
                Kind::Integer => "integer",
                Kind::Number => "number",
                Kind::Flag => "boolean",
                Kind::Id | Kind::Text | Kind::Markdown | Kind::Code(_) | Kind::Date => "string",
            },
        );
    match field.kind {
        Kind::Date => object.text("format", "date"),
        Kind::Code(name) => {
            let lists = codes::lists();
            let list = lists.iter().find(|list| list.name == name);
            let codes = list
                .into_iter()
                .flat_map(|list| list.codes.iter().map(|code| code.code));
            object.texts("enum", codes)
        }
        _ => object,
    }
}
