//! Every form of target, judged: small plans with the verdict and the working expected of them.
//!
//! A case is a Markdown file of `tests/verdicts/`: a title, a reason, the indicators of a plan, the figures of its
//! editions, and the expected lines. `MIERUKA_UPDATE=1 cargo test --test verdicts` writes the lines anew: read the
//! difference before you accept it.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use mieruka::calendar::YearStyle;
use mieruka::evaluate::{Assessment, PathStep, assess_indicator};
use mieruka::model::Project;

#[test]
fn every_form_of_target_is_judged_as_expected() {
    let mut cases: Vec<_> = fs::read_dir("tests/verdicts")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 15, "only {} cases", cases.len());
    let wrong: Vec<String> = cases.iter().filter_map(|path| check(path).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn check(path: &Path) -> Result<(), String> {
    let text = fs::read_to_string(path).unwrap();
    let found = verdicts(&project(path, &text));
    let (before, expected, after) =
        common::split_expected(&text).unwrap_or_else(|| panic!("{}: no ```text block", path.display()));
    if std::env::var_os("MIERUKA_UPDATE").is_some() {
        fs::write(path, format!("{before}{found}{after}")).unwrap();
        return Ok(());
    }
    if found == expected {
        Ok(())
    } else {
        Err(format!("{}:\nexpected\n{expected}found\n{found}", path.display()))
    }
}

/// Reads the `yaml` blocks of the case.
fn project(path: &Path, text: &str) -> Project {
    let folder = tempfile::tempdir().unwrap();
    common::write_case(text, folder.path());
    let loaded = mieruka::load(folder.path());
    let printed = mieruka::diagnostic::human::print(&loaded.findings, &loaded.sources, false);
    loaded
        .project
        .unwrap_or_else(|| panic!("{}:\n{printed}", path.display()))
}

fn verdicts(project: &Project) -> String {
    let mut lines = String::new();
    for plan in project.plans.iter().filter(|plan| plan.id.as_str() == "case") {
        for indicator in &plan.indicators {
            for assessment in assess_indicator(project, plan, indicator, None) {
                describe(&assessment, &mut lines);
            }
        }
    }
    lines
}

fn describe(assessment: &Assessment<'_>, lines: &mut String) {
    let working = &assessment.working;
    if let Some(segment) = assessment.segment {
        write!(lines, "[{}] ", segment.id).unwrap();
    }
    write!(lines, "{:?}: {:?}", assessment.verdict, working.ground).unwrap();
    if let Some(judged) = &working.judged {
        let observation = judged.observation;
        let value = observation
            .value()
            .map_or_else(|| "-".to_owned(), |value| value.to_string());
        write!(
            lines,
            "; judged {value} of {} ({:?})",
            observation.period.label(YearStyle::Era),
            observation.vintage
        )
        .unwrap();
    }
    if let Some(required) = working.required {
        write!(lines, "; required {required}").unwrap();
    }
    if let Some(base) = &working.base {
        let statement = base.statement.observation;
        write!(
            lines,
            " from {} of {} ({:?})",
            base.value,
            statement.period.label(YearStyle::Era),
            statement.vintage
        )
        .unwrap();
    }
    if let Some(baseline) = working.baseline.filter(|baseline| baseline.instead.is_some()) {
        write!(
            lines,
            "; baseline {} instead of {}",
            baseline.value, baseline.stated.value
        )
        .unwrap();
    }
    if let Some(path) = &working.path {
        let step = match path.step {
            PathStep::Years => "years",
            PathStep::Months => "months",
        };
        write!(
            lines,
            "; path {} after {} of {} {step}",
            path.value.rounded(3),
            path.elapsed,
            path.total
        )
        .unwrap();
    }
    if let (Some(with), Some(distance)) = (working.compared_with, working.distance) {
        write!(lines, "; {} from {with:?}", distance.rounded(3)).unwrap();
    }
    let changed = [
        ("on the way", working.changed_on_the_way),
        ("since the target", working.changed_since_target),
    ];
    for (when, one) in changed {
        if let Some(one) = one {
            write!(
                lines,
                "; definition changed {when}, from {}",
                one.from.label(YearStyle::Era)
            )
            .unwrap();
        }
    }
    if let Some(progress) = working.progress {
        write!(lines, "; progress {}%", progress.rounded(1)).unwrap();
    }
    lines.push('\n');
}
