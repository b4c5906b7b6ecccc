//! Observed values: every statement of every edition, so that all vintages stay.

use super::{EDITION, PLAN, SERIES, coded, period, row, series, year};
use crate::evaluate::histories;
use crate::exchange::export::codes;
use crate::exchange::export::schema::{Kind, Schema, field};
use crate::exchange::export::table::Table;
use crate::model::{Plan, Project, Reading};

/// 実績値
pub static OBSERVATIONS: Schema = Schema {
    name: "observations",
    title: "指標の実績値",
    row: "年度版に掲載された値（又は値がないこと）1つ。訂正や確定の前の値も残る",
    groups: &[
        PLAN,
        SERIES,
        &period!("period", "時期", "値の時期"),
        &coded!("period_kind", "period_kind", "時期の種類", "年度、月末などの別"),
        &year!(
            "period_fiscal_year",
            "時期の年度",
            "値の時期が属する年度。2つの年度にわたるときは空"
        ),
        &[
            field(
                "value",
                Kind::Number,
                "値",
                "公表された値。値がないときは空（0とは異なる）",
            ),
            field("unit", Kind::Text, "単位", "値の単位"),
        ],
        &coded!(
            "absence",
            "absence",
            "値がない理由",
            "値がないときの理由と、代わりに掲載された記号"
        ),
        &coded!("vintage", "vintage", "確からしさ", "見込み、速報、確定、訂正の別"),
        EDITION,
        &period!("as_of", "把握した時点", "値を把握した時点"),
        &[
            field(
                "is_current",
                Kind::Flag,
                "現在の値",
                "同じ時期の値のうち、今通用するものなら true",
            )
            .always(),
            field("numerator", Kind::Number, "分子", "割合の分子"),
            field("denominator", Kind::Number, "分母", "割合の分母"),
            field(
                "ratio_to_target",
                Kind::Number,
                "対目標比較",
                "公表された対目標比較（%）",
            ),
            field(
                "ratio_to_previous_year",
                Kind::Number,
                "対前年度比較",
                "公表された対前年度比較（%）",
            ),
            field("publisher_rating", Kind::Text, "団体の評価", "団体自身の評価の語"),
            field("comment", Kind::Markdown, "説明", "団体の説明"),
            field("note", Kind::Markdown, "注", "値についての注"),
        ],
    ],
    key: &[
        "plan_id",
        "indicator_id",
        "segment_id",
        "period",
        "fiscal_year",
        "stage_code",
        "vintage_code",
    ],
};

/// One row a statement of this plan, by series, period and edition.
pub fn observations(project: &Project, plan: &Plan, table: &mut Table) {
    for indicator in &plan.indicators {
        for history in histories(project, plan, indicator, None) {
            let current = history.current();
            for statement in history.statements.iter().filter(|one| one.plan.id == plan.id) {
                let observation = statement.observation;
                let is_current = current.iter().any(|one| std::ptr::eq(one.observation, observation));
                let absence = match observation.reading {
                    Reading::Value(_) => None,
                    Reading::Absent(reason) => Some(codes::absence(reason)),
                };
                table.push(
                    series(
                        row(&OBSERVATIONS, plan),
                        indicator,
                        history.segment.map(|segment| &segment.id),
                    )
                    .period("period", observation.period)
                    .coded("period_kind", codes::period_kind(observation.period))
                    .year("period_fiscal_year", observation.period.fiscal_year())
                    .number("value", observation.value())
                    .unit("unit", indicator.unit.as_ref())
                    .coded("absence", absence)
                    .coded("vintage", codes::vintage(observation.vintage))
                    .edition(statement.edition)
                    .period("as_of", observation.as_of)
                    .flag("is_current", is_current)
                    .number("numerator", observation.numerator)
                    .number("denominator", observation.denominator)
                    .number("ratio_to_target", observation.published.to_target)
                    .number("ratio_to_previous_year", observation.published.to_previous_year)
                    .text("publisher_rating", observation.rating.as_deref())
                    .prose("comment", observation.comment.as_ref())
                    .prose("note", observation.note.as_ref()),
                );
            }
        }
    }
}
