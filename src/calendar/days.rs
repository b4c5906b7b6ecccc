//! Days made from a year and a month that are already known to be sound, and the span of days that is read.

use chrono::{Datelike, Months, NaiveDate};

/// First day that is read: the start of the solar calendar (太陽暦) in Japan.
pub(super) const FIRST: NaiveDate = NaiveDate::from_ymd_opt(1873, 1, 1).unwrap();

/// Last day that is read: the end of fiscal year 2200.
pub(super) const LAST: NaiveDate = NaiveDate::from_ymd_opt(2201, 3, 31).unwrap();

/// First day of a month. Every caller holds a year of 1868–2201 and a month of 1–12, for which chrono always has a day; should
/// that ever be broken the answer is the end of chrono's time, which sorts last, and not a panic in the middle of a build.
pub(super) fn first_of_month(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MAX)
}

/// Last day of a month (月末).
pub(super) fn last_of_month(year: i32, month: u32) -> NaiveDate {
    first_of_month(year, month)
        .checked_add_months(Months::new(1))
        .and_then(|next| next.pred_opt())
        .unwrap_or(NaiveDate::MAX)
}

/// Position of the month of a day on a line of months, for distances along a chart's axis: 2020-01 is one after 2019-12.
pub(super) fn month_index(day: NaiveDate) -> i32 {
    let month = (1..=12).zip(0..).find(|&(number, _)| number == day.month());
    day.year() * 12 + month.map_or(0, |(_, index)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_that_can_be_asked_for_has_its_days() {
        for year in 1868..=2201 {
            for month in 1..=12 {
                let (first, last) = (first_of_month(year, month), last_of_month(year, month));
                assert_eq!((first.year(), first.month(), first.day()), (year, month, 1));
                assert_eq!((last.year(), last.month()), (year, month));
                assert_ne!(last.succ_opt().map(|next| next.month()), Some(month));
            }
        }
    }

    #[test]
    fn months_follow_each_other() {
        assert_eq!(
            month_index(last_of_month(2019, 12)) + 1,
            month_index(first_of_month(2020, 1))
        );
        assert_eq!(
            month_index(last_of_month(2021, 3)) - month_index(last_of_month(2020, 3)),
            12
        );
    }
}
