//! What the words, tags and marks of an edition's tables mean (凡例): only those that may occur in them.

use serde::Serialize;

use super::badge::Badge;
use super::follow_up_filters::column_word;
use super::wording;
use crate::evaluate::asks_for_status;
use crate::model::{ColumnField, Direction, Edition, Plan, Rating, Reading, Status, Vintage};

/// The legend.
#[derive(Debug, Default, Serialize)]
pub struct Legend {
    /// Status words.
    pub statuses: Vec<Explained>,
    /// What the plan calls the direction.
    pub direction_head: String,
    /// Direction words.
    pub directions: Vec<Explained>,
    /// Tags of entries.
    pub tags: Vec<Explained>,
    /// The publisher's ratings.
    pub ratings: Vec<Explained>,
    /// Vintages of figures.
    pub vintages: Vec<Explained>,
    /// Marks.
    pub marks: Vec<MarkView>,
}

/// A badge and what it means.
#[derive(Debug, Serialize)]
pub struct Explained {
    /// The badge.
    pub badge: Badge,
    /// What it means.
    pub meaning: String,
}

/// A mark and what it means.
#[derive(Debug, Serialize)]
pub struct MarkView {
    /// The mark.
    pub mark: String,
    /// What it means.
    pub meaning: String,
}

impl Legend {
    /// The legend of an edition.
    pub fn new(plan: &Plan, edition: &Edition) -> Self {
        let words = &plan.vocabularies;
        let answered = !edition.answers.is_empty();
        let explained = |badge, meaning: &str| Explained {
            badge,
            meaning: meaning.to_owned(),
        };
        let direction = |word: &Direction| {
            explained(
                wording::direction(word),
                wording::direction_explanation(word.meaning).unwrap_or("資料に説明がない語。書かれたまま示す"),
            )
        };
        let mut legend = Self {
            vintages: vintages(edition),
            marks: marks(plan, edition),
            direction_head: column_word(&words.columns, ColumnField::Direction, "方向性"),
            ..Self::default()
        };
        if answered {
            let status = |status: &Status| Explained {
                badge: wording::status(status),
                meaning: status
                    .note
                    .clone()
                    .unwrap_or_else(|| wording::status_explanation(status.meaning).to_owned()),
            };
            if asks_for_status(plan, edition) {
                legend.statuses = words.statuses.iter().map(status).collect();
            }
            if edition.answers.values().any(|answer| answer.direction.is_some()) {
                legend.directions = words.directions.iter().map(direction).collect();
            }
            legend.tags = words
                .tags
                .iter()
                .filter(|tag| is_used(edition, &tag.word))
                .map(direction)
                .collect();
            let rating =
                |rating: &Rating| explained(wording::rating(rating), wording::rating_explanation(rating.meaning));
            if edition.answers.values().any(|answer| answer.rating.is_some()) {
                legend.ratings = words.ratings.iter().map(rating).collect();
            }
        }
        legend
    }

    /// Whether there is anything to explain.
    pub fn is_empty(&self) -> bool {
        self.statuses.is_empty()
            && self.directions.is_empty()
            && self.tags.is_empty()
            && self.vintages.is_empty()
            && self.marks.is_empty()
    }
}

/// Whether a tag occurs in the edition.
fn is_used(edition: &Edition, word: &str) -> bool {
    edition.answers.values().any(|answer| {
        let entries = answer.entries.items().iter().flat_map(|entry| &entry.tags);
        let results = answer.results.items().iter().flat_map(|result| &result.tags);
        entries.chain(results).any(|tag| tag.word == word)
    })
}

fn vintages(edition: &Edition) -> Vec<Explained> {
    let used = |vintage: Vintage| {
        edition
            .observations
            .values()
            .flatten()
            .any(|observation| observation.vintage == vintage)
    };
    [Vintage::Forecast, Vintage::Provisional, Vintage::Revised]
        .into_iter()
        .filter(|vintage| used(*vintage))
        .map(|vintage| Explained {
            badge: wording::vintage(vintage),
            meaning: wording::vintage_explanation(vintage).to_owned(),
        })
        .collect()
}

fn marks(plan: &Plan, edition: &Edition) -> Vec<MarkView> {
    let mut marks: Vec<MarkView> = plan
        .vocabularies
        .marks
        .iter()
        .map(|mark| MarkView {
            mark: mark.mark.clone(),
            meaning: mark.meaning.clone(),
        })
        .collect();
    if !edition.answers.is_empty() {
        marks.push(MarkView {
            mark: "空欄".to_owned(),
            meaning: "記載がない欄。上の取組の欄とつながっている欄は、上の取組の内容が当てはまる".to_owned(),
        });
        if edition
            .answers
            .values()
            .any(|answer| answer.entries.items().iter().any(|entry| entry.repeats.is_some()))
        {
            marks.push(MarkView {
                mark: "（再掲）".to_owned(),
                meaning: "ほかの取組にも書かれている内容".to_owned(),
            });
        }
    }
    let absent = |reason| {
        edition
            .observations
            .values()
            .flatten()
            .any(|observation| observation.reading == Reading::Absent(reason))
    };
    for reason in wording::ABSENCES.into_iter().filter(|reason| absent(*reason)) {
        marks.push(MarkView {
            mark: wording::absence_mark(reason).to_owned(),
            meaning: wording::absence_meaning(reason).to_owned(),
        });
    }
    marks
}
