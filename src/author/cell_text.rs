//! The text of a spreadsheet cell and the Markdown of the YAML: the same words, with the line breaks of each.
//!
//! In a cell a line break is a line break; in Markdown it joins two lines unless the first ends with `\`. Lists, tables and
//! headings begin their own lines in both.

/// The text of a cell without what cannot be seen: blanks at the ends of lines, blank lines at both ends.
pub fn tidy(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{b}'], "\n");
    let text = text
        .replace(['\t', '\u{a0}'], " ")
        .replace(['\u{feff}', '\u{200b}'], "");
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.trim().is_empty());
    let last = lines.iter().rposition(|line| !line.trim().is_empty());
    match (first, last) {
        (Some(first), Some(last)) => {
            let mut lines = lines.get(first..=last).unwrap_or_default().to_vec();
            if let Some(line) = lines.first_mut() {
                *line = line.trim_start();
            }
            lines.join("\n")
        }
        _ => String::new(),
    }
}

/// Markdown with the line breaks of a tidy cell.
pub fn to_markdown(cell: &str) -> String {
    let mut markdown = String::with_capacity(cell.len());
    let mut lines = cell.split('\n').peekable();
    while let Some(line) = lines.next() {
        markdown.push_str(line);
        let Some(next) = lines.peek() else { break };
        if !line.is_empty() && !begins_block(line, true) && !next.is_empty() && !begins_block(next, false) {
            markdown.push('\\');
        }
        markdown.push('\n');
    }
    markdown
}

/// Markdown as it is shown in a cell.
pub fn to_cell(markdown: &str) -> String {
    tidy(&markdown.replace("\\\n", "\n"))
}

/// Whether a line begins a block of Markdown by itself, and so needs no mark of a line break before it; `whole`: whether it
/// also takes none at its end.
fn begins_block(line: &str, whole: bool) -> bool {
    let line = line.trim_start();
    if line.starts_with(['|', '#', '>']) {
        return true;
    }
    let numbered = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let listed = ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || (numbered.len() < line.len() && (numbered.starts_with(". ") || numbered.starts_with(") ")));
    listed && !whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_stays_one() {
        for (cell, markdown) in [
            ("一行", "一行"),
            ("一行目\n二行目", "一行目\\\n二行目"),
            ("段落\n\n段落", "段落\n\n段落"),
            ("次の2つ\n- 一\n- 二", "次の2つ\n- 一\n- 二"),
            ("- 一\n続き", "- 一\\\n続き"),
            ("1. 一\n2. 二", "1. 一\n2. 二"),
            ("| a |\n| - |\n| b |", "| a |\n| - |\n| b |"),
        ] {
            assert_eq!(to_markdown(cell), markdown);
            assert_eq!(to_cell(markdown), cell);
        }
    }

    #[test]
    fn what_cannot_be_seen_is_taken_away() {
        assert_eq!(tidy("\n  研修 \r\n\t2回　\n\n"), "研修\n 2回");
        assert_eq!(tidy("\u{feff} \u{a0}\n"), "");
    }
}
