//! Tables that exist already as data files (既存の表の取り込み): our own exports without loss, and the follow-up tables that
//! offices keep in spreadsheets as the beginning of a plan and an edition.
//!
//! Nothing is dropped without a word: what a table says and the data cannot take is a finding at its cell.

mod figures;
mod foreign;
mod grid;
mod guess;
mod mapping;
mod measures;
mod own;
mod written;

use std::collections::BTreeMap;

pub use super::collect::Finding;
use super::collect::cells;
use super::export::{archive, csv_file};
use crate::diagnostic::code;
pub use foreign::{Draft, Tables, Wanted};
pub use mapping::{period, read as read_mapping};
pub use own::{Returned, edited};

/// The most that an archive may be unpacked to.
const MOST: u64 = 100 * 1024 * 1024;

/// A file that is to be imported.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name, as people know it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A data file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Path below the data folder.
    pub path: String,
    /// Content.
    pub text: String,
}

/// What the files are.
#[derive(Debug, Default)]
pub struct Sorted {
    /// Plans of ours, each with the tables that came with it.
    pub plans: Vec<Returned>,
    /// Our tables, to be held against the plans.
    pub tables: Vec<File>,
    /// Tables of others.
    pub foreign: Vec<File>,
    /// What cannot be read.
    pub findings: Vec<Finding>,
}

/// Sorts files into our own exports and the tables of others. Archives are unpacked.
pub fn sort(files: Vec<File>) -> Sorted {
    let mut sorted = Sorted::default();
    let mut documents: BTreeMap<String, (String, String)> = BTreeMap::new();
    let files: Vec<File> = files
        .into_iter()
        .flat_map(|file| unpacked(file, &mut sorted.findings))
        .collect();
    for file in files {
        if let Some(text) = own::document(&file) {
            match own::rebuild(&file.name, &text) {
                Ok(plan) => match documents.get(&plan.plan) {
                    Some((from, other)) if *other != text.trim() => sorted.findings.push(Finding::of_file(
                        code::IMPORT_INCOMPLETE,
                        &file.name,
                        format!("{from} と同じ計画（{}）ですが、内容が違います", plan.plan),
                        "取り込む方のファイルだけを指定してください",
                    )),
                    Some(_) => {}
                    None => {
                        documents.insert(plan.plan.clone(), (file.name.clone(), text.trim().to_owned()));
                        sorted.plans.push(plan);
                    }
                },
                Err(finding) => sorted.findings.push(*finding),
            }
            if file.bytes.starts_with(b"PK") {
                sorted.tables.push(file);
            }
            continue;
        }
        let records = std::str::from_utf8(&file.bytes)
            .ok()
            .and_then(|text| csv_file::records(text.trim_start_matches('\u{feff}')));
        if records.is_some_and(|records| own::table_name(&records).is_some()) {
            sorted.tables.push(file);
        } else if !is_description(&file) {
            sorted.foreign.push(file);
        }
    }
    if sorted.plans.is_empty()
        && let Some(table) = sorted.tables.first()
    {
        sorted.findings.push(Finding::of_file(
            code::IMPORT_INCOMPLETE,
            &table.name,
            "mieruka が書き出した表ですが、表だけではデータに戻せません（言葉の意味、様式、ページなどは表にないため）",
            "同じところにある「計画のID.json」か、すべての表の .zip、ワークブックの .xlsx のどれかを取り込んでください",
        ));
    }
    sorted
}

/// A text for a message, not longer than people want to read.
fn short(text: &str) -> String {
    let text = text.replace('\n', " ");
    match text.char_indices().nth(30) {
        Some((end, _)) => format!("「{}…」", &text[..end]),
        None => format!("「{text}」"),
    }
}

/// The files of an archive, or the file itself.
fn unpacked(file: File, findings: &mut Vec<Finding>) -> Vec<File> {
    let is_archive = file.bytes.starts_with(b"PK\x03\x04")
        && std::path::Path::new(&file.name)
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    if !is_archive {
        return vec![file];
    }
    match archive::unpack(&file.bytes, MOST) {
        Ok(files) => files
            .into_iter()
            .map(|(name, bytes)| File {
                name: format!("{}/{name}", file.name),
                bytes,
            })
            .collect(),
        Err(reason) => {
            findings.push(Finding::of_file(
                code::IMPORT_UNREADABLE,
                &file.name,
                format!("圧縮ファイルを開けません（{reason}）"),
                "もう一度ダウンロードするか、展開したフォルダーを取り込んでください",
            ));
            Vec::new()
        }
    }
}

/// Files beside our tables that say nothing the document does not say.
fn is_description(file: &File) -> bool {
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or(&file.name);
    matches!(
        name,
        "datapackage.json"
            | "tables.json"
            | "tables.schema.json"
            | "plan.schema.json"
            | "codes.csv"
            | "columns.csv"
            | "disclosure.csv"
    )
}
