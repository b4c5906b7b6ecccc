//! The workbook of a plan (XLSX): what is in it, the published form of every edition, then every tidy table on a sheet.
//!
//! Texts are string cells, never formulas; the date of creation is that of the data.

use std::io;
use std::sync::Mutex;
use std::thread;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};

use super::published::{self, FormSheet};
use super::schema::Kind;
use super::table::{Table, Value};
use crate::calendar::Period;
use crate::model::{Plan, Project};

/// The most characters a cell can hold.
const LONGEST: usize = 32_767;
const FONT: &str = "BIZ UDPGothic";
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
pub fn write(
    project: &Project,
    plan: &Plan,
    tables: &[Table],
    cover: &Cover,
    document: &[u8],
) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&plan.title)
            .set_author(&plan.organisation)
            .set_comment("mieruka で作成")
            .set_creation_datetime(&created(plan)?),
    );
    let forms: Vec<FormSheet> = plan
        .editions
        .iter()
        .rev()
        .filter_map(|edition| published::sheet(project, plan, edition))
        .collect();
    contents(workbook.add_worksheet(), &formats, plan, &forms, tables, cover)?;
    for form in &forms {
        write_form(workbook.add_worksheet(), &formats, form)?;
    }
    for table in tables {
        write_table(workbook.add_worksheet(), &formats, table)?;
    }
    write_document(workbook.add_worksheet(), &formats, document)?;
    room_for_threads(workbook.worksheets().len())?;
    workbook.save_to_buffer()
}

/// The writer takes a thread for each sheet, and panics where the system gives none. Asked for beforehand, it is an error like others.
fn room_for_threads(count: usize) -> io::Result<()> {
    let gate = Mutex::new(());
    thread::scope(|scope| {
        let closed = gate.lock();
        let one = || thread::Builder::new().spawn_scoped(scope, || drop(gate.lock()));
        let begun = (0..count).try_for_each(|_| one().map(drop));
        drop(closed);
        begun
    })
}

/// The sheet from which a workbook is read in again.
pub const DOCUMENT: &str = "読み込み用";
/// Letters of a cell of that sheet: less than half of what a cell holds, because some letters count twice.
const PART: usize = 15_000;

/// The document of the plan in parts, in the order of the rows below the first.
fn write_document(sheet: &mut Worksheet, formats: &Formats, document: &[u8]) -> Result<(), XlsxError> {
    page(sheet, DOCUMENT)?;
    sheet.set_column_width(0, 80)?;
    sheet.write_string_with_format(0, 0, DOCUMENT_NOTE, &formats.wrapped)?;
    let text = String::from_utf8_lossy(document);
    // `_x000A_` is an escape of the format: without it every reader takes the letters as they are.
    let text: Vec<char> = text.trim_end().replace("_x", "\\u005fx").chars().collect();
    for (row, part) in (1..).zip(text.chunks(PART)) {
        sheet.set_row_height(row, LINE + 1.0)?;
        sheet.write_string_with_format(row, 0, part.iter().collect::<String>(), &formats.text)?;
    }
    Ok(())
}

const DOCUMENT_NOTE: &str =
    "このシートは、mieruka import でこのファイルからデータを作り直すためのものです。書きかえないでください。";

/// The day the data is from: the newest publication, or the plan's own date.
fn created(plan: &Plan) -> Result<ExcelDateTime, XlsxError> {
    let published = plan.editions.iter().rev().find_map(|edition| edition.published);
    let day = published.or(plan.adopted).and_then(Period::last_day);
    let text = day.map_or_else(|| "2000-01-01".to_owned(), |day| day.format("%Y-%m-%d").to_string());
    ExcelDateTime::parse_from_str(&text)
}

struct Formats {
    title: Format,
    text: Format,
    wrapped: Format,
    head: Format,
    name: Format,
    cell: Format,
    heading: Format,
    date: Format,
    link: Format,
    /// Numbers by their decimals.
    numbers: [Format; 7],
}

impl Formats {
    fn new() -> Self {
        let base = || {
            Format::new()
                .set_font_name(FONT)
                .set_font_size(10)
                .set_align(FormatAlign::Top)
        };
        let bordered = || {
            base()
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0x0094_9494))
                .set_text_wrap()
        };
        let ground = Color::RGB(0x00E8_F1FE);
        Self {
            title: base().set_font_size(14).set_bold(),
            text: base(),
            wrapped: base().set_text_wrap().set_indent(1),
            head: bordered()
                .set_bold()
                .set_background_color(ground)
                .set_align(FormatAlign::VerticalCenter)
                .set_align(FormatAlign::Center),
            name: base().set_font_size(8).set_font_color(Color::RGB(0x0062_6264)),
            cell: bordered(),
            heading: bordered().set_bold().set_background_color(Color::RGB(0x00F2_F2F2)),
            date: base().set_num_format("yyyy-mm-dd"),
            link: base()
                .set_font_color(Color::RGB(0x0000_31D8))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            numbers: std::array::from_fn(|decimals| match decimals {
                0 => base().set_num_format("0"),
                _ => base().set_num_format(format!("0.{}", "0".repeat(decimals))),
            }),
        }
    }
}

fn contents(
    sheet: &mut Worksheet,
    formats: &Formats,
    plan: &Plan,
    forms: &[FormSheet],
    tables: &[Table],
    cover: &Cover,
) -> Result<(), XlsxError> {
    page(sheet, CONTENTS)?;
    for (column, width) in [(0, 34.0), (1, 12.0), (2, f64::from(WIDE))] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_row_height(0, TITLE)?;
    sheet.write_string_with_format(0, 0, &plan.title, &formats.title)?;
    let mut row = 1;
    let mut line = |sheet: &mut Worksheet, label: &str, text: &str| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, label, &formats.text)?;
        sheet.write_string_with_format(row, 2, text, &formats.wrapped)?;
        // Told, since not every program finds it out; a little is lost by the indent.
        sheet.set_row_height(row, f64::from(lines_in(text, WIDE - 4)) * LINE + 1.0)?;
        row += 1;
        Ok(())
    };
    line(sheet, "団体", &plan.organisation)?;
    if let Some(licence) = &cover.licence {
        line(sheet, "利用条件", licence)?;
    }
    line(sheet, "出典の書き方", &cover.credit)?;
    if plan.invented {
        line(
            sheet,
            "架空の団体",
            "この団体、計画及び数値は、見本として作ったもので、実在しません。",
        )?;
    }
    line(
        sheet,
        "表の見方",
        "年度の名前のシートは公表の様式です。ほかのシートは集計に使う表で、1行目が列の名前、2行目が機械判読用の列名、3行目からがデータです。値のない列は隠しています。最後の「読み込み用」は、mieruka import でデータに戻すためのシートです。",
    )?;
    row += 1;
    for (column, head) in [(0, "シート"), (1, "行数"), (2, "1行が表すもの")] {
        sheet.write_string_with_format(row, column, head, &formats.head)?;
    }
    let forms = forms.iter().map(|form| (form.name.as_str(), None, form.title.as_str()));
    let tables = tables
        .iter()
        .map(|table| (table.schema.title, Some(table.rows.len()), table.schema.row));
    for (name, count, about) in forms.chain(tables) {
        row += 1;
        let url = Url::new(format!("internal:'{}'!A1", sheet_name(name))).set_text(name);
        sheet.write_url_with_format(row, 0, url, &formats.link)?;
        if let Some(count) = count {
            sheet.write_number_with_format(
                row,
                1,
                f64::from(u32::try_from(count).unwrap_or(u32::MAX)),
                &formats.text,
            )?;
        }
        sheet.write_string_with_format(row, 2, about, &formats.wrapped)?;
    }
    Ok(())
}

/// Sheet names are short and without marks of addresses.
fn sheet_name(title: &str) -> String {
    let letters = title.chars().map(|letter| match letter {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => '・',
        other => other,
    });
    letters.take(31).collect()
}

/// A4 landscape, one page wide, page numbers at the foot.
fn page(sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(name))?;
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer("&L&8&A&R&8&P / &N");
    Ok(())
}

fn write_form(sheet: &mut Worksheet, formats: &Formats, form: &FormSheet) -> Result<(), XlsxError> {
    page(sheet, &form.name)?;
    sheet.set_row_height(0, TITLE)?;
    sheet.write_string_with_format(0, 0, &form.title, &formats.title)?;
    sheet.write_string_with_format(1, 0, &form.subtitle, &formats.text)?;
    for (column, (head, width)) in (0_u16..).zip(&form.heads) {
        sheet.set_column_width(column, f64::from(*width))?;
        sheet.write_string_with_format(TOP - 1, column, head, &formats.head)?;
    }
    sheet.set_row_height(TOP - 1, 2.5 * LINE)?;
    sheet.set_freeze_panes(TOP, form.fixed)?;
    sheet.set_repeat_rows(0, TOP - 1)?;
    for (index, height) in (TOP..).zip(heights(form)) {
        sheet.set_row_height(index, height)?;
    }
    for cell in &form.cells {
        let format = if cell.is_head { &formats.heading } else { &formats.cell };
        let (first, last) = (TOP + cell.line, TOP + cell.line + cell.lines - 1);
        let (left, right) = (cell.column, cell.column + cell.columns - 1);
        if first == last && left == right {
            sheet.write_string_with_format(first, left, fitting(&cell.text), format)?;
        } else {
            sheet.merge_range(first, left, last, right, &fitting(&cell.text), format)?;
        }
    }
    for (index, note) in (0_u32..).zip(&form.notes) {
        sheet.write_string_with_format(TOP + form.lines + 1 + index, 0, fitting(note), &formats.text)?;
    }
    Ok(())
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

fn write_table(sheet: &mut Worksheet, formats: &Formats, table: &Table) -> Result<(), XlsxError> {
    page(sheet, table.schema.title)?;
    let mut last_column = 0;
    for (column, (index, field)) in (0_u16..).zip(table.schema.fields().enumerate()) {
        sheet.write_string_with_format(0, column, field.title, &formats.head)?;
        sheet.write_string_with_format(1, column, field.name, &formats.name)?;
        let width = match field.kind {
            Kind::Markdown => 48.0,
            Kind::Text => 18.0,
            Kind::Id | Kind::Code(_) => 14.0,
            Kind::Integer | Kind::Number | Kind::Date | Kind::Flag => 11.0,
        };
        sheet.set_column_width(column, width)?;
        let is_empty = table.rows.iter().all(|row| row[index] == Value::Empty);
        if is_empty {
            sheet.set_column_hidden(column)?;
        }
        last_column = column;
    }
    sheet.set_row_height(0, 2.0 * LINE)?;
    let mut line = 1;
    for row in &table.rows {
        line += 1;
        // All lines of one height: long texts are read in the cell or in the published form.
        sheet.set_row_height(line, LINE + 1.0)?;
        for (column, value) in (0_u16..).zip(row) {
            write_value(sheet, formats, line, column, value)?;
        }
    }
    sheet.autofilter(1, 0, line, last_column)?;
    sheet.set_freeze_panes(2, 0)?;
    sheet.set_repeat_rows(0, 1)?;
    Ok(())
}

fn write_value(
    sheet: &mut Worksheet,
    formats: &Formats,
    line: u32,
    column: u16,
    value: &Value,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            sheet.write_string_with_format(line, column, fitting(text), &formats.text)?;
        }
        Value::Flag(flag) => {
            sheet.write_string_with_format(line, column, flag.to_string(), &formats.text)?;
        }
        Value::Date(day) => {
            let text = day.format("%Y-%m-%d").to_string();
            // Spreadsheets know no day before 1900.
            match ExcelDateTime::parse_from_str(&text) {
                Ok(date) => sheet.write_datetime_with_format(line, column, date, &formats.date)?,
                Err(_) => sheet.write_string_with_format(line, column, text, &formats.text)?,
            };
        }
        Value::Integer(_) | Value::Number(_) => {
            let digits = value.plain();
            let Ok(number) = digits.parse::<f64>() else {
                sheet.write_string_with_format(line, column, digits, &formats.text)?;
                return Ok(());
            };
            let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let format = formats.numbers.get(decimals).unwrap_or(&formats.text);
            sheet.write_number_with_format(line, column, number, format)?;
        }
    }
    Ok(())
}

/// What fits into a cell; the rest is in the CSV.
fn fitting(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let note = "…（長いため途中まで。全文はCSV又はJSONにあります）";
    let kept: String = text.chars().take(LONGEST - note.chars().count()).collect();
    kept + note
}
