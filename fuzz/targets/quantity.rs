//! Any text, read as a number, a change and a unit; two numbers, put through every sum the verdicts use: no panic, what is
//! read prints and reads back as the same, what is refused is refused with words and a remedy.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mieruka::quantity::{
    Change, Number, NumberFormat, SignStyle, Unit, agrees_with, difference, percentage_of, progress_from_baseline,
    ratio_to_previous_year, ratio_to_target,
};

const SIGNS: [SignStyle; 3] = [SignStyle::Minus, SignStyle::WhiteTriangle, SignStyle::BlackTriangle];

fuzz_target!(|text: &str| {
    let numbers: Vec<Number> = text.split('|').filter_map(number).take(3).collect();
    if let [value, others @ ..] = numbers.as_slice() {
        for other in others {
            sums(*value, *other, others[others.len() - 1]);
        }
    }
    match Change::parse(text) {
        Ok(change) => {
            assert!(!change.label().is_empty());
            for number in numbers {
                let _ = change.apply(number);
            }
        }
        Err(error) => assert!(!error.to_string().is_empty() && !error.remedy().is_empty(), "{text:?}"),
    }
    if let Some(unit) = Unit::parse(text) {
        assert!(!unit.as_str().is_empty() && !unit.difference_unit().as_str().is_empty());
    }
});

fn number(text: &str) -> Option<Number> {
    match Number::parse(text) {
        Ok(number) => {
            assert_eq!(Number::parse(&number.to_string()), Ok(number), "{text:?}");
            for sign in SIGNS {
                for decimals in [None, Some(0), Some(1), Some(9)] {
                    let format = NumberFormat {
                        decimals,
                        sign,
                        ..NumberFormat::default()
                    };
                    let printed = format.format(number);
                    assert!(printed != "-0" && !printed.is_empty(), "{text:?}");
                    let _ = format.format_difference(number, &Unit::percent());
                }
            }
            Some(number)
        }
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.remedy().is_empty(), "{text:?}");
            None
        }
    }
}

fn sums(value: Number, other: Number, third: Number) {
    let made = [
        value.checked_add(other),
        value.checked_sub(other),
        value.checked_mul(other),
        value.checked_div(other),
        difference(value, other),
        percentage_of(value, other),
        ratio_to_target(value, other),
        ratio_to_previous_year(value, other),
        progress_from_baseline(value, other, third),
    ];
    for number in made.into_iter().flatten() {
        let _ = (
            number.rounded(1),
            number.truncated(1),
            number.absolute(),
            number.to_string(),
        );
        let _ = agrees_with(value, number);
    }
}
