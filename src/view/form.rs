//! A blank form (様式): a sheet to print on A4 and fill in by hand.

use serde::Serialize;

use super::grid::{GridCell, row_cells};
use super::internal::InternalNote;
use super::table::{ColumnHead, column_head};
use super::{Address, Frame, wording};
use crate::model::{Field, FieldKind, Form, FormRow, FormSection, FormTable, Plan, Project, Prose, Weights};
use crate::quantity::NumberFormat;
use crate::render::{Html, markdown};

/// Lines of the highest field; longer ones would not fit on a sheet.
const MOST_LINES: u32 = 30;

/// The page.
#[derive(Debug, Serialize)]
pub struct FormPage {
    /// Frame.
    pub frame: Frame,
    /// Who fills it in.
    pub filled_by: Option<String>,
    /// Introduction.
    pub intro: Option<Html>,
    /// Rule on weights.
    pub weights: Option<WeightsView>,
    /// Sections.
    pub sections: Vec<SectionView>,
}

/// The rule on weights.
#[derive(Debug, Serialize)]
pub struct WeightsView {
    /// The total with its unit: `100%`.
    pub total: String,
    /// Whether the weights printed are examples only.
    pub sample: bool,
    /// The rule in words.
    pub note: Option<Html>,
}

/// A section.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Heading.
    pub title: Option<String>,
    /// An older version printed for reference.
    pub superseded: bool,
    /// The word for it, unless the heading says it.
    pub superseded_word: Option<&'static str>,
    /// Guidance, each line with its ※.
    pub guidance: Vec<Html>,
    /// Examples.
    pub examples: Vec<Html>,
    /// Fields.
    pub fields: Vec<FieldView>,
    /// Table.
    pub table: Option<TableView>,
}

/// A field.
#[derive(Debug, Serialize)]
pub struct FieldView {
    /// Label.
    pub label: String,
    /// What goes in, for those who hear the page.
    pub kind: &'static str,
    /// `lines`, for text of several lines, or `parts`.
    pub lines: Option<u32>,
    /// Blanks and the words between them, in one line.
    pub parts: Vec<Part>,
    /// A reference value beside it: its name, its blank and unit.
    pub reference: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Guidance.
    pub guidance: Option<Html>,
}

/// A blank, or a word between blanks.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The word; none for a blank.
    pub word: Option<String>,
    /// Size of the blank: `short` for a day, `medium` for a figure.
    pub blank: Option<&'static str>,
}

/// A table to fill in.
#[derive(Debug, Serialize)]
pub struct TableView {
    /// Columns.
    pub columns: Vec<ColumnHead>,
    /// Rows.
    pub rows: Vec<RowView>,
    /// The row of the total.
    pub total: Option<TotalRow>,
}

/// A row to fill in.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// Whether it is an example.
    pub example: bool,
    /// Cells.
    pub cells: Vec<GridCell>,
}

/// The row of the total.
#[derive(Debug, Serialize)]
pub struct TotalRow {
    /// Columns before the weights.
    pub before: usize,
    /// Columns after them.
    pub after: usize,
    /// Whether the sum goes over several tables.
    pub of_form: bool,
    /// The total.
    pub total: String,
}

impl FormPage {
    /// The page of a form.
    pub fn new(project: &Project, plan: &Plan, form: &Form) -> Self {
        let page = Address::Form(plan.id.clone(), form.id.clone());
        let totals = total_place(form);
        Self {
            frame: Frame::new(project, Some(plan), &page, &form.title).with(InternalNote::of(&form.handling)),
            filled_by: form.filled_by.clone(),
            intro: form.intro.as_ref().map(|intro| markdown::block(intro, "intro", 2)),
            weights: form.weights.as_ref().map(weights),
            sections: form
                .sections
                .iter()
                .enumerate()
                .map(|(number, section)| {
                    section_view(form, number, section, totals.filter(|place| place.section == number))
                })
                .collect(),
        }
    }
}

fn weights(weights: &Weights) -> WeightsView {
    WeightsView {
        total: total(weights),
        sample: weights.sample,
        note: weights.note.as_ref().map(|note| markdown::block(note, "weights", 3)),
    }
}

fn total(weights: &Weights) -> String {
    NumberFormat::default().format(weights.total) + &weights.unit
}

/// Where the total of the weights is printed: below the last table that takes weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct TotalPlace {
    section: usize,
    /// Whether it sums up several tables.
    of_form: bool,
}

fn total_place(form: &Form) -> Option<TotalPlace> {
    form.weights.as_ref()?;
    let weighted = |(number, section): (usize, &FormSection)| {
        (!section.superseded
            && section
                .table
                .as_ref()
                .is_some_and(|table| table.weight_column.is_some()))
        .then_some(number)
    };
    let sections: Vec<usize> = form.sections.iter().enumerate().filter_map(weighted).collect();
    sections.last().map(|last| TotalPlace {
        section: *last,
        of_form: sections.len() > 1,
    })
}

fn section_view(form: &Form, number: usize, section: &FormSection, total: Option<TotalPlace>) -> SectionView {
    SectionView {
        title: section.title.clone(),
        superseded: section.superseded,
        superseded_word: (section.superseded && !section.title.as_ref().is_some_and(|title| title.contains("参考")))
            .then_some("参考：これまでの様式"),
        guidance: section.guidance.iter().map(guidance).collect(),
        examples: section
            .examples
            .iter()
            .enumerate()
            .map(|(example, text)| markdown::block(text, &format!("section-{number}-example-{example}"), 4))
            .collect(),
        fields: section.fields.iter().map(field_view).collect(),
        table: section
            .table
            .as_ref()
            .map(|table| table_view(form, number, table, total)),
    }
}

/// Guidance opens with ※, as the papers do; those that have it already keep theirs.
fn guidance(text: &Prose) -> Html {
    if text.as_markdown().trim_start().starts_with('※') {
        markdown::inline(text)
    } else {
        markdown::inline(&Prose::new(format!("※ {}", text.as_markdown())))
    }
}

fn field_view(field: &Field) -> FieldView {
    FieldView {
        label: field.label.clone(),
        kind: wording::field_kind(field.kind),
        lines: (field.kind == FieldKind::Text).then(|| field.lines.clamp(1, MOST_LINES)),
        parts: parts(field.kind),
        reference: field.reference.clone(),
        unit: field.unit.clone(),
        guidance: field.guidance.as_ref().map(guidance),
    }
}

fn parts(kind: FieldKind) -> Vec<Part> {
    let blank = |size| Part {
        word: None,
        blank: Some(size),
    };
    let word = |word: &str| Part {
        word: Some(word.to_owned()),
        blank: None,
    };
    let date = || [blank("short"), word("月"), blank("short"), word("日")];
    match kind {
        FieldKind::Text => Vec::new(),
        FieldKind::Number => vec![blank("medium")],
        FieldKind::Date => date().into(),
        FieldKind::DateRange => date().into_iter().chain([word("～")]).chain(date()).collect(),
    }
}

fn table_view(form: &Form, section: usize, table: &FormTable, place: Option<TotalPlace>) -> TableView {
    let name = format!("section-{section}");
    let weight_position = table
        .weight_column
        .as_ref()
        .and_then(|id| table.columns.iter().position(|column| column.id == *id));
    let total = place
        .zip(form.weights.as_ref())
        .zip(weight_position)
        .map(|((place, weights), position)| TotalRow {
            before: position,
            after: table.columns.len() - position - 1,
            of_form: place.of_form,
            total: total(weights),
        });
    TableView {
        columns: table.columns.iter().map(|column| column_head(&name, column)).collect(),
        rows: table
            .rows
            .iter()
            .enumerate()
            .map(|(number, row)| row_view(table, &name, number, row, weight_position))
            .collect(),
        total,
    }
}

fn row_view(table: &FormTable, name: &str, number: usize, row: &FormRow, weight_position: Option<usize>) -> RowView {
    let mut cells = row_cells(name, number, &table.columns, &row.cells);
    if let (Some(weight), Some(position)) = (row.weight, weight_position) {
        let mut column = 0;
        for cell in &mut cells {
            if column == position {
                cell.text
                    .get_or_insert_with(|| Html::text(&NumberFormat::default().format(weight)));
            }
            column += cell.span;
        }
    }
    RowView {
        example: row.example,
        cells,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Handling, TableColumn};
    use crate::quantity::Number;

    fn section(weighted: bool, superseded: bool) -> FormSection {
        let column = |id: &str| TableColumn {
            id: id.to_owned(),
            title: Prose::new(id),
        };
        let row = FormRow {
            cells: Vec::new(),
            weight: Some(Number::parse("10").unwrap()),
            example: true,
        };
        let table = FormTable {
            columns: vec![column("work"), column("weight"), column("end")],
            rows: vec![row],
            weight_column: weighted.then(|| "weight".to_owned()),
        };
        FormSection {
            title: None,
            superseded,
            guidance: Vec::new(),
            examples: Vec::new(),
            fields: Vec::new(),
            table: Some(table),
        }
    }

    fn form(sections: Vec<FormSection>) -> Form {
        let weights = Weights {
            total: Number::parse("100").unwrap(),
            unit: "%".to_owned(),
            sample: true,
            note: None,
        };
        Form {
            handling: Handling::default(),
            id: "f".to_owned(),
            title: "様式".to_owned(),
            filled_by: None,
            intro: None,
            sections,
            weights: Some(weights),
        }
    }

    #[test]
    fn the_total_stands_below_the_last_table_with_weights() {
        let form = form(vec![
            section(true, false),
            section(true, false),
            section(false, false),
            section(true, true),
        ]);
        let place = total_place(&form).unwrap();
        assert_eq!(
            place,
            TotalPlace {
                section: 1,
                of_form: true
            }
        );
        let view = section_view(&form, 1, &form.sections[1], Some(place)).table.unwrap();
        let total = view.total.unwrap();
        assert_eq!((total.before, total.after, total.total.as_str()), (1, 1, "100%"));
        assert_eq!(view.rows[0].cells[1].text, Some(Html::text("10")));
        assert_eq!(view.rows[0].cells[0].text, None);
    }

    #[test]
    fn guidance_has_one_reference_mark() {
        assert_eq!(guidance(&Prose::new("簡潔に書く。")).as_str(), "※ 簡潔に書く。");
        assert_eq!(guidance(&Prose::new("※ 簡潔に書く。")).as_str(), "※ 簡潔に書く。");
    }

    #[test]
    fn a_range_of_days_has_four_blanks() {
        assert_eq!(
            parts(FieldKind::DateRange)
                .iter()
                .filter(|part| part.blank.is_some())
                .count(),
            4
        );
    }
}
