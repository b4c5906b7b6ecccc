//! The template engine: built-in templates embedded in the program, replaceable one by one by the user's.
//!
//! A user's `plan.html` stands in front of ours; every other template stays ours. It may begin with
//! `{% extends "builtin/plan.html" %}` to change single blocks only. Templates never decide: they loop and print what the
//! page's struct holds, and everything is escaped but [`Html`](super::Html).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::whole::keep_whole;
use crate::digest::sha256;
use crate::system::reason;
use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// All templates, parsed, and the other files beside them: style sheets and images.
pub struct Templates {
    engine: Tera,
    files: BTreeMap<String, Vec<u8>>,
    replaced: BTreeMap<String, String>,
}

/// A template that cannot be read, parsed or rendered.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The file cannot be read.
    #[error("テンプレート {} を読めません（{}）", path.display(), reason(source))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not UTF-8.
    #[error("テンプレート {template} は UTF-8 で書かれていません。UTF-8 で保存してください")]
    NotText {
        /// Name of the template.
        template: String,
    },
    /// The template is wrong at a place.
    #[error("テンプレート {template} の{line}行目{column}文字目: {message}")]
    At {
        /// Name of the template: `user/…` or `builtin/…`.
        template: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong, in the engine's words.
        message: String,
    },
    /// The templates do not fit together.
    #[error("テンプレートを組み立てられません: {0}")]
    Set(String),
}

impl Templates {
    /// The built-in templates, with those of the user's folder in front of them.
    pub fn load(folder: Option<&Path>) -> Result<Self, TemplateError> {
        Self::assemble(folder.map_or_else(|| Ok(Vec::new()), files_of)?)
    }

    /// Renders a page: `name` is the template (`plan.html`), `page` its struct, whose fields the template sees.
    pub fn render<Page: Serialize>(&self, name: &str, page: &Page) -> Result<String, TemplateError> {
        let context = Context::from_serialize(page)?;
        Ok(keep_whole(self.engine.render(name, &context)?))
    }

    /// A file beside the templates (`css/base.css`), the user's before ours.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// SHA-256 of the files of the user's folder, by name.
    pub fn replaced(&self) -> &BTreeMap<String, String> {
        &self.replaced
    }

    /// Names of the files below a folder, in order.
    pub fn names_below<'names>(&'names self, folder: &'names str) -> impl Iterator<Item = &'names str> {
        self.files
            .keys()
            .map(String::as_str)
            .filter(move |name| name.starts_with(folder))
    }

    fn assemble(user: Vec<(String, Vec<u8>)>) -> Result<Self, TemplateError> {
        let mut engine = Tera::default();
        engine.set_fallback_prefixes(["user/", "builtin/"])?;
        let replaced = user
            .iter()
            .map(|(name, content)| (name.clone(), sha256(content)))
            .collect();
        let mut builtin = Vec::new();
        collect_builtin(&BUILTIN, &mut builtin);
        let mut templates = Vec::new();
        let mut files = BTreeMap::new();
        for (owner, (name, content)) in with_owner("builtin", builtin).chain(with_owner("user", user)) {
            if is_template(&name) {
                let text = String::from_utf8(content).map_err(|_| TemplateError::NotText {
                    template: format!("{owner}/{name}"),
                })?;
                // Indentation is for those who read templates; in a site of thousands of pages it is megabytes. A user's own
                // file stays as it is, so that the columns of its mistakes are right.
                let text = if owner == "builtin" {
                    without_indentation(&text)
                } else {
                    text
                };
                templates.push((format!("{owner}/{name}"), text));
            } else {
                files.insert(name, content);
            }
        }
        engine.add_raw_templates(templates)?;
        Ok(Self {
            engine,
            files,
            replaced,
        })
    }
}

/// Without the spaces at the beginning of lines, and with the parts of tables and lists joined, between which no space shows.
fn without_indentation(text: &str) -> String {
    const JOINED: [&str; 9] = ["<tr", "</tr", "<td", "<th", "<li", "</ul", "</ol", "<dt", "<dd"];
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let line = line.trim_start_matches(' ');
        if JOINED.iter().any(|tag| line.starts_with(tag)) && out.ends_with(">\n") {
            out.pop();
        }
        out.push_str(line);
    }
    out
}

fn with_owner(
    owner: &'static str,
    files: Vec<(String, Vec<u8>)>,
) -> impl Iterator<Item = (&'static str, (String, Vec<u8>))> {
    files.into_iter().map(move |file| (owner, file))
}

fn is_template(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "html")
}

fn collect_builtin(folder: &Dir<'_>, files: &mut Vec<(String, Vec<u8>)>) {
    for file in folder.files() {
        files.push((with_slashes(file.path()), file.contents().to_vec()));
    }
    for inner in folder.dirs() {
        collect_builtin(inner, files);
    }
}

/// The files of the user's folder, by name; hidden ones are not ours.
fn files_of(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, TemplateError> {
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(visible)
    {
        let entry = entry.map_err(|error| TemplateError::Unreadable {
            path: error.path().unwrap_or(folder).to_owned(),
            source: error
                .into_io_error()
                .unwrap_or_else(|| std::io::Error::other("リンクが循環しています")),
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path();
        let content = std::fs::read(path).map_err(|source| TemplateError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        files.push((with_slashes(path.strip_prefix(folder).unwrap_or(path)), content));
    }
    Ok(files)
}

fn with_slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

impl From<tera::Error> for TemplateError {
    fn from(error: tera::Error) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self::At {
                template: report.filename().to_owned(),
                line: report.span().start_line,
                column: report.span().start_col + 1,
                message: report.message().to_owned(),
            },
            _ => Self::Set(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Page<'text> {
        title: &'text str,
    }

    fn with_user(name: &str, text: &str) -> Result<Templates, TemplateError> {
        Templates::assemble(vec![(name.to_owned(), text.as_bytes().to_vec())])
    }

    #[test]
    fn builtin_templates_fit_together() {
        Templates::load(None).unwrap();
    }

    #[test]
    fn text_is_escaped() {
        let templates = with_user("test.html", "<p title=\"{{ title }}\">{{ title }}</p>").unwrap();
        let html = templates.render("test.html", &Page { title: "<b>\"'&" }).unwrap();
        assert_eq!(
            html,
            "<p title=\"&lt;b&gt;&quot;&#39;&amp;\">&lt;b&gt;&quot;&#39;&amp;</p>"
        );
    }

    #[test]
    fn a_users_template_stands_in_front() {
        let templates = with_user("parts/plan-nav.html", "ours").unwrap();
        assert!(templates.engine.contains_template("builtin/parts/plan-nav.html"));
        assert_eq!(
            templates.render("parts/plan-nav.html", &Page { title: "" }).unwrap(),
            "ours"
        );
    }

    #[test]
    fn a_mistake_has_a_place() {
        let error = with_user("test.html", "<p>\n  計画{{ title").err().unwrap();
        assert!(
            matches!(&error, TemplateError::At { template, line: 2, .. } if template == "user/test.html"),
            "{error:?}"
        );
        let templates = with_user("test.html", "<p>\n  {{ titel }}").unwrap();
        let error = templates.render("test.html", &Page { title: "" }).unwrap_err();
        assert!(
            matches!(&error, TemplateError::At { line: 2, column: 6, message, .. } if message.contains("titel")),
            "{error:?}"
        );
    }
}
