//! What is drawn, what is left out, and what is said.

use super::fixtures::{Case, number, period, statuses};
use crate::chart::composition;
use crate::chart::figure::{Canvas, Figure, Shape};
use crate::chart::geometry::UNIT;
use crate::model::{AbsenceReason, Base, BoundValue, Deadline, Polarity, StatusMeaning, TargetForm, Toward};

fn classes(figure: &Figure) -> Vec<&str> {
    figure.marks.iter().map(|mark| mark.class.as_str()).collect()
}

fn count(figure: &Figure, class: &str) -> usize {
    classes(figure).into_iter().filter(|found| *found == class).count()
}

fn percent() -> Case {
    Case::new("取得率", "%", Polarity::Higher)
}

fn described(case: &Case) -> String {
    case.chart().map(|chart| chart.description).unwrap_or_default()
}

#[test]
fn nothing_to_compare_is_no_chart() {
    assert_eq!(percent().chart(), None);
    assert_eq!(percent().values("", &[("R1", "10")]).chart(), None);
    assert_eq!(percent().at_least("", "50", "R2").chart(), None);
    assert_eq!(
        percent()
            .absent("", "R1", AbsenceReason::Withheld)
            .at_least("", "50", "R2")
            .chart(),
        None
    );
    assert!(
        percent()
            .values("", &[("R1", "10")])
            .at_least("", "50", "R2")
            .chart()
            .is_some()
    );
    assert!(percent().values("", &[("R1", "10"), ("R2", "10")]).chart().is_some());
}

#[test]
fn missing_years_are_gaps() {
    let figure = |case: Case| case.figure(Canvas::Wide).expect("a figure");
    let years = figure(percent().values("", &[("H28", "1"), ("H29", "2"), ("R1", "3"), ("R2", "4")]));
    assert_eq!((count(&years, "series-1 line"), count(&years, "series-1 gap")), (2, 1));
    let withheld = figure(percent().values("", &[("2019年9月", "1"), ("2020年3月", "2")]).absent(
        "",
        "2019年12月",
        AbsenceReason::Withheld,
    ));
    assert_eq!(
        (
            count(&withheld, "series-1 line"),
            count(&withheld, "series-1 gap"),
            count(&withheld, "series-1 absent")
        ),
        (0, 1, 2)
    );
}

fn texts<'figure>(figure: &'figure Figure, class: &str) -> Vec<&'figure str> {
    let texts = figure.texts.iter().filter(|text| text.class.contains(class));
    texts.map(|text| text.content.as_str()).collect()
}

#[test]
fn a_corrected_baseline_stands_once() {
    let case = percent()
        .baseline("", "R1", "133.8")
        .corrected("", "R1", "134.6")
        .values("", &[("R2", "131.2")])
        .at_least("", "150", "R4");
    let figure = case.figure(Canvas::Wide).expect("a figure");
    assert_eq!(count(&figure, "series-1 marker"), 2);
    assert!(texts(&figure, "value").contains(&"策定時 134.6%"), "{:?}", figure.texts);
    assert!(described(&case).contains("令和元年度の134.6%"), "{}", described(&case));
}

#[test]
fn series_without_a_value_share_one_mark_and_one_label() {
    let gone = |case: Case, series: &str, when: &str| case.absent(series, when, AbsenceReason::Withheld);
    let mut case = percent()
        .segments(&["甲", "乙", "丙"])
        .values("甲", &[("R1", "5"), ("R2", "6"), ("R3", "7")])
        .values("乙", &[("R1", "3")])
        .values("丙", &[("R1", "2"), ("R2", "2")]);
    case = gone(gone(gone(case, "乙", "R2"), "乙", "R3"), "丙", "R3");
    for series in ["甲", "乙", "丙"] {
        case = gone(case, series, "R4").absent(series, "R5", AbsenceReason::NotYetDue);
    }
    let wide = case.figure(Canvas::Wide).expect("a figure");
    assert_eq!(
        texts(&wide, "absent"),
        ["未到来", "秘匿", "秘匿（2区分）", "秘匿（乙）"]
    );
    assert_eq!(
        (count(&wide, "several absent"), count(&wide, "series-2 absent")),
        (6, 2)
    );
    let narrow = case.figure(Canvas::Narrow).expect("a figure");
    assert_eq!(
        texts(&narrow, "absent"),
        ["未到来", "秘匿", "秘匿", "2区分", "秘匿", "乙"]
    );
    for absent in narrow.texts.iter().filter(|text| text.class.contains("absent")) {
        let bounds = absent.bounds(Canvas::Narrow);
        let marks = narrow.marks.iter().filter(|mark| mark.class.ends_with(" absent"));
        let under = marks.filter(|mark| match &mark.shape {
            Shape::Path(points) => points.iter().any(|(x, _)| (bounds.left..=bounds.right).contains(x)),
            Shape::Polygon(_) | Shape::Rect(_) | Shape::Circle(..) => false,
        });
        assert_eq!(under.count(), 2, "{} stands over one mark", absent.content);
    }
}

#[test]
fn forecasts_are_hollow() {
    let figure = percent()
        .values("", &[("R1", "10")])
        .forecast("", "R2", "20")
        .figure(Canvas::Wide)
        .expect("a figure");
    assert_eq!(
        (
            count(&figure, "series-1 marker"),
            count(&figure, "series-1 marker forecast")
        ),
        (1, 1)
    );
    assert!(figure.texts.iter().any(|text| text.content == "20%（見込み）"));
}

#[test]
fn a_baseline_that_was_stated_again_is_drawn_once() {
    let figure = percent()
        .baseline("", "H30", "10")
        .values("", &[("H30", "10"), ("R1", "12")])
        .figure(Canvas::Wide)
        .expect("a figure");
    assert_eq!(count(&figure, "series-1 marker"), 2);
    let corrected = percent()
        .baseline("", "H30", "10")
        .values("", &[("H30", "11"), ("R1", "12")])
        .figure(Canvas::Wide)
        .expect("a figure");
    assert_eq!(
        (count(&corrected, "series-1 marker"), count(&corrected, "series-1 line")),
        (3, 1)
    );
}

#[test]
fn targets_have_the_shape_of_their_form() {
    let fixed = |value: &str| BoundValue::Fixed(number(value));
    let with = |form, deadline| {
        let case = percent()
            .baseline("", "H29", "10")
            .values("", &[("R1", "30"), ("R2", "40")])
            .target("", form, deadline);
        case.figure(Canvas::Wide).expect("a figure")
    };
    let by = || Deadline::By(period("R4"));
    let at_least = with(TargetForm::AtLeast(fixed("50")), by());
    assert_eq!(
        (
            count(&at_least, "target bar"),
            count(&at_least, "target reach"),
            count(&at_least, "path")
        ),
        (1, 1, 1)
    );
    let kept = with(TargetForm::Maintain(number("10")), by());
    assert_eq!((count(&kept, "target bar"), count(&kept, "path")), (1, 0));
    let range = with(TargetForm::Between(number("20"), number("60")), by());
    assert_eq!((count(&range, "target bar"), count(&range, "target range")), (2, 1));
    let always = with(TargetForm::AtLeast(fixed("50")), Deadline::Every);
    assert_eq!((count(&always, "target level"), count(&always, "path")), (1, 0));
    let relative = BoundValue::Relative {
        base: Base::PreviousYear,
        change: None,
    };
    let moving = with(TargetForm::AtLeast(relative), Deadline::Every);
    assert_eq!((count(&moving, "target step"), count(&moving, "target level")), (1, 0));
    let direction = with(TargetForm::Direction(Toward::Increase), by());
    assert!(classes(&direction).iter().all(|class| !class.starts_with("target")));
}

#[test]
fn an_axis_not_from_zero_says_so() {
    let note = |case: Case| {
        let figure = case.figure(Canvas::Wide).expect("a figure");
        (
            figure
                .texts
                .iter()
                .find(|text| text.class == "label unit" && text.content.starts_with("単位"))
                .cloned(),
            figure,
        )
    };
    let (unit, figure) = note(Case::new("時間", "時間", Polarity::Lower).values("", &[("R1", "1910"), ("R2", "1916")]));
    assert_eq!(
        unit.map(|text| text.content).as_deref(),
        Some("単位：時間　縦軸は1,908から")
    );
    assert_eq!(count(&figure, "axis break"), 1);
    let (unit, figure) = note(percent().values("", &[("R1", "10"), ("R2", "59.2")]));
    assert_eq!(unit.map(|text| text.content).as_deref(), Some("単位：%"));
    assert_eq!(count(&figure, "axis break"), 0);
}

#[test]
fn months_stand_where_they_are_in_time() {
    let figure = percent()
        .values("", &[("R1", "10"), ("2020-07", "20"), ("R2年度末", "30")])
        .figure(Canvas::Wide)
        .expect("a figure");
    let xs: Vec<i32> = figure
        .marks
        .iter()
        .filter_map(|mark| match (&mark.shape, mark.class.as_str()) {
            (Shape::Circle((x, _), _), "series-1 marker") => Some(*x),
            _ => None,
        })
        .collect();
    let share = f64::from(xs[1] - xs[0]) / f64::from(xs[2] - xs[0]);
    // From the middle of fiscal 2019 (September's end) to July is nine and a half months, to the following March seventeen and a half.
    assert!((share - 9.5 / 17.5).abs() < 0.01, "{share}");
}

#[test]
fn the_path_is_drawn_where_the_working_computes_it() {
    // The working: 25 + (85 − 25) × 57 ÷ 60 = 82, the value itself, which therefore stands on the path.
    let figure = percent()
        .baseline("", "R2", "25")
        .values("", &[("R7年度上半期", "82")])
        .at_least("", "85", "R7")
        .figure(Canvas::Wide)
        .expect("a figure");
    let path = figure
        .marks
        .iter()
        .find_map(|mark| match (&mark.shape, mark.class.as_str()) {
            (Shape::Path(points), "path") => Some((points[0], points[1])),
            _ => None,
        });
    let ((left, bottom), (right, top)) = path.expect("a path");
    let (x, y) = figure
        .marks
        .iter()
        .filter_map(|mark| match (&mark.shape, mark.class.as_str()) {
            (Shape::Circle(at, _), "series-1 marker") => Some(*at),
            _ => None,
        })
        .max()
        .expect("a marker");
    let on_the_path = f64::from(bottom) + f64::from(top - bottom) * f64::from(x - left) / f64::from(right - left);
    assert!(
        (on_the_path - f64::from(y)).abs() < f64::from(UNIT),
        "{on_the_path} {y}"
    );
}

#[test]
fn no_path_is_drawn_from_a_baseline_counted_in_another_way() {
    let paths = |from: &str| {
        let figure = percent()
            .baseline("", "H27", "10")
            .values("", &[("H28", "12"), ("R2", "30")])
            .at_least("", "40", "R4")
            .changed(from)
            .figure(Canvas::Wide)
            .expect("a figure");
        count(&figure, "path")
    };
    assert_eq!((paths("R1"), paths("R3")), (0, 1));
}

#[test]
fn hostile_titles_stay_text() {
    let hostile = "</title></svg><script>alert(1)</script>\" onload='x' &amp; ]]>";
    let chart = Case::new(hostile, "<b>", Polarity::Higher)
        .segments(&["<i>", "\"'&"])
        .values("<i>", &[("R1", "1"), ("R2", "2")])
        .values("\"'&", &[("R1", "3"), ("R2", "4")])
        .chart()
        .expect("a chart");
    let svg = chart.svg;
    for forbidden in ["<script", "<b>", "<i>", "onload='", "style=", "href", "xmlns:"] {
        assert!(!svg.contains(forbidden), "{forbidden}");
    }
    assert_eq!((svg.matches("<svg").count(), svg.matches("</svg>").count()), (2, 2));
    assert!(svg.contains("&lt;/title&gt;"));
}

#[test]
fn ids_begin_with_their_prefix_and_are_told_apart() {
    let svg = percent()
        .values("", &[("R1", "1"), ("R2", "2")])
        .chart()
        .expect("a chart")
        .svg;
    for id in [
        "chart-wide-title",
        "chart-wide-desc",
        "chart-narrow-title",
        "chart-narrow-desc",
    ] {
        assert_eq!(svg.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn says_how_values_stand_to_targets() {
    let from = |values: &[(&str, &str)]| percent().baseline("", "H27", "20").values("", values);
    let lower = |value: &str| {
        let bound = TargetForm::AtMost(BoundValue::Fixed(number("7")));
        Case::new("割合", "%", Polarity::Lower)
            .values("", &[("R2", "10.7"), ("R3", value)])
            .target("", bound, Deadline::By(period("R7")))
    };
    for (case, said) in [
        (
            from(&[("R1", "40")]).at_least("", "50", "R2"),
            "取得率は、平成27年度の20%から令和元年度の40%になり、目標（令和2年度に50%以上）に届いていない。計画経路に届いていない。",
        ),
        (
            from(&[("R1", "45")]).at_least("", "50", "R2"),
            "取得率は、平成27年度の20%から令和元年度の45%になり、目標（令和2年度に50%以上）に届いていない。計画経路には達している。",
        ),
        (
            from(&[("R2", "50")]).at_least("", "50", "R2"),
            "取得率は、平成27年度の20%から令和2年度の50%になり、目標（令和2年度に50%以上）に達している。",
        ),
        (
            from(&[]).at_least("", "50", "R2"),
            "取得率は、平成27年度に20%であり、目標（令和2年度に50%以上）と比べる値はまだない。",
        ),
        (
            from(&[("R1", "20")]),
            "取得率は、平成27年度も令和元年度も20%であり、目標は設定されていない。",
        ),
        (
            from(&[("R1", "30")]).target("", TargetForm::Direction(Toward::Increase), Deadline::By(period("R3"))),
            "取得率は、平成27年度の20%から令和元年度の30%になり、目標（令和3年度に増加）の方向に動いている。",
        ),
        (
            lower("6.5"),
            "割合は、令和2年度の10.7%から令和3年度の6.5%になり、目標（令和7年度に7%以下）の範囲に収まっている。",
        ),
        (
            lower("8"),
            "割合は、令和2年度の10.7%から令和3年度の8%になり、目標（令和7年度に7%以下）を超えている。",
        ),
        (
            from(&[("R1", "50")]).target("", TargetForm::Maintain(number("10")), Deadline::By(period("R7"))),
            "取得率は、平成27年度の20%から令和元年度の50%になり、目標（令和7年度に10%以上を維持）を上回っている。",
        ),
    ] {
        assert_eq!(described(&case), said);
    }
}

#[test]
fn of_many_rows_the_first_and_the_last_are_told() {
    let words = [("実施", StatusMeaning::Implemented)];
    let rows: Vec<(String, [u32; 1])> = (1..=9).map(|row| (format!("見出し{row}"), [row])).collect();
    let rows: Vec<(&str, &[u32])> = rows
        .iter()
        .map(|(heading, counts)| (heading.as_str(), counts.as_slice()))
        .collect();
    let chart = composition(&statuses(&words, &rows, 0), "chart").expect("a chart");
    assert_eq!(
        chart.description,
        "「見出し1」は1件で、実施1件。「見出し9」は9件で、実施9件。その間の7行の件数は、表にある。"
    );
}

#[test]
fn one_thing_alone_has_no_composition() {
    let words = [("実施", StatusMeaning::Implemented)];
    assert_eq!(composition(&statuses(&words, &[("見出し", &[1])], 0), "chart"), None);
}

#[test]
fn a_composition_leaves_out_empty_headings() {
    let words = [("実施", StatusMeaning::Implemented)];
    assert_eq!(composition(&statuses(&words, &[("見出し", &[0])], 0), "chart"), None);
    let counted = statuses(&words, &[("見出し", &[2]), ("空の見出し", &[0])], 0);
    let chart = composition(&counted, "chart").expect("a chart");
    assert_eq!(chart.description, "「見出し」は2件で、実施2件。");
}
