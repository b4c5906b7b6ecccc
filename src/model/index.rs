//! Indexes (索引): where things stand and what refers to them, worked out once, at first use, from what a plan or a project says.
//!
//! They say nothing of their own, and so a copy starts without them: whoever changes a copy cannot be answered from before.
//! A plan or project that was asked once is not changed any more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::{
    Indicator, IndicatorId, IndicatorReference, Measure, MeasureId, MeasureReference, Node, Plan, PlanId, Project,
};

/// The index of a plan.
#[derive(Debug, Default)]
pub struct PlanIndex(OnceLock<PlanFacts>);

#[derive(Debug)]
struct PlanFacts {
    /// Positions among the siblings on the way from the top to each measure.
    paths: BTreeMap<MeasureId, Vec<usize>>,
    indicators: BTreeMap<IndicatorId, usize>,
    predecessors: Vec<PlanId>,
}

impl Clone for PlanIndex {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PlanIndex {
    fn of(&self, plan: &Plan) -> &PlanFacts {
        self.0.get_or_init(|| {
            let mut paths = BTreeMap::new();
            note(&plan.tree, &mut Vec::new(), &mut paths);
            let mut indicators = BTreeMap::new();
            for (position, indicator) in plan.indicators.iter().enumerate() {
                indicators.entry(indicator.id.clone()).or_insert(position);
            }
            PlanFacts {
                paths,
                indicators,
                predecessors: predecessors(plan),
            }
        })
    }

    /// The measures on the way to one, from the top, itself the last; none when there is no such measure.
    pub(super) fn way<'plan>(&self, plan: &'plan Plan, id: &MeasureId) -> Option<Vec<&'plan Measure>> {
        let path = self.of(plan).paths.get(id)?;
        let mut nodes = &plan.tree;
        let mut way = Vec::with_capacity(path.len());
        for position in path {
            let Node::Measure(measure) = nodes.get(*position)? else {
                return None;
            };
            way.push(measure);
            nodes = &measure.children;
        }
        Some(way)
    }

    pub(super) fn indicator<'plan>(&self, plan: &'plan Plan, id: &IndicatorId) -> Option<&'plan Indicator> {
        plan.indicators.get(*self.of(plan).indicators.get(id)?)
    }

    pub(super) fn predecessors(&self, plan: &Plan) -> &[PlanId] {
        &self.of(plan).predecessors
    }
}

/// Notes the paths of all measures; of two with one id, which is an error of the data, the first stays.
fn note(nodes: &[Node], path: &mut Vec<usize>, paths: &mut BTreeMap<MeasureId, Vec<usize>>) {
    for (position, node) in nodes.iter().enumerate() {
        let Node::Measure(measure) = node else { continue };
        path.push(position);
        paths.entry(measure.id.clone()).or_insert_with(|| path.clone());
        note(&measure.children, path, paths);
        path.pop();
    }
}

fn predecessors(plan: &Plan) -> Vec<PlanId> {
    let measures = plan.measures().flat_map(|measure| &measure.continues);
    let indicators = plan.indicators.iter().flat_map(|indicator| &indicator.continues);
    let named = measures.map(|one| &one.plan).chain(indicators.map(|one| &one.plan));
    let mut plans = Vec::new();
    let mut known = BTreeSet::new();
    for other in named.filter(|other| **other != plan.id) {
        if known.insert(other) {
            plans.push(other.clone());
        }
    }
    plans
}

/// The index of a project: what continues what.
#[derive(Debug, Default)]
pub struct ProjectIndex(OnceLock<ProjectFacts>);

#[derive(Debug, Default)]
struct ProjectFacts {
    measures: Continued<MeasureId, MeasureReference>,
    indicators: Continued<IndicatorId, IndicatorReference>,
}

/// What continues things of one kind.
#[derive(Debug)]
struct Continued<Id, Reference> {
    /// By plan and id, in the order of the plans and of what stands in them.
    by: BTreeMap<PlanId, BTreeMap<Id, Vec<Reference>>>,
    /// Plans of which something continues something of another plan.
    continuing: BTreeSet<PlanId>,
    /// Plans of which something is continued in another plan.
    succeeded: BTreeSet<PlanId>,
}

impl<Id, Reference> Default for Continued<Id, Reference> {
    fn default() -> Self {
        Self {
            by: BTreeMap::new(),
            continuing: BTreeSet::new(),
            succeeded: BTreeSet::new(),
        }
    }
}

impl<Id: Ord + Clone, Reference: Clone + PartialEq> Continued<Id, Reference> {
    fn note(&mut self, plan: &PlanId, id: &Id, earlier: &PlanId, continuer: Reference) {
        if earlier != plan {
            self.continuing.insert(plan.clone());
            self.succeeded.insert(earlier.clone());
        }
        let known = self.by.entry(earlier.clone()).or_default();
        let continuers = known.entry(id.clone()).or_default();
        if continuers.last() != Some(&continuer) {
            continuers.push(continuer);
        }
    }

    fn continuers(&self, plan: &PlanId, id: &Id) -> &[Reference] {
        let of_plan = self.by.get(plan);
        of_plan.and_then(|known| known.get(id)).map_or(&[], Vec::as_slice)
    }
}

impl Clone for ProjectIndex {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl ProjectIndex {
    fn of(&self, project: &Project) -> &ProjectFacts {
        self.0.get_or_init(|| {
            let mut facts = ProjectFacts::default();
            for plan in &project.plans {
                for measure in plan.measures() {
                    for one in &measure.continues {
                        let continuer = MeasureReference {
                            plan: plan.id.clone(),
                            measure: measure.id.clone(),
                        };
                        facts.measures.note(&plan.id, &one.measure, &one.plan, continuer);
                    }
                }
                for indicator in &plan.indicators {
                    for one in &indicator.continues {
                        let continuer = IndicatorReference {
                            plan: plan.id.clone(),
                            indicator: indicator.id.clone(),
                        };
                        facts.indicators.note(&plan.id, &one.indicator, &one.plan, continuer);
                    }
                }
            }
            facts
        })
    }
}

impl Project {
    /// The measures that continue one, in the order of the plans and their trees (引き継いだ取組).
    pub fn measures_continuing(&self, plan: &PlanId, measure: &MeasureId) -> &[MeasureReference] {
        self.index.of(self).measures.continuers(plan, measure)
    }

    /// The indicators that continue one, in the order of the plans (引き継いだ指標).
    pub fn indicators_continuing(&self, plan: &PlanId, indicator: &IndicatorId) -> &[IndicatorReference] {
        self.index.of(self).indicators.continuers(plan, indicator)
    }

    /// Whether any measure of the plan continues one of another plan.
    pub fn continues_measures(&self, plan: &PlanId) -> bool {
        self.index.of(self).measures.continuing.contains(plan)
    }

    /// Whether any indicator of the plan continues one of another plan.
    pub fn continues_indicators(&self, plan: &PlanId) -> bool {
        self.index.of(self).indicators.continuing.contains(plan)
    }

    /// Whether another plan continues any measure of this one.
    pub fn has_measures_continued(&self, plan: &PlanId) -> bool {
        self.index.of(self).measures.succeeded.contains(plan)
    }

    /// Whether another plan continues any indicator of this one.
    pub fn has_indicators_continued(&self, plan: &PlanId) -> bool {
        self.index.of(self).indicators.succeeded.contains(plan)
    }
}
