//! What is in a data folder, and which plans belong together: seen before any plan is read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::digests::Digests;
use crate::check;
use crate::diagnostic::{Diagnostic, Findings, Place, Sources};
use crate::digest::sha256;
use crate::edition::Release;
use crate::model::Audience;
use crate::progress::{Progress, Step, Unwatched, during};
use crate::source::raw;
use crate::source::{Found, FoundPlan, Glance, Id, Inputs, RawProject, each, open, read_plan, read_site, walk};

/// A data folder before its plans are read.
pub struct Survey {
    /// What `site.yaml` says; none when it is missing or broken.
    pub site: Option<raw::Site>,
    /// The file `site.yaml`.
    pub inputs: Inputs,
    /// The groups, by the name of their first plan.
    pub groups: Vec<Group>,
    /// The ids of all plans.
    pub ids: Vec<Id>,
    /// What was seen of each `plan.yaml`.
    pub glimpses: Glimpses,
    /// What was found in the folders of the plans while listing them, by path: weighed as the plan asks.
    strays: Vec<(String, Diagnostic)>,
}

/// Plans that say something of one another, by the names of their folders.
#[derive(Debug, Clone)]
pub struct Group {
    /// Their files.
    pub plans: Vec<FoundPlan>,
}

/// What was seen of files `plan.yaml`, by the SHA-256 of the file.
pub type Glimpses = BTreeMap<String, Glimpse>;

/// What must be known of a plan before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glimpse {
    /// Plans that it names.
    names: BTreeSet<String>,
    /// For whom it announces publications, if it announces any.
    announces: Option<Announcement>,
}

/// For whom publications are announced (公表予定).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Announcement {
    is_internal: bool,
    embargo: Option<NaiveDate>,
}

impl Survey {
    /// Looks at a data folder. Findings are those of the folder and of `site.yaml`. What is known of a `plan.yaml` with the same
    /// content need not be looked at again.
    pub fn of(
        data: &Path,
        known: &Glimpses,
        digests: &Digests,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Self {
        let Found { site, plans } = walk(data, sources, findings);
        let folder = |finding: &Diagnostic| {
            sources
                .path(finding.place.file)
                .split_once('/')
                .map(|(folder, _)| folder)
        };
        let is_of_plan = |finding: &Diagnostic| {
            folder(finding).is_some_and(|folder| plans.iter().any(|plan| plan.id.as_str() == folder))
        };
        let strays = findings.take(is_of_plan).into_iter();
        let strays = strays
            .map(|finding| (sources.path(finding.place.file).to_owned(), finding))
            .collect();
        let (site, inputs) = read_site(site.as_ref(), sources, findings);
        if let Some(site) = &site {
            check::run_site(site, findings);
        }
        let seen: Vec<(String, Glimpse)> = plans.par_iter().map(|plan| glimpse(plan, known, digests)).collect();
        Self {
            ids: plans.iter().map(|plan| plan.id.value.clone()).collect(),
            groups: groups(plans, &seen),
            site,
            inputs,
            glimpses: seen.into_iter().collect(),
            strays,
        }
    }

    /// The cut-off of an edition (公開の基準日): as asked, or as the data name it.
    pub fn cut_off(&self, release: Release) -> Option<NaiveDate> {
        let named = self.site.as_ref().and_then(|site| site.as_of.as_ref());
        release.as_of.or(named.map(|day| day.0))
    }

    /// Whether an edition of the site has a release calendar.
    pub fn has_releases(&self, release: Release) -> bool {
        let as_of = self.cut_off(release);
        let is_shown = |one: Announcement| match release.audience {
            Audience::Internal => true,
            Audience::Public => {
                let is_due = |embargo: NaiveDate| as_of.is_some_and(|as_of| embargo <= as_of);
                !one.is_internal && one.embargo.is_none_or(is_due)
            }
        };
        self.glimpses
            .values()
            .filter_map(|glimpse| glimpse.announces)
            .any(is_shown)
    }

    /// Reads and checks a group. None when a file of it, or `site.yaml`, is too broken to be checked.
    pub fn read(
        &self,
        group: &Group,
        sources: &mut Sources,
        findings: &mut Findings,
        progress: &dyn Progress,
    ) -> Option<RawProject> {
        for (path, finding) in self.strays_of(group) {
            let place = Place::whole(sources.add(path.clone(), ""));
            findings.push(Diagnostic {
                place,
                ..finding.clone()
            });
        }
        let (mut inputs, mut plans) = (Inputs::new(), Vec::new());
        for plan in &group.plans {
            let (plan, of_plan) = during(progress, Step::Reading, || read_plan(plan, sources, findings));
            inputs.extend(of_plan);
            plans.push(plan);
        }
        let is_of_group = |id: &&Id| group.plans.iter().any(|plan| plan.id.value == **id);
        let raw = RawProject {
            site: self.site.clone()?,
            plans: plans.into_iter().collect::<Option<_>>()?,
            others: self.ids.iter().filter(|id| !is_of_group(id)).cloned().collect(),
            inputs,
        };
        during(progress, Step::Checking, || {
            check::run(&raw, findings);
            check::weigh(&raw, sources, findings);
        });
        Some(raw)
    }

    /// What was found in the folders of a group while listing them, by path.
    pub fn strays_of<'a>(&'a self, group: &'a Group) -> impl Iterator<Item = &'a (String, Diagnostic)> {
        self.strays.iter().filter(|(path, _)| {
            let folder = path.split_once('/').map(|(folder, _)| folder);
            group.plans.iter().any(|plan| folder == Some(plan.id.as_str()))
        })
    }

    /// Reads and checks every group, and puts them together. None when a file is too broken.
    pub fn read_all(self, sources: &mut Sources, findings: &mut Findings) -> Option<RawProject> {
        let groups: Vec<&Group> = self.groups.iter().collect();
        let read = each(groups, sources, findings, |group, sources, findings| {
            self.read(group, sources, findings, &Unwatched)
        });
        let mut whole = RawProject {
            site: self.site?,
            plans: Vec::new(),
            others: Vec::new(),
            inputs: self.inputs,
        };
        for group in read {
            let group = group?;
            whole.plans.extend(group.plans);
            whole.inputs.extend(group.inputs);
        }
        whole.plans.sort_by(|one, other| one.id.as_str().cmp(other.id.as_str()));
        Some(whole)
    }

    /// The plans in the order of publication: as `site.yaml` asks, the others after them by the name of their folder.
    pub fn order(&self) -> Vec<&str> {
        let asked = self.site.iter().flat_map(|site| &site.plans).map(|id| id.as_str());
        let mut order: Vec<&str> = Vec::new();
        for id in asked.chain(self.ids.iter().map(Id::as_str)) {
            if !order.contains(&id) {
                order.push(id);
            }
        }
        order
    }
}

impl Group {
    /// SHA-256 of all files by path; none when one cannot be read.
    pub fn digests(&self, digests: &Digests) -> Option<BTreeMap<String, String>> {
        let files = self.plans.iter().flat_map(FoundPlan::files);
        files
            .map(|file| Some((file.shown.clone(), digests.file(file)?)))
            .collect()
    }
}

/// What is to be known of a plan, with the digest of its file.
fn glimpse(plan: &FoundPlan, known: &Glimpses, digests: &Digests) -> (String, Glimpse) {
    let file = plan.plan.as_ref();
    if let Some(digest) = file.filter(|_| !known.is_empty()).and_then(|file| digests.file(file))
        && let Some(glimpse) = known.get(&digest)
    {
        return (digest, glimpse.clone());
    }
    let Some((file, bytes)) = file.and_then(|file| Some((file, open(file)?))) else {
        return Default::default();
    };
    let digest = sha256(&bytes);
    let glance = Glance::of(&file.shown, bytes);
    let announces = glance.announcing.as_ref().and_then(check::announcement);
    let glimpse = Glimpse {
        names: glance.names,
        announces: announces.map(|handling| Announcement {
            is_internal: handling.audience == Audience::Internal,
            embargo: handling.embargo,
        }),
    };
    (digest, glimpse)
}

/// The connected plans, in the order of the first of each.
fn groups(plans: Vec<FoundPlan>, seen: &[(String, Glimpse)]) -> Vec<Group> {
    let places: BTreeMap<&str, usize> = plans
        .iter()
        .enumerate()
        .map(|(at, plan)| (plan.id.as_str(), at))
        .collect();
    // Each plan leads to an earlier one of its group, the first to itself.
    let mut leads: Vec<usize> = (0..plans.len()).collect();
    for (at, (_, glimpse)) in seen.iter().enumerate() {
        for named in glimpse.names.iter().filter_map(|name| places.get(name.as_str())) {
            let (one, other) = (first(&leads, at), first(&leads, *named));
            leads[one.max(other)] = one.min(other);
        }
    }
    let firsts: Vec<usize> = (0..plans.len()).map(|at| first(&leads, at)).collect();
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for (first, plan) in firsts.into_iter().zip(plans) {
        let group = groups.entry(first).or_insert_with(|| Group { plans: Vec::new() });
        group.plans.push(plan);
    }
    groups.into_values().collect()
}

fn first(leads: &[usize], mut at: usize) -> usize {
    while leads[at] != at {
        at = leads[at];
    }
    at
}
