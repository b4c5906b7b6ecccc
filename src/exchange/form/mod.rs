//! Return forms (回答票): the questions of an office as a workbook to fill in.
//!
//! Four sheets people see or may see (cover, measures, figures, words to choose from) and one they do not, which says which
//! form it is. A row carries its own key in a hidden column, so that a form is understood however its rows are sorted.

mod cover;
mod figures;
mod measures;
mod workbook;

use super::questions::{OfficeForm, Survey, figures::absence};
use crate::source::raw::{AbsenceWord, VintageWord};
use workbook::{Book, Sheet, Style, XlsxError};

/// The layout of the forms; a form of another is not read.
pub const VERSION: &str = "1";

/// What the secretariat writes on the cover.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// Until when it is to be returned (提出期限).
    pub deadline: Option<String>,
    /// To whom (提出先).
    pub contact: Option<String>,
}

/// A form that is ready to be handed out.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its file name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A workbook could not be made: a text longer than a cell, for example.
#[derive(Debug, thiserror::Error)]
#[error("「{office}」の回答票を作れません: {source}")]
pub struct FormError {
    office: String,
    source: XlsxError,
}

/// Names of sheets and marks of columns, by which a returned form is understood.
pub mod marks {
    /// Cover.
    pub const COVER: &str = "はじめに";
    /// Measures.
    pub const MEASURES: &str = "取組";
    /// Figures.
    pub const FIGURES: &str = "指標";
    /// Words to choose from.
    pub const WORDS: &str = "選択肢";
    /// Which form it is.
    pub const META: &str = "mieruka";
    /// Head of the key column of the measures.
    pub const MEASURE_KEY: &str = "mieruka:m";
    /// Head of the key column of the figures.
    pub const FIGURE_KEY: &str = "mieruka:i";
}

/// The form of every office that is asked something.
pub fn forms(survey: &Survey, letter: &Letter) -> Result<Vec<Form>, FormError> {
    let mut forms: Vec<Form> = Vec::new();
    for office in &survey.forms {
        let bytes = book(survey, office, letter).map_err(|source| FormError {
            office: office.name.clone(),
            source,
        })?;
        let mut name = format!("回答票_{}.xlsx", in_file_name(&office.name));
        if forms.iter().any(|form| form.name == name) {
            name = format!(
                "回答票_{}_{}.xlsx",
                in_file_name(&office.name),
                office.office.as_deref().unwrap_or_default()
            );
        }
        forms.push(Form { name, bytes });
    }
    Ok(forms)
}

/// Without the signs that some system forbids in the name of a file.
fn in_file_name(name: &str) -> String {
    let forbidden = |letter: char| letter.is_control() || "\\/:*?\"<>|".contains(letter);
    name.chars()
        .map(|letter| if forbidden(letter) { '-' } else { letter })
        .collect()
}

fn book(survey: &Survey, office: &OfficeForm, letter: &Letter) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(&format!("{} 回答票 {}", survey.year, office.name))?;
    book.push(cover::sheet(survey, office, letter)?);
    if !office.measures.is_empty() {
        book.push(measures::sheet(survey, office)?);
    }
    if !office.figures.is_empty() {
        book.push(figures::sheet(survey, office)?);
    }
    book.push(words(survey)?);
    book.push(meta(survey, office)?);
    book.bytes()
}

/// The lists to choose from, each in a column.
struct Lists<'survey> {
    columns: [Vec<&'survey str>; 7],
}

impl<'survey> Lists<'survey> {
    fn of(survey: &'survey Survey) -> Self {
        let words = &survey.words;
        let texts = |words: &'survey [String]| words.iter().map(String::as_str).collect();
        Self {
            columns: [
                words.statuses.iter().map(|(word, _)| word.as_str()).collect(),
                words
                    .statuses
                    .iter()
                    .filter(|(_, reason)| *reason)
                    .map(|(word, _)| word.as_str())
                    .collect(),
                texts(&words.directions),
                texts(&words.tags),
                texts(&words.ratings),
                AbsenceWord::ALL.iter().map(|word| absence(*word)).collect(),
                VintageWord::ALL.iter().map(|word| vintage(*word)).collect(),
            ],
        }
    }

    /// The range of a list, for a validation or formula; none for a list without words.
    fn range(&self, list: List) -> Option<String> {
        let index = list as usize;
        let count = self.columns.get(index).map_or(0, Vec::len);
        let column = char::from(b'A' + u8::try_from(index).unwrap_or_default());
        (count > 0).then(|| format!("='{}'!${column}$1:${column}${count}", marks::WORDS))
    }
}

#[derive(Debug, Clone, Copy)]
enum List {
    Statuses,
    WithReason,
    Directions,
    Tags,
    Ratings,
    Absences,
    Vintages,
}

/// Vintage in the words of the form.
pub fn vintage(word: VintageWord) -> &'static str {
    let own = VintageWord::WORDS.iter().find(|(key, _)| *key == word.as_str());
    own.map_or(word.as_str(), |(_, doc)| doc.trim())
}

fn words(survey: &Survey) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::hidden(marks::WORDS, false)?;
    for (column, words) in (0..).zip(Lists::of(survey).columns) {
        for (row, word) in (0..).zip(words) {
            sheet.text(row, column, word, Style::Body)?;
        }
    }
    sheet.protect();
    Ok(sheet)
}

fn meta(survey: &Survey, office: &OfficeForm) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::hidden(marks::META, true)?;
    let mut pairs = vec![
        ("form".to_owned(), VERSION.to_owned()),
        ("plan".to_owned(), survey.plan.clone()),
        ("edition".to_owned(), survey.edition.clone()),
        ("office".to_owned(), office.office.clone().unwrap_or_default()),
    ];
    pairs.extend(
        office
            .measures
            .iter()
            .map(|question| (question.key(), question.digest.clone())),
    );
    pairs.extend(
        office
            .figures
            .iter()
            .map(|question| (question.key(), question.digest.clone())),
    );
    for (row, (key, value)) in (0..).zip(pairs) {
        sheet.text(row, 0, &key, Style::Body)?;
        sheet.text(row, 1, &value, Style::Body)?;
    }
    sheet.protect();
    Ok(sheet)
}
