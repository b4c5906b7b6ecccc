//! `mieruka form` and `mieruka collect`: forms go out, come back from other hands and other programs, and end in the edition's
//! YAML. `tests/forms/data` is an invented town; `tests/forms/returned` holds its forms as openpyxl and `LibreOffice` (through
//! UNO, as .xlsx, .ods and .xls) saved them after the same answers were put in.

mod common;
#[path = "forms/town.rs"]
mod town;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use town::{Book, FIRE, Folder, GENERAL, answered};

#[test]
fn forms_returned_by_other_programs_end_in_the_edition() {
    let expected = fs::read_to_string("tests/forms/expected.yaml").unwrap_or_default();
    let programs = [
        ("openpyxl", "xlsx"),
        ("libreoffice", "xlsx"),
        ("libreoffice", "ods"),
        ("libreoffice", "xls"),
    ];
    for (program, kind) in programs {
        let folder = Folder::town();
        let mut files = 0;
        for (name, bytes) in common::files(&Path::new("tests/forms/returned").join(program)) {
            if name.ends_with(&format!(".{kind}")) {
                folder.put(&name, &bytes);
                files += 1;
            }
        }
        assert_eq!(files, 2, "{program} {kind}");
        let before = folder.edition();
        let (exit, shown) = folder.collect(&[]);
        assert_eq!(
            (exit, &shown["written"]),
            (Some(0), &Value::Bool(false)),
            "{program} {kind}: {shown:#}"
        );
        assert_eq!(folder.edition(), before, "nothing is written unasked");
        let (exit, shown) = folder.collect(&["--write"]);
        assert_eq!((exit, &shown["written"]), (Some(0), &Value::Bool(true)), "{shown:#}");
        assert!(shown["missing"].as_array().unwrap().is_empty(), "{shown:#}");
        if std::env::var_os("MIERUKA_UPDATE").is_some() {
            fs::write("tests/forms/expected.yaml", folder.edition()).unwrap();
        } else {
            assert_eq!(folder.edition(), expected, "{program} {kind}");
        }
        // The second time there is nothing to do.
        let (exit, shown) = folder.collect(&["--write"]);
        assert_eq!((exit, &shown["written"]), (Some(0), &Value::Bool(false)), "{shown:#}");
        assert_eq!(
            folder.edition(),
            fs::read_to_string("tests/forms/expected.yaml").unwrap()
        );
        let left: Vec<_> = common::files(&folder.path("data/city")).into_keys().collect();
        assert_eq!(left, ["2020.yaml", "2021.yaml", "plan.yaml"], "nothing is left beside");
    }
}

#[test]
fn every_office_of_the_invented_city_answers() {
    let folder = Folder::of("data");
    assert_eq!(folder.run(&["rollover", "mihon-2021", "2024"]).0, Some(0));
    let file = folder.path("data/mihon-2021/2025.yaml");
    let before = fs::read_to_string(&file).unwrap();
    let (exit, _, said) = folder.run(&["form", "mihon-2021", "2025", "--out", "forms"]);
    assert_eq!(exit, Some(0), "{said}");
    assert!(
        said.contains("。未回答は、取組") && !said.contains("すべて回答済み"),
        "{said}"
    );
    let (mut answers, mut figures) = (BTreeMap::new(), 0);
    for (name, bytes) in common::files(&folder.path("forms")) {
        let mut form = Book::read(&bytes);
        for (_, rows) in &mut form.0 {
            for row in rows {
                let key: Vec<String> = row[0].split('|').map(str::to_owned).collect();
                match key.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                    ["m", id, "status", _] => {
                        "実施".clone_into(&mut row[4]);
                        answers.insert((*id).to_owned(), format!("{id} を行った。"));
                    }
                    ["m", id, "entry", "1"] => {
                        "継続".clone_into(&mut row[3]);
                        row[4] = format!("{id} を行った。");
                    }
                    ["m", _, "direction", _] => "拡充".clone_into(&mut row[4]),
                    ["i", ..] if row.len() > 5 => {
                        "12.5".clone_into(&mut row[5]);
                        figures += 1;
                    }
                    _ => {}
                }
            }
        }
        folder.put(&name, &form.bytes());
    }
    assert!(answers.len() > 60 && figures > 30, "{} {figures}", answers.len());
    let (exit, _, said) = folder.run(&["collect", "mihon-2021", "2025", "returned", "--write"]);
    assert_eq!(exit, Some(0), "{said}");
    let after = fs::read_to_string(&file).unwrap();
    // Whatever was there and awaited nothing is there, in its order.
    let mut lines = after.lines();
    for line in before.lines().filter(|line| !line.contains("pending: true")) {
        assert!(lines.any(|kept| kept == line), "lost: {line}");
    }
    assert!(
        !after
            .lines()
            .any(|line| line.contains("pending: true") && !line.trim_start().starts_with('#'))
    );
    let read: Value = serde_yaml::from_str(&after).unwrap();
    let said = read["measures"].as_object().unwrap();
    assert_eq!(said.len(), answers.len());
    for (id, text) in &answers {
        let answer = &said[id];
        assert_eq!(
            (answer["status"].as_str(), answer["direction"].as_str()),
            (Some("実施"), Some("拡充")),
            "{id}"
        );
        assert_eq!(answer["entries"][0]["text"].as_str(), Some(text.as_str()));
        assert_eq!(answer["entries"][0]["tag"].as_str(), Some("継続"));
    }
    let (exit, _, _) = folder.run(&["check"]);
    assert_eq!(exit, Some(0));
    let (exit, _, said) = folder.run(&["collect", "mihon-2021", "2025", "returned", "--write"]);
    assert_eq!(exit, Some(0), "{said}");
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        after,
        "the second time changes nothing"
    );
}

#[test]
fn forms_are_the_same_each_time_and_never_written_over() {
    let folder = Folder::town();
    let first = folder.forms().len();
    assert_eq!(first, 2);
    let (exit, _, _) = folder.run(&["form", "city", "R3", "--out", "again", "--deadline", "令和4年5月13日"]);
    assert_eq!(exit, Some(0));
    let (exit, _, _) = folder.run(&["form", "city", "R3", "--out", "third", "--deadline", "令和4年5月13日"]);
    assert_eq!(exit, Some(0));
    assert_eq!(
        common::files(&folder.path("again")),
        common::files(&folder.path("third"))
    );
    let before = common::files(&folder.path("forms"));
    let (exit, _, said) = folder.run(&["form", "city", "R3", "--out", "forms"]);
    assert_eq!(exit, Some(2));
    assert!(said.contains("上書きはしません"), "{said}");
    assert_eq!(common::files(&folder.path("forms")), before);
}

#[test]
fn sorted_rows_another_name_and_rows_put_in_are_understood() {
    let folder = Folder::town();
    let mut form = answered(&folder);
    let row = form.row("取組", "m|talk|entry|1");
    let mut added = vec![String::new(); 7];
    "新規".clone_into(&mut added[3]);
    "オンラインでも開いた。".clone_into(&mut added[4]);
    form.sheet("取組").insert(row + 1, added);
    folder.put("総務課（提出）.xlsx", &form.bytes());
    let (exit, _) = folder.collect(&["--write"]);
    assert_eq!(exit, Some(0));
    let put_in = folder.edition();
    assert!(
        put_in.contains("- text: 座談会を開いた。\n      - tag: 新規\n        text: オンラインでも開いた。\n"),
        "{put_in}"
    );

    let folder = Folder::town();
    let mut form = answered(&folder);
    form.say("m|talk|entry|2", "二度目も開いた。");
    form.sheet("取組")[3..].sort_by(|one, other| other.cmp(one));
    folder.put("並べ替え.xlsx", &form.bytes());
    assert_eq!(folder.collect(&["--write"]).0, Some(0));
    let sorted = folder.edition();
    assert!(
        sorted.contains("- text: 座談会を開いた。\n      - text: 二度目も開いた。\n"),
        "{sorted}"
    );
    // After sorting nobody can say where a row belongs that was put in.
    let mut added = vec![String::new(); 7];
    "行き先の分からない行。".clone_into(&mut added[4]);
    form.sheet("取組").insert(8, added);
    folder.put("並べ替え.xlsx", &form.bytes());
    let (code, _, cell, message) = folder.finding();
    assert_eq!((code.as_str(), cell.as_str()), ("MR0804", "取組!E9"), "{message}");
}

#[test]
fn files_that_are_no_returned_form_are_told() {
    let good = {
        let folder = Folder::town();
        answered(&folder).bytes()
    };
    let mut other_plan = Book::read(&good);
    other_plan.sheet("mieruka")[1][1] = "other".to_owned();
    let mut no_meta = Book::read(&good);
    no_meta.0.retain(|(name, _)| name != "mieruka");
    let mut no_sheets = Book::read(&good);
    no_sheets.0.retain(|(name, _)| name != "取組" && name != "指標");
    let mut version = Book::read(&good);
    version.sheet("mieruka")[0][1] = "99".to_owned();
    let locked = |kind: &str| fs::read(format!("tests/forms/returned/locked/{GENERAL}").replace("xlsx", kind)).unwrap();
    for (name, bytes, code, part) in [
        ("鍵.xlsx", locked("xlsx"), "MR0801", "パスワードが掛かっていて"),
        ("鍵.ods", locked("ods"), "MR0801", "パスワードが掛かっていて"),
        ("鍵.xls", locked("xls"), "MR0801", "パスワードが掛かっていて"),
        (
            "壊れた.xlsx",
            good[..good.len() / 2].to_vec(),
            "MR0801",
            "壊れているか、途中で切れています",
        ),
        ("メモ.txt", b"memo".to_vec(), "MR0802", "Excel のファイルではありません"),
        ("空.xlsx", Vec::new(), "MR0802", "Excel のファイルではありません"),
        (
            "別の表.xlsx",
            no_meta.bytes(),
            "MR0802",
            "この調査の回答票ではありません",
        ),
        (
            "別の計画.xlsx",
            other_plan.bytes(),
            "MR0802",
            "別の調査（other の 2021）",
        ),
        ("別の版.xlsx", version.bytes(), "MR0802", "別の版の mieruka"),
        ("シートなし.xlsx", no_sheets.bytes(), "MR0804", "シートが見つかりません"),
    ] {
        let folder = Folder::town();
        folder.put(name, &bytes);
        let (found, file, _, message) = folder.finding();
        assert_eq!((found.as_str(), file.as_str()), (code, name), "{message}");
        assert!(message.contains(part), "{name}: {message}");
    }
}

#[test]
fn a_form_made_before_a_change_is_told_and_taken_on_request() {
    let folder = Folder::town();
    let form = answered(&folder);
    folder.put(GENERAL, &form.bytes());
    let plan = folder.path("data/city/plan.yaml");
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(
        &plan,
        text.replace("title: 先輩との座談会", "title: 先輩や上司との座談会"),
    )
    .unwrap();
    let (code, file, cell, message) = folder.finding();
    assert_eq!(
        (code.as_str(), file.as_str(), cell.as_str()),
        ("MR0803", GENERAL, "取組!E14"),
        "{message}"
    );
    let (exit, shown) = folder.collect(&["--write", "--accept-outdated"]);
    assert_eq!((exit, &shown["written"]), (Some(0), &Value::Bool(true)));
    assert!(folder.edition().contains("座談会を開いた。"));
}

#[test]
fn two_forms_must_say_the_same() {
    let folder = Folder::town();
    let form = answered(&folder);
    folder.put("1.xlsx", &form.bytes());
    folder.put("2.xlsx", &form.bytes());
    assert_eq!(folder.collect(&[]).0, Some(0), "the same twice is no conflict");
    let mut other = form.clone();
    other.say("m|talk|entry|1", "座談会を2回開いた。");
    folder.put("2.xlsx", &other.bytes());
    let (code, file, cell, message) = folder.finding();
    assert_eq!(
        (code.as_str(), file.as_str(), cell.as_str()),
        ("MR0807", "2.xlsx", "取組!E14")
    );
    assert!(message.contains("1.xlsx の「取組」シート E14"), "{message}");

    // Two offices that are asked the same.
    let folder = Folder::town();
    for (name, mut form) in folder.forms() {
        let status = if name == FIRE { "検討中" } else { "実施" };
        form.say("m|shared|status|1", status);
        form.say("m|shared|reason|1", "見直しの案を作っているため。");
        folder.put(&name, &form.bytes());
    }
    assert_eq!(folder.finding().0, "MR0807");
}

#[test]
fn what_the_edition_says_is_never_overwritten() {
    let folder = Folder::town();
    let form = answered(&folder);
    folder.put(GENERAL, &form.bytes());
    let file = folder.path("data/city/2021.yaml");
    let text = folder.edition().replace(
        "talk: {pending: true}",
        "talk: {status: 検討中, reason: 準備しているため。}",
    );
    fs::write(&file, &text).unwrap();
    let (code, _, cell, message) = folder.finding();
    assert_eq!((code.as_str(), cell.as_str()), ("MR0808", "取組!E14"));
    assert!(
        message.contains("2021.yaml の 14行目") && message.contains("年度版は「検討中」、回答票は「実施」"),
        "{message}"
    );
    assert_eq!(folder.edition(), text);
}

/// What is written where, and the code, cell and part of the message that it gives.
type Case<Where> = (
    &'static [(Where, &'static str)],
    &'static str,
    &'static str,
    &'static str,
);

#[test]
fn bad_cells_are_told_one_by_one() {
    let measure: [Case<&str>; 7] = [
        (
            &[("m|talk|status|1", "実施ずみ")],
            "MR0805",
            "取組!E14",
            "選択肢にありません",
        ),
        (
            &[("m|talk|status|1", "一部実施")],
            "MR0806",
            "取組!E15",
            "理由が書かれていません",
        ),
        (
            &[("m|talk|entry|1", "開いた。")],
            "MR0806",
            "取組!E14",
            "選ばれていません",
        ),
        (&[("m|talk|status|1", "=TRUE")], "MR0805", "取組!E14", "論理値"),
        (
            &[("m|talk|status|1", "実施"), ("m|talk|entry|1", "=DATE")],
            "MR0805",
            "取組!E16",
            "日付",
        ),
        (
            &[("m|talk|status|1", "実施"), ("m|talk|entry|1", "あ\u{7}")],
            "MR0805",
            "取組!E16",
            "制御文字",
        ),
        (
            &[
                ("m|talk|status|1", "実施"),
                ("m|talk|entry|1", "—"),
                ("m|talk|entry|2", "開いた。"),
            ],
            "MR0806",
            "取組!E16",
            "両方があります",
        ),
    ];
    for (cells, code, place, part) in measure {
        let folder = Folder::town();
        let mut form = folder.forms().remove(GENERAL).unwrap();
        for (key, text) in cells {
            form.say(key, text);
        }
        folder.put(GENERAL, &form.bytes());
        let (found, _, cell, message) = folder.finding();
        assert_eq!((found.as_str(), cell.as_str()), (code, place), "{message}");
        assert!(message.contains(part), "{message}");
    }
    let figure: [Case<usize>; 6] = [
        (&[(5, "約50")], "MR0805", "指標!F4", "約50"),
        (&[(5, "50人")], "MR0805", "指標!F4", "人"),
        (&[(5, "=DATE")], "MR0805", "指標!F4", "日付"),
        (&[(5, "50"), (6, "秘匿")], "MR0806", "指標!G4", "両方があります"),
        (&[(9, "3")], "MR0806", "指標!F4", "値も「値がない理由」もありません"),
        (&[(4, "昨年度"), (5, "50")], "MR0805", "指標!E4", "昨年度"),
    ];
    for (cells, code, place, part) in figure {
        let folder = Folder::town();
        let mut form = folder.forms().remove(GENERAL).unwrap();
        for (column, text) in cells {
            form.state("i|leave|men|R3", *column, text);
        }
        folder.put(GENERAL, &form.bytes());
        let (found, _, cell, message) = folder.finding();
        assert_eq!((found.as_str(), cell.as_str()), (code, place), "{message}");
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn numbers_and_days_of_spreadsheets_are_read() {
    let folder = Folder::town();
    let mut form = folder.forms().remove(GENERAL).unwrap();
    form.state("i|leave|men|R3", 5, "=52.4%");
    form.state("i|leave|women|R3", 5, "=100");
    form.state("i|overtime||R3", 4, "=DATE");
    form.state("i|overtime||R3", 5, "=118.3");
    folder.put(GENERAL, &form.bytes());
    let (exit, shown) = folder.collect(&["--write"]);
    assert_eq!(exit, Some(0), "{shown:#}");
    let text = folder.edition();
    for expected in [
        "period: R3, value: 52.4}",
        "value: 100.0\n",
        "{period: 2022-03-31, value: 118.3}",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

/// Pasted from a sheet of one's own with its formats, and saved by `LibreOffice`.
#[test]
fn pasted_percentages_are_read_where_the_file_tells_them() {
    for kind in ["xlsx", "ods"] {
        let folder = Folder::town();
        let name = GENERAL.replace("xlsx", kind);
        folder.put(&name, &fs::read(format!("tests/forms/returned/pasted/{name}")).unwrap());
        let (exit, shown) = folder.collect(&["--write"]);
        assert_eq!(exit, Some(0), "{kind}: {shown:#}");
        let text = folder.edition();
        for expected in [
            "period: R3, value: 52.4}",
            "value: 100.0\n",
            "{period: 2022-03-31, value: 118.3}",
        ] {
            assert!(text.contains(expected), "{kind} {expected}: {text}");
        }
    }
    // An old Excel file does not tell; hours, which are never percentages, are taken.
    let folder = Folder::town();
    let name = GENERAL.replace("xlsx", "xls");
    folder.put(&name, &fs::read(format!("tests/forms/returned/pasted/{name}")).unwrap());
    let (code, file, cell, message) = folder.finding();
    assert_eq!((code.as_str(), file, cell.as_str()), ("MR0805", name, "指標!F4"));
    assert!(
        message.contains("パーセント表示の数値かどうかが分かりません"),
        "{message}"
    );
    assert!(folder.edition().contains("value: 118.3}"));
}

#[test]
fn what_is_missing_is_listed_by_office() {
    let folder = Folder::town();
    folder.put(GENERAL, &answered(&folder).bytes());
    let (_, shown) = folder.collect(&[]);
    let missing = shown["missing"].as_array().unwrap();
    let of = |office: &str| missing.iter().find(|one| one["office"] == office).unwrap();
    assert_eq!(of("総務課")["returned"], true);
    assert_eq!(
        of("総務課")["measures"],
        serde_json::json!(["(1) 管理職研修", "(3) 勤務表の見直し"])
    );
    assert_eq!(of("消防本部")["returned"], false);
    assert_eq!(of("消防本部")["figures"], serde_json::json!(["消防職の採用者数"]));
    // What lies in folders within is not passed over in silence; a folder that is not there is told in Japanese.
    fs::create_dir(folder.path("returned/人事課")).unwrap();
    let (_, shown) = folder.collect(&[]);
    assert_eq!(shown["findings"][0]["file"], "人事課", "{shown:#}");
    fs::remove_dir(folder.path("returned/人事課")).unwrap();
    let (exit, _, said) = folder.run(&["collect", "city", "R3", "nowhere"]);
    assert_eq!(exit, Some(2));
    assert!(
        said.contains("「nowhere」というファイルもフォルダーもありません"),
        "{said}"
    );
    // For a person: a line each, and what a file's name hides is shown.
    folder.put("メモ\u{1b}.txt", b"memo");
    let (_, _, said) = folder.run(&["collect", "city", "R3", "returned"]);
    let lines: Vec<&str> = said.lines().collect();
    for line in [
        "まだ回答のないもの:",
        "  消防本部（回答票が戻っていません）",
        "直し方: ",
        " --> メモ\\u{1b}.txt",
    ] {
        assert!(lines.iter().any(|said| said.starts_with(line)), "{line}: {said}");
    }
}
