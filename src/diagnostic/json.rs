//! Prints findings as JSON for other programs.
//!
//! The format is a promise of its own: the types here exist only for it, so that a change inside the program
//! cannot change it by accident. A field may be added under version 1; renaming, removing or giving another
//! meaning needs version 2.
//!
//! ```json
//! {
//!   "version": 1, "root": "data", "errors": 1, "warnings": 0, "omitted": 0,
//!   "findings": [{
//!     "code": "MR0206", "title": "決められた言葉にない値", "severity": "error",
//!     "message": "…", "remedy": "…", "label": "…",
//!     "place": {"path": "plan/2020.yaml", "line": 5, "column": 13, "end_column": 17},
//!     "related": [{"place": {…}, "words": "…"}],
//!     "fix": {"place": {…}, "replacement": "実施"}
//!   }]
//! }
//! ```
//! Paths are relative to the data folder and use `/`; `root` is that folder as it was given, so that `root/path` is the
//! path that people, GitHub and SARIF are shown. It is empty for the folder the program was started in. Lines and columns count from 1, columns in characters;
//! `end_column` is one past the last and stands on the same line. They are `null` when a finding is about a file
//! or folder as a whole. `label` may be empty, `fix` may be `null`. Control and invisible characters in texts
//! are written as `\u{…}`.

use super::escape::defuse_json;
use super::{Diagnostic, Findings, Place, Severity, Sources, escape};
use serde::Serialize;

/// The version of the format.
pub const VERSION: u32 = 1;

/// All findings as one JSON object, ended by a line break.
pub fn print(findings: &Findings, sources: &Sources) -> String {
    let report = Report {
        version: VERSION,
        root: escape(sources.root()).into_owned(),
        errors: findings.errors(),
        warnings: findings.warnings(),
        omitted: findings.omitted(),
        findings: findings
            .sorted(sources)
            .into_iter()
            .map(|finding| Finding::new(finding, sources))
            .collect(),
    };
    // These types hold only strings and numbers: writing them cannot fail.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    defuse_json(&text)
}

#[derive(Serialize)]
struct Report {
    version: u32,
    root: String,
    errors: usize,
    warnings: usize,
    omitted: usize,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    code: &'static str,
    title: &'static str,
    severity: &'static str,
    message: String,
    remedy: String,
    label: String,
    place: Position,
    related: Vec<Related>,
    fix: Option<Replacement>,
}

#[derive(Serialize)]
struct Related {
    place: Position,
    words: String,
}

#[derive(Serialize)]
struct Replacement {
    place: Position,
    replacement: String,
}

#[derive(Serialize)]
struct Position {
    path: String,
    line: Option<usize>,
    column: Option<usize>,
    end_column: Option<usize>,
}

impl Finding {
    fn new(finding: &Diagnostic, sources: &Sources) -> Self {
        Self {
            code: finding.code.as_str(),
            title: finding.code.title(),
            severity: match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: escape(&finding.message).into_owned(),
            remedy: escape(&finding.remedy).into_owned(),
            label: escape(&finding.label).into_owned(),
            place: Position::new(finding.place, sources),
            related: finding
                .related
                .iter()
                .map(|(place, words)| Related {
                    place: Position::new(*place, sources),
                    words: escape(words).into_owned(),
                })
                .collect(),
            fix: finding.fix.as_ref().map(|fix| Replacement {
                place: Position::new(fix.place, sources),
                replacement: escape(&fix.replacement).into_owned(),
            }),
        }
    }
}

impl Position {
    fn new(place: Place, sources: &Sources) -> Self {
        let shown = sources.text(place.file).get(sources.first_line_of(place)).unwrap_or("");
        let start = sources.line_column(place);
        Self {
            path: escape(sources.path(place.file)).into_owned(),
            line: start.map(|(line, _)| line),
            column: start.map(|(_, column)| column),
            end_column: start.map(|(_, column)| column + shown.chars().count()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::code;
    use super::*;

    #[test]
    fn the_format_is_stable() {
        let mut sources = Sources::shown_under("data");
        let file = sources.add("p/2020.yaml", "状況: 実施ずみ\n");
        let missing = sources.add("p/plan.yaml", "");
        let place = Place::new(file, 8, 20);
        let mut findings = Findings::new();
        findings.push(
            Diagnostic::error(code::UNKNOWN_WORD, place, "\u{202e}", "直す")
                .label("ここ")
                .related(Place::whole(missing), "決める所")
                .fix(place, "実施"),
        );
        let expected = serde_json::json!({
            "version": 1, "root": "data", "errors": 1, "warnings": 0, "omitted": 0,
            "findings": [{
                "code": "MR0206", "title": "決められた言葉にない値", "severity": "error",
                "message": "\\u{202e}", "remedy": "直す", "label": "ここ",
                "place": {"path": "p/2020.yaml", "line": 1, "column": 5, "end_column": 9},
                "related": [{
                    "place": {"path": "p/plan.yaml", "line": null, "column": null, "end_column": null},
                    "words": "決める所"
                }],
                "fix": {
                    "place": {"path": "p/2020.yaml", "line": 1, "column": 5, "end_column": 9},
                    "replacement": "実施"
                }
            }]
        });
        let printed: serde_json::Value = serde_json::from_str(&print(&findings, &sources)).unwrap();
        assert_eq!(printed, expected);
    }
}
