//! Returned forms as answers (回答の回収), with a finding at its file, sheet and cell for whatever cannot be taken over.
//!
//! An answer is taken whole or not at all: one bad cell keeps back its measure, and nothing else. Of two forms that answer
//! the same, both must say the same.

pub(in crate::exchange) mod cells;
mod figures;
pub(in crate::exchange) mod finding;
mod measures;
mod open_document;
mod rows;
pub(in crate::exchange) mod workbook;

use std::collections::BTreeMap;

use super::form::{VERSION, marks};
use super::questions::{OfficeForm, Survey};
use crate::author::{NewAnswer, NewFigure};
use crate::diagnostic::code;
pub use finding::{CellPlace, Finding};
use workbook::{Unreadable, Workbook};

/// A returned file.
#[derive(Debug, Clone)]
pub struct Returned {
    /// Its name, as people know it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What the returned forms say.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// Answers, in the plan's order, each with where it was written first.
    pub answers: Vec<(NewAnswer, CellPlace)>,
    /// Figures, in the plan's order.
    pub figures: Vec<(NewFigure, CellPlace)>,
    /// What could not be taken over, by file.
    pub findings: Vec<Finding>,
    /// Each form that was understood: its file and its office's name.
    pub forms: Vec<(String, String)>,
    /// What nobody has answered, by office.
    pub missing: Vec<Missing>,
}

/// What is missing of one office.
#[derive(Debug, Clone)]
pub struct Missing {
    /// The office's name.
    pub office: String,
    /// Whether a form of it was among the files.
    pub returned: bool,
    /// Names of measures.
    pub measures: Vec<String>,
    /// Names of figures.
    pub figures: Vec<String>,
}

/// One answer of one form.
struct Given<T> {
    key: String,
    said: T,
    place: CellPlace,
}

/// What the forms say before they are held against one another.
#[derive(Default)]
struct Reading {
    answers: Vec<Given<NewAnswer>>,
    figures: Vec<Given<NewFigure>>,
    findings: Vec<Finding>,
    forms: Vec<(String, String)>,
    /// Keys of answers that were begun and could not be taken.
    kept_back: Vec<String>,
}

/// Reads returned forms. `outdated`: take over also what was asked otherwise when the form was made.
pub fn collect(survey: &Survey, returned: &[Returned], outdated: bool) -> Collected {
    let mut reading = Reading::default();
    for file in returned {
        if let Err(finding) = form(survey, file, outdated, &mut reading) {
            reading.findings.push(*finding);
        }
    }
    let Reading {
        answers,
        figures,
        mut findings,
        forms,
        mut kept_back,
    } = reading;
    let answers = agreed(answers, &mut findings, &mut kept_back);
    let figures = agreed(figures, &mut findings, &mut kept_back);
    let missing = missing(survey, &forms, &answers, &figures, &kept_back);
    Collected {
        answers: in_order(
            answers,
            survey
                .forms
                .iter()
                .flat_map(|form| form.measures.iter().map(super::questions::MeasureQuestion::key)),
        ),
        figures: in_order(
            figures,
            survey
                .forms
                .iter()
                .flat_map(|form| form.figures.iter().map(super::questions::FigureQuestion::key)),
        ),
        findings,
        forms,
        missing,
    }
}

/// Reads one file.
fn form(survey: &Survey, file: &Returned, outdated: bool, reading: &mut Reading) -> Result<(), Box<Finding>> {
    let book = workbook::open(&file.bytes).map_err(|unreadable| refuse(&file.name, unreadable))?;
    let meta = meta(&book);
    let said = |key: &str| meta.get(key).map_or("", String::as_str);
    let foreign = |message: String, remedy: &str| Finding::of_file(code::FORM_FOREIGN, &file.name, message, remedy);
    if meta.is_empty() {
        return Err(foreign(
            "この調査の回答票ではありません（回答票の目印のシートがありません）".to_owned(),
            "回答票なら、配られたファイルに書き直してもらってください（シートだけを別のファイルに写すと読めません）。関係のないファイルなら、フォルダーの外に移してください",
        )
        .into());
    }
    if said("form") != VERSION {
        return Err(foreign(
            "別の版の mieruka で作った回答票です".to_owned(),
            "回答票を作った版の mieruka で取り込むか、mieruka form で作り直した回答票に書き写してください",
        )
        .into());
    }
    if said("plan") != survey.plan || said("edition") != survey.edition {
        return Err(foreign(
            format!("別の調査（{} の {}）の回答票です", said("plan"), said("edition")),
            "その調査の回答票は、その計画と年度を指定して取り込んでください",
        )
        .into());
    }
    let id = Some(said("office")).filter(|id| !id.is_empty());
    let Some(office) = survey.form(id) else {
        return Err(Finding::of_file(
            code::FORM_OUTDATED,
            &file.name,
            "回答票を作った後に計画が変わり、この課に聞くことがなくなっています",
            "plan.yaml の担当課を確かめてください。計画が正しければ、このファイルは要りません",
        )
        .into());
    };
    reading.forms.push((file.name.clone(), office.name.clone()));
    let asked = Asked {
        survey,
        office,
        meta: &meta,
        outdated,
        file: &file.name,
    };
    let mut known = false;
    for sheet in &book.sheets {
        let head = |mark: &str| {
            sheet
                .cells
                .keys()
                .find(|at| sheet.text(at.0, at.1) == Some(mark))
                .copied()
        };
        if let Some(at) = head(marks::MEASURE_KEY) {
            known = true;
            measures::read(&asked, sheet, at, reading);
        } else if let Some(at) = head(marks::FIGURE_KEY) {
            known = true;
            figures::read(&asked, sheet, at, reading);
        }
    }
    if known {
        return Ok(());
    }
    Err(Finding::of_file(
        code::FORM_CHANGED,
        &file.name,
        format!(
            "「{}」と「{}」のシートが見つかりません",
            marks::MEASURES,
            marks::FIGURES
        ),
        "シートか、隠れている A 列が削除されています。配られたファイルに書き直してもらってください",
    )
    .into())
}

/// What a form is read against.
struct Asked<'a> {
    survey: &'a Survey,
    office: &'a OfficeForm,
    meta: &'a BTreeMap<String, String>,
    outdated: bool,
    file: &'a str,
}

impl Asked<'_> {
    /// A finding when a question was another when the form was made; `key` is the one in the form.
    fn outdated(&self, key: &str, digest: &str, name: &str, place: &CellPlace) -> Option<Finding> {
        if self.outdated || self.meta.get(key).is_some_and(|made| made == digest) {
            return None;
        }
        Some(Finding::at(
            code::FORM_OUTDATED,
            place,
            format!("回答票を作った後に、「{name}」の計画の記載か前年度の値が変わっています"),
            "今の内容に合う回答かどうかを確かめてください。合っていれば、--accept-outdated を付けて取り込めます",
        ))
    }

    /// A finding for an answer to something that is not asked of this office (any more).
    fn not_asked(&self, place: &CellPlace) -> Finding {
        Finding::at(
            code::FORM_OUTDATED,
            place,
            format!("今の計画では、{}に聞いていない項目です", self.office.name),
            "回答票を作った後に、計画か担当課が変わっています。要る回答なら、今の担当課の回答票に書いてください",
        )
    }
}

fn refuse(file: &str, unreadable: Unreadable) -> Finding {
    let (code, message, remedy) = match unreadable {
        Unreadable::Foreign => (
            code::FORM_FOREIGN,
            "Excel のファイルではありません".to_owned(),
            "回答票なら、Excel ブック（.xlsx）として保存し直してください。関係のないファイルなら、フォルダーの外に移してください",
        ),
        Unreadable::Locked => (
            code::FORM_UNREADABLE,
            "パスワードが掛かっていて、開けません".to_owned(),
            "パスワードを外して保存し直してください",
        ),
        Unreadable::TooLarge => (
            code::FORM_UNREADABLE,
            "セルが多すぎて、回答票として読めません".to_owned(),
            "配られた回答票に書き直してもらってください",
        ),
        Unreadable::Damaged(error) => (
            code::FORM_UNREADABLE,
            format!("ファイルが壊れているか、途中で切れています（{error}）"),
            "提出した課に、もう一度送ってもらってください。Excel で開けるなら、名前を付けて保存し直すと直ることがあります",
        ),
    };
    Finding::of_file(code, file, message, remedy)
}

/// Which form it is: keys and values of the sheet people do not see.
fn meta(book: &Workbook) -> BTreeMap<String, String> {
    let sheet = book.sheets.iter().find(|sheet| sheet.text(0, 0) == Some("form"));
    let rows = sheet.into_iter().flat_map(|sheet| {
        let keys = sheet.cells.keys().filter(|at| at.1 == 0);
        keys.filter_map(|at| Some((sheet.text(at.0, 0)?.to_owned(), value(sheet, at.0)?)))
    });
    rows.collect()
}

/// A digest of digits alone may come back as a number.
fn value(sheet: &workbook::Sheet, row: u32) -> Option<String> {
    match &sheet.cells.get(&(row, 1))?.value {
        workbook::Value::Number { value, .. } => Some(value.to_string()),
        _ => sheet.text(row, 1).map(str::to_owned),
    }
}

/// One answer for each question; of answers that differ none, and a finding.
fn agreed<T: PartialEq>(
    given: Vec<Given<T>>,
    findings: &mut Vec<Finding>,
    kept_back: &mut Vec<String>,
) -> Vec<Given<T>> {
    let mut agreed: Vec<Given<T>> = Vec::new();
    for new in given {
        match agreed.iter().find(|old| old.key == new.key) {
            Some(old) if old.said == new.said => {}
            Some(old) => {
                findings.push(
                    Finding::at(
                        code::FORM_CONFLICT,
                        &new.place,
                        format!("同じ項目に、{}と違う回答があります", old.place),
                        "どちらが正しいかを確かめて、正しくない方を空欄にするか、同じ内容にしてください。古いファイルなら、フォルダーの外に移してください",
                    )
                );
                kept_back.push(new.key);
            }
            None => agreed.push(new),
        }
    }
    agreed.retain(|given| !kept_back.contains(&given.key));
    agreed
}

fn in_order<T>(mut given: Vec<Given<T>>, order: impl Iterator<Item = String>) -> Vec<(T, CellPlace)> {
    let order: Vec<String> = order.collect();
    given.sort_by_key(|given| order.iter().position(|key| *key == given.key));
    given.into_iter().map(|given| (given.said, given.place)).collect()
}

/// What is still asked and neither answered nor begun.
fn missing(
    survey: &Survey,
    forms: &[(String, String)],
    answers: &[Given<NewAnswer>],
    figures: &[Given<NewFigure>],
    kept_back: &[String],
) -> Vec<Missing> {
    let begun = |key: &String| kept_back.contains(key);
    let all = survey.forms.iter().map(|form| {
        let open = form.measures.iter().filter(|question| question.now.is_none());
        let measures =
            open.filter(|question| !begun(&question.key()) && !answers.iter().any(|given| given.key == question.key()));
        let open = form.figures.iter().filter(|question| question.now.is_none());
        let stated = |key: &str| figures.iter().any(|given| given.key == key);
        let open_figures = open.filter(|question| !begun(&question.key()) && !stated(&question.key()));
        Missing {
            office: form.name.clone(),
            returned: forms.iter().any(|(_, office)| *office == form.name),
            measures: measures.map(super::questions::MeasureQuestion::name).collect(),
            figures: open_figures.map(super::questions::FigureQuestion::name).collect(),
        }
    });
    all.filter(|missing| !missing.measures.is_empty() || !missing.figures.is_empty())
        .collect()
}
