//! What a plan says of itself: the plan, its editions, offices, laws and words.

use super::{EDITION, PLAN, coded, period, row, year};
use crate::exchange::export::codes::{self, Vocabulary};
use crate::exchange::export::schema::{Kind, Schema, field};
use crate::exchange::export::table::Table;
use crate::model::{OfficeId, Plan, Project};

/// 計画
pub static PLANS: Schema = Schema {
    name: "plans",
    title: "計画",
    row: "計画1つ",
    groups: &[
        PLAN,
        &[
            field("title", Kind::Text, "名称", "計画の正式な名称").always(),
            field("short_title", Kind::Text, "略称", "略称。なければ名称と同じ").always(),
            field("organisation", Kind::Text, "団体名", "計画を定めた団体").always(),
            field(
                "organisation_code",
                Kind::Id,
                "全国地方公共団体コード",
                "団体のコード。コードのない団体や、まだ記載のない計画では空",
            ),
            field("office", Kind::Text, "担当課", "計画の担当課"),
            field("invented", Kind::Flag, "架空", "団体と数値が架空のとき true").always(),
        ],
        &coded!("state", "plan_state", "計画の状態", "案、策定済み、廃止の別"),
        &period!("adopted", "策定日", "計画を策定した日"),
        &year!("period_from", "計画期間の始期", "計画期間の最初の年度"),
        &year!(
            "period_to",
            "計画期間の終期",
            "計画期間の最後の年度。終期のない計画では空"
        ),
        &[
            field(
                "period_text",
                Kind::Text,
                "計画期間の記載",
                "計画期間の書き方が年度と異なるときの記載",
            ),
            field("measure_word", Kind::Text, "取組の呼び方", "計画が取組1つを指す語").always(),
            field("level_1", Kind::Text, "階層1の呼び方", "一番上の階層の名称"),
            field("level_2", Kind::Text, "階層2の呼び方", "上から2番目の階層の名称"),
            field("level_3", Kind::Text, "階層3の呼び方", "上から3番目の階層の名称"),
            field("level_4", Kind::Text, "階層4の呼び方", "上から4番目の階層の名称"),
            field("level_5", Kind::Text, "階層5の呼び方", "上から5番目の階層の名称"),
            field("level_6", Kind::Text, "階層6の呼び方", "上から6番目の階層の名称"),
            field("summary", Kind::Markdown, "概要", "計画の概要"),
            field("promise", Kind::Text, "公表の約束", "何をいつ公表するとしているか"),
            field("source", Kind::Markdown, "もとの資料", "このデータのもとにした資料"),
        ],
    ],
    key: &["plan_id"],
};

/// One row: the plan.
pub fn plans(_: &Project, plan: &Plan, table: &mut Table) {
    let mut this = row(&PLANS, plan)
        .text("title", plan.title.as_str())
        .text("short_title", plan.short_title.as_str())
        .text("organisation", plan.organisation.as_str())
        .text("organisation_code", plan.organisation_code.as_deref())
        .text("office", plan.office.as_deref())
        .flag("invented", plan.invented)
        .coded("state", codes::plan_state(plan.state))
        .period("adopted", plan.adopted)
        .text("measure_word", plan.measure_word.as_str())
        .prose("summary", plan.summary.as_ref())
        .text("promise", plan.promise.as_deref())
        .prose("source", plan.source.as_ref());
    if let Some(period) = &plan.period {
        this = this
            .year("period_from", period.from)
            .year("period_to", period.to)
            .text("period_text", period.text.as_deref());
    }
    for (level, name) in plan.levels.iter().enumerate() {
        this = this.text(&format!("level_{}", level + 1), name.as_str());
    }
    table.push(this);
}

/// 年度版
pub static EDITIONS: Schema = Schema {
    name: "editions",
    title: "年度版",
    row: "年度版1つ",
    groups: &[
        PLAN,
        EDITION,
        &[field("title", Kind::Text, "題名", "年度版の題名").always()],
        &period!("published", "公表日", "年度版を公表した日"),
        &period!("as_of", "時点", "データの時点"),
        &[
            field("office", Kind::Text, "担当課", "年度版の担当課"),
            field("source", Kind::Markdown, "もとの資料", "この年度版のもとにした資料"),
        ],
    ],
    key: &["plan_id", "fiscal_year", "stage_code"],
};

/// One row an edition.
pub fn editions(_: &Project, plan: &Plan, table: &mut Table) {
    for edition in &plan.editions {
        table.push(
            row(&EDITIONS, plan)
                .edition(edition.id())
                .text("title", edition.title.as_str())
                .period("published", edition.published)
                .period("as_of", edition.as_of)
                .text("office", edition.office.as_deref())
                .prose("source", edition.source.as_ref()),
        );
    }
}

/// 所管課・主体
pub static OFFICES: Schema = Schema {
    name: "offices",
    title: "所管課・主体",
    row: "所管課・会議体・主体の名称1つ（名称が変わったものは、旧名称ごとに1行）",
    groups: &[
        PLAN,
        &[
            field("office_id", Kind::Id, "所管課ID", "所管課・主体のID").always(),
            field("sequence", Kind::Integer, "順", "名称の古い順。最後が現在の名称").always(),
            field("name", Kind::Text, "名称", "名称").always(),
            field("short_name", Kind::Text, "略称", "略称。なければ名称と同じ").always(),
        ],
        &year!(
            "name_until",
            "名称の最後の年度",
            "この名称だった最後の年度。現在の名称では空"
        ),
        &[
            field("head", Kind::Text, "長", "長の職名"),
            field("role", Kind::Markdown, "役割", "計画での役割"),
        ],
        &year!("since", "設置年度", "設置された年度"),
        &year!("until", "廃止年度", "廃止された年度"),
        &[field(
            "merged_into_id",
            Kind::Id,
            "引き継いだ課のID",
            "仕事を引き継いだ所管課のID",
        )],
    ],
    key: &["plan_id", "office_id", "sequence"],
};

/// One row a name.
pub fn offices(_: &Project, plan: &Plan, table: &mut Table) {
    for office in &plan.offices {
        let former = office
            .formerly
            .iter()
            .map(|former| (&former.name, &former.short_name, Some(former.until)));
        let names = former.chain([(&office.name, &office.short_name, None)]);
        for (index, (name, short_name, until)) in names.enumerate() {
            table.push(
                row(&OFFICES, plan)
                    .text("office_id", office.id.as_str())
                    .count("sequence", index + 1)
                    .text("name", name.as_str())
                    .text("short_name", short_name.as_str())
                    .year("name_until", until)
                    .text("head", office.head.as_deref())
                    .prose("role", office.role.as_ref())
                    .year("since", office.since)
                    .year("until", office.until)
                    .text("merged_into_id", office.merged_into.as_ref().map(OfficeId::as_str)),
            );
        }
    }
}

/// 根拠法
pub static LAWS: Schema = Schema {
    name: "laws",
    title: "根拠法",
    row: "法律1つ",
    groups: &[
        PLAN,
        &[
            field("law_id", Kind::Id, "法律ID", "根拠法のID").always(),
            field("label", Kind::Text, "番号", "計画に記載された番号"),
            field("title", Kind::Text, "法律名", "法律の名称").always(),
            field("article", Kind::Text, "条項", "計画の根拠となる条項"),
            field("instrument", Kind::Text, "計画の種類", "法律が求める計画の種類"),
            field("purpose", Kind::Markdown, "目的", "法律の目的"),
        ],
    ],
    key: &["plan_id", "law_id"],
};

/// One row a law.
pub fn laws(_: &Project, plan: &Plan, table: &mut Table) {
    for law in &plan.laws {
        table.push(
            row(&LAWS, plan)
                .text("law_id", law.id.as_str())
                .text("label", law.label.as_deref())
                .text("title", law.title.as_str())
                .text("article", law.article.as_deref())
                .text("instrument", law.instrument.as_deref())
                .prose("purpose", law.purpose.as_ref()),
        );
    }
}

/// 計画の語
pub static VOCABULARY: Schema = Schema {
    name: "vocabulary",
    title: "計画の語とコードの対応",
    row: "計画が使う語、見出し又は記号1つ",
    groups: &[
        PLAN,
        &coded!("kind", "vocabulary", "語の種類", "何を表す語か"),
        &[
            field("sequence", Kind::Integer, "順", "種類の中での順").always(),
            field("word", Kind::Text, "語", "計画に記載された語、見出し又は記号").always(),
            field(
                "meaning_code",
                Kind::Text,
                "意味（コード）",
                "コード表の同じ種類のコード。表の見出しでは列の内容、記号では空",
            ),
            field(
                "requires_reason",
                Kind::Flag,
                "理由の要否",
                "この語のとき理由の記入が必要なら true",
            ),
            field("note", Kind::Text, "説明", "計画による説明"),
        ],
    ],
    key: &["plan_id", "kind_code", "sequence"],
};

/// One row a word.
pub fn vocabulary(_: &Project, plan: &Plan, table: &mut Table) {
    let words = &plan.vocabularies;
    let new = |kind, index: usize, word: &str| {
        row(&VOCABULARY, plan)
            .coded("kind", codes::vocabulary(kind))
            .count("sequence", index + 1)
            .text("word", word)
    };
    for (index, status) in words.statuses.iter().enumerate() {
        table.push(
            new(Vocabulary::Status, index, &status.word)
                .text("meaning_code", codes::status(status.meaning).code)
                .flag("requires_reason", status.requires_reason)
                .text("note", status.note.as_deref()),
        );
    }
    let lists = [
        (Vocabulary::Direction, &words.directions),
        (Vocabulary::Tag, &words.tags),
    ];
    for (kind, list) in lists {
        for (index, one) in list.iter().enumerate() {
            let code = codes::direction(one.meaning).code;
            table.push(new(kind, index, &one.word).text("meaning_code", code));
        }
    }
    for (index, rating) in words.ratings.iter().enumerate() {
        let code = codes::rating(rating.meaning).code;
        table.push(new(Vocabulary::Rating, index, &rating.word).text("meaning_code", code));
    }
    for (index, column) in words.columns.iter().enumerate() {
        let code = codes::column(column.field);
        table.push(new(Vocabulary::Column, index, &column.head).text("meaning_code", code));
    }
    for (index, mark) in words.marks.iter().enumerate() {
        table.push(new(Vocabulary::Mark, index, &mark.mark).text("note", mark.meaning.as_str()));
    }
}
