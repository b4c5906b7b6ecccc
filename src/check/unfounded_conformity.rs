//! A test result claims 準拠 or 一部準拠 without what WAIC's 対応度表記ガイドライン asks for: a test of every criterion of the level,
//! published with the items of JIS X 8341-3:2016 附属書JB; everything met (準拠), or a word about what will be done (一部準拠).
//!
//! The words 準拠 and 一部準拠 stand on a page only where a result says them, and this check stands before each of them.

use super::lower::conformance_level;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::model::Criterion;
use crate::source::raw::{AccessibilityTest, Conformity, Outcome, Site};

pub(super) fn check(site: &Site, findings: &mut Findings) {
    for test in site.accessibility.iter().flat_map(|told| &told.results) {
        let word = match test.conformity.value {
            Conformity::Conformant => "準拠",
            Conformity::Partial => "一部準拠",
            Conformity::Considered => continue,
        };
        for (lack, remedy) in lacks(test) {
            findings.push(
                Diagnostic::error(
                    code::UNFOUNDED_CONFORMITY,
                    test.conformity.place,
                    format!("「{word}」と書かれていますが、{lack}"),
                    format!("{remedy}。それができないときは、conformity: considered（配慮）にしてください"),
                )
                .label("試験結果がそろったときだけ書ける対応度"),
            );
        }
    }
}

/// What is missing for the claim, each with what to do about it.
fn lacks(test: &AccessibilityTest) -> Vec<(String, String)> {
    let mut lacks = Vec::new();
    let mut lack = |missing: bool, what: String, remedy: &str| {
        if missing {
            lacks.push((what, remedy.to_owned()));
        }
    };
    let having = |outcomes: &[Option<Outcome>]| -> Vec<&'static str> {
        Criterion::up_to(conformance_level(test.level.value))
            .filter(|criterion| {
                let found = test.criteria.get(criterion.number).map(|found| found.result.value);
                outcomes.contains(&found)
            })
            .map(|criterion| criterion.number)
            .collect()
    };
    let untested = having(&[None, Some(Outcome::NotTested)]);
    lack(
        !untested.is_empty(),
        format!("試験の結果のない達成基準があります: {}", listed(&untested)),
        "criteria: に、その適合レベルまでの達成基準の結果をすべて書いてください",
    );
    let unmet = having(&[Some(Outcome::NotMet)]);
    match test.conformity.value {
        Conformity::Conformant => lack(
            !unmet.is_empty(),
            format!("達成していない達成基準があります: {}", listed(&unmet)),
            "達成してから改めて試験をするか、conformity: partial（一部準拠）にしてください",
        ),
        Conformity::Partial => lack(
            test.remedy.is_none(),
            "今後の対応方針が書かれていません".to_owned(),
            "remedy: に、達成していないことへの今後の対応方針を書いてください",
        ),
        Conformity::Considered => {}
    }
    lack(
        test.pages.is_empty(),
        "試験を行ったウェブページが書かれていません".to_owned(),
        "pages: に、試験を行ったウェブページの題名とアドレスを書いてください",
    );
    lack(
        test.selection.is_none(),
        "ウェブページを選択した方法が書かれていません".to_owned(),
        "selection: に、試験を行ったウェブページを選択した方法とページ数を書いてください",
    );
    lack(
        test.technologies.is_empty(),
        "依存したウェブコンテンツ技術が書かれていません".to_owned(),
        "technologies: に、依存したウェブコンテンツ技術を書いてください（例: [HTML, CSS]）",
    );
    lacks
}

/// The first five numbers, and how many more.
fn listed(numbers: &[&str]) -> String {
    const MOST: usize = 5;
    let shown = numbers.iter().take(MOST).copied().collect::<Vec<_>>().join("、");
    match numbers.len().checked_sub(MOST) {
        None | Some(0) => shown,
        Some(more) => format!("{shown} ほか{more}件"),
    }
}
