//! What every code means, why it matters and how it is mended: one Markdown file a code, `explain/MR0101.md`.
//!
//! The files are the one source of `mieruka explain`, of the reference page `docs/diagnostics.ja.md` and of the help in
//! SARIF. Their examples are real: `tests/explain.rs` gives each bad one to the program and expects the code, and each
//! good one and expects silence.

use super::{Code, Severity, code};
use include_dir::{Dir, include_dir};
use std::fmt::Write as _;

static EXPLANATIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/diagnostic/explain");

/// Heads of the sections, in their order.
const SECTIONS: [&str; 5] = ["意味", "なぜ大切か", "悪い例", "よい例", "直し方"];

/// The explanation of a code, as Markdown without its first line; empty for a code that has none.
pub fn markdown(code: Code) -> &'static str {
    let file = EXPLANATIONS.get_file(format!("{code}.md"));
    let text = file.and_then(|file| file.contents_utf8()).unwrap_or("");
    text.split_once('\n').map_or("", |(_, rest)| rest.trim())
}

/// One section of the explanation (意味, なぜ大切か, 悪い例, よい例, 直し方).
pub fn section(code: Code, name: &str) -> &'static str {
    let head = format!("## {name}\n");
    let text = markdown(code).split_once(head.as_str()).map_or("", |(_, rest)| rest);
    text.split("\n## ").next().unwrap_or("").trim()
}

/// The explanation for a terminal: heads marked, examples set in, each under the name of its file.
pub fn print(code: Code) -> String {
    let mut out = format!("{code} {}（{}）\n\n", code.title(), weight(code));
    let mut fence = None;
    for line in markdown(code).lines() {
        match (line.strip_prefix("```"), fence) {
            (Some(info), None) => {
                let name = info.split_whitespace().nth(1).unwrap_or("");
                if !name.is_empty() {
                    push(&mut out, &format!("  {name}:"));
                }
                fence = Some(info);
            }
            (Some(_), Some(_)) => fence = None,
            (None, Some(_)) => push(&mut out, &format!("    {line}")),
            (None, None) => push(&mut out, &line.replacen("## ", "■ ", 1).replace('`', "")),
        }
    }
    out
}

/// All codes with their weight and title, one a line.
pub fn list() -> String {
    let mut out = String::new();
    for (code, severity, title) in code::ALL {
        push(&mut out, &format!("{code} {} {title}", severity.japanese()));
    }
    out
}

/// The reference page of all codes (`docs/diagnostics.ja.md`).
pub fn reference() -> String {
    let mut out = String::from(
        "# 指摘の一覧\n\n\
         `mieruka check` が示す指摘の番号ごとに、意味、大切な理由、悪い例とよい例、直し方をまとめたものです。\
         端末では `mieruka explain 番号` で同じ説明を読めます。\
         例には、関係のある行だけを示しています。例はすべて、プログラムのテストが実際に点検にかけて確かめています。\n\n\
         「エラー」があるとサイトは書き換わりません。「警告」はそのまま掲載されます。\
         警告は、`plan.yaml` の `checks:` で計画ごとに重さを変えられます（`off`・`warning`・`error`）。\n\n\
         <!-- この文書は src/diagnostic/explain/ から作られます。作り直すには: MIERUKA_UPDATE=1 cargo test --test explain -->\n\n\
         | 番号 | 重さ | 題 |\n|---|---|---|\n",
    );
    for (code, severity, title) in code::ALL {
        let title = title
            .replace('\\', "\\\\")
            .replace('*', "\\*")
            .replace("<<", "&lt;&lt;");
        push(
            &mut out,
            &format!("| [{code}](#{}) | {} | {title} |", anchor(*code), severity.japanese()),
        );
    }
    for (code, _, title) in code::ALL {
        let _ = write!(
            out,
            "\n<a id=\"{}\"></a>\n\n## {code} {title}\n\n{}。\n\n",
            anchor(*code),
            weight(*code)
        );
        for line in markdown(*code).lines() {
            push(&mut out, &line.replacen("## ", "### ", 1));
        }
    }
    out
}

/// Whether an explanation has all its sections, in order.
pub fn is_complete(code: Code) -> bool {
    let heads: Vec<&str> = markdown(code)
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect();
    let expected = SECTIONS.into_iter();
    heads.into_iter().filter(|head| *head != "前提").eq(expected)
        && SECTIONS.iter().all(|name| !section(code, name).is_empty())
}

/// The first line of the file of a code: code and title.
pub fn heading(code: Code) -> Option<&'static str> {
    let file = EXPLANATIONS.get_file(format!("{code}.md"))?;
    file.contents_utf8()?.lines().next()
}

fn anchor(code: Code) -> String {
    code.as_str().to_lowercase()
}

fn weight(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "エラー：直すまでサイトは書き換わりません",
        Severity::Warning => "警告：このまま掲載されます",
    }
}

fn push(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}
