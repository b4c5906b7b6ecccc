//! A target in words, as the papers put it: `50%以上`, `1,916時間以下`, `平成25年度実績の90%以下`, `毎年度`.
//!
//! The publisher's own wording goes before ours wherever the data carries it.

use serde::Serialize;

use super::figures::FigurePrint;
use crate::calendar::YearStyle;
use crate::model::{Base, BoundValue, Deadline, Target, TargetForm, Toward, Vintage};
use crate::quantity::{Change, Number, NumberFormat};

/// A target in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TargetWords {
    /// Label in the paper (【全庁目標】).
    pub label: Option<String>,
    /// What must hold, in the publisher's words if the data has them.
    pub text: String,
    /// The same in ours, when the publisher's words are printed and say it differently.
    pub plain: Option<String>,
    /// By or in which time.
    pub deadline: String,
}

impl TargetWords {
    /// A target, unless it says that the plan sets none.
    pub fn of_set(target: &Target, print: &FigurePrint<'_>) -> Option<Self> {
        (!matches!(target.form, TargetForm::None)).then(|| Self::new(target, print))
    }

    /// A target of an indicator.
    fn new(target: &Target, print: &FigurePrint<'_>) -> Self {
        let plain = form(&target.form, print);
        let text = target.text.clone();
        Self {
            label: target.label.clone(),
            plain: text
                .as_ref()
                .filter(|text| !says(text, target, &plain))
                .map(|_| plain.clone()),
            text: text.unwrap_or(plain),
            deadline: deadline(&target.deadline),
        }
    }
}

/// Whether the publisher's words say as much as ours: a direction has nothing to add, and 25% is 25.0%.
fn says(text: &str, target: &Target, ours: &str) -> bool {
    matches!(target.form, TargetForm::Direction(_)) || shortened(text).contains(&shortened(ours))
}

/// The text with its decimals written as short as they can be.
fn shortened(text: &str) -> String {
    let is_number = |letter: char| letter.is_ascii_digit() || letter == '.';
    let parts = text.split_inclusive(|letter: char| !is_number(letter));
    let short = |part: &str| {
        let number = part.trim_end_matches(|letter| !is_number(letter));
        let shorter = match number.split_once('.') {
            Some((_, decimals)) if !decimals.contains('.') => number.trim_end_matches('0').trim_end_matches('.'),
            _ => number,
        };
        shorter.to_owned() + &part[number.len()..]
    };
    parts.map(short).collect()
}

/// What must hold, in our words.
pub fn form(form: &TargetForm, print: &FigurePrint<'_>) -> String {
    match form {
        TargetForm::AtLeast(bound) => bounded(bound, print, "以上"),
        TargetForm::AtMost(bound) => bounded(bound, print, "以下"),
        TargetForm::Exactly(bound) => bounded(bound, print, ""),
        TargetForm::Between(low, high) => format!("{}～{}", print.plain(*low), print.value(*high)),
        TargetForm::Maintain(level) => format!("{}を維持", print.bound(*level, print.kept_side())),
        TargetForm::Direction(Toward::Increase) => "増やす（数値の目標なし）".to_owned(),
        TargetForm::Direction(Toward::Decrease) => "減らす（数値の目標なし）".to_owned(),
        TargetForm::Qualitative(words) => words.clone(),
        TargetForm::None => "目標なし".to_owned(),
    }
}

/// By or in which time it must hold.
pub fn deadline(deadline: &Deadline) -> String {
    match deadline {
        Deadline::By(period) => format!("{}まで", period.label(YearStyle::Era)),
        Deadline::Every => "毎年度".to_owned(),
        Deadline::In(year) => year.label(YearStyle::Era),
        Deadline::Open => "期限の定めなし".to_owned(),
    }
}

fn bounded(bound: &BoundValue, print: &FigurePrint<'_>, side: &str) -> String {
    match bound {
        BoundValue::Fixed(value) => print.bound(*value, side),
        BoundValue::Relative { base, change } => relative(*base, *change, print) + side,
    }
}

fn relative(base: Base, change: Option<Change>, print: &FigurePrint<'_>) -> String {
    let base = match base {
        Base::PreviousYear => "前年度の実績".to_owned(),
        Base::Actual { fiscal_year, vintage } => {
            let vintage = vintage.map_or("の実績", |vintage| match vintage {
                Vintage::Forecast => "の見込み",
                Vintage::Provisional => "の速報値",
                Vintage::Final => "の確定値",
                Vintage::Revised => "の訂正値",
            });
            fiscal_year.label(YearStyle::Era) + vintage
        }
    };
    match change {
        None => base,
        Some(Change::Relative(percent)) => match share(percent) {
            Some(share) => format!("{base}の{share}%"),
            None => format!("{base}から{}%", signed(percent)),
        },
        Some(Change::Absolute(amount)) if amount.is_negative() => {
            format!("{base}より{}少ない値", print.distance(amount))
        }
        Some(Change::Absolute(amount)) => format!("{base}より{}多い値", print.distance(amount)),
    }
}

/// What is left of the base after a change in percent: 90 for −10 %.
pub fn share(percent: Number) -> Option<String> {
    Number::HUNDRED
        .checked_add(percent)
        .map(|share| NumberFormat::default().format(share))
}

fn signed(number: Number) -> String {
    let sign = if number.is_negative() { "" } else { "+" };
    format!("{sign}{}", NumberFormat::default().format(number))
}
