//! Charts: SVG that stands in the page, without colours, scripts or fonts of its own.
//!
//! 1. What is shown, in the terms of the plan: `trend` from an indicator; a `Composition` comes counted from the page.
//! 2. What is said: `describe` puts the chart into words, from data, polarity and verdict, guessing nothing.
//! 3. What is drawn: `line` and `stacked` decide axes, gaps and the place of every label, and give a `figure::Figure`, plain data
//!    in tenths of a unit.
//! 4. `svg` only draws.
//!
//! There are no bars of target and actual by year: a yearly target is a step across its year in the trend chart. Bars need an axis
//! from zero, on which 191 hours against 171, the very thing judged, is a difference of a tenth; two bars a year crowd at 320 px; and
//! one kind of chart for every form of target is one thing to learn.
//!
//! Deliberately does not know pages, colours (`templates/css/chart.css`) or the words of verdicts (`view::wording`).

mod composition;
mod describe;
mod edge_labels;
mod figure;
mod geometry;
mod goal;
mod gutter;
mod labels;
mod line;
mod markers;
mod stacked;
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

/// A chart ready for the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Two `<svg>` elements, a wide one and a narrow one for phones; the style sheet shows one of them.
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

/// The composition (内訳) of an edition by status or direction, one bar for each heading under which anything is counted. `None` when there
/// is none. Ids in the SVG begin with `id`.
pub fn composition(composition: &Composition, id: &str) -> Option<Chart> {
    composition.filled_rows().next()?;
    let (title, description) = (composition.title.clone(), describe::composition(composition));
    let svg = both(|canvas| stacked::figure(composition, &description, canvas), id);
    Some(Chart {
        svg,
        title,
        description,
    })
}

fn both(draw: impl Fn(Canvas) -> figure::Figure, id: &str) -> String {
    let wide = svg::write(&draw(Canvas::Wide), &format!("{id}-wide"));
    let narrow = svg::write(&draw(Canvas::Narrow), &format!("{id}-narrow"));
    wide + &narrow
}
