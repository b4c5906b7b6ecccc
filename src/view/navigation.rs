//! The navigation of a plan, which stands on all its pages: its overview, editions, indicators, measures and documents.

use serde::Serialize;

use super::Address;
use super::badge::Badge;
use super::concordance::has_concordance;
use super::frame::{Link, measure_name};
use super::internal;
use super::links::data_file;
use super::wording;
use crate::model::{Edition, Handling, Indicator, Measure, Node, NodeKind, Plan, PlanState};

/// Navigation of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanNavigation {
    /// Short title.
    pub title: String,
    /// The body.
    pub organisation: String,
    /// State, unless adopted.
    pub state: Option<Badge>,
    /// The overview: the plan's own page.
    pub overview: Link,
    /// Editions (年度版), newest first: all of them, or of many the newest.
    pub editions: Vec<Link>,
    /// The other editions.
    pub earlier: NavigationGroup,
    /// Indicators (指標).
    pub indicators: NavigationGroup,
    /// The tree of measures (取組), two levels deep.
    pub measures: NavigationGroup,
    /// Narrative pages, forms and tables (資料).
    pub documents: NavigationGroup,
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

/// A group of the navigation: a word that opens a list.
#[derive(Debug, Clone, Serialize)]
pub struct NavigationGroup {
    /// The word.
    pub title: String,
    /// Whether this page is in the group.
    pub current: bool,
    /// The list; empty when the plan has none, and then not printed.
    pub items: Vec<NavigationItem>,
    /// The same list on the page of the plan: stands for it on the pages of single things, of which there are thousands.
    pub elsewhere: Option<Link>,
}

impl NavigationGroup {
    /// The group of one kind of thing. Where the page is one of very many and not in the group itself, it leads to the list on the
    /// plan's page.
    fn of(
        title: &str,
        current: bool,
        elsewhere: impl FnOnce() -> Option<Link>,
        items: impl FnOnce() -> Vec<NavigationItem>,
    ) -> Self {
        let elsewhere = if current { None } else { elsewhere() };
        Self {
            title: title.to_owned(),
            current,
            items: if elsewhere.is_some() { Vec::new() } else { items() },
            elsewhere,
        }
    }
}

/// A line of a navigation list.
#[derive(Debug, Clone, Serialize)]
pub struct NavigationItem {
    /// The link.
    pub link: Link,
    /// Why the public does not see it.
    pub internal: Vec<Badge>,
    /// Lines below it.
    pub items: Vec<Link>,
}
impl PlanNavigation {
    /// The navigation on one of its pages.
    pub fn new(plan: &Plan, from: &Address) -> Self {
        let (editions, earlier) = editions(plan, from);
        Self {
            title: plan.short_title.clone(),
            organisation: plan.organisation.clone(),
            state: (plan.state != PlanState::Adopted).then(|| wording::plan_state(plan.state)),
            overview: Link::new(from, &Address::Plan(plan.id.clone()), "計画の概要"),
            editions,
            earlier,
            indicators: indicators(plan, from),
            measures: measures(plan, from),
            documents: documents(plan, from),
            data: Link::new(from, &Address::Data(Some(plan.id.clone())), "データ"),
            files: PlanFileLinks::new(plan, from),
        }
    }
}

/// More editions than this fill a phone's first screen with navigation; the older ones then stand in a list that opens.
const MOST_EDITIONS: usize = 3;
const NEWEST_EDITIONS: usize = 2;

fn editions(plan: &Plan, from: &Address) -> (Vec<Link>, NavigationGroup) {
    let link = |edition: &Edition| {
        let address = Address::Edition(plan.id.clone(), edition.id());
        Link::new(from, &address, wording::edition(edition.id()))
    };
    let mut newest: Vec<Link> = plan.editions.iter().rev().map(link).collect();
    let earlier = if newest.len() > MOST_EDITIONS {
        newest.split_off(NEWEST_EDITIONS)
    } else {
        Vec::new()
    };
    let title = "以前の年度";
    let current = earlier.iter().any(|link| link.current);
    let is_empty = earlier.is_empty();
    let item = |link| NavigationItem {
        link,
        internal: Vec::new(),
        items: Vec::new(),
    };
    let elsewhere = || list_of_plan(plan, from, title, "editions", is_empty);
    let group = NavigationGroup::of(title, current, elsewhere, || earlier.into_iter().map(item).collect());
    (newest, group)
}

/// The list on the plan's page, for the pages of single things, of which there are thousands.
fn list_of_plan(plan: &Plan, from: &Address, title: &str, anchor: &str, is_empty: bool) -> Option<Link> {
    let is_one_of_many = matches!(
        from,
        Address::Measure(..) | Address::Indicator(..) | Address::Office(..)
    );
    (is_one_of_many && !is_empty).then(|| Link {
        text: title.to_owned(),
        href: format!("{}#{anchor}", from.link_to(&Address::Plan(plan.id.clone()))),
        current: false,
    })
}

fn indicators(plan: &Plan, from: &Address) -> NavigationGroup {
    let title = "指標";
    let elsewhere = || list_of_plan(plan, from, title, "indicators", plan.indicators.is_empty());
    let item = |indicator: &Indicator| {
        let address = Address::Indicator(plan.id.clone(), indicator.id.clone());
        NavigationItem {
            link: Link::new(from, &address, &indicator.short_title),
            internal: internal::badges(&indicator.handling),
            items: Vec::new(),
        }
    };
    NavigationGroup::of(title, matches!(from, Address::Indicator(..)), elsewhere, || {
        plan.indicators.iter().map(item).collect()
    })
}

fn measures(plan: &Plan, from: &Address) -> NavigationGroup {
    let title = &plan.measure_word;
    let is_empty = !plan.tree.iter().any(|node| as_measure(node).is_some());
    let elsewhere = || list_of_plan(plan, from, title, "measures", is_empty);
    NavigationGroup::of(title, matches!(from, Address::Measure(..)), elsewhere, || {
        measure_items(plan, from)
    })
}

fn measure_items(plan: &Plan, from: &Address) -> Vec<NavigationItem> {
    let link = |measure: &Measure| {
        Link::new(
            from,
            &Address::Measure(plan.id.clone(), measure.id.clone()),
            measure_name(measure),
        )
    };
    let here = match from {
        Address::Measure(_, id) => plan.way_to(id).first().map(|top| &top.id),
        _ => None,
    };
    let holds_here = |measure: &&Measure| here == Some(&measure.id);
    let top = || plan.tree.iter().filter_map(as_measure);
    let shown: Vec<&Measure> = if top().count() > MOST_TOP_MEASURES {
        top().filter(holds_here).collect()
    } else {
        top().collect()
    };
    let below = |measure: &Measure| -> Vec<Link> {
        let headings = measure.children.iter().filter_map(as_measure);
        headings
            .filter(|child| child.kind == NodeKind::Heading)
            .map(link)
            .collect()
    };
    let mut items: Vec<NavigationItem> = shown
        .into_iter()
        .map(|measure| NavigationItem {
            link: link(measure),
            internal: internal::badges(&measure.handling),
            items: if holds_here(&measure) {
                below(measure)
            } else {
                Vec::new()
            },
        })
        .collect();
    if top().count() > MOST_TOP_MEASURES {
        let href = from.link_to(&Address::Plan(plan.id.clone())) + "#measures";
        let text = format!("{}の体系", plan.measure_word);
        items.push(NavigationItem {
            link: Link {
                text,
                href,
                current: false,
            },
            internal: Vec::new(),
            items: Vec::new(),
        });
    }
    items
}

/// More measures than this at the top would be the most of every page; then the plan's own page lists them.
const MOST_TOP_MEASURES: usize = 30;

fn as_measure(node: &Node) -> Option<&Measure> {
    match node {
        Node::Measure(measure) => Some(measure),
        Node::Indicator { .. } => None,
    }
}

fn documents(plan: &Plan, from: &Address) -> NavigationGroup {
    let item = |address: Address, title: &str, handling: &Handling| NavigationItem {
        link: Link::new(from, &address, title),
        internal: internal::badges(handling),
        items: Vec::new(),
    };
    let open = Handling::default();
    let id = || plan.id.clone();
    let concordance = has_concordance(plan).then(|| item(Address::Concordance(id()), "新旧対照表", &open));
    let matrix = super::matrix::exists(plan).then(|| item(Address::Matrix(id()), &super::matrix::title(plan), &open));
    let corrections = super::corrections::exist(plan).then(|| item(Address::Corrections(id()), "訂正一覧", &open));
    let pages = plan
        .pages
        .iter()
        .map(|page| item(Address::Narrative(id(), page.id.clone()), &page.title, &page.handling));
    let tables = plan
        .tables
        .iter()
        .map(|table| item(Address::Table(id(), table.id.clone()), &table.title, &table.handling));
    let forms = plan
        .forms
        .iter()
        .map(|form| item(Address::Form(id(), form.id.clone()), &form.title, &form.handling));
    let items: Vec<NavigationItem> = matrix
        .into_iter()
        .chain(concordance)
        .chain(pages)
        .chain(tables)
        .chain(forms)
        .chain(corrections)
        .collect();
    let current = matches!(
        from,
        Address::Narrative(..)
            | Address::Table(..)
            | Address::Form(..)
            | Address::Concordance(_)
            | Address::Matrix(_)
            | Address::Corrections(_)
    );
    let (title, is_empty) = ("資料・様式", items.is_empty());
    let elsewhere = || list_of_plan(plan, from, title, "documents", is_empty);
    NavigationGroup::of(title, current, elsewhere, || items)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn the_navigation_offers_only_what_is_there() {
        let plan = sample::plan(vec![sample::measure("甲", vec![])]);
        let navigation = PlanNavigation::new(&plan, &Address::Plan(plan.id.clone()));
        assert!(
            navigation.editions.is_empty()
                && navigation.indicators.items.is_empty()
                && navigation.documents.items.is_empty()
        );
        assert_eq!(navigation.measures.items.len(), 1);
        assert!(navigation.state.is_none(), "an adopted plan needs no mark");
    }
}
