//! A plan (計画): what was promised, with its editions.

use std::borrow::Cow;

use super::{
    Edition, Form, FreeTable, Handling, Indicator, IndicatorId, Internal, Measure, MeasureId, Node, OfficeId, PlanId,
    PlanIndex, Prose, Vocabularies, Withheld,
};
use crate::calendar::{FiscalYear, Period};

/// A plan (計画).
#[derive(Debug, Clone)]
pub struct Plan {
    /// Folder name.
    pub id: PlanId,
    /// Full title (名称).
    pub title: String,
    /// Short title for navigation (略称); the full title when none is given.
    pub short_title: String,
    /// The body (団体名).
    pub organisation: String,
    /// The office in charge as printed (担当課).
    pub office: Option<String>,
    /// Notice on every page of the plan.
    pub notice: Option<Prose>,
    /// Whether body and figures are invented (架空).
    pub invented: bool,
    /// The paper it was taken from (もとの資料).
    pub source: Option<Prose>,
    /// Code of the body (全国地方公共団体コード).
    pub organisation_code: Option<String>,
    /// Licence of the plan's text and data, when not that of the site (利用条件).
    pub licence: Option<String>,
    /// Planned publications (公表予定).
    pub releases: Vec<Release>,
    /// Plan period (計画期間).
    pub period: Option<PlanPeriod>,
    /// Date of the plan (策定日).
    pub adopted: Option<Period>,
    /// Draft, adopted, abolished (案・策定済み・廃止).
    pub state: PlanState,
    /// Explanation of the state.
    pub state_note: Option<Prose>,
    /// Summary (概要).
    pub summary: Option<Prose>,
    /// Promise of publication (公表の約束).
    pub promise: Option<String>,
    /// Laws (根拠法).
    pub laws: Vec<Law>,
    /// Related plans (関連計画).
    pub related: Vec<RelatedPlan>,
    /// Names of the levels (階層の名称).
    pub levels: Vec<String>,
    /// Word for one measure (取組・施策).
    pub measure_word: String,
    /// Status, direction, tag and rating words; heads and marks of the published form.
    pub vocabularies: Vocabularies,
    /// Offices, bodies, roles (所管課・会議体・主体).
    pub offices: Vec<Office>,
    /// Responsibilities (推進責任者).
    pub responsibilities: Vec<Responsibility>,
    /// Process (進め方).
    pub process: Vec<ProcessStep>,
    /// Glossary (用語).
    pub glossary: Vec<GlossaryTerm>,
    /// Indicators (指標) in the plan's order.
    pub indicators: Vec<Indicator>,
    /// The tree (取組の体系).
    pub tree: Vec<Node>,
    /// How far a figure may jump from year to year before a warning, percent (前年比の許容幅).
    pub tolerance: Option<crate::quantity::Number>,
    /// Blank forms (様式).
    pub forms: Vec<Form>,
    /// Tables of their own (別表).
    pub tables: Vec<FreeTable>,
    /// Narrative pages (説明ページ) in order.
    pub pages: Vec<Page>,
    /// Editions (年度版), oldest first.
    pub editions: Vec<Edition>,
    /// Figures that the public does not see (秘匿した数値): worked out at the door of the internal edition, empty elsewhere.
    pub withheld: Vec<Internal<Withheld>>,
    /// For whom it is with all in it, and from when (取扱い).
    pub handling: Handling,
    /// Where everything stands, once it was asked for (索引).
    pub index: PlanIndex,
}

impl Plan {
    /// The indicator with that id.
    ///
    /// # Panics
    /// When there is none: references have been checked before.
    pub fn indicator(&self, id: &IndicatorId) -> &Indicator {
        self.index
            .indicator(self, id)
            .expect("indicator references are checked")
    }

    /// The measure or heading with that id.
    ///
    /// # Panics
    /// When there is none: references have been checked before.
    pub fn measure(&self, id: &MeasureId) -> &Measure {
        self.way_to(id).pop().expect("measure references are checked")
    }

    /// The office with that id.
    ///
    /// # Panics
    /// When there is none: references have been checked before.
    pub fn office_of(&self, id: &OfficeId) -> &Office {
        self.offices
            .iter()
            .find(|office| office.id == *id)
            .expect("office references are checked")
    }

    /// All measures, headings, groups, modes and slots, in the order of the tree.
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.nodes().filter_map(|(_, node)| match node {
            Node::Measure(measure) => Some(measure),
            Node::Indicator { .. } => None,
        })
    }

    /// All nodes with their depth (0 at the top), in the order of the tree.
    pub fn nodes(&self) -> impl Iterator<Item = (usize, &Node)> {
        nodes_of(&self.tree)
    }

    /// The measures above one, from the top, without itself.
    pub fn ancestors(&self, id: &MeasureId) -> Vec<&Measure> {
        let mut way = self.way_to(id);
        way.pop();
        way
    }

    /// The measures above one, from the top, and itself; empty when there is no such measure.
    pub fn way_to(&self, id: &MeasureId) -> Vec<&Measure> {
        self.index.way(self, id).unwrap_or_default()
    }

    /// The earlier plans that anything of this plan continues, in the order first named (前の計画).
    pub fn predecessors(&self) -> &[PlanId] {
        self.index.predecessors(self)
    }

    /// The tree as it stood in a fiscal year: without what came later or had ended, under the labels, titles and headings
    /// of that year (その年度の体系).
    pub fn tree_in(&self, year: FiscalYear) -> Cow<'_, [Node]> {
        if self
            .measures()
            .all(|measure| measure.stands_in(year) && measure.former_in(year).is_none())
        {
            return Cow::Borrowed(&self.tree);
        }
        let mut moved = Vec::new();
        let mut tree = standing(&self.tree, year, &mut moved);
        for (under, node) in moved {
            // When its heading of then does not stand in that year it stays where it is known, at the end.
            let left = hang(&mut tree, &under, node);
            tree.extend(left);
        }
        Cow::Owned(tree)
    }

    /// The newest edition.
    pub fn latest_edition(&self) -> Option<&Edition> {
        self.editions.last()
    }
}

/// All nodes of a tree with their depth (0 at the top), in its order.
pub fn nodes_of(tree: &[Node]) -> impl Iterator<Item = (usize, &Node)> {
    let mut stack: Vec<(usize, &Node)> = tree.iter().rev().map(|node| (0, node)).collect();
    std::iter::from_fn(move || {
        let (depth, node) = stack.pop()?;
        if let Node::Measure(measure) = node {
            stack.extend(measure.children.iter().rev().map(|child| (depth + 1, child)));
        }
        Some((depth, node))
    })
}

/// The nodes that stand in a year as they stood then; those that stood elsewhere are set aside in `moved`.
fn standing(nodes: &[Node], year: FiscalYear, moved: &mut Vec<(MeasureId, Node)>) -> Vec<Node> {
    let mut kept = Vec::new();
    for node in nodes {
        let Node::Measure(measure) = node else {
            kept.push(node.clone());
            continue;
        };
        if !measure.stands_in(year) {
            continue;
        }
        let children = standing(&measure.children, year, moved);
        let mut then = Measure {
            children,
            ..measure.clone()
        };
        let Some(former) = measure.former_in(year) else {
            kept.push(Node::Measure(then));
            continue;
        };
        then.label = former.label.clone().or(then.label);
        then.title = former.title.clone().or(then.title);
        match &former.under {
            Some(under) => moved.push((under.clone(), Node::Measure(then))),
            None => kept.push(Node::Measure(then)),
        }
    }
    kept
}

/// Hangs a node under the measure of that id, after its siblings; gives it back when there is none.
fn hang(nodes: &mut [Node], under: &MeasureId, mut node: Node) -> Option<Node> {
    for parent in nodes {
        let Node::Measure(measure) = parent else { continue };
        if measure.id == *under {
            measure.children.push(node);
            return None;
        }
        node = hang(&mut measure.children, under, node)?;
    }
    Some(node)
}

/// Plan period in fiscal years (計画期間).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPeriod {
    /// First fiscal year.
    pub from: FiscalYear,
    /// Last fiscal year; none when open-ended.
    pub to: Option<FiscalYear>,
    /// As printed, when the paper says it otherwise.
    pub text: Option<String>,
}

/// A planned publication (公表予定).
#[derive(Debug, Clone)]
pub struct Release {
    /// When.
    pub date: Period,
    /// What.
    pub title: String,
    /// Note.
    pub note: Option<Prose>,
}

/// State of the document (計画の状態).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    /// 案
    Draft,
    /// 策定済み
    Adopted,
    /// 廃止
    Abolished,
}

/// A law the plan fulfils (根拠法).
#[derive(Debug, Clone)]
pub struct Law {
    /// Id.
    pub id: String,
    /// Printed label.
    pub label: Option<String>,
    /// Name.
    pub title: String,
    /// What it is for.
    pub purpose: Option<Prose>,
    /// Article.
    pub article: Option<String>,
    /// The kind of plan it asks for.
    pub instrument: Option<String>,
}

/// How another plan stands to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// 前の計画
    Predecessor,
    /// 後の計画
    Successor,
    /// 上位計画
    Parent,
    /// 関連計画
    Related,
}

/// Another plan (関連計画).
#[derive(Debug, Clone)]
pub struct RelatedPlan {
    /// Its folder, when it is on this site.
    pub plan: Option<PlanId>,
    /// Title.
    pub title: String,
    /// Relation.
    pub relation: Relation,
    /// Period or date as printed.
    pub period: Option<String>,
    /// Note.
    pub note: Option<Prose>,
}

/// An office, body or role (所管課・会議体・主体).
#[derive(Debug, Clone)]
pub struct Office {
    /// Id.
    pub id: OfficeId,
    /// Name.
    pub name: String,
    /// Short name as used in tables; the name when none is given.
    pub short_name: String,
    /// Its head.
    pub head: Option<String>,
    /// What it does.
    pub role: Option<Prose>,
    /// First fiscal year (設置年度).
    pub since: Option<FiscalYear>,
    /// Last fiscal year (廃止年度).
    pub until: Option<FiscalYear>,
    /// Names it had before, oldest first (旧名称).
    pub formerly: Vec<FormerName>,
    /// The office that took over its work (引き継いだ課).
    pub merged_into: Option<OfficeId>,
    /// Whom staff ask there (内線・担当者).
    pub contact: Option<Internal<Prose>>,
    /// Remark for staff (内部メモ).
    pub remark: Option<Internal<Prose>>,
}

/// A name an office had until a year (旧名称).
#[derive(Debug, Clone)]
pub struct FormerName {
    /// The last fiscal year of the name.
    pub until: FiscalYear,
    /// The name then.
    pub name: String,
    /// The short name then; the name when none is given.
    pub short_name: String,
}

impl Office {
    /// The name it had in a fiscal year, long and short.
    pub fn names_in(&self, year: FiscalYear) -> (&str, &str) {
        let former = self
            .formerly
            .iter()
            .filter(|former| year <= former.until)
            .min_by_key(|former| former.until);
        former.map_or((&self.name, &self.short_name), |former| {
            (&former.name, &former.short_name)
        })
    }
}

/// A level of responsibility (推進責任者).
#[derive(Debug, Clone)]
pub struct Responsibility {
    /// Name of the level.
    pub role: String,
    /// Who holds it.
    pub holder: String,
    /// What it covers.
    pub scope: Option<String>,
}

/// A step of how the plan is carried out and reviewed (進め方).
#[derive(Debug, Clone)]
pub struct ProcessStep {
    /// Who.
    pub who: Option<String>,
    /// When.
    pub when: Option<String>,
    /// What.
    pub what: Prose,
}

/// A term and its explanation (用語).
#[derive(Debug, Clone)]
pub struct GlossaryTerm {
    /// Term.
    pub term: String,
    /// Explanation.
    pub meaning: Prose,
    /// Where it is taken from.
    pub source: Option<String>,
}

/// A narrative page (説明ページ).
#[derive(Debug, Clone)]
pub struct Page {
    /// Id: its address.
    pub id: String,
    /// Title: its first heading.
    pub title: String,
    /// Text below the title.
    pub text: Prose,
    /// For whom it is, and from when (取扱い).
    pub handling: Handling,
}
