//! Files beside the pages: one style sheet joined from several, and images.

use super::output::{Collision, Output};
use crate::render::Templates;

/// Parts of the style sheet, in the order in which they override each other.
const STYLES: [&str; 16] = [
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/parts.css",
    "css/prose.css",
    "css/home.css",
    "css/plan.css",
    "css/about.css",
    "css/form.css",
    "css/table.css",
    "css/indicator.css",
    "css/lineage.css",
    "css/chart.css",
    "css/changes.css",
    "css/matrix.css",
    "css/print.css",
];

/// Adds the assets.
pub(super) fn add(templates: &Templates, output: &mut Output) -> Result<(), Collision> {
    output.add("assets/site.css".to_owned(), stylesheet(templates).into_bytes())?;
    for name in templates.names_below("assets/") {
        let content = templates.file(name).unwrap_or_default();
        output.add(name.to_owned(), content.to_vec())?;
    }
    Ok(())
}

fn stylesheet(templates: &Templates) -> String {
    let mut sheet = String::from("@charset \"UTF-8\";\n");
    for content in STYLES.iter().filter_map(|name| templates.file(name)) {
        sheet.push_str(&String::from_utf8_lossy(content));
        if !sheet.ends_with('\n') {
            sheet.push('\n');
        }
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
    fn nothing_is_loaded_from_elsewhere() {
        let sheet = stylesheet(&Templates::load(None).unwrap());
        for word in ["@import", "url(", "http:", "https:", "//"] {
            assert!(!sheet.contains(word), "{word}");
        }
    }
}
