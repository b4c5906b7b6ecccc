//! The allow-list: every struct of the model with every field that passes. A field that is missing here does not compile.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::door::{Door, Pass};
use crate::calendar::Period;
use crate::model::{
    Accessibility, AccessibilityPolicy, AccessibilityTest, Answer, Audience, Baseline, Break, Callout, Cell, Column,
    CorrectedValue, Correction, CriterionResult, Direction, Disclosure, Edition, Ending, Entry, Field, Form, FormRow,
    FormSection, FormTable, Former, FormerName, FreeTable, GlossaryTerm, Goal, Indicator, IndicatorId,
    IndicatorReference, Law, Mark, Measure, MeasureReference, Node, Observation, Office, Page, Phase, Plan, PlanIndex,
    PlanPeriod, ProcessStep, Project, ProjectIndex, PublishedRatios, QuotedFigure, Rating, Reference, RelatedPlan,
    Release, Replaced, Responsibility, ResultItem, Segment, Site, Status, Step, TableCell, TableColumn, TableRow,
    Target, Vocabularies, Weights,
};

impl Pass for Project {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        let Self {
            audience: _,
            as_of: _,
            site,
            plans,
            has_releases: _,
            inputs,
            index: _,
        } = self;
        let plans = plans.pass(door)?;
        Some(Self {
            audience: door.audience,
            as_of: door.as_of,
            site: site.pass(door)?,
            has_releases: plans.iter().any(|plan| !plan.releases.is_empty()),
            plans,
            inputs,
            index: ProjectIndex::default(),
        })
    }
}

macro_rules! allow {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl Pass for $name {
            fn pass(self, door: &Door<'_>) -> Option<Self> {
                let Self { $($field),* } = self;
                Some(Self { $($field: $field.pass(door)?),* })
            }
        }
    )*};
}

allow! {
    Site { title, publisher, description, notice, licence, contact, base_url, accessibility }
    Accessibility { policy, results }
    AccessibilityPolicy { published, level, conformity, scope, deadline, exceptions, additional, issues, contact }
    AccessibilityTest {
        published, level, conformity, tested, tester, scope, technologies, selection, pages, tools, criteria, remedy, notes,
    }
    CriterionResult { criterion, outcome, note }
    PlanPeriod { from, to, text }
    Disclosure { area, item, actions }
    Release { date, title, note }
    Law { id, label, title, purpose, article, instrument }
    RelatedPlan { plan, title, relation, period, note }
    Office { id, name, short_name, head, role, since, until, formerly, merged_into, contact, remark }
    FormerName { until, name, short_name }
    Responsibility { role, holder, scope }
    ProcessStep { who, when, what }
    GlossaryTerm { term, meaning, source }
    Page { id, title, text, handling }

    Vocabularies { statuses, directions, tags, ratings, columns, marks }
    Status { word, meaning, requires_reason, note }
    Direction { word, meaning }
    Rating { word, meaning }
    Column { field, head }
    Mark { mark, meaning }

    Measure {
        id, kind, label, title, aliases, offices, joint_offices, since, ended, formerly, former_ids, aim, content, background,
        target_group, goals, steps, phases, boxes, notes, references, indicators, continues, handling, children,
    }
    Ending { after, reason }
    Former { until, label, title, under, reason }
    Goal { label, text, indicators }
    Step { when, who, what }
    Phase { from, kind, scope }
    Callout { kind, title, text }
    Reference { measures, note }

    Indicator {
        id, label, title, short_title, aliases, kind, unit, format, polarity, definition, numerator, denominator, source,
        source_plan, segments, baselines, withheld_baselines, targets, notes, offices, since, ended, former_ids, breaks, continues, withhold,
        disclosure, handling,
    }
    Segment { id, title, in_brackets, total_of }
    Baseline { segment, period, value, note }
    Break { from, note }
    Target { segment, form, deadline, set, replaced, text, label, note }
    Replaced { on, reason }

    Answer { status, reason, direction, rating, entries, results, outlook, notes, handling }
    Entry { id, tags, year, text, repeats, figures, notes, handling }
    ResultItem { tags, text, same_as_measures, same_as_indicators, figures, notes, handling }
    QuotedFigure { title, value, unit, numerator, denominator, as_of, qualifier }
    Observation {
        segment, period, reading, vintage, as_of, numerator, denominator, published, rating, comment, note, handling,
    }
    PublishedRatios { to_target, to_previous_year }
    Correction { date, text, measures, indicators, values, handling }
    CorrectedValue { indicator, segment, period, old, new }

    Form { id, title, filled_by, intro, sections, weights, handling }
    Weights { total, unit, sample, note }
    FormSection { title, superseded, guidance, examples, fields, table }
    Field { label, kind, unit, reference, guidance, lines }
    FormTable { columns, rows, weight_column }
    FormRow { cells, weight, example }
    FreeTable { id, title, intro, corner, columns, rows, notes, handling }
    TableColumn { id, title }
    TableRow { title, cells }
    TableCell { columns, text }
}

impl Pass for Plan {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        let whose = self.id.clone();
        let door = &Door {
            plan: Some(&whose),
            ..*door
        };
        let Self {
            id,
            title,
            short_title,
            organisation,
            office,
            notice,
            invented,
            source,
            period,
            adopted,
            state,
            state_note,
            summary,
            promise,
            laws,
            related,
            levels,
            measure_word,
            vocabularies,
            offices,
            responsibilities,
            process,
            glossary,
            indicators,
            tree,
            tolerance,
            forms,
            tables,
            pages,
            editions,
            withheld,
            organisation_code,
            licence,
            releases,
            handling,
            index: _,
        } = self;
        Some(Self {
            id: id.pass(door)?,
            title: title.pass(door)?,
            short_title: short_title.pass(door)?,
            organisation: organisation.pass(door)?,
            office: office.pass(door)?,
            notice: notice.pass(door)?,
            invented: invented.pass(door)?,
            source: source.pass(door)?,
            period: period.pass(door)?,
            adopted: adopted.pass(door)?,
            state: state.pass(door)?,
            state_note: state_note.pass(door)?,
            summary: summary.pass(door)?,
            promise: promise.pass(door)?,
            laws: laws.pass(door)?,
            related: related.pass(door)?,
            levels: levels.pass(door)?,
            measure_word: measure_word.pass(door)?,
            vocabularies: vocabularies.pass(door)?,
            offices: offices.pass(door)?,
            responsibilities: responsibilities.pass(door)?,
            process: process.pass(door)?,
            glossary: glossary.pass(door)?,
            indicators: indicators.pass(door)?,
            tree: tree.pass(door)?,
            tolerance: tolerance.pass(door)?,
            forms: forms.pass(door)?,
            tables: tables.pass(door)?,
            pages: pages.pass(door)?,
            editions: editions.pass(door)?,
            withheld: withheld.pass(door)?,
            organisation_code: organisation_code.pass(door)?,
            licence: licence.pass(door)?,
            releases: releases.pass(door)?,
            handling: handling.pass(door)?,
            index: PlanIndex::default(),
        })
    }
}

/// An edition goes on when it is no draft, and is published by the cut-off.
impl Pass for Edition {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        let Self {
            fiscal_year,
            title,
            published,
            as_of,
            stage,
            office,
            source,
            notes,
            answers,
            kept_back: _,
            observations,
            corrections,
            handling,
        } = self;
        if door.audience == Audience::Public && !is_published_by(published, door.as_of) {
            return None;
        }
        let kept_back = answers
            .iter()
            .filter(|(_, answer)| answer.handling.clone().pass(door).is_none());
        Some(Self {
            kept_back: kept_back
                .filter_map(|(measure, _)| measure.clone().pass(door))
                .collect(),
            fiscal_year: fiscal_year.pass(door)?,
            title: title.pass(door)?,
            published: published.pass(door)?,
            as_of: as_of.pass(door)?,
            stage: stage.pass(door)?,
            office: office.pass(door)?,
            source: source.pass(door)?,
            notes: notes.pass(door)?,
            answers: answers.pass(door)?,
            observations: stated(observations.pass(door)?),
            corrections: corrections.pass(door)?,
            handling: handling.pass(door)?,
        })
    }
}

/// Whether an edition of that date of publication is out at a cut-off; without a cut-off every one is.
pub(super) fn is_published_by(published: Option<Period>, as_of: Option<NaiveDate>) -> bool {
    let day = published.and_then(Period::last_day);
    as_of.zip(day).is_none_or(|(as_of, day)| day <= as_of)
}

/// An indicator whose figures all stayed behind says nothing in the edition.
fn stated(mut observations: BTreeMap<IndicatorId, Vec<Observation>>) -> BTreeMap<IndicatorId, Vec<Observation>> {
    observations.retain(|_, stated| !stated.is_empty());
    observations
}

impl Pass for Node {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        match self {
            Self::Measure(measure) => Some(Self::Measure(measure.pass(door)?)),
            Self::Indicator { label, indicator } => Some(Self::Indicator {
                label: label.pass(door)?,
                indicator: indicator.pass(door)?,
            }),
        }
    }
}

impl<T: Pass> Pass for Cell<T> {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        Some(match self {
            Self::Blank => Self::Blank,
            Self::Nothing(mark) => Self::Nothing(mark.pass(door)?),
            Self::Items(items) => match items.pass(door)? {
                none if none.is_empty() => Self::Blank,
                items => Self::Items(items),
            },
        })
    }
}

/// A reference into another plan, or this one.
impl Pass for MeasureReference {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        let Self { plan, measure } = self;
        door.known
            .has_measure(&plan, &measure)
            .then_some(Self { plan, measure })
    }
}

impl Pass for IndicatorReference {
    fn pass(self, door: &Door<'_>) -> Option<Self> {
        let Self { plan, indicator } = self;
        door.known
            .has_indicator(&plan, &indicator)
            .then_some(Self { plan, indicator })
    }
}
