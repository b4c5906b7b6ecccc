//! Parses the command line, runs, and returns the exit code.

use std::process::ExitCode;

use clap::Parser;
use mieruka::cli::Arguments;

fn main() -> ExitCode {
    mieruka::cli::use_cores();
    Arguments::parse().run().into()
}
