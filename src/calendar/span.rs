//! A stretch from one date to another, each printed as its own kind.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::when::When;
use super::year_style::YearStyle;

/// Stretch of time (期間), `2018年8月～2021年1月`, or open-ended (終期なし), `平成29年度～`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    from: When,
    to: Option<When>,
}

impl Span {
    /// From one date to another; `None` when it would begin or end after its end.
    pub fn new(from: When, to: When) -> Option<Self> {
        let forward = from.first_day() <= to.first_day() && from.last_day() <= to.last_day();
        forward.then_some(Self { from, to: Some(to) })
    }

    /// From a date on, with no end (平成29年度～).
    pub fn since(from: When) -> Self {
        Self { from, to: None }
    }

    /// Its beginning (始期).
    pub fn from(self) -> When {
        self.from
    }

    /// Its end (終期), if it has one.
    pub fn to(self) -> Option<When> {
        self.to
    }

    /// The first day it covers.
    pub fn first_day(self) -> NaiveDate {
        self.from.first_day()
    }

    /// The last day it covers; `None` when open-ended.
    pub fn last_day(self) -> Option<NaiveDate> {
        self.to.map(When::last_day)
    }

    /// As printed: `平成27年度～令和2年度`, `平成29年度～`.
    pub fn label(self, style: YearStyle) -> String {
        let to = self.to.map(|to| to.label(style)).unwrap_or_default();
        format!("{}～{to}", self.from.label(style))
    }
}
