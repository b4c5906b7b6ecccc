//! What an edition must say: which measures and indicators belong to the plan in its year, and which of them are to be
//! answered. The checks ask here, and so does whoever starts the file of a new year.

use crate::calendar::{FiscalYear, Period};
use crate::source::At;
use crate::source::raw::{Ending, Indicator, IndicatorKind, Measure, NodeKind, Plan};

use super::scope::kind;

/// Which item keeps a measure or indicator out of a fiscal year, and how.
#[derive(Debug, Clone, Copy)]
pub enum Outside<'raw> {
    /// It came later (追加年度).
    NotYet(&'raw At<FiscalYear>),
    /// It had ended (終了).
    Ended(&'raw Ending),
}

/// A node of the tree as it stands in a fiscal year.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'raw> {
    /// The node.
    pub node: &'raw Measure,
    /// The node above it.
    pub parent: Option<&'raw Measure>,
    /// What keeps it out of the year: its own years, or those of a node above it.
    pub outside: Option<Outside<'raw>>,
}

impl Standing<'_> {
    /// Whether an edition of that year must answer it. A measure done in several modes is answered by its modes.
    pub fn expects_answer(&self, year: FiscalYear) -> bool {
        let mode_stands = |child: &Measure| {
            kind(child) == NodeKind::Mode && outside(child.since.as_ref(), child.ended.as_ref(), year).is_none()
        };
        // A row without an id shows an indicator.
        self.outside.is_none()
            && self.node.id.is_some()
            && matches!(kind(self.node), NodeKind::Measure | NodeKind::Mode)
            && !self.node.children.iter().any(mode_stands)
    }
}

/// All nodes of a plan from the top, each with what keeps it out of a fiscal year; below a heading that ended all ended.
pub fn nodes_in(plan: &Plan, year: FiscalYear) -> Vec<Standing<'_>> {
    let mut all = Vec::new();
    let mut stack: Vec<Standing<'_>> = below(None, &plan.measures, None);
    while let Some(mut next) = stack.pop() {
        next.outside = next
            .outside
            .or_else(|| outside(next.node.since.as_ref(), next.node.ended.as_ref(), year));
        stack.extend(below(Some(next.node), &next.node.children, next.outside));
        all.push(next);
    }
    all
}

fn below<'raw>(
    parent: Option<&'raw Measure>,
    nodes: &'raw [Measure],
    outside: Option<Outside<'raw>>,
) -> Vec<Standing<'raw>> {
    nodes
        .iter()
        .rev()
        .map(|node| Standing { node, parent, outside })
        .collect()
}

/// What keeps an indicator's figure out of an edition. The end is that of the period measured, which an edition may report
/// a year late; the beginning is that of the edition, for an indicator that came later may show its earlier figures.
pub fn figure_outside(indicator: &Indicator, period: Period, edition: FiscalYear) -> Option<Outside<'_>> {
    outside(indicator.since.as_ref(), None, edition)
        .or_else(|| outside(None, indicator.ended.as_ref(), period.fiscal_year().unwrap_or(edition)))
}

/// Whether a figure is measured for it at all: instruments and qualitative indicators have none.
pub fn has_figures(indicator: &Indicator) -> bool {
    indicator
        .kind
        .as_ref()
        .is_none_or(|kind| **kind == IndicatorKind::Number)
}

fn outside<'raw>(
    since: Option<&'raw At<FiscalYear>>,
    ended: Option<&'raw Ending>,
    year: FiscalYear,
) -> Option<Outside<'raw>> {
    let not_yet = since.filter(|since| year < since.value).map(Outside::NotYet);
    not_yet.or_else(|| ended.filter(|ended| ended.after.value < year).map(Outside::Ended))
}
