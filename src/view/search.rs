//! The search page (検索) and what can be found on it: every plan, measure, indicator, office and document with its texts.
//!
//! An answer of a year belongs to its measure: who looks for a word sees a measure once, with the years that say it. Only the text
//! as it is shown is kept; folding (width, kana, case, years) is done where the query is folded too, in `assets/fold.js`, so that
//! both can never differ.

mod collect;
mod site;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::frame::{Frame, Link};
use super::{Address, matrix, wording};
use crate::calendar::{Era, YearStyle};
use crate::model::{EditionId, Plan, Project};

/// The page: the way to search, and lists to look through without it.
#[derive(Debug, Serialize)]
pub struct SearchPage {
    /// Frame.
    pub frame: Frame,
    /// Address of the folding script.
    pub folding: String,
    /// Address of the script that searches.
    pub script: String,
    /// Address of the index.
    pub index: String,
    /// The plans with their lists.
    pub plans: Vec<PlanLists>,
}

/// The lists of a plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanLists {
    /// The plan.
    pub plan: Link,
    /// The body.
    pub organisation: String,
    /// Its lists: measures, indicators, years, editions.
    pub lists: Vec<Link>,
}

/// Where the index stands.
pub const INDEX: &str = "assets/search-index.js";

impl SearchPage {
    /// The search page, with the lists of each plan, in the order of publication.
    pub fn new(project: &Project, plans: Vec<PlanLists>) -> Self {
        let page = Address::Search;
        Self {
            frame: Frame::new(project, None, &page, "検索"),
            folding: page.link_to_path("assets/fold.js"),
            script: page.link_to_path("assets/search.js"),
            index: page.link_to_path(INDEX),
            plans,
        }
    }
}

impl PlanLists {
    /// The lists of a plan.
    pub fn new(plan: &Plan) -> Self {
        let home = Address::Plan(plan.id.clone());
        let in_plan = |present: bool, text: &str, anchor: &str| {
            present.then(|| Link {
                text: text.to_owned(),
                href: format!("{}#{anchor}", Address::Search.link_to(&home)),
                current: false,
            })
        };
        let to = |address: Address, text: String| Link::new(&Address::Search, &address, text);
        let editions = plan.editions.iter().rev().map(|edition| {
            let text = format!("{}のフォローアップ", wording::edition(edition.id()));
            to(Address::Edition(plan.id.clone(), edition.id()), text)
        });
        let lists = [
            in_plan(!plan.tree.is_empty(), &plan.measure_word, "measures"),
            in_plan(!plan.indicators.is_empty(), "指標", "indicators"),
            in_plan(!plan.offices.is_empty(), "所管課・主体", "offices"),
            matrix::exists(plan).then(|| to(Address::Matrix(plan.id.clone()), matrix::title(plan))),
        ];
        Self {
            plan: to(home.clone(), plan.title.clone()),
            organisation: plan.organisation.clone(),
            lists: lists.into_iter().flatten().chain(editions).collect(),
        }
    }
}

/// What the items of the whole site have in common. The items of each plan follow in the order of the plans ([`items`]), and then
/// those of the site itself ([`site_items`]).
#[derive(Debug, Serialize)]
pub struct SearchIndex {
    /// Eras, oldest first, for the years of a query.
    pub eras: Vec<EraName>,
    /// Words for the kinds of items, in the order of [`Kind`].
    pub kinds: Vec<&'static str>,
    /// What the texts of the items are: 目的, 取組内容 …
    pub heads: Vec<&'static str>,
    /// Plans.
    pub plans: Vec<FoundPlan>,
    /// Editions, each year and stage once.
    pub editions: Vec<FoundEdition>,
}

/// An era: name, letter, western year of its first year.
#[derive(Debug, Serialize)]
pub struct EraName(pub &'static str, pub char, pub Option<i32>);

/// A plan: short title, body, the fiscal year it reaches (for the order of what no edition says), its word for a measure.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FoundPlan(pub String, pub String, pub i32, pub String);

/// An edition: its year in words, the anchor of an answer on a measure's page, its fiscal year.
#[derive(Debug, Serialize)]
pub struct FoundEdition(pub String, pub String, pub i32);

/// An item of a plan, or of the site itself: its kind, address, title, the item of the plan above it, its texts.
#[derive(Debug)]
pub struct Item(pub Kind, pub String, pub String, pub Option<usize>, pub Vec<Text>);

/// A text of an item: the edition of the plan that says it (none for the plan itself), what it is, the text.
#[derive(Debug)]
pub struct Text(pub Option<usize>, pub usize, pub String);

/// Kind of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 取組
    Measure,
    /// 見出し
    Heading,
    /// 指標
    Indicator,
    /// 計画
    Plan,
    /// 年度版
    Edition,
    /// 所管課・主体
    Office,
    /// 説明
    Narrative,
    /// 別表
    Table,
    /// 様式
    Form,
    /// 一覧
    List,
    /// 案内
    Site,
}

impl Kind {
    const ALL: [Self; 11] = [
        Self::Measure,
        Self::Heading,
        Self::Indicator,
        Self::Plan,
        Self::Edition,
        Self::Office,
        Self::Narrative,
        Self::Table,
        Self::Form,
        Self::List,
        Self::Site,
    ];

    /// Its number in the index.
    pub fn number(self) -> usize {
        self as usize
    }

    fn word(self) -> &'static str {
        match self {
            Self::Measure => "取組",
            Self::Heading => "見出し",
            Self::Indicator => "指標",
            Self::Plan => "計画",
            Self::Edition => "年度版",
            Self::Office => "所管課・主体",
            Self::Narrative => "説明",
            Self::Table => "別表",
            Self::Form => "様式",
            Self::List => "一覧",
            Self::Site => "案内",
        }
    }
}

/// Everything that can be found of a plan, in the order of the site.
pub fn items(plan: &Plan) -> Vec<Item> {
    collect::items(plan)
}

/// What can be found that is no plan's: the site's own pages.
pub fn site_items(project: &Project) -> Vec<Item> {
    site::items(project)
}

impl SearchIndex {
    /// What the items of these plans have in common; `editions` are those of all plans, in order.
    pub fn new(plans: Vec<FoundPlan>, editions: &BTreeSet<EditionId>) -> Self {
        Self {
            eras: Era::ALL.into_iter().map(EraName::new).collect(),
            kinds: Kind::ALL.map(Kind::word).to_vec(),
            heads: collect::HEADS.to_vec(),
            plans,
            editions: editions.iter().copied().map(FoundEdition::new).collect(),
        }
    }
}

impl EraName {
    fn new(era: Era) -> Self {
        Self(era.kanji(), era.letter().to_ascii_lowercase(), era.western_year(1))
    }
}

impl FoundPlan {
    /// What is found of a plan with each of its items.
    pub fn new(plan: &Plan) -> Self {
        let latest = plan.latest_edition().map(|edition| edition.fiscal_year);
        let period = plan.period.as_ref().map(|period| period.to.unwrap_or(period.from));
        let adopted = plan.adopted.and_then(crate::calendar::Period::fiscal_year);
        Self(
            plan.short_title.clone(),
            plan.organisation.clone(),
            latest
                .or(period)
                .or(adopted)
                .map_or(0, crate::calendar::FiscalYear::year),
            plan.measure_word.clone(),
        )
    }
}

impl FoundEdition {
    fn new(edition: EditionId) -> Self {
        let stage = match edition.stage {
            crate::model::Stage::Final => String::new(),
            stage => format!("（{}）", wording::stage(stage)),
        };
        Self(
            edition.fiscal_year.label(YearStyle::EraWithWestern) + &stage,
            super::answers::anchor_of(edition),
            edition.fiscal_year.year(),
        )
    }
}

#[cfg(test)]
mod tests;
