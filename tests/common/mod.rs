//! What several tests need: the shipped site, built in memory, a copy of the shipped data to spoil, and cases written as
//! Markdown.

#![allow(dead_code)] // Each test program uses its own part.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mieruka::edition::{Release, release};
use mieruka::render::Templates;

/// The site of the shipped data, by path.
pub fn built_site() -> BTreeMap<String, Vec<u8>> {
    build(Path::new("data"))
}

/// The site of a data folder, which must be clean.
pub fn build(data: &Path) -> BTreeMap<String, Vec<u8>> {
    let loaded = mieruka::load(data);
    let findings = mieruka::diagnostic::human::print(&loaded.findings, &loaded.sources, false);
    let project = loaded
        .project
        .unwrap_or_else(|| panic!("the data has errors:\n{findings}"));
    mieruka::render_site(&release(project, Release::PUBLIC), &Templates::load(None).unwrap()).unwrap()
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).sort_by_file_name() {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// All files of a folder by path with `/`.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| {
            let name = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Writes the `yaml` blocks of a case into a data folder. A block is headed by its file, `plan.yaml` of the plan `case` or
/// `before/2019.yaml` of another. What every file needs and a block leaves out is added below it, so that the lines of a
/// block are those of its file.
pub fn write_case(text: &str, data: &Path) {
    fs::write(data.join("site.yaml"), "title: 例\npublisher: 見本市\n").unwrap();
    for block in text.split("```yaml ").skip(1) {
        let (name, rest) = block.split_once('\n').unwrap();
        let mut yaml = rest.split("```").next().unwrap().to_owned();
        let (folder, name) = name.split_once('/').unwrap_or(("case", name));
        let needed: &[&str] = match name {
            "plan.yaml" => &["title: 例", "organisation: 見本市", "period: {from: H26, to: R2}"],
            _ => &["title: 年度版"],
        };
        for line in needed {
            let (key, _) = line.split_once(' ').unwrap();
            if !yaml.lines().any(|line| line.starts_with(key)) {
                yaml = yaml + line + "\n";
            }
        }
        fs::create_dir_all(data.join(folder)).unwrap();
        fs::write(data.join(folder).join(name), yaml).unwrap();
    }
}

/// The `text` block of a case, which says what is expected, with what stands before and after it.
pub fn split_expected(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find("```text\n")? + "```text\n".len();
    let end = start + text[start..].find("```")?;
    Some((&text[..start], &text[start..end], &text[end..]))
}

/// Reads `\n`, `\t`, `\r` and `\u{…}`.
pub fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        match (letter, rest.peek()) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('t')) => out.push('\t'),
            ('\\', Some('r')) => out.push('\r'),
            ('\\', Some('u')) => {
                let code: String = rest.by_ref().skip(2).take_while(|letter| *letter != '}').collect();
                out.push(char::from_u32(u32::from_str_radix(&code, 16).unwrap()).unwrap());
                continue;
            }
            _ => {
                out.push(letter);
                continue;
            }
        }
        rest.next();
    }
    out
}
