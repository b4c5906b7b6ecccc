//! What the public edition withholds, figure by figure, and why (秘匿一覧): in the internal edition alone. And the one sentence
//! that tells the public by which rule (秘匿の決まり).

use serde::Serialize;

use super::badge::{Badge, Shape, Tone};
use super::figures::FigurePrint;
use super::frame::{Frame, Link};
use super::{Address, wording};
use crate::calendar::YearStyle;
use crate::evaluate::History;
use crate::model::{
    AbsenceReason, Audience, Edition, Indicator, Internal, Observation, Part, Plan, Project, Reading, Withheld,
    WithheldBecause,
};
use crate::quantity::NumberFormat;

/// Title of the page.
pub const TITLE: &str = "秘匿一覧";

/// The page.
#[derive(Debug, Serialize)]
pub struct WithheldPage {
    /// Frame.
    pub frame: Frame,
    /// Figures, in the order of the indicators and of time.
    pub rows: Vec<WithheldRow>,
}

/// A figure that the public does not see.
#[derive(Debug, Serialize)]
pub struct WithheldRow {
    /// Indicator.
    pub indicator: Link,
    /// Name of the series.
    pub segment: Option<String>,
    /// Period.
    pub period: String,
    /// Which part of the observation.
    pub part: &'static str,
    /// The figure; none when the data do not have it.
    pub value: Option<String>,
    /// Kind of the reason.
    pub kind: Badge,
    /// Why.
    pub why: String,
    /// Editions that state it.
    pub editions: Vec<Link>,
}

/// Whether a plan has such a page: a rule, or figures withheld without one. Asked in the internal edition alone.
pub fn exists(plan: &Plan) -> bool {
    !plan.withheld.is_empty() || plan.indicators.iter().any(|indicator| indicator.withhold.is_some())
}

/// Whether the list of a plan is in this edition: never in the public one.
pub fn has_page(project: &Project, plan: &Plan) -> bool {
    project.audience == Audience::Internal && exists(plan)
}

impl WithheldPage {
    /// The page of a plan; none in the public edition.
    pub fn new(project: &Project, plan: &Plan) -> Option<Self> {
        let page = Address::Withheld(plan.id.clone());
        has_page(project, plan).then(|| Self {
            frame: Frame::new(project, Some(plan), &page, TITLE),
            rows: plan
                .withheld
                .iter()
                .map(Internal::reveal)
                .map(|one| row(plan, one, &page))
                .collect(),
        })
    }
}

fn row(plan: &Plan, one: &Withheld, page: &Address) -> WithheldRow {
    let indicator = plan.indicator(&one.indicator);
    let segment = indicator
        .segments
        .iter()
        .find(|segment| Some(&segment.id) == one.segment.as_ref());
    let print = FigurePrint::new(indicator);
    let states = |edition: &&Edition| {
        let stated = edition.observations.get(&one.indicator).into_iter().flatten();
        stated
            .filter(|observation| observation.segment == one.segment)
            .any(|observation| observation.period == one.period)
    };
    let (kind, why) = reason(indicator, one);
    WithheldRow {
        indicator: Link::new(
            page,
            &Address::Indicator(plan.id.clone(), indicator.id.clone()),
            &indicator.title,
        ),
        segment: segment.map(|segment| segment.title.clone()),
        period: one.period.label(YearStyle::Era),
        part: match one.part {
            Part::Value => "値",
            Part::Numerator => "分子",
            Part::Denominator => "分母",
        },
        value: one.value.map(|value| match one.part {
            Part::Value => print.value(value),
            Part::Numerator | Part::Denominator => NumberFormat::default().format(value),
        }),
        kind,
        why,
        editions: plan
            .editions
            .iter()
            .filter(states)
            .map(|edition| {
                let address = Address::Edition(plan.id.clone(), edition.id());
                Link::new(page, &address, wording::edition(edition.id()))
            })
            .collect(),
    }
}

fn reason(indicator: &Indicator, one: &Withheld) -> (Badge, String) {
    let primary = || Badge::new("一次秘匿", Shape::Diamond, Tone::Orange);
    let further = || Badge::new("二次秘匿", Shape::OpenDiamond, Tone::Grey);
    match one.because {
        WithheldBecause::Small => (
            primary(),
            indicator.withhold.map_or_else(
                || "しきい値未満の数のため".to_owned(),
                |rule| format!("{}未満の数のため", rule.under),
            ),
        ),
        WithheldBecause::SameObservation => (
            further(),
            "同じ時期の値・分子・分母と合わせると、秘匿した数を計算できるため".to_owned(),
        ),
        WithheldBecause::Totals => (further(), "合計とほかの区分から、秘匿した数を計算できるため".to_owned()),
        WithheldBecause::Stated => (
            Badge::new("個別の秘匿", Shape::Square, Tone::Orange),
            "データに秘匿と書いてあるため".to_owned(),
        ),
    }
}

/// That the public does not see a figure which the internal edition shows, or a part of it.
pub(super) fn badge(plan: &Plan, edition: &Edition, observation: &Observation) -> Option<Badge> {
    let is_stated = |list: &Vec<Observation>| list.iter().any(|one| std::ptr::eq(one, observation));
    let (indicator, _) = edition.observations.iter().find(|(_, list)| is_stated(list))?;
    let is_withheld = plan.withheld.iter().map(Internal::reveal).any(|one| {
        one.indicator == *indicator && one.segment == observation.segment && one.period == observation.period
    });
    is_withheld.then(|| Badge::new("公開版では秘匿", Shape::Diamond, Tone::Orange))
}

/// By which rule figures of an indicator are withheld, in one sentence; none when none is.
pub(super) fn rule(plan: &Plan, indicator: &Indicator, histories: &[History<'_>]) -> Option<String> {
    let under = indicator.withhold?.under;
    let mut statements = histories.iter().flat_map(|history| &history.statements);
    let is_marked =
        statements.any(|statement| statement.observation.reading == Reading::Absent(AbsenceReason::Withheld));
    let is_listed = plan.withheld.iter().any(|one| one.reveal().indicator == indicator.id);
    (is_marked || is_listed).then(|| {
        let whose = if is_listed { "公開版では、" } else { "" };
        let mark = wording::absence_mark(AbsenceReason::Withheld);
        format!(
            "{whose}個人が分かるおそれがあるため、1から{most}までの数と、それが分かってしまうほかの数値（並べて示す0や合計など）は公表せず、「{mark}」と示しています。",
            most = under - 1
        )
    })
}
