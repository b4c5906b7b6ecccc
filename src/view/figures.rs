//! Figures in print: a value with its unit, or the mark that stands in its place, with period, vintage and time of knowledge.
//!
//! The one rule on decimals: a published value keeps the decimals of its indicator. A computed one (a value of the path, a
//! distance) has those of the figures it was computed from, but at least one, so that 12.388 is neither 12 nor 12.388.

use serde::Serialize;

use super::badge::Badge;
use super::frame::Link;
use super::{internal, wording};
use crate::calendar::YearStyle;
use crate::evaluate::BaselineUsed;
use crate::model::{AbsenceReason, Baseline, Indicator, Observation, Polarity, Reading, SegmentId, Vintage};
use crate::quantity::{Number, NumberFormat, Unit, percentage_of};

/// How the figures of one indicator are printed.
#[derive(Debug, Clone, Copy)]
pub struct FigurePrint<'plan> {
    format: NumberFormat,
    unit: Option<&'plan Unit>,
    polarity: Polarity,
    /// Decimals of computed figures.
    computed: u32,
}

/// A value, or the mark in its place, with what is said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The value with its unit; none when it is absent.
    pub value: Option<String>,
    /// The mark in its place.
    pub absent: Option<Absent>,
    /// Period (時期).
    pub period: String,
    /// Vintage, unless final.
    pub vintage: Option<Badge>,
    /// When it was known (時点).
    pub as_of: Option<String>,
    /// What a later edition says instead, on the page of an edition (後の改定).
    pub later: Option<Link>,
    /// Why the public does not see it.
    pub internal: Vec<Badge>,
}

/// A mark in place of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Absent {
    /// The mark.
    pub mark: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

impl Absent {
    /// The mark of a reason.
    pub fn new(reason: AbsenceReason) -> Self {
        Self {
            mark: wording::absence_mark(reason),
            meaning: wording::absence_meaning(reason),
        }
    }
}

impl<'plan> FigurePrint<'plan> {
    /// A bound with the side it leaves open. All and nothing leave none: 100% is not 「100%以上」, 0人 not 「0人以下」.
    pub fn bound(&self, value: Number, side: &str) -> String {
        let all = side == "以上" && value == Number::HUNDRED && self.unit.is_some_and(Unit::is_percent);
        let nothing = side == "以下" && value.is_zero();
        let side = if all || nothing { "" } else { side };
        self.value(value) + side
    }

    /// The side on which a level that is to be kept may be left.
    pub fn kept_side(&self) -> &'static str {
        if self.polarity == Polarity::Lower {
            "以下"
        } else {
            "以上"
        }
    }

    /// The print of an indicator's figures.
    pub fn new(indicator: &'plan Indicator) -> Self {
        let written = indicator
            .baselines
            .iter()
            .map(|baseline| baseline.value.decimals())
            .max();
        let decimals = indicator.format.decimals.or(written).unwrap_or(0);
        Self {
            format: indicator.format,
            unit: indicator.unit.as_ref(),
            polarity: indicator.polarity,
            computed: decimals.max(1),
        }
    }

    /// The unit as printed in heads.
    pub fn unit(&self) -> Option<&'plan str> {
        self.unit.map(Unit::as_str)
    }

    /// A published figure with its unit: `1,910時間`.
    pub fn value(&self, number: Number) -> String {
        self.with_unit(self.plain(number))
    }

    /// A published figure without its unit: `1,910`.
    pub fn plain(&self, number: Number) -> String {
        self.format.format(number)
    }

    /// A computed figure with its unit: `12.4%`.
    pub fn computed(&self, number: Number) -> String {
        self.with_unit(self.computed_plain(number))
    }

    /// A computed figure without its unit: `12.4`; a whole number stays whole.
    pub fn computed_plain(&self, number: Number) -> String {
        NumberFormat {
            decimals: Some(self.decimals_of(number)),
            ..self.format
        }
        .format(number)
    }

    /// The size of a distance with its unit, without its sign: `3.3ポイント`. A distance that rounding would hide gets one
    /// decimal more, since it may have decided the verdict.
    pub fn distance(&self, number: Number) -> String {
        let size = number.absolute();
        let decimals = self.decimals_of(size);
        let hidden = !size.is_zero() && size.rounded(decimals).is_zero();
        let format = NumberFormat {
            decimals: Some(decimals + u32::from(hidden)),
            ..self.format
        };
        let unit = self.unit.map(Unit::difference_unit);
        if hidden && size.rounded(decimals + 1).is_zero() {
            return format!(
                "わずか（{}未満）",
                unit.map_or_else(|| "0.1".to_owned(), |unit| format!("0.1{unit}"))
            );
        }
        format.format(size) + unit.as_ref().map_or("", Unit::as_str)
    }

    /// A difference of two published figures, with its sign and unit: `+9.2ポイント`, `−24時間`.
    pub fn difference(&self, difference: Number) -> String {
        match self.unit {
            Some(unit) => self.format.format_difference(difference, unit),
            None => self.format.format_signed(difference),
        }
    }

    /// An observed value with its period, vintage and time of knowledge.
    pub fn observation(&self, observation: &Observation) -> Figure {
        let (value, absent) = match &observation.reading {
            Reading::Value(number) => (Some(self.value(*number)), None),
            Reading::Absent(reason) => (None, Some(Absent::new(*reason))),
        };
        Figure {
            value,
            absent,
            period: observation.period.label(YearStyle::Era),
            vintage: vintage(observation.vintage),
            as_of: observation.as_of.map(|as_of| as_of.label(YearStyle::Era)),
            later: None,
            internal: internal::badges(&observation.handling),
        }
    }

    /// A baseline with its period.
    pub fn baseline(&self, baseline: &Baseline) -> Figure {
        Figure {
            value: Some(self.value(baseline.value)),
            absent: None,
            period: baseline.period.label(YearStyle::Era),
            vintage: None,
            as_of: None,
            later: None,
            internal: Vec::new(),
        }
    }

    /// A baseline as it holds: the plan's number, or the one used in its place with its vintage.
    pub fn baseline_used(&self, baseline: &BaselineUsed<'_>) -> Figure {
        match baseline.instead {
            Some(statement) => self.observation(statement.observation),
            None => self.baseline(baseline.stated),
        }
    }

    /// The baseline of a series with its period, or the mark that it is withheld.
    pub fn baseline_of(&self, indicator: &Indicator, segment: Option<&SegmentId>) -> Option<Figure> {
        let stated = indicator.baseline(segment).map(|baseline| self.baseline(baseline));
        stated.or_else(|| {
            let mut withheld = indicator.withheld_baselines.iter();
            let (_, period) = withheld.find(|(of, _)| of.as_ref() == segment)?;
            Some(Figure {
                value: None,
                absent: Some(Absent::new(AbsenceReason::Withheld)),
                period: period.label(YearStyle::Era),
                vintage: None,
                as_of: None,
                later: None,
                internal: Vec::new(),
            })
        })
    }

    fn decimals_of(&self, computed: Number) -> u32 {
        if computed == computed.rounded(0) {
            self.format.decimals.unwrap_or(0)
        } else {
            self.computed
        }
    }

    fn with_unit(&self, figure: String) -> String {
        figure + self.unit.map_or("", Unit::as_str)
    }
}

impl Figure {
    /// In one line of words: `200時間（平成25年度、見込み、平成25年12月末時点）`.
    pub fn sentence(&self) -> String {
        let value = self
            .value
            .as_deref()
            .unwrap_or_else(|| self.absent.as_ref().map_or("", |absent| absent.mark));
        let vintage = self
            .vintage
            .as_ref()
            .map(|vintage| format!("、{}", vintage.word))
            .unwrap_or_default();
        let as_of = self
            .as_of
            .as_ref()
            .map(|as_of| format!("、{as_of}時点"))
            .unwrap_or_default();
        format!("{value}（{}{vintage}{as_of}）", self.period)
    }
}

/// The vintage as a badge; a final figure needs none.
pub fn vintage(vintage: Vintage) -> Option<Badge> {
    match vintage {
        Vintage::Final => None,
        Vintage::Forecast | Vintage::Provisional | Vintage::Revised => Some(wording::vintage(vintage)),
    }
}

/// A percentage that is computed, to one decimal (対目標比較・対前年度比較・進捗率).
pub fn percentage(number: Number) -> String {
    NumberFormat {
        decimals: Some(1),
        ..NumberFormat::default()
    }
    .format(number)
}

/// How a share was computed (算出の内訳): `27.5 ÷ 965 × 100 = 2.85`, to as many decimals as the published share has and one at least;
/// of what is not a percentage only the parts.
pub fn fraction(numerator: Number, denominator: Number, published: Option<Number>, is_percent: bool) -> String {
    let plain = NumberFormat::default();
    let parts = format!("{} ÷ {}", plain.format(numerator), plain.format(denominator));
    let Some(exact) = percentage_of(numerator, denominator).filter(|_| is_percent) else {
        return parts;
    };
    let decimals = published.map_or(1, |published| published.decimals().max(1));
    let share = NumberFormat {
        decimals: Some(decimals),
        ..plain
    };
    format!("{parts} × 100 = {}", share.format(exact))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a number of the test")
    }

    fn print(unit: &Unit, decimals: u32) -> FigurePrint<'_> {
        FigurePrint {
            polarity: Polarity::Higher,
            format: NumberFormat::default(),
            unit: Some(unit),
            computed: decimals,
        }
    }

    #[test]
    fn a_share_is_computed_as_exactly_as_it_is_published() {
        let fraction = |published: Option<&str>| fraction(number("27.5"), number("965"), published.map(number), true);
        assert_eq!(fraction(Some("2.85")), "27.5 ÷ 965 × 100 = 2.85");
        assert_eq!(fraction(Some("3")), "27.5 ÷ 965 × 100 = 2.8");
        assert_eq!(fraction(None), "27.5 ÷ 965 × 100 = 2.8");
        assert_eq!(super::fraction(number("1050"), number("3"), None, false), "1,050 ÷ 3");
    }

    #[test]
    fn computed_figures_have_at_least_one_decimal_unless_whole() {
        let percent = Unit::percent();
        assert_eq!(print(&percent, 1).computed(number("12.388")), "12.4%");
        assert_eq!(print(&percent, 1).computed(number("180.0")), "180%");
        assert_eq!(print(&percent, 1).computed_plain(number("242.9")), "242.9");
        assert_eq!(print(&percent, 2).computed_plain(number("12.388")), "12.39");
    }

    #[test]
    fn a_distance_is_never_rounded_to_nothing() {
        let percent = Unit::percent();
        assert_eq!(print(&percent, 1).distance(number("-3.288")), "3.3ポイント");
        assert_eq!(print(&percent, 1).distance(number("0.04")), "0.04ポイント");
        assert_eq!(
            print(&percent, 1).distance(number("0.0001")),
            "わずか（0.1ポイント未満）"
        );
        assert_eq!(print(&percent, 1).distance(number("0")), "0ポイント");
    }
}
