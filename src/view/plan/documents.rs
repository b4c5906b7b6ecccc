//! What the plan carries beside its editions: lists across the years, narrative pages, tables of its own, forms (資料・様式).
//!
//! The navigation has the same in its group of that name, and leads here from pages of which there are thousands.

use serde::Serialize;

use crate::model::{Handling, Plan};
use crate::view::concordance::has_concordance;
use crate::view::frame::Link;
use crate::view::{Address, Badge, corrections, internal, matrix};

/// A document.
#[derive(Debug, Serialize)]
pub struct Document {
    /// Link to its page.
    pub link: Link,
    /// Why the public does not see it.
    pub internal: Vec<Badge>,
}

/// Documents of one kind.
#[derive(Debug, Serialize)]
pub struct Documents {
    /// Kind.
    pub title: &'static str,
    /// Documents.
    pub documents: Vec<Document>,
}

pub(super) fn documents(plan: &Plan, page: &Address) -> Vec<Documents> {
    let id = || plan.id.clone();
    let document = |address: Address, title: &str, handling: &Handling| Document {
        link: Link::new(page, &address, title),
        internal: internal::badges(handling),
    };
    let pages = plan
        .pages
        .iter()
        .map(|one| document(Address::Narrative(id(), one.id.clone()), &one.title, &one.handling))
        .collect();
    let tables = plan
        .tables
        .iter()
        .map(|one| document(Address::Table(id(), one.id.clone()), &one.title, &one.handling))
        .collect();
    let forms = plan
        .forms
        .iter()
        .map(|one| document(Address::Form(id(), one.id.clone()), &one.title, &one.handling))
        .collect();
    let concordance =
        has_concordance(plan).then(|| document(Address::Concordance(id()), "新旧対照表", &Handling::default()));
    let matrix =
        matrix::exists(plan).then(|| document(Address::Matrix(id()), &matrix::title(plan), &Handling::default()));
    let corrections =
        corrections::exist(plan).then(|| document(Address::Corrections(id()), "訂正一覧", &Handling::default()));
    [
        ("年度をまたぐ一覧", matrix.into_iter().chain(corrections).collect()),
        ("前の計画との対照", concordance.into_iter().collect()),
        ("説明", pages),
        ("別表", tables),
        ("様式", forms),
    ]
    .into_iter()
    .filter(|(_, documents): &(_, Vec<Document>)| !documents.is_empty())
    .map(|(title, documents)| Documents { title, documents })
    .collect()
}
