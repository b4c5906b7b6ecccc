//! Lists and maps. A key that is absent gives an empty one; an item that fails does not hide the others.

use super::decode::{At, Decode, decode_value, wrong_kind};
use super::hints;
use super::shape::Field;
use super::tree::{Node, Style, Value};
use crate::diagnostic::{Diagnostic, Findings, Place, code, quote};
use std::ops::Deref;

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        let Some(items) = node.items() else {
            refuse_single(node, findings);
            return None;
        };
        decode_items(items, findings)
    }

    fn absent(_: &Field, _: Place, _: &mut Findings) -> Option<Self> {
        Some(Vec::new())
    }
}

/// A list that may be written as its single item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T: Decode> Decode for OneOrMany<T> {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        match node.items() {
            Some(items) => decode_items(items, findings).map(Self),
            None => T::decode(node, findings).map(|item| Self(vec![item])),
        }
    }

    fn absent(_: &Field, _: Place, _: &mut Findings) -> Option<Self> {
        Some(Self(Vec::new()))
    }
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a OneOrMany<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Free keys with a value each, in the order written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map<T>(pub Vec<(At<String>, T)>);

impl<T> Map<T> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(_, value)| value)
    }

    /// The keys in the order written.
    pub fn keys(&self) -> impl Iterator<Item = &At<String>> {
        self.0.iter().map(|(key, _)| key)
    }
}

impl<T> Deref for Map<T> {
    type Target = [(At<String>, T)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = &'a (At<String>, T);
    type IntoIter = std::slice::Iter<'a, (At<String>, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Decode> Decode for Map<T> {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        let Some(entries) = node.entries() else {
            let remedy = "次の行から字下げして「名前: 値」の形で1つずつ書いてください";
            wrong_kind(node, "「名前: 値」の集まり", remedy, findings);
            return None;
        };
        let mut all = true;
        let mut map = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            match decode_entry(key, value, findings) {
                Some(decoded) => map.push((
                    At {
                        value: key.key().to_owned(),
                        place: key.place,
                    },
                    decoded,
                )),
                None => all = false,
            }
        }
        all.then_some(Self(map))
    }

    fn absent(_: &Field, _: Place, _: &mut Findings) -> Option<Self> {
        Some(Self(Vec::new()))
    }
}

fn decode_entry<T: Decode>(key: &Node, value: &Node, findings: &mut Findings) -> Option<T> {
    if value.is_null() && report_colon(key, findings) {
        return None;
    }
    decode_value(value, key.place, &quote(key.key()), findings)
}

/// `{実施：implemented}` is a key without a value; true if that has been reported.
pub(super) fn report_colon(key: &Node, findings: &mut Findings) -> bool {
    let colon = key.plain_text().and_then(hints::colon);
    if let Some(colon) = &colon {
        findings.push(colon.diagnostic(key.place.start as usize, key.place));
    }
    colon.is_some()
}

fn decode_items<T: Decode>(items: &[Node], findings: &mut Findings) -> Option<Vec<T>> {
    let mut all = true;
    let mut decoded = Vec::with_capacity(items.len());
    for item in items {
        match decode_value(item, item.place, "この「-」", findings) {
            Some(value) => decoded.push(value),
            None => all = false,
        }
    }
    all.then_some(decoded)
}

/// A list was needed and something else was written: say how to make it a list.
fn refuse_single(node: &Node, findings: &mut Findings) {
    let remedy = "1つだけでも、次の行から「- 」を付けて並べるか、[ ] で囲んでください";
    let bracketed = match (&node.value, node.text()) {
        (
            Value::Scalar {
                style: Style::Plain, ..
            },
            Some(text),
        ) if !text.contains(['[', ']', '{', '}', ',', ':']) => Some(format!("[{text}]")),
        _ => None,
    };
    let (Some(replacement), Some(text)) = (bracketed, node.text()) else {
        wrong_kind(node, "一覧", remedy, findings);
        return;
    };
    let message = format!("ここには一覧が必要ですが、{}が1つだけ書かれています", quote(text));
    findings.push(Diagnostic::error(code::WRONG_KIND, node.place, message, remedy).fix(node.place, replacement));
}
