//! What an observation, target, baseline or plan says about its time.

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::days;
use super::fiscal_year::FiscalYear;
use super::span::Span;
use super::when::When;
use super::year_style::YearStyle;

/// Period (時期・期間): one date, every fiscal year, or a span. Read with [`Period::parse`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// A single date of any kind.
    At(When),
    /// Every fiscal year (毎年度), of late or from a certain one (令和2年度以降毎年度).
    EveryFiscalYear {
        /// The first of them, when it is said.
        from: Option<FiscalYear>,
    },
    /// A stretch from one date to another, or without an end.
    Span(Span),
}

impl Period {
    /// The first day it covers; `None` for 毎年度 without a beginning.
    pub fn first_day(self) -> Option<NaiveDate> {
        match self {
            Self::At(when) => Some(when.first_day()),
            Self::EveryFiscalYear { from } => from.map(FiscalYear::first_day),
            Self::Span(span) => Some(span.first_day()),
        }
    }

    /// The last day it covers; `None` for 毎年度 and open-ended spans.
    pub fn last_day(self) -> Option<NaiveDate> {
        match self {
            Self::At(when) => Some(when.last_day()),
            Self::EveryFiscalYear { .. } => None,
            Self::Span(span) => span.last_day(),
        }
    }

    /// The fiscal year (年度) it lies in wholly. A calendar year lies in two and has none; nor has 毎年度.
    pub fn fiscal_year(self) -> Option<FiscalYear> {
        let first = FiscalYear::containing(self.first_day()?)?;
        (FiscalYear::containing(self.last_day()?) == Some(first)).then_some(first)
    }

    /// Position on a line of months of the moment it refers to, which is its end: March for a fiscal year, July for 7月. The
    /// difference of two of them is a number of months; the number itself means nothing. `None` where there is no end.
    pub fn month_index(self) -> Option<i32> {
        self.last_day().map(days::month_index)
    }

    /// Whether it is of the same kind as another and stands a year after it (前年同期), day of the month aside: R2 after R1,
    /// 令和2年度上半期 after 令和元年度上半期, 2020-04-01 after 2019-04-01.
    pub fn is_a_year_after(self, earlier: Self) -> bool {
        let alike = match (self, earlier) {
            (Self::At(later), Self::At(earlier)) => later.is_alike(earlier),
            (Self::Span(later), Self::Span(earlier)) => {
                let ends = later.to().zip(earlier.to());
                later.from().is_alike(earlier.from()) && ends.is_some_and(|(later, earlier)| later.is_alike(earlier))
            }
            _ => false,
        };
        let a_year = |later: Option<NaiveDate>, earlier: Option<NaiveDate>| {
            later
                .zip(earlier)
                .is_some_and(|(later, earlier)| days::month_index(later) - days::month_index(earlier) == 12)
        };
        alike && a_year(self.first_day(), earlier.first_day()) && a_year(self.last_day(), earlier.last_day())
    }

    /// Whether it is counted in fiscal years (年度) throughout.
    pub fn is_fiscal(self) -> bool {
        match self {
            Self::At(when) => when.is_fiscal(),
            Self::EveryFiscalYear { .. } => true,
            Self::Span(span) => span.from().is_fiscal() && span.to().is_none_or(When::is_fiscal),
        }
    }

    /// As printed: `令和2年度`, `毎年度`, `2018年8月～2021年1月`. Reads back as the same period in every style.
    pub fn label(self, style: YearStyle) -> String {
        match self {
            Self::At(when) => when.label(style),
            Self::EveryFiscalYear { from: None } => "毎年度".to_owned(),
            Self::EveryFiscalYear { from: Some(year) } => year.label(style) + "以降毎年度",
            Self::Span(span) => span.label(style),
        }
    }

    fn sort_key(self) -> impl Ord {
        let (kind, from, to) = match self {
            Self::At(when) => (0, Some(when.rank()), None),
            Self::Span(span) => (1, Some(span.from().rank()), span.to().map(When::rank)),
            Self::EveryFiscalYear { .. } => (2, None, None),
        };
        (
            self.last_day().is_none(),
            self.last_day(),
            self.first_day(),
            kind,
            from,
            to,
        )
    }
}

impl From<When> for Period {
    fn from(when: When) -> Self {
        Self::At(when)
    }
}

impl From<FiscalYear> for Period {
    fn from(year: FiscalYear) -> Self {
        Self::At(When::FiscalYear(year))
    }
}

impl Ord for Period {
    /// By last day, then first day; what has no end comes last.
    fn cmp(&self, other: &Self) -> Ordering {
        self.sort_key().cmp(&other.sort_key())
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Half, Reading};

    fn period(text: &str) -> Period {
        Period::parse(text, &Reading::default()).expect("a period of the test")
    }

    fn days_of(text: &str) -> (String, String) {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        (day(period(text).first_day()), day(period(text).last_day()))
    }

    #[test]
    fn covers_its_days() {
        for (text, first, last) in [
            ("R2", "2020-04-01", "2021-03-31"),
            ("R2年度末", "2021-03-31", "2021-03-31"),
            ("R2年度上半期", "2020-04-01", "2020-09-30"),
            ("R2年度下半期", "2020-10-01", "2021-03-31"),
            ("2020年", "2020-01-01", "2020-12-31"),
            ("2020-02", "2020-02-01", "2020-02-29"),
            ("2020年2月末", "2020-02-29", "2020-02-29"),
            ("毎年度", "", ""),
            ("R2以降毎年度", "2020-04-01", ""),
            ("H29年度～", "2017-04-01", ""),
            ("2018年8月～2021年1月", "2018-08-01", "2021-01-31"),
        ] {
            assert_eq!(days_of(text), (first.to_owned(), last.to_owned()), "{text}");
        }
    }

    #[test]
    fn lies_in_a_fiscal_year() {
        for (text, year) in [
            ("R2", 2020),
            ("R2年度末", 2020),
            ("2021-03", 2020),
            ("2021-04-01", 2021),
            ("2020-04～2020-09", 2020),
        ] {
            assert_eq!(period(text).fiscal_year(), FiscalYear::new(year), "{text}");
        }
        for text in ["2020年", "毎年度", "R2～", "R1～R2"] {
            assert_eq!(period(text).fiscal_year(), None, "{text}");
        }
    }

    #[test]
    fn stands_at_the_month_of_its_end() {
        let index = |text| period(text).month_index();
        assert_eq!(index("R2"), index("2021-03"));
        assert_eq!(index("2020年"), index("2020-12-05"));
        assert_eq!(
            index("2020-07").zip(index("R1")).map(|(july, march)| july - march),
            Some(4)
        );
        assert_eq!(index("毎年度"), None);
    }

    #[test]
    fn stands_a_year_after_its_own_kind() {
        for (later, earlier, expected) in [
            ("R2", "R1", true),
            ("R1", "H30", true),
            ("R2", "H30", false),
            ("R2", "R1年度末", false),
            ("R2年度上半期", "R1年度上半期", true),
            ("R2年度上半期", "R1年度下半期", false),
            ("2020-04-01", "2019-04-01", true),
            ("2020年2月末", "2019年2月末", true),
            ("2020年", "2019年", true),
            ("R1～R2", "H30～R1", true),
            ("R1～R2", "H29～R1", false),
            ("毎年度", "毎年度", false),
            ("R2～", "R1～", false),
        ] {
            assert_eq!(
                period(later).is_a_year_after(period(earlier)),
                expected,
                "{later} after {earlier}"
            );
        }
    }

    #[test]
    fn knows_what_is_counted_in_fiscal_years() {
        for text in ["R2", "R2年度末", "R2年度上半期", "毎年度", "H27～R2", "H29～"] {
            assert!(period(text).is_fiscal(), "{text}");
        }
        for text in ["2020年", "2020-07", "2020年7月末", "R2.4.1", "R2～2022-07"] {
            assert!(!period(text).is_fiscal(), "{text}");
        }
    }

    #[test]
    fn sorts_by_last_day_then_first() {
        let sorted = [
            "R1",
            "2020-07",
            "2020年",
            "R1～R2",
            "R2",
            "R2年度下半期",
            "R2年度末",
            "毎年度",
            "R2～",
        ]
        .map(period);
        assert!(sorted.is_sorted());
        assert_ne!(period("R2年度末").cmp(&period("2021-03-31")), Ordering::Equal);
        assert_eq!(Half::First.label(), "上半期");
    }
}
