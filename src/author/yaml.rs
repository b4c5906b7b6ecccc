//! A tree as YAML that people go on editing: for data that comes from a program's file and has no lines of its own yet.

use super::scalar::{one_line, scalar};
use crate::source::{Node, Style, Value};

/// The widest line on which several values stand.
const WIDEST: usize = 100;

/// A mapping as the text of a data file. `comment` says what stands above a key, by the names of the keys that lead to it.
pub fn to_yaml(root: &Node, comment: impl Fn(&[&str]) -> Option<String>) -> String {
    let mut writer = Writer {
        text: String::new(),
        comment: &comment,
    };
    writer.mapping(root, 0, false, &mut Vec::new());
    writer.text
}

struct Writer<'a> {
    text: String,
    comment: &'a dyn Fn(&[&str]) -> Option<String>,
}

impl Writer<'_> {
    /// The lines of a mapping; `begun`: the first stands behind the dash of its item.
    fn mapping<'tree>(&mut self, node: &'tree Node, indent: usize, begun: bool, path: &mut Vec<&'tree str>) {
        for (index, (key, value)) in node.entries().unwrap_or_default().iter().enumerate() {
            path.push(text_of(key));
            if index > 0 || !begun {
                // The parts of a file stand apart, as do the answers of an edition.
                let apart = value.entries().is_some() || value.items().is_some();
                if index > 0 && apart && (indent == 0 || (indent == 2 && flow(value).is_none())) {
                    self.text.push('\n');
                }
                if let Some(comment) = (self.comment)(path) {
                    for line in comment.lines() {
                        self.edge(indent);
                        self.text.push_str("# ");
                        self.text.push_str(line);
                        self.text.push('\n');
                    }
                }
                self.edge(indent);
            }
            self.text.push_str(&inline(key));
            self.text.push(':');
            self.value(value, indent, path);
            path.pop();
        }
    }

    fn value<'tree>(&mut self, value: &'tree Node, indent: usize, path: &mut Vec<&'tree str>) {
        let room = WIDEST.saturating_sub(indent + 20);
        match flow(value).filter(|text| text.chars().count() <= room || value.text().is_some()) {
            Some(text) => {
                self.text.push(' ');
                self.text.push_str(&text);
                self.text.push('\n');
            }
            None => match &value.value {
                Value::Scalar { text, .. } => self.literal(text, indent + 2),
                Value::Mapping(_) => {
                    self.text.push('\n');
                    self.mapping(value, indent + 2, false, path);
                }
                Value::Sequence(items) => {
                    self.text.push('\n');
                    for item in items {
                        self.edge(indent + 2);
                        self.text.push('-');
                        self.item(item, indent + 2, path);
                    }
                }
            },
        }
    }

    fn item<'tree>(&mut self, item: &'tree Node, indent: usize, path: &mut Vec<&'tree str>) {
        let room = WIDEST.saturating_sub(indent + 20);
        match &item.value {
            Value::Mapping(_) if flow(item).is_none_or(|text| text.chars().count() > room) => {
                self.text.push(' ');
                self.mapping(item, indent + 2, true, path);
            }
            _ => self.value(item, indent, path),
        }
    }

    /// A text of several lines.
    fn literal(&mut self, text: &str, indent: usize) {
        self.text.push_str(" |-\n");
        for line in text.split('\n') {
            if !line.is_empty() {
                self.edge(indent);
                self.text.push_str(line);
            }
            self.text.push('\n');
        }
    }

    fn edge(&mut self, indent: usize) {
        self.text.extend(std::iter::repeat_n(' ', indent));
    }
}

fn text_of(node: &Node) -> &str {
    match &node.value {
        Value::Scalar { text, .. } => text,
        _ => "",
    }
}

/// The node on one line, in braces and brackets; nothing when it is too deep or has lines of its own.
fn flow(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar { text, .. } if is_literal(text) => None,
        Value::Scalar { .. } => Some(inline(node)),
        Value::Sequence(items) => {
            let items: Option<Vec<String>> = items.iter().map(only_scalar).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Value::Mapping(entries) => {
            let pairs: Option<Vec<String>> = entries
                .iter()
                .map(|(key, value)| Some(format!("{}: {}", inline(key), only_scalar(value)?)))
                .collect();
            Some(format!("{{{}}}", pairs?.join(", ")))
        }
    }
}

fn only_scalar(node: &Node) -> Option<String> {
    matches!(node.value, Value::Scalar { .. }).then(|| flow(node))?
}

/// Several lines that a literal block gives back exactly.
fn is_literal(text: &str) -> bool {
    let ends_bare = |line: &str| line.ends_with(char::is_whitespace);
    text.contains('\n')
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with('\n')
        && !text.split('\n').any(ends_bare)
        && !text.contains(|letter: char| is_unusual(letter) && letter != '\n')
}

fn is_unusual(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// A scalar on one line: numbers and truth values as they are, texts in quotes where YAML or a reader needs them.
fn inline(node: &Node) -> String {
    let Value::Scalar { text, style } = &node.value else {
        return String::new();
    };
    let is_number = !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit() || letter == b'.');
    match style {
        Style::Plain if is_number || matches!(text.as_str(), "true" | "false") || text.starts_with('-') => text.clone(),
        _ if text.contains(is_unusual) || one_line(text) != *text => serde_json::Value::from(text.as_str()).to_string(),
        Style::Plain => scalar(text),
        _ if is_number => format!("\"{text}\""),
        _ => scalar(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Findings, Sources};
    use crate::source::{gate, tree};
    use proptest::prelude::*;

    fn read(text: &str) -> Node {
        let (mut sources, mut findings) = (Sources::new(), Findings::new());
        let file = gate::admit("x.yaml", text.as_bytes().to_vec(), &mut sources, &mut findings);
        let root = file.and_then(|file| tree::parse(file, &sources, &mut findings));
        root.unwrap_or_else(|| panic!("{:?}\n{text}", findings.iter().next()))
    }

    fn same(left: &Node, right: &Node) -> bool {
        match (&left.value, &right.value) {
            (Value::Scalar { text: left, .. }, Value::Scalar { text: right, .. }) => left == right,
            (Value::Sequence(left), Value::Sequence(right)) => {
                left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
            }
            (Value::Mapping(left), Value::Mapping(right)) => {
                left.len() == right.len()
                    && left
                        .iter()
                        .zip(right)
                        .all(|((key, left), (other, right))| same(key, other) && same(left, right))
            }
            _ => false,
        }
    }

    #[test]
    fn it_reads_as_a_person_would_write_it() {
        let json = r#"{"title": "計画", "period": {"from": 2013, "to": 2025}, "levels": ["柱", "取組"],
            "measures": [{"id": "a", "label": "1", "children": [{"id": "b", "title": "一\n二"}]}, {"id": "c"}]}"#;
        let expected = "\
# 題名
title: 計画

period: {from: 2013, to: 2025}

levels: [柱, 取組]

measures:
  - id: a
    label: \"1\"
    children:
      - id: b
        title: |-
          一
          二
  - {id: c}
";
        let comment = |path: &[&str]| (path == ["title"]).then(|| "題名".to_owned());
        assert_eq!(to_yaml(&read(json), comment), expected);
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let text = "[-a#: '\"\\\\\n\t０人｜%&*!?,\\[\\]{}1.~]{1,9}".prop_map(serde_json::Value::from);
        let leaf = prop_oneof![
            text,
            any::<bool>().prop_map(Into::into),
            any::<i32>().prop_map(Into::into)
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(serde_json::Value::from),
                prop::collection::btree_map("[a-z人—1]{1,3}", inner, 1..4)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_tree_comes_back(value in prop::collection::btree_map("[a-z人—1]{1,3}", value(), 1..4)) {
            let json = serde_json::to_string(&value).unwrap();
            let tree = read(&json);
            let yaml = to_yaml(&tree, |_| None);
            prop_assert!(same(&tree, &read(&yaml)), "{}\n{}", json, yaml);
        }
    }
}
