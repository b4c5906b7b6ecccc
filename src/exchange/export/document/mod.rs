//! A plan as one JSON document (計画のJSON): everything the model knows, in the shape of the YAML files, so that it can be read
//! in again without loss. `plan` is what `plan.yaml` says, `editions` what the files of the years say.
//!
//! The keys are those of `source::raw`; JSON is YAML, so the parts of a document are data files as they are.

mod edition;
mod indicator;
mod measure;
mod plan;
mod schema;

use super::json::{Json, Object};
use crate::model::{Edition, Page, Plan, Project, Site, Stage};

pub use schema::json_schema;

/// What the document is.
pub const FORMAT: &str = "mieruka-plan";
/// Version of its shape: raised when a reader of before could misread it.
pub const VERSION: usize = 1;

/// The document of a plan.
pub fn of_plan(project: &Project, plan: &Plan) -> Json {
    let mut editions = Object::new();
    for one in &plan.editions {
        editions = editions.with_object(file_name(one), edition::edition(one));
    }
    Object::new()
        .text("format", FORMAT)
        .with("version", Json::count(VERSION))
        .text("id", plan.id.as_str())
        .text("publisher", project.site.publisher.as_str())
        .text("licence", project.site.licence.as_deref())
        .with("site", site(project))
        .with("plan", plan::plan(plan))
        .with("editions", editions)
        .list("pages", plan.pages.iter().map(page))
        .into()
}

/// What `site.yaml` says.
pub fn of_site(project: &Project) -> Json {
    site(project)
        .texts("plans", project.plans.iter().map(|plan| plan.id.as_str()))
        .into()
}

/// What `site.yaml` says but for the order of the plans.
fn site(project: &Project) -> Object {
    let Site {
        title,
        publisher,
        description,
        notice,
        licence,
        contact,
        // What is promised about this website says nothing about the plans.
        accessibility: _,
        base_url,
    } = &project.site;
    Object::new()
        .text("title", title.as_str())
        .text("publisher", publisher.as_str())
        .prose("description", description.as_ref())
        .prose("notice", notice.as_ref())
        .text("licence", licence.as_deref())
        .prose("contact", contact.as_ref())
        .text("base_url", base_url.as_deref())
}

/// The file name of an edition, without its ending: `2020`, `2025-midterm`.
pub fn file_name(edition: &Edition) -> String {
    let year = edition.fiscal_year.year();
    match edition.stage {
        Stage::Final => year.to_string(),
        other => format!("{year}-{}", super::codes::stage(other).code),
    }
}

fn page(page: &Page) -> Object {
    Object::new()
        .text("id", page.id.as_str())
        .text("title", page.title.as_str())
        .prose("text", &page.text)
}
