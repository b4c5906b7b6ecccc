//! Why the plan exists: the laws that ask for it, and the plans it stands beside (根拠となる法律、関係する計画).

use serde::Serialize;

use crate::model::{Law, Plan, Project, RelatedPlan};
use crate::render::{Html, markdown};
use crate::view::{Address, wording};

/// A law.
#[derive(Debug, Serialize)]
pub struct LawView {
    /// Printed label.
    pub label: Option<String>,
    /// Name.
    pub title: String,
    /// Article.
    pub article: Option<String>,
    /// What it is for.
    pub purpose: Option<Html>,
    /// The kind of plan it asks for.
    pub instrument: Option<String>,
}

/// A kind of plan that laws ask for.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Instrument {
    /// Name of the kind of plan.
    pub title: String,
    /// Labels (or names) of the laws.
    pub laws: Vec<String>,
}

/// Plans that stand to this one in the same way.
#[derive(Debug, Serialize)]
pub struct RelatedGroup {
    /// How they stand to this one.
    pub relation: &'static str,
    /// The plans.
    pub plans: Vec<RelatedView>,
}

/// Another plan.
#[derive(Debug, Serialize)]
pub struct RelatedView {
    /// Title.
    pub title: String,
    /// Its page, when it is on this site.
    pub href: Option<String>,
    /// Period or date.
    pub period: Option<String>,
    /// Note.
    pub note: Option<Html>,
}

pub(super) fn law(law: &Law) -> LawView {
    LawView {
        label: law.label.clone(),
        title: law.title.clone(),
        article: law.article.clone(),
        purpose: law.purpose.as_ref().map(markdown::inline),
        instrument: law.instrument.clone(),
    }
}

/// The kinds of plan the laws ask for, in the order they are first named.
pub(super) fn instruments(laws: &[Law]) -> Vec<Instrument> {
    let mut instruments: Vec<Instrument> = Vec::new();
    for law in laws {
        let Some(title) = &law.instrument else { continue };
        let name = law.label.as_ref().unwrap_or(&law.title).clone();
        match instruments.iter_mut().find(|instrument| instrument.title == *title) {
            Some(instrument) => instrument.laws.push(name),
            None => instruments.push(Instrument {
                title: title.clone(),
                laws: vec![name],
            }),
        }
    }
    instruments
}

/// Plans by how they stand to this one, in the order in which each relation is first named.
pub(super) fn related_plans(project: &Project, plan: &Plan, page: &Address) -> Vec<RelatedGroup> {
    let mut groups: Vec<RelatedGroup> = Vec::new();
    for related in &plan.related {
        let relation = wording::relation(related.relation);
        let view = related_plan(project, related, page);
        match groups.iter_mut().find(|group| group.relation == relation) {
            Some(group) => group.plans.push(view),
            None => groups.push(RelatedGroup {
                relation,
                plans: vec![view],
            }),
        }
    }
    groups
}

fn related_plan(project: &Project, related: &RelatedPlan, page: &Address) -> RelatedView {
    let here = related.plan.as_ref().map(|id| project.plan(id));
    let period = here.and_then(|plan| plan.period.as_ref()).map(wording::plan_period);
    RelatedView {
        title: related.title.clone(),
        href: here.map(|plan| page.link_to(&Address::Plan(plan.id.clone()))),
        period: related.period.clone().or(period),
        note: related.note.as_ref().map(markdown::inline),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law(label: &str, instrument: Option<&str>) -> Law {
        Law {
            id: label.to_owned(),
            label: Some(label.to_owned()),
            title: format!("{label}の法律"),
            purpose: None,
            article: None,
            instrument: instrument.map(str::to_owned),
        }
    }

    #[test]
    fn laws_are_gathered_by_the_plan_they_ask_for() {
        let laws = [
            law("①", Some("特定事業主行動計画")),
            law("②", Some("特定事業主行動計画")),
            law("③", Some("障害者活躍推進計画")),
            law("④", None),
        ];
        let expected = [
            Instrument {
                title: "特定事業主行動計画".to_owned(),
                laws: vec!["①".to_owned(), "②".to_owned()],
            },
            Instrument {
                title: "障害者活躍推進計画".to_owned(),
                laws: vec!["③".to_owned()],
            },
        ];
        assert_eq!(instruments(&laws), expected);
    }
}
