//! Input cannot hurt. Hundreds of hostile and broken data folders go through the program as it is shipped, under limits of
//! time and memory, with a site published before. For each of them:
//!
//! - it ends within ten seconds of processor time and a gibibyte of memory, and never in a panic;
//! - what is refused is refused with file, line, column and a remedy, and the old site stays as it was, byte for byte;
//! - what is accepted becomes a site that is inert (`common/inert.rs`).
//!
//! The cases are made, not listed: payload × place. A text field added to the shapes is attacked without anybody adding it
//! here, because the places are read from the shapes; a field that `full/` lacks is named by the test.
//!
//! `tests/spoiled.rs` holds what single mistakes give; `src/render/markdown/tests.rs` what Markdown gives.

#![allow(clippy::format_collect, reason = "inputs are made from pieces, once")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/inert.rs"]
mod inert;

mod folders;
mod ids;
mod run;
mod shapes;
mod suite;
mod texts;
mod yaml;

use run::{Case, Lab};

#[test]
fn no_input_hurts() {
    let lab = Lab::new();
    let cases: Vec<Case> = [texts::cases(), ids::cases(), yaml::cases(), folders::cases()]
        .into_iter()
        .flatten()
        .collect();
    assert!(cases.len() >= 300, "only {} cases", cases.len());
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let lab = &lab;
        let cases = &cases;
        let threads: Vec<_> = (0..2)
            .map(|first| {
                scope.spawn(move || {
                    let mine = cases.iter().skip(first).step_by(2);
                    mine.filter_map(|case| lab.judge(case).err()).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    println!("{} inputs", cases.len());
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n\n")
    );
}
