//! Withheld figures leave the model here (秘匿): what is withheld is gone before any page, chart or file is made of it.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::calendar::Period;
use crate::disclosure::{Cell, Protection, Series, protect, series_of};
use crate::model::{
    AbsenceReason, Baseline, Indicator, IndicatorId, Internal, Observation, Part, Plan, PlanId, Project, Prose,
    PublishedRatios, Reading, SegmentId, Withheld,
};
use crate::quantity::Number;

/// Takes every withheld figure out of a public project.
pub(super) fn apply(project: &mut Project) {
    let hidden = Hidden::of(project);
    for plan in &mut project.plans {
        let series = hidden.series_in(&plan.id);
        for indicator in &mut plan.indicators {
            let Some(series) = series.get(&indicator.id) else {
                continue;
            };
            let baselines = std::mem::take(&mut indicator.baselines).into_iter();
            let (withheld, public): (Vec<_>, Vec<_>) =
                baselines.partition(|baseline| hidden.is_baseline(series, baseline));
            indicator.baselines = public;
            let withheld = withheld.into_iter().map(|baseline| (baseline.segment, baseline.period));
            indicator.withheld_baselines.extend(withheld);
        }
        for edition in &mut plan.editions {
            for (indicator, observations) in &mut edition.observations {
                let Some(series) = series.get(indicator) else { continue };
                for observation in observations {
                    hidden.take_out(series, observation);
                }
            }
            for correction in &mut edition.corrections {
                correction.values.retain(|value| {
                    let series = series.get(&value.indicator);
                    !series.is_some_and(|series| hidden.has(series, value.segment.as_ref(), value.period, Part::Value))
                });
            }
        }
    }
}

/// Lists for the internal edition what the public one withholds.
pub(super) fn list(public: &Project) -> BTreeMap<PlanId, Vec<Internal<Withheld>>> {
    let hidden = Hidden::of(public);
    let mut lists = BTreeMap::new();
    for plan in &public.plans {
        let list = plan
            .indicators
            .iter()
            .flat_map(|indicator| hidden.listed(public, plan, indicator));
        lists.insert(plan.id.clone(), list.map(Internal::new).collect());
    }
    lists
}

/// What is hidden, and to which series the indicators of each plan belong.
struct Hidden {
    protection: Protection,
    series: BTreeMap<PlanId, BTreeMap<IndicatorId, Series>>,
}

impl Hidden {
    fn of(project: &Project) -> Self {
        let series = project.plans.iter().map(|plan| {
            let of_plan = plan
                .indicators
                .iter()
                .map(|indicator| (indicator.id.clone(), series_of(project, plan, indicator)));
            (plan.id.clone(), of_plan.collect())
        });
        Self {
            protection: protect(project),
            series: series.collect(),
        }
    }

    fn series_in(&self, plan: &PlanId) -> BTreeMap<IndicatorId, Series> {
        self.series.get(plan).cloned().unwrap_or_default()
    }

    fn has(&self, series: &Series, segment: Option<&SegmentId>, period: Period, part: Part) -> bool {
        let cell = Cell {
            series: series.clone(),
            period,
            segment: segment.cloned(),
            part,
        };
        self.protection.withheld.contains_key(&cell)
    }

    fn is_baseline(&self, series: &Series, baseline: &Baseline) -> bool {
        self.has(series, baseline.segment.as_ref(), baseline.period, Part::Value)
    }

    fn take_out(&self, series: &Series, observation: &mut Observation) {
        let has = |part| self.has(series, observation.segment.as_ref(), observation.period, part);
        let (value, numerator, denominator) = (has(Part::Value), has(Part::Numerator), has(Part::Denominator));
        // A ratio to last year's figure would give last year's away.
        if self.is_year_after_hidden(series, observation) {
            observation.published.to_previous_year = None;
        }
        if !(value || numerator || denominator) {
            return;
        }
        let figures: Vec<Number> = [
            observation.value().filter(|_| value),
            observation.numerator.filter(|_| numerator),
            observation.denominator.filter(|_| denominator),
        ]
        .into_iter()
        .flatten()
        .collect();
        for text in [&mut observation.comment, &mut observation.note] {
            if text
                .as_ref()
                .is_some_and(|text| figures.iter().any(|figure| mentions(text, *figure)))
            {
                *text = None;
            }
        }
        if value {
            if matches!(observation.reading, Reading::Value(_)) {
                observation.reading = Reading::Absent(AbsenceReason::Withheld);
            }
            // The publisher's comparison and rating are made of the value.
            observation.published = PublishedRatios::default();
            observation.rating = None;
        }
        if numerator {
            observation.numerator = None;
        }
        if denominator {
            observation.denominator = None;
        }
    }

    fn is_year_after_hidden(&self, series: &Series, observation: &Observation) -> bool {
        self.protection.withheld.keys().any(|cell| {
            cell.part == Part::Value
                && cell.series == *series
                && cell.segment == observation.segment
                && observation.period.is_a_year_after(cell.period)
        })
    }

    /// What is hidden of an indicator, in the order of periods, with the figure that holds now.
    fn listed(&self, project: &Project, plan: &Plan, indicator: &Indicator) -> Vec<Withheld> {
        let series = series_of(project, plan, indicator);
        let stated = stated(plan, indicator);
        let mut seen = BTreeSet::new();
        let mut listed = Vec::new();
        for (cell, because) in &self.protection.withheld {
            let key = (cell.segment.clone(), cell.period, cell.part);
            let is_here = cell.series == series && stated.contains_key(&(cell.segment.clone(), cell.period));
            if !is_here || !seen.insert(key) {
                continue;
            }
            listed.push(Withheld {
                indicator: indicator.id.clone(),
                segment: cell.segment.clone(),
                period: cell.period,
                part: cell.part,
                value: stated
                    .get(&(cell.segment.clone(), cell.period))
                    .and_then(|parts| parts.get(&cell.part))
                    .copied(),
                because: *because,
            });
        }
        listed
    }
}

type Stated = BTreeMap<(Option<SegmentId>, Period), BTreeMap<Part, Number>>;

/// The figures a plan states of an indicator; later statements replace earlier ones.
fn stated(plan: &Plan, indicator: &Indicator) -> Stated {
    let mut stated = Stated::new();
    for baseline in &indicator.baselines {
        let parts = stated.entry((baseline.segment.clone(), baseline.period)).or_default();
        parts.insert(Part::Value, baseline.value);
    }
    let observations = plan
        .editions
        .iter()
        .filter_map(|edition| edition.observations.get(&indicator.id));
    for observation in observations.flatten() {
        let parts = stated
            .entry((observation.segment.clone(), observation.period))
            .or_default();
        let figures = [
            (Part::Value, observation.value()),
            (Part::Numerator, observation.numerator),
            (Part::Denominator, observation.denominator),
        ];
        parts.extend(figures.into_iter().filter_map(|(part, figure)| Some((part, figure?))));
    }
    stated
}

/// Whether a text names a figure: the same digits, not as a part of longer ones.
fn mentions(text: &Prose, figure: Number) -> bool {
    let text: String = text.as_markdown().nfkc().collect();
    let digits = figure.decimal().normalize().to_string();
    let is_number = |letter: char| letter.is_ascii_digit() || letter == '.';
    text.match_indices(&digits).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(is_number) && !after.is_some_and(|letter| letter.is_ascii_digit())
    })
}
