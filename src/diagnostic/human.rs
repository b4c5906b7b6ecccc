//! Prints findings for a person: the line itself, a caret right under the words meant, and what to do.
//!
//! annotate-snippets draws the frame because it measures full-width text correctly and trims long lines around
//! the caret. We hand it one line at a time instead of the whole file: the cost stays small whatever the size of
//! the file, and control characters can be written out (`\u{202e}`) without moving any caret.

use super::escape::defuse;
use super::{Diagnostic, Excerpt, Findings, Place, Severity, Sources, escape};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet};

/// Width to which long lines are trimmed.
const WIDTH: usize = 100;

/// All findings, then one line that counts them. Colour only if asked for.
pub fn print(findings: &Findings, sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH);
    let mut out = String::new();
    for finding in findings.sorted(sources) {
        out.push_str(&render(finding, sources, &renderer));
        out.push_str("\n\n");
    }
    out.push_str(&findings.summary());
    out.push('\n');
    defuse(&out)
}

fn render(finding: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut headers = Vec::new();
    let mut group = level
        .with_name(finding.severity.japanese())
        .primary_title(escape(&finding.message))
        .id(finding.code.as_str())
        .elements(excerpt(
            finding.place,
            &finding.label,
            AnnotationKind::Primary,
            sources,
            &mut headers,
        ));
    for (place, words) in &finding.related {
        group = group.elements(excerpt(*place, words, AnnotationKind::Context, sources, &mut headers));
    }
    let mut help = Group::with_title(Level::HELP.with_name("直し方").secondary_title(escape(&finding.remedy)));
    if let Some(fix) = &finding.fix {
        let line = Excerpt::around(fix.place, sources);
        let patch = Patch::new(line.marked, escape(&fix.replacement));
        help = help.element(Snippet::source(line.text).line_start(line.number).patch(patch));
    }
    let mut text = renderer.render(&[group, help]);
    for (drawn, true_header) in headers {
        text = text.replacen(&drawn, &true_header, 1);
    }
    text
}

/// The line of a place with the place underlined; only the path if there is no text to show.
///
/// Where the line had to be shortened or written out, the column in the header that will be drawn is not the one
/// in the file: `headers` then receives the header drawn and the true one.
fn excerpt<'a>(
    place: Place,
    words: &'a str,
    kind: AnnotationKind,
    sources: &Sources,
    headers: &mut Vec<(String, String)>,
) -> Vec<Element<'a>> {
    let path = escape(&sources.shown_path(place.file)).into_owned();
    let label = Some(escape(words)).filter(|label| !label.is_empty());
    let Some((number, column)) = sources.line_column(place) else {
        let mut elements = vec![Origin::path(path).into()];
        elements.extend(label.map(|label| Level::NOTE.no_name().message(label).into()));
        return elements;
    };
    let line = Excerpt::around(place, sources);
    let drawn = line.text.get(..line.marked.start).unwrap_or("").chars().count() + 1;
    if drawn != column {
        headers.push((format!("{path}:{number}:{drawn}"), format!("{path}:{number}:{column}")));
    }
    let annotation = kind.span(line.marked).label(label);
    vec![
        Snippet::source(line.text)
            .line_start(number)
            .path(path)
            .annotation(annotation)
            .into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::code;
    use super::*;

    fn printed(build: impl FnOnce(&mut Sources) -> Diagnostic) -> String {
        let mut sources = Sources::shown_under("data");
        let mut findings = Findings::new();
        findings.push(build(&mut sources));
        print(&findings, &sources, false)
    }

    #[test]
    fn the_caret_stands_under_full_width_text_and_the_fix_is_a_diff() {
        let text = "measures:\n  message:\n    status: 実施ずみ # 前回\n";
        let shown = printed(|sources| {
            let file = sources.add("p/2020.yaml", text);
            let plan = sources.add("p/plan.yaml", "statuses:\n  実施: implemented\n");
            let place = Place::new(file, 33, 45);
            Diagnostic::error(
                code::UNKNOWN_WORD,
                place,
                "「実施ずみ」は使えない状況です",
                "「実施」にしてください",
            )
            .label("この値")
            .related(Place::new(plan, 12, 18), "使える言葉")
            .fix(place, "実施")
        });
        assert_eq!(
            shown,
            "\
エラー[MR0206]: 「実施ずみ」は使えない状況です
 --> data/p/2020.yaml:3:13
  |
3 |     status: 実施ずみ # 前回
  |             ^^^^^^^^ この値
  |
 ::: data/p/plan.yaml:2:3
  |
2 |   実施: implemented
  |   ---- 使える言葉
  |
直し方: 「実施」にしてください
  |
3 -     status: 実施ずみ # 前回
3 +     status: 実施 # 前回
  |

エラー 1件
"
        );
    }

    #[test]
    fn a_missing_file_is_shown_by_its_path() {
        let shown = printed(|sources| {
            let file = sources.add("p/plan.yaml", "");
            Diagnostic::warning(code::STRAY_FILE, Place::whole(file), "ありません", "作ってください")
        });
        assert_eq!(
            shown,
            "\
警告[MR0105]: ありません
--> data/p/plan.yaml
 |
直し方: 作ってください

警告 1件
"
        );
    }

    #[test]
    fn hostile_lines_are_written_out_and_the_column_is_that_of_the_file() {
        let line = format!("{}\u{202e}\u{1b}[2J悪い", "あ".repeat(400));
        let shown = printed(|sources| {
            let file = sources.add("\u{1b}.yaml", line.clone());
            let place = Place::new(file, 1200 + 7, 1200 + 13);
            Diagnostic::error(code::WRONG_KIND, place, "\u{9b}悪い", "直す").label("\u{202e}")
        });
        assert!(shown.contains("data/\\u{1b}.yaml:1:406\n"), "{shown}");
        assert!(shown.contains("\\u{202e}\\u{1b}[2J悪い"), "{shown}");
        assert!(shown.contains("[MR0203]: \\u{9b}悪い"), "{shown}");
        assert!(!shown.contains(['\u{1b}', '\u{9b}', '\u{202e}']));
    }

    /// Combining marks and selectors take no column, full-width and emoji two, half-width katakana one; a joiner between
    /// emoji is written out, because terminals do not agree on the width of what it joins.
    #[test]
    fn the_caret_stands_under_every_width_of_text() {
        for (before, columns) in [
            ("計画: ", 6),
            ("ｹｲｶｸ: ", 6),
            ("か\u{3099}: ", 4),
            ("e\u{301}: ", 3),
            ("葛\u{e0100}城: ", 6),
            ("①%: ", 4),
            ("🏢: ", 4),
            ("👨\u{200d}👩: ", 14),
        ] {
            let shown = printed(|sources| {
                let file = sources.add("x.yaml", format!("{before}実施ずみ # 注\n"));
                let place = Place::new(file, before.len(), before.len() + 12);
                Diagnostic::error(code::UNKNOWN_WORD, place, "m", "r")
            });
            let lines: Vec<&str> = shown.lines().collect();
            let caret = lines.iter().find(|line| line.contains('^')).unwrap();
            assert_eq!(*caret, format!("  | {}^^^^^^^^", " ".repeat(columns)), "{shown}");
        }
    }

    #[test]
    fn any_place_can_be_printed() {
        let text = "a: 計画\r\n\tb: |\n  x\n\n";
        for start in 0..=text.len() + 1 {
            for end in start..=text.len() + 1 {
                printed(|sources| {
                    let place = Place::new(sources.add("x.yaml", text), start, end);
                    Diagnostic::error(code::WRONG_KIND, place, "m", "r")
                        .fix(place, "計")
                        .related(place, "")
                });
            }
        }
    }
}
