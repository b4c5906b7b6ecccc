//! Any bytes, read as one file of the data: gate, YAML, shapes, and the printing of what was found. No panic; a file that
//! gives nothing gives at least one error, and every finding names its file and prints in every format.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mieruka::diagnostic::{Findings, Sources, github, human, json};
use mieruka::source::{Decode, Node, gate, raw, tree};

fuzz_target!(|input: &[u8]| {
    let Some((kind, bytes)) = input.split_first() else {
        return;
    };
    let mut sources = Sources::new();
    let mut findings = Findings::new();
    let read = gate::admit("case/2020.yaml", bytes.to_vec(), &mut sources, &mut findings)
        .and_then(|file| tree::parse(file, &sources, &mut findings))
        .is_some_and(|root| shape(*kind, &root, &mut findings));
    assert!(read || findings.has_errors(), "nothing read, nothing said");
    let _ = human::print(&findings, &sources, true);
    let _ = github::print(&findings, &sources);
    let _ = json::print(&findings, &sources);
});

fn shape(kind: u8, root: &Node, findings: &mut Findings) -> bool {
    match kind % 3 {
        0 => raw::Plan::decode(root, findings).is_some(),
        1 => raw::Edition::decode(root, findings).is_some(),
        _ => raw::Site::decode(root, findings).is_some(),
    }
}
