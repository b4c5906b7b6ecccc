//! A cell of a table names columns that the table lacks, that are not neighbours, or that another cell covers already.

use std::collections::BTreeMap;

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, Place, code, nearest};
use crate::source::raw::{TableCell, TableColumn};
use crate::source::{At, Id};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let plan = &scope.plan.plan;
    for table in &plan.tables {
        for row in &table.rows {
            check_row(&table.columns, &row.cells, findings);
        }
    }
    for table in plan
        .forms
        .iter()
        .flat_map(|form| &form.sections)
        .filter_map(|section| section.table.as_ref())
    {
        for row in &table.rows {
            check_row(&table.columns, &row.cells, findings);
        }
        if let Some(column) = &table.weight_column {
            position(&table.columns, column, findings);
        }
    }
}

fn check_row(columns: &[TableColumn], cells: &[TableCell], findings: &mut Findings) {
    let mut covered: BTreeMap<usize, Place> = BTreeMap::new();
    for cell in cells {
        let positions: Vec<usize> = cell
            .columns
            .iter()
            .filter_map(|id| position(columns, id, findings))
            .collect();
        if positions.windows(2).any(|pair| pair[1] != pair[0] + 1) {
            findings.push(Diagnostic::error(
                code::BAD_TABLE_CELL,
                cell.place,
                "隣り合っていない列を1つのセルにしています",
                "columns には、隣り合う列を左から順に書いてください",
            ));
        }
        for index in positions {
            if let Some(first) = covered.insert(index, cell.place) {
                findings.push(
                    Diagnostic::error(
                        code::BAD_TABLE_CELL,
                        cell.place,
                        format!("列「{}」のセルが、この行に2つあります", columns[index].id.as_str()),
                        "どちらかを削除するか、1つにまとめてください",
                    )
                    .related(first, "1つ目"),
                );
            }
        }
    }
}

fn position(columns: &[TableColumn], id: &At<Id>, findings: &mut Findings) -> Option<usize> {
    let found = columns.iter().position(|column| column.id.as_str() == id.as_str());
    if found.is_none() {
        let ids = columns.iter().map(|column| column.id.as_str());
        let finding = Diagnostic::error(
            code::BAD_TABLE_CELL,
            id.place,
            format!("「{}」という列はありません", id.as_str()),
            format!(
                "「{}」のどれかにしてください",
                ids.clone().collect::<Vec<_>>().join("」「")
            ),
        );
        findings.push(match nearest(id.as_str(), ids) {
            Some(name) => finding.fix(id.place, name),
            None => finding,
        });
    }
    found
}
