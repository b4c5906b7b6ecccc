//! A test result answers for a success criterion that JIS X 8341-3:2016 does not have.

use crate::diagnostic::{Diagnostic, Findings, code, nearest, quote};
use crate::model::{CRITERIA, Criterion};
use crate::source::raw::Site;

pub(super) fn check(site: &Site, findings: &mut Findings) {
    let tests = site.accessibility.iter().flat_map(|told| &told.results);
    for number in tests.flat_map(|test| test.criteria.keys()) {
        if Criterion::numbered(&number.value).is_some() {
            continue;
        }
        let finding = Diagnostic::error(
            code::UNKNOWN_CRITERION,
            number.place,
            format!("{}は、JIS X 8341-3:2016 の達成基準にありません", quote(&number.value)),
            "達成基準の番号を「1.1.1」から「4.1.2」までの形で書いてください",
        );
        let meant = nearest(&number.value, CRITERIA.iter().map(|criterion| criterion.number));
        findings.push(match meant {
            Some(meant) => finding.fix(number.place, meant.to_owned()),
            None => finding,
        });
    }
}
