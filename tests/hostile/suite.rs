//! The YAML test suite: what must fail fails at a place, and the rest at least does no harm.

use std::fs;

use serde::Deserialize;

use mieruka::diagnostic::{Findings, Severity, Sources, github, human, json};
use mieruka::source::{gate, tree};

#[derive(Deserialize)]
struct Document {
    id: String,
    name: String,
    yaml: String,
}

fn documents(name: &str) -> Vec<Document> {
    let path = format!("tests/hostile/yaml-test-suite/{name}.json");
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Whether there is a tree; an error with line and column if not.
fn accepted(document: &Document) -> Result<bool, String> {
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let file = gate::admit(
        "case/plan.yaml",
        document.yaml.clone().into_bytes(),
        &mut sources,
        &mut findings,
    );
    let tree = file.and_then(|file| tree::parse(file, &sources, &mut findings));
    let _ = (
        human::print(&findings, &sources, true),
        json::print(&findings, &sources),
        github::print(&findings, &sources),
    );
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let unplaced = errors
        .filter(|finding| sources.line_column(finding.place).is_none())
        .any(|_| !document.yaml.is_empty());
    if unplaced {
        return Err(format!(
            "{} {}: an error without line and column",
            document.id, document.name
        ));
    }
    if tree.is_none() && !findings.has_errors() {
        return Err(format!("{} {}: no tree and no error", document.id, document.name));
    }
    Ok(tree.is_some() && !findings.has_errors())
}

/// Accepted all the same: the lines of a list in brackets need not be indented. Nothing else could be meant.
const LENIENT: [&str; 1] = ["9C9N"];

#[test]
fn what_must_fail_fails_at_a_place() {
    let documents = documents("must-fail");
    assert!(documents.len() > 80, "only {}", documents.len());
    let wrong: Vec<String> = documents
        .iter()
        .filter_map(|document| match accepted(document) {
            Ok(accepted) if accepted == LENIENT.contains(&document.id.as_str()) => None,
            Ok(false) => Some(format!(
                "{} {}: now refused: strike it from the list",
                document.id, document.name
            )),
            Ok(true) => Some(format!(
                "{} {}: accepted:\n{}",
                document.id, document.name, document.yaml
            )),
            Err(message) => Some(message),
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        documents.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_rest_is_read_or_refused_at_a_place() {
    let documents = documents("must-parse");
    assert!(documents.len() > 200, "only {}", documents.len());
    let read: Vec<bool> = documents.iter().map(|document| accepted(document).unwrap()).collect();
    let read = read.into_iter().filter(|read| *read).count();
    println!("{read} of {} are within our subset", documents.len());
    assert!(read > 60, "only {read} of {} are read", documents.len());
}
