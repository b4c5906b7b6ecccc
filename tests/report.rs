//! The whole report of an edition (全体版): it says what the single pages say, and nothing that came to be known later.

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use mieruka::edition::{Release, release};
use mieruka::exchange::export::document;
use mieruka::render::Templates;
use mieruka::view::report::ReportPage;
use scraper::{ElementRef, Html, Selector};

static SITE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(common::built_site);

/// Editions of different make: one with a form alone, one in the middle of a plan, an interim one.
const EDITIONS: [(&str, &str); 3] = [("mhlw", "2020"), ("mihon-2021", "2022"), ("mihon-2021", "2025-midterm")];

fn page(path: &str) -> Html {
    let bytes = SITE.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    Html::parse_document(std::str::from_utf8(bytes).unwrap())
}

/// The report of any edition. The site has that of the newest one only.
fn report(plan: &str, year: &str) -> Html {
    let project = mieruka::load(Path::new("data")).project.expect("sound data");
    let released = release(project, Release::PUBLIC);
    let plan = released.plans.iter().find(|one| one.id.as_str() == plan).unwrap();
    let edition = plan
        .editions
        .iter()
        .find(|one| document::file_name(one) == year)
        .unwrap();
    let page = ReportPage::new(&released, plan, edition);
    Html::parse_document(&Templates::load(None).unwrap().render("report.html", &page).unwrap())
}

fn all<'page>(page: &'page Html, selector: &str) -> Vec<ElementRef<'page>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let text = |element: ElementRef<'_>| element.text().flat_map(str::split_whitespace).collect::<String>();
    all(page, selector).into_iter().map(text).collect()
}

#[test]
fn the_newest_edition_of_every_plan_leads_to_its_report() {
    let leads = |path: &str| {
        std::str::from_utf8(&SITE[path])
            .unwrap()
            .contains("href=\"report.html\"")
    };
    let plans: Vec<&str> = SITE
        .keys()
        .filter_map(|path| path.strip_suffix("/report.html"))
        .collect();
    for plan in &plans {
        let is_edition = |path: &&String| {
            let name = path.strip_prefix(plan).and_then(|rest| rest.strip_prefix('/'));
            let year = name.and_then(|name| name.strip_suffix(".html")).unwrap_or_default();
            year.starts_with("20") && !year.ends_with("-changes")
        };
        let mut editions: Vec<&String> = SITE.keys().filter(is_edition).collect();
        let newest = editions.pop().unwrap();
        assert!(leads(newest), "{newest} does not lead to its report");
        for path in editions {
            assert!(!leads(path), "{path} leads to the report of another year");
        }
    }
    assert_eq!(plans.len(), 3);
}

#[test]
fn a_report_says_what_the_page_of_its_edition_says() {
    for (plan, year) in EDITIONS {
        let (edition, single, report) = (
            format!("{plan}/{year}"),
            page(&format!("{plan}/{year}.html")),
            report(plan, year),
        );
        for part in [
            "table.follow-up",
            "table.indicators",
            // Its sums lead to the table of the edition, which a report does not say.
            "table.counts tbody",
            ".edition-notes",
            ".legends",
            ".past-figures",
        ] {
            assert_eq!(texts(&single, part), texts(&report, part), "{edition}: {part}");
        }
        assert!(!texts(&report, "table.follow-up").is_empty(), "{edition} has no table");
    }
}

#[test]
fn a_report_says_what_the_page_of_changes_says() {
    let changes = |page: &Html| {
        let told = |element: ElementRef<'_>| {
            let attribute = |name: &str| element.attr(name).map(str::to_owned);
            (
                attribute("data-change"),
                attribute("data-measure"),
                attribute("data-indicator"),
            )
        };
        all(page, "[data-change]").into_iter().map(told).collect::<Vec<_>>()
    };
    let single = changes(&page("mihon-2021/2022-changes.html"));
    assert!(!single.is_empty());
    assert_eq!(single, changes(&report("mihon-2021", "2022")));
}

#[test]
fn a_report_knows_nothing_of_later_years() {
    let report = report("mihon-2021", "2022");
    let stated_in: Vec<&str> = all(&report, ".value-table td a")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .collect();
    assert!(stated_in.iter().any(|href| href.starts_with("2022.html")));
    for later in ["2023", "2024", "2025"] {
        assert!(
            !stated_in.iter().any(|href| href.starts_with(later)),
            "a value of {later} in the report of 2022"
        );
    }
    let indicators = all(&report, ".report-indicator").len();
    assert_eq!(indicators, all(&report, ".report-indicator .indicator-series").len());
    assert!(indicators > 10);
}
