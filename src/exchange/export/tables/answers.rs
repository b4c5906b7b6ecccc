//! The follow-up: answers, entries and results of every edition, each under the labels of its year.

use super::{EDITION, MEASURE, PLAN, Place, coded, in_order, period, places, row};
use crate::evaluate::is_unanswered;
use crate::exchange::export::codes;
use crate::exchange::export::schema::{Field, Kind, Schema, field};
use crate::exchange::export::table::{Row, Table};
use crate::model::{Cell, Edition, MeasureId, Plan, Project, Tag};

/// 実施状況
pub static ANSWERS: Schema = Schema {
    name: "answers",
    title: "取組の実施状況",
    row: "年度版と取組の組1つ（回答すべき取組に回答がないものを含む）",
    groups: &[
        PLAN,
        EDITION,
        MEASURE,
        &coded!("status", "status", "実施状況", "計画の語とその意味。語のない計画では空"),
        &[field("reason", Kind::Markdown, "理由", "実施状況の理由")],
        &coded!("direction", "direction", "方向性", "計画の語とその意味"),
        &coded!("rating", "rating", "団体の評価", "団体自身の評価。計画の語とその意味"),
        &coded!("entries_cell", "cell", "取組内容の欄", "欄が空欄か、記号か、記載ありか"),
        &[
            field("entries_mark", Kind::Text, "取組内容の記号", "取組内容の欄の記号"),
            field("entry_count", Kind::Integer, "取組内容の数", "取組内容の項目の数").always(),
        ],
        &coded!("results_cell", "cell", "成果の欄", "欄が空欄か、記号か、記載ありか"),
        &[
            field("results_mark", Kind::Text, "成果の記号", "成果の欄の記号"),
            field("result_count", Kind::Integer, "成果の数", "成果の項目の数").always(),
            field("outlook", Kind::Markdown, "今後の方向性の説明", "今後の方向性の文章"),
        ],
    ],
    key: &["plan_id", "fiscal_year", "stage_code", "measure_id"],
};

/// One row an answer, and one for each that is missing.
pub fn answers(_: &Project, plan: &Plan, table: &mut Table) {
    for edition in &plan.editions {
        let tree = plan.tree_in(edition.fiscal_year);
        let places = places(&tree);
        for place in in_order(&places) {
            let start = || place.fill(row(&ANSWERS, plan).edition(edition.id()));
            let Some(answer) = edition.answers.get(&place.measure.id) else {
                if is_unanswered(plan, edition, place.measure) {
                    let missing = start().coded("status", codes::unanswered());
                    table.push(missing.count("entry_count", 0).count("result_count", 0));
                }
                continue;
            };
            let word = |one: &Tag| (codes::direction(one.meaning), one.word.clone());
            let direction = answer.direction.as_ref().map(word);
            let mut this = start()
                .worded(
                    "status",
                    answer
                        .status
                        .as_ref()
                        .map(|one| (codes::status(one.meaning), one.word.as_str())),
                )
                .prose("reason", answer.reason.as_ref())
                .worded(
                    "direction",
                    direction.as_ref().map(|(code, word)| (code.clone(), word.as_str())),
                )
                .worded(
                    "rating",
                    answer
                        .rating
                        .as_ref()
                        .map(|one| (codes::rating(one.meaning), one.word.as_str())),
                )
                .coded("entries_cell", codes::cell(&answer.entries))
                .text("entries_mark", mark(&answer.entries))
                .count("entry_count", answer.entries.items().len())
                .coded("results_cell", codes::cell(&answer.results))
                .text("results_mark", mark(&answer.results))
                .count("result_count", answer.results.items().len())
                .prose("outlook", answer.outlook.as_ref());
            if is_unanswered(plan, edition, place.measure) && answer.status.is_none() && answer.direction.is_none() {
                this = this.coded("status", codes::unanswered());
            }
            table.push(this);
        }
    }
}

fn mark<T>(cell: &Cell<T>) -> Option<&str> {
    match cell {
        Cell::Nothing(mark) => Some(mark),
        Cell::Blank | Cell::Items(_) => None,
    }
}

/// 区分の語と文章
const TAGGED: &[Field] = &[
    field("sequence", Kind::Integer, "順", "欄の中での順").always(),
    field(
        "tag_code",
        Kind::Code("direction"),
        "区分の語（コード）",
        "最初の区分の語の意味",
    ),
    field(
        "tag_label",
        Kind::Text,
        "区分の語",
        "【新規】などの区分の語のうち最初のもの",
    ),
    field(
        "further_tags",
        Kind::Text,
        "ほかの区分の語",
        "2つ目からの区分の語。複数あるときは「／」で区切る",
    ),
];

fn tagged(row: Row, tags: &[Tag]) -> Row {
    let first = tags
        .first()
        .map(|tag| (codes::direction(tag.meaning), tag.word.as_str()));
    let further: Vec<&str> = tags.iter().skip(1).map(|tag| tag.word.as_str()).collect();
    row.worded("tag", first)
        .text("further_tags", further.join("／").as_str())
}

/// 取組内容
pub static ENTRIES: Schema = Schema {
    name: "entries",
    title: "取組内容",
    row: "取組内容の項目1つ",
    groups: &[
        PLAN,
        EDITION,
        MEASURE,
        TAGGED,
        &period!("about", "項目の時期", "項目が自ら示す時期"),
        &[
            field("text", Kind::Markdown, "取組内容", "取組内容の文章").always(),
            field("entry_id", Kind::Id, "項目ID", "再掲のために付けられたID"),
            field(
                "repeats_measure_id",
                Kind::Id,
                "再掲元の取組ID",
                "再掲のとき、もとの取組のID",
            ),
            field(
                "repeats_entry_id",
                Kind::Id,
                "再掲元の項目ID",
                "再掲のとき、もとの項目のID",
            ),
        ],
    ],
    key: &["plan_id", "fiscal_year", "stage_code", "measure_id", "sequence"],
};

/// One row an entry.
pub fn entries(_: &Project, plan: &Plan, table: &mut Table) {
    answered(plan, &mut |edition, place| {
        let items = edition.answers[&place.measure.id].entries.items();
        for (index, entry) in items.iter().enumerate() {
            let this = place.fill(row(&ENTRIES, plan).edition(edition.id()));
            let repeats = entry.repeats.as_ref();
            table.push(
                tagged(this, &entry.tags)
                    .count("sequence", index + 1)
                    .period("about", entry.year)
                    .prose("text", &entry.text)
                    .text("entry_id", entry.id.as_deref())
                    .text("repeats_measure_id", repeats.map(|(measure, _)| measure.as_str()))
                    .text("repeats_entry_id", repeats.map(|(_, entry)| entry.as_str())),
            );
        }
    });
}

/// 成果
pub static RESULTS: Schema = Schema {
    name: "results",
    title: "成果",
    row: "成果の項目1つ",
    groups: &[
        PLAN,
        EDITION,
        MEASURE,
        TAGGED,
        &[field(
            "text",
            Kind::Markdown,
            "成果",
            "成果の文章。ほかの取組や指標と同じとするものは空で、参照の表に示す",
        )],
    ],
    key: &["plan_id", "fiscal_year", "stage_code", "measure_id", "sequence"],
};

/// One row a result.
pub fn results(_: &Project, plan: &Plan, table: &mut Table) {
    answered(plan, &mut |edition, place| {
        let items = edition.answers[&place.measure.id].results.items();
        for (index, result) in items.iter().enumerate() {
            let this = place.fill(row(&RESULTS, plan).edition(edition.id()));
            table.push(
                tagged(this, &result.tags)
                    .count("sequence", index + 1)
                    .prose("text", result.text.as_ref()),
            );
        }
    });
}

/// Every measure with an answer, edition by edition, in the order of the tree of its year.
pub fn answered(plan: &Plan, visit: &mut dyn FnMut(&Edition, &Place<'_>)) {
    for edition in &plan.editions {
        let tree = plan.tree_in(edition.fiscal_year);
        let places = places(&tree);
        let is_answered = |id: &MeasureId| edition.answers.contains_key(id);
        for place in in_order(&places) {
            if is_answered(&place.measure.id) {
                visit(edition, place);
            }
        }
    }
}
