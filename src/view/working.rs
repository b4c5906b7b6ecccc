//! How a verdict was reached, with every figure (判定の根拠): rows a reader can follow with a pencil.
//!
//! `evaluate` hands over the figures; here they become `7.8 + (13 − 7.8) × 60か月 ÷ 68か月 = 12.4%` and
//! 計画上の値を3.3ポイント下回る（高いほどよい）. Nothing is computed here but the print of what was computed.

use serde::Serialize;

use super::badge::Badge;
use super::figures::{FigurePrint, percentage};
use super::target_words::{self, share};
use super::vintages::revised_base;
use super::wording;
use crate::calendar::{Period, YearStyle};
use crate::evaluate::{
    Assessment, BaseUsed, BaselineUsed, ComparedWith, PathPoint, PathStep, Statement, Verdict, Working,
};
use crate::model::{Indicator, Plan, Polarity, Target, Vintage};
use crate::quantity::{Change, Number, NumberFormat};
use crate::render::markdown;

/// The working of one verdict.
#[derive(Debug, Clone, Serialize)]
pub struct WorkingView {
    /// Verdict.
    pub verdict: Badge,
    /// What makes it less than sure, in a few words.
    pub unsure: Option<String>,
    /// Why, in one sentence.
    pub reason: &'static str,
    /// The figures, in the order of the reasoning.
    pub rows: Vec<WorkingRow>,
    /// What to keep in mind: that the verdict may still change, that the definition did.
    pub cautions: Vec<String>,
}

/// One figure of the working.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkingRow {
    /// What it is.
    pub term: &'static str,
    /// How it comes about, when it is computed.
    pub formula: Option<String>,
    /// The figure.
    pub result: String,
    /// More about it.
    pub note: Option<String>,
}

impl WorkingView {
    /// The working of an assessment.
    pub fn new(plan: &Plan, indicator: &Indicator, assessment: &Assessment<'_>) -> Self {
        let print = FigurePrint::new(indicator);
        let working = &assessment.working;
        if assessment.verdict == Verdict::NoTarget {
            // Nothing is compared, so there is no working and nothing that could change.
            return Self {
                verdict: wording::verdict(assessment.verdict),
                unsure: None,
                reason: wording::ground(&working.ground),
                rows: Vec::new(),
                cautions: Vec::new(),
            };
        }
        let rows = [
            working.judged.as_ref().map(|statement| judged(plan, statement, &print)),
            working.baseline.map(|baseline| baseline_row(&baseline, &print)),
            required(assessment.target, working, &print),
            working.path.as_ref().map(|path| path_row(path, &print)),
            distance(working, indicator.polarity, &print),
            ratio(working, &print),
            progress(working, &print),
        ];
        Self {
            verdict: wording::verdict(assessment.verdict),
            unsure: unsure(assessment.verdict, working),
            reason: wording::ground(&working.ground),
            rows: rows.into_iter().flatten().collect(),
            cautions: cautions(working),
        }
    }
}

fn row(term: &'static str, formula: Option<String>, result: String) -> WorkingRow {
    WorkingRow {
        term,
        formula,
        result,
        note: None,
    }
}

/// The baseline, with the plan's own number where another is used in its place.
fn baseline_row(baseline: &BaselineUsed<'_>, print: &FigurePrint<'_>) -> WorkingRow {
    let instead = baseline.instead.map(|statement| {
        let stated = print.value(baseline.stated.value);
        let edition = wording::edition(statement.edition);
        match statement.observation.vintage {
            Vintage::Revised => format!("計画に書かれた値は{stated}。{edition}版で訂正されたため、訂正後の値で計算"),
            Vintage::Forecast | Vintage::Provisional | Vintage::Final => {
                format!("計画に書かれた値は{stated}。目標値と基準をそろえ、{edition}版の値で計算")
            }
        }
    });
    let own = baseline.stated.note.as_ref().map(markdown::plain);
    let note: Vec<String> = own.into_iter().map(|note| format!("※ {note}")).chain(instead).collect();
    WorkingRow {
        note: (!note.is_empty()).then(|| note.join(" ")),
        ..row("目標設定時の値", None, print.baseline_used(baseline).sentence())
    }
}

fn judged(plan: &Plan, statement: &Statement<'_>, print: &FigurePrint<'_>) -> WorkingRow {
    let other_plan = if statement.plan.id == plan.id {
        String::new()
    } else {
        format!("「{}」の", statement.plan.short_title)
    };
    let edition = wording::edition(statement.edition);
    let vintage = match statement.observation.vintage {
        Vintage::Final => String::new(),
        other => format!("、{}の値", wording::vintage(other).word),
    };
    WorkingRow {
        note: Some(format!("{other_plan}{edition}版に掲載{vintage}")),
        ..row(
            "判定に使った実績値",
            None,
            print.observation(statement.observation).sentence(),
        )
    }
}

/// The target's value; a relative one with the actual it was computed from.
fn required(target: Option<&Target>, working: &Working<'_>, print: &FigurePrint<'_>) -> Option<WorkingRow> {
    let value = working.required?;
    let deadline = target
        .map(|target| target_words::deadline(&target.deadline))
        .unwrap_or_default();
    let form = target.map(|target| target_words::form(&target.form, print));
    Some(match &working.base {
        Some(base) => WorkingRow {
            note: {
                let provisional = base.provisional.then(|| "暫定（基準の値が確定していない）".to_owned());
                let revised = base
                    .before
                    .and_then(|before| revised_base(&before, &base.statement, print));
                Some(
                    [Some(deadline), provisional, revised]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join("。"),
                )
            },
            ..row("目標値", base_formula(base, print), print.computed(value))
        },
        None => WorkingRow {
            note: Some(deadline),
            ..row("目標値", None, form.unwrap_or_else(|| print.value(value)))
        },
    })
}

/// `200時間（平成25年度、見込み、平成25年12月末時点）× 90%`.
fn base_formula(base: &BaseUsed<'_>, print: &FigurePrint<'_>) -> Option<String> {
    let figure = print.observation(base.statement.observation).sentence();
    Some(match base.change {
        None => figure,
        Some(Change::Relative(percent)) => format!("{figure}× {}%", share(percent)?),
        Some(Change::Absolute(amount)) if amount.is_negative() => {
            format!("{figure}− {}", print.plain(amount.absolute()))
        }
        Some(Change::Absolute(amount)) => format!("{figure}＋ {}", print.plain(amount)),
    })
}

/// `7.8 + (13 − 7.8) × 60か月 ÷ 68か月`.
pub fn path_formula(path: &PathPoint, print: &FigurePrint<'_>) -> String {
    let step = match path.step {
        PathStep::Years => "年",
        PathStep::Months => "か月",
    };
    let (from, to) = (path.path.from.value, path.path.to.value);
    let (from, to) = (operand(from, print), operand(to, print));
    let time = |number: Number| NumberFormat::default().format(number);
    format!(
        "{from} + ({to} − {from}) × {}{step} ÷ {}{step}",
        time(path.elapsed),
        time(path.total)
    )
}

fn path_row(path: &PathPoint, print: &FigurePrint<'_>) -> WorkingRow {
    let formula = path_formula(path, print);
    WorkingRow {
        note: Some(format!(
            "{}から{}までを直線で結んだ、{}の値{}",
            label(path.path.from.period),
            label(path.path.to.period),
            label(path.at),
            places_in_months(path)
        )),
        ..row("計画上の値", Some(formula), print.computed(path.value))
    }
}

/// Where the periods stand, when time is counted in months and one of them lasts longer than a month.
fn places_in_months(path: &PathPoint) -> String {
    let (from, to) = (path.path.from, path.path.to);
    let periods = [
        (from.period, from.moment),
        (path.at, path.moment),
        (to.period, to.moment),
    ];
    if path.step == PathStep::Years || !periods.iter().any(|(period, _)| period.lasts()) {
        return String::new();
    }
    let places = periods.map(|(period, moment)| format!("{}は{}", label(period), moment.label(YearStyle::Era)));
    format!(
        "。年度や半期の値は、その期間の真ん中の時点に置いて月数を数えます（{}）",
        places.join("、")
    )
}

/// 計画上の値を3.3ポイント下回る（高いほどよい）.
fn distance(working: &Working<'_>, polarity: Polarity, print: &FigurePrint<'_>) -> Option<WorkingRow> {
    let words = distance_words(working, print)?;
    Some(row("差", None, format!("{words}（{}）", wording::polarity(polarity))))
}

/// 計画上の値を3.3ポイント下回る.
pub fn distance_words(working: &Working<'_>, print: &FigurePrint<'_>) -> Option<String> {
    let distance = working.distance?;
    let with = match working.compared_with {
        Some(ComparedWith::Target) => "目標値",
        Some(ComparedWith::Path) => "計画上の値",
        None => "目標設定時の値",
    };
    Some(match (distance.is_zero(), distance.is_negative()) {
        (true, _) => format!("{with}と同じ"),
        (false, true) => format!("{with}を{}下回る", print.distance(distance)),
        (false, false) => format!("{with}を{}上回る", print.distance(distance)),
    })
}

/// 対目標比較: a plain ratio, which does not say whether it is good.
fn ratio(working: &Working<'_>, print: &FigurePrint<'_>) -> Option<WorkingRow> {
    let ratio = working.ratio_to_target?;
    let value = working.judged.as_ref()?.observation.value()?;
    let formula = format!(
        "{} ÷ {} × 100",
        operand(value, print),
        computed_operand(working.required?, print)
    );
    Some(WorkingRow {
        note: Some("値の比。良しあしは望ましい方向による".to_owned()),
        ..row("対目標比較", Some(formula), percentage(ratio) + "%")
    })
}

fn progress(working: &Working<'_>, print: &FigurePrint<'_>) -> Option<WorkingRow> {
    let progress = working.progress?;
    let value = working.judged.as_ref()?.observation.value()?;
    let from = operand(working.baseline?.value, print);
    let to = computed_operand(working.required?, print);
    let formula = format!("({} − {from}) ÷ ({to} − {from}) × 100", operand(value, print));
    Some(WorkingRow {
        note: Some("目標設定時から目標までの道のりのうち、進んだ割合".to_owned()),
        ..row("進捗率", Some(formula), percentage(progress) + "%")
    })
}

/// What makes a verdict less than sure, in the few words that have room beside it in a table: that its figure may still change, or that the
/// definition did.
pub fn unsure(verdict: Verdict, working: &Working<'_>) -> Option<String> {
    let changed = working.changed_since_target.or(working.changed_on_the_way);
    let words: Vec<&str> = not_final(verdict, working)
        .into_iter()
        .chain(changed.map(|_| "定義変更あり"))
        .collect();
    (!words.is_empty()).then(|| words.join("、"))
}

/// The word for a verdict whose figure may still change.
pub fn not_final(verdict: Verdict, working: &Working<'_>) -> Option<&'static str> {
    match verdict {
        Verdict::Met | Verdict::NotMet | Verdict::OnPath | Verdict::BehindPath => {}
        Verdict::NotYetMeasurable | Verdict::NoNumber | Verdict::NoTarget => return None,
    }
    match working.judged?.observation.vintage {
        Vintage::Forecast => Some("見込み"),
        Vintage::Provisional => Some("速報"),
        Vintage::Final | Vintage::Revised => None,
    }
}

/// Everything to keep in mind about a verdict.
pub fn cautions(working: &Working<'_>) -> Vec<String> {
    [changed_definition(working), may_change(working)]
        .into_iter()
        .flatten()
        .collect()
}

/// Figures of another definition are not compared without saying so.
fn changed_definition(working: &Working<'_>) -> Option<String> {
    let changed = working.changed_since_target.or(working.changed_on_the_way)?;
    let mut text = format!("{}から、値の定義が変わっています（定義変更）。", label(changed.from));
    if working.changed_since_target.is_some() && working.compared_with.is_some() {
        text.push_str("変わる前に定めた目標値を、変わった後の値と比べた判定です。");
    }
    if working.changed_on_the_way.is_some() {
        text.push_str("変わる前の値とは比べられないため、計画上の値や進捗率は求めていません。");
    }
    Some(text)
}

/// A verdict that rests on a figure which is not final may change.
fn may_change(working: &Working<'_>) -> Option<String> {
    let base = working.base.as_ref().is_some_and(|base| base.provisional);
    let judged = working.judged.as_ref().map(|statement| statement.observation.vintage);
    match (judged, base) {
        (Some(Vintage::Forecast), _) => {
            Some("見込みの値による判定です。確定値が出ると変わることがあります。".to_owned())
        }
        (Some(Vintage::Provisional), _) => {
            Some("確定していない値による判定です。確定値が出ると変わることがあります。".to_owned())
        }
        (_, true) => {
            Some("目標値は、確定していない実績から計算した暫定の値です。確定値が出ると変わります。".to_owned())
        }
        (Some(Vintage::Final | Vintage::Revised) | None, false) => None,
    }
}

fn operand(number: Number, print: &FigurePrint<'_>) -> String {
    in_parentheses(number, print.plain(number))
}

fn computed_operand(number: Number, print: &FigurePrint<'_>) -> String {
    in_parentheses(number, print.computed_plain(number))
}

fn in_parentheses(number: Number, printed: String) -> String {
    if number.is_negative() {
        format!("({printed})")
    } else {
        printed
    }
}

fn label(period: Period) -> String {
    period.label(YearStyle::Era)
}
