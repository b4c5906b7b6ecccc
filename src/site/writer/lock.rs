//! The lock beside a site: of several builds at once, one publishes at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::fs::OFlags;

use super::{PublishError, io_at};

/// How long a build waits for another one that publishes to the same place. Publishing takes seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// Waits until no other build publishes to the same place.
pub(in crate::site) fn wait_for(path: &Path, out: &Path) -> Result<File, PublishError> {
    let started = Instant::now();
    loop {
        // What stands there is not emptied, and neither followed nor waited for when it is a link or a pipe.
        let file = io_at("排他用のファイルを作れません", path, |path| {
            OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
                .open(path)
        })?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) if started.elapsed() > PATIENCE => {
                return Err(PublishError::Busy(out.to_path_buf()));
            }
            Err(TryLockError::WouldBlock) => {
                std::thread::sleep(Duration::from_millis(50));
                continue;
            }
            Err(TryLockError::Error(source)) => {
                return Err(PublishError::Io {
                    action: "ほかの実行が終わるのを待てません",
                    path: path.to_path_buf(),
                    source,
                });
            }
        }
        let held = io_at("排他用のファイルを調べられません", path, |_| {
            file.metadata()
        })?;
        // The one before us removed the file it held; the lock counts only on the file that stands there now.
        if fs::metadata(path).is_ok_and(|there| (there.dev(), there.ino()) == (held.dev(), held.ino())) {
            return Ok(file);
        }
    }
}
