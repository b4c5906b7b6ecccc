//! A part of a site that was made on another machine (分割): the files of some groups, and what is needed to join them to the whole.
//! A folder of a shard is published like a site, with a manifest, so that `mieruka verify` tells whether it arrived whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::BuildError;
use super::record::{Record, Terms};
use super::survey::Group;
use crate::edition::Release;
use crate::model::Audience;
use crate::site::{PlanLines, Stamp};

/// Where the shard says what it is: no plan has a name that begins with a dot.
pub(super) const SHARD: &str = ".mieruka/shard.json";

/// Where the lines of the search index of a plan are.
pub(super) fn lines_file(plan: &str) -> String {
    format!(".mieruka/{plan}.lines")
}

/// Which groups are to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// The groups of these plans.
    Only(Vec<String>),
    /// Every `of`th group, from the `number`th on; both count from 1.
    Share {
        /// Which share.
        number: usize,
        /// How many there are.
        of: usize,
    },
}

impl Selection {
    /// Whether the group with that number, from 0, is to be made.
    pub(super) fn has(&self, number: usize, group: &Group) -> bool {
        match self {
            Self::Only(plans) => group
                .plans
                .iter()
                .any(|plan| plans.iter().any(|one| one == plan.id.as_str())),
            Self::Share { number: share, of } => number % of == share - 1,
        }
    }
}

/// What a shard says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Said {
    /// What it was made under.
    pub terms: Terms,
    /// Its groups by their keys.
    pub groups: BTreeMap<String, Made>,
}

/// A group in a shard.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Made {
    /// What was made of it.
    pub record: Record,
    /// The lines of the search index of each plan.
    pub lines: BTreeMap<String, Stamp>,
}

/// The shards that a site is assembled of.
pub struct Shards(Vec<(PathBuf, Said)>);

impl Shards {
    /// Opens shards of one site.
    pub fn open(folders: &[PathBuf]) -> Result<Self, BuildError> {
        let mut shards: Vec<(PathBuf, Said)> = Vec::new();
        for folder in folders {
            let said = fs::read(folder.join(SHARD)).ok();
            let said: Option<Said> = said.and_then(|bytes| serde_json::from_slice(&bytes).ok());
            let said = said.ok_or_else(|| BuildError::NoShard(folder.clone()))?;
            if let Some((first, other)) = shards.first()
                && other.terms != said.terms
            {
                return Err(BuildError::OtherShard {
                    first: first.clone(),
                    other: folder.clone(),
                });
            }
            shards.push((folder.clone(), said));
        }
        Ok(Self(shards))
    }

    /// The edition that the shards are of.
    pub fn release(&self) -> Release {
        let terms = self.0.first().map(|(_, said)| &said.terms);
        Release {
            audience: if terms.is_some_and(|terms| !terms.is_public) {
                Audience::Internal
            } else {
                Audience::Public
            },
            as_of: terms.and_then(|terms| terms.as_of),
        }
    }

    /// The group of that key, and the folder it is in.
    pub(super) fn group(&self, key: &str) -> Option<(&Path, &Made)> {
        let mut shards = self.0.iter();
        shards.find_map(|(folder, said)| Some((folder.as_path(), said.groups.get(key)?)))
    }
}

/// The content of a file of a shard, which must be the one that was written there.
pub(super) fn content(folder: &Path, name: &str, stamp: &Stamp) -> Result<Vec<u8>, BuildError> {
    let content = fs::read(folder.join(name)).ok();
    let content = content.filter(|content| Stamp::of(content) == *stamp);
    content.ok_or_else(|| BuildError::DamagedShard(folder.join(name)))
}

/// The lines of the search index of a plan in a shard.
pub(super) fn lines(folder: &Path, plan: &str, stamp: &Stamp) -> Result<PlanLines, BuildError> {
    let name = lines_file(plan);
    PlanLines::parse(content(folder, &name, stamp)?).ok_or_else(|| BuildError::DamagedShard(folder.join(name)))
}
