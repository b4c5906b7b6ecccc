//! What every page has around its content: titles, the way to it, the navigation of its plan, notices and the foot.

use serde::{Deserialize, Serialize};

use super::Address;
use super::internal::{self, InternalNote};
use super::measure_link::measure_link;
use super::navigation::PlanNavigation;
use super::wording;
use crate::model::{Audience, Measure, Plan, PlanState, Project};
use crate::render::{Html, markdown};

/// The frame of a page. Every page struct has it as its field `frame`; `templates/base.html` prints it.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// Heading of the page: its one `h1`.
    pub title: String,
    /// The mark of the internal edition (内部版); none on public pages.
    pub internal: Option<InternalMark>,
    /// For the browser's tab: page, plan, site.
    pub document_title: String,
    /// For the margin of every printed sheet: body, plan, page.
    pub running_title: String,
    /// One sentence about the page, for search engines.
    pub description: Option<String>,
    /// Title of the site, with a link to the home page.
    pub site: Link,
    /// The page that explains verdicts and marks.
    pub about: Link,
    /// The search page, to which the form in the head of every page leads.
    pub search: Link,
    /// The page of downloads of the whole site.
    pub data: Link,
    /// The release calendar, when anything is planned.
    pub releases: Option<Link>,
    /// Feed, when the site has an address.
    pub feed: Option<String>,
    /// Icon.
    pub icon: String,
    /// Style sheet.
    pub stylesheet: String,
    /// The way from the home page to this page; the last one is this page.
    pub breadcrumbs: Vec<Link>,
    /// Navigation of the plan, on its pages.
    pub plan: Option<PlanNavigation>,
    /// Notices above the content.
    pub notices: Vec<Notice>,
    /// Foot of the page.
    pub footer: Footer,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Text.
    pub text: String,
    /// Relative address.
    pub href: String,
    /// Whether it leads to this very page.
    pub current: bool,
}

impl Link {
    /// A link from one page to another.
    pub fn new(from: &Address, target: &Address, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: from.link_to(target),
            current: from == target,
        }
    }
}

/// A notice.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// `invented`, `plan` or `site`; becomes the class `notice-…`.
    pub kind: &'static str,
    /// The word it opens with.
    pub label: &'static str,
    /// Text.
    pub text: Html,
}

/// Foot of every page.
#[derive(Debug, Clone, Serialize)]
pub struct Footer {
    /// The paper the plan was taken from.
    pub source: Option<Html>,
    /// Edition and cut-off (版と基準日).
    pub edition: String,
    /// Publisher.
    pub publisher: String,
    /// Contact.
    pub contact: Option<Html>,
    /// Conditions of use in words.
    pub licence: Option<Licence>,
    /// Accessibility policy and test results, when the site has them.
    pub accessibility: Vec<Link>,
    /// Credit line that a user of the page may copy.
    pub credit: String,
}

/// Conditions of use (利用条件).
#[derive(Debug, Clone, Serialize)]
pub struct Licence {
    /// Name in words.
    pub name: String,
    /// Where its text stands.
    pub href: Option<&'static str>,
}

/// What stands above every page of the internal edition, and in the margin of its prints (内部版の表示).
#[derive(Debug, Clone, Serialize)]
pub struct InternalMark {
    /// 内部版
    pub word: &'static str,
    /// What the reader must not do.
    pub text: &'static str,
    /// Style sheet of the internal edition.
    pub stylesheet: String,
    /// What staff read about the item of the page and the plan that it belongs to.
    pub notes: Vec<InternalNote>,
    /// The list of withheld figures of the plan (秘匿一覧).
    pub withheld: Option<Link>,
}

impl InternalMark {
    fn of(project: &Project, plan: Option<&Plan>, address: &Address) -> Option<Self> {
        let of_plan = |plan: &Plan| match address {
            Address::Plan(_) => InternalNote::of(&plan.handling),
            _ => InternalNote::of_badges(internal::badges_of_plan(&plan.handling)),
        };
        (project.audience == Audience::Internal).then(|| Self {
            word: wording::edition_of(project.audience),
            text: "公開しないこと",
            stylesheet: address.link_to_path("assets/internal.css"),
            notes: plan.and_then(of_plan).into_iter().collect(),
            withheld: plan
                .filter(|plan| super::withheld::exists(plan))
                .map(|plan| Link::new(address, &Address::Withheld(plan.id.clone()), super::withheld::TITLE)),
        })
    }
}

impl Frame {
    /// The frame of a page. `title` is the page's heading.
    pub fn new(project: &Project, plan: Option<&Plan>, address: &Address, title: impl Into<String>) -> Self {
        let title = title.into();
        let site = &project.site;
        Self {
            internal: InternalMark::of(project, plan, address),
            document_title: document_title(project, plan, address, &title),
            running_title: running_title(project, plan, address, &title),
            description: None,
            site: Link::new(address, &Address::Home, &site.title),
            about: Link::new(address, &Address::About, "このサイトの見方"),
            search: Link::new(address, &Address::Search, "検索"),
            data: Link::new(address, &Address::Data(None), "データ"),
            releases: project
                .has_releases
                .then(|| Link::new(address, &Address::Releases, "公表予定")),
            feed: project
                .site
                .base_url
                .as_ref()
                .map(|_| address.link_to_path("feed.atom")),
            icon: address.link_to_path("assets/icon.svg"),
            stylesheet: address.link_to_path("assets/site.css"),
            breadcrumbs: breadcrumbs(plan, address, &title),
            plan: plan.map(|plan| PlanNavigation::new(plan, address)),
            notices: notices(project, plan),
            footer: Footer {
                edition: wording::edition_and_cut_off(project.audience, project.as_of),
                publisher: site.publisher.clone(),
                contact: site.contact.as_ref().map(markdown::inline),
                licence: plan
                    .and_then(|plan| plan.licence.as_deref())
                    .or(site.licence.as_deref())
                    .map(licence),
                source: plan.and_then(|plan| plan.source.as_ref()).map(markdown::inline),
                accessibility: super::accessibility::links(project, address),
                credit: format!(
                    "このページを引用するとき：{title}（{}）",
                    plan.map_or(&site.publisher, |plan| &plan.organisation)
                ),
            },
            title,
        }
    }

    /// The frame with what staff read about the item of the page, in the internal edition.
    #[must_use]
    pub fn with(mut self, note: Option<InternalNote>) -> Self {
        if let Some(mark) = &mut self.internal {
            mark.notes.extend(note);
        }
        self
    }
}

fn document_title(project: &Project, plan: Option<&Plan>, address: &Address, title: &str) -> String {
    let mut parts = vec![title];
    if project.audience == Audience::Internal {
        parts.insert(0, wording::edition_of(project.audience));
    }
    if let Some(plan) = plan
        && !matches!(address, Address::Plan(_))
    {
        parts.push(&plan.short_title);
    }
    if project.site.title != title {
        parts.push(&project.site.title);
    }
    parts.join("｜")
}

/// A sheet that lies alone still says whose it is, and whether the plan is only a draft.
fn running_title(project: &Project, plan: Option<&Plan>, address: &Address, title: &str) -> String {
    let Some(plan) = plan else {
        return if *address == Address::Home {
            title.to_owned()
        } else {
            format!("{}　{title}", project.site.title)
        };
    };
    let state = match plan.state {
        PlanState::Adopted => String::new(),
        state => format!("（{}）", wording::plan_state(state).word),
    };
    let own = if title.contains(&plan.short_title) {
        // A form may be called a draft itself.
        format!("{}{state}", title.strip_suffix(&state).unwrap_or(title))
    } else {
        format!("{}{state}　{title}", plan.short_title)
    };
    format!("{}　{own}", plan.organisation)
}

fn breadcrumbs(plan: Option<&Plan>, address: &Address, title: &str) -> Vec<Link> {
    if *address == Address::Home {
        return Vec::new();
    }
    let mut crumbs = vec![Link::new(address, &Address::Home, "トップ")];
    if let Some(plan) = plan {
        let overview = Address::Plan(plan.id.clone());
        if *address != overview {
            crumbs.push(Link::new(address, &overview, &plan.short_title));
        }
        if let Address::Report(_, edition) = address {
            let single = Address::Edition(plan.id.clone(), *edition);
            crumbs.push(Link::new(address, &single, wording::edition(*edition)));
        }
        if let Address::Measure(_, measure) = address {
            for ancestor in plan.ancestors(measure) {
                crumbs.push(measure_link(plan, address, ancestor));
            }
        }
    }
    crumbs.push(Link::new(address, address, title));
    crumbs
}

fn notices(project: &Project, plan: Option<&Plan>) -> Vec<Notice> {
    let mut notices = Vec::new();
    if let Some(plan) = plan {
        if plan.invented {
            notices.push(Notice {
                kind: "invented",
                label: "架空の団体",
                text: Html::text("この団体、計画及び数値は、見本として作ったもので、実在しません。"),
            });
        }
        if let Some(notice) = &plan.notice {
            notices.push(Notice {
                kind: "plan",
                label: "この計画について",
                text: markdown::block(notice, "notice-plan", 3),
            });
        }
    }
    if let Some(notice) = &project.site.notice {
        notices.push(Notice {
            kind: "site",
            label: "お知らせ",
            text: markdown::block(notice, "notice-site", 3),
        });
    }
    notices
}

/// Licences we know, in words and with the address of their text; others are printed as written.
pub fn licence(code: &str) -> Licence {
    let (name, href) = match code {
        "PDL-1.0" => (
            "公共データ利用規約（第1.0版）",
            Some("https://www.digital.go.jp/resources/open_data/public_data_license_v1.0"),
        ),
        "CC-BY-4.0" => (
            "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）",
            Some("https://creativecommons.org/licenses/by/4.0/legalcode.ja"),
        ),
        other => (other, None),
    };
    Licence {
        name: name.to_owned(),
        href,
    }
}

/// Name of a measure in a link or heading: label and title, or what it is when it has neither.
pub fn measure_name(measure: &Measure) -> String {
    match (&measure.label, &measure.title) {
        (Some(label), Some(title)) => format!("{label} {title}"),
        (None, Some(title)) => title.clone(),
        (Some(label), None) => label.clone(),
        (None, None) => wording::node_kind(measure.kind, "取組"),
    }
}

/// The name with the numbers of its headings: `1(1)⑤ 職務経験者の採用`.
pub fn numbered_name(plan: &Plan, measure: &Measure) -> String {
    let above: String = plan
        .ancestors(&measure.id)
        .into_iter()
        .filter_map(|heading| heading.label.as_deref())
        .collect();
    above + &measure_name(measure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MeasureId, Prose};
    use crate::view::sample;

    fn texts(links: &[Link]) -> Vec<&str> {
        links.iter().map(|link| link.text.as_str()).collect()
    }

    #[test]
    fn the_way_to_a_measure_leads_through_its_headings() {
        let plan = sample::plan(vec![sample::heading(
            "大",
            vec![sample::heading("中", vec![sample::measure("小", vec![])])],
        )]);
        let project = sample::project(vec![plan.clone()]);
        let address = Address::Measure(plan.id.clone(), MeasureId::new("小"));
        let frame = Frame::new(&project, Some(&plan), &address, "小");
        assert_eq!(texts(&frame.breadcrumbs), ["トップ", "計画", "大", "中", "小"]);
        assert!(frame.breadcrumbs.iter().rev().skip(1).all(|crumb| !crumb.current) && frame.breadcrumbs[4].current);
        assert_eq!(frame.document_title, "小｜計画｜公開見本");
        assert_eq!(frame.running_title, "見本市　計画　小");
        let draft = Plan {
            state: PlanState::Draft,
            ..plan.clone()
        };
        let running = |title| running_title(&project, Some(&draft), &address, title);
        assert_eq!(running("計画の様式（案）"), "見本市　計画の様式（案）");
        assert_eq!(running("小"), "見本市　計画（案）　小");
        assert_eq!(frame.stylesheet, "../../assets/site.css");
        let groups = frame.plan.unwrap().groups;
        let current: Vec<&str> = groups
            .iter()
            .filter(|group| group.current)
            .map(|group| group.link.text.as_str())
            .collect();
        assert_eq!(current, ["取組"]);
    }

    #[test]
    fn the_home_page_has_no_way_and_one_title() {
        let project = sample::project(Vec::new());
        let frame = Frame::new(&project, None, &Address::Home, "公開見本");
        assert_eq!(
            (frame.breadcrumbs.len(), frame.document_title.as_str()),
            (0, "公開見本")
        );
        assert!(frame.plan.is_none());
    }

    #[test]
    fn an_invented_body_is_marked_on_every_page_before_all_other_notices() {
        let mut plan = sample::plan(Vec::new());
        plan.notice = Some(Prose::new("見本です。"));
        let mut project = sample::project(vec![plan.clone()]);
        project.site.notice = Some(Prose::new("公式サイトではありません。"));
        let frame = Frame::new(&project, Some(&plan), &Address::Plan(plan.id.clone()), "計画");
        let kinds: Vec<&str> = frame.notices.iter().map(|notice| notice.kind).collect();
        assert_eq!(kinds, ["invented", "plan", "site"]);
    }

    #[test]
    fn a_known_licence_has_words_and_an_address() {
        assert!(licence("PDL-1.0").href.is_some_and(|href| href.starts_with("https://")));
        assert_eq!(licence("資料による").name, "資料による");
    }
}
