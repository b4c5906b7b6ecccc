//! A tidy table with its rows, before any format.

use std::fmt;

use chrono::NaiveDate;

use super::codes::Coded;
use super::schema::{Field, Schema};
use crate::calendar::{FiscalYear, Period, YearStyle};
use crate::model::{EditionId, Prose};
use crate::quantity::{Number, Unit};

/// A value of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing; never means 0.
    Empty,
    /// Text as written: line breaks and all.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A decimal as published.
    Number(Number),
    /// A day.
    Date(NaiveDate),
    /// Yes or no.
    Flag(bool),
}

impl fmt::Display for Value {
    /// Plain text in machine notation; empty when there is none.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => formatter.write_str(text),
            Self::Integer(number) => number.fmt(formatter),
            Self::Number(number) => number.fmt(formatter),
            // ISO 8601, as chrono prints a day.
            Self::Date(day) => day.fmt(formatter),
            Self::Flag(flag) => flag.fmt(formatter),
        }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub schema: &'static Schema,
    /// Rows; each has a value for every column.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// An empty table.
    pub fn new(schema: &'static Schema) -> Self {
        Self {
            schema,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Row) {
        debug_assert_eq!(row.schema.name, self.schema.name);
        self.rows.push(row.values);
    }
}

/// A row being filled, column by column. A name that is no column of the table is a mistake of the program.
pub struct Row {
    schema: &'static Schema,
    values: Vec<Value>,
    /// Where the column after the one filled last is: rows are filled in the order of their columns, mostly.
    next: usize,
}

impl Row {
    /// A row with nothing in it.
    pub fn new(schema: &'static Schema) -> Self {
        Self {
            schema,
            values: vec![Value::Empty; schema.fields().count()],
            next: 0,
        }
    }

    #[must_use]
    fn set(self, name: &str, value: Value) -> Self {
        self.set_part(name, "", value)
    }

    /// Fills the column of this name with this ending.
    #[must_use]
    fn set_part(mut self, name: &str, ending: &str, value: Value) -> Self {
        let is_it = |field: &Field| field.name.strip_suffix(ending) == Some(name);
        let fields = || self.schema.fields().enumerate();
        let found = fields().skip(self.next).find(|(_, field)| is_it(field));
        let found = found.or_else(|| fields().take(self.next).find(|(_, field)| is_it(field)));
        let (position, _) = found.unwrap_or_else(|| panic!("{} has no column {name}{ending}", self.schema.name));
        self.values[position] = value;
        self.next = position + 1;
        self
    }

    /// Text in the column of this name with this ending.
    #[must_use]
    fn text_part<'text>(self, name: &str, ending: &str, text: impl Into<Option<&'text str>>) -> Self {
        match text.into() {
            Some(text) if !text.is_empty() => self.set_part(name, ending, Value::Text(text.to_owned())),
            _ => self,
        }
    }

    /// Text.
    #[must_use]
    pub fn text<'text>(self, name: &str, text: impl Into<Option<&'text str>>) -> Self {
        self.text_part(name, "", text)
    }

    /// Markdown of the publisher.
    #[must_use]
    pub fn prose<'text>(self, name: &str, text: impl Into<Option<&'text Prose>>) -> Self {
        self.text(name, text.into().map(Prose::as_markdown))
    }

    /// A whole number.
    #[must_use]
    pub fn integer(self, name: &str, number: impl Into<Option<i64>>) -> Self {
        match number.into() {
            Some(number) => self.set(name, Value::Integer(number)),
            None => self,
        }
    }

    /// A count or position.
    #[must_use]
    pub fn count(self, name: &str, count: usize) -> Self {
        self.integer(name, i64::try_from(count).ok())
    }

    /// A decimal.
    #[must_use]
    pub fn number(self, name: &str, number: impl Into<Option<Number>>) -> Self {
        match number.into() {
            Some(number) => self.set(name, Value::Number(number)),
            None => self,
        }
    }

    /// A unit.
    #[must_use]
    pub fn unit(self, name: &str, unit: Option<&Unit>) -> Self {
        self.text(name, unit.map(Unit::as_str))
    }

    /// Yes or no.
    #[must_use]
    pub fn flag(self, name: &str, flag: bool) -> Self {
        self.set(name, Value::Flag(flag))
    }

    /// A code and its word, in `<name>_code` and `<name>_label`.
    #[must_use]
    pub fn coded(self, name: &str, coded: impl Into<Option<Coded>>) -> Self {
        match coded.into() {
            Some(coded) => self
                .text_part(name, "_code", coded.code)
                .text_part(name, "_label", coded.label.as_ref()),
            None => self,
        }
    }

    /// A code and the publisher's own word for it.
    #[must_use]
    pub fn worded(self, name: &str, word: Option<(Coded, &str)>) -> Self {
        match word {
            Some((coded, word)) => self
                .text_part(name, "_code", coded.code)
                .text_part(name, "_label", word),
            None => self,
        }
    }

    /// A fiscal year: the western year in `<name>`, the era in `<name>_label`.
    #[must_use]
    pub fn year(self, name: &str, year: impl Into<Option<FiscalYear>>) -> Self {
        match year.into() {
            Some(year) => self.integer(name, i64::from(year.year())).text_part(
                name,
                "_label",
                year.label(YearStyle::Era).as_str(),
            ),
            None => self,
        }
    }

    /// An edition: its fiscal year and stage.
    #[must_use]
    pub fn edition(self, edition: EditionId) -> Self {
        self.year("fiscal_year", edition.fiscal_year)
            .coded("stage", super::codes::stage(edition.stage))
    }

    /// A period: as printed, and its first and last day.
    #[must_use]
    pub fn period(mut self, name: &str, period: impl Into<Option<Period>>) -> Self {
        let Some(period) = period.into() else { return self };
        self = self.text(name, period.label(YearStyle::Era).as_str());
        for (ending, day) in [("_start", period.first_day()), ("_end", period.last_day())] {
            if let Some(day) = day {
                self = self.set_part(name, ending, Value::Date(day));
            }
        }
        self
    }
}
