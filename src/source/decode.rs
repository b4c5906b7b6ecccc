//! From a node to a value, collecting every finding on the way.
//!
//! Why not serde: it stops at the first error, loses places inside flattened and untagged types, and speaks
//! English. Here each type says how it is read from a node; a type that fails has reported why, and its
//! neighbours are read all the same. `None` therefore always means "reported", never "absent".

use super::hints;
use super::shape::Field;
use super::tree::{Node, Style, Value};
use crate::diagnostic::{Code, Diagnostic, Findings, Place, code, quote};
use std::ops::Deref;

/// A type that can be read from a node.
pub trait Decode: Sized {
    /// Reads a node that is not null. `None` after at least one error has been reported.
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self>;

    /// The value when the key is not there. Unless a type has a meaning for that, the key is required.
    /// `owner` is the mapping in which it is missing.
    fn absent(field: &Field, owner: Place, findings: &mut Findings) -> Option<Self> {
        let name = field.shown();
        findings.push(
            Diagnostic::error(
                code::MISSING_KEY,
                owner,
                format!("{name}がありません。省略できない項目です"),
                format!("「{}: 値」の行を書き足してください", field.key),
            )
            .label("この中に必要です"),
        );
        None
    }
}

/// Reads a node that may be null, which is an error: a value left out has no meaning of its own.
/// `what` names the value in the message (「title」（題名）), `key` is pointed at when there is nothing else.
pub fn decode_value<T: Decode>(node: &Node, key: Place, what: &str, findings: &mut Findings) -> Option<T> {
    if !node.is_null() {
        return T::decode(node, findings);
    }
    let place = if node.place.is_empty() { key } else { node.place };
    findings.push(Diagnostic::error(
        code::EMPTY_VALUE,
        place,
        format!("{what}に値がありません"),
        "値を書いてください。書くことがなければ、この項目の行を消してください",
    ));
    None
}

/// A value and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Decode> Decode for At<T> {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        let value = T::decode(node, findings)?;
        Some(Self {
            value,
            place: node.place,
        })
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        T::decode(node, findings).map(Some)
    }

    fn absent(_: &Field, _: Place, _: &mut Findings) -> Option<Self> {
        Some(None)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        T::decode(node, findings).map(Box::new)
    }

    fn absent(field: &Field, owner: Place, findings: &mut Findings) -> Option<Self> {
        T::absent(field, owner, findings).map(Box::new)
    }
}

/// Why a scalar is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong, naming what was found.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// What should stand there instead, where we are sure.
    pub replacement: Option<String>,
}

impl From<(String, String)> for Refused {
    fn from((message, remedy): (String, String)) -> Self {
        Self {
            message,
            remedy,
            replacement: None,
        }
    }
}

/// Reads a scalar with a parser of its text: the whole of [`Decode::decode`] for most own types.
///
/// ```ignore
/// impl Decode for FiscalYear {
///     fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
///         scalar(node, findings, code::BAD_PERIOD, |text| {
///             FiscalYear::parse(text).map_err(|reason| (reason.message(), reason.remedy()))
///         })
///     }
/// }
/// ```
pub fn scalar<T, E: Into<Refused>>(
    node: &Node,
    findings: &mut Findings,
    code: Code,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Option<T> {
    let Some(text) = node.text() else {
        wrong_kind(
            node,
            "1つの値",
            "「項目名: 値」のように、値を1つだけ書いてください",
            findings,
        );
        return None;
    };
    match parse(text) {
        Ok(value) => Some(value),
        Err(refused) => {
            let Refused {
                message,
                remedy,
                replacement,
            } = refused.into();
            let mut finding = Diagnostic::error(code, node.place, message, remedy);
            let replaceable = !matches!(
                &node.value,
                Value::Scalar {
                    style: Style::Literal | Style::Folded,
                    ..
                }
            );
            if let Some(replacement) = replacement.filter(|_| replaceable) {
                finding = finding.fix(node.place, replacement);
            }
            findings.push(finding);
            None
        }
    }
}

/// Reports that a node is of another kind than needed, or the slip of the keyboard that made it so.
pub fn wrong_kind(node: &Node, wanted: &str, remedy: &str, findings: &mut Findings) {
    if findings.is_full(node.place.file) {
        findings.push(Diagnostic::error(code::WRONG_KIND, node.place, "", ""));
        return;
    }
    let colon = node.plain_text().filter(|_| wanted != "1つの値").and_then(hints::colon);
    if let Some(colon) = colon {
        findings.push(colon.diagnostic(node.place.start as usize, node.place));
        return;
    }
    let found = match node.text() {
        Some(text) => quote(text),
        None => node.kind().to_owned(),
    };
    let message = format!("ここには{wanted}が必要ですが、{found}が書かれています");
    findings.push(Diagnostic::error(code::WRONG_KIND, node.place, message, remedy));
}
