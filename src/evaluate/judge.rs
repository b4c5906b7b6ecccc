//! From a target and the history of its series to a verdict with its working.
//!
//! The rules, in the order they are asked:
//! 1. No target, a target in words, an instrument: no number decides.
//! 2. The value asked for is a number: as written, or resolved against the actual it names.
//! 3. A yearly target is judged by the figure of its year; any other by the latest figure.
//! 4. A figure that covers the deadline decides 達成 or 未達成.
//! 5. Before the deadline a figure that satisfies the target, or has reached the straight line from baseline to
//!    target, is 計画どおり; one short of the line is 遅れ.
//! 6. Without a figure or a line to compare with, nothing is decided yet.
//! 7. Figures before and after a change of the definition are not compared: such a line, a direction or a target relative to an actual of
//!    before decides nothing. A number that the target itself names is still held against the figure, and the working says so.

use std::cmp::Ordering;

use super::{
    Assessment, ComparedWith, Ground, History, PlannedPath, Required, Verdict, Working, histories, required::resolve,
};
use crate::calendar::{FiscalYear, Period};
use crate::model::{
    Break, Deadline, Edition, EditionId, Indicator, IndicatorKind, Plan, Polarity, Project, Target, TargetForm, Toward,
};
use crate::quantity::{Number, percentage_of, progress_from_baseline};

/// Judges every target of every series of an indicator, as known with the given edition (the latest when none is given).
/// For a yearly series of targets each year is one assessment. A series without a target gives one assessment without.
pub fn assess_indicator<'project>(
    project: &'project Project,
    plan: &'project Plan,
    indicator: &'project Indicator,
    up_to: Option<EditionId>,
) -> Vec<Assessment<'project>> {
    let mut assessments = Vec::new();
    for history in histories(project, plan, indicator, up_to) {
        let segment = history.segment.map(|segment| &segment.id);
        let before = assessments.len();
        let edition = up_to.and_then(|id| plan.editions.iter().find(|edition| edition.id() == id));
        for target in indicator
            .targets
            .iter()
            .filter(|target| target.segment.as_ref() == segment && holds(target, edition))
        {
            assessments.push(assess(plan, indicator, &history, Some(target)));
        }
        if assessments.len() == before {
            assessments.push(assess(plan, indicator, &history, None));
        }
    }
    assessments
}

/// Whether a target holds for an edition (now, when none is given): one that was replaced holds until then, one that was set later holds
/// from then on. An edition stands on the older side when it was published before that day, or when its year had ended before it.
pub fn holds(target: &Target, edition: Option<&Edition>) -> bool {
    let Some(edition) = edition else {
        return target.replaced.is_none();
    };
    let is_before = |day: Period| {
        let published = edition.published.and_then(Period::last_day);
        day.first_day().is_some_and(|day| {
            edition.fiscal_year.last_day() < day || published.is_some_and(|published| published < day)
        })
    };
    let replaced = target.replaced.as_ref().is_some_and(|replaced| !is_before(replaced.on));
    let not_yet_set = target.set.is_some_and(is_before);
    !replaced && !not_yet_set
}

fn assess<'project>(
    plan: &Plan,
    indicator: &'project Indicator,
    history: &History<'project>,
    target: Option<&'project Target>,
) -> Assessment<'project> {
    let mut working = Working {
        ground: Ground::NoTargetSet,
        judged: history.latest(),
        baseline: history.baseline(indicator),
        required: None,
        base: None,
        deadline: None,
        planned: None,
        path: None,
        changed_on_the_way: None,
        changed_since_target: None,
        compared_with: None,
        distance: None,
        ratio_to_target: None,
        progress: None,
    };
    let verdict = match (indicator.kind, target.map(|target| (target, &target.form))) {
        (_, None | Some((_, TargetForm::None))) if indicator.kind == IndicatorKind::Instrument => {
            working.ground = Ground::InstrumentOnly;
            Verdict::NoNumber
        }
        (_, None | Some((_, TargetForm::None))) => Verdict::NoTarget,
        (_, Some((_, TargetForm::Qualitative(_)))) | (IndicatorKind::Qualitative, _) => {
            working.ground = Ground::JudgedInWords;
            Verdict::NoNumber
        }
        (IndicatorKind::Instrument, _) => {
            working.ground = Ground::InstrumentOnly;
            Verdict::NoNumber
        }
        (IndicatorKind::Number, Some((target, TargetForm::Direction(toward)))) => {
            judge_direction(*toward, history, target, &mut working)
        }
        (IndicatorKind::Number, Some((target, form))) => {
            let verdict = judge_number(indicator, history, target, form, &mut working);
            working.changed_since_target = changed_since_target(plan, history, target, &working);
            verdict
        }
    };
    Assessment {
        segment: history.segment,
        target,
        verdict,
        working,
    }
}

/// A target without a number: the figure is compared with the baseline, and only the direction is judged.
fn judge_direction<'project>(
    toward: Toward,
    history: &History<'project>,
    target: &Target,
    working: &mut Working<'project>,
) -> Verdict {
    working.deadline = match &target.deadline {
        Deadline::By(period) => Some(*period),
        Deadline::In(year) => Some(Period::from(*year)),
        Deadline::Every | Deadline::Open => None,
    };
    let (Some(value), Some(baseline)) = (value_judged(working), working.baseline) else {
        working.ground = Ground::NoFigureYet;
        return Verdict::NotYetMeasurable;
    };
    working.changed_on_the_way = changed_since(history, Some(baseline.period), working);
    if working.changed_on_the_way.is_some() {
        working.ground = Ground::DefinitionChanged;
        return Verdict::NoNumber;
    }
    let moved = match toward {
        Toward::Increase => value > baseline.value,
        Toward::Decrease => value < baseline.value,
    };
    working.distance = value.checked_sub(baseline.value);
    let due = covers_deadline(working);
    working.ground = if moved {
        Ground::MovedAsAsked
    } else {
        Ground::NotMovedAsAsked
    };
    match (moved, due) {
        (true, true) => Verdict::Met,
        (true, false) => Verdict::OnPath,
        (false, true) => Verdict::NotMet,
        (false, false) => Verdict::BehindPath,
    }
}

fn judge_number<'project>(
    indicator: &'project Indicator,
    history: &History<'project>,
    target: &'project Target,
    form: &'project TargetForm,
    working: &mut Working<'project>,
) -> Verdict {
    let year = match &target.deadline {
        Deadline::In(year) => {
            working.judged = history.of_fiscal_year(*year, None);
            working.deadline = Some(Period::from(*year));
            Some(*year)
        }
        Deadline::Every => working
            .judged
            .and_then(|judged| judged.observation.period.fiscal_year()),
        Deadline::By(period) => {
            working.deadline = Some(*period);
            period.fiscal_year()
        }
        Deadline::Open => None,
    };
    // The planned value is known even before anything was measured.
    let Some(condition) = Condition::of(form, indicator.polarity, history, year, working) else {
        working.ground = Ground::BaseMissing;
        return Verdict::NotYetMeasurable;
    };
    working.baseline = working.baseline.map(|baseline| baseline.beside(working.base.as_ref()));
    working.required = Some(condition.nearest(None));
    working.planned = planned_path(target, working, condition.nearest(None));
    let Some(value) = value_judged(working) else {
        working.ground = Ground::NoFigureYet;
        return Verdict::NotYetMeasurable;
    };
    let required = condition.nearest(Some(value));
    let satisfied = condition.holds(value);
    working.required = Some(required);
    let start = working.baseline.map(|baseline| baseline.period);
    let base = working.base.as_ref().map(|base| base.statement.observation.period);
    let changed_since_base = changed_since(history, base, working);
    working.changed_on_the_way = changed_since_base.or(changed_since(history, start, working));
    working.planned = planned_path(target, working, required);
    if changed_since_base.is_some() {
        working.ground = Ground::DefinitionChanged;
        return Verdict::NoNumber;
    }
    compare(working, value, required, ComparedWith::Target);
    working.ratio_to_target = percentage_of(value, required);
    // A share of the way means something only on the way to a deadline, from a baseline that falls short of the target and was counted alike.
    let on_the_way =
        matches!(target.deadline, Deadline::By(_) | Deadline::Open) && working.changed_on_the_way.is_none();
    working.progress = working
        .baseline
        .filter(|baseline| on_the_way && !condition.holds(baseline.value))
        .and_then(|baseline| progress_from_baseline(baseline.value, value, required));

    let (ground, verdict) = match &target.deadline {
        Deadline::Every | Deadline::In(_) if satisfied => (Ground::ReachedInYear, Verdict::Met),
        Deadline::Every | Deadline::In(_) => (Ground::MissedInYear, Verdict::NotMet),
        Deadline::By(_) if covers_deadline(working) && satisfied => (Ground::ReachedAtDeadline, Verdict::Met),
        Deadline::By(_) if covers_deadline(working) => (Ground::MissedAtDeadline, Verdict::NotMet),
        Deadline::By(_) | Deadline::Open if matches!(form, TargetForm::Maintain(_)) => {
            if satisfied {
                (Ground::Kept, Verdict::OnPath)
            } else {
                (Ground::NotKept, Verdict::BehindPath)
            }
        }
        Deadline::Open if satisfied => (Ground::ReachedEarly, Verdict::OnPath),
        Deadline::Open => (Ground::NoDeadline, Verdict::NotYetMeasurable),
        Deadline::By(_) => before_deadline(&condition, value, satisfied, working),
    };
    working.ground = ground;
    verdict
}

/// The figure that is judged: one newer than the start of the path. That a level to be kept held when it was set says nothing of now.
fn value_judged(working: &mut Working<'_>) -> Option<Number> {
    let newest_start = [
        working.baseline.map(|baseline| baseline.period),
        working.base.as_ref().map(|base| base.statement.observation.period),
    ]
    .into_iter()
    .flatten()
    .filter_map(Period::last_day)
    .max();
    working.judged = working
        .judged
        .filter(|judged| newest_start.is_none_or(|start| judged.observation.period.last_day() > Some(start)));
    working.judged?.observation.value()
}

/// Before the deadline: reached already, or compared with the straight line from baseline to target.
fn before_deadline(
    condition: &Condition,
    value: Number,
    satisfied: bool,
    working: &mut Working<'_>,
) -> (Ground, Verdict) {
    let judged = working.judged.as_ref().map(|judged| judged.observation.period);
    working.path = working.planned.zip(judged).and_then(|(planned, at)| planned.at(at));
    if satisfied && !matches!(condition, Condition::Exactly(_)) {
        return (Ground::ReachedEarly, Verdict::OnPath);
    }
    let Some(path) = &working.path else {
        let ground = if working.changed_on_the_way.is_some() {
            Ground::DefinitionChanged
        } else {
            Ground::NoBaseline
        };
        return (ground, Verdict::NotYetMeasurable);
    };
    let on_the_line = path.value;
    let upward = match condition {
        Condition::AtLeast(_) => true,
        Condition::AtMost(_) => false,
        // A planned level or a range is approached from the side of the baseline.
        Condition::Exactly(_) | Condition::Between(..) => path.path.to.value >= path.path.from.value,
    };
    let reached = if upward {
        value >= on_the_line
    } else {
        value <= on_the_line
    };
    compare(working, value, on_the_line, ComparedWith::Path);
    if reached {
        (Ground::AheadOfPath, Verdict::OnPath)
    } else {
        (Ground::ShortOfPath, Verdict::BehindPath)
    }
}

/// The path starts at the baseline; a target relative to an actual has none, and starts at that actual. A start that was counted in another
/// way than the judged figure is none.
fn planned_path(target: &Target, working: &Working<'_>, required: Number) -> Option<PlannedPath> {
    let Deadline::By(deadline) = target.deadline else {
        return None;
    };
    if working.changed_on_the_way.is_some() {
        return None;
    }
    let start = match (working.baseline, &working.base) {
        (Some(baseline), _) => (baseline.period, baseline.value),
        (None, Some(base)) => (base.statement.observation.period, base.value),
        (None, None) => return None,
    };
    PlannedPath::new(start, (deadline, required))
}

/// The change of the definition between a time and the judged figure.
fn changed_since<'project>(
    history: &History<'project>,
    since: Option<Period>,
    working: &Working<'_>,
) -> Option<&'project Break> {
    let judged = working.judged.as_ref()?;
    history.break_between(since?, judged.observation.period)
}

/// The change of the definition since a number was named as the target: when it was set later, else at the baseline or the start of the
/// plan. A target relative to an actual names none.
fn changed_since_target<'project>(
    plan: &Plan,
    history: &History<'project>,
    target: &Target,
    working: &Working<'_>,
) -> Option<&'project Break> {
    if working.base.is_some() {
        return None;
    }
    let baseline = working.baseline.map(|baseline| baseline.period);
    let start = || plan.period.as_ref().map(|period| Period::from(period.from));
    changed_since(history, target.set.or(baseline).or_else(start), working)
}

fn compare(working: &mut Working<'_>, value: Number, with: Number, what: ComparedWith) {
    working.compared_with = Some(what);
    working.distance = value.checked_sub(with);
}

/// Whether the judged figure describes the deadline itself or a later time.
fn covers_deadline(working: &Working<'_>) -> bool {
    let (Some(judged), Some(deadline)) = (&working.judged, working.deadline) else {
        return false;
    };
    let (Some(known), Some(due)) = (judged.observation.period.last_day(), deadline.last_day()) else {
        return false;
    };
    known >= due
}

/// What must hold of a number.
enum Condition {
    AtLeast(Number),
    AtMost(Number),
    Exactly(Number),
    Between(Number, Number),
}

impl Condition {
    /// The condition of a target in numbers; none when its base is not known. Notes the base used in the working.
    fn of<'project>(
        form: &'project TargetForm,
        polarity: Polarity,
        history: &History<'project>,
        year: Option<FiscalYear>,
        working: &mut Working<'project>,
    ) -> Option<Self> {
        let mut value_of = |bound| {
            let Required { value, base } = resolve(bound, history, year)?;
            working.base = base;
            Some(value)
        };
        match form {
            TargetForm::AtLeast(bound) => value_of(bound).map(Self::AtLeast),
            TargetForm::AtMost(bound) => value_of(bound).map(Self::AtMost),
            TargetForm::Exactly(bound) => value_of(bound).map(Self::Exactly),
            TargetForm::Between(low, high) => Some(Self::Between(*low, *high)),
            TargetForm::Maintain(level) if polarity == Polarity::Lower => Some(Self::AtMost(*level)),
            TargetForm::Maintain(level) => Some(Self::AtLeast(*level)),
            TargetForm::Direction(_) | TargetForm::Qualitative(_) | TargetForm::None => None,
        }
    }

    fn holds(&self, value: Number) -> bool {
        match *self {
            Self::AtLeast(bound) => value >= bound,
            Self::AtMost(bound) => value <= bound,
            Self::Exactly(level) => value == level,
            Self::Between(low, high) => (low..=high).contains(&value),
        }
    }

    /// The number the value is measured against: of a range the end nearer to it.
    fn nearest(&self, value: Option<Number>) -> Number {
        match *self {
            Self::AtLeast(bound) | Self::AtMost(bound) | Self::Exactly(bound) => bound,
            Self::Between(low, high) => match value.map(|value| value.cmp(&high)) {
                Some(Ordering::Greater | Ordering::Equal) => high,
                _ => low,
            },
        }
    }
}
