//! What must hold in the data beyond its shape (意味の点検), and the crossing from raw shapes to the model.
//!
//! One check, one file, named after what is wrong; its head says what the check finds and why it matters. Every check
//! looks at raw shapes, where each value has a place, and reports all it finds: staff mend everything in one round.
//! To add a check: copy its nearest sibling, add a code to `diagnostic::code`, a line to `CHECKS`, and a case to
//! `tests/spoiled` (errors) or `tests/warnings`.

mod announces;
mod answer_missing;
mod answer_not_expected;
mod answer_outside_years;
mod bad_check_setting;
mod bad_identity;
mod bad_node;
mod bad_target;
mod bad_weights;
mod bad_withholding;
mod conflicting_targets;
mod continues_living_measure;
mod correction_does_not_match;
mod disclosure_too_long;
mod duplicate_id;
mod duplicate_observation;
mod expected;
mod former_id_taken;
mod former_out_of_order;
mod identical_text;
mod incomplete_indicator;
mod internal_named;
mod jump_beyond_tolerance;
mod lineage_cycle;
mod lineage_unsaid;
mod lower;
mod observation_without_value;
mod office_absent;
mod quoted_figure_differs;
mod ratio_differs;
mod reach;
mod reason_missing;
mod reason_not_needed;
mod scope;
mod segment_mismatch;
mod series;
mod series_vanished;
mod status_backwards;
mod table_cells;
mod target_without_successor;
mod unfounded_conformity;
mod unit_changed;
mod unknown_criterion;
mod unknown_reference;
mod unknown_word;
mod value_changed_silently;
mod weight;
mod withheld_given_away;
mod withheld_quoted;
mod wrong_lifetime;
mod wrong_office;
mod wrong_years;

pub use announces::announcement;
pub use expected::{Outside, Standing, figure_outside, has_figures, nodes_in};
pub use lower::lower;
pub use reason_missing::requires_reason;
pub use weight::weigh;

use rayon::prelude::*;

use crate::diagnostic::Findings;
use crate::disclosure::protect;
use crate::source::RawProject;
use crate::source::raw::Site;
use scope::Scope;

/// Runs every check of what the site says of itself.
pub fn run_site(site: &Site, findings: &mut Findings) {
    unknown_criterion::check(site, findings);
    unfounded_conformity::check(site, findings);
    bad_identity::check_site(site, findings);
}

/// Runs every check over every plan.
pub fn run(project: &RawProject, findings: &mut Findings) {
    lineage_cycle::check(project, findings);
    let found: Vec<Findings> = project
        .plans
        .par_iter()
        .map(|plan| {
            let (scope, mut found) = (Scope::new(project, plan), Findings::new());
            for check in CHECKS {
                check(&scope, &mut found);
            }
            found
        })
        .collect();
    for found in found {
        findings.merge(found);
    }
    // What can be computed from what is published is seen on what is meant, and so only on data without errors.
    if !findings.has_errors() {
        let meant = lower(project);
        let protection = protect(&meant);
        withheld_given_away::check(project, &meant, &protection, findings);
        withheld_quoted::check(project, &meant, &protection, findings);
    }
}

const CHECKS: [fn(&Scope<'_>, &mut Findings); 40] = [
    bad_check_setting::check,
    duplicate_id::check,
    bad_node::check,
    bad_identity::check,
    disclosure_too_long::check,
    unknown_reference::check,
    unknown_word::check,
    incomplete_indicator::check,
    bad_target::check,
    segment_mismatch::check,
    observation_without_value::check,
    duplicate_observation::check,
    reason_missing::check,
    reason_not_needed::check,
    answer_missing::check,
    answer_not_expected::check,
    answer_outside_years::check,
    quoted_figure_differs::check,
    ratio_differs::check,
    bad_weights::check,
    table_cells::check,
    wrong_years::check,
    internal_named::check,
    bad_withholding::check,
    // Against last year, and the years before.
    identical_text::check,
    status_backwards::check,
    jump_beyond_tolerance::check,
    series_vanished::check,
    value_changed_silently::check,
    correction_does_not_match::check,
    target_without_successor::check,
    conflicting_targets::check,
    former_out_of_order::check,
    former_id_taken::check,
    wrong_lifetime::check,
    continues_living_measure::check,
    wrong_office::check,
    office_absent::check,
    lineage_unsaid::check,
    unit_changed::check,
];
