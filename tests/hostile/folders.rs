//! Folders that are missing, wrong, endless or full of traps.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use crate::run::Then::{Accepted, Either, Refused};
use crate::run::{Case, Then};
use crate::texts;

type Arrange = fn(&Path);

/// What is done to sound data.
const ARRANGED: &[(&str, Then, &str, Arrange)] = &[
    ("nothing is wrong", Accepted, "", |_| {}),
    ("the folder is missing", Refused, "MR0101", |data| {
        fs::remove_dir_all(data).unwrap();
    }),
    ("the folder is empty", Refused, "MR0102", |data| {
        fs::remove_dir_all(data).unwrap();
        fs::create_dir(data).unwrap();
    }),
    ("the folder is a file", Refused, "MR0101", |data| {
        fs::remove_dir_all(data).unwrap();
        fs::write(data, "title: a\n").unwrap();
    }),
    ("the folder is a link to itself", Refused, "MR0101", |data| {
        fs::remove_dir_all(data).unwrap();
        symlink(data.file_name().unwrap(), data).unwrap();
    }),
    ("the folder is a pipe", Refused, "MR0101", |data| {
        fs::remove_dir_all(data).unwrap();
        pipe(data);
    }),
    ("no site.yaml", Refused, "MR0103", |data| {
        fs::remove_file(data.join("site.yaml")).unwrap();
    }),
    ("site.yaml is a folder", Refused, "", |data| {
        folder_in_place_of(&data.join("site.yaml"));
    }),
    ("site.yaml is a pipe", Refused, "", |data| {
        pipe_in_place_of(&data.join("site.yaml"));
    }),
    ("site.yaml is a link", Refused, "MR0106", |data| {
        link_in_place_of(&data.join("site.yaml"), "/etc/hostname");
    }),
    ("plan.yaml is a folder", Refused, "", |data| {
        folder_in_place_of(&data.join("whole/plan.yaml"));
    }),
    ("plan.yaml is a pipe", Refused, "", |data| {
        pipe_in_place_of(&data.join("whole/plan.yaml"));
    }),
    (
        "plan.yaml is a link to a device that never ends",
        Refused,
        "MR0106",
        |data| {
            link_in_place_of(&data.join("whole/plan.yaml"), "/dev/zero");
        },
    ),
    ("plan.yaml is a link to standard input", Refused, "MR0106", |data| {
        link_in_place_of(&data.join("whole/plan.yaml"), "/dev/stdin");
    }),
    ("a year is a pipe", Either, "", |data| {
        pipe_in_place_of(&data.join("whole/2020.yaml"));
    }),
    ("a year is a link to a file outside", Either, "MR0106", |data| {
        link_in_place_of(&data.join("whole/2020.yaml"), "/etc/passwd");
    }),
    ("a year is a link to itself", Either, "MR0106", |data| {
        link_in_place_of(&data.join("whole/2020.yaml"), "2020.yaml");
    }),
    ("a year is a folder", Either, "", |data| {
        folder_in_place_of(&data.join("whole/2020.yaml"));
    }),
    ("a page is a pipe", Either, "", |data| {
        pipe_in_place_of(&data.join("whole/pages/aims.md"));
    }),
    ("a page is a link to a secret", Either, "MR0106", |data| {
        link_in_place_of(&data.join("whole/pages/aims.md"), "/etc/passwd");
    }),
    ("a folder of pages is a link to the disk", Either, "MR0106", |data| {
        fs::remove_dir_all(data.join("whole/pages")).unwrap();
        symlink("/", data.join("whole/pages")).unwrap();
    }),
    ("a plan is a link to another", Either, "MR0106", |data| {
        symlink("whole", data.join("copy")).unwrap();
    }),
    ("a plan is a link to its parent", Either, "MR0106", |data| {
        symlink("..", data.join("whole/up")).unwrap();
    }),
    ("links in a circle", Either, "MR0106", |data| {
        symlink("b", data.join("a")).unwrap();
        symlink("a", data.join("b")).unwrap();
    }),
    ("a pipe among the files", Either, "", |data| {
        pipe(&data.join("whole/2021.yaml"));
    }),
    ("a socket among the files", Either, "", |data| {
        // The path of a socket is short by nature.
        let short = tempfile::Builder::new().prefix("m").tempdir_in("/tmp").unwrap();
        let path = short.path().join("s");
        let _socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
        fs::rename(&path, data.join("whole/2021.yaml")).unwrap();
    }),
    ("a file of six gibibytes, nearly all holes", Refused, "MR0111", |data| {
        let file = File::options().write(true).open(data.join("whole/2020.yaml")).unwrap();
        file.set_len(6 << 30).unwrap();
    }),
    ("a page of six gibibytes", Refused, "MR0111", |data| {
        let file = File::options()
            .write(true)
            .open(data.join("whole/pages/aims.md"))
            .unwrap();
        file.set_len(6 << 30).unwrap();
    }),
    ("a video of six gibibytes beside", Accepted, "", |data| {
        File::create(data.join("whole/meeting.mp4"))
            .unwrap()
            .set_len(6 << 30)
            .unwrap();
    }),
    // Root may read everything: then there is nothing to refuse.
    ("a file that may not be read", Either, "", |data| {
        forbid(&data.join("whole/2020.yaml"));
    }),
    ("a folder that may not be read", Either, "", |data| {
        forbid(&data.join("whole/pages"));
    }),
    ("a plan that may not be read", Either, "", |data| {
        forbid(&data.join("whole"));
    }),
    ("5,000 strays", Accepted, "MR0105", |data| {
        for number in 0..5_000 {
            fs::write(data.join(format!("whole/R{number}.yaml")), "x").unwrap();
        }
    }),
    ("more entries than are looked at", Refused, "MR0108", |data| {
        for folder in 0..51 {
            let folder = data.join(format!("whole/f{folder}"));
            fs::create_dir(&folder).unwrap();
            for number in 0..1_000 {
                File::create(folder.join(number.to_string())).unwrap();
            }
        }
    }),
    ("1,000 plans without a file", Refused, "MR0104", |data| {
        for number in 0..1_000 {
            fs::create_dir(data.join(format!("plan-{number}"))).unwrap();
        }
    }),
    ("300 years", Either, "", |data| {
        for year in 1900..2200 {
            fs::copy(data.join("whole/2019.yaml"), data.join(format!("whole/{year}.yaml"))).unwrap_or_default();
        }
    }),
    ("a year before years", Either, "MR0105", |data| copy_year(data, "1867")),
    ("a year after years", Refused, "", |data| copy_year(data, "2999")),
    ("folders in folders, 200 deep", Either, "", |data| {
        let mut path = data.join("whole");
        for _ in 0..200 {
            path = path.join("a");
        }
        fs::create_dir_all(&path).unwrap();
        fs::write(path.join("2020.yaml"), "x").unwrap();
    }),
    ("a name of 255 bytes", Either, "", |data| {
        fs::write(data.join("whole").join(format!("{}.yaml", "a".repeat(250))), "x").unwrap();
    }),
    ("a name that is not UTF-8", Either, "", |data| {
        name(&data.join("whole"), b"\x8c\x76\x89\xe6.yaml");
    }),
    ("a folder whose name is not UTF-8", Refused, "", |data| {
        let folder = data.join(OsStr::from_bytes(b"\x8c\x76"));
        fs::create_dir(&folder).unwrap();
        fs::copy(data.join("whole/plan.yaml"), folder.join("plan.yaml")).unwrap();
    }),
    ("a name with a line break", Either, "", |data| {
        name(&data.join("whole"), b"a\n::error::x.yaml");
    }),
    ("a name that clears the screen", Either, "", |data| {
        name(&data.join("whole"), b"\x1b[2J\x07.yaml");
    }),
    ("a name that runs backwards", Either, "", |data| {
        name(&data.join("whole"), "\u{202e}lmay.yaml".as_bytes());
    }),
    ("a name with script", Either, "", |data| {
        name(&data.join("whole"), b"<script>alert(1)<!--.yaml");
    }),
    ("a name with a quote", Either, "", |data| {
        name(&data.join("whole"), b"\"';.yaml");
    }),
    ("a page with script for a name", Refused, "MR0109", |data| {
        name(&data.join("whole/pages"), b"<img src=x>.md");
    }),
    ("a page called as a device", Refused, "MR0109", |data| {
        name(&data.join("whole/pages"), b"con.md");
    }),
    ("two pages at one address", Refused, "MR0307", |data| {
        fs::copy(data.join("whole/pages/aims.md"), data.join("whole/pages/01-aims.md")).unwrap();
    }),
    ("a page without a title", Refused, "MR0161", |data| {
        fs::write(data.join("whole/pages/aims.md"), "本文\n").unwrap();
    }),
    ("a page without a text", Refused, "MR0162", |data| {
        fs::write(data.join("whole/pages/aims.md"), "# 題\n").unwrap();
    }),
    ("an empty page", Refused, "", |data| {
        fs::write(data.join("whole/pages/aims.md"), "").unwrap();
    }),
    ("a page in Shift_JIS", Refused, "Shift_JIS", |data| {
        let text = encoding_rs::SHIFT_JIS
            .encode("# 女性職員\n\n本文です。\n")
            .0
            .into_owned();
        fs::write(data.join("whole/pages/aims.md"), text).unwrap();
    }),
    ("a byte order mark and the line ends of Windows", Accepted, "", |data| {
        for name in [
            "site.yaml",
            "whole/plan.yaml",
            "whole/2019.yaml",
            "whole/2020.yaml",
            "whole/pages/aims.md",
        ] {
            let text = fs::read_to_string(data.join(name)).unwrap();
            fs::write(data.join(name), format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
        }
    }),
    ("what editors and systems leave", Accepted, "", |data| {
        for name in [
            ".DS_Store",
            "Thumbs.db",
            "2020.yaml~",
            ".2020.yaml.swp",
            "#2020.yaml#",
            "~$plan.yaml",
            "2020.yaml.bak",
        ] {
            fs::write(data.join("whole").join(name), b"\xff\0\x1b").unwrap();
        }
        fs::create_dir(data.join(".git")).unwrap();
        fs::write(data.join(".git/plan.yaml"), "broken: [").unwrap();
    }),
    ("a file that is not readable as itself twice", Either, "", |data| {
        fs::hard_link(data.join("whole/plan.yaml"), data.join("whole/2021.yaml")).unwrap();
    }),
];

pub fn cases() -> Vec<Case> {
    let arranged = ARRANGED.iter().map(|(what, then, says, arrange)| {
        let case = Case::new(*what, *then, move |data| {
            texts::write(data, |_, _| None);
            arrange(data);
        });
        case.saying(says)
    });
    arranged.collect()
}

fn pipe(path: &Path) {
    rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR).unwrap();
}

fn pipe_in_place_of(path: &Path) {
    fs::remove_file(path).unwrap();
    pipe(path);
}

fn folder_in_place_of(path: &Path) {
    fs::remove_file(path).unwrap();
    fs::create_dir(path).unwrap();
}

fn link_in_place_of(path: &Path, target: &str) {
    fs::remove_file(path).unwrap();
    symlink(target, path).unwrap();
}

fn forbid(path: &Path) {
    fs::set_permissions(path, fs::Permissions::from_mode(0o0)).unwrap();
}

fn name(folder: &Path, name: &[u8]) {
    fs::write(folder.join(OsStr::from_bytes(name)), "# 題\n\n本文\n").unwrap();
}

fn copy_year(data: &Path, year: &str) {
    fs::write(data.join(format!("whole/{year}.yaml")), "title: 題\n").unwrap();
}
