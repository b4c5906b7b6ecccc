//! Tables of others as the beginning of a plan and of an edition (計画と年度版のたたき台).

use std::collections::{BTreeMap, BTreeSet};

use super::figures::{self, Indicator};
use super::grid::{self, Grid};
use super::guess;
use super::mapping::{self, Layout};
use super::measures::{self, Node};
use super::written::{is_note, period_in};
use super::{File, Finding, NewFile};
use crate::author::{AuthorError, read_back, to_markdown, to_yaml};
use crate::calendar::{FiscalYear, YearStyle};
use crate::diagnostic::code;
use crate::exchange::export::json::{Json, Object};
use crate::source::raw::{self, ColumnField, ImportKind, ImportMapping, ImportRole};

/// What came of tables.
#[derive(Debug, Default)]
pub struct Draft {
    /// The data files.
    pub files: Vec<NewFile>,
    /// What could not be understood.
    pub findings: Vec<Finding>,
    /// What is left for people to decide or write.
    pub open: Vec<String>,
    /// How many measures, indicators, answers and figures were read.
    pub counts: (usize, usize, usize, usize),
}

/// What the plan and the edition are.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Id of the plan.
    pub plan: &'a str,
    /// Fiscal year of the follow-up.
    pub year: Option<FiscalYear>,
}

/// The tables of files.
#[derive(Debug, Default)]
pub struct Tables {
    grids: Vec<Grid>,
    /// Files that could not be read.
    pub findings: Vec<Finding>,
}

impl Tables {
    /// Opens files.
    pub fn open(files: &[File]) -> Self {
        let mut tables = Self::default();
        for file in files {
            match grid::open(file) {
                Ok(grids) => tables.grids.extend(grids),
                Err(finding) => tables.findings.push(*finding),
            }
        }
        tables
    }

    /// A mapping by the heads of the tables, as the text of its file; nothing when there are no tables.
    pub fn guess(&self) -> (Option<String>, Vec<Finding>) {
        let guess = guess::guess(&self.grids);
        let without = guess.without.iter().map(|(file, sheet)| {
            let place = if sheet.is_empty() { String::new() } else { format!("「{sheet}」シートには、") };
            Finding::of_file(
                code::IMPORT_NO_TABLE,
                file,
                format!("{place}表の見出しが見つかりません（「実施状況」「取組内容」「指標」「目標」などの言葉を、初めの20行で探しました）"),
                "表のシートなら、対応表の tables に書き加えてください。表でなければ、そのままで構いません",
            )
        });
        let without: Vec<Finding> = without.collect();
        let found = guess.without.len() < self.grids.len();
        (found.then(|| mapping::write(guess.mapping)).flatten(), without)
    }

    /// What the mapping makes of the tables.
    pub fn draft(&self, wanted: Wanted<'_>, words: &ImportMapping) -> Result<Draft, AuthorError> {
        let mut draft = Draft::default();
        let mut nodes: Vec<Node> = Vec::new();
        let mut indicators: Vec<Indicator> = Vec::new();
        let mut heads: Vec<(ImportRole, String)> = Vec::new();
        let year = wanted.year.map(|year| year.label(YearStyle::Western));
        let mut below_table: Vec<String> = Vec::new();
        for table in &words.tables {
            let Some((grid, layout)) = mapping::layout(table, &self.grids, &mut draft.findings) else {
                continue;
            };
            ignored(grid, &layout, &mut draft.findings);
            below_table.extend(below(grid, &layout));
            draft.open.extend(unsure_percentages(grid));
            if layout.kind == ImportKind::Measures {
                nodes.extend(measures::read(grid, &layout, words, &mut draft.findings));
                for column in &layout.columns {
                    if !heads.iter().any(|(role, _)| *role == column.role) {
                        heads.extend(column.head.clone().map(|head| (column.role, head)));
                    }
                }
            } else {
                indicators.extend(figures::read(grid, &layout, year.as_deref(), &mut draft.findings));
            }
        }
        let answers = heads.iter().any(|(role, _)| measures::is_answer(*role));
        let observed = indicators.iter().any(|one| !one.observations().is_empty());
        let ids = ids(&nodes);
        let offices = Offices::of(&nodes, &indicators);
        let plan = plan(wanted, words, (&nodes, &ids), &indicators, &heads, &offices);
        let path = format!("{}/plan.yaml", wanted.plan);
        draft.file::<raw::Plan>(path, PLAN, plan, &BTreeMap::new())?;
        draft.counts = (nodes.len(), indicators.len(), 0, 0);
        for indicator in &indicators {
            draft.open.extend(indicator.open());
        }
        if words.organisation.is_none() {
            draft
                .open
                .insert(0, "団体の名称（plan.yaml の organisation）".to_owned());
        }
        draft.open.push(
            "id（m1-2 など）は仮のものです。ページのアドレスになるので、公表する前に分かる名前に変えてください"
                .to_owned(),
        );
        match wanted.year {
            Some(year) => {
                let (edition, names) = draft.edition(year, (&nodes, &ids), &indicators, answers, &below_table);
                let path = format!("{}/{}.yaml", wanted.plan, year.year());
                draft.file::<raw::Edition>(path, EDITION, edition, &names)?;
            }
            None if answers || observed => draft.findings.push(Finding::of_file(
                code::IMPORT_BAD_MAPPING,
                &words
                    .tables
                    .first()
                    .map_or_else(String::new, |table| table.file.as_str().to_owned()),
                "実施状況や実績がありますが、どの年度のものか分からないため、年度版は作りません",
                "--year R2 のように、年度を付けて実行してください",
            )),
            None => {}
        }
        Ok(draft)
    }
}

const PLAN: &str = "# 表から取り込んだ計画です。id は仮のものです。公表する前に、分かる名前に変えてください。\n\n";
const EDITION: &str = "# 表から取り込んだ年度版です。pending: true は、表から読み取れず、これから書くところです。\n\n";

/// The notes below a table.
fn below(grid: &Grid, layout: &Layout) -> Vec<String> {
    let rows = (layout.end..grid.rows).map(|row| {
        let cells = (0..grid.columns).filter_map(|column| grid.cell(row, column).and(grid.text(row, column)));
        cells.collect::<Vec<_>>().join(" ")
    });
    let mut notes: Vec<String> = Vec::new();
    for row in rows.filter(|row| !row.is_empty()) {
        match notes.last_mut() {
            _ if is_note(&row) => notes.push(row),
            Some(note) => {
                note.push('\n');
                note.push_str(&row);
            }
            None => {}
        }
    }
    notes
}

/// Old Excel files do not tell whether 0.5 is shown as 50%.
fn unsure_percentages(grid: &Grid) -> Option<String> {
    let cells = grid.unsure_fractions();
    let first = cells.first()?;
    Some(format!(
        "{}など{}個のセルの数（.xls では、パーセント表示かどうかが分からないため、50% が 0.5 になることがあります。.xlsx で保存し直したものを取り込めば、分かります）",
        grid.place(first.0, first.1),
        cells.len()
    ))
}

/// The offices that tables name, each with an id of its own.
struct Offices<'a>(Vec<&'a str>);

impl<'a> Offices<'a> {
    fn of(nodes: &'a [Node], indicators: &'a [Indicator]) -> Self {
        let of_measures = nodes.iter().flat_map(|node| &node.offices);
        let mut names: Vec<&str> = Vec::new();
        for name in of_measures.chain(indicators.iter().flat_map(|one| &one.offices)) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        Self(names)
    }

    fn ids(&self, named: &[String]) -> Vec<String> {
        let position = |name: &String| self.0.iter().position(|one| one == name);
        named
            .iter()
            .filter_map(position)
            .map(|index| format!("o{}", index + 1))
            .collect()
    }

    fn write(&self) -> Vec<Object> {
        let one = |(number, name): (usize, &&str)| {
            Object::new()
                .text("id", format!("o{number}").as_str())
                .text("name", *name)
        };
        (1..).zip(&self.0).map(one).collect()
    }
}

/// The head of a column without its year, which is not the plan's: `令和5年度 実施状況`.
fn undated(head: &str) -> String {
    let is_date = |part: &&str| period_in(part).is_some_and(|period| period == grid::folded(part));
    let parts: Vec<&str> = head.split(' ').filter(|part| !is_date(part)).collect();
    if parts.is_empty() {
        head.to_owned()
    } else {
        parts.join(" ")
    }
}

/// Columns that are not taken over are said, once each.
fn ignored(grid: &Grid, layout: &Layout, findings: &mut Vec<Finding>) {
    for column in layout.columns.iter().filter(|column| column.role == ImportRole::Ignore) {
        let mut rows = layout.first..layout.end;
        let Some(row) = rows.find(|row| grid.cell(*row, column.index).is_some()) else {
            continue;
        };
        let head = column
            .head
            .as_deref()
            .map_or_else(String::new, |head| format!("「{head}」"));
        findings.push(Finding::at(
            code::IMPORT_UNKNOWN_COLUMN,
            &grid.place(row, column.index),
            format!("{}列{head}は取り込みません", grid::letters(column.index)),
            "取り込む列なら、対応表の role を直してください",
        ));
    }
}

impl Draft {
    fn file<T: crate::source::Decode>(
        &mut self,
        path: String,
        head: &str,
        object: Object,
        names: &BTreeMap<String, String>,
    ) -> Result<(), AuthorError> {
        let unreadable = || AuthorError::Unreadable {
            file: path.clone(),
            finding: "JSON".to_owned(),
        };
        let root = mapping::parsed(&object.into()).ok_or_else(unreadable)?;
        let body = to_yaml(&root, |path| match path {
            ["measures" | "indicators", id] => names.get(*id).cloned(),
            _ => None,
        });
        let text = format!("{head}{body}");
        read_back::<T>(&path, &text)?;
        self.files.push(NewFile { path, text });
        Ok(())
    }

    fn edition(
        &mut self,
        year: FiscalYear,
        (nodes, ids): (&[Node], &[String]),
        indicators: &[Indicator],
        answers: bool,
        below_table: &[String],
    ) -> (Object, BTreeMap<String, String>) {
        let mut names = BTreeMap::new();
        let mut measures = Object::new();
        for (index, (node, id)) in nodes.iter().zip(ids).enumerate() {
            let name: Vec<&str> = [node.label.as_deref(), node.title.as_deref()]
                .into_iter()
                .flatten()
                .collect();
            let said = node.answer.write();
            if said.is_none() && (!answers || kind(nodes, index).is_some_and(|kind| kind != "mode")) {
                continue;
            }
            self.counts.2 += usize::from(said.is_some());
            names.insert(id.clone(), name.join(" ").replace('\n', " "));
            let open = said.is_none() || node.answer.kept_back;
            if open {
                self.open.push(format!("{}の回答（年度版の {id}）", name.join(" ")));
            }
            // What is half understood is awaited, and its words are in the report.
            let object = said.unwrap_or_default();
            let object = if open {
                Object::new().flag("pending", true).and(object)
            } else {
                object
            };
            measures = measures.with(id.as_str(), object);
        }
        let mut figures = Object::new();
        for (number, indicator) in (1..).zip(indicators) {
            let observations = indicator.observations();
            self.counts.3 += observations.len();
            names.insert(format!("i{number}"), indicator.title.clone());
            figures = figures.list(&format!("i{number}"), observations);
        }
        let edition = Object::new()
            .text("title", format!("{}の実施状況", year.label(YearStyle::Era)).as_str())
            .with("measures", measures)
            .with("indicators", figures)
            .with("notes", Json::texts(below_table.iter().map(|note| to_markdown(note))));
        (edition, names)
    }
}

/// Ids by the place in the tree: m1, m1-2.
fn ids(nodes: &[Node]) -> Vec<String> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    nodes
        .iter()
        .map(|node| {
            while counts.last().is_some_and(|(level, _)| *level > node.level) {
                counts.pop();
            }
            match counts.last_mut().filter(|(level, _)| *level == node.level) {
                Some((_, count)) => *count += 1,
                None => counts.push((node.level, 1)),
            }
            let numbers: Vec<String> = counts.iter().map(|(_, count)| count.to_string()).collect();
            format!("m{}", numbers.join("-"))
        })
        .collect()
}

/// What a node is, when it is not simply a measure.
fn kind(nodes: &[Node], index: usize) -> Option<&'static str> {
    let node = nodes.get(index)?;
    let above = nodes
        .get(index + 1)
        .is_some_and(|next| next.level > node.level && !next.mode);
    if node.mode {
        Some("mode")
    } else if node.answer.write().is_some() || node.answer.kept_back || !above {
        None
    } else if node.title.is_none() {
        Some("group")
    } else {
        Some("heading")
    }
}

fn plan(
    wanted: Wanted<'_>,
    words: &ImportMapping,
    (nodes, ids): (&[Node], &[String]),
    indicators: &[Indicator],
    heads: &[(ImportRole, String)],
    offices: &Offices<'_>,
) -> Object {
    let statuses = words.statuses.iter().fold(Object::new(), |object, (word, status)| {
        let meaning = Object::new()
            .text("meaning", status.meaning.as_str())
            .text("requires", status.requires_reason.then_some("reason"));
        if status.requires_reason {
            object.with(word.as_str(), meaning)
        } else {
            object.text(word, status.meaning.as_str())
        }
    });
    let tags = |tags: &crate::source::Map<raw::Tag>| {
        tags.iter().fold(Object::new(), |object, (word, meaning)| {
            object.text(word, meaning.as_str())
        })
    };
    // The columns of the published form, in the order of the table.
    let table = heads.iter().filter_map(|(role, head)| {
        let field = ColumnField::ALL.iter().find(|field| field.as_str() == role.as_str())?;
        Some(
            Object::new()
                .text("field", field.as_str())
                .text("head", undated(head).as_str()),
        )
    });
    let marks: BTreeSet<&str> = nodes.iter().flat_map(|node| node.answer.marks()).collect();
    let marks = marks.into_iter().map(|mark| {
        Object::new()
            .text("mark", mark)
            .text("meaning", "記載すべき内容がないもの")
    });
    let depth = nodes.iter().map(|node| node.level).max().unwrap_or(0);
    let mut levels: Vec<String> = words.levels.iter().map(|level| level.as_str().to_owned()).collect();
    for level in levels.len()..depth {
        levels.push(format!("階層{}", level + 1));
    }
    let ids_of = (1..)
        .zip(indicators)
        .map(|(number, one)| one.write(&format!("i{number}"), &offices.ids(&one.offices)));
    Object::new()
        .text(
            "title",
            words.title.as_ref().map_or(wanted.plan, |title| title.as_str()),
        )
        .text(
            "organisation",
            words.organisation.as_ref().map_or("団体の名称", |name| name.as_str()),
        )
        .texts("levels", levels)
        .with("statuses", statuses)
        .with("directions", tags(&words.directions))
        .with("tags", tags(&words.tags))
        .list("table", table)
        .list("marks", marks)
        .list("offices", offices.write())
        .list("indicators", ids_of)
        .list("measures", children((nodes, ids), offices, 0, nodes.len()))
}

/// The nodes from `first` on, up to `end`, of the highest level there.
fn children((nodes, ids): (&[Node], &[String]), offices: &Offices<'_>, first: usize, end: usize) -> Vec<Object> {
    let mut list = Vec::new();
    let mut index = first;
    while index < end {
        let node = &nodes[index];
        let after = (index + 1..end)
            .find(|next| nodes[*next].level <= node.level)
            .unwrap_or(end);
        let text = |parts: &[String]| Some(to_markdown(&parts.join("\n\n"))).filter(|text| !text.is_empty());
        list.push(
            Object::new()
                .text("id", ids[index].as_str())
                .text("label", node.label.as_deref())
                .text("title", node.title.as_deref())
                .text("kind", kind(nodes, index))
                .text("aim", text(&node.aim).as_deref())
                .text("content", text(&node.content).as_deref())
                .texts("offices", offices.ids(&node.offices))
                .text("background", text(&node.background).as_deref())
                .with("notes", Json::texts(node.notes.iter().map(|note| to_markdown(note))))
                .list("children", children((nodes, ids), offices, index + 1, after)),
        );
        index = after;
    }
    list
}
