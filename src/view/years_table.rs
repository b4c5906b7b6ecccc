//! Years × indicators: the targets of each year beside its figures (年度別の目標と実績).

use std::collections::BTreeSet;

use serde::Serialize;

use super::badge::Badge;
use super::figures::{Absent, FigurePrint, vintage};
use super::outlook_table::{has_yearly_targets, is_yearly, statement_about};
use super::series_lines::{id_of, year_of};
use crate::calendar::{FiscalYear, YearStyle};
use crate::evaluate::{Assessment, History, assess_indicator, histories};
use crate::model::{AbsenceReason, Edition, EditionId, Indicator, Plan, Project, Reading, Vintage};

/// The table.
#[derive(Debug, Serialize)]
pub struct YearsTable {
    /// Title (caption).
    pub caption: String,
    /// Columns of the targets.
    pub targets: Vec<YearsColumn>,
    /// Columns of the figures.
    pub actuals: Vec<YearsColumn>,
    /// Rows, oldest year first.
    pub rows: Vec<YearsRow>,
    /// Footnotes on figures that are not final.
    pub notes: Vec<String>,
}

/// A column.
#[derive(Debug, Serialize)]
pub struct YearsColumn {
    /// Id of its head.
    pub id: String,
    /// Short title of the indicator.
    pub title: String,
    /// Unit.
    pub unit: Option<String>,
    /// Name of a series in brackets.
    pub in_brackets: Option<String>,
}

/// The row of a year.
#[derive(Debug, Serialize)]
pub struct YearsRow {
    /// Year.
    pub year: String,
    /// Id of its head.
    pub id: String,
    /// Targets.
    pub targets: Vec<YearsCell>,
    /// Figures.
    pub actuals: Vec<YearsCell>,
}

/// A cell.
#[derive(Debug, Serialize)]
pub struct YearsCell {
    /// Id of the column's head.
    pub column: String,
    /// The value, without its unit; with the one in brackets.
    pub value: Option<String>,
    /// Mark in its place.
    pub absent: Option<Absent>,
    /// Vintage, unless final.
    pub vintage: Option<Badge>,
}

impl YearsTable {
    /// The table as known with an edition; none when no indicator has yearly targets, or one year only is known.
    pub fn new(project: &Project, plan: &Plan, edition: &Edition) -> Option<Self> {
        let last = edition.fiscal_year;
        if !plan.indicators.iter().any(has_yearly_targets) {
            return None;
        }
        let columns: Vec<Column<'_>> = plan
            .indicators
            .iter()
            .filter(|indicator| is_yearly(indicator))
            .map(|indicator| Column::new(project, plan, indicator, edition.id()))
            .collect();
        let years: BTreeSet<FiscalYear> = columns
            .iter()
            .flat_map(Column::years)
            .filter(|year| *year <= last)
            .collect();
        let with_targets: Vec<&Column<'_>> = columns
            .iter()
            .filter(|column| has_yearly_targets(column.indicator))
            .collect();
        let with_actuals: Vec<&Column<'_>> = columns
            .iter()
            .filter(|column| years.iter().any(|year| statement_about(column.main(), *year).is_some()))
            .collect();
        (years.len() > 1).then(|| Self {
            caption: "年度別の目標と実績".to_owned(),
            rows: years
                .iter()
                .map(|year| YearsRow {
                    year: year.label(YearStyle::Era),
                    id: format!("y-{}", year.year()),
                    targets: with_targets.iter().map(|column| column.target(*year)).collect(),
                    actuals: with_actuals.iter().map(|column| column.actual(*year)).collect(),
                })
                .collect(),
            notes: notes(&columns, &years),
            targets: with_targets.iter().map(|column| column.head("t")).collect(),
            actuals: with_actuals.iter().map(|column| column.head("a")).collect(),
        })
    }
}

/// An indicator with what is known of its series.
struct Column<'a> {
    indicator: &'a Indicator,
    print: FigurePrint<'a>,
    histories: Vec<History<'a>>,
    assessments: Vec<Assessment<'a>>,
}

impl<'a> Column<'a> {
    fn new(project: &'a Project, plan: &'a Plan, indicator: &'a Indicator, last: EditionId) -> Self {
        Self {
            indicator,
            print: FigurePrint::new(indicator),
            histories: histories(project, plan, indicator, Some(last)),
            assessments: assess_indicator(project, plan, indicator, Some(last)),
        }
    }

    /// The first series: the whole.
    fn main(&self) -> &History<'a> {
        &self.histories[0]
    }

    fn bracket(&self) -> Option<&History<'a>> {
        self.histories
            .iter()
            .find(|history| history.segment.is_some_and(|segment| segment.in_brackets))
    }

    fn years(&self) -> impl Iterator<Item = FiscalYear> {
        let stated = self
            .main()
            .statements
            .iter()
            .filter_map(|statement| statement.observation.period.fiscal_year());
        self.assessments.iter().filter_map(year_of).chain(stated)
    }

    fn head(&self, group: &str) -> YearsColumn {
        let in_brackets = self
            .bracket()
            .and_then(|history| history.segment)
            .map(|segment| segment.title.clone());
        YearsColumn {
            id: self.id(group),
            title: self.indicator.short_title.clone(),
            unit: self.print.unit().map(str::to_owned),
            in_brackets: in_brackets.filter(|_| group == "a"),
        }
    }

    fn id(&self, group: &str) -> String {
        format!("y-{group}-{}", self.indicator.id)
    }

    fn target(&self, year: FiscalYear) -> YearsCell {
        let own = |assessment: &&Assessment<'_>| {
            id_of(assessment.segment) == id_of(self.main().segment) && year_of(assessment) == Some(year)
        };
        let required = self
            .assessments
            .iter()
            .find(own)
            .and_then(|assessment| assessment.working.required);
        YearsCell {
            column: self.id("t"),
            value: required.map(|required| self.print.plain(required)),
            absent: required.is_none().then_some(Absent {
                mark: "—",
                meaning: "目標の設定がない",
            }),
            vintage: None,
        }
    }

    fn actual(&self, year: FiscalYear) -> YearsCell {
        let mut cell = YearsCell {
            column: self.id("a"),
            value: None,
            absent: Some(Absent::new(AbsenceReason::NotRecorded)),
            vintage: None,
        };
        if let Some(statement) = statement_about(self.main(), year) {
            match &statement.observation.reading {
                Reading::Value(number) => {
                    let bracket = self.bracket().and_then(|history| history.of_fiscal_year(year, None));
                    let bracket = bracket.and_then(|statement| statement.observation.value());
                    let bracket = bracket
                        .map(|number| format!(" ({})", self.print.plain(number)))
                        .unwrap_or_default();
                    cell.value = Some(self.print.plain(*number) + &bracket);
                    cell.absent = None;
                    cell.vintage = vintage(statement.observation.vintage);
                }
                Reading::Absent(reason) => cell.absent = Some(Absent::new(*reason)),
            }
        }
        cell
    }
}

/// `平成25年度の実績は、平成25年12月末時点の見込み。`
fn notes(columns: &[Column<'_>], years: &BTreeSet<FiscalYear>) -> Vec<String> {
    let mut notes = Vec::new();
    for year in years {
        for column in columns {
            let Some(statement) = statement_about(column.main(), *year) else {
                continue;
            };
            let word = match statement.observation.vintage {
                Vintage::Forecast => "見込み",
                Vintage::Provisional => "速報値",
                Vintage::Final | Vintage::Revised => continue,
            };
            let as_of = statement
                .observation
                .as_of
                .map(|as_of| as_of.label(YearStyle::Era) + "時点の")
                .unwrap_or_default();
            let note = format!("{}の実績は、{as_of}{word}。", year.label(YearStyle::Era));
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    notes
}
