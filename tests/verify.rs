//! `mieruka verify`: any change to a published folder is told, and whether the data still give it.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

const PLAN: &str = "plan.yaml\nmeasures:\n  - {id: a, title: 研修}\n";
const YEAR: &str = "2020.yaml\nmeasures:\n  a: {status: 実施}\n";

struct Published {
    folder: tempfile::TempDir,
}

impl Published {
    /// A small plan, built.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let published = Self { folder };
        fs::create_dir(published.data()).unwrap();
        common::write_case(&format!("```yaml {PLAN}```\n```yaml {YEAR}```\n"), &published.data());
        let (code, printed) = published.run(&["build", "--data", "data", "--out", "site"]);
        assert_eq!(code, Some(0), "{printed}");
        published
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn site(&self, name: &str) -> PathBuf {
        self.folder.path().join("site").join(name)
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::cargo_bin("mieruka").unwrap();
        let output = command
            .current_dir(self.folder.path())
            .args(arguments)
            .output()
            .unwrap();
        let printed = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(printed).unwrap())
    }

    /// Verifies the site and expects it to be refused with these words.
    #[track_caller]
    fn refused(&self, with_data: bool, words: &[&str]) {
        let arguments: &[&str] = if with_data {
            &["verify", "site", "--data", "data"]
        } else {
            &["verify", "site"]
        };
        let (code, printed) = self.run(arguments);
        assert_eq!(code, Some(1), "{printed}");
        for word in words {
            assert!(printed.contains(word), "{word} is not in:\n{printed}");
        }
    }
}

#[test]
fn a_site_as_it_was_written_is_in_order() {
    let site = Published::new();
    let (code, printed) = site.run(&["verify", "site"]);
    assert_eq!(code, Some(0), "{printed}");
    assert!(printed.starts_with("サイトは書き出したとおりです（"), "{printed}");
    let (code, printed) = site.run(&["verify", "site", "--data", "data"]);
    assert_eq!(code, Some(0), "{printed}");
    assert!(printed.starts_with("サイトはデータから作ったとおりです（"), "{printed}");
}

#[test]
fn the_closing_line_names_edition_cut_off_and_the_number_of_files_that_build_says() {
    let site = Published::new();
    let (code, built) = site.run(&["build", "--out", "dated", "--as-of", "R8.4.1"]);
    assert_eq!(code, Some(0), "{built}");
    let files = built
        .split(['（', '）'])
        .find(|part| part.ends_with(" ファイル"))
        .unwrap();
    let (code, printed) = site.run(&["verify", "dated"]);
    assert_eq!(code, Some(0), "{printed}");
    let line = format!("（公開版、基準日 令和8年4月1日、目録（manifest.json）を含む {files}）");
    assert!(printed.contains(&line), "{line}: {printed}");

    assert_eq!(site.run(&["build", "--edition", "internal"]).0, Some(0));
    let (code, printed) = site.run(&["verify", "site-internal"]);
    assert_eq!(code, Some(0), "{printed}");
    assert!(
        printed.contains("（【内部版。公開しないでください】、基準日 なし、"),
        "{printed}"
    );
    fs::write(site.folder.path().join("site-internal/x.html"), "").unwrap();
    let (code, printed) = site.run(&["verify", "site-internal"]);
    assert_eq!(code, Some(1), "{printed}");
    assert!(
        printed.contains("このサイトは 【内部版。公開しないでください】"),
        "{printed}"
    );
}

#[test]
fn a_missing_site_is_told_in_plain_words() {
    let site = Published::new();
    for command in ["verify", "audit"] {
        let (code, printed) = site.run(&[command, "nowhere"]);
        assert_eq!(code, Some(2), "{printed}");
        assert_eq!(
            printed,
            "エラー: 「nowhere」というファイルもフォルダーもありません。名前と場所を確かめてください\n"
        );
        let (code, printed) = site.run(&[command, "data/site.yaml"]);
        assert_eq!(code, Some(2), "{printed}");
        assert_eq!(printed, "エラー: 「data/site.yaml」はフォルダーではありません\n");
    }
}

#[test]
fn every_file_changed_lost_or_added_is_told() {
    let site = Published::new();
    for name in ["index.html", "case/index.html"] {
        let content = fs::read(site.site(name)).unwrap();
        fs::write(site.site(name), [content.as_slice(), b" "].concat()).unwrap();
        site.refused(false, &["書き出した後に変わったファイル: 1件", name]);
        fs::write(site.site(name), content).unwrap();
    }
    fs::rename(site.site("assets/site.css"), site.site("assets/Site.css")).unwrap();
    fs::write(site.site("case/\u{202e}x.html"), "").unwrap();
    fs::write(site.site("case/\n##[add-mask]x"), "").unwrap();
    fs::remove_file(site.site("case/2020.html")).unwrap();
    site.refused(
        false,
        &[
            "名前の大文字・小文字が変わったファイル: 1件\n  assets/Site.css（もとは assets/site.css）",
            "mieruka が作ったものではないファイル: 2件\n  case/\\u{a}#\\u{23}[add-mask]x\n  case/\\u{202e}x.html",
            "失われたファイル: 1件\n  case/2020.html",
        ],
    );
}

#[test]
fn a_link_is_never_followed() {
    let site = Published::new();
    let elsewhere = site.folder.path().join("elsewhere");
    fs::rename(site.site("case"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, site.site("case")).unwrap();
    fs::rename(site.site("index.html"), elsewhere.join("top.html")).unwrap();
    std::os::unix::fs::symlink(elsewhere.join("top.html"), site.site("index.html")).unwrap();
    site.refused(
        false,
        &[
            "リンクなど、通常のファイルでないもの: 2件",
            "  index.html",
            "  case\n",
            "失われたファイル",
        ],
    );
}

#[test]
fn a_broken_or_missing_manifest_is_told() {
    let site = Published::new();
    let manifest = site.site("manifest.json");
    let good = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, &good[..good.len() / 2]).unwrap();
    site.refused(false, &["目録 manifest.json が壊れています（"]);
    fs::write(&manifest, [0xff, 0x00, 0x1b]).unwrap();
    site.refused(false, &["目録 manifest.json が壊れています（1行目）"]);
    fs::write(&manifest, good.replace("\"case/2020.html\"", "\"../data/site.yaml\"")).unwrap();
    site.refused(false, &["サイトの中にないはずの場所", "../data/site.yaml"]);
    fs::remove_file(&manifest).unwrap();
    site.refused(false, &["目録 manifest.json がありません"]);
    std::os::unix::fs::symlink(site.data().join("site.yaml"), &manifest).unwrap();
    site.refused(false, &["目録 manifest.json がありません"]);
    assert_eq!(site.run(&["verify", "nowhere"]).0, Some(2));
}

#[test]
fn a_site_that_the_data_no_longer_give_is_told() {
    let site = Published::new();
    let plan = site.data().join("case/plan.yaml");
    let good = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, good.replace("研修", "管理職の研修")).unwrap();
    site.refused(
        true,
        &[
            "もとのファイルで、内容が違うもの: 1件\n  data/case/plan.yaml",
            "作り直したサイトで、内容が違うもの",
            "  case/measures/a.html",
        ],
    );
    // A comment changes the file, not the site.
    fs::write(&plan, format!("{good}# 注\n")).unwrap();
    let (_, printed) = site.run(&["verify", "site", "--data", "data"]);
    assert!(!printed.contains("作り直したサイト"), "{printed}");
    fs::write(&plan, good).unwrap();

    // Forged together with its manifest: only the data can tell.
    let manifest = site.site("manifest.json");
    let written = fs::read_to_string(&manifest).unwrap();
    let page = fs::read(site.site("index.html")).unwrap();
    let forged = [page.as_slice(), b"<!-- -->"].concat();
    let entry = |content: &[u8]| (mieruka::digest::sha256(content), format!("\"size\": {}", content.len()));
    let ((old, old_size), (new, new_size)) = (entry(&page), entry(&forged));
    fs::write(site.site("index.html"), &forged).unwrap();
    fs::write(&manifest, written.replace(&old, &new).replace(&old_size, &new_size)).unwrap();
    assert_eq!(site.run(&["verify", "site"]).0, Some(0));
    site.refused(true, &["作り直したサイトで、内容が違うもの", "  index.html"]);

    fs::write(&manifest, written.replace(env!("CARGO_PKG_VERSION"), "0.0.9")).unwrap();
    fs::write(site.site("index.html"), page).unwrap();
    site.refused(true, &["サイトは mieruka 0.0.9 で作られています"]);
}

#[test]
fn the_manifest_names_inputs_as_sha256sum_does_but_none_of_a_plan_that_keeps_something_back() {
    let site = Published::new();
    let inputs = |site: &Published| {
        let text = fs::read(site.site("manifest.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_slice(&text).unwrap();
        manifest["inputs"].as_object().unwrap().clone()
    };
    let named = inputs(&site);
    let paths: Vec<&str> = named.keys().map(String::as_str).collect();
    assert_eq!(paths, ["data/case/2020.yaml", "data/case/plan.yaml", "data/site.yaml"]);
    let bytes = fs::read(site.data().join("site.yaml")).unwrap();
    assert_eq!(named["data/site.yaml"], mieruka::digest::sha256(&bytes));

    let year = site.data().join("case/2020.yaml");
    let text = fs::read_to_string(&year).unwrap();
    fs::write(&year, text + "internal: 次の会議で相談する。\n").unwrap();
    assert_eq!(site.run(&["build", "--data", "data", "--out", "site"]).0, Some(0));
    assert_eq!(inputs(&site).keys().collect::<Vec<_>>(), ["data/site.yaml"]);
}

#[test]
fn replaced_templates_are_inputs() {
    let site = Published::new();
    let templates = site.folder.path().join("templates");
    fs::create_dir_all(templates.join("css")).unwrap();
    fs::write(templates.join("css/tokens.css"), ":root {}\n").unwrap();
    let with = ["--data", "data", "--templates", "templates"];
    assert_eq!(site.run(&[&["build", "--out", "site"], &with[..]].concat()).0, Some(0));
    assert_eq!(site.run(&[&["verify", "site"], &with[..]].concat()).0, Some(0));
    site.refused(
        true,
        &["もとのファイルで、なくなったもの: 1件\n  templates/css/tokens.css"],
    );
    let made = Path::new("site/manifest.json");
    assert!(
        fs::read_to_string(site.folder.path().join(made))
            .unwrap()
            .contains("templates/css/tokens.css")
    );
}
