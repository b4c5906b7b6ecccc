//! The folder in which a build leaves what the next one need not make again (控え). It may be removed at any time, and nothing in it
//! is believed: every file begins with the digest of the rest, and files of the site are taken over only with the content they
//! are recorded with.
//!
//! It holds what warnings quote from the data and how files of the data are recognised: it belongs beside the data, never where
//! the site is served from.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::BuildError;
use crate::digest::sha256;

/// Marks the folder as ours.
const MARK: &str = "mieruka-cache";

/// The folder.
#[derive(Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Opens the folder, or makes it. A folder that holds anything of others is refused.
    pub fn open(folder: &Path) -> Result<Self, BuildError> {
        let fails = |source| BuildError::Cache {
            folder: folder.to_path_buf(),
            source,
        };
        // What is in it may quote what is internal: for nobody else to read.
        let mut builder = DirBuilder::new();
        builder.recursive(true).mode(0o700).create(folder).map_err(fails)?;
        if !folder.join(MARK).is_file() {
            if fs::read_dir(folder).map_err(fails)?.next().is_some() {
                return Err(BuildError::NoCache(folder.to_path_buf()));
            }
            fs::write(folder.join(MARK), "").map_err(fails)?;
            fs::write(folder.join(".gitignore"), "*\n").map_err(fails)?;
        }
        Ok(Self {
            folder: folder.to_path_buf(),
        })
    }

    /// What was left under a name; none when there is nothing, or nothing to be believed.
    pub fn load<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_slice(&self.bytes(name)?).ok()
    }

    /// The bytes that were left under a name.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        let mut file = File::open(self.folder.join(name)).ok()?;
        let mut head = [0; 65];
        file.read_exact(&mut head).ok()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        (head == *head_of(&bytes).as_bytes()).then_some(bytes)
    }

    /// Leaves something under a name. A cache that cannot be written to is none: the site does not depend on it.
    pub fn leave(&self, name: &str, value: &impl Serialize) -> Option<()> {
        self.leave_bytes(name, &serde_json::to_vec(value).ok()?)
    }

    /// Leaves bytes under a name.
    pub fn leave_bytes(&self, name: &str, bytes: &[u8]) -> Option<()> {
        self.put(name, bytes).ok()
    }

    /// Removes what is not named: what was left by builds of before.
    pub fn keep_only(&self, is_kept: impl Fn(&str) -> bool) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name != MARK && name != ".gitignore" && !is_kept(&name) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// A file of the file system on which the cache is, written just now: what its clock says.
    pub fn now(&self) -> Option<fs::Metadata> {
        let path = self.folder.join("now");
        File::create(&path).ok()?.write_all(b"now").ok()?;
        fs::metadata(path).ok()
    }

    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        // Of builds at once each writes a file of its own.
        let partial = self.folder.join(format!("{name}.{}", std::process::id()));
        let mut file = File::create(&partial)?;
        file.write_all(head_of(bytes).as_bytes())?;
        file.write_all(bytes)?;
        fs::rename(partial, self.folder.join(name))
    }
}

/// The first line of a file: the digest of the rest.
fn head_of(bytes: &[u8]) -> String {
    sha256(bytes) + "\n"
}
