//! The rows of a table of indicators, or of years, as indicators with targets and figures (指標の表、年度の表).

use super::Finding;
use super::grid::{Grid, folded};
use super::mapping::{Column, Layout};
use super::written::{Figure, absence, figure, is_mark, offices, target, with_brackets};
use crate::calendar::{Period, Reading};
use crate::diagnostic::code;
use crate::exchange::export::json::{Json, Object};
use crate::source::raw::{AbsenceWord, ImportKind, ImportRole, VintageWord};

/// An indicator as a table shows it.
#[derive(Debug, Default)]
pub(super) struct Indicator {
    pub title: String,
    pub label: Option<String>,
    pub unit: Option<String>,
    pub better: Option<&'static str>,
    /// What the figures in brackets are of: `( )は、管理職除く`.
    pub in_brackets: Option<String>,
    pub notes: Vec<String>,
    pub offices: Vec<String>,
    baselines: Vec<Object>,
    targets: Vec<Object>,
    /// Targets of single years: period, figure.
    series: Vec<(String, Json)>,
    values: Vec<Value>,
    /// Whether it has figures, or words alone.
    has_figures: bool,
}

#[derive(Debug)]
struct Value {
    period: String,
    bracketed: bool,
    object: Object,
    published: Object,
}

/// The newest of the cells that a ratio belongs to.
fn newest(values: &[Value], bracketed: bool) -> Option<usize> {
    let year = |value: &Value| {
        Period::parse(&value.period, &Reading::default())
            .ok()
            .and_then(Period::last_day)
    };
    let own = values
        .iter()
        .enumerate()
        .filter(|(_, value)| value.bracketed == bracketed);
    own.max_by_key(|(_, value)| year(value)).map(|(index, _)| index)
}

impl Indicator {
    /// As `plan.yaml` says it.
    pub fn write(&self, id: &str, offices: &[String]) -> Object {
        let segment = |bracketed: bool| {
            self.in_brackets
                .as_ref()
                .map(|_| if bracketed { "in-brackets" } else { "all" })
        };
        let segments = self.in_brackets.iter().flat_map(|title| {
            [
                Object::new().text("id", "all").text("title", "全体"),
                Object::new()
                    .text("id", "in-brackets")
                    .text("title", title.as_str())
                    .flag("in_brackets", true),
            ]
        });
        let mut targets: Vec<Object> = self.targets.clone();
        if !self.series.is_empty() {
            let years = self.series.iter().fold(Object::new(), |object, (year, value)| {
                object.with(year.as_str(), value.clone())
            });
            targets.push(Object::new().text("segment", segment(false)).with("exactly", years));
        }
        let targets = if targets.is_empty() {
            Json::text("none")
        } else {
            Json::List(targets.into_iter().map(Json::Object).collect())
        };
        let kind = (!self.has_figures).then_some("qualitative");
        let better = self.has_figures.then_some(self.better.unwrap_or("neither"));
        Object::new()
            .text("id", id)
            .text("label", self.label.as_deref())
            .text("title", self.title.as_str())
            .text("kind", kind)
            .text("unit", self.unit.as_deref().filter(|_| self.has_figures))
            .text("better", better)
            .list("segments", segments)
            .list("baseline", self.baselines.iter().cloned())
            .with("targets", targets)
            .texts("offices", offices)
            .texts("notes", &self.notes)
    }

    /// As an edition says it.
    pub fn observations(&self) -> Vec<Object> {
        let write = |value: &Value| {
            let segment = self
                .in_brackets
                .as_ref()
                .map(|_| if value.bracketed { "in-brackets" } else { "all" });
            Object::new()
                .text("period", value.period.as_str())
                .text("segment", segment)
                .and(value.object.clone())
                .with("published", value.published.clone())
        };
        self.values.iter().map(write).collect()
    }

    /// What its author must still decide.
    pub fn open(&self) -> Vec<String> {
        let mut open = Vec::new();
        if self.has_figures && self.unit.is_none() {
            open.push(format!("指標「{}」の単位（unit）", self.title));
        }
        let words = self.targets.iter().filter(|target| target.has("qualitative"));
        if self.has_figures && words.count() > 0 {
            open.push(format!(
                "指標「{}」の目標（言葉のまま qualitative としました。数値の目標なら、at_least や by に書き直します）",
                self.title
            ));
        }
        if self.has_figures && self.better.is_none() {
            let exact = !self.series.is_empty() || self.targets.iter().any(|target| target.has("exactly"));
            let what = if exact {
                "望ましい方向（better）と、目標が「以上」か「以下」か（今は neither と exactly です）"
            } else {
                "望ましい方向（better。今は neither です）"
            };
            open.push(format!("指標「{}」の{what}", self.title));
        }
        open
    }

    fn take_unit(&mut self, unit: Option<String>) {
        if self.unit.is_none() {
            self.unit = unit;
        }
    }
}

/// Reads the rows. `year`: the period of figures whose head names none.
pub(super) fn read(grid: &Grid, layout: &Layout, year: Option<&str>, findings: &mut Vec<Finding>) -> Vec<Indicator> {
    if layout.kind == ImportKind::Years {
        return years(grid, layout, findings);
    }
    let mut indicators: Vec<Indicator> = Vec::new();
    for row in layout.first..layout.end {
        let name = layout.column(ImportRole::Indicator);
        if let Some(name) = name.and_then(|column| grid.read(row, column.index, findings)) {
            let label = layout
                .column(ImportRole::Label)
                .and_then(|column| grid.read(row, column.index, findings));
            let unit = layout
                .column(ImportRole::Unit)
                .and_then(|column| grid.read(row, column.index, findings));
            let (title, in_brackets) = split_brackets(&name.replace('\n', " "));
            indicators.push(Indicator {
                title,
                label,
                unit: unit.filter(|unit| !is_mark(unit)).map(|unit| folded(&unit)),
                in_brackets,
                ..Indicator::default()
            });
        }
        let due = layout.column(ImportRole::Deadline).and_then(|column| {
            let text = folded(&grid.read(row, column.index, findings).filter(|text| !is_mark(text))?);
            match Period::parse(&text, &Reading::default()) {
                Ok(_) => Some(text),
                Err(error) => {
                    let place = grid.place(row, column.index);
                    findings.push(Finding::at(
                        code::IMPORT_BAD_CELL,
                        &place,
                        error.to_string(),
                        error.remedy(),
                    ));
                    None
                }
            }
        });
        for column in &layout.columns {
            if matches!(
                column.role,
                ImportRole::Indicator
                    | ImportRole::Label
                    | ImportRole::Unit
                    | ImportRole::Deadline
                    | ImportRole::Ignore
            ) {
                continue;
            }
            let Some(text) = grid.read(row, column.index, findings) else {
                continue;
            };
            let cell = At {
                grid,
                row,
                column,
                due: due.as_deref(),
            };
            match indicators.last_mut() {
                Some(indicator) => put(indicator, &cell, &text, year, findings),
                None => cell.refuse(
                    findings,
                    format!("どの指標のものか分かりません: {}", super::short(&text)),
                ),
            }
        }
    }
    indicators
}

struct At<'a> {
    grid: &'a Grid,
    row: u32,
    column: &'a Column,
    /// When a target of the row is due.
    due: Option<&'a str>,
}

impl At<'_> {
    fn refuse(&self, findings: &mut Vec<Finding>, message: String) {
        findings.push(Finding::at(
            code::IMPORT_STRAY_ROW,
            &self.grid.place(self.row, self.column.index),
            message,
            "指標の名称の列を確かめるか、対応表の head_row と columns を直してください",
        ));
    }

    fn unread(&self, findings: &mut Vec<Finding>, text: &str) {
        findings.push(Finding::at(
            code::IMPORT_BAD_CELL,
            &self.grid.place(self.row, self.column.index),
            format!("{}を、数値として読めません", super::short(text)),
            "数値と単位だけにしてください（例: 21.4%、1,910、△3）。説明は、備考の列か、取り込んだ後の YAML の note に書きます",
        ));
    }

    fn figure(&self, text: &str, findings: &mut Vec<Finding>) -> Option<Figure> {
        let read = self.percentage().or_else(|| figure(text));
        if read.is_none() {
            self.unread(findings, text);
        }
        read
    }

    /// A spreadsheet's own percentage.
    fn percentage(&self) -> Option<Figure> {
        let text = super::cells::figure(self.grid.cell(self.row, self.column.index), "%", None).ok()??;
        figure(&text)
            .filter(|_| self.grid.is_percent(self.row, self.column.index))
            .map(|read| Figure {
                unit: Some("%".to_owned()),
                ..read
            })
    }
}

/// `時間外勤務時間数 ( )は、管理職除く`.
fn split_brackets(name: &str) -> (String, Option<String>) {
    let narrow = name.replace(['（'], "(").replace(['）'], ")");
    let Some((title, rest)) = narrow.split_once('(') else {
        return (name.to_owned(), None);
    };
    let meaning = rest
        .trim_start()
        .strip_prefix(')')
        .map(|rest| rest.trim_start_matches([' ', '　', '内', 'は', '、', ':', '：']));
    match meaning.map(str::trim) {
        Some(meaning) if !meaning.is_empty() && !title.trim().is_empty() => {
            (title.trim().to_owned(), Some(meaning.to_owned()))
        }
        _ => (name.to_owned(), None),
    }
}

fn put(indicator: &mut Indicator, at: &At<'_>, text: &str, year: Option<&str>, findings: &mut Vec<Finding>) {
    let column = at.column;
    match column.role {
        ImportRole::Offices => indicator.offices.extend(offices(text)),
        ImportRole::Note if !is_mark(text) => indicator.notes.push(crate::author::to_markdown(text)),
        ImportRole::Value => {
            let Some(period) = column.period.as_deref().or(year) else {
                findings.push(Finding::at(
                    code::IMPORT_BAD_MAPPING,
                    &at.grid.place(at.row, column.index),
                    "いつの値か分かりません",
                    "対応表のこの列に period（例: R2）を書くか、--year を付けてください",
                ));
                return;
            };
            for (bracketed, text) in parts(indicator, text) {
                value(indicator, at, period, bracketed, &text, findings);
            }
        }
        ImportRole::RatioToTarget | ImportRole::RatioToPreviousYear => {
            let key = if column.role == ImportRole::RatioToTarget {
                "ratio_to_target"
            } else {
                "ratio_to_previous_year"
            };
            for (bracketed, text) in parts(indicator, text).into_iter().filter(|(_, text)| !is_mark(text)) {
                let Some(read) = at.figure(&text, findings) else {
                    continue;
                };
                match newest(&indicator.values, bracketed).and_then(|index| indicator.values.get_mut(index)) {
                    Some(value) => value.published = std::mem::take(&mut value.published).number(key, read.number),
                    None => at.refuse(findings, format!("どの値の比較か分かりません: {}", super::short(&text))),
                }
            }
        }
        ImportRole::Baseline => {
            for (bracketed, text) in parts(indicator, text).into_iter().filter(|(_, text)| !is_mark(text)) {
                let Some(read) = at.figure(&text, findings) else {
                    continue;
                };
                let Some(period) = &column.period else {
                    at.refuse(findings, "いつの値か分かりません（対応表の period）".to_owned());
                    continue;
                };
                indicator.take_unit(read.unit.or_else(|| column.unit.clone()));
                indicator.has_figures = true;
                let segment = segment(indicator, bracketed);
                let baseline = Object::new().text("segment", segment).text("period", period.as_str());
                indicator.baselines.push(baseline.number("value", read.number));
            }
        }
        ImportRole::Target => {
            for (bracketed, text) in parts(indicator, text) {
                let segment = segment(indicator, bracketed);
                let object = Object::new().text("segment", segment);
                if is_mark(&text) {
                    if segment.is_some() {
                        indicator.targets.push(object.flag("none", true));
                    }
                    continue;
                }
                let said = match at.percentage() {
                    Some(read) => target(&format!("{}%", read.number)),
                    None => target(&text),
                };
                indicator.has_figures |= said.unit.is_some() || said.better.is_some() || !said.is_words();
                indicator.better = indicator.better.or(said.better);
                indicator.take_unit(said.unit.or_else(|| column.unit.clone()));
                // 前年度以下 without a year is meant for every year.
                let by = said.by.as_deref().or(at.due).or(column.period.as_deref());
                let every = by.is_none() && said.keys.has_object("at_least", "at_most");
                let object = object.text("by", by).flag("every", every);
                indicator.targets.push(object.and(said.keys));
            }
        }
        _ => {}
    }
}

fn segment(indicator: &Indicator, bracketed: bool) -> Option<&'static str> {
    indicator
        .in_brackets
        .as_ref()
        .map(|_| if bracketed { "in-brackets" } else { "all" })
}

/// The figure and the one in brackets, where the indicator says what is in brackets.
fn parts(indicator: &Indicator, text: &str) -> Vec<(bool, String)> {
    if indicator.in_brackets.is_none() {
        return vec![(false, text.trim().to_owned())];
    }
    let (outer, inner) = with_brackets(text);
    let inner = inner.map(|inner| (true, inner));
    [(false, outer)].into_iter().chain(inner).collect()
}

fn value(
    indicator: &mut Indicator,
    at: &At<'_>,
    period: &str,
    bracketed: bool,
    text: &str,
    findings: &mut Vec<Finding>,
) {
    let column = at.column;
    let object = if is_mark(text) {
        Object::new().text("absent", AbsenceWord::NotRecorded.as_str())
    } else if let Some(reason) = absence(text) {
        Object::new().text("absent", reason.as_str())
    } else {
        let Some(read) = at.figure(text, findings) else { return };
        indicator.has_figures = true;
        indicator.take_unit(read.unit.or_else(|| column.unit.clone()));
        Object::new().number("value", read.number)
    };
    let object = object.text("vintage", column.vintage.map(VintageWord::as_str));
    indicator.values.push(Value {
        period: period.to_owned(),
        bracketed,
        object,
        published: Object::new(),
    });
}

fn years(grid: &Grid, layout: &Layout, findings: &mut Vec<Finding>) -> Vec<Indicator> {
    let mut indicators: Vec<Indicator> = Vec::new();
    for row in layout.first..layout.end {
        let column = layout.column(ImportRole::Period);
        let Some((column, text)) = column.and_then(|column| Some((column, grid.read(row, column.index, findings)?)))
        else {
            continue;
        };
        let period = folded(&text);
        if let Err(error) = Period::parse(&period, &Reading::default()) {
            findings.push(Finding::at(
                code::IMPORT_BAD_CELL,
                &grid.place(row, column.index),
                error.to_string(),
                error.remedy(),
            ));
            continue;
        }
        for column in &layout.columns {
            if !matches!(column.role, ImportRole::Value | ImportRole::Target) {
                continue;
            }
            let Some(text) = grid.read(row, column.index, findings) else {
                continue;
            };
            let name = column
                .indicator
                .clone()
                .or_else(|| column.head.clone())
                .unwrap_or_default();
            let index = indicators.iter().position(|one| one.title == name).unwrap_or_else(|| {
                indicators.push(Indicator {
                    title: name.clone(),
                    ..Indicator::default()
                });
                indicators.len() - 1
            });
            let at = At {
                grid,
                row,
                column,
                due: None,
            };
            if column.role == ImportRole::Value {
                value(&mut indicators[index], &at, &period, false, &text, findings);
            } else if !is_mark(&text) {
                let Some(read) = at.figure(&text, findings) else {
                    continue;
                };
                indicators[index].has_figures = true;
                indicators[index].take_unit(read.unit.or_else(|| column.unit.clone()));
                indicators[index]
                    .series
                    .push((period.clone(), Json::number(read.number)));
            }
        }
    }
    indicators
}
