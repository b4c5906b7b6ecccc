//! HTML that may be printed as it stands.

use serde::{Deserialize, Serialize};

/// Markup made by this program: rendered Markdown or escaped text. The only values a template may mark `safe`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Text without markup: escaped.
    pub fn text(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        escape_into(&mut html, text);
        Self(html)
    }

    /// Takes markup as it is: only for the files of this stage, which write it.
    pub(super) fn trusted(markup: String) -> Self {
        Self(markup)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Text for a line from top to bottom: figures of one or two digits and single letters are marked to stand upright, each in the room
/// of one ideograph. Longer ones lie on their side, as in print: upright they would leave the line.
pub fn upright(text: &str) -> Html {
    let mut html = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_alphanumeric()) {
        let run = &rest[start..];
        let end = run
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(run.len());
        let (run, after) = run.split_at(end);
        escape_into(&mut html, &rest[..start]);
        if run.len() == 1 || (run.len() == 2 && run.bytes().all(|letter| letter.is_ascii_digit())) {
            html.push_str("<span class=\"upright\">");
            html.push_str(run);
            html.push_str("</span>");
        } else {
            html.push_str(run);
        }
        rest = after;
    }
    escape_into(&mut html, rest);
    Html(html)
}

/// Appends text with the five characters that mean something in HTML replaced; fit for content and quoted attributes.
pub(super) fn escape_into(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_figures_stand_upright_in_a_line_from_top_to_bottom() {
        let marked = |text: &str| {
            upright(text)
                .as_str()
                .replace("<span class=\"upright\">", "[")
                .replace("</span>", "]")
        };
        assert_eq!(marked("2 働き方の改革"), "[2] 働き方の改革");
        assert_eq!(marked("第10章A & 2020年度"), "第[10]章[A] &amp; 2020年度");
        assert_eq!(marked("DXとICT"), "DXとICT");
        assert_eq!(marked("改革"), "改革");
    }
}
