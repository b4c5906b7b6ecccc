//! Indicators and their targets.

use super::{flag, handling, offices, optional, prose, proses, text};
use crate::calendar::{Period, When};
use crate::model::{
    Base, Baseline, BoundValue, Break, Deadline, Disclosure, DisclosureArea, Indicator, IndicatorId, IndicatorKind,
    IndicatorReference, PlanId, PlanPeriod, Polarity, Prose, Replaced, Segment, SegmentId, Target, TargetForm, Toward,
    WithholdRule,
};
use crate::quantity::{NumberFormat, SignStyle};
use crate::source::{At, Id, Text, raw};

pub(super) fn lower(
    from: &raw::Indicator,
    plan: &PlanId,
    period: Option<&PlanPeriod>,
    of_plan: Option<&raw::Withhold>,
) -> Indicator {
    Indicator {
        id: IndicatorId::new(from.id.as_str()),
        label: optional(from.label.as_ref()),
        title: text(&from.title),
        short_title: text(from.short_title.as_ref().unwrap_or(&from.title)),
        aliases: from.aliases.iter().map(text).collect(),
        kind: from
            .kind
            .as_ref()
            .map_or(IndicatorKind::Number, |kind| lower_kind(**kind)),
        unit: from.unit.as_ref().map(|unit| unit.value.clone()),
        format: NumberFormat {
            decimals: from.decimals.as_ref().map(|decimals| **decimals),
            sign: sign(from.negative.as_ref()),
        },
        polarity: from
            .better
            .as_ref()
            .map_or(Polarity::Neither, |polarity| lower_polarity(**polarity)),
        definition: prose(from.definition.as_ref()),
        numerator: optional(from.numerator.as_ref()),
        denominator: optional(from.denominator.as_ref()),
        source: optional(from.source.as_ref()),
        source_plan: from
            .source_plan
            .as_ref()
            .map(|source| (text(&source.title), optional(source.note.as_ref()))),
        segments: from.segments.iter().map(lower_segment).collect(),
        baselines: from.baseline.iter().filter_map(lower_baseline).collect(),
        withheld_baselines: from
            .baseline
            .iter()
            .filter(|baseline| baseline.value.is_none())
            .map(|baseline| (segment(baseline.segment.as_ref()), baseline.period.period))
            .collect(),
        targets: match &from.targets {
            Some(raw::TargetSet::List(targets)) => {
                targets.iter().flat_map(|target| lower_target(target, period)).collect()
            }
            Some(raw::TargetSet::None) | None => Vec::new(),
        },
        notes: proses(&from.notes),
        offices: offices(&from.offices),
        since: from.since.as_ref().map(|year| **year),
        ended: from.ended.as_ref().map(super::measure::lower_ending),
        former_ids: from.former_ids.iter().map(|id| IndicatorId::new(id.as_str())).collect(),
        disclosure: from
            .disclosure
            .as_ref()
            .map(|disclosure| lower_disclosure(disclosure, &from.title)),
        breaks: from
            .breaks
            .iter()
            .map(|it| Break {
                from: it.from.period,
                note: Prose::new(it.note.as_str()),
            })
            .collect(),
        continues: from
            .continues
            .iter()
            .filter_map(|reference| continues(reference, plan))
            .collect(),
        withhold: withhold(from, of_plan),
        handling: handling(from.audience.as_ref(), from.embargo.as_ref(), from.internal.as_ref()),
    }
}

/// Units in which the plan's rule takes a figure for a count.
const COUNTED: [&str; 3] = ["人", "名", "件"];

/// The indicator's own rule holds for its values whatever they count; the plan's only where their unit says that they are counts.
fn withhold(from: &raw::Indicator, of_plan: Option<&raw::Withhold>) -> Option<WithholdRule> {
    let unit = from.unit.as_ref().map_or("", |unit| unit.value.as_str());
    let (rule, values) = match &from.withhold {
        Some(own) => (own, unit != "%"),
        None => (of_plan?, COUNTED.contains(&unit)),
    };
    match rule {
        raw::Withhold::None => None,
        raw::Withhold::Rule(rule) => Some(WithholdRule {
            under: *rule.under,
            values,
        }),
    }
}

fn lower_disclosure(disclosure: &raw::Disclosure, title: &At<Text>) -> Disclosure {
    Disclosure {
        area: match *disclosure.area {
            raw::DisclosureArea::Recruitment => DisclosureArea::Recruitment,
            raw::DisclosureArea::Continuation => DisclosureArea::Continuation,
            raw::DisclosureArea::Hours => DisclosureArea::Hours,
            raw::DisclosureArea::Assignment => DisclosureArea::Assignment,
            raw::DisclosureArea::Other => DisclosureArea::Other,
        },
        item: text(disclosure.item.as_ref().unwrap_or(title)),
        actions: disclosure.actions.iter().map(text).collect(),
    }
}

fn lower_kind(kind: raw::IndicatorKind) -> IndicatorKind {
    match kind {
        raw::IndicatorKind::Number => IndicatorKind::Number,
        raw::IndicatorKind::Instrument => IndicatorKind::Instrument,
        raw::IndicatorKind::Qualitative => IndicatorKind::Qualitative,
    }
}

fn lower_polarity(polarity: raw::Polarity) -> Polarity {
    match polarity {
        raw::Polarity::Higher => Polarity::Higher,
        raw::Polarity::Lower => Polarity::Lower,
        raw::Polarity::Neither => Polarity::Neither,
    }
}

fn sign(word: Option<&At<raw::SignWord>>) -> SignStyle {
    match word.map(|word| **word) {
        None | Some(raw::SignWord::Minus) => SignStyle::Minus,
        Some(raw::SignWord::WhiteTriangle) => SignStyle::WhiteTriangle,
        Some(raw::SignWord::BlackTriangle) => SignStyle::BlackTriangle,
    }
}

fn lower_segment(segment: &raw::Segment) -> Segment {
    Segment {
        id: SegmentId::new(segment.id.as_str()),
        title: text(&segment.title),
        in_brackets: flag(segment.in_brackets.as_ref()),
        total_of: segment
            .total_of
            .0
            .iter()
            .map(|parts| parts.iter().map(|id| SegmentId::new(id.as_str())).collect())
            .collect(),
    }
}

pub(super) fn segment(id: Option<&At<Id>>) -> Option<SegmentId> {
    id.map(|id| SegmentId::new(id.as_str()))
}

fn lower_baseline(baseline: &raw::Baseline) -> Option<Baseline> {
    Some(Baseline {
        segment: segment(baseline.segment.as_ref()),
        period: baseline.period.period,
        value: baseline.value.as_ref()?.value,
        note: prose(baseline.note.as_ref()),
    })
}

/// A yearly series becomes one target a fiscal year; any other target stays one.
fn lower_target(target: &raw::Target, period: Option<&PlanPeriod>) -> Vec<Target> {
    let bounds = [
        (&target.at_least, TargetForm::AtLeast as fn(BoundValue) -> TargetForm),
        (&target.at_most, TargetForm::AtMost),
        (&target.exactly, TargetForm::Exactly),
    ];
    let single = |form| vec![build(target, form, deadline(target, period))];
    for (bound, form) in bounds {
        match bound.as_ref().map(|bound| &bound.value) {
            None => {}
            Some(raw::BoundValue::Fixed(number)) => return single(form(BoundValue::Fixed(*number))),
            Some(raw::BoundValue::Relative(relative)) => return single(form(lower_relative(relative))),
            Some(raw::BoundValue::Yearly(years)) => {
                return years
                    .iter()
                    .map(|(year, number)| build(target, form(BoundValue::Fixed(number.value)), Deadline::In(**year)))
                    .collect();
            }
        }
    }
    single(lower_other_form(target))
}

fn lower_other_form(target: &raw::Target) -> TargetForm {
    if let [low, high] = target.between.as_slice() {
        return TargetForm::Between(low.value, high.value);
    }
    match (&target.maintain, &target.direction, &target.qualitative) {
        (Some(level), _, _) => TargetForm::Maintain(level.value),
        (_, Some(toward), _) => TargetForm::Direction(match **toward {
            raw::Toward::Increase => Toward::Increase,
            raw::Toward::Decrease => Toward::Decrease,
        }),
        (_, _, Some(words)) => TargetForm::Qualitative(text(words)),
        (None, None, None) => TargetForm::None,
    }
}

fn lower_relative(relative: &raw::RelativeBound) -> BoundValue {
    let base = match &relative.of {
        raw::BaseOf::PreviousYear => Base::PreviousYear,
        raw::BaseOf::Actual(named) => Base::Actual {
            fiscal_year: *named.actual,
            vintage: named.vintage.as_ref().map(|vintage| super::edition::vintage(**vintage)),
        },
    };
    BoundValue::Relative {
        base,
        change: relative.change.as_ref().map(|change| change.value),
    }
}

fn build(target: &raw::Target, form: TargetForm, deadline: Deadline) -> Target {
    Target {
        segment: segment(target.segment.as_ref()),
        form,
        deadline,
        set: target.set.as_ref().map(|dates| dates.period),
        replaced: target.replaced.as_ref().map(|replaced| Replaced {
            on: replaced.on.period,
            reason: Prose::new(replaced.reason.as_str()),
        }),
        text: optional(target.text.as_ref()),
        label: optional(target.label.as_ref()),
        note: prose(target.note.as_ref()),
    }
}

/// Without a deadline of its own a target is due at the end of the plan.
fn deadline(target: &raw::Target, period: Option<&PlanPeriod>) -> Deadline {
    if flag(target.every.as_ref()) {
        return Deadline::Every;
    }
    match (&target.by, period.and_then(|period| period.to)) {
        (Some(by), _) if matches!(by.period, Period::EveryFiscalYear { .. }) => Deadline::Every,
        (Some(by), _) => Deadline::By(by.period),
        (None, Some(end)) => Deadline::By(Period::At(When::FiscalYear(end))),
        (None, None) => Deadline::Open,
    }
}

fn continues(reference: &raw::PlanReference, plan: &PlanId) -> Option<IndicatorReference> {
    Some(IndicatorReference {
        plan: reference
            .plan
            .as_ref()
            .map_or_else(|| plan.clone(), |id| PlanId::new(id.as_str())),
        indicator: IndicatorId::new(reference.indicator.as_ref()?.as_str()),
    })
}
