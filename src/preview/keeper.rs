//! Reads the data again whenever they change, and keeps the last good site.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch::{Receiver, Sender, channel};

use super::report::Report;
use super::state::{Site, State};
use super::watch::Watch;
use super::{Notice, Settings};
use crate::ReadData;
use crate::render::{TemplateError, Templates};
use crate::source::Input;

/// Bad news waits so long for better: an editor that writes a file in steps leaves a broken one for a moment.
const GRACE: Duration = Duration::from_millis(150);
/// But not longer than this, if it goes on changing.
const LONGEST_GRACE: Duration = Duration::from_secs(1);

/// The hand on what is shown.
pub(super) struct Keeper {
    settings: Settings,
    shown: Sender<Arc<State>>,
    templates: Option<Arc<Templates>>,
    /// The files that were read last.
    inputs: Option<BTreeMap<String, Input>>,
}

/// What reading gave.
struct Outcome {
    state: State,
    templates: Option<Arc<Templates>>,
    inputs: Option<BTreeMap<String, Input>>,
    took: Duration,
}

impl Keeper {
    /// Has read nothing yet. What it shows can be had at the other end.
    pub(super) fn new(settings: Settings) -> (Self, Receiver<Arc<State>>) {
        let (shown, states) = channel(Arc::default());
        let keeper = Self {
            settings,
            shown,
            templates: None,
            inputs: None,
        };
        (keeper, states)
    }

    /// Reads for ever, after every change.
    pub(super) fn keep(&mut self, watch: &mut Watch, tell: &impl Fn(Notice)) {
        loop {
            watch.wait();
            let begun = Instant::now();
            loop {
                let outcome = self.look();
                let is_worse = outcome
                    .as_ref()
                    .is_some_and(|outcome| outcome.state.report.errors && !self.shown.borrow().report.errors);
                if is_worse && begun.elapsed() < LONGEST_GRACE && watch.wait_at_most(GRACE) {
                    continue;
                }
                if let Some(outcome) = outcome {
                    self.show(outcome, tell);
                }
                break;
            }
        }
    }

    /// Reads now, and shows what that gives.
    pub(super) fn read(&mut self, tell: &impl Fn(Notice)) {
        if let Some(outcome) = self.look() {
            self.show(outcome, tell);
        }
    }

    /// What the data give now; none when that is what is shown.
    fn look(&self) -> Option<Outcome> {
        let begun = Instant::now();
        let before = self.shown.borrow().clone();
        let folder = self.settings.templates.as_deref();
        let templates = self.load_templates();
        let ReadData {
            sources,
            findings,
            project,
        } = crate::read(&self.settings.data);
        let trouble = templates
            .as_ref()
            .err()
            .map(|error| (error, folder.unwrap_or(Path::new(""))));
        let report = Report::new(&findings, &sources, trouble);
        let templates = templates.ok().or_else(|| self.templates.clone());
        let inputs = project.as_ref().map(|raw| raw.inputs.clone());
        let is_as_before = inputs == self.inputs
            && report == before.report
            && match (&templates, &self.templates) {
                (Some(now), Some(before)) => now.replaced() == before.replaced(),
                (now, before) => now.is_none() && before.is_none(),
            };
        if is_as_before {
            return None;
        }
        let good = project.filter(|_| !findings.has_errors()).zip(templates.clone());
        let site = match good {
            Some((raw, templates)) => {
                let project = crate::check::lower(&raw);
                let released = crate::edition::release(project, self.settings.release);
                Some(Arc::new(Site::after(before.site.as_deref(), released, templates)))
            }
            None => before.site.clone(),
        };
        Some(Outcome {
            state: State { site, report },
            templates,
            inputs,
            took: begun.elapsed(),
        })
    }

    /// The templates as they are now; those of the program alone never change.
    fn load_templates(&self) -> Result<Arc<Templates>, TemplateError> {
        match (&self.settings.templates, &self.templates) {
            (None, Some(templates)) => Ok(templates.clone()),
            (folder, _) => Templates::load(folder.as_deref()).map(Arc::new),
        }
    }

    fn show(&mut self, outcome: Outcome, tell: &impl Fn(Notice)) {
        tell(Notice::Read {
            shown: !outcome.state.report.errors,
            summary: outcome.state.report.summary.clone(),
            took: outcome.took,
        });
        self.templates = outcome.templates;
        self.inputs = outcome.inputs;
        self.shown.send_replace(Arc::new(outcome.state));
    }
}
