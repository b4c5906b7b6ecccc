//! The tree of measures as the plan has it now, and what it says of each.

use super::{MEASURE, PLAN, coded, in_order, places, row, year};
use crate::calendar::YearStyle;
use crate::exchange::export::codes::{self, Detail};
use crate::exchange::export::schema::{Kind, Schema, field};
use crate::exchange::export::table::Table;
use crate::model::{Measure, Plan, Project};

/// 取組
pub static MEASURES: Schema = Schema {
    name: "measures",
    title: "取組の体系",
    row: "取組又は見出し1つ（現在の体系）",
    groups: &[
        PLAN,
        &[
            field("sequence", Kind::Integer, "順", "計画の中での順").always(),
            field("depth", Kind::Integer, "深さ", "一番上を1とする階層の深さ").always(),
            field("level_name", Kind::Text, "階層の呼び方", "計画による階層の名称"),
        ],
        &coded!("kind", "node_kind", "項目の種類", "見出し、取組などの別"),
        MEASURE,
        &year!("since", "追加年度", "計画に加わった年度。最初からあるものは空"),
        &year!(
            "ended_after",
            "終了年度",
            "計画にあった最後の年度。終了していないものは空"
        ),
        &[
            field("ended_reason", Kind::Markdown, "終了の理由", "計画の途中で終了した理由"),
            field("aim", Kind::Markdown, "目的", "取組の目的"),
            field("content", Kind::Markdown, "内容", "取組の内容"),
            field("background", Kind::Markdown, "背景", "取組の背景"),
            field("target_group", Kind::Markdown, "対象", "取組の対象"),
        ],
    ],
    key: &["plan_id", "measure_id"],
};

/// One row a node.
pub fn measures(_: &Project, plan: &Plan, table: &mut Table) {
    let places = places(&plan.tree);
    for place in in_order(&places) {
        let measure = place.measure;
        let depth = place.above.len();
        let this = row(&MEASURES, plan)
            .count("sequence", place.order)
            .count("depth", depth + 1)
            .text("level_name", plan.levels.get(depth).map(String::as_str))
            .coded("kind", codes::node_kind(measure.kind))
            .year("since", measure.since)
            .year("ended_after", measure.ended.as_ref().map(|ended| ended.after))
            .prose("ended_reason", measure.ended.as_ref().map(|ended| &ended.reason))
            .prose("aim", measure.aim.as_ref())
            .prose("content", measure.content.as_ref())
            .prose("background", measure.background.as_ref())
            .prose("target_group", measure.target_group.as_ref());
        table.push(place.fill(this));
    }
}

/// 取組の所管
pub static MEASURE_OFFICES: Schema = Schema {
    name: "measure_offices",
    title: "取組の所管",
    row: "取組と所管課・主体の組1つ",
    groups: &[
        PLAN,
        &[
            field("measure_id", Kind::Id, "取組ID", "取組のID").always(),
            field("measure_title", Kind::Text, "項目名", "項目名"),
            field("sequence", Kind::Integer, "順", "取組の中での順").always(),
        ],
        &coded!("part", "office_part", "所管の別", "主管か関係課か"),
        &[
            field("office_id", Kind::Id, "所管課ID", "所管課・主体のID").always(),
            field("office_name", Kind::Text, "名称", "所管課・主体の現在の名称").always(),
        ],
    ],
    key: &["plan_id", "measure_id", "sequence"],
};

/// One row a pair.
pub fn measure_offices(_: &Project, plan: &Plan, table: &mut Table) {
    for measure in plan.measures() {
        let main = measure.offices.iter().map(|office| (office, false));
        let joint = measure.joint_offices.iter().map(|office| (office, true));
        for (index, (office, joint)) in main.chain(joint).enumerate() {
            table.push(
                row(&MEASURE_OFFICES, plan)
                    .text("measure_id", measure.id.as_str())
                    .text("measure_title", measure.title.as_deref())
                    .count("sequence", index + 1)
                    .coded("part", codes::office_part(joint))
                    .text("office_id", office.as_str())
                    .text("office_name", plan.office_of(office).name.as_str()),
            );
        }
    }
}

/// 取組の指標
pub static MEASURE_INDICATORS: Schema = Schema {
    name: "measure_indicators",
    title: "取組の関連指標",
    row: "取組と指標の組1つ",
    groups: &[
        PLAN,
        &[
            field("measure_id", Kind::Id, "取組ID", "取組のID").always(),
            field("measure_title", Kind::Text, "項目名", "項目名"),
            field("sequence", Kind::Integer, "順", "取組の中での順").always(),
            field("indicator_id", Kind::Id, "指標ID", "取組を測る指標のID").always(),
            field("indicator_title", Kind::Text, "指標名", "指標の名称").always(),
        ],
    ],
    key: &["plan_id", "measure_id", "sequence"],
};

/// One row a pair.
pub fn measure_indicators(_: &Project, plan: &Plan, table: &mut Table) {
    for measure in plan.measures() {
        for (index, indicator) in measure.indicators.iter().enumerate() {
            table.push(
                row(&MEASURE_INDICATORS, plan)
                    .text("measure_id", measure.id.as_str())
                    .text("measure_title", measure.title.as_deref())
                    .count("sequence", index + 1)
                    .text("indicator_id", indicator.as_str())
                    .text("indicator_title", plan.indicator(indicator).title.as_str()),
            );
        }
    }
}

/// 取組の記載
pub static MEASURE_DETAILS: Schema = Schema {
    name: "measure_details",
    title: "取組の目標・進め方・段階・囲み",
    row: "記載1つ（進め方は時期と主体の組ごとに1行）",
    groups: &[
        PLAN,
        &[
            field("measure_id", Kind::Id, "取組ID", "取組のID").always(),
            field("measure_title", Kind::Text, "項目名", "項目名"),
        ],
        &coded!("kind", "detail", "記載の種類", "目標、進め方、段階、囲みの別"),
        &[
            field("sequence", Kind::Integer, "順", "取組と種類の中での順").always(),
            field("label", Kind::Text, "番号・題", "目標の番号、囲みの題、段階の種類"),
            field("time", Kind::Text, "時期", "進め方と段階の時期"),
            field("office_id", Kind::Id, "所管課ID", "進め方の主体のID"),
            field("office_name", Kind::Text, "主体", "進め方の主体の名称"),
            field("text", Kind::Markdown, "記載", "記載の文章"),
        ],
    ],
    key: &["plan_id", "measure_id", "kind_code", "sequence", "time", "office_id"],
};

/// One row a statement.
pub fn measure_details(_: &Project, plan: &Plan, table: &mut Table) {
    for measure in plan.measures() {
        details_of(plan, measure, table);
    }
}

fn details_of(plan: &Plan, measure: &Measure, table: &mut Table) {
    let new = |kind, index: usize| {
        row(&MEASURE_DETAILS, plan)
            .text("measure_id", measure.id.as_str())
            .text("measure_title", measure.title.as_deref())
            .coded("kind", codes::detail(kind))
            .count("sequence", index + 1)
    };
    for (index, goal) in measure.goals.iter().enumerate() {
        table.push(
            new(Detail::Goal, index)
                .text("label", goal.label.as_deref())
                .prose("text", &goal.text),
        );
    }
    for (index, step) in measure.steps.iter().enumerate() {
        let times: Vec<Option<&String>> = or_none(&step.when);
        for time in times {
            for office in or_none(&step.who) {
                table.push(
                    new(Detail::Step, index)
                        .text("time", time.map(String::as_str))
                        .text("office_id", office.map(crate::model::OfficeId::as_str))
                        .text("office_name", office.map(|id| plan.office_of(id).name.as_str()))
                        .prose("text", step.what.as_ref()),
                );
            }
        }
    }
    for (index, phase) in measure.phases.iter().enumerate() {
        let from = phase.from.map(|from| from.label(YearStyle::Era));
        table.push(
            new(Detail::Phase, index)
                .text("label", codes::phase(phase.kind).label.as_ref())
                .text("time", from.as_deref())
                .prose("text", phase.scope.as_ref()),
        );
    }
    for (index, callout) in measure.boxes.iter().enumerate() {
        let kind = codes::callout(callout.kind).label;
        table.push(
            new(Detail::Box, index)
                .text("label", callout.title.as_deref().unwrap_or(&kind))
                .prose("text", &callout.text),
        );
    }
}

/// Every item, or once nothing.
fn or_none<T>(items: &[T]) -> Vec<Option<&T>> {
    if items.is_empty() {
        vec![None]
    } else {
        items.iter().map(Some).collect()
    }
}
