//! A site that is ready: what is left to do is to put it in the place of the old one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::BuildError;
use super::cache::Cache;
use super::kept::Kept;
use crate::edition::LeftOut;
use crate::site::{Published, Seen, Staging, Stamp};

/// A site that is ready to be published.
pub struct Ready {
    pub(super) files: usize,
    pub(super) how: How,
}

/// How it is ready.
pub(super) enum How {
    /// The site that stands there is the one.
    Stands,
    /// Written beside it.
    Written(Box<Written>),
}

/// A site written beside the one that stands there.
pub(super) struct Written {
    pub staging: Staging,
    /// The cache, and what it is to be told once the site is published.
    pub cache: Option<(PathBuf, Whole)>,
}

/// What a whole build came to, to be told from when nothing changed.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct Whole {
    pub key: String,
    pub files: BTreeMap<String, Stamp>,
    pub findings: Kept,
    pub left_out: LeftOut,
}

impl Ready {
    /// How many files the site has.
    pub fn files(&self) -> usize {
        self.files
    }

    /// Puts the site in the place of the old one.
    pub fn publish(self) -> Result<Published, BuildError> {
        let How::Written(written) = self.how else {
            return Ok(Published::Unchanged);
        };
        let out = written.staging.out().to_path_buf();
        let published = written.staging.publish()?;
        if let Some((cache, whole)) = written.cache
            && let Ok(cache) = Cache::open(&cache)
        {
            cache.leave("whole.json", &whole);
            look(&cache, &out, &whole.files);
        }
        Ok(published)
    }
}

/// Notes how the files of the site look, so that they need not be read to be known again. Removing the old site has just changed
/// those that both have; of many files, the first have been so for long enough when the last has been looked at.
pub(super) fn look(cache: &Cache, out: &Path, files: &BTreeMap<String, Stamp>) {
    let mut seen = Seen::default();
    for _ in 0..2 {
        if let Some(now) = cache.now().filter(|_| !seen.has_all(files)) {
            seen.look(out, files, &now);
        }
    }
    cache.leave("seen.json", &seen);
}
