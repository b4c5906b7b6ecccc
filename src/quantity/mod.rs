//! Decimal numbers, units, ratios, rounding and the one number formatter. Pure.
//!
//! Figures are decimals as they were written, never floating point: 13.0 stays 13.0, and 347 ÷ 396 is rounded once, by one rule,
//! for table, chart and CSV alike. Whether a figure is good is not known here; that needs the polarity of its indicator.

mod change;
mod error;
mod format;
mod notation;
mod number;
mod ratio;
mod unit;

pub use change::{Change, ChangeError};
pub use error::NumberError;
pub use format::{NumberFormat, SignStyle};
pub use number::Number;
pub use ratio::{
    Agreement, agrees_with, difference, percentage_of, progress_from_baseline, ratio_to_previous_year, ratio_to_target,
};
pub use unit::Unit;
