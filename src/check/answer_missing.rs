//! An answer or figure is awaited (`pending: true`), or a measure has no answer in an edition that answers others: the page
//! would show a gap nobody explains.
//!
//! An answer awaited is not published, so one that was written and still marked as awaited would be lost unseen: the
//! finding then asks to take the mark away.

use super::expected::{figure_outside, nodes_in};
use super::scope::{Meant, Scope, era, is_pending, kind, title};
use super::series::{segment, series_title};
use crate::calendar::{FiscalYear, YearStyle};
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::{
    Answer, ColumnField, DEFAULT_STATUSES, Edition, Indicator, Measure, NodeKind, Observation, Plan,
};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for (year, edition) in scope.editions() {
        answers(scope, year, edition, findings);
        observations(scope, year, edition, findings);
    }
}

fn answers(scope: &Scope<'_>, year: FiscalYear, edition: &Edition, findings: &mut Findings) {
    if edition.measures.is_empty() {
        return;
    }
    let meant = scope.meant(Meant::Measures, edition.measures.keys());
    for standing in nodes_in(&scope.plan.plan, year) {
        let Some(id) = &standing.node.id else { continue };
        let may_be_answered = matches!(kind(standing.node), NodeKind::Measure | NodeKind::Mode);
        // An answer for a heading or outside its years has a finding of its own.
        if !may_be_answered || standing.outside.is_some() {
            continue;
        }
        match edition.measures.get(id.as_str()) {
            Some(answer) => findings.extend(pending_answer(&scope.plan.plan, standing.node, answer, year)),
            None if standing.expects_answer(year) && !meant.contains(id.as_str()) => findings.push(
                Diagnostic::warning(
                    code::ANSWER_MISSING,
                    edition.title.place,
                    format!(
                        "{}の年度版に、取組「{}」の回答がありません",
                        year.label(YearStyle::Era),
                        title(standing.node)
                    ),
                    format!("measures: に {}: を加えて、実施状況を書いてください", id.as_str()),
                )
                .related(id.place, "取組はここ"),
            ),
            None => {}
        }
    }
}

fn pending_answer(plan: &Plan, node: &Measure, answer: &Answer, year: FiscalYear) -> Option<Diagnostic> {
    let pending = answer.pending.as_ref().filter(|pending| is_pending(Some(pending)))?;
    let title = title(node);
    let year = era(year);
    let finding = if is_written(answer) {
        Diagnostic::warning(
            code::ANSWER_MISSING,
            pending.place,
            format!("取組「{title}」の{year}の回答は、回答待ち（pending: true）のままなので公表されません"),
            "書き終えたら、pending: true の行を消してください",
        )
    } else {
        let remedy = format!("この行の代わりに、{}を書いてください", what_to_write(plan));
        Diagnostic::warning(
            code::ANSWER_MISSING,
            pending.place,
            format!("取組「{title}」の{year}の回答が、まだありません"),
            remedy,
        )
    };
    Some(finding.label("回答待ち"))
}

fn is_written(answer: &Answer) -> bool {
    answer.status.is_some()
        || answer.direction.is_some()
        || answer.rating.is_some()
        || answer.reason.is_some()
        || answer.outlook.is_some()
        || answer.entries.is_some()
        || answer.results.is_some()
        || !answer.notes.is_empty()
}

/// `status: 実施状況（実施、今後実施、実施未定）`: the plan's own words, of the column that its form has.
fn what_to_write(plan: &Plan) -> String {
    let has_column = |field| plan.table.iter().any(|column| *column.field == field);
    let by_direction = !has_column(ColumnField::Status) && plan.statuses.is_empty() && !plan.directions.is_empty();
    let (key, words): (_, Vec<&str>) = if by_direction {
        (
            "direction: に今後の方向性",
            plan.directions.keys().map(|word| word.as_str()).collect(),
        )
    } else if plan.statuses.is_empty() {
        (
            "status: に実施状況",
            DEFAULT_STATUSES.iter().map(|(word, _)| *word).collect(),
        )
    } else {
        (
            "status: に実施状況",
            plan.statuses.keys().map(|word| word.as_str()).collect(),
        )
    };
    format!("{key}（{}）など", words.join("、"))
}

fn observations(scope: &Scope<'_>, year: FiscalYear, edition: &Edition, findings: &mut Findings) {
    for (id, observations) in &edition.indicators {
        let Some(indicator) = scope.indicators.get(id.as_str()) else {
            continue;
        };
        let here = |observation: &&Observation| figure_outside(indicator, observation.period.period, year).is_none();
        findings.extend(
            observations
                .iter()
                .filter(here)
                .filter_map(|one| pending_figure(indicator, one)),
        );
    }
}

fn pending_figure(indicator: &Indicator, observation: &Observation) -> Option<Diagnostic> {
    let pending = observation
        .pending
        .as_ref()
        .filter(|pending| is_pending(Some(pending)))?;
    let series = series_title(indicator, segment(observation.segment.as_ref()));
    let figure = format!("指標{series}の{}の実績", observation.period.text);
    let finding = if observation.value.is_some() || observation.absent.is_some() {
        Diagnostic::warning(
            code::ANSWER_MISSING,
            pending.place,
            format!("{figure}は、回答待ち（pending: true）のままなので公表されません"),
            "書き終えたら、pending: true を消してください",
        )
    } else {
        let unit = indicator
            .unit
            .as_ref()
            .map_or_else(String::new, |unit| format!("（単位: {}）", unit.value));
        Diagnostic::warning(
            code::ANSWER_MISSING,
            pending.place,
            format!("{figure}が、まだありません"),
            format!(
                "pending: true の代わりに、value: に値{unit}を書いてください。値がないときは、その理由を absent: に書きます"
            ),
        )
    };
    Some(finding.label("回答待ち"))
}
