//! What a file of the data folder is, by its name and nothing else.
//!
//! A file that looks like data and is not read is the worst kind of mistake: everything succeeds and a year is
//! missing. So every name falls into one of three groups: read, named in a warning, or known not to be data.

use super::id::check_id;
use super::raw::Stage;

/// What a file is, by its path below the data folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `site.yaml`
    Site,
    /// `<plan>/plan.yaml`
    Plan,
    /// `<plan>/2020.yaml`, `<plan>/2020-midterm.yaml`
    Edition(EditionName),
    /// `<plan>/pages/<name>.md`
    Page(String),
    /// `<plan>/pages/<name>.md` with a name that cannot be an address.
    BadPage(String),
    /// Looks like data and is not read.
    Stray,
    /// Not data.
    Other,
}

/// The role of a file at these steps below the data folder.
pub(super) fn role(steps: &[&str]) -> Role {
    match steps {
        ["site.yaml"] => Role::Site,
        [_, "plan.yaml"] => Role::Plan,
        [_, "pages", name] if let Some(stem) = name.strip_suffix(".md") => match check_id(stem) {
            Ok(()) => Role::Page(stem.to_owned()),
            Err(_) => Role::BadPage(stem.to_owned()),
        },
        [_, name] if let Some(edition) = name.strip_suffix(".yaml").and_then(edition) => Role::Edition(edition),
        [.., name] if looks_like_data(name, steps.len()) => Role::Stray,
        _ => Role::Other,
    }
}

/// The edition a file is, by its name: the fiscal year, and the stage of an interim report (年度と報告の段階).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EditionName {
    /// Fiscal year (年度, 西暦).
    pub year: u16,
    /// Stage: the final report has no word in its name.
    pub stage: Stage,
}

impl EditionName {
    /// The name of a file without its ending, if an edition may have it.
    pub fn parse(stem: &str) -> Option<Self> {
        edition(stem)
    }
}

/// `2020`, or an interim report: `2020-midterm`, `2020-term-start`.
fn edition(stem: &str) -> Option<EditionName> {
    let (number, stage) = stem
        .split_once('-')
        .map_or((stem, None), |(number, stage)| (number, Some(stage)));
    let stage = match stage {
        None => Stage::Final,
        Some(word) => [Stage::TermStart, Stage::Midterm]
            .into_iter()
            .find(|stage| stage.as_str() == word)?,
    };
    Some(EditionName {
        year: year(number)?,
        stage,
    })
}

/// A fiscal year as file names have it: four digits.
fn year(stem: &str) -> Option<u16> {
    let year = (stem.len() == 4).then(|| stem.parse::<u16>().ok())??;
    (1900..=2999).contains(&year).then_some(year)
}

fn looks_like_data(name: &str, depth: usize) -> bool {
    let name = name.to_lowercase();
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| name.ends_with(suffix));
    let readme = name.starts_with("readme");
    ends(&[".yaml", ".yml", "．yaml", "．yml", ".yaml.txt", ".yml.txt"]) || (depth > 1 && !readme && ends(&[".md"]))
}

/// Files and folders that editors, systems and version control leave: nobody needs to hear of them.
pub(super) fn is_litter(name: &str) -> bool {
    let lower = name.to_lowercase();
    let suffixes = ["~", ".bak", ".swp", ".swo", ".tmp", ".orig", ".rej", ".old"];
    name.starts_with(['.', '~', '#'])
        || suffixes.iter().any(|suffix| lower.ends_with(suffix))
        || matches!(
            lower.as_str(),
            "thumbs.db" | "desktop.ini" | "__macosx" | "$recycle.bin"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_read() {
        for (path, expected) in [
            ("site.yaml", Role::Site),
            ("a/plan.yaml", Role::Plan),
            (
                "a/2020.yaml",
                Role::Edition(EditionName {
                    year: 2020,
                    stage: Stage::Final,
                }),
            ),
            (
                "a/2020-midterm.yaml",
                Role::Edition(EditionName {
                    year: 2020,
                    stage: Stage::Midterm,
                }),
            ),
            ("a/pages/01-aims.md", Role::Page("01-aims".to_owned())),
            ("a/pages/背景.md", Role::BadPage("背景".to_owned())),
            ("a/令和2年度.yaml", Role::Stray),
            ("a/R2.yaml", Role::Stray),
            ("a/0020.yaml", Role::Stray),
            ("a/+202.yaml", Role::Stray),
            ("a/2020.yml", Role::Stray),
            ("a/2020.YAML", Role::Stray),
            ("a/2020.yaml.txt", Role::Stray),
            ("a/Plan.yaml", Role::Stray),
            ("a/2020/plan.yaml", Role::Stray),
            ("a/pages/b/c.md", Role::Stray),
            ("a/aims.md", Role::Stray),
            ("plan.yaml", Role::Stray),
            ("2020.yaml", Role::Stray),
            ("README.md", Role::Other),
            ("a/README.md", Role::Other),
            ("a/paper.pdf", Role::Other),
        ] {
            let steps: Vec<_> = path.split('/').collect();
            assert_eq!(role(&steps), expected, "{path}");
        }
    }

    #[test]
    fn litter_is_known() {
        for name in [
            ".git",
            "2020.yaml~",
            ".2020.yaml.swp",
            "#2020.yaml#",
            "~$plan.yaml",
            "2020.yaml.bak",
            "Thumbs.db",
        ] {
            assert!(is_litter(name), "{name}");
        }
        assert!(!is_litter("2020.yaml"));
    }
}
