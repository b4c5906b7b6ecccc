//! What must not be public, read from the YAML itself: every scalar in or below something internal, a draft, or under embargo.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::needles::{candidates, found_in, needles};
use super::views::normal;
use crate::calendar::{Period, Reading};
use crate::diagnostic::{FileId, Place};
use crate::source::{Folder, Node, PlanFolder, Value};

/// A text that must not be in the site.
#[derive(Debug, Clone)]
pub(super) struct Secret {
    /// Where it stands in the data.
    pub place: Place,
    /// Its key there.
    pub key: String,
    /// The text as it was written.
    pub text: String,
    /// What is looked for.
    pub parts: Vec<String>,
}

/// A secret that no search can prove absent.
#[derive(Debug, Clone)]
pub struct Unprovable {
    /// Where it stands in the data.
    pub place: Place,
    /// Its key there.
    pub key: String,
    /// The text as it was written.
    pub text: String,
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
        walk.node(&site.root, "", false);
    }
    for plan in &data.plans {
        walk.plan(plan, &texts);
    }
    let all = walk
        .hidden
        .iter()
        .flat_map(|hidden| candidates(&hidden.text, &hidden.key))
        .collect();
    let public = found_in(&walk.public, &all);
    let mut collected = Collected {
        secrets: Vec::new(),
        unprovable: Vec::new(),
    };
    for Hidden { text, key, place } in walk.hidden {
        match needles(&text, candidates(&text, &key), &public) {
            Ok(parts) => collected.secrets.push(Secret {
                place,
                key,
                text,
                parts,
            }),
            Err(why) => collected.unprovable.push(Unprovable { place, key, text, why }),
        }
    }
    collected
}

/// Something that must not be public.
struct Hidden {
    text: String,
    key: String,
    place: Place,
}

struct Walk {
    as_of: Option<NaiveDate>,
    hidden: Vec<Hidden>,
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
        self.text(plan.id.as_str(), "フォルダーの名前", plan.id.place, hidden);
        if let Some(root) = root {
            for key in ["measures", "indicators"] {
                self.collect_ids(root.get(key), hidden);
            }
            self.node(root, "", hidden);
        }
        for edition in &plan.editions {
            let root = &edition.document.root;
            let late = self.is_later(root.get("published"));
            self.node(root, "", hidden || late);
        }
        for page in &plan.pages {
            self.page(&page.name, page.file, texts(page.file), hidden);
        }
    }

    fn page(&mut self, name: &str, file: FileId, text: &str, hidden: bool) {
        let head = text.strip_prefix("---").and_then(|rest| rest.split_once("\n---"));
        let (head, body) = head.unwrap_or(("", text));
        let line = |key: &str| {
            let mut lines = head.lines().map(str::trim);
            lines.find_map(|line| line.strip_prefix(key)).map(str::trim)
        };
        let embargo = line("embargo:").is_some_and(|day| self.is_after(day));
        let internal = hidden || line("audience:") == Some("internal") || embargo;
        if let Some(remark) = line("internal:") {
            let at = text.find(remark).unwrap_or_default();
            self.text(remark, "internal", Place::new(file, at, at + remark.len()), true);
        }
        self.text(name, "ファイル名", Place::whole(file), internal);
        let mut at = text.len() - body.len();
        for paragraph in body.split("\n\n") {
            let start = at + paragraph.len() - paragraph.trim_start().len();
            at += paragraph.len();
            if start < at {
                self.text(paragraph, "本文", Place::new(file, start, at), internal);
            }
            at += "\n\n".len();
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

    fn node(&mut self, node: &Node, key: &str, hidden: bool) {
        match &node.value {
            Value::Scalar { .. } => {
                if let Some(text) = node.text() {
                    self.text(text, key, node.place, hidden);
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.node(item, key, hidden)),
            Value::Mapping(entries) => {
                let hidden = hidden || self.is_hidden(node);
                for (key, value) in entries {
                    let name = key.text().unwrap_or_default();
                    let names_hidden = self.ids.contains(name);
                    let below = hidden || names_hidden || matches!(name, "internal" | "internal_contact");
                    if !matches!(name, "audience" | "embargo" | "draft") {
                        self.node(value, name, below);
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

    fn text(&mut self, text: &str, key: &str, place: Place, hidden: bool) {
        if hidden {
            self.hidden.push(Hidden {
                text: text.to_owned(),
                key: key.to_owned(),
                place,
            });
        } else {
            self.public += &normal(text);
            self.public.push('\n');
        }
    }
}

fn last_day(text: &str) -> Option<NaiveDate> {
    Period::parse(text, &Reading::default()).ok()?.last_day()
}
