//! Two slips of the keyboard that YAML takes for something else without a word.
//!
//! `title：計画` and `title:計画` are one long text, not a key with a value; `C# 研修 #1` ends before the `#`.
//! The parser cannot know what was meant, so these are looked for where its answer does not fit.

use crate::diagnostic::{Diagnostic, Place, code, quote};

/// Nobody writes longer keys; longer text before a colon is a sentence.
const LONGEST_KEY: usize = 40;

/// A colon that was probably meant to separate a key from its value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Colon {
    /// Offset of the colon.
    start: usize,
    /// End of the colon and of all spaces behind it.
    end: usize,
    full_width: bool,
    key: String,
}

/// Looks for such a colon in the first line of a text that YAML did not take for a mapping.
pub(super) fn colon(text: &str) -> Option<Colon> {
    let line = text.lines().next()?;
    let mut content = line.trim_start_matches([' ', '\u{3000}', '\t']);
    while let Some(rest) = content.strip_prefix("- ") {
        content = rest.trim_start();
    }
    content = content.trim_start_matches(['{', '[']);
    let offset = line.len() - content.len();
    let at = content.find([':', '：'])?;
    let (key, from_colon) = content.split_at_checked(at)?;
    let full_width = from_colon.starts_with('：');
    let behind = from_colon.get(if full_width { 3 } else { 1 }..)?;
    let value = behind.trim_start_matches([' ', '\u{3000}', '\t']);
    let key = key.trim_end_matches('\u{3000}');
    let is_key = !key.is_empty()
        && key.chars().count() <= LONGEST_KEY
        && !key.contains(|c: char| c.is_whitespace() || "\"'{}[],、。（）「」#&*!|>@`%".contains(c));
    let is_separator = !full_width && (behind.is_empty() || behind.starts_with([' ', '\t']));
    let is_address_or_time = !full_width && (behind.starts_with("//") || key.bytes().all(|b| b.is_ascii_digit()));
    (is_key && !is_separator && !is_address_or_time).then(|| Colon {
        start: offset + key.len(),
        end: line.len() - value.len(),
        full_width,
        key: key.to_owned(),
    })
}

impl Colon {
    /// Whether a full-width colon stands behind what looks like one of our keys, and not in a sentence.
    pub(super) fn ends_a_key(&self) -> bool {
        self.full_width && self.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    }

    /// The finding, for a text that starts at `base` in the file of `place`.
    pub(super) fn diagnostic(&self, base: usize, file: Place) -> Diagnostic {
        let place = Place::new(file.file, base + self.start, base + self.end);
        let key = quote(&self.key);
        let (code, message) = if self.full_width {
            let message = format!("{key}の後のコロンが全角「：」なので、項目名と値に分かれません");
            (code::FULL_WIDTH_COLON, message)
        } else {
            let message = format!("{key}の後のコロンに半角の空白が続いていないので、項目名と値に分かれません");
            (code::MISSING_SPACE_AFTER_COLON, message)
        };
        let remedy = "半角のコロン「:」と半角の空白1つにしてください";
        Diagnostic::error(code, place, message, remedy)
            .label("ここ")
            .fix(place, ": ")
    }
}

/// A warning if a text without quotes, just read, is followed by `#` without a space: `C# 研修 #1`.
pub(super) fn cut_by_comment(source: &str, text: &str, place: Place) -> Option<Diagnostic> {
    let end = place.end as usize;
    let rest = source.get(end..)?;
    let rest = if place.is_empty() {
        rest.strip_prefix(':').unwrap_or(rest)
    } else {
        rest
    };
    let comment = rest.trim_start_matches([' ', '\t']);
    let first = comment.strip_prefix('#')?.chars().next()?;
    if first.is_whitespace() || "#!-=".contains(first) {
        return None;
    }
    // Only now: this is asked for every scalar, and a line can be as long as the file.
    let line = comment.split(['\n', '\r']).next()?;
    let start = source.len() - comment.len();
    let lost = Place::new(place.file, start, start + line.trim_end().len());
    let message = format!(
        "{}から後は YAML の注釈（コメント）になり、読まれていません",
        quote(line)
    );
    let remedy = "値の一部なら全体を \"\" で囲んでください。注釈なら「#」の後に空白を1つ入れてください";
    let finding = Diagnostic::warning(code::TEXT_CUT_BY_COMMENT, lost, message, remedy).label("読まれない部分");
    let whole = source.get(place.start as usize..lost.end as usize)?;
    if text.is_empty() || whole.contains(['"', '\\', '\n', '\r', '\t']) {
        return Some(finding);
    }
    Some(finding.fix(Place { end: lost.end, ..place }, format!("\"{whole}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colons_that_were_meant_to_separate() {
        for (text, expected) in [
            ("title：計画", Some((5, 8))),
            ("title：　計画", Some((5, 11))),
            ("title　：計画", Some((5, 11))),
            ("title:計画", Some((5, 6))),
            ("  - 実施：implemented", Some((10, 13))),
            ("{実施：implemented}", Some((7, 10))),
            ("title:　計画", Some((5, 9))),
            ("title:", None),
            ("title: 計画：副題", None),
            ("https://example.jp/", None),
            ("10:30", None),
            ("次の とおり：", None),
            ("目標（案）：50", None),
            ("計画", None),
            ("", None),
        ] {
            assert_eq!(colon(text).map(|colon| (colon.start, colon.end)), expected, "{text}");
        }
    }
}
