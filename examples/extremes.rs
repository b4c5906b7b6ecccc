//! Writes data of extreme size into a folder, for a look at its pages: `cargo run --example extremes -- /tmp/extremes`.

#[path = "../tests/support/extremes.rs"]
mod extremes;

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: cargo run --example extremes -- <folder>");
        std::process::exit(2);
    };
    extremes::write(&PathBuf::from(folder))
}
