//! The one hand on the folder of the site.
//!
//! A site is published whole or not at all: all files are written into a folder beside the old site, made durable, and
//! the two folders change places in one step (`renameat2` with `RENAME_EXCHANGE`; where the system lacks it, two renames
//! with the first undone when the second fails). A reader never meets half a site; a kill at any moment leaves the old
//! or the new one, and the next build clears away what was left beside it.
//!
//! Only a folder that is empty or that we wrote ourselves is ever replaced: its manifest names our files, and any file
//! it does not name stops the publication.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::output::MANIFEST;

/// Files that systems leave everywhere; nobody misses them.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Why a site could not be published. The old site is as it was.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Reading or writing failed.
    #[error("{action}: {} ({source})", path.display())]
    Io {
        /// What was being done.
        action: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output is a file.
    #[error("出力先 {} はフォルダーではありません。別の場所を --out で指定してください", .0.display())]
    NotAFolder(PathBuf),
    /// The folder holds files, and no manifest of ours.
    #[error("出力先 {} には、このプログラムが作ったものではないファイルがあります。空のフォルダーを --out で指定してください", .0.display())]
    NotOurs(PathBuf),
    /// The folder holds files that our manifest does not name.
    #[error("出力先 {} に、このプログラムが作ったものではないファイルがあります: {}。移してから、もう一度実行してください", folder.display(), files.join("、"))]
    ForeignFiles {
        /// The folder.
        folder: PathBuf,
        /// The first few of them.
        files: Vec<String>,
    },
    /// Data and output overlap.
    #[error("出力先 {} とデータのフォルダー {} が重なっています。別の場所を --out で指定してください", out.display(), data.display())]
    Overlap {
        /// Output.
        out: PathBuf,
        /// Data.
        data: PathBuf,
    },
}

/// What a publication did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// The site on the disk had all these bytes already.
    Unchanged,
    /// The site was replaced.
    Replaced,
}

/// Refuses an output folder that must not be written to, before any work is done.
pub fn check_target(out: &Path, data: &Path) -> Result<(), PublishError> {
    let data = io_at("データのフォルダーを調べられません", data, fs::canonicalize)?;
    let out = resolve(out)?;
    if out.starts_with(&data) || data.starts_with(&out) {
        return Err(PublishError::Overlap { out, data });
    }
    if !out.exists() {
        Ok(())
    } else if out.is_dir() {
        ours(&out)
    } else {
        Err(PublishError::NotAFolder(out))
    }
}

/// Publishes the files into the folder `out`.
pub fn publish(files: &BTreeMap<String, Vec<u8>>, out: &Path) -> Result<Published, PublishError> {
    let out = resolve(out)?;
    let parent = out.parent().unwrap_or(Path::new("/")).to_path_buf();
    io_at("出力先の親フォルダーを作れません", &parent, fs::create_dir_all)?;
    let beside = |suffix: &str| {
        parent.join(format!(
            ".{}.mieruka-{suffix}",
            out.file_name().unwrap_or_default().to_string_lossy()
        ))
    };
    let lock_path = beside("lock");
    let lock = lock(&lock_path)?;
    let stage = beside("new");
    let result = replace(files, &out, &stage, &beside("old"));
    // Removed while still held: whoever waits for it notices that the file has gone and takes a new one.
    let _ = fs::remove_file(&lock_path);
    drop(lock);
    if result.is_err() {
        let _ = fs::remove_dir_all(&stage);
    }
    result
}

fn replace(files: &BTreeMap<String, Vec<u8>>, out: &Path, stage: &Path, old: &Path) -> Result<Published, PublishError> {
    recover(out, stage, old)?;
    if out.exists() {
        if !out.is_dir() {
            return Err(PublishError::NotAFolder(out.to_path_buf()));
        }
        ours(out)?;
        if same(files, out)? {
            return Ok(Published::Unchanged);
        }
    }
    write_all(files, stage)?;
    swap(out, stage, old)?;
    Ok(Published::Replaced)
}

/// Clears what a killed build left. When it was killed between two renames the old site waits at `old`: it comes back.
fn recover(out: &Path, stage: &Path, old: &Path) -> Result<(), PublishError> {
    if old.exists() && !out.exists() {
        io_at("前回の中断から元のサイトを戻せません", old, |old| {
            fs::rename(old, out)
        })?;
    }
    for left in [stage, old] {
        if left.exists() {
            io_at("前回の中断の残りを消せません", left, fs::remove_dir_all)?;
        }
    }
    Ok(())
}

fn write_all(files: &BTreeMap<String, Vec<u8>>, stage: &Path) -> Result<(), PublishError> {
    io_at("作業用のフォルダーを作れません", stage, fs::create_dir)?;
    let mut made = BTreeSet::new();
    for (name, content) in files {
        let path = stage.join(name);
        if let Some(folder) = path.parent()
            && made.insert(folder.to_path_buf())
        {
            io_at("フォルダーを作れません", folder, fs::create_dir_all)?;
        }
        io_at("ファイルを書けません", &path, |path| fs::write(path, content))?;
    }
    io_at(
        "書いた内容をディスクに確定できません",
        stage,
        |stage| rustix::fs::syncfs(File::open(stage)?).map_err(io::Error::from),
    )
}

fn swap(out: &Path, stage: &Path, old: &Path) -> Result<(), PublishError> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    if !out.exists() {
        return io_at("サイトを公開場所に移せません", out, |out| {
            fs::rename(stage, out)
        });
    }
    match renameat_with(CWD, stage, CWD, out, RenameFlags::EXCHANGE) {
        Ok(()) => {
            // The old site now stands at `stage`; failing to remove it harms nobody, and the next build clears it.
            let _ = fs::remove_dir_all(stage);
            return Ok(());
        }
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {}
        Err(error) => {
            return Err(PublishError::Io {
                action: "サイトを入れ替えられません",
                path: out.to_path_buf(),
                source: error.into(),
            });
        }
    }
    io_at("元のサイトをよけられません", out, |out| {
        fs::rename(out, old)
    })?;
    if let Err(source) = fs::rename(stage, out) {
        let _ = fs::rename(old, out);
        return Err(PublishError::Io {
            action: "サイトを入れ替えられません",
            path: out.to_path_buf(),
            source,
        });
    }
    let _ = fs::remove_dir_all(old);
    Ok(())
}

/// What is read of a manifest.
#[derive(serde::Deserialize)]
struct Named {
    tool: String,
    files: BTreeSet<String>,
}

/// Whether the folder is empty or holds only what our manifest names.
fn ours(folder: &Path) -> Result<(), PublishError> {
    let present = list(folder)?;
    if present.iter().all(|name| is_litter(name)) {
        return Ok(());
    }
    let manifest = fs::read(folder.join(MANIFEST))
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Named>(&bytes).ok());
    let Some(named) = manifest.filter(|manifest| manifest.tool == "mieruka") else {
        return Err(PublishError::NotOurs(folder.to_path_buf()));
    };
    let foreign: Vec<String> = present
        .into_iter()
        .filter(|name| name != MANIFEST && !is_litter(name) && !named.files.contains(name))
        .take(5)
        .collect();
    if foreign.is_empty() {
        Ok(())
    } else {
        Err(PublishError::ForeignFiles {
            folder: folder.to_path_buf(),
            files: foreign,
        })
    }
}

fn is_litter(name: &str) -> bool {
    LITTER.contains(&name.rsplit('/').next().unwrap_or(name))
}

/// Whether the folder has exactly these files with these bytes.
fn same(files: &BTreeMap<String, Vec<u8>>, folder: &Path) -> Result<bool, PublishError> {
    let present = list(folder)?;
    if !present.iter().eq(files.keys()) {
        return Ok(false);
    }
    for (name, content) in files {
        let path = folder.join(name);
        if io_at("ファイルを読めません", &path, fs::read)? != *content {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Everything in the folder that is not a folder, with `/`, sorted.
fn list(folder: &Path) -> Result<Vec<String>, PublishError> {
    let mut names = Vec::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(|error| PublishError::Io {
            action: "出力先を調べられません",
            path: folder.to_path_buf(),
            source: error.into(),
        })?;
        if !entry.file_type().is_dir() {
            let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            names.push(relative.to_string_lossy().replace('\\', "/"));
        }
    }
    names.sort();
    Ok(names)
}

/// The folder with links resolved, as far as it exists.
fn resolve(out: &Path) -> Result<PathBuf, PublishError> {
    let absolute = io_at("出力先を調べられません", out, std::path::absolute)?;
    let mut missing = Vec::new();
    let mut existing = absolute.as_path();
    loop {
        match fs::canonicalize(existing) {
            Ok(found) => return Ok(missing.iter().rev().fold(found, |path, name| path.join(name))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => match (existing.parent(), existing.file_name()) {
                (Some(parent), Some(name)) => {
                    missing.push(name);
                    existing = parent;
                }
                _ => return Ok(absolute),
            },
            Err(source) => {
                return Err(PublishError::Io {
                    action: "出力先を調べられません",
                    path: absolute,
                    source,
                });
            }
        }
    }
}

/// Waits until no other build publishes to the same place.
fn lock(path: &Path) -> Result<File, PublishError> {
    loop {
        let file = io_at("排他用のファイルを作れません", path, File::create)?;
        io_at("ほかの実行が終わるのを待てません", path, |_| {
            file.lock()
        })?;
        let held = io_at("排他用のファイルを調べられません", path, |_| {
            file.metadata()
        })?;
        // The one before us removed the file it held; the lock counts only on the file that stands there now.
        if fs::metadata(path).is_ok_and(|there| (there.dev(), there.ino()) == (held.dev(), held.ino())) {
            return Ok(file);
        }
    }
}

fn io_at<T, P: AsRef<Path> + Copy>(
    action: &'static str,
    path: P,
    work: impl FnOnce(P) -> io::Result<T>,
) -> Result<T, PublishError> {
    work(path).map_err(|source| PublishError::Io {
        action,
        path: path.as_ref().to_path_buf(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(content: &str) -> BTreeMap<String, Vec<u8>> {
        let mut output = super::super::Output::default();
        output
            .add("index.html".to_owned(), content.as_bytes().to_vec())
            .unwrap();
        output
            .add("city/a.html".to_owned(), content.as_bytes().to_vec())
            .unwrap();
        output.into_files()
    }

    #[test]
    fn publishes_replaces_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        assert_eq!(publish(&files("old"), &out).unwrap(), Published::Replaced);
        assert_eq!(publish(&files("old"), &out).unwrap(), Published::Unchanged);
        assert_eq!(publish(&files("new"), &out).unwrap(), Published::Replaced);
        assert_eq!(fs::read_to_string(out.join("city/a.html")).unwrap(), "new");
        assert_eq!(
            list(folder.path()).unwrap(),
            ["site/city/a.html", "site/index.html", "site/manifest.json"]
        );
    }

    #[test]
    fn pages_of_removed_items_vanish() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        publish(&files("old"), &out).unwrap();
        let mut fewer = super::super::Output::default();
        fewer.add("index.html".to_owned(), b"new".to_vec()).unwrap();
        publish(&fewer.into_files(), &out).unwrap();
        assert_eq!(list(&out).unwrap(), ["index.html", "manifest.json"]);
    }

    #[test]
    fn a_folder_of_someone_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("letter.txt"), "mine").unwrap();
        assert!(matches!(
            publish(&files("new"), folder.path()),
            Err(PublishError::NotOurs(_))
        ));
        assert_eq!(fs::read_to_string(folder.path().join("letter.txt")).unwrap(), "mine");
    }

    #[test]
    fn a_foreign_file_in_our_folder_stops_publication() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        publish(&files("old"), &out).unwrap();
        fs::write(out.join("letter.txt"), "mine").unwrap();
        assert!(matches!(
            publish(&files("new"), &out),
            Err(PublishError::ForeignFiles { .. })
        ));
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "old");
        assert!(out.join("letter.txt").exists());
    }

    #[test]
    fn data_and_output_must_not_overlap() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        for out in [data.clone(), data.join("site"), folder.path().to_path_buf()] {
            assert!(
                matches!(check_target(&out, &data), Err(PublishError::Overlap { .. })),
                "{}",
                out.display()
            );
        }
        assert!(check_target(&folder.path().join("site"), &data).is_ok());
    }

    #[test]
    fn what_a_killed_build_left_is_cleared_and_the_old_site_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        publish(&files("old"), &out).unwrap();
        fs::rename(&out, folder.path().join(".site.mieruka-old")).unwrap();
        fs::create_dir(folder.path().join(".site.mieruka-new")).unwrap();
        assert_eq!(publish(&files("old"), &out).unwrap(), Published::Unchanged);
        assert_eq!(
            list(folder.path()).unwrap(),
            ["site/city/a.html", "site/index.html", "site/manifest.json"]
        );
    }

    #[test]
    fn builds_at_once_leave_a_whole_site() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        let contents: Vec<String> = (0..8).map(|number| number.to_string()).collect();
        std::thread::scope(|scope| {
            for content in &contents {
                scope.spawn(|| publish(&files(content), &out).unwrap());
            }
        });
        let index = fs::read_to_string(out.join("index.html")).unwrap();
        assert_eq!(index, fs::read_to_string(out.join("city/a.html")).unwrap());
        assert!(contents.contains(&index));
    }
}
