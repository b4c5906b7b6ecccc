//! Indicators in a table: baseline → latest → target → verdict, a row for each series.

use serde::Serialize;

use super::cells::indicator_anchor;
use super::frame::Link;
use super::series_lines::{SeriesLine, series_lines};
use super::{Address, Badge, internal};
use crate::model::{EditionId, Indicator, Plan, Project};

/// The table.
#[derive(Debug, Serialize)]
pub struct IndicatorTable {
    /// Title (caption).
    pub caption: String,
    /// Whether a line belongs to a named series.
    pub has_segments: bool,
    /// Whether a line has the publisher's own rating.
    pub has_ratings: bool,
    /// Indicators.
    pub indicators: Vec<IndicatorRows>,
}

/// The rows of an indicator.
#[derive(Debug, Serialize)]
pub struct IndicatorRows {
    /// Anchor, when no other table of the page has it.
    pub anchor: Option<String>,
    /// Id of its head cell.
    pub head_id: String,
    /// Printed label.
    pub label: Option<String>,
    /// Link to its page.
    pub link: Link,
    /// Why the public does not see it.
    pub internal: Vec<Badge>,
    /// Lines, one for each series and target.
    pub lines: Vec<SeriesLine>,
}

impl IndicatorTable {
    /// The table of some indicators, as known with an edition; none when there are none.
    pub fn new<'a>(
        project: &Project,
        plan: &Plan,
        indicators: impl IntoIterator<Item = &'a Indicator>,
        up_to: Option<EditionId>,
        page: &Address,
        anchored: impl Fn(&Indicator) -> bool,
    ) -> Option<Self> {
        let indicators: Vec<IndicatorRows> = indicators
            .into_iter()
            .enumerate()
            .map(|(number, indicator)| IndicatorRows {
                anchor: (!anchored(indicator)).then(|| indicator_anchor(&indicator.id)),
                head_id: format!("h{number}"),
                label: indicator.label.clone(),
                link: Link::new(
                    page,
                    &Address::Indicator(plan.id.clone(), indicator.id.clone()),
                    &indicator.title,
                ),
                internal: internal::badges(&indicator.handling),
                lines: series_lines(project, plan, indicator, up_to),
            })
            .collect();
        (!indicators.is_empty()).then(|| Self {
            caption: "指標の状況".to_owned(),
            has_segments: indicators
                .iter()
                .flat_map(|rows| &rows.lines)
                .any(|line| line.segment.is_some()),
            has_ratings: indicators
                .iter()
                .flat_map(|rows| &rows.lines)
                .any(|line| line.rating.is_some()),
            indicators,
        })
    }
}
