//! What an edition says otherwise than the one before it (前年度からの変化), as data.
//!
//! An edition is compared with the last final one before it in the same plan, an interim one too. The first edition of a
//! plan is compared with nothing: what became of an earlier plan is told by its lineage.

use std::collections::BTreeMap;

use super::moves::{FigureMove, moves};
use super::{Assessment, History, Statement, Verdict, Working, assess_indicator, histories, is_unanswered};
use crate::calendar::{FiscalYear, Period};
use crate::model::{
    Answer, CorrectedValue, Correction, Deadline, Edition, Ending, Indicator, Measure, MeasureId, Node, NodeKind, Plan,
    Project, Prose, Segment, SegmentId, Stage, Status, StatusMeaning,
};

/// The comparison.
#[derive(Debug, Clone)]
pub struct Changes<'project> {
    /// The edition it is compared with.
    pub previous: &'project Edition,
    /// What changed in measures, in the order of the tree; a measure may stand here more than once.
    pub measures: Vec<MeasureChange<'project>>,
    /// Figures of a new period, against those before (数値の動き).
    pub moves: Vec<FigureMove<'project>>,
    /// Figures stated otherwise than before.
    pub figures: Vec<FigureChange<'project>>,
    /// Indicators that came or went.
    pub indicators: Vec<IndicatorChange<'project>>,
    /// Verdicts that are no longer what they were.
    pub verdicts: Vec<VerdictChange<'project>>,
}

/// A change of a measure.
#[derive(Debug, Clone)]
pub struct MeasureChange<'project> {
    /// The measure as the plan has it now.
    pub measure: &'project Measure,
    /// What changed.
    pub kind: MeasureChangeKind<'project>,
}

/// What changed in a measure.
#[derive(Debug, Clone)]
pub enum MeasureChangeKind<'project> {
    /// Another status (実施状況が変わった).
    Status {
        /// Which way.
        movement: Movement,
        /// Before.
        from: &'project Status,
        /// Now.
        to: &'project Status,
    },
    /// New in the plan (新しい取組), with its status when it has one.
    New(Option<&'project Status>),
    /// No longer in the plan (なくなった取組), with the reason when one is given.
    Ended(Option<&'project Ending>),
    /// Renumbered, retitled or moved (番号・名称・位置の変更).
    Renamed {
        /// As it stood before.
        before: Standing,
        /// As it stands in the edition.
        after: Standing,
        /// Why.
        reason: Option<&'project Prose>,
    },
    /// Entries, results and outlook say the same as last time, but for white space (前年度と同じ記述).
    SameText,
    /// No answer (回答なし).
    Unanswered,
    /// No answer last time, one now (新たな回答).
    Answered(&'project Status),
}

/// Which way a status moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Movement {
    /// Nearer to being carried out (進んだ).
    Forward,
    /// Farther from it (後退した).
    Back,
    /// Carried on no longer (終了とした).
    Finished,
    /// Taken up again (再開した).
    Resumed,
    /// Another word at the same height (区分の変更).
    Sideways,
}

/// Where and under which name a measure stands in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Printed label.
    pub label: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// The node above it.
    pub under: Option<MeasureId>,
}

/// A figure stated otherwise than before.
#[derive(Debug, Clone)]
pub struct FigureChange<'project> {
    /// Indicator.
    pub indicator: &'project Indicator,
    /// Series.
    pub segment: Option<&'project Segment>,
    /// Period it is about.
    pub period: Period,
    /// What was stated last before; none when a correction alone tells it.
    pub before: Option<Statement<'project>>,
    /// What the edition states; none when a correction alone tells it.
    pub after: Option<Statement<'project>>,
    /// The correction that tells it.
    pub correction: Option<(&'project Correction, &'project CorrectedValue)>,
}

impl FigureChange<'_> {
    /// Whether there was no value before and is one now.
    pub fn is_supplied(&self) -> bool {
        let value = |statement: &Option<Statement<'_>>| statement.and_then(|one| one.observation.value());
        self.correction.is_none() && value(&self.before).is_none() && value(&self.after).is_some()
    }
}

/// An indicator that came or went.
#[derive(Debug, Clone, Copy)]
pub struct IndicatorChange<'project> {
    /// Indicator.
    pub indicator: &'project Indicator,
    /// Its end; none for a new one.
    pub ended: Option<&'project Ending>,
}

/// A verdict that is no longer what it was.
#[derive(Debug, Clone)]
pub struct VerdictChange<'project> {
    /// Indicator.
    pub indicator: &'project Indicator,
    /// Series.
    pub segment: Option<&'project Segment>,
    /// As known with the edition before.
    pub from: Verdict,
    /// As known with this one.
    pub to: Verdict,
    /// How that one was reached.
    pub working: Working<'project>,
}

/// The edition that another is compared with: the last final one before it.
pub fn previous_edition<'project>(plan: &'project Plan, edition: &Edition) -> Option<&'project Edition> {
    plan.editions
        .iter()
        .rfind(|other| other.stage == Stage::Final && other.id() < edition.id())
}

/// Whether an indicator belongs to the plan in a fiscal year.
pub fn indicator_stands_in(indicator: &Indicator, year: FiscalYear) -> bool {
    indicator.since.is_none_or(|since| since <= year)
        && indicator.ended.as_ref().is_none_or(|ending| year <= ending.after)
}

/// Compares an edition with the one before it; none when there is none.
pub fn changes<'project>(
    project: &'project Project,
    plan: &'project Plan,
    edition: &'project Edition,
) -> Option<Changes<'project>> {
    let previous = previous_edition(plan, edition)?;
    Some(Changes {
        previous,
        measures: measures(plan, previous, edition),
        moves: moves(project, plan, previous.id(), edition),
        figures: figures(project, plan, edition),
        indicators: indicators(plan, previous, edition),
        verdicts: verdicts(project, plan, previous, edition),
    })
}

/// How one status stands to another. Undecided counts as considering; the end stands apart.
pub fn movement(from: StatusMeaning, to: StatusMeaning) -> Movement {
    match (height(from), height(to)) {
        (Some(from), Some(to)) if from < to => Movement::Forward,
        (Some(from), Some(to)) if from > to => Movement::Back,
        (Some(_), None) => Movement::Finished,
        (None, Some(_)) => Movement::Resumed,
        (Some(_), Some(_)) | (None, None) => Movement::Sideways,
    }
}

fn height(meaning: StatusMeaning) -> Option<u8> {
    match meaning {
        StatusMeaning::Considering | StatusMeaning::Undecided => Some(0),
        StatusMeaning::Planned => Some(1),
        StatusMeaning::Partial => Some(2),
        StatusMeaning::Implemented => Some(3),
        StatusMeaning::Ended => None,
    }
}

/// All nodes of the tree of a year, where they stand in it.
struct YearTree<'tree> {
    nodes: BTreeMap<&'tree MeasureId, (&'tree Measure, Option<&'tree MeasureId>)>,
}

impl<'tree> YearTree<'tree> {
    fn new(tree: &'tree [Node]) -> Self {
        let mut nodes = BTreeMap::new();
        let mut stack: Vec<(Option<&MeasureId>, &Node)> = tree.iter().map(|node| (None, node)).collect();
        while let Some((under, node)) = stack.pop() {
            let Node::Measure(measure) = node else { continue };
            nodes.insert(&measure.id, (measure, under));
            stack.extend(measure.children.iter().map(|child| (Some(&measure.id), child)));
        }
        Self { nodes }
    }

    fn standing(&self, id: &MeasureId) -> Option<Standing> {
        let (measure, under) = self.nodes.get(id)?;
        Some(Standing {
            label: measure.label.clone(),
            title: measure.title.clone(),
            under: under.cloned(),
        })
    }
}

fn measures<'project>(
    plan: &'project Plan,
    previous: &'project Edition,
    edition: &'project Edition,
) -> Vec<MeasureChange<'project>> {
    let (then, now) = (plan.tree_in(previous.fiscal_year), plan.tree_in(edition.fiscal_year));
    let (then, now) = (YearTree::new(&then), YearTree::new(&now));
    let mut changes = Vec::new();
    for measure in plan.measures().filter(|measure| measure.kind != NodeKind::Slot) {
        let (before, after) = (previous.answers.get(&measure.id), edition.answers.get(&measure.id));
        let status = after.and_then(|answer| answer.status.as_ref());
        let mut add = |kind| changes.push(MeasureChange { measure, kind });
        match (then.standing(&measure.id), now.standing(&measure.id)) {
            (None, None) => continue,
            (None, Some(_)) => add(MeasureChangeKind::New(status)),
            (Some(_), None) => {
                add(MeasureChangeKind::Ended(ending(plan, measure, edition.fiscal_year)));
                continue;
            }
            (Some(old), Some(new)) => {
                if old != new {
                    let reason = measure
                        .former_in(previous.fiscal_year)
                        .and_then(|former| former.reason.as_ref());
                    add(MeasureChangeKind::Renamed {
                        before: old,
                        after: new,
                        reason,
                    });
                }
                let was_silent = then
                    .nodes
                    .get(&measure.id)
                    .is_some_and(|(standing, _)| is_unanswered(plan, previous, standing));
                match (before.and_then(|answer| answer.status.as_ref()), status) {
                    (Some(from), Some(to)) if from.word != to.word => {
                        add(MeasureChangeKind::Status {
                            movement: movement(from.meaning, to.meaning),
                            from,
                            to,
                        });
                    }
                    (None, Some(to)) if was_silent => add(MeasureChangeKind::Answered(to)),
                    (_, Some(_) | None) => {}
                }
                if before
                    .zip(after)
                    .is_some_and(|(before, after)| says_the_same(before, after))
                {
                    add(MeasureChangeKind::SameText);
                }
            }
        }
        if now
            .nodes
            .get(&measure.id)
            .is_some_and(|(standing, _)| is_unanswered(plan, edition, standing))
        {
            add(MeasureChangeKind::Unanswered);
        }
    }
    changes
}

/// The end of a measure, its own or that of a node above it.
fn ending<'project>(plan: &'project Plan, measure: &'project Measure, year: FiscalYear) -> Option<&'project Ending> {
    let above = plan.ancestors(&measure.id).into_iter().rev();
    std::iter::once(measure)
        .chain(above)
        .filter_map(|one| one.ended.as_ref())
        .find(|ending| ending.after < year)
}

/// Whether two answers have the same texts; false when they have none.
fn says_the_same(before: &Answer, after: &Answer) -> bool {
    let (before, after) = (texts(before), texts(after));
    before == after && after.iter().flatten().any(|text| !text.is_empty())
}

/// Entries, results and outlook without white space.
fn texts(answer: &Answer) -> [Vec<String>; 3] {
    let folded = |prose: &Prose| prose.as_markdown().split_whitespace().collect::<String>();
    [
        answer.entries.items().iter().map(|entry| folded(&entry.text)).collect(),
        answer
            .results
            .items()
            .iter()
            .map(|result| result.text.as_ref().map(folded).unwrap_or_default())
            .collect(),
        answer.outlook.iter().map(folded).collect(),
    ]
}

fn figures<'project>(
    project: &'project Project,
    plan: &'project Plan,
    edition: &'project Edition,
) -> Vec<FigureChange<'project>> {
    let mut changes = Vec::new();
    for indicator in &plan.indicators {
        for history in histories(project, plan, indicator, Some(edition.id())) {
            changes.extend(history_changes(plan, edition, indicator, &history));
        }
    }
    changes
}

/// The figures of one series that the edition states otherwise, and those that a correction alone tells.
fn history_changes<'project>(
    plan: &Plan,
    edition: &'project Edition,
    indicator: &'project Indicator,
    history: &History<'project>,
) -> Vec<FigureChange<'project>> {
    let own = |statement: &Statement<'_>| statement.plan.id == plan.id && statement.edition == edition.id();
    let (now, before): (Vec<Statement<'_>>, Vec<Statement<'_>>) = history.statements.iter().partition(|one| own(one));
    let with = |statements| History {
        statements,
        ..history.clone()
    };
    let (now, before) = (with(now).current(), with(before).current());
    let id = history.segment.map(|segment| &segment.id);
    let mut corrections = corrections_of(edition, indicator, id);
    let mut changes = Vec::new();
    for after in now {
        let period = after.observation.period;
        let correction = corrections
            .iter()
            .position(|(_, value)| value.period == period)
            .map(|position| corrections.remove(position));
        let before = before.iter().find(|one| one.observation.period == period).copied();
        let values = before.map(|before| (before.observation.value(), after.observation.value()));
        if correction.is_some() || values.is_some_and(|(before, after)| before != after) {
            changes.push(FigureChange {
                indicator,
                segment: history.segment,
                period,
                before,
                after: Some(after),
                correction,
            });
        }
    }
    changes.extend(corrections.into_iter().map(|correction| FigureChange {
        indicator,
        segment: history.segment,
        period: correction.1.period,
        before: None,
        after: None,
        correction: Some(correction),
    }));
    changes
}

fn corrections_of<'project>(
    edition: &'project Edition,
    indicator: &Indicator,
    segment: Option<&SegmentId>,
) -> Vec<(&'project Correction, &'project CorrectedValue)> {
    let all = edition.corrections.iter();
    let values = all.flat_map(|correction| correction.values.iter().map(move |value| (correction, value)));
    values
        .filter(|(_, value)| value.indicator == indicator.id && value.segment.as_ref() == segment)
        .collect()
}

fn indicators<'project>(plan: &'project Plan, previous: &Edition, edition: &Edition) -> Vec<IndicatorChange<'project>> {
    let stood = |indicator: &&Indicator, edition: &Edition| indicator_stands_in(indicator, edition.fiscal_year);
    let changed = plan
        .indicators
        .iter()
        .filter(|one| stood(one, previous) != stood(one, edition));
    changed
        .map(|indicator| IndicatorChange {
            indicator,
            ended: indicator.ended.as_ref().filter(|_| !stood(&indicator, edition)),
        })
        .collect()
}

fn verdicts<'project>(
    project: &'project Project,
    plan: &'project Plan,
    previous: &Edition,
    edition: &Edition,
) -> Vec<VerdictChange<'project>> {
    let mut changes = Vec::new();
    for indicator in &plan.indicators {
        if ![previous, edition]
            .iter()
            .all(|one| indicator_stands_in(indicator, one.fiscal_year))
        {
            continue;
        }
        let known = |edition: &Edition| {
            of_the_year(
                assess_indicator(project, plan, indicator, Some(edition.id())),
                edition.fiscal_year,
            )
        };
        let (before, after) = (known(previous), known(edition));
        for now in &after {
            let Some(then) = counterpart(now, &before, &after) else {
                continue;
            };
            if then.verdict != now.verdict {
                let segment = now.segment;
                changes.push(VerdictChange {
                    indicator,
                    segment,
                    from: then.verdict,
                    to: now.verdict,
                    working: now.working.clone(),
                });
            }
        }
    }
    changes
}

/// Of a yearly series of targets that of the year; all others as they are.
fn of_the_year(assessments: Vec<Assessment<'_>>, year: FiscalYear) -> Vec<Assessment<'_>> {
    let fits = |assessment: &Assessment<'_>| yearly(assessment).is_none_or(|own| own == year);
    assessments.into_iter().filter(fits).collect()
}

fn yearly(assessment: &Assessment<'_>) -> Option<FiscalYear> {
    match assessment.target.map(|target| &target.deadline) {
        Some(Deadline::In(year)) => Some(*year),
        Some(Deadline::By(_) | Deadline::Every | Deadline::Open) | None => None,
    }
}

/// The assessment of the edition before that stands for the same target: the very same, that of the yearly series, or
/// the only one of the series.
fn counterpart<'list, 'project>(
    now: &Assessment<'project>,
    before: &'list [Assessment<'project>],
    after: &[Assessment<'project>],
) -> Option<&'list Assessment<'project>> {
    let same_series = |other: &&Assessment<'_>| other.segment.map(|one| &one.id) == now.segment.map(|one| &one.id);
    let same_target = |other: &&Assessment<'_>| match (other.target, now.target) {
        (Some(other), Some(own)) => std::ptr::eq(other, own),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    let rivals: Vec<&Assessment<'_>> = before.iter().filter(same_series).collect();
    let exact = rivals.iter().copied().find(|other| same_target(other));
    let of_series = || {
        rivals
            .iter()
            .copied()
            .find(|other| yearly(other).is_some() && yearly(now).is_some())
    };
    let alone = || (rivals.len() == 1 && after.iter().filter(same_series).count() == 1).then(|| rivals[0]);
    exact.or_else(of_series).or_else(alone)
}

#[cfg(test)]
#[path = "changes_tests.rs"]
mod tests;
