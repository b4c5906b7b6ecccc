//! Everything stated about a series over the years, following it into the plans it continues.

use crate::calendar::{FiscalYear, Period};
use crate::model::{Break, EditionId, Indicator, Observation, Plan, Project, Segment, SegmentId, Vintage};

/// One value as stated in one edition.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'project> {
    /// The plan in whose edition it was stated.
    pub plan: &'project Plan,
    /// The edition (年度版).
    pub edition: EditionId,
    /// What was stated.
    pub observation: &'project Observation,
}

/// All statements about one series, in the order of period, then edition, then as written.
#[derive(Debug, Clone)]
pub struct History<'project> {
    /// The series; none when the indicator has one series only.
    pub segment: Option<&'project Segment>,
    /// Statements.
    pub statements: Vec<Statement<'project>>,
    /// Where the way of counting changed, oldest first, in this plan and those it continues (定義変更).
    pub breaks: Vec<&'project Break>,
}

impl<'project> History<'project> {
    /// What holds now: for each period the last statement, ordered by period. Later editions win over earlier ones,
    /// and within an edition the surer vintage wins.
    pub fn current(&self) -> Vec<Statement<'project>> {
        let mut current: Vec<Statement<'project>> = Vec::new();
        for statement in &self.statements {
            match current.last_mut() {
                Some(last) if last.observation.period == statement.observation.period => {
                    let rank = |statement: &Statement<'_>| (statement.edition, statement.observation.vintage);
                    if rank(statement) >= rank(last) {
                        *last = *statement;
                    }
                }
                _ => current.push(*statement),
            }
        }
        current
    }

    /// The last statement with a value.
    pub fn latest(&self) -> Option<Statement<'project>> {
        self.current()
            .into_iter()
            .rfind(|statement| statement.observation.value().is_some())
    }

    /// The statement with a value about a fiscal year; with a vintage, the last one of that vintage.
    pub fn of_fiscal_year(&self, fiscal_year: FiscalYear, vintage: Option<Vintage>) -> Option<Statement<'project>> {
        let about = |statement: &&Statement<'project>| {
            statement.observation.period.fiscal_year() == Some(fiscal_year) && statement.observation.value().is_some()
        };
        match vintage {
            Some(vintage) => self
                .statements
                .iter()
                .filter(about)
                .rfind(|statement| statement.observation.vintage == vintage)
                .copied(),
            None => self.current().iter().rfind(|statement| about(statement)).copied(),
        }
    }

    /// The last change of the definition between two periods, after which their figures cannot be compared (定義変更).
    pub fn break_between(&self, earlier: Period, later: Period) -> Option<&'project Break> {
        let (earlier, later) = (earlier.first_day(), later.first_day());
        self.breaks
            .iter()
            .rfind(|one| {
                let from = one.from.first_day();
                earlier < from && from <= later
            })
            .copied()
    }

    /// The statement about exactly that period.
    pub fn at(&self, period: Period) -> Option<Statement<'project>> {
        self.current()
            .into_iter()
            .find(|statement| statement.observation.period == period)
    }
}

/// The histories of all series of an indicator, known up to and including one edition year (all when none is given).
pub fn histories<'project>(
    project: &'project Project,
    plan: &'project Plan,
    indicator: &'project Indicator,
    up_to: Option<EditionId>,
) -> Vec<History<'project>> {
    let series = indicator.series();
    series
        .into_iter()
        .map(|segment| {
            let mut statements = Vec::new();
            collect(
                project,
                plan,
                indicator,
                segment.map(|segment| &segment.id),
                up_to,
                &mut statements,
            );
            statements.sort_by(|left, right| {
                (left.observation.period, left.edition).cmp(&(right.observation.period, right.edition))
            });
            History {
                segment,
                statements,
                breaks: breaks(project, indicator),
            }
        })
        .collect()
}

/// The breaks of an indicator and of those it continues, oldest first; one that two plans state is told once.
fn breaks<'project>(project: &'project Project, indicator: &'project Indicator) -> Vec<&'project Break> {
    let mut all: Vec<&Break> = indicator.breaks.iter().collect();
    for reference in &indicator.continues {
        all.extend(breaks(project, project.indicator(reference)));
    }
    all.sort_by_key(|one| one.from);
    all.dedup_by_key(|one| one.from);
    all
}

fn collect<'project>(
    project: &'project Project,
    plan: &'project Plan,
    indicator: &'project Indicator,
    segment: Option<&SegmentId>,
    up_to: Option<EditionId>,
    statements: &mut Vec<Statement<'project>>,
) {
    for reference in &indicator.continues {
        let earlier = project.indicator(reference);
        // A series without a name continues the first series of an indicator that has several: the whole.
        let same = earlier
            .segments
            .iter()
            .find(|candidate| Some(&candidate.id) == segment)
            .or(earlier.segments.first());
        collect(
            project,
            project.plan(&reference.plan),
            earlier,
            same.map(|segment| &segment.id),
            up_to,
            statements,
        );
    }
    for edition in plan
        .editions
        .iter()
        .filter(|edition| up_to.is_none_or(|limit| edition.id() <= limit))
    {
        for observation in edition.observations.get(&indicator.id).into_iter().flatten() {
            if observation.segment.as_ref() == segment {
                statements.push(Statement {
                    plan,
                    edition: edition.id(),
                    observation,
                });
            }
        }
    }
}
