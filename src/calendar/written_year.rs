//! A year as the papers write it: 2020, 令和2, R2, 27, 昨.

use chrono::{Datelike, NaiveDate};

use super::cursor::Cursor;
use super::era::Era;
use super::fiscal_year::FiscalYear;
use super::notation::Reading;

/// The part of a date that stands before 年 or 年度.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WrittenYear {
    /// Four digits.
    Western(i32),
    /// An era and a number, 元 being 1.
    Era(Era, u32),
    /// A number without its era (27, 元).
    Bare(u32),
    /// So many years from the one we are in (昨 −1, 今 0, 翌 +1).
    Relative(i32),
}

/// Why a written year is no year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearFault {
    EraMissing(u32),
    RelativeToNothing,
    Zero(Era),
}

const RELATIVE_WORDS: [(&str, i32); 8] = [
    ("昨", -1),
    ("前", -1),
    ("本", 0),
    ("今", 0),
    ("当", 0),
    ("翌", 1),
    ("来", 1),
    ("次", 1),
];

impl WrittenYear {
    /// Reads a year at the cursor.
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Self> {
        if let Some(era) = read_era(cursor) {
            return Some(Self::Era(era, read_number_in_era(cursor)?));
        }
        if let Some(offset) = read_relative(cursor) {
            return Some(Self::Relative(offset));
        }
        if let Some(number) = read_number_in_era(cursor) {
            return Some(Self::Bare(number));
        }
        let digits = cursor.digits();
        (digits.len() == 4).then(|| digits.parse().ok().map(Self::Western))?
    }

    /// The western year; a relative one is counted in fiscal years when 年度 follows.
    pub(super) fn resolve(self, fiscal: bool, reading: Reading) -> Result<i32, YearFault> {
        match self {
            Self::Western(year) => Ok(year),
            Self::Era(era, number) => era.western_year(number).ok_or(YearFault::Zero(era)),
            Self::Bare(number) => match reading.bare_era {
                Some(era) => Self::Era(era, number).resolve(fiscal, reading),
                None => Err(YearFault::EraMissing(number)),
            },
            Self::Relative(offset) => {
                let today = reading.relative_to.ok_or(YearFault::RelativeToNothing)?;
                Ok(year_of(today, fiscal) + offset)
            }
        }
    }

    /// The era it is written in, if any.
    pub(super) fn era(self, reading: Reading) -> Option<Era> {
        match self {
            Self::Era(era, _) => Some(era),
            Self::Bare(_) => reading.bare_era,
            Self::Western(_) | Self::Relative(_) => None,
        }
    }
}

fn year_of(day: NaiveDate, fiscal: bool) -> i32 {
    let fiscal_year = if fiscal { FiscalYear::containing(day) } else { None };
    fiscal_year.map_or(day.year(), FiscalYear::year)
}

fn read_era(cursor: &mut Cursor<'_>) -> Option<Era> {
    Era::ALL
        .into_iter()
        .find(|era| cursor.eat(era.kanji()) || cursor.eat_letter(era.letter()))
}

fn read_number_in_era(cursor: &mut Cursor<'_>) -> Option<u32> {
    if cursor.eat("元") {
        Some(1)
    } else {
        cursor.short_number()
    }
}

/// Such a word is a year only before 年: 前年度, but not 前期.
fn read_relative(cursor: &mut Cursor<'_>) -> Option<i32> {
    let mut ahead = *cursor;
    let (_, offset) = RELATIVE_WORDS.into_iter().find(|(word, _)| ahead.eat(word))?;
    ahead.is_before("年").then(|| {
        *cursor = ahead;
        offset
    })
}
