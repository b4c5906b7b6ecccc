//! A target told as a change from another figure: −10 % from last year, five fewer.

use thiserror::Error;

use super::error::NumberError;
use super::format::{NumberFormat, SignStyle};
use super::number::Number;

/// Change (増減) from the figure a target refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// By so many percent of that figure (増減率), `-10%`.
    Relative(Number),
    /// By so much in its own unit (増減数), `-5`, `+3`.
    Absolute(Number),
}

/// Why a change (増減) could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChangeError {
    /// No sign, so that 10% may be a tenth more or a tenth of it.
    #[error("「{text}」に増減を表す「+」や「-」がありません。")]
    SignMissing {
        /// As written.
        text: String,
    },
    /// Points (ポイント), which are the change itself.
    #[error("「{text}」に「ポイント」が付いています。")]
    Points {
        /// As written.
        text: String,
        /// What to write.
        plain: String,
    },
    /// The number behind the sign is none.
    #[error(transparent)]
    Number(#[from] NumberError),
}

impl Change {
    /// Reads `-10%`, `-5`, `+3`; the sign is required except for no change at all (`0`, `0%`).
    pub fn parse(text: &str) -> Result<Self, ChangeError> {
        let text = text.trim();
        let (amount, make): (&str, fn(Number) -> Self) = match text.strip_suffix(['%', '％']) {
            Some(amount) => (amount.trim_end(), Self::Relative),
            None => (text, Self::Absolute),
        };
        let positive = amount.strip_prefix('+').filter(|rest| !rest.starts_with('-'));
        let number = Number::parse(positive.unwrap_or(amount)).map_err(|error| explain(text, error))?;
        let signed = positive.is_some() || amount.starts_with('-') || number.is_zero();
        if signed {
            Ok(make(number))
        } else {
            Err(ChangeError::SignMissing { text: text.to_owned() })
        }
    }

    /// The figure changed so, exact to the last digit: 347 at −30 % is 242.9. `None` when it is too long to be held.
    pub fn apply(self, base: Number) -> Option<Number> {
        match self {
            Self::Absolute(amount) => base.checked_add(amount),
            Self::Relative(percent) => {
                let share = Number::HUNDRED.checked_add(percent)?;
                let changed = base.exact_product(share)?.exact_hundredth()?;
                Some(changed.without_zeros_beyond(base.decimals()))
            }
        }
    }

    /// As printed: `−10%`, `+3`, `±0`.
    pub fn label(self) -> String {
        let format = NumberFormat {
            decimals: None,
            sign: SignStyle::Minus,
        };
        match self {
            Self::Relative(percent) => format.format_signed(percent) + "%",
            Self::Absolute(amount) => format.format_signed(amount),
        }
    }
}

impl ChangeError {
    /// What to write instead (直し方).
    pub fn remedy(&self) -> String {
        match self {
            Self::SignMissing { text } => {
                format!("減らすなら「-{text}」、増やすなら「+{text}」と書いてください。")
            }
            Self::Points { plain, .. } => {
                format!("「{plain}」と書いてください。%の付かない増減は、ポイントとして読みます。")
            }
            Self::Number(error) => match error.plain() {
                Some(number) if number.is_negative() => {
                    format!("「{number}」または「{number}%」と書いてください。")
                }
                _ => "「-10%」「-5」「+3」のように、半角の符号と数で書いてください。".to_owned(),
            },
        }
    }
}

fn explain(text: &str, error: NumberError) -> ChangeError {
    match text.strip_suffix("ポイント") {
        Some(plain) => ChangeError::Points {
            text: text.to_owned(),
            plain: plain.to_owned(),
        },
        None => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a number of the test")
    }

    fn changed(change: &str, base: &str) -> String {
        let change = Change::parse(change).expect("a change of the test");
        change
            .apply(number(base))
            .map(|number| number.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn applies_exactly() {
        for (change, base, result) in [
            ("-10%", "200", "180"),
            ("-30%", "347", "242.9"),
            ("+3", "13.0", "16.0"),
            ("-5", "3", "-2"),
            ("-10%", "13.0", "11.7"),
            ("-10%", "10.0", "9.0"),
            ("-100%", "347", "0"),
            ("+0.5%", "1000", "1005"),
            ("0%", "50", "50"),
        ] {
            assert_eq!(changed(change, base), result, "{base} {change}");
        }
        assert_eq!(changed("-10.123456789%", "999999999999999999.999999999"), "");
    }

    #[test]
    fn prints_its_sign() {
        for (text, label) in [
            ("-10%", "−10%"),
            ("-5", "−5"),
            ("+3", "+3"),
            ("+1000%", "+1,000%"),
            ("0", "±0"),
        ] {
            assert_eq!(Change::parse(text).map(Change::label), Ok(label.to_owned()));
        }
    }

    #[test]
    fn refuses_what_is_not_clear() {
        let remedy = |text| Change::parse(text).expect_err(text).remedy();
        assert_eq!(
            remedy("10%"),
            "減らすなら「-10%」、増やすなら「+10%」と書いてください。"
        );
        assert_eq!(
            remedy("-5ポイント"),
            "「-5」と書いてください。%の付かない増減は、ポイントとして読みます。"
        );
        assert_eq!(remedy("△5"), "「-5」または「-5%」と書いてください。");
        for text in ["", "+", "+-3", "-", "%", "1割減"] {
            assert!(matches!(Change::parse(text), Err(ChangeError::Number(_))), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_tenth_less_is_nine_tenths(base in -1_000_000_000_i64..1_000_000_000) {
            let changed = Change::Relative(number("-10")).apply(base.into());
            prop_assert_eq!(changed.and_then(|changed| changed.checked_mul(10_i64.into())), Some((base * 9).into()));
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>(), change_like in "[-+−△]{0,2}[0-9.,]{0,8}[%％]?(ポイント)?") {
            for text in [text, change_like] {
                if let Err(error) = Change::parse(&text) {
                    prop_assert!(!error.to_string().is_empty() && !error.remedy().is_empty());
                }
            }
        }
    }
}
