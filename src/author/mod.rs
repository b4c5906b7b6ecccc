//! YAML text that people go on editing: the file of a new year, the skeleton of a new plan.
//!
//! Everything here works on text, never on a tree that is written out again: the order, quoting and comments of the
//! publisher's file are as much theirs as its words. The tree of `source` says where things stand, lines are taken over as
//! they are, and what comes out is read once more before it is put on the disk.
//!
//! - [`rollover`] makes a year's edition from last year's file, [`edition_skeleton`] from the plan alone;
//! - [`plan_skeleton`] and [`site_skeleton`] are where a new plan and a new site begin;
//! - [`merge`] puts answers into an edition, where they are awaited;
//! - [`to_yaml`] writes a tree that came from a program's file;
//! - [`create`] puts a text on the disk, and never over one that is there; [`replace`] only over the one that was read.

mod answers;
mod cell_text;
mod edition;
mod lines;
mod merge;
mod pairs;
mod periods;
mod rollover;
mod scalar;
mod skeleton;
mod titles;
mod write;
mod yaml;
mod year_tokens;

use std::path::PathBuf;

pub use answers::{NewAnswer, NewCell, NewFigure, NewItem};
pub use cell_text::{tidy, to_cell, to_markdown};
pub use edition::{Draft, Due, figures_due, label_and_title};
pub use merge::{Fate, Merged, merge};
pub use rollover::rollover;
pub use skeleton::{NewPlan, edition_skeleton, plan_skeleton, site_skeleton};
pub use write::{create, replace, replace_own};
pub use yaml::to_yaml;

use crate::diagnostic::{Findings, Sources};
use crate::source::{Decode, gate, tree};
use crate::system::reason;

/// Why a text could not be made or written. Nothing was changed on the disk.
#[derive(Debug, thiserror::Error)]
pub enum AuthorError {
    /// No such plan.
    #[error("「{0}」という計画（フォルダー）は、データのフォルダーにありません")]
    NoSuchPlan(String),
    /// The plan has no edition of that year.
    #[error("もとにする年度版 {0} がありません")]
    NoSuchEdition(String),
    /// The year after cannot be written.
    #[error("{0}の次の年度は扱えません")]
    NoNextYear(String),
    /// The file is there.
    #[error("{} は、すでにあります。上書きはしません。作り直すときは、先に別の名前に変えるか移してください", .0.display())]
    Exists(PathBuf),
    /// The file is no longer the one that was read.
    #[error("{} は、読んだ後に変わりました。書き込みをやめました。もう一度実行してください", .0.display())]
    Changed(PathBuf),
    /// What we made could not be read again: a fault of this program, not of its user.
    #[error("作った {file} を読み直せないため、書き込みをやめました（このプログラムの誤りです）: {finding}")]
    Unreadable {
        /// The file that was to be made.
        file: String,
        /// The first finding.
        finding: String,
    },
    /// Writing failed.
    #[error("{action}: {}（{}）", path.display(), reason(source))]
    Io {
        /// What was being done.
        action: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Reads a text that we made as what it is meant to be.
pub fn read_back<T: Decode>(file: &str, text: &str) -> Result<T, AuthorError> {
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let read = gate::admit(file, text.as_bytes().to_vec(), &mut sources, &mut findings)
        .and_then(|id| tree::parse(id, &sources, &mut findings))
        .and_then(|root| T::decode(&root, &mut findings));
    match (read, findings.iter().next()) {
        (Some(read), None) => Ok(read),
        (_, finding) => {
            let finding = finding.map_or_else(String::new, |finding| {
                let line = sources.line_column(finding.place).map_or(0, |(line, _)| line);
                format!("{line}行目 {}", finding.message)
            });
            Err(AuthorError::Unreadable {
                file: file.to_owned(),
                finding,
            })
        }
    }
}
