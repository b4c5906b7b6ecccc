//! What the pages and files of the whole site say of a plan (寄与分): all that they need of it. A plan that did not change is
//! neither read nor evaluated again for them.

use serde::{Deserialize, Serialize};

use crate::exchange::export::catalog::Dataset;
use crate::exchange::export::feed::Entry;
use crate::model::{EditionId, PlanId};
use crate::view::data::PlanData;
use crate::view::home::PlanCard;
use crate::view::releases::PlanReleases;
use crate::view::search::{FoundPlan, PlanLists};

/// What the whole site says of a plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Contribution {
    /// What is said without looking at the files for download.
    pub shown: Shown,
    /// What is said of the files for download.
    pub offered: Offered,
}

/// What pages say of a plan and what follows from the model alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Shown {
    /// The plan.
    pub plan: PlanId,
    /// The body (団体名).
    pub organisation: String,
    /// On the home page.
    pub card: PlanCard,
    /// On the search page.
    pub lists: PlanLists,
    /// In the search index.
    pub found: FoundPlan,
    /// Its editions, in its order.
    pub editions: Vec<EditionId>,
    /// In the release calendar.
    pub releases: PlanReleases,
    /// In the feed.
    pub news: Vec<Entry>,
    /// In the calendar file.
    pub events: Vec<String>,
    /// In the site map: paths of its pages, without those that only lead on.
    pub pages: Vec<String>,
}

/// What is said of a plan's files for download.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Offered {
    /// On the data page.
    pub data: PlanData,
    /// In the catalogue.
    pub dataset: Dataset,
}
