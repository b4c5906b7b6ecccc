//! `mieruka rollover`: a new year from last year's file. Nothing of the old file is lost, nothing is stated about the new
//! year, and `check` lists exactly what is awaited.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use mieruka::source::raw::{Measure, NodeKind, Plan};
use serde_json::Value;
use tempfile::TempDir;

#[test]
fn a_year_of_the_shipped_data_rolls_over() {
    let folder = Folder::shipped();
    let before = common::files(&folder.data);
    let (exit, said) = folder.run(&["rollover", "mhlw", "2020"]);
    assert_eq!(exit, Some(0), "{said}");
    let mut after = common::files(&folder.data);
    let made = String::from_utf8(after.remove("mhlw/2021.yaml").unwrap()).unwrap();
    assert_eq!(
        after, before,
        "all else stays byte for byte, and nothing is left beside"
    );

    assert!(
        made.contains(
            "\ntitle: 令和3年度 女性職員活躍と職員のワークライフバランス推進のための取組計画等フォローアップ\n"
        )
    );
    for stated in ["published:", "as_of:", "corrections:", "source:"] {
        assert!(
            !made.lines().any(|line| line.starts_with(stated)),
            "{stated} is left to its author"
        );
        assert!(
            made.lines().any(|line| line.starts_with(&format!("# {stated}"))),
            "{stated} is offered"
        );
    }
    let old = fs::read_to_string("data/mhlw/2020.yaml").unwrap();
    every_line_is_carried(&old, &made, &["title:"]);

    let awaited = folder.awaited("mhlw/2021.yaml");
    assert_eq!(
        awaited.len(),
        awaited.iter().collect::<BTreeSet<_>>().len(),
        "each once"
    );
    let expected = expected(&folder.data, "mhlw");
    assert!(expected.len() > 50);
    assert_eq!(awaited.into_iter().collect::<BTreeSet<_>>(), expected);
    common::build(&folder.data);
}

#[test]
fn the_second_time_is_refused() {
    let folder = Folder::shipped();
    assert_eq!(folder.run(&["rollover", "mhlw", "令和2年度"]).0, Some(0));
    let before = common::files(&folder.data);
    let (exit, said) = folder.run(&["rollover", "mhlw", "R2"]);
    assert_eq!(exit, Some(2));
    assert!(said.contains("2021.yaml は、すでにあります"), "{said}");
    assert_eq!(common::files(&folder.data), before);
}

#[test]
fn every_shipped_edition_rolls_over() {
    let folder = Folder::shipped();
    for (plan, year) in [("mhlw", 2020), ("mie-hours", 2013), ("osaki", 2022)] {
        let (exit, said) = folder.run(&["rollover", plan, &year.to_string()]);
        assert_eq!(exit, Some(0), "{plan}: {said}");
        let old = fs::read_to_string(folder.data.join(format!("{plan}/{year}.yaml"))).unwrap();
        let file = format!("{plan}/{}.yaml", year + 1);
        every_line_is_carried(&old, &folder.read(&file), &["title:"]);
        assert!(!folder.awaited(&file).is_empty());
    }
    common::build(&folder.data);
}

/// Rolling over again and again neither piles up the copies of years gone by nor loses the publisher's comments.
#[test]
fn copies_do_not_pile_up() {
    let folder = Folder::shipped();
    assert_eq!(folder.run(&["rollover", "mhlw", "2020"]).0, Some(0));
    let answered = folder
        .read("mhlw/2021.yaml")
        .replace("\n    pending: true\n", "\n    status: 実施\n");
    fs::write(folder.data.join("mhlw/2021.yaml"), answered).unwrap();
    let (exit, said) = folder.run(&["rollover", "mhlw", "2021"]);
    assert_eq!(exit, Some(0));
    assert!(
        said.contains("令和3年度の年度版に、回答待ちが 7件残っています"),
        "{said}"
    );
    let made = folder.read("mhlw/2022.yaml");
    assert!(!made.contains("令和2年度）の"), "copies are of the year before only");
    assert_eq!(
        made.matches("\n# 前年度（令和3年度）の回答:\n#     status: 実施\n")
            .count(),
        49
    );
    for once in [
        "  # ---- 働き方改革 ----",
        "  # 2 管理職に求められるマネジメント",
        "title: 令和4年度 ",
        "# published: ",
    ] {
        assert_eq!(made.matches(&format!("\n{once}")).count(), 1, "{once}");
    }
}

#[test]
fn each_kind_of_period_goes_on_as_its_kind() {
    // Period of last year, and what is awaited. Years without an end to count from are asked about.
    let cases = [
        ("令和2年度", "令和3年度"),
        ("平成31年度", "令和2年度"),
        ("R2", "R3"),
        ("H30", "R1"),
        ("2020", "2021"),
        ("令和2年度末", "令和3年度末"),
        ("令和2年度下半期", "令和3年度下半期"),
        ("2020年", "2021年"),
        ("令和2年7月", "令和3年7月"),
        ("平成30年3月", "平成31年3月"),
        ("2020-07", "2021-07"),
        ("令和2年7月末", "令和3年7月末"),
        ("2020-04-01", "2021-04-01"),
        ("令和2年4月1日現在", "令和3年4月1日現在"),
        ("2020-04～2020-09", "2021-04～2021-09"),
        (
            "2018年8月～2021年1月",
            "令和3年度, pending: true}  # 時期を確かめてください（前年度は「2018年8月～2021年1月」）",
        ),
        (
            "毎年度",
            "令和3年度, pending: true}  # 時期を確かめてください（前年度は「毎年度」）",
        ),
    ];
    let indicator =
        |number| format!("  - {{id: i{number}, title: 指標{number}, unit: 件, better: higher, targets: none}}\n");
    let stated = |number, period| format!("  i{number}: {{period: {period}, value: 1}}\n");
    let mut plan = "title: 計画\norganisation: 市\nindicators:\n".to_owned();
    let mut edition = "title: 2020年度の実績\nindicators:\n".to_owned();
    for (number, (period, _)) in cases.iter().enumerate() {
        plan += &indicator(number);
        edition += &stated(number, period);
    }
    // Two halves of a year are two figures a year; years looked back on are none; a series unstated so far is awaited too.
    plan += &indicator(90);
    edition += "  i90:\n    - {period: 令和2年度上半期, value: 1}\n    - {period: 令和2年度下半期, value: 2}\n";
    plan += &indicator(91);
    edition += "  i91: [{period: H27, value: 1}, {period: R1, value: 2}, {period: R2, value: 3}]\n";
    plan += "  - id: i92\n    title: 新しい指標\n    unit: 件\n    better: higher\n    targets: none\n    segments: [{id: a, title: 甲}, {id: b, title: 乙}]\n    \
             baseline: [{segment: a, period: 平成27年7月, value: 1}]\n";
    let folder = Folder::of(&plan, &edition);
    let (exit, said) = folder.run(&["rollover", "plan", "2020"]);
    assert_eq!(exit, Some(0), "{said}");
    let made = folder.read("plan/2021.yaml");
    for (number, (period, next)) in cases.iter().enumerate() {
        let rest = if next.contains("pending") {
            "\n"
        } else {
            ", pending: true}\n"
        };
        let copy = format!("# 前年度（令和2年度）の実績:\n#   i{number}: {{period: {period}, value: 1}}\n");
        let expected = format!("  # 指標{number}（単位: 件）\n  i{number}: {{period: {next}{rest}{copy}");
        assert!(made.contains(&expected), "{period}: expected\n{expected}\nin\n{made}");
    }
    for expected in [
        "  i90:\n    - {period: 令和3年度上半期, pending: true}\n    - {period: 令和3年度下半期, pending: true}\n#",
        "  i91: {period: R3, pending: true}\n#",
        "  i92:\n    - {segment: a, period: 令和3年7月, pending: true}\n    - {segment: b, period: 令和3年度, pending: true}\n",
    ] {
        assert!(made.contains(expected), "expected\n{expected}\nin\n{made}");
    }
    assert_eq!(folder.awaited("plan/2021.yaml").len(), cases.len() + 5);
    common::build(&folder.data);
}

const PLAN: &str = "\
title: 計画
organisation: 市
period: {from: R1, to: R2}
indicators:
  - {id: done, title: 終わる指標, unit: 件, better: higher, targets: none, ended: {after: R2, reason: 統計の廃止}}
  - {id: late, title: 遅れて出る指標, unit: 件, better: higher, targets: none, ended: {after: R2, reason: 統計の廃止}}
  - {id: survey, title: 職員意識調査, kind: instrument, targets: none}
measures:
  - id: new
    title: 始まる取組
    since: R3
  - id: old
    title: 終わる取組
    ended: {after: R2, reason: 完了}
  - id: ended-heading
    title: 終わる柱
    kind: heading
    ended: {after: R2, reason: 完了}
    children: [{id: below, title: 柱の下の取組}]
  - id: kept
    label: (1)
    title: 続く取組
    formerly: [{until: R2, title: 続く取組の前の名}]
    children:
      - {id: slot, kind: slot}
  - {id: way, title: 形のある取組, children: [{id: way-a, title: 独自, kind: mode}, {id: way-b, title: 派遣, kind: mode, since: R4}]}
";

const EDITION: &str = "\
# about 2020
title: \"行動計画（2020（令和2）年度）の実施状況\" # beside the title
internal: 来年は早めに # a remark

# before measures
measures: # beside measures
    # before kept
    kept: # beside kept
        # inside kept
        status: '実施'   # beside status

        outlook: |-
            # not a comment

            二行目
        # deep, of kept
    # before old
    old: {status: 実施}
    below:
        status: 実施
    # before way-a
    \"way-a\": {status: 今後実施,
        # inside braces
        notes: [x]}
# before indicators
indicators: {done: {period: R2, value: 1}, # beside done
  late: {period: R1, value: 2}}
# at the end
";

/// Every comment, quote and odd way of writing is carried; what ended stays behind; what began comes last.
#[test]
fn the_publishers_hand_is_kept_and_years_are_respected() {
    let folder = Folder::of(PLAN, EDITION);
    let (exit, said) = folder.run(&["rollover", "plan", "2020"]);
    assert_eq!(exit, Some(0), "{said}");
    assert!(said.contains("この計画の期間は令和2年度までです"), "{said}");
    let made = folder.read("plan/2021.yaml");
    let body = made.split_once("# （前年度の記載はここまで）\n").unwrap().1;
    assert!(
        made.contains("\ntitle: \"行動計画（2021（令和3）年度）の実施状況\" # beside the title\n"),
        "{made}"
    );
    assert!(
        made.contains("# 前年度（令和2年度）の記載:\n# # about 2020\n# internal: 来年は早めに # a remark\n# （前年度"),
        "{made}"
    );
    assert_eq!(
        body,
        "
# before measures
measures: # beside measures
    # before kept
    # (1) 続く取組
    kept:
        pending: true
# 前年度（令和2年度）の回答:
#     kept: # beside kept
#         # inside kept
#         status: '実施'   # beside status
#
#         outlook: |-
#             # not a comment
#
#             二行目
#         # deep, of kept

    # before old
    # 令和2年度で終了: 終わる取組

    # 令和2年度で終了: 柱の下の取組

    # before way-a
    # 形のある取組 独自
    \"way-a\":
      pending: true
# 前年度（令和2年度）の回答:
#     \"way-a\": {status: 今後実施,
#         # inside braces
#         notes: [x]}

    # 始まる取組
    new:
        pending: true

# before indicators
indicators:
  # 令和2年度で終了: 終わる指標（単位: 件）

# beside done
  # 遅れて出る指標（単位: 件）
  late: {period: R2, pending: true}
# 前年度（令和2年度）の実績:
#   late: {period: R1, value: 2}
# at the end
"
    );
    assert_eq!(folder.awaited("plan/2021.yaml"), ["kept", "way-a", "new", "late"]);
}

#[test]
fn an_answer_outside_the_years_of_its_measure_is_named_and_not_missed() {
    let edition = "title: 令和3年度\nmeasures:\n  kept: {status: 実施}\n  way-a: {status: 実施, pending: true}\n  old: {pending: true}\n  \
                   way-b: {status: 実施}\nindicators:\n  done: {period: R3, pending: true}\n  late: {period: R2, value: 1}\n";
    let folder = Folder::of(PLAN, "title: 令和2年度\n");
    fs::write(folder.data.join("plan/2021.yaml"), edition).unwrap();
    let found: Vec<(String, u64, String)> = folder.findings("plan/2021.yaml");
    let found: Vec<(&str, u64)> = found
        .iter()
        .filter(|(code, ..)| code != "MR0415")
        .map(|(code, line, _)| (code.as_str(), *line))
        .collect();
    assert_eq!(
        found,
        [
            ("MR0402", 1),
            ("MR0402", 4),
            ("MR0420", 5),
            ("MR0420", 6),
            ("MR0420", 8)
        ],
        "`new` is missing; `way-a` is written and still marked; `old`, `way-b` and `done` do not stand in 令和3年度"
    );
    let messages: String = folder
        .findings("plan/2021.yaml")
        .into_iter()
        .map(|(.., message)| message + "\n")
        .collect();
    for words in [
        "「独自」の令和3年度の回答は、回答待ち",
        "「終わる取組」は令和2年度で終わっている",
        "「派遣」は令和4年度から",
    ] {
        assert!(messages.contains(words), "{words} in\n{messages}");
    }
}

#[test]
fn line_breaks_of_windows_stay() {
    let folder = Folder::of(PLAN, &EDITION.replace('\n', "\r\n"));
    assert_eq!(folder.run(&["rollover", "plan", "2020"]).0, Some(0));
    let made = folder.read("plan/2021.yaml");
    assert_eq!(made.matches('\n').count(), made.matches("\r\n").count());
    let other = Folder::of(PLAN, EDITION);
    assert_eq!(other.run(&["rollover", "plan", "2020"]).0, Some(0));
    assert_eq!(made.replace("\r\n", "\n"), other.read("plan/2021.yaml"));
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_written() {
    let broken = Folder::of(PLAN, &EDITION.replace("'実施'", "'実施ずみ'"));
    let good = Folder::of(PLAN, EDITION);
    for (folder, arguments, exit, words) in [
        (&broken, ["rollover", "plan", "2020"], 1, "MR0401"),
        (
            &broken,
            ["rollover", "plan", "2020"],
            1,
            "新しい年度のファイルは作っていません",
        ),
        (
            &good,
            ["rollover", "plan", "2019"],
            2,
            "もとにする年度版 plan/2019.yaml がありません",
        ),
        (&good, ["rollover", "plam", "2020"], 2, "ある計画: plan"),
        (&good, ["rollover", "plan", "27年度"], 2, "元号がなく"),
    ] {
        let before = common::files(&folder.data);
        let (found, said) = folder.run(&arguments);
        assert_eq!(found, Some(exit), "{said}");
        assert!(said.contains(words), "{words} in\n{said}");
        assert_eq!(common::files(&folder.data), before);
    }
}

#[test]
fn a_title_without_its_year_is_kept_and_told() {
    let folder = Folder::of(PLAN, &EDITION.replace("2020（令和2）年度", "第2期"));
    let (exit, said) = folder.run(&["rollover", "plan", "2020"]);
    assert_eq!(exit, Some(0));
    assert!(
        said.contains("題名に令和2年度が見つからないため、前年度のままです"),
        "{said}"
    );
    assert!(
        folder
            .read("plan/2021.yaml")
            .contains("\ntitle: \"行動計画（第2期）の実施状況\" # beside the title\n")
    );
}

/// A data folder of its own.
struct Folder {
    data: PathBuf,
    _folder: TempDir,
}

impl Folder {
    fn shipped() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        common::copy_folder(Path::new("data"), &data);
        Self { data, _folder: folder }
    }

    fn of(plan: &str, edition: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir_all(data.join("plan")).unwrap();
        fs::write(data.join("site.yaml"), "title: サイト\npublisher: 市\n").unwrap();
        fs::write(data.join("plan/plan.yaml"), plan).unwrap();
        fs::write(data.join("plan/2020.yaml"), edition).unwrap();
        Self { data, _folder: folder }
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.data.join(file)).unwrap()
    }

    /// Exit code, and what was said to a person.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::cargo_bin("mieruka").unwrap();
        let output = command.args(arguments).arg("--data").arg(&self.data).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }

    /// Code, line and message of the findings in a file; there must be no error.
    fn findings(&self, file: &str) -> Vec<(String, u64, String)> {
        let mut command = Command::cargo_bin("mieruka").unwrap();
        let output = command
            .args(["check", "--format", "json", "--data"])
            .arg(&self.data)
            .output()
            .unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
        let findings: Value = serde_json::from_slice(&output.stdout).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let here = findings["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["place"]["path"] == file);
        here.map(|one| {
            (
                text(&one["code"]),
                one["place"]["line"].as_u64().unwrap(),
                text(&one["message"]),
            )
        })
        .collect()
    }

    /// What `check` says is awaited in a file: the id of the measure, or of the indicator with its segment. There is no
    /// other finding, but for a plan that has come to its end.
    fn awaited(&self, file: &str) -> Vec<String> {
        let text = self.read(file);
        let lines: Vec<&str> = text.lines().collect();
        let found = self.findings(file).into_iter().filter(|(code, ..)| code != "MR0415");
        found
            .map(|(code, line, message)| {
                assert_eq!(code, "MR0402", "{message}");
                let at = usize::try_from(line).unwrap() - 1;
                assert!(lines[at].contains("pending: true"), "{}", lines[at]);
                let is_key =
                    |line: &&str| !line.trim_start().starts_with(['#', '-']) && !line.trim().starts_with("pending");
                let key = lines[..=at].iter().rev().find(|line| is_key(line)).unwrap();
                let key = key.trim().split(':').next().unwrap().trim_matches('"');
                let segment = lines[at]
                    .split("segment: ")
                    .nth(1)
                    .and_then(|rest| rest.split(',').next());
                segment.map_or_else(|| key.to_owned(), |segment| format!("{key}/{segment}"))
            })
            .collect()
    }
}

/// Every line of the old file stands in the new one in the same order: as it was, or as a comment.
fn every_line_is_carried(old: &str, made: &str, but: &[&str]) {
    let made: Vec<&str> = made.lines().collect();
    let mut at = 0;
    let mut top = 0;
    for line in old
        .lines()
        .filter(|line| !line.trim().is_empty() && !but.iter().any(|start| line.starts_with(start)))
    {
        let commented = format!("# {line}");
        let opens = |new: &str| line.ends_with(':') && new.starts_with(&format!("{line} "));
        let found = made[at..]
            .iter()
            .position(|new| *new == line || *new == commented || opens(new));
        let found = found.unwrap_or_else(|| panic!("“{line}” is lost or out of order after line {at}"));
        at += found + 1;
        top += 1;
    }
    assert!(top > 10);
}

/// What a year expects, from the tree of the plan alone (the shipped plan has neither `since` nor `ended`).
fn expected(data: &Path, plan: &str) -> BTreeSet<String> {
    let project = mieruka::read(data).project.unwrap();
    let plan: &Plan = &project.plans.iter().find(|raw| raw.id.as_str() == plan).unwrap().plan;
    let mut expected = BTreeSet::new();
    measures(&plan.measures, &mut expected);
    for indicator in &plan.indicators {
        let id = indicator.id.as_str();
        let segments = indicator
            .segments
            .iter()
            .map(|segment| format!("{id}/{}", segment.id.as_str()));
        expected.extend(segments);
        if indicator.segments.is_empty() {
            expected.insert(id.to_owned());
        }
    }
    expected
}

fn measures(nodes: &[Measure], expected: &mut BTreeSet<String>) {
    let kind = |node: &Measure| node.kind.as_ref().map_or(NodeKind::Measure, |kind| **kind);
    for node in nodes {
        let modes = node.children.iter().any(|child| kind(child) == NodeKind::Mode);
        if let Some(id) = node
            .id
            .as_ref()
            .filter(|_| matches!(kind(node), NodeKind::Measure | NodeKind::Mode) && !modes)
        {
            expected.insert(id.as_str().to_owned());
        }
        measures(&node.children, expected);
    }
}
