//! The attack of someone who knows the rule to the letter: every small table there can be is published, and of each pattern of
//! printed and withheld figures it is asked which tables look so. A withheld count is recovered when it is the same in all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use mieruka::check;
use mieruka::edition::{Release, release};
use mieruka::model::Reading;

/// How a table looks to the public: the parts, then their sum; none where a figure is withheld.
type Pattern = Vec<Option<i64>>;

/// Every table of so many parts, each from nought to `most`.
fn tables(parts: u32, most: i64) -> Vec<Vec<i64>> {
    let values = most + 1;
    let codes = 0..values.pow(parts);
    let table = |code: i64| (0..parts).map(|place| code / values.pow(place) % values).collect();
    codes.map(table).collect()
}

/// What the public sees of every table, each an indicator of one plan.
fn published(tables: &[Vec<i64>], under: i64) -> Vec<Pattern> {
    let mut plan = "title: 例\norganisation: 見本市\nperiod: {from: H26, to: R2}\nindicators:\n".to_owned();
    let mut edition = "title: 年度版\nindicators:\n".to_owned();
    for (number, table) in tables.iter().enumerate() {
        let ids: Vec<String> = (0..table.len()).map(|part| format!("p{part}")).collect();
        writeln!(plan, "  - id: i{number}\n    title: i{number}\n    unit: 人\n    better: lower\n    targets: none\n    withhold: {{under: {under}}}\n    segments:").unwrap();
        writeln!(edition, "  i{number}:").unwrap();
        for (id, count) in ids.iter().zip(table) {
            writeln!(plan, "      - {{id: {id}, title: {id}}}").unwrap();
            writeln!(edition, "    - {{period: R1, segment: {id}, value: {count}}}").unwrap();
        }
        writeln!(plan, "      - {{id: all, title: all, total_of: [{}]}}", ids.join(", ")).unwrap();
        writeln!(
            edition,
            "    - {{period: R1, segment: all, value: {}}}",
            table.iter().sum::<i64>()
        )
        .unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("site.yaml"), "title: 例\npublisher: 見本市\n").unwrap();
    fs::create_dir(folder.path().join("case")).unwrap();
    fs::write(folder.path().join("case/plan.yaml"), plan).unwrap();
    fs::write(folder.path().join("case/2019.yaml"), edition).unwrap();
    let raw = mieruka::read(folder.path()).project.unwrap();
    let public = release(check::lower(&raw), Release::PUBLIC);
    let observations = &public.plans[0].editions[0].observations;
    let of_table = |number: usize| {
        let (_, stated) = observations
            .iter()
            .find(|(id, _)| id.as_str() == format!("i{number}"))
            .unwrap();
        let figures = stated.iter().map(|one| match &one.reading {
            Reading::Value(value) => Some(value.to_string().parse().unwrap()),
            Reading::Absent(_) => None,
        });
        figures.collect()
    };
    (0..tables.len()).map(of_table).collect()
}

#[test]
fn the_rule_itself_gives_no_withheld_count_away() {
    for (parts, most, under) in [(2, 7, 3), (2, 9, 5), (3, 4, 3), (3, 5, 4)] {
        let tables = tables(parts, most);
        let mut looks: BTreeMap<Pattern, Vec<&Vec<i64>>> = BTreeMap::new();
        for (table, pattern) in tables.iter().zip(published(&tables, under)) {
            looks.entry(pattern).or_default().push(table);
        }
        assert!(looks.keys().any(|pattern| pattern.contains(&None)));
        for (pattern, tables) in &looks {
            let withheld = (0..pattern.len()).filter(|place| pattern[*place].is_none());
            for place in withheld {
                let of = |table: &Vec<i64>| table.get(place).copied().unwrap_or_else(|| table.iter().sum());
                let possible: BTreeSet<i64> = tables.iter().map(|table| of(table)).collect();
                // Tables with greater figures than are tried here may look the same; they only leave more open.
                let is_at_the_edge = pattern.iter().flatten().any(|figure| *figure > most) || possible.contains(&most);
                assert!(
                    possible.len() > 1 || is_at_the_edge,
                    "under {under}: {pattern:?} is {tables:?} alone"
                );
            }
        }
    }
}
