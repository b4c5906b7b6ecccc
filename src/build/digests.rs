//! Digests of the files that keys are made of (要約値). What looks as it did when its digest was taken is not read again.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::cache::Cache;
use crate::digest::sha256;
use crate::site::Look;
use crate::source::{FoundFile, open};

/// The name in the cache.
pub const KNOWN: &str = "digests.json";

/// The name under which the program itself is known: no path of data begins so.
const PROGRAM: &str = "program";

/// What is known of files, and what was learnt of them.
#[derive(Default)]
pub struct Digests {
    cache: Option<Cache>,
    known: BTreeMap<String, Look>,
    /// A file just written, before the first look at a file that was not known.
    now: OnceLock<Option<Metadata>>,
    seen: Mutex<BTreeMap<String, Look>>,
}

impl Digests {
    /// What is known by a cache.
    pub fn of(cache: &Cache) -> Self {
        Self {
            known: cache.load(KNOWN).unwrap_or_default(),
            cache: Some(cache.clone()),
            ..Self::default()
        }
    }

    /// SHA-256 of a file of the data; none when it cannot be read.
    pub fn file(&self, file: &FoundFile) -> Option<String> {
        self.digest(&format!("data/{}", file.shown), &file.path, || open(file))
    }

    /// SHA-256 of this program; none when it cannot be read.
    pub fn program(&self) -> Option<String> {
        let own = std::env::current_exe().ok()?;
        self.known(PROGRAM, &own).or_else(|| {
            let before = fs::metadata(&own).ok()?;
            let digest = sha256(&fs::read(&own).ok()?);
            self.note(PROGRAM, Look::running(&before, digest.clone()));
            Some(digest)
        })
    }

    /// Leaves what was learnt for the next build.
    pub fn leave(self) {
        let seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(cache) = self.cache.filter(|_| seen != self.known) {
            cache.leave(KNOWN, &seen);
        }
    }

    /// The digest of a file that looks as it did when it was taken.
    fn known(&self, name: &str, path: &Path) -> Option<String> {
        let look = self.known.get(name)?;
        let digest = look.digest(&fs::symlink_metadata(path).ok()?)?.to_owned();
        self.note(name, look.clone());
        Some(digest)
    }

    fn digest(&self, name: &str, path: &Path, read: impl FnOnce() -> Option<Vec<u8>>) -> Option<String> {
        self.known(name, path).or_else(|| {
            let now = self.now.get_or_init(|| self.cache.as_ref()?.now());
            let before = fs::symlink_metadata(path).ok();
            let digest = sha256(&read()?);
            if let (Some(now), Some(before)) = (now, before)
                && let Some(look) = Look::settled(&before, digest.clone(), now)
            {
                self.note(name, look);
            }
            Some(digest)
        })
    }

    fn note(&self, name: &str, look: Look) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(name.to_owned(), look);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_file_is_read_again_only_when_it_may_have_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "abc").unwrap();
        let cache = Cache::open(&folder.path().join("cache")).unwrap();
        let reads = Cell::new(0);
        let look = || {
            let digests = Digests::of(&cache);
            let digest = digests.digest("a", &path, || {
                reads.set(reads.get() + 1);
                fs::read(&path).ok()
            });
            digests.leave();
            digest.unwrap()
        };
        // Just written: a change in the same tick of the clock would not show, so it is not believed yet.
        assert_eq!(look(), sha256(b"abc"));
        assert_eq!(look(), sha256(b"abc"));
        assert_eq!(reads.get(), 2);
        std::thread::sleep(Duration::from_millis(60));
        assert_eq!(look(), sha256(b"abc"));
        assert_eq!(look(), sha256(b"abc"));
        assert_eq!(reads.get(), 3);
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        fs::write(&path, "xyz").unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(before).unwrap();
        assert_eq!(look(), sha256(b"xyz"));
    }
}
