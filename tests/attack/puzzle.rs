//! What is known of unknown counts, as inequalities over whole numbers; solved by narrowing and halving.

use std::collections::{BTreeMap, BTreeSet};

/// Larger counts are taken for unbounded.
const CAP: i64 = 2_000;

/// Halvings that one question may take; what is not refuted by then counts as possible.
const STEPS: u32 = 400;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Value,
    Numerator,
    Denominator,
}

/// A count: segment and part.
pub type Key = (String, Part);

/// A least and a greatest value.
pub type Hull = (i64, i64);

/// The sum of the terms is at most the limit.
type Limit = (Vec<(usize, i64)>, i64);

#[derive(Clone, Default, PartialEq, Eq)]
pub struct Puzzle {
    names: Vec<Key>,
    domains: Vec<Hull>,
    limits: Vec<Limit>,
}

impl Puzzle {
    fn unknown(&mut self, key: &Key) -> usize {
        self.names.iter().position(|name| name == key).unwrap_or_else(|| {
            self.names.push(key.clone());
            self.domains.push((0, CAP));
            self.names.len() - 1
        })
    }

    /// The sum of `factor × count` is at most the limit; known counts are put in.
    pub fn at_most(&mut self, known: &BTreeMap<Key, i64>, terms: &[(Key, i64)], mut limit: i64) {
        let mut open = Vec::new();
        for (key, factor) in terms {
            match known.get(key) {
                Some(count) => limit -= factor * count,
                None => open.push((self.unknown(key), *factor)),
            }
        }
        if !open.is_empty() {
            self.limits.push((open, limit));
        }
    }

    /// The sum of `factor × count` is nought.
    pub fn equal(&mut self, known: &BTreeMap<Key, i64>, terms: &[(Key, i64)]) {
        self.at_most(known, terms, 0);
        let negated: Vec<(Key, i64)> = terms.iter().map(|(key, factor)| (key.clone(), -factor)).collect();
        self.at_most(known, &negated, 0);
    }

    /// The puzzles that this one falls apart into: unknowns that no inequality joins say nothing of each other.
    pub fn pieces(&self) -> Vec<Puzzle> {
        let mut pieces: Vec<BTreeSet<usize>> = (0..self.names.len()).map(|one| BTreeSet::from([one])).collect();
        for (terms, _) in &self.limits {
            let (joined, apart): (Vec<_>, Vec<_>) = pieces
                .into_iter()
                .partition(|piece| terms.iter().any(|(index, _)| piece.contains(index)));
            pieces = apart;
            pieces.push(joined.into_iter().flatten().collect());
        }
        pieces.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &BTreeSet<usize>) -> Puzzle {
        let place = |index: &usize| piece.iter().position(|one| one == index);
        let limits = self.limits.iter().filter_map(|(terms, limit)| {
            let terms: Option<Vec<_>> = terms
                .iter()
                .map(|(index, factor)| Some((place(index)?, *factor)))
                .collect();
            Some((terms?, *limit))
        });
        Puzzle {
            names: piece.iter().map(|&index| self.names[index].clone()).collect(),
            domains: piece.iter().map(|&index| self.domains[index]).collect(),
            limits: limits.collect(),
        }
    }

    pub fn index(&self, key: &Key) -> Option<usize> {
        self.names.iter().position(|name| name == key)
    }

    /// The same, knowing that a count lies between bounds.
    pub fn with(&self, index: usize, (least, greatest): Hull) -> Puzzle {
        let mut narrowed = self.clone();
        let (low, high) = self.domains[index];
        narrowed.domains[index] = (low.max(least), high.min(greatest));
        narrowed
    }

    /// Narrows the domains as far as each inequality alone allows.
    fn propagate(&self, domains: &mut [Hull]) -> bool {
        if domains.iter().any(|(low, high)| low > high) {
            return false;
        }
        for _ in 0..50 {
            let mut changed = false;
            for (terms, limit) in &self.limits {
                let least = |&(index, factor): &(usize, i64)| {
                    let (low, high) = domains[index];
                    if factor > 0 { factor * low } else { factor * high }
                };
                let sum: i64 = terms.iter().map(least).sum();
                let rooms: Vec<i64> = terms.iter().map(|term| limit - (sum - least(term))).collect();
                for (&(index, factor), room) in terms.iter().zip(rooms) {
                    let (low, high) = domains[index];
                    let narrowed = if factor > 0 {
                        (low, high.min(room.div_euclid(factor)))
                    } else {
                        (low.max(-room.div_euclid(-factor)), high)
                    };
                    if narrowed.0 > narrowed.1 {
                        return false;
                    }
                    changed |= narrowed != (low, high);
                    domains[index] = narrowed;
                }
            }
            if !changed {
                break;
            }
        }
        true
    }

    fn is_possible(&self, mut domains: Vec<Hull>, steps: &mut u32) -> bool {
        if !self.propagate(&mut domains) {
            return false;
        }
        if *steps == 0 {
            return true;
        }
        *steps -= 1;
        let open = (0..domains.len()).filter(|&index| domains[index].0 < domains[index].1);
        let Some(index) = open.min_by_key(|&index| domains[index].1 - domains[index].0) else {
            return true;
        };
        let (low, high) = domains[index];
        let middle = i64::midpoint(low, high);
        [(low, middle), (middle + 1, high)].into_iter().any(|half| {
            let mut domains = domains.clone();
            domains[index] = half;
            self.is_possible(domains, steps)
        })
    }

    /// The least and the greatest possible value of an unknown; none when nothing is possible.
    pub fn hull(&self, index: usize) -> Option<Hull> {
        let mut domains = self.domains.clone();
        if !self.propagate(&mut domains) {
            return None;
        }
        let within = |low, high| {
            let mut domains = domains.clone();
            domains[index] = (low, high);
            low <= high && self.is_possible(domains, &mut STEPS.clone())
        };
        let (first, last) = domains[index];
        if !within(first, last) {
            return None;
        }
        let (mut low, mut high) = (first, last);
        while low < high {
            let middle = i64::midpoint(low, high);
            if within(first, middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let found = low;
        high = last;
        while low < high {
            let middle = (low + high + 1) / 2;
            if within(middle, last) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Some((found, low))
    }
}
