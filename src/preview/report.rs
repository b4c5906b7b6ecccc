//! What was found, as the panel of a previewed page shows it.

use std::path::Path;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Excerpt, Findings, Place, Severity, Sources, escape};
use crate::render::TemplateError;

/// Findings in the panel. Who has more mends some and sees the next.
const SHOWN: usize = 100;
/// Characters of a line shown on either side of what is meant.
const CONTEXT: usize = 80;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Report {
    /// 「エラー 2件、警告 1件」.
    pub(super) summary: String,
    /// Whether there are errors: then the pages show what was good last.
    pub(super) errors: bool,
    /// The findings, errors first.
    findings: Vec<Item>,
    /// How many more there are.
    more: usize,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Item {
    error: bool,
    word: &'static str,
    code: &'static str,
    message: String,
    remedy: String,
    place: Spot,
    related: Vec<Spot>,
}

/// A place with the line that stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Spot {
    /// `data/plan/2020.yaml:3:12`.
    name: String,
    /// Number of the line; none for a file or folder as a whole.
    line: Option<usize>,
    /// The line before what is meant, that, and the line behind it.
    text: [String; 3],
    /// A few words about it.
    words: String,
}

impl Report {
    /// Of the data, and of the templates if these cannot be used.
    pub(super) fn new(findings: &Findings, sources: &Sources, templates: Option<(&TemplateError, &Path)>) -> Self {
        let mut sorted = findings.sorted(sources);
        sorted.sort_by_key(|finding| finding.severity);
        let template = templates.map(|(error, folder)| Item::of_template(error, folder));
        let data = sorted.iter().take(SHOWN).map(|finding| Item::new(finding, sources));
        Self {
            summary: match (&template, findings.is_empty()) {
                (None, _) => findings.summary(),
                (Some(_), true) => "テンプレートの誤り".to_owned(),
                (Some(_), false) => format!("テンプレートの誤り、{}", findings.summary()),
            },
            errors: findings.has_errors() || template.is_some(),
            findings: template.iter().cloned().chain(data).collect(),
            more: (findings.errors() + findings.warnings()).saturating_sub(SHOWN),
        }
    }
}

impl Item {
    fn new(finding: &Diagnostic, sources: &Sources) -> Self {
        let related = finding.related.iter();
        Self {
            error: finding.severity == Severity::Error,
            word: finding.severity.japanese(),
            code: finding.code.as_str(),
            message: escape(&finding.message).into_owned(),
            remedy: escape(&finding.remedy).into_owned(),
            place: Spot::new(finding.place, &finding.label, sources),
            related: related
                .map(|(place, words)| Spot::new(*place, words, sources))
                .collect(),
        }
    }

    fn of_template(error: &TemplateError, folder: &Path) -> Self {
        let file = |name: &str| folder.join(name.trim_start_matches("user/")).display().to_string();
        let whole = |name: String| Spot {
            name,
            line: None,
            text: <[String; 3]>::default(),
            words: String::new(),
        };
        let (message, place) = match error {
            TemplateError::At {
                template,
                line,
                column,
                message,
            } => {
                let name = file(template);
                let text = std::fs::read_to_string(&name).unwrap_or_default();
                let text = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
                let place = Spot {
                    name: format!("{name}:{line}:{column}"),
                    line: Some(*line),
                    text: around(
                        text,
                        text.char_indices()
                            .nth(column.saturating_sub(1))
                            .map_or(0, |(at, _)| at),
                        None,
                    ),
                    words: String::new(),
                };
                (message.clone(), place)
            }
            TemplateError::Unreadable { path, .. } => (error.to_string(), whole(path.display().to_string())),
            TemplateError::NotText { template } => (error.to_string(), whole(file(template))),
            TemplateError::Set(_) => (error.to_string(), whole(folder.display().to_string())),
        };
        Self {
            error: true,
            word: Severity::Error.japanese(),
            code: "",
            message: escape(&message).into_owned(),
            remedy: "テンプレートを直してください。それまで、前のテンプレートで表示します".to_owned(),
            place,
            related: Vec::new(),
        }
    }
}

impl Spot {
    fn new(place: Place, words: &str, sources: &Sources) -> Self {
        let path = sources.shown_path(place.file);
        let path = escape(&path);
        let words = escape(words).into_owned();
        match sources.line_column(place) {
            None => Self {
                name: path.into_owned(),
                line: None,
                text: <[String; 3]>::default(),
                words,
            },
            Some((line, column)) => {
                let Excerpt { text, marked, .. } = Excerpt::around(place, sources);
                Self {
                    name: format!("{path}:{line}:{column}"),
                    line: Some(line),
                    text: around(&text, marked.start, Some(marked.end)),
                    words,
                }
            }
        }
    }
}

/// A line before what is meant, that, and the line behind it; without an end, from there on.
fn around(text: &str, start: usize, end: Option<usize>) -> [String; 3] {
    let end = end.unwrap_or(text.len());
    let [before, meant, behind] =
        [0..start, start..end, end..text.len()].map(|range| text.get(range).unwrap_or_default());
    let length = before.chars().count();
    let cut = if length > CONTEXT { "…" } else { "" };
    let before: String = before.chars().skip(length.saturating_sub(CONTEXT)).collect();
    [format!("{cut}{before}"), shortened(meant), shortened(behind)]
}

fn shortened(text: &str) -> String {
    let mut characters = text.chars();
    let mut short: String = characters.by_ref().take(CONTEXT).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code;

    #[test]
    fn errors_stand_first_and_each_has_its_line() {
        let mut sources = Sources::shown_under("data");
        let file = sources.add("p/2020.yaml", "題: 計画\n状況: 実施ずみ # \u{202e}\n");
        let mut findings = Findings::new();
        findings.push(Diagnostic::warning(code::STRAY_FILE, Place::new(file, 0, 3), "w", "r"));
        findings.push(Diagnostic::error(code::UNKNOWN_WORD, Place::new(file, 20, 32), "e", "r").label("この値"));
        let report = Report::new(&findings, &sources, None);
        assert!(report.errors);
        assert_eq!(report.summary, "エラー 1件、警告 1件");
        assert_eq!(report.findings[0].code, "MR0206");
        assert_eq!(
            report.findings[0].place,
            Spot {
                name: "data/p/2020.yaml:2:5".to_owned(),
                line: Some(2),
                text: ["状況: ".to_owned(), "実施ずみ".to_owned(), " # \\u{202e}".to_owned()],
                words: "この値".to_owned(),
            }
        );
    }

    #[test]
    fn long_lines_are_cut_on_whole_characters() {
        let text = "あ".repeat(300);
        let [before, meant, behind] = around(&text, 300, Some(600));
        assert_eq!(
            [before, meant, behind].map(|part| part.chars().count()),
            [CONTEXT + 1, CONTEXT + 1, CONTEXT + 1]
        );
    }

    #[test]
    fn a_mistake_in_a_template_has_its_line() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("home.html"), "<p>\n  計画{{ title").unwrap();
        let error = crate::render::Templates::load(Some(folder.path())).err().unwrap();
        let report = Report::new(&Findings::new(), &Sources::new(), Some((&error, folder.path())));
        assert_eq!(report.summary, "テンプレートの誤り");
        let place = &report.findings[0].place;
        assert!(place.name.contains("home.html:2:"), "{place:?}");
        assert!(place.text.concat().contains("計画{{ title"), "{place:?}");
    }
}
