//! A year's edition from last year's file: the same items in the same order, each awaited, with last year's answer beside it.

use super::AuthorError;
use super::edition::{Copy, Draft, EditionWriter, absence, figures_due, head, indicator_name, left_open, measure_name};
use super::lines::{Item, Items, Lines};
use super::titles::next_title;
use crate::calendar::{FiscalYear, YearStyle};
use crate::check::{Standing, has_figures, nodes_in};
use crate::diagnostic::{Findings, Sources};
use crate::source::raw::{Edition, Indicator, Plan, Stage};
use crate::source::{At, Node, RawProject, tree};

/// The edition of the year after `year`, from the file of `year`, of a plan whose data is free of errors.
///
/// Nothing is stated that nobody has said about the new year: only the title moves on, answers and figures are awaited, and
/// all else of the old file stands in comments.
pub fn rollover(project: &RawProject, sources: &Sources, plan: &str, year: FiscalYear) -> Result<Draft, AuthorError> {
    let raw = project.plans.iter().find(|raw| raw.id.as_str() == plan);
    let raw = raw.ok_or_else(|| AuthorError::NoSuchPlan(plan.to_owned()))?;
    let next = year
        .next()
        .ok_or_else(|| AuthorError::NoNextYear(year.label(YearStyle::Era)))?;
    let missing = || AuthorError::NoSuchEdition(format!("{plan}/{}.yaml", year.year()));
    let old = raw
        .editions
        .iter()
        .find(|old| old.year == year && old.stage == Stage::Final)
        .ok_or_else(missing)?;
    let file = old.edition.title.place.file;
    let root = tree::parse(file, sources, &mut Findings::new()).ok_or_else(missing)?;
    let text = sources.text(file);
    let mut rollover = Rollover {
        plan: &raw.plan,
        old: &old.edition,
        year,
        next,
        lines: Lines::new(text),
        writer: EditionWriter::new(next, Some(year)),
    };
    rollover.write(&root, sources);
    let mut draft = rollover.writer.finish(&format!("{plan}/{}.yaml", next.year()))?;
    // The file of a year goes on in the line breaks its editors use.
    if text.contains("\r\n") {
        draft.text = draft.text.replace('\n', "\r\n");
    }
    Ok(draft)
}

struct Rollover<'raw> {
    plan: &'raw Plan,
    old: &'raw Edition,
    /// Last year.
    year: FiscalYear,
    /// The year that is made.
    next: FiscalYear,
    lines: Lines<'raw>,
    writer: EditionWriter,
}

impl<'raw> Rollover<'raw> {
    fn write(&mut self, root: &Node, sources: &Sources) {
        let Items { items, tail } = self.lines.root(root);
        let ours = self.our_lines();
        for (index, item) in items.iter().enumerate() {
            // What stands above the first item is about last year's file.
            let lead: &[&str] = if index == 0 { &[] } else { &item.lead };
            match id_of(item) {
                "title" => {
                    self.writer.lead(lead, &ours);
                    self.title(item, sources);
                    self.writer.left_open();
                    self.rest(&items, &ours);
                }
                "measures" => {
                    self.writer.blank();
                    self.writer.lead(lead, &ours);
                    self.measures(item);
                }
                "indicators" => {
                    self.writer.blank();
                    self.writer.lead(lead, &ours);
                    self.indicators(item);
                }
                _ => {}
            }
        }
        if !items.iter().any(|item| id_of(item) == "indicators") {
            self.new_indicators(None);
        }
        self.writer.lead(&tail, &ours);
        if self.old.measures.is_empty()
            && nodes_in(self.plan, self.next)
                .iter()
                .any(|node| node.expects_answer(self.next))
        {
            self.writer.remarks.push(format!(
                "{}の年度版に取組の回答がないため、取組は入れていません。",
                self.year.label(YearStyle::Era)
            ));
        }
        let awaited = self.awaited();
        if awaited > 0 {
            let year = self.year.label(YearStyle::Era);
            self.writer
                .remarks
                .push(format!("{year}の年度版に、回答待ちが {awaited}件残っています。"));
        }
        let end = self.plan.period.as_ref().and_then(|period| period.to.as_ref());
        if let Some(end) = end.filter(|end| end.value < self.next) {
            self.writer
                .remarks
                .push(format!("この計画の期間は{}までです。", end.value.label(YearStyle::Era)));
        }
    }

    /// The title as it was written, quotes and all, a year on.
    fn title(&mut self, item: &Item<'_, '_>, sources: &Sources) {
        let written = sources.slice(self.old.title.place);
        let next = next_title(written, self.year);
        if next.is_none() {
            self.writer.remarks.push(format!(
                "題名に{}が見つからないため、前年度のままです。",
                self.year.label(YearStyle::Era)
            ));
        }
        let text = item.own.join("\n").replace('\r', "");
        let written = written.replace('\r', "");
        let text = match next {
            Some(next) => text.replacen(&written, &next.replace('\r', ""), 1),
            None => text,
        };
        let edge = " ".repeat(item.column);
        self.writer
            .lines(text.lines().map(|line| line.strip_prefix(&edge).unwrap_or(line)));
    }

    /// Everything else of the old file: about last year, so it is shown and not stated.
    fn rest(&mut self, items: &[Item<'_, '_>], ours: &[String]) {
        let mut rest: Vec<&str> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let carried = matches!(id_of(item), "title" | "measures" | "indicators");
            if index == 0 || !carried {
                rest.extend(
                    item.lead
                        .iter()
                        .filter(|line| !ours.iter().any(|own| own == line.trim())),
                );
            }
            if !carried {
                rest.extend(item.own.iter().map(AsRef::as_ref));
            }
        }
        self.writer.blank();
        self.writer.copy(Copy::Rest, self.year, rest.into_iter());
    }

    fn measures(&mut self, item: &Item<'_, '_>) {
        let Items { items, tail } = self.lines.below(item);
        let nodes = nodes_in(self.plan, self.next);
        let find = |id: &str| {
            nodes
                .iter()
                .find(|node| node.node.id.as_ref().is_some_and(|known| known.as_str() == id))
        };
        let is_old = |node: &Standing<'_>| {
            node.node
                .id
                .as_ref()
                .is_some_and(|id| self.old.measures.get(id.as_str()).is_some())
        };
        let new: Vec<&Standing<'_>> = nodes
            .iter()
            .filter(|node| node.expects_answer(self.next) && !is_old(node))
            .collect();
        let old_expected = items
            .iter()
            .filter_map(|old| find(id_of(old)))
            .any(|node| node.expects_answer(self.next));
        self.open(item, "measures", old_expected || !new.is_empty());
        let names = nodes
            .iter()
            .flat_map(|node| [self.year, self.next].map(|year| measure_name(node, year)));
        let ours: Vec<String> = names
            .map(|name| format!("# {name}"))
            .chain([MODES.to_owned()])
            .collect();
        for old in &items {
            let Some(node) = find(id_of(old)) else { continue };
            self.measure(old, node, &ours);
        }
        let (column, indent) = items.first().map_or((2, 4), |old| (old.column, old.indent));
        for node in new {
            self.writer.blank();
            self.writer.comment(column, &measure_name(node, self.next));
            self.writer
                .answer(node.node.id.as_ref().map_or("", |id| id.as_str()), column, indent);
        }
        self.writer.lead(&tail, &[]);
    }

    fn measure(&mut self, old: &Item<'_, '_>, node: &Standing<'_>, ours: &[String]) {
        let name = measure_name(node, self.next);
        self.writer.blank();
        self.writer.lead(&old.lead, ours);
        if let Some(outside) = node.outside {
            self.writer
                .comment(old.column, &format!("{}: {name}", absence(outside)));
            return;
        }
        self.writer.comment(old.column, &name);
        if node.expects_answer(self.next) {
            self.writer.answer(old.key, old.column, old.indent);
            // Of an answer that never came, nothing is left to copy.
            if old.said().any(|line| line.trim() != "pending: true") {
                self.writer.copy(Copy::Answer, self.year, old.said());
            }
        } else {
            self.writer.line(&format!("{:column$}{MODES}", "", column = old.column));
            self.writer
                .copy(Copy::Answer, self.year, old.own.iter().map(AsRef::as_ref));
        }
    }

    fn indicators(&mut self, item: &Item<'_, '_>) {
        let Items { items, tail } = self.lines.below(item);
        let find = |id: &str| {
            self.plan
                .indicators
                .iter()
                .find(|indicator| indicator.id.as_str() == id)
        };
        let stated = |id: &str| self.old.indicators.get(id).map_or(&[][..], |stated| &stated.0);
        let goes_on = |id: &str| {
            find(id).is_some_and(|found| figures_due(found, stated(id), self.next).is_ok_and(|due| !due.is_empty()))
        };
        let any =
            items.iter().any(|old| goes_on(id_of(old))) || self.unstated().any(|found| goes_on(found.id.as_str()));
        self.open(item, "indicators", any);
        for old in &items {
            let Some(indicator) = find(id_of(old)) else { continue };
            let name = indicator_name(indicator);
            self.writer.blank();
            self.writer.lead(&old.lead, &[format!("# {name}")]);
            match figures_due(indicator, stated(id_of(old)), self.next) {
                Err(outside) => self
                    .writer
                    .comment(old.column, &format!("{}: {name}", absence(outside))),
                Ok(due) => {
                    self.writer.comment(old.column, &name);
                    self.writer.due(old.key, old.column, old.indent, &due);
                    self.writer.copy(Copy::Figures, self.year, old.said());
                }
            }
        }
        let (column, indent) = items.first().map_or((2, 4), |old| (old.column, old.indent));
        self.new_indicators(Some((column, indent)));
        self.writer.lead(&tail, &[]);
    }

    /// Indicators of the plan that the old file lacks, in the plan's order; without a place among others, in a section of
    /// their own.
    fn new_indicators(&mut self, among: Option<(usize, usize)>) {
        let due: Vec<_> = self
            .unstated()
            .filter_map(|indicator| Some((indicator, figures_due(indicator, &[], self.next).ok()?)))
            .collect();
        if due.is_empty() {
            return;
        }
        if among.is_none() {
            self.writer.blank();
            self.writer.section("indicators:");
        }
        let (column, indent) = among.unwrap_or((2, 4));
        for (indicator, due) in due {
            self.writer.blank();
            self.writer.comment(column, &indicator_name(indicator));
            self.writer.due(indicator.id.as_str(), column, indent, &due);
        }
    }

    fn unstated(&self) -> impl Iterator<Item = &'raw Indicator> + use<'raw> {
        let old = self.old;
        let stated = move |indicator: &Indicator| old.indicators.get(indicator.id.as_str()).is_some();
        self.plan
            .indicators
            .iter()
            .filter(move |indicator| has_figures(indicator) && !stated(indicator))
    }

    /// How much last year's file still waits for.
    fn awaited(&self) -> usize {
        let is_set = |pending: &Option<At<bool>>| pending.as_ref().is_some_and(|pending| pending.value);
        let answers = self
            .old
            .measures
            .iter()
            .filter(|(_, answer)| is_set(&answer.pending))
            .count();
        let figures = self.old.indicators.iter().flat_map(|(_, stated)| stated);
        answers + figures.filter(|one| is_set(&one.pending)).count()
    }

    /// The key of a section, with the comment beside it; as a comment when nothing below it will be said.
    fn open(&mut self, item: &Item<'_, '_>, key: &str, said: bool) {
        let beside = item
            .own
            .first()
            .filter(|_| item.inline)
            .and_then(|line| line.split_once(" #"))
            .map(|(_, text)| text);
        let beside = beside.filter(|_| !item.own.first().is_some_and(|line| line.contains('{')));
        let line = beside.map_or_else(|| format!("{key}:"), |text| format!("{key}: #{text}"));
        self.writer.section(&if said { line } else { format!("# {line}") });
    }

    /// The lines that rollover and `new` wrote at the top of last year's file.
    fn our_lines(&self) -> Vec<String> {
        let mut ours = head(self.year, None);
        ours.extend(head(self.year, self.year.previous()));
        ours.extend(left_open(self.year));
        ours
    }
}

/// Said of a measure whose modes are answered instead.
const MODES: &str = "# 回答は、実施形態ごとに書きます。";

fn id_of<'item>(item: &'item Item<'_, '_>) -> &'item str {
    item.key.trim_matches(['"', '\''])
}
