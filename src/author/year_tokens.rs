//! Years inside a sentence, as the papers write them, and the same sentence a year later.
//!
//! Only the digits of the years move: their width, the era's letter or name and everything around them stay as written.

use std::ops::Range;

use crate::calendar::{Era, EraYear};

/// What stands behind a year and says what kind of year it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// 年度, or FY before it, or an era's year alone (R2), which is a fiscal year.
    Fiscal,
    /// 年 without a month.
    Year,
    /// A part of a month or day.
    Date,
    /// Four digits alone: a fiscal year in a field for periods, anything in a sentence.
    Bare,
}

/// A year found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct YearToken {
    /// Bytes of the year: era and number, without its unit.
    range: Range<usize>,
    /// The western year.
    pub year: i32,
    /// Its kind.
    pub unit: Unit,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Western { wide: bool },
    Kanji { gap: usize, wide: bool },
    Letter { wide: bool, small: bool, wide_digits: bool },
}

/// The text with the years that `picked` chooses moved on by one; `None` when there is none of them.
pub(super) fn advance(text: &str, picked: impl Fn(&YearToken) -> bool) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for token in tokens(text).into_iter().filter(picked) {
        let Some(next) = token.written_next(text) else { continue };
        out.push_str(text.get(done..token.range.start)?);
        out.push_str(&next);
        done = token.range.end;
    }
    out.push_str(text.get(done..)?);
    (done > 0).then_some(out)
}

/// All years of a text, from the left.
pub(super) fn tokens(text: &str) -> Vec<YearToken> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if let Some((form, year, end)) = token_at(text, at) {
            let mut unit = unit_behind(text, end)
                .or_else(|| unit_before(text, at))
                .unwrap_or(Unit::Bare);
            if unit == Unit::Bare && !matches!(form, Form::Western { .. }) {
                unit = Unit::Fiscal;
            }
            found.push(YearToken {
                range: at..end,
                year,
                unit,
                form,
            });
            at = end;
        } else {
            at += letter.len_utf8();
        }
    }
    found
}

impl YearToken {
    /// The next year in the form of this one.
    fn written_next(&self, text: &str) -> Option<String> {
        let next = self.year.checked_add(1)?;
        let era_year = || EraYear::of_year(next);
        Some(match self.form {
            Form::Western { wide } => digits(&next.to_string(), wide),
            Form::Kanji { gap, wide } => {
                let era_year = era_year()?;
                let kanji = era_year.era().kanji();
                let name_end = self.range.start + kanji.len();
                let gap = text.get(name_end..name_end + gap)?;
                let number = if era_year.year() == 1 {
                    "元".to_owned()
                } else {
                    digits(&era_year.year().to_string(), wide)
                };
                format!("{kanji}{gap}{number}")
            }
            Form::Letter {
                wide,
                small,
                wide_digits,
            } => {
                let era_year = era_year()?;
                let letter = era_year.era().letter();
                let letter = if small { letter.to_ascii_lowercase() } else { letter };
                digits(&letter.to_string(), wide) + &digits(&era_year.year().to_string(), wide_digits)
            }
        })
    }
}

/// A year that begins at this byte: its form, the western year and where it ends.
fn token_at(text: &str, at: usize) -> Option<(Form, i32, usize)> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?.chars().next_back();
    kanji_year(rest)
        .or_else(|| letter_year(rest, before))
        .or_else(|| western_year(rest, before))
        .map(|(form, year, length)| (form, year, at + length))
}

/// 令和2, 令和 ２, 平成元.
fn kanji_year(rest: &str) -> Option<(Form, i32, usize)> {
    let era = Era::ALL.into_iter().find(|era| rest.starts_with(era.kanji()))?;
    let name = era.kanji().len();
    let behind = rest.get(name..)?;
    let gap = behind.len() - behind.trim_start_matches([' ', '　']).len();
    let number = behind.get(gap..)?;
    if number.starts_with('元') {
        return Some((
            Form::Kanji { gap, wide: false },
            era.western_year(1)?,
            name + gap + '元'.len_utf8(),
        ));
    }
    let (value, wide, length) = number_at(number, 1..=2)?;
    Some((Form::Kanji { gap, wide }, era.western_year(value)?, name + gap + length))
}

/// R2, Ｒ２, h30; not the end of a word and not the beginning of one.
fn letter_year(rest: &str, before: Option<char>) -> Option<(Form, i32, usize)> {
    let first = rest.chars().next()?;
    let letter = narrow(first);
    let era = Era::ALL
        .into_iter()
        .find(|era| letter.eq_ignore_ascii_case(&era.letter()))?;
    if before.is_some_and(|before| narrow(before).is_ascii_alphanumeric()) {
        return None;
    }
    let (value, wide_digits, length) = number_at(rest.get(first.len_utf8()..)?, 1..=2)?;
    let end = first.len_utf8() + length;
    let followed = rest.get(end..)?.chars().next();
    if followed.is_some_and(|next| narrow(next).is_ascii_alphabetic()) {
        return None;
    }
    let form = Form::Letter {
        wide: first != letter,
        small: letter.is_ascii_lowercase(),
        wide_digits,
    };
    Some((form, era.western_year(value)?, end))
}

/// 2020, ２０２０.
fn western_year(rest: &str, before: Option<char>) -> Option<(Form, i32, usize)> {
    if before.is_some_and(|before| narrow(before).is_ascii_digit()) {
        return None;
    }
    let (value, wide, length) = number_at(rest, 4..=4)?;
    let year = i32::try_from(value).ok().filter(|year| (1868..=2200).contains(year))?;
    Some((Form::Western { wide }, year, length))
}

/// A run of digits of one width: value, whether it is full-width, bytes.
fn number_at(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<(u32, bool, usize)> {
    let wide = text.chars().next().is_some_and(|first| !first.is_ascii());
    let run: String = text
        .chars()
        .take_while(|letter| narrow(*letter).is_ascii_digit())
        .collect();
    let same_width = run.chars().all(|letter| letter.is_ascii() != wide);
    if !count.contains(&run.chars().count()) || !same_width {
        return None;
    }
    let value = run.chars().map(narrow).collect::<String>().parse().ok()?;
    Some((value, wide, run.len()))
}

/// What follows a year: 年度, 年, a month; through a second notation in brackets: 2020（令和2）年度.
fn unit_behind(text: &str, end: usize) -> Option<Unit> {
    let rest = text.get(end..)?.trim_start_matches([' ', '　']);
    if rest.starts_with("年度") {
        return Some(Unit::Fiscal);
    }
    if let Some(behind) = rest.strip_prefix('年') {
        let month = behind.trim_start_matches([' ', '　']).chars().next();
        return Some(if month.is_some_and(|month| narrow(month).is_ascii_digit()) {
            Unit::Date
        } else {
            Unit::Year
        });
    }
    let mut letters = rest.chars().map(narrow);
    match (letters.next()?, letters.next()) {
        ('-' | '/' | '.', Some(digit)) if digit.is_ascii_digit() => Some(Unit::Date),
        (')', _) => unit_behind(text, text.len() - rest.len() + rest.chars().next()?.len_utf8()),
        ('(', _) => {
            let inside = text.len() - rest.len() + rest.chars().next()?.len_utf8();
            let (_, _, inner_end) = token_at(text, inside)?;
            unit_behind(text, inner_end)
        }
        _ => None,
    }
}

/// What stands before a year: 令和2年度（2020）, FY2020.
fn unit_before(text: &str, start: usize) -> Option<Unit> {
    let before = text.get(..start)?;
    if before.to_ascii_uppercase().ends_with("FY") {
        return Some(Unit::Fiscal);
    }
    let before = before.strip_suffix(['（', '('])?;
    if before.ends_with("年度") {
        Some(Unit::Fiscal)
    } else {
        before.ends_with('年').then_some(Unit::Year)
    }
}

/// The half-width form of a digit, letter or bracket.
fn narrow(letter: char) -> char {
    match letter {
        '！'..='～' => u32::from(letter)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(letter),
        other => other,
    }
}

fn digits(text: &str, wide: bool) -> String {
    let widen = |letter: char| char::from_u32(u32::from(letter) + 0xfee0).unwrap_or(letter);
    if wide {
        text.chars().map(widen).collect()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_move_on_in_their_own_notation() {
        for (text, next) in [
            ("令和2年度", "令和3年度"),
            ("令和元年度", "令和2年度"),
            ("平成30年度", "令和元年度"),
            ("平成31年度", "令和2年度"),
            ("平成32年度", "令和3年度"),
            ("昭和63年度", "平成元年度"),
            ("令和２年度", "令和３年度"),
            ("令和 2 年度", "令和 3 年度"),
            ("令和９年度", "令和１０年度"),
            ("R2", "R3"),
            ("Ｒ２", "Ｒ３"),
            ("h30", "r1"),
            ("H30", "R1"),
            ("FY2020", "FY2021"),
            ("２０２０年度", "２０２１年度"),
            ("2020（令和2）年度", "2021（令和3）年度"),
            ("令和2（2020）年度", "令和3（2021）年度"),
            ("令和2年度（2020年度）", "令和3年度（2021年度）"),
        ] {
            assert_eq!(
                advance(text, |token| token.unit == Unit::Fiscal).as_deref(),
                Some(next),
                "{text}"
            );
        }
    }

    #[test]
    fn kinds_are_told_apart() {
        for (text, units) in [
            ("令和2年", vec![Unit::Year]),
            ("令和2年7月", vec![Unit::Date]),
            ("2020-07", vec![Unit::Date]),
            ("R2.7.1", vec![Unit::Date]),
            ("アクションプラン2020", vec![Unit::Bare]),
            ("令和2年度（2020）", vec![Unit::Fiscal, Unit::Fiscal]),
            ("2018年8月～2021年1月", vec![Unit::Date, Unit::Date]),
            ("PR2動画とT2x、第2次、12345人", vec![]),
        ] {
            let found: Vec<Unit> = tokens(text).iter().map(|token| token.unit).collect();
            assert_eq!(found, units, "{text}");
        }
    }

    #[test]
    fn no_text_does_harm() {
        for text in [
            "",
            "年度",
            "令和",
            "令和元",
            "令和100年度",
            "（（2020",
            "R",
            "令和2（",
            "㋿2年度",
            "9999年度",
        ] {
            let _ = advance(text, |_| true);
        }
        assert_eq!(advance("計画の実施状況", |_| true), None);
    }
}
