//! A narrative page: an optional head between two lines `---`, its title as the first heading, and text.

use super::tree::parse_part;
use super::{At, Decode, Id, Text, raw};
use crate::diagnostic::{Diagnostic, FileId, Findings, Place, Sources, code};

/// A narrative page (説明ページ): `pages/01-background.md` is the page `background`.
#[derive(Debug, Clone)]
pub struct RawPage {
    /// Its address: the file name without a leading number.
    pub id: At<Id>,
    /// Its first heading.
    pub title: String,
    /// The Markdown below it.
    pub text: Text,
    /// Its head; none when it is public from the start.
    pub handling: Option<raw::PageHandling>,
}

/// The line above and below the head.
const FENCE: &str = "---";

pub(super) fn read_page(name: &str, file: FileId, sources: &Sources, findings: &mut Findings) -> Option<RawPage> {
    let text = sources.text(file);
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let head = head(&text[start..]).map(|length| start + length);
    // A head that cannot be read must not make the page public: the page is given up with it.
    let handling = head.map(|end| read_head(file, &text[..end], findings));
    let below = head.map_or(start, |end| next_line(text, end));
    let (first, rest) = text[below..].split_once('\n').unwrap_or((&text[below..], ""));
    let title = first
        .strip_prefix("# ")
        .map(str::trim)
        .filter(|title| !title.is_empty());
    if title.is_none() {
        findings.push(Diagnostic::error(
            code::PAGE_WITHOUT_TITLE,
            Place::new(file, below, below + first.trim_end().len()),
            "ページの最初の行が題名になっていません",
            "最初の行に「# 題名」の形で題名を書いてください（# の後に半角の空白を1つ置きます）",
        ));
    }
    let body = rest.trim();
    if body.is_empty() {
        findings.push(Diagnostic::error(
            code::PAGE_WITHOUT_TEXT,
            Place::whole(file),
            "ページに題名のほかの文章がありません",
            "題名の下に文章を書くか、ファイルを削除してください",
        ));
    }
    let id = name
        .trim_start_matches(|letter: char| letter.is_ascii_digit())
        .trim_start_matches('-');
    let id = Id::checked(id).or_else(|| Id::checked(name))?;
    Some(RawPage {
        id: At {
            value: id,
            place: Place::whole(file),
        },
        title: title?.to_owned(),
        text: Text::new(body)?,
        handling: match handling {
            None => None,
            Some(read) => Some(read?),
        },
    })
}

/// Where the head ends: before the line `---` that closes it. None when the page does not begin with one.
fn head(text: &str) -> Option<usize> {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let is_fence = line.trim_end() == FENCE;
        match (number, is_fence) {
            (0, false) => return None,
            (1.., true) => return Some(at),
            _ => at += line.len(),
        }
    }
    None
}

fn read_head(file: FileId, text: &str, findings: &mut Findings) -> Option<raw::PageHandling> {
    let node = parse_part(file, text, findings)?;
    raw::PageHandling::decode(&node, findings)
}

/// Where the line after the one at `from` begins.
fn next_line(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |length| from + length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<RawPage>, Findings) {
        let (mut sources, mut findings) = (Sources::new(), Findings::new());
        let file = sources.add("a.md", text);
        let page = read_page("01-aims", file, &sources, &mut findings);
        (page, findings)
    }

    #[test]
    fn a_page_may_have_a_head() {
        for (text, audience) in [
            ("# 目的\n\n文章。\n", None),
            ("\u{feff}# 目的\n\n文章。\n", None),
            (
                "---\naudience: internal\n---\n# 目的\n\n文章。\n",
                Some(raw::Audience::Internal),
            ),
            (
                "---\r\naudience: public\r\n---\r\n# 目的\r\n文章。\r\n",
                Some(raw::Audience::Public),
            ),
        ] {
            let (page, findings) = read(text);
            assert!(findings.is_empty(), "{text:?}: {findings:?}");
            let page = page.unwrap();
            assert_eq!(
                (page.title.as_str(), page.text.as_str()),
                ("目的", "文章。"),
                "{text:?}"
            );
            let read = page.handling.and_then(|head| head.audience).map(|word| word.value);
            assert_eq!(read, audience, "{text:?}");
        }
    }

    #[test]
    fn a_head_that_cannot_be_read_never_makes_a_public_page() {
        for text in [
            "---\naudience: secret\n---\n# 目的\n文章。\n",
            "---\naudence: internal\n---\n# 目的\n文章。\n",
            "---\n---\n# 目的\n文章。\n",
            "---\naudience: internal\n# 目的\n文章。\n",
        ] {
            let (page, findings) = read(text);
            assert!(page.is_none() && findings.has_errors(), "{text:?}");
        }
    }
}
