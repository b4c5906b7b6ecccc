//! The tables of editions as the pages of single measures need them: under which names measures stood then, and whose cell is theirs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::follow_up_layout::{Subject, lay_out};
use crate::model::{ColumnField, Edition, EditionId, Measure, MeasureId, Node, Plan, PlanId, nodes_of};

/// What the pages of measures need of the tables of editions, each table laid out once for all of them.
#[derive(Debug, Default)]
pub struct TablesThen(Mutex<BTreeMap<(PlanId, EditionId), Arc<TableThen>>>);

impl TablesThen {
    /// The table of an edition.
    pub fn of(&self, plan: &Plan, edition: &Edition) -> Arc<TableThen> {
        let key = (plan.id.clone(), edition.id());
        // What is behind the lock is whole at any time: who was stopped while holding it does not matter.
        let known = |tables: &Self| {
            tables
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get(&key)
                .cloned()
        };
        known(self).unwrap_or_else(|| {
            let table = Arc::new(TableThen::new(plan, edition));
            let mut tables = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            tables.insert(key, Arc::clone(&table));
            table
        })
    }
}

/// The table of one edition, as the pages of measures need it.
#[derive(Debug)]
pub struct TableThen {
    /// The measures whose name was another then, as they stood then.
    renamed: BTreeMap<MeasureId, Measure>,
    /// The cells that are merged with that of a measure above.
    merged: BTreeMap<MeasureId, Vec<(ColumnField, Measure)>>,
}

impl TableThen {
    fn new(plan: &Plan, edition: &Edition) -> Self {
        let tree = plan.tree_in(edition.fiscal_year);
        let mut merged = BTreeMap::new();
        for row in lay_out(&tree, edition).iter().flat_map(|section| &section.rows) {
            if let Subject::Measure(measure) = row.subject
                && !row.covered().is_empty()
            {
                let covered = row.covered().iter().map(|(field, by)| (*field, alone(by)));
                merged.entry(measure.id.clone()).or_insert_with(|| covered.collect());
            }
        }
        let mut renamed = BTreeMap::new();
        for (_, node) in nodes_of(&tree) {
            if let Node::Measure(measure) = node
                && measure.former_in(edition.fiscal_year).is_some()
            {
                renamed.entry(measure.id.clone()).or_insert_with(|| alone(measure));
            }
        }
        Self { renamed, merged }
    }

    /// A measure as it stood then, without what stands below it.
    pub fn stood<'a>(&'a self, measure: &'a Measure) -> &'a Measure {
        self.renamed.get(&measure.id).unwrap_or(measure)
    }

    /// The measure above with whose cell the cell of a measure is merged.
    pub fn covering(&self, measure: &MeasureId, field: ColumnField) -> Option<&Measure> {
        let covered = self.merged.get(measure)?;
        covered.iter().find(|(column, _)| *column == field).map(|(_, by)| by)
    }
}

/// A measure without what stands below it.
fn alone(measure: &Measure) -> Measure {
    Measure {
        children: Vec::new(),
        ..measure.clone()
    }
}
