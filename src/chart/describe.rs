//! What a chart says, in plain words: its text alternative. Built from data and verdict; of what is not known nothing is said.

use super::composition::{Composition, Row};
use super::goal;
use super::standing;
use super::words;
use crate::calendar::{Period, YearStyle};
use crate::evaluate::{Assessment, Ground, History, Verdict};
use crate::model::{Deadline, Indicator, Reading, TargetForm, Toward};
use crate::quantity::Number;

/// The text alternative of a trend: one sentence or two for each series.
pub(super) fn trend(indicator: &Indicator, histories: &[History<'_>], assessments: &[Assessment<'_>]) -> String {
    let several = histories.len() > 1;
    let mut text = if several {
        let counter = if histories.len() < 10 { "つの" } else { "の" };
        format!("{}を{}{counter}区分で示す。", indicator.title, histories.len())
    } else {
        String::new()
    };
    for history in histories {
        let segment = history.segment.map(|segment| &segment.id);
        let own: Vec<_> = assessments
            .iter()
            .filter(|assessment| assessment.segment.map(|segment| &segment.id) == segment)
            .collect();
        let subject = match history.segment.filter(|_| several) {
            Some(segment) => format!("「{}」", segment.title),
            None => indicator.title.clone(),
        };
        text.push_str(&series(indicator, history, &own, &subject));
    }
    text + &breaks(histories)
}

/// From when figures cannot be compared with those before.
fn breaks(histories: &[History<'_>]) -> String {
    let Some(history) = histories.first() else {
        return String::new();
    };
    let told = |from: Period| {
        format!(
            "{}に定義が変わり、その前の値とは比べられない。",
            from.label(YearStyle::Era)
        )
    };
    history.breaks.iter().map(|one| told(one.from)).collect()
}

/// More rows than this are listened to in the table, where they can be stopped at.
const MOST_ROWS_TOLD: usize = 6;

/// The text alternative of a composition: every row, or of many the first and the last.
pub(super) fn composition(composition: &Composition) -> String {
    let row = |row: &Row| {
        let counted = composition
            .kinds
            .iter()
            .zip(&row.counts)
            .filter(|(_, count)| **count > 0);
        let counted: Vec<String> = counted.map(|(kind, count)| format!("{}{count}件", kind.word)).collect();
        let group = row.group.as_ref().map(|group| format!("{group}：")).unwrap_or_default();
        format!(
            "{group}「{}」は{}件で、{}。",
            row.heading,
            row.total(),
            counted.join("、")
        )
    };
    let rows: Vec<String> = composition.filled_rows().map(row).collect();
    match rows.as_slice() {
        [first, between @ .., last] if rows.len() > MOST_ROWS_TOLD => {
            format!("{first}{last}その間の{}行の件数は、表にある。", between.len())
        }
        _ => rows.concat(),
    }
}

/// The text alternative of an overview: how many stand where, and what could not be drawn. The figures themselves are in the table
/// beside it.
pub(super) fn overview(drawn: &[standing::Row], left_out: &[standing::Row]) -> String {
    let compared = || {
        drawn
            .iter()
            .filter_map(|row| Some(row.satisfied?.holds(row.latest?.value)))
    };
    let inside = compared().filter(|inside| *inside).count();
    let outside = compared().count() - inside;
    let rest = drawn.len() - inside - outside;
    let counted = match (inside + outside, rest) {
        (0, _) => "目標と比べられる現状の値は、まだない。".to_owned(),
        (_, 0) => format!("現状の値が目標を満たす範囲にあるのは{inside}行、まだないのは{outside}行。"),
        _ => format!(
            "現状の値が目標を満たす範囲にあるのは{inside}行、まだないのは{outside}行、目標や値がなく比べられないのは{rest}行。"
        ),
    };
    let missing = if left_out.is_empty() {
        String::new()
    } else {
        format!("比べる数値がそろわず、図にないもの：{}。", names(left_out))
    };
    format!(
        "指標と区分ごとに1行、全部で{}行に、目標設定時の値、現状の値、目標を満たす範囲を示す。{counted}{missing}",
        drawn.len()
    )
}

/// Indicators with their series: `給与の男女の差異（全職員、管理職）、相談件数`.
pub(super) fn names(rows: &[standing::Row]) -> String {
    let of_one = |rows: &[standing::Row]| {
        let segments: Vec<&str> = rows.iter().filter_map(|row| row.segment.as_deref()).collect();
        let title = rows.first().map_or("", |row| row.title.as_str());
        if segments.is_empty() {
            title.to_owned()
        } else {
            format!("{title}（{}）", segments.join("、"))
        }
    };
    let indicators = rows.chunk_by(|one, other| one.title == other.title);
    indicators.map(of_one).collect::<Vec<_>>().join("、")
}

/// The text alternative of a sparkline, whose first and last values it names: `推移：平成21年度の191時間から平成25年度の200時間（見込み）、値は5個`.
pub(super) fn course(indicator: &Indicator, history: &History<'_>, values: usize) -> String {
    let moved = movement(indicator, history).map(|moved| moved.what).unwrap_or_default();
    format!("推移：{moved}、値は{values}個")
}

fn series(indicator: &Indicator, history: &History<'_>, assessments: &[&Assessment<'_>], subject: &str) -> String {
    let moved = movement(indicator, history);
    let aimed = aim(indicator, assessments);
    let absent = absences(history);
    let text = match (moved, aimed) {
        (None, None) => String::new(),
        (None, Some(aimed)) => format!("{subject}は、値がまだなく、{aimed}。"),
        (Some(moved), Some(aimed)) => format!("{subject}は、{}{}、{aimed}。", moved.what, moved.joined),
        (Some(moved), None) => format!("{subject}は、{}{}。", moved.what, moved.ended),
    };
    text + &absent
}

/// What the values did, with the ending before another clause and the one before a full stop.
struct Movement {
    what: String,
    joined: &'static str,
    ended: &'static str,
}

fn movement(indicator: &Indicator, history: &History<'_>) -> Option<Movement> {
    let baseline = history
        .baseline(indicator)
        .map(|baseline| (baseline.period, baseline.value, None));
    let current = history.current();
    let observed = current.iter().filter_map(|statement| {
        let observation = statement.observation;
        Some((
            observation.period,
            observation.value()?,
            words::vintage(observation.vintage),
        ))
    });
    let mut known: Vec<(Period, Number, Option<&str>)> = baseline.into_iter().chain(observed).collect();
    known.sort_by_key(|(period, ..)| *period);
    // Figures counted in another way are not compared.
    let changed = history
        .breaks
        .iter()
        .filter_map(|one| one.from.first_day())
        .rfind(|day| known.iter().any(|(period, ..)| period.first_day() >= Some(*day)));
    known.retain(|(period, ..)| changed.is_none_or(|day| period.first_day() >= Some(day)));
    let told = |(period, value, word): &(Period, Number, Option<&str>)| {
        let word = word.map(|word| format!("（{word}）")).unwrap_or_default();
        (
            period.label(YearStyle::Era),
            format!("{}{word}", printed(indicator, *value)),
        )
    };
    let (first, last) = (known.first()?, known.last()?);
    let ((from, before), (to, after)) = (told(first), told(last));
    Some(if first.0 == last.0 {
        Movement {
            what: format!("{to}に{after}"),
            joined: "であり",
            ended: "である",
        }
    } else if first.1 == last.1 {
        Movement {
            what: format!("{from}も{to}も{after}"),
            joined: "であり",
            ended: "である",
        }
    } else {
        Movement {
            what: format!("{from}の{before}から{to}の{after}"),
            joined: "になり",
            ended: "になった",
        }
    })
}

/// How the values stand to the target; `None` where there is nothing to say.
fn aim(indicator: &Indicator, assessments: &[&Assessment<'_>]) -> Option<String> {
    let yearly: Vec<_> = assessments.iter().filter(|assessment| is_yearly(assessment)).collect();
    if yearly.len() > 1 {
        let judged = yearly
            .iter()
            .filter(|assessment| matches!(assessment.verdict, Verdict::Met | Verdict::NotMet))
            .count();
        let met = yearly
            .iter()
            .filter(|assessment| assessment.verdict == Verdict::Met)
            .count();
        return Some(match (judged, met) {
            (0, _) => "年度ごとの目標と比べる値はまだない".to_owned(),
            (judged, 0) => format!("目標のある{judged}年度のうち目標を満たした年度はない"),
            (judged, met) if judged == met => format!("目標のある{judged}年度すべてで目標を満たしている"),
            (judged, met) => format!("目標のある{judged}年度のうち{met}年度で目標を満たしている"),
        });
    }
    let clauses: Vec<String> = assessments
        .iter()
        .filter_map(|assessment| standing(indicator, assessment))
        .collect();
    (!clauses.is_empty()).then(|| clauses.join("。"))
}

fn is_yearly(assessment: &Assessment<'_>) -> bool {
    assessment
        .target
        .is_some_and(|target| matches!(target.deadline, Deadline::In(_)))
}

/// How the judged value stands to one target.
fn standing(indicator: &Indicator, assessment: &Assessment<'_>) -> Option<String> {
    let working = &assessment.working;
    let Some(target) = assessment
        .target
        .filter(|target| !matches!(target.form, TargetForm::None))
    else {
        return (working.ground == Ground::NoTargetSet).then(|| "目標は設定されていない".to_owned());
    };
    let asked = goal::words(indicator, &target.form, working.required);
    let when = match &target.deadline {
        Deadline::By(period) if period.is_fiscal() && period.first_day() != period.last_day() => {
            format!("{}に", period.label(YearStyle::Era))
        }
        Deadline::By(period) => format!("{}までに", period.label(YearStyle::Era)),
        deadline @ (Deadline::Every | Deadline::In(_) | Deadline::Open) => goal::when(deadline),
    };
    let target_words = format!("目標（{when}{asked}）");
    let value = working.judged.and_then(|judged| judged.observation.value());
    match working.ground {
        Ground::NoFigureYet => Some(format!("{target_words}と比べる値はまだない")),
        Ground::BaseMissing => Some("目標の基準となる実績はまだない".to_owned()),
        Ground::JudgedInWords => Some("目標は文章で定められている".to_owned()),
        Ground::InstrumentOnly => None,
        Ground::NoTargetSet => Some("目標は設定されていない".to_owned()),
        Ground::MovedAsAsked | Ground::NotMovedAsAsked => {
            let moved = if working.ground == Ground::MovedAsAsked {
                "動いている"
            } else {
                "動いていない"
            };
            Some(format!("{target_words}の方向に{moved}"))
        }
        Ground::ReachedAtDeadline
        | Ground::MissedAtDeadline
        | Ground::ReachedInYear
        | Ground::MissedInYear
        | Ground::ReachedEarly
        | Ground::Kept
        | Ground::NotKept
        | Ground::AheadOfPath
        | Ground::ShortOfPath
        | Ground::NoBaseline
        | Ground::DefinitionChanged
        | Ground::NoDeadline => {
            let compared = comparison(&target.form, value?, working.required?);
            Some(format!("{target_words}{compared}{}", beside_path(&working.ground)))
        }
    }
}

/// Before the deadline: how the value stands to the planned path (計画経路).
fn beside_path(ground: &Ground) -> &'static str {
    match ground {
        Ground::AheadOfPath => "。計画経路には達している",
        Ground::ShortOfPath => "。計画経路に届いていない",
        _ => "",
    }
}

/// The value beside the target, in words that take no side: whether more is better has been said by the verdict.
fn comparison(form: &TargetForm, value: Number, required: Number) -> &'static str {
    match form {
        TargetForm::AtLeast(_) if value > required => "を上回っている",
        TargetForm::AtLeast(_) if value == required => "に達している",
        TargetForm::AtLeast(_) => "に届いていない",
        TargetForm::AtMost(_) if value <= required => "の範囲に収まっている",
        TargetForm::AtMost(_) => "を超えている",
        TargetForm::Between(low, high) if (low..=high).contains(&&value) => "の範囲に収まっている",
        TargetForm::Between(..) => "の範囲の外にある",
        TargetForm::Maintain(_) | TargetForm::Exactly(_) if value == required => "と同じである",
        TargetForm::Maintain(_) | TargetForm::Exactly(_) if value > required => "を上回っている",
        TargetForm::Maintain(_) | TargetForm::Exactly(_) => "を下回っている",
        TargetForm::Direction(Toward::Increase | Toward::Decrease) | TargetForm::Qualitative(_) | TargetForm::None => {
            ""
        }
    }
}

/// Times for which the publisher says that there is no value.
fn absences(history: &History<'_>) -> String {
    let current = history.current();
    let absent: Vec<String> = current
        .iter()
        .filter_map(|statement| match statement.observation.reading {
            Reading::Absent(reason) => Some(format!(
                "{}（{}）",
                statement.observation.period.label(YearStyle::Era),
                words::absence(reason)
            )),
            Reading::Value(_) => None,
        })
        .collect();
    if absent.is_empty() {
        String::new()
    } else {
        format!("値がないのは{}。", absent.join("、"))
    }
}

fn printed(indicator: &Indicator, value: Number) -> String {
    match &indicator.unit {
        Some(unit) => indicator.format.format_with_unit(value, unit),
        None => indicator.format.format(value),
    }
}
