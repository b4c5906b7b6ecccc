//! Corrections of what had been published.

use super::{EDITION, PLAN, period, row};
use crate::exchange::export::schema::{Kind, Schema, field};
use crate::exchange::export::table::{Row, Table};
use crate::model::{Correction, Plan, Project};

/// 訂正
pub static CORRECTIONS: Schema = Schema {
    name: "corrections",
    title: "訂正",
    row: "訂正した値、取組又は指標1つ（どれでもない訂正は、訂正ごとに1行）",
    groups: &[
        PLAN,
        EDITION,
        &[
            field("correction_number", Kind::Integer, "訂正番号", "年度版の中での訂正の順").always(),
            field("item", Kind::Integer, "項目の順", "訂正の中での順").always(),
        ],
        &period!("date", "訂正日", "訂正した日"),
        &[
            field("text", Kind::Markdown, "訂正の内容", "何をなぜ訂正したか").always(),
            field("measure_id", Kind::Id, "取組ID", "訂正が関わる取組のID"),
            field("indicator_id", Kind::Id, "指標ID", "訂正が関わる指標のID"),
            field("segment_id", Kind::Id, "区分ID", "訂正した値の区分のID"),
        ],
        &period!("period", "値の時期", "訂正した値の時期"),
        &[
            field("old_value", Kind::Number, "訂正前の値", "前に公表した値"),
            field("new_value", Kind::Number, "訂正後の値", "今通用する値"),
            field("unit", Kind::Text, "単位", "値の単位"),
        ],
    ],
    key: &["plan_id", "fiscal_year", "stage_code", "correction_number", "item"],
};

/// One row a value or thing concerned.
pub fn corrections(_: &Project, plan: &Plan, table: &mut Table) {
    for edition in &plan.editions {
        for (index, correction) in edition.corrections.iter().enumerate() {
            for (item, concerned) in concerned(plan, correction).into_iter().enumerate() {
                let this = row(&CORRECTIONS, plan)
                    .edition(edition.id())
                    .count("correction_number", index + 1)
                    .count("item", item + 1)
                    .period("date", correction.date)
                    .prose("text", &correction.text);
                table.push(concerned(this));
            }
        }
    }
}

/// What fills the columns of each thing concerned.
type Concerned<'plan> = Box<dyn Fn(Row) -> Row + 'plan>;

fn concerned<'plan>(plan: &'plan Plan, correction: &'plan Correction) -> Vec<Concerned<'plan>> {
    let mut all: Vec<Concerned<'plan>> = Vec::new();
    for value in &correction.values {
        all.push(Box::new(move |row| {
            row.text("indicator_id", value.indicator.as_str())
                .text(
                    "segment_id",
                    value.segment.as_ref().map(crate::model::SegmentId::as_str),
                )
                .period("period", value.period)
                .number("old_value", value.old)
                .number("new_value", value.new)
                .unit("unit", plan.indicator(&value.indicator).unit.as_ref())
        }));
    }
    for measure in &correction.measures {
        all.push(Box::new(move |row| row.text("measure_id", measure.as_str())));
    }
    for indicator in &correction.indicators {
        all.push(Box::new(move |row| row.text("indicator_id", indicator.as_str())));
    }
    if all.is_empty() {
        all.push(Box::new(|row| row));
    }
    all
}
