//! CSV as the national rule on machine readability of 31 March 2026 wants it: UTF-8 with BOM, CRLF, first line the head, one
//! table a file, no line break inside a record.
//!
//! Two things are done to texts, and both can be undone ([`unescape`]):
//! 1. A line break becomes `\n` (two characters), a backslash `\\`.
//! 2. A text that a spreadsheet would take for a formula gets an apostrophe in front, and so does one that begins with an
//!    apostrophe.

use std::borrow::Cow;
use std::fmt::Write as _;

use csv::{QuoteStyle, ReaderBuilder, Terminator, WriterBuilder};

use super::table::{Table, Value};

/// The byte order mark: by it Excel knows UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// A table as a CSV file.
pub fn write(table: &Table) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(BOM.to_vec());
    let heads = table.schema.fields().map(|field| field.name);
    let never = "writing to memory does not fail";
    writer.write_record(heads).expect(never);
    let mut plain = String::new();
    for row in &table.rows {
        for value in row {
            match value {
                Value::Text(text) => writer.write_field(escape(text).as_bytes()).expect(never),
                other => {
                    plain.clear();
                    write!(plain, "{other}").expect(never);
                    writer.write_field(&plain).expect(never);
                }
            }
        }
        writer.write_record(None::<&[u8]>).expect(never);
    }
    writer.into_inner().expect(never)
}

/// The records of a CSV text, of whatever lengths, an empty line being one too; `None` where there is no end of them.
pub fn records(text: &str) -> Option<Vec<Vec<String>>> {
    let text = with_empty_lines(text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        // The line a record begins in says nothing once a cell has line breaks: records are counted.
        records.push(record.ok()?.iter().map(str::to_owned).collect());
    }
    Some(records)
}

/// The reader passes over empty lines, and rows below would have the numbers of others: each becomes one empty cell.
fn with_empty_lines(text: &str) -> String {
    let (mut whole, mut quoted) = (String::with_capacity(text.len()), false);
    for line in text.split_inclusive('\n') {
        if !quoted && line.trim_end_matches(['\r', '\n']).is_empty() {
            whole.push_str("\"\"");
        }
        quoted ^= line.matches('"').count() % 2 == 1;
        whole.push_str(line);
    }
    whole
}

/// A text as it stands in a cell.
pub fn escape(text: &str) -> Cow<'_, str> {
    let is_quoted = is_formula(text) || text.starts_with('\'');
    // Of what is escaped, the two longest begin with these bytes.
    let may_be_escaped = |byte| matches!(byte, b'\\' | b'\n' | b'\r' | 0xC2 | 0xE2);
    if !is_quoted && !text.bytes().any(may_be_escaped) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    if is_quoted {
        escaped.push('\'');
    }
    let text = text.replace("\r\n", "\n");
    for letter in text.chars() {
        match letter {
            '\\' => escaped.push_str("\\\\"),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => escaped.push_str("\\n"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

/// Whether a spreadsheet may take a text for a formula; a mark alone is none.
fn is_formula(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next();
    matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    ) && letters.next().is_some()
}

/// A text as it was, from a cell.
pub fn unescape(cell: &str) -> String {
    let cell = cell.strip_prefix('\'').unwrap_or(cell);
    let mut text = String::with_capacity(cell.len());
    let mut letters = cell.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n') => text.push('\n'),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_stay_text() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("＝cmd|' /C calc'!A0", "'＝cmd|' /C calc'!A0"),
            ("'quoted", "''quoted"),
            ("－", "－"),
            ("\t=1", "'\t=1"),
            ("a=b", "a=b"),
            ("C:\\new\nline", "C:\\\\new\\nline"),
        ] {
            assert_eq!(escape(text), cell);
        }
    }

    #[test]
    fn empty_lines_are_rows() {
        let text = "題名\r\n\r\na,\"b\n\nc\"\r\n\n\"d\"\"\"";
        let records = records(text).unwrap();
        let expected: [&[&str]; 5] = [&["題名"], &[""], &["a", "b\n\nc"], &[""], &["d\""]];
        assert_eq!(records, expected);
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[-='＋\\\\n\n\ta＝@]{0,8}") {
            let cell = escape(&text);
            prop_assert!(!cell.contains('\n'));
            prop_assert!(!is_formula(&cell));
            prop_assert_eq!(unescape(&cell), text);
        }
    }
}
