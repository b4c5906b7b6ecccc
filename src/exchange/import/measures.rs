//! The rows of a table of measures as a tree with answers (取組の表).

use super::Finding;
use super::grid::{Grid, folded};
use super::mapping::Layout;
use super::written::{entries, is_mark, offices, split_label};
use crate::author::to_markdown;
use crate::diagnostic::{Code, code};
use crate::exchange::export::json::{Json, Object};
use crate::source::raw::{ImportMapping, ImportRole};

/// A node of the tree, in the order of the table.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub level: usize,
    pub label: Option<String>,
    pub title: Option<String>,
    /// A way in which the measure above is carried out: `(独自実施のもの)`.
    pub mode: bool,
    pub aim: Vec<String>,
    pub content: Vec<String>,
    pub background: Vec<String>,
    pub notes: Vec<String>,
    pub offices: Vec<String>,
    pub answer: Answer,
}

/// What a table says of the year.
#[derive(Debug, Default)]
pub(super) struct Answer {
    status: Option<String>,
    reason: Option<String>,
    direction: Option<String>,
    outlook: Option<String>,
    entries: Cell,
    results: Cell,
    /// Whether something of it could not be read.
    pub kept_back: bool,
}

#[derive(Debug, Default)]
struct Cell {
    mark: Option<String>,
    items: Vec<(Option<String>, String)>,
}

/// Whether a role is about the year and not about the plan.
pub(super) fn is_answer(role: ImportRole) -> bool {
    matches!(
        role,
        ImportRole::Status
            | ImportRole::Reason
            | ImportRole::Direction
            | ImportRole::Entries
            | ImportRole::Results
            | ImportRole::Outlook
    )
}

impl Answer {
    /// The answer as an edition says it; nothing when the table says nothing.
    pub fn write(&self) -> Option<Object> {
        let cell = |cell: &Cell| match &cell.mark {
            Some(mark) if cell.items.is_empty() => Json::text(mark.as_str()),
            _ => {
                let items = cell.items.iter().map(|(tag, text)| {
                    let text = to_markdown(text);
                    let item = Object::new().text("tag", tag.as_deref()).text("text", text.as_str());
                    Json::Object(item)
                });
                Json::List(items.collect())
            }
        };
        let markdown = |text: &Option<String>| text.as_deref().map(to_markdown);
        let object = Object::new()
            .text("status", self.status.as_deref())
            .text("reason", markdown(&self.reason).as_deref())
            .text("direction", self.direction.as_deref())
            .with("entries", cell(&self.entries))
            .with("results", cell(&self.results))
            .text("outlook", markdown(&self.outlook).as_deref());
        (!object.is_empty()).then_some(object)
    }

    /// The marks that stand for nothing.
    pub fn marks(&self) -> impl Iterator<Item = &str> {
        [&self.entries, &self.results]
            .into_iter()
            .filter_map(|cell| cell.mark.as_deref())
    }
}

/// Reads the rows.
pub(super) fn read(grid: &Grid, layout: &Layout, words: &ImportMapping, findings: &mut Vec<Finding>) -> Vec<Node> {
    let mut reader = Reader {
        grid,
        layout,
        words,
        nodes: Vec::new(),
        path: Vec::new(),
    };
    for row in layout.first..layout.end {
        reader.row(row, findings);
    }
    reader.nodes
}

struct Reader<'a> {
    grid: &'a Grid,
    layout: &'a Layout,
    words: &'a ImportMapping,
    nodes: Vec<Node>,
    /// Where we are: nodes from the top.
    path: Vec<usize>,
}

impl Reader<'_> {
    fn row(&mut self, row: u32, findings: &mut Vec<Finding>) {
        if self.is_head(row) {
            return;
        }
        let mut titles: Vec<(u32, usize)> = self.columns(ImportRole::Title);
        titles.sort_by_key(|title| title.1);
        for (position, (column, level)) in titles.iter().enumerate() {
            let below = titles.get(position + 1).map_or(usize::MAX, |next| next.1);
            self.span(row, *column, *level, below, findings);
        }
        for column in &self.layout.columns {
            if matches!(column.role, ImportRole::Title | ImportRole::Label | ImportRole::Ignore) {
                continue;
            }
            // One cell may name the office of several measures.
            let text = match column.role {
                ImportRole::Offices if self.grid.is_covered(row, column.index) => self.grid.text(row, column.index),
                _ => self.grid.read(row, column.index, findings),
            };
            let Some(text) = text else { continue };
            match self.path.last().and_then(|index| self.nodes.get_mut(*index)) {
                Some(node) => put(
                    self.grid,
                    self.words,
                    node,
                    column.role,
                    text,
                    (row, column.index),
                    findings,
                ),
                None => findings.push(Finding::at(
                    code::IMPORT_STRAY_ROW,
                    &self.grid.place(row, column.index),
                    format!("どの取組のものか分かりません: {}", super::short(&text)),
                    "表の題名の列に取組名を書くか、対応表の head_row と columns を直してください",
                )),
            }
        }
    }

    fn columns(&self, role: ImportRole) -> Vec<(u32, usize)> {
        let columns = self.layout.columns.iter().filter(|column| column.role == role);
        columns.map(|column| (column.index, column.level)).collect()
    }

    /// Tables that run over pages have their heads on each.
    fn is_head(&self, row: u32) -> bool {
        let said = self.layout.columns.iter().filter_map(|column| {
            let text = self
                .grid
                .cell(row, column.index)
                .and(self.grid.text(row, column.index))?;
            let head = column.head.as_deref().map(folded).unwrap_or_default();
            Some(head.contains(&folded(&text)) && !head.is_empty())
        });
        let said: Vec<bool> = said.collect();
        said.len() > 1 && said.iter().all(|same| *same)
    }

    /// Labels and title of one group of columns.
    fn span(&mut self, row: u32, column: u32, level: usize, below: usize, findings: &mut Vec<Finding>) {
        let mut labels: Vec<(u32, usize)> = self.columns(ImportRole::Label);
        labels.retain(|label| label.1 >= level && label.1 < below);
        labels.sort_by_key(|label| label.1);
        let mut written: Vec<(usize, String)> = Vec::new();
        for (column, level) in labels {
            written.extend(self.grid.read(row, column, findings).map(|text| (level, text)));
        }
        let mut title = self.grid.read(row, column, findings);
        if title.is_none() && written.last().is_some_and(|(_, text)| text.chars().count() > 5) {
            // The title stands in a cell that reaches over the columns of labels.
            title = written.pop().map(|(_, text)| text);
        }
        let title = title.map(|title| title.replace('\n', ""));
        let Some((deepest, label)) = written.pop() else {
            if let Some(title) = title {
                self.unlabelled(level, &title);
            }
            return;
        };
        for (level, label) in written {
            self.begin(level, Some(label), None, false);
        }
        self.begin(deepest, Some(label), title, false);
    }

    fn unlabelled(&mut self, level: usize, title: &str) {
        let depth = self
            .path
            .last()
            .and_then(|index| self.nodes.get(*index))
            .map_or(0, |node| if node.mode { node.level - 1 } else { node.level });
        let bracketed = title.starts_with(['(', '（']) && title.ends_with([')', '）']);
        if bracketed && depth > 0 && depth + 1 >= level {
            self.begin(depth + 1, None, Some(title.to_owned()), true);
            return;
        }
        let (label, title) = split_label(title);
        self.begin(level, label, Some(title), false);
    }

    fn begin(&mut self, level: usize, label: Option<String>, title: Option<String>, mode: bool) {
        while self.path.last().is_some_and(|index| self.nodes[*index].level > level) {
            self.path.pop();
        }
        if let Some(index) = self.path.last().filter(|index| self.nodes[**index].level == level) {
            let standing = &self.nodes[*index];
            // Tables without merged cells say the title in every row.
            if standing.label == label && standing.title == title {
                return;
            }
            self.path.pop();
        }
        self.path.push(self.nodes.len());
        self.nodes.push(Node {
            level,
            label,
            title,
            mode,
            ..Node::default()
        });
    }
}

fn put(
    grid: &Grid,
    words: &ImportMapping,
    node: &mut Node,
    role: ImportRole,
    text: String,
    (row, column): (u32, u32),
    findings: &mut Vec<Finding>,
) {
    let place = grid.place(row, column);
    let mut find =
        |code: Code, message: String, remedy: &str| findings.push(Finding::at(code, &place, message, remedy));
    let answer = &mut node.answer;
    let mut word = |known: bool, slot: &mut Option<String>, list: &str| {
        if is_mark(&text) {
            return;
        }
        if !known {
            answer.kept_back = true;
            let message = format!("{}の意味が、対応表にありません", super::short(&text));
            find(
                code::IMPORT_UNKNOWN_WORD,
                message,
                &format!("対応表の {list} に、この言葉と意味を書き加えてください"),
            );
        } else if slot.as_ref().is_some_and(|standing| *standing != text) {
            let message = format!("同じ取組に、違う言葉（{}）がもう1つあります", super::short(&text));
            find(
                code::IMPORT_STRAY_ROW,
                message,
                "1つの取組に1つだけにしてください。別の取組なら、題名を書いてください",
            );
        } else {
            *slot = Some(text.clone());
        }
    };
    match role {
        ImportRole::Status => {
            let mut slot = answer.status.take();
            word(words.statuses.get(&text).is_some(), &mut slot, "statuses");
            answer.status = slot;
        }
        ImportRole::Direction => {
            let mut slot = answer.direction.take();
            word(words.directions.get(&text).is_some(), &mut slot, "directions");
            answer.direction = slot;
        }
        ImportRole::Reason | ImportRole::Outlook if is_mark(&text) => {}
        ImportRole::Reason => add(&mut answer.reason, &text),
        ImportRole::Outlook => add(&mut answer.outlook, &text),
        ImportRole::Entries | ImportRole::Results => {
            let cell = if role == ImportRole::Entries {
                &mut answer.entries
            } else {
                &mut answer.results
            };
            if is_mark(&text) {
                cell.mark.get_or_insert(text);
                return;
            }
            for (tag, text) in entries(&text) {
                match tag {
                    Some(tag) if words.tags.get(&tag).is_none() => {
                        find(
                            code::IMPORT_UNKNOWN_WORD,
                            format!("【{tag}】の意味が、対応表にありません。文章の一部として取り込みます"),
                            "タグなら、対応表の tags に、この言葉と意味を書き加えてください",
                        );
                        cell.items.push((None, format!("【{tag}】{text}")));
                    }
                    Some(tag) if text.is_empty() => find(
                        code::IMPORT_BAD_CELL,
                        format!("【{tag}】の後に文章がありません"),
                        "文章を書くか、タグを消してください",
                    ),
                    tag => cell.items.push((tag, text)),
                }
            }
        }
        ImportRole::Aim => node.aim.push(text),
        ImportRole::Content => node.content.push(text),
        ImportRole::Background => node.background.push(text),
        ImportRole::Note => node.notes.push(text),
        ImportRole::Offices => {
            for name in offices(&text) {
                if !node.offices.contains(&name) {
                    node.offices.push(name);
                }
            }
        }
        _ => find(
            code::IMPORT_BAD_MAPPING,
            format!("「{}」は、取組の表では使えない役割です", role.as_str()),
            "対応表の kind か role を直してください。取り込まない列は role: ignore と書きます",
        ),
    }
}

/// A text that goes on in a further row.
fn add(slot: &mut Option<String>, text: &str) {
    match slot {
        Some(standing) => {
            standing.push_str("\n\n");
            standing.push_str(text);
        }
        None => *slot = Some(text.to_owned()),
    }
}
