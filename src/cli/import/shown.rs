//! What was read from tables, for people and for programs.

use serde::{Serialize, Serializer};

use crate::exchange::import::{Finding, NewFile};
use crate::source::raw::{ImportKind, ImportRole};

/// What is shown, and printed for programs.
#[derive(Debug, Default, Serialize)]
pub(super) struct Shown {
    /// Files that were understood.
    pub read: Vec<Read>,
    /// The mapping file, and whether it was written now.
    pub mapping: Option<(String, bool)>,
    /// What each column was taken for.
    pub columns: Vec<String>,
    /// How much was read of tables of others.
    pub counts: Option<String>,
    /// What could not be understood.
    pub findings: Vec<Finding>,
    /// What is left to decide or write.
    pub open: Vec<String>,
    /// What `check` says of the data with the new files.
    pub check: Vec<String>,
    /// Errors among it.
    pub errors: usize,
    /// Warnings among it.
    pub warnings: usize,
    /// The files that are written.
    #[serde(serialize_with = "paths")]
    pub files: Vec<NewFile>,
    /// `site.yaml`, for a data folder that has none.
    #[serde(skip)]
    pub site: Option<String>,
    /// Whether they were written.
    pub written: bool,
}

/// A file that was understood.
#[derive(Debug, Serialize)]
pub(super) struct Read {
    pub file: String,
    pub says: String,
}

fn paths<S: Serializer>(files: &[NewFile], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(files.iter().map(|file| &file.path))
}

/// How many findings of `check` are shown; the rest is counted.
const MOST: usize = 12;

/// Everything a person should know, in the order of what is to be done, line by line.
pub(super) fn in_words(shown: &Shown) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |line: &str| {
        // An empty line before a part.
        let part = line.strip_prefix('\n');
        lines.extend(part.map(|_| String::new()));
        lines.push(part.unwrap_or(line).to_owned());
    };
    for read in &shown.read {
        line(&format!("読みました: {}（{}）", read.file, read.says));
    }
    match &shown.mapping {
        Some((path, true)) => line(&format!(
            "\n見出しから列の意味を推測し、対応表に書きました: {path}\n違うところがあれば、対応表を直して、同じコマンドをもう一度実行してください。"
        )),
        Some((path, false)) => line(&format!("\n対応表のとおりに読みました: {path}")),
        None => {}
    }
    for column in &shown.columns {
        line(column);
    }
    if let Some(counts) = &shown.counts {
        line(&format!("\n表から読み取ったもの: {counts}"));
    }
    for finding in &shown.findings {
        line(&format!("\nエラー[{}]: {}", finding.code, finding.message));
        match &finding.place {
            Some(place) => line(&format!(" --> {place}")),
            None => line(&format!(" --> {}", finding.file)),
        }
        line(&format!("直し方: {}", finding.remedy));
    }
    if !shown.open.is_empty() {
        line("\nこれから決めるところ、書くところ:");
    }
    for open in &shown.open {
        line(&format!("  {open}"));
    }
    if !shown.check.is_empty() {
        line(&format!(
            "\n取り込んだデータの点検（mieruka check）: エラー {}件、警告 {}件",
            shown.errors, shown.warnings
        ));
        for said in shown.check.iter().take(MOST) {
            line(&format!("  {said}"));
        }
        if let Some(more) = shown.check.len().checked_sub(MOST).filter(|more| *more > 0) {
            line(&format!("  ほか {more}件"));
        }
    }
    if !shown.files.is_empty() {
        line(if shown.written {
            "\nデータに書き込みました:"
        } else {
            "\n書き込むファイル（まだ書き込んでいません）:"
        });
    }
    for file in &shown.files {
        line(&format!("  {}", file.path));
    }
    if shown.files.is_empty() {
        line("\n書き込むものはありません。");
    } else if shown.written {
        line("内容は mieruka check で確かめてください。");
    } else if shown.errors > 0 {
        line(
            "点検にエラーがある間は、--write を付けても書き込みません。もとの表か対応表を直して、もう一度実行してください。",
        );
    } else {
        line("書き込むには、同じコマンドに --write を付けてください。");
    }
    lines
        .into_iter()
        .flat_map(|line| line.split('\n').map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// What a kind of table is called.
pub(super) fn kind(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Measures => "取組の表",
        ImportKind::Indicators => "指標の表",
        ImportKind::Years => "年度の表",
    }
}

/// What a role is called.
pub(super) fn role(role: ImportRole) -> &'static str {
    match role {
        ImportRole::Label => "番号",
        ImportRole::Title => "題名",
        ImportRole::Status => "実施状況",
        ImportRole::Reason => "理由",
        ImportRole::Direction => "方向性",
        ImportRole::Entries => "取組内容",
        ImportRole::Results => "成果",
        ImportRole::Outlook => "今後の見通し",
        ImportRole::Aim => "目的",
        ImportRole::Content => "内容",
        ImportRole::Background => "現状と課題",
        ImportRole::Note => "注",
        ImportRole::Offices => "担当課",
        ImportRole::Indicator => "指標の名称",
        ImportRole::Unit => "単位",
        ImportRole::Period => "年度",
        ImportRole::Baseline => "目標設定時の値",
        ImportRole::Target => "目標",
        ImportRole::Deadline => "目標の時期",
        ImportRole::Value => "実績",
        ImportRole::RatioToTarget => "対目標比較",
        ImportRole::RatioToPreviousYear => "対前年度比較",
        ImportRole::Ignore => "取り込みません",
    }
}
