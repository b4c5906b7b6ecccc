//! Prints what was found, to where each reader looks for it.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use chrono::NaiveDate;

use super::{DataArguments, Exit, Format};
use crate::author::Draft;
use crate::calendar::{When, YearStyle};
use crate::diagnostic::{Sources, defuse, escape, github, gitlab, human, json, sarif};
use crate::edition::LeftOut;
use crate::source::RawProject;
use crate::system::reason;
use crate::{Loaded, ReadData};

/// Prints all findings: people read the error stream, machines standard output. Returns the exit they call for.
pub(super) fn findings(loaded: &Loaded, format: Format) -> Exit {
    let printed = match format {
        Format::Human => emit(
            &mut io::stderr().lock(),
            &human::print(&loaded.findings, &loaded.sources, io::stderr().is_terminal()),
        ),
        Format::Json => emit(
            &mut io::stdout().lock(),
            &json::print(&loaded.findings, &loaded.sources),
        ),
        Format::Github => emit(
            &mut io::stdout().lock(),
            &github::print(&loaded.findings, &loaded.sources),
        ),
        Format::Gitlab => emit(
            &mut io::stdout().lock(),
            &gitlab::print(&loaded.findings, &loaded.sources),
        ),
        Format::Sarif => emit(
            &mut io::stdout().lock(),
            &sarif::print(&loaded.findings, &loaded.sources),
        ),
    };
    match printed {
        Exit::Clean if loaded.findings.has_errors() => Exit::Findings,
        exit => exit,
    }
}

/// Says in one line what a public build leaves out for now.
pub(super) fn left_out(left: LeftOut, cut_off: Option<NaiveDate>) {
    if left.is_empty() {
        return;
    }
    let counts = [
        ("計画", left.plans),
        ("年度版", left.editions),
        ("取組", left.measures),
        ("指標", left.indicators),
        ("回答や取組内容", left.answers),
        ("実績", left.observations),
        ("訂正", left.corrections),
        ("資料", left.documents),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| format!("{what}{count}"))
        .collect();
    let cut_off = cut_off.map_or_else(|| "なし。解禁日のあるものは公開しません".to_owned(), self::day);
    line(&format!(
        "公開していないもの: {}（下書き、公表や解禁の前のもの。基準日 {cut_off}）",
        counts.join("、")
    ));
}

/// A day as people read it.
pub(super) fn day(day: NaiveDate) -> String {
    When::Day(day).label(YearStyle::Era)
}

/// Data without errors, and the texts it was read from.
pub(super) struct Clean {
    /// The texts.
    pub(super) sources: Sources,
    /// What they say.
    pub(super) project: RawProject,
}

/// Reads the data for a command that goes on from it. With errors they are printed, then `refusal`.
pub(super) fn clean(data: &DataArguments, refusal: &str) -> Result<Clean, Exit> {
    let ReadData {
        sources,
        findings,
        project,
    } = crate::read(&data.data);
    if let Some(project) = project.filter(|_| !findings.has_errors()) {
        return Ok(Clean { sources, project });
    }
    let exit = self::findings(
        &Loaded {
            sources,
            findings,
            project: None,
        },
        data.format,
    );
    line(refusal);
    Err(exit)
}

/// Says what was made, and what its author should know.
pub(super) fn made(path: &Path, draft: &Draft) {
    line(&format!(
        "年度版を作りました: {}（回答待ち: 取組 {}件、実績 {}件）",
        path.display(),
        draft.answers,
        draft.figures
    ));
    for remark in &draft.remarks {
        line(&format!("  {remark}"));
    }
    line("残っている回答待ちは、mieruka check で分かります。");
}

/// The plans there are, for someone who named another.
pub(super) fn plans(project: &RawProject) {
    let ids: Vec<&str> = project.plans.iter().map(|plan| plan.id.as_str()).collect();
    line(&format!("  ある計画: {}", ids.join("、")));
}

/// Something that was asked for and cannot be done.
pub(super) fn refusal(text: &str) -> Exit {
    line(&format!("エラー: {text}"));
    Exit::Failed
}

/// A file or folder that somebody named, and that cannot be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Exit {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => refusal(&format!(
            "「{path}」というファイルもフォルダーもありません。名前と場所を確かめてください"
        )),
        io::ErrorKind::NotADirectory => refusal(&format!("「{path}」はフォルダーではありません")),
        io::ErrorKind::PermissionDenied => refusal(&format!("「{path}」を読む権限がありません")),
        _ => refusal(&format!("読めません: {path}（{}）", reason(error))),
    }
}

/// A failure of the program itself.
pub(super) fn failure(error: &dyn std::error::Error) -> Exit {
    let mut said = error.to_string();
    line(&format!("エラー: {said}"));
    let mut cause = error.source();
    while let Some(error) = cause {
        let why = error.downcast_ref().map_or_else(|| error.to_string(), reason);
        // Most errors tell the reason of the system themselves.
        if !said.contains(&why) {
            line(&format!("  {why}"));
        }
        said = why;
        cause = error.source();
    }
    Exit::Failed
}

/// The answer itself, for a person or a program: on standard output.
pub(super) fn output(text: &str) -> Exit {
    emit(&mut io::stdout().lock(), &defuse(text))
}

/// One line for the person at the terminal. It may name files, whose names may hold anything.
pub(super) fn line(text: &str) {
    emit(&mut io::stderr().lock(), &format!("{}\n", defuse(&escape(text))));
}

/// Writes text; a reader that has gone (a closed pipe, a full device) is a failure, never a panic.
fn emit(stream: &mut impl Write, text: &str) -> Exit {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Ok(()) => Exit::Clean,
        Err(_) => Exit::Failed,
    }
}
