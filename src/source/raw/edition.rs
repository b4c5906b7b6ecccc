//! `<year>.yaml`: what happened in one fiscal year, as published (フォローアップ).

use super::Dates;
use crate::diagnostic::Findings;
use crate::quantity::{Number, Unit};
use crate::source::{At, Decode, Id, Map, Node, OneOrMany, Text, shape, words};

shape! {
    /// An edition (年度版): the follow-up of one fiscal year. The file name says the year.
    pub struct Edition {
        /// Title as printed (題名).
        title: At<Text>,
        /// Date of publication (公表日).
        published: Option<At<Dates>>,
        /// Data as of (時点).
        as_of: Option<At<Dates>>,
        /// Office in charge (担当課), as printed.
        office: Option<At<Text>>,
        /// The paper it was taken from (もとの資料), Markdown.
        source: Option<At<Text>>,
        /// General notes (注), Markdown.
        notes: Vec<At<Text>>,
        /// Answers by id of the measure (取組ごとの回答).
        measures: Map<Answer>,
        /// Observations by id of the indicator (指標ごとの実績).
        indicators: Map<IndicatorAnswers>,
        /// Corrections of earlier publications (訂正).
        corrections: Vec<Correction>,
        /// Editor's remark, never published (内部メモ).
        internal: Option<At<Text>>,
    }
}

words! {
    /// Stage of an edition (報告の段階): part of the file name, `2020-midterm.yaml`; the final report has none.
    pub enum Stage {
        /// 期首
        TermStart = "term-start",
        /// 中間
        Midterm = "midterm",
        /// 期末・確定
        Final = "final",
    }
}

shape! {
    /// The answer for one measure in one year.
    pub struct Answer {
        /// `true` while the answer is awaited (回答待ち): counted as unanswered, never published.
        pending: Option<At<bool>>,
        /// Status: one of the plan's words (実施状況).
        status: Option<At<Text>>,
        /// Reason (理由), Markdown.
        reason: Option<At<Text>>,
        /// Direction: one of the plan's words (今後の方向性).
        direction: Option<At<Text>>,
        /// Rating: one of the plan's words (評価).
        rating: Option<At<Text>>,
        /// What was done (取組内容): a list of entries, or — for deliberately nothing. Left out = the cell is blank.
        entries: Option<Cell<Entry>>,
        /// What came of it (成果): a list, or —. Left out = blank, or covered by the measure above.
        results: Option<Cell<ResultItem>>,
        /// What comes next in words (今後の方向性の説明), Markdown.
        outlook: Option<At<Text>>,
        /// Footnotes ※ (注), Markdown.
        notes: Vec<At<Text>>,
        /// Editor's remark, never published (内部メモ).
        internal: Option<At<Text>>,
    }
}

/// A cell of the published form.
#[derive(Debug, Clone)]
pub enum Cell<T> {
    /// A mark such as — that says: deliberately nothing.
    Nothing(At<Text>),
    /// Items.
    Items(Vec<T>),
}

impl<T: Decode> Decode for Cell<T> {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        // A cell with words is a list; a short mark alone says that there is deliberately nothing.
        match node.text() {
            Some(text) if text.chars().count() <= LONGEST_MARK => At::decode(node, findings).map(Self::Nothing),
            _ => Vec::decode(node, findings).map(Self::Items),
        }
    }
}

/// Marks are short: —, ―, －, ※, 該当なし.
const LONGEST_MARK: usize = 6;

shape! {
    /// One entry of what was done (取組内容の一項目).
    pub struct Entry {
        /// Id within the measure, for others to repeat it.
        id: Option<At<Id>>,
        /// Tag words of the plan (【新規】…): one, or several in order.
        tag: OneOrMany<At<Text>>,
        /// The year the entry is about, when it names its own (年度).
        year: Option<At<Dates>>,
        /// Text, Markdown: our own words, the paper's facts.
        text: At<Text>,
        /// The entry that this one repeats, marked (再掲).
        repeats: Option<Reprise>,
        /// Figures quoted in the text, so that they can be checked.
        figures: Vec<QuotedFigure>,
        /// Footnotes ※ (注), Markdown.
        notes: Vec<At<Text>>,
    }
}

shape! {
    /// The entry that is repeated (再掲元).
    pub struct Reprise {
        /// Id of the measure.
        measure: At<Id>,
        /// Id of the entry there.
        entry: At<Id>,
    }
}

shape! {
    /// A figure quoted in a text (文中の数値).
    pub struct QuotedFigure {
        /// What it is (項目).
        title: At<Text>,
        /// The published value.
        value: At<Number>,
        /// Unit.
        unit: At<Unit>,
        /// Numerator (分子), when the text gives it.
        numerator: Option<At<Number>>,
        /// Denominator (分母), when the text gives it.
        denominator: Option<At<Number>>,
        /// As of (時点).
        as_of: Option<At<Dates>>,
        /// 約 or 延べ, as printed before the figure.
        qualifier: Option<At<Text>>,
    }
}

shape! {
    /// One result (成果の一項目).
    pub struct ResultItem {
        /// Tag words of the plan.
        tag: OneOrMany<At<Text>>,
        /// Text, Markdown.
        text: Option<At<Text>>,
        /// "Same as": ids of measures or indicators of this plan whose result or value it is (同じ).
        same_as: Vec<At<Id>>,
        /// Figures quoted in the text.
        figures: Vec<QuotedFigure>,
        /// Footnotes ※ (注), Markdown.
        notes: Vec<At<Text>>,
    }
}

/// The observations of one indicator in one edition: one, or a list.
pub type IndicatorAnswers = OneOrMany<Observation>;

words! {
    /// Vintage of a figure (数値の確からしさ).
    pub enum VintageWord {
        /// 見込み
        Forecast = "forecast",
        /// 速報・暫定
        Provisional = "provisional",
        /// 確定
        Final = "final",
        /// 訂正
        Revised = "revised",
    }
}

words! {
    /// Why there is no value (値がない理由).
    pub enum AbsenceWord {
        /// 該当なし
        NotApplicable = "not-applicable",
        /// 該当する事実がない（採用者なし など）
        NoEvent = "no-event",
        /// 時期が来ていない
        NotYetDue = "not-yet-due",
        /// 集計中・後日公表
        NotYetCollected = "not-yet-collected",
        /// 秘匿
        Withheld = "withheld",
        /// その年度は記録がない
        NotRecorded = "not-recorded",
        /// 指標の終了
        IndicatorEnded = "indicator-ended",
        /// 別の場所に掲載
        RecordedElsewhere = "recorded-elsewhere",
    }
}

shape! {
    /// One stated value (実績値) of an indicator, or why there is none.
    pub struct Observation {
        /// Period (時期): its own, not the edition's.
        period: At<Dates>,
        /// Segment; left out when the indicator has none.
        segment: Option<At<Id>>,
        /// The value.
        value: Option<At<Number>>,
        /// `true` while the value is awaited (回答待ち): counted as unanswered, never published.
        pending: Option<At<bool>>,
        /// Why there is no value; exactly one of `value`, `absent` and `pending`.
        absent: Option<At<AbsenceWord>>,
        /// Vintage. Default: final.
        vintage: Option<At<VintageWord>>,
        /// When it was known (時点).
        as_of: Option<At<Dates>>,
        /// Numerator (分子).
        numerator: Option<At<Number>>,
        /// Denominator (分母).
        denominator: Option<At<Number>>,
        /// Figures the paper computed from it, as published (公表された比較値).
        published: Option<Published>,
        /// The publisher's own rating: one of the plan's words.
        rating: Option<At<Text>>,
        /// The publisher's comment (説明), Markdown.
        comment: Option<At<Text>>,
        /// Footnote ※ (注), Markdown.
        note: Option<At<Text>>,
        /// Editor's remark, never published.
        internal: Option<At<Text>>,
    }
}

shape! {
    /// Comparison figures as published (公表された比較値), percent.
    pub struct Published {
        /// 対目標比較(%): value ÷ target.
        ratio_to_target: Option<At<Number>>,
        /// 対前年度比較(%): value ÷ value of the year before.
        ratio_to_previous_year: Option<At<Number>>,
    }
}

shape! {
    /// A correction of something already published (訂正).
    pub struct Correction {
        /// Date (訂正日).
        date: At<Dates>,
        /// What was corrected and why, Markdown.
        text: At<Text>,
        /// Measures concerned.
        measures: Vec<At<Id>>,
        /// Indicators concerned.
        indicators: Vec<At<Id>>,
        /// Values corrected (訂正した数値).
        values: Vec<CorrectedValue>,
    }
}

shape! {
    /// A value that was corrected (訂正した数値): what was published, and what holds.
    pub struct CorrectedValue {
        /// Indicator.
        indicator: At<Id>,
        /// Segment; left out when the indicator has none.
        segment: Option<At<Id>>,
        /// Period of the value (時期).
        period: At<Dates>,
        /// As published before (訂正前).
        old: At<Number>,
        /// As it holds now (訂正後).
        new: At<Number>,
    }
}
