//! mieruka (見える化): yearly YAML about an action plan in, its published follow-up site out.
//!
//! The pipeline, left to right, each stage a folder; nothing looks back (`tests/architecture.rs`):
//! `source` (files → tree → raw shapes) → `check` (what must hold; raw → `model`) → `edition` (what may be shown) →
//! `evaluate` (verdicts) →
//! `view` and `chart` (what each page says and draws) → `render` (text) → `site` (files).
//!
//! 日本語 ↔ identifier: 計画 `Plan`, 年度版 `Edition`, 年度 `FiscalYear`, 取組・施策 `Measure`, 大項目… `levels`,
//! 実施状況 `Status`, 方向性 `Direction`, 取組内容 `Entry`, 成果 `ResultItem`, 指標 `Indicator`, 区分 `Segment`,
//! 数値目標 `Target`, 期限 `Deadline`, 目標設定時 `Baseline`, 実績 `Observation`, 見込み・確定 `Vintage`,
//! 判定 `Verdict`, 様式 `Form`, 別表 `FreeTable`, 所管課・主体 `Office`.

pub mod audit;
pub mod author;
pub mod build;
pub mod calendar;
pub mod chart;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod digest;
pub mod disclosure;
pub mod edition;
pub mod evaluate;
pub mod exchange;
pub mod model;
pub mod preview;
pub mod progress;
pub mod quantity;
pub mod render;
pub mod site;
pub mod source;
pub mod system;
pub mod view;

use std::collections::BTreeMap;
use std::path::Path;

use diagnostic::{Findings, Sources};
use edition::Released;
use model::Project;
use render::Templates;

/// What reading a data folder gave: all findings, and the project when none of them is an error.
pub struct Loaded {
    /// The texts read, to show findings in.
    pub sources: Sources,
    /// Findings of all files.
    pub findings: Findings,
    /// The project with all that is internal; none when there are errors.
    pub project: Option<Project>,
}

/// A data folder as it was written: what `author` goes on from.
pub struct ReadData {
    /// The texts read.
    pub sources: Sources,
    /// Findings of all files.
    pub findings: Findings,
    /// The raw shapes with their places; none when a file is too broken for it.
    pub project: Option<source::RawProject>,
}

/// Reads and checks a data folder.
pub fn load(data: &Path) -> Loaded {
    let ReadData {
        sources,
        findings,
        project,
    } = read(data);
    let project = project.filter(|_| !findings.has_errors()).map(|raw| check::lower(&raw));
    Loaded {
        sources,
        findings,
        project,
    }
}

/// Reads and checks a data folder, and leaves it as it was written.
pub fn read(data: &Path) -> ReadData {
    let mut sources = Sources::shown_under(&data.to_string_lossy());
    let mut findings = Findings::default();
    let survey = build::Survey::of(
        data,
        &build::Glimpses::new(),
        &build::Digests::default(),
        &mut sources,
        &mut findings,
    );
    let project = survey.read_all(&mut sources, &mut findings);
    ReadData {
        sources,
        findings,
        project,
    }
}

/// Renders every page and asset of the site, by path: of a project that went through the door of `edition`.
pub fn render_site(project: &Released, templates: &Templates) -> Result<BTreeMap<String, Vec<u8>>, site::RenderError> {
    let output = site::Blueprint::of(project).render(templates)?;
    Ok(output.into_files())
}
