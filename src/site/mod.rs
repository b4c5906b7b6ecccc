//! Which page stands at which path, and the one hand on the folder of the site.

mod assets;
mod exports;
mod manifest;
mod output;
mod pages;
mod search;
mod verify;
mod writer;

pub use manifest::{MANIFEST, Manifest, ManifestError, Stamp};
pub use output::{Collision, Output};
pub use pages::{RenderError, render};
pub use verify::{Fault, Verified, VerifyError, verify};
pub use writer::{PublishError, Published, check_target, publish};
