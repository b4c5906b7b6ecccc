//! Times without a value, over all series: one mark and one label for each time, however many series have none, so that nothing crowds and
//! no reason is read as that of the year beside it.

use std::collections::BTreeMap;

use super::figure::{Figure, Mark};
use super::geometry::{Point, UNIT};
use super::labels::{Board, Request, Side};
use super::line::Frame;
use super::markers::{self, RADIUS};
use super::text;
use super::trend::Trend;

/// A reason, and the series that have no value for it.
type Reason = (&'static str, Vec<usize>);

/// The reasons at each time, in the order of the series.
fn by_day(trend: &Trend) -> BTreeMap<i32, Vec<Reason>> {
    let mut days: BTreeMap<i32, Vec<Reason>> = BTreeMap::new();
    for (place, series) in trend.series.iter().enumerate() {
        for absence in &series.absences {
            let reasons = days.entry(absence.day).or_default();
            match reasons.iter_mut().find(|(word, _)| *word == absence.word) {
                Some((_, places)) => places.push(place),
                None => reasons.push((absence.word, vec![place])),
            }
        }
    }
    days
}

/// The class of what stands for one series, or for several.
fn class(reasons: &[Reason]) -> String {
    match reasons {
        [(_, places)] if places.len() == 1 => markers::series_class(places[0]),
        _ => "several".to_owned(),
    }
}

/// Whose value is missing, unless it is that of every series.
fn whose(trend: &Trend, places: &[usize]) -> Option<String> {
    match places {
        _ if places.len() == trend.series.len() => None,
        [place] => trend.series[*place].name.clone(),
        _ => Some(format!("{}区分", places.len())),
    }
}

impl Frame {
    fn at_absence(&self, day: i32) -> Point {
        (self.x(day), self.plot.bottom - RADIUS)
    }

    pub(super) fn draw_absences(&self, trend: &Trend, figure: &mut Figure, board: &mut Board) {
        for (day, reasons) in by_day(trend) {
            let at = self.at_absence(day);
            board.add_marker(at, RADIUS);
            let class = class(&reasons);
            figure
                .marks
                .extend(markers::absence(at).map(|shape| Mark::new(format!("{class} absent"), shape)));
        }
    }

    /// The labels of those marks, the newest first.
    pub(super) fn absence_requests(&self, trend: &Trend) -> Vec<(i32, Request)> {
        let days = by_day(trend).into_iter().rev();
        days.map(|(day, reasons)| {
            let request = Request {
                class: format!("label absent {}", class(&reasons)),
                at: self.at_absence(day),
                half: (RADIUS, RADIUS),
                wordings: self.absence_wordings(trend, &reasons),
                side: Side::Over,
            };
            (day, request)
        })
        .collect()
    }

    /// With the series where that is no wider than the year, and else the reason alone; never so wide that it reaches over the mark of the
    /// year beside it.
    fn absence_wordings(&self, trend: &Trend, reasons: &[Reason]) -> Vec<Vec<String>> {
        let year = self.width_of_year();
        let size = self.canvas.text_size();
        let widest = (2 * (year - RADIUS - UNIT)).max(2 * size);
        let named = |(word, places): &Reason| match whose(trend, places) {
            Some(whose) => (format!("{word}（{whose}）"), vec![(*word).to_owned(), whose]),
            None => ((*word).to_owned(), vec![(*word).to_owned()]),
        };
        let fits = |lines: &Vec<String>| lines.iter().all(|line| self.text_width(line) <= year);
        let (whole, parted): (Vec<_>, Vec<_>) = reasons.iter().map(named).unzip();
        let alone = reasons
            .iter()
            .flat_map(|(word, _)| text::wrapped(word, widest, 3, size));
        let mut wordings = vec![whole, parted.concat()];
        wordings.retain(fits);
        wordings.push(alone.collect());
        wordings
    }
}
