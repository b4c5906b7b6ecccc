//! Accessibility policy and test results.

use super::{optional, prose, proses, text};
use crate::model::{
    Accessibility, AccessibilityPolicy, AccessibilityTest, ConformanceLevel, Conformity, Criterion, CriterionResult,
    Outcome, Prose,
};
use crate::source::raw;

pub(super) fn lower(accessibility: &raw::Accessibility) -> Accessibility {
    Accessibility {
        policy: policy(&accessibility.policy),
        results: accessibility.results.iter().map(test).collect(),
    }
}

fn policy(policy: &raw::AccessibilityPolicy) -> AccessibilityPolicy {
    // There is one standard so far.
    let raw::AccessibilityStandard::Jis2016 = policy.standard.value;
    AccessibilityPolicy {
        published: policy.published.as_ref().map(|date| date.period),
        level: conformance_level(policy.level.value),
        conformity: conformity(policy.conformity.value),
        scope: Prose::new(policy.scope.as_str()),
        deadline: policy.deadline.as_ref().map(|date| date.period),
        exceptions: proses(&policy.exceptions),
        additional: proses(&policy.additional),
        issues: proses(&policy.issues),
        contact: prose(policy.contact.as_ref()),
    }
}

fn test(test: &raw::AccessibilityTest) -> AccessibilityTest {
    let raw::AccessibilityStandard::Jis2016 = test.standard.value;
    let answered = |criterion: &'static Criterion| {
        let found = test.criteria.get(criterion.number)?;
        Some(CriterionResult {
            criterion,
            outcome: outcome(found.result.value),
            note: prose(found.note.as_ref()),
        })
    };
    AccessibilityTest {
        published: test.published.period,
        level: conformance_level(test.level.value),
        conformity: conformity(test.conformity.value),
        tested: test.tested.period,
        tester: optional(test.tester.as_ref()),
        scope: Prose::new(test.scope.as_str()),
        technologies: test.technologies.iter().map(text).collect(),
        selection: prose(test.selection.as_ref()),
        pages: test
            .pages
            .iter()
            .map(|page| (text(&page.title), optional(page.address.as_ref())))
            .collect(),
        tools: proses(&test.tools),
        criteria: Criterion::up_to(ConformanceLevel::Aaa).filter_map(answered).collect(),
        remedy: prose(test.remedy.as_ref()),
        notes: proses(&test.notes),
    }
}

/// The level in the terms of the model.
pub(in crate::check) fn conformance_level(level: raw::ConformanceLevel) -> ConformanceLevel {
    match level {
        raw::ConformanceLevel::A => ConformanceLevel::A,
        raw::ConformanceLevel::Aa => ConformanceLevel::Aa,
        raw::ConformanceLevel::Aaa => ConformanceLevel::Aaa,
    }
}

fn conformity(conformity: raw::Conformity) -> Conformity {
    match conformity {
        raw::Conformity::Conformant => Conformity::Conformant,
        raw::Conformity::Partial => Conformity::Partial,
        raw::Conformity::Considered => Conformity::Considered,
    }
}

fn outcome(outcome: raw::Outcome) -> Outcome {
    match outcome {
        raw::Outcome::Met => Outcome::Met,
        raw::Outcome::NotMet => Outcome::NotMet,
        raw::Outcome::NotApplicable => Outcome::NotApplicable,
        raw::Outcome::NotTested => Outcome::NotTested,
    }
}
