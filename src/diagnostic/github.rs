//! Prints findings as workflow commands, which GitHub shows as annotations on the changed lines.
//!
//! One line per finding: `::error file=…,line=…,col=…,endColumn=…,title=MR0203::message`. The escaping is the one
//! of GitHub's own toolkit (`actions/toolkit:packages/core/src/command.ts`): without it, a `,` or a line break in
//! the data could forge a property or another command.

use super::{Diagnostic, Findings, Severity, Sources, defuse, escape};
use std::fmt::Write as _;

/// One workflow command per finding.
pub fn print(findings: &Findings, sources: &Sources) -> String {
    let mut out = String::new();
    for finding in findings.sorted(sources) {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let message = format!("{}\n直し方: {}", escape(&finding.message), escape(&finding.remedy));
        // Writing to a String cannot fail.
        let _ = writeln!(out, "::{command} {}::{}", properties(finding, sources), data(&message));
    }
    defuse(&out)
}

fn properties(finding: &Diagnostic, sources: &Sources) -> String {
    let mut out = format!("file={}", property(&sources.shown_path(finding.place.file)));
    if let Some((line, column)) = sources.line_column(finding.place) {
        let text = sources.text(finding.place.file);
        let shown = text.get(sources.first_line_of(finding.place)).unwrap_or("");
        let end = column + shown.chars().count();
        let _ = write!(out, ",line={line},col={column},endColumn={end}");
    }
    let title = format!("{} {}", finding.code, finding.code.title());
    let _ = write!(out, ",title={}", property(title.trim()));
    out
}

/// Escapes the part after `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(&escape(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::{Place, code};
    use super::*;

    #[test]
    fn a_finding_is_one_escaped_line() {
        let mut sources = Sources::shown_under("data");
        let file = sources.add("a,b/2020.yaml", "状況: 実施ずみ\n");
        let mut findings = Findings::new();
        findings.push(Diagnostic::error(
            code::UNKNOWN_WORD,
            Place::new(file, 8, 20),
            "100%\n::error::偽 \u{202e}",
            "「実施」にしてください",
        ));
        assert_eq!(
            print(&findings, &sources),
            "::error file=data/a%2Cb/2020.yaml,line=1,col=5,endColumn=9,title=MR0206 決められた言葉にない値\
             ::100%25\\u{a}::error::偽 \\u{202e}%0A直し方: 「実施」にしてください\n"
        );
    }

    #[test]
    fn a_finding_about_a_whole_file_has_no_line() {
        let mut sources = Sources::new();
        let file = sources.add("a/plan.yaml", "");
        let mut findings = Findings::new();
        findings.push(Diagnostic::warning(
            code::STRAY_FILE,
            Place::whole(file),
            "ない",
            "作る",
        ));
        assert!(print(&findings, &sources).starts_with("::warning file=a/plan.yaml,title=MR0105 "));
    }
}
