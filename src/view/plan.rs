//! The page of a plan (計画): what was promised, and where its follow-up stands.

mod documents;
mod editions;
mod laws;
mod measures;
mod organisation;

use serde::Serialize;

use self::documents::{Documents, documents};
use self::editions::{Counts, EditionView, counts, edition_view};
use self::laws::{Instrument, LawView, RelatedGroup, instruments, law, related_plans};
use self::measures::{Tree, measures};
use self::organisation::{
    OfficeView, ProcessView, ResponsibilityView, TermView, glossary, offices, process, responsibilities,
};
use super::chart_view::ChartView;
use super::dashboard::Dashboard;
use super::edition::Fact;
use super::frame::Frame;
use super::indicator_table::IndicatorTable;
use super::overview::overview;
use super::{Address, Badge, wording};
use crate::calendar::YearStyle;
use crate::model::{Plan, PlanState, Project};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct PlanPage {
    /// Frame.
    pub frame: Frame,
    /// State of the document, unless adopted.
    pub state: Option<State>,
    /// Summary.
    pub summary: Option<Html>,
    /// Sections of the page, for its table of contents.
    pub sections: Vec<PageSection>,
    /// Body, period, date, office, source, promise.
    pub facts: Vec<Fact>,
    /// Laws.
    pub laws: Vec<LawView>,
    /// Which laws ask for which kind of plan.
    pub instruments: Vec<Instrument>,
    /// Other plans.
    pub related: Vec<RelatedGroup>,
    /// Editions, newest first.
    pub editions: Vec<EditionView>,
    /// Indicators from baseline through latest value to target, in one figure.
    pub overview: Option<ChartView>,
    /// Indicators: baseline, latest, target, verdict.
    pub indicators: Option<IndicatorTable>,
    /// Statuses of the latest edition by top heading.
    pub counts: Option<Counts>,
    /// The years side by side, and what is missing.
    pub dashboard: Option<Dashboard>,
    /// The tree of measures.
    pub tree: Option<Tree>,
    /// Responsibilities.
    pub responsibilities: Vec<ResponsibilityView>,
    /// Offices, bodies and roles.
    pub offices: Vec<OfficeView>,
    /// Process.
    pub process: Vec<ProcessView>,
    /// Glossary.
    pub glossary: Vec<TermView>,
    /// Narrative pages, tables of their own and forms.
    pub documents: Vec<Documents>,
}

/// A section of the page.
#[derive(Debug, Serialize)]
pub struct PageSection {
    /// Anchor.
    pub anchor: &'static str,
    /// Title.
    pub title: String,
}

/// State of the document.
#[derive(Debug, Serialize)]
pub struct State {
    /// Word.
    pub badge: Badge,
    /// What the state means.
    pub meaning: &'static str,
    /// Explanation of the publisher.
    pub note: Option<Html>,
}

impl PlanPage {
    /// The page of a plan.
    pub fn new(project: &Project, plan: &Plan) -> Self {
        let page = Address::Plan(plan.id.clone());
        let latest = plan.latest_edition();
        let mut frame = Frame::new(project, Some(plan), &page, &plan.title);
        frame.description = plan.summary.as_ref().map(markdown::plain);
        let mut view = Self {
            frame,
            state: state(plan),
            summary: plan.summary.as_ref().map(|text| markdown::block(text, "summary", 2)),
            sections: Vec::new(),
            facts: plan_facts(plan),
            laws: plan.laws.iter().map(law).collect(),
            instruments: instruments(&plan.laws),
            related: related_plans(project, plan, &page),
            editions: plan
                .editions
                .iter()
                .rev()
                .map(|edition| edition_view(plan, edition, &page))
                .collect(),
            overview: overview(project, plan, &page),
            // The tree has the anchors of the indicators that stand in it.
            indicators: IndicatorTable::new(project, plan, &plan.indicators, None, &page, |_| true),
            counts: latest.and_then(|edition| counts(plan, edition, &page)),
            dashboard: Dashboard::new(project, plan, &page),
            tree: measures(plan, latest, &page),
            responsibilities: responsibilities(plan),
            offices: offices(plan, &page),
            process: process(plan),
            glossary: glossary(plan),
            documents: documents(plan, &page),
        };
        view.sections = view.contents();
        view
    }

    fn contents(&self) -> Vec<PageSection> {
        let counts = self.counts.as_ref().map_or("", |counts| &counts.table.caption);
        let tree = self.tree.as_ref().map_or("", |tree| &tree.title);
        [
            (!self.editions.is_empty(), "editions", "年度ごとのフォローアップ"),
            (self.indicators.is_some(), "indicators", "指標と目標"),
            (self.dashboard.is_some(), "years", "年度ごとの比較"),
            (self.counts.is_some(), "counts", counts),
            (
                self.dashboard.as_ref().is_some_and(|it| !it.open.is_empty()),
                "open",
                "未回答・更新が必要なもの",
            ),
            (self.tree.is_some(), "measures", tree),
            (!self.laws.is_empty(), "laws", "根拠となる法律"),
            (!self.related.is_empty(), "related", "関係する計画"),
            (!self.process.is_empty(), "process", "進め方"),
            (!self.responsibilities.is_empty(), "responsibilities", "推進責任者"),
            (!self.offices.is_empty(), "offices", "所管課・会議体・主体"),
            (!self.documents.is_empty(), "documents", "資料・様式"),
            (!self.glossary.is_empty(), "glossary", "用語"),
        ]
        .into_iter()
        .filter(|(present, ..)| *present)
        .map(|(_, anchor, title)| PageSection {
            anchor,
            title: title.into(),
        })
        .collect()
    }
}

fn state(plan: &Plan) -> Option<State> {
    (plan.state != PlanState::Adopted || plan.state_note.is_some()).then(|| State {
        badge: wording::plan_state(plan.state),
        meaning: wording::plan_state_explanation(plan.state),
        note: plan.state_note.as_ref().map(|note| markdown::block(note, "state", 3)),
    })
}

/// Body, period and so on.
pub fn plan_facts(plan: &Plan) -> Vec<Fact> {
    [
        ("団体", Some(Html::text(&plan.organisation))),
        (
            "計画期間",
            plan.period
                .as_ref()
                .map(|period| Html::text(&wording::plan_period(period))),
        ),
        (
            "策定日",
            plan.adopted.map(|date| Html::text(&date.label(YearStyle::Era))),
        ),
        ("担当", plan.office.as_deref().map(Html::text)),
        ("公表の約束", plan.promise.as_deref().map(Html::text)),
        ("もとの資料", plan.source.as_ref().map(markdown::inline)),
    ]
    .into_iter()
    .filter_map(|(term, text)| text.map(|text| Fact { term, text }))
    .collect()
}
