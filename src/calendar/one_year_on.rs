//! The same date a year later: how a figure that is stated every year goes on.

use chrono::Months;

use super::calendar_year::CalendarYear;
use super::period::Period;
use super::span::Span;
use super::when::When;
use super::year_month::YearMonth;

/// A longer stretch is no yearly figure: whether its beginning moves on too, nobody can tell.
const LONGEST_YEARLY_SPAN: i32 = 12;

impl When {
    /// The same kind of date a year later (翌年の同じ時期): FY2021 after FY2020, 28 February after 29 February. `None` past the
    /// last year that is read.
    pub fn one_year_on(self) -> Option<Self> {
        match self {
            Self::FiscalYear(year) => year.next().map(Self::FiscalYear),
            Self::FiscalYearEnd(year) => year.next().map(Self::FiscalYearEnd),
            Self::FiscalYearHalf(year, half) => year.next().map(|year| Self::FiscalYearHalf(year, half)),
            Self::CalendarYear(year) => CalendarYear::new(year.year() + 1).map(Self::CalendarYear),
            Self::Month(month) => YearMonth::new(month.year() + 1, month.month()).map(Self::Month),
            Self::MonthEnd(month) => YearMonth::new(month.year() + 1, month.month()).map(Self::MonthEnd),
            Self::Day(day) => {
                let next = day.checked_add_months(Months::new(12))?;
                YearMonth::containing(next).map(|_| Self::Day(next))
            }
        }
    }
}

impl Period {
    /// The same period a year later (翌年の同じ時期). `None` where there is no such thing: 毎年度, a stretch without an end or
    /// longer than a year, and past the last year that is read.
    pub fn one_year_on(self) -> Option<Self> {
        match self {
            Self::At(when) => when.one_year_on().map(Self::At),
            Self::EveryFiscalYear { .. } => None,
            Self::Span(span) => {
                let to = span.to()?;
                let months = Self::At(to).month_index()? - Self::At(span.from()).month_index()?;
                // A fiscal year counts by its end, so a stretch of two fiscal years spans 12 months here and is no yearly one.
                let yearly = months < LONGEST_YEARLY_SPAN;
                let next = || Span::new(span.from().one_year_on()?, to.one_year_on()?);
                yearly.then(next)?.map(Self::Span)
            }
        }
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
    fn every_kind_goes_on_as_its_kind() {
        for (text, next) in [
            ("R1", "R2"),
            ("平成30年度", "令和元年度"),
            ("R2年度末", "R3年度末"),
            ("R2年度上半期", "R3年度上半期"),
            ("2020年", "2021年"),
            ("平成30年3月", "平成31年3月"),
            ("2020年2月末", "2021年2月末"),
            ("2020-04-01", "2021-04-01"),
            ("2020-02-29", "2021-02-28"),
            ("2020-04～2020-09", "2021-04～2021-09"),
            ("2020-04-01～2021-03-31", "2021-04-01～2022-03-31"),
        ] {
            assert_eq!(period(text).one_year_on(), Some(period(next)), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not_guessed() {
        for text in [
            "毎年度",
            "R2以降毎年度",
            "H29～",
            "R1～R2",
            "2018年8月～2021年1月",
            "2200",
            "2200年",
            "2201-03",
        ] {
            assert_eq!(period(text).one_year_on(), None, "{text}");
        }
    }
}
