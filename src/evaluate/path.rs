//! The planned path (計画経路): a straight line from baseline to target. Never compound growth.
//!
//! A period stands on it at one place, for verdict, working and chart alike: what lasts longer than a month in its middle, a month or a day
//! in its month. A deadline that names a year or half of one means the figure of that time where the path sets out from such a figure, and so
//! stands in the middle too; where it sets out from a day or a month, it is the last month.

use crate::calendar::{Moment, Period};
use crate::quantity::Number;

/// In what the time along the path is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathStep {
    /// Fiscal years (年).
    Years,
    /// Months (か月), when not every period is a whole number of fiscal years from the others.
    Months,
}

/// One end of the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathEnd {
    /// The period as stated.
    pub period: Period,
    /// Where it stands.
    pub moment: Moment,
    /// The value.
    pub value: Number,
}

/// The path as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedPath {
    /// Baseline, or the actual that the target is relative to.
    pub from: PathEnd,
    /// Target at its deadline.
    pub to: PathEnd,
}

/// The path's value at one time: `from + (to − from) × elapsed ÷ total`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPoint {
    /// The path.
    pub path: PlannedPath,
    /// The time asked for.
    pub at: Period,
    /// Where that time stands; never beyond the ends of the path.
    pub moment: Moment,
    /// What time is counted in.
    pub step: PathStep,
    /// Time from baseline to `at`.
    pub elapsed: Number,
    /// Time from baseline to deadline.
    pub total: Number,
    /// The path's value, exact.
    pub value: Number,
}

const HALF_MONTHS_OF_YEAR: i32 = 24;

/// Where the figure of a period stands; none for what has no end.
pub fn figure_stands(period: Period) -> Option<Moment> {
    period.middle()
}

/// Where a deadline stands for figures like the given one: of a year or half of one, or of a day or month.
pub fn deadline_stands(deadline: Period, figure: Option<Period>) -> Option<Moment> {
    if figure.is_none_or(Period::lasts) {
        deadline.middle()
    } else {
        deadline.last_month()
    }
}

impl PlannedPath {
    /// From a figure to a target; none when the deadline does not come after it.
    pub(super) fn new(from: (Period, Number), to: (Period, Number)) -> Option<Self> {
        let from = PathEnd {
            period: from.0,
            moment: figure_stands(from.0)?,
            value: from.1,
        };
        let to = PathEnd {
            period: to.0,
            moment: deadline_stands(to.0, Some(from.period))?,
            value: to.1,
        };
        (from.moment < to.moment).then_some(Self { from, to })
    }

    /// Its value at the time of a figure. A figure may cover more than the time between the ends and still be newer than the baseline and
    /// older than the deadline; it stands at the nearer end then.
    pub(super) fn at(self, at: Period) -> Option<PathPoint> {
        let moment = figure_stands(at)?.clamp(self.from.moment, self.to.moment);
        let elapsed = moment.half_months_since(self.from.moment);
        let total = self.to.moment.half_months_since(self.from.moment);
        let in_years = [self.from.period, self.to.period, at]
            .into_iter()
            .all(Period::is_fiscal)
            && elapsed % HALF_MONTHS_OF_YEAR == 0
            && total % HALF_MONTHS_OF_YEAR == 0;
        let (step, length) = if in_years {
            (PathStep::Years, HALF_MONTHS_OF_YEAR)
        } else {
            (PathStep::Months, 2)
        };
        let steps =
            |half_months: i32| Number::from(i64::from(half_months)).checked_div(Number::from(i64::from(length)));
        let way = self.to.value.checked_sub(self.from.value)?;
        let value = way
            .checked_mul(Number::from(i64::from(elapsed)))?
            .checked_div(Number::from(i64::from(total)))?
            .checked_add(self.from.value)?;
        Some(PathPoint {
            path: self,
            at,
            moment,
            step,
            elapsed: steps(elapsed)?,
            total: steps(total)?,
            value,
        })
    }
}
