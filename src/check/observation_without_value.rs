//! An observation has neither a value nor a reason for its absence, or both. Absence is never 0 and never a bare blank.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::At;
use crate::source::raw::AbsenceWord;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for baseline in scope.indicators.values().flat_map(|indicator| &indicator.baseline) {
        let is_withheld = |absent: &At<AbsenceWord>| absent.value == AbsenceWord::Withheld;
        if baseline.value.is_some() == baseline.absent.as_ref().is_some_and(is_withheld) {
            findings.push(Diagnostic::error(
                code::OBSERVATION_WITHOUT_VALUE,
                baseline.place,
                "目標設定時の値は、value か absent: withheld（秘匿）の一方だけを書きます",
                "value に値を書いてください。公表しない値なら、代わりに absent: withheld と書いてください",
            ));
        } else if let (Some(_), Some(absent)) = (&baseline.value, &baseline.absent) {
            findings.push(Diagnostic::error(
                code::OBSERVATION_WITHOUT_VALUE,
                absent.place,
                "値があるのに、値がない理由も書かれています",
                "どちらか一方を削除してください",
            ));
        }
    }
    for (_, observation) in scope.observations() {
        if observation.pending.as_ref().is_some_and(|pending| pending.value) {
            continue;
        }
        match (&observation.value, &observation.absent) {
            (Some(_), None) | (None, Some(_)) => {}
            (None, None) => findings.push(Diagnostic::error(
                code::OBSERVATION_WITHOUT_VALUE,
                observation.place,
                "実績の値がありません",
                "value（値）を書くか、値がない理由を absent に書いてください。例: absent: not-yet-collected（集計中）",
            )),
            (Some(value), Some(absent)) => findings.push(
                Diagnostic::error(
                    code::OBSERVATION_WITHOUT_VALUE,
                    absent.place,
                    "値があるのに、値がない理由も書かれています",
                    "どちらか一方を削除してください",
                )
                .related(value.place, "値はここ"),
            ),
        }
    }
}
