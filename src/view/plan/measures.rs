//! The tree of measures on the page of the plan (取組の体系).

use serde::Serialize;

use super::editions::edition_link;
use crate::model::{Edition, Plan};
use crate::view::Address;
use crate::view::frame::Link;
use crate::view::tree::{TreeItem, tree};

/// The tree of measures.
#[derive(Debug, Serialize)]
pub struct Tree {
    /// Title: `取組の一覧`.
    pub title: String,
    /// Names of the levels, from the top.
    pub levels: Vec<String>,
    /// The edition whose statuses are shown.
    pub edition: Option<Link>,
    /// Rows.
    pub items: Vec<TreeItem>,
}

pub(super) fn measures(plan: &Plan, latest: Option<&Edition>, page: &Address) -> Option<Tree> {
    let latest = latest.filter(|edition| !edition.answers.is_empty());
    let items = tree(plan, latest, page);
    (!items.is_empty()).then(|| Tree {
        title: format!("{}の体系", plan.measure_word),
        levels: plan.levels.clone(),
        edition: latest.map(|edition| edition_link(plan, edition, page)),
        items,
    })
}
