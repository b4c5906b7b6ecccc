//! What it takes to pass, and what passes as it is.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::known::Known;
use crate::calendar::{FiscalYear, Period};
use crate::model::{
    AbsenceReason, Audience, CalloutKind, ColumnField, ConformanceLevel, Conformity, Criterion, Deadline,
    DirectionMeaning, DisclosureArea, FieldKind, Handling, IndicatorId, IndicatorKind, Internal, MeasureId, NodeKind,
    OfficeId, Outcome, PhaseKind, PlanId, PlanState, Polarity, Prose, RatingMeaning, Reading, Relation, SegmentId,
    Stage, StatusMeaning, TargetForm, Vintage, WithholdRule,
};
use crate::quantity::{Number, NumberFormat, Unit};

/// The door: for whom, of which day, and what is known behind it.
#[derive(Clone, Copy)]
pub(super) struct Door<'known> {
    pub audience: Audience,
    pub as_of: Option<NaiveDate>,
    pub known: &'known Known,
    /// The plan whose parts are passing.
    pub plan: Option<&'known PlanId>,
}

/// A part of the model at the door.
pub(super) trait Pass: Sized {
    /// What of it goes on; none when nothing may. What cannot be without a part that stays behind stays behind with it.
    fn pass(self, door: &Door<'_>) -> Option<Self>;
}

impl<T: Pass> Pass for Option<T> {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        Some(self.and_then(|part| part.pass(door)))
    }
}

impl<T: Pass> Pass for Vec<T> {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        Some(self.into_iter().filter_map(|part| part.pass(door)).collect())
    }
}

impl<K: Pass + Ord, V: Pass> Pass for BTreeMap<K, V> {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        let passing = self
            .into_iter()
            .filter_map(|(key, value)| Some((key.pass(door)?, value.pass(door)?)));
        Some(passing.collect())
    }
}

impl<A: Pass, B: Pass> Pass for (A, B) {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        Some((self.0.pass(door)?, self.1.pass(door)?))
    }
}

impl Pass for Handling {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        match door.audience {
            // An embargo whose day has come says no more.
            Audience::Internal => Some(Self {
                embargo: self.embargo.filter(|day| door.as_of.is_none_or(|as_of| *day > as_of)),
                ..self
            }),
            // Nothing of it goes on: neither the remark nor that there was a day to wait for.
            Audience::Public => self.is_public(door.as_of).then(Self::default),
        }
    }
}

impl<T> Pass for Internal<T> {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        (door.audience == Audience::Internal).then_some(self)
    }
}

impl Pass for PlanId {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        door.known.has_plan(&self).then_some(self)
    }
}

impl Pass for MeasureId {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        door.known.has_measure(door.plan?, &self).then_some(self)
    }
}

impl Pass for IndicatorId {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        door.known.has_indicator(door.plan?, &self).then_some(self)
    }
}

/// Parts without parts of their own that could be internal: whoever holds them decides.
macro_rules! as_it_is {
    ($($name:ty),* $(,)?) => {$(
        impl Pass for $name {
            fn pass(self, _: &Door<'_>) -> Option<Self> {
                Some(self)
            }
        }
    )*};
}

as_it_is! {
    bool, u32, String, Prose, Number, NumberFormat, Unit, FiscalYear, Period,
    OfficeId, SegmentId,
    Stage, PlanState, Relation, Polarity, IndicatorKind, NodeKind, PhaseKind, CalloutKind, FieldKind, ColumnField,
    StatusMeaning, DirectionMeaning, RatingMeaning, Vintage, AbsenceReason, Reading, Deadline, TargetForm, WithholdRule,
    ConformanceLevel, Conformity, Outcome, &'static Criterion, DisclosureArea,
}
