//! The thread of measures over two plans of the invented city: on the pages of both plans, in the concordance, at every former address.

mod common;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use scraper::{Html, Selector};

static SITE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(common::built_site);

fn text_of(path: &str, selector: &str) -> Vec<String> {
    let bytes = SITE.get(path).unwrap_or_else(|| panic!("no page {path}"));
    let page = Html::parse_document(std::str::from_utf8(bytes).unwrap());
    let text = |element: scraper::ElementRef<'_>| {
        element
            .text()
            .collect::<String>()
            .split_whitespace()
            .collect::<String>()
    };
    page.select(&Selector::parse(selector).unwrap()).map(text).collect()
}

/// The stations of a thread, each as one text.
fn thread(path: &str) -> Vec<String> {
    text_of(path, ".thread > li")
}

fn says(stations: &[String], expected: &[&[&str]]) {
    assert_eq!(stations.len(), expected.len(), "{stations:#?}");
    for (station, words) in stations.iter().zip(expected) {
        for word in *words {
            assert!(station.contains(word), "“{word}” is not in {station}");
        }
    }
}

fn concordance(old: &str, new: &str) -> String {
    let rows = text_of("mihon-2021/concordance.html", ".concordance-table tbody tr");
    rows.into_iter()
        .find(|row| row.contains(old) && row.contains(new))
        .unwrap_or_else(|| panic!("no row {old} → {new}"))
}

#[test]
fn a_split_measure_leads_to_both_and_back() {
    let old = thread("mihon-2016/measures/leader-training.html");
    says(
        &old,
        &[
            &["平成28年度から令和2年度まで", "このページ"],
            &["分割", "女性リーダー研修への派遣"],
            &["分割", "次期管理職研修"],
        ],
    );
    let new = thread("mihon-2021/measures/leader-training-managers.html");
    says(
        &new,
        &[
            &["③女性リーダー研修への派遣"],
            &["分割", "から分けた", "このページ", "②女性リーダー研修への派遣"],
        ],
    );
    assert!(concordance("1(3)③", "次期管理職研修").contains("分割"));
}

#[test]
fn a_measure_split_inside_its_plan_says_so_with_year_and_reason() {
    let old = thread("mihon-2021/measures/telework.html");
    says(
        &old,
        &[
            &["在宅勤務の検討"],
            &["テレワークの推進", "令和4年度で終了", "2つの取組に分けた"],
            &["分割", "在宅勤務の推進"],
            &["分割", "現場でのモバイル勤務の推進"],
        ],
    );
    let top = text_of("mihon-2021/measures/telework.html", ".ended").concat();
    assert!(
        top.contains("令和4年度で終了しました") && top.contains("在宅勤務の推進"),
        "{top}"
    );
    assert!(concordance("令和5年度", "現場でのモバイル勤務の推進").contains("分割"));
}

#[test]
fn a_merged_measure_names_all_it_was_made_of() {
    let new = thread("mihon-2021/measures/support-desk.html");
    says(
        &new,
        &[
            &["両立支援相談窓口の設置"],
            &["介護に関する相談"],
            &["統合", "を1つにまとめた", "このページ"],
        ],
    );
    says(
        &thread("mihon-2016/measures/care-consultation.html"),
        &[&["このページ"], &["統合", "両立支援・介護相談窓口"]],
    );
    assert!(concordance("介護に関する相談", "両立支援・介護相談窓口").contains("統合"));
}

#[test]
fn a_moved_measure_shows_both_places() {
    let new = thread("mihon-2021/measures/career-interviews.html");
    says(
        &new,
        &[
            &["(3)管理職への登用"],
            &["移動", "番号変更", "(2)キャリア形成の支援", "このページ"],
        ],
    );
    assert!(concordance("1(3)②", "4(2)①").contains("移動"));
}

#[test]
fn a_measure_moved_inside_its_plan_shows_how_it_stood() {
    let stations = thread("mihon-2016/measures/managers-briefing.html");
    says(
        &stations,
        &[
            &["平成28年度から平成29年度まで", "⑥管理職への制度説明", "(1)意識の改革"],
            &[
                "平成30年度から令和2年度まで",
                "移動",
                "番号変更",
                "名称変更",
                "④管理監督者への制度説明",
                "係長級に広げ",
            ],
            &["継続", "いきいき活躍推進プラン（第2期）"],
        ],
    );
    let table = text_of("mihon-2016/2017.html", "#m-managers-briefing").concat();
    assert!(table.contains("⑥管理職への制度説明"), "{table}");
    assert!(
        text_of("mihon-2016/2018.html", "#m-managers-briefing")
            .concat()
            .contains("④管理監督者への制度説明")
    );
}

#[test]
fn a_renumbered_measure_is_only_renumbered() {
    let stations = thread("mihon-2021/measures/technical-recruitment.html");
    says(
        &stations,
        &[&["④技術職の受験の呼び掛け"], &["番号変更", "③技術職の受験の呼び掛け"]],
    );
    let row = concordance("旧項目技術職の受験の呼び掛け", "1(1)③");
    assert!(
        row.contains("番号変更") && !row.contains("移動") && !row.contains("名称変更"),
        "{row}"
    );
}

#[test]
fn a_measure_whose_heading_was_renumbered_is_renumbered() {
    let row = concordance("4(2)①", "4(3)①");
    assert!(
        row.contains("番号変更") && !row.contains("継続") && !row.contains("移動"),
        "{row}"
    );
}

#[test]
fn an_ended_measure_says_when_and_why_at_the_top_and_is_not_asked_again() {
    let top = text_of("mihon-2016/measures/role-models.html", ".ended").concat();
    assert!(
        top.contains("平成30年度で終了") && top.contains("同じ職員に偏った"),
        "{top}"
    );
    assert!(!text_of("mihon-2016/2018.html", "#m-role-models").is_empty());
    assert!(text_of("mihon-2016/2019.html", "#m-role-models").is_empty());
    assert!(concordance("ロールモデル集の作成", "終了").contains("同じ職員に偏った"));
    let with_plan = text_of("mihon-2016/measures/satellite-office.html", ".ended").concat();
    assert!(with_plan.contains("計画の終了（令和2年度）とともに終了"), "{with_plan}");
}

#[test]
fn answers_follow_the_thread_into_the_plan_before() {
    let answers = text_of("mihon-2021/measures/support-desk.html", ".answer h3");
    assert!(
        answers
            .first()
            .is_some_and(|first| first.contains("令和7") && first.contains("中間報告")),
        "{answers:?}"
    );
    let last = answers.last().unwrap();
    assert!(last.contains("平成28") && last.contains("（第1期）"), "{last}");
    let called = text_of("mihon-2021/measures/support-desk.html", ".answer-called").concat();
    assert!(called.contains("両立支援相談窓口の設置") && called.contains("介護に関する相談"));
}

#[test]
fn every_former_address_leads_on() {
    let path = "mihon-2016/measures/paperless-meetings.html";
    let page = String::from_utf8(SITE[path].clone()).unwrap();
    assert!(
        page.contains("content=\"0; url=paperless.html\"") && page.contains("noindex"),
        "{page}"
    );
    assert!(text_of(path, "main").concat().contains("この取組のページは移りました"));
}

#[test]
fn a_changed_definition_is_noted_and_a_replaced_target_not_judged() {
    let page = "mihon-2021/indicators/childcare-leave.html";
    assert!(!text_of(page, ".break-row").is_empty());
    assert!(text_of(page, ".target-table").concat().contains("改定前の目標"));
    let judged = text_of(page, "#verdict-men .verdict-head").concat();
    assert!(judged.contains("85%以上") && !judged.contains("50%以上"), "{judged}");
    let then = text_of("mihon-2021/2022.html", "#i-childcare-leave").concat();
    assert!(then.contains("50%以上") && !then.contains("85%以上"), "{then}");
    let now = text_of("mihon-2021/2024.html", "#i-childcare-leave").concat();
    assert!(now.contains("85%以上") && !now.contains("50%以上"), "{now}");
}

#[test]
fn an_interim_edition_says_what_is_missing() {
    let interim = text_of("mihon-2021/2025-midterm.html", ".interim").concat();
    assert!(
        interim.contains("中間報告") && interim.contains("まだ回答のないもの（8件）"),
        "{interim}"
    );
    assert!(text_of("mihon-2021/2024.html", ".interim").is_empty());
    assert!(
        text_of("mihon-2021/index.html", ".plan-nav")
            .concat()
            .contains("令和7年度（中間報告）")
    );
}

#[test]
fn offices_have_the_names_of_the_year() {
    assert!(
        text_of("mihon-2016/2019.html", "#m-rpa").concat().is_empty()
            || !text_of("mihon-2016/2019.html", ".follow-up")
                .concat()
                .contains("デジタル推進課")
    );
    assert!(text_of("mihon-2016/2019.html", "main").concat().contains("情報政策課"));
    assert!(
        text_of("mihon-2021/offices/welfare.html", ".facts")
            .concat()
            .contains("統合先人事人材課")
    );
    assert!(
        text_of("mihon-2021/offices/policy.html", ".facts")
            .concat()
            .contains("企画政策課（令和4年度まで）")
    );
}

#[test]
fn plans_without_predecessors_have_no_concordance() {
    assert!(!SITE.contains_key("mihon-2016/concordance.html") && !SITE.contains_key("mhlw/concordance.html"));
    assert!(!text_of("mhlw/index.html", "main").concat().contains("新旧対照表"));
}

/// The kinds of a thread in a small plan: `title: kinds`.
fn kinds(old: &str, new: &str, of: &str) -> Vec<String> {
    use mieruka::evaluate::{Member, thread};
    use mieruka::model::{MeasureId, PlanId};

    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("site.yaml"), "title: 見本\npublisher: 見本市\n").unwrap();
    for (name, period, measures) in [("old", "{from: H28, to: R2}", old), ("new", "{from: R3, to: R7}", new)] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        let head = format!("title: {name}\norganisation: 見本市\nperiod: {period}\nmeasures:\n");
        std::fs::write(folder.path().join(name).join("plan.yaml"), head + measures).unwrap();
    }
    let loaded = mieruka::load(folder.path());
    let printed = mieruka::diagnostic::human::print(&loaded.findings, &loaded.sources, false);
    let project = loaded.project.unwrap_or_else(|| panic!("{printed}"));
    let plan = project.plan(&PlanId::new("new"));
    let stations = thread(&project, Member::measure(plan, plan.measure(&MeasureId::new(of))));
    let told = |station: &mieruka::evaluate::Station<'_>| {
        let kinds = station
            .arrival
            .as_ref()
            .map(|arrival| arrival.kinds.clone())
            .unwrap_or_default();
        format!("{}: {kinds:?}", station.title.unwrap_or_default())
    };
    stations.iter().map(told).collect()
}

const OLD: &str = "  - {id: a, label: '1', title: 甲, kind: heading, children: [{id: x, label: ①, title: 子}, {id: z, label: ②, title: 丑}]}\n";

#[test]
fn a_reworded_heading_is_the_same_place_and_another_is_not() {
    let under = |heading: &str| {
        format!(
            "  - {{id: b, {heading}, kind: heading, children: [{{id: y, label: ①, title: 子, continues: [{{plan: old, measure: x}}]}}]}}\n"
        )
    };
    assert_eq!(
        kinds(OLD, &under("label: '1', title: 甲の推進"), "y"),
        ["子: []", "子: [Continued]"]
    );
    assert_eq!(
        kinds(OLD, &under("label: '2', title: 甲"), "y"),
        ["子: []", "子: [Continued]"]
    );
    assert_eq!(
        kinds(OLD, &under("label: '2', title: 乙"), "y"),
        ["子: []", "子: [Moved]"]
    );
}

#[test]
fn what_continues_nothing_is_new_or_added() {
    let new = "  - {id: y, label: ①, title: 子, continues: [{plan: old, measure: x}]}\n  - {id: n, title: 新}\n  - {id: l, title: 後, since: R5}\n";
    assert_eq!(kinds(OLD, new, "n"), ["新: [New]"]);
    assert_eq!(kinds(OLD, new, "l"), ["後: [Added]"]);
    assert_eq!(kinds(OLD, "  - {id: n, title: 新}\n", "n"), ["新: []"]);
}

#[test]
fn splitting_and_merging_at_once_is_both() {
    let new = "  - {id: y, title: 合, continues: [{plan: old, measure: x}, {plan: old, measure: z}]}\n  - {id: w, title: 分, continues: [{plan: old, measure: x}]}\n";
    assert_eq!(kinds(OLD, new, "y"), ["子: []", "丑: []", "合: [Split, Merged]"]);
    assert_eq!(kinds(OLD, new, "w"), ["子: []", "分: [Split]"]);
}
