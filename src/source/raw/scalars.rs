//! Notations of the field's own: fiscal years, periods, numbers, units, changes.

use chrono::NaiveDate;

use crate::calendar::{FiscalYear, Period, PeriodError, Reading, When};
use crate::diagnostic::{Findings, code, quote};
use crate::quantity::{Change, ChangeError, Number, NumberError, Unit};
use crate::source::{Decode, Node, Refused, scalar};

/// A period as read, with its text as written (時期).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// What it means.
    pub period: Period,
    /// As written in the YAML.
    pub text: String,
}

impl Decode for Dates {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        scalar(node, findings, code::BAD_PERIOD, |text| {
            Period::parse(text, &Reading::default()).map(|period| Self {
                period,
                text: text.to_owned(),
            })
        })
    }
}

/// A single day (日).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub NaiveDate);

impl Decode for Day {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        scalar(node, findings, code::BAD_DATE, |text| {
            match Period::parse(text, &Reading::default()) {
                Ok(Period::At(When::Day(day))) => Ok(Self(day)),
                Ok(_) | Err(_) => Err((
                    format!("{}は、1つの日として読めません", quote(text)),
                    "年月日を書いてください（例: 2026-04-01、R8.4.1、令和8年4月1日）".to_owned(),
                )),
            }
        })
    }
}

impl Decode for FiscalYear {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        scalar(node, findings, code::BAD_PERIOD, |text| {
            Self::parse(text, &Reading::default())
        })
    }
}

impl Decode for Number {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        scalar(node, findings, code::BAD_NUMBER, Self::parse)
    }
}

impl Decode for Change {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        scalar(node, findings, code::BAD_NUMBER, Self::parse)
    }
}

impl Decode for Unit {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        scalar(node, findings, code::EMPTY_VALUE, |text| {
            Self::parse(text).ok_or_else(|| {
                (
                    "単位が書かれていません".to_owned(),
                    "単位を書いてください（例: \"%\"、人、時間）".to_owned(),
                )
            })
        })
    }
}

impl From<PeriodError> for Refused {
    fn from(error: PeriodError) -> Self {
        Self {
            message: error.to_string(),
            remedy: error.remedy(),
            replacement: None,
        }
    }
}

impl From<NumberError> for Refused {
    fn from(error: NumberError) -> Self {
        Self {
            message: error.to_string(),
            remedy: error.remedy(),
            replacement: error.plain().map(|number| number.to_string()),
        }
    }
}

impl From<ChangeError> for Refused {
    fn from(error: ChangeError) -> Self {
        Self {
            message: error.to_string(),
            remedy: error.remedy(),
            replacement: None,
        }
    }
}
