//! A figure quoted in a text does not follow from the numerator and denominator beside it. The published figure is
//! printed as published; the warning names both.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::quantity::{Agreement, Number, agrees_with, percentage_of};
use crate::source::At;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for figure in scope.quoted_figures().filter(|figure| figure.unit.is_percent()) {
        compare(
            figure.title.as_str(),
            &figure.value,
            figure.numerator.as_ref(),
            figure.denominator.as_ref(),
            findings,
        );
    }
    for (id, observation) in scope.observations() {
        let Some(indicator) = scope.indicators.get(id.as_str()) else {
            continue;
        };
        let is_percent = indicator.unit.as_ref().is_some_and(|unit| unit.is_percent());
        if let (Some(value), true) = (&observation.value, is_percent) {
            compare(
                indicator.title.as_str(),
                value,
                observation.numerator.as_ref(),
                observation.denominator.as_ref(),
                findings,
            );
        }
    }
}

fn compare(
    title: &str,
    published: &At<Number>,
    numerator: Option<&At<Number>>,
    denominator: Option<&At<Number>>,
    findings: &mut Findings,
) {
    let (Some(numerator), Some(denominator)) = (numerator, denominator) else {
        return;
    };
    let Some(exact) = percentage_of(numerator.value, denominator.value) else {
        findings.push(Diagnostic::warning(
            code::QUOTED_FIGURE_DIFFERS,
            denominator.place,
            format!("「{title}」の分母が 0 で、割合を計算できません"),
            "分母を確かめてください。割合は書かれたとおり掲載します",
        ));
        return;
    };
    let (expected, how) = match agrees_with(published.value, exact) {
        Agreement::Agrees => return,
        Agreement::Truncated { expected } => (expected, "（切り捨てると一致します）"),
        Agreement::Differs { expected } => (expected, ""),
    };
    findings.push(
        Diagnostic::warning(
            code::QUOTED_FIGURE_DIFFERS,
            published.place,
            format!(
                "「{title}」は {}% と書かれていますが、{} ÷ {} を四捨五入すると {expected}% です{how}",
                published.value, numerator.value, denominator.value
            ),
            "書かれたとおり掲載します。もとの資料が誤っていれば、訂正を公表してください",
        )
        .label("公表された値"),
    );
}
