//! What is asked of a measure, under which heads, and with which words to choose from.

use super::{Question, Words};
use crate::source::RawEdition;
use crate::source::raw::{ColumnField, DEFAULT_STATUSES, Plan};

impl Question {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Status,
        Self::Reason,
        Self::Entries,
        Self::Results,
        Self::Direction,
        Self::Outlook,
        Self::Rating,
    ];

    /// The word for it in the keys of a form.
    pub fn key(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Reason => "reason",
            Self::Entries => "entry",
            Self::Results => "result",
            Self::Direction => "direction",
            Self::Outlook => "outlook",
            Self::Rating => "rating",
        }
    }

    pub(super) fn usual_head(self) -> &'static str {
        match self {
            Self::Status => "実施状況",
            Self::Reason => "理由",
            Self::Entries => "取組内容",
            Self::Results => "成果",
            Self::Direction => "今後の方向性",
            Self::Outlook => "方向性の説明",
            Self::Rating => "評価",
        }
    }
}

/// The words of a plan, or the usual ones.
pub(super) fn words(plan: &Plan) -> Words {
    let mut statuses: Vec<(String, bool)> = plan
        .statuses
        .keys()
        .map(|word| word.value.clone())
        .map(|word| (word, false))
        .collect();
    if statuses.is_empty() {
        statuses.extend(DEFAULT_STATUSES.map(|(word, _)| (word.to_owned(), false)));
    }
    for (word, reason) in &mut statuses {
        *reason = crate::check::requires_reason(plan, word);
    }
    Words {
        statuses,
        directions: plan.directions.keys().map(|word| word.value.clone()).collect(),
        tags: plan.tags.keys().map(|word| word.value.clone()).collect(),
        ratings: plan.ratings.keys().map(|word| word.value.clone()).collect(),
        marks: plan.marks.iter().map(|mark| mark.mark.as_str().to_owned()).collect(),
    }
}

/// What is asked of a measure: the columns of the published form that an answer fills; the usual ones when it names none.
pub(super) fn columns(plan: &Plan, before: Option<&RawEdition>) -> Vec<(Question, String)> {
    let question = |field: ColumnField| match field {
        ColumnField::Status => Some(Question::Status),
        ColumnField::Reason => Some(Question::Reason),
        ColumnField::Entries => Some(Question::Entries),
        ColumnField::Results => Some(Question::Results),
        ColumnField::Direction => Some(Question::Direction),
        ColumnField::Rating => Some(Question::Rating),
        ColumnField::Offices | ColumnField::Aim | ColumnField::Content | ColumnField::Steps => None,
    };
    let own = plan.table.iter();
    let mut columns: Vec<(Question, String)> = own
        .filter_map(|column| Some((question(column.field.value)?, column.head.as_str().to_owned())))
        .collect();
    let usual = [Question::Status, Question::Reason, Question::Entries, Question::Results];
    if columns.is_empty() {
        columns.extend(usual.map(|question| (question, question.usual_head().to_owned())));
    }
    let is_asked = |columns: &[(Question, String)], wanted| columns.iter().any(|(asked, _)| *asked == wanted);
    // Needed wherever a status asks for it, whether or not the published form has a column of its own.
    let reason_needed = !plan.statuses.iter().all(|(_, status)| !status.requires_reason) || plan.statuses.is_empty();
    if reason_needed && !is_asked(&columns, Question::Reason) {
        columns.insert(
            1.min(columns.len()),
            (Question::Reason, Question::Reason.usual_head().to_owned()),
        );
    }
    if !plan.directions.is_empty() && plan.table.is_empty() {
        columns.push((Question::Direction, Question::Direction.usual_head().to_owned()));
    }
    let told = before.is_some_and(|before| {
        before
            .edition
            .measures
            .iter()
            .any(|(_, answer)| answer.outlook.is_some())
    });
    if told && let Some(at) = columns.iter().position(|(asked, _)| *asked == Question::Direction) {
        columns.insert(at + 1, (Question::Outlook, Question::Outlook.usual_head().to_owned()));
    }
    columns
}
