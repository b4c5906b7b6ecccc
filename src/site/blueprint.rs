//! The whole site, before anything of it is made: what stands where. It can be made at once, or file by file.

use std::path::Path;

use rayon::prelude::*;

use super::assets;
use super::contribution::Shown;
use super::joined::Joined;
use super::manifest::named_inputs;
use super::output::Output;
use super::page::Page;
use super::pages::RenderError;
use super::part::PlanPart;
use crate::edition::Released;
use crate::render::Templates;
use crate::view::search::INDEX;

/// A site to be made of a project that went through the door of `edition`.
pub struct Blueprint<'a> {
    project: &'a Released,
    parts: Vec<PlanPart<'a>>,
}

impl<'a> Blueprint<'a> {
    /// Says what stands where; makes nothing.
    pub fn of(project: &'a Released) -> Self {
        Self {
            project,
            parts: PlanPart::all(project),
        }
    }

    /// The parts of the plans.
    pub fn parts(&self) -> &[PlanPart<'a>] {
        &self.parts
    }

    /// What stands at the top of the site.
    pub fn joined(&self) -> Joined<'_> {
        let shown: Vec<Shown> = self.parts.par_iter().map(PlanPart::shown).collect();
        Joined::new(self.project, shown, || {
            self.parts.iter().map(PlanPart::offered).collect()
        })
    }

    /// Makes the file at one path and nothing that it does not need; none when the site has no such file. The manifest is not
    /// made here: it names every file.
    pub fn file(&self, path: &str, templates: &Templates) -> Result<Option<Vec<u8>>, RenderError> {
        let text = |pages: Vec<Page<'_>>| {
            let page = pages.into_iter().find(|page| page.path() == path);
            page.map(|page| page.render(templates)).transpose()
        };
        let folder = path.split_once('/').map(|(folder, _)| folder);
        if folder == Some("assets") && path != INDEX {
            let files = assets::files(self.project.audience, templates);
            let asset = files.into_iter().find(|(name, _)| name == path);
            return Ok(asset.map(|(_, content)| content));
        }
        if let Some(part) = self.parts.iter().find(|part| folder == Some(part.plan().as_str())) {
            return match text(part.pages())? {
                Some(text) => Ok(Some(text.into_bytes())),
                // Not worth making all downloads.
                None if is_page(path) => Ok(None),
                None => Ok(part.downloads().get(path).cloned()),
            };
        }
        let joined = self.joined();
        if let Some(text) = text(joined.pages())? {
            return Ok(Some(text.into_bytes()));
        }
        if is_page(path) {
            return Ok(None);
        }
        if path == INDEX {
            return Ok(Some(self.search(&joined)));
        }
        Ok(joined.files(templates)?.remove(path))
    }

    /// Makes everything, on all cores. What is made does not depend on how many there are.
    pub fn render(&self, templates: &Templates) -> Result<Output, RenderError> {
        let project = self.project;
        let mut output = Output::of(project.audience, project.as_of);
        // Files for download take longest: they are begun first.
        self.parts.par_iter().for_each(|part| {
            part.downloads();
        });
        let joined = self.joined();
        let mut pages = joined.pages();
        pages.extend(self.parts.iter().flat_map(PlanPart::pages));
        let texts: Vec<_> = pages.par_iter().map(|page| page.render(templates)).collect();
        for (page, text) in pages.iter().zip(texts) {
            output.add(page.path(), text?.into_bytes())?;
        }
        for part in &self.parts {
            for (path, content) in part.downloads() {
                output.add(path.clone(), content.clone())?;
            }
        }
        for (path, content) in joined.files(templates)? {
            output.add(path, content)?;
        }
        output.add(INDEX.to_owned(), self.search(&joined))?;
        output.made_of(named_inputs(&project.inputs, templates));
        Ok(output)
    }

    fn search(&self, joined: &Joined<'_>) -> Vec<u8> {
        let mut lines = self
            .parts
            .par_iter()
            .map(PlanPart::lines)
            .collect::<Vec<_>>()
            .into_iter();
        let mut text = Vec::new();
        joined
            .write_search(&mut text, |_| Ok(lines.next().unwrap_or_default()))
            .expect("writing to memory does not fail");
        text
    }
}

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "html")
}
