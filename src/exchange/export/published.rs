//! The published form of an edition as a sheet (公表様式のシート): the plan's own heads, cells merged as in the paper, one line of
//! the sheet an entry. Plain data; `workbook` writes it down.

use crate::calendar::YearStyle;
use crate::evaluate::{asks_for_status, histories, is_unanswered};
use crate::model::{
    Answer, Cell, ColumnField, Edition, Entry, IndicatorId, Measure, OfficeId, Plan, Project, Prose, ResultItem, Tag,
};
use crate::render::markdown;
use crate::view::figures::FigurePrint;
use crate::view::follow_up_layout::{Place, Row, Section, Subject, lay_out};
use crate::view::follow_up_table::{columns, first_heads};
use crate::view::{measure_name, wording};

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSheet {
    /// Name on its tab.
    pub name: String,
    /// Title of the edition.
    pub title: String,
    /// What stands below the title.
    pub subtitle: String,
    /// Heads with the widths of their columns, in characters.
    pub heads: Vec<(String, u16)>,
    /// Columns that stay when the sheet is scrolled sideways.
    pub fixed: u16,
    /// Cells.
    pub cells: Vec<FormCell>,
    /// Lines below the heads.
    pub lines: u32,
    /// Notes below the table.
    pub notes: Vec<String>,
}

/// A cell over one or more lines and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormCell {
    /// First line, counted from the first below the heads.
    pub line: u32,
    /// Lines covered.
    pub lines: u32,
    /// First column.
    pub column: u16,
    /// Columns covered.
    pub columns: u16,
    /// Text.
    pub text: String,
    /// Whether it is a heading.
    pub is_head: bool,
}

/// The sheet of an edition; none when it answers for no measure.
pub fn sheet(project: &Project, plan: &Plan, edition: &Edition) -> Option<FormSheet> {
    if edition.answers.is_empty() {
        return None;
    }
    let tree = plan.tree_in(edition.fiscal_year);
    let sections = lay_out(&tree, edition);
    let fields = columns(plan, edition);
    let with_headings = sections.iter().any(|section| section.heading.is_some());
    let (heading_head, item_head) = first_heads(plan, with_headings);
    let mut heads: Vec<(String, u16)> = heading_head.map(|head| (head, 13)).into_iter().collect();
    heads.push((item_head, 28));
    heads.extend(fields.iter().map(|column| (column.head.clone(), width(column.field))));
    let mut builder = Builder {
        project,
        plan,
        edition,
        fields: fields.iter().map(|column| column.field).collect(),
        shift: u16::from(with_headings),
        line: 0,
        cells: Vec::new(),
    };
    for section in &sections {
        builder.section(section);
    }
    let published = edition
        .published
        .map(|date| format!("公表日：{}", date.label(YearStyle::Era)));
    let subtitle = [Some(plan.organisation.clone()), Some(plan.title.clone()), published];
    Some(FormSheet {
        name: wording::edition(edition.id()),
        title: edition.title.clone(),
        subtitle: subtitle.into_iter().flatten().collect::<Vec<_>>().join("　"),
        fixed: 1 + u16::from(with_headings),
        heads,
        lines: builder.line,
        cells: builder.cells,
        notes: notes(plan, edition),
    })
}

/// Legend of the marks and notes of the edition.
fn notes(plan: &Plan, edition: &Edition) -> Vec<String> {
    let marks = plan.vocabularies.marks.iter();
    let marks = marks.map(|mark| format!("{}：{}", mark.mark, mark.meaning));
    marks.chain(edition.notes.iter().map(lines_of)).collect()
}

fn width(field: ColumnField) -> u16 {
    match field {
        ColumnField::Status | ColumnField::Rating => 10,
        ColumnField::Direction | ColumnField::Offices => 14,
        ColumnField::Reason => 20,
        ColumnField::Aim | ColumnField::Content | ColumnField::Steps | ColumnField::Results => 28,
        ColumnField::Entries => 44,
    }
}

struct Builder<'a> {
    project: &'a Project,
    plan: &'a Plan,
    edition: &'a Edition,
    fields: Vec<ColumnField>,
    /// 1 when the first column is that of the top headings.
    shift: u16,
    line: u32,
    cells: Vec<FormCell>,
}

impl Builder<'_> {
    fn section(&mut self, section: &Section<'_>) {
        let first = self.line;
        // A cell over several rows is laid out when its last row is known.
        let heights: Vec<u32> = section.rows.iter().map(|row| self.height(row)).collect();
        for (index, row) in section.rows.iter().enumerate() {
            self.row(section, row, &heights[index..]);
            self.line += heights[index];
        }
        if let Some(heading) = section.heading {
            self.cells.push(FormCell {
                line: first,
                lines: self.line - first,
                column: 0,
                columns: 1,
                text: measure_name(heading),
                is_head: true,
            });
        }
    }

    /// Lines of the sheet for a row of the form: as many as its longest list has items.
    fn height(&self, row: &Row<'_>) -> u32 {
        let Subject::Measure(measure) = row.subject else {
            return 1;
        };
        let fields = self
            .fields
            .iter()
            .filter(|field| matches!(row.place(**field), Place::Own(1)));
        let items = fields.map(|field| self.texts(measure, *field).len()).max().unwrap_or(1);
        u32::try_from(items.max(1)).unwrap_or(1)
    }

    fn row(&mut self, section: &Section<'_>, row: &Row<'_>, heights: &[u32]) {
        let shift = if section.heading.is_some() { self.shift } else { 0 };
        let item_columns = if section.heading.is_some() { 1 } else { 1 + self.shift };
        let height = heights.first().copied().unwrap_or(1);
        let width = u16::try_from(self.fields.len()).unwrap_or(0);
        let (text, columns, is_head) = match row.subject {
            Subject::Measure(measure) => {
                let own = section.heading.is_some_and(|heading| heading.id == measure.id);
                (
                    if own { String::new() } else { item_name(row, measure) },
                    item_columns,
                    false,
                )
            }
            Subject::Heading(measure) => (item_name(row, measure), item_columns + width, true),
            Subject::Indicator { label, indicator } => (self.indicator(label, indicator), item_columns + width, false),
            Subject::Empty => (String::new(), item_columns + width, false),
        };
        self.cells.push(FormCell {
            line: self.line,
            lines: height,
            column: shift,
            columns,
            text,
            is_head,
        });
        let Subject::Measure(measure) = row.subject else { return };
        for (index, field) in self.fields.clone().into_iter().enumerate() {
            let Place::Own(rows) = row.place(field) else { continue };
            let column = shift + item_columns + u16::try_from(index).unwrap_or(0);
            let lines = heights.iter().take(rows).sum();
            self.field(measure, field, column, lines);
        }
    }

    /// Each item on a line of its own, the last one over the lines that are left.
    fn field(&mut self, measure: &Measure, field: ColumnField, column: u16, lines: u32) {
        let mut texts = self.texts(measure, field);
        if u32::try_from(texts.len()).unwrap_or(u32::MAX) > lines {
            texts = vec![texts.join("\n")];
        }
        let last = u32::try_from(texts.len().max(1) - 1).unwrap_or(0);
        for line in 0..=last {
            let text = texts
                .get(usize::try_from(line).unwrap_or(0))
                .cloned()
                .unwrap_or_default();
            self.cells.push(FormCell {
                line: self.line + line,
                lines: if line == last { lines - last } else { 1 },
                column,
                columns: 1,
                text,
                is_head: false,
            });
        }
    }

    /// The items of a cell in words; one for everything that is no list.
    fn texts(&self, measure: &Measure, field: ColumnField) -> Vec<String> {
        let answer = self.edition.answers.get(&measure.id);
        let one = |text: Option<String>| text.into_iter().collect();
        match field {
            ColumnField::Status => one(self.status(measure, answer)),
            ColumnField::Reason => one(answer.and_then(|answer| answer.reason.as_ref()).map(lines_of)),
            ColumnField::Direction => one(self.direction(measure, answer)),
            ColumnField::Rating => one(answer.and_then(|answer| Some(answer.rating.as_ref()?.word.clone()))),
            ColumnField::Entries => {
                answer.map_or_else(Vec::new, |answer| items(&answer.entries, |entry| self.entry(entry)))
            }
            ColumnField::Results => {
                answer.map_or_else(Vec::new, |answer| items(&answer.results, |result| self.result(result)))
            }
            ColumnField::Offices => one(self.offices(measure)),
            ColumnField::Aim => one(measure.aim.as_ref().map(lines_of)),
            ColumnField::Content => one(measure.content.as_ref().map(lines_of)),
            ColumnField::Steps => measure.steps.iter().map(|step| self.step(step)).collect(),
        }
    }

    fn status(&self, measure: &Measure, answer: Option<&Answer>) -> Option<String> {
        let word = answer.and_then(|answer| Some(answer.status.as_ref()?.word.clone()));
        let missing = asks_for_status(self.plan, self.edition) && is_unanswered(self.plan, self.edition, measure);
        word.or_else(|| missing.then(|| wording::unanswered().word))
    }

    fn direction(&self, measure: &Measure, answer: Option<&Answer>) -> Option<String> {
        let missing = !asks_for_status(self.plan, self.edition) && is_unanswered(self.plan, self.edition, measure);
        if missing {
            return Some(wording::unanswered().word);
        }
        let answer = answer?;
        let word = answer.direction.as_ref().map(|direction| direction.word.clone());
        let parts: Vec<String> = word.into_iter().chain(answer.outlook.as_ref().map(lines_of)).collect();
        (!parts.is_empty()).then(|| parts.join("\n"))
    }

    fn entry(&self, entry: &Entry) -> String {
        let year = entry.year.map(|year| format!("（{}）", year.label(YearStyle::Era)));
        let repeats = entry.repeats.as_ref();
        let repeats = repeats.map(|(measure, _)| format!("（再掲：{}）", measure_name(self.plan.measure(measure))));
        let text = [Some(tags(&entry.tags)), year, Some(lines_of(&entry.text)), repeats];
        with_notes(&text.into_iter().flatten().collect::<Vec<_>>(), &entry.notes)
    }

    fn result(&self, result: &ResultItem) -> String {
        let measures = result
            .same_as_measures
            .iter()
            .map(|id| measure_name(self.plan.measure(id)));
        let indicators = result.same_as_indicators.iter();
        let indicators = indicators.map(|id| self.plan.indicator(id).short_title.clone());
        let same: Vec<String> = measures.chain(indicators).collect();
        let same = (!same.is_empty()).then(|| format!("（「{}」と同じ）", same.join("」「")));
        let text = [Some(tags(&result.tags)), result.text.as_ref().map(lines_of), same];
        with_notes(&text.into_iter().flatten().collect::<Vec<_>>(), &result.notes)
    }

    fn offices(&self, measure: &Measure) -> Option<String> {
        let names = |ids: &[OfficeId]| -> Vec<String> {
            let name = |id: &OfficeId| self.plan.office_of(id).names_in(self.edition.fiscal_year).1.to_owned();
            ids.iter().map(name).collect()
        };
        let joint = names(&measure.joint_offices);
        let joint = (!joint.is_empty()).then(|| format!("（{}）", joint.join("、")));
        let main = names(&measure.offices);
        let parts: Vec<String> = (!main.is_empty())
            .then(|| main.join("、"))
            .into_iter()
            .chain(joint)
            .collect();
        (!parts.is_empty()).then(|| parts.join("\n"))
    }

    fn step(&self, step: &crate::model::Step) -> String {
        let who: Vec<&str> = step
            .who
            .iter()
            .map(|id| self.plan.office_of(id).short_name.as_str())
            .collect();
        let head = [step.when.join("・"), who.join("、")];
        let head: Vec<String> = head.into_iter().filter(|part| !part.is_empty()).collect();
        let what = step.what.as_ref().map(lines_of);
        [Some(head.join("　")).filter(|head| !head.is_empty()), what]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("：")
    }

    /// An indicator's row: what the edition states, series by series.
    fn indicator(&self, label: Option<&str>, id: &IndicatorId) -> String {
        let indicator = self.plan.indicator(id);
        let print = FigurePrint::new(indicator);
        let stated = histories(self.project, self.plan, indicator, Some(self.edition.id()));
        let stated = stated.iter().filter_map(|history| {
            let latest = history.latest()?;
            let segment = history
                .segment
                .map(|segment| format!("{} ", segment.title))
                .unwrap_or_default();
            Some(format!("{segment}{}", print.observation(latest.observation).sentence()))
        });
        let name = label.into_iter().map(str::to_owned).chain([indicator.title.clone()]);
        let name = name.collect::<Vec<_>>().join(" ");
        let figures = stated.collect::<Vec<_>>().join("、");
        if figures.is_empty() {
            name
        } else {
            format!("{name}：{figures}")
        }
    }
}

/// Nodes without a row of their own stand before the first one below them.
fn item_name(row: &Row<'_>, measure: &Measure) -> String {
    let indent = |depth: usize, measure: &Measure| "　".repeat(depth.saturating_sub(1)) + &measure_name(measure);
    let leads = row.leads.iter().map(|lead| indent(lead.depth, lead.measure));
    leads.chain([indent(row.depth, measure)]).collect::<Vec<_>>().join("\n")
}

fn items<T>(cell: &Cell<T>, text: impl Fn(&T) -> String) -> Vec<String> {
    match cell {
        Cell::Blank => Vec::new(),
        Cell::Nothing(mark) => vec![mark.clone()],
        Cell::Items(items) => items.iter().map(text).collect(),
    }
}

fn tags(tags: &[Tag]) -> String {
    let words: Vec<String> = tags.iter().map(|tag| format!("【{}】", tag.word)).collect();
    words.concat()
}

fn with_notes(text: &[String], notes: &[Prose]) -> String {
    let notes = notes.iter().map(|note| format!("※{}", lines_of(note)));
    [text.concat()].into_iter().chain(notes).collect::<Vec<_>>().join("\n")
}

/// The words of a text, line by line, without its marks.
pub fn lines_of(prose: &Prose) -> String {
    let lines = prose
        .as_markdown()
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let words = lines.map(|line| match line.strip_prefix("- ").or(line.strip_prefix("* ")) {
        Some(item) => format!("・{}", markdown::plain(&Prose::new(item))),
        None => markdown::plain(&Prose::new(line)),
    });
    words.collect::<Vec<_>>().join("\n")
}
