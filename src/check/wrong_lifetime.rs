//! A measure or an indicator is said to end before it began (追加年度・終了), or to begin or end outside the plan's years:
//! it would stand in no edition, or the mistake would go unseen.

use super::scope::{Scope, era, title};
use crate::calendar::FiscalYear;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::At;
use crate::source::raw::{Ending, PlanPeriod};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let plan = &scope.plan.plan;
    let period = plan.period.as_ref();
    for node in scope.nodes() {
        let whose = format!("取組「{}」", title(node));
        check_years(&whose, node.since.as_ref(), node.ended.as_ref(), period, findings);
    }
    for indicator in &plan.indicators {
        let whose = format!("指標「{}」", indicator.title.as_str());
        check_years(
            &whose,
            indicator.since.as_ref(),
            indicator.ended.as_ref(),
            period,
            findings,
        );
    }
}

fn check_years(
    whose: &str,
    since: Option<&At<FiscalYear>>,
    ended: Option<&Ending>,
    period: Option<&PlanPeriod>,
    findings: &mut Findings,
) {
    let after = ended.map(|ended| &ended.after);
    if let (Some(since), Some(after)) = (since, after)
        && since.value > after.value
    {
        findings.push(
            Diagnostic::error(
                code::WRONG_LIFETIME,
                after.place,
                format!(
                    "{whose}の最後の年度（{}）が、追加年度（{}）より前です",
                    era(after.value),
                    era(since.value)
                ),
                "since（最初の年度）と ended の after（最後の年度）を確かめてください",
            )
            .related(since.place, "追加年度はここ"),
        );
    }
    let Some(period) = period else { return };
    for (what, year) in [("追加年度", since), ("最後の年度", after)] {
        let Some(year) = year else { continue };
        if year.value < period.from.value || period.to.as_ref().is_some_and(|to| year.value > to.value) {
            findings.push(
                Diagnostic::warning(
                    code::LIFETIME_OUTSIDE_PERIOD,
                    year.place,
                    format!("{whose}の{what}（{}）が、計画期間の外です", era(year.value)),
                    "このまま掲載します。年度を確かめてください。計画の初めから、または終わりまで続くのなら、書かなくてよい項目です",
                )
                .related(period.place, "計画期間はここ"),
            );
        }
    }
}
