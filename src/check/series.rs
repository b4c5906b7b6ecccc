//! The figures of a plan as series: everything stated of one indicator and segment, edition after edition.

use std::collections::BTreeMap;

use super::scope::{Scope, is_pending};
use crate::calendar::{FiscalYear, Period};
use crate::quantity::Number;
use crate::source::raw::{Indicator, Observation, Stage, VintageWord};
use crate::source::{At, Id, RawEdition};

/// One series (系列) of an indicator.
pub(super) struct Series<'raw> {
    pub indicator: &'raw Indicator,
    /// Segment; none when the indicator has one series only.
    pub segment: Option<&'raw str>,
    /// Values in the order of their editions; within an edition the surest comes last.
    pub statements: Vec<Statement<'raw>>,
}

/// A value as stated in one edition.
#[derive(Clone, Copy)]
pub(super) struct Statement<'raw> {
    pub file: &'raw RawEdition,
    pub observation: &'raw Observation,
    pub value: At<Number>,
}

impl Statement<'_> {
    /// Period of the value.
    pub fn period(&self) -> Period {
        self.observation.period.period
    }

    /// Vintage; final unless said otherwise.
    pub fn vintage(&self) -> VintageWord {
        self.observation
            .vintage
            .as_ref()
            .map_or(VintageWord::Final, |word| word.value)
    }

    /// When the value was known: its own date, or that of the edition.
    pub fn as_of(&self) -> Option<Period> {
        let edition = &self.file.edition;
        self.observation
            .as_of
            .as_ref()
            .or(edition.as_of.as_ref())
            .map(|dates| dates.period)
    }
}

impl<'raw> Scope<'raw> {
    /// The series in which values are stated, in the order of the plan's indicators.
    pub fn series(&self) -> Vec<Series<'raw>> {
        self.plan
            .plan
            .indicators
            .iter()
            .flat_map(|indicator| self.series_of(indicator))
            .collect()
    }

    fn series_of(&self, indicator: &'raw Indicator) -> Vec<Series<'raw>> {
        let mut series: BTreeMap<Option<&str>, Vec<Statement<'raw>>> = BTreeMap::new();
        for file in &self.plan.editions {
            let Some(observations) = file.edition.indicators.get(indicator.id.as_str()) else {
                continue;
            };
            for observation in observations.iter().filter(|it| !is_pending(it.pending.as_ref())) {
                if let Some(value) = observation.value {
                    let statement = Statement {
                        file,
                        observation,
                        value,
                    };
                    series
                        .entry(segment(observation.segment.as_ref()))
                        .or_default()
                        .push(statement);
                }
            }
        }
        let series = series.into_iter().map(|(segment, mut statements)| {
            statements.sort_by_key(|it| {
                (
                    order(it.file),
                    it.vintage(),
                    it.observation.as_of.as_ref().map(|at| at.period),
                )
            });
            Series {
                indicator,
                segment,
                statements,
            }
        });
        series.collect()
    }
}

impl<'raw> Series<'raw> {
    /// What is stated about each period, in the order of the editions.
    pub fn by_period(&self) -> BTreeMap<Period, Vec<Statement<'raw>>> {
        let mut periods: BTreeMap<Period, Vec<_>> = BTreeMap::new();
        for statement in &self.statements {
            periods.entry(statement.period()).or_default().push(*statement);
        }
        periods
    }

    /// The series in a message.
    pub fn title(&self) -> String {
        series_title(self.indicator, self.segment)
    }

    /// A value of the series in a message, with its unit.
    pub fn shown(&self, value: Number) -> String {
        format!(
            "{value}{}",
            self.indicator.unit.as_ref().map_or("", |unit| unit.as_str())
        )
    }
}

/// A series in a message: 「時間外勤務時間数（管理職除く）」.
pub(super) fn series_title(indicator: &Indicator, segment: Option<&str>) -> String {
    let title = indicator.title.as_str();
    let Some(id) = segment else {
        return format!("「{title}」");
    };
    let known = indicator.segments.iter().find(|segment| segment.id.as_str() == id);
    format!("「{title}（{}）」", known.map_or(id, |segment| segment.title.as_str()))
}

/// The place of an edition in the order of the plan's editions.
pub(super) fn order(file: &RawEdition) -> (FiscalYear, Stage) {
    (file.year, file.stage)
}

/// A segment as written.
pub(super) fn segment(segment: Option<&At<Id>>) -> Option<&str> {
    segment.map(|segment| segment.as_str())
}
