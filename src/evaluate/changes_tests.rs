//! Small plans, compared year by year.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::model::{Cell, Entry, Former, Handling, PlanId, PlanState, Vocabularies};

fn year(year: i32) -> FiscalYear {
    FiscalYear::new(year).unwrap()
}

fn measure(id: &str) -> Measure {
    Measure {
        handling: Handling::default(),
        id: MeasureId::new(id),
        kind: NodeKind::Measure,
        label: Some("①".to_owned()),
        title: Some(id.to_owned()),
        aliases: Vec::new(),
        offices: Vec::new(),
        joint_offices: Vec::new(),
        since: None,
        ended: None,
        formerly: Vec::new(),
        former_ids: Vec::new(),
        aim: None,
        content: None,
        background: None,
        target_group: None,
        goals: Vec::new(),
        steps: Vec::new(),
        phases: Vec::new(),
        boxes: Vec::new(),
        notes: Vec::new(),
        references: Vec::new(),
        indicators: Vec::new(),
        continues: Vec::new(),
        children: Vec::new(),
    }
}

fn answer(meaning: StatusMeaning, text: &str) -> Answer {
    let word = format!("{meaning:?}");
    let entry = Entry {
        handling: Handling::default(),
        id: None,
        tags: Vec::new(),
        year: None,
        text: Prose::new(text),
        repeats: None,
        figures: Vec::new(),
        notes: Vec::new(),
    };
    Answer {
        status: Some(Status {
            word,
            meaning,
            requires_reason: false,
            note: None,
        }),
        entries: Cell::Items(vec![entry]),
        ..Answer::default()
    }
}

fn edition(fiscal_year: i32, stage: Stage, answers: Vec<(&str, Answer)>) -> Edition {
    Edition {
        handling: Handling::default(),
        fiscal_year: year(fiscal_year),
        title: String::new(),
        published: None,
        as_of: None,
        stage,
        office: None,
        source: None,
        notes: Vec::new(),
        answers: answers
            .into_iter()
            .map(|(id, answer)| (MeasureId::new(id), answer))
            .collect(),
        kept_back: BTreeSet::new(),
        observations: BTreeMap::new(),
        corrections: Vec::new(),
    }
}

fn plan(measures: Vec<Measure>, editions: Vec<Edition>) -> Plan {
    Plan {
        withheld: Vec::new(),
        index: crate::model::PlanIndex::default(),
        handling: Handling::default(),
        id: PlanId::new("city"),
        title: String::new(),
        short_title: String::new(),
        organisation: String::new(),
        office: None,
        notice: None,
        invented: true,
        source: None,
        period: None,
        adopted: None,
        state: PlanState::Adopted,
        state_note: None,
        summary: None,
        promise: None,
        laws: Vec::new(),
        related: Vec::new(),
        levels: Vec::new(),
        measure_word: "取組".to_owned(),
        vocabularies: Vocabularies::default(),
        offices: Vec::new(),
        responsibilities: Vec::new(),
        process: Vec::new(),
        glossary: Vec::new(),
        indicators: Vec::new(),
        tree: measures.into_iter().map(Node::Measure).collect(),
        tolerance: None,
        organisation_code: None,
        licence: None,
        releases: Vec::new(),
        forms: Vec::new(),
        tables: Vec::new(),
        pages: Vec::new(),
        editions,
    }
}

/// The kinds of change, a word for each, with the measure.
fn told(plan: &Plan, edition: usize) -> Vec<String> {
    let edition = &plan.editions[edition];
    let Some(previous) = previous_edition(plan, edition) else {
        return vec!["nothing before".to_owned()];
    };
    let word = |kind: &MeasureChangeKind<'_>| match kind {
        MeasureChangeKind::Status { movement, .. } => format!("{movement:?}"),
        MeasureChangeKind::New(_) => "New".to_owned(),
        MeasureChangeKind::Ended(ending) => {
            format!("Ended: {}", ending.map_or("", |ending| ending.reason.as_markdown()))
        }
        MeasureChangeKind::Renamed { before, after, .. } => format!("{:?} to {:?}", before.label, after.label),
        MeasureChangeKind::SameText => "SameText".to_owned(),
        MeasureChangeKind::Unanswered => "Unanswered".to_owned(),
        MeasureChangeKind::Answered(_) => "Answered".to_owned(),
    };
    let changes = measures(plan, previous, edition);
    changes
        .iter()
        .map(|change| format!("{} {}", change.measure.id, word(&change.kind)))
        .collect()
}

#[test]
fn undecided_counts_as_considering_and_the_end_stands_apart() {
    use StatusMeaning::{Considering, Ended, Implemented, Partial, Planned, Undecided};
    for (from, to, expected) in [
        (Considering, Planned, Movement::Forward),
        (Undecided, Partial, Movement::Forward),
        (Partial, Implemented, Movement::Forward),
        (Implemented, Partial, Movement::Back),
        (Planned, Undecided, Movement::Back),
        (Undecided, Considering, Movement::Sideways),
        (Considering, Ended, Movement::Finished),
        (Implemented, Ended, Movement::Finished),
        (Ended, Planned, Movement::Resumed),
    ] {
        assert_eq!(movement(from, to), expected, "{from:?} to {to:?}");
    }
}

#[test]
fn the_first_edition_is_compared_with_nothing_and_an_interim_one_never_serves_as_the_year_before() {
    let editions = vec![
        edition(2016, Stage::Final, vec![("a", answer(StatusMeaning::Planned, "x"))]),
        edition(
            2017,
            Stage::Midterm,
            vec![("a", answer(StatusMeaning::Considering, "y"))],
        ),
        edition(2017, Stage::Final, vec![("a", answer(StatusMeaning::Partial, "z"))]),
    ];
    let plan = plan(vec![measure("a")], editions);
    assert_eq!(told(&plan, 0), ["nothing before"]);
    assert_eq!(told(&plan, 1), ["a Back"]);
    assert_eq!(told(&plan, 2), ["a Forward"]);
}

#[test]
fn measures_come_and_go_and_are_renumbered() {
    let reason = Prose::new("統合した");
    let ended = Measure {
        ended: Some(Ending {
            after: year(2016),
            reason: reason.clone(),
        }),
        ..measure("ended")
    };
    let new = Measure {
        since: Some(year(2017)),
        ..measure("new")
    };
    let former = Former {
        until: year(2016),
        label: Some("⑥".to_owned()),
        title: None,
        under: None,
        reason: Some(reason),
    };
    let renamed = Measure {
        formerly: vec![former],
        ..measure("renamed")
    };
    let done = |text| answer(StatusMeaning::Implemented, text);
    let editions = vec![
        edition(2016, Stage::Final, vec![("ended", done("1")), ("renamed", done("2"))]),
        edition(2017, Stage::Final, vec![("new", done("3")), ("renamed", done("4"))]),
    ];
    let plan = plan(vec![ended, new, renamed], editions);
    assert_eq!(
        told(&plan, 1),
        ["ended Ended: 統合した", "new New", "renamed Some(\"⑥\") to Some(\"①\")"]
    );
}

#[test]
fn the_same_words_and_silence_are_told() {
    let done = |text| answer(StatusMeaning::Implemented, text);
    let editions = vec![
        edition(
            2016,
            Stage::Final,
            vec![("same", done("研修を\n行った。")), ("silent", done("1"))],
        ),
        edition(
            2017,
            Stage::Final,
            vec![("same", done("研修を行った。")), ("late", done("2"))],
        ),
    ];
    let plan = plan(vec![measure("same"), measure("silent"), measure("late")], editions);
    assert_eq!(told(&plan, 1), ["same SameText", "silent Unanswered", "late Answered"]);
}
