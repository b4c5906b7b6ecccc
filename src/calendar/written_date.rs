//! A single date as written, first read by its form, then made a [`When`] with all that can be wrong about it.

use chrono::{Datelike, NaiveDate};

use super::calendar_year::CalendarYear;
use super::cursor::Cursor;
use super::days;
use super::error::PeriodError;
use super::fiscal_year::FiscalYear;
use super::notation::Reading;
use super::when::{Half, When};
use super::written_year::{WrittenYear, YearFault};
use super::year_month::YearMonth;
use super::year_style::YearStyle;

/// What follows the year and makes the kind of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing: `2015`, `H27`.
    Bare,
    FiscalYear,
    FiscalYearEnd,
    FiscalYearHalf(Half),
    CalendarYear,
    Month(u32),
    MonthEnd(u32),
    Day(u32, u32),
}

/// A date by its form, its numbers not yet looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct WrittenDate<'text> {
    text: &'text str,
    year: WrittenYear,
    /// The same year once more, in parentheses.
    again: Option<WrittenYear>,
    kind: Kind,
}

impl<'text> WrittenDate<'text> {
    /// Reads a tidied text by its form.
    pub(super) fn read(text: &'text str) -> Result<Self, PeriodError> {
        Self::read_form(text).ok_or_else(|| PeriodError::Unreadable { text: text.to_owned() })
    }

    fn read_form(text: &'text str) -> Option<Self> {
        let mut cursor = Cursor::new(text);
        let marked_fiscal = cursor.eat("FY") || cursor.eat("fy");
        let year = WrittenYear::read(&mut cursor)?;
        let mut again = read_again(&mut cursor, "")?;
        let kind = if cursor.is_at_end() {
            Kind::Bare
        } else if cursor.eat("年度") {
            again = again.or(read_again(&mut cursor, "年度")?);
            read_after_fiscal_year(&mut cursor)?
        } else if cursor.eat("年") {
            again = again.or(read_again(&mut cursor, "年")?);
            read_after_year(&mut cursor)?
        } else {
            read_after_separator(&mut cursor, year)?
        };
        let fits_mark = !marked_fiscal || (matches!(year, WrittenYear::Western(_)) && kind.is_fiscal());
        (fits_mark && cursor.is_at_end()).then_some(Self {
            text,
            year,
            again,
            kind,
        })
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// The same date, its bare year given the unit of the other end of a span: 2015～2020年 is from 2015年.
    pub(super) fn with_unit_of(mut self, other: Kind) -> Self {
        if self.kind == Kind::Bare && other == Kind::CalendarYear {
            self.kind = other;
        }
        self
    }

    /// The date it stands for, or what is wrong with it.
    pub(super) fn resolve(self, reading: Reading) -> Result<When, PeriodError> {
        let year = self.western_year(self.year, reading)?;
        if let Some(again) = self.again {
            let second = self.western_year(again, reading)?;
            if second != year {
                return Err(PeriodError::YearsDisagree {
                    text: self.text(),
                    first: year,
                    second,
                });
            }
        }
        let when = self.date_in(year)?;
        for written in [Some(self.year), self.again].into_iter().flatten() {
            self.check_era(written, when, reading)?;
        }
        Ok(when)
    }

    fn western_year(self, written: WrittenYear, reading: Reading) -> Result<i32, PeriodError> {
        let text = self.text();
        written
            .resolve(self.kind.is_fiscal(), reading)
            .map_err(|fault| match fault {
                YearFault::EraMissing(year) => PeriodError::EraMissing { text, year },
                YearFault::RelativeToNothing => PeriodError::Relative { text },
                YearFault::Zero(era) => PeriodError::YearZero {
                    text,
                    first_year: format!("{}1", era.letter()),
                },
            })
    }

    fn date_in(self, year: i32) -> Result<When, PeriodError> {
        let out_of_range = || PeriodError::OutOfRange { text: self.text() };
        let fiscal_year = || FiscalYear::new(year).ok_or_else(out_of_range);
        match self.kind {
            Kind::Bare | Kind::FiscalYear => fiscal_year().map(When::FiscalYear),
            Kind::FiscalYearEnd => fiscal_year().map(When::FiscalYearEnd),
            Kind::FiscalYearHalf(half) => fiscal_year().map(|year| When::FiscalYearHalf(year, half)),
            Kind::CalendarYear => CalendarYear::new(year).map(When::CalendarYear).ok_or_else(out_of_range),
            Kind::Month(month) => self.month_in(year, month).map(When::Month),
            Kind::MonthEnd(month) => self.month_in(year, month).map(When::MonthEnd),
            Kind::Day(month, day) => self.day_in(self.month_in(year, month)?, day).map(When::Day),
        }
    }

    fn month_in(self, year: i32, month: u32) -> Result<YearMonth, PeriodError> {
        if !(1..=12).contains(&month) {
            return Err(PeriodError::NoSuchMonth {
                text: self.text(),
                month,
            });
        }
        YearMonth::new(year, month).ok_or_else(|| PeriodError::OutOfRange { text: self.text() })
    }

    fn day_in(self, month: YearMonth, day: u32) -> Result<NaiveDate, PeriodError> {
        let (year, last_day) = (month.year(), days::last_of_month(month.year(), month.month()).day());
        let month = month.month();
        NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| PeriodError::NoSuchDay {
            text: self.text(),
            year,
            month,
            last_day,
        })
    }

    /// Fiscal years may be counted on past the end of an era, as papers made before its end do: 平成32年度 is legal and FY2020.
    /// Years, months and days may not: nobody signed anything on 平成31年5月1日.
    fn check_era(self, written: WrittenYear, when: When, reading: Reading) -> Result<(), PeriodError> {
        match written.era(reading) {
            Some(era) if !when.is_fiscal() && !era.overlaps(when.first_day(), when.last_day()) => {
                Err(PeriodError::OtherEra {
                    text: self.text(),
                    era: era.kanji(),
                    correct: when.label(YearStyle::Era),
                })
            }
            _ => Ok(()),
        }
    }

    fn text(self) -> String {
        self.text.to_owned()
    }
}

impl Kind {
    /// Whether the year before it is a fiscal year; a bare `2015`, `H27` or `R2` is.
    pub(super) fn is_fiscal(self) -> bool {
        match self {
            Self::Bare | Self::FiscalYear | Self::FiscalYearEnd | Self::FiscalYearHalf(_) => true,
            Self::CalendarYear | Self::Month(_) | Self::MonthEnd(_) | Self::Day(..) => false,
        }
    }
}

/// The same year in parentheses, its unit optional: （2020）, （2020年度）. `None` is a text that is no date.
#[expect(clippy::option_option, reason = "not there, and there but wrong, are told apart")]
fn read_again(cursor: &mut Cursor<'_>, unit: &str) -> Option<Option<WrittenYear>> {
    if !cursor.eat("(") {
        return Some(None);
    }
    let year = WrittenYear::read(cursor)?;
    cursor.eat(unit);
    cursor.eat(")").then_some(Some(year))
}

fn read_after_fiscal_year(cursor: &mut Cursor<'_>) -> Option<Kind> {
    let any_of = |cursor: &mut Cursor<'_>, words: [&str; 2]| words.into_iter().any(|word| cursor.eat(word));
    if cursor.is_at_end() {
        Some(Kind::FiscalYear)
    } else if cursor.eat("末") {
        Some(Kind::FiscalYearEnd)
    } else if any_of(cursor, ["上半期", "上期"]) {
        Some(Kind::FiscalYearHalf(Half::First))
    } else if any_of(cursor, ["下半期", "下期"]) {
        Some(Kind::FiscalYearHalf(Half::Second))
    } else {
        None
    }
}

fn read_after_year(cursor: &mut Cursor<'_>) -> Option<Kind> {
    if cursor.is_at_end() {
        return Some(Kind::CalendarYear);
    }
    let month = cursor.short_number()?;
    if !cursor.eat("月") {
        return None;
    }
    if cursor.is_at_end() {
        return Some(Kind::Month(month));
    }
    if cursor.eat("末") {
        cursor.eat("日");
        return Some(Kind::MonthEnd(month));
    }
    let day = cursor.short_number()?;
    cursor.eat("日").then_some(Kind::Day(month, day))
}

/// `2020-07`, `2020/7/1`, `R2.7`, `R2.7末`. A bare number is no year here, or the decimal 27.5 would be one.
fn read_after_separator(cursor: &mut Cursor<'_>, year: WrittenYear) -> Option<Kind> {
    if !matches!(year, WrittenYear::Western(_) | WrittenYear::Era(..)) {
        return None;
    }
    let separator = ["-", "/", "."].into_iter().find(|separator| cursor.eat(separator))?;
    let month = cursor.short_number()?;
    if cursor.eat("末") {
        return Some(Kind::MonthEnd(month));
    }
    if !cursor.eat(separator) {
        return Some(Kind::Month(month));
    }
    Some(Kind::Day(month, cursor.short_number()?))
}
