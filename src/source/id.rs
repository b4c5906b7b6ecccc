//! Ids (識別子): permanent addresses of plans, measures and indicators.
//!
//! An id becomes a file name and an address, so its grammar is the smallest that is safe on every system: lower-case
//! ASCII letters, digits and inner hyphens, no device name of Windows. With that, two ids that differ also differ
//! on file systems that ignore case. Japanese belongs in titles, which may change; ids may not.

use super::decode::{Decode, Refused, scalar};
use super::tree::Node;
use crate::diagnostic::{Findings, code, quote};
use std::fmt;
use unicode_normalization::UnicodeNormalization as _;

/// Longest id.
const LONGEST: usize = 64;

/// A checked id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// The id, if the text is one.
    pub fn checked(text: &str) -> Option<Self> {
        is_id(text).then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Decode for Id {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        scalar(node, findings, code::BAD_ID, |text| {
            check_id(text).map(|()| Self(text.to_owned()))
        })
    }
}

/// Checks the grammar of an id; also for names of folders and keys of maps.
pub fn check_id(text: &str) -> Result<(), Refused> {
    if is_id(text) {
        return Ok(());
    }
    if is_reserved(text) {
        return Err(Refused {
            message: format!("{}は Windows が機器の名前に使うため、識別子にできません", quote(text)),
            remedy: "別の名前にしてください（例: 後ろに -plan などを付ける）".to_owned(),
            replacement: None,
        });
    }
    let meant: String = text
        .trim()
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(|character| {
            if matches!(character, '_' | ' ' | '.' | '‐' | '−' | 'ー') {
                '-'
            } else {
                character
            }
        })
        .collect();
    Err(Refused {
        message: format!("{}は識別子に使えません", quote(text)),
        remedy: "半角の英小文字・数字・ハイフン（-）だけで、64文字以内で書いてください（例: paternity-leave）。\
                 先頭と末尾にハイフンは使えません。日本語は title に書きます"
            .to_owned(),
        replacement: Some(meant).filter(|meant| is_id(meant)),
    })
}

fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST).contains(&text.len())
        && text.bytes().all(allowed)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !is_reserved(text)
}

fn is_reserved(text: &str) -> bool {
    let port = |prefix| {
        text.strip_prefix(prefix)
            .is_some_and(|n: &str| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    matches!(text, "con" | "prn" | "aux" | "nul") || port("com") || port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar() {
        for good in [
            "a",
            "7",
            "paternity-leave",
            "r2",
            "a--b",
            "com",
            "com10",
            "console",
            &"a".repeat(64),
        ] {
            assert!(check_id(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "-a",
            "a-",
            "A",
            "a_b",
            "a.b",
            "a b",
            "育休",
            "ａ",
            "../x",
            "con",
            "nul",
            "com1",
            "lpt0",
            &"a".repeat(65),
        ] {
            assert!(check_id(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn near_misses_are_corrected() {
        for (text, expected) in [
            ("Paternity_Leave", Some("paternity-leave")),
            ("ａｂｃ１", Some("abc1")),
            ("育休", None),
            ("con", None),
        ] {
            assert_eq!(check_id(text).unwrap_err().replacement.as_deref(), expected);
        }
    }
}
