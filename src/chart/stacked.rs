//! The composition chart: one horizontal bar for each heading, parted by status in the plan's order. Bars start at zero and share one
//! scale, so that the headings' sizes can be compared too; each part is told by pattern and named below it.

use super::composition::{Composition, Kind, Meaning, Row};
use super::figure::{Anchor, Canvas, Figure, Mark, Pattern, Shape, Text};
use super::geometry::{Rect, UNIT};
use super::svg::Scale;
use super::text;
use crate::model::{DirectionMeaning, StatusMeaning};

const BAR: i32 = 22 * UNIT;
const SWATCH: i32 = 10 * UNIT;
/// Between two labels below a bar.
const BETWEEN_LABELS: i32 = 14 * UNIT;
/// Between one heading and the next.
const BETWEEN_ROWS: i32 = 16 * UNIT;

/// The figure of a composition.
pub(super) fn figure(composition: &Composition, description: &str, canvas: Canvas) -> Figure {
    let mut figure = Figure {
        kind: "chart-stacked",
        canvas,
        height: 0,
        title: composition.title.clone(),
        description: description.to_owned(),
        marks: Vec::new(),
        texts: Vec::new(),
    };
    let size = canvas.text_size();
    let total = |row: &Row| format!("計{}件", row.total());
    let totals = composition
        .rows
        .iter()
        .map(|row| text::width(&total(row), size))
        .max()
        .unwrap_or_default();
    let right = canvas.width() - totals - 8 * UNIT;
    let scale = Scale::new((0.0, f64::from(composition.largest_total())), (0, right));
    let mut top = UNIT;
    for row in composition.filled_rows() {
        for (content, class) in row
            .group
            .iter()
            .map(|group| (group, "label group"))
            .chain([(&row.heading, "label heading")])
        {
            for line in text::wrapped(content, canvas.width(), 2, size) {
                figure
                    .texts
                    .push(Text::below((0, top), Anchor::Start, class, line, canvas));
                top += canvas.line_height();
            }
        }
        top += 3 * UNIT;
        let parts = parts(row, &composition.kinds, &scale);
        for part in &parts {
            let rect = Rect {
                left: part.left,
                top,
                right: part.right,
                bottom: top + BAR,
            };
            figure.marks.push(Mark {
                class: part.class.clone(),
                shape: Shape::Rect(rect),
                pattern: part.pattern,
            });
        }
        let end = parts.last().map_or(0, |part| part.right);
        figure.texts.push(Text::beside(
            (end + 8 * UNIT, top + BAR / 2),
            Anchor::Start,
            "label total",
            total(row),
            canvas,
        ));
        top += BAR + 5 * UNIT;
        top = labels(&parts, top, canvas, &mut figure) + BETWEEN_ROWS;
    }
    figure.height = top - BETWEEN_ROWS + 6 * UNIT;
    figure
}

/// One part of a bar.
struct Part {
    left: i32,
    right: i32,
    class: String,
    pattern: Option<Pattern>,
    label: String,
}

fn parts(row: &Row, kinds: &[Kind], scale: &Scale) -> Vec<Part> {
    let mut before = 0;
    let mut parts = Vec::new();
    for (kind, count) in kinds.iter().zip(&row.counts).filter(|(_, count)| **count > 0) {
        let (left, right) = (scale.place(f64::from(before)), scale.place(f64::from(before + count)));
        before += count;
        let (class, pattern) = look(kind.meaning);
        parts.push(Part {
            left,
            right,
            class: format!("status {class}"),
            pattern,
            label: format!("{} {count}", kind.word),
        });
    }
    parts
}

/// Names and counts below the bar, each with a swatch and as near to its part as its neighbours allow, in as many lines as needed. Gives
/// the lower edge.
fn labels(parts: &[Part], top: i32, canvas: Canvas, figure: &mut Figure) -> i32 {
    let size = canvas.text_size();
    let mut lines: Vec<Vec<(&Part, String, i32)>> = vec![Vec::new()];
    let mut used = 0;
    for part in parts {
        let content = text::shortened(&part.label, canvas.width() - SWATCH - 4 * UNIT, size);
        let width = SWATCH + 4 * UNIT + text::width(&content, size);
        if used > 0 && used + BETWEEN_LABELS + width > canvas.width() {
            lines.push(Vec::new());
            used = 0;
        }
        used += if used > 0 { BETWEEN_LABELS } else { 0 } + width;
        if let Some(line) = lines.last_mut() {
            line.push((part, content, width));
        }
    }
    let mut top = top;
    let flowing = lines.len() > 1;
    for line in lines {
        // From the right each label leaves room for those after it; then from the left for those before. In several lines the labels
        // cannot stand by their parts anyway, and simply follow each other.
        let mut room = canvas.width();
        let mut lefts: Vec<i32> = line
            .iter()
            .rev()
            .map(|(part, _, width)| {
                let left = if flowing { 0 } else { part.left.min(room - width) };
                room = left - BETWEEN_LABELS;
                left
            })
            .collect();
        lefts.reverse();
        let mut free = 0;
        for ((part, content, width), left) in line.into_iter().zip(lefts) {
            let left = left.max(free);
            free = left + width + BETWEEN_LABELS;
            let swatch = Rect::at((left, top + (size - SWATCH) / 2), SWATCH, SWATCH);
            let class = format!("{} swatch", part.class);
            figure.marks.push(Mark {
                class,
                shape: Shape::Rect(swatch),
                pattern: part.pattern,
            });
            let at = (left + SWATCH + 4 * UNIT, top);
            figure
                .texts
                .push(Text::below(at, Anchor::Start, "label count", content, canvas));
        }
        top += canvas.line_height();
    }
    top
}

/// Class and pattern of what is counted: filled when done or new, lighter the farther from it; the patterns differ without colour.
fn look(meaning: Meaning) -> (&'static str, Option<Pattern>) {
    match meaning {
        Meaning::Status(StatusMeaning::Implemented) => ("status-implemented", None),
        Meaning::Status(StatusMeaning::Partial) => ("status-partial", Some(Pattern::Hatch)),
        Meaning::Status(StatusMeaning::Planned) => ("status-planned", Some(Pattern::Dots)),
        Meaning::Status(StatusMeaning::Considering) => ("status-considering", Some(Pattern::Lines)),
        Meaning::Status(StatusMeaning::Undecided) => ("status-undecided", Some(Pattern::Cross)),
        Meaning::Status(StatusMeaning::Ended) => ("status-ended", Some(Pattern::Bars)),
        Meaning::Direction(DirectionMeaning::New) => ("direction-new", None),
        Meaning::Direction(DirectionMeaning::Expanded) => ("direction-expanded", Some(Pattern::Hatch)),
        Meaning::Direction(DirectionMeaning::Continued) => ("direction-continued", Some(Pattern::Dots)),
        Meaning::Direction(DirectionMeaning::Reduced) => ("direction-reduced", Some(Pattern::Cross)),
        Meaning::Direction(DirectionMeaning::Ended) => ("direction-ended", Some(Pattern::Bars)),
        Meaning::Direction(DirectionMeaning::Free) => ("direction-free", Some(Pattern::Lines)),
        Meaning::Unanswered => ("status-unanswered", None),
    }
}
