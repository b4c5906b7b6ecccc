//! `plan.yaml` with its editions and pages.

use super::{edition, flag, form, handling, indicator, internal, measure, optional, prose, text, vocabulary};
use crate::model::{
    FormerName, GlossaryTerm, Handling, Law, Office, OfficeId, Page, Plan, PlanId, PlanPeriod, PlanState, ProcessStep,
    Prose, RelatedPlan, Relation, Release, Responsibility,
};
use crate::source::{RawPage, RawPlan, RawProject, raw};

pub(super) fn lower(from: &RawPlan, project: &RawProject) -> Plan {
    let plan = &from.plan;
    let id = PlanId::new(from.id.as_str());
    let vocabularies = vocabulary::lower(plan);
    let period = plan.period.as_ref().map(lower_period);
    Plan {
        title: text(&plan.title),
        short_title: text(plan.short_title.as_ref().unwrap_or(&plan.title)),
        organisation: text(&plan.organisation),
        office: optional(plan.office.as_ref()),
        notice: prose(plan.notice.as_ref()),
        invented: flag(plan.invented.as_ref()),
        source: prose(plan.source.as_ref()),
        organisation_code: optional(plan.organisation_code.as_ref()),
        licence: optional(plan.licence.as_ref()),
        releases: plan.releases.iter().map(lower_release).collect(),
        adopted: plan.adopted.as_ref().map(|dates| dates.period),
        state: plan
            .state
            .as_ref()
            .map_or(PlanState::Adopted, |state| lower_state(**state)),
        state_note: prose(plan.state_note.as_ref()),
        summary: prose(plan.summary.as_ref()),
        promise: optional(plan.promise.as_ref()),
        laws: plan.laws.iter().map(lower_law).collect(),
        related: plan
            .related
            .iter()
            .map(|related| lower_related(related, project))
            .collect(),
        levels: plan.levels.iter().map(text).collect(),
        measure_word: plan.measure_word.as_ref().map_or_else(|| "取組".to_owned(), text),
        offices: plan.offices.iter().map(lower_office).collect(),
        responsibilities: plan.responsibilities.iter().map(lower_responsibility).collect(),
        process: plan.process.iter().map(lower_process).collect(),
        glossary: plan.glossary.iter().map(lower_term).collect(),
        indicators: plan
            .indicators
            .iter()
            .map(|indicator| indicator::lower(indicator, &id, period.as_ref(), plan.withhold.as_ref()))
            .collect(),
        tree: measure::lower(&plan.measures, &id),
        tolerance: plan.tolerance.as_ref().map(|tolerance| tolerance.value),
        forms: plan.forms.iter().map(form::lower).collect(),
        tables: plan.tables.iter().map(form::lower_table).collect(),
        pages: from.pages.iter().map(lower_page).collect(),
        editions: from
            .editions
            .iter()
            .map(|file| edition::lower(file, plan, &vocabularies))
            .collect(),
        handling: handling(plan.audience.as_ref(), plan.embargo.as_ref(), plan.internal.as_ref()),
        withheld: Vec::new(),
        index: crate::model::PlanIndex::default(),
        vocabularies,
        period,
        id,
    }
}

fn lower_period(period: &raw::PlanPeriod) -> PlanPeriod {
    PlanPeriod {
        from: *period.from,
        to: period.to.as_ref().map(|to| **to),
        text: optional(period.text.as_ref()),
    }
}

fn lower_release(release: &raw::Release) -> Release {
    Release {
        date: release.date.period,
        title: text(&release.title),
        note: prose(release.note.as_ref()),
    }
}

fn lower_state(state: raw::PlanState) -> PlanState {
    match state {
        raw::PlanState::Draft => PlanState::Draft,
        raw::PlanState::Adopted => PlanState::Adopted,
        raw::PlanState::Abolished => PlanState::Abolished,
    }
}

fn lower_law(law: &raw::Law) -> Law {
    Law {
        id: law.id.as_str().to_owned(),
        label: optional(law.label.as_ref()),
        title: text(&law.title),
        purpose: prose(law.purpose.as_ref()),
        article: optional(law.article.as_ref()),
        instrument: optional(law.instrument.as_ref()),
    }
}

fn lower_related(related: &raw::RelatedPlan, project: &RawProject) -> RelatedPlan {
    let on_this_site = related
        .plan
        .as_ref()
        .and_then(|id| project.plans.iter().find(|plan| plan.id.value == **id));
    RelatedPlan {
        plan: related.plan.as_ref().map(|id| PlanId::new(id.as_str())),
        title: optional(related.title.as_ref())
            .or_else(|| on_this_site.map(|plan| text(&plan.plan.title)))
            .unwrap_or_default(),
        relation: match *related.relation {
            raw::Relation::Predecessor => Relation::Predecessor,
            raw::Relation::Successor => Relation::Successor,
            raw::Relation::Parent => Relation::Parent,
            raw::Relation::Related => Relation::Related,
        },
        period: optional(related.period.as_ref()),
        note: prose(related.note.as_ref()),
    }
}

fn lower_office(office: &raw::Office) -> Office {
    Office {
        id: OfficeId::new(office.id.as_str()),
        name: text(&office.name),
        short_name: text(office.short_name.as_ref().unwrap_or(&office.name)),
        head: optional(office.head.as_ref()),
        role: prose(office.role.as_ref()),
        since: office.since.as_ref().map(|year| **year),
        until: office.until.as_ref().map(|year| **year),
        formerly: office.formerly.iter().map(lower_former_name).collect(),
        merged_into: office.merged_into.as_ref().map(|id| OfficeId::new(id.as_str())),
        contact: internal(office.internal_contact.as_ref()),
        remark: internal(office.internal.as_ref()),
    }
}

fn lower_former_name(former: &raw::FormerName) -> FormerName {
    FormerName {
        until: *former.until,
        name: text(&former.name),
        short_name: text(former.short_name.as_ref().unwrap_or(&former.name)),
    }
}

fn lower_responsibility(responsibility: &raw::Responsibility) -> Responsibility {
    Responsibility {
        role: text(&responsibility.role),
        holder: text(&responsibility.holder),
        scope: optional(responsibility.scope.as_ref()),
    }
}

fn lower_process(step: &raw::Process) -> ProcessStep {
    ProcessStep {
        who: optional(step.who.as_ref()),
        when: optional(step.when.as_ref()),
        what: Prose::new(step.what.as_str()),
    }
}

fn lower_term(term: &raw::GlossaryTerm) -> GlossaryTerm {
    GlossaryTerm {
        term: text(&term.term),
        meaning: Prose::new(term.meaning.as_str()),
        source: optional(term.source.as_ref()),
    }
}

fn lower_page(page: &RawPage) -> Page {
    Page {
        id: page.id.as_str().to_owned(),
        title: page.title.clone(),
        text: Prose::new(page.text.as_str()),
        handling: page.handling.as_ref().map_or_else(Handling::default, |head| {
            handling(head.audience.as_ref(), head.embargo.as_ref(), head.internal.as_ref())
        }),
    }
}
