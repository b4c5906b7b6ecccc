//! Gathers the items of the site's own pages: how to read it, downloads, accessibility.

use super::collect::{Head, Texts};
use super::{Item, Kind};
use crate::model::Project;
use crate::view::Address;
use crate::view::about::AboutPage;
use crate::view::accessibility::{POLICY, RESULTS};
use crate::view::legend::{Explained, MarkView};

/// All items of the site that are no plan's.
pub(super) fn items(project: &Project) -> Vec<Item> {
    let item = |address: &Address, title: &str, texts: Texts| {
        Item(Kind::Site, address.path(), title.to_owned(), None, texts.into_texts())
    };
    let about = AboutPage::new(project);
    let mut items = vec![
        item(&Address::About, &about.frame.title, about_texts(&about)),
        item(&Address::Data(None), "データ", data_texts()),
    ];
    if project.has_releases {
        items.push(item(&Address::Releases, "公表予定", Texts::default()));
    }
    if let Some(accessibility) = &project.site.accessibility {
        let policy = &accessibility.policy;
        let mut texts = Texts::default();
        texts.add_all(Head::Body, [&policy.scope]);
        texts.add_all(Head::Body, &policy.exceptions);
        texts.add_all(Head::Body, &policy.additional);
        texts.add_all(Head::Body, &policy.issues);
        items.push(item(&Address::AccessibilityPolicy, POLICY, texts));
        if !accessibility.results.is_empty() {
            let mut texts = Texts::default();
            for test in &accessibility.results {
                texts.add_all(Head::Body, [&test.scope]);
                texts.add_all(Head::Body, &test.remedy);
                texts.add_all(Head::Note, &test.notes);
            }
            items.push(item(&Address::AccessibilityResults, RESULTS, texts));
        }
    }
    items
}

fn about_texts(about: &AboutPage) -> Texts {
    let mut texts = Texts::default();
    for section in &about.sections {
        texts.add_word(Head::Content, &section.title);
    }
    for verdict in &about.verdicts {
        texts.add_word(Head::Term, &format!("{}：{}", verdict.badge.word, verdict.meaning));
    }
    let explained = |one: &Explained| format!("{}：{}", one.badge.word, one.meaning);
    let lists = [
        &about.statuses,
        &about.directions,
        &about.ratings,
        &about.vintages,
        &about.states,
    ];
    for one in lists.into_iter().flatten() {
        texts.add_word(Head::Term, &explained(one));
    }
    for MarkView { mark, meaning } in &about.absences {
        texts.add_word(Head::Term, &format!("{mark}：{meaning}"));
    }
    texts
}

fn data_texts() -> Texts {
    let mut texts = Texts::default();
    texts.add_word(Head::Summary, "表のダウンロード（Excel、CSV、JSON、ZIP）と、列の意味");
    texts
}
