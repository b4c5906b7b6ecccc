//! The sheet of measures of a returned form.

use std::collections::BTreeMap;

use super::cells::{self, Refused};
use super::rows::{Row, rows};
use super::workbook::{Sheet, cell_name};
use super::{Asked, CellPlace, Finding, Given, Reading};
use crate::author::{NewAnswer, NewCell, NewItem};
use crate::diagnostic::code;
use crate::exchange::questions::{MeasureQuestion, Question};

/// Columns to the right of the key.
const ASKED: u32 = 2;
const TAG: u32 = 3;
const ANSWER: u32 = 4;

pub(super) fn read(asked: &Asked<'_>, sheet: &Sheet, head: (u32, u32), reading: &mut Reading) {
    let place = |row: u32, column: u32| CellPlace::new(asked.file, &sheet.name, row, head.1 + column);
    if sheet.text(head.0, head.1 + ASKED) != Some("記入する項目") || sheet.text(head.0, head.1 + TAG) != Some("区分")
    {
        reading.findings.push(Finding::at(
            code::FORM_CHANGED,
            &place(head.0, ASKED),
            "列の並びが変わっているため、このシートを読めません",
            "列を元の順に戻すか、配られたファイルに書き直してもらってください",
        ));
        return;
    }
    let order = |key: &[String]| position(asked, key);
    let may_follow = |key: &[String]| {
        key.get(2)
            .is_some_and(|asked| asked == Question::Entries.key() || asked == Question::Results.key())
    };
    let (rows, strays) = rows(sheet, head, &[head.1 + TAG, head.1 + ANSWER], order, may_follow);
    for stray in strays {
        reading.findings.push(Finding::at(
            code::FORM_CHANGED,
            &place(stray.0, ANSWER),
            "どの取組の行か分かりません",
            "取組内容か成果の行のすぐ下に行を挿入して書いてください。行を並べ替えたときは、元の順に戻してから書き足してください",
        ));
    }
    for area in sheet.merged.iter().filter(|area| area.0 != area.2 && area.2 > head.0) {
        reading.findings.push(Finding::at(
            code::FORM_CHANGED,
            &CellPlace::new(asked.file, &sheet.name, area.0, area.1),
            format!(
                "{} まで、セルが結合されています。いちばん上のセルの内容だけを読みました",
                cell_name(area.2, area.3)
            ),
            "結合を解除して、それぞれのセルに書いてください",
        ));
    }
    let mut by_measure: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        if let [_, id, ..] = row.key.as_slice() {
            by_measure.entry(id).or_default().push(row);
        }
    }
    for (id, rows) in by_measure {
        let Some(question) = asked.office.measures.iter().find(|question| question.id == id) else {
            let used = rows
                .iter()
                .find(|row| sheet.cells.contains_key(&(row.at, head.1 + ANSWER)) && is_question(row));
            reading
                .findings
                .extend(used.map(|row| asked.not_asked(&place(row.at, ANSWER))));
            continue;
        };
        let measure = Measure {
            asked,
            sheet,
            question,
            column: head.1,
            place: &place,
        };
        measure.read(&rows, reading);
    }
}

/// Where a row stands in the form as it was made.
fn position(asked: &Asked<'_>, key: &[String]) -> Option<usize> {
    let [_, id, question, number] = key else { return None };
    let measure = asked.office.measures.iter().position(|one| one.id == *id)?;
    let column = asked
        .survey
        .columns
        .iter()
        .position(|(one, _)| one.key() == question)
        .map_or(0, |column| column + 1);
    Some(measure * 10_000 + column * 500 + number.parse::<usize>().unwrap_or_default().min(499))
}

fn is_question(row: &Row) -> bool {
    row.key
        .get(2)
        .is_some_and(|asked| Question::ALL.iter().any(|question| question.key() == asked))
}

struct Measure<'a, P> {
    asked: &'a Asked<'a>,
    sheet: &'a Sheet,
    question: &'a MeasureQuestion,
    column: u32,
    place: &'a P,
}

impl<P: Fn(u32, u32) -> CellPlace> Measure<'_, P> {
    fn read(&self, rows: &[&Row], reading: &mut Reading) {
        let mut findings = Vec::new();
        let words = &self.asked.survey.words;
        let statuses: Vec<&str> = words.statuses.iter().map(|(word, _)| word.as_str()).collect();
        let mut answer = NewAnswer {
            measure: self.question.id.clone(),
            ..NewAnswer::default()
        };
        answer.status = self.word(rows, Question::Status, &statuses, &mut findings);
        answer.reason = self.text(rows, Question::Reason, &mut findings);
        answer.direction = self.word(rows, Question::Direction, &texts(&words.directions), &mut findings);
        answer.rating = self.word(rows, Question::Rating, &texts(&words.ratings), &mut findings);
        answer.outlook = self.text(rows, Question::Outlook, &mut findings);
        answer.entries = self.items(rows, Question::Entries, &mut findings);
        answer.results = self.items(rows, Question::Results, &mut findings);
        if answer.is_blank() && findings.is_empty() {
            return;
        }
        let first = rows.iter().find(|row| is_question(row)).map_or(0, |row| row.at);
        let row_of = |question: Question| {
            rows.iter()
                .find(|row| row.key.get(2).is_some_and(|key| key == question.key()))
                .map_or(first, |row| row.at)
        };
        let place = (self.place)(first, ANSWER);
        let key = self.question.key();
        let incomplete = |question: Question, message: String, remedy: &str| {
            Finding::at(
                code::FORM_INCOMPLETE,
                &(self.place)(row_of(question), ANSWER),
                message,
                remedy,
            )
        };
        let asks = |question: Question| self.asked.survey.columns.iter().any(|(asked, _)| *asked == question);
        if findings.is_empty() {
            match &answer.status {
                None if asks(Question::Status) => findings.push(incomplete(
                    Question::Status,
                    format!(
                        "「{}」に記入がありますが、{}が選ばれていません",
                        self.question.name(),
                        self.asked.survey.head(Question::Status)
                    ),
                    "▼から選んでください",
                )),
                Some(status) if answer.reason.is_none() && self.asked.survey.needs_reason(status) => {
                    findings.push(incomplete(
                        Question::Reason,
                        format!("「{}」を「{status}」とした理由が書かれていません", self.question.name()),
                        "理由を書いてください",
                    ));
                }
                _ => {}
            }
            let answered = self
                .question
                .now
                .as_ref()
                .is_some_and(|now| answer.contradicts(now).is_none());
            if !answered {
                let name = self.question.name();
                findings.extend(self.asked.outdated(&key, &self.question.digest, &name, &place));
            }
        }
        if findings.is_empty() {
            reading.answers.push(Given {
                key,
                said: answer,
                place,
            });
        } else {
            reading.findings.append(&mut findings);
            reading.kept_back.push(key);
        }
    }

    fn refuse(&self, row: u32, column: u32, refused: Refused, findings: &mut Vec<Finding>) {
        findings.push(Finding::at(
            code::FORM_BAD_CELL,
            &(self.place)(row, column),
            refused.message,
            refused.remedy,
        ));
    }

    /// The one answer to a question; a row that was copied may say the same twice.
    fn one(
        &self,
        rows: &[&Row],
        question: Question,
        findings: &mut Vec<Finding>,
        read: impl Fn(Option<&super::workbook::Cell>) -> Result<Option<String>, Refused>,
    ) -> Option<String> {
        let mut said: Option<String> = None;
        for row in of_question(rows, question) {
            match read(self.sheet.cells.get(&(row.at, self.column + ANSWER))) {
                Ok(Some(text)) if said.as_ref().is_some_and(|said| *said != text) => findings.push(Finding::at(
                    code::FORM_CONFLICT,
                    &(self.place)(row.at, ANSWER),
                    format!(
                        "「{}」の{}が2か所にあり、内容が違います",
                        self.question.name(),
                        self.asked.survey.head(question)
                    ),
                    "どちらか一方を空欄にしてください",
                )),
                Ok(Some(text)) => said = Some(text),
                Ok(None) => {}
                Err(refused) => self.refuse(row.at, ANSWER, refused, findings),
            }
        }
        said
    }

    fn word(&self, rows: &[&Row], question: Question, words: &[&str], findings: &mut Vec<Finding>) -> Option<String> {
        self.one(rows, question, findings, |cell| {
            cells::word(cell, words).map(|word| word.map(str::to_owned))
        })
    }

    fn text(&self, rows: &[&Row], question: Question, findings: &mut Vec<Finding>) -> Option<String> {
        self.one(rows, question, findings, cells::text)
    }

    fn items(&self, rows: &[&Row], question: Question, findings: &mut Vec<Finding>) -> NewCell {
        let tags = texts(&self.asked.survey.words.tags);
        let mut own: Vec<&Row> = of_question(rows, question).collect();
        // Rows that were sorted go back to the order of the form; those put in stay below theirs.
        let number = |row: &Row| {
            row.key
                .get(3)
                .and_then(|number| number.parse::<usize>().ok())
                .unwrap_or(usize::MAX)
        };
        own.sort_by_key(|row| (number(row), row.at));
        let mut items = Vec::new();
        for row in own {
            let cell = |column: u32| self.sheet.cells.get(&(row.at, self.column + column));
            let tag = if question == Question::Entries {
                tag(cell(TAG), &tags)
            } else {
                Ok(Vec::new())
            };
            match (tag, cells::text(cell(ANSWER))) {
                (Ok(tags), Ok(Some(text))) => items.push((row.at, NewItem { tags, text })),
                (Ok(tags), Ok(None)) if tags.is_empty() => {}
                (Ok(_), Ok(None)) => findings.push(Finding::at(
                    code::FORM_INCOMPLETE,
                    &(self.place)(row.at, ANSWER),
                    format!("区分だけがあり、{}が書かれていません", self.asked.survey.head(question)),
                    "内容を書くか、区分を空欄にしてください",
                )),
                (tag, text) => {
                    for (column, refused) in [(TAG, tag.err()), (ANSWER, text.err())] {
                        if let Some(refused) = refused {
                            self.refuse(row.at, column, refused, findings);
                        }
                    }
                }
            }
        }
        self.cell(items, findings)
    }

    /// A mark alone says that there is deliberately nothing.
    fn cell(&self, items: Vec<(u32, NewItem)>, findings: &mut Vec<Finding>) -> NewCell {
        let marks = &self.asked.survey.words.marks;
        let mark = |text: &str| {
            let usual = marks.first().map_or("—", String::as_str);
            let is_dash = matches!(text, "—" | "―" | "－" | "-" | "‐" | "−" | "ー" | "─" | "–");
            marks
                .iter()
                .find(|mark| *mark == text)
                .map(String::as_str)
                .or_else(|| is_dash.then_some(usual))
                .map(str::to_owned)
        };
        let marked = items
            .iter()
            .find_map(|(row, item)| Some((*row, mark(&item.text).filter(|_| item.tags.is_empty())?)));
        match (marked, items.len()) {
            (_, 0) => NewCell::Blank,
            (Some((_, mark)), 1) => NewCell::Nothing(mark),
            (Some((row, mark)), _) => {
                findings.push(Finding::at(
                    code::FORM_INCOMPLETE,
                    &(self.place)(row, ANSWER),
                    format!("「{mark}」と、ほかの内容の両方があります"),
                    "書くことがあれば「—」を消し、なければほかの内容を消してください",
                ));
                NewCell::Blank
            }
            (None, _) => NewCell::Items(items.into_iter().map(|(_, item)| item).collect()),
        }
    }
}

/// The rows of a question.
fn of_question<'rows>(rows: &'rows [&Row], question: Question) -> impl Iterator<Item = &'rows Row> {
    let own = move |row: &&&Row| row.key.get(2).is_some_and(|key| key == question.key());
    rows.iter().filter(own).copied()
}

/// One tag, or several with 、 between them.
fn tag(cell: Option<&super::workbook::Cell>, words: &[&str]) -> Result<Vec<String>, Refused> {
    match cells::word(cell, words) {
        Ok(word) => Ok(word.into_iter().map(str::to_owned).collect()),
        Err(refused) => {
            let text = cells::text(cell)?.unwrap_or_default();
            let several: Vec<&str> = text.split(['、', '，', ',', '・']).map(str::trim).collect();
            if several.len() > 1 && several.iter().all(|one| words.contains(one)) {
                Ok(several.into_iter().map(str::to_owned).collect())
            } else {
                Err(refused)
            }
        }
    }
}

fn texts(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
