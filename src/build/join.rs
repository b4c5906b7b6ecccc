//! The whole site of what was made of all groups: the pages and files that speak of all plans, the search data, the manifest.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::BuildError;
use super::lines::Lines;
use super::means::Means;
use super::record::Record;
use super::survey::Survey;
use crate::check;
use crate::edition::{Release, release};
use crate::progress::{Progress, Step, during};
use crate::site::{Contribution, Joined, MANIFEST, Manifest, PublishError, SEARCH_INDEX, Staging, Stamp, named_inputs};
use crate::source::{Inputs, RawProject, nameable};

/// Writes files beside the site that stands there.
pub fn write_all(
    staging: &Staging,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<BTreeMap<String, Stamp>, PublishError> {
    let write = |(name, content): (&String, &Vec<u8>)| Ok((name.clone(), staging.write(name, content)?));
    files.par_iter().map(write).collect()
}

/// Joins the pages and files of the whole site from what was made of all groups, and writes them with the manifest.
pub fn join<'a>(
    survey: &Survey,
    release_of: Release,
    means: &Means,
    records: impl Iterator<Item = &'a Record>,
    lines: &Lines,
    staging: &Staging,
    progress: &dyn Progress,
) -> Result<(), BuildError> {
    let site = survey.site.clone().expect("data without errors has a site.yaml");
    let shell = RawProject {
        site,
        plans: Vec::new(),
        others: Vec::new(),
        inputs: Inputs::new(),
    };
    let shell = release(check::lower(&shell), release_of).beside(means.terms.has_releases);
    let mut inputs = nameable(&survey.inputs);
    let mut plans: BTreeMap<&str, &Contribution> = BTreeMap::new();
    for record in records {
        inputs.extend(record.inputs.clone());
        plans.extend(
            record
                .plans
                .iter()
                .map(|plan| (plan.contribution.shown.plan.as_str(), &plan.contribution)),
        );
    }
    let plans: Vec<&Contribution> = survey.order().iter().filter_map(|id| plans.get(id).copied()).collect();
    let shown = plans.iter().map(|plan| plan.shown.clone()).collect();
    let joined = Joined::new(&shell, shown, || {
        plans.iter().map(|plan| plan.offered.clone()).collect()
    });
    let pages = joined.pages();
    let texts: Vec<_> = pages
        .par_iter()
        .map(|page| during(progress, Step::Page(page.template()), || page.render(&means.templates)))
        .collect();
    let mut files = during(progress, Step::Joining, || joined.files(&means.templates))?;
    for (page, text) in pages.iter().zip(texts) {
        files.insert(page.path(), text?.into_bytes());
    }
    during(progress, Step::Writing, || write_all(staging, &files))?;
    during(progress, Step::Search, || {
        staging.stream(SEARCH_INDEX, |out| {
            joined.write_search(out, |number| lines.of(plans[number].shown.plan.as_str()))
        })
    })?;
    let manifest = Manifest::new(
        staging.files()?,
        named_inputs(&inputs, &means.templates),
        shell.audience,
        shell.as_of,
    );
    staging.write(MANIFEST, &manifest.to_bytes())?;
    Ok(())
}
