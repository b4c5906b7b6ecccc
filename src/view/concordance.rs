//! What became of each measure of the plan before (新旧対照表): in the old plan's order, then what is new.

use serde::Serialize;

use super::badge::Badge;
use super::frame::{Frame, Link};
use super::lineage::{link_as, name};
use super::{Address, wording};
use crate::calendar::YearStyle;
use crate::evaluate::{End, LineageKind, Member, Station, Subject, stations};
use crate::model::{Plan, Project};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct ConcordancePage {
    /// Frame.
    pub frame: Frame,
    /// The plans compared: the earlier ones, and this one.
    pub old_plans: Vec<Link>,
    /// This plan.
    pub new_plan: Link,
    /// The kinds that occur, with what they mean.
    pub legend: Vec<Meaning>,
    /// Tables: measures, indicators.
    pub tables: Vec<ConcordanceTable>,
    /// What changed within this plan.
    pub changes: Vec<ChangeRow>,
    /// The plan's word for a measure.
    pub measure_word: String,
}

/// A kind with its meaning.
#[derive(Debug, Serialize)]
pub struct Meaning {
    /// Kind.
    pub badge: Badge,
    /// What it means.
    pub meaning: &'static str,
}

/// A table.
#[derive(Debug, Serialize)]
pub struct ConcordanceTable {
    /// Anchor.
    pub anchor: &'static str,
    /// Title (caption).
    pub caption: String,
    /// Whether anything has a number.
    pub has_labels: bool,
    /// Rows.
    pub rows: Vec<ConcordanceRow>,
}

/// A row: one step from old to new.
#[derive(Debug, Serialize)]
pub struct ConcordanceRow {
    /// In the old plan; none for what is new.
    pub old: Option<EntryView>,
    /// In the new plan; none for what ended.
    pub new: Option<EntryView>,
    /// Kinds.
    pub kinds: Vec<Badge>,
    /// Why it ended.
    pub note: Option<Html>,
}

/// A measure or indicator in one of the plans.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// Its number with those of its headings: `1(3)②`.
    pub label: Option<String>,
    /// Title with a link.
    pub name: Link,
}

/// A change within the plan.
#[derive(Debug, Serialize)]
pub struct ChangeRow {
    /// First fiscal year of the new state.
    pub year: Option<String>,
    /// What it was; empty for what was added.
    pub old: Vec<EntryView>,
    /// What it is.
    pub new: Option<EntryView>,
    /// Kinds.
    pub kinds: Vec<Badge>,
    /// Why.
    pub note: Option<Html>,
}

/// Whether a plan has a page of this kind: something in it continues something of another plan.
pub fn has_concordance(plan: &Plan) -> bool {
    !plan.predecessors().is_empty()
}

impl ConcordancePage {
    /// The page of a plan; none when it continues no other.
    pub fn new(project: &Project, plan: &Plan) -> Option<Self> {
        let old: Vec<&Plan> = plan.predecessors().iter().map(|id| project.plan(id)).collect();
        if old.is_empty() {
            return None;
        }
        let page = Address::Concordance(plan.id.clone());
        let build = Builder {
            project,
            plan,
            page: &page,
        };
        let table = |anchor, what: &str, of_old: Vec<Member<'_>>, of_new: Vec<Member<'_>>| {
            let rows = build.rows(&of_old, &of_new);
            let has_labels = rows
                .iter()
                .flat_map(|row| row.old.iter().chain(&row.new))
                .any(|entry| entry.label.is_some());
            ConcordanceTable {
                anchor,
                caption: format!("{what}の新旧対照表"),
                has_labels,
                rows,
            }
        };
        let tables = [
            table(
                "measures",
                &plan.measure_word,
                old.iter().flat_map(|plan| measures(plan)).collect(),
                measures(plan),
            ),
            table(
                "indicators",
                "指標",
                old.iter().flat_map(|plan| indicators(plan)).collect(),
                indicators(plan),
            ),
        ];
        let tables: Vec<_> = tables
            .into_iter()
            .filter(|table| table.rows.iter().any(|row| row.old.is_some() && row.new.is_some()))
            .collect();
        let changes = build.changes();
        Some(Self {
            frame: Frame::new(project, Some(plan), &page, "新旧対照表"),
            old_plans: old
                .iter()
                .map(|old| Link::new(&page, &Address::Plan(old.id.clone()), &old.title))
                .collect(),
            new_plan: Link::new(&page, &Address::Plan(plan.id.clone()), &plan.title),
            legend: legend(&tables, &changes),
            tables,
            changes,
            measure_word: plan.measure_word.clone(),
        })
    }
}

fn measures(plan: &Plan) -> Vec<Member<'_>> {
    plan.measures().map(|one| Member::measure(plan, one)).collect()
}

fn indicators(plan: &Plan) -> Vec<Member<'_>> {
    plan.indicators.iter().map(|one| Member::indicator(plan, one)).collect()
}

struct Builder<'a> {
    project: &'a Project,
    plan: &'a Plan,
    page: &'a Address,
}

impl<'a> Builder<'a> {
    fn rows(&self, old: &[Member<'_>], new: &[Member<'_>]) -> Vec<ConcordanceRow> {
        let mut rows: Vec<ConcordanceRow> = old.iter().flat_map(|one| self.rows_of(one)).collect();
        rows.extend(new.iter().filter_map(|one| self.newcomer(one)));
        rows
    }

    /// A row for each that continues an old one, or one that says that it ended.
    fn rows_of(&self, old: &Member<'_>) -> Vec<ConcordanceRow> {
        let states = stations(self.project, self.own(old));
        let Some(last) = states.last() else { return Vec::new() };
        let next = last.member.continuers(self.project);
        let rows: Vec<ConcordanceRow> = next
            .iter()
            .filter(|one| one.plan.id == self.plan.id)
            .filter_map(|one| stations(self.project, *one).into_iter().next())
            .map(|first| ConcordanceRow {
                old: Some(self.entry(last)),
                kinds: kinds(&first),
                new: Some(self.entry(&first)),
                note: None,
            })
            .collect();
        match last.end {
            _ if !rows.is_empty() => rows,
            // It was continued inside its own plan: the rows of those that continue it tell the rest.
            Some(end) if next.is_empty() => vec![ConcordanceRow {
                old: Some(self.entry(last)),
                new: None,
                kinds: vec![wording::lineage_end(end)],
                note: match end {
                    End::Ended(ended) => Some(markdown::inline(&ended.reason)),
                    End::WithPlan => None,
                },
            }],
            Some(_) | None => rows,
        }
    }

    /// The same member, found in the project.
    fn own(&self, member: &Member<'_>) -> Member<'a> {
        let plan = self.project.plan(&member.plan.id);
        match member.subject {
            Subject::Measure(measure) => Member::measure(plan, plan.measure(&measure.id)),
            Subject::Indicator(indicator) => Member::indicator(plan, plan.indicator(&indicator.id)),
        }
    }

    fn newcomer(&self, new: &Member<'_>) -> Option<ConcordanceRow> {
        let first = stations(self.project, self.own(new)).into_iter().next()?;
        let arrival = first.arrival.as_ref()?;
        arrival.kinds.contains(&LineageKind::New).then(|| ConcordanceRow {
            old: None,
            kinds: kinds(&first),
            new: Some(self.entry(&first)),
            note: None,
        })
    }

    /// What changed within the plan, by year and then in the order of the tree.
    fn changes(&self) -> Vec<ChangeRow> {
        let mut changes = Vec::new();
        for measure in self.project.plan(&self.plan.id).measures() {
            let states = stations(self.project, self.own(&Member::measure(self.plan, measure)));
            for (number, state) in states.iter().enumerate() {
                if let Some(row) = self.change(number.checked_sub(1).map(|before| &states[before]), state) {
                    changes.push((state.from, row));
                }
                if let Some(End::Ended(ended)) = state.end
                    && state
                        .member
                        .continuers(self.project)
                        .iter()
                        .all(|one| one.plan.id != self.plan.id)
                {
                    let row = ChangeRow {
                        year: ended.after.next().map(|year| year.label(YearStyle::Era)),
                        old: vec![self.entry(state)],
                        new: None,
                        kinds: vec![wording::lineage_end(End::Ended(ended))],
                        note: Some(markdown::inline(&ended.reason)),
                    };
                    changes.push((ended.after.next(), row));
                }
            }
        }
        changes.sort_by_key(|(year, _)| *year);
        changes.into_iter().map(|(_, row)| row).collect()
    }

    fn change(&self, before: Option<&Station<'_>>, state: &Station<'a>) -> Option<ChangeRow> {
        let arrival = state.arrival.as_ref()?;
        let in_plan: Vec<&Member<'a>> = arrival
            .sources
            .iter()
            .filter(|one| one.plan.id == self.plan.id)
            .collect();
        let added = arrival.kinds.contains(&LineageKind::Added);
        if before.is_none() && in_plan.is_empty() && !added {
            return None;
        }
        let sources = in_plan.iter().filter_map(|one| stations(self.project, **one).pop());
        // Why a measure was divided is told where it ended.
        let told = in_plan.iter().find_map(|one| match one.subject {
            Subject::Measure(measure) => measure.ended.as_ref().map(|ended| &ended.reason),
            Subject::Indicator(_) => None,
        });
        Some(ChangeRow {
            year: state.from.map(|year| year.label(YearStyle::Era)),
            old: before
                .map(|before| self.entry(before))
                .into_iter()
                .chain(sources.map(|one| self.entry(&one)))
                .collect(),
            new: Some(self.entry(state)),
            kinds: kinds(state),
            note: arrival.reason.or(told).map(markdown::inline),
        })
    }

    fn entry(&self, station: &Station<'_>) -> EntryView {
        let labels = station
            .headings
            .iter()
            .filter_map(|heading| heading.label.as_deref())
            .chain(station.label);
        let label: String = labels.collect();
        EntryView {
            label: (!label.is_empty()).then_some(label),
            name: link_as(&station.member, self.page, name(None, station.title, &station.member)),
        }
    }
}

fn kinds(station: &Station<'_>) -> Vec<Badge> {
    station
        .arrival
        .iter()
        .flat_map(|arrival| &arrival.kinds)
        .map(|kind| wording::lineage(*kind))
        .collect()
}

/// The kinds that occur on the page, in the order of the wording.
fn legend(tables: &[ConcordanceTable], changes: &[ChangeRow]) -> Vec<Meaning> {
    let used: Vec<&Badge> = tables
        .iter()
        .flat_map(|table| table.rows.iter().flat_map(|row| &row.kinds))
        .chain(changes.iter().flat_map(|row| &row.kinds))
        .collect();
    wording::lineage_legend()
        .into_iter()
        .filter(|(badge, _)| used.contains(&badge))
        .map(|(badge, meaning)| Meaning { badge, meaning })
        .collect()
}
