//! The weights of a form do not sum to the total its rule names (ウェイトの合計は100%). Weights that are examples only
//! (`sample: true`, or on rows with `example: true`) are not summed.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::quantity::Number;
use crate::source::raw::Form;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for form in &scope.plan.plan.forms {
        check_form(form, findings);
    }
}

fn check_form(form: &Form, findings: &mut Findings) {
    let rows = form
        .sections
        .iter()
        .filter(|section| !section.superseded.as_ref().is_some_and(|it| it.value));
    let rows = rows
        .filter_map(|section| section.table.as_ref())
        .flat_map(|table| &table.rows);
    let written: Vec<_> = rows
        .filter(|row| !row.example.as_ref().is_some_and(|it| it.value))
        .filter_map(|row| row.weight.as_ref())
        .collect();
    let Some(first) = written.first() else { return };
    let Some(weights) = &form.weights else {
        findings.push(Diagnostic::error(
            code::BAD_WEIGHTS,
            first.place,
            format!(
                "様式「{}」にウェイトがありますが、合計の決まりがありません",
                form.title.as_str()
            ),
            "様式に weights: {total: 100, unit: \"%\"} を書いてください",
        ));
        return;
    };
    if weights.sample.as_ref().is_some_and(|sample| sample.value) {
        return;
    }
    let sum = written
        .iter()
        .try_fold(Number::ZERO, |sum, weight| sum.checked_add(weight.value));
    if sum != Some(weights.total.value) {
        let sum = sum.map_or_else(|| "計算できない値".to_owned(), |sum| sum.to_string());
        findings.push(
            Diagnostic::error(
                code::BAD_WEIGHTS,
                weights.total.place,
                format!(
                    "様式「{}」のウェイトの合計が {sum} で、{} になりません",
                    form.title.as_str(),
                    weights.total.value
                ),
                format!(
                    "合計が {} になるように直してください。記載例なら weights に sample: true を書きます",
                    weights.total.value
                ),
            )
            .label("合計の決まり")
            .related(first.place, "ウェイトはここから"),
        );
    }
}
