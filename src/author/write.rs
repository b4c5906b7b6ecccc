//! The one hand on data files: the whole of a text or nothing, and never over what nobody has seen.
//!
//! A new file is written to a hidden file beside, made durable, and given its name in one step that fails when the name is
//! taken, even by a file that appeared a moment ago. A file that stands is exchanged for its successor in one step, and the
//! content taken out must be the one the successor was made from: else the two are exchanged back. Killed at any moment, the
//! file is wholly old or wholly new. `site/writer.rs` replaces what it wrote itself.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::AuthorError;

/// Writes a new file; its folder is made when it is missing.
pub fn create(path: &Path, content: impl AsRef<[u8]>) -> Result<(), AuthorError> {
    let failed = |action, path: &Path| {
        let path = path.to_path_buf();
        move |source| AuthorError::Io { action, path, source }
    };
    // A link that leads nowhere is something, too.
    if fs::symlink_metadata(path).is_ok() {
        return Err(AuthorError::Exists(path.to_path_buf()));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let folder_is_new = !folder.exists();
    fs::create_dir_all(folder).map_err(failed("フォルダーを作れません", folder))?;
    let beside = beside(folder, path);
    let result = write(&beside, content.as_ref())
        .map_err(failed("ファイルを書けません", path))
        .and_then(|()| {
            rename_new(&beside, path).map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => AuthorError::Exists(path.to_path_buf()),
                _ => failed("ファイルに名前を付けられません", path)(error),
            })
        });
    if result.is_err() {
        let _ = fs::remove_file(&beside);
        // An empty folder would be taken for a plan without its file. If it is not empty it stays.
        if folder_is_new {
            let _ = fs::remove_dir(folder);
        }
    }
    // The file stands; some shared folders cannot be made durable, and that harms nobody.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    result
}

/// Replaces the content of a file, which must still be `old`.
pub fn replace(path: &Path, old: &[u8], new: &str) -> Result<(), AuthorError> {
    let failed = |action| {
        move |source| AuthorError::Io {
            action,
            path: path.to_path_buf(),
            source,
        }
    };
    let stands = fs::symlink_metadata(path).map_err(failed("ファイルを読めません"))?;
    if !stands.is_file() {
        return Err(AuthorError::Changed(path.to_path_buf()));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let beside = beside(folder, path);
    let made = write(&beside, new.as_bytes())
        .and_then(|()| fs::set_permissions(&beside, stands.permissions()))
        .map_err(failed("ファイルを書けません"))
        .and_then(|()| exchange(&beside, path, old, new.as_bytes()));
    let _ = fs::remove_file(&beside);
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    made
}

/// Writes a file that this program made before, which `is_ours` knows by its text; makes it when there is none.
pub fn replace_own(path: &Path, text: &str, is_ours: impl Fn(&str) -> bool) -> Result<(), AuthorError> {
    match fs::read_to_string(path) {
        Ok(old) if old == text => Ok(()),
        Ok(old) if is_ours(&old) => replace(path, old.as_bytes(), text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path, text),
        Ok(_) | Err(_) => Err(AuthorError::Exists(path.to_path_buf())),
    }
}

/// The new file takes the name, and the old content stays beside until both have been read back.
fn exchange(beside: &Path, path: &Path, old: &[u8], new: &[u8]) -> Result<(), AuthorError> {
    use rustix::io::Errno;
    let io = |source: io::Error| AuthorError::Io {
        action: "ファイルを置き換えられません",
        path: path.to_path_buf(),
        source,
    };
    let holds = |path: &Path, content: &[u8]| fs::read(path).is_ok_and(|read| read == content);
    if !holds(beside, new) {
        return Err(io(io::Error::other("書いた内容を読み直せません")));
    }
    let swap = || renameat_with(CWD, beside, CWD, path, RenameFlags::EXCHANGE);
    match swap() {
        Ok(()) if holds(beside, old) && holds(path, new) => Ok(()),
        Ok(()) => {
            // Somebody saved the file in this very moment: what they saved stays.
            swap().map_err(|error| io(error.into()))?;
            Err(AuthorError::Changed(path.to_path_buf()))
        }
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            if !holds(path, old) {
                return Err(AuthorError::Changed(path.to_path_buf()));
            }
            fs::rename(beside, path).map_err(io)
        }
        Err(error) => Err(io(error.into())),
    }
}

/// A hidden name in the same folder, which no reader of the data folder looks at.
fn beside(folder: &Path, path: &Path) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    folder.join(format!(".{name}.mieruka-{}-{number}", std::process::id()))
}

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Renames, but never over anything. Where the system lacks such a rename, a second name for the same file does it.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            fs::hard_link(from, to)?;
            // The new name stands; the hidden one left behind would harm nobody.
            let _ = fs::remove_file(from);
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_file_is_written_and_nothing_left_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan/2021.yaml");
        create(&path, "title: x\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "title: x\n");
        assert_eq!(names(path.parent().unwrap()), ["2021.yaml"]);
    }

    #[test]
    fn nothing_that_stands_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2021.yaml");
        fs::write(&path, "mine").unwrap();
        assert!(matches!(create(&path, "ours"), Err(AuthorError::Exists(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        let link = folder.path().join("2022.yaml");
        std::os::unix::fs::symlink("nowhere", &link).unwrap();
        assert!(matches!(create(&link, "ours"), Err(AuthorError::Exists(_))));
        assert_eq!(names(folder.path()), ["2021.yaml", "2022.yaml"]);
    }

    #[test]
    fn of_many_at_once_one_wins_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2021.yaml");
        let texts: Vec<String> = (0..8).map(|number| number.to_string().repeat(10_000)).collect();
        let won = std::thread::scope(|scope| {
            let path = &path;
            let runs: Vec<_> = texts
                .iter()
                .map(|text| scope.spawn(move || create(path, text)))
                .collect();
            runs.into_iter().flat_map(|run| run.join().unwrap()).count()
        });
        assert_eq!(won, 1);
        assert!(texts.contains(&fs::read_to_string(&path).unwrap()));
        assert_eq!(names(folder.path()), ["2021.yaml"]);
    }

    #[test]
    fn a_file_is_replaced_only_while_it_is_the_one_that_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2021.yaml");
        fs::write(&path, "old").unwrap();
        replace(&path, b"old", "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        // Saved by somebody since: theirs stays.
        assert!(matches!(replace(&path, b"old", "newer"), Err(AuthorError::Changed(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        let link = folder.path().join("2022.yaml");
        std::os::unix::fs::symlink("2021.yaml", &link).unwrap();
        assert!(matches!(replace(&link, b"new", "x"), Err(AuthorError::Changed(_))));
        assert_eq!(names(folder.path()), ["2021.yaml", "2022.yaml"]);
    }

    #[test]
    fn only_our_own_file_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.schema.json");
        let ours = |text: &str| text.contains("ours");
        for text in ["ours 1", "ours 1", "ours 2"] {
            replace_own(&path, text, ours).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        fs::write(&path, "mine").unwrap();
        assert!(matches!(
            replace_own(&path, "ours 3", ours),
            Err(AuthorError::Exists(_))
        ));
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }

    #[test]
    fn a_file_where_a_folder_should_be_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("plan"), "").unwrap();
        assert!(matches!(
            create(&folder.path().join("plan/2021.yaml"), "x"),
            Err(AuthorError::Io { .. })
        ));
    }
}
