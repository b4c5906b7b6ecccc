//! `mieruka rollover`: starts a new year from last year's file.

use crate::author::{AuthorError, create, rollover};
use crate::calendar::FiscalYear;

use super::{DataArguments, Exit, fiscal_year, report};

/// Arguments of `rollover`.
#[derive(Debug, clap::Args)]
pub(super) struct Rollover {
    /// 計画（データのフォルダーの中のフォルダー名）
    #[arg(value_name = "計画")]
    plan: String,
    /// もとにする年度（例: 2020、R2、令和2年度）
    #[arg(value_name = "年度")]
    year: String,
    #[command(flatten)]
    data: DataArguments,
}

impl Rollover {
    pub(super) fn run(&self) -> Exit {
        let year = match fiscal_year("年度", &self.year) {
            Ok(year) => year,
            Err(exit) => return exit,
        };
        let read = match report::clean(&self.data, "エラーがあるため、新しい年度のファイルは作っていません。")
        {
            Ok(read) => read,
            Err(exit) => return exit,
        };
        let made = rollover(&read.project, &read.sources, &self.plan, year).and_then(|draft| {
            let next = year.next().map_or(year.year(), FiscalYear::year);
            let path = self.data.data.join(&self.plan).join(format!("{next}.yaml"));
            create(&path, &draft.text).map(|()| (path, draft))
        });
        match made {
            Ok((path, draft)) => {
                report::made(&path, &draft);
                Exit::Clean
            }
            Err(error @ AuthorError::NoSuchPlan(_)) => {
                let exit = report::failure(&error);
                report::plans(&read.project);
                exit
            }
            Err(error) => report::failure(&error),
        }
    }
}
