//! Which page stands at which path, and the one hand on the folder of the site.

mod assets;
mod output;
mod pages;
mod writer;

pub use output::{Collision, MANIFEST, Output};
pub use pages::{RenderError, render};
pub use writer::{PublishError, Published, check_target, publish};
