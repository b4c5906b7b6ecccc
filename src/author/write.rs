//! Puts a text on the disk where nothing stands: the whole of it or nothing, and never over a file of somebody's.
//!
//! The text is written to a hidden file beside, made durable, and given its name in one step that fails when the name is
//! taken, even by a file that appeared a moment ago. `site/writer.rs` replaces what it wrote itself; this hand only adds.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::AuthorError;

/// Writes a new file; its folder is made when it is missing.
pub fn create(path: &Path, text: &str) -> Result<(), AuthorError> {
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
    fs::create_dir_all(folder).map_err(failed("フォルダーを作れません", folder))?;
    let beside = beside(folder, path);
    let result = write(&beside, text)
        .map_err(failed("ファイルを書けません", path))
        .and_then(|()| {
            rename_new(&beside, path).map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => AuthorError::Exists(path.to_path_buf()),
                _ => failed("ファイルに名前を付けられません", path)(error),
            })
        });
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    }
    // The file stands; some shared folders cannot be made durable, and that harms nobody.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    result
}

/// A hidden name in the same folder, which no reader of the data folder looks at.
fn beside(folder: &Path, path: &Path) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    folder.join(format!(".{name}.mieruka-{}-{number}", std::process::id()))
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
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
            let runs: Vec<_> = texts.iter().map(|text| scope.spawn(|| create(&path, text))).collect();
            runs.into_iter().flat_map(|run| run.join().unwrap()).count()
        });
        assert_eq!(won, 1);
        assert!(texts.contains(&fs::read_to_string(&path).unwrap()));
        assert_eq!(names(folder.path()), ["2021.yaml"]);
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
