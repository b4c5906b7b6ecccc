//! A month of a certain year.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::days;
use super::era::EraYear;
use super::year_style::YearStyle;

/// Month of a year (年月), `令和2年7月`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct YearMonth {
    year: i32,
    month: u32,
}

impl YearMonth {
    /// A month (1–12) of a western year, from January 1873 to March 2201.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        Self::containing(NaiveDate::from_ymd_opt(year, month, 1)?)
    }

    /// The month a day lies in.
    pub fn containing(day: NaiveDate) -> Option<Self> {
        let in_range = (days::FIRST..=days::LAST).contains(&day);
        in_range.then(|| Self {
            year: day.year(),
            month: day.month(),
        })
    }

    /// The western year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1–12.
    pub fn month(self) -> u32 {
        self.month
    }

    /// The first of the month (月初).
    pub fn first_day(self) -> NaiveDate {
        days::first_of_month(self.year, self.month)
    }

    /// The last of the month (月末).
    pub fn last_day(self) -> NaiveDate {
        days::last_of_month(self.year, self.month)
    }

    /// As printed: `令和2年7月`, `2020（令和2）年7月`, `R2.7`. A month in which the era changed has the name of the new one
    /// (平成元年1月), for that is the era it ended in.
    pub fn label(self, style: YearStyle) -> String {
        let era_year = EraYear::of_day(self.last_day());
        if style == YearStyle::Short {
            return format!("{}.{}", style.year(self.year, era_year, ""), self.month);
        }
        format!("{}{}月", style.year(self.year, era_year, "年"), self.month)
    }
}
