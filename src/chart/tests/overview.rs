//! The overview of indicators: what each form of target makes of a row, and that no label lies on another.

use proptest::prelude::*;

use super::collisions::{CANVASES, case, faults, random_series};
use super::fixtures::{Case, number, period};
use crate::chart::dumbbell;
use crate::chart::figure::{Canvas, Figure, Shape};
use crate::chart::standing::Row;
use crate::model::{AbsenceReason, Base, BoundValue, Break, Deadline, Polarity, Prose, TargetForm, Toward};

fn rate() -> Case {
    Case::new("取得率", "%", Polarity::Higher)
        .baseline("", "H27", "20")
        .values("", &[("R1", "40")])
}

fn only_row(case: &Case) -> Row {
    let mut rows = case.rows();
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

fn drawn(case: &Case) -> Figure {
    dumbbell::figure(&[only_row(case)], &[only_row(case)], "題", "説明", Canvas::Wide)
}

/// Places of the marks of a class on the scale, without those of the legend.
fn places(figure: &Figure, class: &str) -> Vec<(i32, i32)> {
    let axis = figure.marks.iter().find_map(|mark| match &mark.shape {
        Shape::Path(points) if mark.class == "axis" => Some(points[0].1),
        _ => None,
    });
    let axis = axis.expect("a row has a scale");
    let spans = figure
        .marks
        .iter()
        .filter(|mark| mark.class == class)
        .map(|mark| match &mark.shape {
            Shape::Path(points) | Shape::Polygon(points) => {
                let xs = || points.iter().map(|(x, _)| *x);
                let ys = || points.iter().map(|(_, y)| *y);
                (xs().min(), xs().max(), ys().max())
            }
            Shape::Rect(rect) => (Some(rect.left), Some(rect.right), Some(rect.bottom)),
            Shape::Circle((x, y), radius) => (Some(x - radius), Some(x + radius), Some(y + radius)),
        });
    spans
        .filter(|(_, _, bottom)| bottom.is_some_and(|bottom| bottom >= axis))
        .filter_map(|(left, right, _)| Some((left?, right?)))
        .collect()
}

fn fixed(value: &str) -> BoundValue {
    BoundValue::Fixed(number(value))
}

#[test]
fn the_band_lies_on_the_side_that_satisfies_the_target() {
    let by = || Deadline::By(period("R7"));
    let with = |form| drawn(&rate().target("", form, by()));
    let (left, right) = places(&with(TargetForm::None), "axis")[0];

    let at_least = with(TargetForm::AtLeast(fixed("50")));
    let (bar, band) = (places(&at_least, "target bar")[0], places(&at_least, "satisfied")[0]);
    assert_eq!((band.0, band.1), (bar.0, right));

    let at_most = with(TargetForm::AtMost(fixed("30")));
    let (bar, band) = (places(&at_most, "target bar")[0], places(&at_most, "satisfied")[0]);
    assert_eq!((band.0, band.1), (left, bar.0));

    let range = with(TargetForm::Between(number("10"), number("30")));
    let (bars, band) = (places(&range, "target bar"), places(&range, "satisfied")[0]);
    assert_eq!((bars.len(), band.0, band.1), (2, bars[0].0, bars[1].0));

    let exactly = with(TargetForm::Exactly(fixed("30")));
    assert_eq!(
        (
            places(&exactly, "target bar").len(),
            places(&exactly, "satisfied").len()
        ),
        (1, 0)
    );

    let direction = with(TargetForm::Direction(Toward::Increase));
    assert_eq!(
        (
            places(&direction, "target bar").len(),
            places(&direction, "satisfied").len()
        ),
        (0, 1)
    );

    let words = with(TargetForm::Qualitative("高める".to_owned()));
    assert_eq!(
        (places(&words, "target bar").len(), places(&words, "satisfied").len()),
        (0, 0)
    );
}

#[test]
fn a_level_to_be_kept_has_its_band_by_polarity() {
    let kept = |polarity| {
        let case = Case::new("時間", "時間", polarity)
            .baseline("", "H27", "20")
            .values("", &[("R1", "22")]);
        only_row(&case.target("", TargetForm::Maintain(number("20")), Deadline::Every)).satisfied
    };
    let holds = |polarity, value| kept(polarity).is_some_and(|span| span.holds(number(value)));
    assert!(holds(Polarity::Higher, "22") && holds(Polarity::Higher, "20") && !holds(Polarity::Higher, "19"));
    assert!(holds(Polarity::Lower, "19") && holds(Polarity::Lower, "20") && !holds(Polarity::Lower, "22"));
}

#[test]
fn standing_still_does_not_satisfy_a_direction() {
    let row = only_row(&rate().target("", TargetForm::Direction(Toward::Increase), Deadline::By(period("R7"))));
    let span = row.satisfied.expect("a direction has a side");
    assert!(!span.holds(number("20")) && span.holds(number("20.1")) && !span.holds(number("19")));
}

#[test]
fn every_scale_begins_at_zero_unless_there_is_less() {
    let ends = |case: &Case| -> Vec<String> {
        let figure = drawn(case);
        let ticks = figure.texts.iter().filter(|text| text.class == "label tick");
        ticks.map(|text| text.content.clone()).collect()
    };
    let near = Case::new("時間", "時間", Polarity::Lower)
        .baseline("", "H27", "1916")
        .values("", &[("R1", "1910")]);
    assert_eq!(ends(&near), ["0", "2,000"]);
    assert_eq!(ends(&rate().at_least("", "90", "R7")), ["0%", "100%"]);
    let below = Case::new("収支", "億円", Polarity::Higher)
        .baseline("", "H27", "-3")
        .values("", &[("R1", "4")]);
    assert_eq!(ends(&below), ["−3", "4"]);
}

#[test]
fn what_is_missing_is_said_and_not_drawn() {
    let none_yet = Case::new("取得率", "%", Polarity::Higher)
        .baseline("", "H27", "20")
        .at_least("", "50", "R2");
    assert_eq!(
        only_row(&none_yet).said,
        ["20% → まだ値なし", "目標 50%以上（令和2年度）"]
    );
    assert!(places(&drawn(&none_yet), "series-1 marker").is_empty());

    let no_baseline = Case::new("時間", "時間", Polarity::Lower)
        .forecast("", "H25", "200")
        .yearly_at_most("", &[("H25", "186")]);
    assert_eq!(
        only_row(&no_baseline).said,
        ["現状 200時間（見込み）", "目標 186時間以下（平成25年度）"]
    );
    let figure = drawn(&no_baseline);
    assert_eq!(places(&figure, "series-1 marker forecast").len(), 1);
    assert!(places(&figure, "marker baseline").is_empty() && places(&figure, "moved").is_empty());

    let withheld = rate().absent("", "R2", AbsenceReason::Withheld);
    assert_eq!(only_row(&withheld).said, ["20% → 40%", "令和2年度は秘匿"]);

    let unknown_base = BoundValue::Relative {
        base: Base::PreviousYear,
        change: None,
    };
    let relative = Case::new("件数", "件", Polarity::Higher)
        .values("", &[("R1", "40")])
        .target("", TargetForm::AtLeast(unknown_base), Deadline::Every);
    assert_eq!(only_row(&relative).said, ["現状 40件", "目標の基準となる実績なし"]);
    assert!(!only_row(&relative).is_worth_drawing());
}

#[test]
fn all_and_nothing_have_nothing_beyond_them() {
    let said = |case: &Case| only_row(case).said.last().cloned().unwrap_or_default();
    assert_eq!(said(&rate().at_least("", "100", "R2")), "目標 100%（令和2年度）");
    let none = TargetForm::AtMost(fixed("0"));
    let people = Case::new("人数", "人", Polarity::Lower).values("", &[("R1", "4")]);
    assert_eq!(said(&people.target("", none, Deadline::Every)), "目標 0人（毎年度）");
}

#[test]
fn a_changed_definition_parts_baseline_and_latest_value() {
    let mut case = rate();
    case.indicator.breaks.push(Break {
        from: period("H30"),
        note: Prose::new("対象を広げた。"),
    });
    assert_eq!(only_row(&case).said, ["20% → 40%", "途中で定義変更"]);
    assert!(places(&drawn(&case), "moved").is_empty());
    assert_eq!(places(&drawn(&rate()), "moved").len(), 1);
}

#[test]
fn a_long_overview_is_parted_between_indicators() {
    let rows = |title: &str, count: usize| -> Vec<Row> {
        let row = || Row {
            title: title.to_owned(),
            ..only_row(&rate())
        };
        std::iter::repeat_with(row).take(count).collect()
    };
    let sizes = |rows: &[Row]| dumbbell::parts(rows).into_iter().map(<[Row]>::len).collect::<Vec<_>>();
    assert_eq!(sizes(&rows("一", 4)), [4]);
    assert_eq!(sizes(&[rows("一", 3), rows("二", 3), rows("三", 1)].concat()), [3, 4]);
    assert_eq!(
        sizes(&rows("一", 10)),
        [4, 4, 2],
        "one indicator may need more than a part"
    );
}

#[test]
fn a_name_leads_to_its_indicator_and_the_figure_is_no_image_then() {
    let written = |href: Option<&str>| {
        let row = Row {
            href: href.map(str::to_owned),
            ..only_row(&rate())
        };
        let figure = dumbbell::figure(
            std::slice::from_ref(&row),
            std::slice::from_ref(&row),
            "題",
            "説明",
            Canvas::Wide,
        );
        crate::chart::svg::write(&figure, "id")
    };
    let linked = written(Some("indicators/rate.html"));
    assert!(linked.contains("role=\"group\"") && linked.contains("<g aria-hidden=\"true\">"));
    let link = linked.lines().find(|line| line.starts_with("<a "));
    assert!(
        link.is_some_and(
            |link| link.starts_with("<a href=\"indicators/rate.html\"><text class=\"label heading\"")
                && link.ends_with(">取得率</text></a>")
        ),
        "{linked}"
    );
    assert!(linked.find("</g>").unwrap() < linked.find("<a ").unwrap(), "{linked}");
    let plain = written(None);
    assert!(plain.contains("role=\"img\"") && !plain.contains("<a ") && !plain.contains("aria-hidden"));
}

#[test]
fn tells_how_many_stand_where_and_what_is_not_drawn() {
    let case = Case::new("取得率", "%", Polarity::Higher)
        .segments(&["一", "二", "三", "四"])
        .at_least("一", "50", "R2")
        .at_least("二", "50", "R2")
        .values("一", &[("R1", "40")])
        .values("二", &[("R1", "50")])
        .baseline("三", "H27", "1")
        .values("三", &[("R1", "2")])
        .values("四", &[("R1", "2")]);
    assert_eq!(
        case.overview().expect("a figure").description,
        "指標と区分ごとに1行、全部で3行に、目標設定時の値、現状の値、目標を満たす範囲を示す。\
         現状の値が目標を満たす範囲にあるのは1行、まだないのは1行、目標や値がなく比べられないのは1行。\
         比べる数値がそろわず、図にないもの：取得率（四）。"
    );
    assert_eq!(
        rate().at_least("", "50", "R2").overview(),
        None,
        "a single row is not worth a figure"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn labels_of_overviews_never_collide(
        series in proptest::collection::vec(random_series(), 2..8),
        unit in "(%|人|時間|回答者千人当たりの件数)",
        scale in "(0\\.01|0\\.1|1|1000|1000000)",
        names in proptest::collection::hash_set("[a-zA-Z0-9ぁ-んァ-ン一-龠（）・]{1,40}", 8),
    ) {
        let names: Vec<String> = names.into_iter().collect();
        let rows: Vec<Row> = case(&series, &unit, &scale, &names)
            .rows()
            .into_iter()
            .filter(Row::is_worth_drawing)
            .collect();
        if !rows.is_empty() {
            for canvas in CANVASES {
                let faults = faults(&dumbbell::figure(&rows, &rows, "題", "説明", canvas));
                prop_assert!(faults.is_empty(), "{faults:#?}");
            }
        }
    }
}
