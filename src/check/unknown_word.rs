//! A status, direction, tag or rating is not one of the plan's own words. A misspelt status would vanish from the counts.

use super::scope::{Scope, items};
use crate::diagnostic::{Diagnostic, Findings, code, nearest};
use crate::source::raw::DEFAULT_STATUSES;
use crate::source::{At, Text};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let plan = &scope.plan.plan;
    let mut statuses: Vec<&str> = plan.statuses.iter().map(|(word, _)| word.as_str()).collect();
    if statuses.is_empty() {
        statuses.extend(DEFAULT_STATUSES.map(|(word, _)| word));
    }
    let directions: Vec<&str> = plan.directions.iter().map(|(word, _)| word.as_str()).collect();
    let tags: Vec<&str> = plan.tags.iter().map(|(word, _)| word.as_str()).collect();
    let ratings: Vec<&str> = plan.ratings.iter().map(|(word, _)| word.as_str()).collect();
    for (_, answer) in scope.answers() {
        known("実施状況", "statuses", answer.status.as_ref(), &statuses, findings);
        known("方向性", "directions", answer.direction.as_ref(), &directions, findings);
        known("評価", "ratings", answer.rating.as_ref(), &ratings, findings);
        let entries = items(answer.entries.as_ref()).iter().flat_map(|entry| entry.tag.iter());
        let results = items(answer.results.as_ref())
            .iter()
            .flat_map(|result| result.tag.iter());
        for tag in entries.chain(results) {
            known("タグ", "tags", Some(tag), &tags, findings);
        }
    }
    for (_, observation) in scope.observations() {
        known("評価", "ratings", observation.rating.as_ref(), &ratings, findings);
    }
}

fn known(what: &str, key: &str, written: Option<&At<Text>>, words: &[&str], findings: &mut Findings) {
    let Some(written) = written.filter(|written| !words.contains(&written.as_str())) else {
        return;
    };
    let message = format!("「{}」は、この計画の{what}の言葉にありません", written.as_str());
    let remedy = if words.is_empty() {
        format!("plan.yaml の {key} に、使う言葉とその意味を書いてください")
    } else {
        format!(
            "「{}」のどれかにするか、plan.yaml の {key} に加えてください",
            words.join("」「")
        )
    };
    let finding = Diagnostic::error(code::UNKNOWN_VOCABULARY_WORD, written.place, message, remedy).label("この言葉");
    findings.push(match nearest(written.as_str(), words.iter().copied()) {
        Some(word) => finding.fix(written.place, word),
        None => finding,
    });
}
