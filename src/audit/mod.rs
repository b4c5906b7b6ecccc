//! Proof that nothing internal is in a public site (内部情報の検査).
//!
//! Deliberately does not trust the door of `edition` and shares no code with it: `secrets` reads from the YAML itself
//! what must not be public, `needles` says which parts of it are looked for and finds them, `carriers` opens files in which other
//! files are packed, `encodings` and `views` read every byte in every way in which a text may be written there, `undo` takes back
//! what hides letters. What is too short, or stands in public data as well, cannot be proven this way, nor can a file that cannot be
//! opened; both are named, never passed over. Pages of the internal edition say without any secret that they are (`inside`).

mod carriers;
mod encodings;
mod inside;
mod needles;
mod secrets;
mod undo;
mod views;

use std::io;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::diagnostic::{FileId, Place};
use crate::source::Folder;
use crate::system::reason;
pub use carriers::Uninspected;
pub use inside::{Inside, What};
use needles::Needles;
pub use needles::{CLAUSE, DIGITS, WINDOW};
pub use secrets::{Unprovable, Why};

/// What the audit found.
#[derive(Debug, Default)]
pub struct Report {
    /// Leaks by file.
    pub leaks: Vec<Leak>,
    /// Files of the internal edition (内部版), whatever they say.
    pub inside: Vec<Inside>,
    /// Folders of plans in the site that the data lack: what is internal in them is not known.
    pub unknown_plans: Vec<String>,
    /// Files of which not everything could be looked into (中を調べられないファイル).
    pub uninspected: Vec<Uninspected>,
    /// How many secrets were looked for.
    pub searched: usize,
    /// Secrets that no search can prove absent, with the reason.
    pub unprovable: Vec<Unprovable>,
    /// Files read, the entries of archives included.
    pub files: usize,
}

/// Something internal in a file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// The file; what is packed in it after `!`.
    pub file: String,
    /// The line, where the file has lines.
    pub line: Option<usize>,
    /// How the text stood there (そのままの文字, 文字参照…).
    pub written: String,
    /// Where it stands in the data.
    pub source: Place,
    /// Its key there.
    pub key: String,
    /// The part that was found, as the data spell it.
    pub found: String,
}

/// Looks for everything internal in the data in every byte of the site. `texts` gives the text of each page of the data, `read`
/// the content of each file of the site, one after the other: a site need not fit into memory.
pub fn audit<'text>(
    data: &Folder,
    texts: impl Fn(FileId) -> &'text str,
    as_of: Option<NaiveDate>,
    site: &[String],
    read: impl Fn(&str) -> io::Result<Vec<u8>> + Sync,
) -> Report {
    let found = secrets::collect(data, texts, as_of);
    let needles = Needles::of(&found.secrets);
    let files: Vec<Report> = site.par_iter().map(|name| file(name, &read, &needles)).collect();
    let mut report = Report {
        searched: found.secrets.len(),
        unprovable: found.unprovable,
        unknown_plans: unknown_plans(data, site),
        ..Report::default()
    };
    for file in files {
        report.files += file.files;
        report.leaks.extend(file.leaks);
        report.inside.extend(file.inside);
        report.uninspected.extend(file.uninspected);
    }
    report
}

/// The plans of the site that the data lack. A plan's folder has a page of its own and one of its data, as has a whole site.
fn unknown_plans(data: &Folder, site: &[String]) -> Vec<String> {
    let is_there = |folder: &str, file: &str| site.contains(&format!("{folder}/{file}"));
    let is_known = |folder: &str| data.plans.iter().any(|plan| plan.id.as_str() == folder);
    let folders = site.iter().filter_map(|name| name.strip_suffix("/data.html"));
    folders
        .filter(|folder| !folder.contains('/') && is_there(folder, "index.html") && !is_there(folder, "manifest.json"))
        .filter(|folder| !is_known(folder))
        .map(str::to_owned)
        .collect()
}

/// One file of the site, and what is packed in it.
fn file(name: &str, read: impl Fn(&str) -> io::Result<Vec<u8>>, needles: &Needles) -> Report {
    let mut report = Report::default();
    match read(name) {
        Ok(bytes) => {
            let mut look = |name: &str, bytes: &[u8]| {
                report.files += 1;
                report.leaks.extend(needles.leaks(name, bytes));
                if let Some(what) = inside::what(name, bytes) {
                    let file = name.to_owned();
                    report.inside.push(Inside { file, what });
                }
            };
            report.uninspected = carriers::unfold(name, &bytes, &mut look);
        }
        Err(error) => report.uninspected.push(Uninspected {
            file: name.to_owned(),
            why: format!("読めません（{}）", reason(&error)),
        }),
    }
    report
}
