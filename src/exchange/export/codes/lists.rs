//! The lists of the code table.

use super::figures::{
    absence, base, change, compared_with, deadline, ground, indicator_kind, path_step, polarity, target_form, toward,
    verdict, vintage,
};
use super::texts::{
    Detail, Subject, Vocabulary, callout, cell, detail, direction, disclosure_area, lineage, lineage_end, node_kind,
    office_part, phase, plan_state, rating, relation, stage, status, subject, unanswered, vocabulary,
};
use super::{CodeList, Coded, word};
use crate::evaluate::{ComparedWith, End, LineageKind, PathStep};
use crate::model::Cell;
use crate::model::{
    Base, BoundValue, CalloutKind, Deadline, DirectionMeaning, DisclosureArea, IndicatorKind, NodeKind, PhaseKind,
    PlanState, Polarity, RatingMeaning, Relation, Stage, StatusMeaning, TargetForm, Toward,
};
use crate::quantity::Change;
use crate::view::wording;

/// Every list of codes, in the order of the code table.
pub fn lists() -> Vec<CodeList> {
    let mut lists = of_answers();
    lists.extend(of_plans());
    lists.extend(of_figures());
    lists.extend(of_targets());
    lists
}

fn list(name: &'static str, title: &'static str, codes: Vec<Coded>) -> CodeList {
    CodeList { name, title, codes }
}

/// Lists of answers.
fn of_answers() -> Vec<CodeList> {
    let mut statuses: Vec<Coded> = STATUSES.map(status).into();
    statuses.push(unanswered());
    vec![
        list("status", "実施状況の意味", statuses),
        list("direction", "方向性・区分の語の意味", DIRECTIONS.map(direction).into()),
        list("rating", "評価の意味", RATINGS.map(rating).into()),
        list(
            "stage",
            "報告の段階",
            [Stage::TermStart, Stage::Midterm, Stage::Final].map(stage).into(),
        ),
        list(
            "cell",
            "欄の状態",
            [Cell::<()>::Blank, Cell::Nothing(String::new()), Cell::Items(Vec::new())]
                .iter()
                .map(cell)
                .collect(),
        ),
        list(
            "subject",
            "対象の種類",
            [
                Subject::Plan,
                Subject::Edition,
                Subject::Measure,
                Subject::Answer,
                Subject::Entry,
                Subject::Result,
                Subject::Indicator,
                Subject::Table,
            ]
            .map(subject)
            .into(),
        ),
        list(
            "detail",
            "取組の記載の種類",
            [Detail::Goal, Detail::Step, Detail::Phase, Detail::Box]
                .map(detail)
                .into(),
        ),
        list(
            "vocabulary",
            "語の種類",
            [
                Vocabulary::Status,
                Vocabulary::Direction,
                Vocabulary::Tag,
                Vocabulary::Rating,
                Vocabulary::Column,
                Vocabulary::Mark,
            ]
            .map(vocabulary)
            .into(),
        ),
    ]
}

/// Lists of plans and measures.
fn of_plans() -> Vec<CodeList> {
    let mut lineages: Vec<Coded> = LINEAGES.map(lineage).into();
    lineages.push(word("ended", "終了"));
    lineages.push(lineage_end(End::WithPlan));
    vec![
        list(
            "node_kind",
            "項目の種類",
            [
                NodeKind::Heading,
                NodeKind::Group,
                NodeKind::Measure,
                NodeKind::Mode,
                NodeKind::Slot,
            ]
            .map(node_kind)
            .into(),
        ),
        list(
            "plan_state",
            "計画の状態",
            [PlanState::Draft, PlanState::Adopted, PlanState::Abolished]
                .map(plan_state)
                .into(),
        ),
        list(
            "relation",
            "関連計画との関係",
            [
                Relation::Predecessor,
                Relation::Successor,
                Relation::Parent,
                Relation::Related,
            ]
            .map(relation)
            .into(),
        ),
        list("lineage", "異動の種類", lineages),
        list(
            "phase",
            "段階の種類",
            [
                PhaseKind::Pilot,
                PhaseKind::Start,
                PhaseKind::Extension,
                PhaseKind::Full,
                PhaseKind::Considering,
            ]
            .map(phase)
            .into(),
        ),
        list(
            "callout",
            "囲みの種類",
            [CalloutKind::Principle, CalloutKind::Rules, CalloutKind::Note]
                .map(callout)
                .into(),
        ),
        list("office_part", "所管の別", [false, true].map(office_part).into()),
        list(
            "disclosure_area",
            "見える化サイトの分野",
            [
                DisclosureArea::Recruitment,
                DisclosureArea::Continuation,
                DisclosureArea::Hours,
                DisclosureArea::Assignment,
                DisclosureArea::Other,
            ]
            .map(disclosure_area)
            .into(),
        ),
    ]
}

/// Lists of figures and verdicts.
fn of_figures() -> Vec<CodeList> {
    let grounds = wording::VERDICTS
        .iter()
        .flat_map(|verdict| wording::grounds_of(*verdict));
    let mut grounds: Vec<Coded> = grounds.map(ground).collect();
    let mut seen = std::collections::BTreeSet::new();
    grounds.retain(|ground| seen.insert(ground.code));
    vec![
        list("verdict", "判定", wording::VERDICTS.map(verdict).into()),
        list("ground", "判定の理由", grounds),
        list("vintage", "数値の確からしさ", wording::VINTAGES.map(vintage).into()),
        list("absence", "値がない理由", wording::ABSENCES.map(absence).into()),
        list(
            "indicator_kind",
            "指標の種類",
            [
                IndicatorKind::Number,
                IndicatorKind::Instrument,
                IndicatorKind::Qualitative,
            ]
            .map(indicator_kind)
            .into(),
        ),
        list(
            "polarity",
            "望ましい方向",
            [Polarity::Higher, Polarity::Lower, Polarity::Neither]
                .map(polarity)
                .into(),
        ),
        list(
            "period_kind",
            "時期の種類",
            PERIOD_KINDS.map(|(code, label)| word(code, label)).into(),
        ),
    ]
}

/// Lists of targets.
fn of_targets() -> Vec<CodeList> {
    let number = crate::quantity::Number::from(0_i64);
    let fixed = || BoundValue::Fixed(number);
    let deadlines = vec![
        word("by", "期限まで"),
        deadline(&Deadline::Every),
        word("in", "その年度"),
        deadline(&Deadline::Open),
    ];
    vec![
        list(
            "target_form",
            "目標の形",
            [
                TargetForm::AtLeast(fixed()),
                TargetForm::AtMost(fixed()),
                TargetForm::Exactly(fixed()),
                TargetForm::Between(number, number),
                TargetForm::Maintain(number),
                TargetForm::Direction(Toward::Increase),
                TargetForm::Qualitative(String::new()),
                TargetForm::None,
            ]
            .iter()
            .map(target_form)
            .collect(),
        ),
        list(
            "toward",
            "目標の方向",
            [Toward::Increase, Toward::Decrease].map(toward).into(),
        ),
        list(
            "base",
            "目標の基準",
            vec![base(&Base::PreviousYear), word("actual", "ある年度の実績")],
        ),
        list(
            "change",
            "増減の種類",
            [Change::Relative(number), Change::Absolute(number)].map(change).into(),
        ),
        list("deadline", "期限の種類", deadlines),
        list(
            "compared_with",
            "比べた相手",
            [ComparedWith::Target, ComparedWith::Path].map(compared_with).into(),
        ),
        list(
            "path_step",
            "計画経路の時間の単位",
            [PathStep::Years, PathStep::Months].map(path_step).into(),
        ),
    ]
}

const STATUSES: [StatusMeaning; 6] = [
    StatusMeaning::Implemented,
    StatusMeaning::Partial,
    StatusMeaning::Planned,
    StatusMeaning::Considering,
    StatusMeaning::Undecided,
    StatusMeaning::Ended,
];

const DIRECTIONS: [DirectionMeaning; 6] = [
    DirectionMeaning::New,
    DirectionMeaning::Expanded,
    DirectionMeaning::Continued,
    DirectionMeaning::Reduced,
    DirectionMeaning::Ended,
    DirectionMeaning::Free,
];

const RATINGS: [RatingMeaning; 4] = [
    RatingMeaning::Good,
    RatingMeaning::Fair,
    RatingMeaning::Poor,
    RatingMeaning::Unrated,
];

const LINEAGES: [LineageKind; 8] = [
    LineageKind::Continued,
    LineageKind::Split,
    LineageKind::Merged,
    LineageKind::Moved,
    LineageKind::Renumbered,
    LineageKind::Retitled,
    LineageKind::New,
    LineageKind::Added,
];

const PERIOD_KINDS: [(&str, &str); 9] = [
    ("fiscal-year", "年度"),
    ("fiscal-year-end", "年度末"),
    ("fiscal-year-half", "半期"),
    ("calendar-year", "年"),
    ("month", "月"),
    ("month-end", "月末"),
    ("day", "日"),
    ("every-fiscal-year", "毎年度"),
    ("span", "期間"),
];
