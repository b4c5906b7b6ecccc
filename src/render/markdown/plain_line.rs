//! One line of text in which nothing means anything to Markdown: most of what offices write, and written out without the parser.

/// Whether the parser would give one paragraph of exactly this text. Says no when in doubt: the parser then decides.
pub(super) fn is_plain_line(text: &str) -> bool {
    let after_number = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let opens_list =
        after_number.len() < text.len() && (after_number.is_empty() || after_number.starts_with(['.', ')']));
    let edges = [text.chars().next(), text.chars().next_back()];
    !opens_list
        && edges
            .into_iter()
            .all(|edge| edge.is_some_and(|letter| is_plain(letter) && !letter.is_whitespace() && letter != '-'))
        && text.chars().all(is_plain)
}

/// Letters and signs that are never markup, and always printed.
fn is_plain(letter: char) -> bool {
    match letter {
        ' ' | '%' | ',' | '.' | '/' | '(' | ')' | '-' => true,
        _ if letter.is_ascii() => letter.is_ascii_alphanumeric(),
        // Punctuation, kana, kanji, and their full-width and half-width neighbours; not the fillers of Hangul between them.
        '\u{2460}'..='\u{24ff}'
        | '\u{25a0}'..='\u{25ff}'
        | '\u{3000}'..='\u{312f}'
        | '\u{3200}'..='\u{9fff}'
        | '\u{ff01}'..='\u{ff9f}' => true,
        _ => matches!(letter, '×' | '→' | '※' | '…' | '―' | '—' | '’' | '“' | '”'),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::is_plain_line;
    use crate::model::Prose;
    use crate::render::markdown::{Mode, parsed};

    #[test]
    fn what_offices_write_is_plain_and_what_markdown_reads_is_not() {
        for text in [
            "2020年度は、説明会を7回開き、延べ329人（60％）が参加した。",
            "A 社 - B 社",
            "（1）朝礼",
            "令和元年10月～12月/毎週",
        ] {
            assert!(is_plain_line(text), "{text}");
        }
        for text in [
            "",
            "1.",
            "1) 朝礼",
            "12",
            "- 朝礼",
            "朝礼 ",
            " 朝礼",
            "**朝礼**",
            "一行\n二行",
            "a&b",
            "[1]",
            "注\u{200b}",
            "\u{3164}",
            "---",
        ] {
            assert!(!is_plain_line(text), "{text}");
        }
    }

    proptest! {
        /// Without the parser the same comes out as with it.
        #[test]
        fn the_parser_gives_the_same(text in r"[ %,./()\-0-9a-z「」。、あ漢（）％①①・～\n*#:　ｶ…]{0,12}") {
            if is_plain_line(&text) {
                let prose = Prose::new(&text);
                for mode in [Mode::Block { snippet: "s", top: 3 }, Mode::Inline, Mode::Plain] {
                    prop_assert_eq!(super::super::write(&prose, mode), parsed(&prose, mode));
                }
            }
        }
    }
}
