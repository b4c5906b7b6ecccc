//! Reading dates as the papers write them.
//!
//! 1. Tidy the text: full-width digits, stray spaces, the many dashes.
//! 2. Take off 現在 and 時点.
//! 3. Read 毎年度, a span, or a single date.
//!
//! What is not said in the text (an era, "last year") is never guessed: it comes from a [`Reading`] or is an error.
//!
//! A bare `2015`, `H27`, `R2` or `平成27` is the **fiscal year**, the unit of plans and follow-ups; a calendar year is written
//! with its 年.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::era::Era;
use super::error::PeriodError;
use super::fiscal_year::FiscalYear;
use super::period::Period;
use super::span::Span;
use super::when::When;
use super::written_date::{Kind, WrittenDate};
use super::year_style::YearStyle;

/// What a reader of the paper knows and the text does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// The era of years written without one (27年度); without it they are errors.
    pub bare_era: Option<Era>,
    /// The day from which 昨年, 前年度 and 翌年度 are counted; without it they are errors.
    pub relative_to: Option<NaiveDate>,
}

impl Period {
    /// Reads a period (時期・期間) in any of the ways the papers write it. A bare `2015`, `H27` or `R2` is a fiscal year.
    pub fn parse(text: &str, reading: &Reading) -> Result<Self, PeriodError> {
        let unreadable = || PeriodError::Unreadable {
            text: text.trim().to_owned(),
        };
        let tidied = tidy(text).ok_or_else(unreadable)?;
        let date = ["現在", "時点"]
            .into_iter()
            .find_map(|mark| tidied.strip_suffix(mark))
            .unwrap_or(&tidied);
        if let Some(date) = ["見込み", "見込"].into_iter().find_map(|mark| date.strip_suffix(mark)) {
            return Err(PeriodError::Forecast {
                text: text.trim().to_owned(),
                date: date.to_owned(),
            });
        }
        if date.is_empty() {
            return Err(if tidied.is_empty() {
                PeriodError::Empty
            } else {
                unreadable()
            });
        }
        if let Some(from) = first_of_every_year(date) {
            let from = from.map(|from| FiscalYear::parse(from, reading)).transpose()?;
            return Ok(Self::EveryFiscalYear { from });
        }
        match split_span(date) {
            Some((from, to)) => read_span(date, from, to, *reading).map(Self::Span),
            None => WrittenDate::read(date)?.resolve(*reading).map(Self::At),
        }
    }
}

impl FiscalYear {
    /// Reads a fiscal year (年度); any other kind of date is an error that names the fiscal year it lies in.
    pub fn parse(text: &str, reading: &Reading) -> Result<Self, PeriodError> {
        match Period::parse(text, reading)? {
            Period::At(When::FiscalYear(year)) => Ok(year),
            other => {
                let within = other.fiscal_year().map(|year| year.label(YearStyle::Era));
                Err(PeriodError::NotFiscalYear {
                    text: text.trim().to_owned(),
                    within,
                })
            }
        }
    }
}

/// Half-width, without spaces, `~` for every mark of a range and `-` for every hyphen. `None` when a space parts two digits,
/// since `H2 7` may be a slip of the finger for H27 or two things.
fn tidy(text: &str) -> Option<String> {
    let mut tidied = String::with_capacity(text.len());
    let mut after_space = false;
    for letter in text.nfkc() {
        if letter.is_whitespace() {
            after_space = true;
            continue;
        }
        if after_space && letter.is_ascii_digit() && tidied.ends_with(|last: char| last.is_ascii_digit()) {
            return None;
        }
        after_space = false;
        tidied.push(match letter {
            '〜' | '–' | '—' | '―' | '─' => '~',
            '‐' | '−' => '-',
            other => other,
        });
    }
    Some(tidied)
}

/// 毎年度, 令和2年度以降毎年度, 毎年度（令和2年度～): the outer `Some` when it is one, the inner the first year.
#[expect(
    clippy::option_option,
    reason = "a 毎年度 without a first year is not the same as no 毎年度"
)]
fn first_of_every_year(text: &str) -> Option<Option<&str>> {
    if text == "毎年度" {
        return Some(None);
    }
    let in_parentheses = || text.strip_prefix("毎年度(")?.strip_suffix(')');
    let from = text.strip_suffix("毎年度").or_else(in_parentheses)?;
    ["以降", "から", "~"]
        .into_iter()
        .find_map(|mark| from.strip_suffix(mark))
        .map(Some)
}

/// The two ends of a span, the second empty when it is open; `None` when it is a single date.
fn split_span(text: &str) -> Option<(&str, &str)> {
    if let Some((from, to)) = text.split_once('~') {
        return Some((from, to));
    }
    if let Some((from, to)) = text.split_once("から") {
        return Some((from, to.strip_suffix("まで").unwrap_or(to)));
    }
    if let Some(from) = text.strip_suffix("以降") {
        return Some((from, ""));
    }
    split_at_hyphen(text)
}

/// A hyphen parts months and days (2020-07, R2-7-1) as well as the ends of a span; of an odd number of them the middle one
/// does, unless it is the only one and stands before a month.
fn split_at_hyphen(text: &str) -> Option<(&str, &str)> {
    let hyphens: Vec<usize> = text.match_indices('-').map(|(place, _)| place).collect();
    if hyphens.len().is_multiple_of(2) {
        return None;
    }
    let place = *hyphens.get(hyphens.len() / 2)?;
    let (from, to) = (&text[..place], &text[place + 1..]);
    let is_month = hyphens.len() == 1
        && from.len() == 4
        && from.bytes().all(|letter| letter.is_ascii_digit())
        && to.starts_with(|first: char| first.is_ascii_digit())
        && to.trim_end_matches('末').len() <= 2;
    (!is_month).then_some((from, to))
}

fn read_span(text: &str, from: &str, to: &str, reading: Reading) -> Result<Span, PeriodError> {
    let from = WrittenDate::read(from)?;
    if to.is_empty() {
        return Ok(Span::since(from.resolve(reading)?));
    }
    let to = WrittenDate::read(to)?;
    let (from, to) = (from.with_unit_of(to.kind()), to.with_unit_of(from.kind()));
    if matches!(
        (from.kind(), to.kind()),
        (Kind::FiscalYear, Kind::CalendarYear) | (Kind::CalendarYear, Kind::FiscalYear)
    ) {
        return Err(PeriodError::MixedYears { text: text.to_owned() });
    }
    Span::new(from.resolve(reading)?, to.resolve(reading)?)
        .ok_or_else(|| PeriodError::Backwards { text: text.to_owned() })
}

#[cfg(test)]
mod tests;
