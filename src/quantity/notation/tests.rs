//! Plain numbers, each way of writing that is refused with what we say to it, and that no text breaks the reader.

use proptest::prelude::*;

use super::*;
use crate::quantity::{NumberFormat, SignStyle};

fn refused(text: &str) -> (String, String) {
    let error = Number::parse(text).expect_err(text);
    (error.to_string(), error.remedy())
}

#[test]
fn reads_plain_numbers_as_written() {
    for text in [
        "0",
        "1910",
        "-3",
        "13.0",
        "0.05",
        "-0.5",
        "100.00",
        "999999999999999999.999999999",
    ] {
        assert_eq!(
            Number::parse(text).map(|number| number.to_string()),
            Ok(text.to_owned())
        );
    }
    assert_eq!(Number::parse("-0").map(|number| number.to_string()), Ok("0".to_owned()));
}

#[test]
fn refuses_other_notations_and_names_the_number() {
    let cases = [
        ("1,910", "1910"),
        ("1, 910", "1910"),
        ("1，910", "1910"),
        ("1_910", "1910"),
        ("1 910", "1910"),
        ("12,345,678.9", "12345678.9"),
        (" 1910", "1910"),
        ("５０", "50"),
        ("１，９１０", "1910"),
        ("△3", "-3"),
        ("▲ 1,910", "-1910"),
        ("−3", "-3"),
        ("－3", "-3"),
        ("1e5", "100000"),
        ("1.5E-2", "0.015"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("5.", "5"),
        ("010", "10"),
        ("00", "0"),
        ("+5", "5"),
    ];
    for (text, plain) in cases {
        assert_eq!(refused(text).1, format!("「{plain}」と書いてください。"), "{text}");
    }
}

#[test]
fn refuses_units_and_says_where_they_go() {
    assert_eq!(refused("50%").1, "「50」と書き、「%」は unit に書いてください。");
    assert_eq!(refused("５０％").1, "「50」と書き、「%」は unit に書いてください。");
    assert_eq!(
        refused("347人"),
        (
            "「347人」に単位「人」が付いています。".to_owned(),
            "「347」と書き、「人」は unit に書いてください。".to_owned()
        )
    );
    assert_eq!(
        refused("1,910 時間").1,
        "「1910」と書き、「時間」は unit に書いてください。"
    );
}

#[test]
fn tells_each_mistake_from_the_others() {
    use NumberError as E;
    let kind = |text: &str| Number::parse(text).expect_err(text);
    assert_eq!(kind(""), E::Empty);
    assert_eq!(kind(" 　"), E::Empty);
    assert!(matches!(kind("1,910"), E::Separator { .. }));
    assert!(matches!(kind("５０"), E::FullWidth { .. }));
    assert!(matches!(kind("△3"), E::NegativeMark { mark: '△', .. }));
    assert!(matches!(kind("1e5"), E::Exponent { .. }));
    assert!(matches!(kind(".5"), E::DigitMissing { .. }));
    assert!(matches!(kind("010"), E::LeadingZero { .. }));
    assert!(matches!(kind("+5"), E::PlusSign { .. }));
    assert!(matches!(kind("1,91"), E::Grouping { .. }));
    assert!(matches!(kind("12,5"), E::Grouping { .. }));
    assert!(matches!(kind("1234567890123456789"), E::TooManyDigits { .. }));
    assert!(matches!(kind("0.1234567891"), E::TooManyDecimals { .. }));
    for text in [
        "NaN",
        "inf",
        "—",
        "-",
        "200 (224)",
        "約50",
        "50%以上",
        "347人以上",
        "1.2.3",
        "--3",
        "0x10",
        "1e99999",
        "5²",
        "①",
        "7~9",
        "1/2",
        "五十",
    ] {
        assert!(matches!(kind(text), E::NotANumber { .. }), "{text}: {:?}", kind(text));
    }
}

fn any_number() -> impl Strategy<Value = Number> {
    (any::<i64>(), 0_u32..=9).prop_map(|(mantissa, scale)| {
        Number::from_decimal(Decimal::try_from_i128_with_scale((mantissa / 10).into(), scale).expect("fits"))
    })
}

proptest! {
    #[test]
    fn what_is_printed_for_machines_reads_back(number in any_number()) {
        let read = Number::parse(&number.to_string());
        prop_assert_eq!(read.as_ref().map(|read| read.decimals()), Ok(number.decimals()));
        prop_assert_eq!(read, Ok(number));
    }

    #[test]
    fn what_is_printed_for_readers_is_recognised(number in any_number(), sign in prop::sample::select(vec![SignStyle::Minus, SignStyle::WhiteTriangle, SignStyle::BlackTriangle])) {
        let printed = NumberFormat { decimals: None, sign }.format(number);
        let read = Number::parse(&printed).or_else(|error| error.plain().ok_or(error));
        prop_assert_eq!(read, Ok(number), "{}", printed);
    }

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>(), number_like in "[-+−△]?[0-9０-９,，. _eE%％人]{0,24}") {
        for text in [text, number_like] {
            match Number::parse(&text) {
                Ok(number) => prop_assert_eq!(Number::parse(&number.to_string()), Ok(number)),
                Err(error) => {
                    prop_assert!(!error.to_string().is_empty() && !error.remedy().is_empty());
                    if let Some(plain) = error.plain() {
                        prop_assert_eq!(Number::parse(&plain.to_string()), Ok(plain), "{}", text);
                    }
                }
            }
        }
    }
}
