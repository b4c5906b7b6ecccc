//! Between which bounds unknown figures lie when linear equations over them are known: exact linear programming.

use num_rational::Ratio;

/// An exact number.
pub(super) type Exact = Ratio<i128>;

/// `sum of coefficient × unknown = constant`, over unknowns that are not negative.
#[derive(Debug, Clone)]
pub(super) struct Equation {
    pub terms: Vec<(usize, i128)>,
    pub constant: Exact,
}

/// The least and the greatest value of one unknown; no greatest when nothing bounds it. None when no values satisfy all
/// equations.
pub(super) fn interval(unknowns: usize, equations: &[Equation], of: usize) -> Option<(Exact, Option<Exact>)> {
    let mut tableau = Tableau::feasible(unknowns, equations)?;
    let least = tableau.clone().minimum(of, 1)?;
    Some((least, tableau.minimum(of, -1).map(|negated| -negated)))
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
        if tableau.minimise(&helpers)? != zero {
            return None;
        }
        tableau.drop_helpers(unknowns);
        Some(tableau)
    }

    /// Helpers that still stand for a row, at nought, give their place to an unknown; a row without one says nothing.
    fn drop_helpers(&mut self, unknowns: usize) {
        let zero = Exact::from_integer(0);
        let mut row = 0;
        while row < self.rows.len() {
            if self.basis[row] >= unknowns {
                let Some(column) = (0..unknowns).find(|&column| self.rows[row][column] != zero) else {
                    self.rows.remove(row);
                    self.basis.remove(row);
                    continue;
                };
                self.pivot(row, column);
            }
            row += 1;
        }
        for entries in &mut self.rows {
            let constant = entries[self.columns];
            entries.truncate(unknowns);
            entries.push(constant);
        }
        self.columns = unknowns;
    }

    fn minimum(&mut self, of: usize, sign: i128) -> Option<Exact> {
        let mut costs = vec![Exact::from_integer(0); self.columns];
        costs[of] = Exact::from_integer(sign);
        self.minimise(&costs)
    }

    /// The least sum of costs; none when it has no bound.
    fn minimise(&mut self, costs: &[Exact]) -> Option<Exact> {
        let zero = Exact::from_integer(0);
        loop {
            let reduced = |column: usize| {
                let carried: Exact = self
                    .rows
                    .iter()
                    .zip(&self.basis)
                    .map(|(row, &basic)| costs[basic] * row[column])
                    .fold(zero, |sum, term| sum + term);
                costs[column] - carried
            };
            let Some(entering) = (0..self.columns).find(|&column| reduced(column) < zero) else {
                let total = self.rows.iter().zip(&self.basis);
                return Some(total.fold(zero, |sum, (row, &basic)| sum + costs[basic] * row[self.columns]));
            };
            let leaving = (0..self.rows.len())
                .filter(|&row| self.rows[row][entering] > zero)
                .min_by_key(|&row| (self.rows[row][self.columns] / self.rows[row][entering], self.basis[row]))?;
            self.pivot(leaving, entering);
        }
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let zero = Exact::from_integer(0);
        let by = self.rows[row][column];
        self.rows[row].iter_mut().for_each(|entry| *entry /= by);
        let pivot = self.rows[row].clone();
        for (number, other) in self.rows.iter_mut().enumerate() {
            let factor = other[column];
            if number != row && factor != zero {
                for (entry, of_pivot) in other.iter_mut().zip(&pivot) {
                    *entry -= factor * *of_pivot;
                }
            }
        }
        self.basis[row] = column;
    }
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
