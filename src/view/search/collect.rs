//! Gathers the items and their texts from a plan, in the order of the site.

use std::collections::BTreeMap;

use super::{Item, Kind, Text};
use crate::calendar::YearStyle;
use crate::model::{
    Answer, Cell, Edition, Form, FreeTable, Indicator, Measure, MeasureId, Node, NodeKind, Office, OfficeId, Page,
    Plan, Prose, TargetForm,
};
use crate::render::markdown;
use crate::view::concordance::has_concordance;
use crate::view::measure_link::has_page;
use crate::view::{Address, corrections, matrix, measure_name};

/// What a text is. The first ones are said by the plan, the others by an edition.
#[derive(Clone, Copy)]
pub(super) enum Head {
    Title,
    Year,
    Summary,
    Former,
    Office,
    Aim,
    Content,
    Background,
    TargetGroup,
    Goal,
    Step,
    Callout,
    Note,
    Reason,
    Definition,
    Target,
    Term,
    Law,
    Body,
    Status,
    Entry,
    Result,
    Outlook,
    Correction,
}

/// Words for the heads, in their order.
pub(super) const HEADS: [&str; 24] = [
    "別の呼び方",
    "年度",
    "概要",
    "以前の名称",
    "所管",
    "目的",
    "内容",
    "背景",
    "対象",
    "目標",
    "進め方",
    "囲み",
    "注",
    "理由",
    "定義",
    "数値目標",
    "用語",
    "根拠法",
    "本文",
    "状況",
    "取組内容",
    "成果",
    "今後の方向性",
    "訂正",
];

/// All items of a plan.
pub(super) fn items(plan: &Plan) -> Vec<Item> {
    let mut collector = Collector {
        plan,
        items: Vec::new(),
    };
    collector.plan();
    collector.items
}

struct Collector<'a> {
    plan: &'a Plan,
    items: Vec<Item>,
}

impl Collector<'_> {
    fn plan(&mut self) {
        let plan = self.plan;
        self.push(
            Kind::Plan,
            &Address::Plan(plan.id.clone()),
            &plan.title,
            None,
            plan_texts(plan),
        );
        for edition in plan.editions.iter().rev() {
            let address = Address::Edition(plan.id.clone(), edition.id());
            let texts = self.edition_texts(edition);
            self.push(Kind::Edition, &address, &edition.title, None, texts);
        }
        for indicator in &plan.indicators {
            let address = Address::Indicator(plan.id.clone(), indicator.id.clone());
            let texts = self.indicator_texts(indicator);
            self.push(Kind::Indicator, &address, &indicator.title, None, texts);
        }
        self.measures();
        for office in &plan.offices {
            let address = Address::Office(plan.id.clone(), office.id.clone());
            self.push(Kind::Office, &address, &office.name, None, office_texts(office));
        }
        for page in &plan.pages {
            let address = Address::Narrative(plan.id.clone(), page.id.clone());
            self.push(Kind::Narrative, &address, &page.title, None, page_texts(page));
        }
        for table in &plan.tables {
            let address = Address::Table(plan.id.clone(), table.id.clone());
            self.push(Kind::Table, &address, &table.title, None, table_texts(table));
        }
        for form in &plan.forms {
            let address = Address::Form(plan.id.clone(), form.id.clone());
            self.push(Kind::Form, &address, &form.title, None, form_texts(form));
        }
        self.lists();
    }

    fn lists(&mut self) {
        let plan = self.plan;
        let id = || plan.id.clone();
        let lists = [
            matrix::exists(plan).then(|| (Address::Matrix(id()), matrix::title(plan))),
            has_concordance(plan).then(|| (Address::Concordance(id()), "新旧対照表".to_owned())),
            corrections::exist(plan).then(|| (Address::Corrections(id()), "訂正一覧".to_owned())),
        ];
        for (address, title) in lists.into_iter().flatten() {
            self.push(Kind::List, &address, &title, None, Texts::default());
        }
    }

    fn measures(&mut self) {
        let mut places: BTreeMap<&MeasureId, usize> = BTreeMap::new();
        let plan = self.plan;
        let mut above: Vec<&Measure> = Vec::new();
        for (depth, node) in plan.nodes() {
            let Node::Measure(measure) = node else { continue };
            above.truncate(depth);
            let kind = match measure.kind {
                NodeKind::Heading | NodeKind::Group => Kind::Heading,
                NodeKind::Measure | NodeKind::Mode | NodeKind::Slot => Kind::Measure,
            };
            if has_page(plan, measure) {
                let address = Address::Measure(plan.id.clone(), measure.id.clone());
                let parent = above.iter().rev().find_map(|parent| places.get(&parent.id)).copied();
                places.insert(&measure.id, self.items.len());
                let texts = self.measure_texts(measure);
                self.push(kind, &address, &measure_name(measure), parent, texts);
            }
            above.push(measure);
        }
    }

    fn push(&mut self, kind: Kind, address: &Address, title: &str, above: Option<usize>, texts: Texts) {
        self.items
            .push(Item(kind, address.path(), one_line(title), above, texts.texts));
    }

    fn place_of(&self, edition: &Edition) -> Option<usize> {
        let mut editions = self.plan.editions.iter();
        editions.position(|one| one.id() == edition.id())
    }

    fn edition_texts(&self, edition: &Edition) -> Texts {
        let mut texts = Texts {
            edition: self.place_of(edition),
            ..Texts::default()
        };
        texts.add_word(Head::Year, &edition.fiscal_year.label(YearStyle::EraWithWestern));
        texts.add_all(Head::Note, &edition.notes);
        texts.add_all(
            Head::Correction,
            edition.corrections.iter().map(|correction| &correction.text),
        );
        texts
    }

    fn indicator_texts(&self, indicator: &Indicator) -> Texts {
        let mut texts = Texts::default();
        if indicator.short_title != indicator.title {
            texts.add_word(Head::Title, &indicator.short_title);
        }
        for alias in &indicator.aliases {
            texts.add_word(Head::Title, alias);
        }
        let segments: Vec<&str> = indicator
            .segments
            .iter()
            .map(|segment| segment.title.as_str())
            .collect();
        texts.add_word(Head::TargetGroup, &segments.join("、"));
        texts.add_all(Head::Definition, &indicator.definition);
        for word in [&indicator.numerator, &indicator.denominator, &indicator.source]
            .into_iter()
            .flatten()
        {
            texts.add_word(Head::Definition, word);
        }
        texts.add_word(Head::Office, &self.offices(&indicator.offices));
        for target in &indicator.targets {
            if let TargetForm::Qualitative(words) = &target.form {
                texts.add_word(Head::Target, words);
            }
            if let Some(words) = &target.text {
                texts.add_word(Head::Target, words);
            }
            texts.add_all(Head::Target, &target.note);
        }
        texts.add_all(Head::Note, &indicator.notes);
        texts.add_all(Head::Note, indicator.breaks.iter().map(|one| &one.note));
        texts.add_all(Head::Reason, indicator.ended.iter().map(|ending| &ending.reason));
        for edition in &self.plan.editions {
            texts.edition = self.place_of(edition);
            for observation in edition.observations.get(&indicator.id).into_iter().flatten() {
                texts.add_all(Head::Note, observation.comment.iter().chain(&observation.note));
            }
        }
        texts
    }

    fn measure_texts(&self, measure: &Measure) -> Texts {
        let mut texts = Texts::default();
        for alias in &measure.aliases {
            texts.add_word(Head::Title, alias);
        }
        for former in &measure.formerly {
            let words = [&former.label, &former.title].into_iter().flatten();
            let name: Vec<&str> = words.map(String::as_str).collect();
            texts.add_word(Head::Former, &name.join(" "));
        }
        let offices: Vec<OfficeId> = measure.offices.iter().chain(&measure.joint_offices).cloned().collect();
        texts.add_word(Head::Office, &self.offices(&offices));
        texts.add_all(Head::Aim, &measure.aim);
        texts.add_all(Head::Content, &measure.content);
        texts.add_all(Head::Background, &measure.background);
        texts.add_all(Head::TargetGroup, &measure.target_group);
        texts.add_all(Head::Goal, measure.goals.iter().map(|goal| &goal.text));
        for step in &measure.steps {
            let what = step.what.as_ref().map(markdown::plain).unwrap_or_default();
            let words = [step.when.join("・"), self.offices(&step.who), what];
            texts.add_word(Head::Step, &words.join(" "));
        }
        texts.add_all(
            Head::Step,
            measure.phases.iter().filter_map(|phase| phase.scope.as_ref()),
        );
        for callout in &measure.boxes {
            let title = callout.title.as_deref().unwrap_or_default();
            texts.add_word(Head::Callout, &format!("{title} {}", markdown::plain(&callout.text)));
        }
        texts.add_all(Head::Note, &measure.notes);
        texts.add_all(Head::Reason, measure.ended.iter().map(|ending| &ending.reason));
        for edition in &self.plan.editions {
            texts.edition = self.place_of(edition);
            if let Some(answer) = edition.answers.get(&measure.id) {
                texts.add_answer(answer);
            }
        }
        texts
    }

    fn offices(&self, ids: &[OfficeId]) -> String {
        let names: Vec<&str> = ids
            .iter()
            .map(|id| self.plan.office_of(id).short_name.as_str())
            .collect();
        names.join("、")
    }
}

fn plan_texts(plan: &Plan) -> Texts {
    let mut texts = Texts::default();
    if plan.short_title != plan.title {
        texts.add_word(Head::Title, &plan.short_title);
    }
    texts.add_all(Head::Summary, &plan.summary);
    for law in &plan.laws {
        texts.add_word(Head::Law, &law.title);
    }
    for step in &plan.process {
        let words = [&step.who, &step.when].into_iter().flatten();
        let words: Vec<&str> = words.map(String::as_str).collect();
        texts.add_word(
            Head::Step,
            &format!("{} {}", words.join(" "), markdown::plain(&step.what)),
        );
    }
    for term in &plan.glossary {
        texts.add_word(
            Head::Term,
            &format!("{}：{}", term.term, markdown::plain(&term.meaning)),
        );
    }
    texts
}

fn office_texts(office: &Office) -> Texts {
    let mut texts = Texts::default();
    if office.short_name != office.name {
        texts.add_word(Head::Title, &office.short_name);
    }
    for former in &office.formerly {
        texts.add_word(Head::Former, &former.name);
    }
    texts.add_all(Head::Content, &office.role);
    texts
}

fn page_texts(page: &Page) -> Texts {
    let mut texts = Texts::default();
    texts.add_all(Head::Body, [&page.text]);
    texts
}

fn table_texts(table: &FreeTable) -> Texts {
    let mut texts = Texts::default();
    texts.add_all(Head::Body, &table.intro);
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| markdown::plain(&cell.text));
        let words: Vec<String> = std::iter::once(row.title.clone()).chain(cells).collect();
        texts.add_word(Head::Body, &words.join("　"));
    }
    texts.add_all(Head::Note, &table.notes);
    texts
}

fn form_texts(form: &Form) -> Texts {
    let mut texts = Texts::default();
    texts.add_all(Head::Body, &form.intro);
    for section in &form.sections {
        let labels: Vec<&str> = section.fields.iter().map(|field| field.label.as_str()).collect();
        let title = section.title.as_deref().unwrap_or_default();
        texts.add_word(Head::Body, &format!("{title} {}", labels.join("、")));
        texts.add_all(Head::Body, section.guidance.iter().chain(&section.examples));
    }
    texts
}

/// The texts of an item, one after the other.
#[derive(Default)]
pub(super) struct Texts {
    texts: Vec<Text>,
    /// The edition that says what is added next.
    edition: Option<usize>,
}

impl Texts {
    pub(super) fn into_texts(self) -> Vec<Text> {
        self.texts
    }

    pub(super) fn add_all<'prose>(&mut self, head: Head, texts: impl IntoIterator<Item = &'prose Prose>) {
        for text in texts {
            self.add_word(head, &markdown::plain(text));
        }
    }

    pub(super) fn add_word(&mut self, head: Head, text: &str) {
        let text = one_line(text);
        if !text.is_empty() {
            self.texts.push(Text(self.edition, head as usize, text));
        }
    }

    fn add_answer(&mut self, answer: &Answer) {
        if let Some(status) = &answer.status {
            self.add_word(Head::Status, &status.word);
        }
        self.add_all(Head::Reason, &answer.reason);
        for entry in answer.entries.items() {
            let tags = entry.tags.iter().map(|tag| format!("【{}】", tag.word));
            let year = entry.year.iter().map(|year| year.label(YearStyle::Era));
            let words: String = tags.chain(year).collect();
            self.add_word(Head::Entry, &(words + &markdown::plain(&entry.text)));
        }
        if let Cell::Items(results) = &answer.results {
            self.add_all(Head::Result, results.iter().filter_map(|result| result.text.as_ref()));
        }
        if let Some(direction) = &answer.direction {
            self.add_word(Head::Outlook, &direction.word);
        }
        self.add_all(Head::Outlook, &answer.outlook);
        self.add_all(Head::Note, &answer.notes);
    }
}

/// Blanks and breaks are one blank each: a passage is shown on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
