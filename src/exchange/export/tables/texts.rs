//! What hangs on texts: quoted figures, references, footnotes; and the cells of the plan's own tables.

use super::answers::answered;
use super::{PLAN, coded, period, row, year};
use crate::exchange::export::codes::{self, Subject};
use crate::exchange::export::schema::{Field, Kind, Schema, field};
use crate::exchange::export::table::{Row, Table};
use crate::model::{EditionId, Plan, Project, Prose, QuotedFigure};

/// The place a text stands at.
const AT: &[Field] = &[
    field("measure_id", Kind::Id, "取組ID", "取組のID。取組によらないものは空"),
    field("indicator_id", Kind::Id, "指標ID", "指標のID。指標によらないものは空"),
    field(
        "item",
        Kind::Integer,
        "項目の順",
        "取組内容又は成果の順。項目によらないものは空",
    ),
];

/// 文中の数値
pub static FIGURES: Schema = Schema {
    name: "quoted_figures",
    title: "文中の数値",
    row: "取組内容又は成果の文中の数値1つ",
    groups: &[
        PLAN,
        &year!("fiscal_year", "年度", "年度版の年度"),
        &coded!("stage", "stage", "報告の段階", "年度版の段階"),
        &coded!("subject", "subject", "対象の種類", "取組内容か成果か"),
        AT,
        &[
            field("sequence", Kind::Integer, "順", "項目の中での順").always(),
            field("title", Kind::Text, "数値の名称", "何の数値か").always(),
            field("value", Kind::Number, "値", "公表された値").always(),
            field("unit", Kind::Text, "単位", "値の単位").always(),
            field("qualifier", Kind::Text, "約・延べ", "値の前に記載された語"),
            field("numerator", Kind::Number, "分子", "割合の分子"),
            field("denominator", Kind::Number, "分母", "割合の分母"),
        ],
        &period!("as_of", "時点", "値の時点"),
    ],
    key: &[
        "plan_id",
        "fiscal_year",
        "stage_code",
        "subject_code",
        "measure_id",
        "item",
        "sequence",
    ],
};

/// One row a figure.
pub fn figures(_: &Project, plan: &Plan, table: &mut Table) {
    answered(plan, &mut |edition, place| {
        let answer = &edition.answers[&place.measure.id];
        let entries = answer.entries.items().iter().map(|entry| &entry.figures);
        let results = answer.results.items().iter().map(|result| &result.figures);
        let entries = entries
            .enumerate()
            .map(|(item, figures)| (Subject::Entry, item, figures));
        let results = results
            .enumerate()
            .map(|(item, figures)| (Subject::Result, item, figures));
        for (subject, item, figures) in entries.chain(results) {
            for (index, figure) in figures.iter().enumerate() {
                let this = row(&FIGURES, plan)
                    .edition(edition.id())
                    .coded("subject", codes::subject(subject))
                    .text("measure_id", place.measure.id.as_str())
                    .count("item", item + 1)
                    .count("sequence", index + 1);
                table.push(quoted(this, figure));
            }
        }
    });
}

fn quoted(row: Row, figure: &QuotedFigure) -> Row {
    row.text("title", figure.title.as_str())
        .number("value", figure.value)
        .unit("unit", Some(&figure.unit))
        .text("qualifier", figure.qualifier.as_deref())
        .number("numerator", figure.numerator)
        .number("denominator", figure.denominator)
        .period("as_of", figure.as_of)
}

/// 参照
pub static REFERENCES: Schema = Schema {
    name: "references",
    title: "参照（同じ・再掲など）",
    row: "参照の相手1つ",
    groups: &[
        PLAN,
        &year!("fiscal_year", "年度", "年度版の年度。計画そのものの参照では空"),
        &coded!("stage", "stage", "報告の段階", "年度版の段階。計画そのものの参照では空"),
        &coded!("subject", "subject", "対象の種類", "参照するもの。取組か成果か"),
        AT,
        &[field("sequence", Kind::Integer, "順", "対象の中での順").always()],
        &coded!("to", "subject", "相手の種類", "取組か指標か"),
        &[
            field("to_id", Kind::Id, "相手のID", "参照する取組又は指標のID").always(),
            field("note", Kind::Markdown, "説明", "参照の説明"),
        ],
    ],
    key: &[
        "plan_id",
        "fiscal_year",
        "stage_code",
        "subject_code",
        "measure_id",
        "item",
        "sequence",
        "to_id",
    ],
};

/// One row a target of a reference.
pub fn references(_: &Project, plan: &Plan, table: &mut Table) {
    for measure in plan.measures() {
        for (index, reference) in measure.references.iter().enumerate() {
            for to in &reference.measures {
                table.push(
                    row(&REFERENCES, plan)
                        .coded("subject", codes::subject(Subject::Measure))
                        .text("measure_id", measure.id.as_str())
                        .count("sequence", index + 1)
                        .coded("to", codes::subject(Subject::Measure))
                        .text("to_id", to.as_str())
                        .prose("note", reference.note.as_ref()),
                );
            }
        }
    }
    answered(plan, &mut |edition, place| {
        let results = edition.answers[&place.measure.id].results.items();
        for (item, result) in results.iter().enumerate() {
            let measures = result.same_as_measures.iter().map(|id| (Subject::Measure, id.as_str()));
            let indicators = result
                .same_as_indicators
                .iter()
                .map(|id| (Subject::Indicator, id.as_str()));
            for (index, (to, id)) in measures.chain(indicators).enumerate() {
                table.push(
                    row(&REFERENCES, plan)
                        .edition(edition.id())
                        .coded("subject", codes::subject(Subject::Result))
                        .text("measure_id", place.measure.id.as_str())
                        .count("item", item + 1)
                        .count("sequence", index + 1)
                        .coded("to", codes::subject(to))
                        .text("to_id", id),
                );
            }
        }
    });
}

/// 注
pub static NOTES: Schema = Schema {
    name: "notes",
    title: "注",
    row: "注1つ",
    groups: &[
        PLAN,
        &year!("fiscal_year", "年度", "年度版の年度。計画そのものの注では空"),
        &coded!("stage", "stage", "報告の段階", "年度版の段階。計画そのものの注では空"),
        &coded!("subject", "subject", "対象の種類", "何についての注か"),
        AT,
        &[
            field("table_id", Kind::Id, "別表ID", "別表の注のとき、別表のID"),
            field("sequence", Kind::Integer, "順", "対象の中での順").always(),
            field("text", Kind::Markdown, "注", "注の文章").always(),
        ],
    ],
    key: &[
        "plan_id",
        "fiscal_year",
        "stage_code",
        "subject_code",
        "measure_id",
        "indicator_id",
        "table_id",
        "item",
        "sequence",
    ],
};

/// One row a note.
pub fn notes(_: &Project, plan: &Plan, table: &mut Table) {
    let mut add = |edition: Option<EditionId>, subject: Subject, notes: &[Prose], at: &dyn Fn(Row) -> Row| {
        for (index, note) in notes.iter().enumerate() {
            let mut this = row(&NOTES, plan);
            if let Some(edition) = edition {
                this = this.edition(edition);
            }
            let this = this
                .coded("subject", codes::subject(subject))
                .count("sequence", index + 1)
                .prose("text", note);
            table.push(at(this));
        }
    };
    for measure in plan.measures() {
        let at = |row: Row| row.text("measure_id", measure.id.as_str());
        add(None, Subject::Measure, &measure.notes, &at);
    }
    for indicator in &plan.indicators {
        let at = |row: Row| row.text("indicator_id", indicator.id.as_str());
        add(None, Subject::Indicator, &indicator.notes, &at);
    }
    for one in &plan.tables {
        add(None, Subject::Table, &one.notes, &|row| {
            row.text("table_id", one.id.as_str())
        });
    }
    for edition in &plan.editions {
        add(Some(edition.id()), Subject::Edition, &edition.notes, &|row| row);
    }
    answered(plan, &mut |edition, place| {
        let answer = &edition.answers[&place.measure.id];
        let at = |row: Row| row.text("measure_id", place.measure.id.as_str());
        add(Some(edition.id()), Subject::Answer, &answer.notes, &at);
        for (item, entry) in answer.entries.items().iter().enumerate() {
            let at = |row: Row| at(row).count("item", item + 1);
            add(Some(edition.id()), Subject::Entry, &entry.notes, &at);
        }
        for (item, result) in answer.results.items().iter().enumerate() {
            let at = |row: Row| at(row).count("item", item + 1);
            add(Some(edition.id()), Subject::Result, &result.notes, &at);
        }
    });
}

/// 別表
pub static FREE_TABLES: Schema = Schema {
    name: "free_tables",
    title: "別表",
    row: "別表の行と列の交わり1つ（列にまたがる欄は、列ごとに1行）",
    groups: &[
        PLAN,
        &[
            field("table_id", Kind::Id, "別表ID", "別表のID").always(),
            field("table_title", Kind::Text, "別表の題", "別表の題").always(),
            field("row", Kind::Integer, "行の順", "行の順").always(),
            field("row_title", Kind::Text, "行の見出し", "行の見出し").always(),
            field("column_id", Kind::Id, "列ID", "列のID").always(),
            field("column_title", Kind::Markdown, "列の見出し", "列の見出し").always(),
            field("text", Kind::Markdown, "内容", "欄の内容").always(),
        ],
    ],
    key: &["plan_id", "table_id", "row", "column_id"],
};

/// One row a cell and column.
pub fn free_tables(_: &Project, plan: &Plan, table: &mut Table) {
    for one in &plan.tables {
        for (index, line) in one.rows.iter().enumerate() {
            for cell in &line.cells {
                let columns = one.columns.iter().filter(|column| cell.columns.contains(&column.id));
                for column in columns {
                    table.push(
                        row(&FREE_TABLES, plan)
                            .text("table_id", one.id.as_str())
                            .text("table_title", one.title.as_str())
                            .count("row", index + 1)
                            .text("row_title", line.title.as_str())
                            .text("column_id", column.id.as_str())
                            .prose("column_title", &column.title)
                            .prose("text", &cell.text),
                    );
                }
            }
        }
    }
}
