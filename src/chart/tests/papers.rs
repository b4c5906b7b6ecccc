//! The charts of the worked examples, compared as SVG with `golden/`. `MIERUKA_BLESS=1 cargo test chart` writes them anew; look at them
//! in a browser before accepting.

#[cfg(test)] // Only the tests touch files.
use std::{env, fs, path::Path};

use super::fixtures::{Case, statuses};
use crate::chart::{Chart, Composition, Kind, Meaning, Row, composition};
use crate::model::{AbsenceReason, BoundValue, Deadline, DirectionMeaning, Polarity, StatusMeaning, TargetForm};

fn check(name: &str, chart: &Chart, description: &str) {
    assert_eq!(chart.description, description);
    let path = Path::new(file!()).with_file_name("golden").join(format!("{name}.svg"));
    if env::var_os("MIERUKA_BLESS").is_some() {
        fs::write(&path, &chart.svg).expect("the golden file can be written");
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == chart.svg,
        "{} differs from the chart:\n{}",
        path.display(),
        chart.svg
    );
}

#[test]
fn paternity_leave() {
    let case = Case::new("男性職員の育児休業取得率", "%", Polarity::Higher)
        .baseline("", "H26", "13.8")
        .at_least("", "50", "R2")
        .values("", &[("R1", "59.2")]);
    check(
        "paternity-leave",
        &case.chart().expect("a chart"),
        "男性職員の育児休業取得率は、平成26年度の13.8%から令和元年度の59.2%になり、目標（令和2年度に50%以上）を上回っている。",
    );
}

#[test]
fn overtime() {
    let case = Case::new("時間外勤務時間数", "時間", Polarity::Lower)
        .segments(&["全体", "管理職除く"])
        .yearly_at_most(
            "全体",
            &[
                ("H21", "171"),
                ("H22", "171"),
                ("H23", "177"),
                ("H24", "187"),
                ("H25", "186"),
            ],
        )
        .target("管理職除く", TargetForm::None, Deadline::Open)
        .values(
            "全体",
            &[("H21", "191"), ("H22", "177"), ("H23", "198"), ("H24", "201")],
        )
        .forecast("全体", "H25", "200")
        .values("管理職除く", &[("H24", "226")])
        .forecast("管理職除く", "H25", "224");
    check(
        "overtime",
        &case.chart().expect("a chart"),
        "時間外勤務時間数を2つの区分で示す。\
         「全体」は、平成21年度の191時間から平成25年度の200時間（見込み）になり、目標のある5年度のうち目標を満たした年度はない。\
         「管理職除く」は、平成24年度の226時間から平成25年度の224時間（見込み）になり、目標は設定されていない。",
    );
}

#[test]
fn promotion() {
    let ranks = [
        "本省課室長相当職",
        "地方機関課長・本省課長補佐相当職",
        "係長相当職（本省）",
    ];
    let figures = [("7.8", "9.1", "13"), ("10.1", "14.1", "14"), ("21.3", "27.9", "30")];
    let case = ranks.iter().zip(figures).fold(
        Case::new("女性の登用目標", "%", Polarity::Higher).segments(&ranks),
        |case, (rank, (baseline, latest, target))| {
            case.baseline(rank, "平成27年7月", baseline)
                .at_least(rank, target, "令和2年度末")
                .values(rank, &[("令和2年7月", latest)])
        },
    );
    check(
        "promotion",
        &case.chart().expect("a chart"),
        "女性の登用目標を3つの区分で示す。\
         「本省課室長相当職」は、平成27年7月の7.8%から令和2年7月の9.1%になり、目標（令和2年度末までに13%以上）に届いていない。\
         計画経路に届いていない。\
         「地方機関課長・本省課長補佐相当職」は、平成27年7月の10.1%から令和2年7月の14.1%になり、\
         目標（令和2年度末までに14%以上）を上回っている。\
         「係長相当職（本省）」は、平成27年7月の21.3%から令和2年7月の27.9%になり、目標（令和2年度末までに30%以上）に届いていない。\
         計画経路に届いていない。",
    );
}

#[test]
fn recruitment() {
    let case = Case::new("女性の採用目標", "%", Polarity::Higher)
        .segments(&["全体", "総合職"])
        .baseline("全体", "2015-04-01", "31.5")
        .target(
            "全体",
            TargetForm::AtLeast(BoundValue::Fixed(super::fixtures::number("30"))),
            Deadline::Every,
        )
        .values("全体", &[("2020-04-01", "40.3")])
        .values("総合職", &[("2020-04-01", "39.0")]);
    check(
        "recruitment",
        &case.chart().expect("a chart"),
        "女性の採用目標を2つの区分で示す。\
         「全体」は、平成27年4月1日の31.5%から令和2年4月1日の40.3%になり、目標（毎年度30%以上）を上回っている。\
         「総合職」は、令和2年4月1日に39.0%であり、目標は設定されていない。",
    );
}

#[test]
fn withheld_year() {
    let case = Case::new("相談件数", "件", Polarity::Neither)
        .values(
            "",
            &[
                ("H29", "1210"),
                ("H30", "1340"),
                ("R2", "980"),
                ("R3", "1105"),
                ("R4", "1250"),
            ],
        )
        .absent("", "R1", AbsenceReason::Withheld)
        .forecast("", "R5", "1300");
    check(
        "withheld-year",
        &case.chart().expect("a chart"),
        "相談件数は、平成29年度の1,210件から令和5年度の1,300件（見込み）になり、目標は設定されていない。値がないのは令和元年度（秘匿）。",
    );
}

#[test]
fn statuses_by_heading() {
    let words = [
        ("実施", StatusMeaning::Implemented),
        ("今後実施", StatusMeaning::Planned),
        ("実施未定", StatusMeaning::Undecided),
    ];
    let rows: [(&str, &[u32]); 3] = [
        ("働き方改革", &[16, 1]),
        ("育児・介護等と両立して活躍できるための改革", &[11, 1]),
        ("女性の活躍推進のための改革", &[16, 4]),
    ];
    let counted = statuses(&words, &rows, 0);
    check(
        "statuses",
        &composition(&counted, "chart").expect("a chart"),
        "「働き方改革」は17件で、実施16件、今後実施1件。\
         「育児・介護等と両立して活躍できるための改革」は12件で、実施11件、今後実施1件。\
         「女性の活躍推進のための改革」は20件で、実施16件、今後実施4件。",
    );
}

#[test]
fn all_statuses() {
    use StatusMeaning::{Considering, Ended, Implemented, Partial, Planned, Undecided};
    let words = [
        ("実施", Implemented),
        ("一部実施", Partial),
        ("今後実施", Planned),
        ("検討中", Considering),
        ("実施未定", Undecided),
        ("終了", Ended),
    ];
    let rows: [(&str, &[u32]); 2] = [
        ("人を育てる", &[9, 3, 4, 2, 1, 1]),
        ("職場を整える", &[2, 1, 1, 1, 1, 1]),
    ];
    let counted = statuses(&words, &rows, 2);
    check(
        "all-statuses",
        &composition(&counted, "chart").expect("a chart"),
        "「人を育てる」は22件で、実施9件、一部実施3件、今後実施4件、検討中2件、実施未定1件、終了1件、回答なし2件。\
         「職場を整える」は9件で、実施2件、一部実施1件、今後実施1件、検討中1件、実施未定1件、終了1件、回答なし2件。",
    );
}

#[test]
fn directions_by_chapter() {
    let kind = |word: &str, meaning| Kind {
        word: word.to_owned(),
        meaning: Meaning::Direction(meaning),
    };
    let row = |group: Option<&str>, heading: &str, counts: [u32; 3]| Row {
        group: group.map(str::to_owned),
        heading: heading.to_owned(),
        counts: counts.into(),
    };
    let counted = Composition {
        title: "方向性の内訳（章ごと）".to_owned(),
        kinds: vec![
            kind("新規", DirectionMeaning::New),
            kind("拡充", DirectionMeaning::Expanded),
            kind("継続", DirectionMeaning::Continued),
        ],
        rows: vec![
            row(Some("第1部"), "第1章", [1, 1, 3]),
            row(None, "第2章", [0, 3, 13]),
            row(Some("第2部"), "第1章", [1, 0, 2]),
        ],
    };
    check(
        "directions",
        &composition(&counted, "chart").expect("a chart"),
        "第1部：「第1章」は5件で、新規1件、拡充1件、継続3件。「第2章」は16件で、拡充3件、継続13件。\
         第2部：「第1章」は3件で、新規1件、継続2件。",
    );
}
