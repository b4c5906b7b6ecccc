//! Fiscal years (年度), eras (元号) and every kind of date the papers use. Pure.
//!
//! A plan's papers mix 年度, 年度末, 年, 月 and 日, in era and western years; here each is a kind of its own, so that a month is
//! never compared as if it were a year. Nothing in this folder reads a clock: what 昨年 means is told by a [`Reading`].
//!
//! **Years that are read.** Fiscal and calendar years from 1868 (明治元年) to 2200; months and days from 1873-01-01, when Japan
//! took up the solar calendar (an earlier 明治5年11月 is a month of another calendar), to the last day of fiscal year 2200.

mod calendar_year;
mod cursor;
mod days;
mod era;
mod error;
mod fiscal_year;
mod moment;
mod notation;
mod one_year_on;
mod period;
mod season;
mod span;
mod when;
mod written_date;
mod written_year;
mod year_month;
mod year_style;

pub use calendar_year::CalendarYear;
pub use era::{Era, EraYear};
pub use error::PeriodError;
pub use fiscal_year::FiscalYear;
pub use moment::Moment;
pub use notation::Reading;
pub use period::Period;
pub use season::Season;
pub use span::Span;
pub use when::{Half, When};
pub use year_month::YearMonth;
pub use year_style::YearStyle;
