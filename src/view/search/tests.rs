use super::*;
use crate::model::{Cell, Entry, Measure, Node, Prose, Stage};
use crate::view::sample;

/// The index of one plan: its editions are those of the site.
struct Index {
    site: SearchIndex,
    items: Vec<Item>,
}

fn index(plan: &Plan) -> Index {
    let editions = plan.editions.iter().map(crate::model::Edition::id).collect();
    Index {
        site: SearchIndex::new(vec![FoundPlan::new(plan)], &editions),
        items: items(plan),
    }
}

fn titled<'index>(index: &'index Index, title: &str) -> &'index Item {
    index
        .items
        .iter()
        .find(|item| item.2 == title)
        .unwrap_or_else(|| panic!("no item {title}"))
}

/// The texts of an item as `edition head: text`.
fn texts(index: &Index, title: &str) -> Vec<String> {
    let edition = |place: &Option<usize>| place.map_or("plan", |place| index.site.editions[place].1.as_str());
    titled(index, title)
        .4
        .iter()
        .map(|Text(place, head, text)| format!("{} {}: {text}", edition(place), index.site.heads[*head]))
        .collect()
}

fn entry(text: &str) -> Entry {
    Entry {
        id: None,
        tags: Vec::new(),
        year: None,
        text: Prose::new(text),
        repeats: None,
        figures: Vec::new(),
        notes: Vec::new(),
        handling: crate::model::Handling::default(),
    }
}

fn measure_of(node: &mut Node) -> &mut Measure {
    match node {
        Node::Measure(measure) => measure,
        Node::Indicator { .. } => panic!("a measure"),
    }
}

#[test]
fn a_measure_is_found_once_with_what_its_plan_and_each_year_say() {
    let mut tree = vec![sample::heading("大", vec![sample::measure("研修", vec![])])];
    let below = measure_of(&mut measure_of(&mut tree[0]).children[0]);
    below.aim = Some(Prose::new("管理職の\n**意識**を変える。"));
    let mut plan = sample::plan(tree);
    let mut answer = sample::answered(Some("参加者が増えた。"));
    answer.entries = Cell::Items(vec![entry("研修を2回行った。")]);
    plan.editions = vec![sample::edition([("研修", answer)])];
    let index = index(&plan);

    let item = titled(&index, "研修");
    assert_eq!((item.0, item.1.as_str()), (Kind::Measure, "city/measures/研修.html"));
    assert_eq!(
        item.3.map(|above| index.items[above].2.as_str()),
        Some("大"),
        "the item above"
    );
    assert_eq!(
        texts(&index, "研修"),
        [
            "plan 目的: 管理職の意識を変える。",
            "y-2020 取組内容: 研修を2回行った。",
            "y-2020 成果: 参加者が増えた。"
        ]
    );
    assert_eq!(titled(&index, "大").0, Kind::Heading);
}

#[test]
fn an_edition_is_found_by_its_year() {
    let mut plan = sample::plan(Vec::new());
    let mut interim = sample::edition([]);
    interim.stage = Stage::Midterm;
    plan.editions = vec![interim, sample::edition([])];
    let index = index(&plan);
    let years: Vec<&str> = index.site.editions.iter().map(|edition| edition.0.as_str()).collect();
    assert_eq!(years, ["令和2（2020）年度（中間報告）", "令和2（2020）年度"]);
    assert_eq!(
        texts(&index, "令和2年度 フォローアップ"),
        ["y-2020 年度: 令和2（2020）年度"]
    );
}

#[test]
fn the_page_offers_only_lists_that_are_there() {
    let with_measure = sample::plan(vec![sample::measure("甲", vec![])]);
    let page = [with_measure, sample::plan(Vec::new())];
    let lists = page.iter().map(PlanLists::new).collect();
    let page = SearchPage::new(&sample::project(Vec::new()), lists);
    let lists =
        |number: usize| -> Vec<&str> { page.plans[number].lists.iter().map(|link| link.href.as_str()).collect() };
    assert_eq!(lists(0), ["city/index.html#measures"]);
    assert!(lists(1).is_empty());
}
