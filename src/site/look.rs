//! How a file looked when its digest was taken, so that it need not be read again.
//!
//! A file counts as unchanged when inode, size and the times of its last changes are as they were, and it had last been changed
//! well before it was looked at (as git does with its index: a change in the same tick of the clock as the look would not show).

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;

use serde::{Deserialize, Serialize};

/// The coarsest tick of a file system's clock that is believed, in nanoseconds.
const TICK: i128 = 20_000_000;

/// How a file looked, and the digest it had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    device: u64,
    inode: u64,
    size: u64,
    modified: i128,
    changed: i128,
    sha256: String,
}

impl Look {
    /// The look of a file with that content, if a later change is sure to show. `now` is a file just written, before the look: its
    /// clock decides, not that of this machine, and only over its own file system.
    pub fn settled(metadata: &Metadata, sha256: String, now: &Metadata) -> Option<Self> {
        let look = Self::of(metadata, sha256);
        let until = changed(now) - TICK;
        (metadata.is_file() && look.device == now.dev() && look.changed < until && look.modified < until)
            .then_some(look)
    }

    /// The look of the file of the running program. The system lets nobody write to it before the program ends (`ETXTBSY`), which is
    /// more than a tick later; so it needs no clock, and may be on any file system.
    pub fn running(metadata: &Metadata, sha256: String) -> Self {
        Self::of(metadata, sha256)
    }

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

    /// The digest of the file, when it still looks so.
    pub fn digest(&self, metadata: &Metadata) -> Option<&str> {
        let is_same = metadata.is_file()
            && self.device == metadata.dev()
            && self.inode == metadata.ino()
            && self.size == metadata.size()
            && self.modified == nanoseconds(metadata.mtime(), metadata.mtime_nsec())
            && self.changed == changed(metadata);
        is_same.then_some(&self.sha256)
    }
}

fn changed(metadata: &Metadata) -> i128 {
    nanoseconds(metadata.ctime(), metadata.ctime_nsec())
}

fn nanoseconds(seconds: i64, nanoseconds: i64) -> i128 {
    i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds)
}
