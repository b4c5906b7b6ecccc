//! Codes of plans, measures and answers.

use super::{Coded, coded, word};
use crate::evaluate::{End, LineageKind};
use crate::model::{
    CalloutKind, ColumnField, DirectionMeaning, DisclosureArea, NodeKind, PhaseKind, PlanState, RatingMeaning,
    Relation, Stage, StatusMeaning,
};
use crate::view::wording;

/// Meaning of a status (実施状況).
pub fn status(meaning: StatusMeaning) -> Coded {
    let code = match meaning {
        StatusMeaning::Implemented => "implemented",
        StatusMeaning::Partial => "partial",
        StatusMeaning::Planned => "planned",
        StatusMeaning::Considering => "considering",
        StatusMeaning::Undecided => "undecided",
        StatusMeaning::Ended => "ended",
    };
    coded(
        code,
        wording::status_meaning(meaning),
        wording::status_explanation(meaning),
    )
}

/// No answer, where one was expected (回答なし).
pub fn unanswered() -> Coded {
    coded(
        "unanswered",
        wording::unanswered().word,
        "回答すべき項目に、その年度版の回答がない",
    )
}

/// Meaning of a direction or tag (方向性・区分の語).
pub fn direction(meaning: DirectionMeaning) -> Coded {
    let (code, label) = match meaning {
        DirectionMeaning::New => ("new", "新規"),
        DirectionMeaning::Expanded => ("expanded", "拡充"),
        DirectionMeaning::Continued => ("continued", "継続"),
        DirectionMeaning::Reduced => ("reduced", "縮小"),
        DirectionMeaning::Ended => ("ended", "終了"),
        DirectionMeaning::Free => ("free", "計画独自の語"),
    };
    coded(
        code,
        label,
        wording::direction_explanation(meaning).unwrap_or("語そのものが意味を表す"),
    )
}

/// Meaning of a publisher's rating (評価).
pub fn rating(meaning: RatingMeaning) -> Coded {
    let (code, label) = match meaning {
        RatingMeaning::Good => ("good", "達成・順調"),
        RatingMeaning::Fair => ("fair", "おおむね順調"),
        RatingMeaning::Poor => ("poor", "遅れ・未達成"),
        RatingMeaning::Unrated => ("unrated", "評価できない"),
    };
    coded(code, label, wording::rating_explanation(meaning))
}

/// Stage of an edition (報告の段階).
pub fn stage(stage: Stage) -> Coded {
    let code = match stage {
        Stage::TermStart => "term-start",
        Stage::Midterm => "midterm",
        Stage::Final => "final",
    };
    word(code, wording::stage(stage))
}

/// Kind of a node of the tree (項目の種類).
pub fn node_kind(kind: NodeKind) -> Coded {
    let code = match kind {
        NodeKind::Heading => "heading",
        NodeKind::Group => "group",
        NodeKind::Measure => "measure",
        NodeKind::Mode => "mode",
        NodeKind::Slot => "slot",
    };
    word(code, wording::node_kind(kind, "取組"))
}

/// State of a plan (計画の状態).
pub fn plan_state(state: PlanState) -> Coded {
    let code = match state {
        PlanState::Draft => "draft",
        PlanState::Adopted => "adopted",
        PlanState::Abolished => "abolished",
    };
    coded(
        code,
        wording::plan_state(state).word,
        wording::plan_state_explanation(state),
    )
}

/// How another plan stands to this one (関連計画との関係).
pub fn relation(relation: Relation) -> Coded {
    let code = match relation {
        Relation::Predecessor => "predecessor",
        Relation::Successor => "successor",
        Relation::Parent => "parent",
        Relation::Related => "related",
    };
    word(code, wording::relation(relation))
}

/// How something came to stand where it stands (異動の種類).
pub fn lineage(kind: LineageKind) -> Coded {
    let code = match kind {
        LineageKind::Continued => "continued",
        LineageKind::Split => "split",
        LineageKind::Merged => "merged",
        LineageKind::Moved => "moved",
        LineageKind::Renumbered => "renumbered",
        LineageKind::Retitled => "retitled",
        LineageKind::New => "new",
        LineageKind::Added => "added",
    };
    word(code, wording::lineage(kind).word)
}

/// How something ended (終了).
pub fn lineage_end(end: End<'_>) -> Coded {
    let code = match end {
        End::Ended(_) => "ended",
        End::WithPlan => "ended-with-plan",
    };
    word(code, wording::lineage_end(end).word)
}

/// Kind of a phase (段階の種類).
pub fn phase(kind: PhaseKind) -> Coded {
    let code = match kind {
        PhaseKind::Pilot => "pilot",
        PhaseKind::Start => "start",
        PhaseKind::Extension => "extension",
        PhaseKind::Full => "full",
        PhaseKind::Considering => "considering",
    };
    word(code, wording::phase(kind).word)
}

/// Kind of a box (囲みの種類).
pub fn callout(kind: CalloutKind) -> Coded {
    let code = match kind {
        CalloutKind::Principle => "principle",
        CalloutKind::Rules => "rules",
        CalloutKind::Note => "note",
    };
    word(code, wording::callout(kind))
}

/// What a column of the published form holds (列の内容).
pub fn column(field: ColumnField) -> &'static str {
    match field {
        ColumnField::Status => "status",
        ColumnField::Reason => "reason",
        ColumnField::Direction => "direction",
        ColumnField::Entries => "entries",
        ColumnField::Results => "results",
        ColumnField::Offices => "offices",
        ColumnField::Aim => "aim",
        ColumnField::Content => "content",
        ColumnField::Steps => "steps",
        ColumnField::Rating => "rating",
    }
}

/// What a cell of the published form says (欄の状態).
pub fn cell<T>(cell: &crate::model::Cell<T>) -> Coded {
    match cell {
        crate::model::Cell::Blank => coded("blank", "空欄", "記載がない"),
        crate::model::Cell::Nothing(_) => coded("nothing", "記号", "記載することがないと示す記号がある"),
        crate::model::Cell::Items(_) => coded("items", "記載あり", "項目が記載されている"),
    }
}

/// A side of an office's part (所管の別).
pub fn office_part(joint: bool) -> Coded {
    if joint {
        word("joint", "関係課")
    } else {
        word("main", "主管・主体")
    }
}

/// The area of a disclosure (見える化サイトの分野).
pub fn disclosure_area(area: DisclosureArea) -> Coded {
    match area {
        DisclosureArea::Recruitment => word("recruitment", "採用関係"),
        DisclosureArea::Continuation => word("continuation", "継続就業及び仕事と家庭の両立関係"),
        DisclosureArea::Hours => word("hours", "長時間勤務関係"),
        DisclosureArea::Assignment => word("assignment", "配置・育成・教育訓練及び評価・登用関係"),
        DisclosureArea::Other => word("other", "その他"),
    }
}

/// What something stands at or speaks of (対象の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// 計画
    Plan,
    /// 年度版
    Edition,
    /// 取組
    Measure,
    /// 回答
    Answer,
    /// 取組内容
    Entry,
    /// 成果
    Result,
    /// 指標
    Indicator,
    /// 別表
    Table,
}

/// The code of a subject.
pub fn subject(subject: Subject) -> Coded {
    match subject {
        Subject::Plan => word("plan", "計画"),
        Subject::Edition => word("edition", "年度版"),
        Subject::Measure => word("measure", "取組"),
        Subject::Answer => word("answer", "回答"),
        Subject::Entry => word("entry", "取組内容"),
        Subject::Result => word("result", "成果"),
        Subject::Indicator => word("indicator", "指標"),
        Subject::Table => word("table", "別表"),
    }
}

/// Which part of a measure a detail is (取組の記載の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// 目標
    Goal,
    /// 進め方
    Step,
    /// 段階
    Phase,
    /// 囲み
    Box,
}

/// The code of a detail.
pub fn detail(detail: Detail) -> Coded {
    match detail {
        Detail::Goal => word("goal", "目標"),
        Detail::Step => word("step", "進め方"),
        Detail::Phase => word("phase", "段階"),
        Detail::Box => word("box", "囲み"),
    }
}

/// Which words of the plan a row of its vocabulary is from (語の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    /// 実施状況
    Status,
    /// 方向性
    Direction,
    /// 区分の語
    Tag,
    /// 評価
    Rating,
    /// 表の見出し
    Column,
    /// 記号
    Mark,
}

/// The code of a vocabulary.
pub fn vocabulary(vocabulary: Vocabulary) -> Coded {
    match vocabulary {
        Vocabulary::Status => word("status", "実施状況"),
        Vocabulary::Direction => word("direction", "方向性"),
        Vocabulary::Tag => word("tag", "区分の語"),
        Vocabulary::Rating => word("rating", "評価"),
        Vocabulary::Column => word("column", "表の見出し"),
        Vocabulary::Mark => word("mark", "表の記号"),
    }
}
