//! How a year is printed; one choice for the whole site or for a table's heads.

use super::era::EraYear;

/// The way a year is printed (年の表記).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum YearStyle {
    /// `令和2年度`; FY2019 is `令和元年度`, the whole of it.
    #[default]
    Era,
    /// `2020（令和2）年度`.
    WesternWithEra,
    /// `令和2（2020）年度`.
    EraWithWestern,
    /// `R2`, for narrow heads of tables and the axes of charts.
    Short,
    /// `2020年度`.
    Western,
}

impl YearStyle {
    /// The year with its unit (`年`, `年度` or nothing). A year that has no name in an era is printed in western style.
    pub(super) fn year(self, western: i32, era_year: Option<EraYear>, unit: &str) -> String {
        match (self, era_year) {
            (Self::Western, _) | (_, None) => format!("{western}{unit}"),
            (Self::Era, Some(era_year)) => format!("{era_year}{unit}"),
            (Self::WesternWithEra, Some(era_year)) => format!("{western}（{era_year}）{unit}"),
            (Self::EraWithWestern, Some(era_year)) => format!("{era_year}（{western}）{unit}"),
            (Self::Short, Some(era_year)) => format!("{}{unit}", era_year.short()),
        }
    }
}
