//! `words!`: a closed list of words, as an enum.
//!
//! Words are compared exactly as written: full width, capitals and the Japanese explanation of a word are
//! recognised, but only to say in the finding which word was meant.

use super::decode::{Refused, scalar};
use super::shape::japanese;
use super::tree::Node;
use crate::diagnostic::{Findings, code, nearest, quote};

/// Reads one of `words`, each with its doc comment; gives its position.
pub fn word(node: &Node, words: &[(&str, &str)], findings: &mut Findings) -> Option<usize> {
    scalar(node, findings, code::UNKNOWN_WORD, |text| {
        if let Some(index) = words.iter().position(|(word, _)| *word == text) {
            return Ok(index);
        }
        let explained = words
            .iter()
            .find(|(_, doc)| japanese(doc) == Some(text.trim()))
            .map(|(word, _)| *word);
        let meant = explained.or_else(|| nearest(text, words.iter().map(|(word, _)| *word)));
        let shown = |(word, doc): &(&str, &str)| match japanese(doc) {
            Some(name) => format!("{word}（{name}）"),
            None => (*word).to_owned(),
        };
        let list: Vec<_> = words.iter().map(shown).collect();
        Err(Refused {
            message: format!("{}は、ここで使える言葉ではありません", quote(text)),
            remedy: format!("次のどれかにしてください: {}", list.join("、")),
            replacement: meant.map(str::to_owned),
        })
    })
}

/// Declares a closed list of words.
///
/// ```ignore
/// words! {
///     /// Which direction is good (望ましい方向).
///     pub enum Polarity {
///         /// 高いほどよい
///         Higher = "higher",
///         /// 低いほどよい
///         Lower = "lower",
///     }
/// }
/// ```
///
/// `Polarity::WORDS` lists the words with their explanations, `as_str` gives the word of a value.
#[macro_export]
macro_rules! words {
    (
        $(#[doc = $doc:literal])*
        $visibility:vis enum $name:ident {
            $(
                $(#[doc = $word_doc:literal])*
                $variant:ident = $word:literal
            ),+ $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility enum $name {
            $(
                $(#[doc = $word_doc])*
                $variant,
            )+
        }

        impl $name {
            /// The words, in order, with their explanations.
            pub const WORDS: &'static [(&'static str, &'static str)] =
                &[$(($word, concat!($($word_doc, "\n"),*))),+];

            /// The values, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The explanation of the whole.
            pub const DOC: &'static str = concat!($($doc, "\n"),*);

            /// The word as written in YAML.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl $crate::source::Decode for $name {
            fn decode(
                node: &$crate::source::Node,
                findings: &mut $crate::diagnostic::Findings,
            ) -> Option<Self> {
                let index = $crate::source::word(node, Self::WORDS, findings)?;
                Self::ALL.get(index).copied()
            }
        }

        impl $crate::source::Describe for $name {
            fn describe(_: &mut $crate::source::Definitions) -> $crate::source::SchemaValue {
                $crate::source::describe_words(Self::WORDS)
            }
        }
    };
}
