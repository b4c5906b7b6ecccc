//! Two things of one plan have the same id. An id is the address of a page, and other entries refer to it.

use std::collections::BTreeMap;

use super::scope::{Scope, items};
use crate::diagnostic::{Diagnostic, Findings, Place, code};
use crate::source::{At, Id};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let plan = &scope.plan.plan;
    // Measures and indicators share one space: a result may be "same as" either.
    unique(
        "取組と指標",
        scope
            .nodes()
            .filter_map(|node| node.id.as_ref())
            .chain(plan.indicators.iter().map(|it| &it.id)),
        findings,
    );
    unique("所管課・主体", plan.offices.iter().map(|office| &office.id), findings);
    unique("根拠法", plan.laws.iter().map(|law| &law.id), findings);
    unique("様式", plan.forms.iter().map(|form| &form.id), findings);
    unique("別表", plan.tables.iter().map(|table| &table.id), findings);
    pages(scope, findings);
    for indicator in &plan.indicators {
        unique("区分", indicator.segments.iter().map(|segment| &segment.id), findings);
    }
    let form_tables = plan
        .forms
        .iter()
        .flat_map(|form| &form.sections)
        .filter_map(|section| section.table.as_ref())
        .map(|it| &it.columns);
    for columns in plan.tables.iter().map(|table| &table.columns).chain(form_tables) {
        unique("列", columns.iter().map(|column| &column.id), findings);
    }
    for (_, answer) in scope.answers() {
        unique(
            "取組内容",
            items(answer.entries.as_ref())
                .iter()
                .filter_map(|entry| entry.id.as_ref()),
            findings,
        );
    }
}

/// `aims.md` and `01-aims.md` are one address: the number in front only orders.
fn pages(scope: &Scope<'_>, findings: &mut Findings) {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    for page in &scope.plan.pages {
        if let Some(place) = first.insert(page.id.as_str(), page.id.place) {
            findings.push(
                Diagnostic::error(
                    code::DUPLICATE_ID,
                    page.id.place,
                    format!(
                        "説明ページ「{}」が2つあります（ファイル名の先頭の番号は、ページのアドレスに入りません）",
                        page.id.as_str()
                    ),
                    "どちらかのファイル名を、番号の後の部分も別のものにしてください",
                )
                .label("2つ目")
                .related(place, "1つ目"),
            );
        }
    }
}

fn unique<'raw>(what: &str, ids: impl Iterator<Item = &'raw At<Id>>, findings: &mut Findings) {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    for id in ids {
        if let Some(place) = first.get(id.as_str()) {
            findings.push(
                Diagnostic::error(
                    code::DUPLICATE_ID,
                    id.place,
                    format!("{what}の id「{}」が2度使われています", id.as_str()),
                    "どちらかの id を別のものにしてください。公開したことのある id は変えず、新しい方を変えます",
                )
                .label("2度目")
                .related(*place, "1度目"),
            );
        } else {
            first.insert(id.as_str(), id.place);
        }
    }
}
