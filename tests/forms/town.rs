//! The invented town of `tests/forms/data`, whose forms go out, are filled in and come back.

#![allow(dead_code)] // Each test program uses its own part.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;
use tempfile::TempDir;

use crate::common;

/// A folder with data, forms as made and forms as returned.
pub struct Folder {
    root: TempDir,
}

impl Folder {
    pub fn of(data: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        common::copy_folder(Path::new(data), &root.path().join("data"));
        fs::create_dir(root.path().join("returned")).unwrap();
        Self { root }
    }

    pub fn town() -> Self {
        Self::of("tests/forms/data")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub fn edition(&self) -> String {
        fs::read_to_string(self.path("data/city/2021.yaml")).unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> (Option<i32>, Vec<u8>, String) {
        let mut command = Command::cargo_bin("mieruka").unwrap();
        let output = command.current_dir(self.root.path()).args(arguments).output().unwrap();
        (
            output.status.code(),
            output.stdout,
            String::from_utf8(output.stderr).unwrap(),
        )
    }

    /// The forms of the town, by file name.
    pub fn forms(&self) -> BTreeMap<String, Book> {
        let (exit, _, said) = self.run(&["form", "city", "R3", "--out", "forms"]);
        assert_eq!(exit, Some(0), "{said}");
        let files = common::files(&self.path("forms")).into_iter();
        files.map(|(name, bytes)| (name, Book::read(&bytes))).collect()
    }

    pub fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path("returned").join(name), bytes).unwrap();
    }

    pub fn collect(&self, more: &[&str]) -> (Option<i32>, Value) {
        let arguments = ["collect", "city", "R3", "returned", "--format", "json"];
        let (exit, printed, said) = self.run(&[&arguments, more].concat());
        let printed = serde_json::from_slice(&printed).unwrap_or_else(|error| panic!("{error}: {said}"));
        (exit, printed)
    }

    /// The one finding, as code, file, cell and text.
    pub fn finding(&self) -> (String, String, String, String) {
        let before = self.edition();
        let (exit, printed) = self.collect(&["--write"]);
        let findings = printed["findings"].as_array().unwrap();
        assert_eq!((exit, findings.len()), (Some(1), 1), "{findings:#?}");
        let finding = &findings[0];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let cell = format!(
            "{}!{}",
            text(&finding["place"]["sheet"]),
            text(&finding["place"]["cell"])
        );
        if printed["taken"].as_array().unwrap().is_empty() {
            assert_eq!(self.edition(), before, "nothing is written");
        }
        assert!(!text(&finding["remedy"]).is_empty());
        (
            text(&finding["code"]),
            text(&finding["file"]),
            cell,
            text(&finding["message"]),
        )
    }
}

/// A workbook as texts: what a person sees, and can change.
#[derive(Clone)]
pub struct Book(pub Vec<(String, Vec<Vec<String>>)>);

impl Book {
    pub fn read(bytes: &[u8]) -> Self {
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheets = book.sheet_names().into_iter().map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let end = range.end().unwrap_or_default();
            let cell = |row, column| match range.get_value((row, column)) {
                Some(Data::String(text)) => text.clone(),
                _ => String::new(),
            };
            let rows = (0..=end.0).map(|row| (0..=end.1).map(|column| cell(row, column)).collect());
            (name, rows.collect())
        });
        Self(sheets.collect())
    }

    /// As another program might save it: no formats, no protection, nothing hidden.
    pub fn bytes(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        for (name, rows) in &self.0 {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            for (row, cells) in (0..).zip(rows) {
                for (column, text) in (0..).zip(cells) {
                    match text.strip_prefix('=') {
                        _ if text.is_empty() => continue,
                        Some("TRUE") => sheet.write_boolean(row, column, true),
                        Some("DATE") => {
                            let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2022, 3, 31).unwrap();
                            let format = Format::new().set_num_format("yyyy/m/d");
                            sheet.write_datetime_with_format(row, column, &day, &format)
                        }
                        Some(percent) if percent.ends_with('%') => {
                            let share: f64 = percent.trim_end_matches('%').parse().unwrap();
                            let format = Format::new().set_num_format("0.0%");
                            sheet.write_number_with_format(row, column, share / 100.0, &format)
                        }
                        Some(number) => sheet.write_number(row, column, number.parse::<f64>().unwrap()),
                        None => sheet.write_string(row, column, text),
                    }
                    .unwrap();
                }
            }
        }
        book.save_to_buffer().unwrap()
    }

    pub fn sheet(&mut self, name: &str) -> &mut Vec<Vec<String>> {
        let found = self.0.iter_mut().find(|(own, _)| own == name);
        &mut found.unwrap_or_else(|| panic!("no sheet {name}")).1
    }

    /// The row of a key.
    pub fn row(&mut self, sheet: &str, key: &str) -> usize {
        let rows = self.sheet(sheet);
        rows.iter()
            .position(|row| row[0] == key)
            .unwrap_or_else(|| panic!("no row {key}"))
    }

    /// Writes an answer.
    pub fn say(&mut self, key: &str, text: &str) {
        let row = self.row("取組", key);
        text.clone_into(&mut self.sheet("取組")[row][4]);
    }

    /// Writes a figure's cell.
    pub fn state(&mut self, key: &str, column: usize, text: &str) {
        let row = self.row("指標", key);
        text.clone_into(&mut self.sheet("指標")[row][column]);
    }
}

pub const GENERAL: &str = "回答票_総務課.xlsx";
pub const FIRE: &str = "回答票_消防本部.xlsx";

/// A form of the general affairs section in which one measure is answered.
pub fn answered(folder: &Folder) -> Book {
    let mut form = folder.forms().remove(GENERAL).unwrap();
    form.say("m|talk|status|1", "実施");
    form.say("m|talk|entry|1", "座談会を開いた。");
    form
}
