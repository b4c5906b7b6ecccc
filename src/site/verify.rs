//! Whether a folder still holds the site that was written there: every file its manifest names, with the same content, and
//! no other. Links are never followed, so nothing outside the folder is read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::{MANIFEST, Manifest, ManifestError, Stamp};
use crate::system::reason;

/// Why a folder cannot be verified at all.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// No folder there, or it cannot be read.
    #[error("サイトのフォルダー {} を読めません（{}）", path.display(), reason(source))]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No manifest in it.
    #[error("{} に目録 {MANIFEST} がありません。mieruka が作ったサイトではないか、目録が失われています", .0.display())]
    NoManifest(PathBuf),
    /// A manifest that says nothing to go by.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

/// What is wrong with one file of the site, by its path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Its content is another (変わった).
    Changed(String),
    /// It is not there (失われた).
    Missing(String),
    /// It is there under a name that differs in capitals only: found, and as it should be.
    Renamed(String, String),
    /// Not written by us (目録にない).
    Foreign(String),
    /// A link or another thing that is no regular file.
    NotAFile(String),
    /// It cannot be read.
    Unreadable(String),
}

/// A site compared with its manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The manifest.
    pub manifest: Manifest,
    /// What is wrong; empty when the site is as it was written.
    pub faults: Vec<Fault>,
}

/// Compares a folder with its manifest.
pub fn verify(folder: &Path) -> Result<Verified, VerifyError> {
    let io_error = |source| VerifyError::Io {
        path: folder.to_path_buf(),
        source,
    };
    let found = list(folder).map_err(io_error)?;
    if found.get(MANIFEST) != Some(&true) {
        return Err(VerifyError::NoManifest(folder.to_path_buf()));
    }
    let manifest = Manifest::parse(&fs::read(folder.join(MANIFEST)).map_err(io_error)?)?;
    let mut faults: Vec<Fault> = manifest
        .files
        .iter()
        .filter_map(|(name, stamp)| fault(folder, name, stamp, &found))
        .collect();
    for (name, is_file) in &found {
        if name != MANIFEST && !manifest.files.contains_key(name) && !is_renamed(name, &faults) {
            faults.push(if *is_file {
                Fault::Foreign(name.clone())
            } else {
                Fault::NotAFile(name.clone())
            });
        }
    }
    Ok(Verified { manifest, faults })
}

fn fault(folder: &Path, name: &str, stamp: &Stamp, found: &BTreeMap<String, bool>) -> Option<Fault> {
    match found.get(name) {
        Some(true) => match fs::read(folder.join(name)) {
            Ok(content) => (Stamp::of(&content) != *stamp).then(|| Fault::Changed(name.to_owned())),
            Err(_) => Some(Fault::Unreadable(name.to_owned())),
        },
        Some(false) => Some(Fault::NotAFile(name.to_owned())),
        None => {
            let other = found.keys().find(|other| other.to_lowercase() == name.to_lowercase());
            Some(other.map_or_else(
                || Fault::Missing(name.to_owned()),
                |other| Fault::Renamed(other.clone(), name.to_owned()),
            ))
        }
    }
}

fn is_renamed(name: &str, faults: &[Fault]) -> bool {
    faults
        .iter()
        .any(|fault| matches!(fault, Fault::Renamed(found, _) if found == name))
}

/// Everything in the folder that is not a folder, with `/`, and whether it is a regular file.
fn list(folder: &Path) -> io::Result<BTreeMap<String, bool>> {
    // A link given as the site itself is followed: sites are often published behind one.
    let folder = fs::canonicalize(folder)?;
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&folder).min_depth(1) {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            let relative = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
            let name = relative.to_string_lossy().replace('\\', "/");
            found.insert(name, entry.file_type().is_file());
        }
    }
    if found.is_empty() {
        // `read_dir` tells a file from an empty folder.
        fs::read_dir(&folder)?;
    }
    Ok(found)
}
