//! Findings about the data: place, reason, remedy; and how they are printed.
//!
//! A mistake in the data is a value we collect ([`Findings`]), never an early return: the person who keeps the
//! data corrects everything in one round. Each finding names a place in a file ([`Place`] in [`Sources`]), has a
//! stable code ([`code`]), and cannot be made without a remedy. Three printers turn the same findings into text
//! for a person ([`human`]), for programs ([`json`]) and for annotations in continuous integration ([`github`]).
//!
//! This module knows neither YAML nor the model, and opens no file.

pub mod code;
mod escape;
mod finding;
mod findings;
pub mod github;
pub mod human;
pub mod json;
mod nearest;
mod place;
mod sources;

pub use code::Code;
pub use escape::{escape, quote};
pub use finding::{Diagnostic, Fix, Severity};
pub use findings::Findings;
pub use nearest::nearest;
pub use place::{FileId, Place};
pub use sources::Sources;
