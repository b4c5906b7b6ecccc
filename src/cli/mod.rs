//! Command line: one file per subcommand, each with the same two functions' worth of work: arguments and `run`.
//!
//! Exit codes: 0 clean (warnings may have been printed), 1 findings that stop publication, 2 the program could not work.

mod assemble;
mod audit;
mod build;
mod check;
mod clock;
mod collect;
mod explain;
mod form;
mod help;
mod import;
mod new;
mod report;
mod rollover;
mod schema;
mod serve;
mod usage;
mod verify;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::Loaded;
use crate::author::AuthorError;
use crate::calendar::{FiscalYear, Period, Reading, When};
use crate::source::raw::Stage;
use crate::source::{RawEdition, RawPlan, RawProject};

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Clean; there may have been warnings.
    Clean,
    /// The data has errors: nothing was published.
    Findings,
    /// The program could not work: wrong arguments, unreadable folder, full disk.
    Failed,
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}

/// 行動計画の毎年度のフォローアップを、YAML から静的なウェブサイトにします。
#[derive(Debug, Parser)]
#[command(name = "mieruka", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 分けて作ったサイトを、1つにまとめます
    Assemble(assemble::Assemble),
    /// 公開版のサイトに、内部限りの内容がないことを確かめます
    Audit(audit::Audit),
    /// データを点検し、サイトを作ります
    Build(build::Build),
    /// データを点検します（何も書きません）
    Check(check::Check),
    /// 戻ってきた回答票を、年度版に取り込みます
    Collect(collect::Collect),
    /// 指摘の番号の意味と直し方を示します
    Explain(explain::Explain),
    /// 各課が記入する回答票（Excel）を作ります
    Form(form::Form),
    /// すでにある表（Excel、CSV）か、書き出したデータから、計画と年度版を作ります
    Import(import::Import),
    /// 計画のひな形か、計画の年度版のひな形を作ります
    New(new::New),
    /// 前年度の年度版から、次の年度の年度版を作ります
    Rollover(rollover::Rollover),
    /// YAML の書き方の定義（JSON Schema）を作ります。エディターが項目名を補い、説明を出します
    Schema(schema::Schema),
    /// データを編集しながら、サイトをこの計算機のブラウザーで見ます（何も書きません）
    Serve(serve::Serve),
    /// サイトが、書き出したときのままかを確かめます
    Verify(verify::Verify),
}

/// Where the data is and how findings are printed: the same for every subcommand that reads data.
#[derive(Debug, clap::Args)]
struct DataArguments {
    /// データのフォルダー
    #[arg(long, value_name = "フォルダー", default_value = "data")]
    data: PathBuf,
    /// 指摘の出力形式
    #[arg(long, value_name = "形式", value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Format of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// 人が読む形
    Human,
    /// JSON
    Json,
    /// GitHub Actions の注釈
    Github,
    /// GitLab の Code Quality レポート
    Gitlab,
    /// SARIF 2.1.0（コードスキャンやエディター）
    Sarif,
}

/// Whether warnings stop as errors do.
#[derive(Debug, clap::Args)]
struct Strict {
    /// 警告があるときも、エラーと同じに扱います（終了コード 1、公開しない）
    #[arg(long)]
    strict: bool,
}

impl Strict {
    /// The exit after printing findings, made stricter.
    fn judge(&self, exit: Exit, loaded: &Loaded) -> Exit {
        match exit {
            Exit::Clean if self.strict && loaded.findings.warnings() > 0 => Exit::Findings,
            exit => exit,
        }
    }
}

/// Reads the command line and runs what it asks for.
pub fn run() -> Exit {
    let command = help::in_japanese(Arguments::command());
    match command
        .try_get_matches()
        .and_then(|matches| Arguments::from_arg_matches(&matches))
    {
        Ok(arguments) => arguments.run(),
        Err(error) => usage::tell(&error),
    }
}

impl Arguments {
    /// Runs the subcommand.
    fn run(&self) -> Exit {
        match &self.command {
            Command::Assemble(assemble) => assemble.run(),
            Command::Audit(audit) => audit.run(),
            Command::Build(build) => build.run(),
            Command::Check(check) => check.run(),
            Command::Collect(collect) => collect.run(),
            Command::Explain(explain) => explain.run(),
            Command::Form(form) => form.run(),
            Command::Import(import) => import.run(),
            Command::New(new) => new.run(),
            Command::Rollover(rollover) => rollover.run(),
            Command::Schema(schema) => schema.run(),
            Command::Serve(serve) => serve.run(),
            Command::Verify(verify) => verify.run(),
        }
    }
}

/// Sets up the threads that the work is spread over: one a core (`RAYON_NUM_THREADS` asks for another number), and the first of them
/// is the one that runs already. Where no others can be had, it does all the work.
pub fn use_cores() {
    /// As large as that of a program's first thread.
    const STACK: usize = 8 << 20;
    let threads = || rayon::ThreadPoolBuilder::new().use_current_thread().stack_size(STACK);
    if threads().build_global().is_err() {
        // Nor can this fail: it needs no thread but this one.
        let _ = threads().num_threads(1).build_global();
    }
}

/// A day given on the command line, in any notation of the data.
fn day(text: &str) -> Result<NaiveDate, String> {
    match Period::parse(text, &Reading::default()) {
        Ok(Period::At(When::Day(day))) => Ok(day),
        Ok(_) | Err(_) => Err("年月日を書いてください（例: 2026-04-01、R8.4.1）".to_owned()),
    }
}

/// A fiscal year given on the command line, in any notation of the data.
fn fiscal_year(what: &str, text: &str) -> Result<FiscalYear, Exit> {
    if interim(text).is_some() {
        return Err(report::refusal(&format!(
            "{what}: 中間報告の版（{text}）は、ここでは指定できません。年度（例: 2025）を書いてください。\n中間報告の版は、その年度の版のファイルを写し、2025-midterm.yaml のような名前にして作ります"
        )));
    }
    FiscalYear::parse(text, &Reading::default())
        .map_err(|error| report::refusal(&format!("{what}: {error}{}", error.remedy())))
}

/// The year and the stage of an interim report (中間報告): `2025-midterm`.
fn interim(text: &str) -> Option<(&str, Stage)> {
    [Stage::TermStart, Stage::Midterm].into_iter().find_map(|stage| {
        let year = text.strip_suffix(stage.as_str())?.strip_suffix('-')?;
        Some((year, stage))
    })
}

/// The plan and the edition of it that a command is about: `2025`, `R7`, `2025-midterm`.
fn prepared<'raw>(
    project: &'raw RawProject,
    plan: &str,
    year: &str,
) -> Result<(&'raw RawPlan, &'raw RawEdition), Exit> {
    let Some(raw) = project.plans.iter().find(|raw| raw.id.as_str() == plan) else {
        let exit = report::failure(&AuthorError::NoSuchPlan(plan.to_owned()));
        report::plans(project);
        return Err(exit);
    };
    let (text, stage) = interim(year).unwrap_or((year, Stage::Final));
    let year = fiscal_year("年度", text)?;
    let edition = raw
        .editions
        .iter()
        .find(|edition| edition.year == year && edition.stage == stage);
    let edition = edition.ok_or_else(|| {
        let suffix = if stage == Stage::Final {
            String::new()
        } else {
            format!("-{}", stage.as_str())
        };
        report::refusal(&format!(
            "{plan}/{}{suffix}.yaml がありません。先に mieruka rollover か mieruka new で、年度版を作ってください",
            year.year()
        ))
    })?;
    Ok((raw, edition))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_begins_in_japanese() {
        let about = Arguments::command()
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        assert!(about.starts_with("行動計画"), "{about}");
    }
}
