//! Whether a plan announces publications: every page of the site has a link to the release calendar then, so that it must be known
//! before any plan is read as a whole.

use super::lower::handling;
use crate::model::Handling;
use crate::source::raw;

/// For whom a plan announces publications (公表予定): none when it announces nothing.
pub fn announcement(plan: &raw::Plan) -> Option<Handling> {
    (!plan.releases.is_empty()).then(|| handling(plan.audience.as_ref(), plan.embargo.as_ref(), plan.internal.as_ref()))
}
