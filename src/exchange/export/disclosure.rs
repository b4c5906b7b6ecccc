//! The list of the Cabinet Office's site on women's advancement (女性活躍推進法「見える化」サイト): its columns, one row a target.

use super::codes;
use super::schema::{Field, Kind, Schema, field};
use super::table::{Row, Table};
use crate::calendar::{FiscalYear, YearStyle};
use crate::evaluate::{History, histories};
use crate::model::{Deadline, Disclosure, Indicator, Observation, Plan, Project, SegmentId, Target, Vintage};
use crate::view::figures::FigurePrint;
use crate::view::{target_words, wording};

/// 見える化サイトの様式
pub static DISCLOSURE: Schema = Schema {
    name: "disclosure",
    title: "女性活躍推進法「見える化」サイトの様式",
    row: "目標1つ。列は様式の順",
    groups: &[&[
        field("organisation", Kind::Text, "団体名", "団体の名称").always(),
        field(
            "area_code",
            Kind::Code("disclosure_area"),
            "分野（コード）",
            "様式の5つの分野",
        )
        .always(),
        field("area_label", Kind::Text, "分野", "様式の5つの分野").always(),
        ITEM,
        field("target", Kind::Text, "数値目標", "数値目標。目標のないものは空"),
        field("target_period", Kind::Text, "数値目標の時期", "目標の期限"),
        field("latest", Kind::Text, "最新値", "最新の実績値。見込みは含めない"),
        field("latest_period", Kind::Text, "最新値の時期", "最新の実績値の時期"),
        field("baseline", Kind::Text, "目標設定時最新値", "目標を定めたときの値"),
        field(
            "baseline_period",
            Kind::Text,
            "目標設定時最新値の時期",
            "目標を定めたときの値の時期",
        ),
        field("action_1", Kind::Text, "取組内容1", "取組の内容。100文字まで"),
        field("action_2", Kind::Text, "取組内容2", "取組の内容。100文字まで"),
        field("published", Kind::Text, "公表年月", "最新の年度版を公表した年月"),
    ]],
    key: &["organisation", "area_code", "item", "target", "target_period"],
};

const ITEM: Field = field(
    "item",
    Kind::Text,
    "目標項目",
    "指標の名称。区分のあるものは区分を付ける",
)
.always();

/// The table of a plan; without rows when no indicator is meant for the list.
pub fn table(project: &Project, plan: &Plan) -> Table {
    let mut table = Table::new(&DISCLOSURE);
    let mut chosen: Vec<(&Indicator, &Disclosure)> = plan
        .indicators
        .iter()
        .filter_map(|indicator| Some((indicator, indicator.disclosure.as_ref()?)))
        .collect();
    chosen.sort_by_key(|(_, disclosure)| disclosure.area);
    for (indicator, disclosure) in chosen {
        let in_force = |target: &&Target| target.replaced.is_none();
        for segment in indicator.series() {
            let id = segment.map(|segment| &segment.id);
            let targets: Vec<&Target> = indicator.targets_of(id).filter(in_force).collect();
            let targets = current(&targets);
            if targets.is_empty() {
                table.push(row(project, plan, indicator, disclosure, id, None));
            }
            for target in targets {
                table.push(row(project, plan, indicator, disclosure, id, Some(target)));
            }
        }
    }
    table
}

/// Of a yearly series only the last step stands in the list.
fn current<'plan>(targets: &[&'plan Target]) -> Vec<&'plan Target> {
    let year = |target: &Target| match target.deadline {
        Deadline::In(year) => Some(year),
        Deadline::By(_) | Deadline::Every | Deadline::Open => None,
    };
    let last: Option<FiscalYear> = targets.iter().filter_map(|target| year(target)).max();
    let kept = targets
        .iter()
        .filter(|target| year(target).is_none() || year(target) == last);
    kept.copied().collect()
}

/// The last figure that was reached: what is only expected is none.
fn latest<'project>(history: &History<'project>) -> Option<&'project Observation> {
    let reached =
        |observation: &&Observation| observation.value().is_some() && observation.vintage != Vintage::Forecast;
    let stated = history.current().into_iter().map(|statement| statement.observation);
    stated.filter(reached).last()
}

/// A figure that may still change says so.
fn certainty(value: String, vintage: Vintage) -> String {
    match vintage {
        Vintage::Provisional => format!("{value}（{}）", wording::vintage(vintage).word),
        Vintage::Forecast | Vintage::Final | Vintage::Revised => value,
    }
}

fn row(
    project: &Project,
    plan: &Plan,
    indicator: &Indicator,
    disclosure: &Disclosure,
    segment: Option<&SegmentId>,
    target: Option<&Target>,
) -> Row {
    let print = FigurePrint::new(indicator);
    let title = segment.and_then(|id| indicator.segments.iter().find(|segment| segment.id == *id));
    let item = title.map_or_else(
        || disclosure.item.clone(),
        |segment| format!("{}（{}）", disclosure.item, segment.title),
    );
    let histories = histories(project, plan, indicator, None);
    let history = histories
        .iter()
        .find(|history| history.segment.map(|segment| &segment.id) == segment);
    let latest = history.and_then(latest);
    let baseline = indicator.baseline(segment);
    let published = plan
        .editions
        .iter()
        .rev()
        .find_map(|edition| edition.published?.last_day());
    let target_text = target.and_then(|target| target_words::TargetWords::of_set(target, &print));
    let action = |index: usize| disclosure.actions.get(index).map(String::as_str);
    Row::new(&DISCLOSURE)
        .text("organisation", plan.organisation.as_str())
        .coded("area", codes::disclosure_area(disclosure.area))
        .text("item", item.as_str())
        .text("target", target_text.as_ref().map(|words| words.text.as_str()))
        .text(
            "target_period",
            target_text.as_ref().map(|words| words.deadline.as_str()),
        )
        .text(
            "latest",
            latest
                .and_then(|latest| Some(certainty(print.value(latest.value()?), latest.vintage)))
                .as_deref(),
        )
        .text(
            "latest_period",
            latest.map(|it| it.period.label(YearStyle::Era)).as_deref(),
        )
        .text(
            "baseline",
            baseline.map(|baseline| print.value(baseline.value)).as_deref(),
        )
        .text(
            "baseline_period",
            baseline.map(|it| it.period.label(YearStyle::Era)).as_deref(),
        )
        .text("action_1", action(0))
        .text("action_2", action(1))
        .text(
            "published",
            published.map(|day| day.format("%Y-%m").to_string()).as_deref(),
        )
}
