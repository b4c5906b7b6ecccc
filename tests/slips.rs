//! One slip of the keyboard gives one error: in every id, segment and word of an edition of the invented city, one letter
//! too many is reported once, at its place, with what was meant; nothing else is reported because of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const EDITION: &str = "mihon-2021/2023.yaml";

#[test]
fn a_slip_in_any_id_or_word_is_reported_once_with_what_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    // The edition with the years beside it, and the plan before, which it continues.
    for file in [
        "mihon-2016/plan.yaml",
        "mihon-2021/plan.yaml",
        "mihon-2021/2022.yaml",
        EDITION,
        "mihon-2021/2024.yaml",
    ] {
        let to = data.join(file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(Path::new("data").join(file), to).unwrap();
    }
    fs::write(data.join("site.yaml"), "title: 例\npublisher: 見本市\n").unwrap();
    let path = data.join(EDITION);
    let good = fs::read_to_string(&path).unwrap();
    let clean = mieruka::load(&data).findings;
    assert!(!clean.has_errors());
    let slips = slips(&good);
    assert!(slips.len() >= 40, "{} slips", slips.len());
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (start, end) in slips {
        let word = &good[start..end];
        if !seen.insert(&good[start - 3..end]) {
            continue;
        }
        // `training` becomes `trainingg`, 実施 becomes 実施施.
        let last = word.chars().next_back().unwrap();
        fs::write(&path, format!("{}{last}{}", &good[..end], &good[end..])).unwrap();
        let loaded = mieruka::load(&data);
        let new: Vec<_> = loaded
            .findings
            .sorted(&loaded.sources)
            .into_iter()
            .filter(|finding| {
                !clean
                    .iter()
                    .any(|old| (old.code, &old.message) == (finding.code, &finding.message))
            })
            .collect();
        let right = match new.as_slice() {
            [one] => {
                loaded.sources.slice(one.place) == format!("{word}{last}")
                    && one.fix.as_ref().is_some_and(|fix| fix.replacement == word)
            }
            _ => false,
        };
        if !right {
            let new: Vec<String> = new.iter().map(|one| format!("{} {}", one.code, one.message)).collect();
            wrong.push(format!("{word}: {}", new.join(" / ")));
        }
    }
    assert!(wrong.is_empty(), "{} slips:\n{}", wrong.len(), wrong.join("\n"));
}

/// Where ids, segments and words of the plan stand in an edition: keys below `measures:` and `indicators:`, and the values
/// of `status`, `direction`, `rating`, `tag` and `segment`.
fn slips(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut offset, mut in_map) = (0, false);
    for line in text.split_inclusive('\n') {
        if !line.starts_with([' ', '#', '\n']) {
            in_map = line.starts_with("measures:") || line.starts_with("indicators:");
        }
        let key = line
            .strip_prefix("  ")
            .and_then(|rest| rest.split_once(':'))
            .map_or("", |(key, _)| key);
        if in_map && key.starts_with(|first: char| first.is_ascii_lowercase()) {
            found.push((offset + 2, offset + 2 + key.len()));
        }
        for name in ["status: ", "direction: ", "rating: ", "tag: ", "segment: "] {
            if let Some(at) = line.find(name).map(|at| at + name.len()) {
                let value = line[at..].split([',', '}', '\n', ' ']).next().unwrap();
                if !value.is_empty() && !value.starts_with(['[', '"']) {
                    found.push((offset + at, offset + at + value.len()));
                }
            }
        }
        offset += line.len();
    }
    found
}
