//! Collects findings from every stage.
//!
//! One broken file can hold a million faults of one kind. Beyond [`Findings::PER_FILE`] findings in a file only
//! their number is kept, which bounds memory, time and the patience of the reader; the counts stay true.

use super::{Code, Diagnostic, FileId, Severity, Sources};
use std::collections::{BTreeMap, HashMap};

/// All findings of a run, in the order they were made.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    kept: Vec<Diagnostic>,
    per_file: HashMap<FileId, usize>,
    omitted: BTreeMap<(FileId, Code, Severity), usize>,
    errors: usize,
    warnings: usize,
}

impl Extend<Diagnostic> for Findings {
    fn extend<Several: IntoIterator<Item = Diagnostic>>(&mut self, several: Several) {
        several.into_iter().for_each(|finding| self.push(finding));
    }
}

impl Findings {
    /// How many findings are kept for one file; later ones are only counted.
    pub const PER_FILE: usize = 500;

    /// No findings yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Diagnostic) {
        if self.is_full(finding.place.file) {
            self.omit((finding.place.file, finding.code, finding.severity), 1);
            return;
        }
        self.count(finding.place.file, finding.severity, 1);
        self.kept.push(finding);
    }

    /// Weighs the warnings anew: `weight` says how much those of a file and code weigh, `None` drops them. Errors stay.
    pub fn reweigh(&mut self, weight: impl Fn(FileId, Code) -> Option<Severity>) {
        let before = std::mem::take(self);
        let anew = |file, code, severity| match severity {
            Severity::Error => Some(Severity::Error),
            Severity::Warning => weight(file, code),
        };
        for mut finding in before.kept {
            if let Some(severity) = anew(finding.place.file, finding.code, finding.severity) {
                finding.severity = severity;
                self.push(finding);
            }
        }
        for ((file, code, severity), count) in before.omitted {
            if let Some(severity) = anew(file, code, severity) {
                self.omit((file, code, severity), count);
            }
        }
    }

    fn count(&mut self, file: FileId, severity: Severity, count: usize) {
        *self.per_file.entry(file).or_default() += count;
        match severity {
            Severity::Error => self.errors += count,
            Severity::Warning => self.warnings += count,
        }
    }

    fn omit(&mut self, what: (FileId, Code, Severity), count: usize) {
        let (file, _, severity) = what;
        self.count(file, severity, count);
        *self.omitted.entry(what).or_default() += count;
    }

    /// True once further findings in this file are only counted: time to spare the work of wording them.
    pub fn is_full(&self, file: FileId) -> bool {
        self.per_file.get(&file).is_some_and(|&count| count >= Self::PER_FILE)
    }

    /// True if anything stops publication.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Number of errors, including those not kept.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Number of warnings, including those not kept.
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Number of findings that were counted but not kept.
    pub fn omitted(&self) -> usize {
        (self.errors + self.warnings).saturating_sub(self.kept.len())
    }

    /// True if there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.errors + self.warnings == 0
    }

    /// The findings in the order they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.kept.iter()
    }

    /// The findings in the order they are printed: by path, place, then code.
    pub fn sorted<'a>(&'a self, sources: &Sources) -> Vec<&'a Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.kept.iter().collect();
        sorted.sort_by(|a, b| {
            let path = sources.path(a.place.file).cmp(sources.path(b.place.file));
            path.then_with(|| (a.place, a.code).cmp(&(b.place, b.code)))
        });
        sorted
    }

    /// Takes out the findings that `is_taken` picks.
    pub fn take(&mut self, is_taken: impl Fn(&Diagnostic) -> bool) -> Vec<Diagnostic> {
        let before = std::mem::take(self);
        let (taken, stay) = before.kept.into_iter().partition(|finding| is_taken(finding));
        self.extend::<Vec<Diagnostic>>(stay);
        for (what, count) in before.omitted {
            self.omit(what, count);
        }
        taken
    }

    /// Takes over the findings of another stage.
    pub fn merge(&mut self, other: Findings) {
        for finding in other.kept {
            self.push(finding);
        }
        for (what, count) in other.omitted {
            self.omit(what, count);
        }
    }

    /// 「エラー 2件、警告 1件」, or that nothing was found.
    pub fn summary(&self) -> String {
        let counts = match (self.errors, self.warnings) {
            (0, 0) => return "問題は見つかりませんでした".to_owned(),
            (errors, 0) => format!("エラー {errors}件"),
            (0, warnings) => format!("警告 {warnings}件"),
            (errors, warnings) => format!("エラー {errors}件、警告 {warnings}件"),
        };
        match self.omitted() {
            0 => counts,
            omitted => format!("{counts}（うち {omitted}件は表示を省きました）"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Place, code};
    use super::*;

    fn finding(file: FileId, start: usize) -> Diagnostic {
        Diagnostic::error(code::WRONG_KIND, Place::new(file, start, start), "", "")
    }

    #[test]
    fn sorted_by_path_then_place() {
        let mut sources = Sources::new();
        let late = sources.add("b.yaml", "xxxx");
        let early = sources.add("a.yaml", "xxxx");
        let mut findings = Findings::new();
        for (file, start) in [(late, 0), (early, 3), (early, 1)] {
            findings.push(finding(file, start));
        }
        let order: Vec<_> = findings
            .sorted(&sources)
            .iter()
            .map(|f| (f.place.file, f.place.start))
            .collect();
        assert_eq!(order, [(early, 1), (early, 3), (late, 0)]);
    }

    #[test]
    fn a_flood_is_counted_but_not_kept() {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", "x");
        let mut flood = Findings::new();
        for _ in 0..Findings::PER_FILE + 7 {
            flood.push(finding(file, 0));
        }
        let mut findings = Findings::new();
        findings.push(finding(file, 0));
        findings.merge(flood);
        assert_eq!(findings.errors(), Findings::PER_FILE + 8);
        assert_eq!(findings.iter().count(), Findings::PER_FILE);
        assert_eq!(findings.omitted(), 8);
        assert!(findings.is_full(file));
    }

    #[test]
    fn warnings_are_weighed_anew_and_errors_stay() {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", "x");
        let mut findings = Findings::new();
        findings.push(finding(file, 0));
        for _ in 0..Findings::PER_FILE + 7 {
            findings.push(Diagnostic::warning(code::IDENTICAL_TEXT, Place::whole(file), "", ""));
        }
        let mut raised = findings.clone();
        raised.reweigh(|_, _| Some(Severity::Error));
        assert_eq!(
            (raised.errors(), raised.warnings(), raised.omitted()),
            (Findings::PER_FILE + 8, 0, 8)
        );
        findings.reweigh(|_, _| None);
        assert_eq!((findings.errors(), findings.warnings(), findings.omitted()), (1, 0, 0));
    }

    #[test]
    fn the_summary_names_only_what_there_is() {
        let mut findings = Findings::new();
        assert_eq!(findings.summary(), "問題は見つかりませんでした");
        findings.push(finding(FileId(0), 0));
        assert_eq!(findings.summary(), "エラー 1件");
    }
}
