//! What published figures say about those that are not published, and which withheld ones they leave too little room.

use std::collections::{BTreeMap, BTreeSet};

use super::interval::{Equation, Exact, Extreme, interval, whole_extreme};
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
        let place: BTreeMap<usize, usize> = group
            .iter()
            .enumerate()
            .map(|(place, &column)| (column, place))
            .collect();
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
        let mut found = Found {
            piece: self,
            suspects: self.suspects(),
            is_whole: self.equations.iter().all(|equation| equation.constant.is_integer()),
            solutions: Vec::new(),
        };
        let places = self.columns.iter().enumerate();
        let withheld = places.filter_map(|(place, key)| Some((place, key.filter(|key| self.is_withheld(key))?)));
        withheld
            .filter(|(place, _)| !found.is_safe(*place))
            .map(|(_, key)| key.clone())
            .collect()
    }

    fn is_withheld(&self, key: &Key) -> bool {
        self.system.withheld.contains_key(key)
    }

    /// The withheld counts any of which may be the small one, as far as a reader knows; those that are come first. Empty when
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
}

/// The search for solutions that show withheld figures to be open. A solution found for one figure often serves others.
struct Found<'piece> {
    piece: &'piece Piece<'piece>,
    suspects: Vec<usize>,
    is_whole: bool,
    solutions: Vec<Vec<Exact>>,
}

impl Found<'_> {
    fn is_safe(&mut self, of: usize) -> bool {
        let declared = self.piece.system.declared;
        if declared.rule.is_none() || !self.is_whole {
            let bounds = interval(self.piece.columns.len(), &self.piece.equations, of);
            // Published figures that contradict each other may still give away about how much it is.
            return bounds.is_some_and(|(least, greatest)| match greatest {
                None => true,
                Some(greatest) if declared.rule.is_some() => greatest.floor() - least.ceil() >= declared.room(),
                Some(greatest) => greatest > least,
            });
        }
        self.is_open(of, declared.room(), None) && self.is_open_by_the_rule(of)
    }

    /// Who has the rule in hand knows that one of the withheld counts that hang together is under the threshold, and so, of a
    /// small count, that it is from 1 to the threshold less 1. That is what is told; no figure may be told more closely.
    fn is_open_by_the_rule(&mut self, of: usize) -> bool {
        let one = Exact::from_integer(1);
        let room = (self.piece.system.declared.room() - one - one).max(one);
        let suspects = self.suspects.clone();
        suspects.is_empty() || suspects.iter().any(|&small| self.is_open(of, room, Some(small)))
    }

    /// Whether there are solutions in which a figure differs by that much, when some suspect is the small count; looked for
    /// where it is this one.
    fn is_open(&mut self, of: usize, room: Exact, small: Option<usize>) -> bool {
        if self.differ(of, room, small.is_some()) {
            return true;
        }
        let most = self.piece.system.declared.room() - Exact::from_integer(1);
        let mut equations = self.piece.equations.clone();
        let mut unknowns = self.piece.columns.len();
        if let Some(place) = small {
            for (rest, constant) in [(1, most), (-1, Exact::from_integer(1))] {
                equations.push(Equation {
                    terms: vec![(place, 1), (unknowns, rest)],
                    constant,
                });
                unknowns += 1;
            }
        }
        for sign in [1, -1] {
            match whole_extreme(unknowns, &equations, of, sign) {
                Some(Extreme::Boundless) => return true,
                Some(Extreme::In(solution)) => self.solutions.push(solution),
                None => return false,
            }
            if self.differ(of, room, small.is_some()) {
                return true;
            }
        }
        false
    }

    /// Whether solutions found already differ by that much.
    fn differ(&self, of: usize, room: Exact, by_the_rule: bool) -> bool {
        let declared = self.piece.system.declared;
        let is_by_the_rule = |solution: &&Vec<Exact>| {
            let mut suspects = self.suspects.iter();
            !by_the_rule || suspects.any(|&suspect| declared.is_small(solution[suspect]))
        };
        let solutions = self.solutions.iter().filter(is_by_the_rule);
        let values = solutions.map(|solution| solution[of]);
        let (least, greatest) = (values.clone().min(), values.max());
        least
            .zip(greatest)
            .is_some_and(|(least, greatest)| greatest - least >= room)
    }
}
