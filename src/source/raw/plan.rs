//! `plan.yaml`: what was promised.

use super::{Audience, Dates, Day, Form, FreeTable, Indicator, Measure, Withhold};
use crate::calendar::FiscalYear;
use crate::diagnostic::Findings;
use crate::source::{At, Decode, Id, Map, Node, Text, shape, words};

shape! {
    /// A plan (計画): what was promised, before anything happened.
    pub struct Plan {
        /// Full title as printed (計画の名称).
        /// 計画の名称です。表紙のとおりに書きます。
        title: At<Text>,
        /// Short title for navigation (略称).
        /// 目次などに出す短い名称です。
        short_title: Option<At<Text>>,
        /// The body whose plan it is (団体名).
        /// 計画を定めた団体の名称です。
        organisation: At<Text>,
        /// The office in charge as printed on the paper (担当課).
        /// 計画を担当する課です。資料の表記のとおりに書きます。
        office: Option<At<Text>>,
        /// A notice shown on every page of this plan (注意書き), Markdown.
        /// この計画のすべてのページに出す注意書きです。Markdown で書けます。
        notice: Option<At<Text>>,
        /// `true` when the body and all figures are invented (架空の団体).
        /// 団体も数値も架空のものなら true と書きます。すべてのページにその旨が出ます。
        invented: Option<At<bool>>,
        /// The paper this plan was taken from (もとの資料), Markdown.
        /// もとにした資料です。Markdown で書けます。
        source: Option<At<Text>>,
        /// Code of the body (全国地方公共団体コード), 5 or 6 digits.
        /// 団体の全国地方公共団体コードです。5桁か6桁で書きます。
        organisation_code: Option<At<Text>>,
        /// Licence of the plan's text and data (利用条件), when not that of the site: `PDL-1.0`, `CC-BY-4.0` or in words.
        /// この計画の文章とデータの利用条件です（例: PDL-1.0、CC-BY-4.0）。書かなければ、サイトの利用条件です。
        licence: Option<At<Text>>,
        /// What will be published when (公表予定), for the release calendar.
        /// これから公表するものと、その時期の一覧です。
        releases: Vec<Release>,
        /// Fiscal years the plan covers (計画期間).
        /// 計画期間です。最初の年度を from、最後の年度を to に書きます。
        period: Option<PlanPeriod>,
        /// Date of the plan (策定日).
        /// 計画を策定した日です（例: 2021-03-31）。
        adopted: Option<At<Dates>>,
        /// Draft, adopted or abolished (案・策定済み・廃止). Default: adopted.
        /// 計画の状態です。書かなければ、策定済み（adopted）です。
        state: Option<At<PlanState>>,
        /// Why and when it was abolished, or what the draft waits for (状態の説明), Markdown.
        /// 廃止の理由と時期、または案が何を待っているかの説明です。Markdown で書けます。
        state_note: Option<At<Text>>,
        /// What the plan is about, Markdown (概要).
        /// 計画の概要です。Markdown で書けます。
        summary: Option<At<Text>>,
        /// What the body promises to publish, and how often (公表の約束).
        /// 何を、どのくらいの間隔で公表すると約束しているかを書きます。
        promise: Option<At<Text>>,
        /// Laws the plan fulfils (根拠法).
        /// 計画の根拠となる法律の一覧です。
        laws: Vec<Law>,
        /// Plans it follows, replaces or works with (関連計画).
        /// 前の計画、後の計画、上位の計画など、関連する計画の一覧です。
        related: Vec<RelatedPlan>,
        /// The plan's own names of the levels of its tree, from the top (階層の名称), 1 to 6.
        /// 取組の階層の名称を、上から順に1つから6つまで書きます（例: [基本目標, 施策, 取組]）。
        levels: Vec<At<Text>>,
        /// The plan's word for one measure (取組・施策…). Default 取組.
        /// 取組1件の呼び方です（例: 施策）。書かなければ「取組」です。
        measure_word: Option<At<Text>>,
        /// Status words, each with our meaning (実施状況の区分). Default: 実施・今後実施・実施未定.
        /// 実施状況の言葉と、その意味です。書かなければ「実施」「今後実施」「実施未定」を使います。
        statuses: Map<Status>,
        /// Direction words (今後の方向性の区分), each with our meaning.
        /// 今後の方向性の言葉と、その意味です（例: 継続: continued）。
        directions: Map<Direction>,
        /// Tag words of entries (【新規】【継続】…), each with our meaning or free.
        /// 取組内容の頭に付ける言葉（【新規】【継続】など）と、その意味です。意味がなければ free と書きます。
        tags: Map<Tag>,
        /// Rating words the publisher uses itself (評価の区分), each with a meaning.
        /// 団体が自ら付ける評価の言葉と、その意味です（例: A: good）。
        ratings: Map<At<Rating>>,
        /// Column heads of the published form (表の見出し), in the paper's words and order.
        /// 公表する表の列を、左から順に書きます。見出しは資料の言葉のとおりにします。
        table: Vec<Column>,
        /// Marks used in the published form (表の記号), each with its meaning, for the legend.
        /// 表で使う記号（— など）と、その意味の一覧です。凡例に出ます。
        marks: Vec<Mark>,
        /// Offices, bodies and roles that act in the plan (所管課・主体).
        /// 取組を行う課、会議体、役職の一覧です。取組からは id で参照します。
        offices: Vec<Office>,
        /// Levels of responsibility (推進責任者).
        /// 推進責任者の区分と担い手の一覧です。
        responsibilities: Vec<Responsibility>,
        /// Steps in which the plan is carried out and reviewed (進め方・推進体制), in order.
        /// 計画を進め、見直す手順を、順に書きます。
        process: Vec<Process>,
        /// Terms explained in footnotes (用語).
        /// 用語とその説明の一覧です。
        glossary: Vec<GlossaryTerm>,
        /// Numeric and other indicators (指標).
        /// 指標と数値目標の一覧です。
        indicators: Vec<Indicator>,
        /// The tree of headings and measures (取組の体系).
        /// 取組の体系です。見出しと取組を、children で入れ子にして書きます。
        measures: Vec<Measure>,
        /// Blank forms (様式).
        /// 印刷して記入する様式の一覧です。
        forms: Vec<Form>,
        /// How far figures may jump from one year to the next before a warning asks to look again (前年比の許容幅), in percent.
        /// 前の年から何パーセントを超えて値が変わったら、見直しを促すかです（例: 30）。
        tolerance: Option<At<crate::quantity::Number>>,
        /// Tables of their own (別表): a training matrix, an overview.
        /// 取組の表とは別の表（研修の一覧など）です。
        tables: Vec<FreeTable>,
        /// Counts that are withheld because they are small (秘匿の決まり): `{under: 3}`, for numerators, denominators and figures
        /// counted in 人, 名 or 件.
        /// 人数や件数が少ないために伏せる値の決まりです（例: {under: 3}）。単位が人・名・件の値、割合の分子と分母に当てはまります。
        withhold: Option<Withhold>,
        /// `internal` for the internal edition alone, with all its years (内部限り). Default: `public`.
        /// 公開（public）か、内部限り（internal）かです。書かなければ、公開します。
        audience: Option<At<Audience>>,
        /// First day on which the public may see it (公開解禁日): a date.
        /// 公開できる最初の日です（例: 2021-06-30）。それより前の日には、公開するサイトに出ません。
        embargo: Option<At<Day>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
        internal: Option<At<Text>>,
        /// How much single warnings weigh in this plan (点検の重さ), by code: `{MR0402: error, MR0503: off}`.
        /// 点検で出る警告の重さを、番号ごとに変えます（例: {MR0402: error, MR0503: off}）。
        checks: Map<At<CheckLevel>>,
    }
}

words! {
    /// How much a warning weighs in a plan (点検の重さ).
    pub enum CheckLevel {
        /// 示さない
        Off = "off",
        /// 警告
        Warning = "warning",
        /// エラー
        Error = "error",
    }
}

shape! {
    /// Fiscal years from–to (計画期間); open-ended without `to`.
    pub struct PlanPeriod {
        /// First fiscal year (始期).
        /// 計画期間の最初の年度です（例: R3、令和3年度、2021）。
        from: At<FiscalYear>,
        /// Last fiscal year (終期).
        /// 計画期間の最後の年度です。終わりが決まっていなければ、書きません。
        to: Option<At<FiscalYear>>,
        /// As printed, when the paper says it otherwise (記載).
        /// 資料が期間を別の言い方で書いているときに、そのとおりに書きます。
        text: Option<At<Text>>,
    }
}

shape! {
    /// A planned publication (公表予定).
    pub struct Release {
        /// When: a day, a month or a period (予定の時期).
        /// 公表する予定の時期です（例: 2021-06-30、2021-06、令和3年度）。
        date: At<Dates>,
        /// What (公表するもの).
        /// 公表する予定のものの名称です。
        title: At<Text>,
        /// Note (補足), Markdown.
        /// 補足です。Markdown で書けます。
        note: Option<At<Text>>,
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
        /// 法律の識別子です。半角の英小文字・数字・ハイフンで書き、公表した後は変えません。
        id: At<Id>,
        /// Printed label (①).
        /// 資料で法律に付いている番号です（例: ①）。
        label: Option<At<Text>>,
        /// Name of the law (法律名).
        /// 法律の名称です。
        title: At<Text>,
        /// What the law is for (目的), Markdown.
        /// 法律の目的です。Markdown で書けます。
        purpose: Option<At<Text>>,
        /// Article (条項).
        /// 根拠となる条項です（例: 第19条）。
        article: Option<At<Text>>,
        /// The kind of plan the law asks for (法律が求める計画), for example 特定事業主行動計画.
        /// 法律が求める計画の種類です（例: 特定事業主行動計画）。
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
        /// その計画がこのサイトにあるときの、フォルダー名です。
        plan: Option<At<Id>>,
        /// Its title; may be left out when `plan` is given (名称).
        /// 計画の名称です。plan を書いたときは、省けます。
        title: Option<At<Text>>,
        /// Relation.
        /// この計画との関係です。
        relation: At<Relation>,
        /// Period or date as printed (時期).
        /// 期間や日付を、資料の表記のとおりに書きます。
        period: Option<At<Text>>,
        /// Note (補足), Markdown.
        /// 補足です。Markdown で書けます。
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
        /// この言葉の意味を、決められた言葉から選びます。
        meaning: At<Meaning>,
        /// What must be given with it (必要な記入).
        /// この実施状況のときに必ず書くものです。理由が必要なら reason と書きます。
        requires: Option<At<Requirement>>,
        /// Explanation for the legend (説明).
        /// 凡例に出す説明です。
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
        /// Kept as written, without a meaning of ours (意味を付けない).
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
        /// 列に入れる内容を、決められた言葉から選びます。
        field: At<ColumnField>,
        /// Head in the paper's words (見出し).
        /// 列の見出しです。資料の言葉のとおりに書きます。
        head: At<Text>,
    }
}

shape! {
    /// A mark of the published form (記号).
    pub struct Mark {
        /// The mark as printed, for example —.
        /// 記号です。印刷のとおりに書きます（例: "—"）。
        mark: At<Text>,
        /// Its meaning (意味).
        /// 記号の意味です。
        meaning: At<Text>,
    }
}

shape! {
    /// An office, body or role (所管課・会議体・主体).
    pub struct Office {
        /// Permanent id.
        /// 課の識別子です。ページのアドレスになるので、公表した後は変えません。
        id: At<Id>,
        /// Name (名称).
        /// 課の名称です。
        name: At<Text>,
        /// Short name as used in tables (略称), for example 労協.
        /// 表に出す短い名称です。
        short_name: Option<At<Text>>,
        /// Its head (長), for example 知事.
        /// 課の長です（例: 人事課長）。
        head: Option<At<Text>>,
        /// What it does in the plan (役割), Markdown.
        /// 計画での役割です。Markdown で書けます。
        role: Option<At<Text>>,
        /// First fiscal year in which it exists (設置年度).
        /// 課が置かれた最初の年度です。
        since: Option<At<FiscalYear>>,
        /// Last fiscal year in which it exists (廃止年度).
        /// 課があった最後の年度です。
        until: Option<At<FiscalYear>>,
        /// Names it had before (旧名称), oldest first.
        /// 以前の名称の一覧です。古い順に書きます。
        formerly: Vec<FormerName>,
        /// The office that took over its work (引き継いだ課), by id.
        /// 仕事を引き継いだ課の id です。
        merged_into: Option<At<Id>>,
        /// Whom staff ask there, never published (内線・担当者), Markdown.
        /// 内線や担当者の名前など、職員どうしの連絡先です。公開するサイトには出ません。Markdown で書けます。
        internal_contact: Option<At<Text>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
        internal: Option<At<Text>>,
    }
}

shape! {
    /// A name an office had until a year (旧名称).
    pub struct FormerName {
        /// The last fiscal year of the name (この年度まで).
        /// この名称だった最後の年度です。
        until: At<FiscalYear>,
        /// The name then (名称).
        /// 当時の名称です。
        name: At<Text>,
        /// The short name then (略称).
        /// 当時の短い名称です。
        short_name: Option<At<Text>>,
    }
}

shape! {
    /// A level of responsibility (推進責任者).
    pub struct Responsibility {
        /// Name of the level (区分), for example 最終推進責任者.
        /// 責任の区分です（例: 最終推進責任者）。
        role: At<Text>,
        /// Who holds it (担い手), for example 知事.
        /// 担い手です（例: 知事）。
        holder: At<Text>,
        /// What it covers (範囲).
        /// 責任の範囲です。
        scope: Option<At<Text>>,
    }
}

shape! {
    /// One step of how the plan is carried out and reviewed (進め方).
    pub struct Process {
        /// Who (主体).
        /// だれが行うかです。
        who: Option<At<Text>>,
        /// When (時期).
        /// いつ行うかです。
        when: Option<At<Text>>,
        /// What, Markdown (内容).
        /// 何を行うかです。Markdown で書けます。
        what: At<Text>,
    }
}

shape! {
    /// A term and its explanation (用語).
    pub struct GlossaryTerm {
        /// The term as written in the plan (用語).
        /// 用語です。計画の表記のとおりに書きます。
        term: At<Text>,
        /// Explanation, Markdown (説明).
        /// 用語の説明です。Markdown で書けます。
        meaning: At<Text>,
        /// Where it is taken from (出典).
        /// 説明の出典です。
        source: Option<At<Text>>,
    }
}

shape! {
    /// A reference to a measure or indicator of this or another plan.
    pub struct PlanReference {
        /// Folder of the other plan; left out for this plan.
        /// 別の計画のフォルダー名です。この計画の中なら、書きません。
        plan: Option<At<Id>>,
        /// Id of the measure there.
        /// 引き継ぐ取組の id です。
        measure: Option<At<Id>>,
        /// Id of the indicator there.
        /// 引き継ぐ指標の id です。
        indicator: Option<At<Id>>,
    }
}
