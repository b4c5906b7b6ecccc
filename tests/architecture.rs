//! The stages stand in one line; a stage may use only those to its left. A line that looks back is named here.

use std::fs;
use std::path::Path;

/// Each stage with the stages it may use.
const STAGES: [(&str, &[&str]); 19] = [
    ("calendar", &[]),
    ("quantity", &[]),
    ("model", &["calendar", "quantity"]),
    ("evaluate", &["calendar", "quantity", "model"]),
    ("diagnostic", &[]),
    ("source", &["calendar", "quantity", "diagnostic"]),
    ("disclosure", &["calendar", "quantity", "model"]),
    (
        "check",
        &["calendar", "quantity", "model", "disclosure", "diagnostic", "source"],
    ),
    ("edition", &["calendar", "quantity", "model", "disclosure"]),
    ("author", &["calendar", "diagnostic", "source", "check"]),
    ("chart", &["calendar", "quantity", "model", "evaluate"]),
    ("render", &["model"]),
    (
        "view",
        &["calendar", "quantity", "model", "evaluate", "chart", "render"],
    ),
    (
        "exchange",
        &[
            "calendar",
            "quantity",
            "model",
            "evaluate",
            "diagnostic",
            "source",
            "check",
            "author",
            "render",
            "view",
        ],
    ),
    (
        "site",
        &[
            "calendar", "quantity", "model", "evaluate", "edition", "chart", "render", "view", "exchange",
        ],
    ),
    (
        "build",
        &["model", "diagnostic", "source", "check", "edition", "render", "site"],
    ),
    ("audit", &["calendar", "diagnostic", "source"]),
    (
        "preview",
        &["diagnostic", "source", "check", "edition", "render", "site"],
    ),
    (
        "cli",
        &[
            "calendar",
            "model",
            "diagnostic",
            "source",
            "check",
            "edition",
            "audit",
            "author",
            "exchange",
            "render",
            "view",
            "site",
            "preview",
            "build",
        ],
    ),
];

/// Crates that one file of a task alone may name, so that they can be replaced.
const ONE_HAND: [(&str, &[&str]); 14] = [
    ("csv", &["src/exchange/export/csv_file.rs"]),
    ("zip", &["src/exchange/export/archive.rs", "src/audit/carriers.rs"]),
    ("flate2", &["src/audit/carriers.rs"]),
    ("aho_corasick", &["src/audit/needles.rs"]),
    ("rust_xlsxwriter", &["src/exchange/form/workbook.rs"]),
    ("calamine", &["src/exchange/collect/workbook.rs"]),
    (
        "quick_xml",
        &["src/exchange/collect/open_document.rs", "src/audit/undo.rs"],
    ),
    ("sha2", &["src/digest.rs"]),
    ("plotters", &["src/chart/svg.rs"]),
    ("pulldown_cmark", &["src/render/markdown.rs"]),
    ("tera", &["src/render/templates.rs"]),
    (
        "hyper",
        &["src/preview/server.rs", "src/preview/answer.rs", "src/preview/state.rs"],
    ),
    ("notify", &["src/preview/watch.rs"]),
    ("annotate_snippets", &["src/diagnostic/human.rs"]),
];

#[test]
fn no_stage_looks_back() {
    let mut wrong = Vec::new();
    for (stage, allowed) in STAGES {
        for (path, text) in sources(&format!("src/{stage}")) {
            for (number, line) in text.lines().enumerate() {
                for used in line.split("crate::").skip(1) {
                    let used: String = used
                        .chars()
                        .take_while(|letter| letter.is_ascii_lowercase() || *letter == '_')
                        .collect();
                    let known = STAGES.iter().any(|(name, _)| *name == used);
                    if known && used != stage && !allowed.contains(&used.as_str()) {
                        wrong.push(format!("{path}:{}: {stage} must not use {used}", number + 1));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_stage_is_listed() {
    let folders = fs::read_dir("src")
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir());
    let mut folders: Vec<String> = folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let mut listed: Vec<String> = STAGES.iter().map(|(stage, _)| (*stage).to_owned()).collect();
    listed.sort();
    assert_eq!(folders, listed);
}

#[test]
fn the_pure_stages_touch_no_file_clock_or_environment() {
    for stage in [
        "calendar",
        "quantity",
        "model",
        "evaluate",
        "disclosure",
        "edition",
        "chart",
        "view",
        "exchange/export",
    ] {
        for (path, text) in sources(&format!("src/{stage}")) {
            let code = text.split("#[cfg(test)]").next().unwrap_or(&text);
            for forbidden in [
                "std::fs",
                "std::env",
                "SystemTime",
                "Local::now",
                "Utc::now",
                "Instant::now",
            ] {
                assert!(!code.contains(forbidden), "{path} uses {forbidden}");
            }
        }
    }
}

#[test]
fn a_replaceable_crate_is_named_by_one_file() {
    for (name, homes) in ONE_HAND {
        for (path, text) in sources("src") {
            let named = text
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("{name}::")));
            assert!(
                !named || homes.contains(&path.as_str()),
                "{path} names {name}; only {homes:?} may"
            );
        }
    }
}

fn sources(folder: &str) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap);
    let files = files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
    let files: Vec<_> = files
        .map(|entry| (shown(entry.path()), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    assert!(!files.is_empty(), "{folder} has no source file");
    files
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
