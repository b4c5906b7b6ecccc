//! What the exports must hold over all worked examples: what goes out can come in again, and tables keep the rule.

mod common;

use std::fs;
use std::path::Path;

use mieruka::exchange::export::{bundle, document};
use mieruka::model::Project;
use serde_json::Value;

fn load(folder: &Path) -> Project {
    let loaded = mieruka::load(folder);
    let report: Vec<String> = loaded
        .findings
        .iter()
        .filter(|finding| finding.severity == mieruka::diagnostic::Severity::Error)
        .map(|finding| format!("{finding:?}"))
        .collect();
    loaded.project.unwrap_or_else(|| panic!("{}", report.join("\n")))
}

/// Writes the parts of every plan's document as the data files they are.
fn write_documents(project: &Project, folder: &Path) {
    fs::write(folder.join("site.yaml"), document::of_site(project).to_file()).unwrap();
    for plan in &project.plans {
        let home = folder.join(plan.id.as_str());
        fs::create_dir_all(home.join("pages")).unwrap();
        let text = document::of_plan(project, plan).to_line();
        // serde_json without arbitrary precision would drop 13.0 to a float: raw values keep the text.
        let parts: std::collections::BTreeMap<String, Box<serde_json::value::RawValue>> =
            serde_json::from_slice(&text).unwrap();
        fs::write(home.join("plan.yaml"), parts["plan"].get()).unwrap();
        if let Some(editions) = parts.get("editions") {
            let editions: std::collections::BTreeMap<String, Box<serde_json::value::RawValue>> =
                serde_json::from_str(editions.get()).unwrap();
            for (name, edition) in editions {
                fs::write(home.join(format!("{name}.yaml")), edition.get()).unwrap();
            }
        }
        let pages: Vec<Value> = parts
            .get("pages")
            .map_or_else(Vec::new, |pages| serde_json::from_str(pages.get()).unwrap());
        for (index, page) in pages.iter().enumerate() {
            let word = |key: &str| page[key].as_str().unwrap();
            let name = format!("{:02}-{}.md", index + 1, word("id"));
            let text = format!("# {}\n\n{}\n", word("title"), word("text"));
            fs::write(home.join("pages").join(name), text).unwrap();
        }
    }
}

#[test]
fn a_document_read_in_again_gives_the_same_document() {
    let public = |project: Project| mieruka::edition::release(project, mieruka::edition::Release::PUBLIC);
    let mut shipped = load(Path::new("data"));
    // What the site promises of itself stands in site.yaml alone.
    shipped.site.accessibility = None;
    let project = public(shipped);
    let folder = tempfile::tempdir().unwrap();
    write_documents(&project, folder.path());
    let again = public(load(folder.path()));
    assert_eq!(
        document::of_site(&project).to_file(),
        document::of_site(&again).to_file()
    );
    for (before, after) in project.plans.iter().zip(&again.plans) {
        let text = |project: &Project, plan| String::from_utf8(document::of_plan(project, plan).to_line()).unwrap();
        let (before, after) = (text(&project, before), text(&again, after));
        let differing = before.lines().zip(after.lines()).find(|(left, right)| left != right);
        assert!(before == after, "{differing:?}");
    }
    let pages = |project| {
        let mut files = mieruka::render_site(project, &mieruka::render::Templates::load(None).unwrap()).unwrap();
        // It names the files that the site was made of, and those are others now.
        files.remove(mieruka::site::MANIFEST);
        files
    };
    let (before, after) = (pages(&project), pages(&again));
    let differing: Vec<&String> = before
        .keys()
        .filter(|path| before.get(*path) != after.get(*path))
        .take(10)
        .collect();
    assert!(
        before == after,
        "what was read in again gives another site: {differing:?}"
    );
}

/// The invented city with payloads in every kind of text, and an address.
fn hostile() -> (Project, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    common::copy_folder(Path::new("data"), folder.path());
    let change = |file: &str, from: &str, to: &str| {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    change(
        "site.yaml",
        "publisher: mieruka",
        "publisher: mieruka\nbase_url: https://www.example.lg.jp/plan",
    );
    change(
        "mihon-2021/plan.yaml",
        "short_title: いきいき",
        "short_title: \"=1+1\" # いきいき",
    );
    change("mihon-2021/plan.yaml", "promise: ", "promise: \"@SUM(1+1)\" # ");
    change(
        "mihon-2021/2021.yaml",
        "office: ",
        "office: '=HYPERLINK(\"https://evil.example\")' # ",
    );
    change(
        "mihon-2021/2021.yaml",
        "  - 時間外",
        "  - \"-2+3+cmd|' /C calc'!A0\\n二行目\"\n  - 時間外",
    );
    (load(folder.path()), folder)
}

#[test]
fn formulas_in_the_data_stay_text_in_every_table_and_workbook() {
    let (project, _folder) = hostile();
    let plan = project
        .plans
        .iter()
        .find(|plan| plan.id.as_str() == "mihon-2021")
        .unwrap();
    let bundle = bundle::of_plan(&project, plan);
    let csv = |name: &str| String::from_utf8(bundle.files[&format!("mihon-2021/data/{name}.csv")].clone()).unwrap();
    assert!(csv("plans").contains(",'=1+1,") && csv("plans").contains(",'@SUM(1+1),"));
    assert!(csv("editions").contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\""));
    assert!(csv("notes").contains("'-2+3+cmd|' /C calc'!A0\\n二行目"));
    let book = &bundle.files["mihon-2021/data/mihon-2021.xlsx"];
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut sheets = 0;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        if !String::from_utf8_lossy(file.name_raw()).contains("worksheets/sheet") {
            continue;
        }
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        assert!(
            !text.contains("<f>") && !text.contains("<f "),
            "a formula in sheet {index}"
        );
        sheets += 1;
    }
    assert!(sheets > 20, "only {sheets} sheets");
}

#[test]
fn a_verdict_across_a_changed_definition_is_exported_with_its_caution() {
    let site = common::built_site();
    let table = String::from_utf8(site["mihon-2016/data/evaluations.csv"].clone()).unwrap();
    let (changed, unchanged): (Vec<&str>, Vec<&str>) = table
        .lines()
        .filter(|line| line.contains(",childcare-leave,") && line.contains(",men,"))
        .partition(|line| line.starts_with("mihon-2016,2020,"));
    assert!(changed.len() == 1 && unchanged.len() == 4, "{table}");
    assert!(
        changed[0].contains(",met,達成,") && changed[0].contains(",令和2年度,令和2年度から、値の定義が変わっています")
    );
    assert!(unchanged.iter().all(|line| line.ends_with(",,")), "{unchanged:?}");
}

#[test]
fn a_site_with_an_address_has_a_feed_whose_names_last_and_a_map_of_its_pages() {
    let (project, _folder) = hostile();
    let site = mieruka::render_site(
        &mieruka::edition::release(project, mieruka::edition::Release::PUBLIC),
        &mieruka::render::Templates::load(None).unwrap(),
    )
    .unwrap();
    let text = |path: &str| String::from_utf8(site[path].clone()).unwrap();
    let feed = text("feed.atom");
    for part in [
        "<id>tag:www.example.lg.jp,2023:mihon-2021/2023-final</id>",
        "<id>tag:www.example.lg.jp,2023:mihon-2021/2023-final/correction-1</id>",
        "<updated>2024-07-01T00:00:00+09:00</updated>",
        "href=\"https://www.example.lg.jp/plan/mihon-2021/2023.html\"",
    ] {
        assert!(feed.contains(part), "{part}");
    }
    let map = text("sitemap.xml");
    let listed = map.matches("<loc>").count();
    let redirects = site
        .iter()
        .filter(|(path, content)| is_page(path) && is_redirect(content))
        .count();
    let pages = site.keys().filter(|path| is_page(path)).count();
    assert!(
        redirects > 0 && listed == pages - redirects,
        "{listed} of {pages}, {redirects} lead on"
    );
    assert!(map.contains("<loc>https://www.example.lg.jp/plan/mihon-2021/data.html</loc>"));
    assert!(text("index.html").contains("type=\"application/atom+xml\" href=\"feed.atom\""));
}

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "html")
}

fn is_redirect(page: &[u8]) -> bool {
    String::from_utf8_lossy(page).contains("http-equiv=\"refresh\"")
}

#[test]
fn without_an_address_there_is_no_feed_and_no_map() {
    let site = common::built_site();
    assert!(!site.contains_key("feed.atom") && !site.contains_key("sitemap.xml"));
}

#[test]
fn the_cabinet_offices_list_has_figures_that_were_reached() {
    let project = load(Path::new("data"));
    let mut plans = project.plans.iter();
    let plan = plans.find(|plan| plan.id.as_str() == "mihon-2021").unwrap();
    let bundle = bundle::of_plan(&project, plan);
    let csv = String::from_utf8(bundle.files["mihon-2021/data/disclosure.csv"].clone()).unwrap();
    let line = |item: &str| csv.lines().find(|line| line.contains(item)).unwrap();
    // What the midterm report expects of the year is none; what it says of the half year may still change.
    let overtime = line("時間外勤務時間（全体）");
    assert!(overtime.contains(",122.4時間,令和6年度,"), "{overtime}");
    let leave = line("育児休業取得率（男性）");
    assert!(leave.contains("%（速報・暫定）,令和7年度上半期,"), "{leave}");
    assert!(!csv.contains("見込み"));
}

#[test]
fn a_preset_gives_what_the_law_says_for_all_bodies() {
    let folder = tempfile::tempdir().unwrap();
    common::copy_folder(Path::new("data"), folder.path());
    let path = folder.path().join("tokyo-ward/plan.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let added = "indicators:\n  - {id: gap, title: 給与の差, preset: pay-gap, targets: none}\n";
    fs::write(&path, text.replacen("indicators:\n", added, 1)).unwrap();
    let project = load(folder.path());
    let plan = project
        .plans
        .iter()
        .find(|plan| plan.id.as_str() == "tokyo-ward")
        .unwrap();
    let gap = &plan.indicators[0];
    let segments: Vec<&str> = gap.segments.iter().map(|segment| segment.id.as_str()).collect();
    assert_eq!(segments, ["regular", "others", "all"]);
    assert!(gap.unit.as_ref().is_some_and(mieruka::quantity::Unit::is_percent));
    assert_eq!(gap.disclosure.as_ref().unwrap().item, "職員の給与の男女の差異");
}
