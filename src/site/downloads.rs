//! The files for download, as the pages that offer them say it.

use crate::exchange::export::bundle::{Offer, PlanOffer, SiteOffer};
use crate::exchange::export::codes;
use crate::exchange::export::schema::Schema;
use crate::exchange::export::tables;
use crate::exchange::export::terms::Terms;
use crate::model::{Plan, Project};
use crate::view::data::{
    CodeListView, CodeView, ColumnOffer, DisclosureOffer, FileOffer, PlanFiles, SchemaView, SiteFiles, TableOffer,
    anchor,
};

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

/// What is offered of a plan.
pub(super) fn of_plan(project: &Project, plan: &Plan, offer: &PlanOffer) -> PlanFiles {
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
                .map(|row| shown.iter().map(|index| row[*index].to_string()).collect())
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

/// What is offered of the site.
pub(super) fn of_site(project: &Project, offer: &SiteOffer) -> SiteFiles {
    let terms = Terms::new(project, None);
    let list = |list: codes::CodeList| CodeListView {
        name: list.name,
        title: list.title,
        codes: list
            .codes
            .into_iter()
            .map(|code| CodeView {
                code: code.code,
                label: code.label.into_owned(),
                meaning: code.meaning.into_owned(),
            })
            .collect(),
    };
    SiteFiles {
        codes: file(&offer.codes),
        columns: file(&offer.columns),
        schema: file(&offer.schema),
        document_schema: file(&offer.document_schema),
        catalog: file(&offer.catalog),
        feed: offer.feed.as_ref().map(file),
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
