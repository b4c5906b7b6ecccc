//! What the columns of a table probably say (対応表の案): from its heads and, where heads leave it open, from its cells. What
//! comes out is a mapping like one a person writes, and is read like one.

mod columns;
mod heads;
mod roles;
mod words;

use columns::Table;
use heads::Heads;
use words::Words;

use super::grid::Grid;
use super::written::{direction, status};
use crate::exchange::export::json::Object;
use crate::source::raw::ImportKind;

/// A guess, as a mapping file says it.
pub(super) struct Guess {
    pub mapping: Object,
    /// Sheets in which no table was found.
    pub without: Vec<(String, String)>,
}

pub(super) fn guess(grids: &[Grid]) -> Guess {
    let (mut tables, mut without, mut title) = (Vec::new(), Vec::new(), None);
    let mut words = Words::default();
    let mut levels: Vec<String> = Vec::new();
    for grid in grids {
        let Some(heads) = Heads::find(grid) else {
            without.push((grid.file.clone(), grid.sheet.clone()));
            continue;
        };
        title = title.or_else(|| heads.title(grid));
        let table = Table::of(grid, &heads);
        words.collect(grid, &heads, &table);
        if table.kind == ImportKind::Measures && table.levels.len() > levels.len() {
            levels.clone_from(&table.levels);
        }
        tables.push(table.write(grid, &heads));
    }
    let words_of = |words: &Vec<String>| {
        words.iter().fold(Object::new(), |object, word| {
            object.text(word, direction(word).map_or("free", |meaning| meaning.as_str()))
        })
    };
    let statuses = words
        .statuses
        .iter()
        .fold(Object::new(), |object, word| match status(word) {
            Some(meaning) if words.with_reason.contains(word) => object.with(
                word.as_str(),
                Object::new()
                    .text("meaning", meaning.as_str())
                    .text("requires", "reason"),
            ),
            Some(meaning) => object.text(word, meaning.as_str()),
            None => object,
        });
    let mapping = Object::new()
        .text("title", title.as_deref())
        .texts("levels", &levels)
        .with("statuses", statuses)
        .with("directions", words_of(&words.directions))
        .with("tags", words_of(&words.tags))
        .list("tables", tables);
    Guess { mapping, without }
}
