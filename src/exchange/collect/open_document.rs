//! What the sheets of an `OpenDocument` say beside the values of their cells: which are percentages, and which are merged.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};

/// First row, first column, last row, last column; from 0.
type Area = (u32, u32, u32, u32);

/// What a sheet says beside its values.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Beside {
    pub percent: Vec<Area>,
    pub merged: Vec<Area>,
}

/// Reads `content.xml`; by name of the sheet.
pub(super) fn read(content: &[u8]) -> Result<BTreeMap<String, Beside>, Error> {
    let mut reader = Reader::from_reader(content);
    reader.config_mut().expand_empty_elements = true;
    let mut sheets: BTreeMap<String, Beside> = BTreeMap::new();
    let (mut sheet, mut row, mut rows, mut column) = (String::new(), 0_u32, 0_u32, 0_u32);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) => match element.name().as_ref() {
                "table:table" => {
                    sheet = attribute(&element, "table:name")?.unwrap_or_default();
                    (row, rows) = (0, 0);
                }
                "table:table-row" => {
                    row = row.saturating_add(rows);
                    rows = count(&element, "table:number-rows-repeated")?;
                    column = 0;
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let columns = count(&element, "table:number-columns-repeated")?;
                    let area = |rows: u32, columns: u32| {
                        let (down, across) = (rows.saturating_sub(1), columns.saturating_sub(1));
                        (row, column, row.saturating_add(down), column.saturating_add(across))
                    };
                    let spans = (
                        count(&element, "table:number-rows-spanned")?,
                        count(&element, "table:number-columns-spanned")?,
                    );
                    let beside = sheets.entry(sheet.clone()).or_default();
                    if attribute(&element, "office:value-type")?.as_deref() == Some("percentage") {
                        beside.percent.push(area(rows, columns));
                    }
                    if spans != (1, 1) {
                        beside.merged.push(area(spans.0, spans.1));
                    }
                    column = column.saturating_add(columns);
                }
                _ => {}
            },
            Event::Eof => return Ok(sheets),
            _ => {}
        }
        buffer.clear();
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Error> {
    let Some(attribute) = element.try_get_attribute(name)? else {
        return Ok(None);
    };
    Ok(Some(attribute.normalized_value(XmlVersion::Implicit1_0)?.into_owned()))
}

/// How often or how far; once where nothing is said.
fn count(element: &BytesStart<'_>, name: &str) -> Result<u32, Error> {
    let said = attribute(element, name)?.and_then(|text| text.parse().ok());
    Ok(said.unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_with_their_repetitions() {
        let content = r#"<x><table:table table:name="一&amp;二">
            <table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/></table:table-row></table:table-header-rows>
            <table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string"/><table:covered-table-cell/>
              <table:table-cell office:value-type="percentage" office:value="0.5" table:number-columns-repeated="2"/></table:table-row>
            </table:table><table:table table:name="三"><table:table-row><table:table-cell office:value-type="percentage"/></table:table-row></table:table></x>"#;
        let sheets = read(content.as_bytes()).unwrap();
        let (percent, merged) = (vec![(2, 2, 2, 3)], vec![(2, 0, 3, 0)]);
        assert_eq!(sheets["一&二"], Beside { percent, merged });
        assert_eq!(sheets["三"].percent, [(0, 0, 0, 0)]);
        assert!(read(b"<x><y></x>").is_err());
    }
}
