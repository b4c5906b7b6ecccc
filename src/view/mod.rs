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
pub(crate) mod figures;
mod follow_up_filters;
pub(crate) mod follow_up_layout;
pub(crate) mod follow_up_table;
mod frame;
mod grid;
mod indicator_table;
mod internal;
mod legend;
mod lineage;
mod links;
pub(crate) mod measure_link;
mod outlook_table;
mod overview;
#[cfg(test)]
mod sample;
pub(crate) mod series_lines;
mod status_counts;
pub(crate) mod target_words;
mod tree;
mod value_table;
mod vintages;
pub(crate) mod wording;
pub(crate) mod working;
mod years_table;

pub mod about;
pub mod accessibility;
pub mod changes;
pub mod concordance;
pub mod corrections;
pub mod data;
pub mod edition;
pub mod form;
pub mod home;
pub mod indicator;
pub mod matrix;
pub mod measure;
pub mod narrative;
pub mod navigation;
pub mod office;
pub mod plan;
pub mod redirect;
pub mod releases;
pub mod report;
pub mod search;
pub mod table;
pub mod tables_then;
pub mod withheld;

pub use badge::{Badge, Shape, Tone};
pub use frame::{Frame, Licence, Link, licence, measure_name};
pub use links::{Address, data_file};
