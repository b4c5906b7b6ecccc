//! Our own YAML tree: every node knows its place, and scalars stay as they were written.
//!
//! Types are not guessed here. Whether `010`, `yes` or `1, 910` is a number, a word or a mistake is decided by
//! the field it stands in, which then can name the value as its author typed it.

use super::build;
use crate::diagnostic::{FileId, Findings, Place, Sources};

/// A node of the tree.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it stands: for a collection from its first to its last child.
    pub place: Place,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text, number, word or nothing: all that is not a collection.
    Scalar {
        /// After YAML's quoting and folding; nothing else is changed.
        text: String,
        /// How it was written.
        style: Style,
    },
    /// A list (`- a` or `[a]`).
    Sequence(Vec<Node>),
    /// Keys and values (`a: 1` or `{a: 1}`), in the order written, no key twice.
    Mapping(Vec<(Node, Node)>),
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'…'`.
    SingleQuoted,
    /// In `"…"`.
    DoubleQuoted,
    /// After `|`.
    Literal,
    /// After `>`.
    Folded,
}

/// Reads the text of a file as one YAML document. `None` if there is no tree to go on with; the reason is then
/// among the findings.
pub fn parse(file: FileId, sources: &Sources, findings: &mut Findings) -> Option<Node> {
    build::build(file, sources.text(file), findings)
}

/// Reads the beginning of a file as one YAML document: the head of a page.
pub(super) fn parse_part(file: FileId, beginning: &str, findings: &mut Findings) -> Option<Node> {
    build::build(file, beginning, findings)
}

impl Node {
    /// True for a value left out or written as `~` or `null`.
    pub fn is_null(&self) -> bool {
        match &self.value {
            Value::Scalar { text, style } => {
                *style == Style::Plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
            }
            Value::Sequence(_) | Value::Mapping(_) => false,
        }
    }

    /// The text of a scalar that is not null.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// The text of a scalar written without quotes, and not null.
    pub fn plain_text(&self) -> Option<&str> {
        match self.value {
            Value::Scalar {
                style: Style::Plain, ..
            } => self.text(),
            _ => None,
        }
    }

    /// The items of a sequence.
    pub fn items(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The keys and values of a mapping.
    pub fn entries(&self) -> Option<&[(Node, Node)]> {
        match &self.value {
            Value::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a key, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let (_, value) = self.entries()?.iter().find(|(name, _)| name.key() == key)?;
        Some(value)
    }

    /// The text of a key. Keys are always scalars; a key may well be called `null`.
    pub(super) fn key(&self) -> &str {
        match &self.value {
            Value::Scalar { text, .. } => text,
            _ => "",
        }
    }

    /// What it is, in words for a message.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Scalar { .. } if self.is_null() => "空の値",
            Value::Scalar { .. } => "1つの値",
            Value::Sequence(_) => "一覧（「- 」の並び）",
            Value::Mapping(_) => "「項目名: 値」の集まり",
        }
    }
}
