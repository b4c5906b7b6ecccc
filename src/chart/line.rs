//! The trend chart: one line for each series, its targets as orange bars or levels, its planned path dotted. Where a bar for each year shows
//! more (`bar`), bars stand in place of the line.
//!
//! 1. Decide the labels of the right edge, since their width and height decide the room that is left.
//! 2. Lay out the axes.
//! 3. Draw from back to front: grid, target levels, paths, lines, markers.
//! 4. Place the labels of values where all that is drawn leaves room.

use super::bar;
use super::edge_labels::{Block, blocks};
use super::figure::{Anchor, Canvas, Figure, Mark, Shape, Text};
use super::geometry::{Point, Rect, UNIT};
use super::goal::Place;
use super::gutter;
use super::labels::{Board, Request, Side};
use super::markers::{self, RADIUS};
use super::text;
use super::time_axis::TimeAxis;
use super::trend::{Link, Series, Trend, Value};
use super::value_axis::ValueRange;
use super::words;

/// Half the length of the bar that marks a target at its deadline.
pub(super) const GOAL_HALF: i32 = 10 * UNIT;
/// Between the plot and the labels at its right.
const CORRIDOR: i32 = 18 * UNIT;
/// Between two labels at the right.
const BETWEEN_BLOCKS: i32 = 6 * UNIT;
/// A mark this near to the right edge is labelled there without a leader.
const NEAR_EDGE: i32 = 55 * UNIT;

/// The figure of a trend that is worth drawing.
pub(super) fn figure(trend: &Trend, title: &str, description: &str, canvas: Canvas) -> Figure {
    let mut figure = Figure {
        kind: "chart-line",
        canvas,
        height: canvas.usual_height(),
        title: title.to_owned(),
        description: description.to_owned(),
        marks: Vec::new(),
        texts: Vec::new(),
    };
    if let Some(frame) = Frame::of(trend, canvas) {
        figure.height = frame.height;
        frame.draw(trend, &mut figure);
    }
    figure
}

/// Where the axes are.
pub(super) struct Frame {
    pub(super) canvas: Canvas,
    height: i32,
    /// Where values stand.
    pub(super) plot: Rect,
    gutter: i32,
    blocks: Vec<Block>,
    pub(super) time: TimeAxis,
    range: ValueRange,
    /// Whether values are bars, each beside the target of its year.
    pub(super) bars: bool,
}

impl Frame {
    fn of(trend: &Trend, canvas: Canvas) -> Option<Self> {
        let (size, line) = (canvas.text_size(), canvas.line_height());
        let blocks = blocks(trend, canvas);
        let between = blocks.iter().map(|block| block.height(canvas));
        let top = 2 * line + 12 * UNIT;
        let foot = line + 12 * UNIT;
        let needed = gutter::height_of(between, BETWEEN_BLOCKS) + top + foot;
        let height = canvas.usual_height().max(needed);

        let ticks = match canvas {
            Canvas::Wide => 6,
            Canvas::Narrow => 5,
        };
        let bars = bar::suits(trend);
        let mut heights = trend.heights();
        heights.extend(bars.then_some(0.0));
        let range = ValueRange::of(&heights, trend.percent, ticks, trend.format);
        let widest = |lines: &mut dyn Iterator<Item = i32>| lines.max().unwrap_or_default();
        let left = widest(&mut range.ticks().iter().map(|(_, label)| text::width(label, size))) + 9 * UNIT;
        let lines = blocks.iter().flat_map(|block| &block.lines);
        let gutter_width =
            widest(&mut lines.map(|(line, _)| text::width(line, size))).max(2 * size + 6 * UNIT) + 2 * UNIT;
        let gutter = canvas.width() - gutter_width;
        let plot = Rect {
            left,
            top,
            right: gutter - CORRIDOR,
            bottom: height - foot,
        };
        let time = TimeAxis::of(&trend.days(), plot.left, plot.right)?;
        Some(Self {
            canvas,
            height,
            plot,
            gutter,
            blocks,
            time,
            range,
            bars,
        })
    }

    /// Where a day stands.
    pub(super) fn x(&self, day: i32) -> i32 {
        self.time.x(day)
    }

    /// Where a figure stands.
    pub(super) fn y(&self, height: f64) -> i32 {
        self.range
            .scale(self.plot.bottom, self.plot.top)
            .place(height)
            .clamp(self.plot.top, self.plot.bottom)
    }

    /// Room that a line of text takes.
    pub(super) fn text_width(&self, line: &str) -> i32 {
        text::width(line, self.canvas.text_size())
    }

    /// Where a value stands.
    pub(super) fn at(&self, value: &Value) -> Point {
        (self.x(value.day), self.y(value.height))
    }

    fn draw(&self, trend: &Trend, figure: &mut Figure) {
        let room = Rect {
            left: self.plot.left - RADIUS,
            top: self.plot.top - self.canvas.line_height() - 6 * UNIT,
            ..self.plot
        };
        let mut board = Board::new(
            self.canvas,
            Rect {
                bottom: room.bottom - 2 * UNIT,
                ..room
            },
        );
        self.draw_axes(trend, figure, &mut board);
        self.draw_breaks(trend, figure, &mut board);
        if self.bars {
            self.draw_bars(trend, figure, &mut board);
        }
        for series in &trend.series {
            self.draw_goals(series, trend.series.len() == 1, figure, &mut board);
        }
        for (place, series) in trend.series.iter().enumerate().filter(|_| !self.bars) {
            self.draw_lines(place, series, figure, &mut board);
        }
        self.draw_absences(trend, figure, &mut board);
        for (place, series) in trend.series.iter().enumerate() {
            self.draw_markers(place, series, figure, &mut board);
        }
        self.draw_blocks(figure, &mut board);
        for request in self.requests(trend) {
            figure.texts.extend(board.place(&request));
        }
        for request in self.break_requests(trend) {
            figure.texts.extend(board.place(&request));
        }
        // One name for all dotted lines is enough.
        let named = self
            .path_requests(trend)
            .iter()
            .map(|request| board.place(request))
            .find(|texts| !texts.is_empty());
        figure.texts.extend(named.into_iter().flatten());
    }

    fn draw_axes(&self, trend: &Trend, figure: &mut Figure, board: &mut Board) {
        let Rect {
            left, right, bottom, ..
        } = self.plot;
        for (tick, label) in self.range.ticks() {
            let y = self.y(tick);
            let class = if tick == 0.0 { "grid zero" } else { "grid" };
            figure
                .marks
                .push(Mark::new(class, Shape::Path(vec![(left, y), (right, y)])));
            figure.texts.push(Text::beside(
                (left - 7 * UNIT, y),
                Anchor::End,
                "label tick",
                label,
                self.canvas,
            ));
        }
        figure
            .marks
            .push(Mark::new("axis", Shape::Path(vec![(left, bottom), (right, bottom)])));
        for (x, era) in self.time.borders() {
            let length = if era { 7 * UNIT } else { 4 * UNIT };
            let class = if era { "axis tick era" } else { "axis tick" };
            figure
                .marks
                .push(Mark::new(class, Shape::Path(vec![(x, bottom), (x, bottom + length)])));
        }
        let top = bottom + 8 * UNIT;
        for label in self.time.labels(self.canvas.text_size()) {
            figure.texts.push(Text::below(
                (label.x, top),
                Anchor::Middle,
                "label tick year",
                label.content,
                self.canvas,
            ));
        }
        let last = figure.texts.last().map_or(right, |last| last.bounds(self.canvas).right);
        let after = (right + 4 * UNIT).max(last + 6 * UNIT);
        figure.texts.push(Text::below(
            (after, top),
            Anchor::Start,
            "label unit",
            "年度",
            self.canvas,
        ));

        let mut unit = if trend.unit.is_empty() {
            String::new()
        } else {
            format!("単位：{}", trend.unit)
        };
        if !self.range.has_zero() {
            let note = format!("縦軸は{}から", self.range.label(self.range.low));
            unit = if unit.is_empty() {
                note
            } else {
                format!("{unit}　{note}")
            };
            let line = zigzag(left, bottom);
            board.add_line(&line);
            figure.marks.push(Mark::new("axis break", Shape::Path(line)));
        }
        let unit = text::shortened(&unit, self.canvas.width(), self.canvas.text_size());
        if !unit.is_empty() {
            figure
                .texts
                .push(Text::below((0, UNIT), Anchor::Start, "label unit", unit, self.canvas));
        }
    }

    /// Where the definition changed: a line across the plot, once for all series, if it stands within the axis.
    fn draw_breaks(&self, trend: &Trend, figure: &mut Figure, board: &mut Board) {
        for day in trend.breaks() {
            let x = self.x(day);
            let line = vec![(x, self.plot.top), (x, self.plot.bottom)];
            board.add_line(&line);
            figure.marks.push(Mark::new("change", Shape::Path(line)));
        }
    }

    /// The names of those lines, where they fit.
    fn break_requests(&self, trend: &Trend) -> Vec<Request> {
        let request = |day: i32| Request {
            class: "label change-name".to_owned(),
            at: (self.x(day), self.plot.top + self.canvas.line_height()),
            half: (UNIT, UNIT),
            wordings: vec![vec!["定義変更".to_owned()], vec!["定義".to_owned(), "変更".to_owned()]],
            side: Side::Above,
        };
        trend.breaks().into_iter().map(request).collect()
    }

    fn draw_goals(&self, series: &Series, alone: bool, figure: &mut Figure, board: &mut Board) {
        let by_deadline = series
            .goals
            .iter()
            .filter(|goal| matches!(goal.place, Place::By(_)))
            .count();
        for goal in &series.goals {
            if let (Place::By(day), Some((from, height))) = (goal.place, goal.path_from) {
                let path = vec![(self.x(from), self.y(height)), (self.x(day), self.y(goal.low))];
                board.add_line(&path);
                figure.marks.push(Mark::new("path", Shape::Path(path)));
            }
            let range = goal.low < goal.high;
            for height in if range {
                vec![goal.low, goal.high]
            } else {
                vec![goal.low]
            } {
                let y = self.y(height);
                let (class, from, to) = match goal.place {
                    Place::By(day) => ("target bar", self.x(day) - GOAL_HALF, self.x(day) + GOAL_HALF),
                    Place::Throughout => ("target level", self.plot.left, self.plot.right),
                    Place::Year(from, to) => ("target step", self.x(from) + 2 * UNIT, self.x(to) - 2 * UNIT),
                };
                if let (Place::By(day), true, 1) = (goal.place, alone, by_deadline) {
                    let level = vec![(self.plot.left, y), (self.x(day), y)];
                    board.add_line(&level);
                    figure.marks.push(Mark::new("target reach", Shape::Path(level)));
                }
                let line = vec![(from, y), (to, y)];
                board.add_line(&line);
                figure.marks.push(Mark::new(class, Shape::Path(line)));
            }
            if let (Place::By(day), true) = (goal.place, range) {
                let line = vec![(self.x(day), self.y(goal.low)), (self.x(day), self.y(goal.high))];
                board.add_line(&line);
                figure.marks.push(Mark::new("target range", Shape::Path(line)));
            }
        }
    }

    fn draw_lines(&self, place: usize, series: &Series, figure: &mut Figure, board: &mut Board) {
        let name = markers::series_class(place);
        for pair in series.values.windows(2) {
            let class = match pair[1].link {
                Link::Apart | Link::Break => continue,
                Link::Line => format!("{name} line"),
                Link::Gap => format!("{name} gap"),
            };
            let line = vec![self.at(&pair[0]), self.at(&pair[1])];
            board.add_line(&line);
            figure.marks.push(Mark::new(class, Shape::Path(line)));
        }
    }

    fn draw_markers(&self, place: usize, series: &Series, figure: &mut Figure, board: &mut Board) {
        let name = markers::series_class(place);
        for value in series.values.iter().filter(|_| !self.bars) {
            let at = self.at(value);
            board.add_marker(at, RADIUS);
            let open = words::vintage(value.vintage).is_some();
            let class = if open {
                format!("{name} marker forecast")
            } else {
                format!("{name} marker")
            };
            figure.marks.push(Mark::new(class, markers::marker(place, at)));
        }
    }

    fn draw_blocks(&self, figure: &mut Figure, board: &mut Board) {
        let canvas = self.canvas;
        let wishes: Vec<(i32, i32)> = self
            .blocks
            .iter()
            .map(|block| (self.y(block.at), block.height(canvas)))
            .collect();
        let top = self.plot.top - canvas.line_height();
        let tops = gutter::stacked(&wishes, BETWEEN_BLOCKS, top, self.plot.bottom);
        for (block, top) in self.blocks.iter().zip(tops) {
            let (x, y) = (block.day.map_or(self.plot.right, |day| self.x(day)), self.y(block.at));
            let middle = (top + block.height(canvas) / 2).clamp(top, top + block.height(canvas));
            if self.plot.right - x > NEAR_EDGE || (middle - y).abs() > 6 * UNIT {
                let from = (x + RADIUS + 3 * UNIT).max(
                    x + if self.plot.right - x < NEAR_EDGE {
                        GOAL_HALF + 2 * UNIT
                    } else {
                        0
                    },
                );
                let leader = vec![
                    (from, y),
                    (self.plot.right.max(from), y),
                    (self.gutter - 3 * UNIT, middle),
                ];
                board.add_line(&leader);
                figure.marks.push(Mark::new("leader", Shape::Path(leader)));
            }
            for (place, (content, class)) in (0..).zip(&block.lines) {
                let top = top + place * canvas.line_height() + (canvas.line_height() - canvas.text_size()) / 2;
                figure.texts.push(Text::below(
                    (self.gutter, top),
                    Anchor::Start,
                    class.clone(),
                    content.clone(),
                    canvas,
                ));
            }
        }
    }
}

/// The sign that an axis does not begin at zero.
fn zigzag(x: i32, bottom: i32) -> Vec<Point> {
    let (half, step) = (3 * UNIT, 4 * UNIT);
    vec![
        (x, bottom),
        (x - half, bottom - step),
        (x + half, bottom - 2 * step),
        (x - half, bottom - 3 * step),
        (x, bottom - 4 * step),
    ]
}
