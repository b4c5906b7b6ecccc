//! Each way of writing found in the papers, each mistake with what we say to it, and the round trip of every label.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::calendar::{CalendarYear, Half, YearMonth};

fn read(text: &str) -> Result<Period, PeriodError> {
    Period::parse(text, &Reading::default())
}

/// Reads `text` and prints it in western years, which show kind and year at once.
fn western(text: &str) -> String {
    read_as(text, Reading::default())
}

fn read_as(text: &str, reading: Reading) -> String {
    Period::parse(text, &reading).map_or_else(|error| error.to_string(), |period| period.label(YearStyle::Western))
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the test")
}

#[test]
fn reads_every_way_of_writing() {
    let cases = [
        // Fiscal years, bare ones among them.
        ("2015", "2015年度"),
        ("H27", "2015年度"),
        ("h27", "2015年度"),
        ("平成27", "2015年度"),
        ("R2", "2020年度"),
        ("R02", "2020年度"),
        ("Ｒ２", "2020年度"),
        ("FY2020", "2020年度"),
        ("FY2020年度", "2020年度"),
        ("平成27年度", "2015年度"),
        ("㍻27年度", "2015年度"),
        ("令和元年度", "2019年度"),
        ("令和1年度", "2019年度"),
        ("平成31年度", "2019年度"),
        ("平成32年度", "2020年度"),
        ("昭和63年度", "1988年度"),
        ("平成元年度", "1989年度"),
        ("平成 ２９年度", "2017年度"),
        ("平成　29 年度", "2017年度"),
        ("令和2（2020）年度", "2020年度"),
        ("2020（令和2）年度", "2020年度"),
        ("2020(R2)年度", "2020年度"),
        ("平成32（2020）年度", "2020年度"),
        ("令和2年度（2020年度）", "2020年度"),
        ("2020年度（令和2年度）", "2020年度"),
        ("R2（2020）", "2020年度"),
        // Their ends and halves.
        ("令和2年度末", "2020年度末"),
        ("H32年度末", "2020年度末"),
        ("令和2（2020）年度末", "2020年度末"),
        ("令和2年度上半期", "2020年度上半期"),
        ("R2年度下期", "2020年度下半期"),
        // Years, months, days.
        ("2020年", "2020年"),
        ("令和2年", "2020年"),
        ("平成31年", "2019年"),
        ("令和元年", "2019年"),
        ("令和2年7月", "2020年7月"),
        ("2020（令和2）年7月", "2020年7月"),
        ("2020年（令和2年）7月", "2020年7月"),
        ("2020-07", "2020年7月"),
        ("2020/7", "2020年7月"),
        ("R2.7", "2020年7月"),
        ("平成31年4月", "2019年4月"),
        ("令和元年5月", "2019年5月"),
        ("昭和64年1月", "1989年1月"),
        ("平成元年1月", "1989年1月"),
        ("2020-04-01", "2020年4月1日"),
        ("令和2年4月1日", "2020年4月1日"),
        ("令和２年 ４月 １日", "2020年4月1日"),
        ("平成27年10月1日", "2015年10月1日"),
        ("R2.4.1", "2020年4月1日"),
        ("令和3年2月末", "2021年2月末"),
        ("令和3年2月末日", "2021年2月末"),
        ("H25年12月末", "2013年12月末"),
        ("R3.2末", "2021年2月末"),
        // Marks that say nothing more.
        ("令和2年4月1日現在", "2020年4月1日"),
        ("H25年12月末時点", "2013年12月末"),
        // Spans.
        ("2018年8月～2021年1月", "2018年8月～2021年1月"),
        ("2018年8月〜2021年1月", "2018年8月～2021年1月"),
        ("2018年8月~2021年1月", "2018年8月～2021年1月"),
        ("2018年8月-2021年1月", "2018年8月～2021年1月"),
        ("2018年8月−2021年1月", "2018年8月～2021年1月"),
        ("2018年8月 ― 2021年1月", "2018年8月～2021年1月"),
        ("2018-08-2021-01", "2018年8月～2021年1月"),
        ("2018-08-01-2021-01-31", "2018年8月1日～2021年1月31日"),
        ("2018-08～2021-01", "2018年8月～2021年1月"),
        ("H27-R2", "2015年度～2020年度"),
        ("2015-2020", "2015年度～2020年度"),
        ("2015～2020年", "2015年～2020年"),
        ("2015年～2020", "2015年～2020年"),
        ("平成27～令和2年度", "2015年度～2020年度"),
        ("平成27年度から令和2年度まで", "2015年度～2020年度"),
        ("平成29年度～", "2017年度～"),
        ("平成29年度から", "2017年度～"),
        ("平成29年度以降", "2017年度～"),
        ("令和2年4月～令和4年度末", "2020年4月～2022年度末"),
        // Every fiscal year.
        ("毎年度", "毎年度"),
        ("令和2年度以降毎年度", "2020年度以降毎年度"),
        ("毎年度（令和2年度～）", "2020年度以降毎年度"),
    ];
    for (text, expected) in cases {
        assert_eq!(western(text), expected, "{text}");
    }
}

#[test]
fn the_first_fiscal_year_of_reiwa_is_one_year() {
    assert_eq!(read("平成31年度"), read("令和元年度"));
    assert_ne!(read("2019"), read("2019年"));
    assert_ne!(read("令和2年度末"), read("令和3年3月末"));
}

#[test]
fn era_less_years_are_read_only_when_declared() {
    let heisei = Reading {
        bare_era: Some(Era::Heisei),
        ..Reading::default()
    };
    let cases = [
        ("27", "2015年度"),
        ("27年度", "2015年度"),
        ("２７年度", "2015年度"),
        ("27年", "2015年"),
        ("元年度", "1989年度"),
        ("29～31年度", "2017年度～2019年度"),
    ];
    for (text, expected) in cases {
        assert_eq!(read_as(text, heisei), expected, "{text}");
        assert!(matches!(read(text), Err(PeriodError::EraMissing { .. })), "{text}");
    }
    assert_eq!(
        read("27年度").map_err(|error| error.remedy()),
        Err("平成なら「H27」、令和なら「R27」のように元号を付けるか、西暦の4桁で書いてください。".to_owned())
    );
    assert!(matches!(
        Period::parse("31年5月", &heisei),
        Err(PeriodError::OtherEra { .. })
    ));
    assert!(matches!(
        Period::parse("27.5", &heisei),
        Err(PeriodError::Unreadable { .. })
    ));
}

#[test]
fn relative_years_are_counted_from_the_day_given() {
    // In February the calendar year and the fiscal year differ: 2021 and FY2020.
    let february = Reading {
        relative_to: Some(day(2021, 2, 1)),
        ..Reading::default()
    };
    for (text, expected) in [
        ("昨年8月", "2020年8月"),
        ("昨年", "2020年"),
        ("前年度", "2019年度"),
        ("昨年度末", "2019年度末"),
        ("本年度", "2020年度"),
        ("今年度", "2020年度"),
        ("翌年度", "2021年度"),
        ("来年4月1日", "2022年4月1日"),
    ] {
        assert_eq!(read_as(text, february), expected, "{text}");
        assert!(matches!(read(text), Err(PeriodError::Relative { .. })), "{text}");
    }
}

#[test]
fn says_what_is_wrong_and_what_to_write() {
    let cases = [
        (
            "",
            "時期が書かれていません。",
            "「R2」「令和2年度」「令和2年7月」「2020-04-01」のように書いてください。",
        ),
        (
            "平成31年5月",
            "「平成31年5月」は平成の期間に入りません。",
            "同じ時期は「令和元年5月」です。そのように書くか、年を確かめてください。",
        ),
        (
            "令和元年4月1日",
            "「令和元年4月1日」は令和の期間に入りません。",
            "同じ時期は「平成31年4月1日」です。そのように書くか、年を確かめてください。",
        ),
        (
            "平成32年",
            "「平成32年」は平成の期間に入りません。",
            "同じ時期は「令和2年」です。そのように書くか、年を確かめてください。",
        ),
        (
            "R0",
            "「R0」という年はありません。元号の最初の年は元年（1年）です。",
            "元年なら「R1」と書いてください。",
        ),
        (
            "2020-13",
            "「2020-13」の13月という月はありません。",
            "月は1から12で書いてください。2年以上にわたる期間は「2020～2021」のように「～」で書いてください。",
        ),
        (
            "2021-02-29",
            "「2021-02-29」という日はありません。2021年2月は28日までです。",
            "月の最後の日なら「2021年2月末」または「2021-02-28」と書いてください。",
        ),
        (
            "令和2（2019）年度",
            "「令和2(2019)年度」は、前が2020年、かっこの中が2019年を指し、食い違っています。",
            "2020年と2019年のどちらが正しいかを確かめ、和暦か西暦の一方だけを書いてください。",
        ),
        (
            "H25見込み",
            "「H25見込み」の「見込み」は時期ではなく、値の区分です。",
            "時期は「H25」とだけ書き、見込みであることは vintage: forecast に書いてください。",
        ),
    ];
    for (text, message, remedy) in cases {
        let error = read(text).expect_err(text);
        assert_eq!(
            (error.to_string().as_str(), error.remedy().as_str()),
            (message, remedy),
            "{text}"
        );
    }
}

#[test]
fn refuses_what_is_no_date() {
    let unreadable = [
        "現在",
        "昨日",
        "H",
        "令和",
        "H2 7",
        "H2020",
        "202",
        "20200",
        "2020年度7月",
        "2020年7",
        "2020年7月1",
        "2020年上半期",
        "R2末",
        "FYR2",
        "FY2020年7月",
        "2020(R2",
        "2020(R2)年度(R2年度)x",
        "～R2",
        "R2～R3～R4",
        "2020-07-01-",
        "毎年",
        "平成二十九年度",
        "2020.7.",
        "２０２０年７月ごろ",
    ];
    for text in unreadable {
        assert!(
            matches!(read(text), Err(PeriodError::Unreadable { .. })),
            "{text}: {:?}",
            read(text)
        );
    }
    for text in ["H0", "S0年度", "令和0年7月"] {
        assert!(matches!(read(text), Err(PeriodError::YearZero { .. })), "{text}");
    }
    for text in ["1867", "2201", "9999年", "明治5年11月", "1872-12-31", "2201-04"] {
        assert!(matches!(read(text), Err(PeriodError::OutOfRange { .. })), "{text}");
    }
    for text in ["R2～R1", "2020-07～2020-06", "2020年7月10日～2020年7月1日"] {
        assert!(matches!(read(text), Err(PeriodError::Backwards { .. })), "{text}");
    }
    assert!(matches!(read("2015年度～2020年"), Err(PeriodError::MixedYears { .. })));
    assert!(matches!(read("2020年0月"), Err(PeriodError::NoSuchMonth { .. })));
    assert!(matches!(read("2020年4月0日"), Err(PeriodError::NoSuchDay { .. })));
}

#[test]
fn a_fiscal_year_is_asked_for() {
    let parse = |text| FiscalYear::parse(text, &Reading::default());
    assert_eq!(parse("令和2年度").ok(), FiscalYear::new(2020));
    let error = parse("令和3年2月").expect_err("a month");
    assert_eq!(
        error.remedy(),
        "「令和2年度」のことなら、そのように年度で書いてください。"
    );
    assert!(matches!(
        parse("2020年"),
        Err(PeriodError::NotFiscalYear { within: None, .. })
    ));
}

fn any_style() -> impl Strategy<Value = YearStyle> {
    use YearStyle::{Era, EraWithWestern, Short, Western, WesternWithEra};
    prop::sample::select(vec![Era, WesternWithEra, EraWithWestern, Short, Western])
}

fn any_fiscal_year() -> impl Strategy<Value = FiscalYear> {
    (1868..=2200).prop_filter_map("in range", FiscalYear::new)
}

fn any_month() -> impl Strategy<Value = YearMonth> {
    (1873..=2200, 1_u32..=12).prop_filter_map("in range", |(year, month)| YearMonth::new(year, month))
}

fn any_when() -> impl Strategy<Value = When> {
    let days = (1873..=2200, 1_u32..=366);
    prop_oneof![
        any_fiscal_year().prop_map(When::FiscalYear),
        any_fiscal_year().prop_map(When::FiscalYearEnd),
        (any_fiscal_year(), prop::sample::select(vec![Half::First, Half::Second]))
            .prop_map(|(year, half)| When::FiscalYearHalf(year, half)),
        (1868..=2200)
            .prop_filter_map("in range", CalendarYear::new)
            .prop_map(When::CalendarYear),
        any_month().prop_map(When::Month),
        any_month().prop_map(When::MonthEnd),
        days.prop_filter_map("a day", |(year, ordinal)| NaiveDate::from_yo_opt(year, ordinal))
            .prop_map(When::Day),
    ]
}

fn any_period() -> impl Strategy<Value = Period> {
    prop_oneof![
        4 => any_when().prop_map(Period::At),
        1 => prop::option::of(any_fiscal_year()).prop_map(|from| Period::EveryFiscalYear { from }),
        1 => any_when().prop_map(|from| Period::Span(Span::since(from))),
        3 => (any_when(), any_when()).prop_filter_map("forward and of one kind", |(one, other)| {
            let mixed = matches!((one, other), (When::FiscalYear(_), When::CalendarYear(_)) | (When::CalendarYear(_), When::FiscalYear(_)));
            let span = Span::new(one, other).or_else(|| Span::new(other, one));
            span.filter(|_| !mixed).map(Period::Span)
        }),
    ]
}

proptest! {
    #[test]
    fn every_label_reads_back(period in any_period(), style in any_style()) {
        let label = period.label(style);
        prop_assert_eq!(read(&label), Ok(period), "{}", label);
    }

    #[test]
    fn equal_only_when_ordered_equal(one in any_period(), other in any_period()) {
        prop_assert_eq!(one == other, one.cmp(&other).is_eq());
        prop_assert_eq!(one.cmp(&other), other.cmp(&one).reverse());
    }

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>(), dated in "[0-9元年度月日末HR令和平成毎昨FY()（）～~.／/ －-]{0,14}") {
        let reading = Reading { bare_era: Some(Era::Heisei), relative_to: Some(day(2021, 2, 1)) };
        for text in [&text, &dated] {
            if let Err(error) = read(text) {
                prop_assert!(!error.to_string().is_empty() && !error.remedy().is_empty());
            }
            let _ = FiscalYear::parse(text, &reading);
        }
    }
}
