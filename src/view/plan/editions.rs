//! The editions of the plan (年度ごとのフォローアップ), and what the latest of them counts.

use serde::Serialize;

use crate::calendar::YearStyle;
use crate::model::{Edition, Measure, Plan, Stage};
use crate::view::frame::Link;
use crate::view::status_counts::StatusCounts;
use crate::view::{Address, Badge, cells, changes, internal, wording};

/// An edition.
#[derive(Debug, Serialize)]
pub struct EditionView {
    /// Link with the fiscal year.
    pub link: Link,
    /// Title.
    pub title: String,
    /// Stage, unless final.
    pub stage: Option<&'static str>,
    /// Date of publication.
    pub published: Option<String>,
    /// Time of knowledge.
    pub as_of: Option<String>,
    /// What changed since the edition before.
    pub changes: Option<Link>,
    /// Why the public does not see it.
    pub internal: Vec<Badge>,
}

/// Statuses of the latest edition.
#[derive(Debug, Serialize)]
pub struct Counts {
    /// Link to the edition.
    pub edition: Link,
    /// The table.
    pub table: StatusCounts,
}

pub(super) fn edition_link(plan: &Plan, edition: &Edition, page: &Address) -> Link {
    let address = Address::Edition(plan.id.clone(), edition.id());
    Link::new(page, &address, edition.fiscal_year.label(YearStyle::EraWithWestern))
}

pub(super) fn edition_view(plan: &Plan, edition: &Edition, page: &Address) -> EditionView {
    EditionView {
        link: edition_link(plan, edition, page),
        title: edition.title.clone(),
        stage: match edition.stage {
            Stage::TermStart | Stage::Midterm => Some(wording::stage(edition.stage)),
            Stage::Final => None,
        },
        published: edition.published.map(|date| date.label(YearStyle::Era)),
        as_of: edition.as_of.map(|date| date.label(YearStyle::Era)),
        changes: changes::link(plan, edition, page),
        internal: internal::edition_badges(edition),
    }
}

pub(super) fn counts(plan: &Plan, edition: &Edition, page: &Address) -> Option<Counts> {
    let link = |measure: &Measure| format!("#{}", cells::measure_anchor(&measure.id));
    let table = StatusCounts::new(plan, edition, link)?;
    Some(Counts {
        edition: edition_link(plan, edition, page),
        table,
    })
}
