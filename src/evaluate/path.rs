//! The planned path (計画経路): a straight line from baseline to target. Never compound growth.

use crate::calendar::Period;
use crate::quantity::Number;

/// In what the time along the path is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathStep {
    /// Fiscal years (年).
    Years,
    /// Months (か月), when a period is not a whole fiscal year.
    Months,
}

/// The path's value at one time: `from + (to − from) × elapsed ÷ total`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPoint {
    /// Baseline: period and value.
    pub from: (Period, Number),
    /// Target: deadline and value.
    pub to: (Period, Number),
    /// The time asked for.
    pub at: Period,
    /// What time is counted in.
    pub step: PathStep,
    /// Time from baseline to `at`.
    pub elapsed: i32,
    /// Time from baseline to deadline.
    pub total: i32,
    /// The path's value, exact.
    pub value: Number,
}

/// The path's value at a time between baseline and deadline; none when the three do not follow each other in time.
pub(super) fn path_at(from: (Period, Number), to: (Period, Number), at: Period) -> Option<PathPoint> {
    let whole_years = [from.0, to.0, at].iter().all(|period| period.is_fiscal());
    let (step, months) = if whole_years {
        (PathStep::Years, 12)
    } else {
        (PathStep::Months, 1)
    };
    let position = |period: Period| period.month_index().map(|month| month / months);
    let (start, end, now) = (position(from.0)?, position(to.0)?, position(at)?);
    let (elapsed, total) = (now - start, end - start);
    if total <= 0 || elapsed < 0 || elapsed > total {
        return None;
    }
    let way = to.1.checked_sub(from.1)?;
    let value = way
        .checked_mul(Number::from(i64::from(elapsed)))?
        .checked_div(Number::from(i64::from(total)))?
        .checked_add(from.1)?;
    Some(PathPoint {
        from,
        to,
        at,
        step,
        elapsed,
        total,
        value,
    })
}
