//! Outputs that are not ours, what killed builds left, links and pipes, full disks, closed streams. A case arranges something
//! in a town that has the old site, and says what a build must then leave.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common;
use crate::town::{NEW, OLD, PROGRAM, State, Town, ends_well, full, names, write};

enum Then {
    /// Published; nothing of ours is left beside.
    New,
    /// Refused with a reason, and everything is as it was, to the byte.
    Untouched,
}
use Then::{New, Untouched};

struct Case {
    what: &'static str,
    arrange: fn(&Town),
    /// The output, in the folder of the town.
    out: &'static str,
    then: Then,
}

const fn case(what: &'static str, out: &'static str, then: Then, arrange: fn(&Town)) -> Case {
    Case {
        what,
        arrange,
        out,
        then,
    }
}

fn nothing(_: &Town) {}

fn pipe(path: &Path) {
    rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::RUSR).unwrap();
}

const CASES: [Case; 30] = [
    case("a site of ours", "site", New, nothing),
    case("no folder yet", "new/deep/site", New, nothing),
    case("an empty folder", "empty", New, |town| {
        fs::create_dir(town.path("empty")).unwrap();
    }),
    case("a folder with litter of the system", "litter", New, |town| {
        fs::create_dir(town.path("litter")).unwrap();
        fs::write(town.path("litter/.DS_Store"), "x").unwrap();
    }),
    case("the output is a file", "letter.txt", Untouched, nothing),
    case("the output is below a file", "letter.txt/site", Untouched, nothing),
    case("the output is the data", "data", Untouched, nothing),
    case("the output is in the data", "data/site", Untouched, nothing),
    case("the output is in the data by a link", "way/site", Untouched, |town| {
        symlink(town.path("data"), town.path("way")).unwrap();
    }),
    case("the data is in the output", ".", Untouched, nothing),
    case("the output is a link to the data", "way", Untouched, |town| {
        symlink(town.path("data"), town.path("way")).unwrap();
    }),
    case("the output is a link to a site of ours", "way", New, |town| {
        symlink(town.path("site"), town.path("way")).unwrap();
    }),
    case("the output is a link to nothing", "way", Untouched, |town| {
        symlink("nowhere", town.path("way")).unwrap();
    }),
    case("the output is a link to itself", "way", Untouched, |town| {
        symlink("way", town.path("way")).unwrap();
    }),
    case("the output is a pipe", "pipe", Untouched, |town| {
        pipe(&town.path("pipe"));
    }),
    case("somebody's folder", "home", Untouched, |town| {
        fs::create_dir_all(town.path("home/photos")).unwrap();
        fs::write(town.path("home/photos/a.jpg"), "mine").unwrap();
    }),
    case("the site of another program", "other", Untouched, |town| {
        fs::create_dir(town.path("other")).unwrap();
        fs::write(
            town.path("other/manifest.json"),
            r#"{"tool":"other","files":["manifest.json"]}"#,
        )
        .unwrap();
    }),
    case("a broken manifest", "site", Untouched, |town| {
        fs::write(town.path("site/manifest.json"), "{").unwrap();
    }),
    case("no manifest", "site", Untouched, |town| {
        fs::remove_file(town.path("site/manifest.json")).unwrap();
    }),
    case("somebody's file in the site", "site", Untouched, |town| {
        fs::write(town.path("site/letter.txt"), "mine").unwrap();
    }),
    case("somebody's file deep in the site", "site", Untouched, |town| {
        fs::create_dir_all(town.path("site/case/mine")).unwrap();
        fs::write(town.path("site/case/mine/letter.txt"), "mine").unwrap();
    }),
    case("a link in the site, under a name of ours", "site", Untouched, |town| {
        fs::remove_file(town.path("site/index.html")).unwrap();
        symlink(town.path("letter.txt"), town.path("site/index.html")).unwrap();
    }),
    case(
        "a pipe in the site, under the name of the manifest",
        "site",
        Untouched,
        |town| {
            fs::remove_file(town.path("site/manifest.json")).unwrap();
            pipe(&town.path("site/manifest.json"));
        },
    ),
    case("a finished folder of a killed build", "site", New, |town| {
        write(&NEW, &town.path(".site.mieruka-new"));
    }),
    case("half a folder of a killed build", "site", New, |town| {
        fs::create_dir(town.path(".site.mieruka-new")).unwrap();
        fs::write(town.path(".site.mieruka-new/about.html"), "half").unwrap();
    }),
    case("killed between two renames", "site", New, |town| {
        fs::rename(town.site(), town.path(".site.mieruka-old")).unwrap();
        write(&NEW, &town.path(".site.mieruka-new"));
    }),
    case("killed after two renames", "site", New, |town| {
        write(&OLD, &town.path(".site.mieruka-old"));
    }),
    case("the lock of a killed build", "site", New, |town| {
        fs::write(town.path(".site.mieruka-lock"), "").unwrap();
    }),
    case("a link in the place of the lock", "site", Untouched, |town| {
        symlink(town.path("letter.txt"), town.path(".site.mieruka-lock")).unwrap();
    }),
    case("a pipe in the place of the lock", "site", Untouched, |town| {
        pipe(&town.path(".site.mieruka-lock"));
    }),
];

#[test]
fn every_place_is_published_to_or_left_as_it_was() {
    let mut wrong = Vec::new();
    for case in &CASES {
        let town = Town::with_old_site();
        (case.arrange)(&town);
        let before = everything(&town);
        let mut build = Command::new(PROGRAM);
        build
            .arg("build")
            .arg("--data")
            .arg(town.path("data"))
            .arg("--out")
            .arg(town.path(case.out));
        let output = build.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let judged = ends_well(&output).and_then(|()| match case.then {
            New if !output.status.success() => Err(format!("refused: {said}")),
            New if common::files(&town.path(case.out).canonicalize().unwrap()) != *NEW => {
                Err("not the new site".to_owned())
            }
            New if town.beside().iter().any(|name| name.contains(".mieruka-")) => {
                Err(format!("left: {:?}", town.beside()))
            }
            Untouched if output.status.code() != Some(2) => Err(format!("accepted: {:?}", output.status)),
            Untouched if !said.contains("エラー: ") => Err(format!("no reason given: {said}")),
            Untouched if everything(&town) != before => Err("something changed".to_owned()),
            _ => Ok(()),
        });
        wrong.extend(judged.err().map(|message| format!("{}: {message}", case.what)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every name with what it is and holds, the data and what is hidden too.
fn everything(town: &Town) -> Vec<(String, String)> {
    let entries = walkdir::WalkDir::new(town.path("")).sort_by_file_name().into_iter();
    let shown = entries.map(|entry| {
        let entry = entry.unwrap();
        let content = match entry.file_type() {
            kind if kind.is_file() => String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned(),
            kind if kind.is_symlink() => fs::read_link(entry.path()).unwrap().to_string_lossy().into_owned(),
            kind => format!("{kind:?}"),
        };
        (entry.path().to_string_lossy().into_owned(), content)
    });
    shown.collect()
}

/// Limits of the shell that no administrator of the machine can lift: as full as a disk can be, and as few files and as
/// little memory as leaves no room to publish.
#[test]
fn within_any_limit_the_site_is_old_or_new() {
    for limit in [
        "-f 0", "-f 1", "-f 8", "-n 3", "-n 4", "-n 5", "-v 20000", "-v 60000", "-t 0",
    ] {
        let town = Town::with_old_site();
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &format!("ulimit {limit} && exec \"$0\" \"$@\"")])
            .arg(PROGRAM);
        town.arguments(&mut shell);
        let output = shell.output().unwrap();
        ends_well(&output).unwrap_or_else(|message| panic!("{limit}: {message}"));
        let state = town.state().unwrap_or_else(|message| panic!("{limit}: {message}"));
        assert_eq!(state == State::New, output.status.success(), "{limit}: {state:?}");
        town.recovers().unwrap_or_else(|message| panic!("{limit}: {message}"));
    }
}

/// A disk that is really full: needs the right to mount one, which root has.
#[test]
fn on_a_full_disk_the_old_site_stands() {
    let is_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    if !is_root && !full() {
        println!("only as root, or with MIERUKA_FAULTS=full");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let mut refused = 0;
    for kilobytes in (20..400).step_by(20) {
        let size = format!("size={kilobytes}k");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "none"])
            .arg(&disk)
            .status()
            .unwrap();
        assert!(mounted.success(), "this test needs the right to mount a tmpfs");
        let town = Town::empty();
        write_as_fits(&disk);
        let before = common::files(&disk.join("site"));
        let mut build = Command::new(PROGRAM);
        build
            .arg("build")
            .arg("--data")
            .arg(town.path("data"))
            .arg("--out")
            .arg(disk.join("site"));
        let output = build.output().unwrap();
        let after = common::files(&disk.join("site"));
        let left = names(&disk);
        assert!(Command::new("umount").arg(&disk).status().unwrap().success());
        ends_well(&output).unwrap();
        refused += u32::from(!output.status.success());
        assert!(
            after == if output.status.success() { NEW.clone() } else { before },
            "{size}"
        );
        assert_eq!(left, ["site"], "{size}");
    }
    assert!(refused > 2, "the disk was never full");
}

fn write_as_fits(disk: &Path) {
    fs::create_dir(disk.join("site")).unwrap();
    let fits = OLD.iter().all(|(name, content)| {
        let path = disk.join("site").join(name);
        fs::create_dir_all(path.parent().unwrap()).is_ok() && fs::write(path, content).is_ok()
    });
    if !fits {
        // No room even for the old site: begin with an empty folder.
        fs::remove_dir_all(disk.join("site")).unwrap();
        fs::create_dir(disk.join("site")).unwrap();
    }
}

#[test]
fn streams_that_take_nothing_are_no_reason_to_hang_or_panic() {
    let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
    let gone = || {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        Stdio::from(writer)
    };
    for (what, arguments) in [
        ("people", vec![]),
        ("JSON", vec!["--format", "json"]),
        ("GitHub", vec!["--format", "github"]),
    ] {
        for (stream, stdout, stderr) in [
            ("full", full(), full()),
            ("gone", gone(), gone()),
            ("none", Stdio::null(), Stdio::null()),
        ] {
            let town = Town::with_old_site();
            let status = town
                .command()
                .args(&arguments)
                .stdout(stdout)
                .stderr(stderr)
                .status()
                .unwrap();
            assert!(matches!(status.code(), Some(0 | 2)), "{what}, {stream}: {status}");
            assert!(town.state().is_ok(), "{what}, {stream}");
            town.recovers().unwrap();
        }
    }
    for arguments in [["--help"], ["--version"], ["nonsense"]] {
        let status = Command::new(PROGRAM)
            .args(arguments)
            .stdout(full())
            .stderr(full())
            .status()
            .unwrap();
        assert!(matches!(status.code(), Some(0 | 2)), "{arguments:?}: {status}");
    }
}
