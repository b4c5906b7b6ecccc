//! Makes text from the data harmless in a terminal, a log or an annotation.
//!
//! A control character can move the cursor or forge a line of a CI log, a bidirectional control can make a
//! message read backwards, and a zero-width character hides the very difference a message is about. All of them
//! are printed as `\u{202e}`. Variation selectors stay: names of people are written with them.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The longest piece of the data repeated inside a message, in characters.
const QUOTED: usize = 40;

/// The text with control, bidirectional and invisible characters written as `\u{…}`.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push_escaped(&mut out, character);
    }
    Cow::Owned(out)
}

/// The text in 「」 for use in a message: harmless, and cut if it is long.
pub fn quote(text: &str) -> String {
    let mut out = String::from("「");
    let mut characters = text.trim().chars();
    for character in characters.by_ref().take(QUOTED) {
        push_escaped(&mut out, character);
    }
    out.push_str(if characters.next().is_some() { "…」" } else { "」" });
    out
}

/// The text with nothing in it that GitHub's runner takes for a command: it obeys `##[command]` anywhere in a line of the
/// log (`actions/runner:src/Runner.Common/ActionCommand.cs`), also in a line that quotes the data.
pub fn defuse(text: &str) -> String {
    text.replace("##[", "#\\u{23}[")
}

/// The same for JSON, whose reader sees the text unchanged.
pub(super) fn defuse_json(text: &str) -> String {
    text.replace("##[", "#\\u0023[")
}

/// Appends one character, as `\u{…}` if it must not be printed.
pub(super) fn push_escaped(out: &mut String, character: char) {
    if is_unprintable(character) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{}", character.escape_unicode());
    } else {
        out.push(character);
    }
}

fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_visible() {
        assert_eq!(
            escape("a\u{202e}b\u{1b}[31m\u{200b}\n"),
            "a\\u{202e}b\\u{1b}[31m\\u{200b}\\u{a}"
        );
        assert_eq!(escape("計画 ①葛󠄀"), "計画 ①葛󠄀");
    }

    #[test]
    fn no_line_of_a_log_is_a_command() {
        assert_eq!(defuse("a: ###[add-mask]x"), "a: ##\\u{23}[add-mask]x");
        let json = serde_json::json!({"a": "##[error]x"}).to_string();
        assert!(!defuse_json(&json).contains("##["));
        let read: serde_json::Value = serde_json::from_str(&defuse_json(&json)).unwrap();
        assert_eq!(read["a"], "##[error]x");
    }

    #[test]
    fn quotations_are_cut() {
        assert_eq!(quote("実施ずみ"), "「実施ずみ」");
        assert_eq!(quote(&"あ".repeat(41)).chars().count(), 43);
    }
}
