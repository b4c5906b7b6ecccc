//! Public and internal editions (公開版・内部版): the only door from the full model to what pages and files show.
//!
//! The public copy is an allow-list. Every struct of the model is taken apart in `allow` with all its fields named and built
//! again from what its parts let through; a field that is added to the model does not compile until its line is written there.
//! What is internal has a type that says so ([`crate::model::Internal`], [`crate::model::Handling`]) and does not pass. Ids pass
//! only when what they name does, so that nothing public can point at something that is not there.
//!
//! Whatever counts or compares does so behind the door: an internal measure is in no number of the public site.

mod allow;
mod door;
mod known;
mod left_out;
mod withhold;

use std::ops::Deref;

use chrono::NaiveDate;

use crate::model::{Audience, Project};
use door::{Door, Pass};
use known::Known;

pub use left_out::LeftOut;

/// Which edition is asked for (版と基準日).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Release {
    /// For whom.
    pub audience: Audience,
    /// What the public may know by this day is in it (公開の基準日); none: the day that the data name, if any.
    pub as_of: Option<NaiveDate>,
}

impl Release {
    /// The public edition, of the day that the data name (公開版).
    pub const PUBLIC: Self = Self {
        audience: Audience::Public,
        as_of: None,
    };

    /// The internal edition (内部版).
    pub const INTERNAL: Self = Self {
        audience: Audience::Internal,
        as_of: None,
    };
}

impl Release {
    /// The cut-off: as asked, or as the data name it.
    pub fn cut_off(self, project: &Project) -> Option<NaiveDate> {
        self.as_of.or(project.as_of)
    }
}

/// A project that went through the door: what `site` accepts. Nothing else makes one.
#[derive(Debug, Clone)]
pub struct Released(Project);

impl Released {
    /// The same of a group of plans, knowing whether any plan of the whole site announces publications (公表予定).
    #[must_use]
    pub fn beside(mut self, has_releases: bool) -> Self {
        self.0.has_releases = has_releases;
        self
    }
}

impl Deref for Released {
    type Target = Project;

    fn deref(&self) -> &Project {
        &self.0
    }
}

/// Lets through the door what the edition may show.
pub fn release(project: Project, release: Release) -> Released {
    let as_of = release.cut_off(&project);
    match release.audience {
        Audience::Public => {
            let mut public = through(project, Audience::Public, as_of);
            withhold::apply(&mut public);
            Released(public)
        }
        Audience::Internal => {
            let mut lists = withhold::list(&through(project.clone(), Audience::Public, as_of));
            let mut internal = through(project, Audience::Internal, as_of);
            for plan in &mut internal.plans {
                plan.withheld = lists.remove(&plan.id).unwrap_or_default();
            }
            Released(internal)
        }
    }
}

fn through(project: Project, audience: Audience, as_of: Option<NaiveDate>) -> Project {
    let known = Known::of(&project, audience, as_of);
    let door = Door {
        audience,
        as_of,
        known: &known,
        plan: None,
    };
    // Only an item can stay behind, and a project is none.
    project.pass(&door).expect("what a site says of itself is public")
}
