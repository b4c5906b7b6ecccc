//! The pages and files of the whole site, joined from what each plan contributes, in the order of publication.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::OnceLock;

use super::contribution::{Offered, Shown};
use super::output::Collision;
use super::page::Page;
use super::pages::{self, RenderError};
use super::search::{self, PlanLines};
use super::{assets, downloads};
use crate::exchange::export::bundle::{self, PlanNews, SiteBundle};
use crate::model::Project;
use crate::render::Templates;
use crate::view::Address;
use crate::view::data::SiteDataPage;
use crate::view::home::HomePage;
use crate::view::releases::ReleasesPage;
use crate::view::search::{SearchIndex, SearchPage};

/// Path of the calendar file.
const CALENDAR: &str = "releases.ics";

type Offers<'a> = Box<dyn Fn() -> Vec<Offered> + Send + Sync + 'a>;

/// What stands at the top of the site. The project may hold no plan: of plans only what they contribute is used.
pub struct Joined<'a> {
    project: &'a Project,
    plans: Vec<Shown>,
    offered: Offers<'a>,
    bundle: OnceLock<SiteBundle>,
}

impl<'a> Joined<'a> {
    /// Joins what the plans contribute; `offered` is asked for only by what tells of files for download.
    pub fn new(project: &'a Project, plans: Vec<Shown>, offered: impl Fn() -> Vec<Offered> + Send + Sync + 'a) -> Self {
        Self {
            project,
            plans,
            offered: Box::new(offered),
            bundle: OnceLock::new(),
        }
    }

    /// The pages.
    pub fn pages(&self) -> Vec<Page<'_>> {
        let mut pages = pages::of_site(self.project);
        pages.push(Page::new(Address::Home, "home.html", || {
            let cards = self.plans.iter();
            HomePage::new(
                self.project,
                cards.map(|one| (one.organisation.clone(), one.card.clone())),
            )
        }));
        pages.push(Page::new(Address::Search, "search.html", || {
            SearchPage::new(self.project, self.plans.iter().map(|one| one.lists.clone()).collect())
        }));
        pages.push(Page::new(Address::Data(None), "site-data.html", || {
            let files = downloads::of_site(self.project, &self.bundle().offer);
            let plans = (self.offered)().into_iter().map(|one| one.data).collect();
            SiteDataPage::new(self.project, &files, plans)
        }));
        if self.project.has_releases {
            pages.push(Page::new(Address::Releases, "releases.html", || {
                ReleasesPage::new(
                    self.project,
                    self.plans.iter().map(|one| one.releases.clone()),
                    CALENDAR,
                )
            }));
        }
        pages
    }

    /// The files that are neither page nor search index.
    pub fn files(&self, templates: &Templates) -> Result<BTreeMap<String, Vec<u8>>, RenderError> {
        let mut files = self.bundle().files.clone();
        if let Some(map) = self.site_map() {
            files.insert("sitemap.xml".to_owned(), map.into_bytes());
        }
        for (path, content) in assets::files(self.project.audience, templates) {
            if files.insert(path.clone(), content).is_some() {
                return Err(Collision {
                    first: path.clone(),
                    second: path,
                }
                .into());
            }
        }
        Ok(files)
    }

    /// Writes the search index; `lines` gives what can be found of the plan with that number, one plan after the other.
    pub fn write_search(
        &self,
        out: &mut impl io::Write,
        lines: impl FnMut(usize) -> io::Result<PlanLines>,
    ) -> io::Result<()> {
        let editions: BTreeSet<_> = self.plans.iter().flat_map(|plan| &plan.editions).copied().collect();
        let found = self.plans.iter().map(|plan| plan.found.clone()).collect();
        let index = SearchIndex::new(found, &editions);
        let places: Vec<Vec<usize>> = self
            .plans
            .iter()
            .map(|plan| plan.editions.iter().map(|one| editions.range(..one).count()).collect())
            .collect();
        search::write(&index, &places, lines, &PlanLines::of_site(self.project), out)
    }

    fn bundle(&self) -> &SiteBundle {
        self.bundle.get_or_init(|| {
            let plans = self.plans.iter().zip((self.offered)());
            let plans = plans.map(|(plan, offered)| PlanNews {
                dataset: offered.dataset,
                news: plan.news.clone(),
                events: plan.events.clone(),
            });
            bundle::of_site(self.project, plans.collect())
        })
    }

    /// The addresses of all pages; none without an address of the site. Pages that only lead on to another are left out.
    fn site_map(&self) -> Option<String> {
        let base = self.project.site.base_url.as_deref()?;
        let own = self.pages();
        let mut paths: Vec<String> = own.iter().map(Page::path).collect();
        paths.extend(self.plans.iter().flat_map(|plan| plan.pages.iter().cloned()));
        paths.sort_unstable();
        let urls: String = paths
            .iter()
            .flat_map(|path| ["<url><loc>", base, path, "</loc></url>\n"])
            .collect();
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
        Some(format!("{head}{urls}</urlset>\n"))
    }
}
