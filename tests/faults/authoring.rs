//! `new` and `rollover` under the same faults: what stands in the data is never touched, and the new file is there whole or
//! not at all.

use std::fs;
use std::process::Command;

use crate::common;
use crate::strace;
use crate::town::{Files, Town, ends_well};

/// A way of making a file: its arguments after the program, and the file it makes.
struct Making {
    arguments: &'static [&'static str],
    makes: &'static [&'static str],
}

const MAKINGS: [Making; 3] = [
    Making {
        arguments: &["rollover", "case", "R1"],
        makes: &["case/2020.yaml"],
    },
    Making {
        arguments: &["new", "case", "--edition", "R2"],
        makes: &["case/2020.yaml"],
    },
    Making {
        arguments: &[
            "new",
            "other",
            "--title",
            "計画",
            "--organisation",
            "見本市",
            "--from",
            "R3",
            "--to",
            "R7",
        ],
        makes: &["other/plan.yaml"],
    },
];

const OPERATIONS: [(&str, &[&str]); 8] = [
    ("openat", &["ENOSPC", "EACCES", "EMFILE"]),
    ("write", &["ENOSPC", "EIO"]),
    ("mkdir", &["ENOSPC", "EROFS"]),
    ("renameat2", &["EIO", "EACCES", "EINVAL"]),
    ("linkat", &["EIO"]),
    ("unlink", &["EIO"]),
    ("fsync", &["EIO", "EINVAL"]),
    ("statx", &["EACCES", "EIO"]),
];

#[test]
fn whatever_fails_the_data_that_stands_is_untouched() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for making in &MAKINGS {
        let town = Town::empty();
        let counts = strace::count(|command| making.add_to(command, &town), &[]);
        for (operation, errors) in OPERATIONS {
            for number in 1..=counts.get(operation).copied().unwrap_or(0) {
                let error = errors[number % errors.len()];
                for effect in [format!("error={error}"), "signal=SIGKILL".to_owned()] {
                    let fault = format!("{operation}:{effect}:when={number}");
                    tried += 1;
                    if let Err(message) = making.under(&fault) {
                        wrong.push(format!("{:?} {fault}: {message}", making.arguments));
                    }
                }
            }
        }
    }
    println!("{tried} faults");
    assert!(tried > 60, "only {tried} faults");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

impl Making {
    fn add_to(&self, command: &mut Command, town: &Town) {
        command.args(self.arguments).arg("--data").arg(town.path("data"));
    }

    fn under(&self, fault: &str) -> Result<(), String> {
        let town = Town::empty();
        let before = common::files(&town.path("data"));
        let output = strace::run(|command| self.add_to(command, &town), &[fault]);
        ends_well(&output)?;
        let whole = self.whole();
        let after = visible(common::files(&town.path("data")));
        for (name, content) in &after {
            match before.get(name).or_else(|| whole.get(name)) {
                Some(expected) if expected == content => {}
                _ => return Err(format!("{name} is not what it was, nor what it should become")),
            }
        }
        if let Some(gone) = before.keys().find(|name| !after.contains_key(*name)) {
            return Err(format!("{gone} is gone"));
        }
        let made = self.makes.iter().all(|name| after.contains_key(*name));
        if output.status.success() && !made {
            return Err("it says that it made a file, and did not".to_owned());
        }
        // Whether or not it was made: the same command makes it now, or says that it is there.
        let mut again = Command::new(crate::town::PROGRAM);
        self.add_to(&mut again, &town);
        let again = again.output().unwrap();
        if again.status.success() == made {
            return Err(format!("done again: {}", String::from_utf8_lossy(&again.stderr)));
        }
        if visible(common::files(&town.path("data"))) == whole {
            Ok(())
        } else {
            Err("done again, it is not whole".to_owned())
        }
    }

    /// The data folder with the file made without a fault.
    fn whole(&self) -> Files {
        let town = Town::empty();
        let mut command = Command::new(crate::town::PROGRAM);
        self.add_to(&mut command, &town);
        assert!(command.output().unwrap().status.success());
        visible(common::files(&town.path("data")))
    }
}

/// Hidden files are not data: what a killed program left there is never read.
fn visible(mut files: Files) -> Files {
    files.retain(|name, _| !name.split('/').any(|step| step.starts_with('.')));
    files
}

#[test]
fn a_failure_leaves_no_empty_folder_that_looks_like_a_plan() {
    let town = Town::empty();
    let making = &MAKINGS[2];
    let output = strace::run(|command| making.add_to(command, &town), &["fsync:error=ENOSPC:when=1"]);
    assert!(!output.status.success());
    assert!(!town.path("data/other").exists());
    assert!(fs::read_dir(town.path("data")).unwrap().count() == 2);
}
