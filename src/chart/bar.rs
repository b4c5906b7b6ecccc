//! Target and actual by year: a bar for what was reached, from zero, and across it the step of what was asked for in that year.

use super::figure::{Figure, Mark, Shape};
use super::geometry::{Rect, UNIT};
use super::goal::{Goal, Place};
use super::labels::Board;
use super::line::Frame;
use super::markers;
use super::trend::{Series, Trend, Value};
use super::words;

/// A difference of this share of the longest bar is seen at a glance.
const SHARE_SEEN: f64 = 0.05;
/// More years than this make bars too thin for a phone.
const MOST_YEARS: i32 = 14;
const DAYS_OF_YEAR: i32 = 365;

/// Whether bars show more of a trend than a line: every target is for one year and there are several, every figure is about a whole year,
/// none is below zero, nothing changed its definition, and the difference to some target is seen from zero.
pub(super) fn suits(trend: &Trend) -> bool {
    let [series] = trend.series.as_slice() else {
        return false;
    };
    let by_year = series.goals.iter().all(|goal| matches!(goal.place, Place::Year(..)));
    let heights = trend.heights();
    let longest = heights.iter().copied().fold(0.0, f64::max);
    let differs = |value: &Value| {
        let target = series.goals.iter().find(|goal| is_of_year(goal, value));
        target.is_some_and(|goal| (value.height - goal.low).abs() >= SHARE_SEEN * longest)
    };
    let days = trend.days();
    let years = match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) => (last - first) / DAYS_OF_YEAR + 1,
        _ => 0,
    };
    by_year
        && series.goals.len() > 1
        && trend.yearly
        && trend.breaks().is_empty()
        && years <= MOST_YEARS
        && heights.iter().all(|height| *height >= 0.0)
        && series.values.windows(2).all(|pair| pair[0].day < pair[1].day)
        && series.values.iter().any(differs)
}

fn is_of_year(goal: &Goal, value: &Value) -> bool {
    matches!(goal.place, Place::Year(from, to) if (from..to).contains(&value.day))
}

impl Frame {
    /// The bars, and what keeps the steps across them apart from them.
    pub(super) fn draw_bars(&self, trend: &Trend, figure: &mut Figure, board: &mut Board) {
        for (place, series) in trend.series.iter().enumerate() {
            let name = markers::series_class(place);
            for value in &series.values {
                let rect = self.bar(value);
                board.add_area(rect);
                let class = if words::vintage(value.vintage).is_some() {
                    format!("{name} bar forecast")
                } else {
                    format!("{name} bar")
                };
                figure.marks.push(Mark::new(class, Shape::Rect(rect)));
            }
            self.draw_halos(series, figure);
        }
    }

    /// Room of one year on the axis.
    pub(super) fn width_of_year(&self) -> i32 {
        self.time.width_of_year()
    }

    fn bar(&self, value: &Value) -> Rect {
        let (x, y) = self.at(value);
        let half = self.width_of_year() * 3 / 10;
        Rect {
            left: x - half,
            top: y,
            right: x + half,
            bottom: self.plot.bottom,
        }
    }

    fn draw_halos(&self, series: &Series, figure: &mut Figure) {
        for goal in &series.goals {
            if let Place::Year(from, to) = goal.place {
                let y = self.y(goal.low);
                let line = vec![(self.x(from) + 2 * UNIT, y), (self.x(to) - 2 * UNIT, y)];
                figure.marks.push(Mark::new("halo", Shape::Path(line)));
            }
        }
    }
}
