//! Which page stands at which path, and the one hand on the folder of the site.

mod assets;
mod blueprint;
mod contribution;
mod downloads;
mod joined;
mod look;
mod manifest;
mod output;
mod page;
mod pages;
mod part;
mod search;
mod seen;
mod staging;
mod verify;
mod writer;

pub use crate::view::search::INDEX as SEARCH_INDEX;
pub use blueprint::Blueprint;
pub use contribution::{Contribution, Offered, Shown};
pub use joined::Joined;
pub use look::Look;
pub use manifest::{MANIFEST, Manifest, ManifestError, Stamp, named_inputs};
pub use output::{Collision, Output};
pub use page::Page;
pub use pages::RenderError;
pub use part::PlanPart;
pub use search::PlanLines;
pub use seen::Seen;
pub use staging::{Staging, standing};
pub use verify::{Fault, Verified, VerifyError, verify};
pub use writer::{PublishError, Published, check_target, publish};
