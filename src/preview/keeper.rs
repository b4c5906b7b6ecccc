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
    /// What the site that is shown was made of.
    made_of: Inputs,
}

/// Data and templates, by content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Inputs {
    data: BTreeMap<String, Input>,
    templates: BTreeMap<String, String>,
}

/// What reading gave.
struct Outcome {
    state: State,
    templates: Option<Arc<Templates>>,
    made_of: Option<Inputs>,
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
            made_of: Inputs::default(),
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
        let good = project.filter(|_| !findings.has_errors()).zip(templates.clone());
        let made = good.and_then(|(raw, templates)| {
            let made_of = Inputs {
                data: raw.inputs.clone(),
                templates: templates.replaced().clone(),
            };
            (made_of != self.made_of).then(|| {
                let project = crate::check::lower(&raw);
                let released = crate::edition::release(project, self.settings.release);
                let site = Site::after(before.site.as_deref(), released, templates);
                (Arc::new(site), made_of)
            })
        });
        if made.is_none() && report == before.report {
            return None;
        }
        let (site, made_of) = made.unzip();
        let site = site.or_else(|| before.site.clone());
        Some(Outcome {
            state: State { site, report },
            templates,
            made_of,
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
        if let Some(made_of) = outcome.made_of {
            self.made_of = made_of;
        }
        self.shown.send_replace(Arc::new(outcome.state));
    }
}
