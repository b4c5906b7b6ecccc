//! What must not be public, read from the YAML itself: every scalar in or below something internal, a draft, or under embargo.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::WINDOW;
use super::views::normal;
use crate::calendar::{Period, Reading};
use crate::diagnostic::{FileId, Place};
use crate::source::{Folder, Node, PlanFolder, Value};

/// A text that must not be in the site.
#[derive(Debug, Clone)]
pub struct Secret {
    /// Where it stands in the data.
    pub place: Place,
    /// What is looked for: the whole, or windows of it that no public text has.
    pub(super) parts: Vec<String>,
}

/// A secret that no search can prove absent.
#[derive(Debug, Clone)]
pub struct Unprovable {
    /// Where it stands in the data.
    pub place: Place,
    /// Why.
    pub why: Why,
}

/// Why a search proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Too short to be told from other text (短すぎる).
    Short,
    /// Public data say the same (公開する内容と同じ).
    AlsoPublic,
}

/// Shorter texts occur by chance.
const SHORTEST: usize = 6;

pub(super) struct Collected {
    pub secrets: Vec<Secret>,
    pub unprovable: Vec<Unprovable>,
}

pub(super) fn collect<'text>(
    data: &Folder,
    texts: impl Fn(FileId) -> &'text str,
    as_of: Option<NaiveDate>,
) -> Collected {
    let mut walk = Walk {
        as_of,
        hidden: Vec::new(),
        public: String::new(),
        ids: BTreeSet::new(),
    };
    if let Some(site) = &data.site {
        walk.node(&site.root, false);
    }
    for plan in &data.plans {
        walk.plan(plan, &texts);
    }
    let mut collected = Collected {
        secrets: Vec::new(),
        unprovable: Vec::new(),
    };
    for (text, place) in walk.hidden {
        match parts(&text, &walk.public) {
            Ok(parts) => collected.secrets.push(Secret { place, parts }),
            Err(why) => collected.unprovable.push(Unprovable { place, why }),
        }
    }
    collected
}

/// What of a secret is looked for.
fn parts(text: &str, public: &str) -> Result<Vec<String>, Why> {
    let text = normal(text);
    let length = text.chars().count();
    let is_word = text
        .chars()
        .any(|letter| !letter.is_ascii_digit() && !".,-/:".contains(letter));
    if length < SHORTEST || (!is_word && length < SHORTEST + 2) {
        return Err(Why::Short);
    }
    let candidates: Vec<String> = if length < WINDOW {
        vec![text]
    } else {
        super::windows(&text).map(|(_, window)| window.to_owned()).collect()
    };
    let parts: Vec<String> = candidates
        .into_iter()
        .filter(|part| !public.contains(part.as_str()))
        .collect();
    if parts.is_empty() {
        Err(Why::AlsoPublic)
    } else {
        Ok(parts)
    }
}

struct Walk {
    as_of: Option<NaiveDate>,
    hidden: Vec<(String, Place)>,
    /// Everything public, one after the other.
    public: String,
    /// Ids of hidden measures and indicators of the plan that is walked.
    ids: BTreeSet<String>,
}

impl Walk {
    fn plan<'text>(&mut self, plan: &PlanFolder, texts: &impl Fn(FileId) -> &'text str) {
        self.ids.clear();
        let root = plan.plan.as_ref().map(|document| &document.root);
        let hidden = root.is_some_and(|root| self.is_hidden(root));
        self.text(plan.id.as_str(), plan.id.place, hidden);
        if let Some(root) = root {
            for key in ["measures", "indicators"] {
                self.collect_ids(root.get(key), hidden);
            }
            self.node(root, hidden);
        }
        for edition in &plan.editions {
            let root = &edition.document.root;
            let late = self.is_later(root.get("published"));
            self.node(root, hidden || late);
        }
        for page in &plan.pages {
            let text = texts(page.file);
            let head = text.strip_prefix("---").and_then(|rest| rest.split_once("\n---"));
            let (head, body) = head.unwrap_or(("", text));
            let line = |key: &str| {
                let mut lines = head.lines().map(str::trim);
                lines.find_map(|line| line.strip_prefix(key)).map(str::trim)
            };
            let embargo = line("embargo:").is_some_and(|day| self.is_after(day));
            let internal = hidden || line("audience:") == Some("internal") || embargo;
            if let Some(remark) = line("internal:") {
                self.text(remark, Place::whole(page.file), true);
            }
            self.text(&page.name, Place::whole(page.file), internal);
            for paragraph in body.split("\n\n") {
                self.text(paragraph, Place::whole(page.file), internal);
            }
        }
    }

    fn collect_ids(&mut self, list: Option<&Node>, hidden: bool) {
        for item in list.and_then(Node::items).unwrap_or_default() {
            let hidden = hidden || self.is_hidden(item);
            if hidden && let Some(id) = item.get("id").and_then(Node::text) {
                self.ids.insert(id.to_owned());
            }
            self.collect_ids(item.get("children"), hidden);
        }
    }

    fn node(&mut self, node: &Node, hidden: bool) {
        match &node.value {
            Value::Scalar { .. } => {
                if let Some(text) = node.text() {
                    self.text(text, node.place, hidden);
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.node(item, hidden)),
            Value::Mapping(entries) => {
                let hidden = hidden || self.is_hidden(node);
                for (key, value) in entries {
                    let name = key.text().unwrap_or_default();
                    let names_hidden = self.ids.contains(name);
                    let below = hidden || names_hidden || matches!(name, "internal" | "internal_contact");
                    if !matches!(name, "audience" | "embargo" | "draft") {
                        self.node(value, below);
                    }
                }
            }
        }
    }

    fn is_hidden(&self, node: &Node) -> bool {
        let says = |key: &str, word: &str| node.get(key).and_then(Node::text) == Some(word);
        let row = node.get("indicator").and_then(Node::text);
        says("audience", "internal")
            || says("draft", "true")
            || node
                .get("embargo")
                .and_then(Node::text)
                .is_some_and(|day| self.is_after(day))
            || (node.get("label").is_some() && row.is_some_and(|id| self.ids.contains(id)))
    }

    /// An embargo holds until a cut-off says that its day has come.
    fn is_after(&self, day: &str) -> bool {
        self.as_of
            .is_none_or(|as_of| last_day(day).is_none_or(|day| day > as_of))
    }

    fn is_later(&self, published: Option<&Node>) -> bool {
        let day = published.and_then(Node::text).and_then(last_day);
        self.as_of.zip(day).is_some_and(|(as_of, day)| day > as_of)
    }

    fn text(&mut self, text: &str, place: Place, hidden: bool) {
        if hidden {
            self.hidden.push((text.to_owned(), place));
        } else {
            self.public += &normal(text);
            self.public.push('\n');
        }
    }
}

fn last_day(text: &str) -> Option<NaiveDate> {
    Period::parse(text, &Reading::default()).ok()?.last_day()
}
