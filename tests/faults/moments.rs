//! Kills at random moments, several builds at once, and a reader all the while.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::common;
use crate::town::{NEW, OLD, PROGRAM, State, Town, ends_well, full};

const KILLS: u32 = 200;

#[test]
fn killed_at_200_random_moments_the_site_is_old_or_new() {
    kill_at_random_moments(None);
}

/// A cache that a killed build left half written is no reason for another site.
#[test]
fn killed_at_200_random_moments_with_a_cache_the_site_is_old_or_new() {
    let cache = tempfile::tempdir().unwrap();
    kill_at_random_moments(Some(cache.path()));
}

fn kill_at_random_moments(cache: Option<&Path>) {
    let town = Town::with_old_site();
    let command = || {
        let mut command = town.command();
        if let Some(cache) = cache {
            command.arg("--cache").arg(cache);
        }
        command
    };
    let build = || assert!(command().output().unwrap().status.success());
    let started = Instant::now();
    build();
    let whole = started.elapsed();
    let mut random = Random(20_261_121);
    for number in 0..KILLS {
        let (before, data) = if number % 2 == 0 {
            (State::New, "old")
        } else {
            (State::Old, "new")
        };
        // A build that was not killed, so that both are there in turn.
        town.write_data(if before == State::New { "new" } else { "old" });
        build();
        assert_eq!(town.state(), Ok(before));
        town.write_data(data);
        kill_after(command(), random.below(whole));
        let state = town.state();
        assert!(matches!(state, Ok(State::Old | State::New)), "kill {number}: {state:?}");
    }
    town.write_data("new");
    town.recovers().unwrap();
}

/// The same with all shipped data: hundreds of files are written between the first and the last moment.
#[test]
fn killed_at_200_random_moments_a_large_site_is_old_or_new() {
    if !full() {
        println!("only with MIERUKA_FAULTS=full");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (data, site) = (folder.path().join("data"), folder.path().join("site"));
    common::copy_folder(Path::new("data"), &data);
    let command = || {
        let mut command = Command::new(PROGRAM);
        command.arg("build").arg("--data").arg(&data).arg("--out").arg(&site);
        command
    };
    let build = || command().stderr(Stdio::null()).status().unwrap();
    let titled =
        |title: &str| fs::write(data.join("site.yaml"), format!("title: {title}\npublisher: 見本市\n")).unwrap();
    let mut sites = Vec::new();
    let mut whole = Duration::ZERO;
    for title in ["甲", "乙"] {
        titled(title);
        let started = Instant::now();
        assert!(build().success());
        whole = started.elapsed();
        sites.push(common::files(&site));
    }
    let mut random = Random(7);
    for number in 0..KILLS {
        titled(["甲", "乙"][number as usize % 2]);
        // The second half of a build is where the disk is written.
        kill_after(command(), whole / 3 + random.below(whole));
        let files = common::files(&site);
        assert!(sites.contains(&files), "kill {number} left a mixture");
    }
    titled("甲");
    assert!(build().success());
    assert!(common::files(&site) == sites[0]);
    assert_eq!(crate::town::names(folder.path()), ["data", "site"]);
}

#[test]
fn of_four_builds_at_once_all_succeed_and_one_site_stands() {
    for round in 0..5 {
        let town = Town::with_old_site();
        let builds: Vec<_> = (0..4)
            .map(|_| town.command().stderr(Stdio::piped()).spawn().unwrap())
            .collect();
        for build in builds {
            let output = build.wait_with_output().unwrap();
            assert!(
                output.status.success(),
                "round {round}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        assert_eq!(town.state(), Ok(State::New));
        assert_eq!(town.beside(), ["data", "letter.txt", "site"]);
    }
}

#[test]
fn two_builds_of_different_data_leave_one_of_the_two() {
    for round in 0..5 {
        let (town, other) = (Town::with_old_site(), Town::empty());
        other.write_data("old");
        let mut second = Command::new(PROGRAM);
        second
            .arg("build")
            .arg("--data")
            .arg(other.path("data"))
            .arg("--out")
            .arg(town.site());
        let builds = [town.command(), second].map(|mut build| build.stderr(Stdio::piped()).spawn().unwrap());
        for build in builds {
            ends_well(&build.wait_with_output().unwrap()).unwrap();
        }
        let state = town.state();
        assert!(matches!(state, Ok(State::Old | State::New)), "round {round}: {state:?}");
        town.recovers().unwrap();
    }
}

#[test]
fn a_reader_never_meets_a_missing_or_cut_page() {
    let town = Town::with_old_site();
    let page = town.site().join("index.html");
    let good = [&OLD["index.html"], &NEW["index.html"]];
    let done = AtomicBool::new(false);
    let reads = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0_u32;
            while !done.load(Ordering::Relaxed) {
                let bytes = fs::read(&page).unwrap_or_else(|error| panic!("after {reads} reads: {error}"));
                assert!(good.contains(&&bytes), "cut after {reads} reads: {} bytes", bytes.len());
                reads += 1;
            }
            reads
        });
        for round in 0..20 {
            town.write_data(["old", "new"][round % 2]);
            let built = town.build().status.success();
            if !built || reader.is_finished() {
                break;
            }
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    println!("{reads} reads in 20 builds");
    assert!(reads > 100, "only {reads} reads");
}

fn kill_after(mut command: Command, delay: Duration) {
    let mut build = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(delay);
    // On Unix this is SIGKILL; a build that has ended already is the case of a late kill.
    let _ = build.kill();
    build.wait().unwrap();
}

/// The same moments on every machine, as far as moments can be the same.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        limit.mul_f64(f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX))
    }
}
