//! The years of a plan side by side, and what is missing (年度ごとの比較、未回答・更新が必要なもの): only for plans with two
//! editions or more.

use serde::Serialize;

use super::badge::{Badge, Shape, Tone};
use super::cells::Cells;
use super::chart_view::ChartView;
use super::frame::{Link, numbered_name};
use super::matrix::{self, counts};
use super::status_counts::{subject, words};
use super::{Address, corrections, wording};
use crate::calendar::{FiscalYear, Period};
use crate::chart::{self, Composition, Kind, Meaning};
use crate::evaluate::{asks_for_status, histories, indicator_stands_in, is_unanswered};
use crate::model::{
    AbsenceReason, Edition, Indicator, IndicatorKind, Measure, OfficeId, Plan, Project, Reading, Stage,
};

/// The years of a plan.
#[derive(Debug, Serialize)]
pub struct Dashboard {
    /// Measures × years.
    pub matrix: Link,
    /// What was corrected.
    pub corrections: Option<Link>,
    /// Statuses by year.
    pub years: Option<Tally>,
    /// Statuses by office.
    pub offices: Option<Tally>,
    /// The edition that the offices are counted in.
    pub offices_edition: Option<Link>,
    /// What is missing or out of date.
    pub open: Vec<OpenGroup>,
    /// The edition that it is missing in.
    pub open_edition: Option<Link>,
}

/// Counts of statuses.
#[derive(Debug, Serialize)]
pub struct Tally {
    /// Title.
    pub caption: String,
    /// Head of the first column.
    pub head: &'static str,
    /// Words that occur.
    pub columns: Vec<Badge>,
    /// Rows.
    pub rows: Vec<TallyRow>,
    /// The same as bars.
    pub chart: Option<ChartView>,
}

/// A row of counts.
#[derive(Debug, Serialize)]
pub struct TallyRow {
    /// What is counted.
    pub link: Link,
    /// Counts by word.
    pub counts: Vec<usize>,
    /// Sum.
    pub total: usize,
}

/// What is missing, of one kind.
#[derive(Debug, Serialize)]
pub struct OpenGroup {
    /// Title.
    pub title: String,
    /// Rows.
    pub rows: Vec<OpenRow>,
}

/// Something missing.
#[derive(Debug, Serialize)]
pub struct OpenRow {
    /// What.
    pub link: Link,
    /// Which series, or who answers.
    pub detail: Option<String>,
    /// In which way.
    pub badge: Badge,
    /// What is known last.
    pub known: Option<String>,
}

impl Dashboard {
    /// The years of a plan; none when it has one edition at most.
    pub fn new(project: &Project, plan: &Plan, page: &Address) -> Option<Self> {
        let latest = plan.latest_edition().filter(|_| matrix::exists(plan))?;
        let last_final = plan.editions.iter().rfind(|edition| edition.stage == Stage::Final);
        let offices = last_final.and_then(|edition| offices(plan, edition, page));
        let open: Vec<OpenGroup> = [unanswered(plan, latest, page), out_of_date(project, plan, latest, page)]
            .into_iter()
            .flatten()
            .collect();
        Some(Self {
            matrix: Link::new(page, &Address::Matrix(plan.id.clone()), matrix::title(plan)),
            corrections: corrections::exist(plan)
                .then(|| Link::new(page, &Address::Corrections(plan.id.clone()), "訂正一覧")),
            years: years(plan, latest, page),
            offices_edition: offices
                .as_ref()
                .and(last_final)
                .map(|edition| edition_link(plan, edition, page)),
            offices,
            open_edition: (!open.is_empty()).then(|| edition_link(plan, latest, page)),
            open,
        })
    }
}

fn edition_link(plan: &Plan, edition: &Edition, page: &Address) -> Link {
    Link::new(
        page,
        &Address::Edition(plan.id.clone(), edition.id()),
        wording::edition(edition.id()),
    )
}

/// A table of the words that occur in some row.
fn tally(
    plan: &Plan,
    edition: &Edition,
    caption: String,
    head: &'static str,
    rows: Vec<(Link, Vec<usize>)>,
) -> Option<Tally> {
    let rows: Vec<(Link, Vec<usize>)> = rows
        .into_iter()
        .filter(|(_, counts)| counts.iter().any(|one| *one > 0))
        .collect();
    let words = words(plan, edition);
    let unanswered = (wording::unanswered().word, wording::unanswered(), Meaning::Unanswered);
    let words = words
        .into_iter()
        .map(|(word, badge, meaning)| (word.to_owned(), badge, meaning))
        .chain([unanswered]);
    let occurs = |column: usize| rows.iter().any(|(_, counts)| counts[column] > 0);
    let kept: Vec<(usize, (String, Badge, Meaning))> =
        words.enumerate().filter(|(column, _)| occurs(*column)).collect();
    let rows: Vec<TallyRow> = rows
        .iter()
        .map(|(link, counts)| TallyRow {
            link: link.clone(),
            counts: kept.iter().map(|(column, _)| counts[*column]).collect(),
            total: counts.iter().sum(),
        })
        .collect();
    let kinds = kept
        .iter()
        .map(|(_, (word, _, meaning))| Kind {
            word: word.clone(),
            meaning: *meaning,
        })
        .collect();
    let drawn = rows.iter().map(|row| chart::Row {
        group: None,
        heading: row.link.text.clone(),
        counts: row
            .counts
            .iter()
            .map(|count| u32::try_from(*count).unwrap_or(u32::MAX))
            .collect(),
    });
    let composition = Composition {
        title: caption.clone(),
        kinds,
        rows: drawn.collect(),
    };
    (!rows.is_empty()).then(|| Tally {
        chart: chart::composition(&composition, "years-composition").map(ChartView::from),
        columns: kept.into_iter().map(|(_, (_, badge, _))| badge).collect(),
        caption,
        head,
        rows,
    })
}

fn years(plan: &Plan, latest: &Edition, page: &Address) -> Option<Tally> {
    let same_form = |edition: &&Edition| asks_for_status(plan, edition) == asks_for_status(plan, latest);
    let editions = plan.editions.iter().filter(same_form);
    let rows = editions
        .map(|edition| (edition_link(plan, edition, page), counts(plan, edition)))
        .collect();
    tally(plan, latest, format!("年度別の{}", subject(plan, latest)), "年度", rows)
}

fn offices(plan: &Plan, edition: &Edition, page: &Address) -> Option<Tally> {
    let words = words(plan, edition);
    let mut rows: Vec<(&OfficeId, Vec<usize>)> = plan
        .offices
        .iter()
        .map(|office| (&office.id, vec![0; words.len() + 1]))
        .collect();
    for measure in plan.measures() {
        let Some(column) = super::status_counts::column_of(plan, edition, measure, &words) else {
            continue;
        };
        let Some(office) = main_office(plan, measure).map(|office| standing_office(plan, office, edition)) else {
            continue;
        };
        if let Some((_, counts)) = rows.iter_mut().find(|(id, _)| *id == office) {
            counts[column] += 1;
        }
    }
    let rows = rows.into_iter().map(|(id, counts)| {
        let name = plan.office_of(id).names_in(edition.fiscal_year).0;
        (
            Link::new(page, &Address::Office(plan.id.clone(), id.clone()), name),
            counts,
        )
    });
    let caption = format!("担当別の{}", subject(plan, edition));
    tally(plan, edition, caption, "担当", rows.collect()).map(|tally| Tally { chart: None, ..tally })
}

/// The first office of a measure, or of the nearest node above that names one.
fn main_office<'plan>(plan: &'plan Plan, measure: &'plan Measure) -> Option<&'plan OfficeId> {
    let above = plan.ancestors(&measure.id).into_iter().rev();
    std::iter::once(measure)
        .chain(above)
        .find_map(|one| one.offices.first())
}

/// The office that did the work in the year of an edition: of one merged into another, that other.
fn standing_office<'plan>(plan: &'plan Plan, office: &'plan OfficeId, edition: &Edition) -> &'plan OfficeId {
    let mut standing = office;
    // As many steps as there are offices: a ring of mergers would lead nowhere.
    for _ in &plan.offices {
        let own = plan.office_of(standing);
        match &own.merged_into {
            Some(into) if own.until.is_some_and(|until| until < edition.fiscal_year) => standing = into,
            Some(_) | None => break,
        }
    }
    standing
}

fn office_name(plan: &Plan, office: &OfficeId, edition: &Edition) -> String {
    plan.office_of(standing_office(plan, office, edition))
        .names_in(edition.fiscal_year)
        .0
        .to_owned()
}

fn unanswered(plan: &Plan, latest: &Edition, page: &Address) -> Option<OpenGroup> {
    let cells = Cells {
        plan,
        edition: latest,
        page,
    };
    let rows: Vec<OpenRow> = plan
        .measures()
        .filter(|measure| is_unanswered(plan, latest, measure))
        .map(|measure| OpenRow {
            link: Link {
                text: numbered_name(plan, measure),
                href: cells.measure_in_table(&measure.id),
                current: false,
            },
            detail: main_office(plan, measure).map(|office| office_name(plan, office, latest)),
            badge: wording::unanswered(),
            known: None,
        })
        .collect();
    (!rows.is_empty()).then(|| OpenGroup {
        title: format!("回答のない{}", plan.measure_word),
        rows,
    })
}

fn out_of_date(project: &Project, plan: &Plan, latest: &Edition, page: &Address) -> Option<OpenGroup> {
    let stands = |indicator: &&Indicator| {
        indicator.kind == IndicatorKind::Number && indicator_stands_in(indicator, latest.fiscal_year)
    };
    let rows: Vec<OpenRow> = plan
        .indicators
        .iter()
        .filter(stands)
        .flat_map(|indicator| out_of_date_series(project, plan, indicator, latest, page))
        .collect();
    (!rows.is_empty()).then(|| OpenGroup {
        title: "更新が必要な指標".to_owned(),
        rows,
    })
}

/// The series of an indicator whose last figure is older than the edition's year, by what is wrong with them.
fn out_of_date_series(
    project: &Project,
    plan: &Plan,
    indicator: &Indicator,
    latest: &Edition,
    page: &Address,
) -> Vec<OpenRow> {
    let print = super::figures::FigurePrint::new(indicator);
    let several = indicator.segments.len() > 1;
    let row = |history: &crate::evaluate::History<'_>| {
        let last = history.current().last().copied();
        let badge = match last.map(|last| (&last.observation.reading, year_of(last.observation.period))) {
            None => Badge::new("値なし", Shape::Cross, Tone::Orange),
            Some((Reading::Absent(AbsenceReason::NotYetCollected), _)) => Badge::new(
                wording::absence_mark(AbsenceReason::NotYetCollected),
                Shape::Dotted,
                Tone::Orange,
            ),
            Some((_, year)) if year.is_some_and(|year| year < latest.fiscal_year) => {
                Badge::new("更新が必要", Shape::Down, Tone::Orange)
            }
            Some(_) => return None,
        };
        let known = history
            .latest()
            .map(|statement| print.observation(statement.observation).sentence());
        let address = Address::Indicator(plan.id.clone(), indicator.id.clone());
        Some(OpenRow {
            link: Link::new(page, &address, &indicator.title),
            detail: history.segment.filter(|_| several).map(|segment| segment.title.clone()),
            badge,
            known: known.map(|known| format!("直近の値：{known}")),
        })
    };
    histories(project, plan, indicator, None)
        .iter()
        .filter_map(row)
        .collect()
}

/// The fiscal year in which a period ends.
fn year_of(period: Period) -> Option<FiscalYear> {
    period
        .fiscal_year()
        .or_else(|| period.last_day().map(FiscalYear::containing)?)
}
