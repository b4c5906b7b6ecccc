//! Findings as they are kept with what was made, to be said again when it is taken over: with their places, without the texts.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic, FileId, Findings, Fix, Place, Sources};
use crate::source::reread;

/// Findings without an error among them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The files they are about, and whether their text is shown.
    files: Vec<(String, bool)>,
    findings: Vec<Finding>,
}

/// A place: the file by its number, and the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct At(usize, u32, u32);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Finding {
    code: String,
    message: String,
    place: At,
    label: String,
    related: Vec<(At, String)>,
    remedy: String,
    fix: Option<(At, String)>,
}

impl Kept {
    /// The findings to keep. None when there are errors, or so many that some are only counted.
    pub fn of(findings: &Findings, sources: &Sources) -> Option<Self> {
        if findings.has_errors() || findings.omitted() > 0 {
            return None;
        }
        let mut keeper = Keeper {
            sources,
            numbers: BTreeMap::new(),
            files: Vec::new(),
        };
        let findings = findings
            .iter()
            .map(|finding| keeper.keep(finding))
            .collect::<Option<_>>()?;
        Some(Self {
            files: keeper.files,
            findings,
        })
    }

    /// The findings as they were, in texts read from the data folder again. None when one is no longer there, or is no finding of
    /// this version.
    pub fn restore(&self, data: &Path, sources: &mut Sources, findings: &mut Findings) -> Option<()> {
        let mut files = Vec::new();
        for (path, has_text) in &self.files {
            let text = if *has_text { reread(data, path)? } else { String::new() };
            files.push(sources.add(path.clone(), text));
        }
        let place = |At(file, start, end): At| Some(Place::new(*files.get(file)?, start as usize, end as usize));
        for one in &self.findings {
            let code = Code::parse(&one.code)?;
            let mut finding = Diagnostic::warning(code, place(one.place)?, &one.message, &one.remedy).label(&one.label);
            for (at, words) in &one.related {
                finding = finding.related(place(*at)?, words);
            }
            if let Some((at, replacement)) = &one.fix {
                finding = finding.fix(place(*at)?, replacement);
            }
            findings.push(finding);
        }
        Some(())
    }
}

struct Keeper<'a> {
    sources: &'a Sources,
    numbers: BTreeMap<FileId, usize>,
    files: Vec<(String, bool)>,
}

impl Keeper<'_> {
    fn keep(&mut self, finding: &Diagnostic) -> Option<Finding> {
        let related = finding.related.iter();
        Some(Finding {
            code: finding.code.as_str().to_owned(),
            message: finding.message.clone(),
            place: self.at(finding.place)?,
            label: finding.label.clone(),
            related: related
                .map(|(place, words)| Some((self.at(*place)?, words.clone())))
                .collect::<Option<_>>()?,
            remedy: finding.remedy.clone(),
            fix: match &finding.fix {
                Some(Fix { place, replacement }) => Some((self.at(*place)?, replacement.clone())),
                None => None,
            },
        })
    }

    fn at(&mut self, place: Place) -> Option<At> {
        let (sources, files) = (self.sources, &mut self.files);
        if !sources.knows(place.file) {
            return None;
        }
        let number = *self.numbers.entry(place.file).or_insert_with(|| {
            files.push((
                sources.path(place.file).to_owned(),
                !sources.text(place.file).is_empty(),
            ));
            files.len() - 1
        });
        Some(At(number, place.start, place.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{code, human};

    #[test]
    fn what_is_kept_is_said_again_in_the_same_words() {
        let data = tempfile::tempdir().unwrap();
        std::fs::create_dir(data.path().join("a")).unwrap();
        std::fs::write(data.path().join("a/2020.yaml"), "\u{feff}題: 計画\n").unwrap();
        let mut sources = Sources::shown_under("data");
        sources.add("b/2020.yaml", "");
        let file = sources.add("a/2020.yaml", "題: 計画\n");
        let folder = sources.add("a/memo.txt", "");
        let mut findings = Findings::new();
        let place = Place::new(file, 5, 11);
        let finding = Diagnostic::warning(code::IDENTICAL_TEXT, place, "同じ文", "見直してください").label("ここ");
        findings.push(finding.related(Place::new(file, 0, 3), "もと").fix(place, "案"));
        findings.push(Diagnostic::warning(
            code::IDENTICAL_TEXT,
            Place::whole(folder),
            "余分",
            "どける",
        ));
        let kept = Kept::of(&findings, &sources).unwrap();
        let kept: Kept = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();

        let (mut again, mut said) = (Sources::shown_under("data"), Findings::new());
        kept.restore(data.path(), &mut again, &mut said).unwrap();
        assert_eq!(
            human::print(&said, &again, false),
            human::print(&findings, &sources, false)
        );
        std::fs::remove_file(data.path().join("a/2020.yaml")).unwrap();
        assert!(kept.restore(data.path(), &mut again, &mut said).is_none());
    }

    #[test]
    fn errors_are_not_kept() {
        let mut sources = Sources::new();
        let place = Place::whole(sources.add("a.yaml", ""));
        let mut findings = Findings::new();
        findings.push(Diagnostic::error(code::WRONG_KIND, place, "", ""));
        assert_eq!(Kept::of(&findings, &sources), None);
    }
}
