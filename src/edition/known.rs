//! What is there behind the door, by id: worked out before anything passes, because references point both ways.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::model::{Audience, Handling, IndicatorId, Measure, MeasureId, Node, Plan, PlanId, Project};

/// Plans, measures and indicators that pass, by all ids they have or had.
#[derive(Default)]
pub(super) struct Known {
    plans: BTreeMap<PlanId, Ids>,
}

#[derive(Default)]
struct Ids {
    measures: BTreeSet<MeasureId>,
    indicators: BTreeSet<IndicatorId>,
}

impl Known {
    pub fn of(project: &Project, audience: Audience, as_of: Option<NaiveDate>) -> Self {
        let passes = |handling: &Handling| audience == Audience::Internal || handling.is_public(as_of);
        let plans = project.plans.iter().filter(|plan| passes(&plan.handling));
        Self {
            plans: plans.map(|plan| (plan.id.clone(), Ids::of(plan, &passes))).collect(),
        }
    }

    pub fn has_plan(&self, id: &PlanId) -> bool {
        self.plans.contains_key(id)
    }

    pub fn has_measure(&self, plan: &PlanId, id: &MeasureId) -> bool {
        self.plans.get(plan).is_some_and(|ids| ids.measures.contains(id))
    }

    pub fn has_indicator(&self, plan: &PlanId, id: &IndicatorId) -> bool {
        self.plans.get(plan).is_some_and(|ids| ids.indicators.contains(id))
    }
}

impl Ids {
    fn of(plan: &Plan, passes: &dyn Fn(&Handling) -> bool) -> Self {
        let mut ids = Self::default();
        ids.add_nodes(&plan.tree, passes);
        for indicator in plan.indicators.iter().filter(|indicator| passes(&indicator.handling)) {
            ids.indicators.insert(indicator.id.clone());
            ids.indicators.extend(indicator.former_ids.iter().cloned());
        }
        ids
    }

    /// What stands below a measure that stays behind stays behind with it.
    fn add_nodes(&mut self, nodes: &[Node], passes: &dyn Fn(&Handling) -> bool) {
        for node in nodes {
            let Node::Measure(measure) = node else { continue };
            if passes(&measure.handling) {
                let Measure {
                    id,
                    former_ids,
                    children,
                    ..
                } = measure;
                self.measures.insert(id.clone());
                self.measures.extend(former_ids.iter().cloned());
                self.add_nodes(children, passes);
            }
        }
    }
}
