//! Sheets of a return form: the only file that knows how a workbook is written.
//!
//! Cells to write in are unlocked and hold text as it is typed, so that no spreadsheet program makes a date of 4/1 or a
//! fraction of 80.5%. No cells are merged: sheets can be sorted, and rows put in between.

pub(super) use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, ProtectionOptions, Workbook, Worksheet,
};

use unicode_width::UnicodeWidthStr as _;

/// How a cell looks, and whether it may be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Title of a sheet.
    Title,
    /// A line of guidance, as long as it is.
    Guide,
    /// Running text.
    Body,
    /// Head of a column.
    Head,
    /// Heading above measures.
    Path,
    /// Name of a measure or indicator.
    Name,
    /// What a row is for.
    Label,
    /// A cell to write text in.
    Input,
    /// A cell to choose a word in.
    Choice,
    /// A cell to write a figure in.
    Figure,
    /// Last year's, the plan's, what is answered already.
    Given,
    /// A figure of last year.
    GivenFigure,
    /// A cell in which there is nothing to write.
    Void,
    /// What is still to be done.
    Check,
}

/// A workbook whose bytes depend on nothing but what is put in.
pub(super) struct Book(Workbook);

/// A sheet.
pub(super) struct Sheet(Worksheet);

/// What a cell to write in asks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Help {
    /// Title of the message shown beside the cell; at most 32 characters.
    pub title: String,
    /// The message; at most 255 characters.
    pub text: String,
}

impl Book {
    pub(super) fn new(title: &str) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        // A fixed day, so that the same form has the same bytes.
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(
            &DocProperties::new()
                .set_title(title)
                .set_author("mieruka")
                .set_creation_datetime(&made),
        );
        Ok(Self(workbook))
    }

    pub(super) fn push(&mut self, sheet: Sheet) {
        self.0.push_worksheet(sheet.0);
    }

    pub(super) fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        self.0.save_to_buffer()
    }
}

impl Sheet {
    pub(super) fn new(name: &str) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        Ok(Self(sheet))
    }

    /// A sheet that people do not see; `deep`: nor are offered to.
    pub(super) fn hidden(name: &str, deep: bool) -> Result<Self, XlsxError> {
        let mut sheet = Self::new(name)?;
        if deep {
            sheet.0.set_very_hidden(true);
        } else {
            sheet.0.set_hidden(true);
        }
        Ok(sheet)
    }

    pub(super) fn widths(&mut self, widths: &[f64]) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(widths) {
            if *width > 0.0 {
                self.0.set_column_width(column, *width)?;
            } else {
                self.0.set_column_hidden(column)?;
            }
        }
        Ok(())
    }

    pub(super) fn text(&mut self, row: u32, column: u16, text: &str, style: Style) -> Result<(), XlsxError> {
        if text.is_empty() {
            self.0.write_blank(row, column, &style.format())?;
        } else {
            self.0.write_string_with_format(row, column, text, &style.format())?;
        }
        Ok(())
    }

    /// Makes a row high enough for texts in columns of these widths, and for so many lines to write in.
    ///
    /// Told, since a spreadsheet program that opens a file does not always find it out.
    pub(super) fn fit(&mut self, row: u32, texts: &[(&str, f64)], least: usize) -> Result<(), XlsxError> {
        let lines = texts
            .iter()
            .map(|(text, width)| lines(text, *width))
            .max()
            .unwrap_or(1)
            .max(least);
        let lines = u32::try_from(lines).unwrap_or(u32::MAX).min(25);
        self.0.set_row_height(row, 4.0 + 14.5 * f64::from(lines))?;
        Ok(())
    }

    /// A formula and what it gives before anything is written in.
    pub(super) fn formula(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        result: &str,
        style: Style,
    ) -> Result<(), XlsxError> {
        // An empty result would be written as the number 0.
        let shown = if result.is_empty() { " " } else { result };
        self.0
            .write_formula_with_format(row, column, Formula::new(formula).set_result(shown), &style.format())?;
        Ok(())
    }

    /// The cell takes one of the words of a range.
    pub(super) fn choice(&mut self, row: u32, column: u16, range: &str, help: &Help) -> Result<(), XlsxError> {
        let list = DataValidation::new()
            .allow_list_formula(Formula::new(range))
            .set_error_title("選択肢にない言葉です")?
            .set_error_message("右の▼から選んでください。選択肢を足したいときは、提出先に相談してください。")?;
        self.0
            .add_data_validation(row, column, row, column, &help.put_on(list)?)?;
        Ok(())
    }

    /// The cell takes a number; anything else is asked about, and kept when the writer says so.
    pub(super) fn number(&mut self, row: u32, column: u16, formula: &str, help: &Help) -> Result<(), XlsxError> {
        let number = DataValidation::new()
            .allow_custom(Formula::new(formula))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("数値として読めません")?
            .set_error_message(
                "数値だけを書いてください（例: 21.4）。値がないときは空欄にして、「値がない理由」を選びます。",
            )?;
        self.0
            .add_data_validation(row, column, row, column, &help.put_on(number)?)?;
        self.0
            .ignore_error(row, column, rust_xlsxwriter::IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    /// A message beside the cell while it is chosen.
    pub(super) fn help(&mut self, row: u32, column: u16, help: &Help) -> Result<(), XlsxError> {
        let any = DataValidation::new().allow_any_value();
        self.0
            .add_data_validation(row, column, row, column, &help.put_on(any)?)?;
        Ok(())
    }

    /// The heads stay in sight, and are printed on every page of A4 across.
    pub(super) fn heads(&mut self, row: u32, columns: u16, last_row: u32, last_column: u16) -> Result<(), XlsxError> {
        self.0.set_freeze_panes(row + 1, columns)?;
        self.0.set_repeat_rows(row, row)?;
        self.0.set_print_area(0, 1, last_row, last_column)?;
        self.print();
        Ok(())
    }

    /// A4 across, as wide as the paper.
    pub(super) fn print(&mut self) {
        self.0.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        self.0.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        self.0.set_footer("&L&A&R&P / &N");
    }

    /// Only cells to write in can be changed; rows can be put in between, and their heights set.
    pub(super) fn protect(&mut self) {
        let options = ProtectionOptions {
            format_rows: true,
            format_columns: true,
            insert_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::default()
        };
        self.0.protect_with_options(&options);
    }

    pub(super) fn plain(&mut self) {
        self.0.set_screen_gridlines(false);
    }
}

impl Help {
    pub(super) fn new(title: &str, text: &str) -> Self {
        Self {
            title: cut(title, 32),
            text: cut(text, 255),
        }
    }

    fn put_on(&self, validation: DataValidation) -> Result<DataValidation, XlsxError> {
        if self.text.is_empty() {
            return Ok(validation);
        }
        validation.set_input_title(&self.title)?.set_input_message(&self.text)
    }
}

/// The lines a text takes in a column.
fn lines(text: &str, width: f64) -> usize {
    let fits = |line: &str| {
        let cells = f64::from(u32::try_from(line.width_cjk()).unwrap_or(u32::MAX));
        // Lines break before the last letter, and the widest letters are a little wider than two digits.
        (1..200)
            .find(|lines| cells * 1.04 <= f64::from(*lines) * (width - 1.0))
            .unwrap_or(200)
    };
    text.split('\n').map(fits).sum::<i32>().unsigned_abs() as usize
}

/// So many characters, as spreadsheets count them.
fn cut(text: &str, longest: usize) -> String {
    let fits = |text: &str| text.encode_utf16().count() <= longest;
    if fits(text) {
        return text.to_owned();
    }
    let mut cut = String::new();
    for letter in text.chars() {
        if !fits(&format!("{cut}{letter}…")) {
            break;
        }
        cut.push(letter);
    }
    cut + "…"
}

const INK: Color = Color::RGB(0x1a_1a1c);
const LINE: Color = Color::RGB(0x94_9494);
const TO_FILL: Color = Color::RGB(0xff_f6d6);
const BAND: Color = Color::RGB(0x00_17c1);
const PALE: Color = Color::RGB(0xe8_f1fe);
const GREY: Color = Color::RGB(0xf2_f2f2);

impl Style {
    fn format(self) -> Format {
        let base = Format::new()
            .set_font_name("BIZ UDPゴシック")
            .set_font_size(11)
            .set_font_color(INK);
        let base = base.set_align(FormatAlign::Top);
        let cell = |format: Format| {
            format
                .set_text_wrap()
                .set_border(FormatBorder::Thin)
                .set_border_color(LINE)
        };
        let open = |format: Format| {
            cell(format)
                .set_background_color(TO_FILL)
                .set_unlocked()
                .set_num_format("@")
        };
        match self {
            Self::Title => base.set_font_size(16).set_bold(),
            Self::Guide => base,
            Self::Body => base.set_text_wrap(),
            Self::Head => cell(base)
                .set_bold()
                .set_background_color(PALE)
                .set_align(FormatAlign::VerticalCenter),
            Self::Path => base.set_bold().set_background_color(BAND).set_font_color(Color::White),
            Self::Name => base
                .set_bold()
                .set_font_size(12)
                .set_border_top(FormatBorder::Medium)
                .set_border_color(LINE),
            Self::Label | Self::Void => cell(base).set_background_color(GREY),
            Self::Input => open(base),
            Self::Choice => open(base).set_bold(),
            Self::Figure => open(base).set_align(FormatAlign::Right),
            Self::Given => cell(base),
            Self::GivenFigure => cell(base).set_align(FormatAlign::Right).set_num_format("@"),
            Self::Check => base.set_bold().set_font_color(Color::RGB(0xac_3e00)).set_text_wrap(),
        }
    }
}
