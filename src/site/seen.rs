//! How the files of the published site looked when they were last known by their digest. What looks otherwise is read.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::look::Look;
use super::manifest::Stamp;

/// How files looked.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Seen {
    files: BTreeMap<String, Look>,
}

impl Seen {
    /// Looks at those files of a folder that were not looked at yet, or had just changed then; they are known to have these digests.
    /// `now` is a file just written on the same file system.
    pub fn look(&mut self, folder: &Path, files: &BTreeMap<String, Stamp>, now: &Metadata) {
        let look = |(name, stamp): (&String, &Stamp)| {
            let metadata = fs::symlink_metadata(folder.join(name)).ok()?;
            Some((name.clone(), Look::settled(&metadata, stamp.sha256.clone(), now)?))
        };
        let new = files.par_iter().filter(|(name, _)| !self.files.contains_key(*name));
        let new: Vec<(String, Look)> = new.filter_map(look).collect();
        self.files.extend(new);
    }

    /// Whether all these files were looked at.
    pub fn has_all(&self, files: &BTreeMap<String, Stamp>) -> bool {
        files.len() == self.files.len()
    }

    /// Whether a file with that metadata has that content for sure.
    pub fn is(&self, name: &str, metadata: &Metadata, stamp: &Stamp) -> bool {
        let digest = self.files.get(name).and_then(|look| look.digest(metadata));
        digest == Some(stamp.sha256.as_str()) && metadata.len() == stamp.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_that_did_not_change_since_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let write = |name: &str, text: &str| fs::write(path(name), text).unwrap();
        write("a", "abc");
        write("b", "abc");
        std::thread::sleep(std::time::Duration::from_millis(60));
        write("late", "abc");
        write("now", "");
        let stamp = Stamp::of(b"abc");
        let files = ["a", "b", "late", "gone"].map(|name| (name.to_owned(), stamp.clone()));
        let files = BTreeMap::from(files);
        let mut seen = Seen::default();
        seen.look(folder.path(), &files, &fs::metadata(path("now")).unwrap());
        let is = |name: &str, stamp: &Stamp| seen.is(name, &fs::metadata(path(name)).unwrap(), stamp);
        assert!(is("a", &stamp) && is("b", &stamp));
        assert!(!is("late", &stamp), "looked at in the tick of its change");
        assert!(!seen.has_all(&files));
        assert!(!is("a", &Stamp::of(b"xyz")));
        // The same length, and the time of its content put back.
        let before = fs::metadata(path("a")).unwrap().modified().unwrap();
        write("a", "xyz");
        fs::File::options()
            .write(true)
            .open(path("a"))
            .unwrap()
            .set_modified(before)
            .unwrap();
        assert!(!is("a", &stamp));
        fs::rename(path("late"), path("b")).unwrap();
        assert!(!is("b", &stamp), "another file");

        write("late", "abc");
        std::thread::sleep(std::time::Duration::from_millis(60));
        write("now", "");
        seen.look(folder.path(), &files, &fs::metadata(path("now")).unwrap());
        assert!(
            seen.is("late", &fs::metadata(path("late")).unwrap(), &stamp),
            "looked at again"
        );
    }
}
