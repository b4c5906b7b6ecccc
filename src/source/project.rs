//! The whole data folder as raw shapes: the site, its plans, their editions and pages.

use super::load::{EditionFile, Inputs, PlanFolder, load_plan, load_site};
use super::page::{RawPage, read_page};
use super::presets;
use super::walk::{FoundFile, FoundPlan};
use super::{At, Decode, Id, raw};
use crate::calendar::FiscalYear;
use crate::diagnostic::{Diagnostic, Findings, Place, Sources, code};

/// Everything the data folder says.
#[derive(Debug, Clone)]
pub struct RawProject {
    /// `site.yaml`.
    pub site: raw::Site,
    /// Plans by folder name: all of them, or a group of plans that say something of one another.
    pub plans: Vec<RawPlan>,
    /// The ids of the plans that are in the data folder beside these, which say nothing of them.
    pub others: Vec<Id>,
    /// The files read, by path (もとのファイル).
    pub inputs: Inputs,
}

/// The folder of one plan.
#[derive(Debug, Clone)]
pub struct RawPlan {
    /// Folder name.
    pub id: At<Id>,
    /// `plan.yaml`.
    pub plan: raw::Plan,
    /// Editions by fiscal year and stage, oldest first.
    pub editions: Vec<RawEdition>,
    /// Narrative pages in order of their file names.
    pub pages: Vec<RawPage>,
}

/// The follow-up of one fiscal year, at one stage of it.
#[derive(Debug, Clone)]
pub struct RawEdition {
    /// Fiscal year (年度), by the file name.
    pub year: FiscalYear,
    /// Stage (報告の段階), by the file name.
    pub stage: raw::Stage,
    /// What the file says.
    pub edition: raw::Edition,
}

impl RawProject {
    /// The plans in the order `site.yaml` asks for, the others after them by folder name.
    pub fn plans_in_order(&self) -> impl Iterator<Item = &RawPlan> {
        let position = |plan: &RawPlan| {
            self.site
                .plans
                .iter()
                .position(|id| id.value == plan.id.value)
                .unwrap_or(usize::MAX)
        };
        let mut plans: Vec<&RawPlan> = self.plans.iter().collect();
        plans.sort_by_key(|plan| position(plan));
        plans.into_iter()
    }
}

/// Reads `site.yaml`. None when it is too broken to be checked; the findings say why.
pub fn read_site(
    site: Option<&FoundFile>,
    sources: &mut Sources,
    findings: &mut Findings,
) -> (Option<raw::Site>, Inputs) {
    let (document, inputs) = load_site(site, sources, findings);
    let site = document.and_then(|document| raw::Site::decode(&document.root, findings));
    (site, inputs)
}

/// Reads the folder of a plan. None when a file is too broken to be checked; the findings say which.
pub fn read_plan(plan: &FoundPlan, sources: &mut Sources, findings: &mut Findings) -> (Option<RawPlan>, Inputs) {
    let (folder, inputs) = load_plan(plan, sources, findings);
    (decode_plan(folder, sources, findings), inputs)
}

fn decode_plan(folder: PlanFolder, sources: &Sources, findings: &mut Findings) -> Option<RawPlan> {
    let plan = folder
        .plan
        .and_then(|document| raw::Plan::decode(&document.root, findings))
        .map(presets::fill);
    let editions: Vec<_> = folder
        .editions
        .iter()
        .map(|file| read_edition(file, findings))
        .collect();
    let pages: Vec<_> = folder
        .pages
        .iter()
        .map(|page| read_page(&page.name, page.file, sources, findings))
        .collect();
    Some(RawPlan {
        id: folder.id,
        plan: plan?,
        editions: editions.into_iter().collect::<Option<_>>()?,
        pages: pages.into_iter().collect::<Option<_>>()?,
    })
}

fn read_edition(file: &EditionFile, findings: &mut Findings) -> Option<RawEdition> {
    let edition = raw::Edition::decode(&file.document.root, findings);
    let year = FiscalYear::new(i32::from(file.name.year));
    if year.is_none() {
        findings.push(Diagnostic::error(
            code::BAD_PERIOD,
            Place::whole(file.document.file),
            format!("ファイル名の {} は、年度として扱えません", file.name.year),
            "ファイル名を、1868 から 2200 までの西暦の年度にしてください（例: 2020.yaml）",
        ));
    }
    Some(RawEdition {
        year: year?,
        stage: file.name.stage,
        edition: edition?,
    })
}
