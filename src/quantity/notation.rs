//! Reading numbers: plain decimal notation only, and for everything else the number that was probably meant.
//!
//! Spreadsheets print 1,910 or △3 and people copy them. They are refused rather than read, because the source of the figures
//! must have one notation that any program reads the same way; but the refusal says which number to write.

use rust_decimal::Decimal;

use super::error::NumberError;
use super::number::Number;

/// Most digits before the point.
const MAX_DIGITS: usize = 18;

/// Most digits after the point.
const MAX_DECIMALS: usize = 9;

impl Number {
    /// Reads plain decimal notation, `1910`, `-3`, `13.0`, and nothing else: at most 18 digits before the point and 9 after.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        if is_plain(text) {
            read_plain(text)
        } else {
            Err(diagnose(text))
        }
    }
}

/// `-?digits(.digits)?` without zeros in front.
fn is_plain(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (digits, decimals) = unsigned
        .split_once('.')
        .map_or((unsigned, None), |(digits, decimals)| (digits, Some(decimals)));
    is_digits(digits) && decimals.is_none_or(is_digits) && (digits == "0" || !digits.starts_with('0'))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit())
}

fn read_plain(text: &str) -> Result<Number, NumberError> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (digits, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if digits.len() > MAX_DIGITS {
        return Err(NumberError::TooManyDigits { text: text.to_owned() });
    }
    if decimals.len() > MAX_DECIMALS {
        return Err(NumberError::TooManyDecimals { text: text.to_owned() });
    }
    let decimal = Decimal::from_str_exact(text).map_err(|_| NumberError::NotANumber { text: text.to_owned() })?;
    Ok(Number::from_decimal(decimal))
}

/// One thing that keeps a text from being plain notation; the first found is the one that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Flaw {
    Percent,
    Unit(String),
    NegativeMark(char),
    PlusSign,
    Separator,
    Exponent,
    DigitMissing,
    LeadingZero,
    FullWidth,
}

/// Takes one flaw after the other off the text, until a plain number is left or not.
fn diagnose(text: &str) -> NumberError {
    let quoted = text.trim().to_owned();
    if quoted.is_empty() {
        return NumberError::Empty;
    }
    let narrow: String = quoted.chars().map(half_width).collect();
    let mut flaws = Vec::new();
    let cleaned = strip_unit(&narrow, &mut flaws)
        .map(|rest| strip_sign(&rest, &mut flaws))
        .and_then(|(negative, rest)| Some((negative, strip_separators(&rest, &mut flaws)?)))
        .map(|(negative, rest)| (negative, expand_exponent(rest, &mut flaws)))
        .map(|(negative, rest)| (negative, complete_digits(&rest, &mut flaws)))
        .map(|(negative, rest)| if negative { format!("-{rest}") } else { rest });
    if narrow != quoted {
        flaws.push(Flaw::FullWidth);
    }
    if quoted != text {
        flaws.push(Flaw::Separator);
    }
    let Some(plain) = cleaned else {
        let bad_grouping = flaws.contains(&Flaw::Separator);
        return if bad_grouping {
            NumberError::Grouping { text: quoted }
        } else {
            NumberError::NotANumber { text: quoted }
        };
    };
    if !is_plain(&plain) {
        return NumberError::NotANumber { text: quoted };
    }
    match (read_plain(&plain), flaws.into_iter().next()) {
        (Ok(plain), Some(flaw)) => flaw.told(text.to_owned(), plain),
        (Ok(_), None) => NumberError::NotANumber { text: quoted },
        (Err(error), _) => error,
    }
}

impl Flaw {
    fn told(self, text: String, plain: Number) -> NumberError {
        match self {
            Self::Percent => NumberError::Percent { text, plain },
            Self::Unit(unit) => NumberError::Unit { text, plain, unit },
            Self::NegativeMark(mark) => NumberError::NegativeMark { text, mark, plain },
            Self::PlusSign => NumberError::PlusSign { text, plain },
            Self::Separator => NumberError::Separator { text, plain },
            Self::Exponent => NumberError::Exponent { text, plain },
            Self::DigitMissing => NumberError::DigitMissing { text, plain },
            Self::LeadingZero => NumberError::LeadingZero { text, plain },
            Self::FullWidth => NumberError::FullWidth { text, plain },
        }
    }
}

/// The half-width form of a full-width letter. Only those: NFKC would also turn 5² into 52.
fn half_width(letter: char) -> char {
    match letter {
        '\u{3000}' => ' ',
        '！'..='～' => u32::from(letter)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(letter),
        other => other,
    }
}

/// What stands before the last digit and that digit; a point after it stays for [`complete_digits`]. `None` when words follow
/// that are no unit.
fn strip_unit(text: &str, flaws: &mut Vec<Flaw>) -> Option<String> {
    let end = text.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let (number, rest) = text.split_at(end);
    match rest.trim() {
        "" => Some(number.to_owned()),
        "." => Some(text.to_owned()),
        "%" => {
            flaws.push(Flaw::Percent);
            Some(number.to_owned())
        }
        unit if is_unit_word(unit) => {
            flaws.push(Flaw::Unit(unit.to_owned()));
            Some(number.to_owned())
        }
        _ => None,
    }
}

/// 以上, 程度 or 見込み behind a number say something about it that a unit does not.
fn is_unit_word(word: &str) -> bool {
    const NO_UNITS: [&str; 7] = ["以", "未満", "超", "程度", "見込", "約", "余"];
    word.chars().count() <= 8
        && word
            .chars()
            .all(|letter| letter.is_alphabetic() || "‰℃㎡㎥㎞㎏".contains(letter))
        && !NO_UNITS.iter().any(|no_unit| word.contains(no_unit))
}

/// Whether it is negative, and the rest behind its sign.
fn strip_sign(text: &str, flaws: &mut Vec<Flaw>) -> (bool, String) {
    let mut letters = text.chars();
    let negative = match letters.next() {
        Some('-') => true,
        Some(mark @ ('−' | '‐' | '–' | '△' | '▲' | '▵')) => {
            flaws.push(Flaw::NegativeMark(mark));
            true
        }
        Some('+') => {
            flaws.push(Flaw::PlusSign);
            false
        }
        _ => return (false, text.to_owned()),
    };
    (negative, letters.as_str().trim_start().to_owned())
}

/// Without separators between groups of three digits; `None` when they stand elsewhere.
fn strip_separators(text: &str, flaws: &mut Vec<Flaw>) -> Option<String> {
    let is_separator = |letter: char| letter == ',' || letter == '_' || letter == '、' || letter.is_whitespace();
    if !text.contains(is_separator) {
        return Some(text.to_owned());
    }
    let (digits, decimals) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = digits.split(is_separator).filter(|group| !group.is_empty());
    let first = groups.next()?;
    let grouped = is_digits(first) && first.len() <= 3 && groups.all(|group| is_digits(group) && group.len() == 3);
    let only_digits = text
        .chars()
        .all(|letter| letter.is_ascii_digit() || letter == '.' || is_separator(letter));
    if only_digits {
        flaws.push(Flaw::Separator);
    }
    (grouped && !decimals.contains(is_separator)).then(|| text.replace(is_separator, ""))
}

/// `1e5` as `100000`; left alone when it is not that or too large.
fn expand_exponent(text: String, flaws: &mut Vec<Flaw>) -> String {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return text;
    };
    if !is_plain(mantissa) || !is_digits(exponent.trim_start_matches(['-', '+'])) {
        return text;
    }
    let Ok(decimal) = Decimal::from_scientific(&text) else {
        return text;
    };
    flaws.push(Flaw::Exponent);
    decimal.to_string()
}

/// `.5` as `0.5`, `5.` as `5`, `010` as `10`.
fn complete_digits(text: &str, flaws: &mut Vec<Flaw>) -> String {
    let (digits, decimals) = text
        .split_once('.')
        .map_or((text, None), |(digits, decimals)| (digits, Some(decimals)));
    if digits.is_empty() || decimals.is_some_and(str::is_empty) {
        flaws.push(Flaw::DigitMissing);
    }
    let shortened = digits.trim_start_matches('0');
    if !shortened.is_empty() && shortened.len() < digits.len() || digits.len() > 1 && shortened.is_empty() {
        flaws.push(Flaw::LeadingZero);
    }
    let digits = if shortened.is_empty() { "0" } else { shortened };
    match decimals {
        None | Some("") => digits.to_owned(),
        Some(decimals) => format!("{digits}.{decimals}"),
    }
}

#[cfg(test)]
mod tests;
