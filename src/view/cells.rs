//! What stands in a cell of the published form: chips, entries with their tags, results, texts, links.
//!
//! Used by the published table and by the pages of the measures, so that an answer looks the same in both.

use serde::Serialize;

use super::badge::Badge;
use super::frame::{Link, measure_name};
use super::internal::InternalNote;
use super::{Address, wording};
use crate::calendar::YearStyle;
use crate::evaluate::{asks_for_status, is_unanswered};
use crate::model::{
    Answer, Cell, ColumnField, Direction, Edition, Entry, IndicatorId, Measure, MeasureId, Node, NodeKind, OfficeId,
    Plan, Prose, ResultItem, Stage, Step,
};
use crate::render::{Html, markdown};

/// Content of a cell.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Content {
    /// Nothing is written in the cell (空欄).
    Blank,
    /// A mark that says: deliberately nothing (—).
    Mark {
        /// The mark as printed.
        mark: String,
        /// What it means.
        meaning: String,
    },
    /// A status, direction or rating, with words that stand with it.
    Badge {
        /// The word with its shape.
        badge: Badge,
        /// More in words.
        text: Option<Html>,
    },
    /// Text.
    Text {
        /// The text.
        text: Html,
    },
    /// What was done (取組内容) or what came of it (成果), one item after the other.
    Items {
        /// The items.
        items: Vec<Item>,
    },
    /// Offices and roles (所管課・主体).
    Offices {
        /// Links to their pages.
        offices: Vec<Link>,
        /// Those that take part beside them (関係課).
        joint: Vec<Link>,
    },
    /// Steps (進め方).
    Steps {
        /// The steps.
        steps: Vec<StepView>,
    },
}

/// An entry or a result.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Anchor, when others refer to the item.
    pub anchor: Option<String>,
    /// Tags in the publisher's words.
    pub tags: Vec<Badge>,
    /// The year it is about, when it names its own.
    pub year: Option<String>,
    /// Text.
    pub text: Option<Html>,
    /// The entry it repeats (再掲).
    pub repeats: Option<Repeat>,
    /// "Same as" these (同じ).
    pub same_as: Vec<Link>,
    /// Footnotes.
    pub notes: Vec<Html>,
    /// What staff read beside it.
    pub internal: Option<InternalNote>,
}

/// Where the repeated entry stands (再掲元).
#[derive(Debug, Clone, Serialize)]
pub struct Repeat {
    /// Name of the measure.
    pub measure: String,
    /// Address of the entry.
    pub href: String,
}

/// A step: when × who × what.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// When.
    pub when: String,
    /// Who.
    pub who: Vec<Link>,
    /// What.
    pub what: Option<Html>,
}

/// What every cell of one edition on one page needs to know.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The edition.
    pub edition: &'a Edition,
    /// The page the cells stand on.
    pub page: &'a Address,
}

impl Cells<'_> {
    /// The content of a column for a measure.
    pub fn content(&self, measure: &Measure, field: ColumnField) -> Content {
        let answer = self.edition.answers.get(&measure.id);
        match field {
            ColumnField::Status => self.status(measure, answer),
            ColumnField::Reason => text(
                answer.and_then(|answer| answer.reason.as_ref()),
                &self.snippet(measure, "reason"),
            ),
            ColumnField::Direction => self.direction(measure, answer),
            ColumnField::Rating => answer
                .and_then(|answer| answer.rating.as_ref())
                .map_or(Content::Blank, |rating| Content::Badge {
                    badge: wording::rating(rating),
                    text: None,
                }),
            ColumnField::Entries => self.cell(answer.map(|answer| &answer.entries), |number, entry| {
                self.entry(measure, number, entry)
            }),
            ColumnField::Results => self.cell(answer.map(|answer| &answer.results), |number, result| {
                self.result(measure, number, result)
            }),
            ColumnField::Offices => self.offices(measure),
            ColumnField::Aim => text(measure.aim.as_ref(), &self.snippet(measure, "aim")),
            ColumnField::Content => text(measure.content.as_ref(), &self.snippet(measure, "content")),
            ColumnField::Steps => steps(self.plan, self.page, measure),
        }
    }

    /// Footnotes of the answer (注).
    pub fn notes(&self, measure: &Measure) -> Vec<Html> {
        self.edition
            .answers
            .get(&measure.id)
            .map(|answer| inline_all(&answer.notes))
            .unwrap_or_default()
    }

    /// Address of a measure's place in the published table.
    pub fn measure_in_table(&self, measure: &MeasureId) -> String {
        self.in_table(&measure_anchor(measure))
    }

    /// Whether the page shows the edition's table.
    fn is_table(&self) -> bool {
        self.page.shows_edition(&self.plan.id, self.edition.id())
    }

    fn in_table(&self, anchor: &str) -> String {
        self.page.link_into_edition(&self.plan.id, self.edition.id(), anchor)
    }

    /// Begins the ids of what stands on the page: two editions of one year, and those of two plans, differ.
    fn snippet(&self, measure: &Measure, what: &str) -> String {
        let plan = if self.page.plan() == Some(&self.plan.id) {
            String::new()
        } else {
            format!("{}-", self.plan.id)
        };
        let stage = match self.edition.stage {
            Stage::TermStart => "-term-start",
            Stage::Midterm => "-midterm",
            Stage::Final => "",
        };
        format!("{plan}{}{stage}-{}-{what}", self.edition.fiscal_year.year(), measure.id)
    }

    /// Offices by their names of that year: the main ones, then those that take part.
    fn offices(&self, measure: &Measure) -> Content {
        if measure.offices.is_empty() && measure.joint_offices.is_empty() {
            return Content::Blank;
        }
        let links = |ids: &[OfficeId]| -> Vec<Link> {
            let link = |id: &OfficeId| {
                let (_, short_name) = self.plan.office_of(id).names_in(self.edition.fiscal_year);
                Link::new(
                    self.page,
                    &Address::Office(self.plan.id.clone(), id.clone()),
                    short_name,
                )
            };
            ids.iter().map(link).collect()
        };
        Content::Offices {
            offices: links(&measure.offices),
            joint: links(&measure.joint_offices),
        }
    }

    fn status(&self, measure: &Measure, answer: Option<&Answer>) -> Content {
        match answer.and_then(|answer| answer.status.as_ref()) {
            Some(status) => Content::Badge {
                badge: wording::status(status),
                text: None,
            },
            None if asks_for_status(self.plan, self.edition) && is_unanswered(self.plan, self.edition, measure) => {
                Content::Badge {
                    badge: wording::unanswered(),
                    text: None,
                }
            }
            None if asks_for_status(self.plan, self.edition) => self.kept_back(measure),
            None => Content::Blank,
        }
    }

    /// Says that the answer is not public, or nothing.
    fn kept_back(&self, measure: &Measure) -> Content {
        if self.edition.kept_back.contains(&measure.id) {
            Content::Badge {
                badge: wording::kept_back(),
                text: None,
            }
        } else {
            Content::Blank
        }
    }

    fn direction(&self, measure: &Measure, answer: Option<&Answer>) -> Content {
        let missing = !asks_for_status(self.plan, self.edition) && is_unanswered(self.plan, self.edition, measure);
        let Some(answer) = answer.filter(|_| !missing) else {
            return if missing {
                Content::Badge {
                    badge: wording::unanswered(),
                    text: None,
                }
            } else if asks_for_status(self.plan, self.edition) {
                Content::Blank
            } else {
                self.kept_back(measure)
            };
        };
        let outlook = answer
            .outlook
            .as_ref()
            .map(|outlook| markdown::block(outlook, &self.snippet(measure, "outlook"), TEXT_LEVEL));
        match (&answer.direction, outlook) {
            (Some(direction), text) => Content::Badge {
                badge: wording::direction(direction),
                text,
            },
            (None, Some(text)) => Content::Text { text },
            (None, None) => Content::Blank,
        }
    }

    fn cell<T>(&self, cell: Option<&Cell<T>>, item: impl Fn(usize, &T) -> Item) -> Content {
        match cell {
            None | Some(Cell::Blank) => Content::Blank,
            Some(Cell::Nothing(mark)) => Content::Mark {
                mark: mark.clone(),
                meaning: self.meaning_of(mark),
            },
            Some(Cell::Items(items)) => Content::Items {
                items: items
                    .iter()
                    .enumerate()
                    .map(|(index, one)| item(index + 1, one))
                    .collect(),
            },
        }
    }

    /// What a mark means: in the publisher's words, or in ours.
    fn meaning_of(&self, mark: &str) -> String {
        let marks = &self.plan.vocabularies.marks;
        marks
            .iter()
            .find(|known| known.mark == mark)
            .map_or_else(|| "記載すべき内容なし".to_owned(), |known| known.meaning.clone())
    }

    fn entry(&self, measure: &Measure, number: usize, entry: &Entry) -> Item {
        Item {
            // Others refer to the entry in the published table; elsewhere it may stand several times.
            anchor: entry
                .id
                .as_ref()
                .filter(|_| self.is_table())
                .map(|id| entry_anchor(&measure.id, id)),
            tags: tags(&entry.tags),
            year: entry.year.as_ref().map(|year| year.label(YearStyle::Era)),
            text: Some(markdown::block(
                &entry.text,
                &self.snippet(measure, &format!("entry-{number}")),
                TEXT_LEVEL,
            )),
            repeats: entry.repeats.as_ref().map(|(repeated, id)| Repeat {
                measure: measure_name(self.plan.measure(repeated)),
                href: self.in_table(&entry_anchor(repeated, id)),
            }),
            same_as: Vec::new(),
            notes: inline_all(&entry.notes),
            internal: InternalNote::of(&entry.handling),
        }
    }

    fn result(&self, measure: &Measure, number: usize, result: &ResultItem) -> Item {
        let measures = result.same_as_measures.iter().map(|id| self.same_measure(id));
        let indicators = result.same_as_indicators.iter().map(|id| self.same_indicator(id));
        Item {
            anchor: None,
            tags: tags(&result.tags),
            year: None,
            text: result
                .text
                .as_ref()
                .map(|text| markdown::block(text, &self.snippet(measure, &format!("result-{number}")), TEXT_LEVEL)),
            repeats: None,
            same_as: measures.chain(indicators).collect(),
            notes: inline_all(&result.notes),
            internal: InternalNote::of(&result.handling),
        }
    }

    fn same_measure(&self, id: &MeasureId) -> Link {
        Link {
            text: measure_name(self.plan.measure(id)),
            href: self.measure_in_table(id),
            current: false,
        }
    }

    /// An indicator is named with the label of its row in the table, because the papers refer to it by number.
    fn same_indicator(&self, id: &IndicatorId) -> Link {
        let title = &self.plan.indicator(id).short_title;
        let row = self.plan.nodes().find_map(|(_, node)| match node {
            Node::Indicator { label, indicator } if indicator == id => Some(label),
            Node::Indicator { .. } | Node::Measure(_) => None,
        });
        let Some(label) = row else {
            return Link::new(self.page, &Address::Indicator(self.plan.id.clone(), id.clone()), title);
        };
        let text = label
            .as_ref()
            .map_or_else(|| title.clone(), |label| format!("{label} {title}"));
        Link {
            text,
            href: self.in_table(&indicator_anchor(id)),
            current: false,
        }
    }
}

/// Anchor of a measure's row.
pub fn measure_anchor(id: &MeasureId) -> String {
    format!("m-{id}")
}

/// Anchor of an indicator's row.
pub fn indicator_anchor(id: &IndicatorId) -> String {
    format!("i-{id}")
}

fn entry_anchor(measure: &MeasureId, entry: &str) -> String {
    format!("e-{measure}-{entry}")
}

/// Level of the highest heading inside a text: below every heading of the pages.
const TEXT_LEVEL: u8 = 4;

/// Badges of tags.
pub fn tags(tags: &[Direction]) -> Vec<Badge> {
    tags.iter().map(wording::direction).collect()
}

/// Links to offices, by their short names.
pub fn office_links(plan: &Plan, page: &Address, ids: &[OfficeId]) -> Vec<Link> {
    ids.iter()
        .map(|id| {
            Link::new(
                page,
                &Address::Office(plan.id.clone(), id.clone()),
                &plan.office_of(id).short_name,
            )
        })
        .collect()
}

/// Steps of a measure.
pub fn step_views(plan: &Plan, page: &Address, measure: &Measure) -> Vec<StepView> {
    let view = |(number, step): (usize, &Step)| StepView {
        when: step.when.join("・"),
        who: office_links(plan, page, &step.who),
        what: step
            .what
            .as_ref()
            .map(|what| markdown::block(what, &format!("{}-step-{number}", measure.id), TEXT_LEVEL)),
    };
    measure.steps.iter().enumerate().map(view).collect()
}

/// Texts of one line each.
pub fn inline_all(texts: &[Prose]) -> Vec<Html> {
    texts.iter().map(markdown::inline).collect()
}

fn steps(plan: &Plan, page: &Address, measure: &Measure) -> Content {
    let steps = step_views(plan, page, measure);
    if steps.is_empty() {
        Content::Blank
    } else {
        Content::Steps { steps }
    }
}

fn text(prose: Option<&Prose>, snippet: &str) -> Content {
    prose.map_or(Content::Blank, |prose| Content::Text {
        text: markdown::block(prose, snippet, TEXT_LEVEL),
    })
}

/// What a row is called beside its title, when it is not a measure.
pub fn kind_word(measure: &Measure, measure_word: &str) -> Option<String> {
    match measure.kind {
        NodeKind::Measure => None,
        NodeKind::Heading | NodeKind::Group | NodeKind::Mode | NodeKind::Slot => {
            Some(wording::node_kind(measure.kind, measure_word))
        }
    }
}
