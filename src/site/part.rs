//! What stands in the folder of one plan: its pages, its files for download, and what it says of itself to the whole site.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::contribution::{Contribution, Offered, Shown};
use super::output::Output;
use super::page::Page;
use super::pages::RenderError;
use super::search::PlanLines;
use super::{downloads, pages};
use crate::exchange::export::bundle::{self, PlanBundle};
use crate::exchange::export::{feed, releases};
use crate::model::{Edition, Plan, PlanId, Project};
use crate::progress::{Progress, Step, during};
use crate::render::Templates;
use crate::view::Address;
use crate::view::data::{PlanData, PlanDataPage};
use crate::view::home::PlanCard;
use crate::view::releases::PlanReleases;
use crate::view::search::{FoundPlan, PlanLists};

/// The part of the site that is one plan's. Nothing of it is made before it is asked for.
pub struct PlanPart<'a> {
    project: &'a Project,
    plan: &'a Plan,
    bundle: OnceLock<PlanBundle>,
}

impl<'a> PlanPart<'a> {
    /// The parts of all plans of a project, in order.
    pub(super) fn all(project: &'a Project) -> Vec<Self> {
        let part = |plan| Self {
            project,
            plan,
            bundle: OnceLock::new(),
        };
        project.plans.iter().map(part).collect()
    }

    /// The plan.
    pub fn plan(&self) -> &PlanId {
        &self.plan.id
    }

    /// Its pages.
    pub fn pages(&self) -> Vec<Page<'_>> {
        let mut pages = pages::of_plan(self.project, self.plan);
        let address = Address::Data(Some(self.plan.id.clone()));
        pages.push(Page::new(address, "data.html", || {
            let files = downloads::of_plan(self.project, self.plan, &self.bundle().offer);
            PlanDataPage::new(self.project, self.plan, &files)
        }));
        pages
    }

    /// Its files for download, by path from the top of the site. Made once.
    pub fn downloads(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.bundle().files
    }

    fn bundle(&self) -> &PlanBundle {
        self.bundle.get_or_init(|| bundle::of_plan(self.project, self.plan))
    }

    /// Makes all its files.
    pub fn files(
        &self,
        templates: &Templates,
        progress: &dyn Progress,
    ) -> Result<BTreeMap<String, Vec<u8>>, RenderError> {
        during(progress, Step::Downloads, || self.downloads());
        let pages = self.pages();
        let made: Vec<_> = pages
            .par_iter()
            .map(|page| during(progress, Step::Page(page.template()), || page.render(templates)))
            .collect();
        let mut output = Output::default();
        for (page, text) in pages.iter().zip(made) {
            output.add(page.path(), text?.into_bytes())?;
        }
        for (path, content) in self.downloads() {
            output.add(path.clone(), content.clone())?;
        }
        Ok(output.into_unlisted())
    }

    /// What it says to the whole site.
    pub fn contribution(&self) -> Contribution {
        Contribution {
            shown: self.shown(),
            offered: self.offered(),
        }
    }

    /// What can be found of it.
    pub fn lines(&self) -> PlanLines {
        PlanLines::of(self.plan)
    }

    /// What it says without its files for download.
    pub(super) fn shown(&self) -> Shown {
        let (project, plan) = (self.project, self.plan);
        let listed = self.pages().into_iter().filter(|page| !page.redirects());
        Shown {
            plan: plan.id.clone(),
            organisation: plan.organisation.clone(),
            card: PlanCard::new(project, plan),
            lists: PlanLists::new(plan),
            found: FoundPlan::new(plan),
            editions: plan.editions.iter().map(Edition::id).collect(),
            releases: PlanReleases::new(plan),
            news: feed::of_plan(project, plan),
            events: releases::of_plan(project, plan),
            pages: listed.map(|page| page.path()).collect(),
        }
    }

    /// What it says of its files for download.
    pub(super) fn offered(&self) -> Offered {
        let bundle = self.bundle();
        let files = downloads::of_plan(self.project, self.plan, &bundle.offer);
        Offered {
            data: PlanData::new(self.plan, &files),
            dataset: bundle.dataset.clone(),
        }
    }
}
