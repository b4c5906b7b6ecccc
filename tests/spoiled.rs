//! Spoiled copies of the shipped data: each gives its diagnostic at the right line and column with a remedy, and the
//! old site stays as it was.
//!
//! A case is a file of `tests/spoiled/`: a title, a sentence of reason, and a list:
//! `file` the file to spoil, `replace` a text in it (its first occurrence), `with` what to put there — the part between
//! «» is where the finding must point —, `code` and `remedy` a part of the remedy expected.
//! Escapes: `\n`, `\t`, `\u{3000}` and so on; `encoding: Shift_JIS` saves the file in that encoding.

mod common;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

#[test]
fn every_spoiled_copy_gives_its_diagnostic_and_leaves_the_old_site() {
    let mut cases: Vec<_> = fs::read_dir("tests/spoiled")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 20, "at least twenty cases");
    let good = tempfile::tempdir().unwrap();
    let old_site = good.path().join("site");
    assert_eq!(
        run(Path::new("data"), &old_site).0,
        Some(0),
        "the shipped data is clean"
    );
    let old = common::files(&old_site);
    let mut wrong = Vec::new();
    for path in &cases {
        let case = Case::read(path);
        if let Err(message) = case.check(&old_site) {
            wrong.push(format!("{}: {message}", path.display()));
        }
        assert!(
            common::files(&old_site) == old,
            "{} changed the old site",
            path.display()
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

struct Case {
    file: String,
    replace: String,
    with: String,
    code: String,
    remedy: String,
    encoding: Option<String>,
}

impl Case {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let field = |name: &str| {
            let prefix = format!("- {name}: `");
            let line = text
                .lines()
                .find_map(|line| line.strip_prefix(&prefix)?.strip_suffix('`'));
            line.map(common::unescape)
        };
        let need = |name| field(name).unwrap_or_else(|| panic!("{}: no `{name}`", path.display()));
        assert!(text.starts_with("# "), "{}: a title is missing", path.display());
        Self {
            file: need("file"),
            replace: need("replace"),
            with: need("with"),
            code: need("code"),
            remedy: need("remedy"),
            encoding: field("encoding"),
        }
    }

    fn check(&self, site: &Path) -> Result<(), String> {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        common::copy_folder(Path::new("data"), &data);
        let file = data.join(&self.file);
        let good = fs::read_to_string(&file).unwrap();
        let Some(at) = good.find(&self.replace) else {
            return Err(format!("“{}” is not in {}", self.replace, self.file));
        };
        let marked = format!("{}{}{}", &good[..at], self.with, &good[at + self.replace.len()..]);
        let start = marked.find('«').expect("« marks where the finding points");
        let spoiled = marked.replace(['«', '»'], "");
        let line = spoiled[..start].matches('\n').count() + 1;
        let column = spoiled[..start].rsplit('\n').next().unwrap().chars().count() + 1;
        match self.encoding.as_deref() {
            None => fs::write(&file, &spoiled).unwrap(),
            Some("Shift_JIS") => fs::write(&file, encoding_rs::SHIFT_JIS.encode(&spoiled).0).unwrap(),
            Some(other) => panic!("unknown encoding {other}"),
        }
        let (exit, printed) = run(&data, site);
        if exit != Some(1) {
            return Err(format!("exit code {exit:?} in place of 1"));
        }
        let findings: Value = serde_json::from_str(&printed).map_err(|error| format!("{error}: {printed}"))?;
        let errors = findings["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["severity"] == "error");
        let errors: Vec<&Value> = errors.collect();
        let found = errors.iter().find(|finding| {
            finding["code"] == self.code.as_str()
                && finding["place"]["path"] == self.file.as_str()
                && finding["place"]["line"] == line
                && finding["place"]["column"] == column
                && finding["remedy"].as_str().unwrap().contains(&self.remedy)
        });
        found.map(|_| ()).ok_or_else(|| {
            format!(
                "expected {} at {line}:{column} with “{}”, found {errors:#?}",
                self.code, self.remedy
            )
        })
    }
}

/// Builds, and gives the exit code and what was printed for programs.
fn run(data: &Path, site: &Path) -> (Option<i32>, String) {
    let mut build = Command::cargo_bin("mieruka").unwrap();
    let output = build
        .args(["build", "--format", "json", "--data"])
        .arg(data)
        .arg("--out")
        .arg(site)
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}
