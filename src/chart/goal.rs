//! Targets as a chart sees them: a level at a deadline, throughout, or in one year.

use super::trend::{height, number};
use crate::calendar::{FiscalYear, Moment, Period, YearStyle};
use crate::evaluate::{Assessment, deadline_stands};
use crate::model::{BoundValue, Deadline, Indicator, Polarity, TargetForm, Toward};
use crate::quantity::{Number, Unit};

/// A target in numbers (数値目標).
#[derive(Debug, Clone)]
pub(super) struct Goal {
    pub place: Place,
    /// Lower and upper end; the same for all but a range (範囲).
    pub low: f64,
    pub high: f64,
    /// The figure alone: `50%`.
    pub label: String,
    /// What is asked for: `50%以上`.
    pub words: String,
    /// When: `令和2年度`.
    pub when: String,
    /// Where the planned path (計画経路) begins.
    pub path_from: Option<(i32, f64)>,
}

/// Where a target stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At its deadline (期限).
    By(i32),
    /// All the time (毎年度, or no deadline).
    Throughout,
    /// In one fiscal year, from its first day to the day after its last (年度ごとの目標).
    Year(i32, i32),
}

impl Goal {
    pub(super) fn heights(&self) -> impl Iterator<Item = f64> {
        [self.low, self.high]
            .into_iter()
            .chain(self.path_from.map(|(_, height)| height))
    }

    /// The height at which it is named.
    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    pub(super) fn days(&self) -> impl Iterator<Item = i32> {
        let own = match self.place {
            Place::By(day) => vec![day],
            Place::Throughout => Vec::new(),
            Place::Year(from, to) => vec![from, to - 1],
        };
        own.into_iter().chain(self.path_from.map(|(day, _)| day))
    }
}

/// The targets of one series that have a number.
pub(super) fn goals<'project>(
    indicator: &Indicator,
    assessments: impl Iterator<Item = &'project Assessment<'project>>,
) -> Vec<Goal> {
    assessments
        .filter_map(|assessment| goal(indicator, assessment))
        .collect()
}

fn goal(indicator: &Indicator, assessment: &Assessment<'_>) -> Option<Goal> {
    let target = assessment.target?;
    let working = &assessment.working;
    let (low, high) = match &target.form {
        TargetForm::Between(low, high) => (*low, *high),
        TargetForm::AtLeast(_) | TargetForm::AtMost(_) | TargetForm::Exactly(_) | TargetForm::Maintain(_) => {
            let required = working.required?;
            (required, required)
        }
        TargetForm::Direction(_) | TargetForm::Qualitative(_) | TargetForm::None => return None,
    };
    let moving = matches!(&target.form, TargetForm::AtLeast(bound) | TargetForm::AtMost(bound) | TargetForm::Exactly(bound)
        if matches!(bound, BoundValue::Relative { .. }));
    let place = match &target.deadline {
        Deadline::By(period) => Place::By(deadline_day(*period, assessment)?),
        Deadline::In(year) => year_of(*year),
        // A level that follows last year's actual is known for one year only: the one judged.
        Deadline::Every if moving => year_of(working.judged?.observation.period.fiscal_year()?),
        Deadline::Every | Deadline::Open => Place::Throughout,
    };
    let path_from = match (place, &target.form) {
        (Place::By(_), TargetForm::Between(..) | TargetForm::Maintain(_))
        | (Place::Throughout | Place::Year(..), _) => None,
        (Place::By(_), _) => working
            .planned
            .and_then(|planned| Some((day(planned.from.moment), height(planned.from.value)?))),
    };
    Some(Goal {
        place,
        low: height(low)?,
        high: height(high)?,
        label: indicator.format.format(low)
            + if indicator.unit.as_ref().is_some_and(Unit::is_percent) {
                "%"
            } else {
                ""
            },
        words: words(indicator, &target.form, working.required),
        when: when(&target.deadline),
        path_from,
    })
}

/// Where the deadline stands on the planned path, or would if there were one.
fn deadline_day(period: Period, assessment: &Assessment<'_>) -> Option<i32> {
    let working = &assessment.working;
    if let Some(planned) = working.planned {
        return Some(day(planned.to.moment));
    }
    let baseline = working.baseline.map(|baseline| baseline.period);
    let judged = working.judged.as_ref().map(|judged| judged.observation.period);
    deadline_stands(period, baseline.or(judged)).map(day)
}

fn day(moment: Moment) -> i32 {
    number(moment.day())
}

fn year_of(year: FiscalYear) -> Place {
    Place::Year(number(year.first_day()), number(year.last_day()) + 1)
}

/// What a target asks for, in words: `50%以上`. For a relative target the number it comes to.
pub(super) fn words(indicator: &Indicator, form: &TargetForm, required: Option<Number>) -> String {
    let printed = |value: Number| match &indicator.unit {
        Some(unit) => indicator.format.format_with_unit(value, unit),
        None => indicator.format.format(value),
    };
    let is_percent = indicator.unit.as_ref().is_some_and(Unit::is_percent);
    let all = is_percent && required == Some(Number::HUNDRED);
    let nothing = required.is_some_and(Number::is_zero);
    let required = required.map(printed).unwrap_or_default();
    match form {
        // All and nothing have nothing beyond them: 100% is not 「100%以上」, 0人 not 「0人以下」.
        TargetForm::AtLeast(_) if all => required,
        TargetForm::AtMost(_) if nothing => required,
        TargetForm::AtLeast(_) => format!("{required}以上"),
        TargetForm::AtMost(_) => format!("{required}以下"),
        TargetForm::Exactly(_) => required,
        TargetForm::Between(low, high) => format!("{}以上{}以下", printed(*low), printed(*high)),
        TargetForm::Maintain(level) if indicator.polarity == Polarity::Lower => {
            format!("{}以下を維持", printed(*level))
        }
        TargetForm::Maintain(level) if *level == Number::HUNDRED && is_percent => format!("{}を維持", printed(*level)),
        TargetForm::Maintain(level) => format!("{}以上を維持", printed(*level)),
        TargetForm::Direction(Toward::Increase) => "増加".to_owned(),
        TargetForm::Direction(Toward::Decrease) => "減少".to_owned(),
        TargetForm::Qualitative(text) => text.clone(),
        TargetForm::None => String::new(),
    }
}

/// When a target must hold: `令和2年度`, `毎年度`; empty when it names no time.
pub(super) fn when(deadline: &Deadline) -> String {
    match deadline {
        Deadline::By(period) => period.label(YearStyle::Era),
        Deadline::Every => "毎年度".to_owned(),
        Deadline::In(year) => year.label(YearStyle::Era),
        Deadline::Open => String::new(),
    }
}
