//! A sheet, written row by row from the top, cell by cell from the left.

use std::fmt;
use std::fmt::Write as _;

use super::style::Style;
use super::text;

/// The part of a sheet that rows and columns, counted from 0, enclose: both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Top and bottom.
    pub rows: (u32, u32),
    /// Left and right.
    pub columns: (u16, u16),
}

impl fmt::Display for Area {
    /// `A1:B2`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let corner = |column, row: u32| format!("{}{}", Letters::of(column).as_str(), row + 1);
        write!(
            formatter,
            "{}:{}",
            corner(self.columns.0, self.rows.0),
            corner(self.columns.1, self.rows.1)
        )
    }
}

/// A sheet.
pub struct Sheet {
    pub(super) name: String,
    /// Rows and columns that stay when the sheet is scrolled.
    frozen: (u32, u16),
    /// Rows that are printed on top of every page.
    pub(super) repeated: u32,
    pub(super) filter: Option<Area>,
    columns: Vec<u8>,
    merged: Vec<Area>,
    links: Vec<u8>,
    rows: Vec<u8>,
    letters: Vec<Letters>,
    /// The row being written, counted from 1; 0 before the first.
    row: u32,
    /// Where a cell would stand that says nothing of its place.
    next: Option<u16>,
    last_column: u16,
}

impl Sheet {
    /// A sheet with nothing in it, A4 landscape, one page wide, page numbers at the foot.
    pub fn new(name: String) -> Self {
        Self {
            name,
            frozen: (0, 0),
            repeated: 0,
            filter: None,
            columns: Vec::new(),
            merged: Vec::new(),
            links: Vec::new(),
            rows: Vec::new(),
            letters: Vec::new(),
            row: 0,
            next: None,
            last_column: 0,
        }
    }

    /// The next column from the left: its width in half-width characters.
    pub fn column(&mut self, width: u16, is_hidden: bool) {
        let column = self.letters.len();
        self.letters
            .push(Letters::of(u16::try_from(column).unwrap_or(u16::MAX)));
        let number = column + 1;
        let hidden = if is_hidden { " hidden=\"1\"" } else { "" };
        // Five pixels of a column are its margins, and a character of the default font has seven.
        let width = f64::from(width) + 0.710_937_5;
        let column = format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\"{hidden} customWidth=\"1\"/>");
        self.columns.extend_from_slice(column.as_bytes());
    }

    /// Rows above and columns left of what is scrolled. The rows are printed on every page.
    pub fn freeze(&mut self, rows: u32, columns: u16) {
        self.frozen = (rows, columns);
        self.repeated = rows;
    }

    /// Arrows for filtering, at the first row of the area.
    pub fn filter(&mut self, area: Area) {
        self.filter = Some(area);
    }

    /// Makes one cell of several.
    pub fn merge(&mut self, area: Area) {
        self.merged.push(area);
    }

    /// Begins a row, counted from 0; a height in points, where it is not the usual one.
    pub fn row(&mut self, row: u32, height: Option<f64>) {
        self.end_row();
        self.row = row + 1;
        self.next = None;
        self.rows.extend_from_slice(b"<row r=\"");
        text::number(&mut self.rows, self.row);
        if let Some(height) = height {
            // Heights are whole pixels, of which three points are four.
            let points = (height * 4.0 / 3.0).round() * 0.75;
            self.rows
                .extend_from_slice(format!("\" ht=\"{points}\" customHeight=\"1").as_bytes());
        }
        self.rows.extend_from_slice(b"\">");
    }

    fn end_row(&mut self) {
        if self.row > 0 {
            self.rows.extend_from_slice(b"</row>");
        }
    }

    /// A string by its place among the strings.
    pub fn string(&mut self, column: u16, style: Style, place: u32) {
        self.begin_cell(column, style);
        self.rows.extend_from_slice(b" t=\"s\"><v>");
        text::number(&mut self.rows, place);
        self.rows.extend_from_slice(b"</v></c>");
    }

    /// A number in plain notation.
    pub fn number(&mut self, column: u16, style: Style, digits: &str) {
        self.begin_cell(column, style);
        self.rows.extend_from_slice(b"><v>");
        self.rows.extend_from_slice(digits.as_bytes());
        self.rows.extend_from_slice(b"</v></c>");
    }

    /// A cell with nothing in it.
    pub fn blank(&mut self, column: u16, style: Style) {
        self.begin_cell(column, style);
        self.rows.extend_from_slice(b"/>");
    }

    fn begin_cell(&mut self, column: u16, style: Style) {
        self.last_column = self.last_column.max(column);
        self.rows.extend_from_slice(b"<c");
        // The first cell of a row and the first after a gap say where they are: the others follow.
        if self.next != Some(column) {
            let letters = self.letters.get(usize::from(column)).copied();
            let letters = letters.unwrap_or_else(|| Letters::of(column));
            self.rows.extend_from_slice(b" r=\"");
            self.rows.extend_from_slice(letters.as_str().as_bytes());
            text::number(&mut self.rows, self.row);
            self.rows.push(b'"');
        }
        self.next = column.checked_add(1);
        self.rows.extend_from_slice(b" s=\"");
        text::number(&mut self.rows, style.place());
        self.rows.push(b'"');
    }

    /// Makes a link to the top of another sheet of a cell in the row being written.
    pub fn link(&mut self, column: u16, sheet: &str, shown: &str) {
        let link = format!(
            "<hyperlink ref=\"{}{}\" location=\"{}\" display=\"{}\"/>",
            Letters::of(column).as_str(),
            self.row,
            text::attribute(&format!("'{sheet}'!A1")),
            text::attribute(shown)
        );
        self.links.extend_from_slice(link.as_bytes());
    }

    /// The part of the file.
    pub(super) fn part(mut self, is_first: bool) -> Vec<u8> {
        self.end_row();
        let mut out = Vec::with_capacity(self.rows.len() + self.links.len() + 4096);
        let whole = Area {
            rows: (0, self.row.saturating_sub(1)),
            columns: (0, self.last_column),
        };
        let start = format!(
            "{}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr><pageSetUpPr \
             fitToPage=\"1\"/></sheetPr><dimension ref=\"{whole}\"/><sheetViews><sheetView{} workbookViewId=\"0\">{}</sheetView>\
             </sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>",
            text::DECLARATION,
            if is_first { " tabSelected=\"1\"" } else { "" },
            self.panes()
        );
        out.extend_from_slice(start.as_bytes());
        let mut put = |start: &str, parts: &[u8], end: &str| {
            if !parts.is_empty() {
                out.extend_from_slice(start.as_bytes());
                out.extend_from_slice(parts);
                out.extend_from_slice(end.as_bytes());
            }
        };
        put("<cols>", &self.columns, "</cols>");
        put("<sheetData>", &self.rows, "</sheetData>");
        if let Some(filter) = self.filter {
            put("<autoFilter ref=\"", filter.to_string().as_bytes(), "\"/>");
        }
        let merged = self.merged.iter().fold(String::new(), |mut listed, area| {
            write!(listed, "<mergeCell ref=\"{area}\"/>").expect("writing to memory does not fail");
            listed
        });
        let start = format!("<mergeCells count=\"{}\">", self.merged.len());
        put(&start, merged.as_bytes(), "</mergeCells>");
        put("<hyperlinks>", &self.links, "</hyperlinks>");
        out.extend_from_slice(PRINTED.as_bytes());
        out
    }

    fn panes(&self) -> String {
        let (rows, columns) = self.frozen;
        let corner = |column, row: u32| format!("{}{}", Letters::of(column).as_str(), row + 1);
        let here = corner(columns, rows);
        match (rows, columns) {
            (0, 0) => String::new(),
            (rows, 0) => format!(
                "<pane ySplit=\"{rows}\" topLeftCell=\"{here}\" activePane=\"bottomLeft\" state=\"frozen\"/><selection \
                 pane=\"bottomLeft\"/>"
            ),
            (rows, columns) => {
                let (top, side) = (corner(columns, 0), corner(0, rows));
                format!(
                    "<pane xSplit=\"{columns}\" ySplit=\"{rows}\" topLeftCell=\"{here}\" activePane=\"bottomRight\" state=\"frozen\"/>\
                     <selection pane=\"topRight\" activeCell=\"{top}\" sqref=\"{top}\"/><selection pane=\"bottomLeft\" \
                     activeCell=\"{side}\" sqref=\"{side}\"/><selection pane=\"bottomRight\"/>"
                )
            }
        }
    }
}

/// How a sheet is printed, and its end.
const PRINTED: &str = "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup \
                       paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/><headerFooter><oddFooter>&amp;L&amp;8&amp;A&amp;R\
                       &amp;8&amp;P / &amp;N</oddFooter></headerFooter></worksheet>";

/// The letters of a column: A, Z, AA.
#[derive(Debug, Clone, Copy)]
struct Letters {
    letters: [u8; 4],
    length: usize,
}

impl Letters {
    /// The letters of a column counted from 0.
    fn of(column: u16) -> Self {
        let (mut letters, mut length) = ([0; 4], 0);
        let mut left = u32::from(column) + 1;
        while left > 0 {
            left -= 1;
            letters[length] = b'A' + u8::try_from(left % 26).expect("one letter");
            length += 1;
            left /= 26;
        }
        letters[..length].reverse();
        Self { letters, length }
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters[..self.length]).expect("letters are ASCII")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (u16::MAX, "CRXP"),
        ] {
            assert_eq!(Letters::of(column).as_str(), letters);
        }
    }

    #[test]
    fn a_cell_after_a_gap_says_where_it_stands_and_one_beside_another_does_not() {
        let mut sheet = Sheet::new("表".to_owned());
        sheet.row(0, None);
        sheet.string(0, Style::Text, 5);
        sheet.number(1, Style::Number(1), "0.5");
        sheet.blank(3, Style::Cell);
        sheet.row(2, Some(16.0));
        sheet.string(1, Style::Text, 6);
        let part = String::from_utf8(sheet.part(false)).unwrap();
        let (_, rows) = part.split_once("<sheetData>").unwrap();
        let (rows, _) = rows.split_once("</sheetData>").unwrap();
        assert_eq!(
            rows,
            "<row r=\"1\"><c r=\"A1\" s=\"2\" t=\"s\"><v>5</v></c><c s=\"11\"><v>0.5</v></c><c r=\"D1\" s=\"6\"/></row>\
             <row r=\"3\" ht=\"15.75\" customHeight=\"1\"><c r=\"B3\" s=\"2\" t=\"s\"><v>6</v></c></row>"
        );
        assert!(part.contains("<dimension ref=\"A1:D3\"/>"));
    }
}
