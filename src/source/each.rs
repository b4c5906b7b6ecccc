//! Plans are read on all cores: each with texts and findings of its own, which are put together in the order of the plans.

use rayon::prelude::*;

use crate::diagnostic::{Findings, Sources};

/// Does the work for every item, at once; what it finds is as if it were done for one after the other.
pub fn each<Item: Send, Done: Send>(
    items: Vec<Item>,
    sources: &mut Sources,
    findings: &mut Findings,
    work: impl Fn(Item, &mut Sources, &mut Findings) -> Done + Sync,
) -> Vec<Done> {
    let parts: Vec<(Item, Sources)> = items.into_iter().map(|item| (item, sources.part())).collect();
    let done: Vec<(Done, Sources, Findings)> = parts
        .into_par_iter()
        .map(|(item, mut sources)| {
            let mut findings = Findings::new();
            let done = work(item, &mut sources, &mut findings);
            (done, sources, findings)
        })
        .collect();
    done.into_iter()
        .map(|(done, part, found)| {
            sources.absorb(part);
            findings.merge(found);
            done
        })
        .collect()
}
