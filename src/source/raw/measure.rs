//! The tree of headings, measures and indicator rows (取組の体系).

use super::PlanReference;
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
        id: Option<At<Id>>,
        /// Places an indicator here as a row of the numbered list (指標の行): id of the indicator.
        indicator: Option<At<Id>>,
        /// Printed label (項目番号): 1, (1), a, ア, ①.
        label: Option<At<Text>>,
        /// Title (項目名). Only groups, slots and indicator rows may go without.
        title: Option<At<Text>>,
        /// Default: `measure`.
        kind: Option<At<NodeKind>>,
        /// Offices and roles that carry it (主管・主体), ids from `offices`.
        offices: Vec<At<Id>>,
        /// Offices that take part beside them (関係課), ids from `offices`.
        joint_offices: Vec<At<Id>>,
        /// First fiscal year in which it belongs to the plan (追加年度). Default: from the plan's start.
        since: Option<At<FiscalYear>>,
        /// When and why it ended before the plan did (終了).
        ended: Option<Ending>,
        /// Labels, titles and headings it had before (以前の項目番号・項目名・位置), oldest first.
        formerly: Vec<Former>,
        /// Ids it had before (以前の id): their addresses lead here.
        former_ids: Vec<At<Id>>,
        /// Aim (目的), Markdown.
        aim: Option<At<Text>>,
        /// Content (内容), Markdown.
        content: Option<At<Text>>,
        /// Background (取組の背景), Markdown.
        background: Option<At<Text>>,
        /// Whom it is for (対象), Markdown.
        target_group: Option<At<Text>>,
        /// Goals in sentences (目標), with the indicators that measure them.
        goals: Vec<Goal>,
        /// Steps: when × who × what (進め方).
        steps: Vec<Step>,
        /// Phased roll-out (段階的な導入).
        phases: Vec<Phase>,
        /// Boxed principles or rules (囲み).
        boxes: Vec<Callout>,
        /// Footnotes ※ (注), Markdown.
        notes: Vec<At<Text>>,
        /// References to other nodes ("⇒３", "same in (2) to (4)").
        references: Vec<Reference>,
        /// Indicators that measure it (関連指標).
        indicators: Vec<At<Id>>,
        /// The measures that it continues (引き継ぐ取組), of an earlier plan or of this one. Several: merged (統合);
        /// one that several continue: split (分割).
        continues: Vec<PlanReference>,
        /// Nodes below.
        children: Vec<Measure>,
    }
}

shape! {
    /// The end of a measure or indicator before the plan's own (終了).
    pub struct Ending {
        /// The last fiscal year in which it belonged to the plan (最後の年度).
        after: At<FiscalYear>,
        /// Why it ended (終了の理由), Markdown.
        reason: At<Text>,
    }
}

shape! {
    /// How a measure stood in the plan until a year (以前の記載). What is left out was as it is now.
    pub struct Former {
        /// The last fiscal year for which this holds (この年度まで).
        until: At<FiscalYear>,
        /// Printed label then (項目番号).
        label: Option<At<Text>>,
        /// Title then (項目名).
        title: Option<At<Text>>,
        /// The node it stood under then (上の項目), by id.
        under: Option<At<Id>>,
        /// Why it was changed (変更の理由), Markdown.
        reason: Option<At<Text>>,
    }
}

shape! {
    /// A goal in words (目標).
    pub struct Goal {
        /// Label as printed.
        label: Option<At<Text>>,
        /// The goal, Markdown (目標).
        text: At<Text>,
        /// Indicators that measure it (指標).
        indicators: Vec<At<Id>>,
    }
}

shape! {
    /// A step (進め方): one time, who acts, and what is done.
    pub struct Step {
        /// When (時期): 期首, 中間, 期末, 通年, 上半期, 夏季 … as printed.
        when: OneOrMany<At<Text>>,
        /// Who (主体): ids from `offices`.
        who: Vec<At<Id>>,
        /// What (内容), Markdown.
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
        from: Option<At<super::Dates>>,
        /// Kind.
        kind: At<PhaseKind>,
        /// Scope: whom or what it covers (対象範囲), Markdown.
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
        kind: At<BoxKind>,
        /// Heading (見出し).
        title: Option<At<Text>>,
        /// Text, Markdown.
        text: At<Text>,
    }
}

shape! {
    /// A reference to other nodes (参照).
    pub struct Reference {
        /// Ids of measures or headings of this plan.
        measures: Vec<At<Id>>,
        /// What the reference says (説明): "次の取組にも同じ", Markdown.
        note: Option<At<Text>>,
    }
}
