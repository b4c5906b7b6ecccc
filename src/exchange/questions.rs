//! What an office is asked for an edition (調査の内容): its measures and figures, last year's beside.
//!
//! A form is made from it, and a returned form is read against it. Each question has a digest of all that its form shows
//! beside the blanks, so that a form made before a change of the plan or of last year's answer is known.

mod columns;
pub mod figures;
mod measures;

use crate::author::{NewAnswer, NewFigure};
use crate::calendar::{FiscalYear, YearStyle};
use crate::source::raw::{Office, Plan, Stage};
use crate::source::{RawEdition, RawPlan};

/// All that is asked for one edition.
#[derive(Debug, Clone)]
pub struct Survey {
    /// Id of the plan.
    pub plan: String,
    /// Title of the plan (計画の名称).
    pub plan_title: String,
    /// The body (団体名).
    pub organisation: String,
    /// The office in charge (担当課).
    pub in_charge: Option<String>,
    /// The edition as its file is named, without the ending: `2020`, `2020-midterm`.
    pub edition: String,
    /// The edition in words: 令和2年度（中間）.
    pub year: String,
    /// The edition before in words; none when this is the first.
    pub last_year: Option<String>,
    /// The words to choose from.
    pub words: Words,
    /// What is asked of a measure, in the order of the published form, with its heads.
    pub columns: Vec<(Question, String)>,
    /// The forms: one an office.
    pub forms: Vec<OfficeForm>,
}

/// What is asked of one office.
#[derive(Debug, Clone)]
pub struct OfficeForm {
    /// Id of the office; none for what no office carries.
    pub office: Option<String>,
    /// Its name in the edition's year.
    pub name: String,
    /// Its measures in the plan's order.
    pub measures: Vec<MeasureQuestion>,
    /// Its figures in the plan's order.
    pub figures: Vec<FigureQuestion>,
}

impl OfficeForm {
    /// How many of its measures and of its figures are still to be answered (未回答).
    pub fn open(&self) -> (usize, usize) {
        let measures = self.measures.iter().filter(|question| question.now.is_none());
        let figures = self.figures.iter().filter(|question| question.now.is_none());
        (measures.count(), figures.count())
    }
}

/// One thing asked of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Status (実施状況).
    Status,
    /// Reason (理由).
    Reason,
    /// Entries (取組内容).
    Entries,
    /// Results (成果).
    Results,
    /// Direction (今後の方向性).
    Direction,
    /// Direction in words (方向性の説明).
    Outlook,
    /// Rating (評価).
    Rating,
}

/// The plan's words, in its order.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Status words, each with whether it asks for a reason.
    pub statuses: Vec<(String, bool)>,
    /// Direction words.
    pub directions: Vec<String>,
    /// Tag words.
    pub tags: Vec<String>,
    /// Rating words.
    pub ratings: Vec<String>,
    /// Marks that say: deliberately nothing.
    pub marks: Vec<String>,
}

/// A measure and what was said of it.
#[derive(Debug, Clone)]
pub struct MeasureQuestion {
    /// Id.
    pub id: String,
    /// Printed label.
    pub label: String,
    /// Title.
    pub title: String,
    /// Headings above it.
    pub path: String,
    /// Content, as the plan has it.
    pub content: Option<String>,
    /// Names of the other offices that are asked the same.
    pub with: Vec<String>,
    /// Last year's answer.
    pub last: Option<NewAnswer>,
    /// The answer that the edition has; none while it is awaited.
    pub now: Option<NewAnswer>,
    /// Digest of what the form shows.
    pub digest: String,
}

/// A figure and what was stated before.
#[derive(Debug, Clone)]
pub struct FigureQuestion {
    /// Id of the indicator.
    pub indicator: String,
    /// Title of the indicator.
    pub title: String,
    /// Definition.
    pub definition: Option<String>,
    /// Id of the segment.
    pub segment: Option<String>,
    /// Title of the segment.
    pub segment_title: String,
    /// Unit.
    pub unit: String,
    /// Decimals printed.
    pub decimals: Option<u32>,
    /// What the numerator and the denominator count, when the indicator is a ratio.
    pub ratio: Option<(String, String)>,
    /// The period asked for, as the edition writes it.
    pub period: String,
    /// The last figure and its period, in words.
    pub last: Option<(String, String)>,
    /// The figure that the edition has; none while it is awaited.
    pub now: Option<NewFigure>,
    /// Digest of what the form shows.
    pub digest: String,
}

impl Survey {
    /// The questions of an edition that is being prepared.
    pub fn of(plan: &RawPlan, edition: &RawEdition) -> Self {
        let before = plan
            .editions
            .iter()
            .rfind(|other| other.year < edition.year && other.stage == Stage::Final);
        let mut survey = Self {
            plan: plan.id.as_str().to_owned(),
            plan_title: plan.plan.title.as_str().to_owned(),
            organisation: plan.plan.organisation.as_str().to_owned(),
            in_charge: plan.plan.office.as_ref().map(|office| office.as_str().to_owned()),
            edition: edition_name(edition),
            year: in_words(edition),
            last_year: before.map(in_words),
            words: columns::words(&plan.plan),
            columns: columns::columns(&plan.plan, before),
            forms: Vec::new(),
        };
        let measures = measures::questions(plan, edition, before, &survey);
        let figures = figures::questions(plan, edition);
        let offices = plan
            .plan
            .offices
            .iter()
            .map(|office| (Some(office.id.as_str()), name_in(office, edition.year).to_owned()));
        for (id, name) in offices.chain([(None, UNASSIGNED.to_owned())]) {
            let of_office = |asked: &[Option<String>]| asked.iter().any(|asked| asked.as_deref() == id);
            let form = OfficeForm {
                office: id.map(str::to_owned),
                name,
                measures: measures
                    .iter()
                    .filter(|(asked, _)| of_office(asked))
                    .map(|(_, question)| question.clone())
                    .collect(),
                figures: figures
                    .iter()
                    .filter(|(asked, _)| of_office(asked))
                    .map(|(_, question)| question.clone())
                    .collect(),
            };
            if !form.measures.is_empty() || !form.figures.is_empty() {
                survey.forms.push(form);
            }
        }
        for form in &mut survey.forms {
            let own = form.office.clone();
            for question in &mut form.measures {
                let asked = measures
                    .iter()
                    .find(|(_, other)| other.id == question.id)
                    .map(|(asked, _)| asked);
                let others = asked
                    .into_iter()
                    .flatten()
                    .flatten()
                    .filter(|id| Some(*id) != own.as_ref());
                question.with = others.map(|id| office_name(&plan.plan, id, edition.year)).collect();
            }
        }
        survey
    }

    /// The form of an office.
    pub fn form(&self, office: Option<&str>) -> Option<&OfficeForm> {
        self.forms.iter().find(|form| form.office.as_deref() == office)
    }

    /// Whether a status asks for a reason.
    pub fn needs_reason(&self, status: &str) -> bool {
        self.words
            .statuses
            .iter()
            .any(|(word, reason)| word == status && *reason)
    }

    /// The head of a column of the published form.
    pub fn head(&self, question: Question) -> &str {
        let own = self.columns.iter().find(|(asked, _)| *asked == question);
        own.map_or_else(|| question.usual_head(), |(_, head)| head.as_str())
    }
}

impl MeasureQuestion {
    /// Its key in a form.
    pub fn key(&self) -> String {
        format!("m|{}", self.id)
    }

    /// Label and title.
    pub fn name(&self) -> String {
        format!("{} {}", self.label, self.title).trim().to_owned()
    }

    /// The key of one of its rows.
    pub fn row_key(&self, asked: &str, number: usize) -> String {
        format!("m|{}|{asked}|{number}", self.id)
    }
}

impl FigureQuestion {
    /// Title and segment.
    pub fn name(&self) -> String {
        if self.segment_title.is_empty() {
            self.title.clone()
        } else {
            format!("{}（{}）", self.title, self.segment_title)
        }
    }

    /// Its key in a form.
    pub fn key(&self) -> String {
        format!(
            "i|{}|{}|{}",
            self.indicator,
            self.segment.as_deref().unwrap_or_default(),
            self.period
        )
    }
}

/// The form of what no office carries goes to the secretariat.
const UNASSIGNED: &str = "事務局";

/// The name of an edition's file, without the ending.
pub fn edition_name(edition: &RawEdition) -> String {
    match edition.stage {
        Stage::Final => edition.year.year().to_string(),
        stage => format!("{}-{}", edition.year.year(), stage.as_str()),
    }
}

fn in_words(edition: &RawEdition) -> String {
    let stage = match edition.stage {
        Stage::TermStart => "（期首）",
        Stage::Midterm => "（中間）",
        Stage::Final => "",
    };
    format!("{}{stage}", edition.year.label(YearStyle::Era))
}

/// The name of an office in a year.
fn name_in(office: &Office, year: FiscalYear) -> &str {
    let former = office
        .formerly
        .iter()
        .filter(|former| year <= former.until.value)
        .min_by_key(|former| former.until.value);
    former.map_or(office.name.as_str(), |former| former.name.as_str())
}

fn office_name(plan: &Plan, id: &str, year: FiscalYear) -> String {
    let office = plan.offices.iter().find(|office| office.id.as_str() == id);
    office.map_or(id, |office| name_in(office, year)).to_owned()
}

/// Who is asked in a year for what these offices carry: an office that is gone hands it on to the one that took over.
fn asked(plan: &Plan, offices: impl Iterator<Item = String>, year: FiscalYear) -> Vec<Option<String>> {
    let heir = |mut id: String| {
        // As many steps as there are offices: a circle is an error of its own.
        for _ in &plan.offices {
            let office = plan.offices.iter().find(|office| office.id.as_str() == id);
            let gone = office.filter(|office| office.until.as_ref().is_some_and(|until| until.value < year));
            let Some(into) = gone.and_then(|office| office.merged_into.as_ref()) else {
                break;
            };
            into.as_str().clone_into(&mut id);
        }
        Some(id)
    };
    let mut asked: Vec<Option<String>> = Vec::new();
    for office in offices.map(heir) {
        if !asked.contains(&office) {
            asked.push(office);
        }
    }
    if asked.is_empty() { vec![None] } else { asked }
}

/// A digest of texts, to know whether they are the same as before.
fn digest<'text>(texts: impl IntoIterator<Item = &'text str>) -> String {
    // Not `crate::digest`: forms that are out, and those other programs saved for the tests, carry these eight digits. They
    // guard against an oversight, not a forger.
    let mut hasher = crc32fast::Hasher::new();
    for text in texts {
        hasher.update(text.as_bytes());
        hasher.update(&[0]);
    }
    format!("{:08x}", hasher.finalize())
}
