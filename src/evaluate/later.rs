//! What was said later about the same series and period (後の改定), and what had been said before.

use super::{History, Statement, histories};
use crate::model::{Indicator, Plan, Project};

/// The last statement of another value about the same series and period, in a later edition of this plan or of one that
/// continues the indicator; none when the value still holds.
pub fn later_value<'project>(
    project: &'project Project,
    indicator: &Indicator,
    statement: &Statement<'project>,
) -> Option<Statement<'project>> {
    let value = statement.observation.value()?;
    let own = |history: &History<'_>| {
        history
            .statements
            .iter()
            .any(|one| std::ptr::eq(one.observation, statement.observation))
    };
    let followers = project
        .plans
        .iter()
        .flat_map(|plan| plan.indicators.iter().map(move |other| (plan, other)));
    followers
        .filter(|(plan, other)| follows(project, plan, other, statement.plan, indicator))
        .flat_map(|(plan, other)| histories(project, plan, other, None))
        .filter(own)
        .filter_map(|history| history.at(statement.observation.period))
        .filter(|later| later.edition > statement.edition)
        .filter(|later| later.observation.value().is_some_and(|later| later != value))
        .max_by_key(|later| later.edition)
}

/// The last value stated before about the same period, when it was another.
pub fn earlier_value<'project>(
    history: &History<'project>,
    statement: &Statement<'project>,
) -> Option<Statement<'project>> {
    let period = statement.observation.period;
    let value = statement.observation.value()?;
    history
        .statements
        .iter()
        .filter(|one| one.observation.period == period && one.edition < statement.edition)
        .rfind(|one| one.observation.value().is_some_and(|earlier| earlier != value))
        .copied()
}

/// Whether an indicator is another one, or continues it.
fn follows(project: &Project, plan: &Plan, indicator: &Indicator, other_plan: &Plan, other: &Indicator) -> bool {
    (plan.id == other_plan.id && indicator.id == other.id)
        || indicator.continues.iter().any(|reference| {
            follows(
                project,
                project.plan(&reference.plan),
                project.indicator(reference),
                other_plan,
                other,
            )
        })
}
