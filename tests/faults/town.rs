//! A folder with a published site, the data of a newer one, and somebody's file beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use crate::common;

pub type Files = BTreeMap<String, Vec<u8>>;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_mieruka");

/// The site before, and the site after.
pub static OLD: LazyLock<Files> = LazyLock::new(|| published("old"));
pub static NEW: LazyLock<Files> = LazyLock::new(|| published("new"));

fn published(title: &str) -> Files {
    let town = Town::empty();
    town.write_data(title);
    assert!(town.build().status.success());
    common::files(&town.site())
}

pub struct Town {
    folder: tempfile::TempDir,
}

impl Town {
    /// Data, and no site.
    pub fn empty() -> Self {
        let town = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        town.write_data("new");
        fs::write(town.path("letter.txt"), "mine").unwrap();
        town
    }

    /// The old site is published, the data is new.
    pub fn with_old_site() -> Self {
        let town = Self::empty();
        write(&OLD, &town.site());
        town
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn site(&self) -> PathBuf {
        self.path("site")
    }

    /// The old site has a page that the new one has not, and the other way round.
    pub fn write_data(&self, title: &str) {
        let plan = self.path("data/case");
        fs::create_dir_all(&plan).unwrap();
        fs::write(self.path("data/site.yaml"), "title: 例\npublisher: 見本市\n").unwrap();
        let head = format!("title: {title}\norganisation: 見本市\nperiod: {{from: R1, to: R2}}\n");
        let measures = format!("levels: [取組]\nmeasures:\n  - {{id: {title}, title: {title}}}\n");
        fs::write(plan.join("plan.yaml"), head + &measures).unwrap();
        let answers = format!("measures:\n  {title}:\n    status: 実施\n    entries: [{{text: {title}}}]\n");
        fs::write(plan.join("2019.yaml"), format!("title: 令和元年度\n{answers}")).unwrap();
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        self.arguments(&mut command);
        command
    }

    /// Adds the arguments of a build.
    pub fn arguments(&self, command: &mut Command) {
        let (data, site) = (self.path("data"), self.site());
        command.arg("build").arg("--data").arg(data).arg("--out").arg(site);
    }

    pub fn build(&self) -> Output {
        self.command().output().unwrap()
    }

    /// Which of the two the site is; an error if it is neither.
    pub fn state(&self) -> Result<State, String> {
        if fs::symlink_metadata(self.site()).is_err() {
            return Ok(State::Absent);
        }
        let files = common::files(&self.site());
        if files == *OLD {
            Ok(State::Old)
        } else if files == *NEW {
            Ok(State::New)
        } else {
            Err(format!(
                "the site is neither old nor new: {:?}",
                files.keys().collect::<Vec<_>>()
            ))
        }
    }

    /// After a fault: somebody's file is there, the next build succeeds, and nothing of ours is beside the site.
    pub fn recovers(&self) -> Result<(), String> {
        if fs::read_to_string(self.path("letter.txt")).ok().as_deref() != Some("mine") {
            return Err("a file beside the site is gone".to_owned());
        }
        let output = self.build();
        if !output.status.success() {
            return Err(format!(
                "the next build fails: {}",
                String::from_utf8_lossy(&output.stderr)
            ));
        }
        if self.state()? != State::New {
            return Err("the next build does not publish".to_owned());
        }
        let beside = self.beside();
        if beside == ["data", "letter.txt", "site"] {
            Ok(())
        } else {
            Err(format!("left beside the site: {beside:?}"))
        }
    }

    pub fn beside(&self) -> Vec<String> {
        names(self.folder.path())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Old,
    New,
    Absent,
}

/// Whether the long run is asked for.
pub fn full() -> bool {
    std::env::var("MIERUKA_FAULTS").as_deref() == Ok("full")
}

/// The names in a folder, in order.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

pub fn write(files: &Files, folder: &Path) {
    for (name, content) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

/// A program that ends by itself, with a code of ours, and without a word of panic.
pub fn ends_well(output: &Output) -> Result<(), String> {
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("panicked") || output.status.code() == Some(101) {
        return Err(format!("panic: {said}"));
    }
    Ok(())
}
