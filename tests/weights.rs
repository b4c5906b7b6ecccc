//! How much warnings weigh: `checks` in a plan, `--strict` on the command line; and what `explain` says at the terminal.

mod common;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use mieruka::diagnostic::{Severity, code};

const PLAN: &str = "measures:\n  - {id: a, title: 研修}\n  - {id: b, title: 時差出勤}\n";
const YEAR: &str = "measures:\n  a: {status: 実施}\n";

/// Two plans with one unanswered measure each; `checks` belongs to the first.
fn data(folder: &Path, checks: &str) {
    let case = format!(
        "```yaml plan.yaml\n{checks}{PLAN}```\n```yaml 2020.yaml\n{YEAR}```\n\
         ```yaml other/plan.yaml\n{PLAN}```\n```yaml other/2020.yaml\n{YEAR}```\n"
    );
    common::write_case(&case, folder);
}

/// The findings of the two plans, and whether there is a project to publish.
fn found(checks: &str) -> (Vec<(String, Severity)>, bool) {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), checks);
    let loaded = mieruka::load(folder.path());
    let findings = loaded.findings.sorted(&loaded.sources).into_iter();
    let findings = findings.map(|finding| {
        (
            format!("{} {}", loaded.sources.path(finding.place.file), finding.code),
            finding.severity,
        )
    });
    (findings.collect(), loaded.project.is_some())
}

#[test]
fn a_plan_weighs_its_own_warnings() {
    let [ours, others] = ["case/2020.yaml MR0402", "other/2020.yaml MR0402"].map(str::to_owned);
    let warned = (others, Severity::Warning);
    for (checks, severity, publishes) in [
        ("", Some(Severity::Warning), true),
        ("checks: {MR0402: warning}\n", Some(Severity::Warning), true),
        ("checks: {MR0402: error}\n", Some(Severity::Error), false),
        ("checks: {MR0402: off}\n", None, true),
    ] {
        let mut expected: Vec<_> = severity.map(|severity| (ours.clone(), severity)).into_iter().collect();
        expected.push(warned.clone());
        assert_eq!(found(checks), (expected, publishes), "{checks}");
    }
}

#[test]
fn a_stray_file_of_the_plan_is_weighed_too() {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), "checks: {MR0105: off, MR0402: off}\n");
    for plan in ["case", "other"] {
        fs::write(folder.path().join(plan).join("2020年度.yaml"), "").unwrap();
    }
    let loaded = mieruka::load(folder.path());
    let stray: Vec<_> = loaded
        .findings
        .iter()
        .filter(|finding| finding.code == code::STRAY_FILE)
        .collect();
    assert_eq!(stray.len(), 1);
    assert!(loaded.sources.path(stray[0].place.file).starts_with("other/"));
}

#[test]
fn errors_are_not_weighed_and_unknown_codes_are_told_with_what_was_meant() {
    for (checks, remedy, fix) in [
        ("checks: {MR0302: off}\n", "警告だけ", None),
        ("checks: {mr0402: off}\n", "MR0402", Some("MR0402")),
        ("checks: {MRO402: off}\n", "MR0402", Some("MR0402")),
        ("checks: {answers: off}\n", "mieruka explain", None),
    ] {
        let folder = tempfile::tempdir().unwrap();
        data(folder.path(), checks);
        let loaded = mieruka::load(folder.path());
        let errors: Vec<_> = loaded
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        let [error] = errors.as_slice() else {
            panic!("{checks}: {errors:?}")
        };
        assert_eq!(error.code, code::BAD_CHECK_SETTING);
        assert!(error.remedy.contains(remedy), "{}", error.remedy);
        assert_eq!(error.fix.as_ref().map(|fix| fix.replacement.as_str()), fix);
    }
}

#[test]
fn strict_makes_warnings_stop_check_and_build() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    data(&folder.path().join("data"), "");
    let run = |arguments: &[&str]| {
        let output = Command::cargo_bin("mieruka")
            .unwrap()
            .current_dir(folder.path())
            .args(arguments)
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8([output.stdout, output.stderr].concat()).unwrap(),
        )
    };
    assert_eq!(run(&["check"]).0, Some(0));
    assert_eq!(run(&["check", "--strict"]).0, Some(1));
    let (code, printed) = run(&["build", "--strict"]);
    assert_eq!(code, Some(1));
    assert!(
        printed.ends_with("警告があるため、サイトは書き換えていません。\n"),
        "{printed}"
    );
    assert!(!folder.path().join("site").exists());
    assert_eq!(run(&["build"]).0, Some(0));
}

#[test]
fn explain_tells_one_code_or_all_and_what_was_meant() {
    let run = |arguments: &[&str]| {
        let output = Command::cargo_bin("mieruka")
            .unwrap()
            .arg("explain")
            .args(arguments)
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8([output.stdout, output.stderr].concat()).unwrap(),
        )
    };
    let (code, all) = run(&[]);
    assert_eq!((code, all.lines().count()), (Some(0), code::ALL.len()));
    let (code, one) = run(&["mr0201"]);
    assert_eq!(code, Some(0));
    assert!(
        one.starts_with("MR0201 知らない項目名（エラー：直すまでサイトは書き換わりません）\n\n■ 意味\n"),
        "{one}"
    );
    assert!(
        one.contains("  plan.yaml:\n    title: 働き方改革の計画\n    organization: 見本市\n"),
        "{one}"
    );
    let (code, wrong) = run(&["MRO201"]);
    assert_eq!(code, Some(2));
    assert!(
        wrong.contains("MR0201（知らない項目名）のことではありませんか"),
        "{wrong}"
    );
    assert_eq!(run(&["\u{202e}"]).0, Some(2));
    assert!(run(&["\u{202e}"]).1.contains("\\u{202e}"));
}
