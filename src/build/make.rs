//! A build: every group is read, checked and made, or taken over; then the whole site is joined and put in the place of the old one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::BuildError;
use super::cache::Cache;
use super::digests::{Digests, KNOWN};
use super::join::{join, write_all};
use super::kept::Kept;
use super::lines::Lines;
use super::means::Means;
use super::ready::{How, Ready, Whole, Written, look};
use super::record::{Key, PlanRecord, Record};
use super::shard::{self, Made, Said, Selection, Shards};
use super::survey::{Glimpses, Group, Survey};
use crate::check;
use crate::diagnostic::{Diagnostic, FileId, Findings, Sources};
use crate::digest::sha256;
use crate::edition::{LeftOut, Release, release};
use crate::model::Audience;
use crate::progress::{Progress, Step, during};
use crate::site::{Blueprint, MANIFEST, Manifest, PlanLines, Seen, Staging, Stamp, standing};
use crate::source::{RawProject, each};

/// What is to be built, from what and where to.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The data folder.
    pub data: &'a Path,
    /// Where the site goes.
    pub out: &'a Path,
    /// Which edition.
    pub release: Release,
    /// Templates that replace ours.
    pub templates: Option<&'a Path>,
    /// Where the build leaves what the next one need not make again.
    pub cache: Option<&'a Path>,
    /// Which part of the site is to be made; none: all of it.
    pub only: Option<&'a Selection>,
    /// The shards that the site is to be assembled of, instead of being made.
    pub shards: Option<&'a Shards>,
    /// Who is told how it goes on.
    pub progress: &'a dyn Progress,
}

/// A build before anything is published.
pub struct Staged {
    /// Texts that findings are shown in.
    pub sources: Sources,
    /// Findings of all files.
    pub findings: Findings,
    /// What the edition leaves out for now.
    pub left_out: LeftOut,
    /// The cut-off.
    pub cut_off: Option<NaiveDate>,
    /// The site to be published; none when the data have errors.
    pub site: Option<Result<Ready, BuildError>>,
}

/// Builds a site beside the one that stands there.
pub fn stage(order: &Order<'_>) -> Staged {
    let mut staged = Staged {
        sources: Sources::shown_under(&order.data.to_string_lossy()),
        findings: Findings::default(),
        left_out: LeftOut::default(),
        cut_off: None,
        site: None,
    };
    let cache = order.cache.map(Cache::open).transpose();
    let opened = cache.as_ref().ok().and_then(Option::as_ref);
    let known: Glimpses = opened.and_then(|cache| cache.load("survey.json")).unwrap_or_default();
    let digests = opened.map(Digests::of).unwrap_or_default();
    let survey = during(order.progress, Step::Looking, || {
        Survey::of(order.data, &known, &digests, &mut staged.sources, &mut staged.findings)
    });
    order.progress.expect(survey.groups.len());
    staged.cut_off = survey.cut_off(order.release);
    let means = cache.and_then(|cache| Means::of(order, &survey, cache, &digests));
    let site = match means {
        Ok(means) => Work::new(order, &survey, &digests, Some(&means), staged.findings.has_errors()).run(&mut staged),
        Err(error) => {
            // What is wrong with the data is told before what is wrong with the surroundings.
            let _ = Work::new(order, &survey, &digests, None, true).run(&mut staged);
            Some(Err(error))
        }
    };
    digests.leave();
    staged.site = site.filter(|_| !staged.findings.has_errors());
    staged
}

/// Where what is set aside goes: onto the file system of the site.
fn scratch(out: &Path) -> PathBuf {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).to_path_buf()
}

struct Work<'a> {
    order: &'a Order<'a>,
    survey: &'a Survey,
    digests: &'a Digests,
    /// None when nothing can be made, and the data are only checked.
    means: Option<&'a Means>,
    /// Whether an error was found: then nothing more is made, and the rest is only checked.
    faulty: AtomicBool,
    staging: Mutex<Option<Arc<Staging>>>,
    lines: Lines,
}

/// What became of the groups.
struct Groups<'a> {
    records: Vec<(&'a Group, Option<Key>, Record)>,
    findings: Findings,
}

impl<'a> Work<'a> {
    fn new(
        order: &'a Order<'a>,
        survey: &'a Survey,
        digests: &'a Digests,
        means: Option<&'a Means>,
        faulty: bool,
    ) -> Self {
        Self {
            order,
            survey,
            digests,
            means,
            faulty: AtomicBool::new(faulty),
            staging: Mutex::default(),
            lines: Lines::new(&scratch(order.out)),
        }
    }

    fn run(self, staged: &mut Staged) -> Option<Result<Ready, BuildError>> {
        let keys: Vec<Option<Key>> = self.survey.groups.par_iter().map(|group| self.key(group)).collect();
        let whole = self.whole_key(&keys).filter(|_| self.order.only.is_none());
        if let Some(files) = whole.as_ref().and_then(|key| self.stands(key, staged)) {
            return Some(Ok(Ready {
                files,
                how: How::Stands,
            }));
        }
        let groups = match self.groups(keys, staged) {
            Ok(groups) => groups?,
            Err(error) => return Some(Err(error)),
        };
        for (_, _, record) in &groups.records {
            staged.left_out = staged.left_out.and(record.left_out);
        }
        Some(self.ready(&groups, whole, &staged.sources))
    }

    fn cache(&self) -> Option<&Cache> {
        self.means?.cache.as_ref()
    }

    fn key(&self, group: &Group) -> Option<Key> {
        self.cache()?;
        self.means?.terms.key(self.survey, group, self.digests)
    }

    /// The key of the whole site: another whenever anything of it may be another.
    fn whole_key(&self, keys: &[Option<Key>]) -> Option<String> {
        let groups: Vec<&str> = keys
            .iter()
            .map(|key| Some(key.as_ref()?.digest.as_str()))
            .collect::<Option<_>>()?;
        let all = (&self.means?.terms, groups, self.survey.order());
        Some(sha256(&serde_json::to_vec(&all).ok()?))
    }

    /// Whether the site that stands there is the one, file for file: how many files it has.
    fn stands(&self, key: &str, staged: &mut Staged) -> Option<usize> {
        let cache = self.cache()?;
        let whole: Whole = cache.load("whole.json").filter(|whole: &Whole| whole.key == key)?;
        let seen: Seen = cache.load("seen.json").unwrap_or_default();
        let doubtful = standing(self.order.out, &whole.files, &seen)?;
        whole
            .findings
            .restore(self.order.data, &mut staged.sources, &mut staged.findings)?;
        staged.left_out = whole.left_out;
        if doubtful {
            look(cache, self.order.out, &whole.files);
        }
        Some(whole.files.len())
    }

    /// Reads, checks and makes every group. None when there are errors in the data.
    fn groups(&self, keys: Vec<Option<Key>>, staged: &mut Staged) -> Result<Option<Groups<'a>>, BuildError> {
        let mut findings = Findings::new();
        let is_asked = |number, group| self.order.only.is_none_or(|only| only.has(number, group));
        let groups = self.survey.groups.iter().zip(keys).enumerate();
        let asked = groups.filter(|(number, (group, _))| is_asked(*number, group));
        let work: Vec<(&Group, Option<Key>)> = asked.map(|(_, work)| work).collect();
        let done = each(
            work,
            &mut staged.sources,
            &mut findings,
            |(group, key), sources, findings| {
                let done = self.group(group, key.as_ref(), sources, findings);
                self.order.progress.done();
                let told: BTreeSet<FileId> = findings.iter().flat_map(Diagnostic::files).collect();
                sources.keep(|file| told.contains(&file));
                done.map(|record| Some((group, key, record?)))
            },
        );
        staged.findings.merge(findings.clone());
        if staged.findings.has_errors() || self.means.is_none() {
            return Ok(None);
        }
        let records: Option<Vec<(&Group, Option<Key>, Record)>> =
            done.into_iter().collect::<Result<_, BuildError>>()?;
        Ok(records.map(|records| Groups { records, findings }))
    }

    /// One group: taken over as it stands, or made anew. None when it has errors, or nothing is to be made.
    fn group(
        &self,
        group: &Group,
        key: Option<&Key>,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Result<Option<Record>, BuildError> {
        if let (Some(shards), Some(means)) = (self.order.shards, self.means) {
            return self.as_sharded(shards, means, group, sources, findings).map(Some);
        }
        if let Some(key) = key.filter(|_| !self.faulty.load(Ordering::Relaxed))
            && let Some(record) = during(self.order.progress, Step::TakingOver, || {
                self.taken_over(key, sources, findings)
            })?
        {
            return Ok(Some(record));
        }
        let raw = self.survey.read(group, sources, findings, self.order.progress);
        if findings.has_errors() {
            self.faulty.store(true, Ordering::Relaxed);
        }
        match (raw, self.means) {
            (Some(raw), Some(means)) if !self.faulty.load(Ordering::Relaxed) => {
                self.make(&raw, means, key, (sources, findings)).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// A group as it was made before, when all its files stand in the site and its findings can be told again.
    fn taken_over(
        &self,
        key: &Key,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Result<Option<Record>, BuildError> {
        let Some(cache) = self.cache() else { return Ok(None) };
        let Some(record) = cache.load::<Record>(&record_name(key)) else {
            return Ok(None);
        };
        let mut lines = Vec::new();
        for plan in &record.plans {
            let id = plan.contribution.shown.plan.as_str();
            match cache.bytes(&lines_name(key, id)).and_then(PlanLines::parse) {
                Some(found) => lines.push((id, found)),
                None => return Ok(None),
            }
        }
        let (mut again, mut told) = (sources.clone(), Findings::new());
        if record
            .findings
            .restore(self.order.data, &mut again, &mut told)
            .is_none()
        {
            return Ok(None);
        }
        let files: Vec<(&String, &Stamp)> = record.plans.iter().flat_map(|plan| &plan.files).collect();
        if !self.staging()?.take_over_all(&files)? {
            return Ok(None);
        }
        for (id, lines) in lines {
            self.lines.add(id, lines).map_err(BuildError::Scratch)?;
        }
        *sources = again;
        findings.merge(told);
        Ok(Some(record))
    }

    /// A group as a shard has it.
    fn as_sharded(
        &self,
        shards: &Shards,
        means: &Means,
        group: &Group,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Result<Record, BuildError> {
        let missing = || BuildError::NotInShards(group.plans[0].id.as_str().to_owned());
        let key = means.shared.key(self.survey, group, self.digests).ok_or_else(missing)?;
        let (folder, made) = shards.group(&key.digest).ok_or_else(missing)?;
        let record = &made.record;
        let staging = self.staging()?;
        for plan in &record.plans {
            plan.files.par_iter().try_for_each(|(name, stamp)| {
                staging.write(name, &shard::content(folder, name, stamp)?)?;
                Ok::<(), BuildError>(())
            })?;
        }
        for (plan, stamp) in &made.lines {
            let lines = shard::lines(folder, plan, stamp)?;
            self.lines.add(plan, lines).map_err(BuildError::Scratch)?;
        }
        let restored = record.findings.restore(self.order.data, sources, findings);
        restored.ok_or_else(missing)?;
        Ok(record.clone())
    }

    /// Writes what it takes to join the groups to the whole site, and the manifest of the shard.
    fn write_shard(&self, groups: &Groups<'a>, means: &Means, staging: &Staging) -> Result<(), BuildError> {
        let mut said = Said {
            terms: means.shared.clone(),
            groups: BTreeMap::new(),
        };
        for (group, _, record) in &groups.records {
            let unreadable = || BuildError::NotInShards(group.plans[0].id.as_str().to_owned());
            let key = means
                .shared
                .key(self.survey, group, self.digests)
                .ok_or_else(unreadable)?;
            let mut lines = BTreeMap::new();
            for plan in &record.plans {
                let id = plan.contribution.shown.plan.as_str();
                let of_plan = self.lines.of(id).map_err(BuildError::Scratch)?;
                let stamp = staging.write(&shard::lines_file(id), of_plan.as_bytes())?;
                lines.insert(id.to_owned(), stamp);
            }
            let record = record.clone();
            said.groups.insert(key.digest, Made { record, lines });
        }
        let text = serde_json::to_vec(&said).expect("records are always JSON");
        staging.write(shard::SHARD, &text)?;
        let (audience, as_of) = (self.order.release.audience, means.terms.as_of);
        let manifest = Manifest::new(staging.files()?, BTreeMap::new(), audience, as_of);
        staging.write(MANIFEST, &manifest.to_bytes())?;
        Ok(())
    }

    fn make(
        &self,
        raw: &RawProject,
        means: &Means,
        key: Option<&Key>,
        (sources, findings): (&Sources, &Findings),
    ) -> Result<Record, BuildError> {
        let progress = self.order.progress;
        let project = during(progress, Step::Releasing, || check::lower(raw));
        let left_out = match self.order.release.audience {
            Audience::Public => LeftOut::of(&project, means.terms.as_of),
            Audience::Internal => LeftOut::default(),
        };
        let released = during(progress, Step::Releasing, || {
            release(project, self.order.release).beside(means.terms.has_releases)
        });
        let staging = self.staging()?;
        let mut plans = Vec::new();
        for part in Blueprint::of(&released).parts() {
            let files = part.files(&means.templates, progress)?;
            let lines = during(progress, Step::Search, || part.lines());
            if let (Some(cache), Some(key)) = (self.cache(), key) {
                cache.leave_bytes(&lines_name(key, part.plan().as_str()), lines.as_bytes());
            }
            self.lines
                .add(part.plan().as_str(), lines)
                .map_err(BuildError::Scratch)?;
            plans.push(PlanRecord {
                contribution: part.contribution(),
                files: during(progress, Step::Writing, || write_all(&staging, &files))?,
            });
        }
        let kept = Kept::of(findings, sources);
        let can_be_kept = kept.is_some();
        let record = Record {
            plans,
            left_out,
            inputs: released.inputs.clone(),
            findings: kept.unwrap_or_default(),
        };
        // A file that changed between being looked at and being read belongs to another key.
        let is_of_key = |key: &&Key| {
            let read = raw.inputs.iter().map(|(path, input)| (path, &input.sha256));
            read.eq(&key.files)
        };
        if let (Some(cache), Some(key)) = (self.cache(), key.filter(is_of_key).filter(|_| can_be_kept)) {
            cache.leave(&record_name(key), &record);
        }
        Ok(record)
    }

    fn staging(&self) -> Result<Arc<Staging>, BuildError> {
        let mut staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(staging) = &*staging {
            return Ok(Arc::clone(staging));
        }
        let seen: Seen = self
            .cache()
            .and_then(|cache| cache.load("seen.json"))
            .unwrap_or_default();
        let begun = Arc::new(Staging::begin(self.order.out, self.order.release.audience, seen)?);
        *staging = Some(Arc::clone(&begun));
        Ok(begun)
    }

    /// Joins the whole site.
    fn ready(self, groups: &Groups<'a>, whole: Option<String>, sources: &Sources) -> Result<Ready, BuildError> {
        let means = self.means.expect("groups are made with means");
        let staging = self.staging()?;
        let records = groups.records.iter().map(|(_, _, record)| record);
        if self.order.only.is_some() {
            self.write_shard(groups, means, &staging)?;
        } else {
            join(
                self.survey,
                self.order.release,
                means,
                records.clone(),
                &self.lines,
                &staging,
                self.order.progress,
            )?;
        }
        let files = staging.files()?;
        let kept = Kept::of(&groups.findings, sources);
        let whole = whole.zip(kept).map(|(key, findings)| Whole {
            key,
            files: files.clone(),
            findings,
            left_out: records.fold(LeftOut::default(), |all, record| all.and(record.left_out)),
        });
        if let (Some(cache), None) = (&means.cache, self.order.only) {
            cache.leave("survey.json", &self.survey.glimpses);
            let keys: BTreeSet<&str> = groups
                .records
                .iter()
                .filter_map(|(_, key, _)| Some(key.as_ref()?.digest.as_str()))
                .collect();
            cache.keep_only(|name| {
                let group = name.split(['.', '-']).next().unwrap_or(name);
                ["survey.json", KNOWN, "seen.json", "whole.json", "now"].contains(&name) || keys.contains(group)
            });
        }
        drop(self.staging);
        let staging = Arc::into_inner(staging).expect("all groups are done");
        Ok(Ready {
            files: files.len(),
            how: How::Written(Box::new(Written {
                staging,
                cache: self.order.cache.map(Path::to_path_buf).zip(whole),
            })),
        })
    }
}

fn record_name(key: &Key) -> String {
    format!("{}.json", key.digest)
}

fn lines_name(key: &Key, plan: &str) -> String {
    format!("{}-{plan}.lines", key.digest)
}
