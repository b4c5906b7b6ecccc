//! The looks that cells can have (書式).

use std::fmt::Write;

use super::text::DECLARATION;

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Title of a sheet.
    Title,
    /// Text on one line.
    Text,
    /// Text on several lines.
    Wrapped,
    /// Head of a column.
    Head,
    /// Link to another sheet.
    Link,
    /// Cell of a published form.
    Cell,
    /// Heading in a published form.
    Heading,
    /// Name of a column for programs.
    Name,
    /// A day.
    Date,
    /// A number with so many decimals; with more than can be shown, as it is.
    Number(usize),
}

/// The most decimals a number is shown with.
const DECIMALS: usize = 6;

/// The looks of a list of fonts, fills, borders: number formats begin after the built-in ones.
const FIRST_FORMAT: usize = 164;

const FONTS: [&str; 6] = [
    r#"<sz val="11"/><name val="Calibri"/><family val="2"/>"#,
    r#"<b/><sz val="14"/><name val="BIZ UDPGothic"/><family val="2"/>"#,
    r#"<sz val="10"/><name val="BIZ UDPGothic"/><family val="2"/>"#,
    r#"<b/><sz val="10"/><name val="BIZ UDPGothic"/><family val="2"/>"#,
    r#"<u/><sz val="10"/><color rgb="FF0031D8"/><name val="BIZ UDPGothic"/><family val="2"/>"#,
    r#"<sz val="8"/><color rgb="FF626264"/><name val="BIZ UDPGothic"/><family val="2"/>"#,
];

const FILLS: [&str; 4] = [
    r#"<patternFill patternType="none"/>"#,
    r#"<patternFill patternType="gray125"/>"#,
    r#"<patternFill patternType="solid"><fgColor rgb="FFE8F1FE"/><bgColor indexed="64"/></patternFill>"#,
    r#"<patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/><bgColor indexed="64"/></patternFill>"#,
];

/// Font, fill, border and alignment of the looks that are no numbers, in the order of [`Style::place`].
const LOOKS: [(usize, usize, usize, &str); 8] = [
    (1, 0, 0, r#"vertical="top""#),
    (2, 0, 0, r#"vertical="top""#),
    (2, 0, 0, r#"vertical="top" wrapText="1" indent="1""#),
    (3, 2, 1, r#"horizontal="center" vertical="center" wrapText="1""#),
    (4, 0, 0, r#"vertical="top""#),
    (2, 0, 1, r#"vertical="top" wrapText="1""#),
    (3, 3, 1, r#"vertical="top" wrapText="1""#),
    (5, 0, 0, r#"vertical="top""#),
];

impl Style {
    /// Its place in the list of the file: the first one is that of cells without any.
    pub(super) fn place(self) -> u32 {
        let place = match self {
            Self::Title => 1,
            Self::Wrapped => 3,
            Self::Head => 4,
            Self::Link => 5,
            Self::Cell => 6,
            Self::Heading => 7,
            Self::Name => 8,
            Self::Date => 9,
            Self::Number(decimals) if decimals <= DECIMALS => 10 + decimals,
            Self::Text | Self::Number(_) => 2,
        };
        u32::try_from(place).expect("there are few looks")
    }
}

/// The part of the file.
pub(super) fn part() -> Vec<u8> {
    let formats: Vec<String> = ["yyyy-mm-dd".to_owned(), "0".to_owned()]
        .into_iter()
        .chain((1..=DECIMALS).map(|decimals| format!("0.{}", "0".repeat(decimals))))
        .collect();
    let formats_listed = (FIRST_FORMAT..)
        .zip(&formats)
        .map(|(id, code)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>"));
    let side = |name: &str| format!("<{name} style=\"thin\"><color rgb=\"FF949494\"/></{name}>");
    let borders = [
        "<left/><right/><top/><bottom/><diagonal/>".to_owned(),
        ["left", "right", "top", "bottom"].map(side).concat() + "<diagonal/>",
    ];
    let look = |format: usize, (font, fill, border, alignment): (usize, usize, usize, &str)| {
        let mut applied = String::new();
        for (name, is_applied) in [("NumberFormat", format > 0), ("Fill", fill > 0), ("Border", border > 0)] {
            if is_applied {
                write!(applied, " apply{name}=\"1\"").expect("writing to memory does not fail");
            }
        }
        format!(
            "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyFont=\"1\"{applied} \
             applyAlignment=\"1\"><alignment {alignment}/></xf>"
        )
    };
    let plain = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>".to_owned();
    let looks = LOOKS.map(|parts| look(0, parts));
    let numbers = (FIRST_FORMAT..)
        .take(formats.len())
        .map(|format| look(format, (2, 0, 0, r#"vertical="top""#)));
    let looks: Vec<String> = [plain].into_iter().chain(looks).chain(numbers).collect();
    let list =
        |name: &str, items: Vec<String>| format!("<{name} count=\"{}\">{}</{name}>", items.len(), items.concat());
    let each = |name: &str, items: &[&str]| items.iter().map(|item| format!("<{name}>{item}</{name}>")).collect();
    let parts = [
        list("numFmts", formats_listed.collect()),
        list("fonts", each("font", &FONTS)),
        list("fills", each("fill", &FILLS)),
        list("borders", each("border", &borders.each_ref().map(String::as_str))),
        "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            .to_owned(),
        list("cellXfs", looks),
        "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>".to_owned(),
    ];
    format!(
        "{DECLARATION}<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{}</styleSheet>",
        parts.concat()
    )
    .into_bytes()
}
