//! How a cell is read (セルの読み方): the declared rules, and a reason and remedy for everything else.
//!
//! Figures: full-width digits, digit groups, △ and ▲, a `%` or the indicator's own unit behind, and percentages of the
//! spreadsheet are read; dates, truth values and failed formulas are not. Texts stay as they are but for blanks at the ends.

use unicode_normalization::UnicodeNormalization as _;

use super::workbook::{Cell, Shown, Value};
use crate::author::tidy;
use crate::calendar::{Period, Reading};
use crate::diagnostic::{nearest, quote};
use crate::quantity::{Number, NumberError, Unit};

/// Why a cell could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange) struct Refused {
    pub message: String,
    pub remedy: String,
}

type Read<T> = Result<Option<T>, Refused>;

fn refused<T>(message: impl Into<String>, remedy: impl Into<String>) -> Read<T> {
    Err(Refused {
        message: message.into(),
        remedy: remedy.into(),
    })
}

/// A text; a number that a spreadsheet made of it is that number's digits.
pub(in crate::exchange) fn text(cell: Option<&Cell>) -> Read<String> {
    let Some(cell) = cell else { return Ok(None) };
    let text = match &cell.value {
        Value::Text(text) => tidy(text),
        Value::Number {
            value,
            shown: Shown::Percent,
        } => format!("{}%", digits(*value * 100.0)),
        Value::Number { value, .. } => digits(*value),
        Value::Truth(truth) => {
            return refused(
                format!("論理値（{}）が入っています", if *truth { "TRUE" } else { "FALSE" }),
                "文字で書き直してください",
            );
        }
        Value::Day(..) | Value::Iso(_) => {
            return refused(
                "日付として保存されています",
                "セルの表示形式を「文字列」にして、文字で書き直してください",
            );
        }
        Value::Failed(error) => {
            return refused(
                format!("式がエラー（{error}）になっています"),
                "式を消して、文字で書き直してください",
            );
        }
        Value::Missing => return no_result(),
    };
    let invisible = |letter: char| {
        (letter.is_control() && letter != '\n')
            || matches!(letter, '\u{fffd}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    if text.contains(invisible) {
        return refused(
            "目に見えない制御文字か、文字化けした文字が入っています",
            "ほかから貼り付けた文章なら、「メモ帳」に一度貼ってから、もう一度コピーして貼り付けてください",
        );
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// One of some words, exactly or but for width.
pub(in crate::exchange) fn word<'word>(cell: Option<&Cell>, words: &[&'word str]) -> Read<&'word str> {
    let Some(text) = text(cell)? else { return Ok(None) };
    let same = |word: &&&str| **word == text || word.nfkc().eq(text.trim().nfkc());
    if let Some(word) = words.iter().find(same) {
        return Ok(Some(word));
    }
    let remedy = match nearest(&text, words.iter().copied()) {
        Some(word) => format!("「{word}」ではありませんか。使える言葉は「{}」です", words.join("」「")),
        None => format!("「{}」のどれかにしてください", words.join("」「")),
    };
    refused(format!("{}は、選択肢にありません", quote(&text)), remedy)
}

/// A figure in plain notation.
pub(in crate::exchange) fn figure(cell: Option<&Cell>, unit: &str, decimals: Option<u32>) -> Read<String> {
    let Some(cell) = cell else { return Ok(None) };
    let is_percent = Unit::parse(unit).is_some_and(|unit| unit.is_percent());
    match &cell.value {
        // 41.2 is no 4,120%; but 0.4 may be 0.4% or 40%.
        Value::Number {
            value,
            shown: Shown::Unknown,
        } if is_percent && *value != 0.0 && value.abs() <= 10.0 => refused(
            "古い形式（.xls）のため、パーセント表示の数値かどうかが分かりません",
            "Excel ブック（.xlsx）として保存し直すか、セルの表示形式を「文字列」にして、数値を書き直してください",
        ),
        Value::Number {
            shown: Shown::Percent, ..
        } if !is_percent => refused(
            "パーセント表示の数値ですが、この指標の単位は違います",
            format!("セルの表示形式を「文字列」にして、単位（{unit}）の数値を書き直してください"),
        ),
        Value::Number { value, shown } => {
            let value = if *shown == Shown::Percent {
                *value * 100.0
            } else {
                *value
            };
            let text = digits(value);
            match Number::parse(&text) {
                // A spreadsheet drops the zeros at the end of 80.0.
                Ok(number) => Ok(Some(
                    decimals
                        .filter(|places| *places > number.decimals())
                        .map_or(number, |places| number.rounded(places))
                        .to_string(),
                )),
                Err(error) => refused(error.to_string(), error.remedy()),
            }
        }
        Value::Text(text) => written_figure(&tidy(text), unit, is_percent),
        Value::Day(year, month, day) => refused(
            format!("日付（{year}-{month:02}-{day:02}）になっています"),
            "セルの表示形式を「文字列」にして、数値を書き直してください",
        ),
        Value::Iso(text) => refused(
            format!("日付（{text}）になっています"),
            "セルの表示形式を「文字列」にして、数値を書き直してください",
        ),
        Value::Truth(_) => refused("論理値（TRUE か FALSE）が入っています", "数値を書いてください"),
        Value::Failed(error) => refused(
            format!("式がエラー（{error}）になっています"),
            "式を消して、数値を書いてください",
        ),
        Value::Missing => no_result(),
    }
}

fn written_figure(text: &str, unit: &str, is_percent: bool) -> Read<String> {
    if text.is_empty() {
        return Ok(None);
    }
    let error = match Number::parse(text) {
        Ok(number) => return Ok(Some(number.to_string())),
        Err(error) => error,
    };
    let narrow = |text: &str| text.nfkc().collect::<String>();
    let known = match &error {
        NumberError::Percent { .. } => is_percent,
        NumberError::Unit { unit: own, .. } => narrow(own) == narrow(unit),
        NumberError::NegativeMark { .. }
        | NumberError::Separator { .. }
        | NumberError::FullWidth { .. }
        | NumberError::PlusSign { .. } => true,
        _ => false,
    };
    match error.plain().filter(|_| known) {
        Some(number) => Ok(Some(number.to_string())),
        None => refused(
            error.to_string(),
            "数値だけを書いてください（例: 21.4）。値がないときは空欄にして、「値がない理由」を選びます",
        ),
    }
}

/// A period, as written.
pub(in crate::exchange) fn period(cell: Option<&Cell>) -> Read<String> {
    let text = match cell.map(|cell| &cell.value) {
        Some(Value::Day(year, month, day)) => Some(format!("{year}-{month:02}-{day:02}")),
        Some(Value::Iso(text)) => Some(text.split('T').next().unwrap_or(text).to_owned()),
        _ => text(cell)?,
    };
    let Some(text) = text else { return Ok(None) };
    match Period::parse(&text, &Reading::default()) {
        Ok(_) => Ok(Some(text.replace('\n', " "))),
        Err(error) => refused(error.to_string(), error.remedy()),
    }
}

fn no_result<T>() -> Read<T> {
    refused(
        "式が入っていますが、計算の結果が保存されていません",
        "式を消して、結果を書いてください",
    )
}

/// The digits of a number to the 15 places a spreadsheet keeps.
fn digits(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    if rounded == 0.0 {
        "0".to_owned()
    } else {
        rounded.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(value: Value) -> Cell {
        Cell { value, formula: false }
    }

    fn typed(text: &str) -> Cell {
        cell(Value::Text(text.to_owned()))
    }

    #[test]
    fn figures_as_people_and_programs_leave_them() {
        for (written, unit, decimals, expected) in [
            (typed("21.4"), "%", Some(1), Some("21.4")),
            (typed("80.0"), "%", Some(1), Some("80.0")),
            (typed("80.5%"), "%", Some(1), Some("80.5")),
            (typed("８０．５％"), "%", Some(1), Some("80.5")),
            (typed(" 1,234 "), "人", Some(0), Some("1234")),
            (typed("12人"), "人", Some(0), Some("12")),
            (typed("△3.2"), "%", Some(1), Some("-3.2")),
            (typed("12人"), "時間", Some(0), None),
            (typed("80.5%"), "人", None, None),
            (typed("約30"), "人", None, None),
            (
                cell(Value::Number {
                    value: 80.0,
                    shown: Shown::Plain,
                }),
                "%",
                Some(1),
                Some("80.0"),
            ),
            (
                cell(Value::Number {
                    value: 0.805,
                    shown: Shown::Percent,
                }),
                "%",
                Some(1),
                Some("80.5"),
            ),
            (
                cell(Value::Number {
                    value: 0.1 + 0.2,
                    shown: Shown::Plain,
                }),
                "時間",
                None,
                Some("0.3"),
            ),
            (
                cell(Value::Number {
                    value: 0.805,
                    shown: Shown::Percent,
                }),
                "人",
                None,
                None,
            ),
            (
                cell(Value::Number {
                    value: 0.805,
                    shown: Shown::Unknown,
                }),
                "%",
                Some(1),
                None,
            ),
            (
                cell(Value::Number {
                    value: 12.0,
                    shown: Shown::Unknown,
                }),
                "人",
                None,
                Some("12"),
            ),
            (
                cell(Value::Number {
                    value: 41.2,
                    shown: Shown::Unknown,
                }),
                "%",
                Some(1),
                Some("41.2"),
            ),
            (cell(Value::Day(2026, 4, 1)), "人", None, None),
            (cell(Value::Failed("#REF!".to_owned())), "人", None, None),
            (cell(Value::Missing), "人", None, None),
            (cell(Value::Truth(true)), "人", None, None),
        ] {
            let read = figure(Some(&written), unit, decimals);
            assert_eq!(
                read.as_ref().ok().and_then(|read| read.as_deref()),
                expected,
                "{written:?}: {read:?}"
            );
        }
        assert_eq!(figure(None, "人", None), Ok(None));
        assert_eq!(figure(Some(&typed(" 　")), "人", None), Ok(None));
    }

    #[test]
    fn words_are_the_plans_own() {
        let words = ["実施", "一部実施"];
        assert_eq!(word(Some(&typed("実施 ")), &words), Ok(Some("実施")));
        assert_eq!(word(None, &words), Ok(None));
        assert!(
            word(Some(&typed("実施ずみ")), &words)
                .unwrap_err()
                .remedy
                .contains("「実施」")
        );
    }

    #[test]
    fn days_are_periods() {
        assert_eq!(
            period(Some(&cell(Value::Day(2025, 4, 1)))),
            Ok(Some("2025-04-01".to_owned()))
        );
        assert_eq!(
            period(Some(&typed("令和7年度上半期"))),
            Ok(Some("令和7年度上半期".to_owned()))
        );
        assert_eq!(
            period(Some(&cell(Value::Number {
                value: 2025.0,
                shown: Shown::Plain
            }))),
            Ok(Some("2025".to_owned()))
        );
        assert!(period(Some(&typed("昨年度"))).is_err());
        assert!(
            period(Some(&cell(Value::Number {
                value: 45748.0,
                shown: Shown::Plain
            })))
            .is_err()
        );
    }
}
