//! `mieruka audit`: nothing internal in any byte of the public site, and a planted leak is found wherever it is planted.
//! Beside it a search of the test's own, which knows only the canaries.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    clippy::case_sensitive_file_extension_comparisons
)]

mod common;

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use assert_cmd::Command;

const CANARY: &str = "INTERNAL-CANARY";
/// An internal remark of the shipped data (`data/mihon-2021/2021.yaml`).
const SECRET: &str = "接種担当課の内訳は職員組合との協議資料による";
const SOURCE: &str = "もとのデータ: mihon-2021/2021.yaml:55:";

fn write(site: &Path, name: &str, bytes: &[u8]) {
    let path = site.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn audit(site: &Path, data: &str) -> (i32, String) {
    let output = Command::cargo_bin("mieruka")
        .unwrap()
        .args(["audit", "--data", data])
        .arg(site)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

fn zipped(name: &str, content: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file(name, options).unwrap();
    archive.write_all(content.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

/// A file as it is, and when it is an archive everything in it.
fn unfolded(name: &str, bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            let inner = format!("{name}!{}", entry.name().unwrap());
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            all.extend(unfolded(&inner, content));
        }
    }
    all.push((name.to_owned(), bytes));
    all
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// A small site whose only content is planted.
fn with(name: &str, bytes: &[u8]) -> (i32, String) {
    let site = tempfile::tempdir().unwrap();
    write(site.path(), "manifest.json", br#"{"edition": "public", "as_of": null}"#);
    write(
        site.path(),
        "index.html",
        "<!doctype html><title>見本市</title>".as_bytes(),
    );
    write(site.path(), name, bytes);
    audit(site.path(), "data")
}

#[test]
fn the_public_site_is_clean_for_the_audit_and_for_a_search_of_its_own() {
    let files = common::built_site();
    let site = tempfile::tempdir().unwrap();
    for (name, bytes) in &files {
        write(site.path(), name, bytes);
    }
    let (code, said) = audit(site.path(), "data");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("漏れ 0件"), "{said}");

    let (mut searched, mut entries) = (0, 0);
    for (name, bytes) in files {
        for (name, bytes) in unfolded(&name, bytes) {
            searched += 1;
            entries += usize::from(name.contains('!'));
            for needle in [CANARY, SECRET] {
                assert!(!holds(&bytes, needle.as_bytes()), "{needle} in {name}");
                assert!(!name.contains(needle), "{name}");
            }
        }
    }
    assert!(searched > 700 && entries > 50, "{searched} files, {entries} entries");
}

/// The whole of every internal text of the data, published on one page: the audit names each place where a canary stands.
#[test]
fn every_canary_of_the_data_is_listed_by_its_place() {
    let mut page = String::new();
    let mut places = Vec::new();
    for (name, bytes) in common::files(Path::new("data")) {
        let text = String::from_utf8(bytes).unwrap();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| line.contains(CANARY)) {
            page += &format!("<p>{line}</p>\n");
            places.push((name.clone(), number + 1, line.to_owned()));
        }
    }
    assert_eq!(places.len(), 34);
    let (code, said) = with("all.html", page.as_bytes());
    assert_eq!(code, 1);
    for (name, number, line) in places {
        // Pages of Markdown are named as a whole.
        let place = if name.ends_with(".md") {
            format!("もとのデータ: {name}")
        } else {
            format!("もとのデータ: {name}:{number}:")
        };
        assert!(said.contains(&place), "{place} {line}\n{said}");
    }
}

#[test]
fn a_leak_is_found_in_every_carrier() {
    let references: String = SECRET
        .chars()
        .map(|letter| format!("&#x{:x};", u32::from(letter)))
        .collect();
    let escapes: String = SECRET.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let percents: String = SECRET.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let workbook = format!("<sst><si><t>{SECRET}</t></si></sst>");
    let carriers: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a.html", format!("<p>\n{SECRET}</p>").into(), "a.html:2"),
        ("b.html", format!("<!-- {references} -->").into(), "b.html"),
        ("c.html", format!("<img alt=\"{SECRET}\">").into(), "c.html:1"),
        ("d.json", format!("{{\"text\": \"{escapes}\"}}").into(), "d.json"),
        ("data/e.csv", format!("a,b\n1,\"{SECRET}\"\n").into(), "data/e.csv:2"),
        ("f.zip", zipped("inner/data.csv", SECRET), "f.zip!inner/data.csv"),
        (
            "g.xlsx",
            zipped("xl/sharedStrings.xml", &workbook),
            "g.xlsx!xl/sharedStrings.xml",
        ),
        (
            "assets/search-index.js",
            format!("window.index = [\"{escapes}\"];").into(),
            "assets/search-index.js",
        ),
        ("h.svg", format!("<svg><title>{SECRET}</title></svg>").into(), "h.svg:1"),
        ("接種担当課の内訳は職員組合との協議資料による.html", Vec::new(), SECRET),
        ("i.html", format!("<a href=\"{percents}.html\">頁</a>").into(), "i.html"),
        (
            "feed.xml",
            format!("<feed><summary>&lt;p&gt;{SECRET}</summary></feed>").into(),
            "feed.xml:1",
        ),
        (
            "j.html",
            format!("<p>{}</p>", SECRET.replace("職員", "職<wbr>員")).into(),
            "j.html",
        ),
    ];
    for (name, bytes, place) in carriers {
        let (code, said) = with(name, &bytes);
        assert_eq!(code, 1, "{name}: {said}");
        let leaks: Vec<&str> = said.lines().filter(|line| line.starts_with("漏れ: ")).collect();
        assert!(leaks.iter().any(|leak| leak.contains(place)), "{name}: {said}");
        assert!(said.contains(SOURCE), "{name}: {said}");
    }
}

#[test]
fn the_exit_code_tells_clean_leaking_and_unreadable() {
    assert_eq!(with("open.html", "<p>公開の文章</p>".as_bytes()).0, 0);
    assert_eq!(with("leak.html", SECRET.as_bytes()).0, 1);
    let nothing = tempfile::tempdir().unwrap();
    assert_eq!(audit(nothing.path(), "data").0, 2);
    assert_eq!(audit(&nothing.path().join("missing"), "data").0, 2);
}

#[test]
fn an_internal_site_is_never_clean() {
    let site = tempfile::tempdir().unwrap();
    write(
        site.path(),
        "manifest.json",
        br#"{"edition": "internal", "as_of": null}"#,
    );
    assert_eq!(audit(site.path(), "data").0, 1);
}
