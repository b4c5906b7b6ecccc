//! The axis of time: fiscal years as bands of true length, labelled in eras.

use chrono::NaiveDate;

use super::svg::Scale;
use super::text;
use super::trend::number;
use crate::calendar::{EraYear, FiscalYear, YearStyle};

/// Steps in which labels are left out when they do not fit.
const STEPS: [i32; 9] = [1, 2, 3, 5, 10, 20, 50, 100, 400];

/// The axis of time (横軸).
#[derive(Debug, Clone)]
pub(super) struct TimeAxis {
    scale: Scale,
    years: Vec<FiscalYear>,
    left: i32,
    right: i32,
}

/// The label of a fiscal year, centred in its band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct YearLabel {
    pub x: i32,
    pub content: String,
}

impl TimeAxis {
    /// An axis of the fiscal years in which the days lie; `None` when they lie outside the years we know.
    pub(super) fn of(days: &[i32], left: i32, right: i32) -> Option<Self> {
        let year = |day: i32| NaiveDate::from_num_days_from_ce_opt(day).and_then(FiscalYear::containing);
        let (first, last) = (year(*days.iter().min()?)?, year(*days.iter().max()?)?);
        let years: Vec<FiscalYear> = (first.year()..=last.year()).filter_map(FiscalYear::new).collect();
        let (from, to) = (number(first.first_day()), number(last.last_day()) + 1);
        Some(Self {
            scale: Scale::new((f64::from(from), f64::from(to)), (left, right)),
            years,
            left,
            right,
        })
    }

    /// Where a day stands.
    pub(super) fn x(&self, day: i32) -> i32 {
        self.scale.place(f64::from(day)).clamp(self.left, self.right)
    }

    /// Room of one year.
    pub(super) fn width_of_year(&self) -> i32 {
        let years = i32::try_from(self.years.len()).unwrap_or(i32::MAX);
        (self.right - self.left) / years.max(1)
    }

    /// Where years meet, with `true` where an era has its first fiscal year.
    pub(super) fn borders(&self) -> Vec<(i32, bool)> {
        let new_era = |year: FiscalYear| year.era_year().is_some_and(|named| named.year() == 1);
        let mut borders: Vec<(i32, bool)> = self
            .years
            .iter()
            .enumerate()
            .map(|(place, year)| (self.x(number(year.first_day())), place > 0 && new_era(*year)))
            .collect();
        borders.push((self.right, false));
        borders
    }

    /// As many year labels as fit without crowding, evenly spaced and counted back from the last; the first of each era in full.
    pub(super) fn labels(&self, size: i32) -> Vec<YearLabel> {
        let every = |step: &i32| self.labels_every(*step);
        let fits = |labels: &Vec<YearLabel>| {
            let edges = labels.iter().map(|label| {
                let half = text::width(&label.content, size) / 2;
                (label.x - half, label.x + half)
            });
            edges
                .clone()
                .zip(edges.skip(1))
                .all(|(before, after)| before.1 + size / 2 <= after.0)
        };
        STEPS.iter().map(every).find(fits).unwrap_or_default()
    }

    fn labels_every(&self, step: i32) -> Vec<YearLabel> {
        let Some(last) = self.years.last() else {
            return Vec::new();
        };
        let mut era = None;
        let mut labels = Vec::new();
        for year in self.years.iter().filter(|year| (last.year() - year.year()) % step == 0) {
            let named = year.era_year();
            let content = match named {
                Some(named) if era != Some(named.era()) => named.to_string(),
                Some(named) => named.short(),
                None => year.label(YearStyle::Western),
            };
            era = named.map(EraYear::era);
            let (from, to) = (self.x(number(year.first_day())), self.x(number(year.last_day()) + 1));
            labels.push(YearLabel {
                x: from + (to - from) / 2,
                content,
            });
        }
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(first: i32, last: i32, width: i32) -> Vec<String> {
        let day = |year| number(FiscalYear::new(year).expect("a year of the test").first_day());
        let axis = TimeAxis::of(&[day(first), day(last)], 0, width).expect("an axis");
        axis.labels(140).into_iter().map(|label| label.content).collect()
    }

    #[test]
    fn eras_are_named_once_and_labels_thinned_out_evenly() {
        assert_eq!(
            labels(2014, 2020, 6000),
            ["平成26", "H27", "H28", "H29", "H30", "令和元", "R2"]
        );
        assert_eq!(labels(2014, 2020, 2200), ["平成26", "H28", "H30", "令和2"]);
        assert_eq!(labels(2014, 2014, 300), ["平成26"]);
        assert_eq!(labels(1900, 2100, 6000).len(), 11);
    }

    #[test]
    fn bands_have_true_length() {
        let day = |text: &str| number(text.parse().expect("a day of the test"));
        let axis = TimeAxis::of(&[day("2015-07-15"), day("2021-03-31")], 0, 60_000).expect("an axis");
        let july = axis.x(day("2015-07-15"));
        assert!((2850..2950).contains(&july), "{july}");
        assert!(axis.x(day("2021-03-31")) > 59_900);
        assert_eq!(axis.borders().iter().filter(|(_, era)| *era).count(), 1);
    }
}
