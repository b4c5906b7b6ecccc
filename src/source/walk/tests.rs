//! Folders as people leave them: what is read, and what is said about the rest.

use super::*;
use std::fs;

/// Walks a folder with these empty files; returns what is read, and the findings as `code path`.
fn walked(files: &[&str]) -> (Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    report(folder.path())
}

fn report(root: &Path) -> (Vec<String>, Vec<String>) {
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let found = walk(root, &mut sources, &mut findings);
    let mut read: Vec<_> = found.site.into_iter().collect();
    for plan in found.plans {
        read.extend(plan.plan);
        read.extend(plan.editions.into_iter().map(|(_, file)| file));
        read.extend(plan.pages.into_iter().map(|(_, file)| file));
    }
    let shown = findings.sorted(&sources);
    let shown = shown
        .iter()
        .map(|finding| format!("{} {}", finding.code, sources.path(finding.place.file)));
    (read.into_iter().map(|file| file.shown).collect(), shown.collect())
}

#[test]
fn files_come_in_order_and_strays_are_named() {
    let (read, findings) = walked(&[
        "site.yaml",
        "b/plan.yaml",
        "a/plan.yaml",
        "a/2021.yaml",
        "a/2020.yaml",
        "a/pages/aims.md",
        "a/令和2年度.yaml",
        "a/2019.yml",
        "a/old/2018.yaml",
        "a/.2020.yaml.swp",
        "a/2020.yaml~",
        ".git/x/plan.yaml",
        "README.md",
    ]);
    assert_eq!(
        read,
        [
            "site.yaml",
            "a/plan.yaml",
            "a/2020.yaml",
            "a/2021.yaml",
            "a/pages/aims.md",
            "b/plan.yaml"
        ]
    );
    assert_eq!(
        findings,
        ["MR0105 a/2019.yml", "MR0105 a/old/2018.yaml", "MR0105 a/令和2年度.yaml"]
    );
}

#[test]
fn what_is_missing_is_an_error() {
    assert_eq!(walked(&["site.yaml"]).1, ["MR0102 ."]);
    assert_eq!(walked(&["a/plan.yaml"]).1, ["MR0103 site.yaml"]);
    assert_eq!(walked(&["site.yaml", "a/2020.yaml"]).1, ["MR0104 a/plan.yaml"]);
    assert_eq!(walked(&["site.yaml", "参考/a.pdf"]).1, ["MR0104 参考/plan.yaml"]);
    assert_eq!(walked(&["site.yaml", "計画/plan.yaml"]).1, ["MR0109 計画"]);
    assert_eq!(
        walked(&["site.yaml", "a/plan.yaml", "a/pages/背景.md"]).1,
        ["MR0109 a/pages/背景.md"]
    );
    assert_eq!(report(Path::new("/nowhere/at/all")).1, ["MR0101 ."]);
    let file = tempfile::NamedTempFile::new().unwrap();
    assert_eq!(report(file.path()).1, ["MR0101 ."]);
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_named_and_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("a")).unwrap();
    fs::write(path("site.yaml"), "").unwrap();
    fs::write(path("a/plan.yaml"), "").unwrap();
    std::os::unix::fs::symlink("/etc/hostname", path("a/2020.yaml")).unwrap();
    std::os::unix::fs::symlink("/etc", path("b")).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, path("a/2021.yaml"), rustix::fs::Mode::RUSR).unwrap();
    let (read, findings) = report(folder.path());
    assert_eq!(read, ["site.yaml", "a/plan.yaml"]);
    assert_eq!(findings, ["MR0106 a/2020.yaml", "MR0106 a/2021.yaml", "MR0106 b"]);
}
