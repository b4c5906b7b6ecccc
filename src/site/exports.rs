//! The files for download, the pages that offer them, and the site map.

use std::path::Path;

use super::output::Output;
use super::pages::{RenderError, Site};
use crate::exchange::export::bundle::{self, Bundle, Offer, PlanOffer};
use crate::exchange::export::codes;
use crate::exchange::export::schema::Schema;
use crate::exchange::export::table::Value;
use crate::exchange::export::tables;
use crate::exchange::export::terms::Terms;
use crate::model::{Plan, Project};
use crate::view::Address;
use crate::view::data::{
    CodeListView, CodeView, ColumnOffer, DisclosureOffer, FileOffer, PlanDataPage, PlanFiles, SchemaView, SiteDataPage,
    SiteFiles, TableOffer, anchor,
};
use crate::view::releases::ReleasesPage;

/// Adds files and pages.
pub(super) fn add(site: &mut Site<'_>, project: &Project) -> Result<(), RenderError> {
    let bundle = bundle::bundle(project)?;
    let plans: Vec<(&Plan, PlanFiles)> = project
        .plans
        .iter()
        .zip(&bundle.plans)
        .map(|(plan, offer)| (plan, plan_files(project, plan, offer)))
        .collect();
    for (plan, files) in &plans {
        let address = Address::Data(Some(plan.id.clone()));
        site.add(&address, "data.html", &PlanDataPage::new(project, plan, files))?;
    }
    let offered: Vec<(&Plan, &PlanFiles)> = plans.iter().map(|(plan, files)| (*plan, files)).collect();
    let files = site_files(project, &bundle);
    site.add(
        &Address::Data(None),
        "site-data.html",
        &SiteDataPage::new(project, &files, &offered),
    )?;
    if let Some(calendar) = &bundle.site.releases
        && let Some(page) = ReleasesPage::new(project, &calendar.path)
    {
        site.add(&Address::Releases, "releases.html", &page)?;
    }
    for (path, content) in bundle.files {
        site.output.add(path, content)?;
    }
    Ok(())
}

/// The addresses of all pages; none without an address of the site. Pages that only lead on to another are left out.
pub(super) fn site_map(project: &Project, output: &Output, redirects: &[String]) -> Option<String> {
    let base = project.site.base_url.as_deref()?;
    let is_page = |path: &&str| Path::new(path).extension().is_some_and(|extension| extension == "html");
    let pages = output
        .paths()
        .filter(is_page)
        .filter(|path| !redirects.iter().any(|one| one == path));
    let urls: Vec<String> = pages
        .map(|path| format!("<url><loc>{base}{path}</loc></url>\n"))
        .collect();
    let urls = urls.concat();
    let head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    Some(format!("{head}{urls}</urlset>\n"))
}

fn file(offer: &Offer) -> FileOffer {
    FileOffer {
        path: offer.path.clone(),
        bytes: offer.bytes,
    }
}

fn columns(schema: &Schema) -> Vec<ColumnOffer> {
    let column = |field: &crate::exchange::export::schema::Field| ColumnOffer {
        name: field.name,
        title: field.title,
        kind: field.kind.label(),
        meaning: field.meaning,
        list: field.kind.code_list(),
    };
    schema.fields().map(column).collect()
}

fn plan_files(project: &Project, plan: &Plan, offer: &PlanOffer) -> PlanFiles {
    let terms = Terms::new(project, Some(plan));
    let tables = offer.tables.iter().map(|(table, offer)| TableOffer {
        name: table.schema.name.to_owned(),
        title: table.schema.title.to_owned(),
        row: table.schema.row.to_owned(),
        rows: table.rows.len(),
        file: file(offer),
    });
    let disclosure = offer.disclosure.as_ref().map(|(table, offer)| {
        // Codes are for programs: the form has words only.
        let shown: Vec<usize> = (0..)
            .zip(table.schema.fields())
            .filter(|(_, field)| field.kind.code_list().is_none())
            .map(|(index, _)| index)
            .collect();
        let fields: Vec<_> = table.schema.fields().collect();
        DisclosureOffer {
            heads: shown.iter().map(|index| fields[*index].title).collect(),
            rows: table
                .rows
                .iter()
                .map(|row| shown.iter().map(|index| Value::plain(&row[*index])).collect())
                .collect(),
            file: file(offer),
        }
    });
    PlanFiles {
        tables: tables.collect(),
        workbook: file(&offer.workbook),
        document: file(&offer.document),
        package: file(&offer.package),
        archive: file(&offer.archive),
        disclosure,
        credits: (terms.credit, terms.credit_edited),
    }
}

fn site_files(project: &Project, bundle: &Bundle) -> SiteFiles {
    let terms = Terms::new(project, None);
    let list = |list: codes::CodeList| CodeListView {
        name: list.name,
        title: list.title,
        codes: list
            .codes
            .into_iter()
            .map(|code| CodeView {
                code: code.code,
                label: code.label,
                meaning: code.meaning,
            })
            .collect(),
    };
    SiteFiles {
        codes: file(&bundle.site.codes),
        columns: file(&bundle.site.columns),
        schema: file(&bundle.site.schema),
        catalog: file(&bundle.site.catalog),
        feed: bundle.site.feed.as_ref().map(file),
        lists: codes::lists().into_iter().map(list).collect(),
        schemas: tables::schemas()
            .map(|schema| SchemaView {
                anchor: anchor(schema.name),
                name: schema.name,
                title: schema.title,
                row: schema.row,
                columns: columns(schema),
            })
            .collect(),
        credits: (terms.credit, terms.credit_edited),
    }
}
