//! The overview of indicators: baseline, latest value and target in one row for each series.
//!
//! Indicators have different units, and higher is better for some of them only, so no scale of figures can be shared; and a share of the
//! way from baseline to target, which could, does not exist for a range, for a level to be kept or without a baseline, and leaps when
//! the way is short. So every row has its own scale, from zero (the figures of its ends stand below it), which makes a change of a tenth
//! look the same in every row; greater is to the right in all of them; and what tells good from bad in every form of target is
//! whether the latest value stands in the band of values that satisfy it. The figure says so itself.

use super::figure::{Anchor, Canvas, Figure, Mark, Shape, Text};
use super::geometry::{Point, Rect, UNIT};
use super::markers::{self, RADIUS};
use super::standing::Row;
use super::svg::Scale;
use super::text;
use super::trend::height;
use super::value_axis::ValueRange;

/// Half the height of the band of values that satisfy the target.
const BAND: i32 = 8 * UNIT;
/// Half the height of the bar at its end.
const BAR: i32 = 11 * UNIT;
/// Above and below the line of a row.
const ROOM: i32 = 12 * UNIT;
const BETWEEN_ROWS: i32 = 9 * UNIT;
const BETWEEN_COLUMNS: i32 = 18 * UNIT;
/// Between two entries of the legend.
const BETWEEN_ENTRIES: i32 = 16 * UNIT;

/// How to read the scales.
const FROM_ZERO: &str = "目盛りはどの行も0から始まり、右端の値は行ごとに違う。右にいくほど値が大きい。";
const FROM_BELOW_ZERO: &str =
    "目盛りは0（負の値がある行では左端に示す値）から始まり、右端の値は行ごとに違う。右にいくほど値が大きい。";

/// With more rows than this a figure is parted, so that sheets of paper are filled and no row is torn.
const MOST_ROWS: usize = 4;

/// Rows in parts that a sheet of paper holds; the rows of an indicator stay together where they can.
pub(super) fn parts(rows: &[Row]) -> Vec<&[Row]> {
    let mut parts = Vec::new();
    let mut rest = rows;
    while rest.len() > MOST_ROWS {
        let first_of_indicator = |place: &usize| rest[*place].title != rest[*place - 1].title;
        let end = (1..=MOST_ROWS).rev().find(first_of_indicator).unwrap_or(MOST_ROWS);
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// The figure of rows that are worth drawing; the legend is that of `explained`, and none when there is nothing to explain.
pub(super) fn figure(rows: &[Row], explained: &[Row], title: &str, description: &str, canvas: Canvas) -> Figure {
    let mut drawing = Drawing {
        figure: Figure {
            kind: "chart-dumbbell",
            canvas,
            height: 0,
            title: title.to_owned(),
            description: description.to_owned(),
            marks: Vec::new(),
            texts: Vec::new(),
        },
        top: UNIT,
    };
    if !explained.is_empty() {
        drawing.legend(explained);
    }
    let columns = Columns::of(canvas);
    let mut before: Option<&str> = None;
    for row in rows {
        let first = before != Some(row.title.as_str());
        before = Some(row.title.as_str());
        if first {
            drawing.rule();
        }
        match columns {
            Some(columns) => drawing.wide_row(row, first, &columns),
            None => drawing.narrow_row(row, first),
        }
        drawing.top += BETWEEN_ROWS;
    }
    drawing.figure.height = drawing.top;
    drawing.figure
}

/// Where the columns of the wide figure begin and end.
#[derive(Debug, Clone, Copy)]
struct Columns {
    name: i32,
    plot: (i32, i32),
    said: (i32, i32),
}

impl Columns {
    /// On a narrow figure all stands below each other.
    fn of(canvas: Canvas) -> Option<Self> {
        (canvas == Canvas::Wide).then(|| {
            let (name, said) = (180 * UNIT, 250 * UNIT);
            let right = canvas.width() - said;
            Self {
                name,
                plot: (name + BETWEEN_COLUMNS, right - BETWEEN_COLUMNS),
                said: (right, said),
            }
        })
    }
}

/// Whether a mark occurs, what it is, and how it is drawn.
type Entry = (bool, &'static str, fn(&mut Drawing, Point));

struct Drawing {
    figure: Figure,
    /// Where the next thing begins.
    top: i32,
}

impl Drawing {
    fn canvas(&self) -> Canvas {
        self.figure.canvas
    }

    fn mark(&mut self, class: &str, shape: Shape) {
        self.figure.marks.push(Mark::new(class, shape));
    }

    /// Lines of text from a place downwards; gives their lower edge.
    fn lines(&mut self, content: &str, class: &str, (left, top): Point, room: i32, most: usize) -> i32 {
        let canvas = self.canvas();
        let lines = text::wrapped(content, room, most, canvas.text_size());
        let mut top = top;
        for line in lines {
            self.figure
                .texts
                .push(Text::below((left, top), Anchor::Start, class, line, canvas));
            top += canvas.line_height();
        }
        top
    }

    /// The name of an indicator: a link in each of its lines.
    fn name(&mut self, row: &Row, place: Point, room: i32) -> i32 {
        let first = self.figure.texts.len();
        let below = self.lines(&row.title, "label heading", place, room, 3);
        for line in self.figure.texts.split_off(first) {
            self.figure.texts.push(line.leading_to(row.href.as_ref()));
        }
        below
    }

    /// What the marks are, of those that occur, and how to read the scales.
    fn legend(&mut self, rows: &[Row]) {
        let known = |known: fn(&Row) -> bool| rows.iter().any(known);
        let entries: [Entry; 4] = [
            (known(|row| row.baseline.is_some()), "目標設定時", Self::baseline),
            (
                known(|row| row.latest.is_some_and(|it| !it.open)),
                "現状",
                |it, at| {
                    it.latest(at, false);
                },
            ),
            (
                known(|row| row.latest.is_some_and(|it| it.open)),
                "現状（見込み・暫定）",
                |it, at| it.latest(at, true),
            ),
            (
                known(|row| row.satisfied.is_some()),
                "目標を満たす範囲",
                |it, at| {
                    let rect = Rect::at((at.0 - 4 * UNIT, at.1 - BAND), 14 * UNIT, 2 * BAND);
                    it.mark("satisfied", Shape::Rect(rect));
                    it.bar(at.0 - 4 * UNIT, at.1);
                },
            ),
        ];
        let canvas = self.canvas();
        let (size, mut left) = (canvas.text_size(), 0);
        for (_, word, draw) in entries.into_iter().filter(|(occurs, ..)| *occurs) {
            let mark = if word == "目標を満たす範囲" {
                22 * UNIT
            } else {
                16 * UNIT
            };
            let width = mark + text::width(word, size);
            if left > 0 && left + width > canvas.width() {
                left = 0;
                self.top += canvas.line_height() + 6 * UNIT;
            }
            let middle = self.top + BAR;
            draw(self, (left + RADIUS + 2 * UNIT, middle));
            self.figure.texts.push(Text::beside(
                (left + mark, middle),
                Anchor::Start,
                "label legend",
                word,
                canvas,
            ));
            left += width + BETWEEN_ENTRIES;
        }
        self.top += 2 * BAR + 4 * UNIT;
        let below_zero = rows.iter().any(|row| range(row).low < 0.0);
        let frame = if below_zero { FROM_BELOW_ZERO } else { FROM_ZERO };
        self.top = self.lines(frame, "label unit", (0, self.top), canvas.width(), 3) + 6 * UNIT;
    }

    fn rule(&mut self) {
        let line = vec![(0, self.top), (self.canvas().width(), self.top)];
        self.mark("grid", Shape::Path(line));
        self.top += BETWEEN_ROWS;
    }

    fn wide_row(&mut self, row: &Row, first: bool, columns: &Columns) {
        let top = self.top;
        let mut name = top;
        if first {
            name = self.name(row, (0, name), columns.name);
        }
        if let Some(segment) = &row.segment {
            name = self.lines(segment, "label segment", (0, name), columns.name, 2);
        }
        let (left, room) = columns.said;
        let mut said = top;
        for line in &row.said {
            said = self.lines(line, "label", (left, said), room, 3);
        }
        said = self.lines(&row.verdict, "label verdict", (left, said), room, 1);
        let plot = self.scale(row, columns.plot, top);
        self.top = name.max(said).max(plot);
    }

    fn narrow_row(&mut self, row: &Row, first: bool) {
        let canvas = self.canvas();
        let (width, size) = (canvas.width(), canvas.text_size());
        if first {
            self.top = self.name(row, (0, self.top), width);
        }
        if let Some(segment) = &row.segment {
            self.top = self.lines(segment, "label segment", (0, self.top), width, 2);
        }
        // The marks at both ends stand out by their half.
        self.top = self.scale(row, (RADIUS, width - RADIUS), self.top + UNIT) + UNIT;
        let said = row.said.iter().map(|line| (line, "label"));
        let mut left = 0;
        for (content, class) in said.chain([(&row.verdict, "label verdict")]) {
            let needed = text::width(content, size);
            if left > 0 && left + needed <= width {
                self.top -= canvas.line_height();
            } else {
                left = 0;
            }
            self.top = self.lines(content, class, (left, self.top), width - left, 3);
            left = if needed <= width { left + needed + size } else { width };
        }
    }

    /// The scale of a row with all that stands on it; gives its lower edge.
    fn scale(&mut self, row: &Row, (left, right): (i32, i32), top: i32) -> i32 {
        let range = range(row);
        let scale = Scale::new((range.low, range.high), (left, right));
        let place = |value| height(value).map_or(left, |height| scale.place(height).clamp(left, right));
        let y = top + ROOM;
        if let Some(span) = row.satisfied {
            let (from, to) = (span.from.map_or(left, place), span.to.map_or(right, place));
            if from < to {
                let rect = Rect {
                    left: from,
                    top: y - BAND,
                    right: to,
                    bottom: y + BAND,
                };
                self.mark("satisfied", Shape::Rect(rect));
            }
        }
        self.mark("axis", Shape::Path(vec![(left, y), (right, y)]));
        if let Some(span) = row.satisfied.filter(|span| span.named) {
            let (from, to) = (span.from.map(place), span.to.map(place));
            for x in from.into_iter().chain(to.filter(|to| Some(*to) != from)) {
                self.bar(x, y);
            }
        }
        let (baseline, latest) = (row.baseline.map(place), row.latest.map(|latest| place(latest.value)));
        if let (Some(from), Some(to), true) = (baseline, latest, row.comparable) {
            self.mark("moved", Shape::Path(vec![(from, y), (to, y)]));
        }
        if let Some(x) = baseline {
            self.baseline((x, y));
        }
        if let (Some(x), Some(latest)) = (latest, row.latest) {
            self.latest((x, y), latest.open);
        }
        self.ends(row, &range, (left, right), y + ROOM)
    }

    /// The figures of both ends below the scale.
    fn ends(&mut self, row: &Row, range: &ValueRange, (left, right): (i32, i32), top: i32) -> i32 {
        let canvas = self.canvas();
        let sign = if row.percent { "%" } else { "" };
        let room = (right - left - BETWEEN_COLUMNS) / 2;
        for (x, end, anchor) in [(left, range.low, Anchor::Start), (right, range.high, Anchor::End)] {
            let label = text::shortened(&(range.label(end) + sign), room, canvas.text_size());
            self.figure
                .texts
                .push(Text::below((x, top), anchor, "label tick", label, canvas));
        }
        top + canvas.line_height()
    }

    /// A target's bar, upright across the scale.
    fn bar(&mut self, x: i32, y: i32) {
        self.mark("target bar", Shape::Path(vec![(x, y - BAR), (x, y + BAR)]));
    }

    fn baseline(&mut self, (x, y): Point) {
        let r = RADIUS;
        self.mark(
            "marker baseline",
            Shape::Polygon(vec![(x, y - r), (x + r, y), (x, y + r), (x - r, y)]),
        );
    }

    fn latest(&mut self, at: Point, open: bool) {
        let class = if open {
            "series-1 marker forecast"
        } else {
            "series-1 marker"
        };
        self.mark(class, markers::marker(0, at));
    }
}

/// The scale of a row: zero, all its figures, and where the target is open to one side a bit of that side.
fn range(row: &Row) -> ValueRange {
    let mut heights: Vec<f64> = row.figures().filter_map(height).chain([0.0]).collect();
    let lowest = heights.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = heights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let beyond = (highest - lowest) / 10.0;
    let share = row.percent && lowest >= 0.0 && highest <= 100.0;
    match row
        .satisfied
        .map(|span| (span.from.and_then(height), span.to.and_then(height)))
    {
        Some((Some(from), None)) if share => heights.push((from + beyond).min(100.0)),
        Some((Some(from), None)) => heights.push(from + beyond),
        Some((None, Some(to))) if lowest < 0.0 => heights.push(to - beyond),
        _ => {}
    }
    ValueRange::of(&heights, row.percent, 8, row.format)
}
