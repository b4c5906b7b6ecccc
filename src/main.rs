//! Parses the command line, runs, and returns the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    mieruka::cli::use_cores();
    mieruka::cli::run().into()
}
