//! The calendar year, which is never a fiscal year even where a paper leaves off the 度.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::days;
use super::era::EraYear;
use super::year_style::YearStyle;

/// Calendar year (年), January to December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CalendarYear(i32);

impl CalendarYear {
    /// A western year, 1868 to 2200.
    pub fn new(year: i32) -> Option<Self> {
        (1868..=2200).contains(&year).then_some(Self(year))
    }

    /// The western year.
    pub fn year(self) -> i32 {
        self.0
    }

    /// 1 January.
    pub fn first_day(self) -> NaiveDate {
        days::first_of_month(self.0, 1)
    }

    /// 31 December (年末).
    pub fn last_day(self) -> NaiveDate {
        days::last_of_month(self.0, 12)
    }

    /// As printed: `令和2年`, `2020（令和2）年`; the short style keeps its unit, `R2年`, because a bare `R2` is a fiscal year.
    pub fn label(self, style: YearStyle) -> String {
        style.year(self.0, EraYear::of_year(self.0), "年")
    }
}
