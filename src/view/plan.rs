//! The page of a plan (計画): what was promised, and where its follow-up stands.

use serde::Serialize;

use super::concordance::has_concordance;
use super::dashboard::Dashboard;
use super::edition::Fact;
use super::frame::{Frame, Link};
use super::indicator_table::IndicatorTable;
use super::status_counts::StatusCounts;
use super::tree::{TreeItem, tree};
use super::{Address, Badge, changes, wording};
use crate::calendar::YearStyle;
use crate::model::{Edition, Law, Plan, PlanState, Project, RelatedPlan, Stage};
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
    pub related: Vec<RelatedView>,
    /// Editions, newest first.
    pub editions: Vec<EditionView>,
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

/// A law.
#[derive(Debug, Serialize)]
pub struct LawView {
    /// Printed label.
    pub label: Option<String>,
    /// Name.
    pub title: String,
    /// Article.
    pub article: Option<String>,
    /// What it is for.
    pub purpose: Option<Html>,
    /// The kind of plan it asks for.
    pub instrument: Option<String>,
}

/// A kind of plan that laws ask for.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Instrument {
    /// Name of the kind of plan.
    pub title: String,
    /// Labels (or names) of the laws.
    pub laws: Vec<String>,
}

/// Another plan.
#[derive(Debug, Serialize)]
pub struct RelatedView {
    /// How it stands to this one.
    pub relation: &'static str,
    /// Title.
    pub title: String,
    /// Its page, when it is on this site.
    pub href: Option<String>,
    /// Period or date.
    pub period: Option<String>,
    /// Note.
    pub note: Option<Html>,
}

/// An edition.
#[derive(Debug, Serialize)]
pub struct EditionView {
    /// Link with the fiscal year.
    pub link: Link,
    /// Title.
    pub title: String,
    /// Stage, unless final.
    pub stage: Option<&'static str>,
    /// Date of publication.
    pub published: Option<String>,
    /// Time of knowledge.
    pub as_of: Option<String>,
    /// What changed since the edition before.
    pub changes: Option<Link>,
}

/// Statuses of the latest edition.
#[derive(Debug, Serialize)]
pub struct Counts {
    /// Link to the edition.
    pub edition: Link,
    /// The table.
    pub table: StatusCounts,
}

/// The tree of measures.
#[derive(Debug, Serialize)]
pub struct Tree {
    /// Title: `取組の一覧`.
    pub title: String,
    /// Names of the levels, from the top.
    pub levels: Vec<String>,
    /// The edition whose statuses are shown.
    pub edition: Option<Link>,
    /// Rows.
    pub items: Vec<TreeItem>,
}

/// A level of responsibility.
#[derive(Debug, Serialize)]
pub struct ResponsibilityView {
    /// Name of the level.
    pub role: String,
    /// Who holds it.
    pub holder: String,
    /// What it covers.
    pub scope: Option<String>,
}

/// An office, body or role.
#[derive(Debug, Serialize)]
pub struct OfficeView {
    /// Link with its name.
    pub link: Link,
    /// Short name, when it differs.
    pub short_name: Option<String>,
    /// Its head.
    pub head: Option<String>,
    /// What it does.
    pub role: Option<Html>,
}

/// A step of the process.
#[derive(Debug, Serialize)]
pub struct ProcessView {
    /// When.
    pub when: Option<String>,
    /// Who.
    pub who: Option<String>,
    /// What.
    pub what: Html,
}

/// A term.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// Term.
    pub term: String,
    /// Explanation.
    pub meaning: Html,
    /// Where it is taken from.
    pub source: Option<String>,
}

/// Documents of one kind.
#[derive(Debug, Serialize)]
pub struct Documents {
    /// Kind.
    pub title: &'static str,
    /// Links.
    pub links: Vec<Link>,
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
            facts: facts(plan),
            laws: plan.laws.iter().map(law).collect(),
            instruments: instruments(&plan.laws),
            related: plan
                .related
                .iter()
                .map(|related| related_plan(project, related, &page))
                .collect(),
            editions: plan
                .editions
                .iter()
                .rev()
                .map(|edition| edition_view(plan, edition, &page))
                .collect(),
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
            (
                self.dashboard.as_ref().is_some_and(|it| !it.open.is_empty()),
                "open",
                "未回答・更新が必要なもの",
            ),
            (self.indicators.is_some(), "indicators", "指標と目標"),
            (self.dashboard.is_some(), "years", "年度ごとの比較"),
            (self.counts.is_some(), "counts", counts),
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

fn facts(plan: &Plan) -> Vec<Fact> {
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

fn law(law: &Law) -> LawView {
    LawView {
        label: law.label.clone(),
        title: law.title.clone(),
        article: law.article.clone(),
        purpose: law.purpose.as_ref().map(markdown::inline),
        instrument: law.instrument.clone(),
    }
}

/// The kinds of plan the laws ask for, in the order they are first named.
fn instruments(laws: &[Law]) -> Vec<Instrument> {
    let mut instruments: Vec<Instrument> = Vec::new();
    for law in laws {
        let Some(title) = &law.instrument else { continue };
        let name = law.label.as_ref().unwrap_or(&law.title).clone();
        match instruments.iter_mut().find(|instrument| instrument.title == *title) {
            Some(instrument) => instrument.laws.push(name),
            None => instruments.push(Instrument {
                title: title.clone(),
                laws: vec![name],
            }),
        }
    }
    instruments
}

fn related_plan(project: &Project, related: &RelatedPlan, page: &Address) -> RelatedView {
    let here = related.plan.as_ref().map(|id| project.plan(id));
    let period = here.and_then(|plan| plan.period.as_ref()).map(wording::plan_period);
    RelatedView {
        relation: wording::relation(related.relation),
        title: related.title.clone(),
        href: here.map(|plan| page.link_to(&Address::Plan(plan.id.clone()))),
        period: related.period.clone().or(period),
        note: related.note.as_ref().map(markdown::inline),
    }
}

fn edition_link(plan: &Plan, edition: &Edition, page: &Address) -> Link {
    let address = Address::Edition(plan.id.clone(), edition.id());
    Link::new(page, &address, edition.fiscal_year.label(YearStyle::EraWithWestern))
}

fn edition_view(plan: &Plan, edition: &Edition, page: &Address) -> EditionView {
    EditionView {
        link: edition_link(plan, edition, page),
        title: edition.title.clone(),
        stage: match edition.stage {
            Stage::TermStart | Stage::Midterm => Some(wording::stage(edition.stage)),
            Stage::Final => None,
        },
        published: edition.published.map(|date| date.label(YearStyle::Era)),
        as_of: edition.as_of.map(|date| date.label(YearStyle::Era)),
        changes: changes::link(plan, edition, page),
    }
}

fn counts(plan: &Plan, edition: &Edition, page: &Address) -> Option<Counts> {
    let link = |measure: &crate::model::Measure| format!("#{}", super::cells::measure_anchor(&measure.id));
    let table = StatusCounts::new(plan, edition, link)?;
    Some(Counts {
        edition: edition_link(plan, edition, page),
        table,
    })
}

fn measures(plan: &Plan, latest: Option<&Edition>, page: &Address) -> Option<Tree> {
    let latest = latest.filter(|edition| !edition.answers.is_empty());
    let items = tree(plan, latest, page);
    (!items.is_empty()).then(|| Tree {
        title: format!("{}の体系", plan.measure_word),
        levels: plan.levels.clone(),
        edition: latest.map(|edition| edition_link(plan, edition, page)),
        items,
    })
}

fn responsibilities(plan: &Plan) -> Vec<ResponsibilityView> {
    let view = |responsibility: &crate::model::Responsibility| ResponsibilityView {
        role: responsibility.role.clone(),
        holder: responsibility.holder.clone(),
        scope: responsibility.scope.clone(),
    };
    plan.responsibilities.iter().map(view).collect()
}

fn offices(plan: &Plan, page: &Address) -> Vec<OfficeView> {
    plan.offices
        .iter()
        .map(|office| OfficeView {
            link: Link::new(page, &Address::Office(plan.id.clone(), office.id.clone()), &office.name),
            short_name: (office.short_name != office.name).then(|| office.short_name.clone()),
            head: office.head.clone(),
            role: office
                .role
                .as_ref()
                .map(|role| markdown::block(role, &format!("office-{}", office.id), 4)),
        })
        .collect()
}

fn process(plan: &Plan) -> Vec<ProcessView> {
    plan.process
        .iter()
        .map(|step| ProcessView {
            when: step.when.clone(),
            who: step.who.clone(),
            what: markdown::inline(&step.what),
        })
        .collect()
}

fn glossary(plan: &Plan) -> Vec<TermView> {
    plan.glossary
        .iter()
        .map(|term| TermView {
            term: term.term.clone(),
            meaning: markdown::inline(&term.meaning),
            source: term.source.clone(),
        })
        .collect()
}

fn documents(plan: &Plan, page: &Address) -> Vec<Documents> {
    let id = || plan.id.clone();
    let pages = plan
        .pages
        .iter()
        .map(|one| Link::new(page, &Address::Narrative(id(), one.id.clone()), &one.title))
        .collect();
    let tables = plan
        .tables
        .iter()
        .map(|one| Link::new(page, &Address::Table(id(), one.id.clone()), &one.title))
        .collect();
    let forms = plan
        .forms
        .iter()
        .map(|one| Link::new(page, &Address::Form(id(), one.id.clone()), &one.title))
        .collect();
    let concordance = has_concordance(plan).then(|| Link::new(page, &Address::Concordance(id()), "新旧対照表"));
    [
        ("前の計画との対照", concordance.into_iter().collect()),
        ("説明", pages),
        ("別表", tables),
        ("様式", forms),
    ]
    .into_iter()
    .filter(|(_, links): &(_, Vec<Link>)| !links.is_empty())
    .map(|(title, links)| Documents { title, links })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law(label: &str, instrument: Option<&str>) -> Law {
        Law {
            id: label.to_owned(),
            label: Some(label.to_owned()),
            title: format!("{label}の法律"),
            purpose: None,
            article: None,
            instrument: instrument.map(str::to_owned),
        }
    }

    #[test]
    fn laws_are_gathered_by_the_plan_they_ask_for() {
        let laws = [
            law("①", Some("特定事業主行動計画")),
            law("②", Some("特定事業主行動計画")),
            law("③", Some("障害者活躍推進計画")),
            law("④", None),
        ];
        let expected = [
            Instrument {
                title: "特定事業主行動計画".to_owned(),
                laws: vec!["①".to_owned(), "②".to_owned()],
            },
            Instrument {
                title: "障害者活躍推進計画".to_owned(),
                laws: vec!["③".to_owned()],
            },
        ];
        assert_eq!(instruments(&laws), expected);
    }
}
