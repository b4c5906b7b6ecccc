//! Targets (数値目標), in every form the papers use (at least, at most, yearly, relative …).

use super::{Dates, VintageWord};
use crate::calendar::{FiscalYear, Reading};
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::quantity::{Change, Number};
use crate::source::{At, Decode, Id, Node, Text, shape, words, wrong_kind};

/// All targets of an indicator: a list, or the word `none` (目標なし).
#[derive(Debug, Clone)]
pub enum TargetSet {
    /// `targets: none`: the plan says that there is no target.
    None,
    /// A list.
    List(Vec<Target>),
}

impl Decode for TargetSet {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        if node.text() == Some("none") {
            return Some(Self::None);
        }
        Vec::decode(node, findings).map(Self::List)
    }
}

words! {
    /// Direction of a target without a number (方向のみの目標).
    pub enum Toward {
        /// 拡大・増加
        Increase = "increase",
        /// 縮小・減少
        Decrease = "decrease",
    }
}

shape! {
    /// A target (数値目標). Exactly one of `at_least`, `at_most`, `exactly`, `between`, `maintain`, `direction`, `qualitative`, `none`.
    pub struct Target {
        /// Segment; left out when the indicator has none.
        /// 区分の id です。区分のない指標には書きません。
        segment: Option<At<Id>>,
        /// Deadline (期限): R2, 令和2年度末, 2021-03 …; `every: true` in its place for a yearly target. Default: end of the plan period.
        /// 期限です（例: R7、令和7年度末、2025-04-01）。書かなければ、計画期間の終わりです。
        by: Option<At<Dates>>,
        /// `true`: holds in every fiscal year (毎年度).
        /// 毎年度の目標なら true と書きます。期限（by）の代わりです。
        every: Option<At<bool>>,
        /// At least (以上): a number; `{H21: 159, H22: 163}` for one target a fiscal year;
        /// or relative: `{of: {actual: H25}, change: -10%}`, `{of: previous_year}`.
        /// 「以上」の目標です。数値、年度ごとの値（{H21: 159, H22: 163}）、または実績との比較（{of: {actual: H25}, change: -10%}）を書きます。
        at_least: Option<Bound>,
        /// At most (以下・以内): as `at_least`.
        /// 「以下」「以内」の目標です。書き方は `at_least` と同じです。
        /// 「以下」「以内」の目標です。書き方は `at_least` と同じです。
        at_most: Option<Bound>,
        /// A planned level (計画値): as `at_least`.
        /// 計画値です。書き方は `at_least` と同じです。
        /// 計画値です。書き方は `at_least` と同じです。
        exactly: Option<Bound>,
        /// A range: `[low, high]` (範囲).
        /// 範囲の目標です。下限と上限を並べます（例: [40, 60]）。
        between: Vec<At<Number>>,
        /// Keep at least this (維持; at most, when lower is better).
        /// 維持する水準です。
        maintain: Option<At<Number>>,
        /// Direction only (拡大・縮小).
        /// 数値を定めず、増減の方向だけを示す目標です。
        direction: Option<At<Toward>>,
        /// In words (定性的な目標), judged by the publisher.
        /// 文章で示した目標です。達成したかどうかは、団体が判断します。
        qualitative: Option<At<Text>>,
        /// `true`: the plan sets no target for this segment.
        /// この区分に目標を定めていなければ true と書きます。
        none: Option<At<bool>>,
        /// The target as printed (記載): 40％以上を目指す …
        /// 目標の記載です。資料のとおりに書きます（例: 40%以上を目指す）。
        text: Option<At<Text>>,
        /// When it was set (設定日), when not with the plan.
        /// 計画と別の日に定めた目標の、定めた日です。
        set: Option<At<Dates>>,
        /// Since when and why it no longer holds (改定された目標): the old target stays visible.
        /// 目標を改めた日と理由です。改める前の目標も、ページに残ります。
        replaced: Option<Replaced>,
        /// A label that stands with it in the paper: 【全庁目標】.
        /// 資料で目標に付いている見出しです（例: 【全庁目標】）。
        label: Option<At<Text>>,
        /// Note (注), Markdown.
        /// 注です。Markdown で書けます。
        note: Option<At<Text>>,
    }
}

shape! {
    /// The end of a target that was revised (目標の改定).
    pub struct Replaced {
        /// Date of the revision (改定日).
        /// 目標を改めた日です。
        on: At<Dates>,
        /// Why (改定の理由), Markdown.
        /// 改めた理由です。Markdown で書けます。
        reason: At<Text>,
    }
}

/// The value of a bound: a number, one number per fiscal year, or relative to an actual.
#[derive(Debug, Clone)]
pub enum BoundValue {
    /// A number.
    Fixed(Number),
    /// One a fiscal year (年度ごとの目標).
    Yearly(Vec<(At<FiscalYear>, At<Number>)>),
    /// Relative to an actual.
    Relative(RelativeBound),
}

impl Decode for BoundValue {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        if node.text().is_some() {
            return Number::decode(node, findings).map(Self::Fixed);
        }
        let Some(entries) = node.entries() else {
            let remedy = "数値か、{H21: 159, H22: 163} のような年度ごとの値か、{of: {actual: H25}, change: -10%} のような実績との比較を書いてください";
            wrong_kind(node, "目標値", remedy, findings);
            return None;
        };
        if node.get("of").is_some() || node.get("change").is_some() {
            return RelativeBound::decode(node, findings).map(Self::Relative);
        }
        let years: Vec<Option<_>> = entries
            .iter()
            .map(|(year, value)| yearly(year, value, findings))
            .collect();
        years.into_iter().collect::<Option<Vec<_>>>().map(Self::Yearly)
    }
}

/// One year of a yearly series; both halves are read, so that both are reported.
fn yearly(year: &Node, value: &Node, findings: &mut Findings) -> Option<(At<FiscalYear>, At<Number>)> {
    let text = year.text().unwrap_or_default();
    let parsed = FiscalYear::parse(text, &Reading::default());
    if let Err(error) = &parsed {
        findings.push(Diagnostic::error(
            code::BAD_PERIOD,
            year.place,
            error.to_string(),
            error.remedy(),
        ));
    }
    let value = At::decode(value, findings);
    Some((
        At {
            value: parsed.ok()?,
            place: year.place,
        },
        value?,
    ))
}

/// A bound with its place.
pub type Bound = At<BoundValue>;

shape! {
    /// What a relative target refers to, as written in YAML.
    pub struct RelativeBound {
        /// `previous_year`, or `{actual: H25}`.
        /// 比べる相手です。前年度なら `previous_year`、ある年度の実績なら {actual: H25} と書きます。
        /// 比べる相手です。前年度なら `previous_year`、ある年度の実績なら `{actual: H25}` と書きます。
        of: BaseOf,
        /// Change against it: `-10%`, `-5`. Default: none.
        /// 比べた変化です（例: -10%、-5）。書かなければ、同じ値です。
        change: Option<At<Change>>,
    }
}

/// The base of a relative target.
#[derive(Debug, Clone)]
pub enum BaseOf {
    /// `previous_year`: the year before the one judged (前年度).
    PreviousYear,
    /// `{actual: H25}`: the actual of that fiscal year (H25年度実績).
    Actual(NamedYear),
}

impl Decode for BaseOf {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        if node.text() == Some("previous_year") {
            return Some(Self::PreviousYear);
        }
        if node.entries().is_none() {
            let remedy =
                "前年度と比べるなら previous_year、ある年度の実績と比べるなら {actual: H25} のように書いてください";
            wrong_kind(node, "比べる相手", remedy, findings);
            return None;
        }
        NamedYear::decode(node, findings).map(Self::Actual)
    }
}

shape! {
    /// The actual of a named fiscal year.
    pub struct NamedYear {
        /// Fiscal year (年度).
        /// 実績を比べる年度です。
        actual: At<FiscalYear>,
        /// Vintage to take (見込み・確定 …). Default: the latest known.
        /// 見込みの値か、確定した値かです。書かなければ、最も新しい値です。
        vintage: Option<At<VintageWord>>,
    }
}
