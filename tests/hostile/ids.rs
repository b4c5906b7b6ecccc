//! Ids that are no addresses, and ids that would be the same address: none passes.

use std::fs;
use std::path::Path;

use crate::run::{Case, Then};
use crate::texts;

/// What must not become a file name or an address.
const BAD: &[&str] = &[
    "..",
    ".",
    "../x",
    "a/b",
    "a\\b",
    "/etc",
    "~",
    "con",
    "NUL",
    "aux",
    "com1",
    "lpt9",
    "CON.html",
    "a.",
    "a ",
    " a",
    "-a",
    "a-",
    "A",
    "a_b",
    "a b",
    "a.b",
    "a:b",
    "a?b",
    "a#b",
    "a%2e",
    "a\"b",
    "a<b",
    "a&b",
    "育休",
    "ａ",
    "а",
    "ı",
    "ß",
    "é",
    "a\u{301}",
    "①",
    "ﬁ",
    "١",
    "a\u{200b}",
    "\u{202e}a",
    "index.html",
];

/// Two ids that would stand at one place on some file system.
const PAIRS: &[(&str, &str)] = &[
    ("one", "one"),
    ("one", "ONE"),
    ("one", "One"),
    ("one", "ｏｎｅ"),
    ("one", "oné"),
    ("one", "one."),
    ("one", "one "),
    ("straße", "strasse"),
    ("ﬁ", "fi"),
    ("K", "k"),
    ("é", "e\u{301}"),
    ("ﾊﾝ", "ハン"),
    ("はん", "ハン"),
];

const FIELDS: [(&str, &str); 5] = [
    ("a measure", "one"),
    ("an indicator", "rate"),
    ("an office", "office"),
    ("a table", "table"),
    ("a form", "sheet"),
];

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (index, id) in BAD.iter().enumerate() {
        // Each id in two kinds of place, in turns: the grammar is one.
        for turn in 0..2 {
            let (what, good) = FIELDS[(index + turn * 2) % FIELDS.len()];
            cases.push(Case::new(format!("{what} called {id:?}"), Then::Refused, move |data| {
                rename(data, good, id);
            }));
        }
    }
    for id in BAD.iter().filter(|id| !id.contains('/') && **id != "." && **id != "..") {
        cases.push(Case::new(
            format!("a plan in the folder {id:?}"),
            Then::Refused,
            move |data| {
                texts::write(data, |_, _| None);
                // Litter by its name is not read at all: then there is no plan.
                fs::rename(data.join("whole"), data.join(id)).unwrap();
                fs::write(data.join("site.yaml"), "title: 題\npublisher: 市\n").unwrap();
            },
        ));
    }
    for (first, second) in PAIRS {
        cases.push(Case::new(format!("measures called {first:?} and {second:?}"), Then::Refused, move |data| {
            plan(data, &format!("levels: [取組]\nmeasures:\n  - {{id: {first:?}, title: 甲}}\n  - {{id: {second:?}, title: 乙}}\n"));
        }));
        cases.push(Case::new(
            format!("indicators called {first:?} and {second:?}"),
            Then::Refused,
            move |data| {
                let indicator =
                    |id| format!("  - {{id: {id:?}, title: {id:?}, unit: 人, better: higher, targets: none}}\n");
                plan(data, &format!("indicators:\n{}{}", indicator(first), indicator(second)));
            },
        ));
    }
    // The names of our own pages.
    for id in [
        "index",
        "measures",
        "indicators",
        "about",
        "assets",
        "manifest",
        "changes",
        "corrections",
        "offices",
        "years",
        "2020",
    ] {
        cases.push(Case::new(format!("everything called {id}"), Then::Either, move |data| {
            plan(
                data,
                &format!(
                    "offices: [{{id: {id}, name: 課}}]\nlevels: [取組]\nmeasures: [{{id: {id}, title: 甲}}]\nindicators: [{{id: {id}, title: 乙, unit: 人, better: higher, targets: none}}]\nforms: [{{id: {id}, title: 丙, sections: [{{fields: [{{label: 欄}}]}}]}}]\ntables: [{{id: {id}, title: 丁, columns: [{{id: a, title: 列}}], rows: [{{title: 行, cells: [{{columns: a, text: ます}}]}}]}}]\n"
                ),
            );
            fs::create_dir_all(data.join("case/pages")).unwrap();
            fs::write(data.join(format!("case/pages/{id}.md")), "# 題\n\n本文\n").unwrap();
        }));
        cases.push(Case::new(
            format!("a plan in the folder {id}"),
            Then::Either,
            move |data| {
                plan(data, "");
                fs::rename(data.join("case"), data.join(id)).unwrap();
            },
        ));
    }
    cases
}

fn plan(data: &Path, more: &str) {
    fs::create_dir_all(data.join("case")).unwrap();
    fs::write(data.join("site.yaml"), "title: 題\npublisher: 市\n").unwrap();
    let head = "title: 題\norganisation: 市\nperiod: {from: R1, to: R2}\n";
    fs::write(data.join("case/plan.yaml"), format!("{head}{more}")).unwrap();
}

/// Renames an id wherever it stands as a word of its own.
fn rename(data: &Path, good: &str, bad: &str) {
    texts::write(data, |_, _| None);
    for name in ["plan", "2019", "2020"] {
        let path = data.join(format!("whole/{name}.yaml"));
        let text = fs::read_to_string(&path).unwrap();
        let quoted = serde_json::to_string(bad).unwrap();
        let renamed = text
            .replace(&format!("id: {good},"), &format!("id: {quoted},"))
            .replace(&format!("id: {good}\n"), &format!("id: {quoted}\n"))
            .replace(&format!("  {good}:"), &format!("  {quoted}:"))
            .replace(&format!("[{good}]"), &format!("[{quoted}]"));
        fs::write(path, renamed).unwrap();
    }
}
