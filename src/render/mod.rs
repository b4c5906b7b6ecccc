//! Templates and Markdown to HTML text.

mod html;
pub mod markdown;
pub mod templates;

pub use html::Html;
pub use templates::{TemplateError, Templates};
