//! `mieruka explain`: what a code means, why it matters, and how it is mended; without a code, all codes.

use super::{Exit, report};
use crate::diagnostic::{Code, code, explain, nearest, quote};

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// 指摘の番号（例: MR0201）。書かなければ、すべての番号の一覧
    #[arg(value_name = "番号")]
    code: Option<String>,
}

impl Explain {
    pub(super) fn run(&self) -> Exit {
        let Some(text) = &self.code else {
            return report::output(&explain::list());
        };
        if let Some(code) = Code::parse(text.trim()) {
            return report::output(&explain::print(code));
        }
        let meant = nearest(text, code::ALL.iter().map(|(code, _, _)| code.as_str())).and_then(Code::parse);
        report::refusal(&match meant {
            Some(code) => format!(
                "{}という番号はありません。{code}（{}）のことではありませんか",
                quote(text),
                code.title()
            ),
            None => format!(
                "{}という番号はありません。mieruka explain で一覧を確かめられます",
                quote(text)
            ),
        })
    }
}
