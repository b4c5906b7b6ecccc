//! The period of a figure, a year later: the next one of its kind, in its own notation.

use super::year_tokens::advance;
use crate::calendar::{FiscalYear, Period, Reading, YearStyle};
use crate::source::raw::Dates;

/// The period a year on, as text; `None` when it cannot be told (毎年度, a stretch of years).
pub(super) fn next_period(dates: &Dates) -> Option<Dates> {
    let period = dates.period.one_year_on()?;
    // Moving the digits keeps the publisher's notation; where an era ends in between it gives another date or none.
    let same_notation = advance(&dates.text, |_| true)
        .filter(|text| Period::parse(text, &Reading::default()).is_ok_and(|read| read == period));
    let text = same_notation.unwrap_or_else(|| period.label(YearStyle::Era));
    Some(Dates { period, text })
}

/// The period of this kind that belongs to a fiscal year: the first that ends in it or later.
pub(super) fn in_year(dates: &Dates, year: FiscalYear) -> Option<Dates> {
    let mut dates = dates.clone();
    while dates.period.last_day()? < year.first_day() {
        dates = next_period(&dates)?;
    }
    Some(dates)
}

/// The fiscal year itself as a period: what is assumed where nothing says more.
pub(super) fn whole(year: FiscalYear) -> Dates {
    Dates {
        period: year.into(),
        text: year.label(YearStyle::Era),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(text: &str) -> Dates {
        let period = Period::parse(text, &Reading::default()).expect("a period of the test");
        Dates {
            period,
            text: text.to_owned(),
        }
    }

    #[test]
    fn the_notation_is_kept_where_it_can_be() {
        for (text, next) in [
            ("令和元年度", "令和2年度"),
            ("H30", "R1"),
            ("2020", "2021"),
            ("FY2020", "FY2021"),
            ("令和2年度末", "令和3年度末"),
            ("令和2年度上半期", "令和3年度上半期"),
            ("2020年", "2021年"),
            ("令和２年７月", "令和３年７月"),
            ("2020-04-01", "2021-04-01"),
            ("R2.4.1", "R3.4.1"),
            ("令和2年4月1日現在", "令和3年4月1日現在"),
            ("平成30年3月", "平成31年3月"),
            ("H30.7", "R1.7"),
            ("2020-02-29", "令和3年2月28日"),
            ("2020-04～2020-09", "2021-04～2021-09"),
        ] {
            assert_eq!(
                next_period(&dates(text)).map(|next| next.text).as_deref(),
                Some(next),
                "{text}"
            );
        }
        assert_eq!(next_period(&dates("毎年度")), None);
        assert_eq!(next_period(&dates("2018年8月～2021年1月")), None);
    }

    #[test]
    fn a_baseline_says_when_a_figure_is_due() {
        let year = FiscalYear::new(2021).expect("a year of the test");
        for (baseline, due) in [
            ("平成26年度", "令和3年度"),
            ("2015-04-01", "2021-04-01"),
            ("平成27年7月", "令和3年7月"),
            ("2015年", "2021年"),
        ] {
            assert_eq!(
                in_year(&dates(baseline), year).map(|due| due.text).as_deref(),
                Some(due),
                "{baseline}"
            );
        }
        assert_eq!(in_year(&dates("毎年度"), year), None);
    }
}
