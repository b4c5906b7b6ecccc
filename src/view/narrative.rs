//! A narrative page (説明ページ): background, organisation, method, in the publisher's words.

use serde::Serialize;

use super::internal::InternalNote;
use super::{Address, Frame};
use crate::model::{Page, Plan, Project};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct NarrativePage {
    /// Frame.
    pub frame: Frame,
    /// Text.
    pub text: Html,
}

impl NarrativePage {
    /// The page.
    pub fn new(project: &Project, plan: &Plan, page: &Page) -> Self {
        let address = Address::Narrative(plan.id.clone(), page.id.clone());
        Self {
            frame: Frame::new(project, Some(plan), &address, &page.title).with(InternalNote::of(&page.handling)),
            text: markdown::block(&page.text, "text", 2),
        }
    }
}
