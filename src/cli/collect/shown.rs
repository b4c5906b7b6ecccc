//! What was collected, for people and for programs.

use serde::Serialize;

use crate::exchange::collect::{CellPlace, Finding};

/// What is shown, and printed for programs.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    /// Files that were understood, with their offices.
    pub forms: Vec<(String, String)>,
    /// Answers that are put in, each with its cell.
    pub taken: Vec<Taken>,
    /// How many the edition has already.
    pub same: usize,
    /// What cannot be taken over.
    pub findings: Vec<Finding>,
    /// What is not answered yet, by office.
    pub missing: Vec<Lacking>,
    /// Whether the edition was written.
    pub written: bool,
}

/// An answer that is put in.
#[derive(Debug, Serialize)]
pub(super) struct Taken {
    pub what: String,
    pub says: String,
    pub from: CellPlace,
}

/// What one office has not answered.
#[derive(Debug, Serialize)]
pub(super) struct Lacking {
    pub office: String,
    pub returned: bool,
    pub measures: Vec<String>,
    pub figures: Vec<String>,
}

/// Everything a person should know, in the order of what is to be done, line by line.
pub(super) fn in_words(shown: &Shown, write: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |line: &str| {
        // An empty line before a part.
        let part = line.strip_prefix('\n');
        lines.extend(part.map(|_| String::new()));
        lines.push(part.unwrap_or(line).to_owned());
    };
    line(&format!("回答票を {}件読みました。", shown.forms.len()));
    for (file, office) in &shown.forms {
        line(&format!("  {file}（{office}）"));
    }
    for finding in &shown.findings {
        line(&format!("\nエラー[{}]: {}", finding.code, finding.message));
        match &finding.place {
            Some(place) => line(&format!(
                " --> {} の「{}」シート {}",
                place.file, place.sheet, place.cell
            )),
            None => line(&format!(" --> {}", finding.file)),
        }
        line(&format!("直し方: {}", finding.remedy));
    }
    if !shown.missing.is_empty() {
        line("\nまだ回答のないもの:");
    }
    for lacking in &shown.missing {
        let state = if lacking.returned {
            ""
        } else {
            "（回答票が戻っていません）"
        };
        line(&format!("  {}{state}", lacking.office));
        for (kind, names) in [("取組", &lacking.measures), ("指標", &lacking.figures)] {
            if !names.is_empty() {
                line(&format!("    {kind} {}件: {}", names.len(), names.join("、")));
            }
        }
    }
    if !shown.taken.is_empty() {
        line(if shown.written {
            "\n年度版に書き込みました:"
        } else {
            "\n年度版に書き込む回答（まだ書き込んでいません）:"
        });
    }
    for taken in &shown.taken {
        line(&format!(
            "  {}: {}（{} の「{}」シート {}）",
            taken.what, taken.says, taken.from.file, taken.from.sheet, taken.from.cell
        ));
    }
    let refused = shown.findings.len();
    line(&format!(
        "\n{} {}件、年度版と同じ {}件、取り込めないところ {refused}か所",
        if shown.written {
            "書き込み"
        } else {
            "書き込む回答"
        },
        shown.taken.len(),
        shown.same
    ));
    if shown.written {
        line("内容は mieruka check で確かめてください。");
    } else if !shown.taken.is_empty() && !write {
        line("書き込むには、同じコマンドに --write を付けてください。");
    }
    lines
}
