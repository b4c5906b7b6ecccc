//! Over many random series no label lies on another, on a line or on a marker, and none leaves the figure.

use proptest::prelude::*;

use super::fixtures::{Case, number, statuses};
use crate::chart::figure::{Canvas, Figure, Shape, Text};
use crate::chart::geometry::Rect;
use crate::chart::markers;
use crate::chart::stacked;
use crate::model::{AbsenceReason, BoundValue, Deadline, Polarity, StatusMeaning, TargetForm};

pub(super) const CANVASES: [Canvas; 2] = [Canvas::Wide, Canvas::Narrow];

/// What is wrong with the labels of a figure.
pub(super) fn faults(figure: &Figure) -> Vec<String> {
    let mut faults = Vec::new();
    let whole = Rect {
        left: 0,
        top: 0,
        right: figure.canvas.width(),
        bottom: figure.height,
    };
    let labels: Vec<(&Text, Rect)> = figure
        .texts
        .iter()
        .map(|text| (text, text.bounds(figure.canvas)))
        .collect();
    for (place, (text, rect)) in labels.iter().enumerate() {
        if !whole.contains(rect) {
            faults.push(format!("「{}」 leaves the figure: {rect:?} of {whole:?}", text.content));
        }
        for (other, other_rect) in &labels[place + 1..] {
            if rect.overlaps(other_rect) {
                faults.push(format!("「{}」 lies on 「{}」", text.content, other.content));
            }
        }
        for mark in figure.marks.iter().filter(|mark| !mark.class.contains("grid")) {
            let hit = match &mark.shape {
                Shape::Path(points) => points.windows(2).any(|pair| rect.is_crossed_by(pair[0], pair[1])),
                Shape::Polygon(points) => points.iter().any(|point| rect.overlaps(&Rect::around(*point, 1))),
                Shape::Rect(area) => rect.overlaps(area),
                Shape::Circle(centre, radius) => rect.overlaps(&Rect::around(*centre, *radius)),
            };
            if hit {
                faults.push(format!("「{}」 lies on {}", text.content, mark.class));
            }
        }
    }
    faults
}

#[derive(Debug, Clone)]
pub(super) struct RandomSeries {
    baseline: Option<i32>,
    values: Vec<(i32, i32, u8)>,
    goal: Option<(u8, i32, i32)>,
}

pub(super) fn random_series() -> impl Strategy<Value = RandomSeries> {
    let values = proptest::collection::vec((0_i32..24, -300_i32..3000, 0_u8..8), 0..16);
    (
        proptest::option::of(-300_i32..3000),
        values,
        proptest::option::of((0_u8..5, -300_i32..3000, 0_i32..8)),
    )
        .prop_map(|(baseline, values, goal)| RandomSeries { baseline, values, goal })
}

pub(super) fn case(series: &[RandomSeries], unit: &str, scale: &str, names: &[String]) -> Case {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut case = Case::new("指標", unit, Polarity::Higher);
    if series.len() > 1 {
        case = case.segments(&names);
    }
    for (place, one) in series.iter().enumerate() {
        let segment = if series.len() > 1 { names[place] } else { "" };
        let printed = |value: i32| {
            number(&value.to_string())
                .checked_mul(number(scale))
                .expect("small")
                .to_string()
        };
        if let Some(value) = one.baseline {
            case = case.baseline(segment, "H20", &printed(value));
        }
        for (when, value, kind) in &one.values {
            let year = 2009 + when / 2;
            let when = if when % 2 == 0 {
                format!("{year}")
            } else {
                format!("{year}年7月")
            };
            case = match kind {
                0 => case.absent(segment, &when, AbsenceReason::Withheld),
                1 => case.forecast(segment, &when, &printed(*value)),
                _ => case.values(segment, &[(when.as_str(), printed(*value).as_str())]),
            };
        }
        if let Some((kind, value, when)) = one.goal {
            let (bound, year) = (BoundValue::Fixed(number(&printed(value))), format!("{}", 2018 + when));
            let form = TargetForm::AtLeast(bound);
            case = match kind {
                0 => case.target(segment, form, Deadline::Every),
                1 => {
                    let above = number(&printed(value)).checked_add(number("7")).expect("small");
                    let range = TargetForm::Between(number(&printed(value)), above);
                    case.target(segment, range, Deadline::By(super::fixtures::period(&year)))
                }
                2 => {
                    let steps: Vec<(String, String)> = (0..6)
                        .map(|step| (format!("{}", 2015 + step), printed(value + step * 9)))
                        .collect();
                    let steps: Vec<(&str, &str)> = steps
                        .iter()
                        .map(|(when, value)| (when.as_str(), value.as_str()))
                        .collect();
                    case.yearly_at_most(segment, &steps)
                }
                _ => case.target(
                    segment,
                    form,
                    Deadline::By(super::fixtures::period(&format!("{year}年度末"))),
                ),
            };
        }
    }
    case
}

proptest! {
    #[test]
    fn labels_of_trends_never_collide(
        series in proptest::collection::vec(random_series(), 1..8),
        unit in "(%|人|時間|回答者千人当たりの件数)",
        scale in "(0\\.01|0\\.1|1|1000|1000000)",
        names in proptest::collection::hash_set("[a-zA-Z0-9ぁ-んァ-ン一-龠（）・]{1,24}", 8),
    ) {
        let names: Vec<String> = names.into_iter().collect();
        let case = case(&series, &unit, &scale, &names);
        for canvas in CANVASES {
            if let Some(figure) = case.figure(canvas) {
                let faults = faults(&figure);
                prop_assert!(faults.is_empty(), "{faults:#?}");
            }
        }
        prop_assert_eq!(case.chart(), case.chart());
    }

    #[test]
    fn labels_of_compositions_never_collide(
        rows in proptest::collection::vec(("[ぁ-んa-z]{1,60}", proptest::collection::vec(0_u32..20, 6)), 1..6),
        words in proptest::collection::hash_set("[ぁ-ん一-龠a-z]{1,12}", 6),
        unanswered in 0_u32..3,
    ) {
        use StatusMeaning::{Considering, Ended, Implemented, Partial, Planned, Undecided};
        let words: Vec<String> = words.into_iter().collect();
        let meanings = [Implemented, Partial, Planned, Considering, Undecided, Ended];
        let words: Vec<(&str, StatusMeaning)> = words.iter().map(String::as_str).zip(meanings).collect();
        let rows: Vec<(&str, &[u32])> = rows.iter().map(|(heading, counts)| (heading.as_str(), counts.as_slice())).collect();
        let composition = statuses(&words, &rows, unanswered);
        for canvas in CANVASES {
            let faults = faults(&stacked::figure(&composition, "説明", canvas));
            prop_assert!(faults.is_empty(), "{faults:#?}");
        }
    }
}

/// The axis does not begin at zero, and the first figures stand right beside the sign that says so.
#[test]
fn labels_keep_off_the_sign_of_a_broken_axis() {
    let beside_it = [
        Case::new("指標", "%", Polarity::Higher)
            .absent("", "2010", AbsenceReason::Withheld)
            .values("", &[("2010年7月", "23.43"), ("2018", "21.35")]),
        Case::new("指標", "%", Polarity::Higher)
            .baseline("", "H20", "1231")
            .target(
                "",
                TargetForm::AtLeast(BoundValue::Fixed(number("1385"))),
                Deadline::By(super::fixtures::period("2018年度末")),
            ),
    ];
    for case in beside_it {
        for canvas in CANVASES {
            let figure = case.figure(canvas).expect("a figure");
            assert!(figure.marks.iter().any(|mark| mark.class == "axis break"));
            assert_eq!(faults(&figure), Vec::<String>::new());
        }
    }
}

#[test]
fn a_usual_series_keeps_all_its_labels() {
    let years: Vec<(String, String)> = (0..8)
        .map(|year| (format!("{}", 2013 + year), format!("{}.{}", 20 + year * 5, year)))
        .collect();
    let years: Vec<(&str, &str)> = years
        .iter()
        .map(|(when, value)| (when.as_str(), value.as_str()))
        .collect();
    let case = Case::new("指標", "%", Polarity::Higher)
        .values("", &years)
        .at_least("", "60", "R5");
    for canvas in CANVASES {
        let figure = case.figure(canvas).expect("a figure");
        let values = figure.texts.iter().filter(|text| text.class.contains("value")).count();
        let least = if canvas == Canvas::Wide { 8 } else { 4 };
        assert!(values >= least, "{values} labels on {canvas:?}");
    }
}

#[test]
fn every_series_has_a_name_and_a_shape() {
    let names = ["一", "二", "三", "四", "五", "六"];
    let case = names.iter().fold(
        Case::new("指標", "人", Polarity::Higher).segments(&names),
        |case, name| case.values(name, &[("R1", "10"), ("R2", "10")]),
    );
    let figure = case.figure(Canvas::Narrow).expect("a figure");
    for (place, name) in names.iter().enumerate() {
        let class = format!("label name {}", markers::series_class(place));
        assert!(
            figure
                .texts
                .iter()
                .any(|text| text.content == *name && text.class == class),
            "{name}"
        );
    }
}
