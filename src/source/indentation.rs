//! Tabs and full-width spaces where YAML wants half-width spaces.
//!
//! They cannot be refused before parsing: a Japanese paragraph inside `|` rightly begins with a full-width space.
//! They are looked for when the parser stumbles, and when a key begins with a full-width space, which YAML
//! accepts as part of its name. All such lines are then named at once.

use crate::diagnostic::{Code, Diagnostic, FileId, Findings, Place, code};

/// How many further lines are pointed at; the rest is counted.
const SHOWN: usize = 3;

const REMEDY: &str = "字下げは半角の空白にしてください（1段につき2つ）";

/// True if a plain scalar starting at `start` was probably indented with full-width spaces.
pub(super) fn is_full_width_indented(source: &str, start: usize, text: &str, is_key: bool) -> bool {
    if !text.starts_with('\u{3000}') {
        return false;
    }
    let before = source.get(..start).unwrap_or("").trim_end_matches(' ');
    let begins_line = before.is_empty() || before.ends_with('\n');
    let content = text.trim_start_matches(['\u{3000}', ' ']);
    begins_line && (is_key || content.starts_with("- ") || content.starts_with("-　"))
}

/// Reports bad indentation from the line before `offset` on. False if there is none near: then something else
/// is wrong there.
pub(super) fn report(file: FileId, source: &str, offset: usize, findings: &mut Findings) -> bool {
    let (first, last) = lines_around(source, offset);
    let mut bad = bad_lines(source).into_iter().skip_while(|line| line.start < first);
    let Some(found) = bad.next().filter(|line| line.start <= last) else {
        return false;
    };
    let others: Vec<_> = bad.filter(|line| line.code == found.code).collect();
    let what = if found.code == code::TAB_INDENTATION {
        "タブ"
    } else {
        "全角の空白"
    };
    let message = match others.len() {
        0 => format!("行の初めの字下げに{what}が使われています"),
        count => format!("行の初めの字下げに{what}が使われています（ほかに {count} 行）"),
    };
    let place = Place::new(file, found.from, found.to);
    let mut finding = Diagnostic::error(found.code, place, message, REMEDY)
        .label(format!("{what}があります"))
        .fix(place, "  ".repeat(found.characters));
    for line in others.iter().take(SHOWN) {
        finding = finding.related(Place::new(file, line.from, line.to), "ここも");
    }
    findings.push(finding);
    true
}

/// Reports a scalar for which [`is_full_width_indented`] holds, with all other lines of that kind if possible.
pub(super) fn report_full_width(source: &str, place: Place, findings: &mut Findings) {
    if report(place.file, source, place.start as usize, findings) {
        return;
    }
    findings.push(Diagnostic::error(
        code::FULL_WIDTH_INDENTATION,
        place,
        "行の初めの字下げに全角の空白が使われています",
        REMEDY,
    ));
}

struct BadLine {
    start: usize,
    from: usize,
    to: usize,
    characters: usize,
    code: Code,
}

/// Every line, outside block scalars, that is indented with something else than half-width spaces.
fn bad_lines(source: &str) -> Vec<BadLine> {
    let mut bad = Vec::new();
    let mut start = 0;
    let mut block = None;
    for line in source.split_inclusive('\n') {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let content = line.trim_start_matches([' ', '\t', '\u{3000}']);
        let blank = content.trim().is_empty();
        if !blank && block.is_some_and(|indent| spaces <= indent) {
            block = None;
        }
        if !blank && block.is_none() {
            let indent = &line[..line.len() - content.len()];
            if let Some(at) = indent.find(['\t', '\u{3000}']) {
                let tail = &indent[at..];
                let tab = tail.starts_with('\t');
                bad.push(BadLine {
                    start,
                    from: start + at,
                    to: start + indent.len(),
                    characters: tail.chars().filter(|c| *c != ' ').count(),
                    code: if tab {
                        code::TAB_INDENTATION
                    } else {
                        code::FULL_WIDTH_INDENTATION
                    },
                });
            } else if opens_block_scalar(content) {
                block = Some(spaces);
            }
        }
        start += line.len();
    }
    bad
}

/// True if the lines below belong to a text after `|` or `>`.
fn opens_block_scalar(content: &str) -> bool {
    let content = content.split(" #").next().unwrap_or("").trim_end();
    let header = content.rsplit([' ', '\t']).next().unwrap_or("");
    let Some(indicators) = header.strip_prefix(['|', '>']) else {
        return false;
    };
    indicators.len() <= 2 && indicators.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'1'..=b'9'))
}

/// The starts of the lines before and after the one at `offset`.
fn lines_around(source: &str, offset: usize) -> (usize, usize) {
    let offset = source.floor_char_boundary(offset);
    let line_start = |end: usize| source[..end].rfind('\n').map_or(0, |at| at + 1);
    let this = line_start(offset);
    let before = line_start(this.saturating_sub(1));
    let after = source[offset..].find('\n').map_or(source.len(), |at| offset + at + 1);
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_in_block_scalars_are_left_alone() {
        let source = "a: |\n  　段落\n  \t表\nb:\n　c: 1\n\td: 1\n- text: >-  # 注\n    　段落\n";
        let bad: Vec<_> = bad_lines(source)
            .iter()
            .map(|line| (&source[line.from..line.to], line.characters))
            .collect();
        assert_eq!(bad, [("　", 1), ("\t", 1)]);
    }
}
