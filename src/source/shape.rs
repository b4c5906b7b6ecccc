//! `shape!`: a struct and how it is read, written once.
//!
//! The macro keeps three things from drifting apart: the fields in Rust, the keys in YAML, and their published
//! explanation, which is the doc comment. All work is done by [`Fields`], so that the macro only lists.

use super::containers::report_colon;
use super::decode::{Decode, decode_value, wrong_kind};
use super::tree::Node;
use crate::diagnostic::{Diagnostic, Findings, Place, code, nearest, quote};

/// A key of a shape and its explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key as written in YAML.
    pub key: &'static str,
    /// Its doc comment.
    pub doc: &'static str,
    /// Its Rust type, as written in the shape.
    pub ty: &'static str,
}

impl Field {
    /// The key given with `#[key = "…"]`, or else the name of the field.
    pub const fn key_of(name: &'static str, given: &[&'static str]) -> &'static str {
        match given {
            [key, ..] => key,
            [] => name,
        }
    }

    /// 「title」（題名）: the key with the Japanese name that its doc comment gives in brackets.
    pub fn shown(&self) -> String {
        match japanese(self.doc) {
            Some(name) => format!("「{}」（{name}）", self.key),
            None => format!("「{}」", self.key),
        }
    }
}

/// The Japanese part of a doc comment: what stands in brackets, or all of it if it begins in Japanese.
pub(super) fn japanese(doc: &str) -> Option<&str> {
    let line = doc.trim().lines().next()?;
    let is_japanese = |text: &str| text.chars().next().is_some_and(|first| u32::from(first) >= 0x2000);
    if is_japanese(line) {
        return line.split(['(', ':', '.']).next().map(str::trim);
    }
    line.split('(')
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .find(|inner| is_japanese(inner))
}

/// A mapping that is being read into a shape.
pub struct Fields<'a> {
    known: &'static [Field],
    found: Vec<Option<(&'a Node, &'a Node)>>,
    place: Place,
    complete: bool,
}

impl<'a> Fields<'a> {
    /// Sorts the entries of a mapping to the fields, reporting keys that belong to none. A key that was probably
    /// meant for a field is reported too, and then read as that field, so that its value is checked as well.
    pub fn open(node: &'a Node, fields: &'static [Field], findings: &mut Findings) -> Option<Self> {
        let Some(entries) = node.entries() else {
            let keys: Vec<_> = fields.iter().take(3).map(|field| field.key).collect();
            let remedy = format!("「項目名: 値」の形で書いてください（項目名: {} など）", keys.join("、"));
            wrong_kind(node, "「項目名: 値」の集まり", &remedy, findings);
            return None;
        };
        let mut this = Self {
            known: fields,
            found: vec![None; fields.len()],
            place: node.place,
            complete: true,
        };
        let mut unknown = Vec::new();
        for entry @ (key, _) in entries {
            match fields.iter().position(|field| field.key == key.key()) {
                Some(index) => this.found[index] = Some((key, &entry.1)),
                None => unknown.push((key, &entry.1)),
            }
        }
        for (key, value) in unknown {
            this.complete = false;
            this.unknown(key, value, findings);
        }
        Some(this)
    }

    /// Reads one field. `None` if anything was reported about it.
    pub fn take<T: Decode>(&mut self, key: &str, findings: &mut Findings) -> Option<T> {
        let index = self.known.iter().position(|field| field.key == key)?;
        let field = self.known.get(index)?;
        match self.found.get(index).copied().flatten() {
            Some((key, value)) => decode_value(value, key.place, &field.shown(), findings),
            None => T::absent(field, self.place, findings),
        }
    }

    /// False if there was a key that no field has.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    fn unknown(&mut self, key: &'a Node, value: &'a Node, findings: &mut Findings) {
        if findings.is_full(key.place.file) {
            findings.push(Diagnostic::error(code::UNKNOWN_KEY, key.place, "", ""));
            return;
        }
        if value.is_null() && report_colon(key, findings) {
            return;
        }
        // `{value: 1,910}`: to YAML the comma begins a next item.
        if value.is_null() && key.key().bytes().all(|byte| byte.is_ascii_digit()) {
            findings.push(
                Diagnostic::error(
                    code::BAD_NUMBER,
                    key.place,
                    format!("「,」の後の{}が、別の項目として読まれています", quote(key.key())),
                    "桁区切りの「,」を消して、数字を続けて書いてください（例: 1,910 は 1910）",
                )
                .label("ここから別の項目"),
            );
            return;
        }
        let free = || {
            self.known
                .iter()
                .zip(&self.found)
                .filter(|(_, found)| found.is_none())
                .map(|(field, _)| field)
        };
        let message = format!("項目名{}は、ここでは使えません", quote(key.key()));
        let Some(meant) = nearest(key.key(), free().map(|field| field.key)) else {
            let keys: Vec<_> = self.known.iter().map(|field| field.key).collect();
            let remedy = format!("この行を消すか、使える項目名に直してください: {}", keys.join("、"));
            findings.push(Diagnostic::error(code::UNKNOWN_KEY, key.place, message, remedy).label("この項目名"));
            return;
        };
        let Some(index) = self.known.iter().position(|field| field.key == meant) else {
            return;
        };
        let remedy = format!("{}の書き間違いなら、直してください", self.known[index].shown());
        findings.push(
            Diagnostic::error(code::UNKNOWN_KEY, key.place, message, remedy)
                .label("この項目名")
                .fix(key.place, meant),
        );
        self.found[index] = Some((key, value));
    }
}

/// Declares a struct that is read from a mapping.
///
/// ```ignore
/// shape! {
///     /// A target (数値目標).
///     pub struct Target {
///         /// Title (名称).
///         title: At<Text>,
///         /// Kind (種類).
///         #[key = "type"]
///         kind: Option<At<Text>>,
///     }
/// }
/// ```
///
/// Every field becomes public; `place`, where the whole mapping stands, is added. The type of a field says whether
/// its key may be absent (see [`Decode::absent`]). `Target::FIELDS` lists keys with their explanations, and
/// `Target::DOC` is the explanation of the whole, both for the [schema](super::schema()): its Japanese sentences, each on a
/// line of its own, are what an editor shows.
#[macro_export]
macro_rules! shape {
    (
        $(#[doc = $doc:literal])*
        $visibility:vis struct $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $(#[key = $key:literal])?
                $field:ident : $ty:ty
            ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone)]
        $visibility struct $name {
            $(
                $(#[doc = $field_doc])*
                pub $field: $ty,
            )*
            /// Where the whole of it stands.
            pub place: $crate::diagnostic::Place,
        }

        impl $name {
            /// The keys, in order, with their explanations.
            pub const FIELDS: &'static [$crate::source::Field] = &[$(
                $crate::source::Field {
                    key: $crate::source::Field::key_of(stringify!($field), &[$($key)?]),
                    doc: concat!($($field_doc, "\n"),*),
                    ty: stringify!($ty),
                }
            ),*];

            /// The explanation of the whole.
            pub const DOC: &'static str = concat!($($doc, "\n"),*);
        }

        impl $crate::source::Decode for $name {
            fn decode(
                node: &$crate::source::Node,
                findings: &mut $crate::diagnostic::Findings,
            ) -> Option<Self> {
                let mut fields = $crate::source::Fields::open(node, Self::FIELDS, findings)?;
                // All fields are read before any failure counts.
                $(let $field = fields.take::<$ty>($crate::source::Field::key_of(stringify!($field), &[$($key)?]), findings);)*
                if !fields.is_complete() {
                    return None;
                }
                Some(Self { $($field: $field?,)* place: node.place })
            }
        }

        impl $crate::source::Describe for $name {
            fn describe(definitions: &mut $crate::source::Definitions) -> $crate::source::SchemaValue {
                definitions.shape(stringify!($name), Self::DOC, |definitions| {
                    let mut properties = $crate::source::Properties::default();
                    let mut fields = Self::FIELDS.iter();
                    $(if let Some(field) = fields.next() {
                        let schema = <$ty as $crate::source::Describe>::describe(definitions);
                        properties.add(field, <$ty as $crate::source::Describe>::REQUIRED, schema);
                    })*
                    properties
                })
            }
        }
    };
}

#[cfg(test)]
mod tests;
