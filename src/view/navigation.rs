//! The navigation of a plan, which stands on all its pages and is the same on all: its overview, newest editions, and its lists.
//!
//! Every word is a link, and a word leads to one place from wherever: a list to its section on the page of the plan. Lists that open here
//! would be the most of thousands of pages, and half of them, opening on some pages and leading on from others, cannot be learnt.

use serde::Serialize;

use super::Address;
use super::badge::Badge;
use super::concordance::has_concordance;
use super::frame::Link;
use super::links::data_file;
use super::{corrections, matrix, wording};
use crate::model::{Edition, Node, Plan, PlanState};

/// Navigation of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanNavigation {
    /// Short title.
    pub title: String,
    /// The body.
    pub organisation: String,
    /// State, unless adopted.
    pub state: Option<Badge>,
    /// The plan's word for a measure.
    pub measure_word: String,
    /// The overview: the plan's own page.
    pub overview: Link,
    /// Editions (年度版), newest first: all of them, or of many the newest.
    pub editions: Vec<Link>,
    /// Lists that the plan has: the other editions, indicators (指標), measures (取組), documents (資料).
    pub groups: Vec<NavigationGroup>,
    /// Downloads (データ).
    pub data: Link,
    /// Files that other pages link to.
    pub files: PlanFileLinks,
}

/// Files of a plan that other pages link to.
#[derive(Debug, Clone, Serialize)]
pub struct PlanFileLinks {
    /// The workbook.
    pub workbook: String,
    /// Answers; none when no edition answers.
    pub answers: Option<String>,
    /// Entries; none when there is none.
    pub entries: Option<String>,
    /// Observed values; none when no edition states any.
    pub observations: Option<String>,
}

impl PlanFileLinks {
    fn new(plan: &Plan, from: &Address) -> Self {
        let file = |name: &str| from.link_to_path(&data_file(&plan.id, name));
        let answers = || plan.editions.iter().flat_map(|edition| edition.answers.values());
        let stated = plan.editions.iter().any(|edition| !edition.observations.is_empty());
        Self {
            workbook: file(&format!("{}.xlsx", plan.id)),
            answers: answers().next().map(|_| file("answers.csv")),
            entries: answers()
                .any(|answer| !answer.entries.items().is_empty())
                .then(|| file("entries.csv")),
            observations: stated.then(|| file("observations.csv")),
        }
    }
}

/// A list of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct NavigationGroup {
    /// The list, on the plan's page.
    pub link: Link,
    /// Whether this page is one of those it lists.
    pub current: bool,
}

impl PlanNavigation {
    /// The navigation on one of its pages.
    pub fn new(plan: &Plan, from: &Address) -> Self {
        let mut editions: Vec<&Edition> = plan.editions.iter().rev().collect();
        let earlier = if editions.len() > MOST_EDITIONS {
            editions.split_off(NEWEST_EDITIONS)
        } else {
            Vec::new()
        };
        let link = |edition: &Edition| {
            let address = Address::Edition(plan.id.clone(), edition.id());
            Link::new(from, &address, wording::edition(edition.id()))
        };
        Self {
            title: plan.short_title.clone(),
            organisation: plan.organisation.clone(),
            state: (plan.state != PlanState::Adopted).then(|| wording::plan_state(plan.state)),
            measure_word: plan.measure_word.clone(),
            overview: Link::new(from, &Address::Plan(plan.id.clone()), "計画の概要"),
            editions: editions.into_iter().map(link).collect(),
            groups: groups(plan, from, &earlier),
            data: Link::new(from, &Address::Data(Some(plan.id.clone())), "データ"),
            files: PlanFileLinks::new(plan, from),
        }
    }
}

/// More editions than this fill a phone's first screen with navigation; then only the newest are named.
const MOST_EDITIONS: usize = 3;
const NEWEST_EDITIONS: usize = 2;

fn groups(plan: &Plan, from: &Address, earlier: &[&Edition]) -> Vec<NavigationGroup> {
    let has_measures = plan.tree.iter().any(|node| matches!(node, Node::Measure(_)));
    let is_earlier = |address: &Address| matches!(address, Address::Edition(_, id) if earlier.iter().any(|edition| edition.id() == *id));
    let lists = [
        (!earlier.is_empty(), "以前の年度", "editions", is_earlier(from)),
        (
            !plan.indicators.is_empty(),
            "指標",
            "indicators",
            matches!(from, Address::Indicator(..)),
        ),
        (
            has_measures,
            plan.measure_word.as_str(),
            "measures",
            matches!(from, Address::Measure(..)),
        ),
        (has_documents(plan), "資料・様式", "documents", is_document(from)),
    ];
    lists
        .into_iter()
        .filter(|(present, ..)| *present)
        .map(|(_, text, anchor, current)| NavigationGroup {
            link: Link {
                text: text.to_owned(),
                href: format!("{}#{anchor}", from.link_to(&Address::Plan(plan.id.clone()))),
                current: false,
            },
            current,
        })
        .collect()
}

fn has_documents(plan: &Plan) -> bool {
    !plan.pages.is_empty()
        || !plan.tables.is_empty()
        || !plan.forms.is_empty()
        || matrix::exists(plan)
        || corrections::exist(plan)
        || has_concordance(plan)
}

fn is_document(address: &Address) -> bool {
    matches!(
        address,
        Address::Narrative(..)
            | Address::Table(..)
            | Address::Form(..)
            | Address::Concordance(_)
            | Address::Matrix(_)
            | Address::Corrections(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EditionId, FreeTable, Handling, MeasureId, Stage};
    use crate::view::sample;

    /// The words of the lists with where they lead; those of this page's own list with a star.
    fn lists(plan: &Plan, from: &Address) -> Vec<String> {
        let groups = PlanNavigation::new(plan, from).groups;
        let list = |group: NavigationGroup| {
            let star = if group.current { "*" } else { "" };
            format!("{star}{} {}", group.link.text, group.link.href)
        };
        groups.into_iter().map(list).collect()
    }

    #[test]
    fn the_navigation_offers_only_what_is_there() {
        let plan = sample::plan(vec![sample::measure("甲", vec![])]);
        let page = Address::Plan(plan.id.clone());
        let navigation = PlanNavigation::new(&plan, &page);
        assert!(navigation.editions.is_empty());
        assert!(navigation.state.is_none(), "an adopted plan needs no mark");
        assert_eq!(lists(&plan, &page), ["取組 index.html#measures"]);
    }

    #[test]
    fn a_word_leads_to_the_same_list_from_every_page() {
        let mut plan = sample::plan(vec![sample::measure("甲", vec![])]);
        for _ in 0..4 {
            plan.editions.push(sample::edition([]));
        }
        for (edition, year) in plan.editions.iter_mut().zip(2020..) {
            edition.fiscal_year = crate::calendar::FiscalYear::new(year).unwrap();
        }
        plan.tables.push(FreeTable {
            id: "table".to_owned(),
            title: "表".to_owned(),
            intro: None,
            corner: None,
            columns: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
            handling: Handling::default(),
        });
        let id = || plan.id.clone();
        let words = |stars: [&str; 3], folder: &str| {
            let [earlier, measures, documents] = stars;
            vec![
                format!("{earlier}以前の年度 {folder}index.html#editions"),
                format!("{measures}取組 {folder}index.html#measures"),
                format!("{documents}資料・様式 {folder}index.html#documents"),
            ]
        };
        let oldest = EditionId {
            fiscal_year: crate::calendar::FiscalYear::new(2020).unwrap(),
            stage: Stage::Final,
        };
        let measure = Address::Measure(id(), MeasureId::new("甲"));
        assert_eq!(lists(&plan, &Address::Plan(id())), words(["", "", ""], ""));
        assert_eq!(lists(&plan, &Address::Edition(id(), oldest)), words(["*", "", ""], ""));
        assert_eq!(lists(&plan, &measure), words(["", "*", ""], "../"));
        let table = Address::Table(id(), "table".to_owned());
        assert_eq!(lists(&plan, &table), words(["", "", "*"], "../"));
        let editions = PlanNavigation::new(&plan, &measure).editions;
        let named: Vec<&str> = editions.iter().map(|link| link.text.as_str()).collect();
        assert_eq!(named, ["令和5年度", "令和4年度"]);
    }
}
