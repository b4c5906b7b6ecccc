//! The labels inside the plot of a trend: which there are, in what words, and which comes first when room is scarce.

use super::edge_labels::edge_goal;
use super::geometry::UNIT;
use super::goal::{Goal, Place};
use super::labels::{Request, Side};
use super::line::{Frame, GOAL_HALF};
use super::markers::{self, RADIUS};
use super::trend::{Series, Trend, Value};
use super::words;

impl Frame {
    /// The labels inside the plot, the most needed first: targets away from the edge, last values, first values, and then the rest from
    /// the newest back.
    pub(super) fn requests(&self, trend: &Trend) -> Vec<Request> {
        let last_day = trend.last_day();
        let absent = self.absence_requests(trend).into_iter();
        let mut ranked: Vec<(u8, i32, Request)> = absent.map(|(day, request)| (2, -day, request)).collect();
        for (place, series) in trend.series.iter().enumerate() {
            let name = markers::series_class(place);
            for goal in &series.goals {
                ranked.extend(
                    self.goal_request(series, goal, last_day)
                        .map(|(rank, day, request)| (rank, -day, request)),
                );
            }
            for (at, value) in series.values.iter().enumerate() {
                let last = at + 1 == series.values.len();
                let rank = match (last, at) {
                    (true, _) => 1,
                    (false, 0) => 2,
                    _ => 4,
                };
                let request = Request {
                    class: format!("label value {name}{}", if last { " latest" } else { "" }),
                    at: self.at(value),
                    half: if self.bars { (UNIT, UNIT) } else { (RADIUS, RADIUS) },
                    wordings: self.fitting(wordings(value, trend.series.len() == 1)),
                    side: self.side(series, at),
                };
                ranked.push((rank, -value.day, request));
            }
        }
        ranked.sort_by_key(|(rank, day, _)| (*rank, *day));
        ranked.into_iter().map(|(_, _, request)| request).collect()
    }

    fn side(&self, series: &Series, at: usize) -> Side {
        if self.bars {
            Side::OnTop
        } else if hangs(series, at) {
            Side::Below
        } else {
            Side::Above
        }
    }

    /// Of the wordings those that are no wider than the year of a bar; beside a line there is room.
    fn fitting(&self, wordings: Vec<Vec<String>>) -> Vec<Vec<String>> {
        let room = self.width_of_year();
        let fits = |lines: &Vec<String>| !self.bars || lines.iter().all(|line| self.text_width(line) <= room);
        wordings.into_iter().filter(fits).collect()
    }

    /// The label of a target inside the plot: the figure on a yearly step, or the whole of a target that is not named at the right edge.
    fn goal_request(&self, series: &Series, goal: &Goal, last_day: i32) -> Option<(u8, i32, Request)> {
        let named_at_edge = edge_goal(series, last_day).is_some();
        let full = vec![
            vec![format!("目標 {}", goal.words)],
            vec!["目標".to_owned(), goal.words.clone()],
        ];
        let (rank, day, half_width, wordings) = match goal.place {
            Place::By(_) if edge_goal(series, last_day).is_some_and(|named| named.place == goal.place) => return None,
            Place::By(day) => (0, day, GOAL_HALF, full),
            // Over a bar the figure of its target would be taken for its own.
            Place::Year(..) if self.bars => return None,
            Place::Year(from, to) => {
                let short = vec![goal.label.clone()];
                let said = vec![format!("目標 {}", goal.label)];
                let wordings = if named_at_edge { vec![short] } else { vec![said, short] };
                (3, from + (to - from) / 2, UNIT, wordings)
            }
            Place::Throughout => return None,
        };
        let reached = |value: &Value| value.height >= goal.low;
        let below = match goal.place {
            Place::Year(from, to) => series
                .values
                .iter()
                .any(|value| (from..to).contains(&value.day) && reached(value)),
            Place::By(_) | Place::Throughout => series.values.last().is_some_and(reached),
        };
        let at = (self.x(day), self.y(goal.low));
        let request = Request {
            class: "label target".to_owned(),
            at,
            half: (half_width, 2 * UNIT),
            wordings,
            side: if below { Side::Below } else { Side::Above },
        };
        Some((rank, day, request))
    }

    /// What the dotted lines are, at some places of the longest of them.
    pub(super) fn path_requests(&self, trend: &Trend) -> Vec<Request> {
        let goals = trend.series.iter().flat_map(|series| &series.goals);
        let ends = goals.filter_map(|goal| match (goal.place, goal.path_from) {
            (Place::By(day), Some((from, height))) => {
                Some(((self.x(from), self.y(height)), (self.x(day), self.y(goal.low))))
            }
            _ => None,
        });
        let Some((from, to)) = ends.max_by_key(|(from, to)| (to.0 - from.0, from.1 - to.1)) else {
            return Vec::new();
        };
        let at = |part: i32| {
            (
                from.0 + (to.0 - from.0) * part / 10,
                from.1 + (to.1 - from.1) * part / 10,
            )
        };
        let request = |part| Request {
            class: "label path-name".to_owned(),
            at: at(part),
            half: (2 * UNIT, 2 * UNIT),
            wordings: vec![vec!["計画経路".to_owned()]],
            side: Side::Below,
        };
        [5, 6, 4, 7, 3].map(request).into()
    }
}

/// Whether the label of a value is better below it: at a low point, or under a target that it stays short of.
fn hangs(series: &Series, at: usize) -> bool {
    let height = |place: usize| series.values.get(place).map(|value| value.height);
    let own = series.values[at].height;
    let before = at.checked_sub(1).and_then(height);
    let after = height(at + 1);
    let in_year =
        |goal: &&Goal| matches!(goal.place, Place::Year(from, to) if (from..to).contains(&series.values[at].day));
    if let Some(goal) = series.goals.iter().find(in_year) {
        return own < goal.low;
    }
    let neighbours: Vec<f64> = before.into_iter().chain(after).collect();
    !neighbours.is_empty() && neighbours.iter().all(|neighbour| *neighbour > own)
}

/// Wordings of the label of a value, the fullest first.
fn wordings(value: &Value, alone: bool) -> Vec<Vec<String>> {
    let plain = value.label.clone();
    let mut wordings = Vec::new();
    if let Some(word) = words::vintage(value.vintage) {
        wordings.push(vec![format!("{plain}（{word}）")]);
        wordings.push(vec![plain.clone(), word.to_owned()]);
    }
    if value.baseline && alone {
        wordings.push(vec![format!("策定時 {plain}")]);
        wordings.push(vec!["策定時".to_owned(), plain.clone()]);
    }
    wordings.push(vec![plain]);
    wordings
}
