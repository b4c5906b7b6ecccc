//! The sheet of figures of a returned form.

use super::cells::{self, Refused};
use super::rows::{Row, rows};
use super::workbook::{Cell, Sheet};
use super::{Asked, CellPlace, Finding, Given, Reading};
use crate::author::NewFigure;
use crate::diagnostic::code;
use crate::exchange::form::vintage;
use crate::exchange::questions::FigureQuestion;
use crate::exchange::questions::figures::absence;
use crate::source::raw::{AbsenceWord, VintageWord};

/// Columns to the right of the key.
const TITLE: u32 = 1;
const PERIOD: u32 = 4;
const VALUE: u32 = 5;
const ABSENT: u32 = 6;
const VINTAGE: u32 = 7;
const AS_OF: u32 = 8;
const NUMERATOR: u32 = 9;
const DENOMINATOR: u32 = 10;
const NOTE: u32 = 11;

pub(super) fn read(asked: &Asked<'_>, sheet: &Sheet, head: (u32, u32), reading: &mut Reading) {
    let place = |row: u32, column: u32| CellPlace::new(asked.file, &sheet.name, row, head.1 + column);
    let heads = [
        (TITLE, "指標"),
        (PERIOD, "時期"),
        (VALUE, "値"),
        (ABSENT, "値がない理由"),
        (NOTE, "注"),
    ];
    if let Some((column, _)) = heads
        .into_iter()
        .find(|(column, text)| sheet.text(head.0, head.1 + column) != Some(*text))
    {
        reading.findings.push(Finding::at(
            code::FORM_CHANGED,
            &place(head.0, column),
            "列の並びが変わっているため、このシートを読めません",
            "列を元の順に戻すか、配られたファイルに書き直してもらってください",
        ));
        return;
    }
    let order = |key: &[String]| {
        asked
            .office
            .figures
            .iter()
            .position(|question| question.key() == key.join("|"))
    };
    let used = [VALUE, ABSENT, VINTAGE, AS_OF, NUMERATOR, DENOMINATOR, NOTE].map(|column| head.1 + column);
    let (rows, strays) = rows(sheet, head, &used, order, |_| true);
    for stray in strays {
        reading.findings.push(Finding::at(
            code::FORM_CHANGED,
            &place(stray.0, VALUE),
            "どの指標の行か分かりません",
            "その指標の行のすぐ下に行を挿入して書いてください。行を並べ替えたときは、元の順に戻してから書き足してください",
        ));
    }
    for row in &rows {
        let key = row.key.join("|");
        let is_used = used.iter().any(|column| sheet.cells.contains_key(&(row.at, *column)));
        // A period that was put right in the form may stand so in the edition by now.
        let period = sheet.text(row.at, head.1 + PERIOD).unwrap_or_default();
        let same_series = |question: &&FigureQuestion| {
            let series = [
                question.indicator.as_str(),
                question.segment.as_deref().unwrap_or_default(),
            ];
            row.key.iter().skip(1).take(2).map(String::as_str).eq(series) && question.period == period
        };
        let mut questions = asked.office.figures.iter();
        let question = questions.find(|question| question.key() == key);
        match question.or_else(|| asked.office.figures.iter().find(same_series)) {
            Some(question) => Line {
                asked,
                sheet,
                question,
                row,
                column: head.1,
            }
            .read(reading),
            None if is_used => reading.findings.push(asked.not_asked(&place(row.at, VALUE))),
            None => {}
        }
    }
}

struct Line<'a> {
    asked: &'a Asked<'a>,
    sheet: &'a Sheet,
    question: &'a FigureQuestion,
    row: &'a Row,
    column: u32,
}

impl Line<'_> {
    fn read(&self, reading: &mut Reading) {
        let mut findings = Vec::new();
        let question = self.question;
        let (unit, decimals) = (question.unit.as_str(), question.decimals);
        let absences: Vec<&str> = AbsenceWord::ALL.iter().map(|word| absence(*word)).collect();
        let vintages: Vec<&str> = VintageWord::ALL.iter().map(|word| vintage(*word)).collect();
        let value = self.take(VALUE, &mut findings, |cell| cells::figure(cell, unit, decimals));
        let absent = self.take(ABSENT, &mut findings, |cell| {
            cells::word(cell, &absences).map(|word| word.map(str::to_owned))
        });
        let sure = self.take(VINTAGE, &mut findings, |cell| {
            cells::word(cell, &vintages).map(|word| word.map(str::to_owned))
        });
        let period = self.take(PERIOD, &mut findings, cells::period);
        let new = NewFigure {
            indicator: question.indicator.clone(),
            segment: question.segment.clone(),
            asked: match &period {
                Some(period) if self.row.added => period.clone(),
                _ => self.row.key.get(3).cloned().unwrap_or_default(),
            },
            period: period.clone().unwrap_or_else(|| question.period.clone()),
            value,
            absent: absent.and_then(|text| AbsenceWord::ALL.iter().find(|word| absence(**word) == text).copied()),
            vintage: sure
                .and_then(|text| VintageWord::ALL.iter().find(|word| vintage(**word) == text).copied())
                .filter(|word| *word != VintageWord::Final),
            as_of: self.take(AS_OF, &mut findings, cells::period),
            // Numerator and denominator are counts, of people or of hours.
            numerator: self.take(NUMERATOR, &mut findings, |cell| cells::figure(cell, "人", None)),
            denominator: self.take(DENOMINATOR, &mut findings, |cell| cells::figure(cell, "人", None)),
            note: self.take(NOTE, &mut findings, cells::text),
        };
        if new.is_blank() && findings.is_empty() {
            return;
        }
        let name = question.name();
        let incomplete = |column: u32, message: String, remedy: &str| {
            Finding::at(code::FORM_INCOMPLETE, &self.place(column), message, remedy)
        };
        if findings.is_empty() {
            match (&new.value, &new.absent) {
                (Some(_), Some(_)) => findings.push(incomplete(
                    ABSENT,
                    format!("「{name}」に、値と「値がない理由」の両方があります"),
                    "値があれば理由を空欄に、なければ値を空欄にしてください",
                )),
                (None, None) => findings.push(incomplete(
                    VALUE,
                    format!("「{name}」に、値も「値がない理由」もありません"),
                    "値を書くか、「値がない理由」を選んでください",
                )),
                _ => {}
            }
            if self.row.added && period.as_deref().is_none_or(|period| period == question.period) {
                findings.push(incomplete(
                    PERIOD,
                    format!("「{name}」に足した行の時期がありません"),
                    "上の行と違う時期を書いてください",
                ));
            }
            let answered = question.now.as_ref().is_some_and(|now| new.contradicts(now).is_none());
            if !answered {
                let key = self.row.key.join("|");
                findings.extend(self.asked.outdated(&key, &question.digest, &name, &self.place(VALUE)));
            }
        }
        let key = if self.row.added {
            format!("{}|{}", question.key(), new.period)
        } else {
            question.key()
        };
        if findings.is_empty() {
            reading.figures.push(Given {
                key,
                said: new,
                place: self.place(VALUE),
            });
        } else {
            reading.findings.append(&mut findings);
            reading.kept_back.push(key);
        }
    }

    fn place(&self, column: u32) -> CellPlace {
        CellPlace::new(self.asked.file, &self.sheet.name, self.row.at, self.column + column)
    }

    fn take(
        &self,
        column: u32,
        findings: &mut Vec<Finding>,
        read: impl Fn(Option<&Cell>) -> Result<Option<String>, Refused>,
    ) -> Option<String> {
        match read(self.sheet.cells.get(&(self.row.at, self.column + column))) {
            Ok(said) => said,
            Err(refused) => {
                findings.push(Finding::at(
                    code::FORM_BAD_CELL,
                    &self.place(column),
                    refused.message,
                    refused.remedy,
                ));
                None
            }
        }
    }
}
