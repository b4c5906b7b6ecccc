//! What the YAML says, with the place of everything said.
//!
//! These shapes know keys and types, nothing of meaning: whether a measure named in an
//! edition exists, whether a reason is required, what a verdict is — all that comes later
//! (`check`, `evaluate`). The doc comment of each field is its published explanation.

mod edition;
mod form;
mod indicator;
mod measure;
mod plan;
mod scalars;
mod site;
mod table;
mod target;

pub use edition::{
    AbsenceWord, Answer, Cell, CorrectedValue, Correction, Edition, Entry, IndicatorAnswers, Observation, Published,
    QuotedFigure, Reprise, ResultItem, Stage, VintageWord,
};
pub use form::{Field, FieldKind, Form, FormRow, FormSection, FormTable, Weights};
pub use indicator::{Baseline, Break, Indicator, IndicatorKind, Polarity, Segment, SignWord, SourcePlan};
pub use measure::{BoxKind, Callout, Ending, Former, Goal, Measure, NodeKind, Phase, PhaseKind, Reference, Step};
pub use plan::{
    Column, ColumnField, DEFAULT_STATUSES, Direction, DirectionMeaning, FormerName, GlossaryTerm, Law, LongStatus,
    Mark, Meaning, Office, Plan, PlanPeriod, PlanReference, PlanState, Process, Rating, RelatedPlan, Relation,
    Requirement, Responsibility, Status, Tag,
};
pub use scalars::Dates;
pub use site::Site;
pub use table::{FreeTable, TableCell, TableColumn, TableRow};
pub use target::{BaseOf, Bound, BoundValue, NamedYear, RelativeBound, Replaced, Target, TargetSet, Toward};
