//! Text, yes-or-no and small counts. Numbers and dates of the papers have their own types elsewhere.
//!
//! Nothing is converted silently: `yes` in a text is the word yes, and in a yes-or-no it is an error, because
//! half of the YAML world reads it as true and the other half does not.

use super::decode::{Decode, Refused, scalar};
use super::tree::Node;
use crate::diagnostic::{Findings, code, quote};
use std::fmt;
use std::ops::Deref;
use unicode_normalization::UnicodeNormalization as _;

/// A text that is not empty, as written; line breaks at its end are dropped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// The text, unless it is blank.
    pub fn new(text: &str) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self(text.trim_end_matches(['\n', '\r']).to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Decode for Text {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        scalar(node, findings, code::EMPTY_VALUE, |text| {
            Self::new(text).ok_or_else(|| {
                (
                    "文字が1つも書かれていません".to_owned(),
                    "文字を書いてください。書くことがなければ、この項目の行を消してください".to_owned(),
                )
            })
        })
    }
}

impl Decode for bool {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        scalar(node, findings, code::BAD_BOOLEAN, |text| {
            let meant = match text {
                "true" => return Ok(true),
                "false" => return Ok(false),
                _ => match text.nfkc().collect::<String>().to_lowercase().trim() {
                    "true" | "yes" | "on" | "y" | "1" | "はい" | "○" | "〇" | "◯" | "有" | "あり" => {
                        Some("true")
                    }
                    "false" | "no" | "off" | "n" | "0" | "いいえ" | "×" | "✕" | "無" | "なし" => Some("false"),
                    _ => None,
                },
            };
            Err(Refused {
                message: format!("{}は true（はい）と false（いいえ）のどちらでもありません", quote(text)),
                remedy: "半角の小文字で true か false と書いてください".to_owned(),
                replacement: meant.map(str::to_owned),
            })
        })
    }
}

impl Decode for u32 {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        scalar(node, findings, code::BAD_NUMBER, |text| {
            small(text).ok_or_else(|| {
                let narrow: String = text.nfkc().collect();
                let meant = narrow.trim().trim_start_matches('0').to_owned();
                Refused {
                    message: format!("{}は 0 以上の整数として読めません", quote(text)),
                    remedy: "半角の数字だけで書いてください。単位、符号、小数点、桁区切りは付けません".to_owned(),
                    replacement: Some(meant).filter(|meant| small(meant).is_some()),
                }
            })
        })
    }
}

/// A count in plain digits: no sign, no leading zero.
fn small(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = text.len() > 1 && text.starts_with('0');
    (digits && !leading_zero).then(|| text.parse().ok())?
}
