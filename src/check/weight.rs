//! What each plan makes of warnings (点検の重さ, `checks` in `plan.yaml`): not shown, warning or error. Applied after all
//! checks, to every warning about a file of the plan, whichever stage found it. Errors are never weighed.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Findings, Severity, Sources};
use crate::source::RawProject;
use crate::source::raw::CheckLevel;

/// Weighs the warnings as the plan whose files they are about asks.
pub fn weigh(project: &RawProject, sources: &Sources, findings: &mut Findings) {
    let mut asked: BTreeMap<(&str, Code), CheckLevel> = BTreeMap::new();
    for plan in &project.plans {
        for (code, level) in &plan.plan.checks {
            if let Some(code) = Code::parse(code.as_str()) {
                asked.insert((plan.id.as_str(), code), **level);
            }
        }
    }
    if asked.is_empty() {
        return;
    }
    findings.reweigh(|file, code| {
        let path = sources.path(file);
        let plan = path.split_once('/').map_or(path, |(plan, _)| plan);
        match asked.get(&(plan, code)) {
            Some(CheckLevel::Off) => None,
            Some(CheckLevel::Error) => Some(Severity::Error),
            Some(CheckLevel::Warning) | None => Some(Severity::Warning),
        }
    });
}
