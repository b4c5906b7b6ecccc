//! The fiscal year, the unit in which every plan, edition and most figures are counted.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::days;
use super::era::EraYear;
use super::year_style::YearStyle;

/// Fiscal year (年度), 1 April to 31 March, named after the year it starts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FiscalYear(i32);

impl FiscalYear {
    const FIRST: i32 = 1868;
    const LAST: i32 = 2200;

    /// The fiscal year that starts in April of a western year, 1868 to 2200.
    pub fn new(year: i32) -> Option<Self> {
        (Self::FIRST..=Self::LAST).contains(&year).then_some(Self(year))
    }

    /// The fiscal year (年度) a day falls in: March 2021 is in FY2020.
    pub fn containing(day: NaiveDate) -> Option<Self> {
        let starts_this_year = day.month() >= 4;
        Self::new(if starts_this_year { day.year() } else { day.year() - 1 })
    }

    /// The western year it starts in.
    pub fn year(self) -> i32 {
        self.0
    }

    /// The year in its era (和暦): 令和元 for the whole of FY2019.
    pub fn era_year(self) -> Option<EraYear> {
        EraYear::of_year(self.0)
    }

    /// 1 April.
    pub fn first_day(self) -> NaiveDate {
        days::first_of_month(self.0, 4)
    }

    /// 31 March of the following year (年度末).
    pub fn last_day(self) -> NaiveDate {
        days::last_of_month(self.0 + 1, 3)
    }

    /// The next fiscal year (翌年度).
    pub fn next(self) -> Option<Self> {
        Self::new(self.0 + 1)
    }

    /// The previous fiscal year (前年度).
    pub fn previous(self) -> Option<Self> {
        Self::new(self.0 - 1)
    }

    /// As printed: `令和2年度`, `2020（令和2）年度`, `令和2（2020）年度`, `R2`, `2020年度`.
    pub fn label(self, style: YearStyle) -> String {
        let unit = if style == YearStyle::Short { "" } else { "年度" };
        self.label_with_unit(style, unit)
    }

    /// With the unit in every style, for what follows it: `R2年度末`.
    pub(super) fn label_with_unit(self, style: YearStyle, unit: &str) -> String {
        style.year(self.0, self.era_year(), unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fiscal_year(year: i32) -> FiscalYear {
        FiscalYear::new(year).expect("a fiscal year of the test")
    }

    #[test]
    fn prints_in_every_style() {
        let styles = [
            YearStyle::Era,
            YearStyle::WesternWithEra,
            YearStyle::EraWithWestern,
            YearStyle::Short,
            YearStyle::Western,
        ];
        let labels = |year| styles.map(|style| fiscal_year(year).label(style));
        assert_eq!(
            labels(2020),
            ["令和2年度", "2020（令和2）年度", "令和2（2020）年度", "R2", "2020年度"]
        );
        assert_eq!(
            labels(2019),
            [
                "令和元年度",
                "2019（令和元）年度",
                "令和元（2019）年度",
                "R1",
                "2019年度"
            ]
        );
        assert_eq!(labels(1988)[0], "昭和63年度");
    }

    #[test]
    fn every_day_lies_in_the_year_that_contains_it() {
        let first = fiscal_year(2018).first_day();
        for day in first.iter_days().take(2000) {
            let year = FiscalYear::containing(day).expect("in range");
            assert!(year.first_day() <= day && day <= year.last_day(), "{day}");
        }
    }

    #[test]
    fn years_follow_each_other_within_the_range() {
        assert_eq!(FiscalYear::new(1867), None);
        assert_eq!(FiscalYear::new(2201), None);
        assert_eq!(fiscal_year(2200).next(), None);
        assert_eq!(fiscal_year(1868).previous(), None);
        for year in 1868..2200 {
            let year = fiscal_year(year);
            let next = year.next().expect("in range");
            assert_eq!(year.last_day().succ_opt(), Some(next.first_day()));
            assert_eq!(next.previous(), Some(year));
        }
    }
}
