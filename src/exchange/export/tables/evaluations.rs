//! Verdicts with their working: every figure a reader needs to compute them again.

use super::{EDITION, PLAN, SERIES, coded, period, row, series};
use crate::calendar::YearStyle;
use crate::evaluate::{Assessment, Verdict, assess_indicator};
use crate::exchange::export::codes;
use crate::exchange::export::schema::{Kind, Schema, field};
use crate::exchange::export::table::{Row, Table};
use crate::model::{Edition, Indicator, Plan, Project};
use crate::quantity::Unit;
use crate::view::figures::FigurePrint;
use crate::view::working::{cautions, path_formula};

/// 判定
pub static EVALUATIONS: Schema = Schema {
    name: "evaluations",
    title: "目標の判定",
    row: "年度版と目標の組1つ（その年度版までに分かっている値による判定）",
    groups: &[
        PLAN,
        EDITION,
        &[field("is_latest", Kind::Flag, "最新の判定", "最新の年度版による判定なら true").always()],
        SERIES,
        &[field(
            "target_number",
            Kind::Integer,
            "目標番号",
            "目標の表の目標番号。目標のないときは空",
        )],
        &coded!("verdict", "verdict", "判定", "mieruka が計算した判定"),
        &coded!("ground", "ground", "判定の理由", "判定の理由"),
        &[field("judged_value", Kind::Number, "判定した値", "判定に使った実績値")],
        &period!("judged_period", "判定した値の時期", "判定に使った実績値の時期"),
        &coded!(
            "judged_vintage",
            "vintage",
            "判定した値の確からしさ",
            "判定に使った実績値の確からしさ"
        ),
        &[
            field(
                "judged_in_plan_id",
                Kind::Id,
                "判定した値の計画ID",
                "判定に使った実績値を掲載した計画",
            ),
            field(
                "judged_in_fiscal_year",
                Kind::Integer,
                "判定した値の年度版",
                "判定に使った実績値を掲載した年度版の年度",
            ),
            field("unit", Kind::Text, "単位", "値の単位"),
            field(
                "baseline_value",
                Kind::Number,
                "目標設定時の値",
                "判定に使った目標設定時の値。訂正されたときは訂正後の値",
            ),
        ],
        &period!("baseline_period", "目標設定時", "目標設定時の値の時点"),
        &[
            field(
                "required_value",
                Kind::Number,
                "目標値",
                "目標が求める値。実績に対する目標では計算した値",
            ),
            field(
                "base_value",
                Kind::Number,
                "基準の値",
                "実績に対する目標の、基準となる実績",
            ),
            field(
                "base_is_provisional",
                Kind::Flag,
                "基準が暫定",
                "基準の値が確定していないとき true",
            ),
        ],
        &period!("deadline", "期限", "目標の期限"),
        &[
            field(
                "path_value",
                Kind::Number,
                "計画上の値",
                "目標設定時と目標を結ぶ直線上の、その時点の値。期限前だけ",
            ),
            field(
                "path_elapsed",
                Kind::Number,
                "経過",
                "目標設定時からその時点までの時間。月より長い期間の値は、その真ん中の時点に置く",
            ),
            field("path_total", Kind::Number, "全体", "目標設定時から期限までの時間"),
        ],
        &coded!("path_step", "path_step", "時間の単位", "経過と全体の単位"),
        &[field(
            "path_formula",
            Kind::Text,
            "計画上の値の計算式",
            "計画上の値の計算式",
        )],
        &coded!(
            "compared_with",
            "compared_with",
            "比べた相手",
            "判定した値を何と比べたか"
        ),
        &[
            field("distance", Kind::Number, "差", "判定した値から比べた相手の値を引いた数"),
            field(
                "distance_unit",
                Kind::Text,
                "差の単位",
                "差の単位。割合の指標ではポイント",
            ),
            field(
                "ratio_to_target_percent",
                Kind::Number,
                "対目標比較",
                "判定した値÷目標値×100（%、計算値）",
            ),
            field(
                "progress_percent",
                Kind::Number,
                "進捗率",
                "目標設定時から目標までの道のりのうち進んだ割合（%、計算値）",
            ),
            field(
                "publisher_rating",
                Kind::Text,
                "団体の評価",
                "判定した値に付いた団体自身の評価",
            ),
            field(
                "definition_changed_from",
                Kind::Text,
                "定義変更",
                "目標や目標設定時の値と判定した値の間で、値の定義が変わった時期。前後の値は比べられない",
            ),
            field(
                "caution",
                Kind::Text,
                "判定の注意",
                "定義の変更や、まだ変わりうる値による判定であること",
            ),
        ],
    ],
    key: &[
        "plan_id",
        "fiscal_year",
        "stage_code",
        "indicator_id",
        "segment_id",
        "target_number",
    ],
};

/// One row an edition and target.
pub fn evaluations(project: &Project, plan: &Plan, table: &mut Table) {
    let latest = plan.latest_edition().map(Edition::id);
    for edition in &plan.editions {
        for indicator in &plan.indicators {
            for assessment in assess_indicator(project, plan, indicator, Some(edition.id())) {
                let number = assessment.target.and_then(|target| {
                    let position = indicator.targets.iter().position(|one| std::ptr::eq(one, target));
                    position.and_then(|index| i64::try_from(index + 1).ok())
                });
                let this = row(&EVALUATIONS, plan)
                    .edition(edition.id())
                    .flag("is_latest", latest == Some(edition.id()))
                    .integer("target_number", number);
                let segment = assessment.segment.map(|segment| &segment.id);
                table.push(working(series(this, indicator, segment), indicator, &assessment));
            }
        }
    }
}

fn working(row: Row, indicator: &Indicator, assessment: &Assessment<'_>) -> Row {
    let working = &assessment.working;
    let judged = working.judged.as_ref();
    let path = working.path.as_ref();
    let unit = indicator.unit.as_ref();
    let distance_unit = working.distance.and(unit).map(Unit::difference_unit);
    let mut row = row
        .coded("verdict", codes::verdict(assessment.verdict))
        .coded("ground", codes::ground(&working.ground))
        .number("judged_value", judged.and_then(|it| it.observation.value()))
        .period("judged_period", judged.map(|it| it.observation.period))
        .coded(
            "judged_vintage",
            judged.map(|it| codes::vintage(it.observation.vintage)),
        )
        .text("judged_in_plan_id", judged.map(|it| it.plan.id.as_str()))
        .integer(
            "judged_in_fiscal_year",
            judged.map(|it| i64::from(it.edition.fiscal_year.year())),
        )
        .unit("unit", unit)
        .number("baseline_value", working.baseline.map(|baseline| baseline.value))
        .period("baseline_period", working.baseline.map(|baseline| baseline.period))
        .number("required_value", working.required)
        .number("base_value", working.base.as_ref().map(|base| base.value))
        .period("deadline", working.deadline)
        .number("path_value", path.map(|path| path.value))
        .number("path_elapsed", path.map(|path| path.elapsed))
        .number("path_total", path.map(|path| path.total))
        .coded("path_step", path.map(|path| codes::path_step(path.step)))
        .coded("compared_with", working.compared_with.map(codes::compared_with))
        .number("distance", working.distance)
        .unit("distance_unit", distance_unit.as_ref())
        .number("ratio_to_target_percent", working.ratio_to_target)
        .number("progress_percent", working.progress.map(|progress| progress.rounded(1)))
        .text(
            "publisher_rating",
            judged.and_then(|it| it.observation.rating.as_deref()),
        );
    if let Some(changed) = working.changed_since_target.or(working.changed_on_the_way) {
        row = row.text("definition_changed_from", changed.from.label(YearStyle::Era).as_str());
    }
    if assessment.verdict != Verdict::NoTarget {
        row = row.text("caution", cautions(working).concat().as_str());
    }
    if let Some(base) = &working.base {
        row = row.flag("base_is_provisional", base.provisional);
    }
    if let Some(path) = path {
        let formula = path_formula(path, &FigurePrint::new(indicator));
        row = row.text("path_formula", formula.as_str());
    }
    row
}
