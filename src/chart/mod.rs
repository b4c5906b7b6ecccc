//! Charts: SVG that stands in the page, without colours, scripts or fonts of its own.
//!
//! 1. What is shown, in the terms of the plan: `trend` from an indicator, `standing` from a series and its target; a `Composition`
//!    comes counted from the page.
//! 2. What is said: `describe` puts the chart into words, from data, polarity and verdict, guessing nothing.
//! 3. What is drawn: `line` (with `bar`), `stacked`, `dumbbell` and `sparkline` decide axes, gaps and the place of every label, and give a
//!    `figure::Figure`, plain data in tenths of a unit.
//! 4. `svg` only draws.
//!
//! Target and actual by year are bars with steps across them where the plan sets a target for each of several years and bars can show
//! it (`bar::suits`): one series of whole fiscal years, none below zero, and a difference to the target that can be seen from zero. Bars need that zero: 1,910
//! hours against 1,916, the very thing judged, is no difference on it. There, and for every other form of target, the same figures are a
//! line with steps; no page draws them twice.
//!
//! Deliberately does not know pages, colours (`templates/css/chart.css`) or the words of verdicts (`view::wording`).

mod absent;
mod bar;
mod composition;
mod describe;
mod dumbbell;
mod edge_labels;
mod figure;
mod geometry;
mod goal;
mod gutter;
mod labels;
mod line;
mod markers;
mod sparkline;
mod stacked;
mod standing;
mod svg;
mod text;
mod time_axis;
mod trend;
mod value_axis;
mod value_labels;
mod words;

#[cfg(test)]
mod tests;

use crate::evaluate::{Assessment, History};
use crate::model::Indicator;
pub use composition::{Composition, Kind, Meaning, Row};
use figure::Canvas;
pub use standing::Standing;

/// A chart ready for the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Two `<svg>` elements, a wide one and a narrow one for phones, of which the style sheet shows one; of a long overview such a pair for
    /// each part.
    pub svg: String,
    /// What the chart is.
    pub title: String,
    /// What the chart says, in plain text: the text alternative, good as a caption too.
    pub description: String,
}

/// The trend (推移) of an indicator: every series with its baseline, values, targets and planned path. `None` when there is no value, or
/// a single one with nothing to compare it with. Ids in the SVG begin with `id`.
///
/// `histories` and `assessments` are those of `evaluate` for the same indicator and edition.
pub fn trend(
    indicator: &Indicator,
    histories: &[History<'_>],
    assessments: &[Assessment<'_>],
    id: &str,
) -> Option<Chart> {
    let trend = trend::Trend::of(indicator, histories, assessments);
    if !trend.is_worth_drawing() {
        return None;
    }
    let title = format!("{}の推移", indicator.title);
    let description = describe::trend(indicator, histories, assessments);
    let draw = |canvas| line::figure(&trend, &title, &description, canvas);
    let svg = both(draw, id);
    Some(Chart {
        svg,
        title,
        description,
    })
}

/// The composition (内訳) of an edition by status or direction, one bar for each heading under which anything is counted. `None` when fewer
/// than two things are counted in all: there is nothing to part. Ids in the SVG begin with `id`.
pub fn composition(composition: &Composition, id: &str) -> Option<Chart> {
    if composition.filled_rows().map(Row::total).sum::<u32>() < 2 {
        return None;
    }
    let (title, description) = (composition.title.clone(), describe::composition(composition));
    let svg = both(|canvas| stacked::figure(composition, &description, canvas), id);
    Some(Chart {
        svg,
        title,
        description,
    })
}

/// Where indicators stand (指標の位置): baseline, latest value and target, a row for each of these series. `None` when fewer than two rows have
/// anything to compare: a single one is read in the table as fast. Ids in the SVG begin with `id`.
pub fn overview(standings: &[Standing<'_>], id: &str) -> Option<Chart> {
    let (drawn, left_out): (Vec<_>, Vec<_>) = standings
        .iter()
        .map(standing::Row::of)
        .partition(standing::Row::is_worth_drawing);
    if drawn.len() < 2 {
        return None;
    }
    let title = "指標の位置：目標設定時、現状、目標".to_owned();
    let description = describe::overview(&drawn, &left_out);
    let parts = dumbbell::parts(&drawn);
    let part = |(place, rows): (usize, &&[standing::Row])| {
        let number = place + 1;
        if number == 1 {
            return both(
                |canvas| dumbbell::figure(rows, &drawn, &title, &description, canvas),
                id,
            );
        }
        let title = format!("{title}（つづき {number}/{}）", parts.len());
        let names = describe::names(rows);
        both(
            |canvas| dumbbell::figure(rows, &[], &title, &names, canvas),
            &format!("{id}-{number}"),
        )
    };
    let svg = parts.iter().enumerate().map(part).collect();
    Some(Chart {
        svg,
        title,
        description,
    })
}

/// The course (推移) of one series as a small drawing for a table, with its text alternative and without ids. `None` for fewer than three
/// values. The assessments are those of the series.
pub fn sparkline(indicator: &Indicator, history: &History<'_>, assessments: &[Assessment<'_>]) -> Option<String> {
    let own = std::slice::from_ref(history);
    let trend = trend::Trend::of(indicator, own, assessments);
    let marks = sparkline::marks(&trend)?;
    let values = trend.series.first().map_or(0, |series| series.values.len());
    let label = describe::course(indicator, history, values);
    Some(svg::write_small("chart-spark", &marks, sparkline::SIZE, &label))
}

fn both(draw: impl Fn(Canvas) -> figure::Figure, id: &str) -> String {
    let wide = svg::write(&draw(Canvas::Wide), &format!("{id}-wide"));
    let narrow = svg::write(&draw(Canvas::Narrow), &format!("{id}-narrow"));
    wide + &narrow
}
