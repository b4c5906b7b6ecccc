//! Says that files below some folders may have changed.
//!
//! The system's word comes first (inotify and its like); because it can be missing (network shares, exhausted watches) or late
//! (a folder that comes back), the folders are looked through now and then as well. Changes that come while one is being dealt
//! with are one change: nothing ever waits in a queue.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, MetadataKind, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use walkdir::WalkDir;

/// Entries looked at, and levels below a folder: as many as are read (`source::walk`).
const ENTRIES: usize = 50_000;
const DEPTH: usize = 8;

/// How long nothing may happen before a change counts as over: an editor writes in several steps. Where changes follow each
/// other, longer, so that the pages can be read meanwhile.
const QUIET: Duration = Duration::from_millis(6);
const QUIET_IN_A_BURST: Duration = Duration::from_millis(80);
/// After so long, what is there is shown although it goes on changing.
const LONGEST_BURST: Duration = Duration::from_millis(400);
/// Two changes nearer than this are a burst.
const BURST: Duration = Duration::from_millis(250);

/// Time between two looks through the folders: so many times what a look takes, within bounds.
const LOOKS: u32 = 20;
const SHORTEST: Duration = Duration::from_millis(150);
const SHORTEST_WHEN_TOLD: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(10);

/// Folders that are watched.
pub(super) struct Watch {
    roots: Vec<Root>,
    watcher: Option<RecommendedWatcher>,
    rings: Receiver<()>,
    /// Held so that the other end is never told that nobody rings any more.
    _bell: SyncSender<()>,
    seen: u64,
    /// How long a look took.
    cost: Duration,
    last: Option<Instant>,
}

struct Root {
    path: PathBuf,
    /// The folder that the system watches for us: another one may have come in its place.
    watched: Option<u64>,
}

impl Watch {
    /// Begins to watch.
    pub(super) fn new(roots: impl Iterator<Item = PathBuf>) -> Self {
        let (bell, rings) = sync_channel(1);
        let ring = bell.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| !tells_of_a_change(&event)) {
                return;
            }
            // Full: somebody has rung already.
            let _ = ring.try_send(());
        });
        let mut watch = Self {
            roots: roots.map(|path| Root { path, watched: None }).collect(),
            watcher: watcher.ok(),
            rings,
            _bell: bell,
            seen: 0,
            cost: Duration::ZERO,
            last: None,
        };
        watch.look();
        watch
    }

    /// Whether the system tells of every change in the folders that are there.
    pub(super) fn is_told(&self) -> bool {
        self.watcher.is_some() && self.roots.iter().all(|root| root.watched == identity(&root.path))
    }

    /// Waits until something may have changed and a moment has passed in which nothing did.
    pub(super) fn wait(&mut self) {
        while !self.changes_within(self.pause()) {}
    }

    /// Waits for a change, but not longer than that; whether there was one.
    pub(super) fn wait_at_most(&mut self, longest: Duration) -> bool {
        self.changes_within(longest.min(self.pause()))
    }

    fn changes_within(&mut self, time: Duration) -> bool {
        match self.rings.recv_timeout(time) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                if !self.look() {
                    return false;
                }
            }
        }
        self.settle();
        true
    }

    /// Until nothing happens any more, or for too long.
    fn settle(&mut self) {
        let begun = Instant::now();
        let in_a_burst = self.last.is_some_and(|last| begun - last < BURST);
        let quiet = if in_a_burst { QUIET_IN_A_BURST } else { QUIET };
        while self.rings.recv_timeout(quiet).is_ok() && begun.elapsed() < LONGEST_BURST {}
        self.look();
        self.last = Some(Instant::now());
    }

    /// Looks through the folders; whether anything is otherwise than at the last look.
    fn look(&mut self) -> bool {
        let begun = Instant::now();
        let mut hasher = DefaultHasher::new();
        for root in &mut self.roots {
            let identity = identity(&root.path);
            if root.watched != identity
                && let Some(watcher) = &mut self.watcher
            {
                // What was watched may be gone: then there is nothing to end.
                let _ = watcher.unwatch(&root.path);
                let watched = watcher.watch(&root.path, RecursiveMode::Recursive);
                root.watched = identity.filter(|_| watched.is_ok());
            }
            identity.hash(&mut hasher);
            sign(&root.path, &mut hasher);
        }
        self.cost = begun.elapsed();
        let now = hasher.finish();
        std::mem::replace(&mut self.seen, now) != now
    }

    /// Time until the next look.
    fn pause(&self) -> Duration {
        let shortest = if self.is_told_of_all() {
            SHORTEST_WHEN_TOLD
        } else {
            SHORTEST
        };
        (self.cost * LOOKS).clamp(shortest, LONGEST)
    }

    fn is_told_of_all(&self) -> bool {
        self.watcher.is_some() && self.roots.iter().all(|root| root.watched.is_some())
    }
}

/// Reading a file is told as well, also our own reading.
fn tells_of_a_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(kind)) => kind != MetadataKind::AccessTime,
        _ => true,
    }
}

/// Which folder a path leads to.
fn identity(path: &Path) -> Option<u64> {
    let metadata = std::fs::metadata(path).ok()?;
    let mut hasher = DefaultHasher::new();
    of_its_own(&metadata, &mut hasher);
    Some(hasher.finish())
}

#[cfg(unix)]
fn of_its_own(metadata: &std::fs::Metadata, hasher: &mut DefaultHasher) {
    use std::os::unix::fs::MetadataExt as _;

    (metadata.dev(), metadata.ino()).hash(hasher);
}

#[cfg(not(unix))]
fn of_its_own(metadata: &std::fs::Metadata, hasher: &mut DefaultHasher) {
    metadata.created().ok().hash(hasher);
}

/// Names, sizes and times of everything below a folder.
fn sign(root: &Path, hasher: &mut DefaultHasher) {
    let entries = WalkDir::new(root).max_depth(DEPTH).sort_by_file_name();
    for entry in entries.into_iter().take(ENTRIES) {
        let Ok(entry) = entry else {
            continue;
        };
        entry.path().hash(hasher);
        if let Ok(metadata) = entry.metadata() {
            of_its_own(&metadata, hasher);
            // The time of a folder says only that some name in it changed.
            if metadata.is_file() {
                (metadata.len(), metadata.modified().ok()).hash(hasher);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn watch(folder: &Path) -> Watch {
        Watch::new(std::iter::once(folder.to_owned()))
    }

    /// Without the system's word.
    fn untold(folder: &Path) -> Watch {
        let mut watch = watch(folder);
        watch.watcher = None;
        watch.roots[0].watched = None;
        watch
    }

    #[test]
    fn a_change_is_told_and_a_reading_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("2020.yaml");
        fs::write(&file, "a").unwrap();
        for begin in [watch, untold] {
            let mut watch = begin(folder.path());
            fs::read(&file).unwrap();
            assert!(!watch.wait_at_most(Duration::from_millis(50)));
            fs::write(&file, "b".repeat(fs::read(&file).unwrap().len() + 1)).unwrap();
            watch.wait();
            assert!(!watch.wait_at_most(Duration::from_millis(50)));
        }
    }

    #[test]
    fn a_folder_that_goes_and_comes_back_is_watched_again() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        let mut watch = watch(&data);
        fs::rename(&data, folder.path().join("other")).unwrap();
        watch.wait();
        fs::create_dir(&data).unwrap();
        watch.wait();
        while watch.wait_at_most(Duration::from_millis(20)) {}
        assert!(watch.is_told_of_all());
        fs::write(data.join("a"), "").unwrap();
        watch.wait();
    }
}
