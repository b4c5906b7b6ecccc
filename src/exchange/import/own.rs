//! Our own exports read in again: the document of a plan (計画のJSON), wherever it stands, as the data files it was made from.
//!
//! The document alone carries everything; it stands beside the CSVs in the folder and in the archive, and on the last sheet of
//! the workbook. The tables are only held against it ([`edited`]), so that what somebody wrote into them is never
//! dropped without a word.

use std::collections::BTreeMap;

use super::{File, Finding, NewFile};
use crate::author::{read_back, tidy, to_yaml};
use crate::diagnostic::{Code, Findings, Sources, code};
use crate::exchange::collect::CellPlace;
use crate::exchange::collect::workbook::{self, Cell, Sheet, Value};
use crate::exchange::export::{csv_file, document, table, tables, workbook as book};
use crate::source::{EditionName, Node, check_id, gate, raw, tree};

/// A plan that came back.
#[derive(Debug, Clone)]
pub struct Returned {
    /// Its id.
    pub plan: String,
    /// Where it was read.
    pub from: String,
    /// The data files.
    pub files: Vec<NewFile>,
    /// `site.yaml`, for a data folder that has none.
    pub site: Option<String>,
}

/// The text of a document in a file: of a JSON file that is one, or of a workbook with its sheet.
pub(super) fn document(file: &File) -> Option<String> {
    if let Some(text) = std::str::from_utf8(&file.bytes).ok().filter(|text| is_document(text)) {
        return Some(text.trim_start_matches('\u{feff}').to_owned());
    }
    let book = file
        .bytes
        .starts_with(b"PK")
        .then(|| workbook::open(&file.bytes).ok())??;
    let sheet = book.sheets.iter().find(|sheet| sheet.name == book::DOCUMENT)?;
    let parts = (1_u32..).map_while(|row| match &sheet.cells.get(&(row, 0))?.value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    Some(parts.collect::<String>())
}

/// Whether a text begins as a document does.
fn is_document(text: &str) -> bool {
    let start: String = text
        .chars()
        .take(200)
        .filter(|letter| !letter.is_whitespace())
        .collect();
    start
        .trim_start_matches('\u{feff}')
        .starts_with(&format!("{{\"format\":\"{}\"", document::FORMAT))
}

/// Whether a CSV file is one of our tables.
pub(super) fn table_name(records: &[Vec<String>]) -> Option<&'static str> {
    let head = records.first()?;
    let is_head = |schema: &&crate::exchange::export::schema::Schema| {
        schema
            .fields()
            .map(|field| field.name)
            .eq(head.iter().map(String::as_str))
    };
    tables::schemas().find(is_head).map(|schema| schema.name)
}

/// The data files of a document.
pub(super) fn rebuild(from: &str, text: &str) -> Result<Returned, Box<Finding>> {
    let refused = |code: Code, message: String, remedy: &str| Box::new(Finding::of_file(code, from, message, remedy));
    let unreadable = |message: String| {
        refused(
            code::IMPORT_UNREADABLE,
            message,
            "もう一度ダウンロードしてください。書きかえたファイルなら、書きかえる前のものを取り込み、データの YAML を直してください",
        )
    };
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let root = gate::admit(from, text.as_bytes().to_vec(), &mut sources, &mut findings)
        .and_then(|file| tree::parse(file, &sources, &mut findings));
    let Some(root) = root else {
        let reason = findings.iter().next().map_or("", |finding| finding.message.as_str());
        return Err(unreadable(format!("計画の JSON を読めません（{reason}）")));
    };
    let word = |key: &str| root.get(key).and_then(Node::text);
    if word("format") != Some(document::FORMAT) {
        return Err(unreadable("計画の JSON に、形式の名前がありません".to_owned()));
    }
    if word("version") != Some(document::VERSION.to_string().as_str()) {
        return Err(refused(
            code::IMPORT_UNREADABLE,
            format!(
                "計画の JSON の版（{}）を、この mieruka は知りません",
                word("version").unwrap_or("なし")
            ),
            "新しい mieruka で取り込んでください",
        ));
    }
    let id = word("id").filter(|id| check_id(id).is_ok());
    let (Some(id), Some(plan)) = (id, root.get("plan")) else {
        return Err(unreadable("計画の JSON に、計画の id か内容がありません".to_owned()));
    };
    let fault = |error: crate::author::AuthorError| unreadable(error.to_string());
    let mut files = Vec::new();
    let mut add = |path: String, text: String| files.push(NewFile { path, text });
    let text = to_yaml(plan, |_| None);
    read_back::<raw::Plan>(&format!("{id}/plan.yaml"), &text).map_err(fault)?;
    let names = names(plan);
    add(format!("{id}/plan.yaml"), text);
    for (key, edition) in root.get("editions").and_then(Node::entries).unwrap_or_default() {
        let name = key.text().filter(|name| EditionName::parse(name).is_some());
        let Some(name) = name else {
            return Err(unreadable(
                "計画の JSON に、年度版の名前でないものがあります".to_owned(),
            ));
        };
        let text = to_yaml(edition, |path| match path {
            ["measures" | "indicators", id] => names.get(*id).cloned(),
            _ => None,
        });
        let path = format!("{id}/{name}.yaml");
        read_back::<raw::Edition>(&path, &text).map_err(fault)?;
        add(path, text);
    }
    let pages = root.get("pages").and_then(Node::items).unwrap_or_default();
    for (number, page) in (1..).zip(pages) {
        let word = |key: &str| page.get(key).and_then(Node::text);
        let (Some(name), Some(title)) = (word("id").filter(|id| check_id(id).is_ok()), word("title")) else {
            return Err(unreadable(
                "計画の JSON に、名前か題名のないページがあります".to_owned(),
            ));
        };
        add(
            format!("{id}/pages/{number:02}-{name}.md"),
            format!("# {title}\n\n{}\n", word("text").unwrap_or_default()),
        );
    }
    let site = root.get("site").map(|site| to_yaml(site, |_| None));
    if let Some(site) = &site {
        read_back::<raw::Site>("site.yaml", site).map_err(fault)?;
    }
    Ok(Returned {
        plan: id.to_owned(),
        from: from.to_owned(),
        files,
        site,
    })
}

/// What measures and indicators are called, by id: the comments of an edition.
fn names(plan: &Node) -> BTreeMap<String, String> {
    fn walk(node: &Node, names: &mut BTreeMap<String, String>) {
        let word = |key: &str| node.get(key).and_then(Node::text);
        let name: Vec<String> = [word("label"), word("title")]
            .into_iter()
            .flatten()
            .map(|word| tidy(word).replace('\n', " "))
            .collect();
        if let Some(id) = word("id").filter(|_| !name.is_empty()) {
            names.insert(id.to_owned(), name.join(" "));
        }
        for child in node.get("children").and_then(Node::items).unwrap_or_default() {
            walk(child, names);
        }
    }
    let mut names = BTreeMap::new();
    for key in ["indicators", "measures"] {
        for node in plan.get(key).and_then(Node::items).unwrap_or_default() {
            walk(node, &mut names);
        }
    }
    names
}

/// What somebody wrote into our tables: a finding for every cell that says something else than the document does. `tables`
/// are those of the plan as it was rebuilt; files of other plans are passed over.
pub fn edited(files: &[File], plan: &str, tables: &[table::Table]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| plan_of(file).is_some_and(|id| id == plan)) {
        if file.bytes.starts_with(b"PK") {
            let book = workbook::open(&file.bytes).unwrap_or_default();
            for table in tables {
                if let Some(sheet) = book.sheets.iter().find(|sheet| sheet.name == table.schema.title) {
                    compare_sheet(file, sheet, table, &mut findings);
                }
            }
        } else if let Ok(text) = std::str::from_utf8(&file.bytes)
            && let Some(records) = csv_file::records(text.trim_start_matches('\u{feff}'))
            && let Some(table) = tables
                .iter()
                .find(|table| Some(table.schema.name) == table_name(&records))
        {
            compare_records(file, &records, table, &mut findings);
        }
    }
    findings
}

/// The plan whose tables a file has: the first row of a table names it, or the document of a workbook.
fn plan_of(file: &File) -> Option<String> {
    if file.bytes.starts_with(b"PK") {
        let text = document(file)?;
        let id = text.split_once("\"id\":\"")?.1;
        return Some(id.split('"').next()?.to_owned());
    }
    let records = csv_file::records(std::str::from_utf8(&file.bytes).ok()?.trim_start_matches('\u{feff}'))?;
    let column = records.first()?.iter().position(|name| name == "plan_id")?;
    records.get(1)?.get(column).cloned()
}

fn compare_records(file: &File, records: &[Vec<String>], table: &table::Table, findings: &mut Vec<Finding>) {
    let rows = table.rows.iter().map(|row| {
        let cell = |value: &table::Value| match value {
            table::Value::Text(text) => csv_file::escape(text).into_owned(),
            other => other.to_string(),
        };
        row.iter().map(cell).collect::<Vec<String>>()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    for line in 1..records.len().max(rows.len() + 1) {
        let (new, old) = (records.get(line), rows.get(line - 1));
        let width = new.map_or(0, Vec::len).max(old.map_or(0, Vec::len));
        for column in 0..width {
            let said = |row: Option<&Vec<String>>| row.and_then(|row| row.get(column)).cloned().unwrap_or_default();
            let (new, old) = (said(new), said(old));
            if new != old {
                differs(&place(file, "", line, column), &old, &new, findings);
            }
        }
    }
}

fn compare_sheet(file: &File, sheet: &Sheet, table: &table::Table, findings: &mut Vec<Finding>) {
    const TOP: usize = 2;
    let last = sheet.cells.keys().next_back().map_or(0, |at| at.0 as usize);
    let columns = table.schema.fields().count();
    for line in TOP..=last.max(table.rows.len() + TOP - 1) {
        for column in 0..columns {
            let at = (
                u32::try_from(line).unwrap_or(u32::MAX),
                u32::try_from(column).unwrap_or(u32::MAX),
            );
            let new = sheet.cells.get(&at).map(said).unwrap_or_default();
            let old = table.rows.get(line - TOP).and_then(|row| row.get(column));
            let old = old.map(table::Value::to_string).unwrap_or_default();
            let (Ok(left), Ok(right)) = (new.parse::<f64>(), old.parse::<f64>()) else {
                // What does not fit into a cell was cut off by ourselves.
                if new != old.replace("\r\n", "\n") && old.chars().count() <= 32_767 {
                    differs(&place(file, &sheet.name, line, column), &old, &new, findings);
                }
                continue;
            };
            if (left - right).abs() > 1e-9 * right.abs().max(1.0) {
                differs(&place(file, &sheet.name, line, column), &old, &new, findings);
            }
        }
    }
}

fn said(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(text) | Value::Iso(text) | Value::Failed(text) => text.clone(),
        Value::Number { value, .. } => value.to_string(),
        Value::Day(year, month, day) => format!("{year}-{month:02}-{day:02}"),
        Value::Truth(truth) => truth.to_string(),
        Value::Missing => String::new(),
    }
}

fn place(file: &File, sheet: &str, line: usize, column: usize) -> CellPlace {
    let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    CellPlace::new(&file.name, sheet, number(line), number(column))
}

fn differs(place: &CellPlace, old: &str, new: &str, findings: &mut Vec<Finding>) {
    let short = |text: &str| match text.char_indices().nth(30) {
        Some((end, _)) => format!("「{}…」", &text[..end]),
        None if text.is_empty() => "空欄".to_owned(),
        None => format!("「{text}」"),
    };
    findings.push(Finding::at(
        code::IMPORT_EDITED,
        place,
        format!(
            "書き出したときは{}、今は{}です。この書きかえは取り込みません",
            short(old),
            short(new)
        ),
        "書きかえた内容が正しければ、取り込んだ後に、データの YAML の同じところを直してください",
    ));
}
