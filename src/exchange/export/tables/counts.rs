//! How many measures stand at which status, under each top heading of each edition.

use std::collections::BTreeMap;

use super::{EDITION, PLAN, answers, coded, row};
use crate::exchange::export::codes;
use crate::exchange::export::schema::{Kind, Schema, field};
use crate::exchange::export::table::{Table, Value};
use crate::model::{Plan, Project};

/// 実施状況の集計
pub static STATUS_COUNTS: Schema = Schema {
    name: "status_counts",
    title: "実施状況の集計",
    row: "年度版、一番上の見出し、実施状況（語のない計画では方向性）の組1つ",
    groups: &[
        PLAN,
        EDITION,
        &[
            field("heading_label", Kind::Text, "見出しの番号", "一番上の見出しの番号"),
            field(
                "heading_title",
                Kind::Text,
                "見出し",
                "一番上の見出し。見出しのない取組では取組そのもの",
            ),
        ],
        &coded!(
            "status",
            "status",
            "実施状況",
            "計画の語とその意味。方向性だけを示す計画では空"
        ),
        &coded!(
            "direction",
            "direction",
            "方向性",
            "実施状況の語のない計画での方向性の語"
        ),
        &[field("count", Kind::Integer, "件数", "取組の数").always()],
    ],
    key: &[
        "plan_id",
        "fiscal_year",
        "stage_code",
        "heading_label",
        "heading_title",
        "status_label",
        "direction_label",
    ],
};

/// One row a heading and word, counted from the rows of the answers, in their order of appearance.
pub fn status_counts(project: &Project, plan: &Plan, table: &mut Table) {
    let mut source = Table::new(&answers::ANSWERS);
    answers::answers(project, plan, &mut source);
    let column = |name: &str| answers::ANSWERS.position(name).unwrap_or_default();
    let keys = [
        "fiscal_year",
        "stage_code",
        "heading_1_label",
        "heading_1_title",
        "measure_label",
        "measure_title",
        "status_code",
        "status_label",
        "direction_code",
        "direction_label",
    ]
    .map(column);
    let mut order: Vec<Vec<Value>> = Vec::new();
    let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for line in &source.rows {
        let mut key: Vec<Value> = keys.iter().map(|index| line[*index].clone()).collect();
        let by_status = key[6] != Value::Empty;
        if !by_status && key[8] == Value::Empty {
            continue;
        }
        if by_status {
            key[8] = Value::Empty;
            key[9] = Value::Empty;
        }
        // A measure at the top of the tree stands for itself.
        if key[2] == Value::Empty && key[3] == Value::Empty {
            (key[2], key[3]) = (key[4].clone(), key[5].clone());
        }
        key.drain(4..6);
        let text: Vec<String> = key.iter().map(Value::to_string).collect();
        let count = counts.entry(text).or_insert(0);
        if *count == 0 {
            order.push(key);
        }
        *count += 1;
    }
    for edition in &plan.editions {
        let year = Value::Integer(i64::from(edition.fiscal_year.year()));
        let stage = Value::Text(codes::stage(edition.stage).code.to_owned());
        for key in order.iter().filter(|key| key[0] == year && key[1] == stage) {
            let text: Vec<String> = key.iter().map(Value::to_string).collect();
            let count = counts.get(&text).copied().unwrap_or_default();
            table.push(
                row(&STATUS_COUNTS, plan)
                    .edition(edition.id())
                    .text("heading_label", text[2].as_str())
                    .text("heading_title", text[3].as_str())
                    .text("status_code", text[4].as_str())
                    .text("status_label", text[5].as_str())
                    .text("direction_code", text[6].as_str())
                    .text("direction_label", text[7].as_str())
                    .count("count", count),
            );
        }
    }
}
