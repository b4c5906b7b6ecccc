//! `mieruka build`: checks the data and publishes the site; with errors the old site stays as it is.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ValueEnum;

use super::clock::Clock;
use super::{DataArguments, Exit, Strict, report};
use crate::Loaded;
use crate::build::{self, Order, Selection, Staged};
use crate::edition::Release;
use crate::progress::{Step, during};
use crate::site::Published;

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
pub(super) struct Build {
    #[command(flatten)]
    data: DataArguments,
    /// サイトを書き出すフォルダー（省略時は、公開版が site、内部版が site-internal）
    #[arg(long, value_name = "フォルダー")]
    out: Option<PathBuf>,
    /// 公開版か内部版か
    #[arg(long, value_name = "版", value_enum, default_value_t = Edition::Public)]
    edition: Edition,
    /// 公開の基準日（例: 2026-04-01）。公開日や解禁日がこの日より後のものは、公開版に載りません
    #[arg(long, value_name = "日", value_parser = super::day)]
    as_of: Option<NaiveDate>,
    /// 差し替えるテンプレートのフォルダー
    #[arg(long, value_name = "フォルダー")]
    templates: Option<PathBuf>,
    /// 前回から変わっていない計画を読み直さないための、控えを置くフォルダー。データのそばに置き、公開しないでください
    #[arg(long, value_name = "フォルダー")]
    cache: Option<PathBuf>,
    #[command(flatten)]
    telling: Telling,
    /// この計画（とそれに関係する計画）だけを、あとで mieruka assemble でまとめる分割として作ります
    #[arg(long, value_name = "計画", num_args = 1.., requires = "out", conflicts_with = "shard")]
    only: Vec<String>,
    /// 計画をいくつかに分けたうちの1つを、あとで mieruka assemble でまとめる分割として作ります（例: 2/8）
    #[arg(long, value_name = "番目/数", value_parser = share, requires = "out")]
    shard: Option<Selection>,
    #[command(flatten)]
    strict: Strict,
}

/// How much is told of the work itself.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Telling {
    /// 進み具合や結びの言葉を出しません（指摘は出します）
    #[arg(long, short)]
    quiet: bool,
    /// 何にどれだけ時間がかかったかを、終わりに示します
    #[arg(long)]
    timings: bool,
}

impl Telling {
    /// The clock of the work.
    pub(super) fn clock(self) -> Clock {
        Clock::new(!self.quiet)
    }
}

/// Which edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Edition {
    /// 公開版: 内部限りのものは入りません
    Public,
    /// 内部版: すべてが入ります。公開しないでください
    Internal,
}

impl Edition {
    /// The edition, of a day.
    pub(super) fn release(self, as_of: Option<NaiveDate>) -> Release {
        let edition = match self {
            Self::Public => Release::PUBLIC,
            Self::Internal => Release::INTERNAL,
        };
        Release { as_of, ..edition }
    }
}

impl Build {
    /// Where it goes: the two editions never share a folder.
    fn out(&self) -> PathBuf {
        let default = match self.edition {
            Edition::Public => "site",
            Edition::Internal => "site-internal",
        };
        self.out.clone().unwrap_or_else(|| PathBuf::from(default))
    }

    pub(super) fn run(&self) -> Exit {
        let (out, release) = (self.out(), self.edition.release(self.as_of));
        let only = (!self.only.is_empty()).then(|| Selection::Only(self.only.clone()));
        let selection = self.shard.clone().or(only);
        let clock = self.telling.clock();
        let staged = build::stage(&Order {
            data: &self.data.data,
            out: &out,
            release,
            templates: self.templates.as_deref(),
            cache: self.cache.as_deref(),
            only: selection.as_ref(),
            shards: None,
            progress: &clock,
        });
        finish(staged, &out, &self.data, &self.strict, (self.telling, &clock))
    }
}

/// Tells what was found, and puts the site in the place of the old one when nothing stands against it.
pub(super) fn finish(
    staged: Staged,
    out: &Path,
    data: &DataArguments,
    strict: &Strict,
    (telling, clock): (Telling, &Clock),
) -> Exit {
    clock.clear();
    let loaded = Loaded {
        sources: staged.sources,
        findings: staged.findings,
        project: None,
    };
    let exit = strict.judge(report::findings(&loaded, data.format), &loaded);
    let (Exit::Clean, Some(site)) = (exit, staged.site) else {
        if exit == Exit::Findings {
            let why = if loaded.findings.has_errors() {
                "エラー"
            } else {
                "警告"
            };
            report::line(&format!("{why}があるため、サイトは書き換えていません。"));
        }
        return exit;
    };
    if !telling.quiet {
        report::left_out(staged.left_out, staged.cut_off);
    }
    let published = site.and_then(|site| {
        let files = site.files();
        let published = during(clock, Step::Publishing, || site.publish())?;
        Ok((published, files))
    });
    let (told, files) = match published {
        Ok((Published::Unchanged, files)) => ("サイトに変わりはありません", files),
        Ok((Published::Replaced, files)) => ("サイトを書き出しました", files),
        Err(error) => return report::failure(&error),
    };
    if !telling.quiet {
        report::line(&format!("{told}（{files} ファイル）: {}", out.display()));
    }
    if telling.timings {
        clock.table().iter().for_each(|line| report::line(line));
    }
    Exit::Clean
}

/// A share as it is asked for: `2/8`.
fn share(text: &str) -> Result<Selection, String> {
    let parsed = text
        .split_once('/')
        .and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    match parsed {
        Some((number, of)) if (1..=of).contains(&number) => Ok(Selection::Share { number, of }),
        _ => Err("何番目/いくつ中 の形で書いてください（例: 2/8）".to_owned()),
    }
}
