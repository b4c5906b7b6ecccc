//! Another time zone, locale, user, umask, order of files, folder: the same bytes.

use std::fs;
use std::process::Command;

use crate::common;
use crate::town::{NEW, PROGRAM, Town};

#[test]
fn in_other_surroundings_the_bytes_are_the_same() {
    for (what, script) in [
        ("time zone east", "TZ=Pacific/Kiritimati exec \"$0\" \"$@\""),
        ("time zone west", "TZ=Pacific/Pago_Pago exec \"$0\" \"$@\""),
        ("locale C", "LC_ALL=C LANG=C exec \"$0\" \"$@\""),
        (
            "locale of Turkey",
            "LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 exec \"$0\" \"$@\"",
        ),
        ("no environment", "exec env -i \"$0\" \"$@\""),
        (
            "another user",
            "USER=nobody LOGNAME=nobody HOME=/nonexistent HOSTNAME=elsewhere exec \"$0\" \"$@\"",
        ),
        ("umask 077", "umask 077; exec \"$0\" \"$@\""),
        ("umask 000", "umask 000; exec \"$0\" \"$@\""),
        ("another folder", "cd / && exec \"$0\" \"$@\""),
        (
            "colours and terminals",
            "TERM=xterm-256color CLICOLOR_FORCE=1 NO_COLOR= RUST_BACKTRACE=full exec \"$0\" \"$@\"",
        ),
        ("a clock of another age", "SOURCE_DATE_EPOCH=0 exec \"$0\" \"$@\""),
        ("an old priority", "exec nice -n 19 \"$0\" \"$@\""),
    ] {
        let town = Town::empty();
        let mut shell = Command::new("sh");
        shell.args(["-c", script]).arg(PROGRAM);
        town.arguments(&mut shell);
        assert!(shell.output().unwrap().status.success(), "{what}");
        assert!(common::files(&town.site()) == *NEW, "{what}");
    }
}

#[test]
fn from_files_in_another_order_and_of_another_age_the_bytes_are_the_same() {
    let (town, other) = (Town::empty(), Town::empty());
    fs::remove_dir_all(other.path("data")).unwrap();
    let mut files: Vec<_> = common::files(&town.path("data")).into_iter().collect();
    files.reverse();
    for (name, content) in files {
        let path = other.path("data").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        let age = std::time::UNIX_EPOCH + std::time::Duration::from_hours(24);
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(age)
            .unwrap();
    }
    assert!(other.build().status.success());
    assert!(common::files(&other.site()) == *NEW);
}

#[test]
fn nothing_of_the_machine_is_on_a_page() {
    let town = Town::empty();
    let output = town
        .command()
        .env("USER", "canary-user")
        .env("HOME", "/canary-home")
        .env("HOSTNAME", "canary-host")
        .output()
        .unwrap();
    assert!(output.status.success());
    let folder = town.path("").to_string_lossy().into_owned();
    // `HOME=/` is nobody's name.
    let home = std::env::var("HOME").ok().filter(|home| home.len() > 1);
    let home = home.map_or_else(|| "/home/".to_owned(), |home| home + "/");
    for (name, content) in common::files(&town.site()) {
        let text = String::from_utf8_lossy(&content);
        for leak in [
            folder.as_str(),
            "canary-",
            env!("CARGO_MANIFEST_DIR"),
            home.as_str(),
            "/home/",
            "/tmp/",
        ] {
            assert!(!text.contains(leak), "{name} holds {leak}");
        }
    }
}
