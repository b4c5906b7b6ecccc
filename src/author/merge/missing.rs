//! A measure or indicator that the file does not name yet.

use crate::author::pairs::{self, Pair};

/// An item that the file lacks.
pub(super) struct New {
    pub key: String,
    /// Its name, for the comment above it.
    pub comment: String,
    /// The pairs of an answer, or of each figure.
    pub pairs: Vec<Vec<Pair>>,
}

impl New {
    /// On lines of its own, its key in a column.
    pub(super) fn lines(&self, column: usize, indent: usize, section: &str) -> String {
        let edge = format!("{:column$}", "");
        let below: String = if section == "measures" {
            let lines = self.pairs.iter().map(|pairs| pairs::block(pairs, indent));
            lines
                .flat_map(|line| [" ".repeat(indent), line, "\n".to_owned()])
                .collect()
        } else {
            let lines = self.pairs.iter().map(|pairs| format!("- {{{}}}", pairs::flow(pairs)));
            lines
                .flat_map(|line| [" ".repeat(indent), line, "\n".to_owned()])
                .collect()
        };
        format!("{edge}# {}\n{edge}{}:\n{below}", self.comment, self.key)
    }

    /// Between braces.
    pub(super) fn flow(&self, section: &str) -> String {
        let items: Vec<String> = self
            .pairs
            .iter()
            .map(|pairs| format!("{{{}}}", pairs::flow(pairs)))
            .collect();
        let items = items.join(", ");
        if section == "measures" {
            format!("{}: {items}", self.key)
        } else {
            format!("{}: [{items}]", self.key)
        }
    }
}
