//! Which files are offered for download and where they stand (ダウンロード).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::catalog::{self, Dataset, Distribution};
use super::package::{self, Resource};
use super::table::Table;
use super::terms::Terms;
use super::{archive, csv_file, dictionary, disclosure, document, feed, records, releases, tables, workbook};
use crate::model::{Plan, PlanId, Project};
use crate::view::data_file;

/// Media type of a ZIP archive.
const ZIP: &str = "application/zip";
const JSON: &str = "application/json";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The files of a plan by path from the top of the site, and what is offered of them.
pub struct PlanBundle {
    /// Files.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is offered.
    pub offer: PlanOffer,
    /// The plan in the catalogue.
    pub dataset: Dataset,
}

/// The files of the whole site by path from the top of the site, and what is offered of them.
pub struct SiteBundle {
    /// Files.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is offered.
    pub offer: SiteOffer,
}

/// What the files of the whole site say of a plan.
pub struct PlanNews {
    /// The plan in the catalogue.
    pub dataset: Dataset,
    /// Its news, for the feed.
    pub news: Vec<feed::Entry>,
    /// Its planned publications, in lines of the calendar.
    pub events: Vec<String>,
}

/// What is offered of a plan.
pub struct PlanOffer {
    /// The plan.
    pub plan: PlanId,
    /// Tables with their files.
    pub tables: Vec<(Table, Offer)>,
    /// The workbook.
    pub workbook: Offer,
    /// The document that reads in again.
    pub document: Offer,
    /// The description of the package.
    pub package: Offer,
    /// Everything.
    pub archive: Offer,
    /// The Cabinet Office's list.
    pub disclosure: Option<(Table, Offer)>,
}

/// What is offered of the site.
pub struct SiteOffer {
    /// Code table.
    pub codes: Offer,
    /// Dictionary of columns.
    pub columns: Offer,
    /// JSON Schema of the tables.
    pub schema: Offer,
    /// JSON Schema of the documents of plans.
    pub document_schema: Offer,
    /// Catalogue.
    pub catalog: Offer,
    /// Feed.
    pub feed: Option<Offer>,
    /// Calendar file.
    pub releases: Option<Offer>,
}

/// A file that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Path from the top of the site.
    pub path: String,
    /// Size.
    pub bytes: usize,
}

/// Makes the files of the whole site, from what they say of each plan, in the order of publication.
pub fn of_site(project: &Project, plans: Vec<PlanNews>) -> SiteBundle {
    let mut files = Files::default();
    let (mut datasets, mut news, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for plan in plans {
        datasets.push(plan.dataset);
        news.extend(plan.news);
        events.extend(plan.events);
    }
    let catalog = catalog::write(project, datasets).to_line();
    let offer = SiteOffer {
        codes: files.add("data/codes.csv".to_owned(), CODES.clone()),
        columns: files.add("data/columns.csv".to_owned(), csv_file::write(&dictionary::columns())),
        schema: files.add("data/tables.schema.json".to_owned(), records::json_schema().to_line()),
        document_schema: files.add(
            "data/plan.schema.json".to_owned(),
            format!("{}\n", document::json_schema()).into_bytes(),
        ),
        catalog: files.add("data/catalog.jsonld".to_owned(), catalog),
        feed: feed::write(project, news).map(|feed| files.add("feed.atom".to_owned(), feed.into_bytes())),
        releases: releases::write(project, events).map(|text| files.add("releases.ics".to_owned(), text.into_bytes())),
    };
    SiteBundle { files: files.0, offer }
}

/// The code table: every archive holds it.
static CODES: LazyLock<Vec<u8>> = LazyLock::new(|| csv_file::write(&dictionary::codes()));

#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    fn add(&mut self, path: String, content: Vec<u8>) -> Offer {
        let bytes = content.len();
        self.0.insert(path.clone(), content);
        Offer { path, bytes }
    }
}

/// Makes the files of a plan.
pub fn of_plan(project: &Project, plan: &Plan) -> PlanBundle {
    let mut files = Files::default();
    let id = &plan.id;
    let at = |name: &str| data_file(id, name);
    let rows = tables::of_plan(project, plan);
    let mut inside: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut offers = Vec::new();
    for table in &rows {
        let name = format!("{}.csv", table.schema.name);
        let text = csv_file::write(table);
        inside.insert(name.clone(), text.clone());
        offers.push(files.add(at(&name), text));
    }
    let resources: Vec<Resource<'_>> = rows
        .iter()
        .zip(&offers)
        .map(|(table, offer)| Resource {
            table,
            path: format!("{}.csv", table.schema.name),
            bytes: offer.bytes,
        })
        .collect();
    let described = package::of_plan(project, plan, &resources).to_line();
    let terms = Terms::new(project, Some(plan));
    let cover = workbook::Cover {
        licence: terms.name.clone(),
        credit: terms.credit.clone(),
    };
    let document = document::of_plan(project, plan).to_line();
    let book = workbook::write(project, plan, &rows, &cover, &document);
    let list = disclosure::table(project, plan);
    let disclosure = (!list.rows.is_empty()).then(|| {
        let text = csv_file::write(&list);
        inside.insert("disclosure.csv".to_owned(), text.clone());
        (list, files.add(at("disclosure.csv"), text))
    });
    inside.insert("datapackage.json".to_owned(), described.clone());
    inside.insert(format!("{id}.json"), document.clone());
    inside.insert("tables.json".to_owned(), records::write(plan, &rows));
    inside.insert("codes.csv".to_owned(), CODES.clone());
    let offer = PlanOffer {
        plan: id.clone(),
        workbook: files.add(at(&format!("{id}.xlsx")), book),
        document: files.add(at(&format!("{id}.json")), document),
        package: files.add(at("datapackage.json"), described),
        archive: files.add(
            at(&format!("{id}.zip")),
            archive::pack(inside.iter().map(|(path, content)| (path.as_str(), content.as_slice()))),
        ),
        tables: rows.into_iter().zip(offers).collect(),
        disclosure,
    };
    PlanBundle {
        dataset: catalog::of_plan(project, plan, &distributions(plan, &offer)),
        files: files.0,
        offer,
    }
}

fn distributions(plan: &Plan, offer: &PlanOffer) -> Vec<Distribution> {
    let file = |offer: &Offer, title: &str, media_type| Distribution {
        path: offer.path.clone(),
        title: format!("{}（{}）", title, plan.short_title),
        media_type,
        bytes: offer.bytes,
    };
    vec![
        file(&offer.archive, "すべての表（CSV、JSON）", ZIP),
        file(&offer.workbook, "ワークブック", XLSX),
        file(&offer.document, "計画のJSON", JSON),
        file(&offer.package, "データパッケージ", JSON),
    ]
}
