//! The data as it will be, in a folder of its own that goes away again: what `check` will say is known before anything is
//! written.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::author::{AuthorError, create};
use crate::exchange::import::NewFile;

/// The folder; removed when it is dropped.
pub(super) struct Staging(PathBuf);

impl Staging {
    /// A copy of the data with new files, and with a site's file where there is none.
    pub(super) fn new(data: &Path, files: &[NewFile], site: Option<&str>) -> Result<Self, AuthorError> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("mieruka-import-{}-{number}", std::process::id());
        let staging = Self(std::env::temp_dir().join(name));
        fs::create_dir(&staging.0).map_err(|source| AuthorError::Io {
            action: "点検用のフォルダーを作れません",
            path: staging.0.clone(),
            source,
        })?;
        if data.exists() {
            copy(data, &staging.0, 0).map_err(|source| AuthorError::Io {
                action: "データを点検用のフォルダーに写せません",
                path: data.to_path_buf(),
                source,
            })?;
        }
        for file in files {
            create(&staging.0.join(&file.path), &file.text)?;
        }
        let path = staging.0.join("site.yaml");
        if let Some(site) = site.filter(|_| !path.exists()) {
            create(&path, site)?;
        }
        Ok(staging)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies what a data folder is made of; folders stand at most two deep.
fn copy(from: &Path, to: &Path, depth: u32) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let name = entry.file_name();
        let is_data = Path::new(&name)
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "md");
        if kind.is_dir() && depth < 2 {
            fs::create_dir(to.join(&name))?;
            copy(&entry.path(), &to.join(&name), depth + 1)?;
        } else if kind.is_file() && is_data {
            fs::copy(entry.path(), to.join(&name))?;
        }
    }
    Ok(())
}
