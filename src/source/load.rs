//! Reads a whole data folder: the one place where the steps of reading follow one another.

use super::names::EditionName;
use super::tree::{self, Node};
use super::walk::{Found, FoundFile, FoundPlan, walk};
use super::{At, Id, Input, each, gate, inputs, read};
use crate::diagnostic::{Diagnostic, FileId, Findings, Place, Sources, code};
use crate::system::reason;
use std::collections::BTreeMap;
use std::path::Path;

/// A YAML file as a tree.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Its one document.
    pub root: Node,
}

/// The follow-up of one fiscal year (年度版).
#[derive(Debug, Clone)]
pub struct EditionFile {
    /// What its file name says (年度と報告の段階).
    pub name: EditionName,
    /// What it says.
    pub document: Document,
}

/// A page of narrative (本文のページ). Its Markdown is the text of its file.
#[derive(Debug, Clone)]
pub struct Page {
    /// The name of its file, without `.md`; fit for an address.
    pub name: String,
    /// The file.
    pub file: FileId,
}

/// The folder of one plan (計画).
#[derive(Debug, Clone)]
pub struct PlanFolder {
    /// The name of the folder, which is the id of the plan.
    pub id: At<Id>,
    /// `plan.yaml`, unless it is missing or could not be read.
    pub plan: Option<Document>,
    /// The years that could be read, in order.
    pub editions: Vec<EditionFile>,
    /// The pages that could be read, by name.
    pub pages: Vec<Page>,
}

/// Everything read from a data folder. What is missing here has been reported.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// `site.yaml`.
    pub site: Option<Document>,
    /// The plans by the name of their folder.
    pub plans: Vec<PlanFolder>,
    /// The files read, by path (もとのファイル).
    pub inputs: BTreeMap<String, Input>,
}

/// The files that were read, by path (もとのファイル).
pub type Inputs = BTreeMap<String, Input>;

/// Reads the data folder, collecting every finding of every file.
pub fn load(root: &Path, sources: &mut Sources, findings: &mut Findings) -> Folder {
    let Found { site, plans } = walk(root, sources, findings);
    let (site, mut inputs) = load_site(site.as_ref(), sources, findings);
    let plans = each(plans, sources, findings, |plan, sources, findings| {
        load_plan(&plan, sources, findings)
    });
    let plans = plans.into_iter().map(|(plan, of_plan)| {
        inputs.extend(of_plan);
        plan
    });
    Folder {
        plans: plans.collect(),
        site,
        inputs,
    }
}

/// Reads `site.yaml`.
pub(super) fn load_site(
    site: Option<&FoundFile>,
    sources: &mut Sources,
    findings: &mut Findings,
) -> (Option<Document>, Inputs) {
    let mut reader = Reader::new(sources, findings);
    let document = site.and_then(|file| reader.document(file));
    (document, reader.inputs)
}

/// Reads the folder of a plan.
pub(super) fn load_plan(plan: &FoundPlan, sources: &mut Sources, findings: &mut Findings) -> (PlanFolder, Inputs) {
    let mut reader = Reader::new(sources, findings);
    let folder = PlanFolder {
        id: plan.id.clone(),
        plan: plan.plan.as_ref().and_then(|file| reader.document(file)),
        editions: plan
            .editions
            .iter()
            .filter_map(|(name, file)| {
                Some(EditionFile {
                    name: *name,
                    document: reader.document(file)?,
                })
            })
            .collect(),
        pages: plan
            .pages
            .iter()
            .filter_map(|(name, file)| {
                Some(Page {
                    name: name.clone(),
                    file: reader.text(file)?,
                })
            })
            .collect(),
    };
    (folder, reader.inputs)
}

struct Reader<'a> {
    sources: &'a mut Sources,
    findings: &'a mut Findings,
    inputs: BTreeMap<String, Input>,
}

impl<'a> Reader<'a> {
    fn new(sources: &'a mut Sources, findings: &'a mut Findings) -> Self {
        Self {
            sources,
            findings,
            inputs: Inputs::new(),
        }
    }

    fn document(&mut self, file: &FoundFile) -> Option<Document> {
        let file = self.text(file)?;
        let root = tree::parse(file, self.sources, self.findings)?;
        self.note(file, inputs::keeps_back(&root));
        Some(Document { file, root })
    }

    fn note(&mut self, file: FileId, keeps_back: bool) {
        if let Some(input) = self.inputs.get_mut(self.sources.path(file)) {
            input.keeps_back |= keeps_back;
        }
    }

    fn text(&mut self, file: &FoundFile) -> Option<FileId> {
        match read::read(&file.path) {
            Ok(bytes) => {
                self.inputs.insert(file.shown.clone(), Input::of(&bytes));
                let file = gate::admit(&file.shown, bytes, self.sources, self.findings)?;
                self.note(file, inputs::has_head(self.sources.text(file)));
                Some(file)
            }
            Err(error) => {
                let place = Place::whole(self.sources.add(&file.shown, ""));
                self.findings.push(Diagnostic::error(
                    code::UNREADABLE_FILE,
                    place,
                    format!("ファイルを読めません: {}", reason(&error)),
                    "ファイルの権限と、ほかのソフトで開いたままになっていないかを確かめてください",
                ));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn one_broken_file_does_not_hide_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("a/pages")).unwrap();
        fs::write(path("site.yaml"), "title: x").unwrap();
        fs::write(path("a/plan.yaml"), "title：x\nb: 1\n").unwrap();
        fs::write(path("a/2020.yaml"), [0x8f, 0x97, 0x90, 0xab]).unwrap();
        fs::write(path("a/2021.yaml"), "title: 令和3年度\n").unwrap();
        fs::write(path("a/pages/aims.md"), "　目的\n\n\t表\n").unwrap();
        let (mut sources, mut findings) = (Sources::new(), Findings::new());
        let read = load(folder.path(), &mut sources, &mut findings);
        assert!(read.site.is_some());
        let plan = &read.plans[0];
        assert!(plan.plan.is_none());
        assert_eq!(
            plan.editions
                .iter()
                .map(|edition| edition.name.year)
                .collect::<Vec<_>>(),
            [2021]
        );
        assert_eq!(sources.text(plan.pages[0].file), "　目的\n\n\t表\n");
        let codes: Vec<_> = findings.sorted(&sources).iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [code::WRONG_ENCODING, code::FULL_WIDTH_COLON]);
    }
}
