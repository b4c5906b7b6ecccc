//! Command line: one file per subcommand, each with the same two functions' worth of work: arguments and `run`.
//!
//! Exit codes: 0 clean (warnings may have been printed), 1 findings that stop publication, 2 the program could not work.

mod build;
mod check;
mod new;
mod report;
mod rollover;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::calendar::{FiscalYear, Reading};

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
#[command(name = "mieruka", version, about, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// データを点検し、サイトを作ります
    Build(build::Build),
    /// データを点検します（何も書きません）
    Check(check::Check),
    /// 計画のひな形か、計画の年度版のひな形を作ります
    New(new::New),
    /// 前年度の年度版から、次の年度の年度版を作ります
    Rollover(rollover::Rollover),
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
}

impl Arguments {
    /// Runs the subcommand.
    pub fn run(&self) -> Exit {
        match &self.command {
            Command::Build(build) => build.run(),
            Command::Check(check) => check.run(),
            Command::New(new) => new.run(),
            Command::Rollover(rollover) => rollover.run(),
        }
    }
}

/// A fiscal year given on the command line, in any notation of the data.
fn fiscal_year(what: &str, text: &str) -> Result<FiscalYear, Exit> {
    FiscalYear::parse(text, &Reading::default())
        .map_err(|error| report::refusal(&format!("{what}: {error}{}", error.remedy())))
}
