//! Measures × years, and indicators × years (年度別の一覧): how each measure stood in each edition, at one glance.

use std::collections::BTreeSet;

use serde::Serialize;

use super::badge::Badge;
use super::cells::{indicator_anchor, measure_anchor};
use super::figures::{Absent, FigurePrint, vintage};
use super::frame::{Frame, Link, measure_name};
use super::legend::MarkView;
use super::measure_link::measure_link_as;
use super::outlook_table::statement_about;
use super::status_counts::{count, words};
use super::{Address, wording};
use crate::calendar::{FiscalYear, Period, YearStyle};
use crate::evaluate::{History, answered_through_modes, has_answers, histories, indicator_stands_in, is_unanswered};
use crate::model::{AbsenceReason, Edition, Indicator, Measure, Node, Plan, Project, Reading, Stage};

/// The page.
#[derive(Debug, Serialize)]
pub struct MatrixPage {
    /// Frame.
    pub frame: Frame,
    /// The plan's word for a measure.
    pub measure_word: String,
    /// Columns, oldest edition first.
    pub editions: Vec<EditionHead>,
    /// Columns in all.
    pub width: usize,
    /// Measures, by top heading.
    pub sections: Vec<Section>,
    /// Sums by word.
    pub totals: Vec<Total>,
    /// Words and marks that stand in place of an answer, and what they mean.
    pub marks: Vec<MarkView>,
    /// Indicators.
    pub indicators: Option<IndicatorMatrix>,
}

/// Head of a column.
#[derive(Debug, Serialize)]
pub struct EditionHead {
    /// Fiscal year with a link to the edition.
    pub link: Link,
    /// Western year.
    pub western: i32,
    /// Stage of an interim edition.
    pub stage: Option<&'static str>,
}

/// The rows of one top heading.
#[derive(Debug, Serialize)]
pub struct Section {
    /// Rows.
    pub rows: Vec<MatrixRow>,
}

/// A row.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// Link to the page of the measure.
    pub link: Link,
    /// Depth in the tree.
    pub depth: usize,
    /// What else it was called: `平成29年度まで⑥ 管理職への制度説明`.
    pub former: Option<String>,
    /// One cell for each edition; empty for a heading, which spans them.
    pub cells: Vec<MatrixCell>,
}

/// A cell.
#[derive(Debug, Serialize)]
pub struct MatrixCell {
    /// Status or direction, or that there is no answer.
    pub badge: Option<Badge>,
    /// Word in its place: not in the plan, not asked for.
    pub word: Option<&'static str>,
    /// What that word means, when it needs saying.
    pub meaning: Option<&'static str>,
    /// Its row in the edition; none when it has none.
    pub href: Option<String>,
    /// Measure and year, for those who hear the link alone.
    pub about: String,
}

/// Sum of one word.
#[derive(Debug, Serialize)]
pub struct Total {
    /// The word.
    pub badge: Badge,
    /// Count in each edition.
    pub counts: Vec<usize>,
}

/// Indicators × years.
#[derive(Debug, Serialize)]
pub struct IndicatorMatrix {
    /// Fiscal years in which some indicator has a value, baselines included.
    pub years: Vec<YearHead>,
    /// Rows.
    pub rows: Vec<IndicatorRow>,
    /// Marks that stand in place of a value, and what they mean.
    pub marks: Vec<MarkView>,
}

/// Head of a year.
#[derive(Debug, Serialize)]
pub struct YearHead {
    /// Fiscal year.
    pub label: String,
    /// Western year.
    pub western: i32,
}

/// A series.
#[derive(Debug, Serialize)]
pub struct IndicatorRow {
    /// Link to the indicator.
    pub link: Link,
    /// Name of the series.
    pub segment: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// One cell for each year.
    pub cells: Vec<ValueCell>,
}

/// A value of a year.
#[derive(Debug, Default, Serialize)]
pub struct ValueCell {
    /// Value without its unit.
    pub value: Option<String>,
    /// Mark in its place.
    pub absent: Option<Absent>,
    /// Word in its place: the indicator was not in the plan.
    pub word: Option<&'static str>,
    /// What that word means.
    pub meaning: Option<&'static str>,
    /// Vintage, unless final.
    pub vintage: Option<Badge>,
    /// That it is the baseline.
    pub note: Option<&'static str>,
    /// The edition that states it.
    pub href: Option<String>,
}

/// Whether a plan has the page: years can be compared only when there are two.
pub fn exists(plan: &Plan) -> bool {
    plan.editions.len() > 1
}

/// Title of the page.
pub fn title(plan: &Plan) -> String {
    if plan.indicators.is_empty() {
        format!("{}の年度別一覧", plan.measure_word)
    } else {
        format!("{}と指標の年度別一覧", plan.measure_word)
    }
}

impl MatrixPage {
    /// The page of a plan; none when it has one edition at most.
    pub fn new(project: &Project, plan: &Plan) -> Option<Self> {
        let page = Address::Matrix(plan.id.clone());
        let sections = sections(plan, &page);
        exists(plan).then(|| Self {
            frame: Frame::new(project, Some(plan), &page, title(plan)),
            measure_word: plan.measure_word.clone(),
            editions: plan.editions.iter().map(|edition| head(plan, edition, &page)).collect(),
            width: plan.editions.len() + 1,
            totals: totals(plan),
            marks: marks(
                sections
                    .iter()
                    .flat_map(|section| &section.rows)
                    .flat_map(|row| &row.cells)
                    .filter_map(|cell| cell.word.zip(cell.meaning)),
            ),
            indicators: indicators(project, plan, &page),
            sections,
        })
    }
}

fn head(plan: &Plan, edition: &Edition, page: &Address) -> EditionHead {
    let address = Address::Edition(plan.id.clone(), edition.id());
    EditionHead {
        link: Link::new(page, &address, edition.fiscal_year.label(YearStyle::Era)),
        western: edition.fiscal_year.year(),
        stage: (edition.stage != Stage::Final).then(|| wording::stage(edition.stage)),
    }
}

fn sections(plan: &Plan, page: &Address) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (depth, node) in plan.nodes() {
        let Node::Measure(measure) = node else { continue };
        if depth == 0 || sections.is_empty() {
            sections.push(Section { rows: Vec::new() });
        }
        let rows = &mut sections.last_mut().expect("a section was opened").rows;
        let answered = plan
            .editions
            .iter()
            .any(|edition| edition.answers.contains_key(&measure.id));
        let has_cells = answered || measure.kind.expects_answer();
        rows.push(MatrixRow {
            link: link(plan, page, measure),
            depth: depth.min(4),
            former: former(plan, measure),
            cells: if has_cells {
                plan.editions
                    .iter()
                    .map(|edition| cell(plan, edition, measure, page))
                    .collect()
            } else {
                Vec::new()
            },
        });
    }
    sections
}

/// Its name with the label tied to the first word: in a narrow column it would stand on a line of its own.
fn link(plan: &Plan, page: &Address, measure: &Measure) -> Link {
    let name = match (&measure.label, &measure.title) {
        (Some(label), Some(title)) => format!("{label}\u{a0}{title}"),
        _ => measure_name(measure),
    };
    measure_link_as(plan, page, measure, name)
}

/// Names it had in earlier editions of the plan.
fn former(plan: &Plan, measure: &Measure) -> Option<String> {
    let names: Vec<String> = measure
        .formerly
        .iter()
        .map(|former| {
            let label = former.label.as_ref().or(measure.label.as_ref());
            let title = former.title.as_ref().or(measure.title.as_ref());
            let name: Vec<&str> = [label, title].into_iter().flatten().map(String::as_str).collect();
            let under = former
                .under
                .as_ref()
                .map(|id| measure_name(plan.measure(id)) + " › ")
                .unwrap_or_default();
            format!("{}まで：{under}{}", former.until.label(YearStyle::Era), name.join(" "))
        })
        .collect();
    (!names.is_empty()).then(|| names.join("、"))
}

fn cell(plan: &Plan, edition: &Edition, measure: &Measure, page: &Address) -> MatrixCell {
    let year = edition.fiscal_year;
    let about = format!("{}、{}", wording::edition(edition.id()), measure_name(measure));
    let word = |word, meaning| MatrixCell {
        badge: None,
        word: Some(word),
        meaning,
        href: None,
        about: about.clone(),
    };
    let line = || plan.ancestors(&measure.id).into_iter().chain([measure]);
    if line().any(|one| one.ended.as_ref().is_some_and(|ending| ending.after < year)) {
        return word("終了", Some("この年度の計画にはない"));
    }
    if line().any(|one| !one.stands_in(year)) {
        return word("未設定", Some("この年度の計画にはまだない"));
    }
    let answer = edition.answers.get(&measure.id);
    let said = answer.and_then(|answer| {
        let direction = || answer.direction.as_ref().map(wording::direction);
        answer.status.as_ref().map(wording::status).or_else(direction)
    });
    let badge = said.or_else(|| is_unanswered(plan, edition, measure).then(wording::unanswered));
    if badge.is_none() {
        return if edition.kept_back.contains(&measure.id) {
            word("非公開", Some("この年度の回答は公表していない"))
        } else if answered_through_modes(measure) {
            word("—", Some("実施形態ごとに回答"))
        } else if has_answers(edition) {
            word("—", Some("回答を求めない項目"))
        } else {
            word("—", Some("この年度版に取組の回答はない"))
        };
    }
    let table = page.link_to(&Address::Edition(plan.id.clone(), edition.id()));
    let href = Some(format!("{table}#{}", measure_anchor(&measure.id)));
    MatrixCell {
        badge,
        word: None,
        meaning: None,
        href,
        about,
    }
}

/// Sums of the words that occur, in the plan's order.
fn totals(plan: &Plan) -> Vec<Total> {
    let Some(latest) = plan.latest_edition() else {
        return Vec::new();
    };
    let words = words(plan, latest);
    let counted: Vec<Vec<usize>> = plan.editions.iter().map(|edition| counts(plan, edition)).collect();
    let badges = words
        .iter()
        .map(|(_, badge, _)| badge.clone())
        .chain([wording::unanswered()]);
    badges
        .enumerate()
        .map(|(column, badge)| Total {
            badge,
            counts: counted.iter().map(|counts| counts[column]).collect(),
        })
        .filter(|total| total.counts.iter().any(|count| *count > 0))
        .collect()
}

/// How many measures of an edition stand at each word, and last how many have no answer.
pub fn counts(plan: &Plan, edition: &Edition) -> Vec<usize> {
    let words = words(plan, edition);
    let width = words.len() + 1;
    let mut sums = vec![0; width];
    for node in &plan.tree {
        let part = count(plan, edition, node, &words, width);
        sums.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
    }
    sums
}

fn indicators(project: &Project, plan: &Plan, page: &Address) -> Option<IndicatorMatrix> {
    let series: Vec<(&Indicator, Vec<History<'_>>)> = plan
        .indicators
        .iter()
        .map(|indicator| (indicator, histories(project, plan, indicator, None)))
        .collect();
    let histories = || series.iter().flat_map(|(_, histories)| histories);
    let stated = histories()
        .flat_map(|history| &history.statements)
        .filter(|statement| statement.plan.id == plan.id)
        .map(|statement| statement.observation.period);
    let baselines = plan.indicators.iter().flat_map(|indicator| {
        let withheld = indicator.withheld_baselines.iter().map(|(_, period)| *period);
        indicator
            .baselines
            .iter()
            .map(|baseline| baseline.period)
            .chain(withheld)
    });
    let years: BTreeSet<FiscalYear> = stated.chain(baselines).filter_map(Period::fiscal_year).collect();
    let rows: Vec<IndicatorRow> = series
        .iter()
        .flat_map(|(indicator, histories)| histories.iter().map(move |history| (*indicator, history)))
        .filter(|(_, history)| {
            history
                .statements
                .iter()
                .any(|one| one.observation.period.fiscal_year().is_some())
        })
        .map(|(indicator, history)| indicator_row(plan, indicator, history, &years, page))
        .collect();
    let years = years
        .iter()
        .map(|year| YearHead {
            label: year.label(YearStyle::Era),
            western: year.year(),
        })
        .collect();
    let cells = || rows.iter().flat_map(|row| &row.cells);
    let absent = cells().filter_map(|cell| cell.absent.as_ref().map(|absent| (absent.mark, absent.meaning)));
    let words = cells().filter_map(|cell| cell.word.zip(cell.meaning));
    let marks = marks(absent.chain(words));
    (!rows.is_empty()).then_some(IndicatorMatrix { years, rows, marks })
}

/// Each mark once, in the order in which they occur, with all it means.
fn marks(said: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<MarkView> {
    let mut marks: Vec<(&str, Vec<&str>)> = Vec::new();
    for (mark, meaning) in said {
        match marks.iter_mut().find(|(known, _)| *known == mark) {
            Some((_, meanings)) if meanings.contains(&meaning) => {}
            Some((_, meanings)) => meanings.push(meaning),
            None => marks.push((mark, vec![meaning])),
        }
    }
    marks
        .into_iter()
        .map(|(mark, meanings)| MarkView {
            mark: mark.to_owned(),
            meaning: meanings.join("、又は"),
        })
        .collect()
}

fn indicator_row(
    plan: &Plan,
    indicator: &Indicator,
    history: &History<'_>,
    years: &BTreeSet<FiscalYear>,
    page: &Address,
) -> IndicatorRow {
    let print = FigurePrint::new(indicator);
    IndicatorRow {
        link: Link::new(
            page,
            &Address::Indicator(plan.id.clone(), indicator.id.clone()),
            &indicator.short_title,
        ),
        segment: history.segment.map(|segment| segment.title.clone()),
        unit: print.unit().map(str::to_owned),
        cells: years
            .iter()
            .map(|year| value_cell(plan, indicator, history, &print, *year, page))
            .collect(),
    }
}

fn value_cell(
    plan: &Plan,
    indicator: &Indicator,
    history: &History<'_>,
    print: &FigurePrint<'_>,
    year: FiscalYear,
    page: &Address,
) -> ValueCell {
    let Some(statement) = statement_about(history, year) else {
        let segment = history.segment.map(|segment| &segment.id);
        if let Some(baseline) = indicator
            .baseline(segment)
            .filter(|one| one.period.fiscal_year() == Some(year))
        {
            return ValueCell {
                value: Some(print.plain(baseline.value)),
                note: Some("目標設定時"),
                ..ValueCell::default()
            };
        }
        let mut withheld = indicator.withheld_baselines.iter();
        if withheld.any(|(of, period)| of.as_ref() == segment && period.fiscal_year() == Some(year)) {
            return ValueCell {
                absent: Some(Absent::new(AbsenceReason::Withheld)),
                note: Some("目標設定時"),
                ..ValueCell::default()
            };
        }
        let ended = indicator.ended.as_ref().is_some_and(|ending| ending.after < year);
        let before = plan.editions.first().is_some_and(|first| year < first.fiscal_year);
        let (word, meaning) = match (ended, !before && indicator_stands_in(indicator, year)) {
            (true, _) => ("終了", "この年度の計画にはない"),
            (false, false) => ("未設定", "この年度の計画にはまだない"),
            (false, true) => {
                let absent = Some(Absent {
                    mark: "…",
                    meaning: "この年度の値の記載がない",
                });
                return ValueCell {
                    absent,
                    ..ValueCell::default()
                };
            }
        };
        return ValueCell {
            word: Some(word),
            meaning: Some(meaning),
            ..ValueCell::default()
        };
    };
    // In an earlier plan the indicator may have another id; there the link leads to the page.
    let anchor = if statement.plan.id == plan.id {
        format!("#{}", indicator_anchor(&indicator.id))
    } else {
        String::new()
    };
    let href = page.link_to(&Address::Edition(statement.plan.id.clone(), statement.edition)) + &anchor;
    let (value, absent) = match &statement.observation.reading {
        Reading::Value(number) => (Some(print.plain(*number)), None),
        Reading::Absent(reason) => (None, Some(Absent::new(*reason))),
    };
    ValueCell {
        vintage: vintage(statement.observation.vintage).filter(|_| value.is_some()),
        value,
        absent,
        href: Some(href),
        ..ValueCell::default()
    }
}
