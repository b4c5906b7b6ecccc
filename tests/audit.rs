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
    audit_with(site, Path::new(data), &[])
}

fn audit_with(site: &Path, data: &Path, options: &[&str]) -> (i32, String) {
    let output = Command::cargo_bin("mieruka")
        .unwrap()
        .args(["audit", "--data"])
        .arg(data)
        .args(options)
        .arg(site)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

fn zipped(name: &str, content: impl AsRef<[u8]>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file(name, options).unwrap();
    archive.write_all(content.as_ref()).unwrap();
    archive.finish().unwrap().into_inner()
}

/// A zip with a comment.
fn with_comment(comment: &[u8]) -> Vec<u8> {
    let mut bytes = zipped("inner.csv", "公開の文章");
    let length = u16::try_from(comment.len()).unwrap().to_le_bytes();
    bytes.truncate(bytes.len() - length.len());
    [&bytes, &length[..], comment].concat()
}

fn gzipped(content: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content.as_ref()).unwrap();
    encoder.finish().unwrap()
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// A zip of one entry with both its headers changed, as the methods and ciphers of others leave them.
fn patched(local: usize, central: usize, value: u8) -> Vec<u8> {
    let mut bytes = zipped("inner.csv", "公開の文章");
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[local] = value;
    bytes[directory + central] = value;
    bytes
}

/// A zip whose only entry is listed twice, under two names, behind bytes that are listed nowhere.
fn listed_twice() -> Vec<u8> {
    let bytes = zipped("inner.csv", "公開の文章");
    let at = |mark: &[u8]| bytes.windows(4).position(|window| window == mark).unwrap();
    let (directory, end) = (at(b"PK\x01\x02"), at(b"PK\x05\x06"));
    let mut second = bytes[directory..end].to_vec();
    second[46] = b'I';
    let mut closing = bytes[end..].to_vec();
    (closing[8], closing[10]) = (2, 2);
    closing[12] *= 2;
    [&[0; 20], &bytes[..end], &second, &closing].concat()
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
    let site = planted(name, bytes);
    audit(site.path(), "data")
}

fn planted(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    write(site.path(), "manifest.json", br#"{"edition": "public", "as_of": null}"#);
    write(
        site.path(),
        "index.html",
        "<!doctype html><title>見本市</title>".as_bytes(),
    );
    write(site.path(), name, bytes);
    site
}

/// Data of one small plan, with these lines in `plan.yaml` below its measure.
fn small(lines: &str) -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let plan = format!("plan.yaml\nmeasures:\n  - {{id: a, title: 研修}}\n{lines}");
    let year = "2020.yaml\nmeasures:\n  a: {status: 実施}\n";
    common::write_case(&format!("```yaml {plan}```\n```yaml {year}```\n"), data.path());
    data
}

fn leaks(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.starts_with("漏れ: ")).collect()
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
    assert!(said.contains("漏れ 0件、中を調べられないファイル 0件"), "{said}");

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
    let code_points: String = SECRET
        .chars()
        .map(|letter| format!("\\u{{{:x}}}", u32::from(letter)))
        .collect();
    let bytes: String = SECRET.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
    let between = |hidden: &str| -> String { SECRET.chars().map(|letter| format!("{letter}{hidden}")).collect() };
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
        ("k.html", between("&shy;").into(), "k.html"),
        ("l.html", between("&zwnj;&ensp;").into(), "l.html"),
        ("m.html", between("\u{fe00}").into(), "m.html:1"),
        ("n.html", between("\u{e0100}").into(), "n.html:1"),
        ("o.js", code_points.into(), "o.js"),
        ("p.js", bytes.into(), "p.js"),
    ];
    for (name, bytes, place) in carriers {
        let (code, said) = with(name, &bytes);
        assert_eq!(code, 1, "{name}: {said}");
        assert!(leaks(&said).iter().any(|leak| leak.contains(place)), "{name}: {said}");
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

/// Whatever it says: the data here have nothing internal.
#[test]
fn what_is_of_the_internal_edition_is_found_without_any_secret() {
    let data = small("");
    let frame = fs::read_to_string("templates/base.html").unwrap();
    let lines = |mark: &str| -> String { frame.lines().filter(|line| line.contains(mark)).collect() };
    let label = lines("internal-mark");
    let style = lines("frame.internal.stylesheet").replace("{{ frame.internal.stylesheet }}", "../assets/internal.css");
    assert!(!label.is_empty() && style.contains("<link"));
    let manifest = br#"{"tool": "mieruka", "edition": "internal", "files": {"assets/internal.css": {}}}"#;
    let zip = zipped("site/manifest.json", manifest);
    let files: [(&str, &[u8], &str); 6] = [
        ("city/a.html", label.as_bytes(), "内部版のページ: "),
        ("city/b.html", style.as_bytes(), "内部版のページ: "),
        ("c.zip", &zipped("d.html", &label), "内部版のページ: "),
        ("inner/manifest.json", manifest, "内部版の目録: "),
        ("inner/renamed.json", manifest, "内部版の目録: "),
        ("e.zip", &zip, "内部版の目録: "),
    ];
    for (name, bytes, title) in files {
        let site = planted(name, bytes);
        let (code, said) = audit_with(site.path(), data.path(), &[]);
        assert_eq!(code, 1, "{name}: {said}");
        let line = said.lines().find(|line| line.starts_with(title));
        assert!(line.is_some_and(|line| line.contains(name)), "{name}: {said}");
        assert!(
            said.contains("公開しないでください。\n直し方: 内部版のファイルを"),
            "{said}"
        );
    }
    let public = planted("inner/manifest.json", br#"{"tool": "mieruka", "edition": "public"}"#);
    let (code, said) = audit_with(public.path(), data.path(), &[]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn nothing_is_built_inside_a_site() {
    let data = small("");
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], out: &str| {
        let output = Command::cargo_bin("mieruka")
            .unwrap()
            .current_dir(folder.path())
            .args(arguments)
            .arg("--data")
            .arg(data.path())
            .args(["--out", out])
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    // Of another program, and no hindrance.
    write(folder.path(), "manifest.json", br#"{"name": "app"}"#);
    for (arguments, out) in [(&["build"][..], "site"), (&["build", "--shard", "1/1"], "part")] {
        let (code, said) = run(arguments, out);
        assert_eq!(code, 0, "{said}");
    }
    for (arguments, out) in [
        (&["build", "--edition", "internal"][..], "site/inner"),
        (&["build"], "site/a/folder/below"),
        (&["assemble", "part"], "site/inner"),
    ] {
        let (code, said) = run(arguments, out);
        assert_eq!(code, 2, "{said}");
        assert!(
            said.contains("の中です。そのサイトの外のフォルダーを --out で指定してください"),
            "{said}"
        );
        assert!(!folder.path().join(out).exists());
    }
    let (code, said) = run(&["assemble", "part"], "site");
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_plan_that_the_data_lack_is_named() {
    let data = small("");
    let site = planted("lost/data.html", b"<p>");
    write(site.path(), "lost/index.html", b"<p>");
    let (code, said) = audit_with(site.path(), data.path(), &[]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("注意: サイトにある計画 lost が、データにありません。このサイトを作ったデータで調べてください\n"),
        "{said}"
    );
    assert!(said.contains("まだ公開しないでください。\n"), "{said}");
}

#[test]
fn the_result_is_a_record_and_ends_with_what_to_do() {
    let run = |name: &str, bytes: &[u8], data: &Path| {
        let site = planted(name, bytes);
        let output = Command::cargo_bin("mieruka")
            .unwrap()
            .args(["audit", "--data"])
            .args([data, site.path()])
            .output()
            .unwrap();
        [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap())
    };
    let shipped = Path::new("data");
    for (name, bytes, end) in [
        (
            "open.html",
            "<p>公開の文章</p>".as_bytes(),
            "この検査の限りでは、内部限りの内容は見つかりませんでした。\n",
        ),
        ("leak.html", SECRET.as_bytes(), "データのその項目を直してください\n"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "--seen で指定してください\n"),
    ] {
        let [record, errors] = run(name, bytes, shipped);
        assert!(record.ends_with(end), "{name}: {record}");
        assert!(record.contains("秘匿した数（1桁か2桁）"), "{record}");
        assert_eq!(errors, "", "{name}");
    }
    let broken = tempfile::tempdir().unwrap();
    write(broken.path(), "city/plan.yaml", b"title: [\n");
    let [record, errors] = run("open.html", b"<p>", broken.path());
    assert_eq!(record, "");
    assert!(errors.contains("plan.yaml:"), "{errors}");
    assert!(!errors.contains("\\u{a}"), "{errors}");
    assert!(
        errors.ends_with("エラー: データを読めないため、調べられません\n"),
        "{errors}"
    );
}

#[test]
fn a_leak_is_found_in_every_encoding_and_packing() {
    let text = format!("a,b\r\n1,{SECRET}\r\n");
    let in_encoding = |encoding: &'static encoding_rs::Encoding| encoding.encode(&text).0.into_owned();
    let shift_jis = in_encoding(encoding_rs::SHIFT_JIS);
    let gzip = gzipped(&text);
    let carriers: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a.csv", shift_jis.clone(), "a.csv:2 "),
        ("b.csv", in_encoding(encoding_rs::EUC_JP), "b.csv:2 "),
        ("c.txt", in_encoding(encoding_rs::ISO_2022_JP), "c.txt:2 "),
        ("d.txt", utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), "d.txt:2 "),
        ("e.txt", utf16(&format!("\u{feff}{text}"), u16::to_be_bytes), "e.txt:2 "),
        ("f.txt", utf16(&text, u16::to_le_bytes), "f.txt:2 "),
        (
            "g.bin",
            [b"\0".to_vec(), utf16(SECRET, u16::to_be_bytes)].concat(),
            "g.bin:1 ",
        ),
        (
            "h.html",
            [text.as_bytes(), &shift_jis[..4], &[0xff]].concat(),
            "h.html:2 ",
        ),
        ("i.html.gz", gzip.clone(), "i.html.gz!i.html:2 "),
        ("j.zip", zipped("k.csv.gz", &gzip), "j.zip!k.csv.gz!k.csv:2 "),
        (
            "l.zip",
            zipped("m.zip", zipped("n.csv", &shift_jis)),
            "l.zip!m.zip!n.csv:2 ",
        ),
        ("o.gz", gzipped(zipped("p.csv", &text)), "o.gz!o!p.csv:2 "),
        ("q.gz", [gzipped("<p>"), gzip].concat(), "q.gz!q:2 "),
    ];
    for (name, bytes, place) in carriers {
        let (code, said) = with(name, &bytes);
        assert_eq!(code, 1, "{name}: {said}");
        assert!(leaks(&said).iter().any(|leak| leak.contains(place)), "{name}: {said}");
        assert!(said.contains(SOURCE), "{name}: {said}");
    }
}

/// What nobody can look into is no proof: it is named with the reason, and the audit is not clean.
#[test]
fn what_cannot_be_looked_into_is_named() {
    let zip = zipped("inner.csv", "公開の文章");
    let nested = (0..9).fold(b"text".to_vec(), |inner, _| gzipped(inner));
    let closed: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a.zip", patched(8, 10, 12), "a.zip!inner.csv（開けない方式"),
        ("b.zip", patched(8, 10, 14), "b.zip!inner.csv（開けない方式"),
        ("c.zip", patched(6, 8, 1), "c.zip!inner.csv（暗号化されたもの"),
        ("d.zip", zip[..zip.len() - 9].to_vec(), "d.zip（壊れた書庫"),
        (
            "e.zip",
            [zipped("hidden.csv", "公開".repeat(99)), zip.clone()].concat(),
            "e.zip（書庫の一覧に載っていない",
        ),
        ("e3.zip", listed_twice(), "e3.zip（書庫の一覧に載っていない"),
        (
            "e2.zip",
            [vec![0; 20], zip.clone()].concat(),
            "e2.zip（書庫の一覧に載っていない",
        ),
        (
            "e4.zip",
            [zip.clone(), gzipped("公開の文章")].concat(),
            "e4.zip（書庫の終わりの後に、ほかのものがあります",
        ),
        (
            "e5.zip",
            with_comment(b"BZh91AY&SY\x01\x02"),
            "e5.zip!書庫の注釈（bzip2",
        ),
        ("f.csv.bz2", b"BZh91AY&SY\x01\x02".to_vec(), "f.csv.bz2（bzip2"),
        ("g.csv.xz", b"\xfd7zXZ\0\0".to_vec(), "g.csv.xz（xz"),
        ("h.csv.zst", b"\x28\xb5\x2f\xfd\0".to_vec(), "h.csv.zst（zstd"),
        ("i.7z", b"7z\xbc\xaf\x27\x1c\0".to_vec(), "i.7z（7-Zip"),
        ("j.html.br", b"abc".to_vec(), "j.html.br（brotli"),
        ("k.pdf", b"%PDF-1.7\n".to_vec(), "k.pdf（PDF"),
        ("l.png", b"\x89PNG\r\n\x1a\n".to_vec(), "l.png（PNG"),
        ("m.jpg", b"\xff\xd8\xff\xe0".to_vec(), "m.jpg（JPEG"),
        ("n.bin", vec![0, 159, 146, 150], "n.bin（文字コードが分からない"),
        (
            "o.html.gz",
            gzipped("本文")[..12].to_vec(),
            "o.html.gz!o.html（途中で壊れています",
        ),
        (
            "p.gz",
            gzipped(vec![b'a'; (128 << 20) + 1]),
            "p.gz!p（展開すると大きすぎる",
        ),
        ("q.gz", nested, "（圧縮や書庫が、幾重にも"),
        (
            "r.html",
            b"<img src=\"data:image/png;base64,iVBORw0KGgo=\">".to_vec(),
            "r.html（base64",
        ),
    ];
    for (name, bytes, place) in closed {
        let (code, said) = with(name, &bytes);
        assert_eq!(code, 1, "{name}: {said}");
        let mut lines = said
            .lines()
            .filter(|line| line.starts_with("中を調べられないファイル: "));
        assert!(lines.next().is_some_and(|line| line.contains(place)), "{name}: {said}");
        assert_eq!(lines.next(), None, "{name}");
        assert!(
            said.contains("漏れ 0件、中を調べられないファイル 1件"),
            "{name}: {said}"
        );
    }
    for (name, bytes) in [
        ("a.zip", zip.clone()),
        ("b.csv", encoding_rs::SHIFT_JIS.encode("公開の文章\r\n").0.into_owned()),
        ("c.gz", gzipped(zipped("d.zip", zip))),
        ("d.zip", with_comment("公開の文章".as_bytes())),
    ] {
        let (code, said) = with(name, &bytes);
        assert_eq!(code, 0, "{name}: {said}");
    }
}

#[test]
fn what_a_person_has_looked_at_is_no_finding() {
    let site = planted("assets/logo.png", b"\x89PNG\r\n\x1a\n");
    let seen = |name: &str| audit_with(site.path(), Path::new("data"), &["--seen", name]);
    let (code, said) = seen("assets/logo.png");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("人が確かめたファイル（--seen）: "), "{said}");
    assert!(said.contains("中を調べられないファイル 0件"), "{said}");
    let (code, said) = seen("assets/other.png");
    assert_eq!(code, 2, "{said}");
    assert!(
        said.contains("assets/other.png は、サイトのファイルにありません"),
        "{said}"
    );
    write(site.path(), "second.pdf", b"%PDF-1.7\n");
    let (code, said) = seen("assets/logo.png");
    assert_eq!(code, 1, "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_site_is_named() {
    let site = planted("open.html", b"<p>");
    std::os::unix::fs::symlink("/etc/hostname", site.path().join("link.html")).unwrap();
    let (code, said) = audit(site.path(), "data");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("link.html（リンクなど"), "{said}");
}

#[test]
fn a_clause_is_found_on_its_own() {
    // Of 「未回答の8件は、12月12日までに提出を求めている。」.
    let (code, said) = with("a.html", "<p>未回答の８件は 以上</p>".as_bytes());
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("「未回答の8件は」"), "{said}");
    assert!(said.contains("mihon-2021/2025-midterm.yaml:12:"), "{said}");
    // Half of a clause is not, and the result says so.
    let (code, said) = with("a.html", "<p>未回答の</p>".as_bytes());
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("続いた12文字以上か、区切られた6文字以上の語句"), "{said}");
}

#[test]
fn a_contact_is_found_however_it_is_written() {
    let data = small(
        "offices:\n  - {id: x, name: 総務課, internal_contact: \"直通 059-224-1234、内線 2415 山田太郎 yamada@city.example.jp\"}\n",
    );
    let audit = |text: &str| {
        let site = planted("a.html", format!("<p>{text}</p>").as_bytes());
        audit_with(site.path(), data.path(), &[])
    };
    for text in [
        "059-224-1234",
        "0592241234",
        "０５９－２２４－１２３４",
        "059(224)1234",
        "(059) 224-1234",
        "0592-24-1234",
        "059‐224‐1234",
        "tel:+81-59-224-1234",
        "059―224―1234",
        "059～224～1234",
        "059〜224〜1234",
        "059・224・1234",
        "059_224_1234",
        "059、224、1234",
        "059,224,1234",
        "059`224`1234",
        "[\"059\", \"224\", \"1234\"]",
        "059の224の1234",
        "\\x30\\x35\\x39-224-1234",
        "内線２４１５",
        "内線：2415",
        "内線（2415）",
        "内線番号 2415",
        "（内）2415",
        "Ext. 2415",
        "ext2415",
        "山田太郎",
        "Yamada@city.example.jp",
    ] {
        let (code, said) = audit(text);
        assert_eq!(code, 1, "{text}: {said}");
        assert_eq!(leaks(&said).len(), 1, "{text}: {said}");
        assert!(said.contains("（internal_contact）"), "{text}: {said}");
    }
    for text in ["059-224-9999", "内線 2416", "総務課"] {
        let (code, said) = audit(text);
        assert_eq!(code, 0, "{text}: {said}");
    }
}

/// A number that the public may know in one spelling is no secret in another.
#[test]
fn a_public_telephone_number_is_no_leak() {
    let data =
        small("offices:\n  - {id: x, name: 総務課, role: 電話 0592-24-1234, internal_contact: \"059-224-1234\"}\n");
    let site = planted("a.html", b"<a href=\"tel:0592241234\">059-224-1234</a>");
    let (code, said) = audit_with(site.path(), data.path(), &[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("公開する内容と同じもの 1件"), "{said}");
}

#[test]
fn what_proves_nothing_is_listed_with_key_and_words() {
    let site = planted("open.html", "<p>公開の文章</p>".as_bytes());
    let (code, said) = audit_with(site.path(), Path::new("data"), &["--all"]);
    assert_eq!(code, 0, "{said}");
    for line in [
        "検索では確かめられない、短いもの（6文字未満か、数字だけの8文字未満。偶然の一致と区別できません）: ",
        "検索では確かめられない、公開する内容と同じもの: ",
        "  mihon-2021/plan.yaml:1280:28（title）「回答の要点」",
        "  mihon-2026/plan.yaml:6:9（office）「総務部人事人材課」",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    let (code, strict) = audit_with(site.path(), Path::new("data"), &["--strict"]);
    assert_eq!(code, 1, "{strict}");
    let reason = "--strict のため、検索では確かめられないものがあれば、終了コード 1 で終わります。\n";
    assert_eq!(strict, said + reason);
    let all_long = small("internal: 監査の前に確かめる記録は別に保管する\n");
    let (code, said) = audit_with(site.path(), all_long.path(), &["--strict"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_leak_names_the_text_that_it_matches_best() {
    let data = small(
        "offices:\n  - {id: x, name: 総務課, internal: 監査委員への説明の資料（その１）は人事課で保管}\n  - {id: y, name: 財政課, internal: 監査委員への説明の資料（その２）は財政課で保管}\n",
    );
    let page = "<p>監査委員への説明の資料（その2）は\n財政課で保管</p>\n<p>監査委員への説明の資料（その<wbr>1）は人事課で保管</p>\n";
    let site = planted("a.html", page.as_bytes());
    let (code, said) = audit_with(site.path(), data.path(), &[]);
    assert_eq!(code, 1, "{said}");
    let lines: Vec<&str> = said.lines().take(4).collect();
    assert!(
        lines[0].contains("a.html:1 に、内部限りの内容「監査委員への説明の資料（その２）は財政課で保管」"),
        "{said}"
    );
    assert!(lines[1].ends_with("plan.yaml:5:34（internal）"), "{said}");
    assert!(
        lines[2].contains("a.html:3 に、内部限りの内容「監査委員への説明の資料（その１）は人事課で保管」"),
        "{said}"
    );
    assert!(lines[3].ends_with("plan.yaml:4:34（internal）"), "{said}");
    assert_eq!(leaks(&said).len(), 2, "{said}");
}

#[test]
fn the_day_that_counts_can_be_given() {
    let data = small(
        "internal: 監査の前に確かめる記録は別に保管する\nindicators:\n  - {id: i, title: 夜間の当直明けの休み, unit: 日, better: higher, targets: none, embargo: 2026-04-01}\n",
    );
    let site = tempfile::tempdir().unwrap();
    write(
        site.path(),
        "manifest.json",
        br#"{"edition": "public", "as_of": "2099-01-01"}"#,
    );
    write(site.path(), "a.html", "<p>夜間の当直明けの休み</p>".as_bytes());
    let (code, said) = audit_with(site.path(), data.path(), &[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("公開の基準日: 令和81年1月1日\n"), "{said}");
    assert!(!said.contains("注意"), "{said}");
    let (code, said) = audit_with(site.path(), data.path(), &["--as-of", "R8.3.31"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("公開の基準日: 令和8年3月31日\n"), "{said}");
    assert!(
        said.contains("サイトの目録の基準日（令和81年1月1日）とは違う日"),
        "{said}"
    );
    let (code, said) = audit_with(site.path(), data.path(), &["--as-of", "2026-04-01"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn the_help_says_what_is_not_found() {
    use mieruka::audit::{CLAUSE, DIGITS, WINDOW};
    let help = Command::cargo_bin("mieruka")
        .unwrap()
        .args(["audit", "--help"])
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let readme = fs::read_to_string("README.ja.md").unwrap();
    for limit in [
        format!("続いた{WINDOW}文字以上"),
        format!("{CLAUSE}文字以上の語句"),
        format!("{DIGITS}文字未満"),
        "秘匿した数".to_owned(),
        "base64".to_owned(),
        "ふりがな".to_owned(),
    ] {
        assert!(help.contains(&limit), "{limit}: {help}");
        assert!(readme.contains(&limit), "{limit}");
    }
}

#[test]
fn a_slip_on_the_command_line_leads_to_the_help_of_the_command() {
    for (words, help) in [
        (&["audit", "--al"][..], "。書き方は mieruka audit --help で分かります\n"),
        (&["adit", "--all"], "。書き方は mieruka --help で分かります\n"),
        (&["--al", "audit"], "。書き方は mieruka --help で分かります\n"),
    ] {
        let output = Command::cargo_bin("mieruka").unwrap().args(words).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.ends_with(help), "{said}");
    }
}
