//! The code table and the dictionary of columns (コード表・列の定義), as tables of their own.

use super::codes;
use super::schema::{Kind, Schema, field};
use super::table::{Row, Table};
use super::tables;

/// コード表
pub static CODES: Schema = Schema {
    name: "codes",
    title: "コード表",
    row: "コード1つ",
    groups: &[&[
        field("list", Kind::Id, "コードの種類", "列の定義で示すコードの種類").always(),
        field("list_title", Kind::Text, "種類の名称", "コードの種類の名称").always(),
        field("sequence", Kind::Integer, "順", "種類の中での順").always(),
        field("code", Kind::Id, "コード", "コード").always(),
        field(
            "label",
            Kind::Text,
            "語",
            "コードが表す語。値がない理由では、値の代わりに掲載する記号",
        )
        .always(),
        field("meaning", Kind::Text, "意味", "コードの意味。語で分かるものは空"),
    ]],
    key: &["list", "code"],
};

/// 列の定義
pub static COLUMNS: Schema = Schema {
    name: "columns",
    title: "列の定義",
    row: "表の列1つ",
    groups: &[&[
        field("table", Kind::Id, "表", "表の名前（ファイル名）").always(),
        field("table_title", Kind::Text, "表の名称", "表の名称").always(),
        field("sequence", Kind::Integer, "順", "表の中での順").always(),
        field("column", Kind::Id, "列", "列の名前").always(),
        field("title", Kind::Text, "列の名称", "列の名称").always(),
        field("type", Kind::Id, "型", "Table Schema の型").always(),
        field("type_label", Kind::Text, "型の名称", "型の名称").always(),
        field("required", Kind::Flag, "必須", "どの行にも値があれば true").always(),
        field("is_key", Kind::Flag, "キー", "行を見分ける列なら true").always(),
        field(
            "code_list",
            Kind::Id,
            "コードの種類",
            "コードの列のとき、コード表の種類",
        ),
        field("meaning", Kind::Text, "意味", "列の意味").always(),
    ]],
    key: &["table", "column"],
};

/// Every code.
pub fn codes() -> Table {
    let mut table = Table::new(&CODES);
    for list in codes::lists() {
        for (index, code) in list.codes.iter().enumerate() {
            table.push(
                Row::new(&CODES)
                    .text("list", list.name)
                    .text("list_title", list.title)
                    .count("sequence", index + 1)
                    .text("code", code.code)
                    .text("label", code.label.as_ref())
                    .text("meaning", code.meaning.as_ref()),
            );
        }
    }
    table
}

/// Every column of every table, of these two as well.
pub fn columns() -> Table {
    let mut table = Table::new(&COLUMNS);
    for schema in tables::schemas().chain([&super::disclosure::DISCLOSURE, &CODES, &COLUMNS]) {
        for (index, field) in schema.fields().enumerate() {
            table.push(
                Row::new(&COLUMNS)
                    .text("table", schema.name)
                    .text("table_title", schema.title)
                    .count("sequence", index + 1)
                    .text("column", field.name)
                    .text("title", field.title)
                    .text("type", field.kind.table_schema_type())
                    .text("type_label", field.kind.label())
                    .flag("required", field.required)
                    .flag("is_key", schema.key.contains(&field.name))
                    .text("code_list", field.kind.code_list())
                    .text("meaning", field.meaning),
            );
        }
    }
    table
}
