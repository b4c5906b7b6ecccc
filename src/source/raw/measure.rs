//! The tree of headings, measures and indicator rows (取組の体系).

use super::{Audience, Day, PlanReference};
use crate::calendar::FiscalYear;
use crate::source::{At, Id, OneOrMany, Text, shape, words};

words! {
    /// What a node of the tree is (項目の種類).
    pub enum NodeKind {
        /// A heading only: has no status of its own (見出し).
        Heading = "heading",
        /// A group holding others, mostly without a title of its own (区分 a・b).
        Group = "group",
        /// A measure: expects an answer in every edition (取組). The default.
        Measure = "measure",
        /// One way of doing the measure above it (実施形態), with its own answer.
        Mode = "mode",
        /// An empty slot of the form (その他の空欄): no answer expected.
        Slot = "slot",
    }
}

shape! {
    /// A node of the tree (大項目・中項目・小項目…): heading, group, measure, mode, empty slot or indicator row.
    pub struct Measure {
        /// Permanent id: the address of its page. Not for indicator rows.
        /// 取組の識別子です。ページのアドレスになるので、公表した後は変えません。指標の行には書きません。
        id: Option<At<Id>>,
        /// Places an indicator here as a row of the numbered list (指標の行): id of the indicator.
        /// 指標を、番号の付いた行としてここに置きます。指標の id を書きます。
        indicator: Option<At<Id>>,
        /// Printed label (項目番号): 1, (1), a, ア, ①.
        /// 資料で付いている番号です（例: "1"、(1)、ア、①）。
        label: Option<At<Text>>,
        /// Title (項目名). Only groups, slots and indicator rows may go without.
        /// 取組や見出しの名称です。省けるのは、区分・空欄・指標の行だけです。
        title: Option<At<Text>>,
        /// Other names and abbreviations by which people look for it (別名・略称).
        /// 人がさがすときに使う別名や略称の一覧です。検索で見つかるようになります。
        aliases: Vec<At<Text>>,
        /// Default: `measure`.
        /// 項目の種類です。書かなければ取組（measure）です。
        kind: Option<At<NodeKind>>,
        /// Offices and roles that carry it (主管・主体), ids from `offices`.
        /// 担当する課です。offices の id を並べます。
        offices: Vec<At<Id>>,
        /// Offices that take part beside them (関係課), ids from `offices`.
        /// 担当課とともに取り組む課です。offices の id を並べます。
        joint_offices: Vec<At<Id>>,
        /// First fiscal year in which it belongs to the plan (追加年度). Default: from the plan's start.
        /// 計画に加わった最初の年度です。書かなければ、計画の始めからです。
        since: Option<At<FiscalYear>>,
        /// When and why it ended before the plan did (終了).
        /// 計画より先に終わったときの、最後の年度と理由です。
        ended: Option<Ending>,
        /// Labels, titles and headings it had before (以前の項目番号・項目名・位置), oldest first.
        /// 以前の番号、名称、位置の一覧です。古い順に書きます。
        formerly: Vec<Former>,
        /// Ids it had before (以前の id): their addresses lead here.
        /// 以前の id です。古いアドレスから、ここに案内されます。
        former_ids: Vec<At<Id>>,
        /// Aim (目的), Markdown.
        /// 目的です。Markdown で書けます。
        aim: Option<At<Text>>,
        /// Content (内容), Markdown.
        /// 取組の内容です。Markdown で書けます。
        content: Option<At<Text>>,
        /// Background (取組の背景), Markdown.
        /// 取組の背景です。Markdown で書けます。
        background: Option<At<Text>>,
        /// Whom it is for (対象), Markdown.
        /// 対象となる人です。Markdown で書けます。
        target_group: Option<At<Text>>,
        /// Goals in sentences (目標), with the indicators that measure them.
        /// 文章で示した目標と、それを測る指標です。
        goals: Vec<Goal>,
        /// Steps: when × who × what (進め方).
        /// いつ、だれが、何をするかの一覧です。
        steps: Vec<Step>,
        /// Phased roll-out (段階的な導入).
        /// 段階的に導入するときの、段階の一覧です。
        phases: Vec<Phase>,
        /// Boxed principles or rules (囲み).
        /// 囲みで示した原則や決まりです。
        boxes: Vec<Callout>,
        /// Footnotes ※ (注), Markdown.
        /// ※で始まる注の一覧です。Markdown で書けます。
        notes: Vec<At<Text>>,
        /// References to other nodes ("⇒３", "same in (2) to (4)").
        /// ほかの取組への参照です。
        references: Vec<Reference>,
        /// Indicators that measure it (関連指標).
        /// この取組を測る指標の id です。
        indicators: Vec<At<Id>>,
        /// The measures that it continues (引き継ぐ取組), of an earlier plan or of this one. Several: merged (統合);
        /// one that several continue: split (分割).
        /// 引き継ぐ前の取組です。2つ以上書けば統合、同じ取組を2つ以上が引き継げば分割です。
        continues: Vec<PlanReference>,
        /// `internal` for the internal edition alone, with all below it (内部限り). Default: `public`.
        /// 公開（public）か、内部限り（internal）かです。書かなければ、公開します。
        audience: Option<At<Audience>>,
        /// First day on which the public may see it (公開解禁日): a date.
        /// 公開できる最初の日です（例: 2021-06-30）。それより前の日には、公開するサイトに出ません。
        embargo: Option<At<Day>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
        internal: Option<At<Text>>,
        /// Nodes below.
        /// この項目の下の項目です。
        children: Vec<Measure>,
    }
}

shape! {
    /// The end of a measure or indicator before the plan's own (終了).
    pub struct Ending {
        /// The last fiscal year in which it belonged to the plan (最後の年度).
        /// 計画に含まれていた最後の年度です。
        after: At<FiscalYear>,
        /// Why it ended (終了の理由), Markdown.
        /// 終わった理由です。Markdown で書けます。
        reason: At<Text>,
    }
}

shape! {
    /// How a measure stood in the plan until a year (以前の記載). What is left out was as it is now.
    pub struct Former {
        /// The last fiscal year for which this holds (この年度まで).
        /// この記載だった最後の年度です。
        until: At<FiscalYear>,
        /// Printed label then (項目番号).
        /// 当時の番号です。
        label: Option<At<Text>>,
        /// Title then (項目名).
        /// 当時の名称です。
        title: Option<At<Text>>,
        /// The node it stood under then (上の項目), by id.
        /// 当時、上にあった項目の id です。
        under: Option<At<Id>>,
        /// Why it was changed (変更の理由), Markdown.
        /// 変わった理由です。Markdown で書けます。
        reason: Option<At<Text>>,
    }
}

shape! {
    /// A goal in words (目標).
    pub struct Goal {
        /// Label as printed.
        /// 資料で付いている番号です。
        label: Option<At<Text>>,
        /// The goal, Markdown (目標).
        /// 目標の文章です。Markdown で書けます。
        text: At<Text>,
        /// Indicators that measure it (指標).
        /// 目標を測る指標の id です。
        indicators: Vec<At<Id>>,
    }
}

shape! {
    /// A step (進め方): one time, who acts, and what is done.
    pub struct Step {
        /// When (時期): 期首, 中間, 期末, 通年, 上半期, 夏季 … as printed.
        /// 時期です（例: 期首、通年、夏季）。資料の表記のとおりに書きます。
        when: OneOrMany<At<Text>>,
        /// Who (主体): ids from `offices`.
        /// 行う課などです。offices の id を並べます。
        who: Vec<At<Id>>,
        /// What (内容), Markdown.
        /// 行うことです。Markdown で書けます。
        what: Option<At<Text>>,
    }
}

words! {
    /// Kind of a phase (段階の種類).
    pub enum PhaseKind {
        /// 試行
        Pilot = "pilot",
        /// 開始
        Start = "start",
        /// 拡大
        Extension = "extension",
        /// 全面実施
        Full = "full",
        /// 検討
        Considering = "considering",
    }
}

shape! {
    /// A phase of a roll-out (段階).
    pub struct Phase {
        /// From when (時期): a fiscal year or other period; none while under consideration.
        /// いつからかです（例: R4、令和4年10月）。検討中なら書きません。
        from: Option<At<super::Dates>>,
        /// Kind.
        /// 段階の種類です。
        kind: At<PhaseKind>,
        /// Scope: whom or what it covers (対象範囲), Markdown.
        /// 対象の範囲です。Markdown で書けます。
        scope: Option<At<Text>>,
    }
}

words! {
    /// Kind of a box (囲みの種類).
    pub enum BoxKind {
        /// 原則
        Principle = "principle",
        /// 決まり
        Rules = "rules",
        /// 補足
        Note = "note",
    }
}

shape! {
    /// A box (囲み).
    pub struct Callout {
        /// Kind.
        /// 囲みの種類です。
        kind: At<BoxKind>,
        /// Heading (見出し).
        /// 囲みの見出しです。
        title: Option<At<Text>>,
        /// Text, Markdown.
        /// 囲みの文章です。Markdown で書けます。
        text: At<Text>,
    }
}

shape! {
    /// A reference to other nodes (参照).
    pub struct Reference {
        /// Ids of measures or headings of this plan.
        /// 参照する取組や見出しの id です。
        measures: Vec<At<Id>>,
        /// What the reference says (説明): "次の取組にも同じ", Markdown.
        /// 参照の説明です（例: 次の取組にも同じ）。Markdown で書けます。
        note: Option<At<Text>>,
    }
}
