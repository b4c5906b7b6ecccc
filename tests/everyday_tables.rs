//! Tables as offices keep them from day to day, all invented: a mark of the enclosure and titles above the heads, two rows of heads,
//! blank columns, offices, deadlines, words instead of figures, notes below. As workbook with merged cells and as `Shift_JIS` CSV.

use mieruka::calendar::FiscalYear;
use mieruka::diagnostic::{Findings, Sources};
use mieruka::exchange::import::{Draft, File, Tables, Wanted, read_mapping};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value, json};

type Rows<'a> = &'a [&'a [&'a str]];

/// Cells of each row, and merged areas: first row, first column, last row, last column.
fn workbook(rows: Rows<'_>, merged: &[(u32, u16, u32, u16)]) -> File {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new();
    let percent = Format::new().set_num_format("0.0%");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.strip_prefix("=") {
                Some(share) => sheet.write_number_with_format(row, column, share.parse::<f64>().unwrap(), &percent),
                None if cell.is_empty() => continue,
                None => sheet.write_string(row, column, *cell),
            }
            .unwrap();
        }
    }
    for (top, left, bottom, right) in merged {
        let text = rows[*top as usize][usize::from(*left)];
        sheet.merge_range(*top, *left, *bottom, *right, text, &format).unwrap();
    }
    file("一覧.xlsx", book.save_to_buffer().unwrap())
}

fn csv(rows: Rows<'_>) -> File {
    let quoted = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
    let rows = rows
        .iter()
        .map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(","));
    let text = rows.collect::<Vec<_>>().join("\r\n") + "\r\n";
    let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(&text);
    assert!(!lost, "a letter that Shift_JIS has not");
    file("一覧.csv", bytes.into_owned())
}

fn file(name: &str, bytes: Vec<u8>) -> File {
    let name = name.to_owned();
    File { name, bytes }
}

/// What the guessed mapping makes of a table: the draft, the plan and the edition.
fn import(file: File) -> (Draft, Value, Value) {
    let tables = Tables::open(&[file]);
    assert_eq!(tables.findings, []);
    let (mapping, without) = tables.guess();
    assert_eq!(without, []);
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let mapping = read_mapping("m.yaml", mapping.unwrap().into_bytes(), &mut sources, &mut findings).unwrap();
    let year = FiscalYear::new(2023);
    let draft = tables.draft(Wanted { plan: "p", year }, &mapping).unwrap();
    let read = |index: usize| serde_yaml::from_str(&draft.files[index].text).unwrap();
    let (plan, edition) = (read(0), read(1));
    (draft, plan, edition)
}

/// Places of the findings.
fn places(draft: &Draft) -> Vec<(&str, String)> {
    let place = |finding: &mieruka::exchange::import::Finding| {
        (
            finding.code,
            finding
                .place
                .as_ref()
                .map(|place| place.cell.clone())
                .unwrap_or_default(),
        )
    };
    draft.findings.iter().map(place).collect()
}

const MEASURES: Rows<'static> = &[
    &["（別紙２）"],
    &["", "", "令和５年度　働き方プラン　取組状況"],
    &["", "", "", "", "", "", "", "", "", "令和６年５月31日現在"],
    &[],
    &[
        "",
        "区分",
        "",
        "取組項目",
        "所管課",
        "令和５年度",
        "",
        "",
        "今後の方向性",
        "備考",
    ],
    &["", "", "", "", "", "実施状況", "実施内容", "効果", "", ""],
    &[
        "",
        "１　休みやすい職場",
        "",
        "①意識改革",
        "人事課",
        "実施済",
        "・研修を２回",
        "好評",
        "継続",
        "",
    ],
    &[
        "",
        "",
        "",
        "②休暇の取得",
        "",
        "一部実施",
        "計画表を作成",
        "―",
        "拡充",
        "繁忙期を除く",
    ],
    &[
        "",
        "",
        "",
        "③育児参加",
        "人事課・子育て支援課",
        "未実施",
        "",
        "",
        "検討",
        "",
    ],
    &[
        "",
        "２　時間外の縮減",
        "",
        "④ノー残業デー",
        "人事・給与課、各所属",
        "実施済",
        "庁内放送",
        "",
        "継続",
        "",
    ],
    &[],
    &["", "※１　各課の報告による。"],
    &["", "　なお、速報値を含む。"],
    &["", "※２　「―」は該当なし。"],
];

/// What of it is merged: first and last row and column.
const MERGED: [(u32, u16, u32, u16); 9] = [
    (1, 2, 1, 8),
    (4, 1, 5, 1),
    (4, 3, 5, 3),
    (4, 4, 5, 4),
    (4, 5, 4, 7),
    (4, 8, 5, 8),
    (4, 9, 5, 9),
    (6, 1, 8, 1),
    (6, 4, 7, 4),
];

#[test]
fn a_table_of_measures() {
    for (file, merged) in [(workbook(MEASURES, &MERGED), true), (csv(MEASURES), false)] {
        let (draft, plan, edition) = import(file);
        // The one word whose meaning differs from body to body.
        assert_eq!(places(&draft), [("MR0907", "F9".to_owned())], "{:#?}", draft.findings);
        assert_eq!(plan["title"], "令和５年度　働き方プラン　取組状況");
        assert_eq!(plan["levels"], json!(["区分", "取組項目"]));
        let heads: Vec<_> = plan["table"]
            .as_array()
            .unwrap()
            .iter()
            .map(|column| &column["head"])
            .collect();
        assert_eq!(heads, ["所管課", "実施状況", "実施内容", "効果", "今後の方向性"]);
        let measures = &plan["measures"];
        assert_eq!(measures[0]["title"], "休みやすい職場");
        assert_eq!(measures[0]["children"].as_array().unwrap().len(), 3);
        assert_eq!(measures.as_array().unwrap().len(), 2, "notes are no measures");
        let names: Vec<_> = plan["offices"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| &one["name"])
            .collect();
        assert_eq!(names, ["人事課", "子育て支援課", "人事・給与課", "各所属"]);
        // An office in a merged cell is that of all its rows; in a CSV file nobody can tell.
        let second = if merged { json!(["o1"]) } else { Value::Null };
        assert_eq!(
            measures[0]["children"][1].get("offices").cloned().unwrap_or_default(),
            second
        );
        assert_eq!(measures[0]["children"][2]["offices"], json!(["o1", "o2"]));
        assert_eq!(measures[1]["children"][0]["offices"], json!(["o3", "o4"]));
        assert_eq!(
            edition["notes"],
            json!([
                "※１　各課の報告による。\\\nなお、速報値を含む。",
                "※２　「―」は該当なし。"
            ])
        );
        assert_eq!(edition["measures"]["m1-1"]["status"], "実施済");
        assert_eq!(edition["measures"]["m1-3"]["pending"], true);
    }
}

#[test]
fn a_table_of_indicators() {
    let rows: Rows<'_> = &[
        &["働き方プラン　数値目標の状況"],
        &["", "", "", "", "", "（単位：％、日、人）"],
        &["目標項目", "単位", "目標値", "目標年度", "担当部署", "実績値", ""],
        &["", "", "", "", "", "令和４年度", "令和５年度"],
        &[
            "男性の育児休業取得率",
            "％",
            "５０以上",
            "令和７年度",
            "人事課",
            "33.3",
            "41.2％",
        ],
        &[
            "年次有給休暇",
            "日",
            "R6年度までに14日以上",
            "令和７年度",
            "人事課",
            "１２．４日",
            "12.9",
        ],
        &[
            "時間外が月45時間超の職員",
            "人",
            "前年度比減",
            "－",
            "各課",
            "1,020人",
            "調査中",
        ],
        &["女性管理職の割合", "％", "20", "令和７年度", "人事課", "△13.8", "約16"],
        &["注）令和５年度は速報値"],
    ];
    for file in [workbook(rows, &[(2, 5, 2, 6)]), csv(rows)] {
        let (draft, plan, edition) = import(file);
        assert_eq!(places(&draft), [("MR0906", "G8".to_owned())], "{:#?}", draft.findings);
        let targets: Vec<_> = (0..4)
            .map(|index| plan["indicators"][index]["targets"][0].clone())
            .collect();
        assert_eq!(
            (&targets[0]["by"], &targets[0]["at_least"]),
            (&json!("令和7年度"), &json!(50))
        );
        // What stands with the target goes before the column.
        assert_eq!(
            (&targets[1]["by"], &targets[1]["at_least"]),
            (&json!("R6年度"), &json!(14))
        );
        assert_eq!(targets[2]["qualitative"], "前年度比減");
        assert_eq!(
            (&targets[3]["by"], &targets[3]["exactly"]),
            (&json!("令和7年度"), &json!(20))
        );
        assert_eq!(
            plan["indicators"].as_array().unwrap().len(),
            4,
            "a note is no indicator"
        );
        assert_eq!(plan["indicators"][2]["offices"], json!(["o2"]));
        assert_eq!(
            edition["indicators"]["i3"],
            json!([{"period": "令和4年度", "value": 1020}, {"period": "令和5年度", "absent": "not-yet-collected"}])
        );
        assert_eq!(edition["indicators"]["i2"][0]["value"], json!(12.4));
        assert_eq!(edition["notes"], json!(["注）令和５年度は速報値"]));
    }
}

#[test]
fn percentages_of_a_workbook_are_read_as_shown() {
    let rows: Rows<'_> = &[
        &["指標", "目標", "実績（R5）"],
        &["取得率", "=0.5", "=0.412"],
        &["割合", "20％以上", "=0.25"],
    ];
    let (draft, plan, edition) = import(workbook(rows, &[]));
    assert_eq!(places(&draft), []);
    assert_eq!(plan["indicators"][0]["unit"], "%");
    assert_eq!(plan["indicators"][0]["targets"][0]["exactly"], json!(50));
    assert_eq!(edition["indicators"]["i1"][0]["value"], json!(41.2));
    assert_eq!(edition["indicators"]["i2"][0]["value"], json!(25));
}
