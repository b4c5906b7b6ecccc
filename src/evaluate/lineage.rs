//! The thread of a measure or an indicator (経緯): what it was before, inside its plan and in earlier plans, and what it became.
//!
//! 1. [`stations`]: a measure as it stood, one state after the other (以前の記載).
//! 2. [`Member::sources`] and [`Member::continuers`]: one step back and one step on along `continues`.
//! 3. [`thread`]: all that came before and all that came after, oldest first, each with how it came about.
//!
//! Headings are compared by title and label, never by id: an id is an address and says nothing about the place.

use std::collections::BTreeSet;

use crate::calendar::FiscalYear;
use crate::model::{Ending, Indicator, IndicatorReference, Measure, MeasureReference, Node, Plan, Project, Prose};

/// What has a thread.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'project> {
    /// A measure (取組).
    Measure(&'project Measure),
    /// An indicator (指標).
    Indicator(&'project Indicator),
}

/// A measure or indicator in its plan.
#[derive(Debug, Clone, Copy)]
pub struct Member<'project> {
    /// The plan.
    pub plan: &'project Plan,
    /// The measure or indicator.
    pub subject: Subject<'project>,
}

/// How something came to stand where it stands (異動の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One continues one, unchanged (継続).
    Continued,
    /// One of several that continue the same (分割).
    Split,
    /// Continues several (統合).
    Merged,
    /// Under another heading (移動).
    Moved,
    /// Under another label (番号変更).
    Renumbered,
    /// Under another title (名称変更).
    Retitled,
    /// Continues nothing, in a plan that continues others (新規).
    New,
    /// Came into the plan later (追加).
    Added,
}

/// How a station came about.
#[derive(Debug, Clone)]
pub struct Arrival<'project> {
    /// Kinds, at least one.
    pub kinds: Vec<Kind>,
    /// What it continues; empty for a change of the same measure.
    pub sources: Vec<Member<'project>>,
    /// The others that continue the same.
    pub beside: Vec<Member<'project>>,
    /// Why.
    pub reason: Option<&'project Prose>,
}

/// How something ended.
#[derive(Debug, Clone, Copy)]
pub enum End<'project> {
    /// Before its plan did, with a reason (終了).
    Ended(&'project Ending),
    /// With its plan: the next plan continues others, not this (計画とともに終了).
    WithPlan,
}

/// How a measure or indicator stood for some years.
#[derive(Debug, Clone)]
pub struct Station<'project> {
    /// What it is.
    pub member: Member<'project>,
    /// First fiscal year.
    pub from: Option<FiscalYear>,
    /// Last fiscal year; none when it goes on.
    pub to: Option<FiscalYear>,
    /// Label then.
    pub label: Option<&'project str>,
    /// Title then.
    pub title: Option<&'project str>,
    /// Headings above it then, from the top.
    pub headings: Vec<&'project Measure>,
    /// How it came about; none for what stands from the start of a plan without predecessors.
    pub arrival: Option<Arrival<'project>>,
    /// How it ended; none when it goes on or is continued.
    pub end: Option<End<'project>>,
}

impl<'project> Member<'project> {
    /// A measure of a plan.
    pub fn measure(plan: &'project Plan, measure: &'project Measure) -> Self {
        Self {
            plan,
            subject: Subject::Measure(measure),
        }
    }

    /// An indicator of a plan.
    pub fn indicator(plan: &'project Plan, indicator: &'project Indicator) -> Self {
        Self {
            plan,
            subject: Subject::Indicator(indicator),
        }
    }

    /// Its id.
    pub fn id(&self) -> &'project str {
        match self.subject {
            Subject::Measure(measure) => measure.id.as_str(),
            Subject::Indicator(indicator) => indicator.id.as_str(),
        }
    }

    /// Its label now.
    pub fn label(&self) -> Option<&'project str> {
        match self.subject {
            Subject::Measure(measure) => measure.label.as_deref(),
            Subject::Indicator(indicator) => indicator.label.as_deref(),
        }
    }

    /// Its title now.
    pub fn title(&self) -> Option<&'project str> {
        match self.subject {
            Subject::Measure(measure) => measure.title.as_deref(),
            Subject::Indicator(indicator) => Some(&indicator.title),
        }
    }

    /// Whether both are the same.
    pub fn is(&self, other: &Member<'_>) -> bool {
        let alike = matches!(
            (self.subject, other.subject),
            (Subject::Measure(_), Subject::Measure(_)) | (Subject::Indicator(_), Subject::Indicator(_))
        );
        alike && self.plan.id == other.plan.id && self.id() == other.id()
    }

    /// What it continues, in the order written.
    pub fn sources(&self, project: &'project Project) -> Vec<Self> {
        match self.subject {
            Subject::Measure(measure) => {
                let source = |reference: &MeasureReference| {
                    let plan = project.plan(&reference.plan);
                    Self::measure(plan, plan.measure(&reference.measure))
                };
                measure.continues.iter().map(source).collect()
            }
            Subject::Indicator(indicator) => {
                let source = |reference: &IndicatorReference| {
                    let plan = project.plan(&reference.plan);
                    Self::indicator(plan, plan.indicator(&reference.indicator))
                };
                indicator.continues.iter().map(source).collect()
            }
        }
    }

    /// What continues it, in the order of the plans and their trees.
    pub fn continuers(&self, project: &'project Project) -> Vec<Self> {
        match self.subject {
            Subject::Measure(measure) => {
                let continuer = |one: &MeasureReference| {
                    let plan = project.plan(&one.plan);
                    Self::measure(plan, plan.measure(&one.measure))
                };
                let known = project.measures_continuing(&self.plan.id, &measure.id);
                known.iter().map(continuer).collect()
            }
            Subject::Indicator(indicator) => {
                let continuer = |one: &IndicatorReference| {
                    let plan = project.plan(&one.plan);
                    Self::indicator(plan, plan.indicator(&one.indicator))
                };
                let known = project.indicators_continuing(&self.plan.id, &indicator.id);
                known.iter().map(continuer).collect()
            }
        }
    }

    fn since(&self) -> Option<FiscalYear> {
        match self.subject {
            Subject::Measure(measure) => measure.since,
            Subject::Indicator(indicator) => indicator.since,
        }
    }

    fn ended(&self) -> Option<&'project Ending> {
        match self.subject {
            Subject::Measure(measure) => measure.ended.as_ref(),
            Subject::Indicator(indicator) => indicator.ended.as_ref(),
        }
    }

    /// Whether its absence from another plan says something: headings are only the order of a plan.
    fn counts(&self) -> bool {
        match self.subject {
            Subject::Measure(measure) => measure.kind.expects_answer(),
            Subject::Indicator(_) => true,
        }
    }
}

/// Whether anything like it, of its plan, continues something of another plan.
fn continues_others(project: &Project, member: &Member<'_>) -> bool {
    match member.subject {
        Subject::Measure(_) => project.continues_measures(&member.plan.id),
        Subject::Indicator(_) => project.continues_indicators(&member.plan.id),
    }
}

/// Whether another plan continues anything like it of its plan.
fn is_succeeded(project: &Project, member: &Member<'_>) -> bool {
    match member.subject {
        Subject::Measure(_) => project.has_measures_continued(&member.plan.id),
        Subject::Indicator(_) => project.has_indicators_continued(&member.plan.id),
    }
}

/// All that came before, the thing itself, and all that came after; oldest first.
pub fn thread<'project>(project: &'project Project, member: Member<'project>) -> Vec<Station<'project>> {
    let mut found = vec![member];
    follow(member, &mut found, &|one| one.sources(project));
    follow(member, &mut found, &|one| one.continuers(project));
    let mut thread: Vec<Station<'project>> = found.into_iter().flat_map(|one| stations(project, one)).collect();
    let place = |station: &Station<'_>| {
        let plan = project.plans.iter().position(|plan| plan.id == station.member.plan.id);
        let row = match station.member.subject {
            Subject::Measure(measure) => station.member.plan.measures().position(|one| one.id == measure.id),
            Subject::Indicator(indicator) => station
                .member
                .plan
                .indicators
                .iter()
                .position(|one| one.id == indicator.id),
        };
        (station.from, plan, row)
    };
    thread.sort_by_cached_key(place);
    thread
}

/// Whether a thread says more than that something stands in its plan.
pub fn is_worth_telling(thread: &[Station<'_>]) -> bool {
    thread.len() > 1
        || thread
            .iter()
            .any(|station| station.arrival.is_some() || station.end.is_some())
}

fn follow<'project>(
    from: Member<'project>,
    found: &mut Vec<Member<'project>>,
    step: &impl Fn(&Member<'project>) -> Vec<Member<'project>>,
) {
    for next in step(&from) {
        if found.iter().all(|known| !known.is(&next)) {
            found.push(next);
            follow(next, found, step);
        }
    }
}

/// How one measure or indicator stood, state after state.
pub fn stations<'project>(project: &'project Project, member: Member<'project>) -> Vec<Station<'project>> {
    let mut stations = states(member);
    if let Some(first) = stations.first_mut() {
        first.arrival = arrival(project, first);
    }
    for later in 1..stations.len() {
        let (before, after) = stations.split_at_mut(later);
        let kinds = changes(&before[later - 1], &after[0]);
        let reason = after[0].arrival.take().and_then(|arrival| arrival.reason);
        if !kinds.is_empty() {
            after[0].arrival = Some(Arrival {
                kinds,
                sources: Vec::new(),
                beside: Vec::new(),
                reason,
            });
        }
    }
    if let Some(last) = stations.last_mut() {
        last.end = end(project, &member);
    }
    stations
}

/// The states without how they came about; of a later one only the reason is noted.
fn states(member: Member<'_>) -> Vec<Station<'_>> {
    let Member { plan, subject } = member;
    let period = plan.period.as_ref();
    let start = member.since().or(period.map(|period| period.from));
    let last = member
        .ended()
        .map(|ended| ended.after)
        .or(period.and_then(|period| period.to));
    let now = Station {
        member,
        from: start,
        to: last,
        label: member.label(),
        title: member.title(),
        headings: Vec::new(),
        arrival: None,
        end: None,
    };
    let Subject::Measure(measure) = subject else {
        return vec![now];
    };
    let now = Station {
        headings: plan.ancestors(&measure.id),
        ..now
    };
    let mut former: Vec<_> = measure.formerly.iter().collect();
    former.sort_by_key(|one| one.until);
    let mut from = start;
    let mut reason = None;
    let mut states = Vec::new();
    for one in former {
        let headings = one.under.as_ref().map(|under| plan.way_to(under));
        states.push(Station {
            from,
            to: Some(one.until),
            label: one.label.as_deref().or(now.label),
            title: one.title.as_deref().or(now.title),
            headings: headings.unwrap_or_else(|| now.headings.clone()),
            arrival: reason.map(noted),
            ..now.clone()
        });
        from = one.until.next();
        reason = one.reason.as_ref();
    }
    states.push(Station {
        from,
        arrival: reason.map(noted),
        ..now
    });
    states
}

fn noted(reason: &Prose) -> Arrival<'_> {
    Arrival {
        kinds: Vec::new(),
        sources: Vec::new(),
        beside: Vec::new(),
        reason: Some(reason),
    }
}

/// How the first state came about.
fn arrival<'project>(project: &'project Project, first: &Station<'project>) -> Option<Arrival<'project>> {
    let member = first.member;
    let sources = member.sources(project);
    if sources.is_empty() {
        let kind = match member.since() {
            Some(_) => Kind::Added,
            None if member.counts() && continues_others(project, &member) => Kind::New,
            None => return None,
        };
        return Some(Arrival {
            kinds: vec![kind],
            sources,
            beside: Vec::new(),
            reason: None,
        });
    }
    let mut beside: Vec<Member<'project>> = Vec::new();
    for other in sources.iter().flat_map(|source| source.continuers(project)) {
        if !other.is(&member) && beside.iter().all(|known| !known.is(&other)) {
            beside.push(other);
        }
    }
    let mut kinds = Vec::new();
    kinds.extend((!beside.is_empty()).then_some(Kind::Split));
    kinds.extend((sources.len() > 1).then_some(Kind::Merged));
    if let ([source], true) = (sources.as_slice(), beside.is_empty()) {
        kinds = states(*source)
            .last()
            .map(|before| changes(before, first))
            .unwrap_or_default();
        if kinds.is_empty() {
            kinds.push(Kind::Continued);
        }
    }
    Some(Arrival {
        kinds,
        sources,
        beside,
        reason: None,
    })
}

/// What differs between two states.
fn changes(before: &Station<'_>, after: &Station<'_>) -> Vec<Kind> {
    [
        (is_moved(before, after), Kind::Moved),
        (is_renumbered(before, after), Kind::Renumbered),
        (before.title != after.title, Kind::Retitled),
    ]
    .into_iter()
    .filter_map(|(differs, kind)| differs.then_some(kind))
    .collect()
}

/// Whether the number is another: its own, or that of the same heading above where numbers begin anew under each. 4(2)① that became 4(3)① was
/// renumbered; of what was moved under another heading the move says it.
fn is_renumbered(before: &Station<'_>, after: &Station<'_>) -> bool {
    let own = before.label != after.label;
    let above = |station: &Station<'_>| -> Vec<Option<String>> {
        let headings = station.headings.iter();
        headings.map(|heading| heading.label.clone()).collect()
    };
    own || (before.label.is_some()
        && above(before) != above(after)
        && begins_anew(before)
        && begins_anew(after)
        && !is_moved(before, after))
}

/// Whether the plan numbers what stands at that depth anew under each heading, so that a number says something only together with those
/// above it.
fn begins_anew(station: &Station<'_>) -> bool {
    let depth = station.headings.len();
    let mut known = BTreeSet::new();
    let mut labels = station.member.plan.nodes().filter_map(|(at, node)| match node {
        Node::Measure(measure) if at == depth => measure.label.as_deref(),
        Node::Measure(_) | Node::Indicator { .. } => None,
    });
    labels.any(|label| !known.insert(label))
}

/// Whether a heading above is another. A heading of the same title is the same; so is one of the same label whose title was only
/// reworded, that is, when neither title stands anywhere else in the other plan.
fn is_moved(before: &Station<'_>, after: &Station<'_>) -> bool {
    let stands = |plan: &Plan, title: &Option<String>| plan.measures().any(|measure| measure.title == *title);
    let same = |(old, new): (&&Measure, &&Measure)| {
        let continued = new
            .continues
            .iter()
            .any(|one| one.plan == before.member.plan.id && one.measure == old.id);
        let reworded =
            old.label == new.label && !stands(after.member.plan, &old.title) && !stands(before.member.plan, &new.title);
        continued || old.title == new.title || reworded
    };
    !before.headings.iter().zip(&after.headings).all(same)
}

fn end<'project>(project: &'project Project, member: &Member<'project>) -> Option<End<'project>> {
    match member.ended() {
        Some(ended) => Some(End::Ended(ended)),
        None if member.counts() && member.continuers(project).is_empty() && is_succeeded(project, member) => {
            Some(End::WithPlan)
        }
        None => None,
    }
}
