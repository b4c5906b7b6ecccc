//! The files of a site, in memory: nothing is on the disk until all of them are here.

use std::collections::BTreeMap;

/// Name of the list of files that marks a folder as written by us.
pub const MANIFEST: &str = "manifest.json";

/// Files by their path from the top of the site, with `/`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<String, Vec<u8>>,
    folded: BTreeMap<String, String>,
}

/// Two files of the site would stand at one path (on file systems that ignore case, too).
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("サイトの中で、2つのファイルが同じ場所になります: {first} と {second}")]
pub struct Collision {
    /// The one already there.
    pub first: String,
    /// The one that came second.
    pub second: String,
}

impl Output {
    /// Adds a file.
    pub fn add(&mut self, path: String, content: Vec<u8>) -> Result<(), Collision> {
        if let Some(first) = self.folded.insert(path.to_lowercase(), path.clone()) {
            return Err(Collision { first, second: path });
        }
        self.files.insert(path, content);
        Ok(())
    }

    /// The files, ordered by path, with the manifest.
    pub fn into_files(mut self) -> BTreeMap<String, Vec<u8>> {
        let names: Vec<&str> = self.files.keys().map(String::as_str).collect();
        let manifest = Manifest {
            tool: "mieruka",
            format: 1,
            files: names,
        };
        let mut text = serde_json::to_string_pretty(&manifest).expect("a list of names is always JSON");
        text.push('\n');
        self.files.insert(MANIFEST.to_owned(), text.into_bytes());
        self.files
    }
}

/// What the manifest says: which files of the folder are ours.
#[derive(serde::Serialize)]
struct Manifest<'output> {
    tool: &'static str,
    format: u32,
    files: Vec<&'output str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_differ_in_case_only_collide() {
        let mut output = Output::default();
        output.add("city/a.html".to_owned(), Vec::new()).unwrap();
        let collision = output.add("city/A.html".to_owned(), Vec::new()).unwrap_err();
        assert_eq!(collision.first, "city/a.html");
    }
}
