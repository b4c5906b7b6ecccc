//! News of the site as an Atom feed (更新情報): editions and corrections that have a date, newest first. Only a site with an
//! address can have one: entries are named by tag URIs of its host, and a name never changes.

use std::fmt::Write;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Period;
use crate::model::{Edition, EditionId, Plan, Project};
use crate::render::Html;
use crate::view::{Address, wording};

/// A line of news.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    id: String,
    title: String,
    path: String,
    updated: NaiveDate,
    summary: String,
    author: String,
}

/// The feed of the news of all plans; none without an address or without dated news.
pub fn write(project: &Project, mut entries: Vec<Entry>) -> Option<String> {
    let base = project.site.base_url.as_deref()?;
    host(base)?;
    entries.sort_by(|left, right| right.updated.cmp(&left.updated).then_with(|| left.id.cmp(&right.id)));
    let updated = entries.first()?.updated;
    let text = |text: &str| Html::text(text).as_str().to_owned();
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ja\">\n\
         <id>{base}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}feed.atom\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{base}index.html\"/>\n<generator>mieruka</generator>\n",
        text(&project.site.title),
        instant(updated),
        text(&project.site.publisher),
    );
    for entry in entries {
        write!(
            feed,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{base}{}\"/>\n<summary>{}</summary>\n</entry>\n",
            text(&entry.id),
            text(&entry.title),
            instant(entry.updated),
            text(&entry.author),
            entry.path,
            text(&entry.summary),
        )
        .expect("writing to memory does not fail");
    }
    feed.push_str("</feed>\n");
    Some(feed)
}

/// The host of an address.
pub fn host(base: &str) -> Option<&str> {
    let (_, rest) = base.split_once("://")?;
    let host = rest.split('/').next()?;
    host.split(':').next().filter(|host| !host.is_empty())
}

/// The beginning of a day in Japan.
fn instant(day: NaiveDate) -> String {
    day.format("%Y-%m-%dT00:00:00+09:00").to_string()
}

/// The news of a plan; none without an address of the site.
pub fn of_plan(project: &Project, plan: &Plan) -> Vec<Entry> {
    let Some(host) = project.site.base_url.as_deref().and_then(host) else {
        return Vec::new();
    };
    let mut entries = Vec::new();
    for edition in &plan.editions {
        let name = name(plan, edition.id(), host);
        if let Some(updated) = edition.published.and_then(Period::last_day) {
            entries.push(Entry {
                title: format!("{}：{}", plan.short_title, edition.title),
                path: Address::Edition(plan.id.clone(), edition.id()).path(),
                updated,
                summary: format!("{}の{}版を公表しました。", plan.title, wording::edition(edition.id())),
                author: plan.organisation.clone(),
                id: name.clone(),
            });
        }
        entries.extend(corrections(plan, edition, &name));
    }
    entries
}

fn corrections(plan: &Plan, edition: &Edition, name: &str) -> Vec<Entry> {
    let dated = edition.corrections.iter().enumerate();
    let dated = dated.filter_map(|(index, correction)| Some((index, correction, correction.date.last_day()?)));
    let entry = |(index, correction, updated): (usize, &crate::model::Correction, NaiveDate)| Entry {
        id: format!("{name}/correction-{}", index + 1),
        title: format!(
            "{}：訂正（{}版で公表）",
            plan.short_title,
            wording::edition(edition.id())
        ),
        path: Address::Corrections(plan.id.clone()).path(),
        updated,
        summary: super::published::lines_of(&correction.text),
        author: plan.organisation.clone(),
    };
    dated.map(entry).collect()
}

/// `tag:www.example.lg.jp,2020:plan/2020`: the year is that of the edition, so that the name never changes.
fn name(plan: &Plan, edition: EditionId, host: &str) -> String {
    let year = edition.fiscal_year.year();
    let stage = super::codes::stage(edition.stage).code;
    format!("tag:{host},{year}:{}/{year}-{stage}", plan.id)
}
