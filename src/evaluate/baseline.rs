//! The baseline (目標設定時の値) that figures are computed from: what the plan states, unless the figure of that time was corrected later.
//!
//! The plan's own number stays what it is (`stated`), and pages go on showing it. But a target that is relative to the same actual follows
//! the correction, and a path or a progress from the old number to the new target would mix the two.

use super::{BaseUsed, History, Statement};
use crate::calendar::Period;
use crate::model::{Baseline, Indicator, Vintage};
use crate::quantity::Number;

/// A baseline, and what is computed with in its place.
#[derive(Debug, Clone, Copy)]
pub struct BaselineUsed<'project> {
    /// As the plan states it.
    pub stated: &'project Baseline,
    /// Its time.
    pub period: Period,
    /// The value to compute with.
    pub value: Number,
    /// Where that value was stated, when it is not the plan's.
    pub instead: Option<Statement<'project>>,
}

impl<'project> BaselineUsed<'project> {
    fn new(stated: &'project Baseline, other: Option<Statement<'project>>) -> Self {
        let other = other.and_then(|statement| Some((statement, statement.observation.value()?)));
        let other = other.filter(|(_, value)| *value != stated.value);
        Self {
            stated,
            period: stated.period,
            value: other.map_or(stated.value, |(_, value)| value),
            instead: other.map(|(statement, _)| statement),
        }
    }

    /// Beside a target relative to the actual of the same time, the actual that the target was computed from: one baseline for the whole
    /// working, of the vintage that the plan declares for the target.
    pub(super) fn beside(self, base: Option<&BaseUsed<'project>>) -> Self {
        match base {
            Some(base) if base.statement.observation.period == self.period => {
                Self::new(self.stated, Some(base.statement))
            }
            Some(_) | None => self,
        }
    }
}

impl<'project> History<'project> {
    /// The baseline of the series, as corrected.
    pub fn baseline<'this>(&self, indicator: &'this Indicator) -> Option<BaselineUsed<'this>>
    where
        'project: 'this,
    {
        let stated = indicator.baseline(self.segment.map(|segment| &segment.id))?;
        let corrected = self
            .at(stated.period)
            .filter(|statement| statement.observation.vintage == Vintage::Revised);
        Some(BaselineUsed::new(stated, corrected))
    }
}
