//! The crossing from raw shapes to the model: after it nothing needs to be checked again.
//!
//! Runs only when no check has found an error, so it decides nothing and reports nothing: it fills in the documented
//! defaults and turns ids into references. Everything goes on, internal remarks in a type that says so: who may see it is
//! decided at one door, in `edition`.

mod accessibility;
mod edition;
mod form;
mod indicator;
mod measure;
mod plan;
mod vocabulary;

pub(super) use accessibility::conformance_level;

use crate::model::{Audience, Handling, Internal, OfficeId, Plan, Project, Prose, Site};
use crate::source::raw;
use crate::source::{At, Id, RawProject, Text, nameable};

/// Turns the checked raw project into the model.
pub fn lower(raw: &RawProject) -> Project {
    let plans: Vec<Plan> = raw.plans_in_order().map(|plan| plan::lower(plan, raw)).collect();
    Project {
        audience: Audience::Internal,
        as_of: raw.site.as_of.as_ref().map(|day| day.0),
        site: lower_site(&raw.site),
        has_releases: plans.iter().any(|plan| !plan.releases.is_empty()),
        plans,
        inputs: nameable(&raw.inputs),
        index: crate::model::ProjectIndex::default(),
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
        accessibility: site.accessibility.as_ref().map(accessibility::lower),
        base_url: optional(site.base_url.as_ref()).map(|url| url.trim_end_matches('/').to_owned() + "/"),
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

pub(super) fn handling(
    audience: Option<&At<raw::Audience>>,
    embargo: Option<&At<raw::Day>>,
    remark: Option<&At<Text>>,
) -> Handling {
    Handling {
        audience: match audience.map(|audience| audience.value) {
            None | Some(raw::Audience::Public) => Audience::Public,
            Some(raw::Audience::Internal) => Audience::Internal,
        },
        embargo: embargo.map(|day| day.0),
        remark: internal(remark),
    }
}

fn internal(remark: Option<&At<Text>>) -> Option<Internal<Prose>> {
    prose(remark).map(Internal::new)
}

fn flag(value: Option<&At<bool>>) -> bool {
    value.is_some_and(|value| value.value)
}
