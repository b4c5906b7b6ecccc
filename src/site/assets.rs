//! Files beside the pages: one style sheet joined from several, and images.

use std::ffi::OsStr;
use std::path::Path;

use crate::model::Audience;
use crate::render::Templates;

/// Parts of the style sheet, in the order in which they override each other.
const STYLES: [&str; 21] = [
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/parts.css",
    "css/prose.css",
    "css/home.css",
    "css/plan.css",
    "css/about.css",
    "css/accessibility.css",
    "css/form.css",
    "css/table.css",
    "css/indicator.css",
    "css/lineage.css",
    "css/chart.css",
    "css/changes.css",
    "css/matrix.css",
    "css/search.css",
    "css/filters.css",
    "css/report.css",
    "css/data.css",
    "css/print.css",
];

/// The style sheet that no public site has.
const INTERNAL: &str = "assets/internal.css";

/// The assets, by path from the top of the site.
pub(super) fn files(audience: Audience, templates: &Templates) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![("assets/site.css".to_owned(), stylesheet(templates).into_bytes())];
    for name in templates.names_below("assets/") {
        if name == INTERNAL && audience == Audience::Public {
            continue;
        }
        let content = templates.file(name).unwrap_or_default();
        let content = match Path::new(name).extension().and_then(OsStr::to_str) {
            Some("js") => bare(content),
            Some("css") => plain_style(content).into_bytes(),
            _ => content.to_vec(),
        };
        files.push((name.to_owned(), content));
    }
    files
}

/// A script without indentation and the lines that only explain it: those are for its authors, and every reader would load them.
fn bare(script: &[u8]) -> Vec<u8> {
    let script = String::from_utf8_lossy(script);
    let lines = script
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect::<String>().into_bytes()
}

/// A style sheet without the comments that begin a line: they are for its authors, too.
fn plain_style(style: &[u8]) -> String {
    let style = String::from_utf8_lossy(style);
    let mut within = false;
    let mut plain = String::new();
    for line in style.lines() {
        let text = line.trim();
        if !within && !text.starts_with("/*") {
            plain.push_str(line);
            plain.push('\n');
            continue;
        }
        // What opens a comment does not close it: `/*/`.
        let comment = if within { text } else { &text[2..] };
        within = match comment.split_once("*/") {
            Some((_, rest)) => {
                let rest = rest.trim_start();
                plain.push_str(rest);
                plain.push_str(if rest.is_empty() { "" } else { "\n" });
                false
            }
            None => true,
        };
    }
    plain
}

fn stylesheet(templates: &Templates) -> String {
    let mut sheet = String::from("@charset \"UTF-8\";\n");
    for content in STYLES.iter().filter_map(|name| templates.file(name)) {
        sheet.push_str(&plain_style(content));
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_the_style_sheet_is_joined() {
        let templates = Templates::load(None).unwrap();
        let forgotten: Vec<&str> = templates
            .names_below("css/")
            .filter(|name| !STYLES.contains(name))
            .collect();
        assert_eq!(forgotten, Vec::<&str>::new());
    }

    #[test]
    fn scripts_are_small_and_load_nothing() {
        let templates = Templates::load(None).unwrap();
        let files = files(Audience::Public, &templates);
        let scripts: Vec<String> = files
            .iter()
            .filter(|(name, _)| Path::new(name).extension() == Some(OsStr::new("js")))
            .map(|(_, content)| String::from_utf8(content.clone()).unwrap())
            .collect();
        let size: usize = scripts.iter().map(String::len).sum();
        assert!((1..20_000).contains(&size), "{size} bytes of scripts");
        for word in [
            "fetch(",
            "XMLHttpRequest",
            "import(",
            "eval(",
            "innerHTML",
            "http:",
            "https:",
            "//",
        ] {
            assert!(scripts.iter().all(|script| !script.contains(word)), "{word}");
        }
    }

    #[test]
    fn comments_of_styles_are_for_their_authors() {
        let style = "/* One. */\na { b: c } /* beside */\n  /* Two,\n     three. */\n/* d */ e { f: g } /* h */\n";
        assert_eq!(
            plain_style(style.as_bytes()),
            "a { b: c } /* beside */\ne { f: g } /* h */\n"
        );
        let sheet = stylesheet(&Templates::load(None).unwrap());
        assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        let sheet = stylesheet(&Templates::load(None).unwrap());
        for word in ["@import", "url(", "http:", "https:", "//"] {
            assert!(!sheet.contains(word), "{word}");
        }
    }
}
