//! The data of the site as a catalogue (データカタログ): DCAT and schema.org in one JSON-LD file. Without an address of the site
//! the links are relative to the file.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::json::{Json, Object};
use super::terms::Terms;
use crate::calendar::Period;
use crate::model::{Plan, Project};

/// A file that can be downloaded.
pub struct Distribution {
    /// Path from the top of the site.
    pub path: String,
    /// Title.
    pub title: String,
    /// Media type.
    pub media_type: &'static str,
    /// Size.
    pub bytes: usize,
}

/// A plan in the catalogue, as it stands there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Dataset {
    address: String,
    json: Box<RawValue>,
}

/// A plan with its files as a data set.
pub fn of_plan(project: &Project, plan: &Plan, files: &[Distribution]) -> Dataset {
    Dataset {
        address: address(project, &page(plan)),
        json: dataset(project, plan, files).to_raw(),
    }
}

fn address(project: &Project, path: &str) -> String {
    match &project.site.base_url {
        Some(base) => format!("{base}{path}"),
        None => format!("../{path}"),
    }
}

/// The catalogue of the data sets of all plans.
pub fn write(project: &Project, plans: Vec<Dataset>) -> Json {
    let site = &project.site;
    let mut graph = vec![Json::from(
        Object::new()
            .text("@id", address(project, "data.html").as_str())
            .texts("@type", ["dcat:Catalog", "schema:DataCatalog"])
            .text("dct:title", site.title.as_str())
            .text("schema:name", site.title.as_str())
            .text("dct:description", describe(project).as_str())
            .with("dct:publisher", agent(&site.publisher))
            .text("dct:language", "ja")
            .with(
                "dcat:dataset",
                Json::List(plans.iter().map(|plan| reference(&plan.address)).collect()),
            ),
    )];
    graph.extend(plans.into_iter().map(|plan| Json::Raw(plan.json)));
    Object::new()
        .with("@context", context())
        .with("@graph", Json::List(graph))
        .into()
}

fn describe(project: &Project) -> String {
    let description = project.site.description.as_ref().map(super::published::lines_of);
    description.unwrap_or_else(|| project.site.title.clone())
}

fn page(plan: &Plan) -> String {
    format!("{}/data.html", plan.id)
}

fn context() -> Object {
    let typed = |kind: &str| Object::new().text("@type", kind);
    Object::new()
        .text("dcat", "http://www.w3.org/ns/dcat#")
        .text("dct", "http://purl.org/dc/terms/")
        .text("foaf", "http://xmlns.com/foaf/0.1/")
        .text("schema", "https://schema.org/")
        .text("xsd", "http://www.w3.org/2001/XMLSchema#")
        .with("dct:modified", typed("xsd:date"))
        .with("dct:issued", typed("xsd:date"))
        .with("dcat:startDate", typed("xsd:date"))
        .with("dcat:endDate", typed("xsd:date"))
        .with("dcat:byteSize", typed("xsd:nonNegativeInteger"))
}

fn reference(address: &str) -> Json {
    Object::new().text("@id", address).into()
}

fn agent(name: &str) -> Object {
    Object::new()
        .texts("@type", ["foaf:Organization", "schema:Organization"])
        .text("foaf:name", name)
        .text("schema:name", name)
}

fn dataset(project: &Project, plan: &Plan, files: &[Distribution]) -> Json {
    let address = |path: &str| address(project, path);
    let terms = Terms::new(project, Some(plan));
    let summary = plan
        .summary
        .as_ref()
        .map_or_else(|| plan.title.clone(), super::published::lines_of);
    let day = |period: Option<Period>| {
        period
            .and_then(Period::last_day)
            .map(|day| day.format("%Y-%m-%d").to_string())
    };
    let modified = day(plan.editions.iter().rev().find_map(|edition| edition.published)).or_else(|| day(plan.adopted));
    let period = plan.period.as_ref();
    let first = period.map(|period| period.from.first_day().format("%Y-%m-%d").to_string());
    let last = period
        .and_then(|period| period.to)
        .map(|to| to.last_day().format("%Y-%m-%d").to_string());
    let coverage = first
        .as_ref()
        .map(|first| format!("{first}/{}", last.as_deref().unwrap_or("..")));
    let temporal = first.as_ref().map_or_else(Object::new, |first| {
        Object::new()
            .text("@type", "dct:PeriodOfTime")
            .text("dcat:startDate", first.as_str())
            .text("dcat:endDate", last.as_deref())
    });
    let licence = terms.href.map_or_else(
        || {
            terms.name.as_ref().map_or(Json::Null, |name| {
                Object::new()
                    .text("@type", "dct:LicenseDocument")
                    .text("dct:title", name.as_str())
                    .into()
            })
        },
        reference,
    );
    let distributions = Json::List(
        files
            .iter()
            .map(|file| distribution(file, &licence, &address))
            .collect(),
    );
    Object::new()
        .text("@id", address(&page(plan)).as_str())
        .texts("@type", ["dcat:Dataset", "schema:Dataset"])
        .text("dct:identifier", plan.id.as_str())
        .text("dct:title", plan.title.as_str())
        .text("schema:name", plan.title.as_str())
        .text("dct:description", summary.as_str())
        .text("schema:description", summary.as_str())
        .with("dct:publisher", agent(&plan.organisation))
        .with("schema:publisher", agent(&plan.organisation))
        .text("dct:language", "ja")
        .text("dct:modified", modified.as_deref())
        .text("schema:dateModified", modified.as_deref())
        .with("dct:temporal", temporal)
        .text("schema:temporalCoverage", coverage.as_deref())
        .text("schema:spatialCoverage", plan.organisation.as_str())
        .with("dct:license", licence.clone())
        .with("schema:license", licence)
        .text("schema:creditText", terms.credit.as_str())
        .with("dcat:landingPage", reference(&address(&page(plan))))
        .with("dcat:distribution", distributions)
        .into()
}

fn distribution(file: &Distribution, licence: &Json, address: &dyn Fn(&str) -> String) -> Json {
    let url = address(&file.path);
    Object::new()
        .text("@id", url.as_str())
        .texts("@type", ["dcat:Distribution", "schema:DataDownload"])
        .text("dct:title", file.title.as_str())
        .text("schema:name", file.title.as_str())
        .with("dcat:accessURL", reference(&url))
        .with("dcat:downloadURL", reference(&url))
        .text("schema:contentUrl", url.as_str())
        .text("dcat:mediaType", file.media_type)
        .text("schema:encodingFormat", file.media_type)
        .with("dcat:byteSize", Json::text(file.bytes.to_string()))
        .with("dct:license", licence.clone())
        .into()
}
