//! A mapping file as it is written and read (対応表). Guessed or adjusted, it is read by the same reader as all data, so that a
//! mistake in it has its line and column.

use super::Finding;
use super::grid::{self, Grid};
use super::written::period_in;
use crate::author::to_yaml;
use crate::diagnostic::{Findings, Sources, code};
use crate::exchange::export::json::{Json, Object};
use crate::source::raw::{ImportColumn, ImportKind, ImportMapping, ImportRole, ImportTable, VintageWord};
use crate::source::{Decode as _, Node, gate, tree};

/// The columns of a table, resolved.
#[derive(Debug)]
pub(super) struct Layout {
    pub kind: ImportKind,
    /// First row of data, from 0.
    pub first: u32,
    /// One more than the last row.
    pub end: u32,
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub index: u32,
    pub head: Option<String>,
    pub role: ImportRole,
    pub level: usize,
    pub period: Option<String>,
    pub vintage: Option<VintageWord>,
    pub unit: Option<String>,
    pub indicator: Option<String>,
}

/// Reads a mapping file; `None` when it has mistakes, which are among the findings.
pub fn read(name: &str, bytes: Vec<u8>, sources: &mut Sources, findings: &mut Findings) -> Option<ImportMapping> {
    let file = gate::admit(name, bytes, sources, findings)?;
    let root = tree::parse(file, sources, findings)?;
    ImportMapping::decode(&root, findings).filter(|_| !findings.has_errors())
}

/// What is written above a mapping.
const HEAD: &str = "\
# 表の読み方（対応表）です。見出しから推測して作りました。違うところを直して、同じコマンドをもう一度実行してください。
# role（列に何が書かれているか）は、次から選びます。
#   取組の表: label 番号、title 題名、status 実施状況、reason 理由、direction 方向性、entries 取組内容、results 成果、
#             outlook 今後の見通し、aim 目的、content 内容、background 現状と課題、note 注、offices 担当課
#   指標の表: indicator 指標の名称、unit 単位、baseline 目標設定時の値、target 目標、deadline 目標の時期、value 実績、
#             period 年度、ratio-to-target 対目標比較、ratio-to-previous-year 対前年度比較、offices 担当課
#   取り込まない列: ignore
# period は、実績・目標・目標設定時の値の列が、いつの値か（例: R2）です。書かなければ head にある時期、それもなければ --year の年度です。
# last_row はデータの最後の行です（その下の「※」や「注」で始まる行は、年度版の注にします）。
# level は番号と題名の階層（一番上が1）です。statuses の意味は implemented（実施）、partial（一部実施）、planned（今後実施）、
# considering（検討中）、undecided（実施未定）、ended（終了）から選びます。
# directions と tags の意味は new（新規）、expanded（拡充）、continued（継続）、reduced（縮小）、ended（終了）、free（決まった意味なし）です。
";

/// A mapping as the text of its file.
pub(super) fn write(mapping: Object) -> Option<String> {
    let root = parsed(&mapping.into())?;
    Some(format!("{HEAD}\n{}", to_yaml(&root, |_| None)))
}

/// A JSON value as a tree.
pub(super) fn parsed(json: &Json) -> Option<Node> {
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let file = gate::admit("import", json.to_line(), &mut sources, &mut findings)?;
    tree::parse(file, &sources, &mut findings)
}

/// When the figures of a column are of: what the mapping says, or else its head, so that a column whose role was put right
/// by hand keeps its year.
pub fn period(kind: ImportKind, column: &ImportColumn) -> Option<String> {
    let is_figure = matches!(
        *column.role,
        ImportRole::Value | ImportRole::Target | ImportRole::Baseline
    );
    let head = column.head.as_ref().filter(|_| is_figure && kind != ImportKind::Years);
    let said = column.period.as_ref().map(|period| period.text.clone());
    said.or_else(|| period_in(head?.as_str()))
}

/// The grid of a table and its columns.
pub(super) fn layout<'grid>(
    table: &ImportTable,
    grids: &'grid [Grid],
    findings: &mut Vec<Finding>,
) -> Option<(&'grid Grid, Layout)> {
    let file = table.file.as_str();
    let sheet = table.sheet.as_ref().map_or("", |sheet| sheet.as_str());
    let mut refuse = |message: String, remedy: &str| {
        findings.push(Finding::of_file(code::IMPORT_BAD_MAPPING, file, message, remedy));
    };
    let Some(grid) = grids.iter().find(|grid| grid.file == file && grid.sheet == sheet) else {
        refuse(
            format!("対応表にある表（{file} {sheet}）が、取り込むファイルにありません"),
            "対応表の file と sheet を、取り込むファイルの名前に合わせてください。要らない表なら、対応表から消してください",
        );
        return None;
    };
    let mut columns = Vec::new();
    for column in &table.columns {
        let Some(index) = grid::column(column.column.as_str()) else {
            refuse(
                format!("対応表の列「{}」は、列の記号ではありません", column.column.as_str()),
                "A、B、AA のように書いてください",
            );
            return None;
        };
        columns.push(Column {
            index,
            head: column.head.as_ref().map(|head| head.as_str().to_owned()),
            role: *column.role,
            level: column.level.as_ref().map_or(1, |level| (**level as usize).clamp(1, 6)),
            period: period(*table.kind, column),
            vintage: column.vintage.as_ref().map(|vintage| **vintage),
            unit: column.unit.as_ref().map(|unit| unit.as_str().to_owned()),
            indicator: column.indicator.as_ref().map(|name| name.as_str().to_owned()),
        });
    }
    columns.sort_by_key(|column| column.index);
    let end = table.last_row.as_ref().map_or(grid.rows, |row| **row).min(grid.rows);
    // What stands above the heads are titles of the sheet, not of a column.
    for column in 0..grid.columns {
        let text = (*table.head_row..end).find_map(|row| {
            grid.cell(row, column)
                .and(grid.text(row, column))
                .map(|text| (row, text))
        });
        if let Some((row, text)) = text.filter(|_| !columns.iter().any(|one| one.index == column)) {
            findings.push(Finding::at(
                code::IMPORT_BAD_MAPPING,
                &grid.place(row, column),
                format!(
                    "{}列（{}）が、対応表にありません",
                    grid::letters(column),
                    super::short(&text)
                ),
                "対応表の columns に加えてください。取り込まない列は role: ignore と書きます",
            ));
        }
    }
    Some((
        grid,
        Layout {
            kind: *table.kind,
            first: *table.head_row,
            end,
            columns,
        },
    ))
}

impl Layout {
    /// The column of a role.
    pub fn column(&self, role: ImportRole) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }
}
