//! A YAML file as lines that belong to its items: which comment stands before which key, and which inside it.
//!
//! The tree says where keys and values stand; between them are only blank lines and comments. A comment indented deeper
//! than the key above it belongs to that key's item, any other one to the item that follows.
//!
//! Lines that an earlier rollover copied into the file as comments (last year's answers) are passed over: the file of that
//! year has them, and carrying them on would pile up the years.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::Node;

/// How a copied answer or figure begins; the label of the year and one of [`COPY_ENDS`] follow.
pub(super) const COPY_START: &str = "# 前年度（";
/// How the first line of a copy ends: of an answer, of figures, of the rest of the file.
pub(super) const COPY_ENDS: [&str; 3] = ["）の回答:", "）の実績:", "）の記載:"];
/// The last line of a copy of the rest of the file, whose lines have no indentation to be known by.
pub(super) const REST_END: &str = "# （前年度の記載はここまで）";

/// The lines of a file.
pub(super) struct Lines<'text> {
    text: &'text str,
    starts: Vec<usize>,
    copied: Vec<bool>,
}

/// One key of a mapping with everything that belongs to it.
#[derive(Debug)]
pub(super) struct Item<'text, 'tree> {
    /// The key as written.
    pub key: &'text str,
    /// The value.
    pub value: &'tree Node,
    /// Blank lines and comments before it.
    pub lead: Vec<&'text str>,
    /// Its lines, the one of the key first.
    pub own: Vec<Cow<'text, str>>,
    /// Column of the key.
    pub column: usize,
    /// Column of what stands below the key, or would.
    pub indent: usize,
    /// Whether the line of the key says more than the key.
    pub inline: bool,
    /// The lines in the file.
    range: Range<usize>,
}

/// The items of a mapping, and the comments after the last.
pub(super) struct Items<'text, 'tree> {
    pub items: Vec<Item<'text, 'tree>>,
    pub tail: Vec<&'text str>,
}

impl<'text> Lines<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        let breaks = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        let starts: Vec<usize> = std::iter::once(0).chain(breaks.filter(|at| *at < text.len())).collect();
        let copied = vec![false; starts.len()];
        let mut lines = Self { text, starts, copied };
        lines.mark_copies();
        lines
    }

    /// The items of the root mapping.
    pub(super) fn root<'tree>(&self, node: &'tree Node) -> Items<'text, 'tree> {
        self.items(node, 0..self.starts.len())
    }

    /// The items of the mapping that is the value of an item.
    pub(super) fn below<'tree>(&self, item: &Item<'text, 'tree>) -> Items<'text, 'tree> {
        self.items(item.value, item.range.start + 1..item.range.end)
    }

    fn items<'tree>(&self, node: &'tree Node, region: Range<usize>) -> Items<'text, 'tree> {
        let entries = node.entries().unwrap_or_default();
        let start = offset(node.place.start);
        if self.text.get(start..).is_some_and(|text| text.starts_with('{')) {
            self.flow(entries, start, offset(node.place.end))
        } else {
            self.block(entries, region)
        }
    }

    /// Keys on lines of their own.
    fn block<'tree>(&self, entries: &'tree [(Node, Node)], region: Range<usize>) -> Items<'text, 'tree> {
        let line_of_key = |index: usize| entries.get(index).map(|(key, _)| self.line_of(offset(key.place.start)));
        let mut items = Vec::with_capacity(entries.len());
        let mut lead = self.comments(region.start..line_of_key(0).unwrap_or(region.end));
        for (index, (key, value)) in entries.iter().enumerate() {
            let first = self.line_of(offset(key.place.start));
            let last = self
                .line_of(offset(key.place.to(value.place).end).saturating_sub(1))
                .max(first);
            let column = self.column(offset(key.place.start));
            let next = line_of_key(index + 1).unwrap_or(region.end);
            let end = self.end_of_item(last + 1..next, column);
            let value_line = self.line_of(offset(value.place.start));
            let behind_key = self.get(first).get(column + length(key)..).unwrap_or_default();
            items.push(Item {
                key: self.slice(key),
                value,
                lead: std::mem::replace(&mut lead, self.comments(end..next)),
                own: self.kept(first..end).map(Cow::Borrowed).collect(),
                column,
                indent: if value_line > first {
                    indentation(self.get(value_line))
                } else {
                    column + 2
                },
                inline: behind_key.trim() != ":",
                range: first..end,
            });
        }
        Items { items, tail: lead }
    }

    /// Keys between braces: their text is cut out.
    fn flow<'tree>(&self, entries: &'tree [(Node, Node)], start: usize, end: usize) -> Items<'text, 'tree> {
        let mut before = start + 1;
        let mut items = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let (from, to) = (offset(key.place.start), offset(key.place.to(value.place).end));
            let text = self.text.get(from..to).unwrap_or_default();
            items.push(Item {
                key: self.slice(key),
                value,
                lead: comments_only(self.text.get(before..from)),
                own: format!("  {text}")
                    .lines()
                    .map(|line| Cow::Owned(line.to_owned()))
                    .collect(),
                column: 2,
                indent: 4,
                inline: true,
                range: self.line_of(from)..self.line_of(to.saturating_sub(1)) + 1,
            });
            before = to;
        }
        let tail = comments_only(self.text.get(before..end.saturating_sub(1)));
        Items { items, tail }
    }

    /// Where an item ends among the blank lines and comments behind its value.
    fn end_of_item(&self, gap: Range<usize>, column: usize) -> usize {
        let is_comment = |line: &usize| self.get(*line).trim_start().starts_with('#');
        let leads_on = |line: &usize| is_comment(line) && !self.copied(*line) && indentation(self.get(*line)) <= column;
        let stop = gap.clone().find(leads_on).unwrap_or(gap.end);
        let last_own = (gap.start..stop)
            .rev()
            .find(|line| is_comment(line) && indentation(self.get(*line)) > column);
        last_own.map_or(gap.start, |line| line + 1)
    }

    /// Blank lines and comments of lines between items, without copies.
    fn comments(&self, range: Range<usize>) -> Vec<&'text str> {
        self.kept(range).filter_map(comment).collect()
    }

    fn kept(&self, range: Range<usize>) -> impl Iterator<Item = &'text str> {
        range.filter(|line| !self.copied(*line)).map(|line| self.get(line))
    }

    fn copied(&self, line: usize) -> bool {
        self.copied.get(line).copied().unwrap_or(false)
    }

    fn mark_copies(&mut self) {
        let mut line = 0;
        while line < self.starts.len() {
            let end = self.end_of_copy(line).unwrap_or(line);
            if let Some(copy) = self.copied.get_mut(line..end) {
                copy.fill(true);
            }
            line = end.max(line + 1);
        }
    }

    /// One past the last line of the copy that begins at this line, if one does.
    fn end_of_copy(&self, start: usize) -> Option<usize> {
        let first = self.get(start);
        let kind = COPY_ENDS
            .iter()
            .position(|end| first.starts_with(COPY_START) && first.ends_with(end))?;
        let mut following = start + 1..self.starts.len();
        if kind == 2 {
            let end = following.find(|line| self.get(*line) == REST_END || !self.get(*line).starts_with('#'))?;
            return (self.get(end) == REST_END).then_some(end + 1);
        }
        let is_copy = |line: &str| line == "#" || line.starts_with("#  ") || line.starts_with("# #");
        Some(
            following
                .find(|line| !is_copy(self.get(*line)))
                .unwrap_or(self.starts.len()),
        )
    }

    /// Where the lines of an item end: behind the copy of last year that stands below it.
    pub(super) fn after(&self, item: &Item<'_, '_>) -> usize {
        let line = (item.range.end..self.starts.len()).find(|line| !self.copied(*line));
        line.and_then(|line| self.starts.get(line))
            .copied()
            .unwrap_or(self.text.len())
    }

    /// Where the line after that of an item's key begins.
    pub(super) fn below_key(&self, item: &Item<'_, '_>) -> usize {
        self.starts
            .get(item.range.start + 1)
            .copied()
            .unwrap_or(self.text.len())
    }

    /// The line that holds a byte.
    pub(super) fn text_of_line(&self, at: usize) -> &'text str {
        self.get(self.line_of(at))
    }

    fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// How far from the start of its line a byte stands.
    pub(super) fn column(&self, at: usize) -> usize {
        at - self.starts.get(self.line_of(at)).copied().unwrap_or(at).min(at)
    }

    fn get(&self, line: usize) -> &'text str {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        self.text
            .get(start..end)
            .unwrap_or_default()
            .trim_end_matches(['\n', '\r'])
    }

    fn slice(&self, node: &Node) -> &'text str {
        self.text
            .get(offset(node.place.start)..offset(node.place.end))
            .unwrap_or_default()
    }
}

impl Item<'_, '_> {
    /// The lines that say something: without the line of the key, when that says nothing more.
    pub(super) fn said(&self) -> impl Iterator<Item = &str> {
        self.own.iter().skip(usize::from(!self.inline)).map(AsRef::as_ref)
    }
}

/// The comments between braces, where blank lines part nothing.
fn comments_only(text: Option<&str>) -> Vec<&str> {
    text.unwrap_or_default()
        .lines()
        .filter_map(comment)
        .filter(|line| !line.is_empty())
        .collect()
}

/// A blank line or the comment of a line; nothing for what is neither (a comma, `---`).
fn comment(line: &str) -> Option<&str> {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        Some("")
    } else if trimmed.starts_with('#') {
        Some(line)
    } else {
        line.find(" #").and_then(|at| line.get(at + 1..))
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn length(node: &Node) -> usize {
    offset(node.place.end).saturating_sub(offset(node.place.start))
}

fn offset(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Findings, Sources};
    use crate::source::tree;

    fn tree_of(text: &str) -> Node {
        let (mut sources, mut findings) = (Sources::new(), Findings::new());
        let file = sources.add("x.yaml", text);
        let root = tree::parse(file, &sources, &mut findings);
        root.unwrap_or_else(|| panic!("{:?}", findings.iter().collect::<Vec<_>>()))
    }

    #[test]
    fn every_comment_belongs_to_one_item() {
        let text = "---\n# head\na: # of a\n  x: |-\n    text\n\n    # text too\n    # of x\n  # inside a\n\n# before b\nb: 1\n\n# end\n";
        let root = tree_of(text);
        let lines = Lines::new(text);
        let Items { items, tail } = lines.root(&root);
        let [a, b] = items.as_slice() else { panic!("two items") };
        assert_eq!(a.lead, ["# head"]);
        assert!(a.inline);
        assert_eq!(a.own.len(), 7, "{:?}", a.own);
        assert_eq!(b.lead, ["", "# before b"]);
        assert_eq!((b.key, b.own.as_slice()), ("b", [Cow::Borrowed("b: 1")].as_slice()));
        assert_eq!(tail, ["", "# end"]);
    }

    #[test]
    fn braces_are_cut_into_items() {
        let text = "m: {a: {s: x}, # of a\n  # before b\n  b: {s: y}}\n";
        let root = tree_of(text);
        let lines = Lines::new(text);
        let top = lines.root(&root);
        let below = lines.below(&top.items[0]);
        let own: Vec<_> = below.items.iter().map(|item| item.own.join("\n")).collect();
        assert_eq!(own, ["  a: {s: x}", "  b: {s: y}"]);
        assert_eq!(below.items[1].lead, ["# of a", "  # before b"]);
    }

    #[test]
    fn copies_of_an_earlier_year_are_passed_over() {
        let text = "# 前年度（令和元年度）の記載:\n# published: 2020-06-30\n# （前年度の記載はここまで）\n# mine\nm:\n  a:\n    s: x\n\
                    # 前年度（令和元年度）の回答:\n#     s: y\n#\n#     # old note\n  # mine too\n  b:\n    s: z\n";
        let root = tree_of(text);
        let lines = Lines::new(text);
        let top = lines.root(&root);
        assert_eq!(top.items[0].lead, ["# mine"]);
        let below = lines.below(&top.items[0]);
        assert_eq!(below.items[0].own, ["  a:", "    s: x"]);
        assert_eq!(below.items[1].lead, ["  # mine too"]);
    }
}
