//! The stages stand in one line; a stage may use only those to its left. A line that looks back is named here.

use std::fs;
use std::path::Path;

/// Each stage with the stages it may use.
const STAGES: [(&str, &[&str]); 13] = [
    ("calendar", &[]),
    ("quantity", &[]),
    ("model", &["calendar", "quantity"]),
    ("evaluate", &["calendar", "quantity", "model"]),
    ("diagnostic", &[]),
    ("source", &["calendar", "quantity", "diagnostic"]),
    ("check", &["calendar", "quantity", "model", "diagnostic", "source"]),
    ("author", &["calendar", "diagnostic", "source", "check"]),
    ("chart", &["calendar", "quantity", "model", "evaluate"]),
    ("render", &["model"]),
    (
        "view",
        &["calendar", "quantity", "model", "evaluate", "chart", "render"],
    ),
    (
        "site",
        &["calendar", "quantity", "model", "evaluate", "chart", "render", "view"],
    ),
    (
        "cli",
        &[
            "calendar",
            "model",
            "diagnostic",
            "source",
            "check",
            "author",
            "render",
            "view",
            "site",
        ],
    ),
];

/// Crates that one file alone may name, so that they can be replaced.
const ONE_HAND: [(&str, &str); 4] = [
    ("plotters", "src/chart/svg.rs"),
    ("pulldown_cmark", "src/render/markdown.rs"),
    ("tera", "src/render/templates.rs"),
    ("annotate_snippets", "src/diagnostic/human.rs"),
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
    for stage in ["calendar", "quantity", "model", "evaluate", "chart", "view"] {
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
    for (name, home) in ONE_HAND {
        for (path, text) in sources("src") {
            let named = text
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("{name}::")));
            assert!(!named || path == home, "{path} names {name}; only {home} may");
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
