//! The thread of a measure or an indicator (経緯) as a list from old to new, each step with its kind in words.

use serde::Serialize;

use super::badge::Badge;
use super::frame::Link;
use super::measure_link::measure_link_as;
use super::{Address, wording};
use crate::calendar::{FiscalYear, YearStyle};
use crate::evaluate::{Arrival, End, LineageKind, Member, Station, Subject, is_worth_telling, thread};
use crate::model::{Measure, Project};
use crate::render::{Html, markdown};

/// One station of the thread.
#[derive(Debug, Serialize)]
pub struct StationView {
    /// Whether it is the measure or indicator of this page as it stands now.
    pub current: bool,
    /// Short title of the plan, with a link.
    pub plan: Link,
    /// From when until when.
    pub years: Option<String>,
    /// Label and title then, with a link.
    pub name: Link,
    /// Headings above it then.
    pub place: Option<String>,
    /// How it came about.
    pub kinds: Vec<Badge>,
    /// What it continues.
    pub sources: Vec<Link>,
    /// What stands after the sources: `から分かれた`.
    pub verb: &'static str,
    /// The others that continue the same.
    pub beside: Vec<Link>,
    /// Why it was changed.
    pub reason: Option<Html>,
    /// How it ended.
    pub end: Option<EndView>,
}

/// How something ended.
#[derive(Debug, Serialize)]
pub struct EndView {
    /// Kind.
    pub badge: Badge,
    /// In one sentence.
    pub text: String,
    /// Why.
    pub reason: Option<Html>,
    /// What continues it.
    pub continued_by: Vec<Link>,
}

/// The thread; empty when there is nothing to say beyond the plan.
pub fn stations<'project>(project: &'project Project, member: Member<'project>, page: &Address) -> Vec<StationView> {
    let told = thread(project, member);
    if !is_worth_telling(&told) {
        return Vec::new();
    }
    let last = told.iter().rposition(|station| station.member.is(&member));
    told.iter()
        .enumerate()
        .map(|(number, station)| StationView {
            current: Some(number) == last,
            ..view(project, station, page)
        })
        .collect()
}

/// How a measure or indicator ended, for the top of its page; none when it goes on, or is only continued by the next plan.
pub fn ending<'project>(project: &'project Project, member: Member<'project>, page: &Address) -> Option<EndView> {
    let stations = crate::evaluate::stations(project, member);
    let last = stations.last()?;
    last.end.map(|end| end_view(project, last, end, page))
}

fn view<'project>(project: &'project Project, station: &Station<'project>, page: &Address) -> StationView {
    let member = &station.member;
    let links = |members: &[Member<'_>]| members.iter().map(|one| member_link(one, page)).collect::<Vec<_>>();
    let arrival = station.arrival.as_ref();
    StationView {
        current: false,
        plan: Link::new(page, &Address::Plan(member.plan.id.clone()), &member.plan.short_title),
        years: years(station.from, station.to),
        name: link_as(member, page, name(station.label, station.title, member)),
        place: place(&station.headings),
        kinds: arrival
            .map(|arrival| arrival.kinds.iter().map(|kind| wording::lineage(*kind)).collect())
            .unwrap_or_default(),
        sources: arrival.map(|arrival| links(&arrival.sources)).unwrap_or_default(),
        verb: arrival.map_or("", verb),
        beside: arrival.map(|arrival| links(&arrival.beside)).unwrap_or_default(),
        reason: arrival.and_then(|arrival| arrival.reason).map(markdown::inline),
        end: station.end.map(|end| end_view(project, station, end, page)),
    }
}

fn verb(arrival: &Arrival<'_>) -> &'static str {
    match (
        arrival.kinds.contains(&LineageKind::Split),
        arrival.kinds.contains(&LineageKind::Merged),
    ) {
        (true, true) => "を合わせ、分けた",
        (true, false) => "から分けた",
        (false, true) => "を1つにまとめた",
        (false, false) => "を引き継いだ",
    }
}

fn end_view<'project>(
    project: &'project Project,
    station: &Station<'project>,
    end: End<'project>,
    page: &Address,
) -> EndView {
    let what = match station.member.subject {
        Subject::Measure(_) => station.member.plan.measure_word.as_str(),
        Subject::Indicator(_) => "指標",
    };
    let continued_by = station
        .member
        .continuers(project)
        .iter()
        .map(|one| member_link(one, page))
        .collect();
    let last = station.to.map(|year| year.label(YearStyle::Era));
    let badge = wording::lineage_end(end);
    match end {
        End::Ended(ended) => EndView {
            badge,
            text: format!("この{what}は、{}で終了しました。", ended.after.label(YearStyle::Era)),
            reason: Some(markdown::inline(&ended.reason)),
            continued_by,
        },
        End::WithPlan => EndView {
            badge,
            text: format!(
                "この{what}は、計画の終了{}とともに終了しました。次の計画には引き継がれていません。",
                last.map(|last| format!("（{last}）")).unwrap_or_default()
            ),
            reason: None,
            continued_by,
        },
    }
}

/// From when until when: `平成28年度から令和2年度まで`.
fn years(from: Option<FiscalYear>, to: Option<FiscalYear>) -> Option<String> {
    let label = |year: FiscalYear| year.label(YearStyle::Era);
    Some(match (from, to) {
        (Some(from), Some(to)) if from == to => label(from),
        (Some(from), Some(to)) => format!("{}から{}まで", label(from), label(to)),
        (Some(from), None) => format!("{}から", label(from)),
        (None, Some(to)) => format!("{}まで", label(to)),
        (None, None) => return None,
    })
}

/// Label and title.
pub fn name(label: Option<&str>, title: Option<&str>, member: &Member<'_>) -> String {
    match (label, title) {
        (Some(label), Some(title)) => format!("{label} {title}"),
        (None, Some(title)) => title.to_owned(),
        (Some(label), None) => label.to_owned(),
        (None, None) => match member.subject {
            Subject::Measure(measure) => wording::node_kind(measure.kind, &member.plan.measure_word),
            Subject::Indicator(indicator) => indicator.title.clone(),
        },
    }
}

fn place(headings: &[&Measure]) -> Option<String> {
    let names: Vec<String> = headings
        .iter()
        .map(|heading| super::frame::measure_name(heading))
        .collect();
    (!names.is_empty()).then(|| names.join(" › "))
}

/// A link to where it is read about.
pub fn link_as(member: &Member<'_>, page: &Address, text: impl Into<String>) -> Link {
    match member.subject {
        Subject::Measure(measure) => measure_link_as(member.plan, page, measure, text),
        Subject::Indicator(indicator) => {
            let address = Address::Indicator(member.plan.id.clone(), indicator.id.clone());
            Link::new(page, &address, text)
        }
    }
}

/// A link to it, with its plan when that is another than the page's.
fn member_link(member: &Member<'_>, page: &Address) -> Link {
    let name = name(member.label(), member.title(), member);
    let text = if page.plan() == Some(&member.plan.id) {
        name
    } else {
        format!("{name}（{}）", member.plan.short_title)
    };
    link_as(member, page, text)
}
