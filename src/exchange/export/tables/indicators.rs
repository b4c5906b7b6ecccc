//! Indicators, their segments and baselines.

use super::{PLAN, SERIES, coded, period, row, series, year};
use crate::exchange::export::codes;
use crate::exchange::export::schema::{Kind, Schema, field};
use crate::exchange::export::table::Table;
use crate::model::{Plan, Project};

/// 指標
pub static INDICATORS: Schema = Schema {
    name: "indicators",
    title: "指標",
    row: "指標1つ",
    groups: &[
        PLAN,
        &[
            field("sequence", Kind::Integer, "順", "計画の中での順").always(),
            field("indicator_id", Kind::Id, "指標ID", "指標のID").always(),
            field("label", Kind::Text, "項目番号", "計画に記載された番号"),
            field("title", Kind::Text, "指標名", "指標の名称").always(),
            field("short_title", Kind::Text, "略称", "略称。なければ名称と同じ").always(),
        ],
        &coded!("kind", "indicator_kind", "指標の種類", "数値、手段のみ、定性の別"),
        &[field("unit", Kind::Text, "単位", "値の単位。数値でない指標では空")],
        &coded!("polarity", "polarity", "望ましい方向", "高いほどよいか、低いほどよいか"),
        &[
            field(
                "decimals",
                Kind::Integer,
                "小数点以下の桁数",
                "表示する桁数。空のときは値の記載のとおり",
            ),
            field("definition", Kind::Markdown, "定義", "指標の定義"),
            field("numerator", Kind::Text, "分子", "割合の分子"),
            field("denominator", Kind::Text, "分母", "割合の分母"),
            field("source", Kind::Text, "出典", "値の出典"),
            field("source_plan_title", Kind::Text, "もとの計画", "指標を定めたほかの計画"),
            field(
                "source_plan_note",
                Kind::Text,
                "もとの計画の補足",
                "もとの計画についての補足",
            ),
        ],
        &year!("since", "追加年度", "計画に加わった年度。最初からあるものは空"),
        &year!(
            "ended_after",
            "終了年度",
            "計画にあった最後の年度。終了していないものは空"
        ),
        &[field(
            "ended_reason",
            Kind::Markdown,
            "終了の理由",
            "計画の途中で終了した理由",
        )],
        &period!(
            "break_from",
            "定義の変更",
            "数え方が最後に変わった時期。前後の値は比べられない"
        ),
        &[field("break_note", Kind::Markdown, "定義の変更点", "最後の変更の内容")],
    ],
    key: &["plan_id", "indicator_id"],
};

/// One row an indicator.
pub fn indicators(_: &Project, plan: &Plan, table: &mut Table) {
    for (index, indicator) in plan.indicators.iter().enumerate() {
        let ended = indicator.ended.as_ref();
        let last_break = indicator.breaks.last();
        let source = indicator.source_plan.as_ref();
        table.push(
            row(&INDICATORS, plan)
                .count("sequence", index + 1)
                .text("indicator_id", indicator.id.as_str())
                .text("label", indicator.label.as_deref())
                .text("title", indicator.title.as_str())
                .text("short_title", indicator.short_title.as_str())
                .coded("kind", codes::indicator_kind(indicator.kind))
                .unit("unit", indicator.unit.as_ref())
                .coded("polarity", codes::polarity(indicator.polarity))
                .integer("decimals", indicator.format.decimals.map(i64::from))
                .prose("definition", indicator.definition.as_ref())
                .text("numerator", indicator.numerator.as_deref())
                .text("denominator", indicator.denominator.as_deref())
                .text("source", indicator.source.as_deref())
                .text("source_plan_title", source.map(|(title, _)| title.as_str()))
                .text("source_plan_note", source.and_then(|(_, note)| note.as_deref()))
                .year("since", indicator.since)
                .year("ended_after", ended.map(|ended| ended.after))
                .prose("ended_reason", ended.map(|ended| &ended.reason))
                .period("break_from", last_break.map(|it| it.from))
                .prose("break_note", last_break.map(|it| &it.note)),
        );
    }
}

/// 区分
pub static SEGMENTS: Schema = Schema {
    name: "segments",
    title: "指標の区分",
    row: "区分1つ",
    groups: &[
        PLAN,
        &[
            field("indicator_id", Kind::Id, "指標ID", "指標のID").always(),
            field("indicator_title", Kind::Text, "指標名", "指標の名称").always(),
            field("sequence", Kind::Integer, "順", "指標の中での順").always(),
            field("segment_id", Kind::Id, "区分ID", "指標の中での区分のID").always(),
            field("segment_title", Kind::Text, "区分", "区分の名称").always(),
            field(
                "in_brackets",
                Kind::Flag,
                "括弧書き",
                "公表の様式で、前の区分の後に括弧書きするとき true",
            )
            .always(),
        ],
    ],
    key: &["plan_id", "indicator_id", "segment_id"],
};

/// One row a segment.
pub fn segments(_: &Project, plan: &Plan, table: &mut Table) {
    for indicator in &plan.indicators {
        for (index, segment) in indicator.segments.iter().enumerate() {
            table.push(
                series(row(&SEGMENTS, plan), indicator, Some(&segment.id))
                    .count("sequence", index + 1)
                    .flag("in_brackets", segment.in_brackets),
            );
        }
    }
}

/// 目標設定時の値
pub static BASELINES: Schema = Schema {
    name: "baselines",
    title: "目標設定時の値",
    row: "目標設定時の値1つ",
    groups: &[
        PLAN,
        SERIES,
        &period!("period", "時点", "値の時点"),
        &[
            field("value", Kind::Number, "値", "目標を定めたときの値").always(),
            field("unit", Kind::Text, "単位", "値の単位"),
            field("note", Kind::Markdown, "注", "値についての注"),
        ],
    ],
    key: &["plan_id", "indicator_id", "segment_id", "period"],
};

/// One row a baseline.
pub fn baselines(_: &Project, plan: &Plan, table: &mut Table) {
    for indicator in &plan.indicators {
        for baseline in &indicator.baselines {
            table.push(
                series(row(&BASELINES, plan), indicator, baseline.segment.as_ref())
                    .period("period", baseline.period)
                    .number("value", baseline.value)
                    .unit("unit", indicator.unit.as_ref())
                    .prose("note", baseline.note.as_ref()),
            );
        }
    }
}
