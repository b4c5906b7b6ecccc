//! The lines of the search index, kept out of memory until the index is written: of a whole nation they are too many to hold.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use rustix::fs::OFlags;

use crate::site::PlanLines;

/// Lines by plan, in a file without a name where the system has such files, else in memory.
pub struct Lines {
    folder: PathBuf,
    file: OnceLock<Option<File>>,
    kept: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    places: BTreeMap<String, (u64, usize)>,
    in_memory: BTreeMap<String, PlanLines>,
    end: u64,
}

impl Lines {
    /// Nothing yet; the file is on the file system of `folder`.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            file: OnceLock::new(),
            kept: Mutex::default(),
        }
    }

    fn file(&self) -> Option<&File> {
        let open = || {
            let flags = OFlags::TMPFILE.bits().cast_signed();
            let mut options = OpenOptions::new();
            options
                .read(true)
                .write(true)
                .custom_flags(flags)
                .open(&self.folder)
                .ok()
        };
        self.file.get_or_init(open).as_ref()
    }

    /// Keeps the lines of a plan.
    pub fn add(&self, plan: &str, lines: PlanLines) -> io::Result<()> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(mut file) = self.file() else {
            kept.in_memory.insert(plan.to_owned(), lines);
            return Ok(());
        };
        let at = kept.end;
        file.seek(SeekFrom::Start(at))?;
        let bytes = lines.as_bytes();
        file.write_all(bytes)?;
        kept.end = at + bytes.len() as u64;
        kept.places.insert(plan.to_owned(), (at, bytes.len()));
        Ok(())
    }

    /// The lines of a plan.
    pub fn of(&self, plan: &str) -> io::Result<PlanLines> {
        let missing = || io::Error::new(io::ErrorKind::NotFound, "no lines of that plan");
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        match (self.file(), kept.places.get(plan)) {
            (Some(file), Some((at, length))) => {
                let mut bytes = vec![0; *length];
                file.read_exact_at(&mut bytes, *at)?;
                Ok(PlanLines::kept(bytes))
            }
            _ => kept.in_memory.get(plan).cloned().ok_or_else(missing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_from_a_file_and_from_memory() {
        let folder = tempfile::tempdir().unwrap();
        for lines in [Lines::new(folder.path()), Lines::new(Path::new("/dev/null/none"))] {
            lines.add("b", PlanLines::kept(b"[0,\x01p0;],\n".into())).unwrap();
            lines.add("a", PlanLines::default()).unwrap();
            assert_eq!(lines.of("b").unwrap().as_bytes(), b"[0,\x01p0;],\n");
            assert_eq!(lines.of("a").unwrap().as_bytes(), b"");
            assert!(lines.of("c").is_err());
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
