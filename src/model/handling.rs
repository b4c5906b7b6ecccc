//! Who may see what, and from when (取扱い).

use std::fmt;

use chrono::NaiveDate;

use super::Prose;

/// For whom something is (公開・内部).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Audience {
    /// 公開
    #[default]
    Public,
    /// 内部限り
    Internal,
}

/// How an item is handled (取扱い): for whom it is, from when the public may see it, and what staff alone read beside it.
#[derive(Debug, Clone, Default)]
pub struct Handling {
    /// For whom it is.
    pub audience: Audience,
    /// The first day on which the public may see it (公開解禁日); none when from the start.
    pub embargo: Option<NaiveDate>,
    /// Remark for staff (内部メモ).
    pub remark: Option<Internal<Prose>>,
}

impl Handling {
    /// Whether the public may see the item in an edition of that cut-off (基準日). What is under embargo is not public as
    /// long as no cut-off says that its day has come.
    pub fn is_public(&self, as_of: Option<NaiveDate>) -> bool {
        self.audience == Audience::Public
            && self
                .embargo
                .is_none_or(|embargo| as_of.is_some_and(|as_of| embargo <= as_of))
    }
}

/// A value that staff alone may see (内部限り). Nothing but `edition` decides whether it goes on to the pages; when printed for
/// debugging it does not show itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Internal<T>(T);

impl<T> Internal<T> {
    /// Marks a value as internal.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for pages of the internal edition and for the audit that looks for it where it must not be.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Internal<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Internal(…)")
    }
}
