//! Every `mieruka` command of the recipes and of their guide in `docs/ci/` is one that the program understands.

use std::fs;

use clap::Parser as _;
use mieruka::cli::Arguments;

#[test]
fn the_program_understands_every_command_of_the_recipes() {
    let mut understood = 0;
    for file in ["github-actions.yml", "gitlab-ci.yml", "README.ja.md"] {
        let text = fs::read_to_string(format!("docs/ci/{file}")).unwrap();
        for line in text.lines() {
            let command = line.trim_start().trim_start_matches("- ").trim_start_matches("run: ");
            let Some(rest) = command.strip_prefix("mieruka ") else {
                continue;
            };
            let words = rest.split(['>', '|', '#']).next().unwrap().split_whitespace();
            // The day of the run.
            let words = words.map(|word| if word == "\"$TODAY\"" { "2026-04-01" } else { word });
            let words: Vec<&str> = std::iter::once("mieruka").chain(words).collect();
            let parsed = Arguments::try_parse_from(&words);
            assert!(
                parsed.is_ok(),
                "{file}: {words:?}: {:?}",
                parsed.err().map(|error| error.to_string())
            );
            understood += 1;
        }
    }
    assert!(understood >= 8, "only {understood} commands");
}
