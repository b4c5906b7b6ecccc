//! The words of the pages: what every status, verdict, vintage and absence is called, and how it looks.
//!
//! The only place where a meaning becomes a Japanese word. A publisher's own word always goes before ours: the
//! functions that take a [`Status`], [`Direction`] or [`Rating`] keep its word and only choose shape and tone from its
//! meaning. Every match names every variant, so that a new one makes the compiler show this file.

use chrono::NaiveDate;

use super::badge::{Badge, Shape, Tone};
use crate::calendar::{FiscalYear, When, YearStyle};
use crate::evaluate::{End, Ground, LineageKind, Verdict};
use crate::model::{
    AbsenceReason, Audience, CalloutKind, Direction, DirectionMeaning, EditionId, FieldKind, NodeKind, PhaseKind,
    PlanPeriod, PlanState, Polarity, Rating, RatingMeaning, Relation, Stage, Status, StatusMeaning, Vintage,
};

/// A status in the publisher's word (実施状況).
pub fn status(status: &Status) -> Badge {
    let (shape, tone) = status_look(status.meaning);
    Badge::new(&status.word, shape, tone)
}

/// Shape and tone of a status meaning (実施状況の意味).
pub fn status_look(meaning: StatusMeaning) -> (Shape, Tone) {
    match meaning {
        StatusMeaning::Implemented => (Shape::Disc, Tone::Blue),
        StatusMeaning::Partial => (Shape::Half, Tone::Sky),
        StatusMeaning::Planned => (Shape::Ring, Tone::Sky),
        StatusMeaning::Considering => (Shape::Dotted, Tone::Grey),
        StatusMeaning::Undecided => (Shape::OpenDiamond, Tone::Orange),
        StatusMeaning::Ended => (Shape::Bar, Tone::Grey),
    }
}

/// A status meaning in our word.
pub fn status_meaning(meaning: StatusMeaning) -> &'static str {
    match meaning {
        StatusMeaning::Implemented => "実施",
        StatusMeaning::Partial => "一部実施",
        StatusMeaning::Planned => "今後実施",
        StatusMeaning::Considering => "検討中",
        StatusMeaning::Undecided => "実施未定",
        StatusMeaning::Ended => "終了",
    }
}

/// What a status meaning says, for the legend.
pub fn status_explanation(meaning: StatusMeaning) -> &'static str {
    match meaning {
        StatusMeaning::Implemented => "取組を行った、又は行っている",
        StatusMeaning::Partial => "取組の一部を行った",
        StatusMeaning::Planned => "行うことは決まっているが、まだ始めていない",
        StatusMeaning::Considering => "行うかどうか、又はどのように行うかを検討している",
        StatusMeaning::Undecided => "行うかどうかが決まっていない",
        StatusMeaning::Ended => "取組を終えた",
    }
}

/// The state of a measure that an edition gives no answer for.
pub fn unanswered() -> Badge {
    Badge::new("回答なし", Shape::Dots, Tone::Orange)
}

/// What that says, for the legend.
pub const UNANSWERED: &str = "この年度版にまだ回答がない";

/// The state of a measure whose answer is not for the readers of this edition.
pub fn kept_back() -> Badge {
    Badge::new("非公開", Shape::Dots, Tone::Grey)
}

/// A direction or a tag in the publisher's word (方向性・【新規】など).
pub fn direction(direction: &Direction) -> Badge {
    let (shape, tone) = direction_look(direction.meaning);
    Badge::new(&direction.word, shape, tone)
}

/// Shape and tone of a direction or tag meaning.
pub fn direction_look(meaning: DirectionMeaning) -> (Shape, Tone) {
    match meaning {
        DirectionMeaning::New => (Shape::Plus, Tone::Blue),
        DirectionMeaning::Expanded => (Shape::Up, Tone::Blue),
        DirectionMeaning::Continued => (Shape::Arrow, Tone::Grey),
        DirectionMeaning::Reduced => (Shape::Down, Tone::Orange),
        DirectionMeaning::Ended => (Shape::Bar, Tone::Grey),
        DirectionMeaning::Free => (Shape::OpenSquare, Tone::Grey),
    }
}

/// What a direction or tag meaning says, for the legend; free words have none of ours.
pub fn direction_explanation(meaning: DirectionMeaning) -> Option<&'static str> {
    match meaning {
        DirectionMeaning::New => Some("新しく始めた、又は始めるもの"),
        DirectionMeaning::Expanded => Some("対象や内容を広げたもの"),
        DirectionMeaning::Continued => Some("これまでの取組を続けるもの"),
        DirectionMeaning::Reduced => Some("対象や内容を縮小したもの"),
        DirectionMeaning::Ended => Some("終了したもの"),
        DirectionMeaning::Free => None,
    }
}

/// The publisher's own rating, in its word (評価).
pub fn rating(rating: &Rating) -> Badge {
    let (shape, tone) = rating_look(rating.meaning);
    Badge::new(&rating.word, shape, tone)
}

/// Shape and tone of a rating meaning.
pub fn rating_look(meaning: RatingMeaning) -> (Shape, Tone) {
    match meaning {
        RatingMeaning::Good => (Shape::Square, Tone::Blue),
        RatingMeaning::Fair => (Shape::OpenSquare, Tone::Sky),
        RatingMeaning::Poor => (Shape::Diamond, Tone::Orange),
        RatingMeaning::Unrated => (Shape::Bar, Tone::Grey),
    }
}

/// What a rating meaning says, for the legend.
pub fn rating_explanation(meaning: RatingMeaning) -> &'static str {
    match meaning {
        RatingMeaning::Good => "達成した、又は順調",
        RatingMeaning::Fair => "おおむね順調",
        RatingMeaning::Poor => "遅れている、又は達成していない",
        RatingMeaning::Unrated => "評価できない",
    }
}

/// All verdicts, in the order of the legend.
pub const VERDICTS: [Verdict; 7] = [
    Verdict::Met,
    Verdict::OnPath,
    Verdict::BehindPath,
    Verdict::NotMet,
    Verdict::NotYetMeasurable,
    Verdict::NoNumber,
    Verdict::NoTarget,
];

/// A verdict (判定).
pub fn verdict(verdict: Verdict) -> Badge {
    let (word, shape, tone) = match verdict {
        Verdict::Met => ("達成", Shape::Check, Tone::Blue),
        Verdict::OnPath => ("計画どおり", Shape::Up, Tone::Sky),
        Verdict::BehindPath => ("遅れ", Shape::Down, Tone::Orange),
        Verdict::NotMet => ("未達成", Shape::Cross, Tone::Orange),
        Verdict::NotYetMeasurable => ("まだ判定できない", Shape::Ring, Tone::Grey),
        Verdict::NoNumber => ("数値で判定しない", Shape::OpenSquare, Tone::Grey),
        Verdict::NoTarget => ("目標なし", Shape::Bar, Tone::Grey),
    };
    Badge::new(word, shape, tone)
}

/// What a verdict says, for the legend.
pub fn verdict_explanation(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "期限の実績値（毎年度の目標では、その年度の実績値）が、目標を満たしている",
        Verdict::OnPath => "期限前で、最新の実績値が、その時点の計画上の値に届いているか、すでに目標を満たしている",
        Verdict::BehindPath => "期限前で、最新の実績値が、その時点の計画上の値に届いていない",
        Verdict::NotMet => "期限の実績値（毎年度の目標では、その年度の実績値）が、目標を満たしていない",
        Verdict::NotYetMeasurable => {
            "判定に使う実績値、目標設定時の値、基準となる実績値のいずれかがまだないなど、まだ判定できない"
        }
        Verdict::NoNumber => "目標又は指標が数値ではないため、又は比べられる数値がないため、数値では判定しない",
        Verdict::NoTarget => "計画に目標が定められていない",
    }
}

/// The grounds on which a verdict can rest, the usual one first.
pub fn grounds_of(verdict: Verdict) -> &'static [Ground] {
    match verdict {
        Verdict::Met => &[Ground::ReachedAtDeadline, Ground::ReachedInYear, Ground::MovedAsAsked],
        Verdict::OnPath => &[
            Ground::AheadOfPath,
            Ground::ReachedEarly,
            Ground::Kept,
            Ground::MovedAsAsked,
        ],
        Verdict::BehindPath => &[Ground::ShortOfPath, Ground::NotKept, Ground::NotMovedAsAsked],
        Verdict::NotMet => &[Ground::MissedAtDeadline, Ground::MissedInYear, Ground::NotMovedAsAsked],
        Verdict::NotYetMeasurable => &[
            Ground::NoFigureYet,
            Ground::NoBaseline,
            Ground::BaseMissing,
            Ground::NoDeadline,
            Ground::DefinitionChanged,
        ],
        Verdict::NoNumber => &[Ground::JudgedInWords, Ground::InstrumentOnly, Ground::DefinitionChanged],
        Verdict::NoTarget => &[Ground::NoTargetSet],
    }
}

/// Why a verdict is what it is, as one sentence (判定の理由).
pub fn ground(ground: &Ground) -> &'static str {
    match ground {
        Ground::ReachedAtDeadline => "期限の時期の値が目標を満たしています。",
        Ground::MissedAtDeadline => "期限の時期の値が目標を満たしていません。",
        Ground::ReachedInYear => "その年度の実績値が目標を満たしています。",
        Ground::MissedInYear => "その年度の実績値が目標を満たしていません。",
        Ground::ReachedEarly => "期限前ですが、最新の実績値がすでに目標を満たしています。",
        Ground::Kept => "維持するとした水準を保っています。",
        Ground::NotKept => "維持するとした水準を、現在は保っていません。",
        Ground::AheadOfPath => "期限前で、最新の実績値はその時点の計画上の値に届いています。",
        Ground::ShortOfPath => "期限前で、最新の実績値はその時点の計画上の値に届いていません。",
        Ground::MovedAsAsked => "実績値が目標とする方向に動いています。",
        Ground::NotMovedAsAsked => "実績値が目標とする方向に動いていません。",
        Ground::NoFigureYet => "目標の対象となる時期の実績値がまだありません。",
        Ground::BaseMissing => "目標の基準となる実績値がまだないため、目標値を計算できません。",
        Ground::NoBaseline => {
            "期限前で目標に届いておらず、目標設定時の値が示されていないため、計画経路と比べられません。"
        }
        Ground::DefinitionChanged => "途中で値の定義が変わったため、前の値とは比べられません。",
        Ground::JudgedInWords => "目標が文章で定められているため、数値では判定しません。",
        Ground::InstrumentOnly => "調査などの手段だけが定められており、数値がありません。",
        Ground::NoTargetSet => "計画に目標が定められていません。",
        Ground::NoDeadline => "目標の期限が定められておらず、最新の実績値は目標をまだ満たしていません。",
    }
}

/// A vintage (数値の確からしさ).
pub fn vintage(vintage: Vintage) -> Badge {
    let (word, shape, tone) = match vintage {
        Vintage::Forecast => ("見込み", Shape::Dotted, Tone::Orange),
        Vintage::Provisional => ("速報・暫定", Shape::Ring, Tone::Orange),
        Vintage::Final => ("確定", Shape::Disc, Tone::Blue),
        Vintage::Revised => ("訂正", Shape::Diamond, Tone::Blue),
    };
    Badge::new(word, shape, tone)
}

/// All vintages, from the least to the most certain.
pub const VINTAGES: [Vintage; 4] = [
    Vintage::Forecast,
    Vintage::Provisional,
    Vintage::Final,
    Vintage::Revised,
];

/// What a vintage says, for the legend.
pub fn vintage_explanation(vintage: Vintage) -> &'static str {
    match vintage {
        Vintage::Forecast => "期間が終わる前に見込んだ値。後で変わることがある",
        Vintage::Provisional => "期間は終わったが、まだ確定していない値",
        Vintage::Final => "確定した値",
        Vintage::Revised => "公表した後に訂正した値。訂正前の値も残して示す",
    }
}

/// The mark printed in place of a value (値がないことの記号).
pub fn absence_mark(reason: AbsenceReason) -> &'static str {
    match reason {
        AbsenceReason::NotApplicable => "－",
        AbsenceReason::NoEvent => "該当者なし",
        AbsenceReason::NotYetDue => "未到来",
        AbsenceReason::NotYetCollected => "集計中",
        AbsenceReason::Withheld => "x",
        AbsenceReason::NotRecorded => "…",
        AbsenceReason::IndicatorEnded => "終了",
        AbsenceReason::RecordedElsewhere => "別掲",
    }
}

/// What the mark means: read out instead of the mark, and printed in the legend.
pub fn absence_meaning(reason: AbsenceReason) -> &'static str {
    match reason {
        AbsenceReason::NotApplicable => "該当しない",
        AbsenceReason::NoEvent => "対象となる人や事実がなかった（0とは異なる）",
        AbsenceReason::NotYetDue => "時期がまだ来ていない",
        AbsenceReason::NotYetCollected => "集計中、又は後日公表",
        AbsenceReason::Withheld => "人数が少ないなどの理由で公表しない（秘匿）",
        AbsenceReason::NotRecorded => "その時期の記録がない",
        AbsenceReason::IndicatorEnded => "指標が終了している",
        AbsenceReason::RecordedElsewhere => "別の場所に掲載している",
    }
}

/// All reasons for absence, in the order of the legend.
pub const ABSENCES: [AbsenceReason; 8] = [
    AbsenceReason::NotApplicable,
    AbsenceReason::NoEvent,
    AbsenceReason::NotYetDue,
    AbsenceReason::NotYetCollected,
    AbsenceReason::Withheld,
    AbsenceReason::NotRecorded,
    AbsenceReason::IndicatorEnded,
    AbsenceReason::RecordedElsewhere,
];

/// The state of a plan (計画の状態).
pub fn plan_state(state: PlanState) -> Badge {
    match state {
        PlanState::Draft => Badge::new("案", Shape::Dotted, Tone::Orange),
        PlanState::Adopted => Badge::new("策定済み", Shape::Disc, Tone::Blue),
        PlanState::Abolished => Badge::new("廃止", Shape::Bar, Tone::Grey),
    }
}

/// What the state of a plan means to the reader.
pub fn plan_state_explanation(state: PlanState) -> &'static str {
    match state {
        PlanState::Draft => "この計画は案の段階です。内容は変わることがあります。",
        PlanState::Adopted => "この計画は策定されています。",
        PlanState::Abolished => "この計画は廃止されています。記録として掲載しています。",
    }
}

/// A plan period: as printed, or from the first to the last fiscal year (計画期間).
pub fn plan_period(period: &PlanPeriod) -> String {
    let label = |year: FiscalYear| year.label(YearStyle::EraWithWestern);
    match (&period.text, period.to) {
        (Some(text), _) => text.clone(),
        (None, Some(to)) if to == period.from => label(to),
        (None, Some(to)) => format!("{}から{}まで", label(period.from), label(to)),
        (None, None) => format!("{}から", label(period.from)),
    }
}

/// How another plan stands to this one (関連計画との関係).
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Predecessor => "前の計画",
        Relation::Successor => "後の計画",
        Relation::Parent => "上位の計画",
        Relation::Related => "関連する計画",
    }
}

/// The kind of a phase (段階の種類).
pub fn phase(kind: PhaseKind) -> Badge {
    match kind {
        PhaseKind::Pilot => Badge::new("試行", Shape::Dotted, Tone::Sky),
        PhaseKind::Start => Badge::new("開始", Shape::Ring, Tone::Blue),
        PhaseKind::Extension => Badge::new("拡大", Shape::Up, Tone::Blue),
        PhaseKind::Full => Badge::new("全面実施", Shape::Disc, Tone::Blue),
        PhaseKind::Considering => Badge::new("検討", Shape::OpenDiamond, Tone::Grey),
    }
}

/// Which edition of the site (公開版・内部版).
pub fn edition_of(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => "公開版",
        Audience::Internal => "内部版",
    }
}

/// Which edition of the site, and what the public could know by which day is in it.
pub fn edition_and_cut_off(audience: Audience, as_of: Option<NaiveDate>) -> String {
    let edition = edition_of(audience);
    match as_of {
        Some(day) => format!("{edition}（{}現在）", When::Day(day).label(YearStyle::Era)),
        None => edition.to_owned(),
    }
}

/// An edition by its year, and its stage when it is an interim one (年度版).
pub fn edition(edition: EditionId) -> String {
    let year = edition.fiscal_year.label(YearStyle::Era);
    match edition.stage {
        Stage::Final => year,
        Stage::TermStart | Stage::Midterm => format!("{year}（{}）", stage(edition.stage)),
    }
}

/// Stage of an edition (報告の段階).
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::TermStart => "期首",
        Stage::Midterm => "中間報告",
        Stage::Final => "期末・確定",
    }
}

/// Stage of an edition as a badge.
pub fn edition_stage(of: Stage) -> Badge {
    match of {
        Stage::TermStart => Badge::new(stage(of), Shape::Ring, Tone::Orange),
        Stage::Midterm => Badge::new(stage(of), Shape::Half, Tone::Orange),
        Stage::Final => Badge::new("最終報告", Shape::Disc, Tone::Blue),
    }
}

/// How a measure or indicator came to stand where it stands (異動の種類).
pub fn lineage(kind: LineageKind) -> Badge {
    let (word, shape, tone) = match kind {
        LineageKind::Continued => ("継続", Shape::Arrow, Tone::Grey),
        LineageKind::Split => ("分割", Shape::Half, Tone::Sky),
        LineageKind::Merged => ("統合", Shape::Disc, Tone::Sky),
        LineageKind::Moved => ("移動", Shape::OpenDiamond, Tone::Sky),
        LineageKind::Renumbered => ("番号変更", Shape::OpenSquare, Tone::Sky),
        LineageKind::Retitled => ("名称変更", Shape::Square, Tone::Sky),
        LineageKind::New => ("新規", Shape::Plus, Tone::Blue),
        LineageKind::Added => ("追加", Shape::Ring, Tone::Blue),
    };
    Badge::new(word, shape, tone)
}

/// How something ended (終了).
pub fn lineage_end(end: End<'_>) -> Badge {
    match end {
        End::Ended(_) => Badge::new("終了", Shape::Bar, Tone::Grey),
        End::WithPlan => Badge::new("計画とともに終了", Shape::Dotted, Tone::Grey),
    }
}

/// All kinds with what they say, in the order of the legend.
pub fn lineage_legend() -> Vec<(Badge, &'static str)> {
    vec![
        (
            lineage(LineageKind::Continued),
            "番号、名称、見出しを変えずに引き継いだもの",
        ),
        (
            lineage(LineageKind::Renumbered),
            "番号（上の見出しの番号を含む）を変えて引き継いだもの",
        ),
        (lineage(LineageKind::Retitled), "名称を変えて引き継いだもの"),
        (lineage(LineageKind::Moved), "別の見出しの下に移したもの"),
        (lineage(LineageKind::Split), "1つのものを、2つ以上に分けたもの"),
        (lineage(LineageKind::Merged), "2つ以上のものを、1つにまとめたもの"),
        (lineage(LineageKind::New), "前の計画になく、新しく始めたもの"),
        (lineage(LineageKind::Added), "計画期間の途中で加えたもの"),
        (
            Badge::new("終了", Shape::Bar, Tone::Grey),
            "計画期間の途中で終了したもの",
        ),
        (
            lineage_end(End::WithPlan),
            "計画の終了とともに終了し、次の計画に引き継いでいないもの",
        ),
    ]
}

/// Which direction is good (望ましい方向).
pub fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Higher => "高いほどよい",
        Polarity::Lower => "低いほどよい",
        Polarity::Neither => "高低の良しあしはない",
    }
}

/// What a node of the tree is (項目の種類), with the plan's own word for a measure.
pub fn node_kind(kind: NodeKind, measure_word: &str) -> String {
    match kind {
        NodeKind::Heading => "見出し".to_owned(),
        NodeKind::Group => "区分".to_owned(),
        NodeKind::Measure => measure_word.to_owned(),
        NodeKind::Mode => "実施形態".to_owned(),
        NodeKind::Slot => "記入枠".to_owned(),
    }
}

/// Title of a box without one of its own (囲みの種類).
pub fn callout(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Principle => "原則",
        CalloutKind::Rules => "決まり",
        CalloutKind::Note => "補足",
    }
}

/// What goes into a field of a form, as a hint beside its box.
pub fn field_kind(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "文章",
        FieldKind::Number => "数値",
        FieldKind::Date => "月日",
        FieldKind::DateRange => "月日から月日まで",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Two members of one family must differ in shape: colour is not enough.
    fn assert_distinct(shapes: &[Shape]) {
        let names: BTreeSet<String> = shapes.iter().map(|shape| format!("{shape:?}")).collect();
        assert_eq!(names.len(), shapes.len(), "{shapes:?}");
    }

    #[test]
    fn shapes_differ_within_a_family() {
        use {DirectionMeaning as D, RatingMeaning as R, StatusMeaning as S};
        assert_distinct(
            &[
                S::Implemented,
                S::Partial,
                S::Planned,
                S::Considering,
                S::Undecided,
                S::Ended,
            ]
            .map(|meaning| status_look(meaning).0),
        );
        assert_distinct(
            &[D::New, D::Expanded, D::Continued, D::Reduced, D::Ended, D::Free]
                .map(|meaning| direction_look(meaning).0),
        );
        assert_distinct(&[R::Good, R::Fair, R::Poor, R::Unrated].map(|meaning| rating_look(meaning).0));
        assert_distinct(&VERDICTS.map(|one| verdict(one).shape));
        assert_distinct(&VINTAGES.map(|one| vintage(one).shape));
    }

    #[test]
    fn absence_marks_differ_and_are_never_zero() {
        let marks: BTreeSet<&str> = ABSENCES.into_iter().map(absence_mark).collect();
        assert_eq!(marks.len(), ABSENCES.len());
        assert!(marks.iter().all(|mark| !mark.is_empty() && !mark.contains('0')));
    }
}
