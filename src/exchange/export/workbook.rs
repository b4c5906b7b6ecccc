//! The workbook of a plan (XLSX): what is in it, the published form of every edition, then every tidy table on a sheet.
//!
//! Texts are string cells, never formulas; the date of creation is that of the data.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::published::{self, FormSheet};
use super::schema::{Field, Kind};
use super::table::{Table, Value};
use super::xlsx::{About, Area, Book, Sheet, Strings, Style};
use crate::calendar::Period;
use crate::model::{Plan, Project};

/// The most characters a cell can hold.
const LONGEST: usize = 32_767;
/// Points of a line of text.
const LINE: f64 = 15.0;
/// The highest row there can be, in points.
const HIGHEST: f64 = 405.0;
/// Height of the line of a title.
const TITLE: f64 = 22.0;
const CONTENTS: &str = "はじめに";
/// Width of the column of texts on the first sheet.
const WIDE: u16 = 80;

/// What the first sheet says.
pub struct Cover {
    /// Conditions of use.
    pub licence: Option<String>,
    /// Credit line.
    pub credit: String,
}

/// The workbook of a plan.
pub fn write(project: &Project, plan: &Plan, tables: &[Table], cover: &Cover, document: &[u8]) -> Vec<u8> {
    let forms: Vec<FormSheet> = plan
        .editions
        .iter()
        .rev()
        .filter_map(|edition| published::sheet(project, plan, edition))
        .collect();
    let mut book = Book::default();
    let sheet = contents(&mut book.strings, plan, &forms, tables, cover);
    book.add(sheet);
    for form in &forms {
        let sheet = form_sheet(&mut book.strings, form);
        book.add(sheet);
    }
    for table in tables {
        let sheet = table_sheet(&mut book.strings, table);
        book.add(sheet);
    }
    let sheet = document_sheet(&mut book.strings, document);
    book.add(sheet);
    book.write(&About {
        title: &plan.title,
        author: &plan.organisation,
        comment: "mieruka で作成",
        created: created(plan),
    })
}

/// The sheet from which a workbook is read in again.
pub const DOCUMENT: &str = "読み込み用";
/// Letters of a cell of that sheet: less than half of what a cell holds, because some letters count twice.
const PART: usize = 15_000;

/// The document of the plan in parts, in the order of the rows below the first.
fn document_sheet(strings: &mut Strings<'_>, document: &[u8]) -> Sheet {
    let mut sheet = Sheet::new(DOCUMENT.to_owned());
    sheet.column(80, false);
    sheet.row(0, None);
    sheet.string(0, Style::Wrapped, strings.place(DOCUMENT_NOTE));
    let text = String::from_utf8_lossy(document);
    // `_x000A_` is an escape of the format: without it every reader takes the letters as they are.
    let text = text.trim_end().replace("_x", "\\u005fx");
    let (mut row, mut rest) = (1, text.as_str());
    while !rest.is_empty() {
        let end = rest.char_indices().nth(PART).map_or(rest.len(), |(end, _)| end);
        let (part, after) = rest.split_at(end);
        sheet.row(row, Some(LINE + 1.0));
        sheet.string(0, Style::Text, strings.add(part));
        (row, rest) = (row + 1, after);
    }
    sheet
}

const DOCUMENT_NOTE: &str =
    "このシートは、mieruka import でこのファイルからデータを作り直すためのものです。書きかえないでください。";

/// The day the data is from: the newest publication, or the plan's own date.
fn created(plan: &Plan) -> NaiveDate {
    let published = plan.editions.iter().rev().find_map(|edition| edition.published);
    let day = published.or(plan.adopted).and_then(Period::last_day);
    day.or_else(|| NaiveDate::from_ymd_opt(2000, 1, 1)).unwrap_or_default()
}

fn contents<'text>(
    strings: &mut Strings<'text>,
    plan: &'text Plan,
    forms: &'text [FormSheet],
    tables: &'text [Table],
    cover: &'text Cover,
) -> Sheet {
    let mut sheet = Sheet::new(CONTENTS.to_owned());
    for width in [34, 12, WIDE] {
        sheet.column(width, false);
    }
    sheet.row(0, Some(TITLE));
    sheet.string(0, Style::Title, strings.place(&plan.title));
    let mut lines = vec![("団体", plan.organisation.as_str())];
    lines.extend(cover.licence.as_deref().map(|licence| ("利用条件", licence)));
    lines.push(("出典の書き方", &cover.credit));
    if plan.invented {
        lines.push((
            "架空の団体",
            "この団体、計画及び数値は、見本として作ったもので、実在しません。",
        ));
    }
    lines.push((
        "表の見方",
        "年度の名前のシートは公表の様式です。ほかのシートは集計に使う表で、1行目が列の名前、2行目が機械判読用の列名、3行目からがデータです。値のない列は隠しています。最後の「読み込み用」は、mieruka import でデータに戻すためのシートです。",
    ));
    let mut row = 0;
    for (label, text) in lines {
        row += 1;
        // Told, since not every program finds it out; a little is lost by the indent.
        sheet.row(row, Some(f64::from(lines_in(text, WIDE - 4)) * LINE + 1.0));
        sheet.string(0, Style::Text, strings.place(label));
        sheet.string(2, Style::Wrapped, strings.place(text));
    }
    row += 2;
    sheet.row(row, None);
    for (column, head) in [(0, "シート"), (1, "行数"), (2, "1行が表すもの")] {
        sheet.string(column, Style::Head, strings.place(head));
    }
    let forms = forms.iter().map(|form| (form.name.as_str(), None, form.title.as_str()));
    let tables = tables
        .iter()
        .map(|table| (table.schema.title, Some(table.rows.len()), table.schema.row));
    for (name, count, about) in forms.chain(tables) {
        row += 1;
        sheet.row(row, None);
        sheet.string(0, Style::Link, strings.place(name));
        sheet.link(0, &sheet_name(name), name);
        if let Some(count) = count {
            sheet.number(1, Style::Text, &count.to_string());
        }
        sheet.string(2, Style::Wrapped, strings.place(about));
    }
    sheet
}

/// Sheet names are short and without marks of addresses.
fn sheet_name(title: &str) -> String {
    let letters = title.chars().map(|letter| match letter {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => '・',
        other => other,
    });
    letters.take(31).collect()
}

fn form_sheet<'text>(strings: &mut Strings<'text>, form: &'text FormSheet) -> Sheet {
    let mut sheet = Sheet::new(sheet_name(&form.name));
    for (_, width) in &form.heads {
        sheet.column(*width, false);
    }
    sheet.row(0, Some(TITLE));
    sheet.string(0, Style::Title, strings.place(&form.title));
    sheet.row(1, None);
    sheet.string(0, Style::Text, strings.place(&form.subtitle));
    sheet.row(TOP - 1, Some(2.5 * LINE));
    for (column, (head, _)) in (0..).zip(&form.heads) {
        sheet.string(column, Style::Head, strings.place(head));
    }
    sheet.freeze(TOP, form.fixed);
    let lines = grid(strings, form);
    for (line, (cells, height)) in (0..).zip(lines.iter().zip(heights(form))) {
        sheet.row(TOP + line, Some(height));
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Some((style, Some(place))) => sheet.string(column, *style, *place),
                Some((style, None)) => sheet.blank(column, *style),
                None => {}
            }
        }
    }
    for cell in form.cells.iter().filter(|cell| cell.lines > 1 || cell.columns > 1) {
        sheet.merge(Area {
            rows: (TOP + cell.line, TOP + cell.line + cell.lines - 1),
            columns: (cell.column, cell.column + cell.columns - 1),
        });
    }
    for (index, note) in (1..).zip(&form.notes) {
        sheet.row(TOP + form.lines + index, None);
        sheet.string(0, Style::Text, string(strings, note));
    }
    sheet
}

/// A cell of a form: its look, and its text where it is the first of those merged with it and not empty.
type Square = Option<(Style, Option<u32>)>;

/// The cells of a form, line by line.
fn grid<'text>(strings: &mut Strings<'text>, form: &'text FormSheet) -> Vec<Vec<Square>> {
    let size = |count: u32| usize::try_from(count).unwrap_or(0);
    let mut grid: Vec<Vec<Square>> = vec![vec![None; form.heads.len()]; size(form.lines)];
    for cell in &form.cells {
        let style = if cell.is_head { Style::Heading } else { Style::Cell };
        let mut place = (!cell.text.is_empty()).then(|| string(strings, &cell.text));
        for line in grid.iter_mut().skip(size(cell.line)).take(size(cell.lines)) {
            let columns = line.iter_mut().skip(usize::from(cell.column));
            for square in columns.take(usize::from(cell.columns)) {
                *square = Some((style, place.take()));
            }
        }
    }
    grid
}

/// Rows above the table: title, subtitle, heads.
const TOP: u32 = 3;

/// Heights of the lines: cells of one line decide first, then what is left of merged cells goes to their last line.
fn heights(form: &FormSheet) -> Vec<f64> {
    let mut heights = vec![LINE + 3.0; usize::try_from(form.lines).unwrap_or(0)];
    let mut cells: Vec<_> = form.cells.iter().collect();
    cells.sort_by_key(|cell| cell.lines);
    for cell in cells {
        let columns = form
            .heads
            .iter()
            .skip(usize::from(cell.column))
            .take(usize::from(cell.columns));
        let width: u16 = columns.map(|(_, width)| width).sum();
        let needed = f64::from(lines_in(&cell.text, width)) * LINE + 3.0;
        let first = usize::try_from(cell.line).unwrap_or(0);
        let last = first + usize::try_from(cell.lines).unwrap_or(1) - 1;
        let given: f64 = heights[first..=last].iter().sum();
        if needed > given {
            // A row higher than a sheet allows is spread over the lines above it.
            let each = (needed - given) / f64::from(cell.lines);
            for height in &mut heights[first..=last] {
                *height = (*height + each).min(HIGHEST);
            }
        }
    }
    heights
}

/// Lines of a text in a column so many half-width characters wide.
fn lines_in(text: &str, width: u16) -> u32 {
    let width = usize::from(width.max(4));
    let lines = text.lines().map(|line| {
        let letters = unicode_width::UnicodeWidthStr::width(line);
        u32::try_from(letters.div_ceil(width).max(1)).unwrap_or(u32::MAX)
    });
    lines.sum::<u32>().max(1)
}

fn table_sheet<'text>(strings: &mut Strings<'text>, table: &'text Table) -> Sheet {
    let mut sheet = Sheet::new(sheet_name(table.schema.title));
    let fields: Vec<&Field> = table.schema.fields().collect();
    for (index, field) in fields.iter().enumerate() {
        let width = match field.kind {
            Kind::Markdown => 48,
            Kind::Text => 18,
            Kind::Id | Kind::Code(_) => 14,
            Kind::Integer | Kind::Number | Kind::Date | Kind::Flag => 11,
        };
        sheet.column(width, table.rows.iter().all(|row| row[index] == Value::Empty));
    }
    sheet.row(0, Some(2.0 * LINE));
    for (column, field) in (0..).zip(&fields) {
        sheet.string(column, Style::Head, strings.place(field.title));
    }
    sheet.row(1, None);
    for (column, field) in (0..).zip(&fields) {
        sheet.string(column, Style::Name, strings.place(field.name));
    }
    let mut above = vec![("", None); fields.len()];
    let mut line = 1;
    for row in &table.rows {
        line += 1;
        // All lines of one height: long texts are read in the cell or in the published form.
        sheet.row(line, Some(LINE + 1.0));
        for (column, (value, above)) in (0..).zip(row.iter().zip(&mut above)) {
            write_value(&mut sheet, strings, column, value, above);
        }
    }
    let last_column = u16::try_from(fields.len() - 1).unwrap_or(u16::MAX);
    sheet.filter(Area {
        rows: (1, line),
        columns: (0, last_column),
    });
    sheet.freeze(2, 0);
    sheet
}

/// Writes a value. `above` is the last text of the column with its place: most texts of a table are those of the row before.
fn write_value<'text>(
    sheet: &mut Sheet,
    strings: &mut Strings<'text>,
    column: u16,
    value: &'text Value,
    above: &mut (&'text str, Option<u32>),
) {
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            let place = match *above {
                (before, Some(place)) if before == text.as_str() => place,
                _ => string(strings, text),
            };
            *above = (text, Some(place));
            sheet.string(column, Style::Text, place);
        }
        Value::Flag(flag) => {
            sheet.string(column, Style::Text, strings.place(if *flag { "true" } else { "false" }));
        }
        Value::Date(day) => match serial(*day) {
            Some(serial) => sheet.number(column, Style::Date, &serial.to_string()),
            None => sheet.string(column, Style::Text, strings.add(&value.to_string())),
        },
        Value::Integer(number) => sheet.number(column, Style::Number(0), &number.to_string()),
        Value::Number(number) => {
            let digits = number.to_string();
            let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
            // What is shown is said by the look of the cell.
            let shortest = match decimals.trim_end_matches('0').len() {
                0 => whole,
                kept => &digits[..=whole.len() + kept],
            };
            sheet.number(column, Style::Number(decimals.len()), shortest);
        }
    }
}

/// A day as spreadsheets count it, where they know it: none before 1900 or after 9999, and one too many before March 1900.
fn serial(day: NaiveDate) -> Option<i64> {
    let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let known = date(1900, 1, 1)? <= day && day <= date(9999, 12, 31)?;
    let counted = day.signed_duration_since(date(1899, 12, 30)?).num_days();
    known.then_some(if day < date(1900, 3, 1)? { counted - 1 } else { counted })
}

/// The place of a text among the strings, as far as it fits into a cell; the rest is in the CSV.
fn string<'text>(strings: &mut Strings<'text>, text: &'text str) -> u32 {
    match fitting(text) {
        Cow::Borrowed(text) => strings.place(text),
        Cow::Owned(text) => strings.add(&text),
    }
}

fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST || text.chars().count() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let note = "…（長いため途中まで。全文はCSV又はJSONにあります）";
    let kept: String = text.chars().take(LONGEST - note.chars().count()).collect();
    Cow::Owned(kept + note)
}
