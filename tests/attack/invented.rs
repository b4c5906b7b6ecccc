//! Data sets invented by a seed: counts and rates by segments that add up in one or two ways, in two editions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::puzzle::Part;
use super::solve::{Plan, Target, Way};

/// Deterministic figures (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }
}

/// One table of counts that add up, by segment.
type Counts = BTreeMap<String, i64>;

/// The true figures of an invented data set, by indicator, period, edition, segment and part.
#[derive(Default)]
pub struct Truth(BTreeMap<(String, &'static str, usize, String, Part), i64>);

impl Truth {
    /// The true figure that a target stands for. None for a base that the data do not state: nobody withholds it, and where it is
    /// the sum of published bases everyone may know it.
    pub fn of(&self, target: &Target) -> Option<i64> {
        let period = if target.period.starts_with("2018") { "H30" } else { "R1" };
        let edition = usize::from(target.step.contains("2020"));
        let stated = |edition| {
            let key = (
                target.indicator.clone(),
                period,
                edition,
                target.segment.clone(),
                target.part,
            );
            self.0.get(&key)
        };
        stated(edition).or_else(|| stated(0)).copied()
    }
}

struct Shape {
    rows: usize,
    columns: usize,
    nested: bool,
}

impl Shape {
    fn segments(&self) -> Vec<String> {
        let rows = (0..self.rows).map(|row| format!("r{row}"));
        let columns = (0..self.columns).map(|column| format!("c{column}"));
        let nested: &[&str] = if self.nested { &["r0-a", "r0-b"] } else { &[] };
        std::iter::once("all".to_owned())
            .chain(rows)
            .chain(columns)
            .chain(nested.iter().map(|&id| id.to_owned()))
            .collect()
    }

    fn ways(&self) -> Vec<Way> {
        let ids = |letter: char, many: usize| (0..many).map(|one| format!("{letter}{one}")).collect::<Vec<_>>();
        let mut ways = vec![("all".to_owned(), ids('r', self.rows))];
        if self.columns > 0 {
            ways.push(("all".to_owned(), ids('c', self.columns)));
        }
        if self.nested {
            ways.push(("r0".to_owned(), vec!["r0-a".to_owned(), "r0-b".to_owned()]));
        }
        ways
    }

    /// Counts that add up in every way; `at_least` those of a part of them.
    fn counts(&self, dice: &mut Dice, at_least: Option<&Cells>) -> Cells {
        let mut cells = Cells::new();
        for row in 0..self.rows {
            for column in 0..self.columns.max(1) {
                for half in 0..=usize::from(self.nested && row == 0) {
                    let most = [1, 3, 6, 15, 40][usize::try_from(dice.below(5)).unwrap()];
                    let count = i64::try_from(dice.below(most + 1)).unwrap();
                    let part = at_least.map_or(0, |cells| cells[&(row, column, half)]);
                    cells.insert((row, column, half), part + count);
                }
            }
        }
        cells
    }

    fn sums(&self, cells: &Cells) -> Counts {
        let mut counts: Counts = self.segments().into_iter().map(|id| (id, 0)).collect();
        for (&(row, column, half), count) in cells {
            *counts.get_mut("all").unwrap() += count;
            *counts.get_mut(&format!("r{row}")).unwrap() += count;
            if self.columns > 0 {
                *counts.get_mut(&format!("c{column}")).unwrap() += count;
            }
            if self.nested && row == 0 {
                *counts.get_mut(["r0-a", "r0-b"][half]).unwrap() += count;
            }
        }
        counts
    }
}

type Cells = BTreeMap<(usize, usize, usize), i64>;

/// How an invented data set is protected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    Rule,
    /// Only the small counts, by hand.
    PrimaryOnly,
}

/// Writes an invented data set and says what is true in it.
pub fn invent(seed: u64, protection: Protection, data: &Path) -> (Plan, Truth) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let under = [3, 3, 5, 10][usize::try_from(dice.below(4)).unwrap()];
    let mut city = City {
        under,
        protection,
        plan: "title: 例\norganisation: 見本市\nperiod: {from: H26, to: R2}\nindicators:\n".to_owned(),
        editions: [String::new(), String::new()],
        truth: Truth::default(),
    };
    let mut ways = BTreeMap::new();
    for (indicator, unit) in [("count", "人"), ("rate", "%")] {
        let shape = Shape {
            rows: 2 + usize::try_from(dice.below(3)).unwrap(),
            columns: [0, 0, 2, 3][usize::try_from(dice.below(4)).unwrap()],
            nested: dice.one_in(3),
        };
        ways.insert(indicator.to_owned(), shape.ways());
        city.declare(indicator, unit, &shape);
        city.observe(indicator, &shape, &mut dice);
    }
    city.write(data);
    let percents = BTreeSet::from(["rate".to_owned()]);
    (Plan { ways, percents, under }, city.truth)
}

/// A data set while it is invented.
struct City {
    under: i64,
    protection: Protection,
    plan: String,
    editions: [String; 2],
    truth: Truth,
}

impl City {
    fn declare(&mut self, indicator: &str, unit: &str, shape: &Shape) {
        let rule = if self.protection == Protection::Rule {
            format!("    withhold: {{under: {}}}\n", self.under)
        } else {
            String::new()
        };
        let head = format!("  - id: {indicator}\n    title: {indicator}\n    unit: \"{unit}\"\n    better: lower\n");
        writeln!(self.plan, "{head}    targets: none\n{rule}    segments:").unwrap();
        for id in shape.segments() {
            let ways = shape.ways().into_iter().filter(|(total, _)| *total == id);
            let ways: Vec<String> = ways.map(|(_, parts)| format!("[{}]", parts.join(", "))).collect();
            let totals = if ways.is_empty() {
                String::new()
            } else {
                format!(", total_of: [{}]", ways.join(", "))
            };
            writeln!(self.plan, "      - {{id: {id}, title: {id}{totals}}}").unwrap();
        }
    }

    /// Figures of two years, each stated once, said again, or corrected in one place by the edition of the year after.
    fn observe(&mut self, indicator: &str, shape: &Shape, dice: &mut Dice) {
        let mut stated = [String::new(), String::new()];
        for period in ["H30", "R1"] {
            let count = shape.counts(dice, None);
            let base = shape.counts(dice, Some(&count));
            let mut statements = vec![(0, count.clone(), base.clone())];
            match dice.below(3) {
                0 => statements.push((1, count, base)),
                1 => {
                    let mut corrected = count;
                    let place = usize::try_from(dice.below(corrected.len() as u64)).unwrap();
                    let cell = corrected.values_mut().nth(place).unwrap();
                    *cell = if *cell > 0 { *cell - 1 } else { 0 };
                    statements.push((1, corrected, base));
                }
                _ => {}
            }
            let bare_total = dice.one_in(4);
            for (edition, count, base) in statements {
                let (count, base) = (shape.sums(&count), shape.sums(&base));
                for id in shape.segments() {
                    let (many, of) = (count[&id], base[&id]);
                    let mut note = |part, figure| {
                        let key = (indicator.to_owned(), period, edition, id.clone(), part);
                        self.truth.0.insert(key, figure);
                    };
                    let by_hand = self.protection == Protection::PrimaryOnly && many > 0 && many < self.under;
                    let text = if indicator == "count" {
                        note(Part::Value, many);
                        count_text(many, by_hand)
                    } else {
                        note(Part::Numerator, many);
                        let is_bare = bare_total && id == "all";
                        if !is_bare {
                            note(Part::Denominator, of);
                        }
                        rate_text(many, of, by_hand, is_bare)
                    };
                    writeln!(stated[edition], "    - {{period: {period}, segment: {id}, {text}}}").unwrap();
                }
            }
        }
        for (edition, stated) in self.editions.iter_mut().zip(stated) {
            if !stated.is_empty() {
                write!(edition, "  {indicator}:\n{stated}").unwrap();
            }
        }
    }

    fn write(&self, data: &Path) {
        fs::write(data.join("site.yaml"), "title: 例\npublisher: 見本市\n").unwrap();
        fs::create_dir_all(data.join("case")).unwrap();
        fs::write(data.join("case/plan.yaml"), &self.plan).unwrap();
        for (year, stated) in [2019, 2020].into_iter().zip(&self.editions) {
            let head = if stated.is_empty() { "" } else { "indicators:\n" };
            let edition = format!("title: 年度版\n{head}{stated}");
            fs::write(data.join(format!("case/{year}.yaml")), edition).unwrap();
        }
    }
}

fn count_text(many: i64, by_hand: bool) -> String {
    if by_hand {
        "absent: withheld".to_owned()
    } else {
        format!("value: {many}")
    }
}

fn rate_text(many: i64, of: i64, by_hand: bool, bare: bool) -> String {
    if of == 0 {
        return "absent: no-event, denominator: 0".to_owned();
    }
    if by_hand {
        return format!("absent: withheld, denominator: {of}");
    }
    let tenths = (many * 2000 + of) / (of * 2);
    let rate = format!("value: {}.{}", tenths / 10, tenths % 10);
    if bare {
        rate
    } else {
        format!("{rate}, numerator: {many}, denominator: {of}")
    }
}
