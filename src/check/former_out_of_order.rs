//! Records of how a measure or an office stood before (以前の記載・旧名称) run backwards, or two of them end in one year.
//! The name or heading shown for an older year could then be the wrong one.

use super::scope::{Scope, era, title};
use crate::calendar::FiscalYear;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::At;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for node in scope.nodes() {
        let years: Vec<_> = node.formerly.iter().map(|former| &former.until).collect();
        in_order(&format!("取組「{}」", title(node)), &years, findings);
    }
    for office in &scope.plan.plan.offices {
        let years: Vec<_> = office.formerly.iter().map(|former| &former.until).collect();
        in_order(&format!("「{}」", office.name.as_str()), &years, findings);
    }
}

fn in_order(whose: &str, years: &[&At<FiscalYear>], findings: &mut Findings) {
    for pair in years.windows(2) {
        let [earlier, later] = pair else { continue };
        if earlier.value < later.value {
            continue;
        }
        let year = era(later.value);
        let message = if earlier.value == later.value {
            format!("{whose}の以前の記載（formerly）に、{year}までのものが2つあります")
        } else {
            format!(
                "{whose}の以前の記載（formerly）が、年度の順になっていません（{}の後に{year}）",
                era(earlier.value)
            )
        };
        findings.push(
            Diagnostic::warning(
                code::FORMER_OUT_OF_ORDER,
                later.place,
                message,
                "古いものから順に、それぞれ最後の年度を until に書いてください。このままでは、過去の年度の表に違う名称が出ることがあります",
            )
            .label("この年度まで")
            .related(earlier.place, "1つ前の記載"),
        );
    }
}
