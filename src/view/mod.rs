//! One struct per page kind, ready for a template to loop over and print: every figure is formatted, every link is
//! relative, every word is chosen. Templates decide nothing.
//!
//! Deliberately does not know files, templates or CSS. Text of the publisher is rendered by `render::markdown` on the
//! way in, so that a template receives either plain text, which it escapes, or finished [`Html`](crate::render::Html).

mod answers;
mod badge;
mod cells;
mod chart_view;
mod dashboard;
mod figures;
mod follow_up_layout;
mod follow_up_table;
mod frame;
mod grid;
mod indicator_table;
mod legend;
mod lineage;
mod links;
mod outlook_table;
#[cfg(test)]
mod sample;
mod series_lines;
mod status_counts;
mod target_words;
mod tree;
mod value_table;
mod vintages;
mod wording;
mod working;
mod years_table;

pub mod about;
pub mod changes;
pub mod concordance;
pub mod corrections;
pub mod edition;
pub mod form;
pub mod home;
pub mod indicator;
pub mod matrix;
pub mod measure;
pub mod narrative;
pub mod office;
pub mod plan;
pub mod redirect;
pub mod table;

pub use badge::{Badge, Shape, Tone};
pub use frame::{Frame, Link, measure_name};
pub use links::Address;
