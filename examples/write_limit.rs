//! The write limit: the same bytes as the same files, by a program that does nothing else. Reads a folder into memory, then prints how many
//! seconds it took to write it all again: `cargo run --example write_limit -- <folder> <new folder>`.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let [from, to] = env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .collect::<Vec<_>>()
        .try_into()
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, "usage: write_limit <folder> <new folder>"))?;
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&from) {
        let entry = entry.map_err(io::Error::other)?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&from).map_err(io::Error::other)?;
            files.push((to.join(path), fs::read(entry.path())?));
        }
    }
    let begin = Instant::now();
    let folders: BTreeSet<_> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    for folder in folders {
        fs::create_dir_all(folder)?;
    }
    for (path, content) in &files {
        fs::write(path, content)?;
    }
    println!("{:.3}", begin.elapsed().as_secs_f64());
    Ok(())
}
