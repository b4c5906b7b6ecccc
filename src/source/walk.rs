//! Lists the files of the data folder that matter, and names those that look as if they should.
//!
//! Only regular files inside the folder are listed: links are not followed, because what they lead to can lie
//! outside, change or wait for ever. The order is that of the names, whatever the file system says.

use super::names::{self, EditionName, Role};
use super::{At, Id, check_id};
use crate::diagnostic::{Diagnostic, Findings, Place, Sources};
use crate::system::reason;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

mod refuse;

/// Entries looked at. A data folder has some hundred; a home folder given by mistake has millions.
const ENTRIES: usize = 50_000;
/// Levels below the data folder that are searched for strays.
const DEPTH: usize = 8;

/// A file to read.
#[derive(Debug, Clone)]
pub struct FoundFile {
    /// Where to open it.
    pub path: PathBuf,
    /// How it is shown: relative to the data folder, with `/`.
    pub shown: String,
}

/// The files of one plan.
#[derive(Debug, Clone)]
pub struct FoundPlan {
    /// The name of its folder, which is its id (計画の識別子).
    pub id: At<Id>,
    /// `plan.yaml`; its absence has been reported.
    pub plan: Option<FoundFile>,
    /// `<year>.yaml` with what their name says, in order.
    pub editions: Vec<(EditionName, FoundFile)>,
    /// `pages/<name>.md` with their name, in order.
    pub pages: Vec<(String, FoundFile)>,
}

impl FoundPlan {
    /// All its files.
    pub fn files(&self) -> impl Iterator<Item = &FoundFile> {
        let editions = self.editions.iter().map(|(_, file)| file);
        let pages = self.pages.iter().map(|(_, file)| file);
        self.plan.iter().chain(editions).chain(pages)
    }
}

/// All files to read, in order.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// `site.yaml`; its absence has been reported.
    pub site: Option<FoundFile>,
    /// The plans by the name of their folder.
    pub plans: Vec<FoundPlan>,
}

/// Lists the data folder.
pub fn walk(root: &Path, sources: &mut Sources, findings: &mut Findings) -> Found {
    let mut walker = Walker {
        root,
        sources,
        findings,
        site: None,
        folders: BTreeMap::new(),
    };
    if walker.root_is_a_folder() && walker.list() {
        return walker.finish();
    }
    Found::default()
}

#[derive(Default)]
struct Folder {
    plan: Option<FoundFile>,
    editions: Vec<(EditionName, FoundFile)>,
    pages: Vec<(String, FoundFile)>,
    strays: bool,
}

struct Walker<'a> {
    root: &'a Path,
    sources: &'a mut Sources,
    findings: &'a mut Findings,
    site: Option<FoundFile>,
    folders: BTreeMap<String, Folder>,
}

impl Walker<'_> {
    fn root_is_a_folder(&mut self) -> bool {
        let why = match std::fs::metadata(self.root) {
            Ok(metadata) if metadata.is_dir() => return true,
            Ok(_) => "フォルダーではありません".to_owned(),
            Err(error) => reason(&error),
        };
        self.report(".", |place| refuse::data_folder(place, &why));
        false
    }

    /// Goes through all entries; false if it had to be given up.
    fn list(&mut self) -> bool {
        let entries = WalkDir::new(self.root)
            .min_depth(1)
            .max_depth(DEPTH)
            .follow_links(false)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !names::is_litter(&entry.file_name().to_string_lossy()));
        for (count, entry) in entries.enumerate() {
            if count >= ENTRIES {
                self.report(".", refuse::too_many_files);
                return false;
            }
            match entry {
                Ok(entry) => self.entry(&entry),
                Err(error) => self.unreadable(&error),
            }
        }
        true
    }

    fn entry(&mut self, entry: &walkdir::DirEntry) {
        let Ok(relative) = entry.path().strip_prefix(self.root) else {
            return;
        };
        let steps: Vec<_> = relative.iter().map(|step| step.to_string_lossy()).collect();
        let steps: Vec<&str> = steps.iter().map(AsRef::as_ref).collect();
        let shown = steps.join("/");
        let kind = entry.file_type();
        if kind.is_dir() {
            if let [folder] = steps[..] {
                self.folders.entry(folder.to_owned()).or_default();
            }
            return;
        }
        let role = names::role(&steps);
        if !kind.is_file() {
            // A link may lead to a whole folder of data, so every link is named; other kinds only if named as data.
            if kind.is_symlink() || role != Role::Other {
                self.report(&shown, |place| refuse::not_regular(place, &shown));
            }
            return;
        }
        let file = FoundFile {
            path: entry.path().to_owned(),
            shown,
        };
        if role == Role::Site {
            self.site = Some(file);
            return;
        }
        if role == Role::Stray {
            self.report(&file.shown, |place| refuse::stray(place, &file.shown));
        }
        let Some(folder) = steps.first().and_then(|name| self.folders.get_mut(*name)) else {
            return;
        };
        match role {
            Role::Plan => folder.plan = Some(file),
            Role::Edition(year) => folder.editions.push((year, file)),
            Role::Page(name) => folder.pages.push((name, file)),
            Role::BadPage(name) => {
                if let Err(refused) = check_id(&name) {
                    self.report(&file.shown, |place| {
                        refuse::bad_name(place, "ファイル名", &name, refused)
                    });
                }
            }
            Role::Stray => folder.strays = true,
            Role::Site | Role::Other => {}
        }
    }

    fn finish(mut self) -> Found {
        let folders = std::mem::take(&mut self.folders);
        if folders.is_empty() {
            self.report(".", refuse::no_plans);
        } else if self.site.is_none() {
            self.report("site.yaml", refuse::no_site_file);
        }
        let plans = folders
            .into_iter()
            .filter_map(|(name, folder)| self.plan(&name, folder))
            .collect();
        Found { site: self.site, plans }
    }

    fn plan(&mut self, name: &str, folder: Folder) -> Option<FoundPlan> {
        if folder.plan.is_none() {
            let missing = format!("{name}/plan.yaml");
            self.report(&missing, |place| refuse::no_plan_file(place, name));
            if folder.editions.is_empty() && folder.pages.is_empty() && !folder.strays {
                return None;
            }
        }
        if let Err(refused) = check_id(name) {
            self.report(name, |place| refuse::bad_name(place, "フォルダー名", name, refused));
            return None;
        }
        Some(FoundPlan {
            id: At {
                value: Id::checked(name)?,
                place: Place::whole(self.sources.add(name, "")),
            },
            plan: folder.plan,
            editions: in_order(folder.editions),
            pages: folder.pages,
        })
    }

    fn unreadable(&mut self, error: &walkdir::Error) {
        let path = error.path().and_then(|path| path.strip_prefix(self.root).ok());
        let steps: Vec<_> = path.into_iter().flatten().map(|step| step.to_string_lossy()).collect();
        let shown = if steps.is_empty() {
            ".".to_owned()
        } else {
            steps.join("/")
        };
        let why = error
            .io_error()
            .map_or_else(|| "読み取りに失敗しました".to_owned(), reason);
        self.report(&shown, |place| refuse::unreadable(place, &shown, &why));
    }

    /// Reports something about a file or folder as a whole.
    fn report(&mut self, shown: &str, finding: impl FnOnce(Place) -> Diagnostic) {
        let place = Place::whole(self.sources.add(shown, ""));
        self.findings.push(finding(place));
    }
}

/// Editions by year, within a year by stage: the order of names would put the final report before the interim one.
fn in_order(mut editions: Vec<(EditionName, FoundFile)>) -> Vec<(EditionName, FoundFile)> {
    editions.sort_by_key(|(name, _)| *name);
    editions
}

#[cfg(test)]
mod tests;
