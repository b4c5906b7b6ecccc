//! Small plans that are sound but worth a second look: each gives exactly the warnings it says, and no other.
//!
//! A case is a Markdown file of `tests/warnings/`: a title, a reason, a plan and its editions, and the expected lines
//! `file:line:column code message`, of which a part of the message is enough. `MIERUKA_UPDATE=1 cargo test --test warnings`
//! writes them anew: read the difference before you accept it.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[test]
fn every_case_gives_its_warnings_and_no_other() {
    let mut cases: Vec<_> = fs::read_dir("tests/warnings")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 12, "only {} cases", cases.len());
    let wrong: Vec<String> = cases.iter().filter_map(|path| check(path).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn check(path: &Path) -> Result<(), String> {
    let text = fs::read_to_string(path).unwrap();
    let found = warnings(path, &text);
    let (before, expected, after) =
        common::split_expected(&text).unwrap_or_else(|| panic!("{}: no ```text block", path.display()));
    if std::env::var_os("MIERUKA_UPDATE").is_some() {
        fs::write(path, format!("{before}{found}{after}")).unwrap();
        return Ok(());
    }
    let same = expected.lines().count() == found.lines().count()
        && expected
            .lines()
            .zip(found.lines())
            .all(|(expected, found)| agrees(expected, found));
    if same {
        Ok(())
    } else {
        Err(format!("{}:\nexpected\n{expected}found\n{found}", path.display()))
    }
}

/// Place and code agree, and the message contains the part expected of it.
fn agrees(expected: &str, found: &str) -> bool {
    let parts = |line: &str| line.splitn(3, ' ').map(str::to_owned).collect::<Vec<_>>();
    match (parts(expected).as_slice(), parts(found).as_slice()) {
        ([place, code, part], [found_place, found_code, message]) => {
            place == found_place && code == found_code && message.contains(part.as_str())
        }
        _ => false,
    }
}

/// What is found, in the order of printing. The folder of the plan is left out when it is `case`.
fn warnings(path: &Path, text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    common::write_case(text, folder.path());
    let loaded = mieruka::load(folder.path());
    let printed = mieruka::diagnostic::human::print(&loaded.findings, &loaded.sources, false);
    assert!(loaded.project.is_some(), "{}:\n{printed}", path.display());
    let mut lines = String::new();
    for finding in loaded.findings.sorted(&loaded.sources) {
        let file = loaded.sources.path(finding.place.file);
        let file = file.strip_prefix("case/").unwrap_or(file);
        let (line, column) = loaded.sources.line_column(finding.place).unwrap();
        assert!(!finding.remedy.is_empty(), "{}: no remedy", finding.code);
        writeln!(lines, "{file}:{line}:{column} {} {}", finding.code, finding.message).unwrap();
    }
    lines
}
