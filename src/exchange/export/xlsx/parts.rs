//! The small parts of a workbook: which parts there are, the list of sheets, whose work it is.

use std::fmt::Write;

use chrono::NaiveDate;

use super::sheet::{Area, Sheet};
use super::text::{DECLARATION, attribute, content};

/// Whose work the workbook is.
pub struct About<'text> {
    /// Title.
    pub title: &'text str,
    /// Author.
    pub author: &'text str,
    /// Comment.
    pub comment: &'text str,
    /// The day it counts as made.
    pub created: NaiveDate,
}

const NEVER: &str = "writing to memory does not fail";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";

/// Where a sheet, counted from 1, stands in the file.
pub(super) fn sheet_path(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

/// What every part is.
pub(super) fn content_types(sheets: usize) -> Vec<u8> {
    let mut text = format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/>"
    );
    let mut part = |path: &str, kind: &str| {
        write!(
            text,
            "<Override PartName=\"/{path}\" ContentType=\"application/vnd.openxmlformats-{kind}+xml\"/>"
        )
        .expect(NEVER);
    };
    part("docProps/app.xml", "officedocument.extended-properties");
    part("docProps/core.xml", "package.core-properties");
    part("xl/styles.xml", "officedocument.spreadsheetml.styles");
    part("xl/workbook.xml", "officedocument.spreadsheetml.sheet.main");
    for number in 1..=sheets {
        part(&sheet_path(number), "officedocument.spreadsheetml.worksheet");
    }
    part("xl/sharedStrings.xml", "officedocument.spreadsheetml.sharedStrings");
    (text + "</Types>").into_bytes()
}

/// How the file leads to its parts.
pub(super) const RELATIONSHIPS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
    xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" \
    Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
    Target=\"docProps/core.xml\"/><Relationship Id=\"rId3\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" \
    Target=\"docProps/app.xml\"/></Relationships>";

/// `LibreOffice` trusts the heights of rows only where the writer is one it knows; this is what every writer says.
pub(super) const APPLICATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties \
    xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Microsoft \
    Excel</Application><AppVersion>12.0000</AppVersion></Properties>";

/// How the workbook leads to its parts.
pub(super) fn workbook_relationships(sheets: usize) -> Vec<u8> {
    let mut text =
        format!("{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    let paths = (1..=sheets).map(|number| (format!("worksheets/sheet{number}.xml"), "worksheet"));
    let others = [("styles.xml", "styles"), ("sharedStrings.xml", "sharedStrings")];
    let others = others.map(|(path, kind)| (path.to_owned(), kind));
    for (number, (path, kind)) in (1..).zip(paths.chain(others)) {
        write!(
            text,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/relationships/{kind}\" Target=\"{path}\"/>"
        )
        .expect(NEVER);
    }
    (text + "</Relationships>").into_bytes()
}

/// The list of sheets, and the names of their parts.
pub(super) fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let mut listed = String::new();
    let mut names = String::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let number = index + 1;
        let name = attribute(&sheet.name);
        write!(
            listed,
            "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"
        )
        .expect(NEVER);
        // Names of sheets have no apostrophe.
        let mut define = |what: &str, place: &str| {
            let mut quoted = Vec::new();
            content(&mut quoted, &format!("'{}'!{place}", sheet.name));
            let quoted = String::from_utf8_lossy(&quoted);
            write!(names, "<definedName name=\"_xlnm.{what}\" localSheetId=\"{index}\"").expect(NEVER);
            let hidden = if what == "_FilterDatabase" { " hidden=\"1\"" } else { "" };
            write!(names, "{hidden}>{quoted}</definedName>").expect(NEVER);
        };
        if let Some(area) = sheet.filter {
            define("_FilterDatabase", &absolute(area));
        }
        if sheet.repeated > 0 {
            define("Print_Titles", &format!("$1:${}", sheet.repeated));
        }
    }
    format!(
        "{DECLARATION}<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"{OFFICE}/relationships\"><fileVersion appName=\"xl\" lastEdited=\"4\" lowestEdited=\"4\" \
         rupBuild=\"4505\"/><workbookPr defaultThemeVersion=\"124226\"/><bookViews><workbookView xWindow=\"240\" yWindow=\"15\" \
         windowWidth=\"16095\" windowHeight=\"9660\"/></bookViews><sheets>{listed}</sheets>{}</workbook>",
        if names.is_empty() { names } else { format!("<definedNames>{names}</definedNames>") }
    )
    .into_bytes()
}

/// `$A$1:$B$2`.
fn absolute(area: Area) -> String {
    let text = area.to_string();
    let corner = |corner: &str| {
        let digits = corner.find(|letter: char| letter.is_ascii_digit()).unwrap_or(0);
        format!("${}${}", &corner[..digits], &corner[digits..])
    };
    text.split(':').map(corner).collect::<Vec<_>>().join(":")
}

impl About<'_> {
    /// The part of the file.
    pub(super) fn core(&self) -> Vec<u8> {
        let text = |text: &str| {
            let mut written = Vec::new();
            content(&mut written, text);
            String::from_utf8_lossy(&written).into_owned()
        };
        let (title, author, comment) = (text(self.title), text(self.author), text(self.comment));
        let day = format!("{}T00:00:00Z", self.created.format("%Y-%m-%d"));
        format!(
            "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>\
             <dc:description>{comment}</dc:description><cp:lastModifiedBy>{author}</cp:lastModifiedBy><dcterms:created \
             xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:created><dcterms:modified \
             xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:modified></cp:coreProperties>"
        )
        .into_bytes()
    }
}
