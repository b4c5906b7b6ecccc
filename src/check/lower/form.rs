//! Blank forms and tables of their own.

use super::{flag, handling, optional, prose, proses, text};
use crate::model::{
    Field, FieldKind, Form, FormRow, FormSection, FormTable, FreeTable, Prose, TableCell, TableColumn, TableRow,
    Weights,
};
use crate::source::raw;

pub(super) fn lower(form: &raw::Form) -> Form {
    Form {
        id: form.id.as_str().to_owned(),
        title: text(&form.title),
        filled_by: optional(form.filled_by.as_ref()),
        intro: prose(form.intro.as_ref()),
        sections: form.sections.iter().map(lower_section).collect(),
        weights: form.weights.as_ref().map(|weights| Weights {
            total: weights.total.value,
            unit: text(&weights.unit),
            sample: flag(weights.sample.as_ref()),
            note: prose(weights.note.as_ref()),
        }),
        handling: handling(form.audience.as_ref(), form.embargo.as_ref(), form.internal.as_ref()),
    }
}

fn lower_section(section: &raw::FormSection) -> FormSection {
    FormSection {
        title: optional(section.title.as_ref()),
        superseded: flag(section.superseded.as_ref()),
        guidance: proses(&section.guidance),
        examples: proses(&section.examples),
        fields: section.fields.iter().map(lower_field).collect(),
        table: section.table.as_ref().map(lower_form_table),
    }
}

fn lower_field(field: &raw::Field) -> Field {
    Field {
        label: text(&field.label),
        kind: field.kind.as_ref().map_or(FieldKind::Text, |kind| match **kind {
            raw::FieldKind::Text => FieldKind::Text,
            raw::FieldKind::Number => FieldKind::Number,
            raw::FieldKind::Date => FieldKind::Date,
            raw::FieldKind::DateRange => FieldKind::DateRange,
        }),
        unit: optional(field.unit.as_ref()),
        reference: optional(field.reference.as_ref()),
        guidance: prose(field.guidance.as_ref()),
        lines: field.lines.as_ref().map_or(1, |lines| **lines),
    }
}

fn lower_form_table(table: &raw::FormTable) -> FormTable {
    FormTable {
        columns: columns(&table.columns),
        rows: table
            .rows
            .iter()
            .map(|row| FormRow {
                cells: cells(&row.cells),
                weight: row.weight.as_ref().map(|weight| weight.value),
                example: flag(row.example.as_ref()),
            })
            .collect(),
        weight_column: table.weight_column.as_ref().map(|id| id.as_str().to_owned()),
    }
}

pub(super) fn lower_table(table: &raw::FreeTable) -> FreeTable {
    FreeTable {
        id: table.id.as_str().to_owned(),
        title: text(&table.title),
        intro: prose(table.intro.as_ref()),
        corner: optional(table.corner.as_ref()),
        columns: columns(&table.columns),
        rows: table
            .rows
            .iter()
            .map(|row| TableRow {
                title: text(&row.title),
                cells: cells(&row.cells),
            })
            .collect(),
        notes: proses(&table.notes),
        handling: handling(table.audience.as_ref(), table.embargo.as_ref(), table.internal.as_ref()),
    }
}

fn columns(columns: &[raw::TableColumn]) -> Vec<TableColumn> {
    columns
        .iter()
        .map(|column| TableColumn {
            id: column.id.as_str().to_owned(),
            title: Prose::new(column.title.as_str()),
        })
        .collect()
}

fn cells(cells: &[raw::TableCell]) -> Vec<TableCell> {
    cells
        .iter()
        .map(|cell| TableCell {
            columns: cell.columns.iter().map(|id| id.as_str().to_owned()).collect(),
            text: Prose::new(cell.text.as_str()),
        })
        .collect()
}
