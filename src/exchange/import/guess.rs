//! What the columns of a table probably say (対応表の案): from its heads and, where heads leave it open, from its cells. What
//! comes out is a mapping like one a person writes, and is read like one.

use super::grid::{Grid, folded, letters};
use super::written::{direction, entries, is_mark, is_note, period_in, status, unit_in};
use crate::exchange::export::json::{Json, Object};
use crate::source::raw::{ImportKind, ImportRole, VintageWord};

/// How many rows are looked at for heads.
const TOP: u32 = 20;

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

/// The rows of the heads.
struct Heads {
    first: u32,
    last: u32,
    /// One more than the last row of data: notes may follow.
    end: u32,
    /// What each column's heads say from above, the same thing once.
    texts: Vec<Vec<String>>,
}

impl Heads {
    fn find(grid: &Grid) -> Option<Self> {
        let rows = grid.rows.min(TOP);
        let known = |row: u32| {
            (0..grid.columns)
                .filter(|column| grid.cell(row, *column).is_some())
                .filter_map(|column| grid.text(row, column))
                .filter(|text| text.chars().count() <= 60 && (role(text).is_some() || is_dated(text)))
                .count()
        };
        let best = (0..rows)
            .max_by_key(|row| (known(*row), rows - row))
            .filter(|row| known(*row) >= 2)?;
        let filled = |row: u32| {
            (0..grid.columns)
                .filter(|column| grid.cell(row, *column).is_some())
                .count()
        };
        let mut first = best;
        while first > 0 && filled(first - 1) >= 2 {
            first -= 1;
        }
        // A table begins at the left: a row that does not is still one of heads.
        let left = (0..grid.columns).find(|column| grid.text(first, *column).is_some())?;
        let mut last = best;
        while last + 1 < grid.rows && last < first + 4 && grid.cell(last + 1, left).is_none() && filled(last + 1) > 0 {
            last += 1;
        }
        let texts = (0..grid.columns)
            .map(|column| Self::column(grid, first, last, column))
            .collect();
        let end = Self::end(grid, last);
        Some(Self {
            first,
            last,
            end,
            texts,
        })
    }

    /// Where the notes below a table begin: lines of one cell, the first of which says that it is a note.
    fn end(grid: &Grid, last: u32) -> u32 {
        let mut first_note = grid.rows;
        for row in (last + 1..grid.rows).rev() {
            let mut cells = (0..grid.columns).filter_map(|column| grid.cell(row, column).and(grid.text(row, column)));
            match (cells.next(), cells.next()) {
                (Some(_), Some(_)) => break,
                (Some(text), None) if is_note(&text) => first_note = row,
                _ => {}
            }
        }
        first_note
    }

    fn column(grid: &Grid, first: u32, last: u32, column: u32) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for row in first..=last {
            let own = grid.text(row, column);
            // A CSV file has lost its merged cells: the head of a group stands over its first column alone.
            let below = || (row + 1..=last).any(|row| grid.text(row, column).is_some());
            let text = own.or_else(|| {
                let left = (0..column).rev().find_map(|column| grid.text(row, column));
                left.filter(|_| row < last && below())
            });
            if let Some(text) = text.filter(|text| texts.last() != Some(text)) {
                texts.push(text);
            }
        }
        texts
    }

    fn whole(&self, column: u32) -> String {
        let texts = self.texts.get(column as usize).map_or(&[][..], Vec::as_slice);
        texts.join(" ").replace('\n', "")
    }

    /// The first text above the heads that is not about the sheet of paper: `（別紙２）`, `（単位：人）`.
    fn title(&self, grid: &Grid) -> Option<String> {
        let cells = (0..self.first).flat_map(|row| (0..grid.columns).map(move |column| (row, column)));
        let texts: Vec<String> = cells
            .filter_map(|(row, column)| grid.cell(row, column).and(grid.text(row, column)))
            .collect();
        let names = |text: &&String| {
            let folded = folded(text);
            let bare = folded.trim_start_matches(['(', '[', '【', '<', '「']);
            !["別紙", "別添", "別表", "別記", "参考", "資料", "様式", "単位"]
                .iter()
                .any(|word| bare.starts_with(word))
        };
        let text = texts.iter().find(names).or(texts.first())?;
        Some(text.replace('\n', " "))
    }
}

struct Column {
    index: u32,
    role: ImportRole,
    level: Option<usize>,
    period: Option<String>,
    vintage: Option<VintageWord>,
    unit: Option<String>,
    indicator: Option<String>,
}

struct Table {
    kind: ImportKind,
    columns: Vec<Column>,
    levels: Vec<String>,
}

impl Table {
    fn of(grid: &Grid, heads: &Heads) -> Self {
        let filled: Vec<u32> = (0..grid.columns)
            .filter(|column| in_use(grid, heads, *column))
            .collect();
        let first = filled.first().copied().unwrap_or(0);
        let roles: Vec<Option<ImportRole>> = filled.iter().map(|column| of_heads(heads, *column)).collect();
        let has = |role: ImportRole| roles.contains(&Some(role));
        let figures = has(ImportRole::Value) || has(ImportRole::Target) || has(ImportRole::Baseline);
        let years = folded(&heads.whole(first));
        let kind = if figures && matches!(years.as_str(), "年度" | "年" | "時期" | "期間") {
            ImportKind::Years
        } else if figures && !has(ImportRole::Status) && !has(ImportRole::Entries) {
            ImportKind::Indicators
        } else {
            ImportKind::Measures
        };
        let mut table = Self {
            kind,
            columns: Vec::new(),
            levels: Vec::new(),
        };
        match kind {
            ImportKind::Measures => table.measures(grid, heads, &filled),
            ImportKind::Indicators | ImportKind::Years => table.figures(heads, &filled),
        }
        table
    }

    fn figures(&mut self, heads: &Heads, filled: &[u32]) {
        let is_years = self.kind == ImportKind::Years;
        for (position, index) in filled.iter().enumerate() {
            let whole = heads.whole(*index);
            let texts = heads.texts.get(*index as usize);
            let role = match of_heads(heads, *index) {
                _ if position == 0 && is_years => ImportRole::Period,
                // A group of years headed 目標設定時 has what was set for each year.
                Some(ImportRole::Baseline) if is_years => ImportRole::Target,
                _ if position == 0 => ImportRole::Indicator,
                Some(ImportRole::Title) if !self.columns.iter().any(|one| one.role == ImportRole::Indicator) => {
                    ImportRole::Indicator
                }
                Some(ImportRole::Label) => ImportRole::Label,
                Some(
                    role @ (ImportRole::Unit
                    | ImportRole::Target
                    | ImportRole::Deadline
                    | ImportRole::Value
                    | ImportRole::Baseline
                    | ImportRole::RatioToTarget
                    | ImportRole::RatioToPreviousYear
                    | ImportRole::Offices
                    | ImportRole::Note),
                ) => role,
                _ => ImportRole::Ignore,
            };
            let is_figure = matches!(role, ImportRole::Value | ImportRole::Target | ImportRole::Baseline);
            let folded = folded(&whole);
            let vintage = if folded.contains("見込") {
                Some(VintageWord::Forecast)
            } else if folded.contains("速報") {
                Some(VintageWord::Provisional)
            } else {
                None
            };
            self.columns.push(Column {
                index: *index,
                role,
                level: None,
                period: period_in(&whole).filter(|_| is_figure && !is_years),
                vintage: vintage.filter(|_| role == ImportRole::Value),
                unit: unit_in(&whole).filter(|_| is_figure),
                indicator: texts
                    .and_then(|texts| texts.last())
                    .filter(|_| is_years && is_figure)
                    .cloned(),
            });
        }
        // A target without a year of its own is that of the figures it stands beside.
        let mut beside = None;
        for column in &mut self.columns {
            match column.role {
                ImportRole::Value => beside.clone_from(&column.period),
                ImportRole::Target if column.period.is_none() => column.period.clone_from(&beside),
                _ => {}
            }
        }
        // A number before the name of the indicator.
        if let Some(name) = self.columns.iter().position(|one| one.role == ImportRole::Title)
            && let Some(first) = self.columns.first_mut().filter(|_| name > 0)
        {
            first.role = ImportRole::Label;
        }
    }

    fn measures(&mut self, grid: &Grid, heads: &Heads, filled: &[u32]) {
        let mut level = 0;
        let mut group: Vec<u32> = Vec::new();
        let mut name = String::new();
        let mut done = false;
        for index in filled {
            let role = of_heads(heads, *index);
            if role == Some(ImportRole::Offices) && !self.columns.iter().any(|one| one.role == ImportRole::Offices) {
                // Offices may stand before the measure too; behind it they end the levels.
                if !done
                    && group
                        .iter()
                        .any(|index| of_heads(heads, *index) != Some(ImportRole::Label))
                {
                    level = self.level(grid, heads, &group, level, &name);
                    group.clear();
                    done = true;
                }
                self.push(*index, ImportRole::Offices, None);
                continue;
            }
            let is_level = !done && matches!(role, Some(ImportRole::Title | ImportRole::Label) | None);
            if is_level {
                let own = heads
                    .texts
                    .get(*index as usize)
                    .and_then(|texts| texts.last())
                    .cloned()
                    .unwrap_or_default();
                let is_number = |index: u32| of_heads(heads, index) == Some(ImportRole::Label);
                let begins = !own.is_empty() && own != name && !is_number(*index);
                // A number after a title is that of the next one.
                let ends = (begins || is_number(*index)) && group.iter().any(|index| !is_number(*index));
                if ends {
                    level = self.level(grid, heads, &group, level, &name);
                    group.clear();
                }
                if begins {
                    name = own;
                }
                group.push(*index);
                continue;
            }
            if !done {
                level = self.level(grid, heads, &group, level, &name);
                group.clear();
                done = true;
            }
            let role = match role {
                Some(ImportRole::Status) if mostly(grid, heads, *index, |word| direction(word).is_some()) => {
                    ImportRole::Direction
                }
                Some(
                    ImportRole::Title
                    | ImportRole::Label
                    | ImportRole::Value
                    | ImportRole::Target
                    | ImportRole::Deadline
                    | ImportRole::Baseline,
                )
                | None => ImportRole::Ignore,
                Some(role) => role,
            };
            let twice = role != ImportRole::Ignore
                && role != ImportRole::Note
                && self.columns.iter().any(|one| one.role == role);
            self.push(*index, if twice { ImportRole::Ignore } else { role }, None);
        }
        if !done {
            self.level(grid, heads, &group, level, &name);
        }
    }

    /// The columns under one head of a level: numbers, and the title at the right. Gives the levels there are now.
    fn level(&mut self, grid: &Grid, heads: &Heads, group: &[u32], above: usize, name: &str) -> usize {
        let Some((title, labels)) = group.split_last() else {
            return above;
        };
        if of_heads(heads, *title) == Some(ImportRole::Label) {
            for index in group {
                self.push(*index, ImportRole::Ignore, None);
            }
            return above;
        }
        let is_short = |index: &&u32| mostly(grid, heads, **index, |text| text.chars().count() <= 5);
        let labels: Vec<u32> = labels.iter().filter(is_short).copied().collect();
        for index in group.iter().filter(|index| *index != title && !labels.contains(index)) {
            self.push(*index, ImportRole::Ignore, None);
        }
        let levels = labels.len().max(1);
        for (offset, index) in labels.iter().enumerate() {
            self.push(*index, ImportRole::Label, Some(above + offset + 1));
        }
        self.push(*title, ImportRole::Title, Some(above + 1));
        let name = name.replace('\n', "");
        let name = if name.is_empty() { "取組".to_owned() } else { name };
        for extra in 0..levels {
            let name = if extra == 0 {
                name.clone()
            } else {
                format!("{name}{}", extra + 1)
            };
            self.levels.push(name);
        }
        above + levels
    }

    fn push(&mut self, index: u32, role: ImportRole, level: Option<usize>) {
        self.columns.push(Column {
            index,
            role,
            level,
            period: None,
            vintage: None,
            unit: None,
            indicator: None,
        });
    }

    fn write(&self, grid: &Grid, heads: &Heads) -> Object {
        let mut columns: Vec<&Column> = self.columns.iter().collect();
        columns.sort_by_key(|column| column.index);
        let columns = columns.into_iter().map(|column| {
            let head = heads.whole(column.index);
            let count = |level: usize| Json::count(level);
            Object::new()
                .text("column", letters(column.index).as_str())
                .text("head", Some(head.as_str()).filter(|head| !head.is_empty()))
                .text("role", column.role.as_str())
                .with("level", column.level.map_or(Json::Null, count))
                .text("period", column.period.as_deref())
                .text("vintage", column.vintage.map(VintageWord::as_str))
                .text("unit", column.unit.as_deref())
                .text("indicator", column.indicator.as_deref())
        });
        Object::new()
            .text("file", grid.file.as_str())
            .text("sheet", Some(grid.sheet.as_str()).filter(|sheet| !sheet.is_empty()))
            .text("kind", self.kind.as_str())
            .with("head_row", Json::count(heads.last as usize + 1))
            .with(
                "last_row",
                Some(heads.end)
                    .filter(|end| *end < grid.rows)
                    .map_or(Json::Null, |end| Json::count(end as usize)),
            )
            .list("columns", columns)
    }
}

/// Words of the table's own vocabularies.
#[derive(Default)]
struct Words {
    statuses: Vec<String>,
    directions: Vec<String>,
    tags: Vec<String>,
    with_reason: Vec<String>,
}

impl Words {
    fn collect(&mut self, grid: &Grid, heads: &Heads, table: &Table) {
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

/// A year with its own word: a bare number may be anything.
fn is_dated(text: &str) -> bool {
    period_in(text).is_some() && text.contains('年')
}

fn in_use(grid: &Grid, heads: &Heads, column: u32) -> bool {
    (heads.first..heads.end).any(|row| grid.cell(row, column).is_some())
}

/// Whether most of what a column says is such.
fn mostly(grid: &Grid, heads: &Heads, column: u32, test: impl Fn(&str) -> bool) -> bool {
    let cells = (heads.last + 1..heads.end).filter(|row| grid.cell(*row, column).is_some());
    let texts: Vec<String> = cells
        .filter_map(|row| grid.text(row, column))
        .filter(|text| !is_mark(text))
        .collect();
    let such = texts.iter().filter(|text| test(text)).count();
    such * 10 >= texts.len() * 7 && such > 0
}

/// The role by the lowest head, or by all together.
fn of_heads(heads: &Heads, column: u32) -> Option<ImportRole> {
    let texts = heads.texts.get(column as usize)?;
    let last = texts.last().and_then(|text| role(text));
    last.or_else(|| role(&heads.whole(column)))
}

/// What a head says, by its words. Longer words come before those they contain.
fn role(head: &str) -> Option<ImportRole> {
    let head = folded(head);
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    let is = |words: &[&str]| words.contains(&head.as_str());
    Some(if has(&["理由"]) {
        ImportRole::Reason
    } else if has(&["対目標", "達成率", "目標比"]) {
        ImportRole::RatioToTarget
    } else if has(&["対前年", "前年度比", "前年比"]) {
        ImportRole::RatioToPreviousYear
    } else if has(&["成果", "効果"]) {
        ImportRole::Results
    } else if has(&["取組内容", "実施内容", "取組実績", "実施した内容", "取組を行った"]) {
        ImportRole::Entries
    } else if has(&["実施状況", "取組状況", "進捗状況", "進捗", "実施の有無"]) {
        ImportRole::Status
    } else if has(&["方向性"]) {
        ImportRole::Direction
    } else if has(&["見通し", "今後の予定", "今後の取組"]) {
        ImportRole::Outlook
    } else if has(&["目的", "ねらい"]) {
        ImportRole::Aim
    } else if has(&["現状", "課題", "背景"]) && !has(&["値"]) {
        ImportRole::Background
    } else if is(&["内容", "概要", "取組の内容", "具体的内容", "説明"]) {
        ImportRole::Content
    } else if is(&["番号", "No", "No.", "№", "NO", "項番", "#"]) {
        ImportRole::Label
    } else if is(&["単位"]) {
        ImportRole::Unit
    } else if has(&[
        "所管",
        "主管",
        "担当課",
        "担当部",
        "担当所属",
        "実施課",
        "実施部署",
        "関係課",
    ]) || is(&["担当", "所属", "課名", "課"])
    {
        ImportRole::Offices
    } else if is(&[
        "目標年度",
        "目標年",
        "達成年度",
        "目標年次",
        "目標時期",
        "達成時期",
        "目標期限",
        "達成期限",
        "期限",
    ]) {
        ImportRole::Deadline
    } else if is(&["備考", "注", "注記"]) {
        ImportRole::Note
    } else if has(&["目標設定時", "基準値", "策定時", "現状値", "当初値"]) {
        ImportRole::Baseline
    } else if has(&["目標値", "数値目標"])
        || is(&["目標", "当初目標"])
        || (has(&["目標"]) && (period_in(&head).is_some() || unit_in(&head).is_some()))
    {
        ImportRole::Target
    } else if has(&["実績", "見込", "最新値", "速報"]) {
        ImportRole::Value
    } else if is(&["指標", "指標名", "目標項目", "項目名", "指標の名称", "成果指標"]) {
        ImportRole::Indicator
    } else if has(&[
        "大項目",
        "中項目",
        "小項目",
        "基本目標",
        "基本方針",
        "施策",
        "重点項目",
        "アクションプラン",
    ]) || is(&[
        "柱",
        "視点",
        "章",
        "節",
        "取組",
        "取組み",
        "項目",
        "取組項目",
        "具体的取組",
        "具体的な取組",
        "事業",
        "事業名",
        "実現への取組み",
        "取組名",
    ]) {
        ImportRole::Title
    } else {
        return None;
    })
}
