//! A target was replaced (改定), and nothing says by what: its series would have no target from that day on. The one that
//! follows says with `set` since when it holds.

use super::scope::Scope;
use super::series::{segment, series_title};
use crate::calendar::{Period, YearStyle};
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::{Target, TargetSet};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in &scope.plan.plan.indicators {
        let Some(TargetSet::List(targets)) = &indicator.targets else {
            continue;
        };
        // An indicator that ended needs no target any more.
        if indicator.ended.is_some() {
            continue;
        }
        for target in targets {
            let Some(replaced) = &target.replaced else { continue };
            let series = segment(target.segment.as_ref());
            let of_series = targets.iter().filter(|other| segment(other.segment.as_ref()) == series);
            let mut others = of_series.filter(|other| other.place != target.place);
            if others.clone().any(|other| is_set_from(other, replaced.on.period)) {
                continue;
            }
            let finding = Diagnostic::warning(
                code::TARGET_WITHOUT_SUCCESSOR,
                replaced.on.place,
                format!(
                    "指標{}の目標は{}に改定されていますが、その後の目標がありません",
                    series_title(indicator, series),
                    replaced.on.period.label(YearStyle::Era)
                ),
                format!(
                    "このままでは、改定の後に判定する目標がありません。改定後の目標を targets に加え、set: {} のように設定日を書いてください。目標をなくしたのなら、none: true の目標を加えます",
                    replaced.on.text
                ),
            )
            .label("改定日");
            let without_date = others.find(|other| other.set.is_none() && other.replaced.is_none());
            findings.push(match without_date {
                Some(other) => finding.related(other.place, "この目標には、設定日（set）がありません"),
                None => finding,
            });
        }
    }
}

/// Whether a target was set on that day or later; of a day within a month told as a month, it may have been.
fn is_set_from(target: &Target, day: Period) -> bool {
    target
        .set
        .as_ref()
        .is_some_and(|set| set.period.last_day() >= day.first_day())
}
