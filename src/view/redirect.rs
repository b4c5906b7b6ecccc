//! The page at an address that a measure or indicator had before (以前の id): it leads on to the present one.

use serde::Serialize;

use super::Address;
use super::frame::{Frame, Link};
use crate::model::{Plan, Project};

/// The page.
#[derive(Debug, Serialize)]
pub struct RedirectPage {
    /// Frame.
    pub frame: Frame,
    /// What has moved, in one sentence.
    pub text: String,
    /// Where it stands now.
    pub target: Link,
}

impl RedirectPage {
    /// The page at `from` that leads to `to`; `what` has moved, and is called `name` now.
    pub fn new(project: &Project, plan: &Plan, from: &Address, to: &Address, what: &str, name: &str) -> Self {
        let text = format!("この{what}のページは移りました");
        Self {
            frame: Frame::new(project, Some(plan), from, &text),
            text: format!("{text}。自動的に移らないときは、次のリンクから進んでください。"),
            target: Link::new(from, to, name),
        }
    }
}
