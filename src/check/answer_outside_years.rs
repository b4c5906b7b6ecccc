//! An edition answers a measure, or states a figure of an indicator, that does not belong to the plan in that year: it came
//! later or had ended (`since`, `ended`). One of the two is a slip, and the page of the year would show neither.

use std::collections::HashMap;

use super::expected::{Outside, Standing, figure_outside, nodes_in};
use super::scope::{Scope, era, title};
use crate::diagnostic::{Diagnostic, Findings, Place, code};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for (year, edition) in scope.editions() {
        let nodes = nodes_in(&scope.plan.plan, year);
        let nodes: HashMap<&str, &Standing<'_>> = nodes
            .iter()
            .filter_map(|standing| Some((standing.node.id.as_ref()?.as_str(), standing)))
            .collect();
        for (id, _) in &edition.measures {
            let Some(standing) = nodes.get(id.as_str()) else {
                continue;
            };
            let Some(outside) = standing.outside else { continue };
            let subject = format!("取組「{}」", title(standing.node));
            findings.push(finding(&subject, id.place, &format!("{}の回答", era(year)), outside));
        }
        for (id, observations) in &edition.indicators {
            let Some(indicator) = scope.indicators.get(id.as_str()) else {
                continue;
            };
            for observation in observations {
                let Some(outside) = figure_outside(indicator, observation.period.period, year) else {
                    continue;
                };
                let subject = format!("指標「{}」", indicator.title.as_str());
                let what = format!("{}の実績", observation.period.text);
                findings.push(finding(&subject, observation.period.place, &what, outside));
            }
        }
    }
}

fn finding(subject: &str, place: Place, what: &str, outside: Outside<'_>) -> Diagnostic {
    let (message, related, key) = match outside {
        Outside::NotYet(since) => {
            let message = format!("{subject}は{}からのものなのに、{what}があります", era(since.value));
            (message, (since.place, "始まりはここ"), "since（追加年度）")
        }
        Outside::Ended(ended) => {
            let message = format!(
                "{subject}は{}で終わっているのに、{what}があります",
                era(ended.after.value)
            );
            (message, (ended.after.place, "終わりはここ"), "ended（終了）")
        }
    };
    let remedy = format!("これを消すか、plan.yaml の {key}の年度を直してください");
    Diagnostic::warning(code::ANSWER_OUTSIDE_YEARS, place, message, remedy).related(related.0, related.1)
}
