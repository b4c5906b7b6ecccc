//! The text of an edition nobody has answered yet, written line by line: what a year's file has, whether it starts from last
//! year's or from the plan alone.

use super::lines::{COPY_ENDS, COPY_START, REST_END};
use super::periods::{in_year, next_period, whole};
use super::scalar::{one_line, scalar};
use super::{AuthorError, read_back};
use crate::calendar::{FiscalYear, YearStyle};
use crate::check::{Outside, Standing, figure_outside};
use crate::source::raw::{Dates, Edition, Indicator, Measure, NodeKind, Observation};

/// A text that is ready to be put on the disk.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// How many answers it waits for.
    pub answers: usize,
    /// How many figures it waits for.
    pub figures: usize,
    /// What its author should know, in sentences.
    pub remarks: Vec<String>,
}

/// A figure that an edition waits for.
#[derive(Debug)]
pub struct Due {
    /// Id of the segment.
    pub segment: Option<String>,
    /// Its period.
    pub dates: Dates,
    /// The period of last year, when what follows it could only be guessed.
    guessed_from: Option<String>,
}

/// What is copied from last year as comments.
#[derive(Debug, Clone, Copy)]
pub(super) enum Copy {
    Answer,
    Figures,
    Rest,
}

/// Writes an edition.
pub(super) struct EditionWriter {
    out: String,
    /// Whether the last line is the key of a section.
    just_opened: bool,
    year: FiscalYear,
    answers: usize,
    figures: usize,
    pub remarks: Vec<String>,
}

impl EditionWriter {
    pub(super) fn new(year: FiscalYear, last_year: Option<FiscalYear>) -> Self {
        let mut this = Self {
            out: String::new(),
            just_opened: false,
            year,
            answers: 0,
            figures: 0,
            remarks: Vec::new(),
        };
        this.lines(head(year, last_year));
        this
    }

    pub(super) fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
        self.just_opened = false;
    }

    /// The key that opens a section.
    pub(super) fn section(&mut self, line: &str) {
        self.line(line);
        self.just_opened = true;
    }

    pub(super) fn lines(&mut self, lines: impl IntoIterator<Item = impl AsRef<str>>) {
        lines.into_iter().for_each(|line| self.line(line.as_ref()));
    }

    /// One blank line, but never two, and none below the key that opens a section.
    pub(super) fn blank(&mut self) {
        if !self.just_opened && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// What is written when the paper is published: left open, with an explanation that no check would take for a value.
    pub(super) fn left_open(&mut self) {
        self.blank();
        self.lines(left_open(self.year));
    }

    /// Comments and blank lines of the publisher as they are, without the lines that we wrote into last year's file.
    pub(super) fn lead(&mut self, lines: &[&str], ours: &[String]) {
        for line in lines {
            if line.is_empty() {
                self.blank();
            } else if !ours.iter().any(|own| own == line.trim()) {
                self.line(line);
            }
        }
    }

    /// Lines of last year as comments, under a line that says so. At the left edge, so that taking away `# ` from each gives
    /// them back as they were.
    pub(super) fn copy<'line>(&mut self, kind: Copy, last_year: FiscalYear, lines: impl Iterator<Item = &'line str>) {
        let lines: Vec<&str> = lines.collect();
        let first = lines.iter().position(|line| !line.trim().is_empty());
        let (Some(first), Some(last)) = (first, lines.iter().rposition(|line| !line.trim().is_empty())) else {
            return;
        };
        let end = match kind {
            Copy::Answer => COPY_ENDS[0],
            Copy::Figures => COPY_ENDS[1],
            Copy::Rest => COPY_ENDS[2],
        };
        self.line(&format!("{COPY_START}{}{end}", last_year.label(YearStyle::Era)));
        for line in lines.iter().take(last + 1).skip(first) {
            if line.trim().is_empty() {
                self.line("#");
            } else {
                // As it is, white space at its end included.
                self.out.push_str("# ");
                self.out.push_str(line);
                self.out.push('\n');
            }
        }
        if matches!(kind, Copy::Rest) {
            self.line(REST_END);
        }
    }

    pub(super) fn comment(&mut self, column: usize, text: &str) {
        self.line(&format!("{:column$}# {text}", ""));
    }

    /// A measure whose answer is awaited.
    pub(super) fn answer(&mut self, key: &str, column: usize, indent: usize) {
        self.line(&format!("{:column$}{key}:", ""));
        self.line(&format!("{:indent$}pending: true", ""));
        self.answers += 1;
    }

    /// An indicator whose figures are awaited.
    pub(super) fn due(&mut self, key: &str, column: usize, indent: usize, due: &[Due]) {
        match due {
            [one] if one.segment.is_none() => self.line(&format!("{:column$}{key}: {}", "", one.written())),
            several => {
                self.line(&format!("{:column$}{key}:", ""));
                for one in several {
                    self.line(&format!("{:indent$}- {}", "", one.written()));
                }
            }
        }
        self.figures += due.len();
    }

    /// The text, once it has been read back.
    pub(super) fn finish(self, file: &str) -> Result<Draft, AuthorError> {
        let edition: Edition = read_back(file, &self.out)?;
        let answers = edition
            .measures
            .iter()
            .filter(|(_, answer)| answer.pending.is_some())
            .count();
        let figures: usize = edition
            .indicators
            .iter()
            .map(|(_, observations)| observations.len())
            .sum();
        if (answers, figures) != (self.answers, self.figures) {
            let finding = format!(
                "回答待ち {answers}件・{figures}件（{}件・{}件のはず）",
                self.answers, self.figures
            );
            return Err(AuthorError::Unreadable {
                file: file.to_owned(),
                finding,
            });
        }
        Ok(Draft {
            text: self.out,
            answers,
            figures,
            remarks: self.remarks,
        })
    }
}

impl Due {
    fn written(&self) -> String {
        let segment = self
            .segment
            .as_ref()
            .map_or_else(String::new, |segment| format!("segment: {}, ", scalar(segment)));
        let doubt = self.guessed_from.as_ref().map_or_else(String::new, |old| {
            format!("  # 時期を確かめてください（前年度は「{}」）", one_line(old))
        });
        format!(
            "{{{segment}period: {}, pending: true}}{doubt}",
            scalar(&self.dates.text)
        )
    }
}

/// The first comment of a file made for a year, from last year's file or without one.
pub(super) fn head(year: FiscalYear, last_year: Option<FiscalYear>) -> Vec<String> {
    let label = year.label(YearStyle::Era);
    let mut lines = vec![match last_year {
        Some(last) => format!(
            "# {label}の年度版です。{}の年度版（{}.yaml）から作りました。",
            last.label(YearStyle::Era),
            last.year()
        ),
        None => format!("# {label}の年度版です。"),
    }];
    lines.push("# pending: true は「回答待ち」の印です。回答や値を書いたら、消してください。".to_owned());
    lines.push("# 残っている回答待ちは、mieruka check が行を示して知らせます。".to_owned());
    if last_year.is_some() {
        lines.push(
            "# 「# 前年度（…）」の下は、前年度の写しです。サイトには出ません。文章は行頭の「# 」を消して使えます。数値は時期も前年度のままなので、写さずに書き直してください。"
                .to_owned(),
        );
    }
    lines
}

/// Keys that are written when the paper is published.
pub(super) fn left_open(year: FiscalYear) -> Vec<String> {
    let western = year.year() + 1;
    vec![
        "# 公表するときに書く項目です（行頭の「# 」を消し、説明を書きかえます）。".to_owned(),
        format!("# published: 公表日（例 {western}-06-30）"),
        format!("# as_of: 実績の時点（例 {western}-03-31）"),
        "# source: もとの資料".to_owned(),
        "# corrections: 公表した後の訂正（date に訂正日、text に内容を書く一覧）".to_owned(),
    ]
}

/// A measure in a comment: `(1) 管理職研修`; a mode with the measure it is a mode of.
pub(super) fn measure_name(standing: &Standing<'_>, year: FiscalYear) -> String {
    let own = name_in(standing.node, year);
    match standing.parent {
        Some(parent) if standing.node.kind.as_ref().is_some_and(|kind| **kind == NodeKind::Mode) => {
            format!("{} {own}", name_in(parent, year))
        }
        _ => own,
    }
}

/// Label and title as they stood in a year; for a node without a title, its id.
pub fn label_and_title(node: &Measure, year: FiscalYear) -> (Option<&str>, Option<&str>) {
    let former = node
        .formerly
        .iter()
        .filter(|former| year <= former.until.value)
        .min_by_key(|former| former.until.value);
    let label = former.and_then(|former| former.label.as_ref()).or(node.label.as_ref());
    let title = former.and_then(|former| former.title.as_ref()).or(node.title.as_ref());
    let id = node.id.as_ref().filter(|_| title.is_none()).map(|id| id.as_str());
    (label.map(|text| text.as_str()), title.map(|text| text.as_str()).or(id))
}

fn name_in(node: &Measure, year: FiscalYear) -> String {
    let (label, title) = label_and_title(node, year);
    let words = [label, title];
    words.into_iter().flatten().map(one_line).collect::<Vec<_>>().join(" ")
}

/// An indicator in a comment: `男性職員の育児休業取得率（単位: %）`.
pub(super) fn indicator_name(indicator: &Indicator) -> String {
    let unit = indicator
        .unit
        .as_ref()
        .map_or_else(String::new, |unit| format!("（単位: {}）", unit.value));
    one_line(indicator.title.as_str()) + &one_line(&unit)
}

/// Why something does not appear in a year.
pub(super) fn absence(outside: Outside<'_>) -> String {
    match outside {
        Outside::NotYet(since) => format!("{}から", since.value.label(YearStyle::Era)),
        Outside::Ended(ended) => format!("{}で終了", ended.after.value.label(YearStyle::Era)),
    }
}

/// The figures of an indicator that an edition waits for: for each series what follows last year's, or what its baseline
/// leads one to expect. Or, when all of them lie outside the indicator's years, why there are none.
pub fn figures_due<'raw>(
    indicator: &'raw Indicator,
    stated: &[Observation],
    year: FiscalYear,
) -> Result<Vec<Due>, Outside<'raw>> {
    let mut due = Vec::new();
    for segment in series(indicator, stated) {
        let of_segment = |id: Option<&str>| id == segment;
        let stated: Vec<&Dates> = stated
            .iter()
            .filter(|one| of_segment(one.segment.as_ref().map(|id| id.as_str())))
            .map(|one| &one.period.value)
            .collect();
        let baseline = indicator
            .baseline
            .iter()
            .find(|baseline| of_segment(baseline.segment.as_ref().map(|id| id.as_str())))
            .map(|baseline| &baseline.period.value);
        let segment = segment.map(str::to_owned);
        due.extend(
            periods_due(&stated, baseline, year)
                .into_iter()
                .map(|(dates, guessed_from)| Due {
                    segment: segment.clone(),
                    dates,
                    guessed_from,
                }),
        );
    }
    let outside = due
        .iter()
        .find_map(|one| figure_outside(indicator, one.dates.period, year));
    due.retain(|one| figure_outside(indicator, one.dates.period, year).is_none());
    match outside {
        Some(outside) if due.is_empty() => Err(outside),
        _ => Ok(due),
    }
}

/// The series of an indicator: those of last year's file in its order, then the others in the plan's.
fn series<'raw>(indicator: &'raw Indicator, stated: &'raw [Observation]) -> Vec<Option<&'raw str>> {
    let mut series: Vec<Option<&str>> = Vec::new();
    let written = stated.iter().map(|one| one.segment.as_ref().map(|id| id.as_str()));
    let planned = indicator.segments.iter().map(|segment| Some(segment.id.as_str()));
    for one in written.chain(planned) {
        if !series.contains(&one) {
            series.push(one);
        }
    }
    if series.is_empty() { vec![None] } else { series }
}

/// The periods that follow those stated; with each, the text it was guessed from, if it was.
fn periods_due(stated: &[&Dates], baseline: Option<&Dates>, year: FiscalYear) -> Vec<(Dates, Option<String>)> {
    let latest = stated.iter().filter_map(|dates| dates.period.last_day()).max();
    let mut due: Vec<(Dates, Option<String>)> = Vec::new();
    // A file may look back on several years: only what goes beyond the newest of them is new. Two halves of a year, stated
    // as two figures, both do.
    let goes_on = |next: &Dates| next.period.last_day() > latest;
    for next in stated.iter().filter_map(|dates| next_period(dates)).filter(goes_on) {
        if !due.iter().any(|(known, _)| known.period == next.period) {
            due.push((next, None));
        }
    }
    if due.is_empty() {
        due.push(match stated.last() {
            Some(last) => (whole(year), Some(last.text.clone())),
            None => (
                baseline
                    .and_then(|dates| in_year(dates, year))
                    .unwrap_or_else(|| whole(year)),
                None,
            ),
        });
    }
    due
}
