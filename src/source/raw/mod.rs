//! What the YAML says, with the place of everything said.
//!
//! These shapes know keys and types, nothing of meaning: whether a measure named in an
//! edition exists, whether a reason is required, what a verdict is — all that comes later
//! (`check`, `evaluate`). The doc comment of each field is its published explanation.

mod accessibility;
mod edition;
mod form;
mod handling;
mod import;
mod indicator;
mod measure;
mod plan;
mod scalars;
mod site;
mod table;
mod target;
mod withhold;

pub use accessibility::{
    Accessibility, AccessibilityPolicy, AccessibilityStandard, AccessibilityTest, ConformanceLevel, Conformity,
    CriterionResult, LongCriterionResult, Outcome, TestedPage,
};
pub use edition::{
    AbsenceWord, Answer, Cell, CorrectedValue, Correction, Edition, Entry, IndicatorAnswers, Observation, Published,
    QuotedFigure, Reprise, ResultItem, Stage, VintageWord,
};
pub use form::{Field, FieldKind, Form, FormRow, FormSection, FormTable, Weights};
pub use handling::{Audience, PageHandling};
pub use import::{ImportColumn, ImportKind, ImportMapping, ImportRole, ImportTable};
pub use indicator::{
    Baseline, Break, Disclosure, DisclosureArea, Indicator, IndicatorKind, Polarity, Preset, Segment, SignWord,
    SourcePlan, TotalOf,
};
pub use measure::{BoxKind, Callout, Ending, Former, Goal, Measure, NodeKind, Phase, PhaseKind, Reference, Step};
pub use plan::{
    CheckLevel, Column, ColumnField, DEFAULT_STATUSES, Direction, DirectionMeaning, FormerName, GlossaryTerm, Law,
    LongStatus, Mark, Meaning, Office, Plan, PlanPeriod, PlanReference, PlanState, Process, Rating, RelatedPlan,
    Relation, Release, Requirement, Responsibility, Status, Tag,
};
pub use scalars::{Dates, Day};
pub use site::Site;
pub use table::{FreeTable, TableCell, TableColumn, TableRow};
pub use target::{BaseOf, Bound, BoundValue, NamedYear, RelativeBound, Replaced, Target, TargetSet, Toward};
pub use withhold::{Withhold, WithholdRule};
