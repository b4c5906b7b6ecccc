//! Between which bounds unknown figures lie when linear equations over them are known: exact linear programming, and branch and
//! bound where the figures are whole.

use num_rational::Ratio;
use num_traits::{CheckedDiv as _, CheckedMul as _, CheckedSub as _};

/// An exact number.
pub(super) type Exact = Ratio<i128>;

/// `sum of coefficient × unknown = constant`, over unknowns that are not negative.
#[derive(Debug, Clone)]
pub(super) struct Equation {
    pub terms: Vec<(usize, i128)>,
    pub constant: Exact,
}

/// The least and the greatest value of an unknown; no greatest when nothing bounds it.
pub(super) type Bounds = (Exact, Option<Exact>);

/// Tableaus that one bound of whole figures may take.
const STEPS: u32 = 60;

/// The bounds of one unknown. None when no values satisfy all equations.
pub(super) fn interval(unknowns: usize, equations: &[Equation], of: usize) -> Option<Bounds> {
    let mut tableau = Tableau::feasible(unknowns, equations)?;
    let Some(Least::At(least)) = tableau.clone().minimum(of, 1) else {
        return None;
    };
    match tableau.minimum(of, -1)? {
        Least::At(negated) => Some((least, Some(-negated))),
        Least::Boundless => Some((least, None)),
    }
}

/// How small or great one of several whole unknowns can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Extreme {
    /// In this solution.
    In(Vec<Exact>),
    /// As great as one likes.
    Boundless,
}

/// The solution in whole figures in which an unknown is least (sign 1) or greatest (sign −1). None when there is none, and also
/// when the search takes too long: what is not shown to be open counts as told.
pub(super) fn whole_extreme(unknowns: usize, equations: &[Equation], of: usize, sign: i128) -> Option<Extreme> {
    let mut search = Search {
        of,
        sign,
        steps: STEPS,
        found: None,
    };
    search.branch(unknowns, &mut equations.to_vec());
    search.found
}

/// How little something can be made.
#[derive(Clone, Copy)]
enum Least {
    At(Exact),
    Boundless,
}

/// Branch and bound.
struct Search {
    of: usize,
    sign: i128,
    steps: u32,
    found: Option<Extreme>,
}

impl Search {
    fn branch(&mut self, unknowns: usize, equations: &mut Vec<Equation>) {
        if self.steps == 0 || self.found == Some(Extreme::Boundless) {
            return;
        }
        self.steps -= 1;
        let Some(mut tableau) = Tableau::feasible(unknowns, equations) else {
            return;
        };
        let least = match tableau.minimum(self.of, self.sign) {
            Some(Least::At(least)) => least,
            // With figures that can be written as fractions, what has no bound has none in whole figures either.
            Some(Least::Boundless) => {
                self.found = Some(Extreme::Boundless);
                return;
            }
            None => return,
        };
        if matches!(&self.found, Some(Extreme::In(found)) if found[self.of] * self.sign <= least.ceil()) {
            return;
        }
        let Some((unknown, value)) = tableau.first_broken() else {
            self.found = Some(Extreme::In(tableau.solution()));
            return;
        };
        for (rest, constant) in [(1, value.floor()), (-1, value.ceil())] {
            equations.push(Equation {
                terms: vec![(unknown, 1), (unknowns, rest)],
                constant,
            });
            self.branch(unknowns + 1, equations);
            equations.pop();
        }
    }
}

/// The simplex method in rows, with the rule of Bland, which never cycles.
#[derive(Clone)]
struct Tableau {
    /// Coefficients, then the constant.
    rows: Vec<Vec<Exact>>,
    /// The unknown that each row stands for.
    basis: Vec<usize>,
    columns: usize,
}

impl Tableau {
    /// A first solution; none when there is none.
    fn feasible(unknowns: usize, equations: &[Equation]) -> Option<Self> {
        let zero = Exact::from_integer(0);
        let columns = unknowns + equations.len();
        let rows = equations.iter().enumerate().map(|(number, equation)| {
            let mut row = vec![zero; columns + 1];
            for &(unknown, coefficient) in &equation.terms {
                row[unknown] += Exact::from_integer(coefficient);
            }
            row[columns] = equation.constant;
            if equation.constant < zero {
                for entry in &mut row {
                    *entry = -*entry;
                }
            }
            // One helper for each row, which must come out as nought.
            row[unknowns + number] = Exact::from_integer(1);
            row
        });
        let mut tableau = Self {
            rows: rows.collect(),
            basis: (unknowns..columns).collect(),
            columns,
        };
        let helpers: Vec<Exact> = (0..columns)
            .map(|column| Exact::from_integer(i128::from(column >= unknowns)))
            .collect();
        if !matches!(tableau.minimise(&helpers)?, Least::At(rest) if rest == zero) {
            return None;
        }
        tableau.drop_helpers(unknowns)?;
        Some(tableau)
    }

    /// Helpers that still stand for a row, at nought, give their place to an unknown; a row without one says nothing.
    fn drop_helpers(&mut self, unknowns: usize) -> Option<()> {
        let zero = Exact::from_integer(0);
        let mut row = 0;
        while row < self.rows.len() {
            if self.basis[row] >= unknowns {
                let Some(column) = (0..unknowns).find(|&column| self.rows[row][column] != zero) else {
                    self.rows.remove(row);
                    self.basis.remove(row);
                    continue;
                };
                self.pivot(row, column)?;
            }
            row += 1;
        }
        for entries in &mut self.rows {
            let constant = entries[self.columns];
            entries.truncate(unknowns);
            entries.push(constant);
        }
        self.columns = unknowns;
        Some(())
    }

    fn solution(&self) -> Vec<Exact> {
        let mut values = vec![Exact::from_integer(0); self.columns];
        for (&unknown, row) in self.basis.iter().zip(&self.rows) {
            values[unknown] = row[self.columns];
        }
        values
    }

    /// The first unknown that is not whole in the present solution.
    fn first_broken(&self) -> Option<(usize, Exact)> {
        let values = self.basis.iter().zip(&self.rows);
        let broken = values.filter_map(|(&unknown, row)| {
            let value = row[self.columns];
            (!value.is_integer()).then_some((unknown, value))
        });
        broken.min_by_key(|(unknown, _)| *unknown)
    }

    fn minimum(&mut self, of: usize, sign: i128) -> Option<Least> {
        let mut costs = vec![Exact::from_integer(0); self.columns];
        costs[of] = Exact::from_integer(sign);
        self.minimise(&costs)
    }

    /// The least sum of costs. None when the numbers grow beyond what can be computed with.
    fn minimise(&mut self, costs: &[Exact]) -> Option<Least> {
        let zero = Exact::from_integer(0);
        // What the costs come to when the basis pays for itself; kept in step with the rows.
        let mut reduced = costs.to_vec();
        reduced.push(zero);
        for (row, &basic) in self.rows.iter().zip(&self.basis) {
            take_off(&mut reduced, row, costs[basic])?;
        }
        loop {
            let Some(entering) = (0..self.columns).find(|&column| reduced[column] < zero) else {
                return Some(Least::At(-reduced[self.columns]));
            };
            let mut leaving: Option<(Exact, usize, usize)> = None;
            for (number, row) in self.rows.iter().enumerate() {
                if row[entering] > zero {
                    let room = row[self.columns].checked_div(&row[entering])?;
                    let candidate = (room, self.basis[number], number);
                    leaving = Some(leaving.map_or(candidate, |least| least.min(candidate)));
                }
            }
            let Some((_, _, row)) = leaving else {
                return Some(Least::Boundless);
            };
            self.pivot(row, entering)?;
            let factor = reduced[entering];
            take_off(&mut reduced, &self.rows[row], factor)?;
        }
    }

    fn pivot(&mut self, row: usize, column: usize) -> Option<()> {
        let by = self.rows[row][column];
        for entry in &mut self.rows[row] {
            *entry = entry.checked_div(&by)?;
        }
        let pivot = self.rows[row].clone();
        for (number, other) in self.rows.iter_mut().enumerate() {
            if number != row {
                let factor = other[column];
                take_off(other, &pivot, factor)?;
            }
        }
        self.basis[row] = column;
        Some(())
    }
}

/// `entries − factor × row`; none when it cannot be computed with.
fn take_off(entries: &mut [Exact], row: &[Exact], factor: Exact) -> Option<()> {
    let zero = Exact::from_integer(0);
    if factor != zero {
        for (entry, of_row) in entries.iter_mut().zip(row).filter(|(_, of_row)| **of_row != zero) {
            *entry = entry.checked_sub(&factor.checked_mul(of_row)?)?;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn equation(terms: &[(usize, i128)], constant: i128) -> Equation {
        Equation {
            terms: terms.to_vec(),
            constant: Exact::from_integer(constant),
        }
    }

    fn bounds(unknowns: usize, equations: &[Equation], of: usize) -> Option<(i128, Option<i128>)> {
        let (least, greatest) = interval(unknowns, equations, of)?;
        Some((least.to_integer(), greatest.map(|greatest| greatest.to_integer())))
    }

    #[test]
    fn a_single_unknown_part_is_given_away_by_its_total() {
        assert_eq!(bounds(1, &[equation(&[(0, 1)], 2)], 0), Some((2, Some(2))));
    }

    #[test]
    fn two_unknown_parts_share_what_is_left() {
        assert_eq!(bounds(2, &[equation(&[(0, 1), (1, 1)], 12)], 1), Some((0, Some(12))));
    }

    #[test]
    fn two_equations_may_give_away_what_one_does_not() {
        let equations = [equation(&[(0, 1), (1, 1)], 12), equation(&[(0, 1), (1, -1)], 8)];
        assert_eq!(bounds(2, &equations, 1), Some((2, Some(2))));
    }

    #[test]
    fn nothing_bounds_an_unknown_total() {
        assert_eq!(bounds(2, &[equation(&[(0, 1), (1, -1)], 5)], 0), Some((5, None)));
    }

    #[test]
    fn contradictions_have_no_solution() {
        assert_eq!(bounds(1, &[equation(&[(0, 1)], -1)], 0), None);
        assert_eq!(bounds(1, &[equation(&[(0, 1)], 1), equation(&[(0, 1)], 2)], 0), None);
    }

    #[test]
    fn what_is_said_twice_is_no_contradiction() {
        let twice = [equation(&[(0, 1), (1, 1)], 7), equation(&[(0, 1), (1, 1)], 7)];
        assert_eq!(bounds(2, &twice, 0), Some((0, Some(7))));
    }

    #[test]
    fn whole_figures_leave_less_room_than_fractions() {
        // 3a ≤ 5
        let equations = [equation(&[(0, 3), (1, 1)], 5)];
        assert_eq!(interval(2, &equations, 0).unwrap().1, Some(Exact::new(5, 3)));
        let Some(Extreme::In(greatest)) = whole_extreme(2, &equations, 0, -1) else {
            panic!("there are solutions")
        };
        assert_eq!(greatest[0].to_integer(), 1);
        assert_eq!(whole_extreme(1, &[equation(&[(0, 2)], 3)], 0, 1), None);
        let difference = [equation(&[(0, 1), (1, -1)], 5)];
        assert_eq!(whole_extreme(2, &difference, 0, -1), Some(Extreme::Boundless));
    }

    #[test]
    fn numbers_too_great_to_compute_with_are_no_solution() {
        let huge = 1_i128 << 100;
        let equations = [
            equation(&[(0, huge), (1, 3)], 1 << 90),
            equation(&[(0, 7), (1, huge - 1), (2, 5)], 1 << 91),
            equation(&[(1, huge - 3), (2, huge + 1)], 1 << 92),
        ];
        assert_eq!(interval(3, &equations, 2), None);
    }

    proptest! {
        /// Against trying all whole numbers; the equations are sums with coefficients 0 and 1 nested or apart, whose
        /// extreme solutions are whole.
        #[test]
        fn agrees_with_trying_all(truth in proptest::collection::vec(0_i128..6, 4), split in 1_usize..3, of in 0_usize..4) {
            let all: Vec<_> = (0..4).map(|unknown| (unknown, 1)).collect();
            let part: Vec<_> = (0..split).map(|unknown| (unknown, 1)).collect();
            let sum = |terms: &[(usize, i128)]| terms.iter().map(|&(unknown, _)| truth[unknown]).sum::<i128>();
            let equations = [equation(&all, sum(&all)), equation(&part, sum(&part))];
            let mut possible = Vec::new();
            let most = sum(&all);
            for code in 0..(most + 1).pow(4) {
                let values: Vec<i128> = (0..4).map(|place| code / (most + 1).pow(place) % (most + 1)).collect();
                let holds = |terms: &[(usize, i128)]| terms.iter().map(|&(unknown, _)| values[unknown]).sum::<i128>() == sum(terms);
                if holds(&all) && holds(&part) {
                    possible.push(values[of]);
                }
            }
            let expected = (possible.iter().min().copied().unwrap(), possible.iter().max().copied());
            prop_assert_eq!(bounds(4, &equations, of), Some(expected));
        }
    }
}
