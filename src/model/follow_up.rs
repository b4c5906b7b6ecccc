//! One year's follow-up (フォローアップ): an edition with its answers.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Handling, IndicatorId, MeasureId, Observation, Prose, QuotedFigure, SegmentId, Status};
use crate::calendar::{FiscalYear, Period};
use crate::model::{Direction, Rating, Tag};
use crate::quantity::Number;

/// An edition (年度版): the follow-up of one fiscal year, as published.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Fiscal year covered (年度).
    pub fiscal_year: FiscalYear,
    /// Title as printed.
    pub title: String,
    /// Date of publication (公表日).
    pub published: Option<Period>,
    /// Data as of (時点).
    pub as_of: Option<Period>,
    /// Stage of the year (報告の段階).
    pub stage: Stage,
    /// Office in charge, as printed.
    pub office: Option<String>,
    /// The paper it was taken from.
    pub source: Option<Prose>,
    /// Notes (注).
    pub notes: Vec<Prose>,
    /// Answers by measure.
    pub answers: BTreeMap<MeasureId, Answer>,
    /// Measures whose answer is there, but not for the readers of this edition (非公開の回答). Empty until the door of `edition`.
    pub kept_back: BTreeSet<MeasureId>,
    /// Observations by indicator, in the order written.
    pub observations: BTreeMap<IndicatorId, Vec<Observation>>,
    /// Corrections of earlier publications (訂正).
    pub corrections: Vec<Correction>,
    /// For whom it is, and from when: a draft is internal (取扱い).
    pub handling: Handling,
}

/// Which edition: its year and stage. Editions of one year follow one another by stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EditionId {
    /// Fiscal year covered.
    pub fiscal_year: FiscalYear,
    /// Stage.
    pub stage: Stage,
}

/// Stage of an edition (報告の段階).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// 期首
    TermStart,
    /// 中間
    Midterm,
    /// 期末・確定
    Final,
}

impl Edition {
    /// Which edition it is.
    pub fn id(&self) -> EditionId {
        EditionId {
            fiscal_year: self.fiscal_year,
            stage: self.stage,
        }
    }
}

/// The answer for one measure in one year.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Status (実施状況).
    pub status: Option<Status>,
    /// Reason (理由).
    pub reason: Option<Prose>,
    /// Direction (今後の方向性).
    pub direction: Option<Direction>,
    /// The publisher's rating (評価).
    pub rating: Option<Rating>,
    /// Entries (取組内容).
    pub entries: Cell<Entry>,
    /// Results (成果).
    pub results: Cell<ResultItem>,
    /// What comes next in words (今後の方向性の説明).
    pub outlook: Option<Prose>,
    /// Footnotes (注).
    pub notes: Vec<Prose>,
    /// For whom it is, and from when (取扱い).
    pub handling: Handling,
}

/// A cell of the published form.
#[derive(Debug, Clone, Default)]
pub enum Cell<T> {
    /// Blank: not applicable, or covered by the measure above (空欄).
    #[default]
    Blank,
    /// A mark that says: deliberately nothing (—).
    Nothing(String),
    /// Items.
    Items(Vec<T>),
}

impl<T> Cell<T> {
    /// The items; empty when blank or deliberately nothing.
    pub fn items(&self) -> &[T] {
        match self {
            Self::Items(items) => items,
            Self::Blank | Self::Nothing(_) => &[],
        }
    }

    /// Whether the cell is blank.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }
}

/// An entry of what was done (取組内容の一項目).
#[derive(Debug, Clone)]
pub struct Entry {
    /// Id within the measure.
    pub id: Option<String>,
    /// Tags as written (【新規】).
    pub tags: Vec<Tag>,
    /// The year the entry is about, when it names its own.
    pub year: Option<Period>,
    /// Text.
    pub text: Prose,
    /// The entry it repeats (再掲): measure and entry id.
    pub repeats: Option<(MeasureId, String)>,
    /// Figures quoted.
    pub figures: Vec<QuotedFigure>,
    /// Footnotes.
    pub notes: Vec<Prose>,
    /// For whom it is, and from when (取扱い).
    pub handling: Handling,
}

/// A result (成果の一項目).
#[derive(Debug, Clone)]
pub struct ResultItem {
    /// Tags.
    pub tags: Vec<Tag>,
    /// Text.
    pub text: Option<Prose>,
    /// Measures whose result it is too (同じ).
    pub same_as_measures: Vec<MeasureId>,
    /// Indicators whose values it refers to (同じ).
    pub same_as_indicators: Vec<IndicatorId>,
    /// Figures quoted.
    pub figures: Vec<QuotedFigure>,
    /// Footnotes.
    pub notes: Vec<Prose>,
    /// For whom it is, and from when (取扱い).
    pub handling: Handling,
}

/// A correction of something already published (訂正).
#[derive(Debug, Clone)]
pub struct Correction {
    /// Date.
    pub date: Period,
    /// What and why.
    pub text: Prose,
    /// Measures concerned.
    pub measures: Vec<MeasureId>,
    /// Indicators concerned.
    pub indicators: Vec<IndicatorId>,
    /// Values corrected.
    pub values: Vec<CorrectedValue>,
    /// For whom it is, and from when (取扱い).
    pub handling: Handling,
}

/// A value that was corrected (訂正した数値).
#[derive(Debug, Clone)]
pub struct CorrectedValue {
    /// Indicator.
    pub indicator: IndicatorId,
    /// Segment.
    pub segment: Option<SegmentId>,
    /// Period.
    pub period: Period,
    /// As published before.
    pub old: Number,
    /// As it holds now.
    pub new: Number,
}
