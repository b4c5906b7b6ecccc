//! Where figures moved (数値の動き): the newest figure of a series that an edition states, against the one before it.
//!
//! Compared are values of the same stretch of the year, counted the same way: a half year is not less than a whole one.

use chrono::{Datelike as _, NaiveDate};

use super::{History, Statement, histories};
use crate::calendar::Period;
use crate::model::{Edition, EditionId, Indicator, Plan, Polarity, Project, Segment};
use crate::quantity::{Number, difference};

/// A figure of a period that the edition before did not know, and the last one before it.
#[derive(Debug, Clone, Copy)]
pub struct FigureMove<'project> {
    /// Indicator.
    pub indicator: &'project Indicator,
    /// Series.
    pub segment: Option<&'project Segment>,
    /// The last value before.
    pub before: Statement<'project>,
    /// The new value.
    pub after: Statement<'project>,
    /// New value − value before (差).
    pub difference: Number,
    /// Which way that is.
    pub course: Course,
}

/// Which way a figure moved, by the polarity that the plan declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Course {
    /// The way that is wanted (改善).
    Better,
    /// The other way (悪化).
    Worse,
    /// Neither way is wanted more (増減).
    Neither,
    /// It did not move (同じ).
    Level,
}

/// The moves of all series in the order of the plan. `previous` is the edition that this one is compared with.
pub(super) fn moves<'project>(
    project: &'project Project,
    plan: &'project Plan,
    previous: EditionId,
    edition: &'project Edition,
) -> Vec<FigureMove<'project>> {
    let all = plan.indicators.iter().flat_map(|indicator| {
        let histories = histories(project, plan, indicator, Some(edition.id()));
        histories.into_iter().map(move |history| (indicator, history))
    });
    all.filter_map(|(indicator, history)| of_series(plan, indicator, &history, previous, edition.id()))
        .collect()
}

fn of_series<'project>(
    plan: &Plan,
    indicator: &'project Indicator,
    history: &History<'project>,
    previous: EditionId,
    edition: EditionId,
) -> Option<FigureMove<'project>> {
    let of_plan = |statement: &Statement<'_>| statement.plan.id == plan.id;
    let is_known = |period: Period| {
        let mut earlier = history
            .statements
            .iter()
            .filter(|one| !of_plan(one) || one.edition <= previous);
        earlier.any(|one| one.observation.period == period && one.observation.value().is_some())
    };
    let mut current = history.current();
    current.retain(|one| one.observation.value().is_some());
    let is_new = |one: &Statement<'_>| of_plan(one) && one.edition == edition && !is_known(one.observation.period);
    let at = current.iter().rposition(is_new)?;
    let after = current[at];
    let before = *current[..at]
        .iter()
        .rfind(|one| stretch(one.observation.period) == stretch(after.observation.period))?;
    let (then, now) = (before.observation.period, after.observation.period);
    stretch(now)?;
    if history.break_between(then, now).is_some() {
        return None;
    }
    let difference = difference(after.observation.value()?, before.observation.value()?)?;
    Some(FigureMove {
        indicator,
        segment: history.segment,
        before,
        after,
        difference,
        course: course(indicator.polarity, difference),
    })
}

fn course(polarity: Polarity, difference: Number) -> Course {
    match polarity {
        _ if difference.is_zero() => Course::Level,
        Polarity::Neither => Course::Neither,
        Polarity::Higher if difference.is_negative() => Course::Worse,
        Polarity::Lower if !difference.is_negative() => Course::Worse,
        Polarity::Higher | Polarity::Lower => Course::Better,
    }
}

/// The days of the year on which a period begins and ends.
fn stretch(period: Period) -> Option<[(u32, u32); 2]> {
    let day = |day: NaiveDate| (day.month(), day.day());
    Some([day(period.first_day()?), day(period.last_day()?)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Reading;

    fn period(text: &str) -> Period {
        Period::parse(text, &Reading::default()).unwrap()
    }

    #[test]
    fn a_part_of_a_year_is_not_compared_with_a_whole_one() {
        let same = |one, other| stretch(period(one)) == stretch(period(other));
        assert!(same("R5", "R6"));
        assert!(same("令和5年4月1日", "2024-04-01"));
        assert!(same("R5.7", "R6.7"));
        assert!(!same("R5", "R6.4.1"));
        assert!(!same("R5.7", "R6"));
        assert!(!same("R5", "令和6年度上半期"));
        assert!(!same("R5", "2024年"), "a fiscal year and a calendar year");
    }

    #[test]
    fn what_is_better_is_what_the_plan_declares() {
        for (polarity, difference, expected) in [
            (Polarity::Higher, 1_i64, Course::Better),
            (Polarity::Higher, -1, Course::Worse),
            (Polarity::Lower, 1, Course::Worse),
            (Polarity::Lower, -1, Course::Better),
            (Polarity::Neither, -1, Course::Neither),
            (Polarity::Lower, 0, Course::Level),
        ] {
            assert_eq!(
                course(polarity, Number::from(difference)),
                expected,
                "{polarity:?} {difference}"
            );
        }
    }
}
