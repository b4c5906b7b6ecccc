//! The axis of values: honest about zero, and with round figures at its ticks.

use super::svg::{Scale, largest_step};
use crate::quantity::{Number, NumberFormat};

/// An axis starts at zero when the values fill at least this share of it; else their differences would be too small to see.
const SHARE_SEEN_FROM_ZERO: f64 = 0.3;

/// The figures from which to which the axis runs (縦軸の範囲).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ValueRange {
    pub low: f64,
    pub high: f64,
    step: f64,
    decimals: usize,
    format: NumberFormat,
}

impl ValueRange {
    /// A range for these values, with about so many ticks. Bars need it `from_zero`.
    pub(super) fn of(heights: &[f64], percent: bool, ticks: usize, format: NumberFormat) -> Self {
        let lowest = heights.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = heights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (mut low, mut high) = if lowest <= highest {
            (lowest, highest)
        } else {
            (0.0, 1.0)
        };
        let spread = high - low;
        let whole = percent && low >= 0.0 && high <= 100.0;
        if low >= 0.0 && (spread <= f64::EPSILON * high || spread >= SHARE_SEEN_FROM_ZERO * high) {
            low = 0.0;
        } else if high <= 0.0 && (spread <= f64::EPSILON * -low || spread >= SHARE_SEEN_FROM_ZERO * -low) {
            high = 0.0;
        } else if low > 0.0 || high < 0.0 {
            low -= spread / 10.0;
            high += spread / 10.0;
        }
        if low >= high {
            high = low + 1.0;
        }
        if whole {
            high = high.min(100.0);
            if low <= 0.0 && high > 50.0 {
                high = 100.0;
            }
        }
        let step = largest_step(high - low, ticks);
        // A value on a tick stays the end of the axis in spite of its last binary digit.
        let tolerance = 1e-9;
        let (low, high) = (
            (low / step + tolerance).floor() * step,
            (high / step - tolerance).ceil() * step,
        );
        Self {
            low,
            high,
            step,
            decimals: decimals_of(step),
            format,
        }
    }

    /// Whether zero is on the axis.
    pub(super) fn has_zero(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }

    /// The scale on which these values stand, `bottom` and `top` being the places of its ends.
    pub(super) fn scale(&self, bottom: i32, top: i32) -> Scale {
        Scale::new((self.low, self.high), (bottom, top))
    }

    /// The ticks with their labels.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let first = (self.low / self.step).round();
        let mut ticks = Vec::new();
        for place in 0_u8..=40 {
            let tick = (first + f64::from(place)) * self.step;
            if tick > self.high + self.step / 2.0 {
                break;
            }
            ticks.push((tick, self.label(tick)));
        }
        ticks
    }

    /// A figure of the axis as printed; 万 and 億 keep long ones short.
    pub(super) fn label(&self, tick: f64) -> String {
        let (divisor, word) = match self.step {
            step if step >= 1e7 => (1e8, "億"),
            step if step >= 1e4 => (1e4, "万"),
            _ => (1.0, ""),
        };
        let decimals = if word.is_empty() {
            self.decimals
        } else {
            decimals_of(self.step / divisor)
        };
        let plain = format!("{:.decimals$}", tick / divisor);
        let as_written = NumberFormat {
            decimals: None,
            ..self.format
        };
        let printed = Number::parse(&plain).map_or(plain, |number| as_written.format(number));
        if tick == 0.0 { printed } else { printed + word }
    }
}

fn decimals_of(step: f64) -> usize {
    let whole = |decimals: &usize| {
        let shifted = step * 10_f64.powi(i32::try_from(*decimals).unwrap_or_default());
        (shifted - shifted.round()).abs() < 1e-6 * shifted
    };
    (0..=12).find(whole).unwrap_or(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(heights: &[f64], percent: bool) -> Vec<String> {
        ValueRange::of(heights, percent, 6, NumberFormat::default())
            .ticks()
            .into_iter()
            .map(|(_, label)| label)
            .collect()
    }

    #[test]
    fn begins_at_zero_unless_the_differences_would_vanish() {
        assert_eq!(labels(&[13.8, 59.2, 50.0], true), ["0", "20", "40", "60", "80", "100"]);
        assert_eq!(labels(&[9.1, 7.8, 30.0], true), ["0", "10", "20", "30"]);
        assert_eq!(labels(&[171.0, 226.0], false), ["160", "180", "200", "220", "240"]);
        assert_eq!(
            labels(&[96.0, 100.0, 97.5], true),
            ["95", "96", "97", "98", "99", "100"]
        );
        assert_eq!(labels(&[-3.0, 4.0], false), ["−4", "−2", "0", "2", "4"]);
        assert_eq!(labels(&[0.0], false), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(labels(&[39.0], true).first().map(String::as_str), Some("0"));
        assert_eq!(
            labels(&[120_000_000.0, 160_437_648.0], false)
                .last()
                .map(String::as_str),
            Some("1.7億")
        );
    }

    #[test]
    fn every_value_is_on_the_axis() {
        for heights in [
            vec![1e18, 1e18 + 256.0],
            vec![-1e-9, 1e-9],
            vec![1e-9, 2e18],
            vec![0.1, 0.3],
            vec![-5.0, -4.9],
        ] {
            let range = ValueRange::of(&heights, false, 6, NumberFormat::default());
            let (low, high) = (range.low, range.high);
            let slack = (high - low) * 1e-6;
            assert!(
                heights
                    .iter()
                    .all(|height| low - slack <= *height && *height <= high + slack),
                "{heights:?} {range:?}"
            );
            assert!((2..=12).contains(&range.ticks().len()), "{heights:?} {range:?}");
        }
    }
}
