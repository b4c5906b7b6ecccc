//! What a measure did, or what came of it, is told in the very words of the year before. A reader cannot tell a year
//! without news from a form filled in by copying.
//!
//! White space does not count, nor do short texts, which may well be right twice (研修を実施した。). An entry that repeats
//! another measure's (再掲), or tells of the same year by name, is the same on purpose.

use super::scope::{Scope, edition_name, is_pending, items};
use crate::calendar::Period;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::Answer;
use crate::source::{At, Text};

/// Texts up to this length say too little to be called copied.
const SHORT: usize = 15;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for (before, this) in scope.final_pairs() {
        for (id, answer) in &this.edition.measures {
            let Some(earlier) = before.edition.measures.get(id.as_str()) else {
                continue;
            };
            if is_pending(answer.pending.as_ref()) || is_pending(earlier.pending.as_ref()) {
                continue;
            }
            // One text is enough to have the whole answer looked at again.
            let Some((cell, text, same)) = copied(answer, earlier) else {
                continue;
            };
            let (title, last) = (scope.title(id.as_str()), edition_name(before));
            let message = format!(
                "{}の取組「{title}」の{cell}が、{last}と同じ文章です",
                edition_name(this)
            );
            let remedy = "このまま掲載すると、この年度に何があったかが読む人に伝わりません。この年度に行ったことや成果に書き改めるか、前年度から変わりがないことを書き添えてください";
            findings.push(
                Diagnostic::warning(code::IDENTICAL_TEXT, text.place, message, remedy)
                    .label("同じ文章")
                    .related(same.place, format!("{last}ではここ")),
            );
        }
    }
}

/// A text of an answer, and the year it names when it is not that of the edition.
struct Told<'raw> {
    text: &'raw At<Text>,
    year: Option<Period>,
}

/// The texts of one cell.
type Texts = fn(&Answer) -> Vec<Told<'_>>;

/// The first text that stood in the same cell the year before: name of the cell, the text, and where it stood.
fn copied<'raw>(answer: &'raw Answer, earlier: &'raw Answer) -> Option<(&'static str, &'raw At<Text>, &'raw At<Text>)> {
    let cells: [(_, Texts); 3] = [
        ("取組内容", entries),
        ("成果", results),
        ("今後の方向性の説明", outlook),
    ];
    cells.into_iter().find_map(|(name, told)| {
        let earlier = told(earlier);
        told(answer).into_iter().find_map(|now| {
            let same = earlier.iter().find(|then| is_copy(&now, then))?;
            Some((name, now.text, same.text))
        })
    })
}

/// Whether one text is the other again. Two that name the same year tell of the same thing, and should agree.
fn is_copy(now: &Told<'_>, then: &Told<'_>) -> bool {
    let about_same_year = now.year.is_some() && now.year == then.year;
    let text = folded(now.text);
    !about_same_year && text.chars().count() > SHORT && text == folded(then.text)
}

fn entries(answer: &Answer) -> Vec<Told<'_>> {
    let own = items(answer.entries.as_ref())
        .iter()
        .filter(|entry| entry.repeats.is_none());
    own.map(|entry| Told {
        text: &entry.text,
        year: entry.year.as_ref().map(|year| year.period),
    })
    .collect()
}

fn results(answer: &Answer) -> Vec<Told<'_>> {
    let texts = items(answer.results.as_ref())
        .iter()
        .filter_map(|result| result.text.as_ref());
    texts.map(|text| Told { text, year: None }).collect()
}

fn outlook(answer: &Answer) -> Vec<Told<'_>> {
    answer.outlook.iter().map(|text| Told { text, year: None }).collect()
}

/// The text without white space: in Japanese a line break between two words says nothing.
fn folded(text: &At<Text>) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}
