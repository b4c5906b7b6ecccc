//! The manifest (目録) of a site: what it was made of, by which version, and every file with its digest. It marks a folder
//! as ours, and lets anyone tell later whether a file was changed, lost or added.
//!
//! It names no clock and no machine: the same data give the same manifest. It cannot vouch for itself; that the whole site,
//! manifest included, is what the data give is shown by building it again (`mieruka verify --data`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::digest::sha256;
use crate::model::Audience;
use crate::render::Templates;

/// Name of the manifest: marks a folder as written by us.
pub const MANIFEST: &str = "manifest.json";

/// Name of the program in the manifest.
const TOOL: &str = "mieruka";
/// The format that this version writes. 1 listed names only.
const FORMAT: u32 = 2;

/// What a manifest says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    tool: String,
    format: u32,
    /// Version of the program that wrote the site.
    pub version: String,
    /// `public` or `internal` (公開版・内部版).
    pub edition: String,
    /// The cut-off: what the public may know by this day is in it (公開の基準日).
    pub as_of: Option<NaiveDate>,
    /// SHA-256 of the files it was made of, by name: `data/…`, `templates/…`. A plan that keeps anything back names none.
    pub inputs: BTreeMap<String, String>,
    /// The files of the site but the manifest, by path.
    pub files: BTreeMap<String, Stamp>,
}

/// How a file is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// SHA-256 of its content.
    pub sha256: String,
    /// Its length in bytes.
    pub size: u64,
}

impl Stamp {
    /// The stamp of a content.
    pub fn of(content: &[u8]) -> Self {
        Self {
            sha256: sha256(content),
            size: content.len() as u64,
        }
    }
}

/// Why a file is no manifest to go by.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ManifestError {
    /// Broken, or not JSON of that form.
    #[error("目録 {MANIFEST} が壊れています（{line}行目）")]
    Broken {
        /// Line, from 1.
        line: usize,
    },
    /// By another program.
    #[error("目録 {MANIFEST} は、mieruka のものではありません")]
    NotOurs,
    /// Without digests, or of a later version.
    #[error(
        "目録 {MANIFEST} の形式 {0} は、このバージョンでは確かめられません。同じバージョンの mieruka で確かめるか、サイトを作り直してください"
    )]
    OtherFormat(u64),
    /// Names a file outside the folder.
    #[error("目録 {MANIFEST} に、サイトの中にないはずの場所が書かれています: {0}")]
    BadName(String),
}

impl Manifest {
    /// The manifest of files, written by this version from these inputs.
    pub fn new(
        files: BTreeMap<String, Stamp>,
        inputs: BTreeMap<String, String>,
        audience: Audience,
        as_of: Option<NaiveDate>,
    ) -> Self {
        Self {
            tool: TOOL.to_owned(),
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            edition: edition_word(audience).to_owned(),
            as_of,
            inputs,
            files,
        }
    }

    /// Whether it is the public edition (公開版).
    pub fn is_public(&self) -> bool {
        self.edition == edition_word(Audience::Public)
    }

    /// As written to the disk.
    ///
    /// # Panics
    /// Never: names and numbers are always JSON.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = serde_json::to_string_pretty(self).expect("names and numbers are always JSON");
        text.push('\n');
        text.into_bytes()
    }

    /// Reads a manifest back.
    pub fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        #[derive(Deserialize)]
        struct Head {
            tool: String,
            format: u64,
        }
        let broken = |error: serde_json::Error| ManifestError::Broken {
            line: error.line().max(1),
        };
        let head: Head = serde_json::from_slice(bytes).map_err(broken)?;
        if head.tool != TOOL {
            return Err(ManifestError::NotOurs);
        }
        if head.format != u64::from(FORMAT) {
            return Err(ManifestError::OtherFormat(head.format));
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(broken)?;
        match manifest.files.keys().find(|name| !is_inside(name)) {
            Some(name) => Err(ManifestError::BadName(name.clone())),
            None => Ok(manifest),
        }
    }
}

/// The files that a site was made of as the manifest names them: data and replaced templates.
pub fn named_inputs(data: &BTreeMap<String, String>, templates: &Templates) -> BTreeMap<String, String> {
    let named =
        |folder: &'static str| move |(name, digest): (&String, &String)| (format!("{folder}/{name}"), digest.clone());
    let data = data.iter().map(named("data"));
    data.chain(templates.replaced().iter().map(named("templates")))
        .collect()
}

/// The edition as manifest and command line write it.
pub(super) fn edition_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => "public",
        Audience::Internal => "internal",
    }
}

/// What tells whether a folder is ours: its edition and the names of its files.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub edition: String,
    pub files: BTreeSet<String>,
}

impl Named {
    /// By its manifest of any format; `None` if it is not ours.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Read {
            tool: String,
            edition: Option<String>,
            files: Files,
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Files {
            Names(BTreeSet<String>),
            Stamps(BTreeMap<String, Stamp>),
        }
        let read: Read = serde_json::from_slice(bytes).ok()?;
        (read.tool == TOOL).then(|| Self {
            // Manifests of the first format do not name it: until then every site was public.
            edition: read
                .edition
                .unwrap_or_else(|| edition_word(Audience::Public).to_owned()),
            files: match read.files {
                Files::Names(listed) => listed,
                Files::Stamps(stamps) => stamps.into_keys().collect(),
            },
        })
    }
}

/// A plain path below the top: nothing that leads elsewhere.
fn is_inside(name: &str) -> bool {
    name != MANIFEST
        && !name.contains(['\\', '\0'])
        && name
            .split('/')
            .all(|step| !step.is_empty() && step != "." && step != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let files = BTreeMap::from([("index.html".to_owned(), Stamp::of(b"abc"))]);
        Manifest::new(
            files,
            BTreeMap::from([("data/site.yaml".to_owned(), sha256(b"x"))]),
            Audience::Public,
            None,
        )
    }

    #[test]
    fn is_read_back_as_written() {
        let bytes = manifest().to_bytes();
        assert_eq!(Manifest::parse(&bytes).unwrap(), manifest());
        let named = Named {
            edition: "public".to_owned(),
            files: BTreeSet::from(["index.html".to_owned()]),
        };
        assert_eq!(Named::parse(&bytes).as_ref(), Some(&named));
        let old = br#"{"tool": "mieruka", "format": 1, "files": ["index.html"]}"#;
        assert_eq!(Named::parse(old), Some(named));
        assert_eq!(Manifest::parse(old), Err(ManifestError::OtherFormat(1)));
    }

    #[test]
    fn no_broken_or_foreign_manifest_is_believed() {
        let good = String::from_utf8(manifest().to_bytes()).unwrap();
        for end in 0..good.trim_end().len() {
            assert!(
                matches!(
                    Manifest::parse(&good.as_bytes()[..end]),
                    Err(ManifestError::Broken { .. })
                ),
                "{end}"
            );
        }
        for (from, to) in [
            ("index.html", "../x"),
            ("index.html", "/etc/passwd"),
            ("index.html", "a//b"),
            ("index.html", "manifest.json"),
            ("index.html", "a\\\\b"),
        ] {
            let bad = good.replace(from, to);
            assert!(
                matches!(Manifest::parse(bad.as_bytes()), Err(ManifestError::BadName(_))),
                "{to}"
            );
        }
        assert_eq!(
            Manifest::parse(good.replace("\"mieruka\"", "\"other\"").as_bytes()),
            Err(ManifestError::NotOurs)
        );
        assert_eq!(
            Manifest::parse(good.replace("\"format\": 2", "\"format\": 3").as_bytes()),
            Err(ManifestError::OtherFormat(3))
        );
        let deep = "[".repeat(100_000);
        for garbage in ["", "null", "[]", "{}", "\u{0}", deep.as_str()] {
            assert!(
                Manifest::parse(garbage.as_bytes()).is_err(),
                "{}",
                &garbage[..garbage.len().min(9)]
            );
            assert!(Named::parse(garbage.as_bytes()).is_none());
        }
    }
}
