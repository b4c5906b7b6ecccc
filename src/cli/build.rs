//! `mieruka build`: checks the data and publishes the site; with errors the old site stays as it is.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::clock::Clock;
use super::{DataArguments, Exit, Strict, report};
use crate::Loaded;
use crate::build::{self, Order};
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
    /// 進み具合や結びの言葉を出しません（指摘は出します）
    #[arg(long, short)]
    quiet: bool,
    /// 何にどれだけ時間がかかったかを、終わりに示します
    #[arg(long)]
    timings: bool,
    #[command(flatten)]
    strict: Strict,
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
        let clock = Clock::new(!self.quiet);
        let staged = build::stage(&Order {
            data: &self.data.data,
            out: &out,
            release,
            templates: self.templates.as_deref(),
            cache: self.cache.as_deref(),
            progress: &clock,
        });
        clock.clear();
        let loaded = Loaded {
            sources: staged.sources,
            findings: staged.findings,
            project: None,
        };
        let exit = self.strict.judge(report::findings(&loaded, self.data.format), &loaded);
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
        if !self.quiet {
            report::left_out(staged.left_out, staged.cut_off);
        }
        let published = site.and_then(|site| {
            let files = site.files();
            let published = during(&clock, Step::Publishing, || site.publish())?;
            Ok((published, files))
        });
        let (told, files) = match published {
            Ok((Published::Unchanged, files)) => ("サイトに変わりはありません", files),
            Ok((Published::Replaced, files)) => ("サイトを書き出しました", files),
            Err(error) => return report::failure(&error),
        };
        if !self.quiet {
            report::line(&format!("{told}（{files} ファイル）: {}", out.display()));
        }
        if self.timings {
            clock.table().iter().for_each(|line| report::line(line));
        }
        Exit::Clean
    }
}
