//! `mieruka verify`: whether a published folder is still what was written there, and whether the data still give it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use super::{Exit, report};
use crate::diagnostic::escape;
use crate::edition::Release;
use crate::render::Templates;
use crate::site::{Fault, MANIFEST, Manifest, RenderError, Verified, VerifyError, verify};

/// Names printed of one kind; the rest is counted.
const SHOWN: usize = 50;

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// 確かめるサイトのフォルダー
    #[arg(value_name = "サイト", default_value = "site")]
    site: PathBuf,
    /// このデータから今も同じサイトができるかも確かめます
    #[arg(long, value_name = "フォルダー")]
    data: Option<PathBuf>,
    /// サイトを作ったときに差し替えたテンプレートのフォルダー
    #[arg(long, value_name = "フォルダー", requires = "data")]
    templates: Option<PathBuf>,
}

impl Verify {
    pub(super) fn run(&self) -> Exit {
        let verified = match verify(&self.site) {
            Ok(verified) => verified,
            Err(VerifyError::Io { path, source }) => return report::unreadable(&path, &source),
            Err(error) => {
                report::line(&format!("エラー: {error}"));
                return Exit::Findings;
            }
        };
        let mut told = faults(&verified);
        if let Some(data) = &self.data {
            match self.against(data, &verified.manifest) {
                Ok(text) => told.push_str(&text),
                Err(exit) => return exit,
            }
        }
        if told.is_empty() {
            let how = if self.data.is_some() {
                "データから作ったとおり"
            } else {
                "書き出したとおり"
            };
            return report::output(&format!("サイトは{how}です（{}）\n", edition(&verified.manifest)));
        }
        let _ = writeln!(told, "目録によれば、このサイトは {}", edition(&verified.manifest));
        match report::output(&told) {
            Exit::Clean => Exit::Findings,
            exit => exit,
        }
    }

    /// What differs from a site made of the data now.
    fn against(&self, data: &std::path::Path, manifest: &Manifest) -> Result<String, Exit> {
        let loaded = crate::load(data);
        let Some(project) = loaded.project else {
            report::line("データにエラーがあるため、データと比べられません。mieruka check で確かめてください。");
            return Err(Exit::Findings);
        };
        let released = crate::edition::release(project, release(manifest));
        let rebuilt = Templates::load(self.templates.as_deref())
            .map_err(RenderError::from)
            .and_then(|templates| crate::render_site(&released, &templates))
            .map_err(|error| report::failure(&error))?;
        let now = rebuilt.get(MANIFEST).and_then(|bytes| Manifest::parse(bytes).ok());
        let Some(now) = now else {
            return Err(report::refusal("サイトを組み立てられません"));
        };
        let mut text = String::new();
        if manifest.version != now.version {
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "サイトは mieruka {} で作られています（今は {}）。データが同じでも、ファイルは違うことがあります。",
                escape(&manifest.version),
                now.version
            );
        }
        differences(&mut text, "もとのファイル", &manifest.inputs, &now.inputs);
        differences(&mut text, "作り直したサイト", &manifest.files, &now.files);
        Ok(text)
    }
}

/// Which edition of which day it is, and how many files `build` said that it wrote.
fn edition(manifest: &Manifest) -> String {
    let edition = if manifest.is_public() {
        "公開版"
    } else {
        "【内部版。公開しないでください】"
    };
    let cut_off = manifest.as_of.map_or("なし".to_owned(), report::day);
    // The manifest does not name itself.
    let files = manifest.files.len() + 1;
    format!("{edition}、基準日 {cut_off}、目録（{MANIFEST}）を含む {files} ファイル")
}

/// The edition and cut-off that a site was made for.
fn release(manifest: &Manifest) -> Release {
    let edition = if manifest.is_public() {
        Release::PUBLIC
    } else {
        Release::INTERNAL
    };
    Release {
        as_of: manifest.as_of,
        ..edition
    }
}

fn faults(verified: &Verified) -> String {
    let mut text = String::new();
    let mut of = |title: &str, pick: &dyn Fn(&Fault) -> Option<String>| {
        list(
            &mut text,
            title,
            &verified.faults.iter().filter_map(pick).collect::<Vec<_>>(),
        );
    };
    of("書き出した後に変わったファイル", &|fault| match fault {
        Fault::Changed(name) => Some(name.clone()),
        _ => None,
    });
    of("失われたファイル", &|fault| match fault {
        Fault::Missing(name) => Some(name.clone()),
        _ => None,
    });
    of("名前の大文字・小文字が変わったファイル", &|fault| match fault {
        Fault::Renamed(found, named) => Some(format!("{found}（もとは {named}）")),
        _ => None,
    });
    of("mieruka が作ったものではないファイル", &|fault| match fault {
        Fault::Foreign(name) => Some(name.clone()),
        _ => None,
    });
    of("リンクなど、通常のファイルでないもの", &|fault| match fault {
        Fault::NotAFile(name) => Some(name.clone()),
        _ => None,
    });
    of("読めないファイル", &|fault| match fault {
        Fault::Unreadable(name) => Some(name.clone()),
        _ => None,
    });
    text
}

/// What was added, removed and changed between what the manifest says and what holds now.
fn differences<T: PartialEq>(text: &mut String, of: &str, then: &BTreeMap<String, T>, now: &BTreeMap<String, T>) {
    let changed = then
        .iter()
        .filter(|(name, is)| now.get(*name).is_some_and(|now| now != *is))
        .map(|(name, _)| name);
    let gone = then.keys().filter(|name| !now.contains_key(*name));
    let new = now.keys().filter(|name| !then.contains_key(*name));
    let mut tell = |how: &str, names: Vec<String>| list(text, &format!("{of}で、{how}もの"), &names);
    tell("内容が違う", changed.cloned().collect());
    tell("なくなった", gone.cloned().collect());
    tell("増えた", new.cloned().collect());
}

fn list(text: &mut String, title: &str, names: &[String]) {
    if names.is_empty() {
        return;
    }
    let _ = writeln!(text, "{title}: {}件", names.len());
    for name in names.iter().take(SHOWN) {
        let _ = writeln!(text, "  {}", escape(name));
    }
    if names.len() > SHOWN {
        let _ = writeln!(text, "  ほか {}件", names.len() - SHOWN);
    }
}
