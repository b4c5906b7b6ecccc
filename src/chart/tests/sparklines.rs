//! The sparkline: when it is drawn, what it leaves out, and that it keeps to its box.

use proptest::prelude::*;

use super::collisions::{case, random_series};
use super::fixtures::Case;
use crate::model::{AbsenceReason, BoundValue, Deadline, Polarity, TargetForm};

fn rate() -> Case {
    Case::new("取得率", "%", Polarity::Higher)
}

fn drawn(case: &Case) -> String {
    case.sparkline().expect("a sparkline")
}

/// How many marks of that class there are; lines that look alike are one element, and count as often as they have strokes.
fn count(svg: &str, class: &str) -> usize {
    let elements = svg.split("class=\"").skip(1);
    let of_class = elements.filter_map(|element| element.strip_prefix(class)?.strip_prefix('"'));
    of_class
        .map(|element| element.split("/>").next().unwrap_or_default())
        .map(|element| {
            if element.contains("fill=\"none\"") {
                element.matches(['L', 'H', 'V']).count()
            } else {
                1
            }
        })
        .sum()
}

#[test]
fn a_course_begins_with_the_third_value() {
    let two = rate().values("", &[("R1", "10"), ("R2", "20")]);
    assert_eq!(two.sparkline(), None);
    let svg = drawn(&two.values("", &[("R3", "30")]));
    assert_eq!((count(&svg, "series-1 line"), count(&svg, "series-1 marker")), (2, 1));
    assert!(
        svg.contains("aria-label=\"推移：令和元年度の10%から令和3年度の30%、値は3個\""),
        "{svg}"
    );
    for forbidden in ["<text", " id=", "<title"] {
        assert!(!svg.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn nothing_is_drawn_where_values_are_missing() {
    let values = [("H27", "10"), ("H28", "12"), ("H30", "14"), ("R1", "16")];
    let svg = drawn(&rate().values("", &values).absent("", "H29", AbsenceReason::Withheld));
    assert_eq!((count(&svg, "series-1 line"), count(&svg, "series-1 gap")), (2, 0));
    // A value without neighbours is a point.
    let alone = drawn(&rate().values("", &[("H25", "1"), ("H27", "10"), ("H29", "12")]));
    assert_eq!(
        (count(&alone, "series-1 line"), count(&alone, "series-1 marker")),
        (0, 3)
    );
}

#[test]
fn forecasts_are_hollow_and_targets_level() {
    let values = [("H30", "10"), ("R1", "12")];
    let target = TargetForm::AtLeast(BoundValue::Fixed(super::fixtures::number("20")));
    let svg = drawn(
        &rate()
            .values("", &values)
            .forecast("", "R2", "14")
            .target("", target, Deadline::Every),
    );
    let marks = ["series-1 marker", "series-1 marker forecast", "target level"].map(|class| count(&svg, class));
    assert_eq!(marks, [0, 1, 1]);
    let steps = rate().values("", &values).values("", &[("R2", "14")]);
    let steps = drawn(&steps.yearly_at_most("", &[("R1", "11"), ("R2", "12"), ("R9", "13")]));
    assert_eq!(
        count(&steps, "target level"),
        2,
        "the step of R9 lies beyond the course"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn a_sparkline_keeps_to_its_box(
        series in random_series(),
        scale in "(0\\.01|1|1000000)",
    ) {
        let case = case(&[series], "人", &scale, &["一".to_owned()]);
        if let Some(svg) = case.sparkline() {
            let numbers = |attribute: &'static str| {
                let svg = svg.clone();
                let found: Vec<f64> = svg.split(&format!(" {attribute}=\"")).skip(1)
                    .filter_map(|rest| rest.split('"').next()?.parse().ok())
                    .collect();
                found
            };
            prop_assert!(numbers("cx").iter().all(|x| (4.0..=116.0).contains(x)), "{svg}");
            prop_assert!(numbers("cy").iter().all(|y| (4.0..=26.0).contains(y)), "{svg}");
        }
    }
}
