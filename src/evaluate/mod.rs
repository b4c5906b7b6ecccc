//! Verdicts on targets (判定), with their working as data: every figure a reader needs to follow the verdict.
//!
//! Deliberately does not know words, colours or pages: the word 達成 is `view::wording`'s.

mod answers;
mod baseline;
mod changes;
mod history;
mod judge;
mod later;
mod lineage;
mod moves;
mod path;
mod required;
mod verdict;

pub use answers::{answered_through_modes, asks_for_status, has_answers, is_unanswered, stood};
pub use baseline::BaselineUsed;
pub use changes::{
    Changes, FigureChange, IndicatorChange, MeasureChange, MeasureChangeKind, Movement, Standing, VerdictChange,
    changes, indicator_stands_in, movement, previous_edition,
};
pub use history::{History, Statement, histories};
pub use judge::{assess_indicator, holds};
pub use later::{earlier_value, later_value};
pub use lineage::{Arrival, End, Kind as LineageKind, Member, Station, Subject, is_worth_telling, stations, thread};
pub use moves::{Course, FigureMove};
pub use path::{PathEnd, PathPoint, PathStep, PlannedPath, deadline_stands, figure_stands};
pub use required::{BaseUsed, Required};
pub use verdict::{Assessment, ComparedWith, Ground, Verdict, Working};
