//! From files to a tree of YAML nodes with places, and from there to raw shapes.
//!
//! One reading path, in this order; each step reports what it finds and the next goes on with the rest:
//!
//! 1. [`walk`](walk()) lists the files that matter and names those that look as if they should;
//! 2. [`gate`] turns bytes into text: size, encoding, characters that must not be there;
//! 3. [`tree`] turns the events of the YAML parser into [`Node`]s that know their place and how they were written;
//! 4. [`Decode`] turns nodes into raw shapes, declared with [`shape!`] and [`words!`], collecting every finding.
//!
//! [`load`](load()) does 1 to 3 for a whole data folder. Nothing here knows what a plan means.

mod build;
mod containers;
mod decode;
mod each;
mod encoding;
pub mod gate;
mod glance;
mod hints;
mod id;
mod indentation;
mod inputs;
mod load;
mod names;
mod page;
mod presets;
mod project;
pub mod raw;
mod read;
mod scalars;
mod schema;
mod shape;
mod syntax;
pub mod tree;
mod walk;
mod words;

pub use containers::{Map, OneOrMany};
pub use decode::{At, Decode, Refused, decode_value, scalar, wrong_kind};
pub use each::each;
pub use encoding::table_text;
pub use glance::{Glance, open, reread};
pub use id::{Id, check_id};
pub use inputs::{Input, nameable};
pub use load::{Document, EditionFile, Folder, Inputs, Page, PlanFolder, load};
pub use names::EditionName;
pub use page::RawPage;
pub use project::{RawEdition, RawPlan, RawProject, read_plan, read_site};
pub use scalars::Text;
pub use schema::{Definitions, Describe, Properties, describe_words, schema};
pub use serde_json::Value as SchemaValue;
pub use shape::{Field, Fields};
pub use tree::{Node, Style, Value};
pub use walk::{Found, FoundFile, FoundPlan, walk};
pub use words::word;

pub use crate::{shape, words};
