//! Text of the publisher in Markdown.

/// Markdown text of the publisher, not yet rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose(String);

impl Prose {
    /// Wraps Markdown text.
    pub fn new(markdown: impl Into<String>) -> Self {
        Self(markdown.into())
    }

    /// The Markdown as written.
    pub fn as_markdown(&self) -> &str {
        &self.0
    }
}
