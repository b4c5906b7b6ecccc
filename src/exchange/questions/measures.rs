//! The measures that an edition asks about, each with the offices that are asked.

use super::{MeasureQuestion, Survey, asked, digest};
use crate::author::{NewAnswer, label_and_title};
use crate::calendar::FiscalYear;
use crate::check::{Standing, nodes_in};
use crate::source::raw::{Answer, NodeKind};
use crate::source::{RawEdition, RawPlan};

pub(super) fn questions(
    plan: &RawPlan,
    edition: &RawEdition,
    before: Option<&RawEdition>,
    survey: &Survey,
) -> Vec<(Vec<Option<String>>, MeasureQuestion)> {
    let nodes = nodes_in(&plan.plan, edition.year);
    let asked_nodes = nodes.iter().filter(|standing| standing.expects_answer(edition.year));
    let question = |standing: &Standing<'_>| {
        let id = standing.node.id.as_ref()?.as_str();
        let above = above(standing, &nodes);
        let own = std::iter::once(standing).chain(above.iter().copied());
        // A node without offices is carried by those of the heading above it.
        let offices = own.map(|one| &one.node.offices).find(|offices| !offices.is_empty());
        let offices = offices.into_iter().flatten().map(|id| id.as_str().to_owned());
        let (label, title) = label_and_title(standing.node, edition.year);
        let names: Vec<String> = above.iter().rev().map(|one| name(one, edition.year)).collect();
        let is_said = |answer: &&Answer| answer.pending.is_none();
        let last = before
            .and_then(|before| before.edition.measures.get(id))
            .filter(is_said);
        let now = edition.edition.measures.get(id).filter(is_said);
        let mut question = MeasureQuestion {
            id: id.to_owned(),
            label: label.unwrap_or_default().to_owned(),
            title: title.unwrap_or_default().to_owned(),
            path: names.join(" ＞ "),
            content: standing.node.content.as_ref().map(|text| text.as_str().to_owned()),
            with: Vec::new(),
            last: last.map(|answer| NewAnswer::of(id, answer)),
            now: now.map(|answer| NewAnswer::of(id, answer)),
            digest: String::new(),
        };
        question.digest = digest_of(&question, survey);
        Some((asked(&plan.plan, offices, edition.year), question))
    };
    asked_nodes.filter_map(question).collect()
}

/// The nodes above, the nearest first.
fn above<'nodes, 'raw>(standing: &Standing<'raw>, nodes: &'nodes [Standing<'raw>]) -> Vec<&'nodes Standing<'raw>> {
    let mut all = Vec::new();
    let mut parent = standing.parent;
    while let Some(node) = parent {
        let Some(found) = nodes.iter().find(|one| std::ptr::eq(one.node, node)) else {
            break;
        };
        all.push(found);
        parent = found.parent;
    }
    all
}

fn name(standing: &Standing<'_>, year: FiscalYear) -> String {
    let (label, title) = label_and_title(standing.node, year);
    let is_group = standing
        .node
        .kind
        .as_ref()
        .is_some_and(|kind| **kind == NodeKind::Group);
    let title = title.filter(|_| standing.node.title.is_some() || !is_group);
    [label, title].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What a change of makes an answer worth another look: the measure's own words, last year's answer, the words to choose from.
fn digest_of(question: &MeasureQuestion, survey: &Survey) -> String {
    let mut texts = vec![question.label.clone(), question.title.clone()];
    texts.extend(question.content.clone());
    if let Some(last) = &question.last {
        let words = [&last.status, &last.reason, &last.direction, &last.rating, &last.outlook];
        texts.extend(words.into_iter().map(|word| word.clone().unwrap_or_default()));
        for item in [last.entries.rows(), last.results.rows()].into_iter().flatten() {
            texts.extend(item.tags);
            texts.push(item.text);
        }
    }
    texts.extend(survey.words.statuses.iter().map(|(word, _)| word.clone()));
    digest(texts.iter().map(String::as_str))
}
