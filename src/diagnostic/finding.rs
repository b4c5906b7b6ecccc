//! One finding: what is wrong, where, and what to do.
//!
//! The constructors ask for message and remedy together, so that no finding can be made that leaves its reader
//! without the next step. Texts are one line each, in plain Japanese.

use super::{code::Code, place::FileId, place::Place};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published until it is corrected.
    Error,
    /// Published as it is; somebody should look.
    Warning,
}

impl Severity {
    /// The word shown to people.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Error => "エラー",
            Self::Warning => "警告",
        }
    }
}

/// An edit that would remove the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced; an empty place inserts.
    pub place: Place,
    /// What stands there afterwards.
    pub replacement: String,
}

/// A finding about the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, never used again for another meaning.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, naming what was found.
    pub message: String,
    /// Where.
    pub place: Place,
    /// A few words under the caret; may be empty.
    pub label: String,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub remedy: String,
    /// The edit itself, where we are sure of it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding that stops publication.
    pub fn error(code: Code, place: Place, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, place, message, remedy)
    }

    /// A finding that somebody should look at.
    pub fn warning(code: Code, place: Place, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, place, message, remedy)
    }

    fn new(
        severity: Severity,
        code: Code,
        place: Place,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        debug_assert_eq!(code.severity(), severity, "{code}: the registry says otherwise");
        Self {
            code,
            severity,
            message: message.into(),
            place,
            label: String::new(),
            related: Vec::new(),
            remedy: remedy.into(),
            fix: None,
        }
    }

    /// The files it points at.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        let related = self.related.iter().map(|(place, _)| place.file);
        let fix = self.fix.iter().map(|fix| fix.place.file);
        related.chain(fix).chain([self.place.file])
    }

    /// Adds the words under the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// Adds the edit that removes the finding.
    #[must_use]
    pub fn fix(mut self, place: Place, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            place,
            replacement: replacement.into(),
        });
        self
    }
}
