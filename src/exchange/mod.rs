//! Data out and data in: what leaves the site as data (二次利用), and the forms that offices hand round (様式の配布と回収).
//!
//! - [`export`]: the published data as files. Knows no access rules: what must not be published never reaches the model
//!   it is given;
//! - [`questions`]: what an office is asked for an edition, by the plan and the edition's file;
//! - [`form`]: the questions as a workbook to fill in;
//! - [`collect`]: returned workbooks as answers, with a finding at its cell for whatever could not be read.
//! - [`import`]: tables that were made elsewhere, and our own exports, as data files.
//!
//! Bytes in, values out, and the other way round: no file is opened or written here.

pub mod collect;
pub mod export;
pub mod form;
pub mod import;
pub mod questions;
