//! The release calendar (公表予定): what will be published when.

use serde::Serialize;

use super::Address;
use super::frame::{Frame, Link};
use crate::calendar::YearStyle;
use crate::model::{Plan, Project, Release};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct ReleasesPage {
    /// Frame.
    pub frame: Frame,
    /// Planned publications, soonest first.
    pub planned: Vec<Planned>,
    /// What was published, newest first.
    pub published: Vec<PublishedView>,
    /// The calendar file.
    pub calendar: String,
}

/// A planned publication.
#[derive(Debug, Serialize)]
pub struct Planned {
    /// When.
    pub date: String,
    /// What.
    pub title: String,
    /// The plan.
    pub plan: Link,
    /// The body.
    pub organisation: String,
    /// Note.
    pub note: Option<Html>,
}

/// A publication.
#[derive(Debug, Serialize)]
pub struct PublishedView {
    /// When.
    pub date: String,
    /// The edition.
    pub edition: Link,
    /// The plan.
    pub plan: Link,
    /// The body.
    pub organisation: String,
}

impl ReleasesPage {
    /// The page; none when nothing is planned.
    pub fn new(project: &Project, calendar: &str) -> Option<Self> {
        let page = Address::Releases;
        let mut planned: Vec<(&Plan, &Release)> = project
            .plans
            .iter()
            .flat_map(|plan| plan.releases.iter().map(move |release| (plan, release)))
            .collect();
        planned.sort_by_key(|(_, release)| release.date);
        if planned.is_empty() {
            return None;
        }
        let link = |plan: &Plan| Link::new(&page, &Address::Plan(plan.id.clone()), &plan.short_title);
        let with_releases = project.plans.iter().filter(|plan| !plan.releases.is_empty());
        let mut published: Vec<_> = with_releases
            .flat_map(|plan| plan.editions.iter().map(move |edition| (plan, edition)))
            .filter_map(|(plan, edition)| Some((plan, edition, edition.published?)))
            .collect();
        published.sort_by_key(|(_, _, date)| std::cmp::Reverse(date.last_day()));
        Some(Self {
            frame: Frame::new(project, None, &page, "公表予定"),
            planned: planned
                .into_iter()
                .map(|(plan, release)| Planned {
                    date: release.date.label(YearStyle::EraWithWestern),
                    title: release.title.clone(),
                    plan: link(plan),
                    organisation: plan.organisation.clone(),
                    note: release.note.as_ref().map(markdown::inline),
                })
                .collect(),
            published: published
                .into_iter()
                .map(|(plan, edition, date)| PublishedView {
                    date: date.label(YearStyle::EraWithWestern),
                    edition: Link::new(&page, &Address::Edition(plan.id.clone(), edition.id()), &edition.title),
                    plan: link(plan),
                    organisation: plan.organisation.clone(),
                })
                .collect(),
            calendar: page.link_to_path(calendar),
        })
    }
}
