//! The data page (データ): every table with its rows, sizes and columns, and how it may be used.
//!
//! What files there are is told to the page; it does not make them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::frame::{Frame, Licence, Link};
use super::{Address, licence};
use crate::model::{Plan, Project};

/// A file that is offered, by its path from the top of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOffer {
    /// Path.
    pub path: String,
    /// Size.
    pub bytes: usize,
}

/// A table that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableOffer {
    /// Name of the table.
    pub name: String,
    /// Title.
    pub title: String,
    /// What a row is.
    pub row: String,
    /// Rows.
    pub rows: usize,
    /// Its file.
    pub file: FileOffer,
}

/// The columns of a kind of table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemaView {
    /// Anchor.
    pub anchor: String,
    /// Name of the table.
    pub name: &'static str,
    /// Title.
    pub title: &'static str,
    /// What a row is.
    pub row: &'static str,
    /// Columns.
    pub columns: Vec<ColumnOffer>,
}

/// Anchor of a table's columns on the page of the site.
pub fn anchor(name: &str) -> String {
    format!("t-{}", name.replace('_', "-"))
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnOffer {
    /// Name in the files.
    pub name: &'static str,
    /// Japanese name.
    pub title: &'static str,
    /// Type.
    pub kind: &'static str,
    /// Meaning.
    pub meaning: &'static str,
    /// List its codes are from.
    pub list: Option<&'static str>,
}

/// What is offered of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFiles {
    /// Tables.
    pub tables: Vec<TableOffer>,
    /// The workbook.
    pub workbook: FileOffer,
    /// The document that reads in again.
    pub document: FileOffer,
    /// The description of the package.
    pub package: FileOffer,
    /// Everything.
    pub archive: FileOffer,
    /// The Cabinet Office's list: rows in the order of the columns, and its file.
    pub disclosure: Option<DisclosureOffer>,
    /// Credit, and credit after changes.
    pub credits: (String, String),
}

/// The Cabinet Office's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureOffer {
    /// Heads.
    pub heads: Vec<&'static str>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// File.
    pub file: FileOffer,
}

/// What is offered of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFiles {
    /// Code table.
    pub codes: FileOffer,
    /// Dictionary of columns.
    pub columns: FileOffer,
    /// JSON Schema of the tables.
    pub schema: FileOffer,
    /// JSON Schema of the documents of plans.
    pub document_schema: FileOffer,
    /// Catalogue.
    pub catalog: FileOffer,
    /// Feed.
    pub feed: Option<FileOffer>,
    /// Lists of codes: name, title, and code, word and meaning of each.
    pub lists: Vec<CodeListView>,
    /// Columns of every kind of table.
    pub schemas: Vec<SchemaView>,
    /// Credit, and credit after changes.
    pub credits: (String, String),
}

/// A list of codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeListView {
    /// Name.
    pub name: &'static str,
    /// Title.
    pub title: &'static str,
    /// Codes.
    pub codes: Vec<CodeView>,
}

/// A code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeView {
    /// Code.
    pub code: &'static str,
    /// Word.
    pub label: String,
    /// Meaning.
    pub meaning: String,
}

/// A link to a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Download {
    /// What it is.
    pub title: Cow<'static, str>,
    /// Format.
    pub format: Cow<'static, str>,
    /// Address.
    pub href: String,
    /// Size in words.
    pub size: String,
    /// For whom.
    pub about: Cow<'static, str>,
}

/// The page of a plan.
#[derive(Debug, Serialize)]
pub struct PlanDataPage {
    /// Frame.
    pub frame: Frame,
    /// Files with everything.
    pub downloads: Vec<Download>,
    /// Tables.
    pub tables: Vec<TableView>,
    /// The Cabinet Office's list.
    pub disclosure: Option<DisclosureView>,
    /// Conditions of use.
    pub licence: Option<Licence>,
    /// Credit.
    pub credit: String,
    /// Credit after changes.
    pub credit_edited: String,
    /// The page of the site with the code table.
    pub site_data: Link,
}

/// A table.
#[derive(Debug, Serialize)]
pub struct TableView {
    /// Its columns, on the page of the site.
    pub meaning: String,
    /// Title.
    pub title: String,
    /// What a row is.
    pub row: String,
    /// Rows in words.
    pub rows: String,
    /// File name.
    pub file: String,
    /// Address.
    pub href: String,
    /// Size.
    pub size: String,
}

/// The Cabinet Office's list.
#[derive(Debug, Serialize)]
pub struct DisclosureView {
    /// Heads.
    pub heads: Vec<&'static str>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// The file.
    pub href: String,
    /// Size.
    pub size: String,
}

impl PlanDataPage {
    /// The page of a plan.
    pub fn new(project: &Project, plan: &Plan, files: &PlanFiles) -> Self {
        let page = Address::Data(Some(plan.id.clone()));
        let mut frame = Frame::new(project, Some(plan), &page, "データ");
        frame.description = Some(format!("{}のデータを、CSV、Excel、JSONで提供しています。", plan.title));
        let download = |file: &FileOffer, title, format, about| download(&page, file, title, format, about);
        let terms = plan.licence.as_deref().or(project.site.licence.as_deref());
        Self {
            downloads: vec![
                download(
                    &files.workbook,
                    "ワークブック",
                    "Excel",
                    "公表の様式と、すべての表を1つのファイルにまとめたもの",
                ),
                download(
                    &files.archive,
                    "一括",
                    "ZIP",
                    "すべての表のCSVとJSON、計画のJSON、コード表、列の説明",
                ),
                download(
                    &files.document,
                    "計画のJSON",
                    "JSON",
                    "計画と年度版の全内容。mieruka に読み込むと同じサイトができる",
                ),
                download(
                    &files.package,
                    "データパッケージ",
                    "JSON",
                    "表と列の説明（Frictionless Data Package）",
                ),
            ],
            tables: files.tables.iter().map(|table| table_view(&page, table)).collect(),
            disclosure: files.disclosure.as_ref().map(|offer| DisclosureView {
                heads: offer.heads.clone(),
                rows: offer.rows.clone(),
                href: page.link_to_path(&offer.file.path),
                size: size(offer.file.bytes),
            }),
            licence: terms.map(licence),
            credit: files.credits.0.clone(),
            credit_edited: files.credits.1.clone(),
            site_data: Link::new(&page, &Address::Data(None), "サイト全体のデータとコード表"),
            frame,
        }
    }
}

/// The page of the site.
#[derive(Debug, Serialize)]
pub struct SiteDataPage {
    /// Frame.
    pub frame: Frame,
    /// Files about all plans.
    pub downloads: Vec<Download>,
    /// The pages of the plans.
    pub plans: Vec<PlanData>,
    /// The code table.
    pub lists: Vec<CodeListView>,
    /// Columns of every kind of table.
    pub schemas: Vec<SchemaView>,
    /// Conditions of use.
    pub licence: Option<Licence>,
    /// Credit.
    pub credit: String,
    /// Credit after changes.
    pub credit_edited: String,
}

/// A plan in the list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanData {
    /// Its data page.
    pub page: Link,
    /// The body.
    pub organisation: String,
    /// Tables and rows in words.
    pub extent: String,
    /// Its workbook.
    pub workbook: Download,
    /// Its archive.
    pub archive: Download,
}

impl SiteDataPage {
    /// The page of the site, with what it says about each plan, in the order of publication.
    pub fn new(project: &Project, files: &SiteFiles, plans: Vec<PlanData>) -> Self {
        let page = Address::Data(None);
        let mut frame = Frame::new(project, None, &page, "データ");
        frame.description = Some("このサイトのデータを、CSV、Excel、JSONで提供しています。".to_owned());
        let download = |file: &FileOffer, title, format, about| download(&page, file, title, format, about);
        let mut downloads = vec![
            download(&files.codes, "コード表", "CSV", "表で使うコードと、その意味"),
            download(&files.columns, "列の定義", "CSV", "すべての表の列と、その意味"),
            download(
                &files.schema,
                "表のJSONスキーマ",
                "JSON",
                "表のJSON（tables.json）の形の定義（JSON Schema 2020-12）",
            ),
            download(
                &files.document_schema,
                "計画のJSONスキーマ",
                "JSON",
                "計画ごとのJSONの形の定義と、すべての項目の説明（JSON Schema 2020-12）",
            ),
            download(
                &files.catalog,
                "データカタログ",
                "JSON-LD",
                "データの一覧（DCAT、schema.org）",
            ),
        ];
        downloads.extend(
            files
                .feed
                .as_ref()
                .map(|feed| download(feed, "更新情報", "Atom", "年度版と訂正の公表のお知らせ")),
        );
        Self {
            downloads,
            plans,
            lists: files.lists.clone(),
            schemas: files.schemas.clone(),
            licence: project.site.licence.as_deref().map(licence),
            credit: files.credits.0.clone(),
            credit_edited: files.credits.1.clone(),
            frame,
        }
    }
}

impl PlanData {
    /// What the page of the site says about a plan.
    pub fn new(plan: &Plan, files: &PlanFiles) -> Self {
        let page = &Address::Data(None);
        let rows: usize = files.tables.iter().map(|table| table.rows).sum();
        Self {
            page: Link::new(page, &Address::Data(Some(plan.id.clone())), &plan.title),
            organisation: plan.organisation.clone(),
            extent: format!("{}表、{}行", files.tables.len(), grouped(rows)),
            workbook: download(page, &files.workbook, "ワークブック", "Excel", ""),
            archive: download(page, &files.archive, "一括", "ZIP", ""),
        }
    }
}

fn table_view(page: &Address, table: &TableOffer) -> TableView {
    TableView {
        meaning: format!("{}#{}", page.link_to(&Address::Data(None)), anchor(&table.name)),
        title: table.title.clone(),
        row: table.row.clone(),
        rows: grouped(table.rows),
        file: table.file.path.rsplit('/').next().unwrap_or_default().to_owned(),
        href: page.link_to_path(&table.file.path),
        size: size(table.file.bytes),
    }
}

fn download(
    page: &Address,
    file: &FileOffer,
    title: &'static str,
    format: &'static str,
    about: &'static str,
) -> Download {
    Download {
        title: title.into(),
        format: format.into(),
        href: page.link_to_path(&file.path),
        size: size(file.bytes),
        about: about.into(),
    }
}

/// 12,345
fn grouped(count: usize) -> String {
    crate::quantity::NumberFormat::default()
        .format(crate::quantity::Number::from(u32::try_from(count).unwrap_or(u32::MAX)))
}

/// A size as people say it: `12KB`, `1.3MB`.
fn size(bytes: usize) -> String {
    let kilobytes = bytes.div_ceil(1024);
    if kilobytes < 1000 {
        format!("{kilobytes}KB")
    } else {
        let tenths = (bytes * 10).div_ceil(1024 * 1024);
        format!("{}.{}MB", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_words() {
        assert_eq!(
            [1, 1024, 1025, 999 * 1024, 1_300_000].map(size),
            ["1KB", "1KB", "2KB", "999KB", "1.3MB"]
        );
    }
}
