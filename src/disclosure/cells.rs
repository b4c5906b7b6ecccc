//! The figures of a project as cells: series × period × part, whichever edition states them.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::Ratio;

use super::interval::Exact;
use crate::calendar::Period;
use crate::model::{
    AbsenceReason, Indicator, IndicatorId, Observation, Part, Plan, PlanId, Project, Reading, SegmentId,
};
use crate::quantity::Number;

/// An indicator by the oldest one it continues alone: figures of one series are the same cells in every plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series {
    /// Plan.
    pub plan: PlanId,
    /// Indicator.
    pub indicator: IndicatorId,
}

/// A figure of a series at a period.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Series.
    pub series: Series,
    /// Period.
    pub period: Period,
    /// Segment.
    pub segment: Option<SegmentId>,
    /// Part.
    pub part: Part,
}

/// The series an indicator belongs to. One that continues several is a series of its own.
pub fn series_of(project: &Project, plan: &Plan, indicator: &Indicator) -> Series {
    let mut at = (plan, indicator);
    // Lineage without a cycle is no longer than the number of indicators; the bound is for data not checked yet.
    for _ in 0..project.plans.len() {
        let [before] = at.1.continues.as_slice() else { break };
        let Some(older) = project.plans.iter().find(|plan| plan.id == before.plan) else {
            break;
        };
        let Some(indicator) = older.indicators.iter().find(|one| one.id == before.indicator) else {
            break;
        };
        if indicator.unit != at.1.unit {
            break;
        }
        at = (older, indicator);
    }
    Series {
        plan: at.0.id.clone(),
        indicator: at.1.id.clone(),
    }
}

/// What is stated about all segments of a series at a period: the equations hold within it.
#[derive(Default, Clone)]
pub(super) struct Table {
    /// What holds now of each figure.
    pub stated: BTreeMap<(Option<SegmentId>, Part), Exact>,
    /// Values that the publisher wrote as withheld.
    pub withheld: BTreeSet<Option<SegmentId>>,
    /// Decimals of rates, to know how far they were rounded.
    pub decimals: BTreeMap<Option<SegmentId>, u32>,
}

/// All tables of a project, each as it stood after every statement that changed it: the site goes on showing what an earlier
/// edition or vintage said, so a figure must be safe in each of them.
pub(super) fn tables(project: &Project) -> BTreeMap<(Series, Period), Vec<Table>> {
    let mut tables: BTreeMap<(Series, Period), Vec<Table>> = BTreeMap::new();
    for plan in &project.plans {
        for indicator in &plan.indicators {
            let series = series_of(project, plan, indicator);
            let baselines = indicator.baselines.iter().map(|baseline| (baseline.period, baseline));
            for (period, baselines) in grouped(baselines) {
                tables.add(&series, period, |table| {
                    for baseline in baselines {
                        table.state(baseline.segment.as_ref(), Part::Value, Some(baseline.value));
                    }
                });
            }
            for (segment, period) in &indicator.withheld_baselines {
                tables.add(&series, *period, |table| {
                    table.withheld.insert(segment.clone());
                });
            }
            for edition in &plan.editions {
                let stated = edition.observations.get(&indicator.id).into_iter().flatten();
                let of_one_vintage = stated.map(|one| ((one.vintage, one.period), one));
                for ((_, period), observations) in grouped(of_one_vintage) {
                    tables.add(&series, period, |table| {
                        for one in observations {
                            table.observe(one);
                        }
                    });
                }
            }
        }
    }
    tables
}

fn grouped<K: Ord, V>(pairs: impl Iterator<Item = (K, V)>) -> BTreeMap<K, Vec<V>> {
    let mut groups: BTreeMap<K, Vec<V>> = BTreeMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}

trait History {
    fn add(&mut self, series: &Series, period: Period, change: impl FnOnce(&mut Table));
}

impl History for BTreeMap<(Series, Period), Vec<Table>> {
    fn add(&mut self, series: &Series, period: Period, change: impl FnOnce(&mut Table)) {
        let states = self.entry((series.clone(), period)).or_default();
        let mut table = states.last().cloned().unwrap_or_default();
        change(&mut table);
        states.push(table);
    }
}

impl Table {
    /// Later statements replace earlier ones.
    fn observe(&mut self, observation: &Observation) {
        let segment = observation.segment.as_ref();
        match observation.reading {
            Reading::Value(value) => self.state(segment, Part::Value, Some(value)),
            Reading::Absent(AbsenceReason::Withheld) => {
                self.withheld.insert(segment.cloned());
            }
            Reading::Absent(_) => {}
        }
        self.state(segment, Part::Numerator, observation.numerator);
        self.state(segment, Part::Denominator, observation.denominator);
    }

    fn state(&mut self, segment: Option<&SegmentId>, part: Part, number: Option<Number>) {
        if let Some((number, exact)) = number.and_then(|number| Some((number, exact(number)?))) {
            self.stated.insert((segment.cloned(), part), exact);
            if part == Part::Value {
                self.decimals.insert(segment.cloned(), number.decimal().scale());
            }
        }
    }

    pub fn value(&self, segment: Option<&SegmentId>, part: Part) -> Option<Exact> {
        self.stated.get(&(segment.cloned(), part)).copied()
    }
}

/// Figures of counts and rates are short; what is longer is no count, and is left out of the equations.
fn exact(number: Number) -> Option<Exact> {
    let decimal = number.decimal().normalize();
    let small = decimal.mantissa().unsigned_abs() <= 1_000_000_000_000_000 && decimal.scale() <= 6;
    small.then(|| Ratio::new(decimal.mantissa(), 10_i128.pow(decimal.scale())))
}
