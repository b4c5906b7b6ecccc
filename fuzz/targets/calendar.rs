//! Any text, read as a date: no panic; what is read prints in every style and reads back as the same; what is refused is
//! refused with words and a remedy.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mieruka::calendar::{Era, FiscalYear, Period, Reading, YearStyle};

const STYLES: [YearStyle; 5] = [
    YearStyle::Era,
    YearStyle::Western,
    YearStyle::EraWithWestern,
    YearStyle::WesternWithEra,
    YearStyle::Short,
];

fuzz_target!(|text: &str| {
    let told = Reading {
        bare_era: Some(Era::Heisei),
        relative_to: FiscalYear::new(2020).map(FiscalYear::last_day),
    };
    for reading in [Reading::default(), told] {
        match Period::parse(text, &reading) {
            Ok(period) => {
                let _ = (
                    period.first_day(),
                    period.last_day(),
                    period.fiscal_year(),
                    period.month_index(),
                );
                for style in STYLES {
                    let label = period.label(style);
                    assert_eq!(
                        Period::parse(&label, &Reading::default()),
                        Ok(period),
                        "{text:?} printed as {label:?}"
                    );
                }
            }
            Err(error) => assert!(!error.to_string().is_empty() && !error.remedy().is_empty(), "{text:?}"),
        }
        if let Err(error) = FiscalYear::parse(text, &reading) {
            assert!(!error.to_string().is_empty() && !error.remedy().is_empty(), "{text:?}");
        }
    }
});
