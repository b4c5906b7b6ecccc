//! `mieruka form`: the return forms of an edition, one an office.

use std::path::PathBuf;

use super::{DataArguments, Exit, prepared, report};
use crate::author::{AuthorError, create};
use crate::exchange::form::{Letter, forms};
use crate::exchange::questions::Survey;

/// Arguments of `form`.
#[derive(Debug, clap::Args)]
pub(super) struct Form {
    /// 計画（データのフォルダーの中のフォルダー名）
    #[arg(value_name = "計画")]
    plan: String,
    /// 年度（例: 2025、R7）。中間報告は 2025-midterm のように書きます
    #[arg(value_name = "年度")]
    year: String,
    /// 回答票を作るフォルダー
    #[arg(long, value_name = "フォルダー")]
    out: PathBuf,
    /// 表紙に書く提出期限（例: 令和8年5月15日）
    #[arg(long, value_name = "期限")]
    deadline: Option<String>,
    /// 表紙に書く提出先。書かなければ、計画の担当課です
    #[arg(long, value_name = "提出先")]
    contact: Option<String>,
    #[command(flatten)]
    data: DataArguments,
}

impl Form {
    pub(super) fn run(&self) -> Exit {
        let read = match report::clean(&self.data, "エラーがあるため、回答票は作っていません。") {
            Ok(read) => read,
            Err(exit) => return exit,
        };
        let (plan, edition) = match prepared(&read.project, &self.plan, &self.year) {
            Ok(found) => found,
            Err(exit) => return exit,
        };
        let survey = Survey::of(plan, edition);
        let letter = Letter {
            deadline: self.deadline.clone(),
            contact: self.contact.clone(),
        };
        let forms = match forms(&survey, &letter) {
            Ok(forms) => forms,
            Err(error) => return report::failure(&error),
        };
        // Somebody may have begun to fill one in: before any is made, none may be there.
        let taken = forms
            .iter()
            .map(|form| self.out.join(&form.name))
            .find(|path| path.symlink_metadata().is_ok());
        if let Some(path) = taken {
            return report::failure(&AuthorError::Exists(path));
        }
        for (form, office) in forms.iter().zip(&survey.forms) {
            let path = self.out.join(&form.name);
            if let Err(error) = create(&path, &form.bytes) {
                return report::failure(&error);
            }
            let (measures, figures) = (office.measures.len(), office.figures.len());
            let open = match office.open() {
                (0, 0) => "すべて回答済みです。送らなくてもかまいません".to_owned(),
                (0, figures) => format!("未回答は、指標 {figures}件"),
                (measures, 0) => format!("未回答は、取組 {measures}件"),
                (measures, figures) => format!("未回答は、取組 {measures}件、指標 {figures}件"),
            };
            report::line(&format!(
                "{}（取組 {measures}件、指標 {figures}件。{open}）",
                path.display()
            ));
        }
        report::line(&format!(
            "回答票を {}件作りました。戻ってきたファイルは、1つのフォルダーに集めて mieruka collect {} {} フォルダー で取り込みます。",
            forms.len(),
            self.plan,
            self.year
        ));
        Exit::Clean
    }
}
