//! The crossing from raw shapes to the model: after it nothing needs to be checked again.
//!
//! Runs only when no check has found an error, so it decides nothing and reports nothing: it fills in the documented
//! defaults, turns ids into references and drops what must never be published (internal remarks).

mod edition;
mod form;
mod indicator;
mod measure;
mod plan;
mod vocabulary;

use crate::model::{OfficeId, Prose};
use crate::model::{Project, Site};
use crate::source::raw;
use crate::source::{At, Id, RawProject, Text};

/// Turns the checked raw project into the model.
pub fn lower(raw: &RawProject) -> Project {
    Project {
        site: lower_site(&raw.site),
        plans: raw.plans_in_order().map(|plan| plan::lower(plan, raw)).collect(),
    }
}

fn lower_site(site: &raw::Site) -> Site {
    Site {
        title: text(&site.title),
        publisher: text(&site.publisher),
        description: prose(site.description.as_ref()),
        notice: prose(site.notice.as_ref()),
        licence: optional(site.licence.as_ref()),
        contact: prose(site.contact.as_ref()),
    }
}

fn text(text: &At<Text>) -> String {
    text.as_str().to_owned()
}

fn optional(value: Option<&At<Text>>) -> Option<String> {
    value.map(text)
}

fn prose(value: Option<&At<Text>>) -> Option<Prose> {
    value.map(|value| Prose::new(value.as_str()))
}

fn proses(values: &[At<Text>]) -> Vec<Prose> {
    values.iter().map(|value| Prose::new(value.as_str())).collect()
}

fn offices(ids: &[At<Id>]) -> Vec<OfficeId> {
    ids.iter().map(|id| OfficeId::new(id.as_str())).collect()
}

fn flag(value: Option<&At<bool>>) -> bool {
    value.is_some_and(|value| value.value)
}
