//! Templates and Markdown to HTML text.

mod html;
pub mod markdown;
pub mod templates;
mod whole;

pub use html::{Html, upright};
pub use templates::{TemplateError, Templates};
