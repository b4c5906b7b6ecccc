//! `mieruka assemble`: joins shards that were made on many machines to one site.

use std::path::PathBuf;

use super::build::{Telling, finish};
use super::{DataArguments, Exit, Strict, report};
use crate::build::{self, Order, Shards};

/// Arguments of `assemble`.
#[derive(Debug, clap::Args)]
pub(super) struct Assemble {
    /// 分割のフォルダー（mieruka build の --shard か --only で作ったもの）
    #[arg(value_name = "分割", required = true)]
    shards: Vec<PathBuf>,
    #[command(flatten)]
    data: DataArguments,
    /// サイトを書き出すフォルダー
    #[arg(long, value_name = "フォルダー")]
    out: PathBuf,
    /// 差し替えるテンプレートのフォルダー（分割を作ったときと同じもの）
    #[arg(long, value_name = "フォルダー")]
    templates: Option<PathBuf>,
    #[command(flatten)]
    telling: Telling,
    #[command(flatten)]
    strict: Strict,
}

impl Assemble {
    pub(super) fn run(&self) -> Exit {
        let shards = match Shards::open(&self.shards) {
            Ok(shards) => shards,
            Err(error) => return report::failure(&error),
        };
        let clock = self.telling.clock();
        let staged = build::stage(&Order {
            data: &self.data.data,
            out: &self.out,
            release: shards.release(),
            templates: self.templates.as_deref(),
            cache: None,
            only: None,
            shards: Some(&shards),
            progress: &clock,
        });
        finish(staged, &self.out, &self.data, &self.strict, (self.telling, &clock))
    }
}
