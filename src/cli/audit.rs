//! `mieruka audit`: proves that nothing internal in the data is in any byte of a site.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{Exit, report};
use crate::audit::{CLAUSE, DIGITS, Report, Uninspected, Unprovable, WINDOW, Why, audit};
use crate::diagnostic::{Findings, Place, Sources, human};
use crate::site::MANIFEST;
use crate::source::load;

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
#[command(after_help = LIMITS)]
pub(super) struct Audit {
    /// 調べるサイトのフォルダー
    #[arg(value_name = "サイト", default_value = "site")]
    site: PathBuf,
    /// データのフォルダー
    #[arg(long, value_name = "フォルダー", default_value = "data")]
    data: PathBuf,
    /// 公開の基準日（例: 2026-04-01）。解禁日や公開日がこの日より後のものを、内部限りとして探します（省略時は、サイトの目録にある日）
    #[arg(long, value_name = "日", value_parser = super::day)]
    as_of: Option<NaiveDate>,
    /// 検索では確かめられないものも、1つずつ示します
    #[arg(long)]
    all: bool,
    /// 検索では確かめられないものが1つでもあれば、それを示して、終了コード 1 で終わります
    #[arg(long)]
    strict: bool,
    /// 人が中を見て確かめたファイル（サイトのフォルダーからのパス。例: assets/logo.png）。中を調べられなくても、終了コード 1 にしません
    #[arg(long, value_name = "ファイル")]
    seen: Vec<String>,
}

/// What the search cannot find, for whoever relies on it.
const LIMITS: &str = "\
見つけるもの: 内部限りの文章のうち、続いた12文字以上の部分、句読点・かっこ・空白・改行で区切られた6文字以上の語句、電話番号、\
メールアドレス。公開する内容にも同じ文字があるものは除きます。
見つけないもの: それより短い部分、数字だけの8文字未満のもの、言いかえたもの、暗号化したもの、絵になった文字。
調べるもの: すべてのファイルの名前と中身（UTF-8、UTF-16、Shift_JIS、EUC-JP、ISO-2022-JP）、zip・xlsx・gzip の中（入れ子も）。\
ほかの圧縮、PDF、画像などは「中を調べられないファイル」として示し、終了コード 1 で終わります。人が中を見て確かめたものは、--seen で\
指定できます。";

/// Letters of a text that are shown at most.
const EXCERPT: usize = 40;

/// What is read of the manifest.
#[derive(serde::Deserialize)]
struct Named {
    edition: String,
    as_of: Option<NaiveDate>,
}

/// The files of a site, and what else lies in its folder.
#[derive(Default)]
struct Listed {
    files: Vec<String>,
    others: Vec<String>,
}

impl Audit {
    pub(super) fn run(&self) -> Exit {
        let listed = match list(&self.site) {
            Ok(listed) => listed,
            Err(error) => return report::unreadable(&self.site, &error),
        };
        let read = |name: &str| fs::read(self.site.join(name));
        let manifest = listed.files.iter().find(|name| *name == MANIFEST);
        let manifest = manifest.and_then(|name| serde_json::from_slice::<Named>(&read(name).ok()?).ok());
        let Some(manifest) = manifest else {
            return report::refusal(&format!(
                "{} は、このプログラムが作ったサイトではありません（{MANIFEST} がないか、版や基準日を読めません）",
                self.site.display()
            ));
        };
        let as_of = self.as_of.or(manifest.as_of);
        let mut sources = Sources::shown_under(&self.data.to_string_lossy());
        let mut findings = Findings::default();
        let folder = load(&self.data, &mut sources, &mut findings);
        if findings.has_errors() {
            report::line(&human::print(&findings, &sources, false));
            return report::refusal("データを読めないため、調べられません");
        }
        let mut result = audit(&folder, |file| sources.text(file), as_of, &listed.files, read);
        result
            .uninspected
            .extend(listed.others.into_iter().map(|file| Uninspected {
                file,
                why: "リンクなど、通常のファイルでないもの".to_owned(),
            }));
        if let Some(missing) = self.seen.iter().find(|name| !listed.files.contains(name)) {
            return report::refusal(&format!("「--seen」の {missing} は、サイトのファイルにありません"));
        }
        let (seen, uninspected) = result.uninspected.into_iter().partition(|one| self.is_seen(one));
        result.uninspected = uninspected;
        self.print(&result, &seen, &sources);
        self.print_cut_off(as_of, manifest.as_of);
        if manifest.edition != "public" {
            report::line("これは内部版です。内部限りの内容が入っています。公開しないでください。");
            return Exit::Findings;
        }
        let is_proven = result.unprovable.is_empty() || !self.strict;
        if result.leaks.is_empty() && result.uninspected.is_empty() && is_proven {
            Exit::Clean
        } else {
            Exit::Findings
        }
    }

    /// Whether a person has looked at a file, or at what it is packed in.
    fn is_seen(&self, one: &Uninspected) -> bool {
        let file = one.file.split('!').next().unwrap_or_default();
        self.seen.iter().any(|name| name == file)
    }

    fn print(&self, result: &Report, seen: &[Uninspected], sources: &Sources) {
        for leak in &result.leaks {
            let line = leak.line.map_or(String::new(), |line| format!(":{line}"));
            report::line(&format!(
                "漏れ: {}{line} に、内部限りの内容「{}」があります（{}）",
                self.site.join(&leak.file).display(),
                excerpt(&leak.found),
                leak.written
            ));
            report::line(&format!(
                "  もとのデータ: {}（{}）",
                place(sources, leak.source),
                leak.key
            ));
        }
        let closed = |title: &str, one: &Uninspected| {
            let file = self.site.join(&one.file);
            report::line(&format!("{title}: {}（{}）", file.display(), one.why));
        };
        for one in &result.uninspected {
            closed("中を調べられないファイル", one);
        }
        for one in seen {
            closed("人が確かめたファイル（--seen）", one);
        }
        if self.all || self.strict {
            let short =
                format!("短いもの（{CLAUSE}文字未満か、数字だけの{DIGITS}文字未満。偶然の一致と区別できません）");
            print_unprovable(&short, Why::Short, result, sources);
            print_unprovable("公開する内容と同じもの", Why::AlsoPublic, result, sources);
        }
        report::line(&format!(
            "内部限りの内容 {}件を、{} ファイルのすべてのバイトで調べました: 漏れ {}件、中を調べられないファイル {}件",
            result.searched,
            result.files,
            result.leaks.len(),
            result.uninspected.len()
        ));
        let short = of(result, Why::Short).count();
        report::line(&format!(
            "検索では確かめられないもの: 短いもの {short}件、公開する内容と同じもの {}件{}",
            result.unprovable.len() - short,
            if self.all || self.strict {
                ""
            } else {
                "（--all で一覧を示します）"
            }
        ));
        report::line(&format!(
            "この検査の限り: 続いた{WINDOW}文字以上か、区切られた{CLAUSE}文字以上の語句が写っていれば見つけます。それより短い部分や、言いかえは見つけられません"
        ));
    }

    /// The cut-off that counted, and whether the site was made for another.
    fn print_cut_off(&self, as_of: Option<NaiveDate>, of_site: Option<NaiveDate>) {
        let day = |day: Option<NaiveDate>| day.map_or("なし".to_owned(), report::day);
        let without = match as_of {
            Some(_) => "",
            None => "（解禁日のあるものは、すべて内部限りとして探しました）",
        };
        report::line(&format!("公開の基準日: {}{without}", day(as_of)));
        if self.as_of.is_some() && as_of != of_site {
            report::line(&format!(
                "注意: サイトの目録の基準日（{}）とは違う日で調べました",
                day(of_site)
            ));
        }
    }
}

fn of(result: &Report, why: Why) -> impl Iterator<Item = &Unprovable> {
    result.unprovable.iter().filter(move |one| one.why == why)
}

fn print_unprovable(title: &str, why: Why, result: &Report, sources: &Sources) {
    let count = of(result, why).count();
    if count > 0 {
        report::line(&format!("検索では確かめられない、{title}: {count}件"));
    }
    for one in of(result, why) {
        report::line(&format!(
            "  {}（{}）「{}」",
            place(sources, one.place),
            one.key,
            excerpt(&one.text)
        ));
    }
}

fn place(sources: &Sources, at: Place) -> String {
    match sources.line_column(at) {
        Some((line, column)) => format!("{}:{line}:{column}", sources.path(at.file)),
        None => sources.path(at.file).to_owned(),
    }
}

/// The beginning of a text, on one line.
fn excerpt(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Everything in a folder that is not a folder, by path with `/`; links are not followed.
fn list(site: &Path) -> io::Result<Listed> {
    // `read_dir` tells a file from an empty folder.
    fs::read_dir(site)?;
    let mut listed = Listed::default();
    for entry in walkdir::WalkDir::new(site).min_depth(1).sort_by_file_name() {
        let entry = entry?;
        let name = entry.path().strip_prefix(site).unwrap_or(entry.path());
        let name = name.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_file() {
            listed.files.push(name);
        } else if !entry.file_type().is_dir() {
            listed.others.push(name);
        }
    }
    Ok(listed)
}
