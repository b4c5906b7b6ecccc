//! What a `plan.yaml` says of other plans, seen without reading the plan: which plans have to be read together is decided by it,
//! and what every page of the site shows.

use std::collections::BTreeSet;
use std::path::Path;

use super::tree::{Node, Value};
use super::{Decode, FoundFile, encoding, gate, raw, read, tree};
use crate::diagnostic::{Findings, Sources};

/// A glance at `plan.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Glance {
    /// Plans that it names: what it continues and what it is related to. Names of plans that are not there, too.
    pub names: BTreeSet<String>,
    /// The plan, when it announces publications (公表予定); none when it is too broken.
    pub announcing: Option<raw::Plan>,
}

impl Glance {
    /// Looks at the content of a file. What is wrong with it is found when it is read.
    pub fn of(shown: &str, bytes: Vec<u8>) -> Self {
        // Most plans name no other and announce nothing. A key can be written in escapes, which begin with a backslash.
        let says = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word) || bytes.contains(&b'\\');
        let (names, announces) = (says(b"plan"), says(b"releases"));
        if !names && !announces {
            return Self::default();
        }
        let (mut sources, mut findings) = (Sources::new(), Findings::new());
        let root = gate::admit(shown, bytes, &mut sources, &mut findings)
            .and_then(|file| tree::parse(file, &sources, &mut findings));
        let Some(root) = root else {
            return Self::default();
        };
        let mut glance = Self::default();
        collect(&root, &mut glance.names);
        if announces {
            glance.announcing = raw::Plan::decode(&root, &mut findings).filter(|plan| !plan.releases.is_empty());
        }
        glance
    }
}

/// What stands under the key `plan` anywhere.
fn collect(node: &Node, names: &mut BTreeSet<String>) {
    match &node.value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                if key.key() == "plan"
                    && let Value::Scalar { text, .. } = &value.value
                {
                    names.insert(text.clone());
                }
                collect(value, names);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Scalar { .. } => {}
    }
}

/// The bytes of a file; none when it cannot be read, which is found when it is read as data.
pub fn open(file: &FoundFile) -> Option<Vec<u8>> {
    read::read(&file.path).ok()
}

/// The text of a file of the data folder, to show a finding in again; none when it cannot be read as text.
pub fn reread(root: &Path, shown: &str) -> Option<String> {
    let bytes = read::read(&root.join(shown)).ok()?;
    encoding::decode(bytes).ok()
}
