//! The whole site: what is said once, and its plans.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Accessibility, Audience, Indicator, IndicatorReference, Plan, PlanId, ProjectIndex, Prose};

/// What is said once for the whole site (サイト全体).
#[derive(Debug, Clone)]
pub struct Site {
    /// Title (題名).
    pub title: String,
    /// Publisher (発行者).
    pub publisher: String,
    /// Description for the home page (説明).
    pub description: Option<Prose>,
    /// Notice on every page (注意書き).
    pub notice: Option<Prose>,
    /// Licence of text and data (利用条件).
    pub licence: Option<String>,
    /// Contact (問合せ先).
    pub contact: Option<Prose>,
    /// Policy and test results (ウェブアクセシビリティ).
    pub accessibility: Option<Accessibility>,
    /// Address at which the site is published (公開アドレス), ending in `/`.
    pub base_url: Option<String>,
}

/// The site and its plans in the order of publication.
#[derive(Debug, Clone)]
pub struct Project {
    /// For whom this copy is (公開版・内部版). Fresh from the data it holds everything and is internal; `edition` alone makes a
    /// public one of it.
    pub audience: Audience,
    /// What the public may know by this day is in it (公開の基準日); none when no day is set, and then nothing under embargo
    /// is public.
    pub as_of: Option<NaiveDate>,
    /// What is said once.
    pub site: Site,
    /// Plans (計画): all of them, or a group of plans that say something of one another.
    pub plans: Vec<Plan>,
    /// Whether any plan of the whole site has a planned publication (公表予定): the one thing that the pages of a plan show of
    /// plans that they have nothing to do with.
    pub has_releases: bool,
    /// The files it was read from, with their SHA-256 (もとのファイル); those of a plan that keeps anything back are not named.
    pub inputs: BTreeMap<String, String>,
    /// What continues what, once it was asked for (索引).
    pub index: ProjectIndex,
}

impl Project {
    /// The plan of that folder.
    ///
    /// # Panics
    /// When no such plan exists: references have been checked before (`MR0301`).
    pub fn plan(&self, id: &PlanId) -> &Plan {
        self.plans
            .iter()
            .find(|plan| plan.id == *id)
            .expect("plan references are checked")
    }

    /// The indicator a reference points to.
    pub fn indicator(&self, reference: &IndicatorReference) -> &Indicator {
        self.plan(&reference.plan).indicator(&reference.indicator)
    }
}
