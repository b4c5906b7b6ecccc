//! Which node of the tree stands in which row of the published table, and which cells are merged over several rows.
//!
//! Three habits of the papers are put into rules here. The top heading spans the rows below it. A group without a title (a, b)
//! and a measure that is answered only through its modes have no row of their own: they lead the first row below them. A cell
//! left blank below a measure whose own cell is given belongs to that measure: the paper merges the two.
//!
//! Deliberately does not know words, links or HTML.

use crate::evaluate::answered_through_modes;
use crate::model::{Answer, ColumnField, Edition, IndicatorId, Measure, Node, NodeKind};

/// The rows of the table, by top heading (大項目).
#[derive(Debug)]
pub struct Section<'plan> {
    /// The heading that spans the rows; none when the top node is a row itself.
    pub heading: Option<&'plan Measure>,
    /// Rows, at least one.
    pub rows: Vec<Row<'plan>>,
}

/// One row.
#[derive(Debug)]
pub struct Row<'plan> {
    /// Nodes above without a row of their own, printed before this row's node because it is the first below them.
    pub leads: Vec<Lead<'plan>>,
    /// The same nodes for a row that is not the first below them: a reader who hears the row alone needs them too.
    pub carried: Vec<&'plan Measure>,
    /// What the row is about.
    pub subject: Subject<'plan>,
    /// Depth in the tree, 0 at the top.
    pub depth: usize,
    /// Nodes above, from the top.
    above: Vec<&'plan Measure>,
    /// The columns whose cell is merged with that of a row above: column and the measure that gave it.
    covered: Vec<(ColumnField, &'plan Measure)>,
    /// The columns whose cell covers following rows: column and rows covered, its own included.
    spans: Vec<(ColumnField, usize)>,
}

/// A node printed before the first row below it.
#[derive(Debug, Clone, Copy)]
pub struct Lead<'plan> {
    /// The node.
    pub measure: &'plan Measure,
    /// Its depth in the tree.
    pub depth: usize,
}

/// What a row is about.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'plan> {
    /// A measure, mode, group or slot with its cells.
    Measure(&'plan Measure),
    /// A heading below the top: it has no cells.
    Heading(&'plan Measure),
    /// An indicator: one cell across the columns.
    Indicator {
        /// Printed label.
        label: Option<&'plan str>,
        /// The indicator.
        indicator: &'plan IndicatorId,
    },
    /// Nothing below the top heading: a row of blank cells.
    Empty,
}

/// What stands at the place of a cell.
#[derive(Debug, Clone, Copy)]
pub enum Place<'plan> {
    /// The row's own cell, over so many rows.
    Own(usize),
    /// Merged with the cell of that measure above.
    Covered(&'plan Measure),
}

impl<'plan> Row<'plan> {
    /// What stands in a column of this row.
    pub fn place(&self, field: ColumnField) -> Place<'plan> {
        if let Some((_, by)) = self.covered.iter().find(|(column, _)| *column == field) {
            return Place::Covered(by);
        }
        Place::Own(
            self.spans
                .iter()
                .find(|(column, _)| *column == field)
                .map_or(1, |(_, rows)| *rows),
        )
    }

    /// The columns whose cell is merged with that of a measure above.
    pub fn covered(&self) -> &[(ColumnField, &'plan Measure)] {
        &self.covered
    }

    /// Nodes above, from the top.
    pub fn above(&self) -> &[&'plan Measure] {
        &self.above
    }

    /// Whether any of its cells is merged with one of that measure.
    pub fn is_covered_by(&self, measure: &Measure) -> bool {
        self.covered.iter().any(|(_, by)| by.id == measure.id)
    }

    fn measure(&self) -> Option<&'plan Measure> {
        match self.subject {
            Subject::Measure(measure) => Some(measure),
            Subject::Heading(_) | Subject::Indicator { .. } | Subject::Empty => None,
        }
    }
}

/// Lays out the table of an edition from the tree as it stood in its year.
pub fn lay_out<'plan>(tree: &'plan [Node], edition: &Edition) -> Vec<Section<'plan>> {
    tree.iter()
        .map(|node| {
            let mut section = section_of(node, edition);
            for field in MERGED {
                merge(&mut section.rows, field, edition);
            }
            section
        })
        .collect()
}

/// The columns in which the papers merge cells. A blank status, reason or direction is never the one above: each row answers
/// for itself.
const MERGED: [ColumnField; 3] = [ColumnField::Entries, ColumnField::Results, ColumnField::Offices];

fn section_of<'plan>(node: &'plan Node, edition: &Edition) -> Section<'plan> {
    let mut rows = Vec::new();
    let mut walk = Walk {
        edition,
        rows: &mut rows,
        above: Vec::new(),
    };
    let heading = match node {
        Node::Measure(measure) if spans_its_rows(measure) => {
            if edition.answers.contains_key(&measure.id) {
                walk.push(Subject::Measure(measure), 0, &mut Pending::default());
            }
            walk.below(measure, 0, &mut Pending::default());
            Some(measure)
        }
        Node::Measure(_) | Node::Indicator { .. } => {
            walk.node(node, 0, &mut Pending::default());
            None
        }
    };
    if rows.is_empty() {
        Walk {
            edition,
            rows: &mut rows,
            above: Vec::new(),
        }
        .push(Subject::Empty, 1, &mut Pending::default());
    }
    Section { heading, rows }
}

/// Whether a top node is a heading of the first column, not a row that is answered itself.
fn spans_its_rows(measure: &Measure) -> bool {
    match measure.kind {
        NodeKind::Heading | NodeKind::Group => true,
        NodeKind::Slot => measure.title.is_some(),
        NodeKind::Measure | NodeKind::Mode => false,
    }
}

/// Nodes that wait for the first row below them.
#[derive(Default)]
struct Pending<'plan> {
    leads: Vec<Lead<'plan>>,
    carried: Vec<&'plan Measure>,
}

struct Walk<'rows, 'plan> {
    edition: &'rows Edition,
    rows: &'rows mut Vec<Row<'plan>>,
    /// Nodes above the one that is visited.
    above: Vec<&'plan Measure>,
}

impl<'plan> Walk<'_, 'plan> {
    fn nodes(&mut self, nodes: &'plan [Node], depth: usize, pending: &mut Pending<'plan>) {
        for node in nodes {
            self.node(node, depth, pending);
        }
    }

    fn node(&mut self, node: &'plan Node, depth: usize, pending: &mut Pending<'plan>) {
        match node {
            Node::Indicator { label, indicator } => {
                self.push(
                    Subject::Indicator {
                        label: label.as_deref(),
                        indicator,
                    },
                    depth,
                    pending,
                );
            }
            Node::Measure(measure) if leads(measure, self.edition) => {
                pending.leads.push(Lead { measure, depth });
                pending.carried.push(measure);
                self.below(measure, depth, pending);
                pending.carried.pop();
            }
            Node::Measure(measure) => {
                let subject = if measure.kind == NodeKind::Heading && !self.edition.answers.contains_key(&measure.id) {
                    Subject::Heading(measure)
                } else {
                    Subject::Measure(measure)
                };
                self.push(subject, depth, pending);
                self.below(
                    measure,
                    depth,
                    &mut Pending {
                        leads: Vec::new(),
                        carried: pending.carried.clone(),
                    },
                );
            }
        }
    }

    fn below(&mut self, measure: &'plan Measure, depth: usize, pending: &mut Pending<'plan>) {
        self.above.push(measure);
        self.nodes(&measure.children, depth + 1, pending);
        self.above.pop();
    }

    fn push(&mut self, subject: Subject<'plan>, depth: usize, pending: &mut Pending<'plan>) {
        let leads = std::mem::take(&mut pending.leads);
        let carried = pending
            .carried
            .iter()
            .filter(|measure| leads.iter().all(|lead| lead.measure.id != measure.id))
            .copied();
        let carried = carried.collect();
        self.rows.push(Row {
            leads,
            carried,
            subject,
            depth,
            above: self.above.clone(),
            covered: Vec::new(),
            spans: Vec::new(),
        });
    }
}

/// Whether a node has no row of its own and leads the first row below it.
fn leads(measure: &Measure, edition: &Edition) -> bool {
    let untitled_group = measure.kind == NodeKind::Group && measure.title.is_none();
    let first_is_measure = matches!(measure.children.first(), Some(Node::Measure(_)));
    first_is_measure
        && !edition.answers.contains_key(&measure.id)
        && (untitled_group || answered_through_modes(measure))
}

fn merge(rows: &mut [Row<'_>], field: ColumnField, edition: &Edition) {
    for first in 0..rows.len() {
        let Some(measure) = rows[first]
            .measure()
            .filter(|measure| is_given(measure, field, edition))
        else {
            continue;
        };
        let below = rows[first + 1..].iter().take_while(|row| {
            row.above.iter().any(|above| above.id == measure.id)
                && row.measure().is_some_and(|measure| !is_given(measure, field, edition))
        });
        let count = below.count();
        if count > 0 {
            rows[first].spans.push((field, count + 1));
            for row in &mut rows[first + 1..=first + count] {
                row.covered.push((field, measure));
            }
        }
    }
}

fn is_given(measure: &Measure, field: ColumnField, edition: &Edition) -> bool {
    let answer: Option<&Answer> = edition.answers.get(&measure.id);
    match field {
        ColumnField::Entries => answer.is_some_and(|answer| !answer.entries.is_blank()),
        ColumnField::Results => answer.is_some_and(|answer| !answer.results.is_blank()),
        ColumnField::Offices => !measure.offices.is_empty(),
        ColumnField::Status
        | ColumnField::Reason
        | ColumnField::Direction
        | ColumnField::Aim
        | ColumnField::Content
        | ColumnField::Steps
        | ColumnField::Rating => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Plan;
    use crate::view::sample;

    /// The rows of an edition's table, one line each: leads and subject, and what stands in the column of results.
    fn rows(plan: &Plan, edition: &Edition) -> Vec<String> {
        lay_out(&plan.tree, edition)
            .iter()
            .flat_map(|section| &section.rows)
            .map(|row| {
                let leads: Vec<String> = row.leads.iter().map(|lead| format!("{} > ", lead.measure.id)).collect();
                let carried: Vec<String> = row.carried.iter().map(|measure| format!("({}) ", measure.id)).collect();
                let subject = match row.subject {
                    Subject::Measure(measure) => measure.id.to_string(),
                    Subject::Heading(measure) => format!("[{}]", measure.id),
                    Subject::Indicator { indicator, .. } => format!("indicator {indicator}"),
                    Subject::Empty => "empty".to_owned(),
                };
                let place = match row.place(ColumnField::Results) {
                    Place::Own(rows) => format!("own {rows}"),
                    Place::Covered(by) => format!("covered by {}", by.id),
                };
                format!("{}{}{subject}: {place}", leads.concat(), carried.concat())
            })
            .collect()
    }

    #[test]
    fn merged_cells_cover_the_blank_rows_below_their_measure() {
        let plan = sample::plan(vec![sample::heading(
            "top",
            vec![
                sample::measure(
                    "one",
                    vec![sample::measure("one-a", vec![]), sample::measure("one-b", vec![])],
                ),
                sample::measure("two", vec![]),
            ],
        )]);
        let edition = sample::edition([
            ("one", sample::answered(Some("done"))),
            ("one-a", sample::answered(None)),
            ("two", sample::answered(None)),
        ]);
        assert_eq!(
            rows(&plan, &edition),
            [
                "one: own 3",
                "one-a: covered by one",
                "one-b: covered by one",
                "two: own 1"
            ]
        );
    }

    #[test]
    fn a_cell_of_its_own_ends_the_merged_one() {
        let plan = sample::plan(vec![sample::heading(
            "top",
            vec![sample::measure(
                "one",
                vec![
                    sample::measure("a", vec![]),
                    sample::measure("b", vec![]),
                    sample::measure("c", vec![]),
                ],
            )],
        )]);
        let edition = sample::edition([("one", sample::answered(Some("x"))), ("b", sample::answered(Some("y")))]);
        assert_eq!(
            rows(&plan, &edition),
            ["one: own 2", "a: covered by one", "b: own 1", "c: own 1"]
        );
    }

    #[test]
    fn an_indicator_row_is_never_covered() {
        let plan = sample::plan(vec![sample::heading(
            "top",
            vec![sample::measure(
                "one",
                vec![
                    sample::measure("a", vec![]),
                    sample::indicator_row("rate"),
                    sample::measure("b", vec![]),
                ],
            )],
        )]);
        let edition = sample::edition([("one", sample::answered(Some("x")))]);
        assert_eq!(
            rows(&plan, &edition),
            ["one: own 2", "a: covered by one", "indicator rate: own 1", "b: own 1"]
        );
    }

    #[test]
    fn groups_and_measures_answered_through_modes_lead_their_first_row() {
        let modes = vec![sample::mode("own"), sample::mode("sent")];
        let group = sample::group(
            "b",
            vec![sample::measure("first", vec![]), sample::measure("second", modes)],
        );
        let plan = sample::plan(vec![sample::heading("top", vec![sample::measure("one", vec![group])])]);
        let edition = sample::edition([
            ("one", sample::answered(None)),
            ("first", sample::answered(Some("its own"))),
            ("own", sample::answered(None)),
            ("sent", sample::answered(None)),
        ]);
        // The rows of `second` stand deeper than `first` and yet not below it: its result is not theirs.
        assert_eq!(
            rows(&plan, &edition),
            [
                "one: own 1",
                "b > first: own 1",
                "second > (b) own: own 1",
                "(b) (second) sent: own 1"
            ]
        );
    }

    #[test]
    fn a_top_heading_without_rows_has_an_empty_one() {
        let plan = sample::plan(vec![
            sample::heading("top", vec![sample::measure("one", vec![])]),
            sample::heading("rest", vec![]),
        ]);
        assert_eq!(rows(&plan, &sample::edition([])), ["one: own 1", "empty: own 1"]);
    }

    #[test]
    fn a_top_measure_is_a_row_itself() {
        let plan = sample::plan(vec![sample::measure(
            "one",
            vec![sample::heading("part", vec![sample::measure("two", vec![])])],
        )]);
        let edition = sample::edition([("one", sample::answered(Some("x")))]);
        assert_eq!(rows(&plan, &edition), ["one: own 1", "[part]: own 1", "two: own 1"]);
        assert!(lay_out(&plan.tree, &edition)[0].heading.is_none());
    }
}
