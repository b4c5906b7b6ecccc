//! The labels at the right edge of a trend: the names of several series, and the targets that stand there.

use super::figure::Canvas;
use super::geometry::UNIT;
use super::goal::{Goal, Place};
use super::markers;
use super::text;
use super::trend::{Series, Trend};

/// A label at the right edge.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Lines, each with its class.
    pub lines: Vec<(String, String)>,
    /// What it names, in days and height; no day for what reaches the edge anyway.
    pub day: Option<i32>,
    pub at: f64,
}

impl Block {
    pub(super) fn height(&self, canvas: Canvas) -> i32 {
        canvas.line_height() * i32::try_from(self.lines.len()).unwrap_or_default()
    }
}

/// All labels of the right edge, in the order of the series.
pub(super) fn blocks(trend: &Trend, canvas: Canvas) -> Vec<Block> {
    let several = trend.series.len() > 1;
    let last_day = trend.last_day();
    let mut blocks = Vec::new();
    for (place, series) in trend.series.iter().enumerate() {
        let name_class = format!("label name {}", markers::series_class(place));
        let mut name = series
            .name
            .as_deref()
            .map(|name| wrapped(name, &name_class, canvas))
            .unwrap_or_default();
        let edge_goal = edge_goal(series, last_day);
        if let Some((goal, Place::By(day))) = edge_goal.map(|goal| (goal, goal.place)) {
            let when = (!several).then_some(goal.when.as_str());
            name.extend(target_lines("目標", goal, when, canvas));
            blocks.push(Block {
                lines: name,
                day: Some(day),
                at: goal.middle(),
            });
            continue;
        }
        if let (false, Some(last)) = (name.is_empty(), series.values.last()) {
            blocks.push(Block {
                lines: name,
                day: Some(last.day),
                at: last.height,
            });
        }
        if let Some(goal) = edge_goal {
            let whose = series
                .name
                .as_ref()
                .map_or("目標".to_owned(), |name| format!("{name}の目標"));
            let (day, lines) = match goal.place {
                Place::Year(_, to) => {
                    let lines = [
                        wrapped(&whose, "label target", canvas),
                        wrapped("（年度ごと）", "label target", canvas),
                    ];
                    (Some(to - 1), lines.concat())
                }
                Place::By(_) | Place::Throughout => (None, target_lines(&whose, goal, Some(&goal.when), canvas)),
            };
            blocks.push(Block {
                lines,
                day,
                at: goal.middle(),
            });
        }
    }
    blocks
}

/// The target that is named at the right edge: the last one, unless its time lies more than a year before the end of the axis. Such a
/// one is named where it stands.
pub(super) fn edge_goal(series: &Series, last_day: i32) -> Option<&Goal> {
    let end = |goal: &Goal| match goal.place {
        Place::By(day) => day,
        Place::Year(_, to) => to,
        Place::Throughout => i32::MAX,
    };
    let last = series.goals.iter().max_by_key(|goal| end(goal))?;
    (end(last) > last_day - 366).then_some(last)
}

fn target_lines(whose: &str, goal: &Goal, when: Option<&str>, canvas: Canvas) -> Vec<(String, String)> {
    let mut lines = wrapped(whose, "label target", canvas);
    let class = "label target";
    let room = room(canvas);
    let together = lines.last().map(|(last, _)| format!("{last} {}", goal.words));
    match (together, lines.last_mut()) {
        (Some(together), Some(last)) if text::width(&together, canvas.text_size()) <= room => last.0 = together,
        _ => lines.extend(wrapped(&goal.words, class, canvas)),
    }
    if let Some(when) = when.filter(|when| !when.is_empty()) {
        lines.extend(wrapped(when, class, canvas));
    }
    lines
}

fn wrapped(content: &str, class: &str, canvas: Canvas) -> Vec<(String, String)> {
    let lines = text::wrapped(content, room(canvas), 3, canvas.text_size());
    lines.into_iter().map(|line| (line, class.to_owned())).collect()
}

/// How wide a label at the right edge may be.
fn room(canvas: Canvas) -> i32 {
    match canvas {
        Canvas::Wide => 150 * UNIT,
        Canvas::Narrow => 82 * UNIT,
    }
}
