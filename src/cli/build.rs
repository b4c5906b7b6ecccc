//! `mieruka build`: checks the data and publishes the site; with errors the old site stays as it is.

use std::path::PathBuf;

use super::{DataArguments, Exit, report};
use crate::render::Templates;
use crate::site::{Published, RenderError, check_target, publish};

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
pub(super) struct Build {
    #[command(flatten)]
    data: DataArguments,
    /// サイトを書き出すフォルダー
    #[arg(long, value_name = "フォルダー", default_value = "site")]
    out: PathBuf,
    /// 差し替えるテンプレートのフォルダー
    #[arg(long, value_name = "フォルダー")]
    templates: Option<PathBuf>,
}

impl Build {
    pub(super) fn run(&self) -> Exit {
        let loaded = crate::load(&self.data.data);
        let exit = report::findings(&loaded, self.data.format);
        let (Exit::Clean, Some(project)) = (exit, &loaded.project) else {
            if exit == Exit::Findings {
                report::line("エラーがあるため、サイトは書き換えていません。");
            }
            return exit;
        };
        if let Err(error) = check_target(&self.out, &self.data.data) {
            return report::failure(&error);
        }
        let rendered = Templates::load(self.templates.as_deref())
            .map_err(RenderError::from)
            .and_then(|templates| crate::render_site(project, &templates));
        let files = match rendered {
            Ok(files) => files,
            Err(error) => return report::failure(&error),
        };
        match publish(&files, &self.out) {
            Ok(Published::Unchanged) => {
                report::line(&format!(
                    "サイトに変わりはありません（{} ファイル）: {}",
                    files.len(),
                    self.out.display()
                ));
                Exit::Clean
            }
            Ok(Published::Replaced) => {
                report::line(&format!(
                    "サイトを書き出しました（{} ファイル）: {}",
                    files.len(),
                    self.out.display()
                ));
                Exit::Clean
            }
            Err(error) => report::failure(&error),
        }
    }
}
