//! What each column of a table holds (列の役割): by its head, by its neighbours and by its cells; and the table as the mapping says it.

use super::super::grid::{Grid, folded, letters};
use super::super::written::{direction, period_in, unit_in};
use super::heads::{Heads, in_use, mostly};
use super::roles::of_heads;
use crate::exchange::export::json::{Json, Object};
use crate::source::raw::{ImportKind, ImportRole, VintageWord};

pub(super) struct Column {
    pub index: u32,
    pub role: ImportRole,
    level: Option<usize>,
    period: Option<String>,
    vintage: Option<VintageWord>,
    unit: Option<String>,
    indicator: Option<String>,
}

pub(super) struct Table {
    pub kind: ImportKind,
    pub columns: Vec<Column>,
    pub levels: Vec<String>,
}

impl Table {
    pub fn of(grid: &Grid, heads: &Heads) -> Self {
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

    pub fn write(&self, grid: &Grid, heads: &Heads) -> Object {
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
