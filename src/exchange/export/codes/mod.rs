//! The codes of the tables (コード): the words of the YAML files, each with its Japanese word and meaning.
//!
//! A code never changes its meaning and is never used again for another. Words that pages print come from `view::wording`.

mod figures;
mod lists;
mod texts;

use std::borrow::Cow;

pub use figures::*;
pub use lists::lists;
pub use texts::*;

/// A code with its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// The code: ASCII.
    pub code: &'static str,
    /// The word.
    pub label: Cow<'static, str>,
    /// What it says; empty when the word says it.
    pub meaning: Cow<'static, str>,
}

/// A list of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeList {
    /// Name, as columns refer to it.
    pub name: &'static str,
    /// Japanese title.
    pub title: &'static str,
    /// The codes in order.
    pub codes: Vec<Coded>,
}

fn coded(code: &'static str, label: impl Into<Cow<'static, str>>, meaning: impl Into<Cow<'static, str>>) -> Coded {
    Coded {
        code,
        label: label.into(),
        meaning: meaning.into(),
    }
}

/// A word without further meaning.
fn word(code: &'static str, label: impl Into<Cow<'static, str>>) -> Coded {
    coded(code, label, "")
}
