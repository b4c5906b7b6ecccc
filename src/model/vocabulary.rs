//! The plan's own words (区分) with our meanings, and the heads and marks of its published form.

/// All words of a plan.
#[derive(Debug, Clone, Default)]
pub struct Vocabularies {
    /// Status words (実施状況) in order.
    pub statuses: Vec<Status>,
    /// Direction words (方向性) in order.
    pub directions: Vec<Direction>,
    /// Tag words (【新規】…) in order.
    pub tags: Vec<Tag>,
    /// Rating words (評価) in order.
    pub ratings: Vec<Rating>,
    /// Columns of the published form (表の列) in order.
    pub columns: Vec<Column>,
    /// Marks of the published form (記号).
    pub marks: Vec<Mark>,
}

/// A status word (実施状況).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The word.
    pub word: String,
    /// Its meaning.
    pub meaning: StatusMeaning,
    /// Whether a reason is required with it.
    pub requires_reason: bool,
    /// Explanation for the legend.
    pub note: Option<String>,
}

/// Meaning of a status (実施状況の意味).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusMeaning {
    /// 実施
    Implemented,
    /// 一部実施
    Partial,
    /// 今後実施
    Planned,
    /// 検討中
    Considering,
    /// 実施未定
    Undecided,
    /// 終了
    Ended,
}

/// A direction word (方向性).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Direction {
    /// The word.
    pub word: String,
    /// Its meaning.
    pub meaning: DirectionMeaning,
}

/// Meaning of a direction (方向性の意味).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DirectionMeaning {
    /// 新規
    New,
    /// 拡充
    Expanded,
    /// 継続
    Continued,
    /// 縮小
    Reduced,
    /// 終了
    Ended,
    /// Kept as written.
    Free,
}

/// A tag word of entries: the same meanings as directions.
pub type Tag = Direction;
/// Meaning of a tag.
pub type TagMeaning = DirectionMeaning;

/// A rating word of the publisher (評価).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// The word.
    pub word: String,
    /// Its meaning.
    pub meaning: RatingMeaning,
}

/// Meaning of a rating (評価の意味).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RatingMeaning {
    /// 達成・順調
    Good,
    /// 概ね順調
    Fair,
    /// 遅れ・未達成
    Poor,
    /// 評価できない
    Unrated,
}

/// A column of the published form (表の列).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub field: ColumnField,
    /// Head in the paper's words.
    pub head: String,
}

/// What a column holds (列の内容).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnField {
    /// 実施状況
    Status,
    /// 理由
    Reason,
    /// 方向性
    Direction,
    /// 取組内容
    Entries,
    /// 成果
    Results,
    /// 所管課・主体
    Offices,
    /// 目的
    Aim,
    /// 内容
    Content,
    /// 進め方
    Steps,
    /// 評価
    Rating,
}

/// A mark of the published form (記号).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// As printed.
    pub mark: String,
    /// Meaning.
    pub meaning: String,
}
