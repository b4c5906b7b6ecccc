//! `mieruka audit`: proves that nothing internal in the data is in any byte of a site.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{Exit, Format, report};
use crate::Loaded;
use crate::audit::{CLAUSE, DIGITS, Report, Uninspected, Unprovable, WINDOW, What, Why, audit};
use crate::diagnostic::{Findings, Place, Sources, escape};
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
内線番号（3桁以上）、メールアドレス。公開する内容にも同じ文字があるものは除きます。
見つけないもの: それより短い部分、数字だけの8文字未満のもの、秘匿した数（1桁か2桁の数はどこにでもあり、検索ではないことを\
確かめられません）、言いかえたもの、暗号化したもの、絵になった文字、文字の間にふりがなが入ったもの、base64 など別の記号に\
置きかえたもの（data: で埋め込んだものは、中を調べられないファイルとして示します）、CSS やスクリプトの \\u と \\x のほかの書き方、\
Shift_JIS や EUC-JP を % で書いたもの、データの YAML の注釈（# の後）。
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

/// What the audit says, to be kept: on standard output as a whole.
#[derive(Default)]
struct Record {
    text: String,
}

impl Record {
    /// One line. It may name files, whose names may hold anything.
    fn line(&mut self, text: &str) {
        self.text += &escape(text);
        self.text.push('\n');
    }
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
            let loaded = Loaded {
                sources,
                findings,
                project: None,
            };
            report::findings(&loaded, Format::Human);
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
        let is_public = manifest.edition == "public";
        if !is_public {
            // Each of its pages is, and one line says so.
            result.inside.clear();
        }
        let mut record = Record::default();
        self.print(&mut record, &result, &seen, &sources);
        self.print_cut_off(&mut record, as_of, manifest.as_of);
        let exit = self.judge(&mut record, &result, is_public);
        match report::output(&record.text) {
            Exit::Clean => exit,
            failed => failed,
        }
    }

    /// Says what follows from what was found.
    fn judge(&self, record: &mut Record, result: &Report, is_public: bool) -> Exit {
        let is_found = !result.leaks.is_empty() || !result.inside.is_empty();
        let is_left = !result.uninspected.is_empty() || !result.unknown_plans.is_empty();
        let is_refused = self.strict && !result.unprovable.is_empty();
        if !is_public {
            record.line("これは内部版です。内部限りの内容が入っています。公開しないでください。");
        } else if is_found {
            record.line("内部限りのものが見つかりました。公開しないでください。");
        } else if is_left {
            record.line(
                "調べたところに、内部限りの内容はありません。調べていないものがあるので、まだ公開しないでください。",
            );
        } else {
            record.line("この検査の限りでは、内部限りの内容は見つかりませんでした。");
        }
        if is_public && !result.leaks.is_empty() {
            record.line(
                "直し方: mieruka build でデータから作り直し、人が置いたファイルを取り除いて、もう一度調べてください。\
                 それでも残るときは、同じ言葉が、公開する項目にも書かれています。データのその項目を直してください",
            );
        }
        if !result.inside.is_empty() {
            record.line("直し方: 内部版のファイルを、公開版のフォルダーから取り除いてください。内部版は、その外に作ってください");
        }
        if !result.uninspected.is_empty() {
            record.line(
                "直し方: 中を調べられないファイルは、取り除くか、人が中を見て確かめて、--seen で指定してください",
            );
        }
        if is_refused {
            record.line("--strict のため、検索では確かめられないものがあれば、終了コード 1 で終わります。");
        }
        if is_public && !is_found && !is_left && !is_refused {
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

    fn print(&self, record: &mut Record, result: &Report, seen: &[Uninspected], sources: &Sources) {
        for leak in &result.leaks {
            let line = leak.line.map_or(String::new(), |line| format!(":{line}"));
            record.line(&format!(
                "漏れ: {}{line} に、内部限りの内容「{}」があります（{}）",
                self.site.join(&leak.file).display(),
                excerpt(&leak.found),
                leak.written
            ));
            record.line(&format!(
                "  もとのデータ: {}（{}）",
                place(sources, leak.source),
                leak.key
            ));
        }
        for one in &result.inside {
            let file = self.site.join(&one.file);
            let what = match one.what {
                What::Manifest => "内部版の目録",
                What::Page => "内部版のページ",
            };
            record.line(&format!("{what}: {}", file.display()));
        }
        let unseen = result.uninspected.iter().map(|one| ("中を調べられないファイル", one));
        for (title, one) in unseen.chain(seen.iter().map(|one| ("人が確かめたファイル（--seen）", one))) {
            let file = self.site.join(&one.file);
            record.line(&format!("{title}: {}（{}）", file.display(), one.why));
        }
        for plan in &result.unknown_plans {
            record.line(&format!(
                "注意: サイトにある計画 {plan} が、データにありません。このサイトを作ったデータで調べてください"
            ));
        }
        if self.all || self.strict {
            let short =
                format!("短いもの（{CLAUSE}文字未満か、数字だけの{DIGITS}文字未満。偶然の一致と区別できません）");
            print_unprovable(record, &short, Why::Short, result, sources);
            print_unprovable(record, "公開する内容と同じもの", Why::AlsoPublic, result, sources);
        }
        record.line(&format!(
            "内部限りの内容 {}件を、{} ファイルのすべてのバイトで調べました: 漏れ {}件、中を調べられないファイル {}件",
            result.searched,
            result.files,
            result.leaks.len(),
            result.uninspected.len()
        ));
        if !result.inside.is_empty() {
            record.line(&format!("内部版のページや目録: {}件", result.inside.len()));
        }
        let short = of(result, Why::Short).count();
        record.line(&format!(
            "検索では確かめられないもの: 短いもの {short}件、公開する内容と同じもの {}件{}",
            result.unprovable.len() - short,
            if self.all || self.strict {
                ""
            } else {
                "（--all で一覧を示します）"
            }
        ));
        record.line(&format!(
            "この検査の限り: 続いた{WINDOW}文字以上か、区切られた{CLAUSE}文字以上の語句が写っていれば見つけます。それより短い部分、秘匿した数（1桁か2桁）、言いかえは見つけられません"
        ));
    }

    /// The cut-off that counted, and whether the site was made for another.
    fn print_cut_off(&self, record: &mut Record, as_of: Option<NaiveDate>, of_site: Option<NaiveDate>) {
        let day = |day: Option<NaiveDate>| day.map_or("なし".to_owned(), report::day);
        let without = match as_of {
            Some(_) => "",
            None => "（解禁日のあるものは、すべて内部限りとして探しました）",
        };
        record.line(&format!("公開の基準日: {}{without}", day(as_of)));
        if self.as_of.is_some() && as_of != of_site {
            record.line(&format!(
                "注意: サイトの目録の基準日（{}）とは違う日で調べました",
                day(of_site)
            ));
        }
    }
}

fn of(result: &Report, why: Why) -> impl Iterator<Item = &Unprovable> {
    result.unprovable.iter().filter(move |one| one.why == why)
}

fn print_unprovable(record: &mut Record, title: &str, why: Why, result: &Report, sources: &Sources) {
    let count = of(result, why).count();
    if count > 0 {
        record.line(&format!("検索では確かめられない、{title}: {count}件"));
    }
    for one in of(result, why) {
        record.line(&format!(
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
