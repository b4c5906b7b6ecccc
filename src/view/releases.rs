//! The release calendar (公表予定): what will be published when.

use serde::{Deserialize, Serialize};

use super::Address;
use super::frame::{Frame, Link};
use crate::calendar::{Period, YearStyle};
use crate::model::{Plan, Project};
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
#[derive(Debug, Clone, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
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

/// What the calendar says about a plan, each with what it is sorted by.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanReleases {
    planned: Vec<(Period, Planned)>,
    published: Vec<(Period, PublishedView)>,
}

impl PlanReleases {
    /// What the calendar says about a plan: nothing when the plan announces nothing.
    pub fn new(plan: &Plan) -> Self {
        let page = Address::Releases;
        let link = || Link::new(&page, &Address::Plan(plan.id.clone()), &plan.short_title);
        let planned = plan.releases.iter().map(|release| {
            let planned = Planned {
                date: release.date.label(YearStyle::EraWithWestern),
                title: release.title.clone(),
                plan: link(),
                organisation: plan.organisation.clone(),
                note: release.note.as_ref().map(markdown::inline),
            };
            (release.date, planned)
        });
        let announces = !plan.releases.is_empty();
        let published = plan.editions.iter().filter(|_| announces).filter_map(|edition| {
            let date = edition.published?;
            let published = PublishedView {
                date: date.label(YearStyle::EraWithWestern),
                edition: Link::new(&page, &Address::Edition(plan.id.clone(), edition.id()), &edition.title),
                plan: link(),
                organisation: plan.organisation.clone(),
            };
            Some((date, published))
        });
        Self {
            planned: planned.collect(),
            published: published.collect(),
        }
    }
}

impl ReleasesPage {
    /// The page of what the plans announce, in the order of publication; none when nothing is planned.
    pub fn new(project: &Project, plans: impl IntoIterator<Item = PlanReleases>, calendar: &str) -> Option<Self> {
        let page = Address::Releases;
        let (mut planned, mut published) = (Vec::new(), Vec::new());
        for plan in plans {
            planned.extend(plan.planned);
            published.extend(plan.published);
        }
        if planned.is_empty() {
            return None;
        }
        planned.sort_by_key(|(date, _)| *date);
        published.sort_by_key(|(date, _)| std::cmp::Reverse(date.last_day()));
        Some(Self {
            frame: Frame::new(project, None, &page, "公表予定"),
            planned: planned.into_iter().map(|(_, planned)| planned).collect(),
            published: published.into_iter().map(|(_, published)| published).collect(),
            calendar: page.link_to_path(calendar),
        })
    }
}
