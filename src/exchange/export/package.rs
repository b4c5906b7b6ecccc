//! The Data Package of a plan (データパッケージ): which files there are and what their columns are, after Frictionless Data
//! Package and Table Schema, version 1.

use super::json::{Json, Object};
use super::schema::{Field, Kind, Schema};
use super::table::Table;
use super::terms::Terms;
use crate::calendar::Period;
use crate::model::{Plan, Project};

/// A table of the package with its file.
pub struct Resource<'tables> {
    /// The table.
    pub table: &'tables Table,
    /// Its file, beside the package.
    pub path: String,
    /// Size of the file.
    pub bytes: usize,
}

/// The description of a plan's package.
pub fn of_plan(project: &Project, plan: &Plan, resources: &[Resource<'_>]) -> Json {
    let terms = Terms::new(project, Some(plan));
    let published = plan.editions.iter().rev().find_map(|edition| edition.published);
    let modified = published.or(plan.adopted).and_then(Period::last_day);
    let contributor = Object::new()
        .text("title", plan.organisation.as_str())
        .text("role", "author");
    let homepage = project
        .site
        .base_url
        .as_ref()
        .map(|base| format!("{base}{}/index.html", plan.id));
    Object::new()
        .text("profile", "tabular-data-package")
        .text("name", plan.id.as_str())
        .text("title", plan.title.as_str())
        .text("description", description(plan, &terms).as_str())
        .text("homepage", homepage.as_deref())
        .text(
            "version",
            modified.map(|day| day.format("%Y-%m-%d").to_string()).as_deref(),
        )
        .with("licenses", terms.licences())
        .list("contributors", [contributor])
        .list("resources", resources.iter().map(resource))
        .into()
}

fn description(plan: &Plan, terms: &Terms) -> String {
    let summary = plan.summary.as_ref().map(super::published::lines_of);
    let invented = plan
        .invented
        .then(|| "この団体、計画及び数値は、見本として作ったもので、実在しません。".to_owned());
    let name = terms.name.as_ref().map(|name| format!("利用条件：{name}"));
    [summary, invented, name, Some(terms.credit.clone())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\n")
}

fn resource(resource: &Resource<'_>) -> Object {
    let schema = resource.table.schema;
    Object::new()
        .text("profile", "tabular-data-resource")
        .text("name", schema.name)
        .text("title", schema.title)
        .text("description", format!("1行は、{}。", schema.row).as_str())
        .text("path", resource.path.as_str())
        .text("format", "csv")
        .text("mediatype", "text/csv")
        .text("encoding", "utf-8")
        .with("bytes", Json::count(resource.bytes))
        .with(
            "dialect",
            Object::new()
                .text("delimiter", ",")
                .text("lineTerminator", "\r\n")
                .text("quoteChar", "\"")
                .flag("doubleQuote", true)
                .flag("header", true),
        )
        .with("schema", table_schema(schema))
}

/// The Table Schema of a table.
pub fn table_schema(schema: &Schema) -> Object {
    Object::new()
        .list("fields", schema.fields().map(field))
        .texts("missingValues", [""])
        .texts("primaryKey", schema.key)
}

fn field(field: &Field) -> Object {
    let about = match field.kind {
        Kind::Code(list) => format!("{}（コード表の「{list}」）", field.meaning),
        Kind::Markdown => format!("{}（Markdown。改行は \\n、\\ は \\\\ と表す）", field.meaning),
        _ => field.meaning.to_owned(),
    };
    let object = Object::new()
        .text("name", field.name)
        .text("title", field.title)
        .text("description", about.as_str())
        .text("type", field.kind.table_schema_type());
    if field.required {
        object.with("constraints", Object::new().flag("required", true))
    } else {
        object
    }
}
