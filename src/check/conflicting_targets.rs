//! Two targets of one series are due at the same time, and neither was replaced: which of them decides? A new target does
//! not silence an old one; the old one must say that it was replaced (改定).
//!
//! Not in conflict are a lower and an upper bound, a target in words beside a number, and two targets that the paper
//! itself tells apart by their labels (必達目標 and 努力目標).

use std::collections::BTreeMap;

use super::scope::Scope;
use super::series::{segment, series_title};
use crate::calendar::{Period, YearStyle};
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::{BoundValue, PlanPeriod, Target, TargetSet};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let plan_period = scope.plan.plan.period.as_ref();
    for indicator in &scope.plan.plan.indicators {
        let Some(TargetSet::List(targets)) = &indicator.targets else {
            continue;
        };
        let mut waiting: BTreeMap<_, Vec<&Target>> = BTreeMap::new();
        for target in targets.iter().filter(|target| target.replaced.is_none()) {
            let series = segment(target.segment.as_ref());
            for (due, words) in deadlines(target, plan_period) {
                let earlier = waiting.entry((series, due)).or_default();
                let conflict = earlier.iter().find(|earlier| !go_together(earlier, target));
                if let Some(first) = conflict {
                    findings.push(
                        Diagnostic::error(
                            code::CONFLICTING_TARGETS,
                            target.place,
                            format!(
                                "指標{}に、期限が同じ目標（{}）が2つあります。どちらで判定するか決まりません",
                                series_title(indicator, series),
                                words
                            ),
                            "前の目標を改めたのなら、前の目標に replaced: {on: 改定日, reason: 理由} を、新しい目標に set: 設定日 を書いてください。\
                             誤って重ねたのなら、どちらかを削除してください",
                        )
                        .label("2つ目の目標")
                        .related(first.place, "1つ目の目標"),
                    );
                    // One finding is enough for two rows of years.
                    break;
                }
                earlier.push(target);
            }
        }
    }
}

/// When a target is due.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    /// Every year (毎年度).
    Every,
    /// In a month of the line of months: 令和2年度, 令和2年度末 and 令和3年3月 are one deadline.
    Month(i32),
    /// No deadline is known.
    Open,
}

/// The deadlines of a target with their words; a yearly series has one a year, and without any the plan's end holds.
fn deadlines(target: &Target, plan: Option<&PlanPeriod>) -> Vec<(Due, String)> {
    let by = |period: Period| {
        let due = period.month_index().map_or(Due::Open, Due::Month);
        (due, period.label(YearStyle::Era))
    };
    if target.every.as_ref().is_some_and(|every| every.value) {
        return vec![(Due::Every, "毎年度".to_owned())];
    }
    let mut bounds = [&target.at_least, &target.at_most, &target.exactly]
        .into_iter()
        .flatten();
    if let Some(BoundValue::Yearly(years)) = bounds.next().map(|bound| &bound.value) {
        return years.iter().map(|(year, _)| by(Period::from(year.value))).collect();
    }
    let end = || {
        plan.and_then(|period| period.to.as_ref())
            .map(|to| Period::from(to.value))
    };
    let deadline = target.by.as_ref().map(|by| by.period).or_else(end);
    vec![deadline.map_or_else(|| (Due::Open, "期限なし".to_owned()), by)]
}

/// Whether two targets of one deadline can both hold.
fn go_together(one: &Target, other: &Target) -> bool {
    let opposite = |one: &Target, other: &Target| one.at_least.is_some() && other.at_most.is_some();
    let in_words = |target: &Target| target.qualitative.is_some();
    let labels = one.label.as_ref().zip(other.label.as_ref());
    opposite(one, other)
        || opposite(other, one)
        || in_words(one) != in_words(other)
        || labels.is_some_and(|(one, other)| one.value != other.value)
}
