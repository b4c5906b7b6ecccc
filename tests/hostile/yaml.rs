//! Bombs, depth, size, encodings and broken YAML, as the site's file, a plan and a year.

use std::fs;
use std::path::Path;

use crate::run::{Case, Then};
use crate::texts;

/// The files that each payload takes the place of.
const PLACES: [&str; 3] = ["site.yaml", "whole/plan.yaml", "whole/2020.yaml"];

type Make = fn() -> Vec<u8>;

const BROKEN: &[(&str, &str, Make)] = &[
    ("nothing", "MR0151", Vec::new),
    ("spaces", "MR0151", || b"   \n \n\n".to_vec()),
    ("a comment", "MR0151", || "# 計画\n".into()),
    ("a byte order mark", "MR0151", || "\u{feff}".into()),
    ("a null", "", || "~\n".into()),
    ("a word", "", || "計画\n".into()),
    ("a list", "", || "- a\n- b\n".into()),
    ("an empty mapping", "", || "{}\n".into()),
    ("a document end", "", || "...\n".into()),
    ("two documents", "MR0145", || "title: a\n---\ntitle: b\n".into()),
    ("a directive", "", || "%YAML 1.1\n---\ntitle: a\n".into()),
    ("a tag of another language", "", || {
        "!!python/object/apply:os.system ['id']\n".into()
    }),
    ("an inclusion", "", || "title: !include /etc/passwd\n".into()),
    ("a merge key", "", || "a: &a {title: b}\n<<: *a\n".into()),
    ("a bomb of aliases", "", || bomb(9).into()),
    ("a bomb of aliases, wide", "", || bomb(30).into()),
    ("a text of two megabytes, aliased", "", || {
        let text = "x".repeat(2_000_000);
        format!("a: &a {text}\nb: [{}]\n", "*a, ".repeat(20_000)).into()
    }),
    ("an alias to itself", "", || "a: &a [*a]\n".into()),
    ("brackets, 200,000 deep", "", || "[".repeat(200_000).into()),
    ("brackets, closed", "", || {
        format!("title: {}{}\n", "[".repeat(100_000), "]".repeat(100_000)).into()
    }),
    ("braces, 200,000 deep", "", || "{a: ".repeat(200_000).into()),
    ("lists in one line, 200,000 deep", "", || "- ".repeat(200_000).into()),
    ("question marks", "", || "? ".repeat(200_000).into()),
    ("indentation, 3,000 deep", "", || {
        (0..3_000)
            .map(|depth| format!("{}a:\n", " ".repeat(depth)))
            .collect::<String>()
            .into()
    }),
    ("a key of a megabyte", "", || {
        format!("{}: 1\n", "a".repeat(1_000_000)).into()
    }),
    ("a key of a megabyte in Japanese", "", || {
        format!("{}: 1\n", "計".repeat(300_000)).into()
    }),
    ("a text of seven megabytes", "", || {
        format!("unknown: {}\n", "計画".repeat(1_200_000)).into()
    }),
    ("a quoted text of seven megabytes", "", || {
        format!("unknown: \"{}\"\n", "\\u8a08".repeat(1_200_000)).into()
    }),
    ("a folded text of many lines", "", || {
        format!("unknown: >\n{}", "  計画\n\n".repeat(700_000)).into()
    }),
    ("a quote that never closes", "MR0132", || {
        format!("title: \"{}", "x\n".repeat(1_000_000)).into()
    }),
    ("more than eight megabytes", "MR0111", || vec![b'a'; 9 * 1024 * 1024]),
    ("100,000 unknown keys", "", || {
        (0..100_000)
            .map(|number| format!("key{number}: 1\n"))
            .collect::<String>()
            .into()
    }),
    ("200,000 times one key", "", || "title: a\n".repeat(200_000).into()),
    ("a million items", "", || {
        format!("notes: [{}]\n", "a, ".repeat(1_000_000)).into()
    }),
    ("600,000 empty items", "", || "-\n".repeat(600_000).into()),
    ("a million colons", "", || ": ".repeat(1_000_000).into()),
    ("a million full-width colons", "", || "a：".repeat(1_000_000).into()),
    ("a million full-width spaces", "", || {
        format!("title: a\n{}b: 1\n", "\u{3000}".repeat(1_000_000)).into()
    }),
    ("a million tabs", "", || "\t".repeat(1_000_000).into()),
    ("a million carriage returns", "MR0116", || "\r".repeat(1_000_000).into()),
    ("a million comments", "MR0151", || "#\n".repeat(1_000_000).into()),
    ("a million quotes", "", || "'\"".repeat(500_000).into()),
    ("a million anchors", "", || "&a ".repeat(300_000).into()),
    ("a million tags", "", || "!a ".repeat(300_000).into()),
    ("a million percent signs", "", || "%\n".repeat(300_000).into()),
    ("a million dashes", "", || "---\n".repeat(300_000).into()),
    ("NUL", "MR0113", || b"title: a\0b\n".to_vec()),
    ("only NULs", "MR0113", || vec![0; 10_000]),
    ("random bytes", "", random),
    ("Shift_JIS", "Shift_JIS", || {
        encoding_rs::SHIFT_JIS.encode("title: 女性職員の活躍\n").0.into_owned()
    }),
    ("EUC-JP", "EUC-JP", || {
        encoding_rs::EUC_JP
            .encode("title: 女性職員の活躍を、すすめる\n")
            .0
            .into_owned()
    }),
    ("ISO-2022-JP", "ISO-2022-JP", || {
        encoding_rs::ISO_2022_JP
            .encode("title: 女性職員の活躍\n")
            .0
            .into_owned()
    }),
    ("UTF-16, little end first", "UTF-16", || {
        utf_16("\u{feff}title: 計画\n", u16::to_le_bytes)
    }),
    ("UTF-16, big end first", "UTF-16", || {
        utf_16("\u{feff}title: 計画\n", u16::to_be_bytes)
    }),
    ("UTF-16 without mark", "UTF-16", || {
        utf_16("title: 計画\n", u16::to_le_bytes)
    }),
    ("UTF-32", "", || {
        "\u{feff}title: 計画\n"
            .chars()
            .flat_map(|letter| u32::from(letter).to_le_bytes())
            .collect()
    }),
    ("one byte too much", "MR0112", || b"title: a\n\xff\n".to_vec()),
    ("a cut character", "MR0112", || b"title: \xe8\xa8\n".to_vec()),
    ("a long form of a slash", "MR0112", || b"title: a\xc0\xafb\n".to_vec()),
    ("half a surrogate", "MR0112", || b"title: \xed\xa0\x80\n".to_vec()),
    ("half a surrogate, spelt", "", || r#"title: "\uD800""#.into()),
    ("beyond Unicode, spelt", "", || r#"title: "\U00110000""#.into()),
    ("a PDF", "", || b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n1 0 obj\n".to_vec()),
    ("a ZIP", "", || b"PK\x03\x04\x14\0\0\0\x08\0".to_vec()),
    ("HTML", "", || "<!DOCTYPE html><script>alert(1)</script>".into()),
    ("JSON with a trailing comma and a comment", "", || {
        "{\"title\": \"a\", // x\n}".into()
    }),
    ("CSV", "", || "title,publisher\na,b\n".into()),
    ("a merge conflict", "", || {
        "<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x\n".into()
    }),
    ("a number out of every range", "", || {
        "title: a\ntolerance: 99999999999999999999999999999999999999\n".into()
    }),
    ("numbers that are none", "", || {
        "tolerance: .nan\nindicators: [{id: a, decimals: -1}, {id: b, decimals: 1e9}]\n".into()
    }),
    ("years out of every range", "", || {
        "period: {from: 0, to: 999999999999}\nadopted: 9999-99-99\n".into()
    }),
];

pub fn cases() -> Vec<Case> {
    let broken = BROKEN.iter().flat_map(|(what, says, make)| {
        PLACES.iter().map(move |place| {
            let case = Case::new(format!("{place}: {what}"), Then::Refused, move |data| {
                texts::write(data, |_, _| None);
                fs::write(data.join(place), make()).unwrap();
            });
            case.saying(says)
        })
    });
    broken.chain(sound_but_large()).collect()
}

/// Sound data that costs as much as data can: accepted, in bounded time and memory.
fn sound_but_large() -> Vec<Case> {
    let with_text = |name: &'static str, make: fn() -> String| {
        Case::new(format!("a page of {name}"), Then::Accepted, move |data: &Path| {
            texts::write(data, |_, _| None);
            fs::write(
                data.join("whole/pages/aims.md"),
                format!("# 題\n\n本文\n\n{}\n", make()),
            )
            .unwrap();
        })
    };
    vec![
        with_text("quotes in quotes", || "> ".repeat(20_000)),
        with_text("lists in lists", || "- ".repeat(20_000)),
        with_text("open brackets", || "[".repeat(100_000)),
        with_text("open links", || "[a](".repeat(50_000)),
        with_text("closed brackets", || "[a]".repeat(50_000)),
        with_text("asterisks", || "*a ".repeat(50_000)),
        with_text("asterisks in pairs", || "**a* ".repeat(50_000)),
        with_text("asterisks and underlines", || "*_".repeat(50_000)),
        with_text("back quotes of every length", || {
            (1..500).map(|length| "`".repeat(length) + " ").collect()
        }),
        with_text("entities", || "&amp;&#x41;&nonsense;".repeat(30_000)),
        with_text("comments that never end", || "<!-- ".repeat(50_000)),
        with_text("tags that never end", || "<a ".repeat(50_000)),
        with_text("footnotes", || {
            (0..10_000)
                .map(|number| format!("a[^{number}]\n\n[^{number}]: b\n\n"))
                .collect()
        }),
        with_text("pictures without text on lines of their own", || {
            "![](x)\n".repeat(50_000)
        }),
        with_text("a table of many columns", || {
            format!(
                "|{}\n|{}\n|{}",
                "a|".repeat(2_000),
                "-|".repeat(2_000),
                "b|\n|".repeat(2_000)
            )
        }),
        with_text("backslashes", || "\\".repeat(100_000)),
        with_text("references defined and used", || {
            (0..5_000)
                .map(|number| format!("[{number}]\n\n[{number}]: a.html\n\n"))
                .collect()
        }),
        Case::new("a plan of 300 measures over two years", Then::Accepted, |data| {
            texts::write(data, |_, _| None);
            let measures: String = (0..300)
                .map(|number| format!("  - {{id: m{number}, title: 取組{number}}}\n"))
                .collect();
            let head = "title: 題\norganisation: 市\nperiod: {from: R1, to: R2}\nlevels: [取組]\nmeasures:\n";
            fs::write(data.join("whole/plan.yaml"), format!("{head}{measures}")).unwrap();
            for year in [2019, 2020] {
                let answers: String = (0..300)
                    .map(|number| format!("  m{number}: {{status: 実施}}\n"))
                    .collect();
                fs::write(
                    data.join(format!("whole/{year}.yaml")),
                    format!("title: 年度\nmeasures:\n{answers}"),
                )
                .unwrap();
            }
        }),
    ]
}

/// Each level names the one before ten times.
fn bomb(levels: u32) -> String {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..=levels {
        let names = vec![format!("*a{}", level - 1); 10].join(", ");
        text.extend(["a", &level.to_string(), ": &a", &level.to_string(), " [", &names, "]\n"]);
    }
    text
}

fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// The same on every run.
fn random() -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let bytes = (0..100_000).map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    });
    bytes.collect()
}
