//! Corrections of what a plan's editions had published (訂正一覧): what was said, what holds, and where.

use serde::Serialize;

use super::Address;
use super::cells::indicator_anchor;
use super::figures::FigurePrint;
use super::frame::{Frame, Link};
use super::internal::{InternalNote, badges_of_edition};
use super::measure_link::measure_link;
use super::wording;
use crate::calendar::YearStyle;
use crate::model::{CorrectedValue, Correction, Edition, IndicatorId, MeasureId, Plan, Project, Reading};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct CorrectionsPage {
    /// Frame.
    pub frame: Frame,
    /// Corrections, newest first.
    pub corrections: Vec<CorrectionEntry>,
}

/// A correction.
#[derive(Debug, Serialize)]
pub struct CorrectionEntry {
    /// Anchor.
    pub anchor: String,
    /// Date.
    pub date: String,
    /// The edition that tells it.
    pub told_in: Link,
    /// What and why.
    pub text: Html,
    /// Values.
    pub values: Vec<CorrectedView>,
    /// Pages concerned: measures, indicators, editions that had said otherwise.
    pub pages: Vec<Link>,
    /// What staff read beside it.
    pub internal: Option<InternalNote>,
}

/// A value that was corrected.
#[derive(Debug, Serialize)]
pub struct CorrectedView {
    /// Indicator, series and period.
    pub what: String,
    /// As published before.
    pub old: String,
    /// As it holds now.
    pub new: String,
}

/// Whether a plan has corrected anything.
pub fn exist(plan: &Plan) -> bool {
    plan.editions.iter().any(|edition| !edition.corrections.is_empty())
}

impl CorrectionsPage {
    /// The page of a plan; none when nothing was corrected.
    pub fn new(project: &Project, plan: &Plan) -> Option<Self> {
        let page = Address::Corrections(plan.id.clone());
        let mut corrections: Vec<(&Correction, CorrectionEntry)> = entries(plan, &page, |_, _| true);
        corrections.sort_by_key(|(correction, _)| std::cmp::Reverse(correction.date.last_day()));
        let corrections = corrections.into_iter().map(|(_, entry)| entry).collect();
        exist(plan).then(|| Self {
            frame: Frame::new(project, Some(plan), &page, "訂正一覧"),
            corrections,
        })
    }
}

/// The corrections that concern a measure, newest first.
pub fn of_measure(plan: &Plan, measure: &MeasureId, page: &Address) -> Vec<CorrectionEntry> {
    let concerns = |_: &Edition, correction: &Correction| correction.measures.contains(measure);
    entries(plan, page, concerns)
        .into_iter()
        .rev()
        .map(|(_, entry)| entry)
        .collect()
}

/// The corrections that concern an indicator, newest first.
pub fn of_indicator(plan: &Plan, indicator: &IndicatorId, page: &Address) -> Vec<CorrectionEntry> {
    let concerns = |_: &Edition, correction: &Correction| {
        correction.indicators.contains(indicator) || correction.values.iter().any(|value| value.indicator == *indicator)
    };
    entries(plan, page, concerns)
        .into_iter()
        .rev()
        .map(|(_, entry)| entry)
        .collect()
}

/// The corrections, told in later editions, of what an edition had published.
pub fn of_edition(plan: &Plan, edition: &Edition, page: &Address) -> Vec<CorrectionEntry> {
    let concerns = |later: &Edition, correction: &Correction| {
        edition.id() < later.id() && correction.values.iter().any(|value| had_said(edition, value))
    };
    entries(plan, page, concerns)
        .into_iter()
        .map(|(_, entry)| entry)
        .collect()
}

/// Whether an edition published the value that was corrected.
fn had_said(edition: &Edition, value: &CorrectedValue) -> bool {
    let stated = edition.observations.get(&value.indicator).into_iter().flatten();
    stated
        .filter(|one| one.segment == value.segment && one.period == value.period)
        .any(|one| one.reading == Reading::Value(value.old))
}

fn entries<'plan>(
    plan: &'plan Plan,
    page: &Address,
    concerns: impl Fn(&Edition, &Correction) -> bool,
) -> Vec<(&'plan Correction, CorrectionEntry)> {
    let mut entries = Vec::new();
    for edition in &plan.editions {
        for (number, correction) in edition.corrections.iter().enumerate() {
            if concerns(edition, correction) {
                entries.push((correction, entry(plan, edition, number, correction, page)));
            }
        }
    }
    entries
}

fn entry(plan: &Plan, edition: &Edition, number: usize, correction: &Correction, page: &Address) -> CorrectionEntry {
    let anchor = format!("correction-{}-{number}", edition.fiscal_year.year());
    let id = || plan.id.clone();
    let to_edition = |edition: &Edition, anchor: &str| Link {
        text: wording::edition(edition.id()) + "版",
        href: page.link_to(&Address::Edition(id(), edition.id())) + anchor,
        current: false,
    };
    let measures = correction.measures.iter();
    let measures = measures.map(|measure| measure_link(plan, page, plan.measure(measure)));
    let mut indicators = correction.indicators.clone();
    indicators.extend(correction.values.iter().map(|value| value.indicator.clone()));
    let mut seen = Vec::new();
    indicators.retain(|indicator| {
        !seen.contains(indicator) && {
            seen.push(indicator.clone());
            true
        }
    });
    let to_indicators = indicators.iter().map(|indicator| {
        Link::new(
            page,
            &Address::Indicator(id(), indicator.clone()),
            &plan.indicator(indicator).title,
        )
    });
    let editions = plan
        .editions
        .iter()
        .filter(|other| other.id() < edition.id())
        .filter_map(|other| {
            let value = correction.values.iter().find(|value| had_said(other, value))?;
            Some(to_edition(other, &format!("#{}", indicator_anchor(&value.indicator))))
        });
    CorrectionEntry {
        date: correction.date.label(YearStyle::Era),
        told_in: to_edition(edition, "#corrections"),
        text: markdown::block(&correction.text, &anchor, 4),
        values: correction.values.iter().map(|value| corrected(plan, value)).collect(),
        pages: measures
            .chain(to_indicators)
            .chain(editions)
            .filter(|link| !link.current)
            .collect(),
        internal: InternalNote::within(badges_of_edition(edition), &correction.handling),
        anchor,
    }
}

fn corrected(plan: &Plan, value: &CorrectedValue) -> CorrectedView {
    let indicator = plan.indicator(&value.indicator);
    let print = FigurePrint::new(indicator);
    let segment = indicator
        .segments
        .iter()
        .find(|segment| Some(&segment.id) == value.segment.as_ref());
    let segment = segment
        .map(|segment| format!("（{}）", segment.title))
        .unwrap_or_default();
    CorrectedView {
        what: format!("{}{segment}　{}", indicator.title, value.period.label(YearStyle::Era)),
        old: print.value(value.old),
        new: print.value(value.new),
    }
}
