//! How the files of the published site looked when they were last known by their digest, so that they need not be read again.
//!
//! A file counts as unchanged when inode, size and the times of its last changes are as they were, and it had last been changed
//! well before it was looked at (as git does with its index: a change in the same tick of the clock as the look would not show).
//! Anything else is read.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::manifest::Stamp;

/// The coarsest tick of a file system's clock that is believed, in nanoseconds.
const TICK: i128 = 20_000_000;

/// How files looked.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Seen {
    files: BTreeMap<String, Look>,
}

/// How a file looked, and the digest it had.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Look {
    device: u64,
    inode: u64,
    size: u64,
    modified: i128,
    changed: i128,
    sha256: String,
}

impl Seen {
    /// Looks at the files of a folder that are known to have these digests. `now` is a file just written on the same file
    /// system: its clock decides, not that of this machine.
    pub fn of(folder: &Path, files: &BTreeMap<String, Stamp>, now: &Metadata) -> Self {
        let until = changed(now) - TICK;
        let look = |(name, stamp): (&String, &Stamp)| {
            let metadata = fs::symlink_metadata(folder.join(name)).ok()?;
            let look = Look::of(&metadata, stamp.sha256.clone());
            (metadata.is_file() && look.changed < until && look.modified < until).then(|| (name.clone(), look))
        };
        Self {
            files: files.par_iter().filter_map(look).collect(),
        }
    }

    /// Whether a file with that metadata has that content for sure.
    pub fn is(&self, name: &str, metadata: &Metadata, stamp: &Stamp) -> bool {
        self.files.get(name).is_some_and(|look| {
            metadata.is_file() && look.size == stamp.size && *look == Look::of(metadata, stamp.sha256.clone())
        })
    }
}

impl Look {
    fn of(metadata: &Metadata, sha256: String) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            size: metadata.size(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            changed: changed(metadata),
            sha256,
        }
    }
}

fn changed(metadata: &Metadata) -> i128 {
    nanoseconds(metadata.ctime(), metadata.ctime_nsec())
}

fn nanoseconds(seconds: i64, nanoseconds: i64) -> i128 {
    i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds)
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
        let seen = Seen::of(
            folder.path(),
            &BTreeMap::from(files),
            &fs::metadata(path("now")).unwrap(),
        );
        let is = |name: &str, stamp: &Stamp| seen.is(name, &fs::metadata(path(name)).unwrap(), stamp);
        assert!(is("a", &stamp) && is("b", &stamp));
        assert!(!is("late", &stamp), "looked at in the tick of its change");
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
    }
}
