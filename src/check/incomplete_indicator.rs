//! An indicator lacks what a verdict needs: its unit, which direction is good, or a word on its targets.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::{Indicator, IndicatorKind};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in &scope.plan.plan.indicators {
        let kind = indicator.kind.as_ref().map_or(IndicatorKind::Number, |kind| **kind);
        if kind == IndicatorKind::Number {
            check_number(indicator, findings);
        }
        if indicator.targets.is_none() {
            missing(
                indicator,
                "targets（数値目標）",
                "目標を書いてください。目標を定めていないなら targets: none と書きます",
                findings,
            );
        }
    }
}

fn check_number(indicator: &Indicator, findings: &mut Findings) {
    if indicator.unit.is_none() {
        missing(
            indicator,
            "unit（単位）",
            "unit を書いてください。例: unit: \"%\"、unit: 人",
            findings,
        );
    }
    if indicator.better.is_none() {
        let remedy = "better: higher（高いほどよい）、lower（低いほどよい）、neither（どちらともいえない）のどれかを書いてください。推測はしません";
        missing(indicator, "better（望ましい方向）", remedy, findings);
    }
}

fn missing(indicator: &Indicator, what: &str, remedy: &str, findings: &mut Findings) {
    findings.push(Diagnostic::error(
        code::INCOMPLETE_INDICATOR,
        indicator.id.place,
        format!("指標「{}」に {what}がありません", indicator.title.as_str()),
        remedy,
    ));
}
