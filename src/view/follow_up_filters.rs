//! By what the published table can be filtered (絞り込み), and what each of its rows says to that.
//!
//! The rows carry it as data, for a script to compare; without scripts nothing is offered and nothing is hidden. A cell that is
//! merged with one above says what that one says. What all rows say alike is not offered; what the summary of statuses counts is offered
//! with all the words of the summary, those that no row says included.

use std::collections::BTreeSet;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::cells::{Cells, Content};
use super::follow_up_layout::{Place, Row, Section, Subject};
use super::frame::measure_name;
use super::status_counts::{is_counted, words};
use super::wording;
use crate::calendar::Era;
use crate::evaluate::asks_for_status;
use crate::model::{Column, ColumnField, Measure, Plan};

/// What the table can be filtered by.
#[derive(Debug, Serialize)]
pub struct Filters {
    /// The plan's word for a measure.
    pub measure_word: String,
    /// Choices, at least two in each.
    pub facets: Vec<Facet>,
    /// Eras, for years in the words looked for: `平成 h 1989,令和 r 2019`.
    pub eras: String,
    /// Address of the folding script.
    pub folding: String,
    /// Address of the script.
    pub script: String,
}

impl Filters {
    /// The table filtered by a status or direction, as the script keeps it in the address (assets/filter.js).
    pub fn address_of(&self, word: &str) -> Option<String> {
        let facet = self.facets.iter().find(|facet| {
            matches!(facet.key, "status" | "direction") && facet.options.iter().any(|option| option == word)
        })?;
        let word = utf8_percent_encode(word, NON_ALPHANUMERIC);
        Some(format!("?{}={word}#table", facet.key))
    }
}

/// A choice.
#[derive(Debug, Serialize)]
pub struct Facet {
    /// Name in the address and in the data of the rows.
    pub key: &'static str,
    /// What is chosen.
    pub label: String,
    /// Values, in the plan's order.
    pub options: Vec<String>,
}

/// What a row says to the filters.
#[derive(Debug, Default, Serialize)]
pub struct RowMarks {
    /// Whether it is counted as a measure, as in the summary of statuses.
    pub counted: bool,
    /// The row of the nearest node above, by its place among the rows of the top heading.
    pub under: Option<usize>,
    /// For each choice that applies the places of its values.
    pub facets: Vec<FacetMark>,
}

/// What a row says to one choice.
#[derive(Debug, Serialize)]
pub struct FacetMark {
    /// Name of the choice.
    pub key: &'static str,
    /// Places of the values, parted by blanks.
    pub values: String,
}

/// Something to choose by: name, label, and all words in the plan's order.
struct Choice {
    by: By,
    label: String,
    words: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Heading,
    Badge(ColumnField),
    Tag,
    Office,
}

impl By {
    fn key(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Badge(ColumnField::Status) => "status",
            Self::Badge(ColumnField::Rating) => "rating",
            Self::Badge(_) => "direction",
            Self::Tag => "tag",
            Self::Office => "office",
        }
    }
}

/// The choices of a table.
pub(super) struct Choices<'a> {
    cells: Cells<'a>,
    sections: &'a [Section<'a>],
    all: Vec<Choice>,
}

impl<'a> Choices<'a> {
    /// The choices of a table with those columns; `heading` is the head of its first column.
    pub(super) fn new(
        cells: Cells<'a>,
        columns: &[Column],
        sections: &'a [Section<'a>],
        heading: Option<&String>,
    ) -> Self {
        let plan = cells.plan;
        let mut choices = vec![Choice {
            by: By::Heading,
            label: heading.cloned().unwrap_or_default(),
            words: sections.iter().filter_map(heading_of).collect(),
        }];
        for (field, label) in [
            (ColumnField::Status, "実施状況"),
            (ColumnField::Direction, "今後の方向性"),
            (ColumnField::Rating, "評価"),
        ] {
            if columns.iter().any(|column| column.field == field) {
                choices.push(Choice {
                    by: By::Badge(field),
                    label: column_word(columns, field, label),
                    words: words_of(plan, field),
                });
            }
        }
        choices.push(Choice {
            by: By::Tag,
            label: format!("{}の区分", plan.measure_word),
            words: plan.vocabularies.tags.iter().map(|tag| tag.word.clone()).collect(),
        });
        let office = |office: &crate::model::Office| office.names_in(cells.edition.fiscal_year).1.to_owned();
        choices.push(Choice {
            by: By::Office,
            label: column_word(columns, ColumnField::Offices, "所管課・主体"),
            words: plan.offices.iter().map(office).collect(),
        });
        let mut offered = Self {
            cells,
            sections,
            all: choices,
        };
        offered.leave_out_what_is_not_said();
        offered
    }

    /// A choice keeps the words that are said, and the one that the summary counts all of the plan's; one of whose words a single one is
    /// said is none.
    fn leave_out_what_is_not_said(&mut self) {
        let rows = || {
            self.sections
                .iter()
                .flat_map(|section| section.rows.iter().map(move |row| (section, row)))
        };
        let said = |choice: &Choice| -> BTreeSet<String> {
            rows()
                .flat_map(|(section, row)| self.says(choice.by, section, row))
                .collect()
        };
        let said: Vec<BTreeSet<String>> = self.all.iter().map(said).collect();
        let (plan, edition) = (self.cells.plan, self.cells.edition);
        let counted = if asks_for_status(plan, edition) {
            ColumnField::Status
        } else {
            ColumnField::Direction
        };
        let summed: Vec<String> = words(plan, edition)
            .into_iter()
            .map(|(_, badge, _)| badge.word)
            .collect();
        let mut kept = Vec::new();
        for (mut choice, said) in std::mem::take(&mut self.all).into_iter().zip(said) {
            if said.len() < 2 {
                continue;
            }
            let is_summed = |word: &String| choice.by == By::Badge(counted) && summed.contains(word);
            let mut seen = BTreeSet::new();
            choice
                .words
                .retain(|word| (said.contains(word) || is_summed(word)) && seen.insert(word.clone()));
            kept.push(choice);
        }
        self.all = kept;
    }

    /// The choices as the page offers them.
    pub(super) fn offered(&self) -> Filters {
        let page = self.cells.page;
        Filters {
            measure_word: self.cells.plan.measure_word.clone(),
            facets: self
                .all
                .iter()
                .map(|choice| Facet {
                    key: choice.by.key(),
                    label: choice.label.clone(),
                    options: choice.words.clone(),
                })
                .collect(),
            eras: Era::ALL.map(era).join(","),
            folding: page.link_to_path("assets/fold.js"),
            script: page.link_to_path("assets/filter.js"),
        }
    }

    /// What a row says.
    pub(super) fn marks(&self, section: &Section<'_>, row: &Row<'_>) -> RowMarks {
        let facet = |choice: &Choice| {
            let said = self.says(choice.by, section, row);
            let places: Vec<String> = choice
                .words
                .iter()
                .enumerate()
                .filter(|(_, word)| said.contains(word))
                .map(|(place, _)| place.to_string())
                .collect();
            (!places.is_empty()).then(|| FacetMark {
                key: choice.by.key(),
                values: places.join(" "),
            })
        };
        RowMarks {
            counted: measure_of(row).is_some_and(|measure| is_counted(self.cells.plan, self.cells.edition, measure)),
            under: under(section, row),
            facets: self.all.iter().filter_map(facet).collect(),
        }
    }

    fn says(&self, by: By, section: &Section<'_>, row: &Row<'_>) -> Vec<String> {
        let Some(measure) = measure_of(row) else {
            return match by {
                By::Heading => heading_of(section).into_iter().collect(),
                By::Badge(_) | By::Tag | By::Office => Vec::new(),
            };
        };
        let telling = |field| match row.place(field) {
            Place::Covered(above) => above,
            Place::Own(_) => measure,
        };
        match by {
            By::Heading => heading_of(section).into_iter().collect(),
            By::Badge(field) => match self.cells.content(measure, field) {
                Content::Badge { badge, .. } => vec![badge.word],
                _ => Vec::new(),
            },
            By::Tag => self.tags(telling(ColumnField::Entries), telling(ColumnField::Results)),
            By::Office => {
                let telling = telling(ColumnField::Offices);
                let names = telling.offices.iter().chain(&telling.joint_offices).map(|id| {
                    let office = self.cells.plan.office_of(id);
                    office.names_in(self.cells.edition.fiscal_year).1.to_owned()
                });
                names.collect()
            }
        }
    }

    fn tags(&self, entries: &Measure, results: &Measure) -> Vec<String> {
        let answer = |measure: &Measure| self.cells.edition.answers.get(&measure.id);
        let of_entries = answer(entries)
            .into_iter()
            .flat_map(|answer| answer.entries.items())
            .flat_map(|entry| &entry.tags);
        let of_results = answer(results)
            .into_iter()
            .flat_map(|answer| answer.results.items())
            .flat_map(|result| &result.tags);
        of_entries.chain(of_results).map(|tag| tag.word.clone()).collect()
    }
}

/// What the plan calls a column, without the number of its note: `実施状況 (1)` → `実施状況`.
pub(super) fn column_word(columns: &[Column], field: ColumnField, otherwise: &str) -> String {
    let head = columns.iter().find(|column| column.field == field);
    let word = head.map(|column| match column.head.rsplit_once(" (") {
        Some((word, note)) if note.chars().count() <= 3 => word,
        Some(_) | None => column.head.as_str(),
    });
    word.unwrap_or(otherwise).to_owned()
}

fn era(era: Era) -> String {
    let first = era.western_year(1).unwrap_or_default();
    format!("{} {} {first}", era.kanji(), era.letter().to_ascii_lowercase())
}

fn heading_of(section: &Section<'_>) -> Option<String> {
    section.heading.map(measure_name)
}

fn measure_of<'plan>(row: &Row<'plan>) -> Option<&'plan Measure> {
    match row.subject {
        Subject::Measure(measure) => Some(measure),
        Subject::Heading(_) | Subject::Indicator { .. } | Subject::Empty => None,
    }
}

/// The words a badge of that column can bear.
fn words_of(plan: &Plan, field: ColumnField) -> Vec<String> {
    let words = &plan.vocabularies;
    let mut all: Vec<String> = match field {
        ColumnField::Status => words.statuses.iter().map(|status| status.word.clone()).collect(),
        ColumnField::Rating => words.ratings.iter().map(|rating| rating.word.clone()).collect(),
        _ => words
            .directions
            .iter()
            .map(|direction| direction.word.clone())
            .collect(),
    };
    all.push(wording::unanswered().word);
    all
}

/// The row of the nearest node above. The answer of a top heading as a whole only counts where its cell covers the row.
fn under(section: &Section<'_>, row: &Row<'_>) -> Option<usize> {
    let row_of = |above: &&Measure| {
        let is_whole = section.heading.is_some_and(|heading| heading.id == above.id);
        let place = section.rows.iter().position(|other| match other.subject {
            Subject::Measure(measure) | Subject::Heading(measure) => measure.id == above.id,
            Subject::Indicator { .. } | Subject::Empty => false,
        });
        place.filter(|_| !is_whole || row.is_covered_by(above))
    };
    row.above().iter().rev().find_map(row_of)
}

#[cfg(test)]
mod tests;
