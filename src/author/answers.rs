//! Answers and figures on their way into an edition, as their offices wrote them into the cells of a form.

use crate::source::raw::{AbsenceWord, Answer, Cell, Observation, VintageWord};
use crate::source::{At, Text};

use super::cell_text::to_cell;

/// An answer (回答) for one measure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewAnswer {
    /// Id of the measure.
    pub measure: String,
    /// Status (実施状況).
    pub status: Option<String>,
    /// Reason (理由).
    pub reason: Option<String>,
    /// Direction (今後の方向性).
    pub direction: Option<String>,
    /// Rating (評価).
    pub rating: Option<String>,
    /// What was done (取組内容).
    pub entries: NewCell,
    /// What came of it (成果).
    pub results: NewCell,
    /// What comes next in words (今後の方向性の説明).
    pub outlook: Option<String>,
}

/// A cell of the published form that holds items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum NewCell {
    /// Blank.
    #[default]
    Blank,
    /// A mark that says: deliberately nothing.
    Nothing(String),
    /// Items.
    Items(Vec<NewItem>),
}

/// An entry or a result.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewItem {
    /// Tag words.
    pub tags: Vec<String>,
    /// Text, with the line breaks of the cell.
    pub text: String,
}

/// A figure (実績) of one series of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewFigure {
    /// Id of the indicator.
    pub indicator: String,
    /// Id of the segment.
    pub segment: Option<String>,
    /// The period that was asked for, as it is written in the edition.
    pub asked: String,
    /// The period of the figure.
    pub period: String,
    /// The value in plain notation.
    pub value: Option<String>,
    /// Why there is none.
    pub absent: Option<AbsenceWord>,
    /// Vintage; none for final.
    pub vintage: Option<VintageWord>,
    /// As of.
    pub as_of: Option<String>,
    /// Numerator.
    pub numerator: Option<String>,
    /// Denominator.
    pub denominator: Option<String>,
    /// Footnote.
    pub note: Option<String>,
}

impl NewAnswer {
    /// What an edition says of a measure, as a form would show it.
    pub fn of(measure: &str, answer: &Answer) -> Self {
        let text = |text: &Option<At<Text>>| text.as_ref().map(|text| to_cell(text.as_str()));
        Self {
            measure: measure.to_owned(),
            status: text(&answer.status),
            reason: text(&answer.reason),
            direction: text(&answer.direction),
            rating: text(&answer.rating),
            entries: NewCell::of(answer.entries.as_ref(), |entry| NewItem {
                tags: entry.tag.iter().map(|tag| tag.as_str().to_owned()).collect(),
                text: to_cell(entry.text.as_str()),
            }),
            results: NewCell::of(answer.results.as_ref(), |result| {
                let same_as = result.same_as.iter().map(|id| id.as_str());
                let same_as = same_as.collect::<Vec<_>>().join("、");
                let said = result.text.as_ref().map(|text| to_cell(text.as_str()));
                NewItem {
                    tags: Vec::new(),
                    text: said.unwrap_or_else(|| format!("（{same_as} と同じ）")),
                }
            }),
            outlook: text(&answer.outlook),
        }
    }

    /// The first thing that it says and an edition says otherwise: what it is, as it stands in the edition, as it is said
    /// here. What is left blank here contradicts nothing.
    pub fn contradicts(&self, old: &Self) -> Option<(&'static str, String, String)> {
        let words = [
            ("実施状況", &self.status, &old.status),
            ("理由", &self.reason, &old.reason),
            ("方向性", &self.direction, &old.direction),
            ("評価", &self.rating, &old.rating),
            ("方向性の説明", &self.outlook, &old.outlook),
        ];
        let cells = [
            ("取組内容", &self.entries, &old.entries),
            ("成果", &self.results, &old.results),
        ];
        let word = words.into_iter().find(|(_, new, old)| new.is_some() && new != old);
        let word =
            word.map(|(what, new, old)| (what, old.clone().unwrap_or_default(), new.clone().unwrap_or_default()));
        word.or_else(|| {
            let cell = cells
                .into_iter()
                .find(|(_, new, old)| **new != NewCell::Blank && new != old);
            cell.map(|(what, new, old)| (what, old.said(), new.said()))
        })
    }

    /// Whether both say something, and not the same, of one thing.
    pub fn clashes(&self, old: &Self) -> bool {
        let words = [
            (&self.status, &old.status),
            (&self.reason, &old.reason),
            (&self.direction, &old.direction),
            (&self.rating, &old.rating),
            (&self.outlook, &old.outlook),
        ];
        let cells = [(&self.entries, &old.entries), (&self.results, &old.results)];
        words
            .into_iter()
            .any(|(new, old)| new.is_some() && old.is_some() && new != old)
            || cells
                .into_iter()
                .any(|(new, old)| *new != NewCell::Blank && *old != NewCell::Blank && new != old)
    }

    /// What it says and an edition does not yet.
    #[must_use]
    pub fn beyond(&self, old: &Self) -> Self {
        let word = |new: &Option<String>, old: &Option<String>| new.clone().filter(|_| old.is_none());
        let cell = |new: &NewCell, old: &NewCell| {
            if *old == NewCell::Blank {
                new.clone()
            } else {
                NewCell::Blank
            }
        };
        Self {
            measure: self.measure.clone(),
            status: word(&self.status, &old.status),
            reason: word(&self.reason, &old.reason),
            direction: word(&self.direction, &old.direction),
            rating: word(&self.rating, &old.rating),
            entries: cell(&self.entries, &old.entries),
            results: cell(&self.results, &old.results),
            outlook: word(&self.outlook, &old.outlook),
        }
    }

    /// Whether nothing is said at all.
    pub fn is_blank(&self) -> bool {
        let blank = Self {
            measure: self.measure.clone(),
            ..Self::default()
        };
        *self == blank
    }
}

impl NewCell {
    fn of<T>(cell: Option<&Cell<T>>, item: impl Fn(&T) -> NewItem) -> Self {
        match cell {
            None => Self::Blank,
            Some(Cell::Nothing(mark)) => Self::Nothing(mark.as_str().to_owned()),
            Some(Cell::Items(items)) => Self::Items(items.iter().map(item).collect()),
        }
    }

    /// All of it on one line.
    fn said(&self) -> String {
        let items = self.rows().into_iter().map(|item| {
            let text = item.text.replace('\n', " ");
            match item.tags.as_slice() {
                [] => text,
                tags => format!("【{}】{text}", tags.join("・")),
            }
        });
        items.collect::<Vec<_>>().join(" / ")
    }

    /// The rows it takes in a form.
    pub fn rows(&self) -> Vec<NewItem> {
        match self {
            Self::Blank => Vec::new(),
            Self::Nothing(mark) => vec![NewItem {
                tags: Vec::new(),
                text: mark.clone(),
            }],
            Self::Items(items) => items.clone(),
        }
    }
}

impl NewFigure {
    /// What an edition says of a figure, as a form would show it.
    pub fn of(indicator: &str, stated: &Observation) -> Self {
        Self {
            indicator: indicator.to_owned(),
            segment: stated.segment.as_ref().map(|id| id.as_str().to_owned()),
            asked: stated.period.text.clone(),
            period: stated.period.text.clone(),
            value: number(stated.value.as_ref()),
            absent: stated.absent.as_ref().map(|word| word.value),
            vintage: stated
                .vintage
                .as_ref()
                .map(|word| word.value)
                .filter(|word| *word != VintageWord::Final),
            as_of: stated.as_of.as_ref().map(|dates| dates.text.clone()),
            numerator: number(stated.numerator.as_ref()),
            denominator: number(stated.denominator.as_ref()),
            note: stated.note.as_ref().map(|text| to_cell(text.as_str())),
        }
    }

    /// The first thing that it says and an edition says otherwise, as for [`NewAnswer::contradicts`].
    pub fn contradicts(&self, old: &Self) -> Option<(&'static str, String, String)> {
        let absent = |word: Option<AbsenceWord>| word.map(|word| word.as_str().to_owned());
        let vintage = |word: Option<VintageWord>| word.map(|word| word.as_str().to_owned());
        let words = [
            ("時期", Some(self.period.clone()), Some(old.period.clone())),
            ("値", self.value.clone(), old.value.clone()),
            ("値がない理由", absent(self.absent), absent(old.absent)),
            ("確からしさ", vintage(self.vintage), vintage(old.vintage)),
            ("時点", self.as_of.clone(), old.as_of.clone()),
            ("分子", self.numerator.clone(), old.numerator.clone()),
            ("分母", self.denominator.clone(), old.denominator.clone()),
            ("注", self.note.clone(), old.note.clone()),
        ];
        let word = words.into_iter().find(|(_, new, old)| new.is_some() && new != old);
        word.map(|(what, new, old)| (what, old.unwrap_or_default(), new.unwrap_or_default()))
    }

    /// Whether both say something, and not the same, of one thing.
    pub fn clashes(&self, old: &Self) -> bool {
        fn differ<T: PartialEq>(new: Option<&T>, old: Option<&T>) -> bool {
            new.is_some() && old.is_some() && new != old
        }
        differ(self.value.as_ref(), old.value.as_ref())
            || differ(self.absent.as_ref(), old.absent.as_ref())
            || differ(self.vintage.as_ref(), old.vintage.as_ref())
            || differ(self.as_of.as_ref(), old.as_of.as_ref())
            || differ(self.numerator.as_ref(), old.numerator.as_ref())
            || differ(self.denominator.as_ref(), old.denominator.as_ref())
            || differ(self.note.as_ref(), old.note.as_ref())
    }

    /// What it says and an edition does not yet.
    #[must_use]
    pub fn beyond(&self, old: &Self) -> Self {
        fn lacking<T: Clone>(new: Option<&T>, old: Option<&T>) -> Option<T> {
            new.cloned().filter(|_| old.is_none())
        }
        Self {
            value: lacking(self.value.as_ref(), old.value.as_ref()),
            absent: lacking(self.absent.as_ref(), old.absent.as_ref()),
            vintage: lacking(self.vintage.as_ref(), old.vintage.as_ref()),
            as_of: lacking(self.as_of.as_ref(), old.as_of.as_ref()),
            numerator: lacking(self.numerator.as_ref(), old.numerator.as_ref()),
            denominator: lacking(self.denominator.as_ref(), old.denominator.as_ref()),
            note: lacking(self.note.as_ref(), old.note.as_ref()),
            ..self.clone()
        }
    }

    /// Whether nothing is said at all: the period alone says nothing.
    pub fn is_blank(&self) -> bool {
        let blank = Self {
            indicator: self.indicator.clone(),
            segment: self.segment.clone(),
            asked: self.asked.clone(),
            period: self.period.clone(),
            ..Self::default()
        };
        *self == blank
    }
}

fn number<T: ToString>(number: Option<&At<T>>) -> Option<String> {
    number.map(|number| number.value.to_string())
}
