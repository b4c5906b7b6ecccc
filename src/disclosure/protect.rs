//! Which cells are withheld, and which of them what is published gives away all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Cell, Series, Table, series_of, tables};
use super::interval::Exact;
use super::system::System;
use crate::calendar::Period;
use crate::model::{Part, Project, SegmentId, WithheldBecause, WithholdRule};

/// Every withheld cell with its reason, and those that can be computed nevertheless.
#[derive(Debug, Clone, Default)]
pub struct Protection {
    /// Withheld cells.
    pub withheld: BTreeMap<Cell, WithheldBecause>,
    /// Withheld cells that published figures give away.
    pub given_away: BTreeSet<Cell>,
}

/// What is declared about a series in any plan it runs through.
#[derive(Default)]
pub(super) struct Declared {
    pub rule: Option<WithholdRule>,
    pub percent: bool,
    /// Each total with its parts (合計と内訳).
    pub totals: BTreeSet<(SegmentId, Vec<SegmentId>)>,
    /// Segments in the plan's order: earlier ones are kept rather than later ones.
    pub order: Vec<Option<SegmentId>>,
}

/// Works out what is withheld in the whole project.
pub fn protect(project: &Project) -> Protection {
    let declared = declared(project);
    let mut protection = Protection::default();
    for ((series, period), states) in tables(project) {
        if let Some(declared) = declared.get(&series) {
            Work::new(declared, &states).run(&series, period, &mut protection);
        }
    }
    protection
}

fn declared(project: &Project) -> BTreeMap<Series, Declared> {
    let mut all: BTreeMap<Series, Declared> = BTreeMap::new();
    for plan in &project.plans {
        for indicator in &plan.indicators {
            let declared = all.entry(series_of(project, plan, indicator)).or_default();
            if let Some(rule) = indicator.withhold {
                let under = declared.rule.map_or(rule.under, |other| other.under.max(rule.under));
                let values = rule.values || declared.rule.is_some_and(|other| other.values);
                declared.rule = Some(WithholdRule { under, values });
            }
            declared.percent |= indicator.unit.as_ref().is_some_and(crate::quantity::Unit::is_percent);
            for segment in indicator.series() {
                let id = segment.map(|segment| segment.id.clone());
                if !declared.order.contains(&id) {
                    declared.order.push(id);
                }
            }
            for segment in &indicator.segments {
                let ways = segment.total_of.iter();
                declared
                    .totals
                    .extend(ways.map(|parts| (segment.id.clone(), parts.clone())));
            }
        }
    }
    all
}

impl Declared {
    /// Whether a part is a count to which the rule applies.
    pub fn is_count(&self, part: Part) -> bool {
        match part {
            Part::Value => self.rule.is_some_and(|rule| rule.values) && !self.percent,
            Part::Numerator | Part::Denominator => true,
        }
    }

    pub fn is_small(&self, count: Exact) -> bool {
        count > Exact::from_integer(0) && count < self.room()
    }

    /// The threshold, which is also how wide the interval of a withheld figure must be.
    pub fn room(&self) -> Exact {
        Exact::from_integer(self.rule.map_or(0, |rule| i128::from(rule.under)))
    }
}

pub(super) type Key = (Option<SegmentId>, Part);

/// A table as it stood at one time, and what follows from it alone.
pub(super) struct State<'table> {
    pub table: &'table Table,
    /// Figures that are stated, or that everyone can compute from rate and base.
    pub known: BTreeMap<Key, Exact>,
}

impl<'table> State<'table> {
    fn new(declared: &Declared, table: &'table Table) -> Self {
        let mut known = table.stated.clone();
        if declared.percent {
            for segment in &declared.order {
                let part = |part| table.value(segment.as_ref(), part);
                let hundred = Exact::from_integer(100);
                let value = part(Part::Value);
                match (value, part(Part::Numerator), part(Part::Denominator)) {
                    (Some(value), None, Some(base)) => {
                        known.insert((segment.clone(), Part::Numerator), (value * base / hundred).round());
                    }
                    (Some(value), Some(count), None) if *value.numer() != 0 => {
                        known.insert((segment.clone(), Part::Denominator), (count * hundred / value).round());
                    }
                    _ => {}
                }
            }
        }
        Self { table, known }
    }

    fn has_parts(&self, segment: Option<&SegmentId>) -> bool {
        [Part::Numerator, Part::Denominator]
            .iter()
            .any(|&part| self.known.contains_key(&(segment.cloned(), part)))
    }

    /// Whether a rate is a share of its base: no stated one is more than the whole.
    pub fn is_of_shares(&self) -> bool {
        let whole = Exact::from_integer(100);
        let is_share = |(key, figure): (&Key, &Exact)| match key.1 {
            Part::Value => *figure <= whole,
            Part::Numerator => {
                let base = self.known.get(&(key.0.clone(), Part::Denominator));
                base.is_none_or(|base| figure <= base)
            }
            Part::Denominator => true,
        };
        self.known.iter().all(is_share)
    }
}

/// One table while it is worked on.
struct Work<'table> {
    declared: &'table Declared,
    /// As it stood after each statement, oldest first.
    states: Vec<State<'table>>,
    withheld: BTreeMap<Key, WithheldBecause>,
}

impl<'table> Work<'table> {
    fn new(declared: &'table Declared, states: &'table [Table]) -> Self {
        Self {
            declared,
            states: states.iter().map(|table| State::new(declared, table)).collect(),
            withheld: BTreeMap::new(),
        }
    }

    fn run(mut self, series: &Series, period: Period, protection: &mut Protection) {
        let stated = self.states.iter().flat_map(|state| &state.table.withheld);
        self.withheld
            .extend(stated.map(|segment| ((segment.clone(), Part::Value), WithheldBecause::Stated)));
        self.primary();
        self.noughts_beside();
        let mut given_away = self.given_away();
        if self.declared.rule.is_some() {
            while let Some(key) = given_away
                .iter()
                .find_map(|(state, key)| self.complement_for(&self.states[*state], key))
            {
                self.withheld.insert(key, WithheldBecause::Totals);
                self.noughts_beside();
                given_away = self.given_away();
            }
        }
        let cell = |(segment, part): Key| Cell {
            series: series.clone(),
            period,
            segment,
            part,
        };
        let given_away = given_away.into_iter().map(|(_, key)| cell(key));
        protection.given_away.extend(given_away);
        protection
            .withheld
            .extend(self.withheld.into_iter().map(|(key, because)| (cell(key), because)));
    }

    fn primary(&mut self) {
        let known = self.states.iter().flat_map(|state| &state.known);
        let small: Vec<Key> = known
            .filter(|((_, part), count)| self.declared.is_count(*part) && self.declared.is_small(**count))
            .map(|(key, _)| key.clone())
            .collect();
        for key in small {
            self.withheld.entry(key).or_insert(WithheldBecause::Small);
        }
    }

    /// Rate and numerator go together, and both go with the denominator. Without a rule the publisher decides alone.
    fn of_the_same_observation(&mut self) {
        if self.declared.rule.is_none() {
            return;
        }
        for segment in &self.declared.order {
            let key = |part| (segment.clone(), part);
            if !self.states.iter().any(|state| state.has_parts(segment.as_ref())) {
                continue;
            }
            let parts = [Part::Value, Part::Numerator, Part::Denominator];
            if parts.iter().any(|&part| self.withheld.contains_key(&key(part))) {
                for part in [Part::Value, Part::Numerator] {
                    self.withheld
                        .entry(key(part))
                        .or_insert(WithheldBecause::SameObservation);
                }
            }
        }
    }

    /// Where a figure is withheld, the noughts beside it are too: were they printed, everyone would know of the withheld parts that
    /// none is nought, and so of a total of two that it is one and one.
    fn noughts_beside(&mut self) {
        loop {
            let before = self.withheld.len();
            self.of_the_same_observation();
            if self.declared.rule.is_none() {
                return;
            }
            for (total, parts) in &self.declared.totals {
                for part in [Part::Value, Part::Numerator, Part::Denominator] {
                    let key = |segment: &SegmentId| (Some(segment.clone()), part);
                    if !self.declared.is_count(part) || parts.iter().chain([total]).all(|one| self.is_public(&key(one)))
                    {
                        continue;
                    }
                    let is_nought = |key: &Key| {
                        let mut states = self.states.iter().filter_map(|state| state.known.get(key));
                        states.any(|count| *count.numer() == 0)
                    };
                    let noughts: Vec<Key> = parts.iter().map(key).filter(is_nought).collect();
                    for key in noughts {
                        self.withheld.entry(key).or_insert(WithheldBecause::Totals);
                    }
                }
            }
            if self.withheld.len() == before {
                return;
            }
        }
    }

    /// The withheld figures that the published ones of a state leave too little room, with the number of the state.
    fn given_away(&self) -> BTreeSet<(usize, Key)> {
        let mut given_away = BTreeSet::new();
        for (number, state) in self.states.iter().enumerate() {
            let system = System::of(self.declared, state, &self.withheld);
            given_away.extend(system.given_away().into_iter().map(|key| (number, key)));
            if self.declared.rule.is_none() {
                let of_observation = self.withheld.keys().filter(|key| is_in_its_observation(state, key));
                given_away.extend(of_observation.map(|key| (number, key.clone())));
            }
        }
        given_away
    }

    fn is_public(&self, key: &Key) -> bool {
        !self.withheld.contains_key(key)
    }

    /// The figure to withhold beside one that is given away: a published count that stands in an equation with it or with what
    /// is withheld beside it; parts rather than totals, later segments rather than earlier ones. How great the counts are is
    /// not looked at: else the choice would tell that what is withheld is no greater than what is not. Only a total of nought,
    /// which would protect nothing, comes last. When there is none, a rate that stands without its parts, and then a base.
    fn complement_for(&self, state: &State<'_>, key: &Key) -> Option<Key> {
        let segments = self.beside(state, key);
        let count = |part: Part| {
            let keys = segments.iter().map(|segment| (segment.clone(), part));
            keys.filter(|key| self.is_public(key) && state.known.contains_key(key))
                .min_by_key(|key| self.reluctance(state, key))
        };
        count(key.1)
            .or_else(|| count(Part::Value).filter(|_| self.declared.percent))
            .or_else(|| count(Part::Denominator).filter(|_| key.1 == Part::Numerator))
    }

    /// The segments of the equations that reach a figure through others that are not published.
    fn beside(&self, state: &State<'_>, key: &Key) -> BTreeSet<Option<SegmentId>> {
        let mut reached = BTreeSet::from([key.0.clone()]);
        let mut beside = reached.clone();
        loop {
            let before = reached.len();
            for (total, parts) in &self.declared.totals {
                let members = || parts.iter().chain([total]).cloned().map(Some);
                if members().any(|member| reached.contains(&member)) {
                    beside.extend(members());
                    reached.extend(members().filter(|member| {
                        let key = (member.clone(), key.1);
                        !self.is_public(&key) || !state.known.contains_key(&key)
                    }));
                }
            }
            if reached.len() == before {
                return beside;
            }
        }
    }

    fn reluctance(&self, state: &State<'_>, key: &Key) -> impl Ord + use<> {
        let is_nought = state.known.get(key).is_none_or(|count| *count.numer() == 0);
        let is_total = key
            .0
            .as_ref()
            .is_some_and(|id| self.declared.totals.iter().any(|(total, _)| total == id));
        let place = self.declared.order.iter().position(|segment| *segment == key.0);
        (is_nought, is_total, std::cmp::Reverse(place))
    }
}

/// Whether a value written as withheld stands beside the numerator and denominator that give it.
fn is_in_its_observation(state: &State<'_>, key: &Key) -> bool {
    let has = |part| state.table.value(key.0.as_ref(), part).is_some();
    has(Part::Numerator) && has(Part::Denominator)
}
