//! `mieruka new`: what it makes passes the checks and gives a site, and nothing that stands is touched.

mod common;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

#[test]
fn a_plan_from_nothing_to_a_site() {
    let folder = tempfile::tempdir().unwrap();
    let (exit, said) = run(&folder, &["new", "my-city"]);
    assert_eq!(exit, Some(0), "{said}");
    assert_eq!(names(&folder), ["my-city/plan.yaml", "site.yaml"]);
    assert_eq!(
        run(&folder, &["check"]),
        (Some(0), "問題は見つかりませんでした\n".to_owned())
    );
    let plan = common::build(&folder.path().join("data"));
    assert!(plan.contains_key("my-city/index.html") && plan.contains_key("my-city/measures/manager-training.html"));

    let (exit, said) = run(&folder, &["new", "my-city", "--edition", "R3"]);
    assert_eq!(exit, Some(0), "{said}");
    let (exit, said) = run(&folder, &["check"]);
    assert_eq!(exit, Some(0), "{said}");
    assert_eq!(said.matches("[MR0402]").count(), 3, "{said}");
    assert!(said.ends_with("警告 3件\n"), "{said}");
    assert!(common::build(&folder.path().join("data")).contains_key("my-city/2021.html"));
    assert_eq!(run(&folder, &["rollover", "my-city", "2021"]).0, Some(0));
    assert_eq!(run(&folder, &["check"]).0, Some(0));
}

#[test]
fn what_is_known_is_written_in() {
    let folder = tempfile::tempdir().unwrap();
    let title = "職員の働き方: 第2期 'みんな' #1";
    let arguments = [
        "new",
        "my-city",
        "--title",
        title,
        "--organisation",
        "見本市",
        "--from",
        "令和3年度",
        "--to",
        "2025",
    ];
    let (exit, said) = run(&folder, &arguments);
    assert_eq!(exit, Some(0), "{said}");
    let loaded = mieruka::load(&folder.path().join("data"));
    assert!(loaded.findings.is_empty());
    let project = loaded.project.unwrap();
    let plan = &project.plans[0];
    assert_eq!((plan.title.as_str(), plan.organisation.as_str()), (title, "見本市"));
    let text = fs::read_to_string(folder.path().join("data/my-city/plan.yaml")).unwrap();
    assert!(
        text.contains("\nperiod: {from: R3, to: R7}\n") && text.contains("{by: R7, at_least: 50}"),
        "{text}"
    );
    assert!(
        fs::read_to_string(folder.path().join("data/site.yaml"))
            .unwrap()
            .contains("\npublisher: 見本市\n")
    );
}

#[test]
fn a_site_that_is_there_and_its_plans_stay() {
    let folder = tempfile::tempdir().unwrap();
    common::copy_folder(Path::new("data"), &folder.path().join("data"));
    let before = common::files(&folder.path().join("data"));
    assert_eq!(run(&folder, &["new", "my-city"]).0, Some(0));
    assert_eq!(
        run(
            &folder,
            &["new", "tokyo-ward", "--edition", "R3", "--title", "令和3年度のまとめ"]
        )
        .0,
        Some(0)
    );
    let mut after = common::files(&folder.path().join("data"));
    assert!(after.remove("my-city/plan.yaml").is_some());
    let edition = String::from_utf8(after.remove("tokyo-ward/2021.yaml").unwrap()).unwrap();
    assert!(edition.contains("\ntitle: 令和3年度のまとめ\n"));
    assert_eq!(after, before);
    common::build(&folder.path().join("data"));
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_written() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(&folder, &["new", "my-city"]).0, Some(0));
    assert_eq!(run(&folder, &["new", "my-city", "--edition", "R3"]).0, Some(0));
    let before = common::files(&folder.path().join("data"));
    let cases: [(&[&str], &str); 11] = [
        (&["new", "my-city"], "すでにあります"),
        (&["new", "my-city", "--edition", "R3"], "すでにあります"),
        (&["new", "My_City"], "（例: my-city）"),
        (&["new", "../evil"], "識別子に使えません"),
        (&["new", "con"], "Windows"),
        (&["new", "other", "--edition", "R3"], "ある計画: my-city"),
        (
            &["new", "other", "--from", "R7", "--to", "R3"],
            "始まり（--from）より前です",
        ),
        (&["new", "other", "--from", "27年度"], "元号がなく"),
        (
            &["new", "other", "--title", " "],
            "--title には、文字を1行で書いてください",
        ),
        (&["new", "other", "--to", "R3"], "--from"),
        (
            &["new", "my-city", "--edition", "2023-midterm"],
            "2025-midterm.yaml のような名前",
        ),
    ];
    for (arguments, words) in cases {
        let (exit, said) = run(&folder, arguments);
        assert_eq!(exit, Some(2), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {words} in\n{said}");
        assert_eq!(common::files(&folder.path().join("data")), before, "{arguments:?}");
    }
}

fn run(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("mieruka").unwrap();
    let output = command.args(arguments).current_dir(folder.path()).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn names(folder: &TempDir) -> Vec<String> {
    common::files(&folder.path().join("data")).into_keys().collect()
}
