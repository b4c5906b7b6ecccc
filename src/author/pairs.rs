//! Answers and figures as keys and values of YAML, in lines below a key or between braces.

use super::answers::{NewAnswer, NewCell, NewFigure, NewItem};
use super::cell_text::to_markdown;
use super::scalar::scalar;
use crate::source::raw::{AbsenceWord, VintageWord};

/// One key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair(&'static str, Said);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    /// A word or number of the data's own.
    Word(String),
    /// Markdown.
    Text(String),
    /// Entries, results.
    Items(Vec<Vec<Pair>>),
    /// Several words.
    Words(Vec<String>),
}

/// The pairs of an answer, in the order of the worked examples.
pub(super) fn answer(answer: &NewAnswer) -> Vec<Pair> {
    let word = |key, word: &Option<String>| word.clone().map(|word| Pair(key, Said::Word(word)));
    let pairs = [
        word("status", &answer.status),
        text("reason", answer.reason.as_deref()),
        word("direction", &answer.direction),
        word("rating", &answer.rating),
        cell("entries", &answer.entries),
        cell("results", &answer.results),
        text("outlook", answer.outlook.as_deref()),
    ];
    pairs.into_iter().flatten().collect()
}

/// The pairs of a figure but for its period and segment.
pub(super) fn figure(figure: &NewFigure) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut word = |key, word: Option<&str>| pairs.extend(word.map(|word| Pair(key, Said::Word(word.to_owned()))));
    word("value", figure.value.as_deref());
    word("absent", figure.absent.map(AbsenceWord::as_str));
    word("vintage", figure.vintage.map(VintageWord::as_str));
    word("as_of", figure.as_of.as_deref());
    word("numerator", figure.numerator.as_deref());
    word("denominator", figure.denominator.as_deref());
    pairs.extend(text("note", figure.note.as_deref()));
    pairs
}

/// A whole figure.
pub(super) fn whole_figure(new: &NewFigure) -> Vec<Pair> {
    let mut pairs = vec![Pair("period", Said::Word(new.period.clone()))];
    pairs.extend(new.segment.clone().map(|segment| Pair("segment", Said::Word(segment))));
    pairs.extend(figure(new));
    pairs
}

fn text(key: &'static str, text: Option<&str>) -> Option<Pair> {
    text.map(|text| Pair(key, Said::Text(to_markdown(text))))
}

fn cell(key: &'static str, cell: &NewCell) -> Option<Pair> {
    match cell {
        NewCell::Blank => None,
        NewCell::Nothing(mark) => Some(Pair(key, Said::Word(mark.clone()))),
        NewCell::Items(items) => Some(Pair(key, Said::Items(items.iter().map(item).collect()))),
    }
}

fn item(item: &NewItem) -> Vec<Pair> {
    let mut pairs = Vec::new();
    match item.tags.as_slice() {
        [] => {}
        [tag] => pairs.push(Pair("tag", Said::Word(tag.clone()))),
        tags => pairs.push(Pair("tag", Said::Words(tags.to_vec()))),
    }
    pairs.push(Pair("text", Said::Text(to_markdown(&item.text))));
    pairs
}

/// The pairs on lines, the first without its indentation.
pub(super) fn block(pairs: &[Pair], indent: usize) -> String {
    let edge = format!("\n{:indent$}", "");
    pairs
        .iter()
        .map(|pair| block_pair(pair, indent))
        .collect::<Vec<_>>()
        .join(&edge)
}

fn block_pair(Pair(key, said): &Pair, indent: usize) -> String {
    match said {
        Said::Word(word) => format!("{key}: {}", scalar(word)),
        Said::Words(words) => format!("{key}: {}", flow_words(words)),
        Said::Text(text) if text.contains('\n') && !text.starts_with(' ') => {
            let edge = " ".repeat(indent + 2);
            let lines = text.split('\n').map(|line| {
                if line.is_empty() {
                    String::new()
                } else {
                    format!("{edge}{line}")
                }
            });
            format!("{key}: |-\n{}", lines.collect::<Vec<_>>().join("\n"))
        }
        Said::Text(text) => format!("{key}: {}", flow_text(text)),
        Said::Items(items) => {
            let edge = " ".repeat(indent + 2);
            let items = items
                .iter()
                .map(|pairs| format!("\n{edge}- {}", block(pairs, indent + 4)));
            format!("{key}:{}", items.collect::<String>())
        }
    }
}

/// The pairs on one line, to stand between braces.
pub(super) fn flow(pairs: &[Pair]) -> String {
    pairs.iter().map(flow_pair).collect::<Vec<_>>().join(", ")
}

fn flow_pair(Pair(key, said): &Pair) -> String {
    match said {
        Said::Word(word) => format!("{key}: {}", scalar(word)),
        Said::Words(words) => format!("{key}: {}", flow_words(words)),
        Said::Text(text) => format!("{key}: {}", flow_text(text)),
        Said::Items(items) => {
            let items: Vec<String> = items.iter().map(|pairs| format!("{{{}}}", flow(pairs))).collect();
            format!("{key}: [{}]", items.join(", "))
        }
    }
}

fn flow_words(words: &[String]) -> String {
    format!(
        "[{}]",
        words.iter().map(|word| scalar(word)).collect::<Vec<_>>().join(", ")
    )
}

/// A text on one line; one of several lines in double quotes, whose escapes are those of JSON.
fn flow_text(text: &str) -> String {
    if text.contains('\n') {
        serde_json::Value::from(text).to_string()
    } else {
        scalar(text)
    }
}
