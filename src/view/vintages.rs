//! What was said in an edition and is said otherwise later (後の改定), and what an edition says about earlier years.

use serde::Serialize;

use super::Address;
use super::cells::indicator_anchor;
use super::figures::{Figure, FigurePrint};
use super::frame::Link;
use super::wording;
use crate::calendar::YearStyle;
use crate::evaluate::{Statement, histories, later_value};
use crate::model::{Edition, Indicator, Plan, Project};

/// `後に改定：143.9時間（平成30年度版）`, with a link to the edition that says so; none when the value still holds.
pub fn later(
    project: &Project,
    plan: &Plan,
    indicator: &Indicator,
    statement: &Statement<'_>,
    page: &Address,
) -> Option<Link> {
    let later = later_value(project, indicator, statement)?;
    let value = later.observation.value()?;
    let other_plan = if later.plan.id == plan.id {
        ""
    } else {
        "後の計画の"
    };
    // In a later plan the indicator may have another id; there the link leads to the page.
    let anchor = if later.plan.id == plan.id {
        format!("#{}", indicator_anchor(&indicator.id))
    } else {
        String::new()
    };
    let value = FigurePrint::new(indicator).value(value);
    Some(Link {
        text: format!("後に改定：{value}（{other_plan}{}版）", wording::edition(later.edition)),
        href: page.link_to(&Address::Edition(later.plan.id.clone(), later.edition)) + &anchor,
        current: false,
    })
}

/// A figure that an edition states about a time before the last one it knows of.
#[derive(Debug, Serialize)]
pub struct PastFigure {
    /// The indicator.
    pub link: Link,
    /// Name of the series.
    pub segment: Option<String>,
    /// The figure.
    pub figure: Figure,
    /// What an earlier edition had said, when it was another value: `139.5時間（平成28年度版、見込み）`.
    pub before: Option<String>,
}

/// The figures of earlier years that an edition states; none for a plan with one edition.
pub fn past_figures(project: &Project, plan: &Plan, edition: &Edition, page: &Address) -> Vec<PastFigure> {
    if plan.editions.len() < 2 {
        return Vec::new();
    }
    plan.indicators
        .iter()
        .flat_map(|indicator| past_of(project, plan, edition, indicator, page))
        .collect()
}

fn past_of(
    project: &Project,
    plan: &Plan,
    edition: &Edition,
    indicator: &Indicator,
    page: &Address,
) -> Vec<PastFigure> {
    let print = FigurePrint::new(indicator);
    let mut past = Vec::new();
    for history in histories(project, plan, indicator, Some(edition.id())) {
        let last = history.current().last().map(|last| last.observation.period);
        let own = |one: &&Statement<'_>| one.plan.id == plan.id && one.edition == edition.id();
        for statement in history.statements.iter().filter(own) {
            if Some(statement.observation.period) == last {
                continue;
            }
            let before = crate::evaluate::earlier_value(&history, statement).map(|before| {
                let value = before
                    .observation
                    .value()
                    .map(|value| print.value(value))
                    .unwrap_or_default();
                let vintage = wording::vintage(before.observation.vintage).word;
                format!("{value}（{}版、{vintage}）", wording::edition(before.edition))
            });
            past.push(PastFigure {
                link: Link::new(
                    page,
                    &Address::Indicator(plan.id.clone(), indicator.id.clone()),
                    &indicator.title,
                ),
                segment: history.segment.map(|segment| segment.title.clone()),
                figure: Figure {
                    later: later(project, plan, indicator, statement, page),
                    ..print.observation(statement.observation)
                },
                before,
            });
        }
    }
    past
}

/// The base of a relative target that was revised: `基準の平成27年度は、平成28年度版では148.6時間。平成30年度版で143.9時間に改定`.
pub fn revised_base(before: &Statement<'_>, now: &Statement<'_>, print: &FigurePrint<'_>) -> Option<String> {
    let (old, new) = before.observation.value().zip(now.observation.value())?;
    let period = now.observation.period.label(YearStyle::Era);
    let (then, since) = (wording::edition(before.edition), wording::edition(now.edition));
    Some(format!(
        "基準の{period}の値は、{then}版では{}、{since}版で{}に改定",
        print.value(old),
        print.value(new)
    ))
}
