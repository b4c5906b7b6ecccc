//! The attack: everything that anyone may know of the withheld counts of a plan, and what it leaves of each.

use std::collections::{BTreeMap, BTreeSet};

use super::published::{History, Line};
use super::puzzle::{Hull, Key, Part, Puzzle};

/// A total and its parts, by ids of segments.
pub type Way = (String, Vec<String>);

/// What a plan says in public: how segments add up, by indicator; which indicators are percents; the threshold.
pub struct Plan {
    pub ways: BTreeMap<String, Vec<Way>>,
    pub percents: BTreeSet<String>,
    pub under: i64,
}

/// A withheld count, or a withheld base, and what the attack leaves of it.
#[derive(Debug, Clone)]
pub struct Target {
    pub indicator: String,
    pub period: String,
    pub step: String,
    pub segment: String,
    pub part: Part,
    /// From published figures alone.
    pub hull: Hull,
    /// With the public rule as well; none when the rule cannot hold here, as what was small was so in another edition.
    pub with_rule: Option<Hull>,
}

impl Target {
    /// Whether the attack tells more than is promised. Published figures alone must leave room as wide as the threshold. With
    /// the rule in hand, everyone knows of a small count that it is one of 1 … threshold − 1: no count may be told more closely.
    pub fn is_recovered(&self, under: i64, truth: i64) -> bool {
        let is_narrow = |hull: Hull, room| hull.1 - hull.0 < room;
        is_narrow(self.hull, under)
            || self
                .with_rule
                .is_some_and(|hull| (hull.0..=hull.1).contains(&truth) && is_narrow(hull, (under - 2).max(1)))
    }
}

pub fn attack(plan: &Plan, history: &History) -> Vec<Target> {
    let mut targets = Vec::new();
    for ((indicator, period), steps) in history {
        let Some(ways) = plan.ways.get(indicator) else { continue };
        let is_rate = plan.percents.contains(indicator);
        let mut now: BTreeMap<String, Line> = BTreeMap::new();
        let mut before = None;
        for (step, lines) in steps {
            now.extend(lines.clone());
            let (puzzle, wanted) = puzzle(&now, ways, is_rate);
            if before.as_ref() == Some(&puzzle) {
                continue;
            }
            for piece in puzzle.pieces() {
                let wanted: Vec<&Key> = wanted.iter().filter(|key| piece.index(key).is_some()).collect();
                for (segment, part) in wanted.iter().copied().cloned() {
                    let index = piece.index(&(segment.clone(), part)).unwrap();
                    targets.push(Target {
                        indicator: indicator.clone(),
                        period: period.clone(),
                        step: format!("{step:?}"),
                        hull: piece.hull(index).expect("the truth is possible"),
                        with_rule: ruled(&piece, index, &wanted, plan.under),
                        segment,
                        part,
                    });
                }
            }
            before = Some(puzzle);
        }
    }
    targets
}

/// What is left when one of the withheld counts that hang together is under the threshold, whichever it is.
fn ruled(piece: &Puzzle, index: usize, wanted: &[&Key], under: i64) -> Option<Hull> {
    let small = wanted.iter().filter_map(|key| piece.index(key));
    let hulls = small.filter_map(|small| piece.with(small, (1, under - 1)).hull(index));
    hulls.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
}

/// What the published lines say of the unknown counts, and which of these are withheld.
fn puzzle(now: &BTreeMap<String, Line>, ways: &[Way], is_rate: bool) -> (Puzzle, Vec<Key>) {
    let mut known: BTreeMap<Key, i64> = BTreeMap::new();
    let mut wanted = Vec::new();
    for (segment, line) in now {
        let key = |part| (segment.clone(), part);
        if is_rate {
            known.extend(line.numerator.map(|count| (key(Part::Numerator), count)));
            known.extend(line.denominator.map(|count| (key(Part::Denominator), count)));
            if line.withheld {
                wanted.push(key(Part::Numerator));
                wanted.extend(line.denominator.is_none().then(|| key(Part::Denominator)));
            }
        } else {
            let value = line.value.as_ref().map(|value| value.parse().unwrap());
            known.extend(value.map(|count| (key(Part::Value), count)));
            wanted.extend(line.withheld.then(|| key(Part::Value)));
        }
    }
    let mut puzzle = Puzzle::default();
    let parts: &[Part] = if is_rate {
        &[Part::Numerator, Part::Denominator]
    } else {
        &[Part::Value]
    };
    for &part in parts {
        for (total, members) in ways {
            let mut terms: Vec<(Key, i64)> = members.iter().map(|one| ((one.clone(), part), 1)).collect();
            terms.push(((total.clone(), part), -1));
            puzzle.equal(&known, &terms);
        }
    }
    if is_rate {
        for (segment, line) in now {
            rate(&mut puzzle, &known, segment, line.value.as_deref());
        }
    }
    (puzzle, wanted)
}

/// A numerator is no more than its base, and their ratio is what is printed, or rounds to it.
fn rate(puzzle: &mut Puzzle, known: &BTreeMap<Key, i64>, segment: &str, value: Option<&str>) {
    let [count, base] = [Part::Numerator, Part::Denominator].map(|part| (segment.to_owned(), part));
    puzzle.at_most(known, &[(count.clone(), 1), (base.clone(), -1)], 0);
    let Some(value) = value else { return };
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    let scale = 10_i64.pow(u32::try_from(decimals.len()).unwrap());
    let printed: i64 = format!("{whole}{decimals}").parse().unwrap();
    let exact = 200 * scale;
    puzzle.at_most(known, &[(count.clone(), exact), (base.clone(), -(2 * printed + 1))], 0);
    puzzle.at_most(known, &[(count, -exact), (base, 2 * printed - 1)], 0);
}
