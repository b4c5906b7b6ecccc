//! The sparkline: the course of one series in a line of text, without axes and words. The figures that count stand beside it in the
//! table; its text alternative names the first and the last.
//!
//! Lines join values that follow each other; where values are missing or were counted in another way nothing is drawn between. The last
//! value has a large marker, values that may still change are hollow, and the target is a level or the steps of its years. The scale is that
//! of the trend: from zero, unless the differences would be too small to see.

use super::figure::{Mark, Shape};
use super::geometry::{Point, UNIT};
use super::goal::{Goal, Place};
use super::svg::Scale;
use super::trend::{Link, Trend, Value};
use super::value_axis::ValueRange;
use super::words;

/// Two values are read as fast in the table; a course begins with the third.
pub(super) const FEWEST: usize = 3;

pub(super) const SIZE: (i32, i32) = (120 * UNIT, 30 * UNIT);
const EDGE: i32 = 5 * UNIT;
const LARGE: i32 = 4 * UNIT;
const SMALL: i32 = 2 * UNIT;

/// The marks of the first series of a trend; none when it has too few values.
pub(super) fn marks(trend: &Trend) -> Option<Vec<Mark>> {
    let series = trend.series.first()?;
    let values = &series.values;
    if values.len() < FEWEST {
        return None;
    }
    let days = || {
        let absences = series.absences.iter().map(|absence| absence.day);
        values.iter().map(|value| value.day).chain(absences)
    };
    let (first, last) = (days().min()?, days().max()?);
    let range = ValueRange::of(&trend.heights(), false, 8, trend.format);
    let place = Places {
        days: Scale::new(
            (f64::from(first), f64::from(last.max(first + 1))),
            (EDGE, SIZE.0 - EDGE),
        ),
        heights: Scale::new((range.low, range.high), (SIZE.1 - EDGE, EDGE)),
    };
    let mut marks: Vec<Mark> = series.goals.iter().flat_map(|goal| target(goal, &place)).collect();
    for pair in values.windows(2) {
        if pair[1].link == Link::Line {
            let line = vec![place.of(&pair[0]), place.of(&pair[1])];
            marks.push(Mark::new("series-1 line", Shape::Path(line)));
        }
    }
    for (at, value) in values.iter().enumerate() {
        let latest = at + 1 == values.len();
        let joined = value.link == Link::Line || values.get(at + 1).is_some_and(|next| next.link == Link::Line);
        let open = words::vintage(value.vintage).is_some();
        if latest || open || !joined {
            let class = if open {
                "series-1 marker forecast"
            } else {
                "series-1 marker"
            };
            let radius = if latest { LARGE } else { SMALL };
            marks.push(Mark::new(class, Shape::Circle(place.of(value), radius)));
        }
    }
    Some(marks)
}

struct Places {
    days: Scale,
    heights: Scale,
}

impl Places {
    fn x(&self, day: i32) -> i32 {
        self.days.place(f64::from(day)).clamp(0, SIZE.0)
    }

    fn y(&self, height: f64) -> i32 {
        self.heights.place(height).clamp(EDGE, SIZE.1 - EDGE)
    }

    fn of(&self, value: &Value) -> Point {
        (self.x(value.day), self.y(value.height))
    }
}

/// The levels of a target: all along, or in its year as far as that lies within the course.
fn target(goal: &Goal, place: &Places) -> Vec<Mark> {
    let (from, to) = match goal.place {
        Place::By(_) | Place::Throughout => (0, SIZE.0),
        Place::Year(from, to) => (place.x(from), place.x(to)),
    };
    let mut heights = vec![goal.low, goal.high];
    heights.dedup();
    let level = |height| {
        Mark::new(
            "target level",
            Shape::Path(vec![(from, place.y(height)), (to, place.y(height))]),
        )
    };
    if from < to {
        heights.into_iter().map(level).collect()
    } else {
        Vec::new()
    }
}
