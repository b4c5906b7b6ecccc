//! Every code is explained, and its examples are true: the bad one gives exactly this code, the good one nothing. The
//! reference page `docs/diagnostics.ja.md` is what the explanations give; `MIERUKA_UPDATE=1 cargo test --test explain`
//! writes it anew.
//!
//! An example is a data folder: its blocks are headed by their file (`yaml plan.yaml`, `yaml before/2019.yaml`,
//! `markdown pages/aims.md`), those of 前提 belong to both. What every file needs and a block leaves out is added. Words
//! after the file: `as-is` nothing is added, `escapes` reads `\t`, `\r` and `\u{…}`, `shift_jis` saves in that encoding.
//! Examples that a block cannot show (a link, a missing folder) are made by hand in `by_hand`, those of returned forms in
//! `returned_form`, those of tables in `imported`.

mod common;
#[path = "forms/town.rs"]
mod town;

use std::fs;
use std::path::Path;

use mieruka::diagnostic::{Code, Findings, code, explain};
use town::{Book, Folder, GENERAL, answered};

#[test]
fn every_code_is_explained_in_full() {
    for (code, _, title) in code::ALL {
        assert_eq!(
            explain::heading(*code),
            Some(format!("# {code} {title}").as_str()),
            "{code}"
        );
        assert!(explain::is_complete(*code), "{code}: a section is missing");
    }
    let files = fs::read_dir("src/diagnostic/explain").unwrap().count();
    assert_eq!(files, code::ALL.len(), "an explanation without a code");
}

#[test]
fn every_bad_example_gives_its_code_and_every_good_one_nothing() {
    let mut wrong = Vec::new();
    for (code, severity, _) in code::ALL {
        let codes = codes_of(*code, "悪い例");
        let right = !codes.is_empty() && codes.iter().all(|found| found == &(*code, *severity));
        if !right {
            wrong.push(format!("{code}: the bad example gives {codes:?}"));
        }
        let codes = codes_of(*code, "よい例");
        if !codes.is_empty() {
            wrong.push(format!("{code}: the good example gives {codes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reference_page_is_fresh() {
    let path = Path::new("docs/diagnostics.ja.md");
    if std::env::var_os("MIERUKA_UPDATE").is_some() {
        fs::create_dir_all("docs").unwrap();
        fs::write(path, explain::reference()).unwrap();
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == explain::reference(),
        "renew it: MIERUKA_UPDATE=1 cargo test --test explain"
    );
}

type Found = (Code, mieruka::diagnostic::Severity);

fn codes_of(code: Code, section: &str) -> Vec<Found> {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let text = [explain::section(code, "前提"), explain::section(code, section)].concat();
    let blocks: Vec<Block<'_>> = blocks(&text);
    if blocks.is_empty() {
        assert!(text.contains("```text\n"), "{code}: no example");
        let bad = section == "悪い例";
        return if code.as_str().starts_with("MR08") {
            returned_form(code, bad, &text)
        } else if code.as_str().starts_with("MR09") {
            imported(code, bad)
        } else {
            by_hand(code, bad, &data)
        };
    }
    write(&blocks, &data);
    let loaded = mieruka::load(&data);
    codes(&loaded.findings)
}

fn codes(findings: &Findings) -> Vec<Found> {
    findings
        .iter()
        .map(|finding| (finding.code, finding.severity))
        .collect()
}

struct Block<'text> {
    language: &'text str,
    file: &'text str,
    words: Vec<&'text str>,
    content: &'text str,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let fences = text.split("\n```").map(|part| part.trim_start_matches("```"));
    fences
        .filter_map(|part| {
            let (info, content) = part.split_once('\n')?;
            let mut words = info.split(' ');
            let language = words.next()?;
            let file = words.next()?;
            matches!(language, "yaml" | "markdown").then(|| Block {
                language,
                file,
                words: words.collect(),
                content,
            })
        })
        .collect()
}

fn write(blocks: &[Block<'_>], data: &Path) {
    fs::create_dir_all(data).unwrap();
    fs::write(data.join("site.yaml"), "title: 例\npublisher: 見本市\n").unwrap();
    if blocks.iter().all(|block| block.file == "site.yaml") {
        fs::create_dir(data.join("case")).unwrap();
        fs::write(data.join("case/plan.yaml"), "title: 例\norganisation: 見本市\n").unwrap();
    }
    for block in blocks {
        let (folder, name) = match block.file.split_once('/') {
            None if block.file == "site.yaml" => ("", block.file),
            None | Some(("pages", _)) => ("case", block.file),
            Some(split) => split,
        };
        let needed: &[&str] = match name {
            _ if block.words.contains(&"as-is") || block.language != "yaml" => &[],
            "site.yaml" => &["title: 例", "publisher: 見本市"],
            "plan.yaml" => &["title: 例", "organisation: 見本市", "period: {from: H26, to: R2}"],
            _ => &["title: 年度版"],
        };
        let mut text = format!("{}\n", block.content.trim_end_matches('\n'));
        if block.words.contains(&"escapes") {
            text = common::unescape(&text);
        }
        for line in needed {
            let key = &line[..=line.find(':').unwrap()];
            if !text.lines().any(|line| line.starts_with(key)) {
                text = text + line + "\n";
            }
        }
        let path = data.join(folder).join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if block.words.contains(&"shift_jis") {
            fs::write(path, encoding_rs::SHIFT_JIS.encode(&text).0).unwrap();
        } else {
            fs::write(path, text).unwrap();
        }
    }
}

/// Examples that are not files of text; `bad` or mended.
fn by_hand(code: Code, bad: bool, data: &Path) -> Vec<Found> {
    const PLAN: &str = "title: 例\norganisation: 見本市\n";
    let plan = data.join("my-plan");
    let year = plan.join("2020.yaml");
    fs::create_dir_all(&plan).unwrap();
    fs::write(data.join("site.yaml"), "title: 例\npublisher: 見本市\n").unwrap();
    fs::write(plan.join("plan.yaml"), PLAN).unwrap();
    match code {
        code::DATA_FOLDER_MISSING if bad => fs::remove_dir_all(data).unwrap(),
        code::DATA_FOLDER_EMPTY if bad => fs::remove_dir_all(&plan).unwrap(),
        code::SITE_FILE_MISSING if bad => fs::remove_file(data.join("site.yaml")).unwrap(),
        code::NOT_A_REGULAR_FILE if bad => std::os::unix::fs::symlink("/etc/hostname", &year).unwrap(),
        code::UNREADABLE_FILE => {
            fs::write(&year, "title: 年度版\n").unwrap();
            return read_by_someone_else(data, &year, bad);
        }
        code::TOO_MANY_FILES if bad => {
            for number in 0..=50_000 {
                fs::File::create(data.join(format!("{number}.txt"))).unwrap();
            }
        }
        code::FILE_TOO_LARGE if bad => fs::write(&year, vec![b' '; 9 << 20]).unwrap(),
        code::TOO_MANY_NODES if bad => fs::write(&year, format!("title: [{}]\n", "1,".repeat(500_001))).unwrap(),
        _ => assert!(!bad, "{code}: no example is made"),
    }
    codes(&mieruka::load(data).findings)
}

/// What collecting the forms of the invented town finds. Every word that is put into them stands in the example.
fn returned_form(code: Code, bad: bool, example: &str) -> Vec<Found> {
    let shown = |text: &'static str| {
        assert!(example.contains(text), "{code}: the example does not show {text}");
        text
    };
    let folder = Folder::town();
    let change_plan = || {
        let plan = folder.path("data/city/plan.yaml");
        let old = fs::read_to_string(&plan).unwrap();
        fs::write(plan, old.replace("先輩との座談会", shown("先輩や上司との座談会"))).unwrap();
    };
    if code == code::FORM_OUTDATED && !bad {
        change_plan();
    }
    let form = answered(&folder);
    let return_as = |name: &'static str, form: &Book| folder.put(shown(name), &form.bytes());
    let say = |key: &str, text: &'static str| {
        let mut said = form.clone();
        said.say(key, shown(text));
        said
    };
    match code {
        code::FORM_UNREADABLE => {
            let bytes = form.bytes();
            let end = if bad { bytes.len() / 2 } else { bytes.len() };
            folder.put(shown(GENERAL), &bytes[..end]);
        }
        code::FORM_FOREIGN => {
            return_as(GENERAL, &form);
            if bad {
                folder.put(shown("メモ.txt"), b"memo");
            }
        }
        code::FORM_OUTDATED => {
            if bad {
                change_plan();
            }
            folder.put(GENERAL, &form.bytes());
        }
        code::FORM_CHANGED => {
            let mut form = form;
            let above = if bad { "m|talk|status|1" } else { "m|talk|entry|1" };
            let row = form.row("取組", above) + 1;
            let mut added = vec![String::new(); 7];
            shown("オンラインでも開いた。").clone_into(&mut added[4]);
            form.sheet("取組").insert(row, added);
            folder.put(GENERAL, &form.bytes());
        }
        code::FORM_BAD_CELL => {
            let mut form = form;
            form.state("i|leave|men|R3", 5, shown(if bad { "約50" } else { "50" }));
            folder.put(GENERAL, &form.bytes());
        }
        code::FORM_INCOMPLETE => {
            let mut form = say("m|talk|status|1", "一部実施");
            if !bad {
                form.say("m|talk|reason|1", shown("日程が合わない課があったため。"));
            }
            folder.put(GENERAL, &form.bytes());
        }
        code::FORM_CONFLICT => {
            if bad {
                return_as("1.xlsx", &say("m|talk|entry|1", "座談会を開いた。"));
            }
            return_as("2.xlsx", &say("m|talk|entry|1", "座談会を2回開いた。"));
        }
        code::FORM_DIFFERS => {
            let awaited = "talk: {pending: true}";
            let said = shown(if bad {
                "talk: {status: 検討中, reason: 準備しているため。}"
            } else {
                awaited
            });
            let edition = folder.edition().replace(awaited, said);
            fs::write(folder.path("data/city/2021.yaml"), edition).unwrap();
            folder.put(GENERAL, &say("m|talk|status|1", "実施").bytes());
        }
        _ => panic!("{code}: no example is made"),
    }
    let (_, printed) = folder.collect(&[]);
    assert!(
        bad || !printed["taken"].as_array().unwrap().is_empty(),
        "{code}: {printed:#}"
    );
    let findings = printed["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| {
            let code = Code::parse(finding["code"].as_str().unwrap()).unwrap();
            (code, code.severity())
        })
        .collect()
}

/// What the program finds when it runs as somebody who may not read the file. Root may read everything: then it runs as
/// nobody.
fn read_by_someone_else(data: &Path, file: &Path, bad: bool) -> Vec<Found> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;

    const NOBODY: u32 = 65534;
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let top = data.parent().unwrap();
    mode(top, 0o755);
    mode(file, if bad { 0o000 } else { 0o644 });
    let program = top.join("mieruka");
    fs::copy(assert_cmd::cargo::cargo_bin("mieruka"), &program).unwrap();
    let mut command = std::process::Command::new(&program);
    command
        .current_dir(top)
        .args(["check", "--format", "json", "--data", "data"]);
    // The owner of what was just made is who we are.
    if fs::metadata(top).unwrap().uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
    let output = command.output().unwrap();
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = printed["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| {
            let code = Code::parse(finding["code"].as_str().unwrap()).unwrap();
            (code, code.severity())
        })
        .collect()
}

/// What importing a small table says.
fn imported(code: Code, bad: bool) -> Vec<Found> {
    use mieruka::diagnostic::Sources;
    use mieruka::exchange::export::{table::Table, tables};
    use mieruka::exchange::import::{self, File, Tables, Wanted, read_mapping};

    let schema = tables::schemas().find(|schema| schema.name == "measures").unwrap();
    let names: Vec<&str> = schema.fields().map(|field| field.name).collect();
    let ours = |row: &str| format!("{}\r\n{row}", names.join(","));
    let sound = "取組,実施状況\r\n研修,実施\r\n".to_owned();
    let text = match code {
        _ if code == code::IMPORT_BAD_MAPPING || (!bad && code != code::IMPORT_EDITED) => sound,
        code::IMPORT_UNREADABLE => "%PDF-1.7".to_owned(),
        code::IMPORT_EDITED if bad => {
            let row = names.iter().map(|name| if *name == "plan_id" { "p" } else { "" });
            ours(&row.collect::<Vec<_>>().join(","))
        }
        code::IMPORT_INCOMPLETE | code::IMPORT_EDITED => ours(""),
        code::IMPORT_NO_TABLE => "あ,い\r\n1,2\r\n".to_owned(),
        code::IMPORT_UNKNOWN_COLUMN => "取組,実施状況,なぞ\r\n研修,実施,あり\r\n".to_owned(),
        code::IMPORT_BAD_CELL => "指標,単位,令和2年度実績\r\n休暇,日,約30\r\n".to_owned(),
        code::IMPORT_UNKNOWN_WORD => "取組,実施状況\r\n研修,様子見\r\n".to_owned(),
        code::IMPORT_STRAY_ROW => "取組,実施状況\r\n研修,実施\r\n,一部実施\r\n".to_owned(),
        _ => panic!("{code}: no example is made"),
    };
    let file = File {
        name: "t.csv".to_owned(),
        bytes: text.into_bytes(),
    };
    let mut findings = Vec::new();
    if code == code::IMPORT_EDITED {
        findings = import::edited(&[file], "p", &[Table::new(schema)]);
    } else {
        let sorted = import::sort(vec![file]);
        findings.extend(sorted.findings);
        let tables = Tables::open(&sorted.foreign);
        findings.extend(tables.findings.iter().cloned());
        let (guess, without) = tables.guess();
        findings.extend(without);
        let wrong = "tables: [{file: t.csv, kind: measures, head_row: 1, columns: [{column: Ａ1, role: title}]}]\n";
        let mapping = if code == code::IMPORT_BAD_MAPPING && bad {
            Some(wrong.to_owned())
        } else {
            guess
        };
        if let Some(mapping) = mapping {
            let mapping = read_mapping(
                "m.yaml",
                mapping.into_bytes(),
                &mut Sources::new(),
                &mut Findings::new(),
            )
            .unwrap();
            let year = mieruka::calendar::FiscalYear::new(2020);
            let draft = tables.draft(Wanted { plan: "p", year }, &mapping).unwrap();
            findings.extend(draft.findings);
        }
    }
    let codes = findings.iter().map(|finding| Code::parse(finding.code).unwrap());
    codes.map(|code| (code, code.severity())).collect()
}
