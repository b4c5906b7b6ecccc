//! What the pages say: small plans, and the words, links and cells their pages must have.

use std::fs;

use mieruka::model::{IndicatorId, Project};
use mieruka::render::Templates;
use mieruka::view::edition::EditionPage;
use mieruka::view::indicator::IndicatorPage;
use mieruka::view::measure::MeasurePage;
use mieruka::view::tables_then::TablesThen;
use serde_json::{Value, json};

/// Reads a plan `case` and its edition of FY2020.
fn project(plan: &str, edition: &str) -> Project {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("case")).unwrap();
    fs::write(folder.path().join("site.yaml"), "title: 見本\npublisher: 見本市\n").unwrap();
    let head = "title: 例の計画\norganisation: 見本市\nperiod: {from: H27, to: R2}\n";
    fs::write(folder.path().join("case/plan.yaml"), format!("{head}{plan}")).unwrap();
    fs::write(
        folder.path().join("case/2020.yaml"),
        format!("title: 令和2年度\n{edition}"),
    )
    .unwrap();
    let loaded = mieruka::load(folder.path());
    let printed = mieruka::diagnostic::human::print(&loaded.findings, &loaded.sources, false);
    loaded.project.unwrap_or_else(|| panic!("{printed}"))
}

fn indicator_page(project: &Project, id: &str) -> Value {
    let plan = &project.plans[0];
    serde_json::to_value(IndicatorPage::new(project, plan, plan.indicator(&IndicatorId::new(id)))).unwrap()
}

fn edition_page(project: &Project) -> Value {
    let plan = &project.plans[0];
    serde_json::to_value(EditionPage::new(project, plan, &plan.editions[0])).unwrap()
}

fn edition_html(project: &Project) -> String {
    let plan = &project.plans[0];
    let page = EditionPage::new(project, plan, &plan.editions[0]);
    Templates::load(None).unwrap().render("edition.html", &page).unwrap()
}

/// The working of the first verdict, a line for each figure: `term: formula = result`.
fn working(page: &Value) -> Vec<String> {
    let rows = page["series"][0]["verdicts"][0]["working"]["rows"].as_array().unwrap();
    let line = |row: &Value| {
        let formula = row["formula"]
            .as_str()
            .map(|formula| format!("{formula} = "))
            .unwrap_or_default();
        format!(
            "{}: {formula}{}",
            row["term"].as_str().unwrap(),
            row["result"].as_str().unwrap()
        )
    };
    rows.iter().map(line).collect()
}

#[test]
fn a_verdict_before_the_deadline_shows_the_path_it_was_compared_with() {
    let project = project(
        "
indicators:
  - id: women
    title: 女性の登用
    unit: '%'
    better: higher
    baseline: [{period: 平成27年7月, value: 7.8}]
    targets: [{by: 令和2年度末, at_least: 13}]
",
        "indicators: {women: {period: 令和2年7月, value: 9.1}}",
    );
    let page = indicator_page(&project, "women");
    assert_eq!(
        working(&page),
        [
            "判定に使った実績値: 9.1%（令和2年7月）",
            "目標設定時の値: 7.8%（平成27年7月）",
            "目標値: 13%以上",
            "計画上の値: 7.8 + (13 − 7.8) × 60か月 ÷ 68か月 = 12.4%",
            "差: 計画上の値を3.3ポイント下回る（高いほどよい）",
            "対目標比較: 9.1 ÷ 13 × 100 = 70.0%",
            "進捗率: (9.1 − 7.8) ÷ (13 − 7.8) × 100 = 25.0%",
        ]
    );
}

#[test]
fn a_target_relative_to_a_forecast_is_provisional() {
    let project = project(
        "
indicators:
  - id: overtime
    title: 時間外勤務
    unit: 時間
    better: lower
    targets: [{by: R3, at_most: {of: {actual: R2}, change: -10%}}]
",
        "indicators: {overtime: {period: R2, value: 200, vintage: forecast, as_of: 令和2年12月末}}",
    );
    let page = indicator_page(&project, "overtime");
    assert_eq!(
        working(&page),
        ["目標値: 200時間（令和2年度、見込み、令和2年12月末時点）× 90% = 180時間"]
    );
    let working = &page["series"][0]["verdicts"][0]["working"];
    assert_eq!(
        working["rows"][0]["note"],
        "令和3年度まで。暫定（基準の値が確定していない）"
    );
    assert!(working["cautions"][0].as_str().unwrap().contains("暫定"));
}

#[test]
fn a_half_year_on_the_path_is_counted_in_months_and_says_where_it_stands() {
    let project = project(
        "
indicators:
  - id: leave
    title: 育児休業取得率
    unit: '%'
    better: higher
    baseline: [{period: R2, value: 25}]
    targets: [{by: R7, at_least: 85}]
",
        "indicators: {leave: {period: 令和7年度上半期, value: 80}}",
    );
    let page = indicator_page(&project, "leave");
    assert!(
        working(&page).contains(&"計画上の値: 25 + (85 − 25) × 57か月 ÷ 60か月 = 82%".to_owned()),
        "{:?}",
        working(&page)
    );
    let rows = page["series"][0]["verdicts"][0]["working"]["rows"].as_array().unwrap();
    let path = rows.iter().find(|row| row["term"] == "計画上の値").unwrap();
    assert_eq!(
        path["note"],
        "令和2年度から令和7年度までを直線で結んだ、令和7年度上半期の値。年度や半期の値は、その期間の真ん中の時点に置いて\
         月数を数えます（令和2年度は令和2年9月末、令和7年度上半期は令和7年6月末、令和7年度は令和7年9月末）"
    );
}

#[test]
fn a_verdict_across_a_changed_definition_says_so_wherever_it_stands() {
    let project = project(
        "
indicators:
  - id: leave
    title: 育児休業取得率
    unit: '%'
    better: higher
    breaks: [{from: R2, note: 数え方を改めた。}]
    baseline: [{period: H27, value: 9.7}]
    targets: [{by: R2, at_least: 13}]
",
        "indicators: {leave: {period: R2, value: 23.8}}",
    );
    let page = indicator_page(&project, "leave");
    let working_shown = &page["series"][0]["verdicts"][0]["working"];
    assert_eq!(working_shown["verdict"]["word"], "達成");
    assert_eq!(
        working_shown["cautions"],
        json!([
            "令和2年度から、値の定義が変わっています（定義変更）。変わる前に定めた目標値を、変わった後の値と比べた判定です。\
             変わる前の値とは比べられないため、計画上の値や進捗率は求めていません。"
        ])
    );
    assert!(!working(&page).iter().any(|row| row.starts_with("進捗率")));
    let html = edition_html(&project);
    assert!(
        html.contains("達成</span></span><span class=\"unsure\">（定義変更あり）</span>"),
        "{html}"
    );
}

#[test]
fn a_series_without_a_target_has_nothing_to_work_out() {
    let project = project(
        "
indicators:
  - {id: staff, title: 職員数, unit: 人, better: neither, targets: none}
",
        "indicators: {staff: {period: R2, value: 12, vintage: forecast}}",
    );
    let page = indicator_page(&project, "staff");
    let verdict = &page["series"][0]["verdicts"][0];
    assert_eq!(verdict["target"], Value::Null);
    assert_eq!(verdict["working"]["cautions"], json!([]));
    assert_eq!(working(&page), Vec::<String>::new());
}

/// Two years of a yearly target; the published ratio of 107.4 is not what 200 ÷ 186 gives.
const YEARLY: &str = "
indicators:
  - id: overtime
    title: 時間外勤務
    unit: 時間
    better: lower
    segments: [{id: all, title: 全体}, {id: staff, title: 管理職除く, in_brackets: true}]
    targets:
      - {segment: all, at_most: {R1: 187, R2: 186}}
      - {segment: staff, none: true}
";
const YEARLY_FIGURES: &str = "
indicators:
  overtime:
    - {segment: all, period: R1, value: 201}
    - {segment: all, period: R2, value: 200, vintage: forecast, as_of: 令和2年12月末, published: {ratio_to_target: 107.4}}
    - {segment: staff, period: R2, value: 224, vintage: forecast, as_of: 令和2年12月末}
";

#[test]
fn published_percentages_are_printed_and_other_results_stand_beside_them() {
    let page = edition_page(&project(YEARLY, YEARLY_FIGURES));
    let outlook = &page["outlook"];
    assert_eq!(outlook["year_head"], "令和2年度見込み");
    let cells = outlook["rows"][0]["cells"].as_array().unwrap();
    let part = |cell: &Value| {
        (
            cell["text"].clone(),
            cell["absent"]["mark"].clone(),
            cell["recomputed"].clone(),
        )
    };
    assert_eq!(part(&cells[0]["main"]), ("200時間".into(), Value::Null, Value::Null));
    assert_eq!(part(&cells[0]["bracket"]), ("224時間".into(), Value::Null, Value::Null));
    assert_eq!(part(&cells[1]["bracket"]), (Value::Null, "—".into(), Value::Null));
    assert_eq!(part(&cells[2]["main"]), ("107.4".into(), Value::Null, "107.5".into()));
    assert_eq!(
        (cells[4]["main"]["text"].clone(), cells[4]["main"]["computed"].clone()),
        ("99.5".into(), true.into())
    );
    assert_eq!(
        page["years"]["notes"][0],
        "令和2年度の実績は、令和2年12月末時点の見込み。"
    );
    assert_eq!(page["years"]["rows"][1]["actuals"][0]["value"], "200 (224)");
}

const MEASURES: &str = "
levels: [大項目, 中項目, 小項目]
statuses: {実施: implemented, 今後実施: planned}
tags: {新規: new}
table: [{field: status, head: 状況 (A)}, {field: entries, head: 内容 (C)}, {field: results, head: 成果 (D)}]
measures:
  - id: top
    title: 改革
    kind: heading
    children:
      - id: one
        label: '1'
        title: 研修
        children: [{id: below, label: a, title: 研修の下}]
      - {id: two, label: '2', title: 周知}
      - {id: three, label: '3', title: 相談}
";
const ANSWERS: &str = "
measures:
  one:
    status: 実施
    entries: [{id: first, tag: 新規, text: 始めた。}]
    results: [{text: 効果があった。}]
  below: {status: 今後実施}
  two:
    status: 実施
    reason: 列のない理由
    entries: [{text: 始めた。, repeats: {measure: one, entry: first}}]
    results: —
";

#[test]
fn the_published_table_keeps_heads_merges_cells_and_names_what_is_missing() {
    let page = edition_page(&project(MEASURES, ANSWERS));
    let table = &page["table"];
    assert_eq!(
        (&table["heading_head"], &table["item_head"]),
        (&"大項目".into(), &"中項目／小項目".into())
    );
    // 理由 has no column in the form: it gets one, because nothing that is answered may be lost.
    let heads: Vec<&str> = table["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| column["text"].as_str().unwrap())
        .collect();
    assert_eq!(heads, ["状況 (A)", "内容 (C)", "成果 (D)", "理由"]);
    let rows = table["sections"][0]["rows"].as_array().unwrap();
    let anchors: Vec<&str> = rows.iter().map(|row| row["anchor"].as_str().unwrap()).collect();
    assert_eq!(anchors, ["m-one", "m-below", "m-two", "m-three"]);
    let cell = |row: usize, head: &str| {
        rows[row]["cells"]
            .as_array()
            .unwrap()
            .iter()
            .find(|cell| cell["head"] == head)
            .cloned()
    };
    assert_eq!(cell(0, "成果 (D)").unwrap()["rows"], 2);
    assert_eq!(cell(0, "成果 (D)").unwrap()["headers"], "s0 r0-0 c-results");
    assert!(cell(1, "成果 (D)").is_none());
    assert_eq!(rows[1]["covered"][1]["by"]["href"], "#m-one");
    assert_eq!(cell(2, "成果 (D)").unwrap()["content"]["mark"], "—");
    assert_eq!(
        cell(2, "内容 (C)").unwrap()["content"]["items"][0]["repeats"]["href"],
        "#e-one-first"
    );
    assert_eq!(cell(3, "状況 (A)").unwrap()["content"]["badge"]["word"], "回答なし");
    let totals = page["counts"]["totals"].as_array().unwrap();
    let counts: Vec<_> = totals.iter().map(|total| &total["count"]).collect();
    assert_eq!(counts, [2, 1, 1]);
    // 今後実施, as the browser writes it when the filter is chosen by hand.
    assert_eq!(totals[1]["href"], "?status=%E4%BB%8A%E5%BE%8C%E5%AE%9F%E6%96%BD#table");
}

#[test]
fn the_page_of_a_measure_shows_the_result_of_the_cell_it_is_merged_with() {
    let project = project(MEASURES, ANSWERS);
    let plan = &project.plans[0];
    let measure = plan.measures().find(|measure| measure.id.as_str() == "below").unwrap();
    let page = serde_json::to_value(MeasurePage::new(&project, plan, measure, &TablesThen::default())).unwrap();
    let fields = page["answers"][0]["fields"].as_array().unwrap();
    let results = fields.iter().find(|field| field["field"] == "results").unwrap();
    assert_eq!(results["covered_by"]["href"], "one.html");
    assert!(
        results["content"]["items"][0]["text"]
            .as_str()
            .unwrap()
            .contains("効果があった。")
    );
}

#[test]
fn what_a_publisher_writes_is_never_markup() {
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    let plan = MEASURES
        .replace("研修の下", hostile)
        .replace("状況 (A)", hostile)
        .replace("実施: implemented", &format!("'{hostile}': implemented"));
    let answers = ANSWERS
        .replace("始めた。", hostile)
        .replace("status: 実施", &format!("status: '{hostile}'"));
    let html = edition_html(&project(&plan, &answers));
    assert!(html.contains("&lt;script&gt;"));
    for markup in ["<script>", "<img"] {
        assert!(!html.contains(markup), "{markup}");
    }
}
