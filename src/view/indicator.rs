//! The page of an indicator (指標): what it measures, how its verdict was reached, and every value ever stated.

use serde::Serialize;

use super::badge::Badge;
use super::cells::{inline_all, office_links};
use super::chart_view::ChartView;
use super::corrections::{self, CorrectionEntry};
use super::edition::Fact;
use super::figures::{Figure, FigurePrint};
use super::frame::{Frame, Link};
use super::internal::InternalNote;
use super::lineage::{EndView, StationView, ending, stations};
use super::measure_link::measure_link;
use super::series_lines::{id_of, last_value, own_rating, relevant, year_of};
use super::target_words::{self, TargetWords};
use super::value_table::{BreakView, ValueTable, breaks};
use super::working::{WorkingView, distance_words, unsure};
use super::{Address, wording};
use crate::calendar::YearStyle;
use crate::chart;
use crate::evaluate::{Assessment, History, Member, assess_indicator, histories};
use crate::model::{EditionId, Indicator, IndicatorKind, Measure, Node, Plan, Project, Target};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct IndicatorPage {
    /// Frame.
    pub frame: Frame,
    /// The indicator.
    #[serde(flatten)]
    pub view: IndicatorView,
    /// Baselines and targets.
    pub targets: Vec<TargetRow>,
    /// Whether a target belongs to a named series.
    pub has_segments: bool,
    /// Whether the plan states a baseline.
    pub has_baselines: bool,
    /// Corrections that concern it.
    pub corrections: Vec<CorrectionEntry>,
    /// Notes.
    pub notes: Vec<Html>,
    /// Measures that refer to it.
    pub measures: Vec<Link>,
    /// How it ended, when it did.
    pub ended: Option<EndView>,
    /// What it was before and what it became, old to new; empty when there is nothing to say.
    pub thread: Vec<StationView>,
    /// Changes of the definition.
    pub breaks: Vec<BreakView>,
}

/// An indicator as known with an edition, on whatever page.
#[derive(Debug, Serialize)]
pub struct IndicatorView {
    /// Printed label.
    pub label: Option<String>,
    /// Title.
    pub title: String,
    /// Definition, unit, polarity, source and so on.
    pub facts: Vec<Fact>,
    /// Verdicts with their working, by series.
    pub series: Vec<SeriesView>,
    /// Chart.
    pub chart: Option<ChartView>,
    /// Values.
    pub values: Option<ValueTable>,
}

/// The verdicts of a series.
#[derive(Debug, Serialize)]
pub struct SeriesView {
    /// Anchor.
    pub anchor: String,
    /// Name of the series; none when the indicator has one only.
    pub segment: Option<String>,
    /// Last value, or why there is none.
    pub latest: Option<Figure>,
    /// The last value, when the last statement is an absence.
    pub last_value: Option<Figure>,
    /// The publisher's own rating of it.
    pub rating: Option<Badge>,
    /// Verdicts with their working.
    pub verdicts: Vec<VerdictView>,
    /// Every year of a yearly series of targets.
    pub years: Vec<YearVerdict>,
}

/// A verdict on a target.
#[derive(Debug, Serialize)]
pub struct VerdictView {
    /// Target; none when the plan sets none.
    pub target: Option<TargetWords>,
    /// Working.
    pub working: WorkingView,
}

/// The verdict of one year of a yearly series.
#[derive(Debug, Serialize)]
pub struct YearVerdict {
    /// Year.
    pub year: String,
    /// Target of the year.
    pub target: String,
    /// Figure of the year.
    pub figure: Option<Figure>,
    /// Verdict.
    pub verdict: Badge,
    /// What makes the verdict less than sure.
    pub unsure: Option<String>,
    /// How far from the target, in words.
    pub distance: Option<String>,
}

/// A target with the baseline it starts from.
#[derive(Debug, Serialize)]
pub struct TargetRow {
    /// Name of the series.
    pub segment: Option<String>,
    /// Baseline.
    pub baseline: Option<Figure>,
    /// Note on the baseline.
    pub baseline_note: Option<Html>,
    /// Target; none when the plan sets none.
    pub target: Option<TargetWords>,
    /// Note on the target.
    pub note: Option<Html>,
    /// When it was set, when not with the plan.
    pub set: Option<String>,
    /// When and why it was replaced.
    pub replaced: Option<ReplacedView>,
}

/// The end of a target that was revised (改定前の目標).
#[derive(Debug, Serialize)]
pub struct ReplacedView {
    /// Date.
    pub on: String,
    /// Why.
    pub reason: Html,
}

impl IndicatorPage {
    /// The page of an indicator.
    pub fn new(project: &Project, plan: &Plan, indicator: &Indicator) -> Self {
        let page = Address::Indicator(plan.id.clone(), indicator.id.clone());
        let print = FigurePrint::new(indicator);
        Self {
            frame: Frame::new(project, Some(plan), &page, &indicator.title).with(InternalNote::of(&indicator.handling)),
            view: IndicatorView::new(project, plan, indicator, None, &page, ""),
            targets: targets(indicator, &print),
            has_segments: !indicator.segments.is_empty(),
            has_baselines: !(indicator.baselines.is_empty() && indicator.withheld_baselines.is_empty()),
            corrections: corrections::of_indicator(plan, &indicator.id, &page),
            notes: inline_all(&indicator.notes),
            measures: measures(plan, indicator, &page),
            ended: ending(project, Member::indicator(plan, indicator), &page),
            thread: stations(project, Member::indicator(plan, indicator), &page),
            breaks: histories(project, plan, indicator, None)
                .first()
                .map(|history| breaks(history))
                .unwrap_or_default(),
        }
    }
}

impl IndicatorView {
    /// The indicator as known with an edition, or as known now. Ids on the page begin with `prefix`.
    pub fn new(
        project: &Project,
        plan: &Plan,
        indicator: &Indicator,
        up_to: Option<EditionId>,
        page: &Address,
        prefix: &str,
    ) -> Self {
        let print = FigurePrint::new(indicator);
        let histories = histories(project, plan, indicator, up_to);
        let assessments = assess_indicator(project, plan, indicator, up_to);
        Self {
            label: indicator.label.clone(),
            title: indicator.title.clone(),
            facts: facts(plan, indicator, page),
            series: histories
                .iter()
                .map(|history| series(plan, indicator, history, &assessments, &print, prefix))
                .collect(),
            chart: chart::trend(indicator, &histories, &assessments, &format!("{prefix}trend")).map(ChartView::from),
            values: ValueTable::new(plan, indicator, &histories, &assessments, page),
        }
    }
}

fn facts(plan: &Plan, indicator: &Indicator, page: &Address) -> Vec<Fact> {
    let text = |text: &String| Html::text(text);
    let kind = match indicator.kind {
        IndicatorKind::Number => None,
        IndicatorKind::Instrument => Some(Html::text("調査などの手段（数値の指標ではない）")),
        IndicatorKind::Qualitative => Some(Html::text("定性的な指標（数値では表さない）")),
    };
    let number = indicator.kind == IndicatorKind::Number;
    let source_plan = indicator.source_plan.as_ref().map(|(title, note)| {
        Html::text(
            &note
                .as_ref()
                .map_or_else(|| title.clone(), |note| format!("{title}（{note}）")),
        )
    });
    let aliases = (!indicator.aliases.is_empty()).then(|| Html::text(&indicator.aliases.join("、")));
    let short = (indicator.short_title != indicator.title).then(|| Html::text(&indicator.short_title));
    let offices = office_links(plan, page, &indicator.offices)
        .iter()
        .map(|office| office.text.clone())
        .collect::<Vec<_>>();
    [
        ("種類", kind),
        ("定義", indicator.definition.as_ref().map(markdown::inline)),
        ("分子", indicator.numerator.as_ref().map(text)),
        ("分母", indicator.denominator.as_ref().map(text)),
        ("単位", indicator.unit.as_ref().map(|unit| Html::text(unit.as_str()))),
        (
            "望ましい方向",
            number.then(|| Html::text(wording::polarity(indicator.polarity))),
        ),
        ("区分", segments(indicator)),
        ("略称", short),
        ("別の呼び方", aliases),
        ("出典", indicator.source.as_ref().map(text)),
        ("もとの計画", source_plan),
        ("担当", (!offices.is_empty()).then(|| Html::text(&offices.join("、")))),
    ]
    .into_iter()
    .filter_map(|(term, text)| text.map(|text| Fact { term, text }))
    .collect()
}

fn segments(indicator: &Indicator) -> Option<Html> {
    let names: Vec<String> = indicator
        .segments
        .iter()
        .map(|segment| {
            if segment.in_brackets {
                format!("{}（表では括弧書き）", segment.title)
            } else {
                segment.title.clone()
            }
        })
        .collect();
    (!names.is_empty()).then(|| Html::text(&names.join("、")))
}

fn series(
    plan: &Plan,
    indicator: &Indicator,
    history: &History<'_>,
    all: &[Assessment<'_>],
    print: &FigurePrint<'_>,
    prefix: &str,
) -> SeriesView {
    let own: Vec<&Assessment<'_>> = all
        .iter()
        .filter(|assessment| id_of(assessment.segment) == id_of(history.segment))
        .collect();
    let years: Vec<YearVerdict> = own
        .iter()
        .filter_map(|assessment| year_verdict(indicator, assessment, print))
        .collect();
    let last = history.current().last().copied();
    let verdicts = relevant(own.into_iter().cloned().collect(), None);
    SeriesView {
        anchor: history.segment.map_or_else(
            || format!("{prefix}verdict"),
            |segment| format!("{prefix}verdict-{}", segment.id),
        ),
        segment: history.segment.map(|segment| segment.title.clone()),
        latest: last.map(|statement| print.observation(statement.observation)),
        last_value: last_value(history).map(|statement| print.observation(statement.observation)),
        rating: last.and_then(|statement| own_rating(plan, statement.observation)),
        verdicts: verdicts
            .iter()
            .map(|assessment| VerdictView {
                target: assessment.target.and_then(|target| TargetWords::of_set(target, print)),
                working: WorkingView::new(plan, indicator, assessment),
            })
            .collect(),
        years: if years.len() > 1 { years } else { Vec::new() },
    }
}

fn year_verdict(indicator: &Indicator, assessment: &Assessment<'_>, print: &FigurePrint<'_>) -> Option<YearVerdict> {
    let year = year_of(assessment)?;
    let target = assessment.target?;
    Some(YearVerdict {
        year: year.label(YearStyle::Era),
        target: target_words::form(&target.form, print),
        figure: assessment
            .working
            .judged
            .map(|statement| print.observation(statement.observation)),
        verdict: wording::verdict(assessment.verdict),
        unsure: unsure(assessment.verdict, &assessment.working),
        distance: distance_words(&assessment.working, print).filter(|_| indicator.kind == IndicatorKind::Number),
    })
}

fn targets(indicator: &Indicator, print: &FigurePrint<'_>) -> Vec<TargetRow> {
    let mut rows = Vec::new();
    for segment in indicator.series() {
        let baseline = indicator.baseline(id_of(segment));
        let row = |target: Option<&Target>| TargetRow {
            segment: segment.map(|segment| segment.title.clone()),
            baseline: print.baseline_of(indicator, id_of(segment)),
            baseline_note: baseline
                .and_then(|baseline| baseline.note.as_ref())
                .map(markdown::inline),
            target: target.and_then(|target| TargetWords::of_set(target, print)),
            note: target.and_then(|target| target.note.as_ref()).map(markdown::inline),
            set: target
                .and_then(|target| target.set)
                .map(|set| set.label(YearStyle::Era)),
            replaced: target
                .and_then(|target| target.replaced.as_ref())
                .map(|replaced| ReplacedView {
                    on: replaced.on.label(YearStyle::Era),
                    reason: markdown::inline(&replaced.reason),
                }),
        };
        let before = rows.len();
        rows.extend(indicator.targets_of(id_of(segment)).map(|target| row(Some(target))));
        if rows.len() == before {
            rows.push(row(None));
        }
    }
    rows
}

/// Measures that name the indicator, those under which it stands as a row, and those whose result refers to it.
fn measures(plan: &Plan, indicator: &Indicator, page: &Address) -> Vec<Link> {
    let id = &indicator.id;
    let names = |measure: &&Measure| {
        let rows = measure
            .children
            .iter()
            .any(|node| matches!(node, Node::Indicator { indicator, .. } if indicator == id));
        let goals = measure.goals.iter().any(|goal| goal.indicators.contains(id));
        let results = plan
            .editions
            .iter()
            .filter_map(|edition| edition.answers.get(&measure.id))
            .any(|answer| {
                answer
                    .results
                    .items()
                    .iter()
                    .any(|result| result.same_as_indicators.contains(id))
            });
        rows || goals || results || measure.indicators.contains(id)
    };
    let measures = plan.measures().filter(names);
    measures.map(|measure| measure_link(plan, page, measure)).collect()
}
