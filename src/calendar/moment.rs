//! A moment on the line of months, to half a month: where a period stands when times are measured.

use chrono::{Datelike, NaiveDate};

use super::days;
use super::period::Period;
use super::year_month::YearMonth;
use super::year_style::YearStyle;

/// The middle of a month or the end of one (時点). What lasts longer than a month stands in its middle: a fiscal year (年度) at the end of
/// September, its first half (上半期) at the end of June.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Half months; even in the middle of a month, odd at the end of one.
    half_months: i32,
}

impl Moment {
    /// Half months from an earlier moment to this one.
    pub fn half_months_since(self, earlier: Self) -> i32 {
        self.half_months - earlier.half_months
    }

    /// A day to draw it at: the middle of its month, or the last of it.
    pub fn day(self) -> NaiveDate {
        let (first, last) = self.month();
        if self.is_end_of_month() {
            last
        } else {
            first + (last - first) / 2
        }
    }

    /// As printed: `令和2年7月`, `令和2年9月末`.
    pub fn label(self, style: YearStyle) -> String {
        let end = if self.is_end_of_month() { "末" } else { "" };
        let (first, _) = self.month();
        YearMonth::containing(first).map_or_else(String::new, |month| month.label(style) + end)
    }

    fn is_end_of_month(self) -> bool {
        self.half_months.rem_euclid(2) == 1
    }

    fn month(self) -> (NaiveDate, NaiveDate) {
        let (year, months) = (
            self.half_months.div_euclid(24),
            self.half_months.rem_euclid(24).div_euclid(2),
        );
        let month = (1..=12).zip(0..).find(|&(_, index)| index == months);
        let month = month.map_or(1, |(number, _)| number);
        (days::first_of_month(year, month), days::last_of_month(year, month))
    }
}

impl Period {
    /// The middle of what it covers, days of the month aside; `None` without a beginning or an end.
    pub fn middle(self) -> Option<Moment> {
        let (first, last) = (self.first_day()?, self.last_day()?);
        Some(Moment {
            half_months: days::month_index(first) + days::month_index(last),
        })
    }

    /// The month it ends in; `None` without an end.
    pub fn last_month(self) -> Option<Moment> {
        Some(Moment {
            half_months: 2 * self.month_index()?,
        })
    }

    /// Whether it lasts longer than a month: a year or half of one, never a day or a month.
    pub fn lasts(self) -> bool {
        let months = |day: NaiveDate| (day.year(), day.month());
        self.first_day().map(months) != self.last_day().map(months)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Reading;

    fn period(text: &str) -> Period {
        Period::parse(text, &Reading::default()).expect("a period of the test")
    }

    #[test]
    fn what_lasts_stands_in_its_middle() {
        for (text, label, day) in [
            ("R2", "令和2年9月末", "2020-09-30"),
            ("R2年度上半期", "令和2年6月末", "2020-06-30"),
            ("R2年度下半期", "令和2年12月末", "2020-12-31"),
            ("2020年", "令和2年6月末", "2020-06-30"),
            ("R2年度末", "令和3年3月", "2021-03-16"),
            ("2020年7月", "令和2年7月", "2020-07-16"),
            ("2020-04-01", "令和2年4月", "2020-04-15"),
            ("H30～R1", "平成31年3月末", "2019-03-31"),
        ] {
            let middle = period(text).middle().expect("a middle");
            assert_eq!(
                (middle.label(YearStyle::Era).as_str(), middle.day().to_string().as_str()),
                (label, day),
                "{text}"
            );
        }
        for text in ["毎年度", "R2～"] {
            assert_eq!(period(text).middle(), None, "{text}");
        }
    }

    #[test]
    fn distances_are_half_months() {
        let between = |from: &str, to: &str| {
            let (from, to) = (
                period(from).middle().expect("a middle"),
                period(to).middle().expect("a middle"),
            );
            to.half_months_since(from)
        };
        assert_eq!(between("R2", "R7"), 5 * 24);
        assert_eq!(between("R2", "R7年度上半期"), 2 * 57);
        assert_eq!(between("R2年度上半期", "R7年度上半期"), 5 * 24);
        assert_eq!(between("H27年7月", "R2年度末"), 2 * 68);
        assert_eq!(between("R1", "R2年4月"), 13);
    }
}
