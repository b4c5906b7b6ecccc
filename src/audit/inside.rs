//! What is of the internal edition (内部版) as a whole, whatever it says: its manifest and its pages.

use serde::Deserialize;

use super::encodings;

/// A file of the internal edition in a public site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inside {
    /// The file; what is packed in it after `!`.
    pub file: String,
    /// What it is.
    pub what: What,
}

/// What of the internal edition a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The manifest of a whole internal site (目録).
    Manifest,
    /// A page (内部版のページ).
    Page,
}

/// How the frame of every page marks the internal edition (`templates/base.html`): its label, and its style sheet.
const MARKS: [&str; 2] = ["class=\"internal-mark\"", "assets/internal.css\""];

/// What of the internal edition the file is, if it is.
pub(super) fn what(name: &str, bytes: &[u8]) -> Option<What> {
    let text = encodings::utf8(bytes);
    // A manifest names the style sheet.
    if is_manifest(name, &text) {
        return Some(What::Manifest);
    }
    MARKS.iter().any(|mark| text.contains(mark)).then_some(What::Page)
}

fn is_manifest(name: &str, text: &str) -> bool {
    #[derive(Deserialize)]
    struct Head {
        tool: Option<String>,
        edition: String,
    }
    let head = text
        .contains("\"edition\"")
        .then(|| serde_json::from_str::<Head>(text).ok())
        .flatten();
    let is_named = name.rsplit(['/', '!']).next() == Some("manifest.json");
    head.is_some_and(|head| head.edition == "internal" && (is_named || head.tool.as_deref() == Some("mieruka")))
}
