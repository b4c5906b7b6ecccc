//! How far something reaches (公開の範囲): for whom it is, and from when, with what it stands in.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::source::raw::{self, Measure};
use crate::source::{At, RawPlan};

/// For whom and from when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Reach {
    internal: bool,
    embargo: Option<NaiveDate>,
}

impl Reach {
    pub fn of(audience: Option<&At<raw::Audience>>, embargo: Option<&At<raw::Day>>) -> Self {
        Self {
            internal: audience.is_some_and(|audience| audience.value == raw::Audience::Internal),
            embargo: embargo.map(|day| day.0),
        }
    }

    pub fn edition(edition: &raw::Edition) -> Self {
        Self {
            internal: edition.draft.as_ref().is_some_and(|draft| draft.value),
            embargo: edition.embargo.as_ref().map(|day| day.0),
        }
    }

    /// Of something of that reach within something of this.
    pub fn within(self, inner: Self) -> Self {
        Self {
            internal: self.internal || inner.internal,
            embargo: self.embargo.max(inner.embargo),
        }
    }

    /// Whether some reader of this would not find that.
    pub fn exceeds(self, other: Self) -> bool {
        !self.internal && (other.internal || other.embargo > self.embargo)
    }

    /// Why readers do not find it: 内部限り, or the day of its release.
    pub fn words(self) -> String {
        match self.embargo {
            Some(day) if !self.internal => format!("公開が{day}から"),
            _ => "内部限り".to_owned(),
        }
    }
}

/// The reach of every measure and indicator of a plan, by id.
pub(super) struct Reaches<'raw> {
    pub plan: Reach,
    pub measures: BTreeMap<&'raw str, Reach>,
    pub indicators: BTreeMap<&'raw str, Reach>,
}

impl<'raw> Reaches<'raw> {
    pub fn of(from: &'raw RawPlan) -> Self {
        let plan = Reach::of(from.plan.audience.as_ref(), from.plan.embargo.as_ref());
        let mut measures = BTreeMap::new();
        add_nodes(&from.plan.measures, plan, &mut measures);
        let indicators = from.plan.indicators.iter().map(|indicator| {
            let own = Reach::of(indicator.audience.as_ref(), indicator.embargo.as_ref());
            (indicator.id.as_str(), plan.within(own))
        });
        Self {
            plan,
            measures,
            indicators: indicators.collect(),
        }
    }

    /// Reach of the measure or indicator of that id; public when there is none, which another check reports.
    pub fn measure(&self, id: &str) -> Reach {
        self.measures.get(id).copied().unwrap_or_default()
    }

    /// As [`Reaches::measure`].
    pub fn indicator(&self, id: &str) -> Reach {
        self.indicators.get(id).copied().unwrap_or_default()
    }
}

fn add_nodes<'raw>(nodes: &'raw [Measure], above: Reach, measures: &mut BTreeMap<&'raw str, Reach>) {
    for node in nodes {
        let reach = above.within(Reach::of(node.audience.as_ref(), node.embargo.as_ref()));
        if let Some(id) = &node.id {
            measures.insert(id.as_str(), reach);
        }
        add_nodes(&node.children, reach, measures);
    }
}
