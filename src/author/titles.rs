//! The title of last year's edition, a year later.

use super::year_tokens::{Unit, advance};
use crate::calendar::FiscalYear;

/// The title with its fiscal year moved on. Other years stay: 令和元年度策定計画の令和2年度実施状況 moves only the second.
/// A year that stands alone (フォローアップ2020) is as often the name of a plan, and stays too. `None` when the year is not there.
pub(super) fn next_title(title: &str, year: FiscalYear) -> Option<String> {
    [Unit::Fiscal, Unit::Year]
        .into_iter()
        .find_map(|unit| advance(title, |token| token.unit == unit && token.year == year.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_year_of_the_edition_moves() {
        for (year, title, next) in [
            (
                2020,
                "令和2年度 取組計画等フォローアップ",
                Some("令和3年度 取組計画等フォローアップ"),
            ),
            (
                2020,
                "平成27年度計画の令和2年度実施状況（令和3年3月末現在）",
                Some("平成27年度計画の令和3年度実施状況（令和3年3月末現在）"),
            ),
            (
                2019,
                "平成31年度（令和元年度）の実施状況",
                Some("令和2年度（令和2年度）の実施状況"),
            ),
            (
                2013,
                "平成25年度総勤務時間縮減運動 年間見込",
                Some("平成26年度総勤務時間縮減運動 年間見込"),
            ),
            (2020, "R2フォローアップ", Some("R3フォローアップ")),
            (2020, "2020年度の実施状況", Some("2021年度の実施状況")),
            (2020, "2020年の実施状況", Some("2021年の実施状況")),
            (2020, "行動計画2020 実施状況", None),
            (2022, "大崎市人財育成アクションプラン", None),
        ] {
            let year = FiscalYear::new(year).expect("a year of the test");
            assert_eq!(next_title(title, year).as_deref(), next, "{title}");
        }
    }
}
