//! Every file operation of a build fails once, in every way it can fail; and the program is killed before each of them.

use crate::strace;
use crate::town::{State, Town, ends_well, full};

/// The ways in which each operation can fail.
///
/// Not `close`: the standard library takes a folder that cannot be closed for a fault of the program, and ends it.
const FAILURES: [(&str, &[&str]); 16] = [
    ("openat", &["ENOSPC", "EACCES", "EMFILE", "EIO", "EROFS", "EINTR"]),
    ("read", &["EIO", "EINTR"]),
    ("write", &["ENOSPC", "EIO", "EDQUOT", "EFBIG"]),
    ("statx", &["EACCES", "EIO"]),
    ("newfstatat", &["EIO"]),
    ("readlink", &["EACCES", "EIO", "ELOOP"]),
    ("getdents64", &["EIO"]),
    ("mkdir", &["ENOSPC", "EROFS", "EACCES"]),
    ("rename", &["EIO", "EACCES"]),
    ("renameat2", &["EIO", "EBUSY", "EXDEV", "EACCES"]),
    ("unlink", &["EIO", "EACCES"]),
    ("unlinkat", &["EIO", "EACCES"]),
    ("flock", &["ENOLCK"]),
    ("fsync", &["EIO", "EINVAL"]),
    ("syncfs", &["EIO", "ENOSPC"]),
    ("linkat", &["EPERM", "EMLINK", "EIO"]),
];

/// Operations that change nothing on the disk: killed before one of them, the disk is as before the next. All the same they
/// are all tried in the long run.
const READING: [&str; 6] = ["read", "close", "statx", "newfstatat", "readlink", "getdents64"];

/// What file systems without an exchange of two names say.
const NO_EXCHANGE: &str = "renameat2:error=EINVAL";

#[test]
fn whatever_operation_fails_the_site_is_old_or_new() {
    let cases = every_failure(&[]);
    assert!(cases.len() > 100, "only {} failures", cases.len());
    check(&cases, &[], false);
}

#[test]
fn whatever_operation_fails_without_exchange_the_old_site_comes_back() {
    let mut cases = every_failure(&[NO_EXCHANGE]);
    // Reading the data and the program itself is the same with and without.
    cases.retain(|case| {
        ["rename:", "unlink", "statx", "mkdir", "fsync"]
            .iter()
            .any(|name| case.starts_with(name))
    });
    check(&cases, &[NO_EXCHANGE], true);
}

#[test]
fn killed_before_any_operation_the_site_is_old_or_new() {
    check(&every_kill("SIGKILL", &[]), &[], false);
}

#[test]
fn killed_before_any_operation_without_exchange_the_old_site_comes_back() {
    check(&every_kill("SIGKILL", &[NO_EXCHANGE]), &[NO_EXCHANGE], true);
}

#[test]
fn ended_before_any_change_to_the_disk_the_site_is_old_or_new() {
    let mut cases = every_kill("SIGTERM", &[]);
    cases.retain(|case| {
        ["mkdir", "write", "rename", "unlink", "syncfs"]
            .iter()
            .any(|name| case.starts_with(name))
    });
    check(&cases, &[], false);
}

fn every_failure(always: &[&str]) -> Vec<String> {
    let town = Town::with_old_site();
    let counts = strace::count(|command| town.arguments(command), always);
    let mut cases = Vec::new();
    for (operation, errors) in FAILURES {
        for number in 1..=counts.get(operation).copied().unwrap_or(0) {
            // What does not replace anything fails in turns: every error, but not every error at every place.
            let turns = match operation {
                "openat" | "read" | "readlink" | "statx" => &errors[number % errors.len()..=number % errors.len()],
                _ => errors,
            };
            cases.extend(
                turns
                    .iter()
                    .map(|error| format!("{operation}:error={error}:when={number}")),
            );
        }
    }
    // The whole of an operation is out of order, not one call of it.
    cases.extend(
        FAILURES
            .iter()
            .filter(|(operation, _)| counts.contains_key(*operation) && *operation != "openat" && *operation != "read")
            .flat_map(|(operation, errors)| {
                errors
                    .iter()
                    .map(move |error| format!("{operation}:error={error}:when=1+"))
            }),
    );
    cases.retain(|case| always.is_empty() || !case.starts_with("renameat2"));
    cases
}

fn every_kill(signal: &str, always: &[&str]) -> Vec<String> {
    let town = Town::with_old_site();
    let counts = strace::count(|command| town.arguments(command), always);
    let numbered = counts
        .iter()
        .flat_map(|(operation, count)| (1..=*count).map(move |number| (operation, number)));
    let full = full();
    numbered
        .filter(|(operation, _)| full || !READING.contains(&operation.as_str()))
        .filter(|(operation, _)| always.is_empty() || *operation != "renameat2")
        .map(|(operation, number)| format!("{operation}:signal={signal}:when={number}"))
        .collect()
}

/// Runs every case, on two threads. `gap`: between two renames the site may be absent, and the old one waits beside.
fn check(cases: &[String], always: &[&str], gap: bool) {
    let one = |case: &String| {
        let town = Town::with_old_site();
        let faults: Vec<&str> = always.iter().copied().chain([case.as_str()]).collect();
        let output = strace::run(|command| town.arguments(command), &faults);
        let judged = ends_well(&output).and_then(|()| town.state()).and_then(|state| {
            if state == State::Absent && !gap {
                return Err("the site is gone".to_owned());
            }
            if output.status.success() && state != State::New {
                return Err("it says that it published, and did not".to_owned());
            }
            town.recovers()
        });
        judged.err().map(|message| format!("{case}: {message}"))
    };
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let half = cases.len().div_ceil(2).max(1);
        let threads: Vec<_> = cases
            .chunks(half)
            .map(|chunk| scope.spawn(move || chunk.iter().filter_map(one).collect::<Vec<_>>()))
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    println!("{} faults", cases.len());
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
