//! All indicators of a plan in one figure: baseline, latest value, target (指標の位置).

use super::chart_view::ChartView;
use super::series_lines::{id_of, relevant};
use super::{Address, wording};
use crate::chart::{self, Standing};
use crate::evaluate::{History, assess_indicator, histories};
use crate::model::{Indicator, IndicatorKind, Plan, Project};

/// The figure, with the rows of the indicator table in their order; none when fewer than two can be drawn.
pub fn overview(project: &Project, plan: &Plan, page: &Address) -> Option<ChartView> {
    let numbers = plan
        .indicators
        .iter()
        .filter(|indicator| indicator.kind == IndicatorKind::Number);
    let standings: Vec<Standing<'_>> = numbers
        .flat_map(|indicator| standings(project, plan, indicator, page))
        .collect();
    chart::overview(&standings, "overview").map(ChartView::from)
}

fn standings<'a>(project: &'a Project, plan: &'a Plan, indicator: &'a Indicator, page: &Address) -> Vec<Standing<'a>> {
    let own_page = Address::Indicator(plan.id.clone(), indicator.id.clone());
    let histories = histories(project, plan, indicator, None);
    let assessments = relevant(assess_indicator(project, plan, indicator, None), None);
    assessments
        .into_iter()
        .filter_map(|assessment| {
            let own = |history: &&History<'_>| id_of(history.segment) == id_of(assessment.segment);
            Some(Standing {
                indicator,
                history: histories.iter().find(own)?.clone(),
                verdict: wording::verdict(assessment.verdict).word,
                href: Some(page.link_to(&own_page)),
                assessment,
            })
        })
        .collect()
}
