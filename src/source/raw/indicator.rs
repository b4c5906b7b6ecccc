//! Indicators (指標): what is measured, how, and from where.

use super::{Dates, Ending, PlanReference, TargetSet};
use crate::calendar::FiscalYear;
use crate::quantity::{Number, Unit};
use crate::source::{At, Id, OneOrMany, Text, shape, words};

words! {
    /// Which direction is good (望ましい方向). Declared, never guessed.
    pub enum Polarity {
        /// Higher is better (高いほどよい).
        Higher = "higher",
        /// Lower is better (低いほどよい).
        Lower = "lower",
        /// Neither (どちらともいえない).
        Neither = "neither",
    }
}

words! {
    /// What kind of thing is observed (指標の種類).
    pub enum IndicatorKind {
        /// A number (数値). The default.
        Number = "number",
        /// An instrument only: a survey or a check without a figure named (調査・手段のみ).
        Instrument = "instrument",
        /// Judged in words (定性).
        Qualitative = "qualitative",
    }
}

words! {
    /// Printed sign of negative numbers (負数の記号).
    pub enum SignWord {
        /// −
        Minus = "minus",
        /// △
        WhiteTriangle = "white-triangle",
        /// ▲
        BlackTriangle = "black-triangle",
    }
}

shape! {
    /// An indicator (指標).
    pub struct Indicator {
        /// Permanent id: the address of its page.
        id: At<Id>,
        /// Printed label (項目番号), when the plan numbers indicators on their own.
        label: Option<At<Text>>,
        /// Title (指標名).
        title: At<Text>,
        /// Short title for narrow places (略称).
        short_title: Option<At<Text>>,
        /// Other names the papers use for it (別称).
        aliases: Vec<At<Text>>,
        /// Kind. Default: number.
        kind: Option<At<IndicatorKind>>,
        /// Unit (単位): "%", 人, 時間, 日, 点 …. Required for numbers.
        unit: Option<At<Unit>>,
        /// Decimals printed (小数点以下の桁数). Default: as each figure is written.
        decimals: Option<At<u32>>,
        /// Sign of negative numbers. Default: minus.
        negative: Option<At<SignWord>>,
        /// Which direction is good. Required for numbers.
        better: Option<At<Polarity>>,
        /// Definition, Markdown (定義): what counts, under which condition.
        definition: Option<At<Text>>,
        /// Numerator (分子).
        numerator: Option<At<Text>>,
        /// Denominator (分母).
        denominator: Option<At<Text>>,
        /// Source (出典).
        source: Option<At<Text>>,
        /// The plan it is taken from (もとの計画).
        source_plan: Option<SourcePlan>,
        /// Sub-populations (区分). Without it there is one series.
        segments: Vec<Segment>,
        /// Value when the target was set (目標設定時・現状（計画策定時）): one, or one per segment.
        baseline: OneOrMany<Baseline>,
        /// Targets (数値目標): a list, or the word `none` when the plan sets none.
        targets: Option<TargetSet>,
        /// Notes ※ (注), Markdown.
        notes: Vec<At<Text>>,
        /// Offices (所管課).
        offices: Vec<At<Id>>,
        /// First fiscal year in which it belongs to the plan (追加年度). Default: from the plan's start.
        since: Option<At<FiscalYear>>,
        /// When and why it ended before the plan did (終了).
        ended: Option<Ending>,
        /// Ids it had before (以前の id): their addresses lead here.
        former_ids: Vec<At<Id>>,
        /// Breaks in the series (定義変更): figures before and after cannot be compared.
        breaks: Vec<Break>,
        /// The indicators of earlier plans that it continues (前計画の指標): its history follows them.
        continues: Vec<PlanReference>,
    }
}

shape! {
    /// The plan an indicator is taken from (もとの計画).
    pub struct SourcePlan {
        /// Title (名称).
        title: At<Text>,
        /// Note (補足).
        note: Option<At<Text>>,
    }
}

shape! {
    /// A break in the series (定義変更・系列の断絶).
    pub struct Break {
        /// First period counted the new way (この時期から).
        from: At<Dates>,
        /// What changed (変更点), Markdown.
        note: At<Text>,
    }
}

shape! {
    /// A sub-population (区分).
    pub struct Segment {
        /// Id within the indicator.
        id: At<Id>,
        /// Title (区分名), for example 総合職, 管理職を除く.
        title: At<Text>,
        /// `true` when the published form prints it in brackets after the first segment (括弧書き).
        in_brackets: Option<At<bool>>,
    }
}

shape! {
    /// A baseline (目標設定時).
    pub struct Baseline {
        /// Segment; left out when the indicator has none.
        segment: Option<At<Id>>,
        /// Period (時点).
        period: At<Dates>,
        /// Value.
        value: At<Number>,
        /// Note (注), Markdown.
        note: Option<At<Text>>,
    }
}
