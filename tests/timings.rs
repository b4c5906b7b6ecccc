//! How a build tells of itself: on the error stream alone, never in what it writes or prints for programs.

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn build(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_mieruka"))
        .arg("build")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    output
}

fn small() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("data/city");
    fs::create_dir_all(&plan).unwrap();
    fs::write(folder.path().join("data/site.yaml"), "title: 例\npublisher: 見本市\n").unwrap();
    fs::write(
        plan.join("plan.yaml"),
        "title: 計画\norganisation: 見本市（架空の市）\ninvented: true\nperiod: {from: R2, to: R2}\n\
         statuses: {実施: implemented}\nmeasures:\n  - {id: one, title: 取組}\n",
    )
    .unwrap();
    fs::write(
        plan.join("2020.yaml"),
        "title: 令和2年度\nmeasures:\n  one: {status: 実施}\n",
    )
    .unwrap();
    folder
}

#[test]
fn timings_are_told_to_people_alone() {
    let folder = small();
    build(folder.path(), &["--out", "plain"]);
    let timed = build(folder.path(), &["--out", "timed", "--timings", "--format", "json"]);
    assert_eq!(
        common::files(&folder.path().join("plain")),
        common::files(&folder.path().join("timed"))
    );
    let report: serde_json::Value = serde_json::from_slice(&timed.stdout).unwrap();
    assert_eq!(report["errors"], 0);
    let said = String::from_utf8(timed.stderr).unwrap();
    for step in [
        "かかった時間",
        "YAML を読む",
        "点検",
        "ページ measure.html",
        "ダウンロードのファイル",
        "検索の索引",
        "書き出し",
    ] {
        assert!(said.contains(step), "{step}: {said}");
    }
    // As many pages of each kind as there are.
    let row = said.lines().find(|line| line.contains("ページ measure.html")).unwrap();
    assert!(row.contains(" 1回 "), "{row}");
    assert!(!said.contains('\r') && !said.contains('\u{1b}'), "{said:?}");
}

#[test]
fn quiet_says_nothing_but_what_was_found() {
    let folder = small();
    let quiet = build(folder.path(), &["--quiet"]);
    let said = String::from_utf8(quiet.stderr).unwrap();
    assert_eq!(said, "問題は見つかりませんでした\n");
    assert!(quiet.stdout.is_empty());
    fs::write(folder.path().join("data/city/memo.txt"), "").unwrap();
    fs::write(folder.path().join("data/city/plan.yaml"), "title: 計画\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_mieruka"))
        .args(["build", "--quiet"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("エラー["));
}
