//! Target and actual by year: when bars stand in place of a line, that they begin at zero, and that no label lies on another.

use proptest::prelude::*;

use super::collisions::{CANVASES, faults};
use super::fixtures::{Case, period};
use crate::chart::figure::{Canvas, Figure, Shape};
use crate::chart::geometry::Rect;
use crate::model::{AbsenceReason, Break, Polarity, Prose};

const TARGETS: [(&str, &str); 3] = [("H21", "171"), ("H22", "171"), ("H23", "177")];

fn hours(values: &[(&str, &str)]) -> Case {
    Case::new("時間", "時間", Polarity::Lower)
        .yearly_at_most("", &TARGETS)
        .values("", values)
}

fn figure(case: &Case) -> Figure {
    case.figure(Canvas::Wide).expect("a figure")
}

fn bars(figure: &Figure) -> Vec<Rect> {
    let bars = figure.marks.iter().filter_map(|mark| match mark.shape {
        Shape::Rect(rect) if mark.class.starts_with("series-1 bar") => Some(rect),
        _ => None,
    });
    bars.collect()
}

#[test]
fn bars_begin_at_zero() {
    let figure = figure(&hours(&[("H21", "191"), ("H22", "177"), ("H23", "95.5")]));
    let bars = bars(&figure);
    assert_eq!(bars.len(), 3);
    let height = |bar: &Rect| bar.bottom - bar.top;
    assert!((height(&bars[0]) - 2 * height(&bars[2])).abs() <= 2, "{bars:?}");
    assert!(
        figure
            .texts
            .iter()
            .any(|text| text.class == "label tick" && text.content == "0")
    );
    assert!(figure.marks.iter().all(|mark| mark.class != "axis break"));
    let steps = figure.marks.iter().filter(|mark| mark.class == "target step").count();
    assert_eq!(
        (steps, figure.marks.iter().any(|mark| mark.class.ends_with("line"))),
        (3, false)
    );
}

#[test]
fn a_line_stands_where_bars_would_hide_or_mislead() {
    let differing = [("H21", "191"), ("H22", "177"), ("H23", "198")];
    assert_eq!(bars(&figure(&hours(&differing))).len(), 3);
    // The difference cannot be seen from zero.
    assert!(bars(&figure(&hours(&[("H21", "172"), ("H22", "170"), ("H23", "176")]))).is_empty());
    // Below zero.
    assert!(bars(&figure(&hours(&[("H21", "-5"), ("H22", "177")]))).is_empty());
    // A value of a day, not of a year.
    assert!(bars(&figure(&hours(&differing).values("", &[("2012-07-01", "100")]))).is_empty());
    // Another target beside those of the years.
    assert!(bars(&figure(&hours(&differing).at_least("", "100", "H25"))).is_empty());
    // Years too many for a phone.
    assert!(bars(&figure(&hours(&differing).values("", &[("R6", "100")]))).is_empty());
    // Figures counted in another way.
    let mut case = hours(&differing);
    case.indicator.breaks.push(Break {
        from: period("H22"),
        note: Prose::new("対象を広げた。"),
    });
    assert!(bars(&figure(&case)).is_empty());
    // Several series.
    let several = Case::new("時間", "時間", Polarity::Lower)
        .segments(&["一", "二"])
        .yearly_at_most("一", &TARGETS)
        .values("一", &differing)
        .values("二", &differing);
    assert!(bars(&figure(&several)).is_empty());
}

#[test]
fn a_forecast_is_hollow_and_an_absence_no_bar() {
    let case = hours(&[("H21", "191")])
        .forecast("", "H23", "198")
        .absent("", "H22", AbsenceReason::Withheld);
    let figure = figure(&case);
    let count = |class: &str| figure.marks.iter().filter(|mark| mark.class == class).count();
    assert_eq!(
        (
            count("series-1 bar"),
            count("series-1 bar forecast"),
            count("series-1 absent")
        ),
        (1, 1, 2)
    );
    assert!(figure.texts.iter().any(|text| text.content == "秘匿"));
}

#[test]
fn every_label_in_the_plot_belongs_to_the_bar_below_it() {
    for canvas in CANVASES {
        let figure = hours(&[("H21", "191"), ("H22", "177"), ("H23", "198")])
            .figure(canvas)
            .expect("a figure");
        let labels: Vec<_> = figure
            .texts
            .iter()
            .filter(|text| text.class.contains("value"))
            .collect();
        assert_eq!(labels.len(), 3);
        for label in labels {
            let bounds = label.bounds(canvas);
            let above = |bar: &Rect| (bar.left..=bar.right).contains(&label.at.0) && bounds.bottom <= bar.top;
            assert!(bars(&figure).iter().any(above), "{label:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn labels_of_bars_never_collide(
        years in proptest::collection::vec((0_i32..2_000_000, 0_i32..2_000_000, 0_u8..8), 2..14),
        unit in "(%|人|時間|回答者千人当たりの件数)",
        decimals in 0_u8..3,
    ) {
        let printed = |value: i32| match decimals {
            0 => value.to_string(),
            1 => format!("{}.{}", value / 10, value % 10),
            _ => format!("{}.{:02}", value / 100, value % 100),
        };
        let mut case = Case::new("指標", &unit, Polarity::Lower);
        for (place, (value, target, kind)) in (2015..).zip(&years) {
            let year = place.to_string();
            case = case.yearly_at_most("", &[(&year, &printed(*target))]);
            case = match kind {
                0 => case.absent("", &year, AbsenceReason::Withheld),
                1 => case.forecast("", &year, &printed(*value)),
                2 => case,
                _ => case.values("", &[(year.as_str(), printed(*value).as_str())]),
            };
        }
        for canvas in CANVASES {
            if let Some(figure) = case.figure(canvas) {
                let faults = faults(&figure);
                prop_assert!(faults.is_empty(), "{faults:#?}");
            }
        }
    }
}
