//! Prints findings as a Code Quality report, which GitLab shows on the changed lines of a merge request.
//!
//! The format is the part of Code Climate's that GitLab reads. A fingerprint stays the same when lines move, so that
//! GitLab can tell a new finding from an old one.

use super::escape::defuse_json;
use super::{Diagnostic, Findings, Severity, Sources, escape};
use crate::digest::sha256;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// All findings as one JSON list, ended by a line break.
pub fn print(findings: &Findings, sources: &Sources) -> String {
    let mut seen = BTreeMap::new();
    let issues: Vec<Value> = findings
        .sorted(sources)
        .into_iter()
        .map(|finding| issue(finding, sources, &mut seen))
        .collect();
    // A value of JSON can always be written.
    let mut text = serde_json::to_string_pretty(&issues).unwrap_or_default();
    text.push('\n');
    defuse_json(&text)
}

fn issue(finding: &Diagnostic, sources: &Sources, seen: &mut BTreeMap<String, usize>) -> Value {
    let path = escape(&sources.shown_path(finding.place.file)).into_owned();
    let line = sources.line_column(finding.place).map_or(1, |(line, _)| line);
    let what = format!("{}\n{path}\n{}", finding.code, finding.message);
    let count = seen.entry(what.clone()).or_default();
    *count += 1;
    json!({
        "description": format!("{} 直し方: {}", escape(&finding.message), escape(&finding.remedy)),
        "check_name": format!("{} {}", finding.code, finding.code.title()),
        "fingerprint": sha256(format!("{what}\n{count}").as_bytes()),
        "severity": match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
        },
        "location": {"path": path, "lines": {"begin": line}},
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Place, code};
    use super::*;

    #[test]
    fn findings_have_a_line_and_a_fingerprint_that_does_not_move() {
        let printed = |text: &str| {
            let mut sources = Sources::shown_under("data");
            let file = sources.add("p/2020.yaml", text);
            let mut findings = Findings::new();
            let start = text.find("状況").unwrap();
            for offset in [0, 3] {
                let place = Place::new(file, start + offset, start + 6);
                findings.push(Diagnostic::error(code::UNKNOWN_WORD, place, "\u{202e}偽", "直す"));
            }
            serde_json::from_str::<Value>(&print(&findings, &sources)).unwrap()
        };
        let (first, second) = (printed("状況: 実施\n"), printed("a: 1\n状況: 実施\n"));
        assert_eq!(first[0]["description"], "\\u{202e}偽 直し方: 直す");
        assert_eq!(
            first[0]["location"],
            json!({"path": "data/p/2020.yaml", "lines": {"begin": 1}})
        );
        assert_eq!(second[0]["location"]["lines"]["begin"], 2);
        assert_eq!(first[0]["fingerprint"], second[0]["fingerprint"]);
        assert_ne!(first[0]["fingerprint"], first[1]["fingerprint"]);
    }
}
