//! How many measures stand at which status, by top heading (実施状況の集計).
//!
//! Each row of the form is counted for itself: a heading's status is never derived from what is below it. A plan whose form asks
//! for a direction instead of a status is counted by direction.

use serde::Serialize;

use super::badge::Badge;
use super::chart_view::ChartView;
use super::follow_up_filters::Filters;
use super::frame::{Link, measure_name};
use super::wording;
use crate::chart::{self, Composition, Kind, Meaning};
use crate::evaluate::{asks_for_status, is_unanswered};
use crate::model::{Edition, Measure, Node, Plan};

/// The summary.
#[derive(Debug, Serialize)]
pub struct StatusCounts {
    /// Title (caption).
    pub caption: String,
    /// Head of the first column.
    pub heading_head: String,
    /// The words counted, in the plan's order; then, when some are missing, 回答なし.
    pub columns: Vec<Badge>,
    /// One row for each top heading; none when the plan has one only.
    pub rows: Vec<CountRow>,
    /// Sums by word.
    pub totals: Vec<Total>,
    /// Sum of all.
    pub total: usize,
    /// The same as bars; none when the form does not ask for a status.
    pub chart: Option<ChartView>,
}

/// How many measures stand at a word.
#[derive(Debug, Serialize)]
pub struct Total {
    /// The word.
    pub word: String,
    /// The number.
    pub count: usize,
    /// The table, filtered by the word; none where the table is on another page or cannot be filtered so.
    pub href: Option<String>,
}

/// A row of the summary.
#[derive(Debug, Serialize)]
pub struct CountRow {
    /// The top heading, with a link to its place in the table.
    pub heading: Link,
    /// Count by word.
    pub counts: Vec<usize>,
    /// Sum.
    pub total: usize,
}

impl StatusCounts {
    /// The summary of an edition; none when there is nothing to count.
    pub fn new(plan: &Plan, edition: &Edition, link: impl Fn(&Measure) -> String) -> Option<Self> {
        let words = words(plan, edition);
        let missing = plan.measures().any(|measure| is_unanswered(plan, edition, measure));
        let width = words.len() + usize::from(missing);
        let rows: Vec<CountRow> = plan
            .tree_in(edition.fiscal_year)
            .iter()
            .filter_map(|node| match node {
                Node::Measure(measure) => Some((measure, count(plan, edition, node, &words, width))),
                Node::Indicator { .. } => None,
            })
            .map(|(measure, counts)| CountRow {
                heading: Link {
                    text: measure_name(measure),
                    href: link(measure),
                    current: false,
                },
                total: counts.iter().sum(),
                counts,
            })
            .filter(|row| row.total > 0)
            .collect();
        let counted = |column: usize| -> usize { rows.iter().map(|row| row.counts[column]).sum() };
        let total = (0..width).map(counted).sum();
        let chart = draw(plan, edition, &words, missing, &rows);
        let mut columns = words.into_iter().map(|(_, badge, _)| badge).collect::<Vec<_>>();
        columns.extend(missing.then(wording::unanswered));
        let total_of = |(column, badge): (usize, &Badge)| Total {
            word: badge.word.clone(),
            count: counted(column),
            href: None,
        };
        let totals = columns.iter().enumerate().map(total_of).collect();
        (total > 0).then(|| Self {
            caption: format!("{}の集計", subject(plan, edition)),
            heading_head: plan
                .levels
                .first()
                .cloned()
                .unwrap_or_else(|| plan.measure_word.clone()),
            columns,
            rows: if rows.len() > 1 { rows } else { Vec::new() },
            totals,
            total,
            chart,
        })
    }
}

impl StatusCounts {
    /// Leads from the sums to the table, which stands on the same page, filtered by their words.
    #[must_use]
    pub fn leading_to(mut self, filters: &Filters) -> Self {
        for (badge, total) in self.columns.iter().zip(&mut self.totals) {
            total.href = filters.address_of(&badge.word).filter(|_| total.count > 0);
        }
        self
    }
}

/// What the form asks for and is counted.
pub(super) fn subject(plan: &Plan, edition: &Edition) -> &'static str {
    if asks_for_status(plan, edition) {
        "実施状況"
    } else {
        "方向性"
    }
}

/// The same counts as bars, one for each heading.
fn draw(plan: &Plan, edition: &Edition, words: &[Word<'_>], missing: bool, rows: &[CountRow]) -> Option<ChartView> {
    let mut kinds: Vec<Kind> = words
        .iter()
        .map(|(word, _, meaning)| Kind {
            word: (*word).to_owned(),
            meaning: *meaning,
        })
        .collect();
    kinds.extend(missing.then(|| Kind {
        word: wording::unanswered().word,
        meaning: Meaning::Unanswered,
    }));
    let level = plan
        .levels
        .first()
        .map(|level| format!("（{level}ごと）"))
        .unwrap_or_default();
    let title = format!(
        "{}の{}の内訳{level}",
        wording::edition(edition.id()),
        subject(plan, edition)
    );
    let rows = rows
        .iter()
        .map(|row| chart::Row {
            group: None,
            heading: row.heading.text.clone(),
            counts: row
                .counts
                .iter()
                .map(|count| u32::try_from(*count).unwrap_or(u32::MAX))
                .collect(),
        })
        .collect();
    chart::composition(&Composition { title, kinds, rows }, "composition").map(ChartView::from)
}

/// A word that is counted, with its badge and its meaning for the chart.
pub(super) type Word<'plan> = (&'plan str, Badge, Meaning);

/// The words the form of an edition asks for, in the plan's order.
pub(super) fn words<'plan>(plan: &'plan Plan, edition: &Edition) -> Vec<Word<'plan>> {
    if asks_for_status(plan, edition) {
        plan.vocabularies
            .statuses
            .iter()
            .map(|status| {
                (
                    status.word.as_str(),
                    wording::status(status),
                    Meaning::Status(status.meaning),
                )
            })
            .collect()
    } else {
        plan.vocabularies
            .directions
            .iter()
            .map(|direction| {
                (
                    direction.word.as_str(),
                    wording::direction(direction),
                    Meaning::Direction(direction.meaning),
                )
            })
            .collect()
    }
}

/// Counts of the rows below a top heading by word; those without an answer come last.
pub(super) fn count(plan: &Plan, edition: &Edition, top: &Node, words: &[Word<'_>], width: usize) -> Vec<usize> {
    let mut counts = vec![0; width];
    let mut stack = vec![top];
    while let Some(node) = stack.pop() {
        let Node::Measure(measure) = node else { continue };
        stack.extend(&measure.children);
        if let Some(column) = column_of(plan, edition, measure, words) {
            counts[column] += 1;
        }
    }
    counts
}

/// Whether a measure is counted in an edition at all.
pub(super) fn is_counted(plan: &Plan, edition: &Edition, measure: &Measure) -> bool {
    column_of(plan, edition, measure, &words(plan, edition)).is_some()
}

/// The word a measure is counted under.
pub(super) fn column_of(plan: &Plan, edition: &Edition, measure: &Measure, words: &[Word<'_>]) -> Option<usize> {
    if is_unanswered(plan, edition, measure) {
        return Some(words.len());
    }
    let answer = edition.answers.get(&measure.id)?;
    let word = if asks_for_status(plan, edition) {
        answer.status.as_ref().map(|status| status.word.as_str())
    } else {
        answer.direction.as_ref().map(|direction| direction.word.as_str())
    };
    words.iter().position(|(known, ..)| Some(*known) == word)
}
