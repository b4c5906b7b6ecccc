//! Proof that nothing internal is in a public site (内部情報の検査).
//!
//! Deliberately does not trust the door of `edition` and shares no code with it: `secrets` reads from the YAML itself
//! what must not be public, `views` reads every byte of the site in every way in which a text may be written there, and this
//! file looks for the one in the other. What is too short, or stands in public data as well, cannot be proven this way; it is
//! counted and named, never passed over.

mod secrets;
mod views;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::diagnostic::Place;
use crate::source::Folder;
pub use secrets::{Secret, Unprovable, Why};
use views::View;

/// Windows of this many characters are looked for: a part of a secret is a leak as well.
const WINDOW: usize = 12;

/// What the audit found.
#[derive(Debug, Default)]
pub struct Report {
    /// Leaks by file.
    pub leaks: Vec<Leak>,
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
    /// The file; an entry of an archive after `!`.
    pub file: String,
    /// The line, where the file has lines.
    pub line: Option<usize>,
    /// How the text stood there (そのままの文字, 文字参照…).
    pub written: &'static str,
    /// Where it stands in the data.
    pub source: Place,
    /// The part that was found.
    pub found: String,
}

/// Looks for everything internal in the data in every byte of the site. `texts` gives the text of each page of the data.
pub fn audit<'text>(
    data: &Folder,
    texts: impl Fn(crate::diagnostic::FileId) -> &'text str,
    as_of: Option<NaiveDate>,
    site: &BTreeMap<String, Vec<u8>>,
) -> Report {
    let found = secrets::collect(data, texts, as_of);
    let needles = Needles::of(&found.secrets);
    let mut report = Report {
        searched: found.secrets.len(),
        unprovable: found.unprovable,
        ..Report::default()
    };
    for (name, bytes) in site {
        for (shown, bytes) in views::files(name, bytes) {
            report.files += 1;
            let mut seen = BTreeSet::new();
            for view in views::of(&shown, &bytes) {
                needles.search(&shown, &view, &found.secrets, &mut seen, &mut report.leaks);
            }
        }
    }
    report
}

/// What is looked for: windows of long secrets, and short secrets as a whole.
struct Needles<'secrets> {
    windows: HashMap<&'secrets str, usize>,
    shorts: Vec<(&'secrets str, usize)>,
}

impl<'secrets> Needles<'secrets> {
    fn of(secrets: &'secrets [Secret]) -> Self {
        let mut needles = Self {
            windows: HashMap::new(),
            shorts: Vec::new(),
        };
        for (number, secret) in secrets.iter().enumerate() {
            for part in &secret.parts {
                if part.chars().count() == WINDOW {
                    needles.windows.entry(part).or_insert(number);
                } else {
                    needles.shorts.push((part, number));
                }
            }
        }
        needles
    }

    /// Each secret once in each file: where it stands first, in the plainest way of reading.
    fn search(&self, file: &str, view: &View, secrets: &[Secret], seen: &mut BTreeSet<usize>, leaks: &mut Vec<Leak>) {
        let mut hit = |at: usize, found: &str, number: usize| {
            if seen.insert(number) {
                leaks.push(Leak {
                    file: file.to_owned(),
                    line: view.line(at),
                    written: view.written,
                    source: secrets[number].place,
                    found: found.to_owned(),
                });
            }
        };
        for (short, number) in &self.shorts {
            if let Some(at) = view.text.find(short) {
                hit(at, short, *number);
            }
        }
        for (at, window) in windows(&view.text) {
            if let Some(number) = self.windows.get(window) {
                hit(at, window, *number);
            }
        }
    }
}

/// Every run of [`WINDOW`] characters with where it begins.
fn windows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(WINDOW);
    starts.zip(ends).map(|(start, end)| (start, &text[start..end]))
}
