//! A page that can be made: where it stands is known before anything of it is.

use serde::Serialize;

use super::pages::RenderError;
use crate::render::Templates;
use crate::view::Address;

type Make<'a> = Box<dyn Fn(&Templates) -> Result<String, RenderError> + Send + Sync + 'a>;

/// A page of the site: making it needs no other page, so that pages are made in any order, at once, or one alone.
pub struct Page<'a> {
    address: Address,
    template: &'static str,
    redirects: bool,
    make: Make<'a>,
}

impl<'a> Page<'a> {
    /// A page that prints what `view` gives.
    pub(super) fn new<View: Serialize>(
        address: Address,
        template: &'static str,
        view: impl Fn() -> View + Send + Sync + 'a,
    ) -> Self {
        Self {
            address,
            template,
            redirects: false,
            make: Box::new(move |templates| Ok(templates.render(template, &view())?)),
        }
    }

    /// The page, which only leads on to another.
    pub(super) fn redirecting(self) -> Self {
        Self {
            redirects: true,
            ..self
        }
    }

    /// What it is.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The template that prints it: its kind.
    pub fn template(&self) -> &'static str {
        self.template
    }

    /// Path from the top of the site.
    pub fn path(&self) -> String {
        self.address.path()
    }

    /// Whether it only leads on to another: such pages are in no list of pages.
    pub fn redirects(&self) -> bool {
        self.redirects
    }

    /// Makes it.
    pub fn render(&self, templates: &Templates) -> Result<String, RenderError> {
        (self.make)(templates)
    }
}
