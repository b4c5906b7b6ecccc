//! Findings about the data: place, reason, remedy; and how they are printed.
//!
//! A mistake in the data is a value we collect ([`Findings`]), never an early return: the person who keeps the
//! data corrects everything in one round. Each finding names a place in a file ([`Place`] in [`Sources`]), has a
//! stable code ([`code`]), and cannot be made without a remedy. Five printers turn the same findings into text
//! for a person ([`human`]), for programs ([`json`], [`sarif`]) and for annotations in continuous integration
//! ([`github`], [`gitlab`]). What each code means is told by [`explain`].
//!
//! This module knows neither YAML nor the model, and opens no file.

pub mod code;
mod escape;
mod excerpt;
pub mod explain;
mod finding;
mod findings;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
mod nearest;
mod place;
pub mod sarif;
mod sources;

pub use code::Code;
pub use escape::{defuse, escape, quote};
pub use excerpt::Excerpt;
pub use finding::{Diagnostic, Fix, Severity};
pub use findings::Findings;
pub use nearest::nearest;
pub use place::{FileId, Place};
pub use sources::Sources;
