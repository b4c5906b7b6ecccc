//! The decimal number every figure is held in.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

/// A figure (数値), exact and with its decimals as written: 13.0 prints as 13.0. Read with [`Number::parse`].
///
/// Compared by value: 13.0 equals 13. Sums, differences and products of figures as papers print them are exact; a quotient, or
/// a result of more than 28 digits, is rounded in its last digit. There is no −0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

impl Number {
    /// 0.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// 100, the whole of a percentage.
    pub const HUNDRED: Self = Self(Decimal::ONE_HUNDRED);

    /// The sum (和); `None` when it is too large to be held.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self::from_decimal)
    }

    /// The difference (差); `None` when it is too large to be held.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self::from_decimal)
    }

    /// The product (積); `None` when it is too large to be held.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(Self::from_decimal)
    }

    /// The quotient (商) without needless zeros; `None` when `other` is zero or the result is too large to be held.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        let quotient = self.0.checked_div(other.0)?;
        Some(Self::from_decimal(quotient).without_zeros_beyond(0))
    }

    /// Rounded half up (四捨五入) to exactly so many decimals: 2.5 becomes 3, −2.5 becomes −3, 50 to one decimal 50.0. (More than the
    /// 28 digits that can be held are not filled up with zeros.)
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        let rounded = self
            .0
            .round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        Self::with_decimals(rounded, decimals)
    }

    /// Cut off (切り捨て) after so many decimals, towards zero.
    #[must_use]
    pub fn truncated(self, decimals: u32) -> Self {
        Self::with_decimals(self.0.trunc_with_scale(decimals), decimals)
    }

    /// How many decimals it is written with (小数点以下の桁数).
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// Whether it is 0, however written.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is less than 0.
    pub fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// The number without its sign (絶対値).
    #[must_use]
    pub fn absolute(self) -> Self {
        Self(self.0.abs())
    }

    /// The decimal inside, for those who must go on computing in another way (the scale of a chart).
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// The product, only if every digit of it can be held.
    pub(super) fn exact_product(self, other: Self) -> Option<Self> {
        let mantissa = self.0.mantissa().checked_mul(other.0.mantissa())?;
        let scale = self.0.scale() + other.0.scale();
        Decimal::try_from_i128_with_scale(mantissa, scale)
            .ok()
            .map(Self::from_decimal)
    }

    /// The hundredth part, only if every digit of it can be held.
    pub(super) fn exact_hundredth(self) -> Option<Self> {
        Decimal::try_from_i128_with_scale(self.0.mantissa(), self.0.scale() + 2)
            .ok()
            .map(Self::from_decimal)
    }

    /// Without zeros at the end, except those that fill up `decimals`: 9.000 to one decimal is 9.0.
    pub(super) fn without_zeros_beyond(self, decimals: u32) -> Self {
        let shortest = self.0.normalize();
        let decimals = decimals.min(self.decimals()).max(shortest.scale());
        Self::with_decimals(shortest, decimals)
    }

    pub(super) fn from_decimal(decimal: Decimal) -> Self {
        let mut decimal = decimal;
        if decimal.is_zero() {
            decimal.set_sign_positive(true);
        }
        Self(decimal)
    }

    fn with_decimals(decimal: Decimal, decimals: u32) -> Self {
        let mut decimal = decimal;
        decimal.rescale(decimals);
        Self::from_decimal(decimal)
    }
}

impl From<i64> for Number {
    fn from(integer: i64) -> Self {
        Self(integer.into())
    }
}

impl From<u32> for Number {
    fn from(integer: u32) -> Self {
        Self(integer.into())
    }
}

impl fmt::Display for Number {
    /// Plain notation for machines (CSV, JSON): `-1910.5`. Readers get [`NumberFormat`](super::NumberFormat).
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a number of the test")
    }

    #[test]
    fn keeps_its_decimals_and_compares_by_value() {
        assert_eq!(number("13.0").to_string(), "13.0");
        assert_eq!(number("13.0").decimals(), 1);
        assert_eq!(number("13.0"), number("13"));
        assert!(number("-1.5") < number("-1.45"));
        assert_eq!(number("-0.0").to_string(), "0.0");
    }

    #[test]
    fn rounds_half_away_from_zero() {
        for (text, decimals, rounded) in [
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("0.05", 1, "0.1"),
            ("-0.04", 1, "0.0"),
            ("50", 1, "50.0"),
            ("99.949", 1, "99.9"),
            ("999999999999999999.999999999", 0, "1000000000000000000"),
        ] {
            assert_eq!(number(text).rounded(decimals).to_string(), rounded, "{text}");
        }
        for absurd in [29, u32::MAX] {
            assert_eq!(number("-28.57").rounded(absurd), number("-28.57"));
            assert_eq!(number("28.57").truncated(absurd), number("28.57"));
        }
        assert_eq!(number("28.57").truncated(0).to_string(), "28");
        assert_eq!(number("-0.9").truncated(0).to_string(), "0");
    }

    #[test]
    fn computes_or_says_it_cannot() {
        assert_eq!(number("0.1").checked_add(number("0.2")), Some(number("0.3")));
        assert_eq!(
            number("10")
                .checked_div(number("4"))
                .map(|quotient| quotient.to_string()),
            Some("2.5".to_owned())
        );
        assert_eq!(
            number("13.0")
                .checked_div(number("13.0"))
                .map(|quotient| quotient.to_string()),
            Some("1".to_owned())
        );
        assert_eq!(number("1").checked_div(number("0.0")), None);
        let largest = number("999999999999999999.999999999");
        let square = largest.checked_mul(largest);
        assert_eq!(square.and_then(|square| square.checked_mul(largest)), None);
        assert_eq!(largest.exact_product(largest), None);
    }

    /// Half-up rounding of `mantissa` ÷ 10^`scale` on integers alone.
    fn rounded_mantissa(mantissa: i128, scale: u32, decimals: u32) -> i128 {
        if decimals >= scale {
            return mantissa * 10_i128.pow(decimals - scale);
        }
        let unit = 10_i128.pow(scale - decimals);
        mantissa.signum() * ((mantissa.abs() + unit / 2) / unit)
    }

    proptest! {
        #[test]
        fn rounding_agrees_with_integers(mantissa in any::<i64>(), scale in 0_u32..=9, decimals in 0_u32..=9) {
            let exact = Number::from_decimal(Decimal::try_from_i128_with_scale(mantissa.into(), scale).expect("fits"));
            let rounded = exact.rounded(decimals);
            prop_assert_eq!(rounded.decimals(), decimals);
            prop_assert_eq!(rounded.decimal().mantissa(), rounded_mantissa(mantissa.into(), scale, decimals));
        }

        #[test]
        fn sums_and_products_are_exact(one in -1_000_000_000_i64..1_000_000_000, other in -1_000_000_000_i64..1_000_000_000, scale in 0_u32..=4) {
            let number = |mantissa: i64| Number::from_decimal(Decimal::try_from_i128_with_scale(mantissa.into(), scale).expect("fits"));
            let sum = number(one).checked_add(number(other)).expect("small");
            prop_assert_eq!(sum, number(one + other));
            let product = number(one).checked_mul(number(other)).expect("small");
            prop_assert_eq!(Some(product), number(one).exact_product(number(other)));
        }
    }
}
