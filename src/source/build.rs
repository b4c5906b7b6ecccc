//! Builds the tree from the events of the YAML parser.
//!
//! YAML has far more than a plan needs, and each extra is a way to say something its reader does not see: anchors
//! and merge keys copy text from elsewhere, tags promise types and inclusions, a second document hides below the
//! first. All of these are refused at their place. Building goes on after a refusal wherever the rest still means
//! what it says, so that one run reports them all; where it does not (an alias stands for text that is not
//! there), the tree is given up at the end. Depth and number of nodes are bounded, and nothing here recurses.

mod refuse;

pub(super) use refuse::too_deep;

use super::tree::{Node, Style, Value};
use super::{gate, hints, indentation, syntax};
use crate::diagnostic::{FileId, Findings, Place};
use serde_yaml::granit_parser::{self as granit, Event, Parser, ScalarStyle, Span, StructureStyle};
use std::collections::HashMap;

/// Levels of nesting; a plan has at most about fifteen.
pub(super) const DEPTH: usize = 64;
/// Nodes in one file; a very large year has about ten thousand.
const NODES: usize = 500_000;

/// Builds the one document of a file.
pub(super) fn build(file: FileId, text: &str, findings: &mut Findings) -> Option<Node> {
    let options = granit::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
    };
    let mut builder = Builder {
        file,
        text,
        findings,
        open: Vec::new(),
        root: None,
        last_end: 0,
        nodes: 0,
        documents: 0,
        misindented: false,
        usable: true,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let flow = match event {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                let opened = builder.open.iter().rev().find(|frame| frame.flow);
                let context = syntax::Context {
                    file,
                    text,
                    last_end: builder.last_end,
                    opened: opened.map(|frame| Place::new(file, frame.start, frame.start + 1)),
                };
                syntax::report(&error, &context, builder.findings);
                Flow::Broken
            }
        };
        match flow {
            Flow::Next => {}
            Flow::Enough => break,
            Flow::Broken => return None,
        }
    }
    builder.finish()
}

/// What to do after an event.
enum Flow {
    Next,
    /// Stop reading; what was built stands.
    Enough,
    /// Stop reading; nothing that was built can be trusted.
    Broken,
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    findings: &'a mut Findings,
    open: Vec<Frame>,
    root: Option<Node>,
    last_end: usize,
    nodes: usize,
    documents: usize,
    misindented: bool,
    usable: bool,
}

/// A collection whose end has not been seen.
struct Frame {
    start: usize,
    flow: bool,
    children: Children,
}

enum Children {
    Items(Vec<Node>),
    Entries { done: Vec<(Node, Node)>, key: Option<Node> },
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Flow {
        let place = self.place(span);
        if let Some(tag) = span.tag_span() {
            let tag = self.place(tag);
            self.findings.push(refuse::tag(tag));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                return self.scalar(text.into_owned(), style.into(), place);
            }
            Event::SequenceStart(style, ..) => {
                return self.open(style, place, Children::Items(Vec::new()));
            }
            Event::MappingStart(style, ..) => {
                let children = Children::Entries {
                    done: Vec::new(),
                    key: None,
                };
                return self.open(style, place, children);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(place),
            Event::Anchor(..) => self.findings.push(refuse::anchor(place)),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.findings.push(refuse::alias(place));
                self.usable = false;
                let value = Value::Scalar {
                    text: "*".to_owned(),
                    style: Style::SingleQuoted,
                };
                self.add(Node { place, value });
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.findings.push(refuse::second_document(place));
                    return Flow::Enough;
                }
            }
            _ => {}
        }
        Flow::Next
    }

    fn scalar(&mut self, mut text: String, style: Style, mut place: Place) -> Flow {
        if let Some(stop) = self.count(place) {
            return stop;
        }
        // A value left out comes as "~" with no bytes of its own.
        let left_out = style == Style::Plain && place.is_empty();
        if left_out {
            text.clear();
        }
        let is_key = self.expects_key();
        match style {
            Style::Plain => self.check_plain(&text, place, is_key),
            Style::DoubleQuoted => {
                let written = self.text.get(place.start as usize..place.end as usize).unwrap_or("");
                gate::check_escapes(written, &text, place, self.findings);
            }
            Style::SingleQuoted | Style::Literal | Style::Folded => {}
        }
        if left_out
            && matches!(
                self.open.last(),
                Some(Frame {
                    children: Children::Items(_),
                    flow: false,
                    ..
                })
            )
        {
            // Show the hyphen instead of the nothing behind it.
            place.start = place.start.saturating_sub(1);
        }
        if matches!(style, Style::Literal | Style::Folded) {
            let raw = self.text.get(place.start as usize..place.end as usize).unwrap_or("");
            place = Place::new(
                self.file,
                place.start as usize,
                place.start as usize + raw.trim_end().len(),
            );
        }
        self.add(Node {
            place,
            value: Value::Scalar { text, style },
        });
        Flow::Next
    }

    /// What can go wrong unseen in a scalar without quotes.
    fn check_plain(&mut self, text: &str, place: Place, is_key: bool) {
        if indentation::is_full_width_indented(self.text, place.start as usize, text, is_key) {
            // The first report names all such lines.
            if !self.misindented {
                indentation::report_full_width(self.text, place, self.findings);
            }
            self.misindented = true;
            self.usable = false;
        }
        if !is_key && let Some(finding) = hints::cut_by_comment(self.text, text, place) {
            self.findings.push(finding);
        }
    }

    fn open(&mut self, style: StructureStyle, place: Place, children: Children) -> Flow {
        if let Some(stop) = self.count(place) {
            return stop;
        }
        if self.open.len() >= DEPTH {
            self.findings.push(refuse::too_deep(place));
            return Flow::Broken;
        }
        self.open.push(Frame {
            start: place.start as usize,
            flow: style == StructureStyle::Flow,
            children,
        });
        Flow::Next
    }

    fn close(&mut self, end: Place) {
        let Some(frame) = self.open.pop() else { return };
        let (last, value) = match frame.children {
            Children::Items(items) => (items.last().map(|item| item.place), Value::Sequence(items)),
            Children::Entries { done, .. } => {
                let last = done.last().map(|(key, value)| key.place.to(value.place));
                (last, Value::Mapping(self.without_duplicates(done)))
            }
        };
        let start = Place::new(self.file, frame.start, frame.start);
        // The end of a block is noticed only at the next token, lines below: its last child is its end.
        let place = match last {
            Some(last) if !frame.flow => start.to(last),
            _ => start.to(end),
        };
        self.add(Node { place, value });
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node) {
        let refused = match self.open.last_mut().map(|frame| &mut frame.children) {
            None => {
                self.root.get_or_insert(node);
                return;
            }
            Some(Children::Items(items)) => {
                items.push(node);
                return;
            }
            Some(Children::Entries { done, key }) => match key.take() {
                None => {
                    *key = Some(node);
                    return;
                }
                Some(key) => match refuse::key(&key) {
                    None => {
                        done.push((key, node));
                        return;
                    }
                    Some(refused) => refused,
                },
            },
        };
        self.findings.push(refused);
        self.usable = false;
    }

    fn without_duplicates(&mut self, entries: Vec<(Node, Node)>) -> Vec<(Node, Node)> {
        let mut first: HashMap<&str, Place> = HashMap::with_capacity(entries.len());
        let mut again = vec![false; entries.len()];
        for (index, (key, _)) in entries.iter().enumerate() {
            let Some(&earlier) = first.get(key.key()) else {
                first.insert(key.key(), key.place);
                continue;
            };
            again[index] = true;
            if !self.findings.is_full(self.file) {
                self.findings.push(refuse::duplicate(key, earlier));
            }
        }
        let kept = entries.into_iter().zip(again).filter(|(_, again)| !again);
        kept.map(|(entry, _)| entry).collect()
    }

    fn count(&mut self, place: Place) -> Option<Flow> {
        self.nodes += 1;
        (self.nodes > NODES).then(|| {
            self.findings.push(refuse::too_many_nodes(place));
            Flow::Broken
        })
    }

    fn expects_key(&self) -> bool {
        matches!(
            self.open.last().map(|frame| &frame.children),
            Some(Children::Entries { key: None, .. })
        )
    }

    fn finish(self) -> Option<Node> {
        match self.root {
            Some(root) if !root.is_null() => Some(root).filter(|_| self.usable),
            _ => {
                self.findings.push(refuse::empty_document(self.file));
                None
            }
        }
    }

    fn place(&mut self, span: Span) -> Place {
        let range = span.byte_range().unwrap_or(self.last_end..self.last_end);
        self.last_end = self.last_end.max(range.end);
        Place::new(self.file, range.start, range.end)
    }
}

impl From<ScalarStyle> for Style {
    fn from(style: ScalarStyle) -> Self {
        match style {
            ScalarStyle::Plain => Self::Plain,
            ScalarStyle::SingleQuoted => Self::SingleQuoted,
            ScalarStyle::DoubleQuoted => Self::DoubleQuoted,
            ScalarStyle::Literal => Self::Literal,
            ScalarStyle::Folded => Self::Folded,
        }
    }
}

#[cfg(test)]
mod tests;
