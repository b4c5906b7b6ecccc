//! `mieruka new`: the skeleton of a plan, or of an edition of a plan that is there.

use crate::author::{AuthorError, NewPlan, create, edition_skeleton, plan_skeleton, site_skeleton};
use crate::calendar::FiscalYear;
use crate::source::check_id;

use super::{DataArguments, Exit, fiscal_year, report};

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// 計画のフォルダー名（半角の英小文字・数字・ハイフン）
    #[arg(value_name = "計画")]
    plan: String,
    /// すでにある計画に、この年度の年度版を作ります（例: R3）
    #[arg(long, value_name = "年度", conflicts_with_all = ["organisation", "from", "to"])]
    edition: Option<String>,
    /// 計画（--edition のときは年度版）の題名
    #[arg(long, value_name = "題名")]
    title: Option<String>,
    /// 計画を定めた団体の名称
    #[arg(long, value_name = "団体名")]
    organisation: Option<String>,
    /// 計画期間の最初の年度（例: R3）
    #[arg(long, value_name = "年度")]
    from: Option<String>,
    /// 計画期間の最後の年度（例: R7）
    #[arg(long, value_name = "年度", requires = "from")]
    to: Option<String>,
    #[command(flatten)]
    data: DataArguments,
}

impl New {
    pub(super) fn run(&self) -> Exit {
        let done = match &self.edition {
            Some(year) => self.edition(year),
            None => self.plan(),
        };
        done.map_or_else(|exit| exit, |()| Exit::Clean)
    }

    fn plan(&self) -> Result<(), Exit> {
        check_id(&self.plan).map_err(|refused| {
            let meant = refused
                .replacement
                .map_or_else(String::new, |meant| format!("（例: {meant}）"));
            report::refusal(&format!(
                "計画のフォルダー名 {}。{}{meant}",
                refused.message, refused.remedy
            ))
        })?;
        let plan = self.new_plan()?;
        let failed = |error: AuthorError| report::failure(&error);
        let plan_text = plan_skeleton(&plan).map_err(failed)?;
        let site_text = site_skeleton(&plan).map_err(failed)?;
        let plan_path = self.data.data.join(&self.plan).join("plan.yaml");
        create(&plan_path, &plan_text).map_err(failed)?;
        report::line(&format!("計画のひな形を作りました: {}", plan_path.display()));
        let site_path = self.data.data.join("site.yaml");
        match create(&site_path, &site_text) {
            Ok(()) => report::line(&format!("サイトの設定を作りました: {}", site_path.display())),
            Err(AuthorError::Exists(_)) => {}
            Err(error) => return Err(failed(error)),
        }
        report::line(&format!(
            "例を書きかえたら、mieruka check で確かめてください。年度版は mieruka new {} --edition R3 のように作ります。",
            self.plan
        ));
        Ok(())
    }

    fn new_plan(&self) -> Result<NewPlan, Exit> {
        let words = |what: &str, text: Option<&String>| text.map(|text| written(what, text)).transpose();
        let year = |what: &str, text: Option<&String>| text.map(|text| fiscal_year(what, text)).transpose();
        let plan = NewPlan {
            title: words("--title", self.title.as_ref())?,
            organisation: words("--organisation", self.organisation.as_ref())?,
            from: year("--from", self.from.as_ref())?,
            to: year("--to", self.to.as_ref())?,
        };
        if plan
            .from
            .zip(plan.to)
            .is_some_and(|(from, to): (FiscalYear, FiscalYear)| to < from)
        {
            return Err(report::refusal(
                "計画期間の終わり（--to）が、始まり（--from）より前です。年度を確かめてください",
            ));
        }
        Ok(plan)
    }

    fn edition(&self, year: &str) -> Result<(), Exit> {
        let year = fiscal_year("--edition", year)?;
        let title = self.title.as_ref().map(|text| written("--title", text)).transpose()?;
        let read = report::clean(&self.data, "エラーがあるため、年度版は作っていません。")?;
        let Some(plan) = read.project.plans.iter().find(|plan| plan.id.as_str() == self.plan) else {
            let exit = report::failure(&AuthorError::NoSuchPlan(self.plan.clone()));
            report::plans(&read.project);
            return Err(exit);
        };
        let path = self.data.data.join(&self.plan).join(format!("{}.yaml", year.year()));
        let draft = edition_skeleton(plan, year, title.as_deref())
            .and_then(|draft| create(&path, &draft.text).map(|()| draft))
            .map_err(|error| report::failure(&error))?;
        report::made(&path, &draft);
        Ok(())
    }
}

/// A text given on the command line: something visible, on one line.
fn written(what: &str, text: &str) -> Result<String, Exit> {
    if text.trim().is_empty() || text.contains(char::is_control) {
        return Err(report::refusal(&format!("{what} には、文字を1行で書いてください")));
    }
    Ok(text.trim().to_owned())
}
