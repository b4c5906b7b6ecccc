//! The published follow-up table (フォローアップの表): the plan's own columns, the tree as rows, cells merged as in the paper.
//!
//! [`follow_up_layout`](super::follow_up_layout) decides which node stands in which row; here each place gets its content, its
//! address and the heads it belongs to. Every cell names its heads twice: with `headers` for those who hear the table, and with
//! a printed head of its own, shown where the table becomes cards.

use serde::Serialize;

use super::cells::{Cells, Content, indicator_anchor, kind_word, measure_anchor};
use super::follow_up_filters::{Choices, Filters, RowMarks};
use super::follow_up_layout::{Lead, Place, Row, Section, Subject, lay_out};
use super::frame::{Link, measure_name};
use super::internal::InternalNote;
use super::measure_link::{has_page, measure_link};
use super::series_lines::{SeriesLine, series_lines};
use super::{Address, internal};
use crate::model::{Answer, Cell, Column, ColumnField, Edition, IndicatorId, Measure, Plan, Project};
use crate::render::{Html, upright};

/// The table.
#[derive(Debug, Serialize)]
pub struct FollowUpTable {
    /// Title of the table.
    pub caption: String,
    /// Head of the first column (大項目), when the top headings span rows.
    pub heading_head: Option<String>,
    /// Head of the second column (中項目／小項目).
    pub item_head: String,
    /// The form's columns.
    pub columns: Vec<ColumnHead>,
    /// Columns from the item on: the width of a row without cells.
    pub width: usize,
    /// Columns of the form.
    pub cells: usize,
    /// Whether directions have words beside them and need room.
    pub has_outlook: bool,
    /// Whether the narrow columns have to give room.
    pub has_many_columns: bool,
    /// What the rows can be filtered by.
    pub filters: Filters,
    /// The top headings, to go to: the table is long; none when it has one only.
    pub jumps: Vec<Link>,
    /// Rows by top heading.
    pub sections: Vec<SectionView>,
}

/// Head of a column.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnHead {
    /// Id of the head.
    pub id: &'static str,
    /// What it holds; becomes the class `column-…`.
    pub field: &'static str,
    /// Head in the paper's words.
    pub text: String,
}

/// The rows of one top heading.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Rows.
    pub rows: Vec<RowView>,
    /// The heading.
    pub heading: Option<HeadingView>,
}

/// With more columns of answers than this the widths of narrow columns shrink.
const MOST_ROOMY_COLUMNS: usize = 5;

/// A heading that spans its rows.
#[derive(Debug, Serialize)]
pub struct HeadingView {
    /// Id of the head cell.
    pub id: String,
    /// Anchor of the heading.
    pub anchor: String,
    /// Link to its page.
    pub link: Link,
    /// Its name where it stands upright.
    pub name: Html,
    /// Rows it spans.
    pub rows: usize,
}

/// A row.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// Anchor of the row; none for a row without an item.
    pub anchor: Option<String>,
    /// Id of its head cell.
    pub head_id: String,
    /// Ids of the heads that its own head belongs to.
    pub head_headers: String,
    /// `measure`, `heading`, `indicator` or `empty`; becomes the class `row-…`.
    pub kind: &'static str,
    /// Depth below the first column, 0 to 5.
    pub depth: usize,
    /// Whether its head covers the first column too.
    pub wide: bool,
    /// Nodes above that stand before another row: for those who hear the row alone.
    pub carried: Vec<CarriedName>,
    /// What it says to the filters.
    pub marks: RowMarks,
    /// Nodes above without a row of their own, printed before this one.
    pub leads: Vec<ItemName>,
    /// The item; none for an empty row.
    pub item: Option<ItemName>,
    /// Kind of the item, when it is not a measure (実施形態 …).
    pub kind_word: Option<String>,
    /// Footnotes of the answer.
    pub notes: Vec<Html>,
    /// What staff read beside the item and its answer.
    pub internal: Option<InternalNote>,
    /// Cells that stand in this row.
    pub cells: Vec<CellView>,
    /// Heads of the cells in which nothing is written, for a card, which says them once: `理由 (B)、成果 (D)`.
    pub blank: Option<String>,
    /// Heads whose cell is merged with that of a row above, and where it stands.
    pub covered: Vec<CoveredView>,
    /// The lines of an indicator.
    pub lines: Vec<SeriesLine>,
    /// Ids of the heads of the cell across the columns.
    pub line_headers: String,
}

/// A node that stands before another row.
#[derive(Debug, Serialize)]
pub struct CarriedName {
    /// Its anchor there.
    pub anchor: String,
    /// Its name.
    pub name: String,
}

/// Label and title of a node.
#[derive(Debug, Serialize)]
pub struct ItemName {
    /// Anchor; the row's own item has it on the row.
    pub anchor: Option<String>,
    /// Depth below the first column.
    pub depth: usize,
    /// Label.
    pub label: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Address of its page; none for a group that has none.
    pub href: Option<String>,
}

/// A cell.
#[derive(Debug, Serialize)]
pub struct CellView {
    /// Head in the paper's words, printed in the cell where the table becomes cards.
    pub head: String,
    /// What it holds.
    pub field: &'static str,
    /// Ids of its heads.
    pub headers: String,
    /// Rows it covers.
    pub rows: usize,
    /// Content.
    pub content: Content,
}

/// A cell merged with one above.
#[derive(Debug, Serialize)]
pub struct CoveredView {
    /// Head of the column.
    pub head: String,
    /// The row that has the cell.
    pub by: Link,
}

impl FollowUpTable {
    /// The table of an edition, for the edition's own page; none when the edition answers for no measure.
    pub fn new(project: &Project, plan: &Plan, edition: &Edition, page: &Address) -> Option<Self> {
        if edition.answers.is_empty() {
            return None;
        }
        let tree = plan.tree_in(edition.fiscal_year);
        let sections = lay_out(&tree, edition);
        let columns = columns(plan, edition);
        let with_headings = sections.iter().any(|section| section.heading.is_some());
        let (heading_head, item_head) = first_heads(plan, with_headings);
        let cells = Cells { plan, edition, page };
        let choices = Choices::new(cells, &columns, &sections, heading_head.as_ref());
        let builder = Builder {
            project,
            plan,
            edition,
            page,
            cells,
            choices: &choices,
            columns: &columns,
            sections: &sections,
            with_headings,
        };
        let sections: Vec<SectionView> = sections
            .iter()
            .enumerate()
            .map(|(number, section)| builder.section(number, section))
            .collect();
        Some(Self {
            caption: format!("{}の状況", plan.measure_word),
            heading_head,
            item_head,
            width: columns.len() + 1,
            cells: columns.len(),
            has_many_columns: columns.len() > MOST_ROOMY_COLUMNS,
            has_outlook: edition.answers.values().any(|answer| answer.outlook.is_some()),
            filters: choices.offered(),
            jumps: jumps(&sections),
            sections,
            columns: columns.iter().map(column_head).collect(),
        })
    }
}

fn jumps(sections: &[SectionView]) -> Vec<Link> {
    let headings = sections.iter().filter_map(|section| section.heading.as_ref());
    let jumps: Vec<Link> = headings
        .map(|heading| Link {
            text: heading.link.text.clone(),
            href: format!("#{}", heading.anchor),
            current: false,
        })
        .collect();
    if jumps.len() > 1 { jumps } else { Vec::new() }
}

/// The heads before the form's columns: the plan's names of its levels, joined when they share a column.
pub fn first_heads(plan: &Plan, with_headings: bool) -> (Option<String>, String) {
    let word = |levels: &[String]| {
        if levels.is_empty() {
            plan.measure_word.clone()
        } else {
            levels.join("／")
        }
    };
    if !with_headings {
        return (None, word(&plan.levels));
    }
    let (top, below) = plan.levels.split_at(plan.levels.len().min(1));
    (
        Some(top.first().cloned().unwrap_or_else(|| "区分".to_owned())),
        word(below),
    )
}

/// The form's columns. What an edition says beyond them gets a column too: nothing that is answered may be lost.
pub fn columns(plan: &Plan, edition: &Edition) -> Vec<Column> {
    let mut columns = plan.vocabularies.columns.clone();
    for (field, head) in ANSWERED {
        let declared = columns.iter().any(|column| column.field == field);
        if !declared && edition.answers.values().any(|answer| says(answer, field)) {
            columns.push(Column {
                field,
                head: head.to_owned(),
            });
        }
    }
    columns
}

/// The columns an answer can fill, with our heads for forms that have none.
const ANSWERED: [(ColumnField, &str); 6] = [
    (ColumnField::Status, "実施状況"),
    (ColumnField::Reason, "理由"),
    (ColumnField::Direction, "今後の方向性"),
    (ColumnField::Rating, "評価"),
    (ColumnField::Entries, "取組内容"),
    (ColumnField::Results, "成果"),
];

fn says(answer: &Answer, field: ColumnField) -> bool {
    match field {
        ColumnField::Status => answer.status.is_some(),
        ColumnField::Reason => answer.reason.is_some(),
        ColumnField::Direction => answer.direction.is_some() || answer.outlook.is_some(),
        ColumnField::Rating => answer.rating.is_some(),
        ColumnField::Entries => !matches!(answer.entries, Cell::Blank),
        ColumnField::Results => !matches!(answer.results, Cell::Blank),
        ColumnField::Offices | ColumnField::Aim | ColumnField::Content | ColumnField::Steps => false,
    }
}

/// Word for a column in ids and classes.
pub fn field_word(field: ColumnField) -> &'static str {
    match field {
        ColumnField::Status => "status",
        ColumnField::Reason => "reason",
        ColumnField::Direction => "direction",
        ColumnField::Entries => "entries",
        ColumnField::Results => "results",
        ColumnField::Offices => "offices",
        ColumnField::Aim => "aim",
        ColumnField::Content => "content",
        ColumnField::Steps => "steps",
        ColumnField::Rating => "rating",
    }
}

fn column_id(field: ColumnField) -> &'static str {
    match field {
        ColumnField::Status => "c-status",
        ColumnField::Reason => "c-reason",
        ColumnField::Direction => "c-direction",
        ColumnField::Entries => "c-entries",
        ColumnField::Results => "c-results",
        ColumnField::Offices => "c-offices",
        ColumnField::Aim => "c-aim",
        ColumnField::Content => "c-content",
        ColumnField::Steps => "c-steps",
        ColumnField::Rating => "c-rating",
    }
}

fn column_head(column: &Column) -> ColumnHead {
    ColumnHead {
        id: column_id(column.field),
        field: field_word(column.field),
        text: column.head.clone(),
    }
}

struct Builder<'a> {
    project: &'a Project,
    plan: &'a Plan,
    edition: &'a Edition,
    page: &'a Address,
    cells: Cells<'a>,
    choices: &'a Choices<'a>,
    columns: &'a [Column],
    sections: &'a [Section<'a>],
    with_headings: bool,
}

impl Builder<'_> {
    fn section(&self, number: usize, section: &Section<'_>) -> SectionView {
        let heading = section.heading.map(|measure| HeadingView {
            id: format!("s{number}"),
            anchor: measure_anchor(&measure.id),
            link: measure_link(self.plan, self.page, measure),
            name: upright(&measure_name(measure)),
            rows: section.rows.len(),
        });
        let heading_id = heading.as_ref().map(|heading| heading.id.as_str());
        let wide = self.with_headings && heading.is_none();
        let shift = usize::from(section.heading.is_some());
        let rows = section.rows.iter().enumerate().map(|(row_number, row)| {
            let place = RowPlace {
                head_id: format!("r{number}-{row_number}"),
                heading_id,
                wide,
                shift,
            };
            self.row(section, row, &place)
        });
        SectionView {
            rows: rows.collect(),
            heading,
        }
    }

    fn row(&self, section: &Section<'_>, row: &Row<'_>, place: &RowPlace<'_>) -> RowView {
        let (kind, id) = match row.subject {
            // The heading's own answer: its anchor stands on the heading's cell.
            Subject::Measure(measure) if section.heading.is_some_and(|heading| heading.id == measure.id) => {
                ("measure", None)
            }
            Subject::Measure(measure) => ("measure", Some(measure_anchor(&measure.id))),
            Subject::Heading(measure) => ("heading", Some(measure_anchor(&measure.id))),
            Subject::Indicator { indicator, .. } => (
                "indicator",
                self.first_row(indicator).then(|| indicator_anchor(indicator)),
            ),
            Subject::Empty => ("empty", None),
        };
        let head_id = place.head_id.clone();
        let above = place
            .heading_id
            .map(|heading| format!("{heading} "))
            .unwrap_or_default();
        let measure = match row.subject {
            Subject::Measure(measure) => Some(measure),
            Subject::Heading(_) | Subject::Indicator { .. } | Subject::Empty => None,
        };
        let cells = self.cells(row, measure, &above, &head_id);
        let blank = cells.iter().filter(|cell| matches!(cell.content, Content::Blank));
        let blank = blank.map(|cell| cell.head.as_str()).collect::<Vec<_>>().join("、");
        RowView {
            anchor: id,
            head_headers: format!("{above}c-item"),
            kind,
            depth: row.depth.saturating_sub(place.shift).min(MAXIMAL_INDENT),
            wide: place.wide,
            carried: row.carried.iter().map(|measure| carried(measure)).collect(),
            marks: self.choices.marks(section, row),
            leads: row.leads.iter().map(|lead| self.lead(lead, place.shift)).collect(),
            item: self.item(section, row, place.shift),
            kind_word: measure
                .filter(|measure| measure.title.is_none())
                .and_then(|measure| kind_word(measure, &self.plan.measure_word)),
            notes: measure.map(|measure| self.cells.notes(measure)).unwrap_or_default(),
            internal: self.internal(row),
            cells,
            blank: Some(blank).filter(|blank| !blank.is_empty()),
            covered: self.covered(row),
            lines: match row.subject {
                Subject::Indicator { indicator, .. } => series_lines(
                    self.project,
                    self.plan,
                    self.plan.indicator(indicator),
                    Some(self.edition.id()),
                ),
                Subject::Measure(_) | Subject::Heading(_) | Subject::Empty => Vec::new(),
            },
            line_headers: format!("{above}{head_id}"),
            head_id,
        }
    }

    fn internal(&self, row: &Row<'_>) -> Option<InternalNote> {
        match row.subject {
            Subject::Measure(measure) => {
                let own = internal::badges(&measure.handling);
                match self.edition.answers.get(&measure.id) {
                    Some(answer) => InternalNote::within(own, &answer.handling),
                    None => InternalNote::of_badges(own),
                }
            }
            Subject::Heading(measure) => InternalNote::of_badges(internal::badges(&measure.handling)),
            Subject::Indicator { indicator, .. } => {
                InternalNote::of_badges(internal::badges(&self.plan.indicator(indicator).handling))
            }
            Subject::Empty => None,
        }
    }

    fn cells(&self, row: &Row<'_>, measure: Option<&Measure>, above: &str, head_id: &str) -> Vec<CellView> {
        if matches!(row.subject, Subject::Heading(_) | Subject::Indicator { .. }) {
            return Vec::new();
        }
        let cell = |column: &Column| match row.place(column.field) {
            Place::Covered(_) => None,
            Place::Own(rows) => Some(CellView {
                head: column.head.clone(),
                field: field_word(column.field),
                headers: format!("{above}{head_id} {}", column_id(column.field)),
                rows,
                content: measure.map_or(Content::Blank, |measure| self.cells.content(measure, column.field)),
            }),
        };
        self.columns.iter().filter_map(cell).collect()
    }

    fn covered(&self, row: &Row<'_>) -> Vec<CoveredView> {
        let covered = |column: &Column| match row.place(column.field) {
            Place::Own(_) => None,
            Place::Covered(by) => Some(CoveredView {
                head: column.head.clone(),
                by: Link {
                    text: measure_name(by),
                    href: self.cells.measure_in_table(&by.id),
                    current: false,
                },
            }),
        };
        self.columns.iter().filter_map(covered).collect()
    }

    fn lead(&self, lead: &Lead<'_>, shift: usize) -> ItemName {
        ItemName {
            anchor: Some(measure_anchor(&lead.measure.id)),
            ..self.name(lead.measure, lead.depth, shift)
        }
    }

    fn name(&self, measure: &Measure, depth: usize, shift: usize) -> ItemName {
        ItemName {
            anchor: None,
            depth: depth.saturating_sub(shift).min(MAXIMAL_INDENT),
            label: measure.label.clone(),
            title: measure.title.clone(),
            href: has_page(self.plan, measure).then(|| measure_link(self.plan, self.page, measure).href),
        }
    }

    fn item(&self, section: &Section<'_>, row: &Row<'_>, shift: usize) -> Option<ItemName> {
        match row.subject {
            Subject::Measure(measure) if section.heading.is_some_and(|heading| heading.id == measure.id) => {
                Some(ItemName {
                    label: None,
                    title: Some("（全体）".to_owned()),
                    ..self.name(measure, row.depth, shift)
                })
            }
            Subject::Measure(measure) | Subject::Heading(measure) => Some(self.name(measure, row.depth, shift)),
            Subject::Indicator { label, indicator } => Some(ItemName {
                anchor: None,
                depth: row.depth.saturating_sub(shift).min(MAXIMAL_INDENT),
                label: label.map(str::to_owned),
                title: Some(self.plan.indicator(indicator).title.clone()),
                href: Some(
                    self.page
                        .link_to(&Address::Indicator(self.plan.id.clone(), indicator.clone())),
                ),
            }),
            Subject::Empty => None,
        }
    }

    /// Whether an indicator row is the first of its indicator: only that one bears the anchor.
    fn first_row(&self, indicator: &IndicatorId) -> bool {
        let first = self
            .sections
            .iter()
            .flat_map(|section| &section.rows)
            .find_map(|row| match row.subject {
                Subject::Indicator { indicator: id, .. } if id == indicator => Some(id),
                Subject::Indicator { .. } | Subject::Measure(_) | Subject::Heading(_) | Subject::Empty => None,
            });
        first.is_some_and(|first| std::ptr::eq(first, indicator))
    }
}

fn carried(measure: &Measure) -> CarriedName {
    CarriedName {
        anchor: measure_anchor(&measure.id),
        name: measure_name(measure),
    }
}

/// Deeper rows are indented no further: the column is narrow.
const MAXIMAL_INDENT: usize = 4;

/// Where a row stands.
struct RowPlace<'a> {
    /// Id of its head cell.
    head_id: String,
    /// Id of the heading that spans the row.
    heading_id: Option<&'a str>,
    /// Whether the row's head covers the first column too.
    wide: bool,
    /// Levels taken by the first column.
    shift: usize,
}
