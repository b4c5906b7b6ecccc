//! Where indicators stand (指標の位置): from its baseline through its latest value to what its target asks for, a row for each series and
//! target. Numbers stay exact here; only drawing turns them into heights.

use super::goal;
use super::trend::height;
use super::words;
use crate::calendar::YearStyle;
use crate::evaluate::{Assessment, History, Statement};
use crate::model::{AbsenceReason, BoundValue, Deadline, Indicator, Polarity, Reading, TargetForm, Toward, Vintage};
use crate::quantity::{Number, NumberFormat, Unit};

/// A series of an indicator with one of its targets, judged.
#[derive(Debug, Clone)]
pub struct Standing<'project> {
    /// The indicator.
    pub indicator: &'project Indicator,
    /// What is known of the series.
    pub history: History<'project>,
    /// The target, judged; the assessment of a series without a target has none.
    pub assessment: Assessment<'project>,
    /// The verdict in the words of the page.
    pub verdict: String,
    /// Where the name of the indicator leads.
    pub href: Option<String>,
}

/// A row of the figure.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The indicator.
    pub title: String,
    /// Where its name leads.
    pub href: Option<String>,
    /// The series, when the indicator has several.
    pub segment: Option<String>,
    pub baseline: Option<Number>,
    pub latest: Option<Latest>,
    /// Whether baseline and latest value were counted in the same way, so that a line may join them.
    pub comparable: bool,
    /// The values that satisfy the target; none when there is no number to compare with.
    pub satisfied: Option<Span>,
    /// Whether figures are percentages (%).
    pub percent: bool,
    pub format: NumberFormat,
    /// What is said beside it, line by line.
    pub said: Vec<String>,
    pub verdict: String,
}

/// The latest value (現状).
#[derive(Debug, Clone, Copy)]
pub(super) struct Latest {
    pub value: Number,
    /// Whether it may still change (見込み・暫定).
    pub open: bool,
}

/// Values from one end to the other, both included; an end that is missing is open (以上・以下).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub from: Option<Number>,
    pub to: Option<Number>,
    /// Whether the target names its ends; a direction (増加) names none, and the baseline itself does not satisfy it.
    pub named: bool,
}

impl Span {
    pub(super) fn holds(&self, value: Number) -> bool {
        let beyond = |end: Number| self.named || value != end;
        self.from.is_none_or(|from| value >= from && beyond(from)) && self.to.is_none_or(|to| value <= to && beyond(to))
    }
}

impl Row {
    pub(super) fn of(standing: &Standing<'_>) -> Self {
        let indicator = standing.indicator;
        let working = &standing.assessment.working;
        let baseline = working.baseline.map(|baseline| baseline.value);
        let latest = latest(standing);
        let comparable = match (working.baseline, latest) {
            (Some(baseline), Some(latest)) => {
                let period = latest.observation.period;
                standing.history.break_between(baseline.period, period).is_none()
            }
            _ => false,
        };
        let row = Self {
            title: indicator.short_title.clone(),
            href: standing.href.clone(),
            segment: standing.history.segment.map(|segment| segment.title.clone()),
            baseline,
            latest: latest.and_then(|statement| {
                Some(Latest {
                    value: statement.observation.value()?,
                    open: words::vintage(statement.observation.vintage).is_some(),
                })
            }),
            comparable,
            satisfied: span(standing),
            percent: indicator.unit.as_ref().is_some_and(Unit::is_percent),
            format: indicator.format,
            said: Vec::new(),
            verdict: standing.verdict.clone(),
        };
        Self {
            said: said(standing, &row, latest.map(|statement| statement.observation.vintage)),
            ..row
        }
    }

    /// Two of baseline, latest value and target, and all of them small enough to be drawn.
    pub(super) fn is_worth_drawing(&self) -> bool {
        let latest = self.latest.map(|latest| latest.value);
        let known = [self.baseline, latest].into_iter().flatten().count();
        known + usize::from(self.satisfied.is_some_and(|span| span.named)) >= 2
            && self.figures().all(|figure| height(figure).is_some())
    }

    /// Every figure that must be on the scale.
    pub(super) fn figures(&self) -> impl Iterator<Item = Number> {
        let latest = self.latest.map(|latest| latest.value);
        let ends = self.satisfied.map_or([None, None], |span| [span.from, span.to]);
        [self.baseline, latest].into_iter().chain(ends).flatten()
    }
}

/// The value that is set against the target: of a yearly target that of its year, else the last one newer than the baseline.
fn latest<'project>(standing: &Standing<'project>) -> Option<Statement<'project>> {
    let working = &standing.assessment.working;
    let of_year = standing
        .assessment
        .target
        .is_some_and(|target| matches!(target.deadline, Deadline::In(_)));
    if of_year {
        return working.judged;
    }
    let start = working.baseline.and_then(|baseline| baseline.period.last_day());
    standing
        .history
        .latest()
        .filter(|statement| start.is_none() || statement.observation.period.last_day() > start)
}

fn span(standing: &Standing<'_>) -> Option<Span> {
    let working = &standing.assessment.working;
    let between = |from, to| Span { from, to, named: true };
    match &standing.assessment.target?.form {
        TargetForm::AtLeast(_) => working.required.map(|required| between(Some(required), None)),
        TargetForm::AtMost(_) => working.required.map(|required| between(None, Some(required))),
        TargetForm::Exactly(_) => working.required.map(|required| between(Some(required), Some(required))),
        TargetForm::Between(low, high) => Some(between(Some(*low), Some(*high))),
        TargetForm::Maintain(level) if standing.indicator.polarity == Polarity::Lower => {
            Some(between(None, Some(*level)))
        }
        TargetForm::Maintain(level) => Some(between(Some(*level), None)),
        TargetForm::Direction(toward) => {
            let start = working.baseline?.value;
            let (from, to) = match toward {
                Toward::Increase => (Some(start), None),
                Toward::Decrease => (None, Some(start)),
            };
            Some(Span { from, to, named: false })
        }
        TargetForm::Qualitative(_) | TargetForm::None => None,
    }
}

/// Figures, what is missing between them, and the target.
fn said(standing: &Standing<'_>, row: &Row, vintage: Option<Vintage>) -> Vec<String> {
    let indicator = standing.indicator;
    let printed = |value: Number| match &indicator.unit {
        Some(unit) => indicator.format.format_with_unit(value, unit),
        None => indicator.format.format(value),
    };
    let word = vintage.and_then(words::vintage).map(|word| format!("（{word}）"));
    let latest = row
        .latest
        .map(|latest| printed(latest.value) + &word.unwrap_or_default());
    let mut said = vec![match (row.baseline.map(printed), latest) {
        (Some(baseline), Some(latest)) => format!("{baseline} → {latest}"),
        (Some(baseline), None) => format!("{baseline} → まだ値なし"),
        (None, Some(latest)) => format!("現状 {latest}"),
        (None, None) => "まだ値なし".to_owned(),
    }];
    if let (false, Some(_), Some(_)) = (row.comparable, row.baseline, row.latest) {
        said.push("途中で定義変更".to_owned());
    }
    said.extend(last_absence(standing));
    said.extend(aim(standing));
    said
}

/// The reason why the newest statement has no value, where it is not the one that the row shows.
fn last_absence(standing: &Standing<'_>) -> Option<String> {
    let last = standing.history.current().last().copied()?;
    match last.observation.reading {
        Reading::Absent(AbsenceReason::NotYetDue) | Reading::Value(_) => None,
        Reading::Absent(reason) => Some(format!(
            "{}は{}",
            last.observation.period.label(YearStyle::Era),
            words::absence(reason)
        )),
    }
}

fn aim(standing: &Standing<'_>) -> Option<String> {
    let target = standing.assessment.target?;
    let required = standing.assessment.working.required;
    let relative = matches!(
        &target.form,
        TargetForm::AtLeast(BoundValue::Relative { .. })
            | TargetForm::AtMost(BoundValue::Relative { .. })
            | TargetForm::Exactly(BoundValue::Relative { .. })
    );
    if matches!(target.form, TargetForm::Qualitative(_) | TargetForm::None) {
        return None;
    }
    if relative && required.is_none() {
        return Some("目標の基準となる実績なし".to_owned());
    }
    let asked = goal::words(standing.indicator, &target.form, required);
    let when = goal::when(&target.deadline);
    let when = if when.is_empty() { when } else { format!("（{when}）") };
    Some(format!("目標 {asked}{when}"))
}
