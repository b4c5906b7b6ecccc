//! What the preview shows now: the last good site, and what was found in the data.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use hyper::body::Bytes;

use super::report::Report;
use crate::edition::Released;
use crate::render::Templates;
use crate::site::{Blueprint, RenderError};

/// What is shown now.
#[derive(Default)]
pub(super) struct State {
    /// The last site that could be made; none before the first.
    pub(super) site: Option<Arc<Site>>,
    /// What was found since.
    pub(super) report: Report,
}

/// A site, made page by page as they are asked for.
pub(super) struct Site {
    /// Counts the sites: a page of another number is out of date.
    pub(super) number: u64,
    /// The number of the first site with these templates: style sheets and scripts of its pages are those of this one.
    pub(super) look: u64,
    project: Released,
    templates: Arc<Templates>,
    made: Mutex<Made>,
}

#[derive(Default)]
struct Made {
    files: BTreeMap<String, Bytes>,
    /// Pages as they were when they could be made last, of the sites before.
    earlier: BTreeMap<String, Bytes>,
}

/// A file of the site.
pub(super) struct File {
    pub(super) content: Bytes,
    /// Why it is not that of this site but an earlier one.
    pub(super) trouble: Option<RenderError>,
}

impl Site {
    /// The site that comes after another.
    pub(super) fn after(before: Option<&Site>, project: Released, templates: Arc<Templates>) -> Self {
        let earlier = before.map(|site| {
            let made = site.made.lock().unwrap_or_else(PoisonError::into_inner);
            let mut earlier = made.earlier.clone();
            earlier.extend(made.files.iter().filter(|(path, _)| is_page(path)).map(clone_of));
            earlier
        });
        let number = before.map_or_else(first, |site| site.number + 1);
        let same_look = before.filter(|site| site.templates.replaced() == templates.replaced());
        Self {
            number,
            look: same_look.map_or(number, |site| site.look),
            project,
            templates,
            made: Mutex::new(Made {
                files: BTreeMap::new(),
                earlier: earlier.unwrap_or_default(),
            }),
        }
    }

    /// Makes the file at a path, once; none when the site has none there.
    pub(super) fn file(&self, path: &str) -> Result<Option<File>, RenderError> {
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let good = |content| File { content, trouble: None };
        if let Some(content) = made().files.get(path) {
            return Ok(Some(good(content.clone())));
        }
        // Without holding the lock: other pages need not wait for a long one.
        match Blueprint::of(&self.project).file(path, &self.templates) {
            Ok(Some(content)) => {
                let content = Bytes::from(content);
                made().files.insert(path.to_owned(), content.clone());
                Ok(Some(good(content)))
            }
            Ok(None) => Ok(None),
            Err(trouble) => match made().earlier.get(path) {
                Some(content) => Ok(Some(File {
                    content: content.clone(),
                    trouble: Some(trouble),
                })),
                None => Err(trouble),
            },
        }
    }
}

/// A number that no preview before had: a browser may still show a page of one.
fn first() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(1)
}

pub(super) fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "html")
}

fn clone_of((path, content): (&String, &Bytes)) -> (String, Bytes) {
    (path.clone(), content.clone())
}
