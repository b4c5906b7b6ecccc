//! How figures are printed for readers: the one rounding and the one sign for table, chart and text.

use super::number::Number;
use super::unit::Unit;

/// The mark of a negative figure (負の数の印); the legend of each table explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SignStyle {
    /// `−`, U+2212.
    #[default]
    Minus,
    /// `△`, usual in budgets and statistics.
    WhiteTriangle,
    /// `▲`.
    BlackTriangle,
}

impl SignStyle {
    /// The mark itself.
    pub fn mark(self) -> char {
        match self {
            Self::Minus => '−',
            Self::WhiteTriangle => '△',
            Self::BlackTriangle => '▲',
        }
    }
}

/// The format of figures (数値の表記) of an indicator or a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct NumberFormat {
    /// Decimals to print (小数点以下の桁数), rounded half up; as written when `None`.
    pub decimals: Option<u32>,
    /// The mark of a negative figure.
    pub sign: SignStyle,
}

impl NumberFormat {
    /// The figure with thousands commas: `1,910`, `−13.0`. Never −0.
    pub fn format(self, number: Number) -> String {
        let number = self.rounded(number);
        let digits = with_commas(&number.absolute().to_string());
        if number.is_negative() {
            format!("{}{digits}", self.sign.mark())
        } else {
            digits
        }
    }

    /// The figure with its unit: `1,910時間`, `50%`, `347人`.
    pub fn format_with_unit(self, number: Number, unit: &Unit) -> String {
        self.format(number) + unit.as_str()
    }

    /// A difference (差) of two figures in `unit`, always with its sign: `+9.2ポイント`, `−24時間`, `±0人`.
    pub fn format_difference(self, difference: Number, unit: &Unit) -> String {
        self.format_signed(difference) + unit.difference_unit().as_str()
    }

    /// A difference without unit, with a sign in every case; what is zero as printed has `±`.
    pub fn format_signed(self, number: Number) -> String {
        let printed = self.format(number);
        let rounded = self.rounded(number);
        if rounded.is_zero() {
            format!("±{printed}")
        } else if rounded.is_negative() {
            printed
        } else {
            format!("+{printed}")
        }
    }

    /// The figure as it is printed, for those who print it themselves (CSV, the heights of a chart's labels).
    pub fn rounded(self, number: Number) -> Number {
        self.decimals.map_or(number, |decimals| number.rounded(decimals))
    }
}

fn with_commas(plain: &str) -> String {
    let (digits, decimals) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut grouped = String::with_capacity(plain.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + decimals
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AS_WRITTEN: NumberFormat = NumberFormat {
        decimals: None,
        sign: SignStyle::Minus,
    };

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a number of the test")
    }

    fn unit(text: &str) -> Unit {
        Unit::parse(text).expect("a unit of the test")
    }

    #[test]
    fn prints_commas_and_keeps_decimals() {
        for (text, printed) in [
            ("0", "0"),
            ("999", "999"),
            ("1910", "1,910"),
            ("-1234567.50", "−1,234,567.50"),
            ("13.0", "13.0"),
            ("-100", "−100"),
        ] {
            assert_eq!(AS_WRITTEN.format(number(text)), printed);
        }
    }

    #[test]
    fn rounds_once_and_never_prints_minus_zero() {
        let one_decimal = NumberFormat {
            decimals: Some(1),
            ..AS_WRITTEN
        };
        for (text, printed) in [
            ("99.687", "99.7"),
            ("50", "50.0"),
            ("-0.04", "0.0"),
            ("-0.05", "−0.1"),
            ("999.95", "1,000.0"),
        ] {
            assert_eq!(one_decimal.format(number(text)), printed);
        }
    }

    #[test]
    fn prints_the_publishers_sign() {
        let printed = |sign| NumberFormat { decimals: None, sign }.format(number("-3"));
        assert_eq!(
            [SignStyle::Minus, SignStyle::WhiteTriangle, SignStyle::BlackTriangle].map(printed),
            ["−3", "△3", "▲3"]
        );
    }

    #[test]
    fn prints_units_and_differences() {
        assert_eq!(AS_WRITTEN.format_with_unit(number("1910"), &unit("時間")), "1,910時間");
        assert_eq!(AS_WRITTEN.format_with_unit(number("50"), &unit("％")), "50%");
        assert_eq!(AS_WRITTEN.format_difference(number("9.2"), &unit("%")), "+9.2ポイント");
        assert_eq!(AS_WRITTEN.format_difference(number("-24"), &unit("時間")), "−24時間");
        assert_eq!(AS_WRITTEN.format_difference(number("0"), &unit("人")), "±0人");
        let whole = NumberFormat {
            decimals: Some(0),
            sign: SignStyle::WhiteTriangle,
        };
        assert_eq!(whole.format_difference(number("-0.4"), &unit("%")), "±0ポイント");
        assert_eq!(whole.format_difference(number("-1000.5"), &unit("回")), "△1,001回");
    }

    proptest! {
        #[test]
        fn commas_stand_every_three_digits(integer in 0_i64..=999_999_999_999_999_999) {
            let printed = AS_WRITTEN.format(integer.into());
            let mut groups = printed.split(',');
            prop_assert!(groups.next().is_some_and(|first| (1..=3).contains(&first.len())));
            prop_assert!(groups.all(|group| group.len() == 3));
            prop_assert_eq!(printed.replace(',', ""), integer.to_string());
        }

        #[test]
        fn printing_is_rounding_then_printing(integer in any::<i64>(), decimals in 0_u32..=6) {
            let exact = number("0.001").checked_mul(integer.into()).expect("small");
            let format = NumberFormat { decimals: Some(decimals), ..AS_WRITTEN };
            prop_assert_eq!(format.format(exact), AS_WRITTEN.format(exact.rounded(decimals)));
        }
    }
}
