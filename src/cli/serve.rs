//! `mieruka serve`: the site in the browser of this machine, anew after every save.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::build::Edition;
use super::{Exit, report};
use crate::preview::{Notice, Settings, run};

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// データのフォルダー
    #[arg(long, value_name = "フォルダー", default_value = "data")]
    data: PathBuf,
    /// この計算機のポート（0 なら、空いている番号）
    #[arg(long, value_name = "番号", default_value_t = 3860)]
    port: u16,
    /// 公開版か内部版か
    #[arg(long, value_name = "版", value_enum, default_value_t = Edition::Public)]
    edition: Edition,
    /// 公開の基準日（例: 2026-04-01）。公開日や解禁日がこの日より後のものは、公開版に載りません
    #[arg(long, value_name = "日", value_parser = super::day)]
    as_of: Option<NaiveDate>,
    /// 差し替えるテンプレートのフォルダー
    #[arg(long, value_name = "フォルダー")]
    templates: Option<PathBuf>,
}

impl Serve {
    pub(super) fn run(&self) -> Exit {
        let settings = Settings {
            data: self.data.clone(),
            templates: self.templates.clone(),
            release: self.edition.release(self.as_of),
            port: self.port,
        };
        match run(settings, |notice| tell(&notice)) {
            Ok(()) => {
                report::line("プレビューを終わりました。");
                Exit::Clean
            }
            Err(error) => report::failure(&error),
        }
    }
}

fn tell(notice: &Notice) {
    report::line(&match notice {
        Notice::Serving { port } => {
            format!("プレビュー: http://127.0.0.1:{port}/ （この計算機だけで見られます。終わるには Ctrl+C）")
        }
        Notice::LookingThrough => {
            "変更の知らせを受け取れないため、フォルダーを繰り返し調べます。反映が遅れることがあります。".to_owned()
        }
        Notice::Read {
            shown: true,
            summary,
            took,
        } => format!("反映しました（{} ミリ秒）。{summary}", took.as_millis()),
        Notice::Read {
            shown: false, summary, ..
        } => format!("反映していません。{summary}。内容はブラウザーで見られます。"),
    });
}
