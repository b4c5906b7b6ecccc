//! Targets in every form, each part in its own column.

use super::{PLAN, SERIES, coded, period, row, series, year};
use crate::exchange::export::codes;
use crate::exchange::export::schema::{Kind, Schema, field};
use crate::exchange::export::table::{Row, Table};
use crate::model::{Base, BoundValue, Deadline, Plan, Project, Target, TargetForm};
use crate::quantity::Change;
use crate::view::figures::FigurePrint;
use crate::view::target_words;

/// 数値目標
pub static TARGETS: Schema = Schema {
    name: "targets",
    title: "数値目標",
    row: "目標1つ（年度ごとの目標は、年度ごとに1行）",
    groups: &[
        PLAN,
        SERIES,
        &[
            field(
                "target_number",
                Kind::Integer,
                "目標番号",
                "指標の中での目標の順。判定の表と結ぶときに使う",
            )
            .always(),
            field(
                "target_text",
                Kind::Text,
                "目標",
                "目標を表す言葉。計画の記載があればそのとおり",
            )
            .always(),
        ],
        &coded!("form", "target_form", "目標の形", "以上、以下、範囲などの別"),
        &[
            field("value", Kind::Number, "目標値", "以上、以下、計画値、維持の値"),
            field("value_low", Kind::Number, "下限", "範囲の下限"),
            field("value_high", Kind::Number, "上限", "範囲の上限"),
            field("unit", Kind::Text, "単位", "目標値の単位"),
        ],
        &coded!("base", "base", "基準", "実績に対する目標のとき、基準となる実績"),
        &year!("base_year", "基準の年度", "基準となる実績の年度"),
        &coded!(
            "base_vintage",
            "vintage",
            "基準の確からしさ",
            "基準として名指しされた値の確からしさ"
        ),
        &coded!("change", "change", "増減の種類", "基準に対する増減が、率か数か"),
        &[field(
            "change_value",
            Kind::Number,
            "増減",
            "基準に対する増減。減らすときは負の数",
        )],
        &coded!("toward", "toward", "目標の方向", "数値を定めない目標の方向"),
        &[field("words", Kind::Text, "目標の文章", "文章で定めた目標")],
        &coded!("deadline", "deadline", "期限の種類", "期限まで、毎年度などの別"),
        &period!("deadline", "期限", "期限又は対象の年度"),
        &period!("set", "設定日", "計画と別に定めたとき、定めた日"),
        &period!("replaced", "改定日", "改定されて効力を失った日"),
        &[
            field("replaced_reason", Kind::Markdown, "改定の理由", "改定の理由"),
            field("label", Kind::Text, "目標に付く語", "【全庁目標】など、目標に付く語"),
            field("note", Kind::Markdown, "注", "目標についての注"),
        ],
    ],
    key: &["plan_id", "indicator_id", "target_number"],
};

/// One row a target.
pub fn targets(_: &Project, plan: &Plan, table: &mut Table) {
    for indicator in &plan.indicators {
        let print = FigurePrint::new(indicator);
        for (index, target) in indicator.targets.iter().enumerate() {
            let words = target_words::form(&target.form, &print);
            let this = series(row(&TARGETS, plan), indicator, target.segment.as_ref())
                .count("target_number", index + 1)
                .text("target_text", target.text.as_deref().unwrap_or(&words))
                .coded("form", codes::target_form(&target.form))
                .unit("unit", indicator.unit.as_ref())
                .coded("deadline", codes::deadline(&target.deadline))
                .period("set", target.set)
                .period("replaced", target.replaced.as_ref().map(|replaced| replaced.on))
                .prose(
                    "replaced_reason",
                    target.replaced.as_ref().map(|replaced| &replaced.reason),
                )
                .text("label", target.label.as_deref())
                .prose("note", target.note.as_ref());
            table.push(form(deadline(this, target), target));
        }
    }
}

fn deadline(row: Row, target: &Target) -> Row {
    match target.deadline {
        Deadline::By(period) => row.period("deadline", period),
        Deadline::In(year) => row.period("deadline", crate::calendar::Period::from(year)),
        Deadline::Every | Deadline::Open => row,
    }
}

fn form(row: Row, target: &Target) -> Row {
    match &target.form {
        TargetForm::AtLeast(bound) | TargetForm::AtMost(bound) | TargetForm::Exactly(bound) => bounded(row, bound),
        TargetForm::Between(low, high) => row.number("value_low", *low).number("value_high", *high),
        TargetForm::Maintain(level) => row.number("value", *level),
        TargetForm::Direction(toward) => row.coded("toward", codes::toward(*toward)),
        TargetForm::Qualitative(words) => row.text("words", words.as_str()),
        TargetForm::None => row,
    }
}

fn bounded(row: Row, bound: &BoundValue) -> Row {
    let (base, change) = match bound {
        BoundValue::Fixed(value) => return row.number("value", *value),
        BoundValue::Relative { base, change } => (base, change),
    };
    let mut row = row.coded("base", codes::base(base));
    if let Base::Actual { fiscal_year, vintage } = base {
        row = row
            .year("base_year", *fiscal_year)
            .coded("base_vintage", vintage.map(codes::vintage));
    }
    if let Some(change) = change {
        let (Change::Relative(amount) | Change::Absolute(amount)) = change;
        row = row
            .coded("change", codes::change(*change))
            .number("change_value", *amount);
    }
    row
}
