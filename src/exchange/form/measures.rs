//! The sheet of measures: for each a row of its name, and a row for each thing asked, last year's answer beside.

use super::workbook::{Help, Sheet, Style, XlsxError};
use super::{List, Lists, OfficeForm, Survey, marks};
use crate::author::{NewAnswer, NewItem};
use crate::exchange::questions::{MeasureQuestion, Question};

const KEY: u16 = 0;
const LABEL: u16 = 1;
const ASKED: u16 = 2;
const TAG: u16 = 3;
const ANSWER: u16 = 4;
const LAST: u16 = 5;
const CHECK: u16 = 6;

const ASKED_WIDTH: f64 = 21.0;
const ANSWER_WIDTH: f64 = 56.0;
const LAST_WIDTH: f64 = 42.0;

/// Rows for further entries below those of last year.
const SPARE: usize = 1;

pub(super) fn sheet(survey: &Survey, office: &OfficeForm) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new(marks::MEASURES)?;
    sheet.plain();
    sheet.widths(&[0.0, 5.0, ASKED_WIDTH, 9.0, ANSWER_WIDTH, LAST_WIDTH, 14.0])?;
    let title = format!("{} 取組の回答　{}", survey.year, office.name);
    sheet.text(0, LABEL, &title, Style::Title)?;
    sheet.text(
        1,
        LABEL,
        "色の付いたセルに書いてください。書き方は「はじめに」のシートにあります。",
        Style::Guide,
    )?;
    sheet.fit(0, &[], 2)?;
    sheet.text(2, KEY, marks::MEASURE_KEY, Style::Body)?;
    let last = survey
        .last_year
        .as_ref()
        .map_or_else(|| "前年度の回答".to_owned(), |last| format!("{last}の回答"));
    let heads = [
        "番号",
        "記入する項目",
        "区分",
        &format!("{}の回答", survey.year),
        &last,
        "確認",
    ];
    for (column, head) in (LABEL..).zip(heads) {
        sheet.text(2, column, head, Style::Head)?;
    }
    let mut writer = Writer {
        sheet,
        survey,
        lists: Lists::of(survey),
        row: 3,
        status: None,
    };
    let mut path = "";
    for question in &office.measures {
        if question.path != path {
            path = &question.path;
            writer.path(path)?;
        }
        writer.measure(question)?;
    }
    let Writer { mut sheet, row, .. } = writer;
    sheet.heads(2, ASKED + 1, row - 1, CHECK)?;
    sheet.protect();
    Ok(sheet)
}

struct Writer<'survey> {
    sheet: Sheet,
    survey: &'survey Survey,
    lists: Lists<'survey>,
    row: u32,
    /// The cell of the measure's status.
    status: Option<String>,
}

impl Writer<'_> {
    fn path(&mut self, path: &str) -> Result<(), XlsxError> {
        for column in LABEL..=CHECK {
            self.sheet
                .text(self.row, column, if column == LABEL { path } else { "" }, Style::Path)?;
        }
        self.sheet.fit(self.row, &[], 1)?;
        self.row += 1;
        Ok(())
    }

    fn measure(&mut self, question: &MeasureQuestion) -> Result<(), XlsxError> {
        self.sheet
            .text(self.row, KEY, &question.row_key("name", 1), Style::Body)?;
        for column in LABEL..=CHECK {
            let text = match column {
                LABEL => question.label.as_str(),
                ASKED => &question.title,
                CHECK if question.now.is_some() => "回答済み",
                _ => "",
            };
            self.sheet.text(self.row, column, text, Style::Name)?;
        }
        self.sheet.fit(self.row, &[], 1)?;
        self.row += 1;
        let with = question.with.join("、");
        let with = (!with.is_empty()).then(|| format!("{with} にも同じ取組を聞いています。"));
        for (label, key, text) in [
            ("計画の内容", "content", &question.content),
            ("ほかに回答する課", "with", &with),
        ] {
            if let Some(text) = text {
                self.label(question, key, 1, label)?;
                self.sheet.text(self.row, TAG, "", Style::Void)?;
                self.sheet.text(self.row, ANSWER, text, Style::Given)?;
                self.sheet.text(self.row, LAST, "", Style::Void)?;
                self.sheet.fit(self.row, &[(text, ANSWER_WIDTH)], 1)?;
                self.row += 1;
            }
        }
        let survey = self.survey;
        self.status = None;
        for (asked, head) in &survey.columns {
            self.asked(question, *asked, head)?;
        }
        Ok(())
    }

    fn asked(&mut self, question: &MeasureQuestion, asked: Question, head: &str) -> Result<(), XlsxError> {
        let last = question.last.as_ref();
        let now = question.now.as_ref();
        let word = |answer: Option<&NewAnswer>, pick: fn(&NewAnswer) -> &Option<String>| {
            answer.and_then(|answer| pick(answer).clone()).unwrap_or_default()
        };
        let both = |pick: fn(&NewAnswer) -> &Option<String>| (word(now, pick), word(last, pick));
        match asked {
            Question::Status => {
                self.one(
                    question,
                    asked,
                    head,
                    Some(List::Statuses),
                    both(|answer| &answer.status),
                )?;
                let cell = format!("E{}", self.row);
                if now.is_none() {
                    let formula = format!("=IF({cell}=\"\",\"未回答\",\"\")");
                    self.sheet
                        .formula(self.row - 1, CHECK, &formula, "未回答", Style::Check)?;
                }
                self.status = Some(cell);
            }
            Question::Reason => {
                self.one(question, asked, head, None, both(|answer| &answer.reason))?;
                let range = self.lists.range(List::WithReason).filter(|_| now.is_none());
                if let Some((range, status)) = range.zip(self.status.clone()) {
                    let own = format!("E{}", self.row);
                    let range = range.trim_start_matches('=');
                    let formula = format!(
                        "=IF(AND({own}=\"\",{status}<>\"\",COUNTIF({range},{status})>0),\"理由が必要です\",\"\")"
                    );
                    self.sheet.formula(self.row - 1, CHECK, &formula, "", Style::Check)?;
                }
            }
            Question::Direction => self.one(
                question,
                asked,
                head,
                Some(List::Directions),
                both(|answer| &answer.direction),
            )?,
            Question::Rating => self.one(
                question,
                asked,
                head,
                Some(List::Ratings),
                both(|answer| &answer.rating),
            )?,
            Question::Outlook => self.one(question, asked, head, None, both(|answer| &answer.outlook))?,
            Question::Entries | Question::Results => {
                let rows = |answer: Option<&NewAnswer>| {
                    answer.map_or_else(Vec::new, |answer| {
                        if asked == Question::Entries {
                            answer.entries.rows()
                        } else {
                            answer.results.rows()
                        }
                    })
                };
                self.items(question, asked, head, &rows(now), &rows(last))?;
            }
        }
        Ok(())
    }

    /// A row with one answer.
    fn one(
        &mut self,
        question: &MeasureQuestion,
        asked: Question,
        head: &str,
        words: Option<List>,
        (now, last): (String, String),
    ) -> Result<(), XlsxError> {
        self.label(question, asked.key(), 1, head)?;
        self.sheet.text(self.row, TAG, "", Style::Void)?;
        if question.now.is_some() {
            self.sheet.text(self.row, ANSWER, &now, Style::Given)?;
        } else if let Some(range) = words.and_then(|words| self.lists.range(words)) {
            self.sheet.text(self.row, ANSWER, "", Style::Choice)?;
            self.sheet
                .choice(self.row, ANSWER, &range, &Help::new(head, asked.help()))?;
        } else {
            self.sheet.text(self.row, ANSWER, "", Style::Input)?;
            self.sheet.help(self.row, ANSWER, &Help::new(head, asked.help()))?;
        }
        self.sheet.text(self.row, LAST, &last, Style::Given)?;
        let writes = question.now.is_none() && matches!(asked, Question::Reason | Question::Outlook);
        let texts = [
            (now.as_str(), ANSWER_WIDTH),
            (last.as_str(), LAST_WIDTH),
            (head, ASKED_WIDTH),
        ];
        self.sheet.fit(self.row, &texts, if writes { 3 } else { 1 })?;
        self.row += 1;
        Ok(())
    }

    /// Rows with an entry or result each, and room for more.
    fn items(
        &mut self,
        question: &MeasureQuestion,
        asked: Question,
        head: &str,
        now: &[NewItem],
        last: &[NewItem],
    ) -> Result<(), XlsxError> {
        let answered = question.now.is_some();
        let spare = if asked == Question::Entries { SPARE } else { 0 };
        let count = if answered {
            now.len().max(last.len()).max(1)
        } else {
            (last.len() + spare).max(1 + spare)
        };
        let tags = self.lists.range(List::Tags).filter(|_| asked == Question::Entries);
        for (number, index) in (1..).zip(0..count) {
            let numbered = if count > 1 {
                format!("{head} {number}")
            } else {
                head.to_owned()
            };
            self.label(question, asked.key(), number, &numbered)?;
            let own = now.get(index);
            let text = own.map_or("", |item| item.text.as_str());
            let tag = own.map_or_else(String::new, |item| item.tags.join("、"));
            match &tags {
                Some(range) if !answered => {
                    self.sheet.text(self.row, TAG, "", Style::Choice)?;
                    self.sheet.choice(
                        self.row,
                        TAG,
                        range,
                        &Help::new("区分", "取組内容の頭に付ける言葉です。なければ空欄にします。"),
                    )?;
                }
                Some(_) => self.sheet.text(self.row, TAG, &tag, Style::Given)?,
                None => self.sheet.text(self.row, TAG, "", Style::Void)?,
            }
            self.sheet.text(
                self.row,
                ANSWER,
                text,
                if answered { Style::Given } else { Style::Input },
            )?;
            if !answered && index == 0 {
                self.sheet.help(self.row, ANSWER, &Help::new(head, asked.help()))?;
            }
            let before = last
                .get(index)
                .map_or_else(String::new, |item| match item.tags.as_slice() {
                    [] => item.text.clone(),
                    tags => format!("【{}】{}", tags.join("・"), item.text),
                });
            self.sheet.text(self.row, LAST, &before, Style::Given)?;
            let texts = [
                (text, ANSWER_WIDTH),
                (before.as_str(), LAST_WIDTH),
                (numbered.as_str(), ASKED_WIDTH),
            ];
            self.sheet.fit(self.row, &texts, if answered { 1 } else { 4 })?;
            self.row += 1;
        }
        Ok(())
    }

    fn label(&mut self, question: &MeasureQuestion, key: &str, number: usize, label: &str) -> Result<(), XlsxError> {
        self.sheet
            .text(self.row, KEY, &question.row_key(key, number), Style::Body)?;
        self.sheet.text(self.row, ASKED, label, Style::Label)
    }
}

impl Question {
    fn help(self) -> &'static str {
        match self {
            Self::Status => "▼から選んでください。",
            Self::Reason => {
                "その実施状況とした理由を、読む人に分かるように書いてください。理由が要らない実施状況のときは、空欄にします。"
            }
            Self::Entries => {
                "行ったことを、1行に1つずつ書いてください。いつ、だれを対象に、何をしたかが分かるようにします。人数や回数も書きます。"
            }
            Self::Results => "行ったことで何が変わったかを書いてください。まだ分からなければ、空欄にします。",
            Self::Direction => "次の年度にどうするかを、▼から選んでください。",
            Self::Outlook => "次の年度にどうするかを、文章で書いてください（任意）。",
            Self::Rating => "団体が付ける評価です。決まっていなければ、空欄にします。",
        }
    }
}
