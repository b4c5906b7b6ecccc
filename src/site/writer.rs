//! The one hand on the folder of the site.
//!
//! A site is published whole or not at all: all files are written into a folder beside the old site, made durable, and
//! the two folders change places in one step (`renameat2` with `RENAME_EXCHANGE`; where the system lacks it, two renames
//! with the first undone when the second fails). A reader never meets half a site; a kill at any moment leaves the old
//! or the new one, and the next build clears away what was left beside it.
//!
//! Only a folder that is empty or that we wrote ourselves is ever replaced: its manifest names our files, and any file
//! it does not name stops the publication.

pub(super) mod lock;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{MANIFEST, Named, edition_word};
use super::seen::Seen;
use super::staging::Staging;
use crate::model::Audience;
use crate::system::reason;

/// Files that systems leave everywhere; nobody misses them.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Why a site could not be published. The old site is as it was.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Reading or writing failed.
    #[error("{action}: {}（{}）", path.display(), reason(source))]
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
    /// The folder holds the other edition.
    #[error("出力先 {} には{there}があります。{ours}は、別のフォルダーを --out で指定してください", folder.display())]
    OtherEdition {
        /// The folder.
        folder: PathBuf,
        /// The edition there.
        there: &'static str,
        /// The edition that was to be written.
        ours: &'static str,
    },
    /// The output lies in a site.
    #[error("出力先 {} は、mieruka が作ったサイト {} の中です。そのサイトの外のフォルダーを --out で指定してください", out.display(), site.display())]
    InsideSite {
        /// Output.
        out: PathBuf,
        /// The site.
        site: PathBuf,
    },
    /// The output is a folder that cannot be exchanged for another.
    #[error("出力先 {} は、ほかの場所が割り当てられたフォルダー（マウント先）のため、入れ替えられません。その中のフォルダーを --out で指定してください", .0.display())]
    MountPoint(PathBuf),
    /// Another build has been publishing to the same place for too long.
    #[error("出力先 {} には、ほかの mieruka が書き込んでいます。それが終わってから、もう一度実行してください", .0.display())]
    Busy(PathBuf),
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
pub fn check_target(out: &Path, data: &Path, audience: Audience) -> Result<(), PublishError> {
    let data = io_at("データのフォルダーを調べられません", data, fs::canonicalize)?;
    let out = resolve(out)?;
    if out.starts_with(&data) || data.starts_with(&out) {
        return Err(PublishError::Overlap { out, data });
    }
    // What lies in a site is published with it, and an edition in it would be as well.
    if let Some(site) = out.ancestors().skip(1).find(|folder| is_site(folder)) {
        let site = site.to_path_buf();
        return Err(PublishError::InsideSite { out, site });
    }
    if is_there(&out)? {
        ours(&out, audience)?;
    }
    Ok(())
}

/// Publishes the files, manifest included, into the folder `out`.
pub fn publish(files: &BTreeMap<String, Vec<u8>>, out: &Path, audience: Audience) -> Result<Published, PublishError> {
    let staging = Staging::begin(out, audience, Seen::default())?;
    for (name, content) in files {
        staging.write(name, content)?;
    }
    staging.publish()
}

/// A place beside the site.
pub(super) fn beside(out: &Path, suffix: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.mieruka-{suffix}"))
}

/// Clears what a killed build left. When it was killed between two renames the old site waits at `old`: it comes back.
pub(super) fn recover(out: &Path, stage: &Path, old: &Path) -> Result<(), PublishError> {
    if is_there(old)? && !is_there(out)? {
        io_at("前回の中断から元のサイトを戻せません", old, |old| {
            fs::rename(old, out)
        })?;
    }
    for left in [stage, old] {
        match fs::remove_dir_all(left) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                return Err(PublishError::Io {
                    action: "前回の中断の残りを消せません",
                    path: left.to_path_buf(),
                    source,
                });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Puts the finished folder where the site is. `replaces`: there is one, and it was ours when we looked.
pub(super) fn swap(
    out: &Path,
    stage: &Path,
    old: &Path,
    replaces: bool,
    audience: Audience,
) -> Result<(), PublishError> {
    use rustix::io::Errno;
    if !replaces {
        return io_at("サイトを公開場所に移せません", out, |out| {
            fs::rename(stage, out)
        });
    }
    match exchange(out, stage) {
        Ok(()) => {
            // The old site now stands at `stage`. A file that somebody put there while we wrote must not go with it.
            if let Err(foreign) = ours(stage, audience) {
                return match exchange(out, stage) {
                    Ok(()) => Err(foreign),
                    // The new site stands and their file is beside it, where the next build would clear it away.
                    Err(_) => io_at("元のサイトをよけられません", out, |_| {
                        fs::rename(stage, old.with_extension("mieruka-kept"))
                    }),
                };
            }
            make_durable(out);
            // Failing to remove it harms nobody, and the next build clears it.
            remove(stage);
            return Ok(());
        }
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
        Err(Errno::BUSY | Errno::XDEV) => return Err(PublishError::MountPoint(out.to_path_buf())),
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
    if let Err(error) = ours(old, audience).and_then(|_| {
        io_at("サイトを入れ替えられません", out, |out| {
            fs::rename(stage, out)
        })
    }) {
        let _ = fs::rename(old, out);
        return Err(error);
    }
    make_durable(out);
    remove(old);
    Ok(())
}

/// Removes a folder of ours; what stays is cleared by the next build. The folders of plans are removed side by side.
pub(super) fn remove(folder: &Path) {
    // A link that somebody put there would lead to folders of theirs.
    if !fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir()) {
        return;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders: Vec<PathBuf> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect();
    folders.par_iter().for_each(|folder| {
        let _ = fs::remove_dir_all(folder);
    });
    let _ = fs::remove_dir_all(folder);
}

fn exchange(one: &Path, other: &Path) -> rustix::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)
}

/// Writes down where the site stands before the old one is removed: after a power cut one of the two must be there.
fn make_durable(out: &Path) {
    // Some shared folders cannot do this; their server decides when a name is on the disk.
    let _ = File::open(out.parent().unwrap_or(out)).and_then(|parent| parent.sync_all());
}

/// Whether something stands there. A path that cannot be looked at is an error, never an absence.
pub(super) fn is_there(path: &Path) -> Result<bool, PublishError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(true),
        Ok(_) => Err(PublishError::NotAFolder(path.to_path_buf())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(PublishError::Io {
            action: "出力先を調べられません",
            path: path.to_path_buf(),
            source,
        }),
    }
}

/// Whether the folder is empty or holds only what our manifest names, of the same edition: an internal one never stands where
/// the public one is served from. Links, pipes and devices are nobody's but theirs who
/// put them there, whatever they are called. The names of all that is there.
pub(super) fn ours(folder: &Path, audience: Audience) -> Result<BTreeSet<String>, PublishError> {
    let present = list(folder)?;
    if present.keys().all(|name| is_litter(name)) {
        return Ok(present.into_keys().collect());
    }
    let manifest = Some(folder.join(MANIFEST))
        .filter(|_| present.get(MANIFEST) == Some(&true))
        .and_then(|path| fs::read(path).ok());
    let Some(named) = manifest.and_then(|bytes| Named::parse(&bytes)) else {
        return Err(PublishError::NotOurs(folder.to_path_buf()));
    };
    if named.edition != edition_word(audience) {
        let (there, ours) = match audience {
            Audience::Public => ("内部版", "公開版"),
            Audience::Internal => ("公開版", "内部版"),
        };
        return Err(PublishError::OtherEdition {
            folder: folder.to_path_buf(),
            there,
            ours,
        });
    }
    let is_ours =
        |name: &String, regular| is_litter(name) || (regular && (name == MANIFEST || named.files.contains(name)));
    let foreign: Vec<String> = present
        .iter()
        .filter(|(name, regular)| !is_ours(name, **regular))
        .map(|(name, _)| name.clone())
        .take(5)
        .collect();
    if foreign.is_empty() {
        Ok(present.into_keys().collect())
    } else {
        Err(PublishError::ForeignFiles {
            folder: folder.to_path_buf(),
            files: foreign,
        })
    }
}

/// Whether a manifest of ours stands there.
fn is_site(folder: &Path) -> bool {
    let manifest = folder.join(MANIFEST);
    // Opening a pipe would wait for its writer.
    let is_file = fs::symlink_metadata(&manifest).is_ok_and(|found| found.is_file());
    is_file && fs::read(&manifest).is_ok_and(|bytes| Named::parse(&bytes).is_some())
}

fn is_litter(name: &str) -> bool {
    LITTER.contains(&name.rsplit('/').next().unwrap_or(name))
}

/// Everything in the folder that is not a folder, with `/`, and whether it is a regular file.
pub(super) fn list(folder: &Path) -> Result<BTreeMap<String, bool>, PublishError> {
    let mut names = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(|error| PublishError::Io {
            action: "出力先を調べられません",
            path: folder.to_path_buf(),
            source: error.into(),
        })?;
        if !entry.file_type().is_dir() {
            let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            names.insert(relative.to_string_lossy().into_owned(), entry.file_type().is_file());
        }
    }
    Ok(names)
}

/// The folder with links resolved, as far as it exists.
pub(super) fn resolve(out: &Path) -> Result<PathBuf, PublishError> {
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

pub(super) fn io_at<T, P: AsRef<Path> + Copy>(
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

    fn names(folder: &Path) -> Vec<String> {
        list(folder).unwrap().into_keys().collect()
    }

    #[test]
    fn publishes_replaces_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        assert_eq!(
            publish(&files("old"), &out, Audience::Public).unwrap(),
            Published::Replaced
        );
        assert_eq!(
            publish(&files("old"), &out, Audience::Public).unwrap(),
            Published::Unchanged
        );
        assert_eq!(
            publish(&files("new"), &out, Audience::Public).unwrap(),
            Published::Replaced
        );
        assert_eq!(fs::read_to_string(out.join("city/a.html")).unwrap(), "new");
        assert_eq!(
            names(folder.path()),
            ["site/city/a.html", "site/index.html", "site/manifest.json"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_our_folder_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let theirs = folder.path().join("theirs");
        fs::create_dir_all(theirs.join("letters")).unwrap();
        fs::write(theirs.join("letters/a.txt"), "mine").unwrap();
        let out = folder.path().join("site");
        std::os::unix::fs::symlink(&theirs, beside(&out, "new")).unwrap();
        publish(&files("new"), &out, Audience::Public).unwrap();
        assert_eq!(fs::read_to_string(theirs.join("letters/a.txt")).unwrap(), "mine");
    }

    #[test]
    fn pages_of_removed_items_vanish() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        publish(&files("old"), &out, Audience::Public).unwrap();
        let mut fewer = super::super::Output::default();
        fewer.add("index.html".to_owned(), b"new".to_vec()).unwrap();
        publish(&fewer.into_files(), &out, Audience::Public).unwrap();
        assert_eq!(names(&out), ["index.html", "manifest.json"]);
    }

    #[test]
    fn a_folder_of_someone_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("letter.txt"), "mine").unwrap();
        assert!(matches!(
            publish(&files("new"), folder.path(), Audience::Public),
            Err(PublishError::NotOurs(_))
        ));
        assert_eq!(fs::read_to_string(folder.path().join("letter.txt")).unwrap(), "mine");
    }

    #[test]
    fn a_foreign_file_in_our_folder_stops_publication() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        publish(&files("old"), &out, Audience::Public).unwrap();
        fs::write(out.join("letter.txt"), "mine").unwrap();
        assert!(matches!(
            publish(&files("new"), &out, Audience::Public),
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
                matches!(
                    check_target(&out, &data, Audience::Public),
                    Err(PublishError::Overlap { .. })
                ),
                "{}",
                out.display()
            );
        }
        assert!(check_target(&folder.path().join("site"), &data, Audience::Public).is_ok());
    }

    #[test]
    fn what_a_killed_build_left_is_cleared_and_the_old_site_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        publish(&files("old"), &out, Audience::Public).unwrap();
        fs::rename(&out, folder.path().join(".site.mieruka-old")).unwrap();
        fs::create_dir(folder.path().join(".site.mieruka-new")).unwrap();
        assert_eq!(
            publish(&files("old"), &out, Audience::Public).unwrap(),
            Published::Unchanged
        );
        assert_eq!(
            names(folder.path()),
            ["site/city/a.html", "site/index.html", "site/manifest.json"]
        );
    }

    #[test]
    fn a_file_that_appears_while_we_write_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (out, stage, old) = (
            folder.path().join("site"),
            folder.path().join("new"),
            folder.path().join("old"),
        );
        publish(&files("old"), &out, Audience::Public).unwrap();
        fs::create_dir(&stage).unwrap();
        for (name, content) in files("new") {
            let path = stage.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        fs::write(out.join("letter.txt"), "mine").unwrap();
        assert!(matches!(
            swap(&out, &stage, &old, true, Audience::Public),
            Err(PublishError::ForeignFiles { .. })
        ));
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "old");
        assert_eq!(fs::read_to_string(out.join("letter.txt")).unwrap(), "mine");
    }

    #[test]
    fn a_link_or_a_pipe_under_a_name_of_ours_is_somebodys() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        for name in ["index.html", MANIFEST] {
            publish(&files("old"), &out, Audience::Public).unwrap();
            fs::remove_file(out.join(name)).unwrap();
            rustix::fs::mkfifoat(rustix::fs::CWD, out.join(name), rustix::fs::Mode::RUSR).unwrap();
            assert!(publish(&files("new"), &out, Audience::Public).is_err(), "{name}");
            assert!(out.join(name).exists());
            fs::remove_dir_all(&out).unwrap();
        }
    }

    #[test]
    fn what_a_link_in_the_place_of_the_lock_leads_to_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("letter.txt"), "mine").unwrap();
        std::os::unix::fs::symlink("letter.txt", folder.path().join(".site.mieruka-lock")).unwrap();
        assert!(publish(&files("new"), &folder.path().join("site"), Audience::Public).is_err());
        assert_eq!(fs::read_to_string(folder.path().join("letter.txt")).unwrap(), "mine");
    }

    #[test]
    fn builds_at_once_leave_a_whole_site() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        let contents: Vec<String> = (0..8).map(|number| number.to_string()).collect();
        std::thread::scope(|scope| {
            for content in &contents {
                scope.spawn(|| publish(&files(content), &out, Audience::Public).unwrap());
            }
        });
        let index = fs::read_to_string(out.join("index.html")).unwrap();
        assert_eq!(index, fs::read_to_string(out.join("city/a.html")).unwrap());
        assert!(contents.contains(&index));
    }

    #[test]
    fn one_edition_never_replaces_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        publish(&files("public"), &out, Audience::Public).unwrap();
        let mut internal = super::super::Output::of(Audience::Internal, None);
        internal.add("index.html".to_owned(), b"internal".to_vec()).unwrap();
        let internal = internal.into_files();
        assert!(matches!(
            publish(&internal, &out, Audience::Internal),
            Err(PublishError::OtherEdition { there: "公開版", .. })
        ));
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "public");
        let inside = folder.path().join("site-internal");
        publish(&internal, &inside, Audience::Internal).unwrap();
        assert!(matches!(
            publish(&files("public"), &inside, Audience::Public),
            Err(PublishError::OtherEdition { there: "内部版", .. })
        ));
    }
}
