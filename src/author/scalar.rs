//! A word or sentence as a YAML value: as it is where YAML reads it so, in quotes where it would not.

/// The text as a value on one line, in block or flow. Line breaks become spaces: nothing that is written here has any.
pub(super) fn scalar(text: &str) -> String {
    let line = one_line(text);
    if is_plain(&line) {
        line
    } else {
        format!("'{}'", line.replace('\'', "''"))
    }
}

/// The text on one line, for a value or a comment.
pub(super) fn one_line(text: &str) -> String {
    text.split(['\n', '\r'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Narrower than YAML is: what is refused here is only put in quotes.
fn is_plain(text: &str) -> bool {
    const SPECIAL: [char; 23] = [
        ':', '#', ',', '[', ']', '{', '}', '&', '*', '!', '|', '>', '<', '=', '\'', '"', '%', '@', '`', '\\', '：',
        '　', '＃',
    ];
    const WORDS: [&str; 8] = ["null", "true", "false", "yes", "no", "on", "off", "~"];
    let begins_as_text = text
        .chars()
        .next()
        .is_some_and(|first| !matches!(first, '-' | '?' | '.') && !first.is_whitespace());
    begins_as_text
        && !text.ends_with(char::is_whitespace)
        && !text.contains(SPECIAL)
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::read_back;
    use crate::source::{Map, Text};

    #[test]
    fn whatever_is_written_reads_back_as_itself() {
        let texts = [
            "令和3年度の実施状況",
            "2018年8月～2021年1月",
            "R3",
            "2021-04-01",
            "計画: 第2期",
            "# 見出し",
            "- 一",
            "null",
            "'引用'",
            "\"二重\"",
            "a'b",
            "題：副題",
            "100%",
            "[a, b]",
            "{a}",
            "*",
            "&x",
            "~",
            "true",
            "\\n",
            "…",
            "a #b",
            "x:",
        ];
        for text in texts {
            for yaml in [
                format!("key: {}\n", scalar(text)),
                format!("{{key: {}}}\n", scalar(text)),
            ] {
                let read = read_back::<Map<Text>>("x.yaml", &yaml).unwrap_or_else(|error| panic!("{yaml}: {error}"));
                assert_eq!(read.get("key").map(Text::as_str), Some(text), "{yaml}");
            }
        }
        assert_eq!(scalar("一行目\r\n  二行目\n"), "一行目 二行目");
    }
}
