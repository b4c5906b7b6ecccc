//! Faults injected from outside, by `strace`: the call number `k` of a kind fails, or a signal comes before it.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};

use crate::town::PROGRAM;

/// The file operations of a program, as the kernel calls them.
const OPERATIONS: [&str; 22] = [
    "openat",
    "read",
    "write",
    "close",
    "statx",
    "newfstatat",
    "readlink",
    "getdents64",
    "mkdir",
    "mkdirat",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
    "flock",
    "fsync",
    "fdatasync",
    "syncfs",
    "linkat",
    "ftruncate",
];

/// How often a command does each file operation: `arguments` adds what follows the program.
pub fn count(arguments: impl Fn(&mut Command), more: &[&str]) -> BTreeMap<String, usize> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut command = start(log.path().to_str().unwrap(), more);
    command.arg("-e").arg(format!("trace={}", OPERATIONS.join(",")));
    command.arg(PROGRAM);
    arguments(&mut command);
    let output = command
        .output()
        .expect("strace must be installed (the Debian package strace)");
    let text = fs::read_to_string(log.path()).unwrap();
    let mut counts = BTreeMap::new();
    for line in text.lines() {
        let name = line.split('(').next().unwrap_or("").rsplit(' ').next().unwrap_or("");
        if OPERATIONS.contains(&name) {
            *counts.entry(name.to_owned()).or_insert(0) += 1;
        }
    }
    assert!(
        counts.values().sum::<usize>() > 20,
        "strace saw no file operations (may this machine trace processes?): {}",
        String::from_utf8_lossy(&output.stderr)
    );
    counts
}

/// Runs a command with faults such as `write:error=ENOSPC:when=3`.
pub fn run(arguments: impl Fn(&mut Command), faults: &[&str]) -> Output {
    let mut command = start("/dev/null", faults);
    command.arg(PROGRAM);
    arguments(&mut command);
    command.output().unwrap()
}

fn start(log: &str, faults: &[&str]) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", log]);
    // Calls are counted for each thread, so that all of them are made by one.
    command.env("RAYON_NUM_THREADS", "1");
    for fault in faults {
        command.arg("-e").arg(format!("inject={fault}"));
    }
    command
}
