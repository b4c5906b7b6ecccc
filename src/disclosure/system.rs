//! What published figures say about those that are not published, and which withheld ones they leave too little room.

use std::collections::{BTreeMap, BTreeSet};

use super::interval::{Bounds, Equation, Exact, interval, whole_interval};
use super::protect::{Declared, Key, State};
use crate::model::{Part, WithheldBecause};

/// Equations over what is not published.
pub(super) struct System<'state> {
    declared: &'state Declared,
    state: &'state State<'state>,
    withheld: &'state BTreeMap<Key, WithheldBecause>,
    /// The figure that each column stands for; none for what an inequality leaves over.
    columns: Vec<Option<Key>>,
    equations: Vec<Equation>,
}

impl<'state> System<'state> {
    /// Everything that a state says, with this withheld.
    pub fn of(
        declared: &'state Declared,
        state: &'state State<'state>,
        withheld: &'state BTreeMap<Key, WithheldBecause>,
    ) -> Self {
        let mut system = Self {
            declared,
            state,
            withheld,
            columns: Vec::new(),
            equations: Vec::new(),
        };
        let is_rate = declared.percent || state.known.keys().any(|key| key.1 != Part::Value);
        // Rates do not add up; what they are made of does.
        let parts: &[Part] = if is_rate {
            &[Part::Numerator, Part::Denominator]
        } else {
            &[Part::Value]
        };
        for &part in parts {
            for (total, parts) in &declared.totals {
                let signed = parts.iter().map(|one| (one, 1)).chain([(total, -1)]);
                let terms = signed.map(|(segment, sign)| ((Some(segment.clone()), part), sign));
                system.add(terms.collect(), false);
            }
        }
        if declared.percent {
            system.rates();
        }
        system
    }

    fn rates(&mut self) {
        let is_of_shares = self.state.is_of_shares();
        for segment in &self.declared.order {
            let key = |part| (segment.clone(), part);
            let [count, base] = [key(Part::Numerator), key(Part::Denominator)];
            if is_of_shares {
                self.add(vec![(count.clone(), 1), (base.clone(), -1)], true);
            }
            let rate = key(Part::Value);
            if let Some(value) = self.published(&rate) {
                let decimals = self.state.table.decimals.get(segment).copied().unwrap_or_default();
                // The rate lies half a unit of its last decimal around what is printed.
                let scale = 10_i128.pow(decimals.min(4)) * 2;
                let printed = (value * scale).to_integer();
                self.add(vec![(count.clone(), 100 * scale), (base.clone(), -(printed + 1))], true);
                self.add(vec![(count, -100 * scale), (base, printed - 1)], true);
            }
        }
    }

    fn published(&self, key: &Key) -> Option<Exact> {
        let known = self.state.known.get(key).copied();
        known.filter(|_| !self.withheld.contains_key(key))
    }

    /// Adds `terms = 0`, or `terms ≤ 0`, with published figures put in. What has no unknown says nothing.
    fn add(&mut self, terms: Vec<(Key, i128)>, at_most: bool) {
        let mut constant = Exact::from_integer(0);
        let mut open = Vec::new();
        for (key, coefficient) in terms {
            match self.published(&key) {
                Some(count) => constant -= count * coefficient,
                None => open.push((self.column(key), coefficient)),
            }
        }
        if open.is_empty() {
            return;
        }
        if at_most {
            open.push((self.columns.len(), 1));
            self.columns.push(None);
        }
        self.equations.push(Equation { terms: open, constant });
    }

    fn column(&mut self, key: Key) -> usize {
        let known = self.columns.iter().position(|column| column.as_ref() == Some(&key));
        known.unwrap_or_else(|| {
            self.columns.push(Some(key));
            self.columns.len() - 1
        })
    }

    /// The withheld figures that are left too little room.
    pub fn given_away(&self) -> Vec<Key> {
        self.pieces().iter().flat_map(Piece::given_away).collect()
    }

    /// Unknowns that no equation joins say nothing of each other.
    fn pieces(&self) -> Vec<Piece<'_>> {
        let mut groups: Vec<BTreeSet<usize>> = Vec::new();
        for equation in &self.equations {
            let joins = |group: &BTreeSet<usize>| equation.terms.iter().any(|(column, _)| group.contains(column));
            let (joined, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(joins);
            groups = apart;
            let own = equation.terms.iter().map(|(column, _)| *column);
            groups.push(joined.into_iter().flatten().chain(own).collect());
        }
        groups.iter().map(|group| Piece::of(self, group)).collect()
    }
}

/// Unknowns that hang together.
struct Piece<'system> {
    system: &'system System<'system>,
    columns: Vec<Option<&'system Key>>,
    equations: Vec<Equation>,
}

impl<'system> Piece<'system> {
    fn of(system: &'system System<'system>, group: &BTreeSet<usize>) -> Self {
        let place: BTreeMap<usize, usize> = group.iter().enumerate().map(|(place, &column)| (column, place)).collect();
        let inside = |equation: &&Equation| group.contains(&equation.terms[0].0);
        let equations = system.equations.iter().filter(inside).map(|equation| Equation {
            terms: equation.terms.iter().map(|(column, by)| (place[column], *by)).collect(),
            constant: equation.constant,
        });
        Self {
            system,
            columns: group.iter().map(|&column| system.columns[column].as_ref()).collect(),
            equations: equations.collect(),
        }
    }

    fn given_away(&self) -> Vec<Key> {
        let suspects = self.suspects();
        let places = self.columns.iter().enumerate();
        let withheld = places.filter_map(|(place, key)| Some((place, key.filter(|key| self.is_withheld(key))?)));
        withheld
            .filter(|(place, _)| !self.is_safe(*place, &suspects))
            .map(|(_, key)| key.clone())
            .collect()
    }

    fn is_withheld(&self, key: &Key) -> bool {
        self.system.withheld.contains_key(key)
    }

    fn is_safe(&self, of: usize, suspects: &[usize]) -> bool {
        if self.system.declared.rule.is_none() {
            let bounds = interval(self.columns.len(), &self.equations, of);
            // Published figures that contradict each other may still give away about how much it is.
            return bounds.is_some_and(|(least, greatest)| greatest.is_none_or(|greatest| greatest > least));
        }
        let room = self.system.declared.room();
        self.bounds(of, None).is_some_and(|bounds| is_wide(bounds, room)) && self.is_safe_by_the_rule(of, suspects)
    }

    /// The withheld counts any of which may be the small one, as far as a reader knows; those that are come first. None when
    /// none is: what is withheld here is so because of another edition.
    fn suspects(&self) -> Vec<usize> {
        let declared = self.system.declared;
        if declared.rule.is_none() {
            return Vec::new();
        }
        let places = self.columns.iter().enumerate();
        let counts = places.filter_map(|(place, key)| {
            let key = key.filter(|key| self.is_withheld(key) && declared.is_count(key.1))?;
            let known = self.system.state.known.get(key);
            Some((place, known.is_some_and(|count| declared.is_small(*count))))
        });
        let (small, others): (Vec<_>, Vec<_>) = counts.partition(|(_, is_small)| *is_small);
        if small.is_empty() {
            return Vec::new();
        }
        small.into_iter().chain(others).map(|(place, _)| place).collect()
    }

    /// Who has the rule in hand knows that one of the withheld counts that hang together is under the threshold, and so, of a
    /// small count, that it is from 1 to the threshold less 1. That is what is told; no figure may be told more closely.
    fn is_safe_by_the_rule(&self, of: usize, suspects: &[usize]) -> bool {
        let one = Exact::from_integer(1);
        let threshold = self.system.declared.room();
        let room = (threshold - one - one).max(one);
        let mut union: Option<Bounds> = None;
        for &small in suspects {
            let Some((least, greatest)) = self.bounds(of, Some((small, threshold - one))) else {
                continue;
            };
            let bounds = union.map_or((least, greatest), |(low, high)| {
                let high = high.zip(greatest).map(|(high, greatest)| high.max(greatest));
                (low.min(least), high)
            });
            if is_wide(bounds, room) {
                return true;
            }
            union = Some(bounds);
        }
        suspects.is_empty()
    }

    /// The bounds of a figure when another is said to be at least 1 and at most so much.
    fn bounds(&self, of: usize, small: Option<(usize, Exact)>) -> Option<Bounds> {
        let mut equations = self.equations.clone();
        let mut unknowns = self.columns.len();
        if let Some((place, most)) = small {
            for (rest, constant) in [(1, most), (-1, Exact::from_integer(1))] {
                equations.push(Equation {
                    terms: vec![(place, 1), (unknowns, rest)],
                    constant,
                });
                unknowns += 1;
            }
        }
        if equations.iter().all(|equation| equation.constant.is_integer()) {
            return whole_interval(unknowns, &equations, of);
        }
        let (least, greatest) = interval(unknowns, &equations, of)?;
        Some((least.ceil(), greatest.map(|greatest| greatest.floor())))
    }
}

fn is_wide((least, greatest): Bounds, room: Exact) -> bool {
    greatest.is_none_or(|greatest| greatest - least >= room)
}
