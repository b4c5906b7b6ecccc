//! Writes a data set for measuring: `cargo run --release --example datasets -- <folder> S|M|L|<organisations>x<years>x<measures>x<indicators>`.

#[path = "../tests/support/datasets.rs"]
mod datasets;

use std::path::Path;

use datasets::Size;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let ([folder, _], Some(size)) = (arguments.as_slice(), arguments.get(1).and_then(|size| parse(size))) else {
        eprintln!("usage: datasets <folder> S|M|L|<organisations>x<years>x<measures>x<indicators>");
        std::process::exit(2);
    };
    datasets::write(Path::new(folder), size)
}

fn parse(size: &str) -> Option<Size> {
    let parts: Option<Vec<usize>> = size.split('x').map(|part| part.parse().ok()).collect();
    match (size, parts.as_deref()) {
        ("S", _) => Some(Size::S),
        ("M", _) => Some(Size::M),
        ("L", _) => Some(Size::L),
        (_, Some(&[organisations, years, measures, indicators])) if years > 0 && indicators > 0 => Some(Size {
            organisations,
            years,
            measures,
            indicators,
        }),
        _ => None,
    }
}
