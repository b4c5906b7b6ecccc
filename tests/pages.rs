//! Every page of the built site, read as a browser or a screen reader would: links that lead somewhere, ids that are
//! unique, headings in order, tables whose heads exist, no markup that the content security policy would refuse.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};

/// Runs a check on every page and reports all that is wrong, not only the first.
fn on_every_page(check: impl Fn(&str, &Html) -> Vec<String>) {
    let mut wrong = Vec::new();
    for (path, page) in pages() {
        wrong.extend(check(&path, &page).into_iter().map(|what| format!("{path}: {what}")));
    }
    assert!(
        wrong.is_empty(),
        "{} of:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

/// The site, built once for all tests.
static SITE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(common::built_site);

fn pages() -> Vec<(String, Html)> {
    let is_page = |name: &str| {
        std::path::Path::new(name)
            .extension()
            .is_some_and(|extension| extension == "html")
    };
    SITE.iter()
        .filter(|(name, _)| is_page(name))
        .map(|(name, bytes)| (name.clone(), Html::parse_document(std::str::from_utf8(bytes).unwrap())))
        .collect()
}

fn all<'page>(page: &'page Html, selector: &str) -> Vec<ElementRef<'page>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn ids(page: &Html) -> Vec<&str> {
    all(page, "[id]")
        .into_iter()
        .filter_map(|element| element.attr("id"))
        .collect()
}

fn text(element: ElementRef<'_>) -> String {
    element
        .text()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The path a relative link leads to.
fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_leads_somewhere() {
    let anchors: BTreeMap<String, BTreeSet<String>> = pages()
        .into_iter()
        .map(|(path, page)| (path, ids(&page).into_iter().map(str::to_owned).collect()))
        .collect();
    on_every_page(|path, page| {
        let mut wrong = Vec::new();
        for element in all(page, "[href], [src]") {
            let link = element.attr("href").or(element.attr("src")).unwrap_or_default();
            if link.contains(':') {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let file = file.split('?').next().unwrap_or_default();
            let target = if file.is_empty() {
                path.to_owned()
            } else {
                resolve(path, file)
            };
            let anchor_exists = || anchors.get(&target).is_some_and(|anchors| anchors.contains(anchor));
            if !SITE.contains_key(&target) || (!anchor.is_empty() && !anchor_exists()) {
                wrong.push(format!("{link} leads nowhere"));
            }
        }
        wrong
    });
}

#[test]
fn nothing_is_requested_from_elsewhere() {
    on_every_page(|_, page| {
        let requests = all(
            page,
            "link[href], script[src], img[src], iframe, object, embed, source, form[action]",
        );
        let away = requests.into_iter().filter(|element| {
            let attributes = ["href", "src", "action"];
            let address = attributes.iter().find_map(|name| element.attr(name)).unwrap_or("//");
            address.contains(':') || address.starts_with('/')
        });
        away.map(|element| element.html()).collect()
    });
}

#[test]
fn the_security_policy_holds_without_exceptions() {
    on_every_page(|_, page| {
        let mut wrong: Vec<String> = all(page, "[style], script:not([src]), style")
            .into_iter()
            .map(|element| element.html())
            .collect();
        for element in all(page, "*") {
            wrong.extend(
                element
                    .value()
                    .attrs()
                    .filter(|(name, _)| name.starts_with("on"))
                    .map(|(name, _)| name.to_owned()),
            );
        }
        if all(page, "meta[http-equiv='Content-Security-Policy']").len() != 1 {
            wrong.push("no policy".to_owned());
        }
        wrong
    });
}

#[test]
fn ids_are_unique() {
    on_every_page(|_, page| {
        let mut seen = BTreeSet::new();
        ids(page)
            .into_iter()
            .filter(|id| id.is_empty() || !seen.insert(id.to_owned()))
            .map(|id| format!("id {id:?} twice"))
            .collect()
    });
}

#[test]
fn one_h1_and_headings_in_order() {
    on_every_page(|_, page| {
        let mut wrong = Vec::new();
        let mut before = 0;
        for heading in all(page, "h1, h2, h3, h4, h5, h6") {
            let level: u32 = heading.value().name()[1..].parse().unwrap();
            if level > before + 1 {
                wrong.push(format!("h{level} 「{}」 after h{before}", text(heading)));
            }
            if text(heading).is_empty() {
                wrong.push(format!("an empty h{level}"));
            }
            before = level;
        }
        if all(page, "h1").len() != 1 {
            wrong.push(format!("{} h1", all(page, "h1").len()));
        }
        wrong
    });
}

#[test]
fn references_between_elements_resolve() {
    on_every_page(|_, page| {
        let known: BTreeSet<&str> = ids(page).into_iter().collect();
        let mut wrong = Vec::new();
        for attribute in ["headers", "aria-labelledby", "aria-describedby", "for"] {
            for element in all(page, &format!("[{attribute}]")) {
                let missing = element
                    .attr(attribute)
                    .unwrap_or_default()
                    .split_whitespace()
                    .filter(|id| !known.contains(id));
                wrong.extend(missing.map(|id| format!("{attribute}={id} points to nothing")));
            }
        }
        wrong
    });
}

#[test]
fn tables_have_a_name_and_heads() {
    on_every_page(|_, page| {
        let mut wrong = Vec::new();
        for table in all(page, "table") {
            let has = |selector: &str| table.select(&Selector::parse(selector).unwrap()).next().is_some();
            let in_prose = table
                .parent()
                .and_then(ElementRef::wrap)
                .is_some_and(|parent| parent.attr("aria-label") == Some("表"));
            if !has("caption") && !in_prose {
                wrong.push(format!(
                    "a table without caption: {}",
                    text(table).chars().take(40).collect::<String>()
                ));
            }
            if !has("th[scope], th[id]") {
                wrong.push("a table without heads".to_owned());
            }
        }
        wrong
    });
}

/// Every row of a table covers as many columns as the first.
#[test]
fn tables_are_rectangles() {
    on_every_page(|_, page| {
        let mut wrong = Vec::new();
        for table in all(page, "table") {
            let mut open: Vec<usize> = Vec::new();
            let mut width = None;
            for row in table.select(&Selector::parse("tr").unwrap()) {
                let span = |cell: &ElementRef<'_>, name| {
                    cell.attr(name).and_then(|span| span.parse::<usize>().ok()).unwrap_or(1)
                };
                let mut covered: usize = open.iter().filter(|rows| **rows > 0).count();
                open = open
                    .into_iter()
                    .map(|rows| rows.saturating_sub(1))
                    .filter(|rows| *rows > 0)
                    .collect();
                for cell in row.children().filter_map(ElementRef::wrap) {
                    let columns = span(&cell, "colspan");
                    covered += columns;
                    open.extend(std::iter::repeat_n(span(&cell, "rowspan") - 1, columns).filter(|rows| *rows > 0));
                }
                if *width.get_or_insert(covered) != covered {
                    wrong.push(format!(
                        "a row of {covered} columns in a table of {width:?}: {}",
                        text(row).chars().take(60).collect::<String>()
                    ));
                }
            }
        }
        wrong
    });
}

#[test]
fn pages_say_what_they_are() {
    let mut titles = BTreeMap::new();
    for (path, page) in pages() {
        assert_eq!(all(&page, "html[lang=ja]").len(), 1, "{path}");
        assert_eq!(all(&page, "main").len(), 1, "{path}");
        let title = text(all(&page, "title")[0]);
        if let Some(other) = titles.insert(title.clone(), path.clone()) {
            // Two measures of one plan may bear one title; their pages differ in the way that leads to them.
            assert!(
                path.contains("/measures/"),
                "{path} and {other} are both called {title}"
            );
        }
    }
}

#[test]
fn links_and_cells_say_something() {
    on_every_page(|_, page| {
        let empty_links = all(page, "a")
            .into_iter()
            .filter(|link| text(*link).is_empty())
            .map(|link| format!("an empty link: {}", link.html()));
        let empty_cells = all(page, "tbody td")
            .into_iter()
            .filter(|cell| text(*cell).is_empty() && cell.select(&Selector::parse("svg").unwrap()).next().is_none())
            .map(|cell| format!("a bare blank: {}", cell.html().chars().take(80).collect::<String>()));
        empty_links.chain(empty_cells).collect()
    });
}

fn page<'pages>(pages: &'pages [(String, Html)], path: &str) -> &'pages Html {
    let found = pages.iter().find(|(name, _)| name == path);
    &found.unwrap_or_else(|| panic!("there is no {path}")).1
}

#[test]
fn a_word_of_the_navigation_leads_to_one_place_from_all_pages_of_a_plan() {
    let mut places: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    let pages = pages();
    for (path, page) in &pages {
        assert!(all(page, ".plan-nav details").is_empty(), "{path}: a list that opens");
        for link in all(page, ".plan-nav a") {
            let plan = path.split('/').next().unwrap_or_default().to_owned();
            let (file, anchor) = link
                .attr("href")
                .unwrap()
                .split_once('#')
                .unwrap_or((link.attr("href").unwrap(), ""));
            let place = format!("{}#{anchor}", resolve(path, file));
            places.entry((plan, text(link))).or_default().insert(place);
        }
    }
    assert!(places.len() > 20);
    for (word, places) in places {
        assert_eq!(places.len(), 1, "{word:?} leads to {places:?}");
    }
}

#[test]
fn a_plan_has_its_targets_before_what_is_open_and_long_lists_closed() {
    let pages = pages();
    let plan = page(&pages, "mihon-2021/index.html");
    let sections: Vec<&str> = all(plan, "main h2[id]")
        .into_iter()
        .filter_map(|head| head.attr("id"))
        .collect();
    let place = |id: &str| {
        sections
            .iter()
            .position(|one| *one == id)
            .unwrap_or_else(|| panic!("no {id}"))
    };
    assert!(
        place("indicators") < place("open") && place("open") < place("measures"),
        "{sections:?}"
    );
    let listed: Vec<String> = all(plan, ".contents a")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .map(str::to_owned)
        .collect();
    let in_order: Vec<String> = sections.iter().map(|id| format!("#{id}")).collect();
    assert_eq!(listed, in_order, "the contents name the sections in their order");
    // Eight measures without an answer, four figures out of date.
    assert_eq!(all(plan, ".open-group:not([open]) > .open-items > li").len(), 8);
    assert_eq!(all(plan, ".open-section > .open-items > li").len(), 4);
    assert_eq!(all(plan, "details.fold > table.indicators").len(), 1);
}

#[test]
fn names_in_the_overview_lead_to_the_indicators_that_the_table_names() {
    let pages = pages();
    let plan = page(&pages, "mihon-2021/index.html");
    let hrefs = |selector: &str| -> BTreeSet<&str> {
        all(plan, selector)
            .into_iter()
            .filter_map(|link| link.attr("href"))
            .collect()
    };
    let (drawn, listed) = (hrefs("svg.chart-dumbbell a"), hrefs("table.indicators a"));
    assert!(drawn.len() > 10 && drawn.is_subset(&listed), "{drawn:?}");
    assert!(all(plan, "svg[role=img] a").is_empty(), "an image has no links in it");
}

#[test]
fn a_group_of_which_nothing_is_said_has_no_page_and_a_place() {
    assert!(!SITE.contains_key("mhlw/measures/paperless-a.html"));
    let pages = pages();
    let below = page(&pages, "mhlw/measures/paperless-councils.html");
    let crumbs = all(below, ".breadcrumbs a");
    assert_eq!(
        crumbs.last().and_then(|link| link.attr("href")),
        Some("paperless.html#m-paperless-a")
    );
    let table = page(&pages, "mhlw/2020.html");
    assert_eq!(all(table, "[id=m-paperless-a] a").len(), 0);
    assert_eq!(text(all(table, "[id=m-paperless-a]")[0]), "a");
}

#[test]
fn sums_of_the_summary_say_what_they_lead_to() {
    let pages = pages();
    let sums = all(page(&pages, "mhlw/2020.html"), ".counts tfoot a");
    let names: Vec<String> = sums.into_iter().map(text).collect();
    assert_eq!(names, ["実施の43件を表で見る", "今後実施の6件を表で見る"]);
}
