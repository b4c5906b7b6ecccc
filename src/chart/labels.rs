//! Placing labels so that none lies on another, on a line or on a marker.
//!
//! Each label tries places around its marker, nearest first, with its fullest wording first, and takes the first that is free. One
//! that finds none is left out: a missing label can be read in the table beside the chart, a covered one only misleads.

use super::figure::{Anchor, Canvas, Text};
use super::geometry::{Point, Rect, UNIT};
use super::text;

/// From a marker to its label.
const NEAR: i32 = 3 * UNIT;
/// The same, when nearer places are taken.
const FAR: i32 = 11 * UNIT;
/// How many quarters of a line a label may look upwards for its place.
const LEVELS: i32 = 13;
/// Between two labels.
const BETWEEN_LABELS: i32 = 2 * UNIT;
/// Between a label and a line, from the line's middle.
const BESIDE_LINE: i32 = 2 * UNIT;

/// What is in the way.
#[derive(Debug, Clone)]
pub(super) struct Board {
    canvas: Canvas,
    /// Where labels may stand.
    room: Rect,
    markers: Vec<Rect>,
    lines: Vec<(Point, Point)>,
    labels: Vec<Rect>,
}

/// Where a label may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Anywhere around its marker, better above it.
    Above,
    /// Anywhere around its marker, better below it.
    Below,
    /// Straight above its marker and nowhere else: elsewhere it would be taken for another's.
    OnTop,
    /// The same, but some lines higher where the place above the marker is taken, and moved aside as far as the edge of the plot asks.
    Over,
}

/// A label looking for its place.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub class: String,
    /// Centre of the marker.
    pub at: Point,
    /// Half the width and height of the marker.
    pub half: (i32, i32),
    /// Wordings, the fullest first; each in lines.
    pub wordings: Vec<Vec<String>>,
    /// Where it may stand.
    pub side: Side,
}

impl Board {
    /// An empty board.
    pub(super) fn new(canvas: Canvas, room: Rect) -> Self {
        Self {
            canvas,
            room,
            markers: Vec::new(),
            lines: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Keeps labels off a marker.
    pub(super) fn add_marker(&mut self, at: Point, radius: i32) {
        self.markers.push(Rect::around(at, radius));
    }

    /// Keeps labels off an area.
    pub(super) fn add_area(&mut self, area: Rect) {
        self.markers.push(area);
    }

    /// Keeps labels off a line through these points.
    pub(super) fn add_line(&mut self, points: &[Point]) {
        self.lines.extend(points.windows(2).map(|pair| (pair[0], pair[1])));
    }

    /// Places a label; empty when there is no room for it.
    pub(super) fn place(&mut self, request: &Request) -> Vec<Text> {
        let size = self.canvas.text_size();
        for lines in &request.wordings {
            let width = lines
                .iter()
                .map(|line| text::width(line, size))
                .max()
                .unwrap_or_default();
            let height =
                size + self.canvas.line_height() * i32::try_from(lines.len().saturating_sub(1)).unwrap_or_default();
            for (corner, anchor) in self.candidates(request, width, height) {
                let rect = Rect::at(corner, width, height);
                if self.is_free(&rect) {
                    self.labels.push(rect);
                    return self.set(&rect, anchor, request, lines);
                }
            }
        }
        Vec::new()
    }

    /// Upper left corners to try, with the side to which the text is set.
    fn candidates(&self, request: &Request, width: i32, height: i32) -> Vec<(Point, Anchor)> {
        if request.side != Side::Over {
            return candidates(request, width, height);
        }
        let (x, y) = request.at;
        let left = (x - width / 2).min(self.room.right - width).max(self.room.left);
        let top = y - request.half.1 - NEAR - height;
        let higher = |quarters: i32| ((left, top - quarters * self.canvas.line_height() / 4), Anchor::Middle);
        (0..LEVELS).map(higher).collect()
    }

    fn is_free(&self, rect: &Rect) -> bool {
        let clear_of_lines = rect.grown(BESIDE_LINE);
        self.room.contains(rect)
            && !self.markers.iter().any(|marker| marker.overlaps(&rect.grown(UNIT)))
            && !self
                .labels
                .iter()
                .any(|label| label.overlaps(&rect.grown(BETWEEN_LABELS)))
            && !self
                .lines
                .iter()
                .any(|(from, to)| clear_of_lines.is_crossed_by(*from, *to))
    }

    fn set(&self, rect: &Rect, anchor: Anchor, request: &Request, lines: &[String]) -> Vec<Text> {
        let x = match anchor {
            Anchor::Start => rect.left,
            Anchor::Middle => rect.left + rect.width() / 2,
            Anchor::End => rect.right,
        };
        let tops = (0..).map(|place| rect.top + place * self.canvas.line_height());
        let set = lines
            .iter()
            .zip(tops)
            .map(|(line, top)| Text::below((x, top), anchor, request.class.clone(), line.clone(), self.canvas));
        set.collect()
    }
}

/// The corners around a marker, or straight above it.
fn candidates(request: &Request, width: i32, height: i32) -> Vec<(Point, Anchor)> {
    let (x, y) = request.at;
    let (half_width, half_height) = request.half;
    if request.side == Side::OnTop {
        return vec![((x - width / 2, y - half_height - NEAR - height), Anchor::Middle)];
    }
    let mut found = Vec::new();
    for distance in [NEAR, FAR] {
        let (above, below) = (y - half_height - distance - height, y + half_height + distance);
        let (left, right) = (x - half_width - distance - width, x + half_width + distance);
        let sides = if request.side == Side::Below {
            [below, above]
        } else {
            [above, below]
        };
        for top in sides {
            found.push(((x - width / 2, top), Anchor::Middle));
            found.push(((x - half_width, top), Anchor::Start));
            found.push(((x + half_width - width, top), Anchor::End));
        }
        found.push(((right, y - height / 2), Anchor::Start));
        found.push(((left, y - height / 2), Anchor::End));
        for top in [y - height, y] {
            found.push(((right, top), Anchor::Start));
            found.push(((left, top), Anchor::End));
        }
    }
    found
}
