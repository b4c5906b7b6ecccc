//! Eras (元号) and years counted in them (和暦).
//!
//! Only the five eras since 1868 are known: one era to a reign since then, and no paper of a living plan reaches further back.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

/// Era (元号).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治, M.
    Meiji,
    /// 大正, T.
    Taisho,
    /// 昭和, S.
    Showa,
    /// 平成, H.
    Heisei,
    /// 令和, R.
    Reiwa,
}

/// One row of the table of eras.
struct Row {
    kanji: &'static str,
    letter: char,
    first_day: NaiveDate,
}

const fn row(kanji: &'static str, letter: char, first_day: Option<NaiveDate>) -> Row {
    Row {
        kanji,
        letter,
        first_day: first_day.unwrap(),
    }
}

// 明治 was proclaimed on 1868-10-23 and made valid from the first day of that lunar year.
static MEIJI: Row = row("明治", 'M', NaiveDate::from_ymd_opt(1868, 1, 25));
static TAISHO: Row = row("大正", 'T', NaiveDate::from_ymd_opt(1912, 7, 30));
static SHOWA: Row = row("昭和", 'S', NaiveDate::from_ymd_opt(1926, 12, 25));
static HEISEI: Row = row("平成", 'H', NaiveDate::from_ymd_opt(1989, 1, 8));
static REIWA: Row = row("令和", 'R', NaiveDate::from_ymd_opt(2019, 5, 1));

impl Era {
    /// All eras, oldest first.
    pub const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

    /// The era (元号) a day belongs to; `None` before 明治.
    pub fn of(day: NaiveDate) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|era| era.first_day() <= day)
    }

    /// Reads a name (`令和`, `㋿`) or a letter (`R`, `Ｒ`, `r`); nothing else may stand beside it.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.nfkc().collect();
        Self::ALL
            .into_iter()
            .find(|era| text == era.kanji() || text.eq_ignore_ascii_case(era.letter().encode_utf8(&mut [0; 4])))
    }

    /// The name in kanji, `令和`.
    pub fn kanji(self) -> &'static str {
        self.row().kanji
    }

    /// The capital letter that stands for it, `R`.
    pub fn letter(self) -> char {
        self.row().letter
    }

    /// The day it began (改元の日).
    pub fn first_day(self) -> NaiveDate {
        self.row().first_day
    }

    /// The day before the next era; `None` for the present one.
    pub fn last_day(self) -> Option<NaiveDate> {
        Self::ALL.into_iter().find(|era| *era > self)?.first_day().pred_opt()
    }

    /// Whether any day from `first` to `last` belongs to this era, so that a year, month or day may be named after it.
    pub fn overlaps(self, first: NaiveDate, last: NaiveDate) -> bool {
        self.first_day() <= last && self.last_day().is_none_or(|end| first <= end)
    }

    /// The western year in which the `year`-th year of this era falls, counted on past the era's end (平成32 is 2020) because
    /// papers made before a change of era do so.
    pub fn western_year(self, year: u32) -> Option<i32> {
        let years_after_first = i32::try_from(year.checked_sub(1)?).ok()?;
        self.first_day().year().checked_add(years_after_first)
    }

    fn row(self) -> &'static Row {
        match self {
            Self::Meiji => &MEIJI,
            Self::Taisho => &TAISHO,
            Self::Showa => &SHOWA,
            Self::Heisei => &HEISEI,
            Self::Reiwa => &REIWA,
        }
    }
}

/// A year in an era (和暦の年), `令和2`; the first year prints as 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EraYear {
    era: Era,
    year: u32,
}

impl EraYear {
    /// Nobody will say 令和100年: later years are western only, and a third digit is a slip.
    const LAST: u32 = 99;

    /// The era and year (和暦) of a day; `None` before 明治 and past the 99th year of an era.
    pub fn of_day(day: NaiveDate) -> Option<Self> {
        Self::of_western_year(Era::of(day)?, day.year())
    }

    /// The name of a whole western year: the era in force at its end, so 2019 is 令和元年. `None` as for [`EraYear::of_day`].
    ///
    /// A fiscal year follows the year it starts in: FY2019 is 令和元年度 from April on, as the ministries agreed on 1 April 2019
    /// (改元に伴う元号による年表示の取扱いについて), and FY1988, which 平成 began in, stays 昭和63年度.
    pub fn of_year(year: i32) -> Option<Self> {
        let last_day = NaiveDate::from_ymd_opt(year, 12, 31)?;
        Self::of_day(last_day)
    }

    /// The era (元号).
    pub fn era(self) -> Era {
        self.era
    }

    /// The number of the year in the era, 1 for 元年.
    pub fn year(self) -> u32 {
        self.year
    }

    /// The short form, `R2`; the first year is `R1`.
    pub fn short(self) -> String {
        format!("{}{}", self.era.letter(), self.year)
    }

    fn of_western_year(era: Era, western: i32) -> Option<Self> {
        let years_after_first = u32::try_from(western - era.first_day().year()).ok()?;
        let year = years_after_first + 1;
        (year <= Self::LAST).then_some(Self { era, year })
    }
}

impl fmt::Display for EraYear {
    /// `令和2`, `令和元`: what stands before 年 or 年度.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            1 => write!(formatter, "{}元", self.era.kanji()),
            year => write!(formatter, "{}{year}", self.era.kanji()),
        }
    }
}

#[cfg(test)]
mod tests {
    use icu_calendar::{Date, cal::Japanese};

    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the test")
    }

    #[test]
    fn every_day_agrees_with_icu() {
        let japanese = Japanese::new();
        for day in day(1873, 1, 1).iter_days().take_while(|day| day.year() <= 2059) {
            let month = u8::try_from(day.month()).expect("month");
            let number = u8::try_from(day.day()).expect("day");
            let oracle = Date::try_new_iso(day.year(), month, number)
                .expect("a day")
                .to_calendar(japanese)
                .year();
            let oracle = oracle.era().expect("an era");
            let ours = EraYear::of_day(day).expect("an era");
            let name = match ours.era() {
                Era::Meiji => "meiji",
                Era::Taisho => "taisho",
                Era::Showa => "showa",
                Era::Heisei => "heisei",
                Era::Reiwa => "reiwa",
            };
            assert_eq!(
                (oracle.era.as_str(), i64::from(oracle.year)),
                (name, i64::from(ours.year())),
                "{day}"
            );
        }
    }

    #[test]
    fn reads_names_and_letters() {
        for (text, era) in [
            ("令和", Era::Reiwa),
            ("㋿", Era::Reiwa),
            ("Ｈ", Era::Heisei),
            ("h", Era::Heisei),
            ("S", Era::Showa),
        ] {
            assert_eq!(Era::parse(text), Some(era), "{text}");
        }
        for text in ["", "RR", "令", "令和 ", "X", "慶応"] {
            assert_eq!(Era::parse(text), None, "{text}");
        }
        for era in Era::ALL {
            assert_eq!(Era::parse(era.kanji()), Some(era));
            assert_eq!(Era::parse(&era.letter().to_string()), Some(era));
        }
    }

    #[test]
    fn a_year_is_named_after_the_era_at_its_end() {
        let names = [
            (1868, "明治元"),
            (1912, "大正元"),
            (1926, "昭和元"),
            (1988, "昭和63"),
            (1989, "平成元"),
            (2018, "平成30"),
            (2019, "令和元"),
            (2020, "令和2"),
        ];
        for (year, name) in names {
            assert_eq!(EraYear::of_year(year).expect("an era").to_string(), name);
        }
        assert_eq!(EraYear::of_year(1867), None);
        assert!(EraYear::of_year(2117).is_some_and(|year| year.year() == 99));
        assert_eq!(EraYear::of_year(2118), None);
    }

    #[test]
    fn eras_follow_each_other_without_gap() {
        for pair in Era::ALL.windows(2) {
            assert_eq!(
                pair[0].last_day().and_then(|last| last.succ_opt()),
                Some(pair[1].first_day())
            );
        }
        assert_eq!(Era::Reiwa.last_day(), None);
        assert_eq!(Era::Heisei.western_year(32), Some(2020));
        assert_eq!(Era::Reiwa.western_year(0), None);
        assert_eq!(Era::Reiwa.western_year(u32::MAX), None);
    }
}
