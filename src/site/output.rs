//! The files of a site, in memory: nothing is on the disk until all of them are here.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::manifest::{MANIFEST, Manifest, Stamp};
use crate::model::Audience;

/// Files by their path from the top of the site, with `/`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Output {
    audience: Audience,
    as_of: Option<NaiveDate>,
    files: BTreeMap<String, Vec<u8>>,
    folded: BTreeMap<String, String>,
    inputs: BTreeMap<String, String>,
}

/// Two files of the site would stand at one path (on file systems that ignore case, too).
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("サイトの中で、2つのファイルが同じ場所になります: {first} と {second}")]
pub struct Collision {
    /// The one already there.
    pub first: String,
    /// The one that came second.
    pub second: String,
}

impl Output {
    /// An empty site for that audience, of that cut-off.
    pub fn of(audience: Audience, as_of: Option<NaiveDate>) -> Self {
        Self {
            audience,
            as_of,
            ..Self::default()
        }
    }

    /// Adds a file.
    pub fn add(&mut self, path: String, content: Vec<u8>) -> Result<(), Collision> {
        if let Some(first) = self.folded.insert(path.to_lowercase(), path.clone()) {
            return Err(Collision { first, second: path });
        }
        self.files.insert(path, content);
        Ok(())
    }

    /// States what the site was made of (もとのファイル): SHA-256 by name.
    pub fn made_of(&mut self, inputs: impl IntoIterator<Item = (String, String)>) {
        self.inputs.extend(inputs);
    }

    /// Paths of the files so far, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The files, ordered by path.
    pub(super) fn into_unlisted(self) -> BTreeMap<String, Vec<u8>> {
        self.files
    }

    /// The files, ordered by path, with the manifest.
    pub fn into_files(mut self) -> BTreeMap<String, Vec<u8>> {
        let stamps = self.files.par_iter();
        let stamps = stamps
            .map(|(name, content)| (name.clone(), Stamp::of(content)))
            .collect();
        let manifest = Manifest::new(stamps, self.inputs, self.audience, self.as_of);
        self.files.insert(MANIFEST.to_owned(), manifest.to_bytes());
        self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_differ_in_case_only_collide() {
        let mut output = Output::default();
        output.add("city/a.html".to_owned(), Vec::new()).unwrap();
        let collision = output.add("city/A.html".to_owned(), Vec::new()).unwrap_err();
        assert_eq!(collision.first, "city/a.html");
    }
}
