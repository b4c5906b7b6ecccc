//! `mieruka schema`: what the YAML files may say, for editors that complete and explain.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::Value;

use super::{Exit, report};
use crate::author::{AuthorError, replace_own};
use crate::source::{raw, schema};

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// どのファイルの書き方か。書かなければ、3つとも --out のフォルダーに作ります
    #[arg(value_name = "ファイル", value_enum, required_unless_present = "out")]
    file: Option<File>,
    /// ここに plan.schema.json などの名前で作ります（書かなければ、画面に出します）
    #[arg(long, value_name = "フォルダー")]
    out: Option<PathBuf>,
}

/// A kind of YAML file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum File {
    /// 計画（plan.yaml）
    Plan,
    /// 年度版（2020.yaml など）
    Edition,
    /// サイト全体（site.yaml）
    Site,
}

impl Schema {
    pub(super) fn run(&self) -> Exit {
        let files: &[File] = match &self.file {
            Some(file) => &[*file],
            None => &[File::Plan, File::Edition, File::Site],
        };
        for file in files {
            let text = file.text();
            let Some(folder) = &self.out else {
                return report::output(&text);
            };
            let path = folder.join(file.name());
            match replace_own(&path, &text, |old| old.contains(MARK)) {
                Ok(()) => report::line(&format!("書き方の定義を作りました: {}", path.display())),
                Err(AuthorError::Exists(path)) => {
                    return report::refusal(&format!(
                        "{} は、mieruka が作ったファイルではありません。上書きはしません。別のフォルダーを --out に書いてください",
                        path.display()
                    ));
                }
                Err(error) => return report::failure(&error),
            }
        }
        Exit::Clean
    }
}

/// What only a file that this command made says.
const MARK: &str = "mieruka schema で作ったファイルです。";

impl File {
    fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan.schema.json",
            Self::Edition => "edition.schema.json",
            Self::Site => "site.schema.json",
        }
    }

    fn text(self) -> String {
        let mut schema: Value = match self {
            Self::Plan => schema::<raw::Plan>("mieruka: 計画（plan.yaml）"),
            Self::Edition => schema::<raw::Edition>("mieruka: 年度版（2020.yaml など）"),
            Self::Site => schema::<raw::Site>("mieruka: サイト全体（site.yaml）"),
        };
        schema["$comment"] = MARK.into();
        let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        text.push('\n');
        text
    }
}
