//! A heading, an untitled group or an empty slot of the form has an answer. A parent's status is never derived, but a
//! heading has none at all: if it is answered, it is a measure.

use super::scope::{Scope, kind};
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::NodeKind;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for (id, answer) in scope.answers() {
        let Some(node) = scope.measures.get(id.as_str()) else {
            continue;
        };
        let what = match kind(node) {
            NodeKind::Measure | NodeKind::Mode => continue,
            NodeKind::Heading => "見出し",
            NodeKind::Group => "区分",
            NodeKind::Slot => "様式の空欄",
        };
        let place = answer.status.as_ref().map_or(id.place, |status| status.place);
        findings.push(Diagnostic::error(
            code::ANSWER_NOT_EXPECTED,
            place,
            format!("「{}」は{what}なので、実施状況を書けません", id.as_str()),
            "この回答を削除してください。回答を求める取組にするのであれば、plan.yaml のその項目から kind を削除します",
        ));
    }
}
