//! The same value is stated twice in one edition: which of the two holds cannot be told.

use std::collections::HashMap;

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, code};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, edition) in scope.editions() {
        for (_, observations) in &edition.indicators {
            let mut seen = HashMap::new();
            for observation in observations {
                let key = (
                    observation.segment.as_ref().map(|segment| segment.as_str()),
                    observation.period.period,
                    observation.vintage.as_ref().map(|vintage| **vintage),
                    observation.as_of.as_ref().map(|dates| dates.period),
                );
                if let Some(first) = seen.insert(key, observation.place) {
                    findings.push(
                        Diagnostic::error(
                            code::DUPLICATE_OBSERVATION,
                            observation.period.place,
                            format!("{}の値が、同じ年度版に2度書かれています", observation.period.text),
                            "どちらかを削除してください。見込みと確定のように確からしさが違うなら、vintage と as_of を書き分けます",
                        )
                        .related(first, "1度目"),
                    );
                }
            }
        }
    }
}
