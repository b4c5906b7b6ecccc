//! The plan's own words, with the default status words when it names none.

use super::text;
use crate::model::{
    Column, ColumnField, Direction, DirectionMeaning, Mark, Rating, RatingMeaning, Status, StatusMeaning, Vocabularies,
};
use crate::source::raw;

pub(super) fn lower(plan: &raw::Plan) -> Vocabularies {
    let statuses: Vec<Status> = plan
        .statuses
        .iter()
        .map(|(word, status)| lower_status(word.as_str(), status))
        .collect();
    Vocabularies {
        statuses: if statuses.is_empty() {
            default_statuses()
        } else {
            statuses
        },
        directions: plan
            .directions
            .iter()
            .map(|(word, meaning)| lower_direction(word.as_str(), **meaning))
            .collect(),
        tags: plan
            .tags
            .iter()
            .map(|(word, meaning)| lower_direction(word.as_str(), **meaning))
            .collect(),
        ratings: plan
            .ratings
            .iter()
            .map(|(word, meaning)| Rating {
                word: word.as_str().to_owned(),
                meaning: rating(**meaning),
            })
            .collect(),
        columns: plan
            .table
            .iter()
            .map(|column| Column {
                field: field(*column.field),
                head: text(&column.head),
            })
            .collect(),
        marks: plan
            .marks
            .iter()
            .map(|mark| Mark {
                mark: text(&mark.mark),
                meaning: text(&mark.meaning),
            })
            .collect(),
    }
}

/// The status words of the ministries' common form, for plans that name none.
fn default_statuses() -> Vec<Status> {
    raw::DEFAULT_STATUSES
        .into_iter()
        .map(|(word, meaning)| Status {
            word: word.to_owned(),
            meaning: status_meaning(meaning),
            requires_reason: meaning == raw::Meaning::Undecided,
            note: None,
        })
        .collect()
}

fn lower_status(word: &str, status: &raw::Status) -> Status {
    Status {
        word: word.to_owned(),
        meaning: status_meaning(*status.meaning),
        requires_reason: status.requires_reason,
        note: super::optional(status.note.as_ref()),
    }
}

fn status_meaning(meaning: raw::Meaning) -> StatusMeaning {
    match meaning {
        raw::Meaning::Implemented => StatusMeaning::Implemented,
        raw::Meaning::Partial => StatusMeaning::Partial,
        raw::Meaning::Planned => StatusMeaning::Planned,
        raw::Meaning::Considering => StatusMeaning::Considering,
        raw::Meaning::Undecided => StatusMeaning::Undecided,
        raw::Meaning::Ended => StatusMeaning::Ended,
    }
}

fn lower_direction(word: &str, meaning: raw::DirectionMeaning) -> Direction {
    let meaning = match meaning {
        raw::DirectionMeaning::New => DirectionMeaning::New,
        raw::DirectionMeaning::Expanded => DirectionMeaning::Expanded,
        raw::DirectionMeaning::Continued => DirectionMeaning::Continued,
        raw::DirectionMeaning::Reduced => DirectionMeaning::Reduced,
        raw::DirectionMeaning::Ended => DirectionMeaning::Ended,
        raw::DirectionMeaning::Free => DirectionMeaning::Free,
    };
    Direction {
        word: word.to_owned(),
        meaning,
    }
}

fn rating(rating: raw::Rating) -> RatingMeaning {
    match rating {
        raw::Rating::Good => RatingMeaning::Good,
        raw::Rating::Fair => RatingMeaning::Fair,
        raw::Rating::Poor => RatingMeaning::Poor,
        raw::Rating::Unrated => RatingMeaning::Unrated,
    }
}

fn field(field: raw::ColumnField) -> ColumnField {
    match field {
        raw::ColumnField::Status => ColumnField::Status,
        raw::ColumnField::Reason => ColumnField::Reason,
        raw::ColumnField::Direction => ColumnField::Direction,
        raw::ColumnField::Entries => ColumnField::Entries,
        raw::ColumnField::Results => ColumnField::Results,
        raw::ColumnField::Offices => ColumnField::Offices,
        raw::ColumnField::Aim => ColumnField::Aim,
        raw::ColumnField::Content => ColumnField::Content,
        raw::ColumnField::Steps => ColumnField::Steps,
        raw::ColumnField::Rating => ColumnField::Rating,
    }
}
