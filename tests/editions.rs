//! Public and internal editions: what is internal, a draft or under embargo is in no byte of the public site.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use mieruka::edition::{LeftOut, Release, release};
use mieruka::model::Project;
use mieruka::render::Templates;
use scraper::{Html, Selector};

const PAGE: &str = "---\naudience: internal\n---\n# CANARY-PAGE-TITLE\n\nCANARY-PAGE-TEXT\n";
const REMARKED: &str = "---\ninternal: CANARY-PAGE-REMARK\n---\n# 公開のページ\n\n公開の文章。\n";

/// The case with something internal everywhere, built as asked.
fn site(asked: Release) -> BTreeMap<String, Vec<u8>> {
    render(everywhere(), asked)
}

fn everywhere() -> Project {
    let folder = tempfile::tempdir().unwrap();
    common::write_case(
        &fs::read_to_string("tests/editions/everywhere.md").unwrap(),
        folder.path(),
    );
    let pages = folder.path().join("case/pages");
    fs::create_dir_all(&pages).unwrap();
    fs::write(pages.join("canary-page-id.md"), PAGE).unwrap();
    fs::write(pages.join("open.md"), REMARKED).unwrap();
    project(folder.path())
}

fn project(data: &Path) -> Project {
    let loaded = mieruka::load(data);
    let printed = mieruka::diagnostic::human::print(&loaded.findings, &loaded.sources, false);
    loaded.project.unwrap_or_else(|| panic!("{printed}"))
}

fn render(project: Project, asked: Release) -> BTreeMap<String, Vec<u8>> {
    mieruka::render_site(&release(project, asked), &Templates::load(None).unwrap()).unwrap()
}

/// What is read on a page: no attribute, nothing of its head.
fn read(page: &[u8]) -> String {
    let body = Selector::parse("body").unwrap();
    let page = Html::parse_document(std::str::from_utf8(page).unwrap());
    let texts: Vec<&str> = page.select(&body).flat_map(|body| body.text()).collect();
    texts.join(" ")
}

/// What is read on all pages.
fn read_all(site: &BTreeMap<String, Vec<u8>>) -> String {
    pages(site).map(read).collect()
}

fn pages(site: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = &[u8]> {
    let pages = site.iter().filter(|(name, _)| name.rsplit('.').next() == Some("html"));
    pages.map(|(_, bytes)| bytes.as_slice())
}

/// All names and bytes of a site as one text.
fn all(site: &BTreeMap<String, Vec<u8>>) -> String {
    let mut text = String::new();
    for (name, bytes) in site {
        text += name;
        text += "\n";
        text += &String::from_utf8_lossy(bytes);
    }
    text
}

fn tokens(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .match_indices("CANARY-")
        .map(|(at, _)| {
            let rest = &text[at..];
            let end = rest.find(|letter: char| !(letter.is_ascii_uppercase() || letter == '-'));
            rest[..end.unwrap_or(rest.len())].trim_end_matches('-').to_owned()
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

fn on(year: i32, month: u32, day: u32) -> Release {
    Release {
        as_of: NaiveDate::from_ymd_opt(year, month, day),
        ..Release::PUBLIC
    }
}

#[test]
fn nothing_internal_is_in_the_public_site() {
    let site = all(&site(Release::PUBLIC));
    assert_eq!(tokens(&site), Vec::<String>::new());
    for secret in ["canary-", "98761", "98762", "98763", "98764", "98765", "2021-10-01"] {
        assert!(!site.contains(secret), "{secret}");
    }
    for open in [
        "公開の指標",
        "公開の取組",
        "公開の取組内容",
        "公開の様式",
        "公開のページ",
        "公開の文章。",
    ] {
        assert!(site.contains(open), "{open}");
    }
    assert!(!site.contains("内部版"));
}

#[test]
fn an_embargo_ends_on_its_day() {
    let before = all(&site(on(2021, 9, 30)));
    assert_eq!(tokens(&before), Vec::<String>::new());
    let after = all(&site(on(2021, 10, 1)));
    assert_eq!(
        tokens(&after),
        [
            "CANARY-ENTRY-EMBARGO",
            "CANARY-INDICATOR-EMBARGO",
            "CANARY-MEASURE-EMBARGO",
            "CANARY-OBSERVATION-EMBARGO",
            "CANARY-WAITING-ANSWER",
        ]
    );
    assert!(after.contains("公開版（令和3年10月1日現在）"));
}

#[test]
fn an_edition_is_public_from_the_day_of_its_publication() {
    assert!(!all(&site(on(2021, 3, 30))).contains("公開の取組内容"));
    assert!(all(&site(on(2021, 3, 31))).contains("公開の取組内容"));
}

#[test]
fn every_page_of_the_internal_edition_says_so() {
    for (name, bytes) in site(Release::INTERNAL) {
        if name.rsplit('.').next() == Some("html") {
            let page = String::from_utf8(bytes).unwrap();
            assert!(page.contains("<strong>内部版</strong>公開しないこと"), "{name}");
            assert!(page.contains("assets/internal.css"), "{name}");
        }
    }
}

#[test]
fn the_manifest_names_edition_and_cut_off() {
    let manifest = |asked| -> serde_json::Value { serde_json::from_slice(&site(asked)["manifest.json"]).unwrap() };
    let public = manifest(on(2021, 10, 1));
    assert_eq!(
        (&public["edition"], &public["as_of"]),
        (&"public".into(), &"2021-10-01".into())
    );
    let internal = manifest(Release::INTERNAL);
    assert_eq!(
        (&internal["edition"], &internal["as_of"]),
        (&"internal".into(), &serde_json::Value::Null)
    );
}

#[test]
fn no_canary_of_the_shipped_data_is_in_the_public_site() {
    let canaries = "INTERNAL-CANARY-";
    let planted: usize = common::files(Path::new("data"))
        .values()
        .map(|bytes| String::from_utf8_lossy(bytes).matches(canaries).count())
        .sum();
    assert!(planted >= 12, "{planted} planted");
    assert!(!all(&common::built_site()).contains(canaries));
}

#[test]
fn staff_read_every_remark_where_its_item_stands() {
    let planted = [
        &fs::read_to_string("tests/editions/everywhere.md").unwrap(),
        PAGE,
        REMARKED,
    ]
    .concat();
    assert_eq!(tokens(&read_all(&site(Release::INTERNAL))), tokens(&planted));
}

#[test]
fn staff_see_why_the_public_does_not_see_an_item() {
    let internal = read_all(&site(Release::INTERNAL));
    let public = read_all(&site(Release::PUBLIC));
    for word in [
        "内部メモ",
        "内部の連絡先",
        "内部限り",
        "下書き",
        "解禁日：令和3年10月1日",
    ] {
        assert!(internal.contains(word), "{word}");
        assert!(!public.contains(word), "{word}");
    }
    let after = Release {
        as_of: NaiveDate::from_ymd_opt(2021, 10, 1),
        ..Release::INTERNAL
    };
    assert!(!read_all(&site(after)).contains("解禁日"));
}

#[test]
fn every_canary_of_the_shipped_data_is_read_in_the_internal_edition_alone() {
    const MARK: &str = "INTERNAL-CANARY-";
    let internal = render(project(Path::new("data")), Release::INTERNAL);
    // The smallest page that names each: reading a page takes time.
    let mut naming: BTreeMap<&str, &[u8]> = BTreeMap::new();
    for page in pages(&internal) {
        let text = std::str::from_utf8(page).unwrap();
        for (at, _) in text.match_indices(MARK) {
            let smallest = naming.entry(&text[at..at + MARK.len() + 2]).or_insert(page);
            if page.len() < smallest.len() {
                *smallest = page;
            }
        }
    }
    let public = all(&common::built_site());
    assert!(!public.contains(MARK));
    for number in 1..=34 {
        let canary = format!("{MARK}{number:02}");
        let page = naming.get(canary.as_str());
        assert!(page.is_some_and(|page| read(page).contains(&canary)), "{canary}");
    }
}

#[test]
fn withheld_figures_are_listed_in_the_internal_edition_alone() {
    let data = || project(Path::new("data"));
    let internal = render(data(), Release::INTERNAL);
    let list = String::from_utf8(internal["mihon-2021/withheld.html"].clone()).unwrap();
    for word in [
        "一次秘匿</span>",
        "二次秘匿</span>",
        "個別の秘匿</span>",
        "3未満の数のため",
    ] {
        assert!(list.contains(word), "{word}");
    }
    let listed = list.matches("<th scope=\"row\">").count();
    let project = release(data(), Release::INTERNAL);
    let plan = project
        .plans
        .iter()
        .find(|plan| plan.id.as_str() == "mihon-2021")
        .unwrap();
    assert!(
        listed > 0 && listed == plan.withheld.len(),
        "{listed} of {}",
        plan.withheld.len()
    );
    let public = common::built_site();
    assert!(public.keys().all(|name| !name.contains("withheld")));
    assert!(!all(&public).contains("秘匿一覧"));
}

#[test]
fn the_public_reads_by_which_rule_figures_are_withheld() {
    let public = common::built_site();
    let told: Vec<&str> = public
        .iter()
        .filter(|(name, bytes)| {
            name.contains("/indicators/")
                && String::from_utf8_lossy(bytes).contains("1から2までの数と、それが分かってしまうほかの数値")
        })
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "mihon-2021/indicators/early-leavers.html",
            "mihon-2021/indicators/sick-leave.html"
        ]
    );
}

#[test]
fn what_waits_for_its_day_is_counted() {
    let project = everywhere();
    let waits = LeftOut::of(&project, None);
    assert_eq!(
        waits,
        LeftOut {
            editions: 1,
            measures: 1,
            indicators: 1,
            answers: 1,
            observations: 1,
            ..LeftOut::default()
        }
    );
    let then = LeftOut::of(&project, NaiveDate::from_ymd_opt(2021, 10, 1));
    let draft = LeftOut {
        editions: 1,
        ..LeftOut::default()
    };
    assert_eq!(then, draft);
    assert_eq!(LeftOut::of(&project, NaiveDate::from_ymd_opt(2021, 3, 30)).editions, 2);
}
