//! What was made of a group: what the whole site says of its plans, and which files it has (記録). Enough to join the site without
//! reading the group.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::digests::Digests;
use super::kept::Kept;
use super::survey::{Group, Survey};
use crate::digest::sha256;
use crate::edition::{LeftOut, Release};
use crate::model::Audience;
use crate::render::Templates;
use crate::site::{Contribution, Stamp};

/// What was made of a group.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record {
    /// Its plans that are in the edition.
    pub plans: Vec<PlanRecord>,
    /// What is left out of it for now.
    pub left_out: LeftOut,
    /// The files it was made of that may be named, by path in the data folder.
    pub inputs: BTreeMap<String, String>,
    /// Warnings about it.
    pub findings: Kept,
}

/// What was made of a plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanRecord {
    /// What the whole site says of it.
    pub contribution: Contribution,
    /// Its files in the site.
    pub files: BTreeMap<String, Stamp>,
}

/// What a whole build depends on besides the files of the plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The program: its version, or the digest of itself.
    pub program: String,
    /// Edition.
    pub is_public: bool,
    /// Cut-off.
    pub as_of: Option<NaiveDate>,
    /// Whether the site has a release calendar.
    pub has_releases: bool,
    /// SHA-256 of `site.yaml` and of replaced templates.
    pub shared: BTreeMap<String, String>,
}

impl Terms {
    /// The terms of a build.
    pub fn of(survey: &Survey, release: Release, templates: &Templates, program: String) -> Self {
        let site = survey
            .inputs
            .iter()
            .map(|(name, input)| (name.clone(), input.sha256.clone()));
        let replaced = templates.replaced().iter();
        let replaced = replaced.map(|(name, digest)| (format!("templates/{name}"), digest.clone()));
        Self {
            program,
            is_public: release.audience == Audience::Public,
            as_of: survey.cut_off(release),
            has_releases: survey.has_releases(release),
            shared: site.chain(replaced).collect(),
        }
    }

    /// The key (鍵) of a group: another whenever anything differs that it depends on. None when a file cannot be read.
    pub fn key(&self, survey: &Survey, group: &Group, digests: &Digests) -> Option<Key> {
        let files = group.digests(digests)?;
        let strays = survey
            .strays_of(group)
            .map(|(path, finding)| (path, finding.code.as_str(), &finding.message));
        let all = (FORMAT, self, &files, strays.collect::<Vec<_>>());
        let text = serde_json::to_vec(&all).ok()?;
        Some(Key {
            digest: sha256(&text),
            files,
        })
    }
}

/// The key of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key itself.
    pub digest: String,
    /// SHA-256 of the files of the group.
    pub files: BTreeMap<String, String>,
}

/// Raised when records of before mean something else.
const FORMAT: u32 = 1;
