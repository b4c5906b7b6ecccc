//! An indicator as a chart sees it: values in time, what is missing between them, and what was aimed at.

use chrono::{Datelike, NaiveDate};
use rust_decimal::prelude::ToPrimitive;

use super::goal::{self, Goal};
use super::words;
use crate::calendar::{Period, When};
use crate::evaluate::{Assessment, History, figure_stands};
use crate::model::{Indicator, Reading, Vintage};
use crate::quantity::{Number, NumberFormat};

/// More than a year without a value is a gap: two whole fiscal years that follow each other are 366 days apart at most.
const GAP_DAYS: i32 = 400;

/// The trend (推移) of an indicator.
#[derive(Debug, Clone)]
pub(super) struct Trend {
    /// Unit as printed; empty when there is none.
    pub unit: String,
    /// Whether figures are percentages (%), which are printed with their sign everywhere.
    pub percent: bool,
    pub format: NumberFormat,
    pub series: Vec<Series>,
    /// Whether every figure is about a whole fiscal year.
    pub yearly: bool,
}

/// One series (区分).
#[derive(Debug, Clone)]
pub(super) struct Series {
    /// Name of the segment; none when it is the only series.
    pub name: Option<String>,
    /// Values in the order of time.
    pub values: Vec<Value>,
    /// Times for which the publisher says that there is no value.
    pub absences: Vec<Absence>,
    pub goals: Vec<Goal>,
    /// Days from which figures are counted in another way (定義変更).
    pub breaks: Vec<i32>,
}

/// A value in time.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub period: Period,
    pub day: i32,
    pub height: f64,
    /// As printed beside its marker.
    pub label: String,
    /// Whether it is the value from which the plan set out (目標設定時).
    pub baseline: bool,
    pub vintage: Vintage,
    pub link: Link,
}

/// How a value is joined to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Not at all: it is the first, or states the same time again.
    Apart,
    /// By a line.
    Line,
    /// By a mere hint of a line, because values are missing between (空白期間).
    Gap,
    /// Not at all: the definition changed between the two (定義変更).
    Break,
}

/// A time without a value (値なし).
#[derive(Debug, Clone)]
pub(super) struct Absence {
    pub day: i32,
    /// Why.
    pub word: &'static str,
}

impl Trend {
    /// What is to be drawn of an indicator.
    pub(super) fn of(indicator: &Indicator, histories: &[History<'_>], assessments: &[Assessment<'_>]) -> Self {
        let percent = indicator.unit.as_ref().is_some_and(crate::quantity::Unit::is_percent);
        let printed = |value: Number| indicator.format.format(value) + if percent { "%" } else { "" };
        let yearly = counted_in_whole_years(indicator, histories);
        let several = histories.len() > 1;
        let series = histories.iter().map(|history| {
            let segment = history.segment.map(|segment| &segment.id);
            let own = assessments
                .iter()
                .filter(|assessment| assessment.segment.map(|segment| &segment.id) == segment);
            let absences = absences(history);
            Series {
                name: history.segment.filter(|_| several).map(|segment| segment.title.clone()),
                values: values(indicator, history, &absences, printed),
                absences,
                goals: goal::goals(indicator, own),
                breaks: breaks(history),
            }
        });
        Self {
            unit: indicator
                .unit
                .as_ref()
                .map(|unit| unit.as_str().to_owned())
                .unwrap_or_default(),
            percent,
            format: indicator.format,
            series: series.collect(),
            yearly,
        }
    }

    /// A single figure says nothing in a chart unless there is a target to compare it with, and a target alone shows no trend.
    pub(super) fn is_worth_drawing(&self) -> bool {
        let values: usize = self.series.iter().map(|series| series.values.len()).sum();
        let goals: usize = self.series.iter().map(|series| series.goals.len()).sum();
        values >= 2 || (values == 1 && goals >= 1)
    }

    /// Every height that must be on the axis.
    pub(super) fn heights(&self) -> Vec<f64> {
        let values = self
            .series
            .iter()
            .flat_map(|series| series.values.iter().map(|value| value.height));
        let goals = self
            .series
            .iter()
            .flat_map(|series| series.goals.iter().flat_map(Goal::heights));
        values.chain(goals).collect()
    }

    /// Days of changed definitions between the first and the last value, each once.
    pub(super) fn breaks(&self) -> Vec<i32> {
        let days = || {
            self.series
                .iter()
                .flat_map(|series| series.values.iter().map(|value| value.day))
        };
        let (first, last) = (days().min(), days().max());
        let mut breaks: Vec<i32> = self
            .series
            .iter()
            .flat_map(|series| series.breaks.iter().copied())
            .collect();
        breaks.retain(|day| first.is_some_and(|first| first < *day) && last.is_some_and(|last| *day <= last));
        breaks.sort_unstable();
        breaks.dedup();
        breaks
    }

    /// Every day that must be on the axis.
    pub(super) fn days(&self) -> Vec<i32> {
        let of_series = |series: &Series| {
            let values = series.values.iter().map(|value| value.day);
            let absences = series.absences.iter().map(|absence| absence.day);
            values
                .chain(absences)
                .chain(series.goals.iter().flat_map(Goal::days))
                .collect::<Vec<_>>()
        };
        self.series.iter().flat_map(of_series).collect()
    }

    /// The last day that must be on the axis.
    pub(super) fn last_day(&self) -> i32 {
        self.days().into_iter().max().unwrap_or_default()
    }
}

/// Where the figure of a period stands on the line of days: as on the planned path, so that the figure of a whole year stands in the
/// middle of that year, and one of July in July. `None` for periods without an end.
pub(super) fn day_of(period: Period) -> Option<i32> {
    figure_stands(period).map(|moment| number(moment.day()))
}

/// The day as a number on the line of days.
pub(super) fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// The figure as a height; a figure too long for it is left out.
pub(super) fn height(value: Number) -> Option<f64> {
    value.decimal().to_f64().filter(|height| height.is_finite())
}

/// Whether every figure is about a whole fiscal year.
fn counted_in_whole_years(indicator: &Indicator, histories: &[History<'_>]) -> bool {
    let stated = histories
        .iter()
        .flat_map(|history| history.statements.iter().map(|statement| statement.observation.period));
    let baselines = indicator.baselines.iter().map(|baseline| baseline.period);
    stated
        .chain(baselines)
        .all(|period| matches!(period, Period::At(When::FiscalYear(_))))
}

fn breaks(history: &History<'_>) -> Vec<i32> {
    history
        .breaks
        .iter()
        .filter_map(|one| one.from.first_day())
        .map(number)
        .collect()
}

fn absences(history: &History<'_>) -> Vec<Absence> {
    let current = history.current();
    let absent = current
        .iter()
        .filter_map(|statement| match statement.observation.reading {
            Reading::Absent(reason) => Some(Absence {
                day: day_of(statement.observation.period)?,
                word: words::absence(reason),
            }),
            Reading::Value(_) => None,
        });
    absent.collect()
}

fn values(
    indicator: &Indicator,
    history: &History<'_>,
    absences: &[Absence],
    printed: impl Fn(Number) -> String,
) -> Vec<Value> {
    let baseline = history.baseline(indicator);
    let stated = history.current();
    let observed = stated.iter().filter_map(|statement| {
        let observation = statement.observation;
        let value = observation.value()?;
        Some(Value {
            period: observation.period,
            day: day_of(observation.period)?,
            height: height(value)?,
            label: printed(value),
            baseline: baseline.is_some_and(|baseline| baseline.period == observation.period && baseline.value == value),
            vintage: observation.vintage,
            link: Link::Apart,
        })
    });
    let mut values: Vec<Value> = observed.collect();
    if let Some(baseline) = baseline.filter(|_| values.iter().all(|value| !value.baseline)) {
        let place = day_of(baseline.period).zip(height(baseline.value));
        values.extend(place.map(|(day, height)| Value {
            period: baseline.period,
            day,
            height,
            label: printed(baseline.value),
            baseline: true,
            vintage: Vintage::Final,
            link: Link::Apart,
        }));
    }
    values.sort_by_key(|value| (value.day, !value.baseline));
    for later in 1..values.len() {
        let (from, to) = (values[later - 1].day, values[later].day);
        let changed = history.break_between(values[later - 1].period, values[later].period);
        let interrupted = absences.iter().any(|absence| from < absence.day && absence.day < to);
        values[later].link = match to - from {
            0 => Link::Apart,
            _ if changed.is_some() => Link::Break,
            days if interrupted || days > GAP_DAYS => Link::Gap,
            _ => Link::Line,
        };
    }
    values
}
