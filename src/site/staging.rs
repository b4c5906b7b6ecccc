//! The site while it is being written: a folder beside the old one, into which files come one by one and from all cores. What the
//! old site has already is not written again but linked into the new one, so that only what changed costs writing.
//!
//! No reader sees any of it before [`Staging::publish`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::manifest::Stamp;
use super::output::{Collision, Output};
use super::seen::Seen;
use super::writer::{PublishError, Published, beside, io_at, list, lock, ours, recover, remove, resolve, swap};
use crate::digest::Digesting;
use crate::model::Audience;

/// A site that is being written. While it is there no other build publishes to the same place. Dropped without being published it
/// leaves everything as it was.
pub struct Staging {
    out: PathBuf,
    stage: PathBuf,
    old: PathBuf,
    audience: Audience,
    /// Whether a site of ours stands at `out`, and its files.
    present: Option<BTreeSet<String>>,
    seen: Seen,
    files: Mutex<BTreeMap<String, Stamp>>,
    folders: Mutex<BTreeSet<String>>,
    /// Whether anything differs from the site that stands there.
    differs: AtomicBool,
    lock_path: PathBuf,
    _lock: File,
}

impl Staging {
    /// Begins a site beside the one at `out`; `seen` is how that one looked when its files were last known, if it is known.
    pub fn begin(out: &Path, audience: Audience, seen: Seen) -> Result<Self, PublishError> {
        let out = resolve(out)?;
        let parent = out.parent().unwrap_or(Path::new("/")).to_path_buf();
        io_at("出力先の親フォルダーを作れません", &parent, fs::create_dir_all)?;
        let lock_path = beside(&out, "lock");
        let lock = lock::wait_for(&lock_path, &out)?;
        let mut staging = Self {
            stage: beside(&out, "new"),
            old: beside(&out, "old"),
            out,
            audience,
            present: None,
            seen,
            files: Mutex::default(),
            folders: Mutex::default(),
            differs: AtomicBool::new(false),
            lock_path,
            _lock: lock,
        };
        recover(&staging.out, &staging.stage, &staging.old)?;
        if super::writer::is_there(&staging.out)? {
            staging.present = Some(ours(&staging.out, audience)?);
        }
        io_at("作業用のフォルダーを作れません", &staging.stage, fs::create_dir)?;
        Ok(staging)
    }

    /// Takes files over from the site that stands there, all or none. False when it does not have all of them with that content.
    pub fn take_over_all(&self, files: &[(&String, &Stamp)]) -> Result<bool, PublishError> {
        if !files.par_iter().all(|(name, stamp)| self.stands(name, stamp)) {
            return Ok(false);
        }
        files.par_iter().try_for_each(|(name, stamp)| {
            self.link(name)?;
            self.note(name, (*stamp).clone());
            Ok(())
        })?;
        Ok(true)
    }

    /// Whether the site that stands there has the file with that content.
    fn stands(&self, name: &str, stamp: &Stamp) -> bool {
        self.has(name) && is_known(&self.out, name, stamp, &self.seen).is_some()
    }

    /// Writes a file.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<Stamp, PublishError> {
        let stamp = Stamp::of(content);
        if self.stands(name, &stamp) {
            self.link(name)?;
        } else {
            self.differs.store(true, Ordering::Relaxed);
            let path = self.place(name)?;
            io_at("ファイルを書けません", &path, |path| {
                File::create_new(path)?.write_all(content)
            })?;
        }
        self.note(name, stamp.clone());
        Ok(stamp)
    }

    /// Writes a file piece by piece, for what is too large to be held.
    pub fn stream(
        &self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<Digesting<File>>) -> io::Result<()>,
    ) -> Result<Stamp, PublishError> {
        let path = self.place(name)?;
        let stamp = io_at("ファイルを書けません", &path, |path| {
            let mut file = BufWriter::with_capacity(1 << 18, Digesting::new(File::create_new(path)?));
            write(&mut file)?;
            let (_, sha256, size) = file.into_inner()?.finish();
            Ok(Stamp { sha256, size })
        })?;
        // Written before it could be known: put in the place of the link, it is the same file as before or another one.
        if !self.stands(name, &stamp) {
            self.differs.store(true, Ordering::Relaxed);
        }
        self.note(name, stamp.clone());
        Ok(stamp)
    }

    /// Puts the finished site, to which its manifest belongs, in the place of the old one.
    pub fn publish(self) -> Result<Published, PublishError> {
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        let same_names = self
            .present
            .as_ref()
            .is_some_and(|present| present.iter().eq(files.keys()));
        if same_names && !self.differs.load(Ordering::Relaxed) {
            return Ok(Published::Unchanged);
        }
        io_at(
            "書いた内容をディスクに確定できません",
            &self.stage,
            |stage| rustix::fs::syncfs(File::open(stage)?).map_err(io::Error::from),
        )?;
        swap(&self.out, &self.stage, &self.old, self.present.is_some(), self.audience)?;
        Ok(Published::Replaced)
    }

    /// The files so far with their stamps; an error when two of them would stand at one place.
    pub fn files(&self) -> Result<BTreeMap<String, Stamp>, Collision> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut paths = Output::default();
        for name in files.keys() {
            paths.add(name.clone(), Vec::new())?;
        }
        Ok(files)
    }

    /// The folder that is published.
    pub fn out(&self) -> &Path {
        &self.out
    }

    fn has(&self, name: &str) -> bool {
        self.present.as_ref().is_some_and(|present| present.contains(name))
    }

    fn note(&self, name: &str, stamp: Stamp) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(name.to_owned(), stamp);
    }

    /// Where a file goes; its folder is there.
    fn place(&self, name: &str) -> Result<PathBuf, PublishError> {
        if let Some((folder, _)) = name.rsplit_once('/') {
            let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            if !folders.contains(folder) {
                io_at("フォルダーを作れません", &self.stage.join(folder), fs::create_dir_all)?;
                folders.insert(folder.to_owned());
            }
        }
        Ok(self.stage.join(name))
    }

    /// A file of the old site as a file of the new one; copied where it cannot be linked.
    fn link(&self, name: &str) -> Result<(), PublishError> {
        let (path, from) = (self.place(name)?, self.out.join(name));
        io_at("ファイルを書けません", &path, |path| {
            fs::hard_link(&from, path).or_else(|_| {
                let mut file = File::create_new(path)?;
                io::copy(&mut File::open(&from)?, &mut file).map(drop)
            })
        })
    }
}

/// Whether a folder holds exactly these files with this content, and nothing waits beside it to be cleared away: then whether
/// any of them had to be read to know it.
pub fn standing(out: &Path, files: &BTreeMap<String, Stamp>, seen: &Seen) -> Option<bool> {
    let out = resolve(out).ok()?;
    let waits = |suffix| fs::symlink_metadata(beside(&out, suffix)).is_ok();
    let present = list(&out).ok()?;
    if ["new", "old", "lock"].into_iter().any(waits) || !present.keys().eq(files.keys()) {
        return None;
    }
    let known: Option<Vec<bool>> = files
        .par_iter()
        .map(|(name, stamp)| is_known(&out, name, stamp, seen))
        .collect();
    Some(known?.into_iter().any(|by_its_look| !by_its_look))
}

/// Whether a file of a folder has that content: known by its look, or by reading it.
fn is_known(folder: &Path, name: &str, stamp: &Stamp, seen: &Seen) -> Option<bool> {
    let path = folder.join(name);
    let metadata = fs::symlink_metadata(&path).ok().filter(Metadata::is_file)?;
    if seen.is(name, &metadata, stamp) {
        return Some(true);
    }
    let same = metadata.len() == stamp.size && Stamp::of(&fs::read(&path).ok()?) == *stamp;
    same.then_some(false)
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be cleared away now, the next build clears.
        remove(&self.stage);
        // Removed while still held: whoever waits for it notices that the file has gone and takes a new one.
        let _ = fs::remove_file(&self.lock_path);
    }
}
