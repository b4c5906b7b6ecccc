//! The tidy tables (機械判読用の表), one file a subject: long form, one fact a row, labels of headings in every row.
//!
//! To add a table: its [`Schema`], a function from a plan to its rows, and both in `TABLES`. Every format follows by itself.

mod answers;
mod corrections;
mod counts;
mod evaluations;
mod indicators;
mod lineage;
mod measures;
mod observations;
mod plan;
mod targets;
mod texts;

use std::collections::BTreeMap;

use super::schema::{Field, Kind, Schema, field};
use super::table::{Row, Table};
use crate::model::{Indicator, Measure, MeasureId, Node, Plan, Project, SegmentId};

/// How the rows of a table come from a plan.
type Fill = fn(&Project, &Plan, &mut Table);

/// Every table of a plan, in the order of the data page.
const TABLES: [(&Schema, Fill); 25] = [
    (&plan::PLANS, plan::plans),
    (&plan::EDITIONS, plan::editions),
    (&measures::MEASURES, measures::measures),
    (&answers::ANSWERS, answers::answers),
    (&answers::ENTRIES, answers::entries),
    (&answers::RESULTS, answers::results),
    (&counts::STATUS_COUNTS, counts::status_counts),
    (&indicators::INDICATORS, indicators::indicators),
    (&indicators::SEGMENTS, indicators::segments),
    (&indicators::BASELINES, indicators::baselines),
    (&targets::TARGETS, targets::targets),
    (&observations::OBSERVATIONS, observations::observations),
    (&evaluations::EVALUATIONS, evaluations::evaluations),
    (&corrections::CORRECTIONS, corrections::corrections),
    (&lineage::LINEAGE, lineage::lineage),
    (&plan::OFFICES, plan::offices),
    (&measures::MEASURE_OFFICES, measures::measure_offices),
    (&measures::MEASURE_INDICATORS, measures::measure_indicators),
    (&measures::MEASURE_DETAILS, measures::measure_details),
    (&texts::FIGURES, texts::figures),
    (&texts::REFERENCES, texts::references),
    (&texts::NOTES, texts::notes),
    (&plan::VOCABULARY, plan::vocabulary),
    (&plan::LAWS, plan::laws),
    (&texts::FREE_TABLES, texts::free_tables),
];

/// The tables of a plan that have rows.
pub fn of_plan(project: &Project, plan: &Plan) -> Vec<Table> {
    let tables = TABLES.iter().map(|(schema, fill)| {
        let mut table = Table::new(schema);
        fill(project, plan, &mut table);
        table
    });
    tables.filter(|table| !table.rows.is_empty()).collect()
}

/// Every kind of table.
pub fn schemas() -> impl Iterator<Item = &'static Schema> {
    TABLES.iter().map(|(schema, _)| *schema)
}

/// The plan a row belongs to.
const PLAN: &[Field] = &[field(
    "plan_id",
    Kind::Id,
    "計画ID",
    "計画のフォルダー名。ほかの表と結ぶときに使う",
)
.always()];

/// The edition a row belongs to.
const EDITION: &[Field] = &[
    field("fiscal_year", Kind::Integer, "年度", "年度版の年度（西暦）").always(),
    field("fiscal_year_label", Kind::Text, "年度（元号）", "年度版の年度（元号）").always(),
    field(
        "stage_code",
        Kind::Code("stage"),
        "報告の段階（コード）",
        "年度版の段階",
    )
    .always(),
    field("stage_label", Kind::Text, "報告の段階", "年度版の段階").always(),
];

/// The measure a row belongs to, with the headings above it, from the top.
const MEASURE: &[Field] = &[
    field("measure_id", Kind::Id, "取組ID", "取組（見出しを含む）のID").always(),
    field("measure_label", Kind::Text, "項目番号", "その年度の項目番号"),
    field("measure_title", Kind::Text, "項目名", "その年度の項目名"),
    field("heading_1_label", Kind::Text, "見出し1の番号", "一番上の見出しの番号"),
    field("heading_1_title", Kind::Text, "見出し1", "一番上の見出し"),
    field(
        "heading_2_label",
        Kind::Text,
        "見出し2の番号",
        "上から2番目の見出しの番号",
    ),
    field("heading_2_title", Kind::Text, "見出し2", "上から2番目の見出し"),
    field(
        "heading_3_label",
        Kind::Text,
        "見出し3の番号",
        "上から3番目の見出しの番号",
    ),
    field("heading_3_title", Kind::Text, "見出し3", "上から3番目の見出し"),
    field(
        "heading_4_label",
        Kind::Text,
        "見出し4の番号",
        "上から4番目の見出しの番号",
    ),
    field("heading_4_title", Kind::Text, "見出し4", "上から4番目の見出し"),
    field(
        "heading_5_label",
        Kind::Text,
        "見出し5の番号",
        "上から5番目の見出しの番号",
    ),
    field("heading_5_title", Kind::Text, "見出し5", "上から5番目の見出し"),
];

/// The series a row belongs to.
const SERIES: &[Field] = &[
    field("indicator_id", Kind::Id, "指標ID", "指標のID").always(),
    field("indicator_title", Kind::Text, "指標名", "指標の名称").always(),
    field("segment_id", Kind::Id, "区分ID", "区分のID。区分のない指標では空"),
    field("segment_title", Kind::Text, "区分", "区分の名称。区分のない指標では空"),
];

/// A code with its word: two columns.
macro_rules! coded {
    ($name:literal, $list:literal, $title:literal, $meaning:literal) => {
        [
            crate::exchange::export::schema::field(
                concat!($name, "_code"),
                crate::exchange::export::schema::Kind::Code($list),
                concat!($title, "（コード）"),
                $meaning,
            ),
            crate::exchange::export::schema::field(
                concat!($name, "_label"),
                crate::exchange::export::schema::Kind::Text,
                $title,
                $meaning,
            ),
        ]
    };
}

/// A fiscal year with its era: two columns.
macro_rules! year {
    ($name:literal, $title:literal, $meaning:literal) => {
        [
            crate::exchange::export::schema::field(
                $name,
                crate::exchange::export::schema::Kind::Integer,
                $title,
                concat!($meaning, "（西暦の年度）"),
            ),
            crate::exchange::export::schema::field(
                concat!($name, "_label"),
                crate::exchange::export::schema::Kind::Text,
                concat!($title, "（元号）"),
                concat!($meaning, "（元号）"),
            ),
        ]
    };
}

/// A period with its first and last day: three columns.
macro_rules! period {
    ($name:literal, $title:literal, $meaning:literal) => {
        [
            crate::exchange::export::schema::field(
                $name,
                crate::exchange::export::schema::Kind::Text,
                $title,
                $meaning,
            ),
            crate::exchange::export::schema::field(
                concat!($name, "_start"),
                crate::exchange::export::schema::Kind::Date,
                concat!($title, "（初日）"),
                concat!($meaning, "の初日"),
            ),
            crate::exchange::export::schema::field(
                concat!($name, "_end"),
                crate::exchange::export::schema::Kind::Date,
                concat!($title, "（末日）"),
                concat!($meaning, "の末日"),
            ),
        ]
    };
}

use {coded, period, year};

/// A row of a table of a plan.
fn row(schema: &'static Schema, plan: &Plan) -> Row {
    Row::new(schema).text("plan_id", plan.id.as_str())
}

/// Fills the columns of the series.
fn series(row: Row, indicator: &Indicator, segment: Option<&SegmentId>) -> Row {
    let title = segment.and_then(|id| indicator.segments.iter().find(|segment| segment.id == *id));
    row.text("indicator_id", indicator.id.as_str())
        .text("indicator_title", indicator.title.as_str())
        .text("segment_id", segment.map(SegmentId::as_str))
        .text("segment_title", title.map(|segment| segment.title.as_str()))
}

/// Where a node stands in the tree of a year.
struct Place<'tree> {
    measure: &'tree Measure,
    above: Vec<&'tree Measure>,
    order: usize,
}

impl Place<'_> {
    /// Fills the columns of the measure.
    fn fill(&self, mut row: Row) -> Row {
        row = row
            .text("measure_id", self.measure.id.as_str())
            .text("measure_label", self.measure.label.as_deref())
            .text("measure_title", self.measure.title.as_deref());
        for (level, heading) in self.above.iter().enumerate() {
            row = row
                .text(&format!("heading_{}_label", level + 1), heading.label.as_deref())
                .text(&format!("heading_{}_title", level + 1), heading.title.as_deref());
        }
        row
    }
}

/// Every measure of a tree with its place, by id.
fn places(tree: &[Node]) -> BTreeMap<&MeasureId, Place<'_>> {
    fn walk<'tree>(
        nodes: &'tree [Node],
        above: &mut Vec<&'tree Measure>,
        places: &mut BTreeMap<&'tree MeasureId, Place<'tree>>,
    ) {
        for node in nodes {
            let Node::Measure(measure) = node else { continue };
            let place = Place {
                measure,
                above: above.clone(),
                order: places.len() + 1,
            };
            places.insert(&measure.id, place);
            above.push(measure);
            walk(&measure.children, above, places);
            above.pop();
        }
    }
    let mut places = BTreeMap::new();
    walk(tree, &mut Vec::new(), &mut places);
    places
}

/// Places in the order of the tree.
fn in_order<'places, 'tree>(places: &'places BTreeMap<&MeasureId, Place<'tree>>) -> Vec<&'places Place<'tree>> {
    let mut ordered: Vec<&Place<'_>> = places.values().collect();
    ordered.sort_by_key(|place| place.order);
    ordered
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::exchange::export::codes;

    #[test]
    fn heads_are_ascii_unique_and_explained() {
        for schema in schemas() {
            let mut names = BTreeSet::new();
            for field in schema.fields() {
                let ascii = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
                assert!(field.name.chars().all(ascii), "{}.{}", schema.name, field.name);
                assert!(names.insert(field.name), "{}.{} twice", schema.name, field.name);
                assert!(
                    !field.title.is_empty() && !field.meaning.is_empty(),
                    "{}.{}",
                    schema.name,
                    field.name
                );
            }
            for key in schema.key {
                assert!(names.contains(key), "{} has no key column {key}", schema.name);
            }
        }
    }

    #[test]
    fn every_code_column_has_its_list_and_its_word() {
        let lists: BTreeSet<&str> = codes::lists().iter().map(|list| list.name).collect();
        for schema in schemas() {
            for field in schema.fields() {
                if let Some(list) = field.kind.code_list() {
                    assert!(lists.contains(list), "{}.{}: no list {list}", schema.name, field.name);
                    let label = field.name.replace("_code", "_label");
                    assert!(schema.position(&label).is_some(), "{}.{label}", schema.name);
                }
            }
        }
    }
}
