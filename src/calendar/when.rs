//! One dated thing of the papers, with its kind.

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar_year::CalendarYear;
use super::days;
use super::era::EraYear;
use super::fiscal_year::FiscalYear;
use super::year_month::YearMonth;
use super::year_style::YearStyle;

/// Half of a fiscal year (半期).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Half {
    /// April to September (上半期).
    First,
    /// October to March (下半期).
    Second,
}

impl Half {
    /// As printed: `上半期`.
    pub fn label(self) -> &'static str {
        match self {
            Self::First => "上半期",
            Self::Second => "下半期",
        }
    }
}

/// A single date of the papers (時期): a fiscal year, its end, a half, a year, a month, the end of a month or a day. The kinds
/// are never confused; they meet only through their first and last days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum When {
    /// Fiscal year (年度).
    FiscalYear(FiscalYear),
    /// End of a fiscal year (年度末), the day 31 March.
    FiscalYearEnd(FiscalYear),
    /// Half of a fiscal year (上半期・下半期).
    FiscalYearHalf(FiscalYear, Half),
    /// Calendar year (年).
    CalendarYear(CalendarYear),
    /// Month (月).
    Month(YearMonth),
    /// End of a month (月末), its last day; it goes on printing as 月末.
    MonthEnd(YearMonth),
    /// Day (日).
    Day(NaiveDate),
}

impl When {
    /// The first day it covers; for the end of a month or fiscal year that is the last one.
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::FiscalYear(year) | Self::FiscalYearHalf(year, Half::First) => year.first_day(),
            Self::FiscalYearHalf(year, Half::Second) => days::first_of_month(year.year(), 10),
            Self::FiscalYearEnd(year) => year.last_day(),
            Self::CalendarYear(year) => year.first_day(),
            Self::Month(month) => month.first_day(),
            Self::MonthEnd(month) => month.last_day(),
            Self::Day(day) => day,
        }
    }

    /// The last day it covers.
    pub fn last_day(self) -> NaiveDate {
        match self {
            Self::FiscalYear(year) | Self::FiscalYearEnd(year) | Self::FiscalYearHalf(year, Half::Second) => {
                year.last_day()
            }
            Self::FiscalYearHalf(year, Half::First) => days::last_of_month(year.year(), 9),
            Self::CalendarYear(year) => year.last_day(),
            Self::Month(month) | Self::MonthEnd(month) => month.last_day(),
            Self::Day(day) => day,
        }
    }

    /// The fiscal year (年度) it lies in wholly; `None` for a calendar year, which lies in two.
    pub fn fiscal_year(self) -> Option<FiscalYear> {
        let first = FiscalYear::containing(self.first_day())?;
        (FiscalYear::containing(self.last_day()) == Some(first)).then_some(first)
    }

    /// Whether it is counted in fiscal years: 年度, 年度末, 上半期・下半期.
    pub fn is_fiscal(self) -> bool {
        match self {
            Self::FiscalYear(_) | Self::FiscalYearEnd(_) | Self::FiscalYearHalf(..) => true,
            Self::CalendarYear(_) | Self::Month(_) | Self::MonthEnd(_) | Self::Day(_) => false,
        }
    }

    /// Whether it is the same kind of date as another: 年度 and 年度, never 年度 and 年度末.
    pub(super) fn is_alike(self, other: Self) -> bool {
        self.rank() == other.rank()
    }

    /// As printed: `令和2年度末`, `2020（令和2）年7月`, `R2.4.1`.
    pub fn label(self, style: YearStyle) -> String {
        match self {
            Self::FiscalYear(year) => year.label(style),
            Self::FiscalYearEnd(year) => year.label_with_unit(style, "年度末"),
            Self::FiscalYearHalf(year, half) => year.label_with_unit(style, "年度") + half.label(),
            Self::CalendarYear(year) => year.label(style),
            Self::Month(month) => month.label(style),
            Self::MonthEnd(month) => month.label(style) + "末",
            Self::Day(day) => day_label(day, style),
        }
    }

    /// Where it stands among dates of the same first and last day; with these it is told apart from every other date.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Day(_) => 0,
            Self::MonthEnd(_) => 1,
            Self::FiscalYearEnd(_) => 2,
            Self::Month(_) => 3,
            Self::FiscalYearHalf(..) => 4,
            Self::CalendarYear(_) => 5,
            Self::FiscalYear(_) => 6,
        }
    }
}

impl Ord for When {
    /// By last day, then first day.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |when: &Self| (when.last_day(), when.first_day(), when.rank());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn day_label(day: NaiveDate, style: YearStyle) -> String {
    let era_year = EraYear::of_day(day);
    if style == YearStyle::Short {
        return format!("{}.{}.{}", style.year(day.year(), era_year, ""), day.month(), day.day());
    }
    format!(
        "{}{}月{}日",
        style.year(day.year(), era_year, "年"),
        day.month(),
        day.day()
    )
}
