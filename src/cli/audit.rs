//! `mieruka audit`: proves that nothing internal in the data is in any byte of a site.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{Exit, report};
use crate::audit::{Report, audit};
use crate::diagnostic::{Findings, Sources, human};
use crate::site::MANIFEST;
use crate::source::load;

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
pub(super) struct Audit {
    /// 調べるサイトのフォルダー
    #[arg(value_name = "サイト", default_value = "site")]
    site: PathBuf,
    /// データのフォルダー
    #[arg(long, value_name = "フォルダー", default_value = "data")]
    data: PathBuf,
    /// 検索では確かめられないものも、1つずつ示します
    #[arg(long)]
    all: bool,
}

/// What is read of the manifest.
#[derive(serde::Deserialize)]
struct Named {
    edition: String,
    as_of: Option<String>,
}

impl Audit {
    pub(super) fn run(&self) -> Exit {
        let files = match read(&self.site) {
            Ok(files) => files,
            Err(error) => return report::refusal(&format!("サイト {} を読めません（{error}）", self.site.display())),
        };
        let manifest = files
            .get(MANIFEST)
            .and_then(|bytes| serde_json::from_slice::<Named>(bytes).ok());
        let Some(manifest) = manifest else {
            return report::refusal(&format!(
                "{} は、このプログラムが作ったサイトではありません（{MANIFEST} がないか、版が書かれていません）",
                self.site.display()
            ));
        };
        let as_of: Option<NaiveDate> = manifest.as_of.as_deref().and_then(|day| day.parse().ok());
        let mut sources = Sources::shown_under(&self.data.to_string_lossy());
        let mut findings = Findings::default();
        let folder = load(&self.data, &mut sources, &mut findings);
        if findings.has_errors() {
            report::line(&human::print(&findings, &sources, false));
            return report::refusal("データを読めないため、調べられません");
        }
        let result = audit(&folder, |file| sources.text(file), as_of, &files);
        self.print(&result, &sources);
        if manifest.edition != "public" {
            report::line("これは内部版です。内部限りの内容が入っています。公開しないでください。");
            return Exit::Findings;
        }
        if result.leaks.is_empty() {
            Exit::Clean
        } else {
            Exit::Findings
        }
    }

    fn print(&self, result: &Report, sources: &Sources) {
        let place = |at| match sources.line_column(at) {
            Some((line, column)) => format!("{}:{line}:{column}", sources.path(at.file)),
            None => sources.path(at.file).to_owned(),
        };
        for leak in &result.leaks {
            let line = leak.line.map_or(String::new(), |line| format!(":{line}"));
            report::line(&format!(
                "漏れ: {}{line} に、内部限りの内容「{}」があります（{}）",
                self.site.join(&leak.file).display(),
                leak.found,
                leak.written
            ));
            report::line(&format!("  もとのデータ: {}", place(leak.source)));
        }
        if self.all {
            for one in &result.unprovable {
                let why = match one.why {
                    crate::audit::Why::Short => "短いため、偶然の一致と区別できません",
                    crate::audit::Why::AlsoPublic => "公開する内容にも同じ文字があります",
                };
                report::line(&format!("確かめられないもの: {}（{why}）", place(one.place)));
            }
        }
        let short = result
            .unprovable
            .iter()
            .filter(|one| one.why == crate::audit::Why::Short)
            .count();
        report::line(&format!(
            "内部限りの内容 {}件を、{} ファイルのすべてのバイトで調べました: 漏れ {}件",
            result.searched,
            result.files,
            result.leaks.len()
        ));
        report::line(&format!(
            "検索では確かめられないもの: 短いもの {short}件、公開する内容と同じもの {}件{}",
            result.unprovable.len() - short,
            if self.all {
                ""
            } else {
                "（--all で一覧を示します）"
            }
        ));
    }
}

/// All files of a folder by path with `/`; links are not followed.
fn read(site: &Path) -> std::io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(site) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(site).unwrap_or(entry.path());
            files.insert(name.to_string_lossy().replace('\\', "/"), fs::read(entry.path())?);
        }
    }
    Ok(files)
}
