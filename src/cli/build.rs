//! `mieruka build`: checks the data and publishes the site; with errors the old site stays as it is.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::{DataArguments, Exit, Strict, report};
use crate::edition::{LeftOut, Release};
use crate::model::Audience;
use crate::render::Templates;
use crate::site::{Published, RenderError, check_target, publish};

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
        let loaded = crate::load(&self.data.data);
        let exit = self.strict.judge(report::findings(&loaded, self.data.format), &loaded);
        let (Exit::Clean, Some(project)) = (exit, loaded.project) else {
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
        let (out, release) = (self.out(), self.edition.release(self.as_of));
        if let Err(error) = check_target(&out, &self.data.data, release.audience) {
            return report::failure(&error);
        }
        if release.audience == Audience::Public {
            let cut_off = release.cut_off(&project);
            report::left_out(LeftOut::of(&project, cut_off), cut_off);
        }
        let released = crate::edition::release(project, release);
        let rendered = Templates::load(self.templates.as_deref())
            .map_err(RenderError::from)
            .and_then(|templates| crate::render_site(&released, &templates));
        let files = match rendered {
            Ok(files) => files,
            Err(error) => return report::failure(&error),
        };
        match publish(&files, &out, release.audience) {
            Ok(Published::Unchanged) => {
                report::line(&format!(
                    "サイトに変わりはありません（{} ファイル）: {}",
                    files.len(),
                    out.display()
                ));
                Exit::Clean
            }
            Ok(Published::Replaced) => {
                report::line(&format!(
                    "サイトを書き出しました（{} ファイル）: {}",
                    files.len(),
                    out.display()
                ));
                Exit::Clean
            }
            Err(error) => report::failure(&error),
        }
    }
}
