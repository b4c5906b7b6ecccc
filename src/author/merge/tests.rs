//! One answer and one figure into editions written in every way YAML allows.

use super::*;
use crate::author::{NewCell, NewItem};
use crate::calendar::FiscalYear;
use crate::source::raw::{Edition, Plan, Stage};
use crate::source::{Decode as _, Id};

const PLAN: &str = "title: 計画\norganisation: 町\nindicators:\n  - {id: i, title: 指標, unit: 人, better: higher}\n  - {id: j, title: 指標2, unit: 人, better: higher}\nmeasures:\n  - {id: a, title: 取組一}\n  - {id: b, title: 取組二}\n";

/// What becomes of a text, and of the answer and the figure.
fn merged(text: &str) -> Result<Merged, AuthorError> {
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let mut read = |name: &str, text: &str| {
        let file = sources.add(name, text);
        tree::parse(file, &sources, &mut findings).unwrap()
    };
    let (plan, edition) = (read("p/plan.yaml", PLAN), read("p/2021.yaml", text));
    let plan = RawPlan {
        id: At {
            value: Id::checked("p").unwrap(),
            place: plan.place,
        },
        plan: Plan::decode(&plan, &mut findings).unwrap(),
        editions: Vec::new(),
        pages: Vec::new(),
    };
    let edition = Edition::decode(&edition, &mut findings);
    let edition = RawEdition {
        year: FiscalYear::new(2021).unwrap(),
        stage: Stage::Final,
        edition: edition.unwrap_or_else(|| panic!("{text}")),
    };
    let answer = NewAnswer {
        measure: "b".to_owned(),
        status: Some("実施".to_owned()),
        entries: NewCell::Items(vec![NewItem {
            tags: vec!["新規".to_owned()],
            text: "一行目\n二行目".to_owned(),
        }]),
        ..NewAnswer::default()
    };
    let figure = NewFigure {
        indicator: "i".to_owned(),
        asked: "R3".to_owned(),
        period: "R3".to_owned(),
        value: Some("3".to_owned()),
        ..NewFigure::default()
    };
    merge(&plan, &edition, &sources, &[answer], &[figure])
}

#[test]
fn an_answer_finds_its_place_in_every_style() {
    let block =
        "status: 実施\n    entries:\n      - tag: 新規\n        text: |-\n          一行目\\\n          二行目\n";
    let flow = "status: 実施, entries: [{tag: 新規, text: \"一行目\\\\\\n二行目\"}]";
    for (text, expected) in [
        (
            "title: x\nmeasures:\n  b:\n    pending: true\n",
            format!("title: x\nmeasures:\n  b:\n    {block}"),
        ),
        (
            "title: x\nmeasures:\n  b:\n    pending: true   # 5月\n    internal: 覚え\n",
            format!("title: x\nmeasures:\n  b:\n    # 5月\n    {block}    internal: 覚え\n"),
        ),
        (
            "title: x\nmeasures:\n  b: {pending: true}\n",
            format!("title: x\nmeasures:\n  b:\n    {block}"),
        ),
        (
            "title: x\nmeasures:\n  b: {pending: true} # 5月\n",
            format!("title: x\nmeasures:\n  b: {{{flow}}} # 5月\n"),
        ),
        (
            "title: x\nmeasures: {b: {pending: true}}\n",
            format!("title: x\nmeasures: {{b: {{{flow}}}}}\n"),
        ),
        (
            "title: x\nmeasures: {a: {status: y}}\n",
            format!("title: x\nmeasures: {{a: {{status: y}}, b: {{{flow}}}}}\n"),
        ),
        (
            "title: x\nmeasures:\n  a:\n    status: y\n  # 後\n",
            format!("title: x\nmeasures:\n  a:\n    status: y\n  # 取組二\n  b:\n    {block}  # 後\n"),
        ),
    ] {
        let merged = merged(text).unwrap_or_else(|error| panic!("{text}: {error}")).text;
        let (own, figures) = merged.split_once("\nindicators:").unwrap_or_else(|| panic!("{merged}"));
        assert_eq!(format!("{}\n", own.trim_end()), expected, "{text}");
        assert_eq!(figures, "\n  # 指標（単位: 人）\n  i:\n    - {period: R3, value: 3}\n");
    }
}

#[test]
fn a_figure_finds_its_place_in_every_style() {
    for (text, expected) in [
        (
            "  i: {period: R3, pending: true}  # 注\n",
            "  i: {period: R3, value: 3}  # 注\n",
        ),
        (
            "  i:\n    - {period: R2, value: 1}\n    - period: R3\n      pending: true\n",
            "  i:\n    - {period: R2, value: 1}\n    - period: R3\n      value: 3\n",
        ),
        (
            "  i:\n    - {period: R2, value: 1}\n  j: {period: R3, value: 9}\n",
            "  i:\n    - {period: R2, value: 1}\n    - {period: R3, value: 3}\n  j: {period: R3, value: 9}\n",
        ),
        (
            "  i: [{period: R2, value: 1}]\n",
            "  i: [{period: R2, value: 1}, {period: R3, value: 3}]\n",
        ),
        (
            "  i: {period: R2, value: 1}\n",
            "  i: [{period: R2, value: 1}, {period: R3, value: 3}]\n",
        ),
        (
            "  i:\n    period: R2\n    value: 1\n",
            "  i:\n    - period: R2\n      value: 1\n    - {period: R3, value: 3}\n",
        ),
        (
            "  j: {period: R3, value: 9}\n",
            "  # 指標（単位: 人）\n  i:\n    - {period: R3, value: 3}\n  j: {period: R3, value: 9}\n",
        ),
    ] {
        let head = "title: x\nmeasures:\n  b: {status: 実施, entries: [{tag: 新規, text: \"一行目\\\\\\n二行目\"}]}\nindicators:\n";
        let merged = merged(&format!("{head}{text}")).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(merged.text, format!("{head}{expected}"), "{text}");
        assert_eq!(merged.answers, [Fate::Same]);
    }
}

#[test]
fn line_breaks_of_the_file_stay() {
    let merged = merged("title: x\r\nmeasures:\r\n  b:\r\n    pending: true\r\n  a: {status: y}\r\n").unwrap();
    assert!(
        !merged.text.replace("\r\n", "").contains(['\r', '\n']),
        "{:?}",
        merged.text
    );
}

#[test]
fn what_is_said_stays() {
    for said in [
        "b: {status: 未定}",
        "b: {pending: true, status: 未定}",
        "b: {status: 実施, entries: \"—\"}",
    ] {
        let text = format!("title: x\nmeasures:\n  {said}\nindicators:\n  i: {{period: R3, value: 4}}\n");
        let merged = merged(&text).unwrap();
        assert_eq!(merged.text, text);
        assert!(matches!(
            (merged.answers[0], merged.figures[0]),
            (Fate::Differs(_), Fate::Differs(_))
        ));
    }
}
