//! Prints findings as SARIF 2.1.0 (OASIS), which code hosts and editors read: GitHub code scanning, GitLab, VS Code.
//!
//! Paths stand below `SRCROOT`, which is the folder the program was started in: run it at the top of the repository.
//! A data folder given by its whole path gives whole `file:` addresses. Columns count characters
//! (`unicodeCodePoints`), from 1. The rules are those found, with the explanations of [`explain`]; they
//! have no `helpUri`, which would have to be an address on the web. An edit is offered only where it is exact, and never
//! one that would carry invisible characters into an editor.

use super::escape::defuse_json;
use super::{Code, Diagnostic, Findings, Fix, Place, Severity, Sources, escape, explain};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const ROOT: &str = "SRCROOT";

/// All findings as one SARIF log, ended by a line break.
pub fn print(findings: &Findings, sources: &Sources) -> String {
    let sorted = findings.sorted(sources);
    let codes: BTreeSet<Code> = sorted.iter().map(|finding| finding.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results: Vec<Value> = sorted
        .into_iter()
        .map(|finding| result(finding, &codes, sources))
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "mieruka",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": "ja",
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "language": "ja",
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which mieruka was started: the top of the repository."}}},
            "invocations": [{"executionSuccessful": true, "toolExecutionNotifications": notifications(findings)}],
            "results": results,
        }],
    });
    // A value of JSON can always be written.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    defuse_json(&text)
}

fn rule(code: Code) -> Value {
    let (meaning, why, remedy) = ("意味", "なぜ大切か", "直し方");
    let [meaning, why, remedy] = [meaning, why, remedy].map(|name| explain::section(code, name));
    json!({
        "id": code.as_str(),
        "name": code.title(),
        "shortDescription": {"text": code.title()},
        "fullDescription": {"text": format!("{meaning}{why}")},
        "help": {"text": remedy, "markdown": explain::markdown(code)},
        "defaultConfiguration": {"level": level(code.severity())},
    })
}

fn result(finding: &Diagnostic, codes: &[Code], sources: &Sources) -> Value {
    let text = format!("{}\n直し方: {}", escape(&finding.message), escape(&finding.remedy));
    let mut result = json!({
        "ruleId": finding.code.as_str(),
        "ruleIndex": codes.binary_search(&finding.code).unwrap_or_default(),
        "level": level(finding.severity),
        "message": {"text": text},
        "locations": [location(finding.place, &finding.label, sources)],
    });
    if !finding.related.is_empty() {
        let related = finding
            .related
            .iter()
            .map(|(place, words)| location(*place, words, sources));
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = &finding.fix
        && escape(&fix.replacement) == fix.replacement
        && let Some(region) = exact_region(fix.place, sources)
    {
        result["fixes"] = json!([replacement(fix, &region, &finding.remedy, sources)]);
    }
    result
}

fn replacement(fix: &Fix, region: &Value, remedy: &str, sources: &Sources) -> Value {
    json!({
        "description": {"text": escape(remedy)},
        "artifactChanges": [{
            "artifactLocation": artifact(fix.place, sources),
            "replacements": [{"deletedRegion": region, "insertedContent": {"text": fix.replacement}}],
        }],
    })
}

fn location(place: Place, words: &str, sources: &Sources) -> Value {
    let mut physical = json!({"artifactLocation": artifact(place, sources)});
    if let Some(region) = region(place, sources) {
        physical["region"] = region;
    }
    let mut location = json!({"physicalLocation": physical});
    if !words.is_empty() {
        location["message"] = json!({"text": escape(words)});
    }
    location
}

fn artifact(place: Place, sources: &Sources) -> Value {
    let path = sources.shown_path(place.file);
    if path.starts_with('/') {
        return json!({"uri": format!("file://{}", uri(&path))});
    }
    json!({"uri": uri(&path), "uriBaseId": ROOT})
}

/// The part of a place on its first line: what an annotation marks.
fn region(place: Place, sources: &Sources) -> Option<Value> {
    let shown = sources.first_line_of(place);
    exact_region(Place::new(place.file, shown.start, shown.end), sources)
}

fn exact_region(place: Place, sources: &Sources) -> Option<Value> {
    let (line, column) = sources.line_column(place)?;
    let (end_line, end_column) = sources.end_line_column(place)?;
    Some(json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}))
}

/// What was only counted is said as well.
fn notifications(findings: &Findings) -> Vec<Value> {
    let note = |omitted| json!({"level": "note", "message": {"text": format!("{omitted}件は表示を省きました")}});
    [findings.omitted()]
        .into_iter()
        .filter(|omitted| *omitted > 0)
        .map(note)
        .collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A path as a relative reference (RFC 3986): what is not plainly a letter of a path is written as `%XX`.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::code;
    use super::*;

    fn printed(root: &str, path: &str, text: &str, build: impl FnOnce(super::super::FileId) -> Diagnostic) -> Value {
        let mut sources = Sources::shown_under(root);
        let file = sources.add(path, text);
        let mut findings = Findings::new();
        findings.push(build(file));
        serde_json::from_str(&print(&findings, &sources)).unwrap()
    }

    #[test]
    fn a_finding_has_its_rule_place_and_edit() {
        let log = printed("./data/", "計画/2020.yaml", "a:\n  状況: 実施ずみ\n", |file| {
            let place = Place::new(file, 13, 25);
            Diagnostic::error(code::UNKNOWN_WORD, place, "m", "r")
                .label("この値")
                .related(Place::new(file, 0, 1), "a")
                .fix(place, "実施")
        });
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "MR0206");
        assert_eq!(run["tool"]["driver"]["rules"][0]["name"], code::UNKNOWN_WORD.title());
        let region = json!({"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 11});
        let artifact = json!({"uri": "data/%E8%A8%88%E7%94%BB/2020.yaml", "uriBaseId": "SRCROOT"});
        let expected = json!({
            "ruleId": "MR0206", "ruleIndex": 0, "level": "error", "message": {"text": "m\n直し方: r"},
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}, "message": {"text": "この値"}}],
            "relatedLocations": [{
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}
                },
                "message": {"text": "a"}
            }],
            "fixes": [{
                "description": {"text": "r"},
                "artifactChanges": [{
                    "artifactLocation": artifact,
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": "実施"}}]
                }]
            }]
        });
        assert_eq!(run["results"], json!([expected]));
    }

    #[test]
    fn a_file_as_a_whole_has_no_region_and_a_whole_path_no_base() {
        let log = printed("/srv/data", "a/2020.yaml", "", |file| {
            Diagnostic::warning(code::STRAY_FILE, Place::whole(file), "m", "r")
        });
        let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(
            *location,
            json!({"artifactLocation": {"uri": "file:///srv/data/a/2020.yaml"}})
        );
    }

    #[test]
    fn hostile_text_is_written_out_and_never_offered_as_an_edit() {
        let text = "a: \u{202e}x\n";
        let log = printed("data", "\u{1b}]0;\u{202e}%2e%2e/x y.yaml", text, |file| {
            let place = Place::new(file, 3, 7);
            Diagnostic::error(code::WRONG_KIND, place, "\u{1b}[2J\u{202e}偽", "\u{9b}r")
                .label("\u{2066}")
                .fix(place, "\u{202e}x")
        });
        let shown = log.to_string();
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{9b}', '\u{2066}']), "{shown}");
        let result = &log["runs"][0]["results"][0];
        assert_eq!(result["message"]["text"], "\\u{1b}[2J\\u{202e}偽\n直し方: \\u{9b}r");
        assert_eq!(result["fixes"], Value::Null);
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(uri, "data/%1B%5D0%3B%E2%80%AE%252e%252e/x%20y.yaml");
    }
}
