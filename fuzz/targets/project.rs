//! Any files, built as a data folder, from the reading to the finished pages: no panic; what is refused is refused with an
//! error, what is accepted becomes pages that are inert.
//!
//! The input is a text of several files, each headed by a line `@@ name` (`plan.yaml`, `2020.yaml`, `pages/a.md`).
#![no_main]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mieruka::render::Templates;
use mieruka_fuzz::inert;

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::load(None).expect("our own templates"));

/// The names a file may have: the input decides what stands in a file, not where on this machine it stands.
const NAMES: [&str; 6] = [
    "site.yaml",
    "case/plan.yaml",
    "case/2019.yaml",
    "case/2020.yaml",
    "case/2020-midterm.yaml",
    "case/pages/a.md",
];

fuzz_target!(|input: &str| {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    write(input, folder.path());
    let loaded = mieruka::load(folder.path());
    let Some(project) = loaded.project else {
        assert!(loaded.findings.has_errors(), "nothing read, nothing said");
        return;
    };
    let released = mieruka::edition::release(project, mieruka::edition::Release::PUBLIC);
    let site = mieruka::render_site(&released, &TEMPLATES).expect("sound data gives pages");
    for (name, bytes) in &site {
        // They pack the tables that stand beside them as text.
        if name.ends_with(".zip") || name.ends_with(".xlsx") {
            continue;
        }
        let text = std::str::from_utf8(bytes).expect("every file of the site is text");
        let faults = if name.ends_with(".html") {
            inert::page(text)
        } else {
            // Tables and calendars end their lines as their standards say.
            inert::characters(&text.replace("\r\n", "\n"))
        };
        assert!(faults.is_empty(), "{name}: {faults:?}");
    }
});

fn write(input: &str, folder: &Path) {
    fs::create_dir_all(folder.join("case/pages")).expect("a folder");
    fs::write(folder.join("site.yaml"), "title: 例\npublisher: 見本市\n").expect("a file");
    for part in input.split("@@ ").skip(1) {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        if let Some(path) = NAMES.iter().find(|path| path.ends_with(name.trim())) {
            fs::write(folder.join(path), text).expect("a file");
        }
    }
}
