//! Where measures and indicators come from, how they changed, and how they ended.

use super::{PLAN, coded, row, year};
use crate::evaluate::End;
use crate::evaluate::{Member, Station, stations};
use crate::exchange::export::codes::{self, Subject};
use crate::exchange::export::schema::{Kind, Schema, field};
use crate::exchange::export::table::Table;
use crate::model::{Plan, Project};

/// 異動
pub static LINEAGE: Schema = Schema {
    name: "lineage",
    title: "取組・指標の異動",
    row: "異動の種類と相手の組1つ（統合は、もとの取組ごとに1行）",
    groups: &[
        PLAN,
        &coded!("subject", "subject", "対象の種類", "取組か指標か"),
        &[
            field("id", Kind::Id, "ID", "取組又は指標のID").always(),
            field("label", Kind::Text, "項目番号", "異動の後（終了では最後）の番号"),
            field("title", Kind::Text, "名称", "異動の後（終了では最後）の名称"),
        ],
        &coded!("change", "lineage", "異動の種類", "継続、統合、番号変更、終了などの別"),
        &year!(
            "from",
            "最初の年度",
            "異動の後の姿になった年度。計画の始めからのものは計画期間の始期"
        ),
        &year!("to", "最後の年度", "その姿だった最後の年度。今も続くものは空"),
        &[
            field("source_plan_id", Kind::Id, "もとの計画ID", "引き継いだもとの計画"),
            field("source_id", Kind::Id, "もとのID", "引き継いだもとの取組又は指標のID"),
            field("source_label", Kind::Text, "もとの項目番号", "引き継いだもとの番号"),
            field("source_title", Kind::Text, "もとの名称", "引き継いだもとの名称"),
            field("reason", Kind::Markdown, "理由", "異動又は終了の理由"),
        ],
    ],
    key: &[
        "plan_id",
        "subject_code",
        "id",
        "change_code",
        "from",
        "source_plan_id",
        "source_id",
    ],
};

/// One row a change and source.
pub fn lineage(project: &Project, plan: &Plan, table: &mut Table) {
    for measure in plan.measures() {
        for station in stations(project, Member::measure(plan, measure)) {
            add(plan, Subject::Measure, &station, table);
        }
    }
    for indicator in &plan.indicators {
        for station in stations(project, Member::indicator(plan, indicator)) {
            add(plan, Subject::Indicator, &station, table);
        }
    }
}

fn add(plan: &Plan, subject: Subject, station: &Station<'_>, table: &mut Table) {
    let new = || {
        row(&LINEAGE, plan)
            .coded("subject", codes::subject(subject))
            .text("id", station.member.id())
            .text("label", station.label)
            .text("title", station.title)
            .year("from", station.from)
            .year("to", station.to)
    };
    if let Some(arrival) = &station.arrival {
        for kind in &arrival.kinds {
            let change = codes::lineage(*kind);
            if arrival.sources.is_empty() {
                table.push(new().coded("change", change).prose("reason", arrival.reason));
                continue;
            }
            for source in &arrival.sources {
                table.push(
                    new()
                        .coded("change", change.clone())
                        .text("source_plan_id", source.plan.id.as_str())
                        .text("source_id", source.id())
                        .text("source_label", source.label())
                        .text("source_title", source.title())
                        .prose("reason", arrival.reason),
                );
            }
        }
    }
    if let Some(end) = station.end {
        let reason = match end {
            End::Ended(ending) => Some(&ending.reason),
            End::WithPlan => None,
        };
        table.push(new().coded("change", codes::lineage_end(end)).prose("reason", reason));
    }
}
