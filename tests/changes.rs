//! What the city's pages say has changed, against a comparison worked out here from the YAML alone: nothing of mieruka's
//! own model, only the files read as plain maps. And: each edition shows what was said then, the latest what holds now.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use mieruka::edition::{Release, release};
use mieruka::render::Templates;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

static SITE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let project = mieruka::load(Path::new("data"))
        .project
        .expect("the data of the repository has no errors");
    mieruka::render_site(&release(project, Release::PUBLIC), &Templates::load(None).unwrap()).unwrap()
});

fn page(path: &str) -> Html {
    let bytes = SITE.get(path).unwrap_or_else(|| panic!("no page {path}"));
    Html::parse_document(std::str::from_utf8(bytes).unwrap())
}

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "html")
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element
        .text()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A set of (kind of change, id of the measure).
type Found = BTreeSet<(String, String)>;

#[test]
fn every_changes_page_of_the_city_tells_what_the_files_say() {
    for plan in ["mihon-2016", "mihon-2021"] {
        let files = Files::read(plan);
        let mut compared = 0;
        for (name, edition) in &files.editions {
            let path = format!("{plan}/{name}-changes.html");
            let Some(previous) = files.previous(name) else {
                assert!(!SITE.contains_key(&path), "{path}: there is nothing to compare with");
                continue;
            };
            let html = page(&path);
            let told: Found = select(&html, "[data-measure]")
                .into_iter()
                .map(|row| (attribute(row, "data-change"), attribute(row, "data-measure")))
                .collect();
            let expected = files.compare((year(previous), &files.editions[previous]), (year(name), edition));
            assert_eq!(told, expected, "{path}: told by the page, expected from the files");
            compared += 1;
        }
        assert_eq!(compared, 4, "{plan}: every edition but the first");
    }
}

#[test]
fn every_changes_page_of_the_city_tells_which_figures_moved() {
    for (earlier, plan) in [(None, "mihon-2016"), (Some("mihon-2016"), "mihon-2021")] {
        let (earlier, files) = (earlier.map(Files::read), Files::read(plan));
        let mut told_of_all = BTreeSet::new();
        for name in files.editions.keys() {
            let Some(previous) = files.previous(name) else {
                continue;
            };
            let expected = files.moves(earlier.as_ref(), previous, name);
            let html = page(&format!("{plan}/{name}-changes.html"));
            let told: Found = select(&html, "[data-indicator]")
                .into_iter()
                .map(|row| (row, attribute(row, "data-change"), attribute(row, "data-indicator")))
                .filter(|(_, kind, _)| ["better", "worse", "moved", "level"].contains(&kind.as_str()))
                .filter(|(_, _, indicator)| files.is_always_published(indicator))
                .map(|(row, kind, indicator)| (kind, format!("{indicator} {}", attribute(row, "data-segment"))))
                .collect();
            assert_eq!(
                told, expected,
                "{plan}/{name}: told by the page, expected from the files"
            );
            told_of_all.extend(told.into_iter().map(|(kind, _)| kind));
        }
        for kind in ["better", "worse", "moved"] {
            assert!(told_of_all.contains(kind), "{plan}: no figure is {kind}");
        }
    }
}

#[test]
fn a_plan_with_one_edition_is_compared_with_nothing() {
    for plan in ["mhlw", "mie-hours", "osaki", "yamagata", "tokyo-ward", "mie-wlm"] {
        let pages: Vec<&String> = SITE
            .keys()
            .filter(|path| path.starts_with(&format!("{plan}/")) && is_page(path))
            .collect();
        assert!(!pages.is_empty(), "{plan}");
        for path in pages {
            assert!(
                !path.ends_with("-changes.html") && *path != format!("{plan}/matrix.html"),
                "{path}"
            );
            let html = page(path);
            for selector in [
                "a[href$='-changes.html']",
                ".years-links",
                "#years",
                "#open",
                "#past",
                ".later",
            ] {
                assert_eq!(select(&html, selector).len(), 0, "{path}: {selector}");
            }
        }
    }
}

#[test]
fn each_edition_shows_what_was_said_then_and_the_latest_what_holds_now() {
    let row = |path: &str, selector: &str, words: &[&str]| {
        let html = page(path);
        let rows: Vec<String> = select(&html, selector).into_iter().map(text).collect();
        let found = rows.iter().any(|row| words.iter().all(|word| row.contains(word)));
        assert!(found, "{path}: no {selector} with {words:?} in {rows:#?}");
    };
    let line = "#i-overtime-hours tr, #i-overtime-hours";
    // The forecast of the first edition; later editions say otherwise.
    row(
        "mihon-2016/2016.html",
        line,
        &["139.5時間", "見込み", "後に改定：137.4時間（平成30年度版）"],
    );
    row(
        "mihon-2016/2016.html",
        "#past li",
        &[
            "時間外勤務時間",
            "全体",
            "148.6時間",
            "後に改定：143.9時間（平成30年度版）",
        ],
    );
    // Final in the second: another value than the forecast, and not yet the last word.
    let words = [
        "時間外勤務時間",
        "全体",
        "141.2時間",
        "後に改定：137.4時間（平成30年度版）",
        "139.5時間（平成28年度版、見込み）",
    ];
    row("mihon-2016/2017.html", "#past li", &words);
    // Revised in the third, and this is what holds.
    row(
        "mihon-2016/2018.html",
        "#past li",
        &["全体", "137.4時間", "訂正", "141.2時間（平成29年度版、確定）"],
    );
    let third = page("mihon-2016/2018.html");
    let figures = select(&third, "#past li")
        .into_iter()
        .map(text)
        .filter(|row| row.contains("137.4時間"));
    assert!(
        figures.into_iter().all(|row| !row.contains("後に改定")),
        "nothing supersedes the revised value"
    );
    // What holds now, where the years stand side by side; and all three in the record of the indicator.
    row(
        "mihon-2016/matrix.html",
        ".values tr",
        &["時間外勤務時間", "全体", "137.4訂正"],
    );
    let record = page("mihon-2016/indicators/overtime-hours.html");
    let record: String = select(&record, ".value-table").into_iter().map(text).collect();
    for value in ["139.5時間", "141.2時間", "137.4時間"] {
        assert!(record.contains(value), "{value} in {record}");
    }
    // The correction is told on the edition that was corrected, on the indicator, and in the log.
    for path in [
        "mihon-2016/2016.html",
        "mihon-2016/indicators/overtime-hours.html",
        "mihon-2016/corrections.html",
    ] {
        row(path, ".correction", &["148.6時間", "143.9時間", "隔日勤務者"]);
    }
    // A correction of words is told on the measure it concerns.
    row(
        "mihon-2016/measures/internships.html",
        ".correction",
        &["消防署", "消防本部"],
    );
    // The target that rests on the base says what the base was and is.
    let path = "mihon-2016/indicators/overtime-hours.html";
    row(
        path,
        ".working-table tr",
        &["目標値", "平成28年度版では148.6時間", "平成30年度版で143.9時間に改定"],
    );
}

/// The rows of a page that hold all the words.
fn rows_with(path: &str, selector: &str, words: &[&str]) -> Vec<String> {
    let html = page(path);
    let rows = select(&html, selector).into_iter().map(text);
    rows.filter(|row| words.iter().all(|word| row.contains(word))).collect()
}

#[test]
fn a_corrected_baseline_is_used_throughout_and_the_plans_number_stays_visible() {
    let path = "mihon-2021/indicators/overtime-hours.html";
    for words in [
        &[
            "目標設定時の値",
            "134.6時間",
            "訂正",
            "計画に書かれた値は133.8時間",
            "令和5年度版で134.6時間に訂正した。",
        ][..],
        &["目標値", "134.6時間", "114.4時間"],
        &["進捗率", "(117.8 − 134.6) ÷ (114.4 − 134.6)", "83.2%"],
    ] {
        assert_eq!(rows_with(path, ".working-table tr", words).len(), 1, "{words:?}");
    }
    let before = rows_with(
        "mihon-2021/2022.html",
        "#i-overtime-hours tr",
        &["133.8時間", "後に改定：134.6時間"],
    );
    assert_eq!(before.len(), 1, "an edition of before states what held then");
}

#[test]
fn a_verdict_needs_a_present_value_and_says_when_that_may_still_change() {
    let kept = rows_with("osaki/index.html", ".indicators tr", &["男性職員の育児休業取得率"]);
    assert!(
        kept[0].contains("まだ値がない") && kept[0].contains("まだ判定できない"),
        "{kept:?}"
    );
    for path in ["mihon-2021/index.html", "mihon-2021/2025-midterm.html"] {
        for words in [["117.8時間", "未達成（見込み）"], ["301人", "達成（見込み）"]] {
            assert_eq!(rows_with(path, ".indicators tr", &words).len(), 1, "{path}: {words:?}");
        }
    }
    assert_eq!(
        rows_with("index.html", ".headline dd", &["未達成 1（うち見込み 1）"]).len(),
        1
    );
    let absent = rows_with(
        "mihon-2021/indicators/sick-leave.html",
        ".verdict-head",
        &["8人以下", "未到来", "直近の値は 12人", "令和5年度"],
    );
    assert_eq!(absent.len(), 1);
}

#[test]
fn the_years_side_by_side_leave_out_no_year_with_a_baseline() {
    let html = page("mihon-2021/matrix.html");
    let heads: Vec<String> = select(&html, ".values thead th").into_iter().map(text).collect();
    assert_eq!(
        heads[1..4],
        ["令和元年度2019年度", "令和2年度2020年度", "令和3年度2021年度"]
    );
    let titles: Vec<String> = select(&html, "h1").into_iter().map(text).collect();
    assert_eq!(titles, ["取組と指標の年度別一覧"]);
    let row = rows_with(
        "mihon-2021/matrix.html",
        ".values tr",
        &["心の不調による休業者数", "全体"],
    );
    assert!(row[0].contains("10目標設定時"), "{row:?}");
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.value().attr(name).unwrap_or_default().to_owned()
}

/// The year of an edition's file.
fn year(name: &str) -> i64 {
    name[..4].parse().unwrap()
}

/// A fiscal year as the files write it: `H28`, `R1` or `2020`.
fn fiscal_year(value: &Value) -> i64 {
    let Some(text) = value.as_str() else {
        return value.as_i64().unwrap();
    };
    match text.split_at(1) {
        ("H", number) => number.parse::<i64>().unwrap() + 1988,
        ("R", number) => number.parse::<i64>().unwrap() + 2018,
        _ => text.parse().unwrap(),
    }
}

/// A period as the files write it: what part of the year, and which year.
fn stretch(value: &Value) -> (String, i64) {
    match value.as_str() {
        Some(text) if text.contains('-') => (text[5..].to_owned(), text[..4].parse().unwrap()),
        Some(text) if text.contains("年度") => {
            let (era, rest) = text.split_once("年度").unwrap();
            (
                rest.to_owned(),
                era.trim_start_matches("令和").parse::<i64>().unwrap() + 2018,
            )
        }
        _ => ("年度".to_owned(), fiscal_year(value)),
    }
}

/// The files of a plan as plain maps.
struct Files {
    /// Indicators as written.
    indicators: Vec<Value>,
    /// Nodes in the order of the tree, each with the ids above it.
    nodes: Vec<(Value, Vec<String>)>,
    /// How near a status word is to being carried out; none when it is the end.
    heights: BTreeMap<String, Option<u8>>,
    /// Editions by file name.
    editions: BTreeMap<String, Value>,
}

impl Files {
    fn read(plan: &str) -> Self {
        let folder = Path::new("data").join(plan);
        let read = |name: &str| -> Value {
            serde_yaml::from_str(&fs::read_to_string(folder.join(name)).unwrap())
                .unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        let written = read("plan.yaml");
        let mut nodes = Vec::new();
        collect(&written["measures"], &[], &mut nodes);
        let height = |word: &Value| match word.as_str().or(word["meaning"].as_str()).unwrap() {
            "considering" | "undecided" => Some(0),
            "planned" => Some(1),
            "partial" => Some(2),
            "implemented" => Some(3),
            "ended" => None,
            other => panic!("{other}"),
        };
        let statuses = written["statuses"].as_object().unwrap();
        let heights = statuses
            .iter()
            .map(|(word, meaning)| (word.clone(), height(meaning)))
            .collect();
        let files = fs::read_dir(&folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap());
        let names = files.filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned));
        let editions = names
            .filter(|name| name.starts_with("20"))
            .map(|name| (name.clone(), read(&format!("{name}.yaml"))));
        Self {
            indicators: written["indicators"].as_array().unwrap().clone(),
            nodes,
            heights,
            editions: editions.collect(),
        }
    }

    /// The last edition of a whole year before.
    fn previous(&self, name: &str) -> Option<&String> {
        self.editions
            .keys()
            .rfind(|other| other.len() == 4 && year(other) < year(name))
    }

    fn node(&self, id: &str) -> &Value {
        &self.nodes.iter().find(|(node, _)| node["id"] == *id).unwrap().0
    }

    fn stands(&self, node: &Value, above: &[String], year: i64) -> bool {
        let own = |node: &Value| {
            let since = node.get("since").is_none_or(|since| fiscal_year(since) <= year);
            since
                && node
                    .get("ended")
                    .is_none_or(|ended| year <= fiscal_year(&ended["after"]))
        };
        own(node) && above.iter().all(|id| own(self.node(id)))
    }

    fn compare(&self, (old_year, old): (i64, &Value), (new_year, new): (i64, &Value)) -> Found {
        let mut found = Found::new();
        for (node, above) in &self.nodes {
            let id = node["id"].as_str().unwrap();
            if node["kind"] == "slot" {
                continue;
            }
            let mut add = |kind: &str| found.insert((kind.to_owned(), id.to_owned()));
            let (before, now) = (self.stands(node, above, old_year), self.stands(node, above, new_year));
            let (was, is) = (answer(old, id), answer(new, id));
            match (before, now) {
                (false, true) => drop(add("new")),
                (true, false) => drop(add("ended")),
                (false, false) => {}
                (true, true) => {
                    if place(node, above, old_year) != place(node, above, new_year) {
                        add("renamed");
                    }
                    match (was["status"].as_str(), is["status"].as_str()) {
                        (Some(old), Some(new)) if old != new => drop(add(self.movement(old, new))),
                        (None, Some(_)) if expects_answer(node) => drop(add("answered")),
                        _ => {}
                    }
                    let (was, is) = (said(was), said(is));
                    if was == is && !is.concat().is_empty() {
                        add("unchanged");
                    }
                }
            }
            if now && expects_answer(node) && answer(new, id)["status"].is_null() {
                add("unanswered");
            }
        }
        found
    }

    /// Small counts may be withheld, and then are no figures for the public.
    fn is_always_published(&self, indicator: &str) -> bool {
        let written = self.indicators.iter().find(|one| one["id"] == *indicator).unwrap();
        written.get("withhold").is_none() && written.get("audience").is_none()
    }

    /// The public values of an indicator in an edition, by segment and period.
    fn values(&self, edition: &str, indicator: &str) -> BTreeMap<(String, (String, i64)), f64> {
        let values = self.editions[edition]["indicators"][indicator].as_array();
        let values = values.into_iter().flatten().filter(|one| one.get("embargo").is_none());
        values
            .filter_map(|one| {
                let segment = one["segment"].as_str().unwrap_or_default().to_owned();
                Some(((segment, stretch(&one["period"])), one["value"].as_f64()?))
            })
            .collect()
    }

    /// (way it moved, indicator and segment) of the newest value of each series that an edition has and the one before had not.
    fn moves(&self, earlier: Option<&Self>, previous: &str, name: &str) -> Found {
        let mut found = Found::new();
        for written in &self.indicators {
            let indicator = written["id"].as_str().unwrap();
            if !self.is_always_published(indicator) {
                continue;
            }
            // What the city carries on from plan to plan has the same id in both.
            let earlier = earlier.filter(|_| written.get("continues").is_some());
            let earlier = earlier
                .into_iter()
                .flat_map(|files| files.editions.keys().map(move |edition| (files, edition)));
            let own = self
                .editions
                .keys()
                .filter(|edition| edition.as_str() <= previous)
                .map(|edition| (self, edition));
            let before: BTreeMap<_, _> = earlier
                .chain(own)
                .flat_map(|(files, edition)| files.values(edition, indicator))
                .collect();
            let now = self.values(name, indicator);
            let all: BTreeMap<_, _> = before.clone().into_iter().chain(now.clone()).collect();
            let segments: BTreeSet<&String> = now.keys().map(|(segment, _)| segment).collect();
            for segment in segments {
                let new = now.iter().filter(|((of, _), _)| of == segment);
                let new = new.filter(|(key, _)| !before.contains_key(key));
                let Some(((_, (part, year)), value)) = new.max_by_key(|((_, (_, year)), _)| *year) else {
                    continue;
                };
                let earlier = all
                    .iter()
                    .filter(|((of, (same, when)), _)| of == segment && same == part && when < year);
                let Some(((_, (_, then)), old)) = earlier.max_by_key(|((_, (_, year)), _)| *year) else {
                    continue;
                };
                let breaks = written["breaks"].as_array().into_iter().flatten();
                if breaks
                    .map(|one| fiscal_year(&one["from"]))
                    .any(|from| *then < from && from <= *year)
                {
                    continue;
                }
                let kind = match written["better"].as_str().unwrap() {
                    _ if (value - old).abs() < 1e-9 => "level",
                    "higher" if value > old => "better",
                    "lower" if value < old => "better",
                    "neither" => "moved",
                    _ => "worse",
                };
                found.insert((kind.to_owned(), format!("{indicator} {segment}")));
            }
        }
        found
    }

    fn movement(&self, old: &str, new: &str) -> &'static str {
        match (self.heights[old], self.heights[new]) {
            (Some(old), Some(new)) if old < new => "forward",
            (Some(old), Some(new)) if old > new => "back",
            (Some(_), None) => "finished",
            (None, Some(_)) => "resumed",
            _ => "sideways",
        }
    }
}

fn collect(nodes: &Value, above: &[String], found: &mut Vec<(Value, Vec<String>)>) {
    for node in nodes
        .as_array()
        .into_iter()
        .flatten()
        .filter(|node| node.get("id").is_some())
    {
        found.push((node.clone(), above.to_vec()));
        let id = node["id"].as_str().unwrap().to_owned();
        collect(&node["children"], &[above, &[id]].concat(), found);
    }
}

/// An answer that has been given; those awaited count as none.
fn answer<'file>(edition: &'file Value, id: &str) -> &'file Value {
    let answer = &edition["measures"][id];
    if answer["pending"] == true {
        &Value::Null
    } else {
        answer
    }
}

fn expects_answer(node: &Value) -> bool {
    let children = node["children"].as_array();
    let through_modes = children.is_some_and(|all| !all.is_empty() && all.iter().all(|child| child["kind"] == "mode"));
    matches!(node["kind"].as_str(), None | Some("measure" | "mode")) && !through_modes
}

/// Label, title and the node above, in a year.
fn place(node: &Value, above: &[String], year: i64) -> [Option<String>; 3] {
    let formerly = node["formerly"].as_array().into_iter().flatten();
    let then = formerly
        .filter(|former| year <= fiscal_year(&former["until"]))
        .min_by_key(|former| fiscal_year(&former["until"]));
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let former = |key: &str| then.and_then(|then| text(&then[key]));
    [
        former("label").or(text(&node["label"])),
        former("title").or(text(&node["title"])),
        former("under").or(above.last().cloned()),
    ]
}

/// The texts of an answer without white space.
fn said(answer: &Value) -> Vec<String> {
    let folded = |value: &Value| {
        value
            .as_str()
            .unwrap_or_default()
            .split_whitespace()
            .collect::<String>()
    };
    let items = |key: &str| {
        answer[key]
            .as_array()
            .into_iter()
            .flatten()
            .map(|item| folded(&item["text"]))
            .collect::<Vec<_>>()
    };
    [items("entries"), items("results"), vec![folded(&answer["outlook"])]].concat()
}
