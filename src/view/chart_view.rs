//! A drawn chart with its text alternative, ready for the page.

use serde::Serialize;

use crate::chart::Chart;

/// A chart (グラフ).
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// Markup.
    pub svg: String,
    /// What it shows, in words.
    pub text: String,
}

impl From<Chart> for ChartView {
    fn from(chart: Chart) -> Self {
        Self {
            svg: chart.svg,
            text: chart.description,
        }
    }
}
