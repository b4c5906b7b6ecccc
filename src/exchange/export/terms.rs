//! Under which conditions the data may be used, and how to name where it is from (利用条件・出典).

use super::json::{Json, Object};
use crate::model::{Plan, Project};
use crate::view;

/// The conditions of a plan's data, or of the whole site's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// `PDL-1.0`, `CC-BY-4.0`, or the words of the publisher.
    pub code: Option<String>,
    /// Name in words.
    pub name: Option<String>,
    /// Address of the text.
    pub href: Option<&'static str>,
    /// Credit for use as it is.
    pub credit: String,
    /// Credit for use after changes.
    pub credit_edited: String,
}

impl Terms {
    /// The terms of a plan; of the site when none is given. The credit follows the pattern of the national terms of use.
    pub fn new(project: &Project, plan: Option<&Plan>) -> Self {
        let site = &project.site;
        let code = plan
            .and_then(|plan| plan.licence.clone())
            .or_else(|| site.licence.clone());
        let licence = code.as_deref().map(view::licence);
        let (title, body, page) = plan.map_or_else(
            || (site.title.as_str(), site.publisher.as_str(), "data.html".to_owned()),
            |plan| {
                (
                    plan.title.as_str(),
                    plan.organisation.as_str(),
                    format!("{}/data.html", plan.id),
                )
            },
        );
        let address = site.base_url.as_ref().map(|base| format!("{base}{page}"));
        let address = address.unwrap_or_else(|| "このページのアドレス".to_owned());
        let known = licence
            .as_ref()
            .and_then(|licence| Some((licence.name.clone(), licence.href?)));
        let under = known
            .map(|(name, href)| format!("、{name}（{href}）"))
            .unwrap_or_default();
        Self {
            credit: format!("出典：「{title}」（{body}）（{address}）{under}"),
            credit_edited: format!("「{title}」（{body}）（{address}）を加工して作成{under}"),
            name: licence.as_ref().map(|licence| licence.name.clone()),
            href: licence.and_then(|licence| licence.href),
            code,
        }
    }

    /// As the list of licences of a Data Package; only terms that have an address can stand there.
    pub fn licences(&self) -> Json {
        let (Some(code), Some(name), Some(href)) = (&self.code, &self.name, self.href) else {
            return Json::Null;
        };
        let licence = Object::new()
            .text("name", code.as_str())
            .text("path", href)
            .text("title", name.as_str());
        Json::List(vec![licence.into()])
    }
}
