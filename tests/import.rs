//! What comes in as tables: our own exports without loss, and tables shaped like those of the papers.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mieruka::exchange::export::bundle;
use mieruka::exchange::import::{self, File, NewFile};
use mieruka::model::Project;

fn public(folder: &Path) -> mieruka::edition::Released {
    let loaded = mieruka::load(folder);
    let report: Vec<String> = loaded
        .findings
        .iter()
        .filter(|finding| finding.severity == mieruka::diagnostic::Severity::Error)
        .map(|finding| format!("{finding:?}"))
        .collect();
    let project = loaded.project.unwrap_or_else(|| panic!("{}", report.join("\n")));
    mieruka::edition::release(project, mieruka::edition::Release::PUBLIC)
}

fn exports(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let plans = project.plans.iter().map(|plan| bundle::of_plan(project, plan));
    plans.flat_map(|plan| plan.files).collect()
}

fn is_a(name: &str, kinds: &[&str]) -> bool {
    let kind = Path::new(name).extension().and_then(|kind| kind.to_str());
    kind.is_some_and(|kind| kinds.contains(&kind))
}

fn write(folder: &Path, files: &[NewFile]) {
    for file in files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
    }
}

/// Imports files of every plan, exports again, and holds everything against what was exported first.
fn round_trip(kind: &str, of_plan: impl Fn(&BTreeMap<String, Vec<u8>>, &str) -> Vec<File>) {
    let first = public(Path::new("data"));
    let before = exports(&first);
    let mut files = Vec::new();
    for plan in &first.plans {
        files.extend(of_plan(&before, plan.id.as_str()));
    }
    let sorted = import::sort(files);
    assert_eq!(sorted.findings, [], "{kind}");
    assert_eq!(sorted.foreign.len(), 0, "{kind}");
    assert_eq!(sorted.plans.len(), first.plans.len(), "{kind}");
    let folder = tempfile::tempdir().unwrap();
    for plan in &sorted.plans {
        write(folder.path(), &plan.files);
    }
    // The order of the plans is that of the site, and no plan's own.
    let order: Vec<&str> = first.plans.iter().map(|plan| plan.id.as_str()).collect();
    let site = sorted.plans[0].site.as_ref().unwrap();
    fs::write(
        folder.path().join("site.yaml"),
        format!("{site}plans: [{}]\n", order.join(", ")),
    )
    .unwrap();
    let again = public(folder.path());
    let after = exports(&again);
    let differing: Vec<&String> = before
        .keys()
        .filter(|path| before.get(*path) != after.get(*path))
        .collect();
    assert!(before == after, "{kind}: {differing:?}");
    for plan in &again.plans {
        let tables = mieruka::exchange::export::tables::of_plan(&again, plan);
        assert_eq!(
            import::edited(&sorted.tables, plan.id.as_str(), &tables),
            [],
            "{kind}: {}",
            plan.id
        );
    }
}

fn file(files: &BTreeMap<String, Vec<u8>>, path: &str) -> File {
    File {
        name: path.to_owned(),
        bytes: files[path].clone(),
    }
}

#[test]
fn folders_of_csv_come_back_byte_for_byte() {
    round_trip("folder", |files, plan| {
        let home = format!("{plan}/data/");
        let inside = |path: &&String| {
            path.strip_prefix(&home)
                .is_some_and(|name| is_a(name, &["csv", "json"]))
        };
        files.keys().filter(inside).map(|path| file(files, path)).collect()
    });
}

#[test]
fn archives_come_back_byte_for_byte() {
    round_trip("zip", |files, plan| {
        vec![file(files, &format!("{plan}/data/{plan}.zip"))]
    });
}

#[test]
fn workbooks_come_back_byte_for_byte() {
    round_trip("xlsx", |files, plan| {
        vec![file(files, &format!("{plan}/data/{plan}.xlsx"))]
    });
}

#[test]
fn documents_come_back_byte_for_byte() {
    round_trip("json", |files, plan| {
        vec![file(files, &format!("{plan}/data/{plan}.json"))]
    });
}

fn csv_of(plan: &str) -> (mieruka::edition::Released, Vec<File>) {
    let released = public(Path::new("data"));
    let files = exports(&released);
    let home = format!("{plan}/data/");
    let files = files
        .iter()
        .filter(|(path, _)| path.starts_with(&home) && is_a(path, &["csv", "json"]))
        .map(|(path, bytes)| File {
            name: path.clone(),
            bytes: bytes.clone(),
        })
        .collect();
    (released, files)
}

#[test]
fn what_was_written_into_our_tables_is_told_by_cell() {
    let (released, mut files) = csv_of("osaki");
    let table = files
        .iter_mut()
        .find(|file| file.name.ends_with("/indicators.csv"))
        .unwrap();
    let text = String::from_utf8(table.bytes.clone()).unwrap();
    assert!(text.contains("職員派遣の人数"));
    table.bytes = text.replacen("職員派遣の人数", "派遣の数", 1).into_bytes();
    let sorted = import::sort(files);
    assert_eq!((sorted.findings.len(), sorted.plans.len()), (0, 1));
    let plan = released.plans.iter().find(|plan| plan.id.as_str() == "osaki").unwrap();
    let tables = mieruka::exchange::export::tables::of_plan(&released, plan);
    let findings = import::edited(&sorted.tables, "osaki", &tables);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].code, "MR0903");
    assert!(
        findings[0].message.contains("「派遣の数」") || findings[0].message.contains("派遣の数"),
        "{findings:?}"
    );
    assert!(findings[0].place.as_ref().unwrap().file.ends_with("indicators.csv"));
}

#[test]
fn our_tables_without_their_document_are_refused() {
    let (_, mut files) = csv_of("osaki");
    files.retain(|file| is_a(&file.name, &["csv"]));
    let sorted = import::sort(files);
    assert!(sorted.plans.is_empty() && sorted.foreign.is_empty());
    assert_eq!(sorted.findings[0].code, "MR0902");
}

#[test]
fn a_document_cannot_leave_the_data_folder() {
    for id in ["../x", "a/b", "", "A", "x\\y"] {
        let text = format!(
            "{{\"format\":\"mieruka-plan\",\"version\":1,\"id\":\"{id}\",\"plan\":{{\"title\":\"x\",\"organisation\":\"x\"}}}}"
        );
        let sorted = import::sort(vec![File {
            name: "x.json".to_owned(),
            bytes: text.into_bytes(),
        }]);
        assert!(sorted.plans.is_empty(), "{id}");
        assert_eq!(sorted.findings[0].code, "MR0901", "{id}");
    }
    let text = "{\"format\":\"mieruka-plan\",\"version\":1,\"id\":\"x\",\"plan\":{\"title\":\"x\",\"organisation\":\"x\"},\"editions\":{\"../2020\":{\"title\":\"x\"}}}";
    let sorted = import::sort(vec![File {
        name: "x.json".to_owned(),
        bytes: text.as_bytes().to_vec(),
    }]);
    assert!(sorted.plans.is_empty() && sorted.findings[0].code == "MR0901");
}

#[test]
fn what_is_no_table_is_said_by_file() {
    let cases = [
        ("表.pdf", b"%PDF-1.7".to_vec(), "PDF は取り込めません"),
        ("切れた.xlsx", b"PK\x03\x04xxxx".to_vec(), "壊れているか"),
        ("表.csv", vec![0xff, 0xfe, 0x42, 0x30], "UTF-16"),
    ];
    for (name, bytes, message) in cases {
        let tables = import::Tables::open(&[File {
            name: name.to_owned(),
            bytes,
        }]);
        assert_eq!(tables.findings.len(), 1, "{name}");
        assert!(
            tables.findings[0].message.contains(message),
            "{name}: {:?}",
            tables.findings
        );
        assert_eq!(tables.findings[0].code, "MR0901", "{name}");
    }
}

fn mieruka(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = assert_cmd::Command::cargo_bin("mieruka")
        .unwrap()
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), text)
}

#[test]
fn a_clerk_imports_looks_adjusts_and_writes() {
    let folder = tempfile::tempdir().unwrap();
    let table = "取組,実施状況,取組内容,成果\r\n(1) 研修,実施,【新規】2回行った。,－\r\n(2) 周知,様子見,,\r\n";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(table);
    fs::write(folder.path().join("表.csv"), bytes).unwrap();
    let command = ["import", "表.csv", "--plan", "wlb", "--year", "R2"];

    let (exit, said) = mieruka(folder.path(), &command);
    assert_eq!(exit, 1, "{said}");
    for part in [
        "B列 実施状況 → 実施状況",
        "「様子見」の意味が、対応表にありません",
        "表.csv の B3",
        "--write を付けてください",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(
        !folder.path().join("data").exists(),
        "nothing is written before it is asked for"
    );

    let mapping = folder.path().join("wlb.mapping.yaml");
    let text = fs::read_to_string(&mapping).unwrap();
    let adjusted = text.replacen(
        "statuses: {実施: implemented}",
        "statuses: {実施: implemented, 様子見: considering}",
        1,
    );
    assert_ne!(text, adjusted, "{text}");
    fs::write(&mapping, adjusted.replacen("role: status", "role: statas", 1)).unwrap();
    let (exit, said) = mieruka(folder.path(), &command);
    assert_eq!(exit, 1, "{said}");
    assert!(
        said.contains("wlb.mapping.yaml:") && said.contains("MR0206"),
        "a mistake has its line: {said}"
    );

    fs::write(&mapping, &adjusted).unwrap();
    let write: Vec<&str> = command.iter().copied().chain(["--write"]).collect();
    let (exit, said) = mieruka(folder.path(), &write);
    assert_eq!(exit, 0, "{said}");
    let edition = fs::read_to_string(folder.path().join("data/wlb/2020.yaml")).unwrap();
    assert!(
        edition.contains("status: 様子見") && edition.contains("- {tag: 新規, text: 2回行った。}"),
        "{edition}"
    );
    assert_eq!(mieruka(folder.path(), &["check"]).0, 0);

    let before = fs::read(folder.path().join("data/wlb/plan.yaml")).unwrap();
    let (exit, said) = mieruka(folder.path(), &write);
    assert!(exit == 2 && said.contains("上書きはしません"), "{said}");
    assert_eq!(before, fs::read(folder.path().join("data/wlb/plan.yaml")).unwrap());
}

#[test]
fn a_number_column_between_two_titles_is_the_number_of_the_second() {
    let folder = tempfile::tempdir().unwrap();
    let table = "大項目,番号,取組名,担当課,実施状況,取組内容\r\n採用と登用,(1),説明会,人事課,実施,3回開いた。\r\n採用と登用,(2),試験の見直し,人事課,実施,見直した。\r\n";
    fs::write(folder.path().join("表.csv"), table).unwrap();
    let command = ["import", "表.csv", "--plan", "wlb", "--year", "R5", "--write"];
    let (_, said) = mieruka(folder.path(), &command);
    for part in [
        "A列 大項目 → 題名（階層1）",
        "B列 番号 → 番号（階層2）",
        "C列 取組名 → 題名（階層2）",
        "取組（見出しを含む） 3件",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

#[test]
fn a_column_put_right_by_hand_keeps_the_year_of_its_head() {
    let folder = tempfile::tempdir().unwrap();
    let table = "指標名,目標値(R7),令和4年度の状況(%),令和5年度実績(%)\r\n年休の取得,80%以上,70.1,72.5\r\n";
    fs::write(folder.path().join("表.csv"), table).unwrap();
    let command = ["import", "表.csv", "--plan", "wlb", "--year", "R5", "--write"];
    let (_, said) = mieruka(folder.path(), &command[..6]);
    assert!(said.contains("C列 令和4年度の状況(%) → 取り込みません"), "{said}");
    let mapping = folder.path().join("wlb.mapping.yaml");
    let text = fs::read_to_string(&mapping).unwrap();
    fs::write(&mapping, text.replacen("role: ignore", "role: value", 1)).unwrap();
    let (_, said) = mieruka(folder.path(), &command);
    assert!(said.contains("C列 令和4年度の状況(%) → 実績（令和4年度）"), "{said}");
    let edition = fs::read_to_string(folder.path().join("data/wlb/2023.yaml")).unwrap();
    assert!(edition.contains("period: 令和4年度"), "{edition}");
}

#[test]
fn what_check_refuses_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let table = "指標名,令和5年度実績(%),令和5年度の実績(%)\r\n年休の取得,70.1,72.5\r\n";
    fs::write(folder.path().join("表.csv"), table).unwrap();
    let command = ["import", "表.csv", "--plan", "wlb", "--year", "R5", "--write"];
    let (exit, said) = mieruka(folder.path(), &command);
    assert!(exit == 1 && said.contains("--write を付けても書き込みません"), "{said}");
    assert!(!folder.path().join("data").exists(), "{said}");
}
