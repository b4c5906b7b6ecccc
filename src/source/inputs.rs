//! The files a site is made of (もとのファイル), by content, so that it can be told later whether they still give it.

use std::collections::BTreeMap;

use super::tree::{Node, Value};
use crate::digest::sha256;

/// Keys by which something is kept back: internal remarks, answers still awaited, drafts, embargoes, small counts.
const KEPT_BACK: [&str; 6] = ["internal", "pending", "audience", "draft", "embargo", "withhold"];

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Whether it says anything that is not, or not yet, published.
    pub keeps_back: bool,
}

impl Input {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self {
            sha256: sha256(bytes),
            keeps_back: false,
        }
    }
}

/// The digests that a site may name. Whoever knows a file but for one number can try all numbers until the digest fits; so
/// a plan that keeps anything back names none of its files.
pub fn nameable(inputs: &BTreeMap<String, Input>) -> BTreeMap<String, String> {
    let folder = |path: &str| {
        path.split_once('/')
            .map_or(String::new(), |(folder, _)| folder.to_owned())
    };
    let closed: Vec<String> = inputs
        .iter()
        .filter(|(_, input)| input.keeps_back)
        .map(|(path, _)| folder(path))
        .collect();
    let named = inputs.iter().filter(|(path, _)| !closed.contains(&folder(path)));
    named
        .map(|(path, input)| (path.clone(), input.sha256.clone()))
        .collect()
}

/// Whether anything below a node is kept back.
pub(super) fn keeps_back(node: &Node) -> bool {
    match &node.value {
        Value::Mapping(entries) => entries
            .iter()
            .any(|(key, value)| KEPT_BACK.contains(&key.key()) || keeps_back(value)),
        Value::Sequence(items) => items.iter().any(keeps_back),
        Value::Scalar { .. } => false,
    }
}

/// Whether a page of Markdown begins with a head (`---`), which can keep it back.
pub(super) fn has_head(text: &str) -> bool {
    text.starts_with("---")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_that_keeps_anything_back_names_none_of_its_files() {
        let input = |keeps_back| Input {
            sha256: "x".to_owned(),
            keeps_back,
        };
        let inputs = BTreeMap::from([
            ("a/2020.yaml".to_owned(), input(false)),
            ("a/plan.yaml".to_owned(), input(true)),
            ("b/plan.yaml".to_owned(), input(false)),
            ("site.yaml".to_owned(), input(false)),
        ]);
        let named: Vec<String> = nameable(&inputs).into_keys().collect();
        assert_eq!(named, ["b/plan.yaml", "site.yaml"]);
    }
}
