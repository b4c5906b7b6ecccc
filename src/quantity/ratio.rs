//! Figures derived from two others, and whether a published one agrees with them.
//!
//! Nothing is rounded here: rounding is for the moment of printing, or of comparing with what was printed. A quotient carries 28
//! digits, so that rounding it again for print gives what rounding the true one would (for comparators below a billion).

use super::number::Number;

/// `value` as a percentage of `comparator` (割合), value ÷ comparator × 100; `None` when the comparator is zero.
pub fn percentage_of(value: Number, comparator: Number) -> Option<Number> {
    value.checked_mul(Number::HUNDRED)?.checked_div(comparator)
}

/// Ratio to target (対目標比較): a plain percentage. It knows no direction and so is no 達成率: 107.5 % is bad for overtime.
pub fn ratio_to_target(value: Number, target: Number) -> Option<Number> {
    percentage_of(value, target)
}

/// Ratio to the previous year (対前年度比較), in percent.
pub fn ratio_to_previous_year(value: Number, previous: Number) -> Option<Number> {
    percentage_of(value, previous)
}

/// Difference (差), value − comparator. Its unit is [`Unit::difference_unit`](super::Unit::difference_unit).
pub fn difference(value: Number, comparator: Number) -> Option<Number> {
    value.checked_sub(comparator)
}

/// Progress from the baseline (進捗率), in percent of the way from baseline to target: 9.1 on the way from 7.8 to 13 is 25. Below
/// zero when the figure moved away from the target; `None` when the way has no length (現状維持).
pub fn progress_from_baseline(baseline: Number, latest: Number, target: Number) -> Option<Number> {
    let way = target.checked_sub(baseline)?;
    percentage_of(latest.checked_sub(baseline)?, way)
}

/// How a published figure (公表値) stands to the exact one, at its own number of decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// It is the exact figure rounded half up (四捨五入).
    Agrees,
    /// It is the exact figure cut off (切り捨て): 28 for 28.57.
    Truncated {
        /// What rounding half up would have given: 29.
        expected: Number,
    },
    /// It is another figure.
    Differs {
        /// What rounding half up would have given.
        expected: Number,
    },
}

/// Compares a published figure with the exact one at the decimals it was published with.
pub fn agrees_with(published: Number, exact: Number) -> Agreement {
    let expected = exact.rounded(published.decimals());
    if published == expected {
        Agreement::Agrees
    } else if published == exact.truncated(published.decimals()) {
        Agreement::Truncated { expected }
    } else {
        Agreement::Differs { expected }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a number of the test")
    }

    /// The published percentage against value ÷ comparator.
    fn agreement(value: &str, comparator: &str, published: &str) -> Agreement {
        let exact = percentage_of(number(value), number(comparator)).expect("a comparator");
        agrees_with(number(published), exact)
    }

    #[test]
    fn follows_the_prefectures_table() {
        // 三重県, 総勤務時間縮減運動, the table of FY H25: every percentage in it.
        for (value, comparator, published) in [
            ("1910", "1916", "99.7"),
            ("1910", "1916", "99.7"),
            ("189", "169", "111.8"),
            ("189", "184", "102.7"),
            ("200", "186", "107.5"),
            ("200", "201", "99.5"),
            ("224", "226", "99.1"),
            ("347", "396", "87.6"),
        ] {
            assert_eq!(
                agreement(value, comparator, published),
                Agreement::Agrees,
                "{value} / {comparator}"
            );
        }
    }

    #[test]
    fn tells_cutting_off_from_rounding() {
        assert_eq!(agreement("19", "54", "35"), Agreement::Agrees);
        assert_eq!(agreement("4", "11", "36"), Agreement::Agrees);
        assert_eq!(
            agreement("4", "14", "28"),
            Agreement::Truncated { expected: number("29") }
        );
        assert_eq!(agreement("4", "14", "29"), Agreement::Agrees);
        assert_eq!(
            agreement("4", "14", "27"),
            Agreement::Differs { expected: number("29") }
        );
        assert_eq!(
            agreement("4", "14", "28.5"),
            Agreement::Truncated {
                expected: number("28.6")
            }
        );
    }

    #[test]
    fn measures_the_way_from_the_baseline() {
        let progress = |baseline, latest, target| {
            progress_from_baseline(number(baseline), number(latest), number(target))
                .map(|progress| progress.to_string())
        };
        assert_eq!(progress("7.8", "9.1", "13"), Some("25".to_owned()));
        assert_eq!(progress("200", "190", "180"), Some("50".to_owned()));
        assert_eq!(progress("200", "210", "180"), Some("-50".to_owned()));
        assert_eq!(progress("13", "13.5", "13.0"), None);
    }

    #[test]
    fn nothing_is_compared_with_zero() {
        assert_eq!(percentage_of(number("3"), number("0")), None);
        assert_eq!(ratio_to_target(number("0"), number("5")), Some(Number::ZERO));
        assert_eq!(difference(number("59.2"), number("50")), Some(number("9.2")));
        assert_eq!(
            ratio_to_previous_year(number("347"), number("396")).map(|ratio| ratio.rounded(1)),
            Some(number("87.6"))
        );
    }

    proptest! {
        #[test]
        fn percentages_round_like_integers(value in 0_i64..100_000_000, comparator in 1_i64..100_000_000, decimals in 0_u32..=3) {
            let percentage = percentage_of(value.into(), comparator.into()).expect("a comparator").rounded(decimals);
            let (value, comparator) = (i128::from(value) * 100 * 10_i128.pow(decimals), i128::from(comparator));
            prop_assert_eq!(percentage.decimal().mantissa(), (2 * value + comparator) / (2 * comparator));
        }
    }
}
