//! Words of the table's own vocabularies, as its cells use them.

use super::super::grid::Grid;
use super::super::written::{entries, is_mark};
use super::columns::Table;
use super::heads::Heads;
use crate::source::raw::ImportRole;

/// Words of the table's own vocabularies.
#[derive(Default)]
pub(super) struct Words {
    pub statuses: Vec<String>,
    pub directions: Vec<String>,
    pub tags: Vec<String>,
    pub with_reason: Vec<String>,
}

impl Words {
    pub fn collect(&mut self, grid: &Grid, heads: &Heads, table: &Table) {
        for column in &table.columns {
            let cells = (heads.last + 1..heads.end)
                .filter_map(|row| grid.cell(row, column.index).and(grid.text(row, column.index)));
            let said = cells.filter(|text| !is_mark(text));
            match column.role {
                ImportRole::Status => note(&mut self.statuses, said.filter(|word| word.chars().count() <= 12)),
                ImportRole::Direction => note(&mut self.directions, said.filter(|word| word.chars().count() <= 12)),
                ImportRole::Entries | ImportRole::Results => {
                    note(
                        &mut self.tags,
                        said.flat_map(|cell| entries(&cell)).filter_map(|(tag, _)| tag),
                    );
                }
                // 「実施未定」を選択した場合の理由: that status needs one.
                ImportRole::Reason => {
                    let head = heads.whole(column.index);
                    let quoted = head.split('「').skip(1).filter_map(|rest| rest.split_once('」'));
                    self.with_reason.extend(quoted.map(|(word, _)| word.to_owned()));
                }
                _ => {}
            }
        }
    }
}

/// Adds words in the order they are met.
fn note(words: &mut Vec<String>, said: impl Iterator<Item = String>) {
    for word in said {
        if !words.contains(&word) {
            words.push(word);
        }
    }
}
