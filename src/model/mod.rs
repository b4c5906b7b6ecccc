//! What a plan and its yearly follow-ups mean, after all checks. Pure values: no places, no files, no HTML.
//!
//! Deliberately does not know how it was written (YAML), how it is judged (`evaluate`) or how it is shown (`view`).
//! References between items are ids; every id held here has been checked to resolve, so the look-ups of [`Plan`] return
//! the item itself.

mod accessibility;
mod figure;
mod follow_up;
mod form;
mod handling;
mod id;
mod index;
mod indicator;
mod measure;
mod observation;
mod plan;
mod project;
mod prose;
mod table;
mod target;
mod vocabulary;
mod withhold;

pub use accessibility::{
    Accessibility, AccessibilityPolicy, AccessibilityTest, CRITERIA, ConformanceLevel, Conformity, Criterion,
    CriterionResult, Outcome,
};
pub use figure::QuotedFigure;
pub use follow_up::{Answer, Cell, CorrectedValue, Correction, Edition, EditionId, Entry, ResultItem, Stage};
pub use form::{Field, FieldKind, Form, FormRow, FormSection, FormTable, Weights};
pub use handling::{Audience, Handling, Internal};
pub use id::{IndicatorId, MeasureId, OfficeId, PlanId, SegmentId};
pub use index::{PlanIndex, ProjectIndex};
pub use indicator::{
    Baseline, Break, Disclosure, DisclosureArea, Indicator, IndicatorKind, IndicatorReference, Polarity, Segment,
};
pub use measure::{
    Callout, CalloutKind, Ending, Former, Goal, Measure, MeasureReference, Node, NodeKind, Phase, PhaseKind, Reference,
    Step,
};
pub use observation::{AbsenceReason, Observation, PublishedRatios, Reading, Vintage};
pub use plan::{
    FormerName, GlossaryTerm, Law, Office, Page, Plan, PlanPeriod, PlanState, ProcessStep, RelatedPlan, Relation,
    Release, Responsibility, nodes_of,
};
pub use project::{Project, Site};
pub use prose::Prose;
pub use table::{FreeTable, TableCell, TableColumn, TableRow};
pub use target::{Base, BoundValue, Deadline, Replaced, Target, TargetForm, Toward};
pub use vocabulary::{
    Column, ColumnField, Direction, DirectionMeaning, Mark, Rating, RatingMeaning, Status, StatusMeaning, Tag,
    TagMeaning, Vocabularies,
};
pub use withhold::{Part, Withheld, WithheldBecause, WithholdRule};
