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
    bundle::bundle(project).unwrap().files
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
        assert_eq!(import::edited(&sorted.tables, plan.id.as_str(), &tables), [], "{kind}: {}", plan.id);
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
                .is_some_and(|name| name.ends_with(".csv") || name.ends_with(".json"))
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
