//! Every figure, label, status, tag and date of the five papers is on the page where a reader would look for it.
//!
//! The lists in `tests/papers/*.tsv` were made from the papers cell by cell, not from the YAML: page (with the id of an
//! element, where one is meant), text, and where in the paper it stands. White space does not count.

mod common;

use std::collections::BTreeMap;
use std::fs;

use scraper::{Html, Selector};

#[test]
fn every_fact_of_the_papers_is_on_its_page() {
    let site = common::built_site();
    let mut documents: BTreeMap<&str, Html> = BTreeMap::new();
    let lists = fs::read_dir("tests/papers").unwrap().map(|entry| entry.unwrap().path());
    let mut lists: Vec<_> = lists
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    lists.sort();
    assert_eq!(lists.len(), 6, "one list a plan");
    let mut facts = 0;
    let mut missing = Vec::new();
    let texts: Vec<(String, String)> = lists
        .iter()
        .map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap()))
        .collect();
    for (list, text) in &texts {
        for (number, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
        {
            let fields: Vec<&str> = line.split('\t').collect();
            let [address, fact, place] = fields.as_slice() else {
                panic!("{list}:{}: three fields expected", number + 1)
            };
            let (page, id) = address
                .split_once('#')
                .map_or((*address, None), |(page, id)| (page, Some(id)));
            facts += 1;
            let Some(bytes) = site.get(page) else {
                missing.push(format!("{list}:{}: no page {page}", number + 1));
                continue;
            };
            let document = documents
                .entry(page)
                .or_insert_with(|| Html::parse_document(std::str::from_utf8(bytes).unwrap()));
            match visible_text(document, id) {
                Some(seen) if seen.contains(&squeezed(fact)) => {}
                Some(_) => missing.push(format!(
                    "{list}:{}: {address} does not say “{fact}” ({place})",
                    number + 1
                )),
                None => missing.push(format!(
                    "{list}:{}: {page} has no element #{}",
                    number + 1,
                    id.unwrap_or_default()
                )),
            }
        }
    }
    assert!(facts > 1_000, "only {facts} facts are listed");
    assert!(
        missing.is_empty(),
        "{} of {facts} facts are missing:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

/// Text of the main part, or of one element, without white space.
fn visible_text(document: &Html, id: Option<&str>) -> Option<String> {
    let selector = id.map_or_else(|| "main".to_owned(), |id| format!("[id=\"{id}\"]"));
    let element = document.select(&Selector::parse(&selector).unwrap()).next()?;
    Some(squeezed(&element.text().collect::<String>()))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}
