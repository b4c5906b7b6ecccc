//! `<year>.yaml`: what happened in one fiscal year, as published (フォローアップ).

use super::{Audience, Dates, Day};
use crate::diagnostic::Findings;
use crate::quantity::{Number, Unit};
use crate::source::{At, Decode, Id, Map, Node, OneOrMany, Text, shape, words};

shape! {
    /// An edition (年度版): the follow-up of one fiscal year. The file name says the year.
    pub struct Edition {
        /// Title as printed (題名).
        /// 年度版の題名です。公表する資料のとおりに書きます。
        title: At<Text>,
        /// Date of publication (公表日).
        /// 公表した日です（例: 2021-06-30）。
        published: Option<At<Dates>>,
        /// Data as of (時点).
        /// 実績の時点です（例: 2021-03-31）。
        as_of: Option<At<Dates>>,
        /// Office in charge (担当課), as printed.
        /// 担当する課です。資料の表記のとおりに書きます。
        office: Option<At<Text>>,
        /// The paper it was taken from (もとの資料), Markdown.
        /// もとにした資料です。Markdown で書けます。
        source: Option<At<Text>>,
        /// General notes (注), Markdown.
        /// 全体の注の一覧です。Markdown で書けます。
        notes: Vec<At<Text>>,
        /// Answers by id of the measure (取組ごとの回答).
        /// 取組ごとの回答です。取組の id の下に書きます。
        measures: Map<Answer>,
        /// Observations by id of the indicator (指標ごとの実績).
        /// 指標ごとの実績です。指標の id の下に書きます。
        indicators: Map<IndicatorAnswers>,
        /// Corrections of earlier publications (訂正).
        /// 公表した後の訂正の一覧です。
        corrections: Vec<Correction>,
        /// `true` while it is being prepared (作成中): in the internal edition alone.
        /// 作成中なら true と書きます。その間、公開するサイトには出ません。
        draft: Option<At<bool>>,
        /// First day on which the public may see it (公開解禁日): a date.
        /// 公開できる最初の日です（例: 2021-06-30）。それより前の日には、公開するサイトに出ません。
        embargo: Option<At<Day>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
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
        /// 回答を待っている間、true と書きます。回答を書いたら、この行を消します。
        pending: Option<At<bool>>,
        /// Status: one of the plan's words (実施状況).
        /// 実施状況です。計画の statuses の言葉から選びます。
        status: Option<At<Text>>,
        /// Reason (理由), Markdown.
        /// その実施状況とした理由です。Markdown で書けます。
        reason: Option<At<Text>>,
        /// Direction: one of the plan's words (今後の方向性).
        /// 今後の方向性です。計画の directions の言葉から選びます。
        direction: Option<At<Text>>,
        /// Rating: one of the plan's words (評価).
        /// 団体が自ら付ける評価です。計画の ratings の言葉から選びます。
        rating: Option<At<Text>>,
        /// What was done (取組内容): a list of entries, or — for deliberately nothing. Left out = the cell is blank.
        /// 行ったことの一覧です。書くことがなければ "—" などの記号を書きます。書かなければ、空欄です。
        entries: Option<Cell<Entry>>,
        /// What came of it (成果): a list, or —. Left out = blank, or covered by the measure above.
        /// 成果の一覧です。書くことがなければ "—" などの記号を書きます。書かなければ、空欄か上の取組と同じ欄です。
        results: Option<Cell<ResultItem>>,
        /// What comes next in words (今後の方向性の説明), Markdown.
        /// 今後の方向性の説明です。Markdown で書けます。
        outlook: Option<At<Text>>,
        /// Footnotes ※ (注), Markdown.
        /// ※で始まる注の一覧です。Markdown で書けます。
        notes: Vec<At<Text>>,
        /// `internal` for the internal edition alone (内部限り). Default: `public`.
        /// 公開（public）か、内部限り（internal）かです。書かなければ、公開します。
        audience: Option<At<Audience>>,
        /// First day on which the public may see it (公開解禁日): a date.
        /// 公開できる最初の日です（例: 2021-06-30）。それより前の日には、公開するサイトに出ません。
        embargo: Option<At<Day>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
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
            Some(text) if text.chars().count() <= Self::LONGEST_MARK => At::decode(node, findings).map(Self::Nothing),
            _ => Vec::decode(node, findings).map(Self::Items),
        }
    }
}

impl<T> Cell<T> {
    /// Marks are short: —, ―, －, ※, 該当なし.
    pub const LONGEST_MARK: usize = 6;
}

shape! {
    /// One entry of what was done (取組内容の一項目).
    pub struct Entry {
        /// Id within the measure, for others to repeat it.
        /// 取組の中での識別子です。ほかの取組が再掲するときに使います。
        id: Option<At<Id>>,
        /// Tag words of the plan (【新規】…): one, or several in order.
        /// 計画の tags の言葉です（例: 新規）。2つ以上なら並べます。
        tag: OneOrMany<At<Text>>,
        /// The year the entry is about, when it names its own (年度).
        /// ほかの年度のことを書くときの年度です。
        year: Option<At<Dates>>,
        /// Text, Markdown: our own words, the paper's facts.
        /// 取組内容の文章です。Markdown で書けます。
        text: At<Text>,
        /// The entry that this one repeats, marked (再掲).
        /// 再掲のとき、もとの取組と項目です。
        repeats: Option<Reprise>,
        /// Figures quoted in the text, so that they can be checked.
        /// 文章の中の数値です。割合が分子・分母と合うかを点検します。
        figures: Vec<QuotedFigure>,
        /// Footnotes ※ (注), Markdown.
        /// ※で始まる注の一覧です。Markdown で書けます。
        notes: Vec<At<Text>>,
        /// `internal` for the internal edition alone (内部限り). Default: `public`.
        /// 公開（public）か、内部限り（internal）かです。書かなければ、公開します。
        audience: Option<At<Audience>>,
        /// First day on which the public may see it (公開解禁日): a date.
        /// 公開できる最初の日です（例: 2021-06-30）。それより前の日には、公開するサイトに出ません。
        embargo: Option<At<Day>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
        internal: Option<At<Text>>,
    }
}

shape! {
    /// The entry that is repeated (再掲元).
    pub struct Reprise {
        /// Id of the measure.
        /// 再掲元の取組の id です。
        measure: At<Id>,
        /// Id of the entry there.
        /// 再掲元の項目の id です。
        entry: At<Id>,
    }
}

shape! {
    /// A figure quoted in a text (文中の数値).
    pub struct QuotedFigure {
        /// What it is (項目).
        /// 何の数値かです。
        title: At<Text>,
        /// The published value.
        /// 文章に書かれた値です。半角の数字だけで書きます。
        value: At<Number>,
        /// Unit.
        /// 単位です（例: "%"、人）。
        unit: At<Unit>,
        /// Numerator (分子), when the text gives it.
        /// 文章に分子が書かれているときの、分子です。
        numerator: Option<At<Number>>,
        /// Denominator (分母), when the text gives it.
        /// 文章に分母が書かれているときの、分母です。
        denominator: Option<At<Number>>,
        /// As of (時点).
        /// 値の時点です。
        as_of: Option<At<Dates>>,
        /// 約 or 延べ, as printed before the figure.
        /// 値の前の「約」「延べ」などです。
        qualifier: Option<At<Text>>,
    }
}

shape! {
    /// One result (成果の一項目).
    pub struct ResultItem {
        /// Tag words of the plan.
        /// 計画の tags の言葉です。
        tag: OneOrMany<At<Text>>,
        /// Text, Markdown.
        /// 成果の文章です。Markdown で書けます。
        text: Option<At<Text>>,
        /// "Same as": ids of measures or indicators of this plan whose result or value it is (同じ).
        /// 成果が同じである、ほかの取組か指標の id です。
        same_as: Vec<At<Id>>,
        /// Figures quoted in the text.
        /// 文章の中の数値です。
        figures: Vec<QuotedFigure>,
        /// Footnotes ※ (注), Markdown.
        /// ※で始まる注の一覧です。Markdown で書けます。
        notes: Vec<At<Text>>,
        /// `internal` for the internal edition alone (内部限り). Default: `public`.
        /// 公開（public）か、内部限り（internal）かです。書かなければ、公開します。
        audience: Option<At<Audience>>,
        /// First day on which the public may see it (公開解禁日): a date.
        /// 公開できる最初の日です（例: 2021-06-30）。それより前の日には、公開するサイトに出ません。
        embargo: Option<At<Day>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
        internal: Option<At<Text>>,
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
        /// 値の時期です（例: R3、令和3年度上半期、2021-04-01）。年度版の年度と違っていても、値の時期を書きます。
        period: At<Dates>,
        /// Segment; left out when the indicator has none.
        /// 区分の id です。区分のない指標には書きません。
        segment: Option<At<Id>>,
        /// The value.
        /// 実績の値です。半角の数字だけで書きます。
        value: Option<At<Number>>,
        /// `true` while the value is awaited (回答待ち): counted as unanswered, never published.
        /// 値を待っている間、true と書きます。値を書いたら、消します。
        pending: Option<At<bool>>,
        /// Why there is no value; exactly one of `value`, `absent` and `pending`.
        /// 値がない理由です。value、absent、pending のどれか1つだけを書きます。
        absent: Option<At<AbsenceWord>>,
        /// Vintage. Default: final.
        /// 見込み・速報・確定・訂正の別です。書かなければ、確定です。
        vintage: Option<At<VintageWord>>,
        /// When it was known (時点).
        /// 見込みなどの時点です。
        as_of: Option<At<Dates>>,
        /// Numerator (分子).
        /// 分子の値です。
        numerator: Option<At<Number>>,
        /// Denominator (分母).
        /// 分母の値です。
        denominator: Option<At<Number>>,
        /// Figures the paper computed from it, as published (公表された比較値).
        /// 資料が公表した比較値（対目標比較など）です。
        published: Option<Published>,
        /// The publisher's own rating: one of the plan's words.
        /// 団体が自ら付ける評価です。計画の ratings の言葉から選びます。
        rating: Option<At<Text>>,
        /// The publisher's comment (説明), Markdown.
        /// 団体の説明です。Markdown で書けます。
        comment: Option<At<Text>>,
        /// Footnote ※ (注), Markdown.
        /// ※で始まる注です。Markdown で書けます。
        note: Option<At<Text>>,
        /// `internal` for the internal edition alone (内部限り). Default: `public`.
        /// 公開（public）か、内部限り（internal）かです。書かなければ、公開します。
        audience: Option<At<Audience>>,
        /// First day on which the public may see it (公開解禁日): a date.
        /// 公開できる最初の日です（例: 2021-06-30）。それより前の日には、公開するサイトに出ません。
        embargo: Option<At<Day>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
        internal: Option<At<Text>>,
    }
}

shape! {
    /// Comparison figures as published (公表された比較値), percent.
    pub struct Published {
        /// 対目標比較(%): value ÷ target.
        /// 対目標比較（%）です。公表したとおりに書きます。
        ratio_to_target: Option<At<Number>>,
        /// 対前年度比較(%): value ÷ value of the year before.
        /// 対前年度比較（%）です。公表したとおりに書きます。
        ratio_to_previous_year: Option<At<Number>>,
    }
}

shape! {
    /// A correction of something already published (訂正).
    pub struct Correction {
        /// Date (訂正日).
        /// 訂正した日です。
        date: At<Dates>,
        /// What was corrected and why, Markdown.
        /// 何を、なぜ訂正したかです。Markdown で書けます。
        text: At<Text>,
        /// Measures concerned.
        /// 訂正に関わる取組の id です。
        measures: Vec<At<Id>>,
        /// Indicators concerned.
        /// 訂正に関わる指標の id です。
        indicators: Vec<At<Id>>,
        /// Values corrected (訂正した数値).
        /// 訂正した数値の一覧です。
        values: Vec<CorrectedValue>,
        /// `internal` for the internal edition alone (内部限り). Default: `public`.
        /// 公開（public）か、内部限り（internal）かです。書かなければ、公開します。
        audience: Option<At<Audience>>,
        /// First day on which the public may see it (公開解禁日): a date.
        /// 公開できる最初の日です（例: 2021-06-30）。それより前の日には、公開するサイトに出ません。
        embargo: Option<At<Day>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
        internal: Option<At<Text>>,
    }
}

shape! {
    /// A value that was corrected (訂正した数値): what was published, and what holds.
    pub struct CorrectedValue {
        /// Indicator.
        /// 指標の id です。
        indicator: At<Id>,
        /// Segment; left out when the indicator has none.
        /// 区分の id です。区分のない指標には書きません。
        segment: Option<At<Id>>,
        /// Period of the value (時期).
        /// 値の時期です。
        period: At<Dates>,
        /// As published before (訂正前).
        /// 訂正する前に公表した値です。
        old: At<Number>,
        /// As it holds now (訂正後).
        /// 訂正した後の値です。
        new: At<Number>,
    }
}
