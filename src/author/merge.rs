//! Puts answers and figures into the text of an edition: into what is awaited or not there yet, and nowhere else.
//!
//! Every change is a range of the text and what takes its place, so that comments, order and quoting stay. What comes out is
//! read again: each answer must say what was to be put in, and all else must be what it was.

mod missing;
mod verify;

use std::ops::Range;

use super::AuthorError;
use super::answers::{NewAnswer, NewFigure};
use super::edition::{indicator_name, measure_name};
use super::lines::{Items, Lines};
use super::pairs::{self, Pair};
use super::scalar::scalar;
use crate::check::nodes_in;
use crate::diagnostic::{Findings, Place, Sources};
use crate::source::raw::Observation;
use crate::source::{At, Node, RawEdition, RawPlan, tree};
use missing::New;
use verify::verify;

/// What putting answers in would do.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The text with the answers.
    pub text: String,
    /// What became of each answer, in the order given.
    pub answers: Vec<Fate>,
    /// What became of each figure, in the order given.
    pub figures: Vec<Fate>,
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is put in.
    Written,
    /// The edition says so already.
    Same,
    /// The edition says something else, there.
    Differs(Place),
}

/// The text of an edition of `plan` with answers and figures, each of which must belong to the edition's year.
pub fn merge(
    plan: &RawPlan,
    edition: &RawEdition,
    sources: &Sources,
    answers: &[NewAnswer],
    figures: &[NewFigure],
) -> Result<Merged, AuthorError> {
    let file = edition.edition.title.place.file;
    let name = sources.path(file);
    let text = sources.text(file);
    let root = tree::parse(file, sources, &mut Findings::new()).ok_or_else(|| AuthorError::Unreadable {
        file: name.to_owned(),
        finding: String::new(),
    })?;
    let mut merge = Merge {
        plan,
        edition,
        text,
        lines: Lines::new(text),
        root: &root,
        changes: Vec::new(),
        new_measures: Vec::new(),
        new_indicators: Vec::new(),
    };
    let answers_fate: Vec<Fate> = answers.iter().map(|answer| merge.answer(answer)).collect();
    let figures_fate = merge.figures(figures);
    merge.insert();
    let merged = merge.apply();
    let written: Vec<&NewAnswer> = kept(answers, &answers_fate);
    let stated: Vec<&NewFigure> = kept(figures, &figures_fate);
    verify(name, &edition.edition, &merged, &written, &stated)?;
    Ok(Merged {
        text: merged,
        answers: answers_fate,
        figures: figures_fate,
    })
}

fn kept<'new, T>(all: &'new [T], fates: &[Fate]) -> Vec<&'new T> {
    let written = all.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Written);
    written.map(|(new, _)| new).collect()
}

struct Merge<'raw> {
    plan: &'raw RawPlan,
    edition: &'raw RawEdition,
    text: &'raw str,
    lines: Lines<'raw>,
    root: &'raw Node,
    changes: Vec<(Range<usize>, String)>,
    /// Answers of measures that the file lacks.
    new_measures: Vec<NewAnswer>,
    /// Figures of indicators that the file lacks.
    new_indicators: Vec<Vec<NewFigure>>,
}

impl Merge<'_> {
    fn answer(&mut self, new: &NewAnswer) -> Fate {
        let Some(old) = self.edition.edition.measures.get(&new.measure) else {
            self.new_measures.push(new.clone());
            return Fate::Written;
        };
        let said = NewAnswer::of(&new.measure, old);
        let contradicts = new.contradicts(&said).is_some();
        if !is_set(old.pending.as_ref()) {
            return if contradicts {
                Fate::Differs(old.place)
            } else {
                Fate::Same
            };
        }
        // Something may have been written before the mark was taken away.
        let node = self.root.get("measures").and_then(|all| all.get(&new.measure));
        let Some(node) = node.filter(|_| !new.clashes(&said)) else {
            return Fate::Differs(old.place);
        };
        self.fill(node, &pairs::answer(&new.beyond(&said)));
        Fate::Written
    }

    fn figures(&mut self, figures: &[NewFigure]) -> Vec<Fate> {
        let mut fates = Vec::with_capacity(figures.len());
        // Figures for which the file has no place yet, by indicator.
        let mut missing: Vec<Vec<NewFigure>> = Vec::new();
        for new in figures {
            let fate = self.figure(new);
            fates.push(fate.unwrap_or(Fate::Written));
            if fate.is_none() {
                match missing
                    .iter_mut()
                    .find(|group| group.iter().any(|one| one.indicator == new.indicator))
                {
                    Some(group) => group.push(new.clone()),
                    None => missing.push(vec![new.clone()]),
                }
            }
        }
        for group in missing {
            let node = group
                .first()
                .and_then(|first| self.root.get("indicators")?.get(&first.indicator));
            match node {
                Some(node) => self.append(node, &group),
                None => self.new_indicators.push(group),
            }
        }
        fates
    }

    /// None when the file has no place for it yet.
    fn figure(&mut self, new: &NewFigure) -> Option<Fate> {
        let stated = &self.edition.edition.indicators.get(&new.indicator)?.0;
        let of_series = |one: &&Observation| one.segment.as_ref().map(|id| id.as_str()) == new.segment.as_deref();
        let at = |period: &str| stated.iter().filter(of_series).find(|one| one.period.text == period);
        let old = at(&new.asked)
            .filter(|one| is_set(one.pending.as_ref()))
            .or_else(|| at(&new.period))
            .or_else(|| at(&new.asked))?;
        let said = NewFigure::of(&new.indicator, old);
        if !is_set(old.pending.as_ref()) {
            let contradicts = new.contradicts(&said).is_some();
            return Some(if contradicts {
                Fate::Differs(old.place)
            } else {
                Fate::Same
            });
        }
        if new.clashes(&said) {
            return Some(Fate::Differs(old.place));
        }
        let all = self.root.get("indicators").and_then(|all| all.get(&new.indicator))?;
        let mut nodes = all.items().unwrap_or(std::slice::from_ref(all)).iter();
        let node = nodes.find(|node| node.place == old.place)?;
        if old.period.text != new.period {
            let place = old.period.place;
            self.changes.push((range(place), scalar(&new.period)));
        }
        self.fill(node, &pairs::figure(&new.beyond(&said)));
        Some(Fate::Written)
    }

    /// Puts pairs in the place of `pending: true`.
    fn fill(&mut self, node: &Node, pairs: &[Pair]) {
        let entries = node.entries().unwrap_or_default();
        let Some((key, value)) = entries.iter().find(|(key, _)| self.slice(key.place) == "pending") else {
            return;
        };
        let mark = range(key.place.to(value.place));
        let behind = self.text.get(mark.end..).unwrap_or_default();
        let rest = behind.split('\n').next().unwrap_or_default();
        let start = offset(node.place.start);
        if !self.text.get(start..).is_some_and(|text| text.starts_with('{')) {
            let indent = self.lines.column(mark.start);
            let mut written = pairs::block(pairs, indent);
            let end = mark.end + rest.trim_end_matches('\r').len();
            // A comment beside the mark goes above the answer, where no text can swallow it.
            let comment = rest.trim();
            if !comment.is_empty() {
                written = format!("{comment}\n{:indent$}{written}", "");
            }
            if pairs.is_empty() {
                // The mark alone goes, with its line.
                let line = mark.start - indent;
                self.changes.push((line..(end + 1).min(self.text.len()), String::new()));
                return;
            }
            self.changes.push((mark.start..end, written));
            return;
        }
        let whole = range(node.place);
        let after = self.text.get(whole.end..).unwrap_or_default();
        let alone = after.split('\n').next().unwrap_or_default().trim().is_empty();
        let line = self.lines.text_of_line(whole.start);
        // `{pending: true}` below a key on a line of its own becomes lines; anything else stays between its braces.
        let is_answer = line.trim_end().ends_with("{pending: true}") && !line.trim_start().starts_with(['-', '{']);
        if entries.len() == 1
            && alone
            && is_answer
            && !line.get(..line.len() - 15).is_some_and(|before| before.contains('{'))
        {
            let indent = line.len() - line.trim_start().len() + 2;
            let start = self
                .text
                .get(..whole.start)
                .map_or(whole.start, |before| before.trim_end_matches(' ').len());
            self.changes.push((
                start..whole.end,
                format!("\n{:indent$}{}", "", pairs::block(pairs, indent)),
            ));
        } else {
            self.changes.push((mark, pairs::flow(pairs)));
        }
    }

    /// Adds figures to those an indicator has.
    fn append(&mut self, node: &Node, group: &[NewFigure]) {
        let whole = range(node.place);
        let text = self.text.get(whole.clone()).unwrap_or_default();
        let added = |edge: &str| {
            let items = group
                .iter()
                .map(|new| format!("{edge}{{{}}}", pairs::flow(&pairs::whole_figure(new))));
            items.collect::<String>()
        };
        if text.starts_with('[') {
            self.changes.push((whole.end - 1..whole.end - 1, added(", ")));
        } else if let Some(first) = node.items().and_then(<[Node]>::first) {
            let dash = self.lines.text_of_line(offset(first.place.start));
            let indent = dash.len() - dash.trim_start().len();
            let end = self.end_of_line(whole.end.saturating_sub(1));
            self.changes.push((end..end, added(&format!("\n{:indent$}- ", ""))));
        } else if text.starts_with('{') {
            self.changes.push((whole.start..whole.start, "[".to_owned()));
            self.changes.push((whole.end..whole.end, format!("{}]", added(", "))));
        } else {
            // One figure on lines of its own: they become the first item of a list.
            let indent = self.lines.column(whole.start);
            let lines: Vec<String> = text
                .split('\n')
                .enumerate()
                .map(|(at, line)| {
                    if at == 0 || line.trim().is_empty() {
                        line.to_owned()
                    } else {
                        format!("  {line}")
                    }
                })
                .collect();
            let list = format!("- {}{}", lines.join("\n"), added(&format!("\n{:indent$}- ", "")));
            self.changes.push((whole, list));
        }
    }

    /// Puts in the measures and indicators that the file lacks, in the plan's order.
    fn insert(&mut self) {
        let year = self.edition.year;
        let plan = &self.plan.plan;
        let nodes = nodes_in(plan, year);
        let id = |at: usize| {
            nodes
                .get(at)
                .and_then(|standing| standing.node.id.as_ref())
                .map(|id| id.as_str().to_owned())
        };
        let order: Vec<String> = (0..nodes.len()).filter_map(id).collect();
        let new = std::mem::take(&mut self.new_measures);
        let items = new.iter().map(|answer| {
            let named = nodes
                .iter()
                .find(|one| one.node.id.as_ref().is_some_and(|id| id.as_str() == answer.measure));
            let comment = named.map_or_else(String::new, |standing| measure_name(standing, year));
            New {
                key: answer.measure.clone(),
                comment,
                pairs: vec![pairs::answer(answer)],
            }
        });
        self.insert_into("measures", &order, items.collect());
        let order: Vec<String> = plan
            .indicators
            .iter()
            .map(|indicator| indicator.id.as_str().to_owned())
            .collect();
        let new = std::mem::take(&mut self.new_indicators);
        let items = new.iter().filter_map(|group| {
            let key = group.first()?.indicator.clone();
            let indicator = plan.indicators.iter().find(|indicator| indicator.id.as_str() == key)?;
            let pairs = group.iter().map(pairs::whole_figure).collect();
            Some(New {
                comment: indicator_name(indicator),
                key,
                pairs,
            })
        });
        self.insert_into("indicators", &order, items.collect());
    }

    fn insert_into(&mut self, section: &'static str, order: &[String], mut new: Vec<New>) {
        if new.is_empty() {
            return;
        }
        let rank = |key: &str| order.iter().position(|known| known == key);
        new.sort_by_key(|new| rank(&new.key));
        let Items { items, .. } = self.lines.root(self.root);
        let Some(item) = items.iter().find(|item| item.key.trim_matches(['"', '\'']) == section) else {
            let end = self.text.len();
            let gap = if self.text.ends_with('\n') { "\n" } else { "\n\n" };
            let written: Vec<String> = new.iter().map(|new| new.lines(2, 4, section)).collect();
            self.changes
                .push((end..end, format!("{gap}{section}:\n{}", written.join("\n"))));
            return;
        };
        let whole = range(item.value.place);
        if self.text.get(whole.start..).is_some_and(|text| text.starts_with('{')) {
            let empty = item.value.entries().is_none_or(<[_]>::is_empty);
            let written: Vec<String> = new.iter().map(|new| new.flow(section)).collect();
            let comma = if empty { "" } else { ", " };
            self.changes
                .push((whole.end - 1..whole.end - 1, format!("{comma}{}", written.join(", "))));
            return;
        }
        let below = self.lines.below(item).items;
        let (column, indent) = below.first().map_or((2, 4), |first| (first.column, first.indent));
        // Where items stand apart, so does a new one.
        let apart = below.iter().skip(1).any(|item| item.lead.contains(&""));
        for new in &new {
            let own = rank(&new.key);
            let before = below.iter().rfind(|old| rank(old.key.trim_matches(['"', '\''])) < own);
            let at = match before {
                Some(before) => self.lines.after(before),
                None => self.lines.below_key(item),
            };
            let open = at > 0 && !self.text.get(..at).is_some_and(|text| text.ends_with('\n'));
            let gap = [open, apart && before.is_some()]
                .map(|gap| if gap { "\n" } else { "" })
                .concat();
            self.changes
                .push((at..at, format!("{gap}{}", new.lines(column, indent, section))));
        }
    }

    fn apply(mut self) -> String {
        self.changes.sort_by_key(|(range, _)| (range.start, range.end));
        let crlf = self.text.contains("\r\n");
        let mut merged = String::with_capacity(self.text.len());
        let mut at = 0;
        for (range, written) in &self.changes {
            merged.push_str(self.text.get(at..range.start).unwrap_or_default());
            if crlf {
                merged.push_str(&written.replace('\n', "\r\n"));
            } else {
                merged.push_str(written);
            }
            at = range.end;
        }
        merged.push_str(self.text.get(at..).unwrap_or_default());
        merged
    }

    fn end_of_line(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.split('\n').next().unwrap_or_default().trim_end_matches('\r').len()
    }

    fn slice(&self, place: Place) -> &str {
        self.text
            .get(range(place))
            .unwrap_or_default()
            .trim_matches(['"', '\''])
    }
}

fn is_set(pending: Option<&At<bool>>) -> bool {
    pending.is_some_and(|pending| pending.value)
}

fn range(place: Place) -> Range<usize> {
    offset(place.start)..offset(place.end)
}

fn offset(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests;
