//! Indicators and their targets.

use super::plan::differing;
use crate::exchange::export::codes;
use crate::exchange::export::json::{Json, Object};
use crate::model::{
    AbsenceReason, Base, BoundValue, Deadline, Ending, Indicator, PlanId, SegmentId, Target, TargetForm,
};

pub(super) fn indicator(indicator: &Indicator, plan: &PlanId) -> Object {
    let source_plan = indicator
        .source_plan
        .as_ref()
        .map_or_else(Object::new, |(title, note)| {
            Object::new()
                .text("title", title.as_str())
                .text("note", note.as_deref())
        });
    let targets = if indicator.targets.is_empty() {
        Json::text("none")
    } else {
        Json::List(indicator.targets.iter().map(|one| target(one).into()).collect())
    };
    let decimals = indicator
        .format
        .decimals
        .map(|decimals| Json::Number(decimals.to_string()));
    Object::new()
        .text("id", indicator.id.as_str())
        .text("label", indicator.label.as_deref())
        .text("title", indicator.title.as_str())
        .text("short_title", differing(&indicator.short_title, &indicator.title))
        .texts("aliases", &indicator.aliases)
        .text("kind", codes::indicator_kind(indicator.kind).code)
        .text("unit", indicator.unit.as_ref().map(crate::quantity::Unit::as_str))
        .with("decimals", decimals.unwrap_or(Json::Null))
        .text("negative", codes::sign(indicator.format.sign))
        .text("better", codes::polarity(indicator.polarity).code)
        .prose("definition", indicator.definition.as_ref())
        .text("numerator", indicator.numerator.as_deref())
        .text("denominator", indicator.denominator.as_deref())
        .text("source", indicator.source.as_deref())
        .with("source_plan", source_plan)
        .list(
            "segments",
            indicator.segments.iter().map(|segment| {
                Object::new()
                    .text("id", segment.id.as_str())
                    .text("title", segment.title.as_str())
                    .flag("in_brackets", segment.in_brackets)
                    .with("total_of", ways(&segment.total_of))
            }),
        )
        .list(
            "baseline",
            indicator
                .baselines
                .iter()
                .map(|baseline| {
                    Object::new()
                        .text("segment", baseline.segment.as_ref().map(SegmentId::as_str))
                        .period("period", baseline.period)
                        .number("value", baseline.value)
                        .prose("note", baseline.note.as_ref())
                })
                .chain(indicator.withheld_baselines.iter().map(|(segment, period)| {
                    Object::new()
                        .text("segment", segment.as_ref().map(SegmentId::as_str))
                        .period("period", *period)
                        .text("absent", codes::absence(AbsenceReason::Withheld).code)
                })),
        )
        .with("targets", targets)
        .with("notes", Json::proses(&indicator.notes))
        .texts("offices", indicator.offices.iter().map(crate::model::OfficeId::as_str))
        .year("since", indicator.since)
        .with("ended", ended(indicator.ended.as_ref()))
        .texts(
            "former_ids",
            indicator.former_ids.iter().map(crate::model::IndicatorId::as_str),
        )
        .list(
            "breaks",
            indicator
                .breaks
                .iter()
                .map(|one| Object::new().period("from", one.from).prose("note", &one.note)),
        )
        .with("withhold", withhold(indicator))
        .with("disclosure", disclosure(indicator))
        .list(
            "continues",
            indicator.continues.iter().map(|reference| {
                Object::new()
                    .text("plan", Some(reference.plan.as_str()).filter(|id| *id != plan.as_str()))
                    .text("indicator", reference.indicator.as_str())
            }),
        )
}

fn disclosure(indicator: &Indicator) -> Object {
    indicator.disclosure.as_ref().map_or_else(Object::new, |disclosure| {
        Object::new()
            .text("area", codes::disclosure_area(disclosure.area).code)
            .text("item", differing(&disclosure.item, &indicator.title))
            .texts("actions", &disclosure.actions)
    })
}

/// The ways in which a total is divided; nothing for what is no total.
fn ways(total_of: &[Vec<SegmentId>]) -> Json {
    if total_of.is_empty() {
        return Json::Null;
    }
    Json::List(
        total_of
            .iter()
            .map(|parts| Json::texts(parts.iter().map(SegmentId::as_str)))
            .collect(),
    )
}

/// The rule by which small counts are withheld. A plan's own rule stands with each of its indicators.
fn withhold(indicator: &Indicator) -> Object {
    let rule = indicator.withhold.as_ref();
    rule.map_or_else(Object::new, |rule| {
        Object::new().with("under", Json::Number(rule.under.to_string()))
    })
}

pub(super) fn ended(ending: Option<&Ending>) -> Object {
    ending.map_or_else(Object::new, |ending| {
        Object::new()
            .year("after", ending.after)
            .prose("reason", &ending.reason)
    })
}

fn target(target: &Target) -> Object {
    let object = Object::new().text("segment", target.segment.as_ref().map(SegmentId::as_str));
    let object = match target.deadline {
        Deadline::By(period) => object.period("by", period),
        Deadline::Every => object.flag("every", true),
        Deadline::In(_) | Deadline::Open => object,
    };
    let replaced = target.replaced.as_ref().map_or_else(Object::new, |replaced| {
        Object::new()
            .period("on", replaced.on)
            .prose("reason", &replaced.reason)
    });
    form(object, target)
        .text("text", target.text.as_deref())
        .period("set", target.set)
        .with("replaced", replaced)
        .text("label", target.label.as_deref())
        .prose("note", target.note.as_ref())
}

fn form(object: Object, target: &Target) -> Object {
    let code = codes::target_form(&target.form).code;
    match &target.form {
        TargetForm::AtLeast(bound) | TargetForm::AtMost(bound) | TargetForm::Exactly(bound) => {
            object.with(code, bounded(bound, &target.deadline))
        }
        TargetForm::Between(low, high) => object.with(code, Json::List(vec![Json::number(*low), Json::number(*high)])),
        TargetForm::Maintain(level) => object.number(code, *level),
        TargetForm::Direction(toward) => object.text(code, codes::toward(*toward).code),
        TargetForm::Qualitative(words) => object.text(code, words.as_str()),
        TargetForm::None => object.flag(code, true),
    }
}

/// A target of one fiscal year is a series of one.
fn bounded(bound: &BoundValue, deadline: &Deadline) -> Json {
    match (bound, deadline) {
        (BoundValue::Fixed(value), Deadline::In(year)) => Object::new().number(&year.year().to_string(), *value).into(),
        (BoundValue::Fixed(value), _) => Json::number(*value),
        (BoundValue::Relative { base, change }, _) => {
            let of = match base {
                Base::PreviousYear => Json::text(codes::base(base).code),
                Base::Actual { fiscal_year, vintage } => Object::new()
                    .year("actual", *fiscal_year)
                    .text("vintage", vintage.map(|vintage| codes::vintage(vintage).code))
                    .into(),
            };
            let change = change.map(|change| match change {
                crate::quantity::Change::Relative(amount) => format!("{}%", signed(amount)),
                crate::quantity::Change::Absolute(amount) => signed(amount),
            });
            Object::new().with("of", of).text("change", change.as_deref()).into()
        }
    }
}

/// `+3`, `-5`.
fn signed(amount: crate::quantity::Number) -> String {
    if amount.is_negative() {
        amount.to_string()
    } else {
        format!("+{amount}")
    }
}
