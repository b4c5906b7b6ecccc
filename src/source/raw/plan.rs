//! `plan.yaml`: what was promised.

use super::{Dates, Form, FreeTable, Indicator, Measure};
use crate::calendar::FiscalYear;
use crate::diagnostic::Findings;
use crate::source::{At, Decode, Id, Map, Node, Text, shape, words};

shape! {
    /// A plan (計画): what was promised, before anything happened.
    pub struct Plan {
        /// Full title as printed (計画の名称).
        title: At<Text>,
        /// Short title for navigation (略称).
        short_title: Option<At<Text>>,
        /// The body whose plan it is (団体名).
        organisation: At<Text>,
        /// The office in charge as printed on the paper (担当課).
        office: Option<At<Text>>,
        /// A notice shown on every page of this plan (注意書き), Markdown.
        notice: Option<At<Text>>,
        /// `true` when the body and all figures are invented (架空の団体).
        invented: Option<At<bool>>,
        /// The paper this plan was taken from (もとの資料), Markdown.
        source: Option<At<Text>>,
        /// Fiscal years the plan covers (計画期間).
        period: Option<PlanPeriod>,
        /// Date of the plan (策定日).
        adopted: Option<At<Dates>>,
        /// Draft, adopted or abolished (案・策定済み・廃止). Default: adopted.
        state: Option<At<PlanState>>,
        /// Why and when it was abolished, or what the draft waits for (状態の説明), Markdown.
        state_note: Option<At<Text>>,
        /// What the plan is about, Markdown (概要).
        summary: Option<At<Text>>,
        /// What the body promises to publish, and how often (公表の約束).
        promise: Option<At<Text>>,
        /// Laws the plan fulfils (根拠法).
        laws: Vec<Law>,
        /// Plans it follows, replaces or works with (関連計画).
        related: Vec<RelatedPlan>,
        /// The plan's own names of the levels of its tree, from the top (階層の名称), 1 to 6.
        levels: Vec<At<Text>>,
        /// The plan's word for one measure (取組・施策…). Default 取組.
        measure_word: Option<At<Text>>,
        /// Status words, each with our meaning (実施状況の区分). Default: 実施・今後実施・実施未定.
        statuses: Map<Status>,
        /// Direction words (今後の方向性の区分), each with our meaning.
        directions: Map<Direction>,
        /// Tag words of entries (【新規】【継続】…), each with our meaning or free.
        tags: Map<Tag>,
        /// Rating words the publisher uses itself (評価の区分), each with a meaning.
        ratings: Map<At<Rating>>,
        /// Column heads of the published form (表の見出し), in the paper's words and order.
        table: Vec<Column>,
        /// Marks used in the published form (表の記号), each with its meaning, for the legend.
        marks: Vec<Mark>,
        /// Offices, bodies and roles that act in the plan (所管課・主体).
        offices: Vec<Office>,
        /// Levels of responsibility (推進責任者).
        responsibilities: Vec<Responsibility>,
        /// Steps in which the plan is carried out and reviewed (進め方・推進体制), in order.
        process: Vec<Process>,
        /// Terms explained in footnotes (用語).
        glossary: Vec<GlossaryTerm>,
        /// Numeric and other indicators (指標).
        indicators: Vec<Indicator>,
        /// The tree of headings and measures (取組の体系).
        measures: Vec<Measure>,
        /// Blank forms (様式).
        forms: Vec<Form>,
        /// How far figures may jump from one year to the next before a warning asks to look again (前年比の許容幅), in percent.
        tolerance: Option<At<crate::quantity::Number>>,
        /// Tables of their own (別表): a training matrix, an overview.
        tables: Vec<FreeTable>,
    }
}

shape! {
    /// Fiscal years from–to (計画期間); open-ended without `to`.
    pub struct PlanPeriod {
        /// First fiscal year (始期).
        from: At<FiscalYear>,
        /// Last fiscal year (終期).
        to: Option<At<FiscalYear>>,
        /// As printed, when the paper says it otherwise (記載).
        text: Option<At<Text>>,
    }
}

words! {
    /// State of the document (計画の状態).
    pub enum PlanState {
        /// 案
        Draft = "draft",
        /// 策定済み
        Adopted = "adopted",
        /// 廃止
        Abolished = "abolished",
    }
}

shape! {
    /// A law the plan fulfils (根拠法).
    pub struct Law {
        /// Permanent id.
        id: At<Id>,
        /// Printed label (①).
        label: Option<At<Text>>,
        /// Name of the law (法律名).
        title: At<Text>,
        /// What the law is for (目的), Markdown.
        purpose: Option<At<Text>>,
        /// Article (条項).
        article: Option<At<Text>>,
        /// The kind of plan the law asks for (法律が求める計画), for example 特定事業主行動計画.
        instrument: Option<At<Text>>,
    }
}

words! {
    /// How another plan stands to this one (関連計画との関係).
    pub enum Relation {
        /// This plan follows it (前の計画).
        Predecessor = "predecessor",
        /// It follows this plan (後の計画).
        Successor = "successor",
        /// This plan puts it into practice (上位計画).
        Parent = "parent",
        /// Related (関連計画).
        Related = "related",
    }
}

shape! {
    /// Another plan (関連計画).
    pub struct RelatedPlan {
        /// Its folder in this site, if it is here.
        plan: Option<At<Id>>,
        /// Its title; may be left out when `plan` is given (名称).
        title: Option<At<Text>>,
        /// Relation.
        relation: At<Relation>,
        /// Period or date as printed (時期).
        period: Option<At<Text>>,
        /// Note (補足), Markdown.
        note: Option<At<Text>>,
    }
}

words! {
    /// Meaning of a status word (実施状況の意味).
    pub enum Meaning {
        /// 実施: done or under way.
        Implemented = "implemented",
        /// 一部実施: done in part.
        Partial = "partial",
        /// 今後実施: decided, not begun.
        Planned = "planned",
        /// 検討中: being considered.
        Considering = "considering",
        /// 実施未定: not decided.
        Undecided = "undecided",
        /// 終了: ended.
        Ended = "ended",
    }
}

/// A status word (実施状況): `実施: implemented`, or with more to say
/// `実施未定: {meaning: undecided, requires: reason}`.
#[derive(Debug, Clone)]
pub struct Status {
    /// What it means.
    pub meaning: At<Meaning>,
    /// Whether a reason must be given (理由の記入が必要).
    pub requires_reason: bool,
    /// Explanation for the legend.
    pub note: Option<At<Text>>,
}

impl Decode for Status {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        if node.text().is_some() {
            let meaning = At::decode(node, findings)?;
            return Some(Self {
                meaning,
                requires_reason: false,
                note: None,
            });
        }
        let long = LongStatus::decode(node, findings)?;
        Some(Self {
            meaning: long.meaning,
            requires_reason: long.requires.is_some(),
            note: long.note,
        })
    }
}

shape! {
    /// A status word with more to say than its meaning.
    pub struct LongStatus {
        /// What it means (意味).
        meaning: At<Meaning>,
        /// What must be given with it (必要な記入).
        requires: Option<At<Requirement>>,
        /// Explanation for the legend (説明).
        note: Option<At<Text>>,
    }
}

words! {
    /// What must be given with a status (必要な記入).
    pub enum Requirement {
        /// 理由
        Reason = "reason",
    }
}

/// The status words of the ministries' common form: used when a plan names none.
pub const DEFAULT_STATUSES: [(&str, Meaning); 3] = [
    ("実施", Meaning::Implemented),
    ("今後実施", Meaning::Planned),
    ("実施未定", Meaning::Undecided),
];

/// A direction word (方向性): `継続: continued`.
pub type Direction = At<DirectionMeaning>;
/// A tag word of entries: `新規: new`; `free` for words without one of our meanings.
pub type Tag = At<DirectionMeaning>;

words! {
    /// Meaning of a direction or tag (方向性の意味).
    pub enum DirectionMeaning {
        /// 新規
        New = "new",
        /// 拡充
        Expanded = "expanded",
        /// 継続
        Continued = "continued",
        /// 縮小
        Reduced = "reduced",
        /// 終了
        Ended = "ended",
        /// Kept as written, without a meaning of ours.
        Free = "free",
    }
}

words! {
    /// Meaning of a publisher's rating (評価の意味).
    pub enum Rating {
        /// 達成・順調
        Good = "good",
        /// 概ね順調
        Fair = "fair",
        /// 遅れ・未達成
        Poor = "poor",
        /// 評価できない
        Unrated = "unrated",
    }
}

words! {
    /// What a column of the published form holds (列の内容).
    pub enum ColumnField {
        /// 実施状況
        Status = "status",
        /// 理由
        Reason = "reason",
        /// 方向性
        Direction = "direction",
        /// 取組内容（項目ごと）
        Entries = "entries",
        /// 成果
        Results = "results",
        /// 所管課・主体
        Offices = "offices",
        /// 目的
        Aim = "aim",
        /// 内容
        Content = "content",
        /// 進め方（時期・主体・内容）
        Steps = "steps",
        /// 評価
        Rating = "rating",
    }
}

shape! {
    /// A column of the published form (表の列).
    pub struct Column {
        /// What it holds.
        field: At<ColumnField>,
        /// Head in the paper's words (見出し).
        head: At<Text>,
    }
}

shape! {
    /// A mark of the published form (記号).
    pub struct Mark {
        /// The mark as printed, for example —.
        mark: At<Text>,
        /// Its meaning (意味).
        meaning: At<Text>,
    }
}

shape! {
    /// An office, body or role (所管課・会議体・主体).
    pub struct Office {
        /// Permanent id.
        id: At<Id>,
        /// Name (名称).
        name: At<Text>,
        /// Short name as used in tables (略称), for example 労協.
        short_name: Option<At<Text>>,
        /// Its head (長), for example 知事.
        head: Option<At<Text>>,
        /// What it does in the plan (役割), Markdown.
        role: Option<At<Text>>,
        /// First fiscal year in which it exists (設置年度).
        since: Option<At<FiscalYear>>,
        /// Last fiscal year in which it exists (廃止年度).
        until: Option<At<FiscalYear>>,
        /// Names it had before (旧名称), oldest first.
        formerly: Vec<FormerName>,
        /// The office that took over its work (引き継いだ課), by id.
        merged_into: Option<At<Id>>,
    }
}

shape! {
    /// A name an office had until a year (旧名称).
    pub struct FormerName {
        /// The last fiscal year of the name (この年度まで).
        until: At<FiscalYear>,
        /// The name then (名称).
        name: At<Text>,
        /// The short name then (略称).
        short_name: Option<At<Text>>,
    }
}

shape! {
    /// A level of responsibility (推進責任者).
    pub struct Responsibility {
        /// Name of the level (区分), for example 最終推進責任者.
        role: At<Text>,
        /// Who holds it (担い手), for example 知事.
        holder: At<Text>,
        /// What it covers (範囲).
        scope: Option<At<Text>>,
    }
}

shape! {
    /// One step of how the plan is carried out and reviewed (進め方).
    pub struct Process {
        /// Who (主体).
        who: Option<At<Text>>,
        /// When (時期).
        when: Option<At<Text>>,
        /// What, Markdown (内容).
        what: At<Text>,
    }
}

shape! {
    /// A term and its explanation (用語).
    pub struct GlossaryTerm {
        /// The term as written in the plan (用語).
        term: At<Text>,
        /// Explanation, Markdown (説明).
        meaning: At<Text>,
        /// Where it is taken from (出典).
        source: Option<At<Text>>,
    }
}

shape! {
    /// A reference to a measure or indicator of this or another plan.
    pub struct PlanReference {
        /// Folder of the other plan; left out for this plan.
        plan: Option<At<Id>>,
        /// Id of the measure there.
        measure: Option<At<Id>>,
        /// Id of the indicator there.
        indicator: Option<At<Id>>,
    }
}
