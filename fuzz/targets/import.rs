//! Tables of others: any bytes as a CSV file or workbook, with the mapping guessed or given. No panic; a file that cannot be
//! read says why, a guess is a mapping that reads, and what is made of a table reads as data.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mieruka::diagnostic::{Findings, Sources};
use mieruka::exchange::import::{self, File, Tables, Wanted, read_mapping};

fuzz_target!(|input: &[u8]| {
    let Some((first, bytes)) = input.split_first() else {
        return;
    };
    // A given mapping stands before the table, with NUL between.
    let cut = bytes.iter().position(|byte| *byte == 0).filter(|_| first % 2 == 1);
    let (given, table) = cut.map_or((None, bytes), |cut| (Some(&bytes[..cut]), &bytes[cut + 1..]));
    let file = File {
        name: "table.csv".to_owned(),
        bytes: table.to_vec(),
    };
    let sorted = import::sort(vec![file]);
    let tables = Tables::open(&sorted.foreign);
    let said = !sorted.findings.is_empty() || !tables.findings.is_empty() || !sorted.plans.is_empty();
    let (guess, without) = tables.guess();
    let _ = (said, without);
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let text = match (given, guess) {
        (Some(given), _) => given.to_vec(),
        (None, Some(guess)) => guess.into_bytes(),
        (None, None) => return,
    };
    let Some(mapping) = read_mapping("m.yaml", text, &mut sources, &mut findings) else {
        assert!(given.is_some(), "a guess that does not read");
        return;
    };
    let year = mieruka::calendar::FiscalYear::new(2020).filter(|_| first % 4 < 2);
    tables
        .draft(Wanted { plan: "p", year }, &mapping)
        .unwrap_or_else(|error| panic!("{error}"));
});
