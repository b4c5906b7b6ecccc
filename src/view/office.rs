//! The page of an office, body or role (所管課・会議体・主体): what it carries in the plan.

use serde::Serialize;

use super::Address;
use super::frame::{Frame, Link, measure_name};
use super::indicator_table::IndicatorTable;
use super::internal::InternalNote;
use super::measure_link::measure_link;
use crate::calendar::{FiscalYear, YearStyle};
use crate::model::{Measure, Office, OfficeId, Plan, Project, Step};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct OfficePage {
    /// Frame.
    pub frame: Frame,
    /// Short name, when it differs from the name.
    pub short_name: Option<String>,
    /// Former names, when it was set up and closed, and where its work went.
    pub history: Vec<HistoryFact>,
    /// Its head.
    pub head: Option<String>,
    /// What it does in the plan.
    pub role: Option<Html>,
    /// The plan's word for a measure.
    pub measure_word: String,
    /// Measures, by top heading.
    pub sections: Vec<OfficeSection>,
    /// Indicators.
    pub indicators: Option<IndicatorTable>,
    /// Whether the plan names neither a measure nor an indicator of it.
    pub is_idle: bool,
}

/// A fact about its history.
#[derive(Debug, Serialize)]
pub struct HistoryFact {
    /// What it is.
    pub term: &'static str,
    /// In words.
    pub text: Option<String>,
    /// Other offices.
    pub links: Vec<Link>,
}

/// Measures under a top heading.
#[derive(Debug, Serialize)]
pub struct OfficeSection {
    /// The top heading; none for measures that stand at the top themselves.
    pub heading: Option<Link>,
    /// Measures.
    pub measures: Vec<OfficeMeasure>,
}

/// A measure and the part the office has in it.
#[derive(Debug, Serialize)]
pub struct OfficeMeasure {
    /// Link with label and title.
    pub link: Link,
    /// What stands between the top heading and the measure.
    pub path: Vec<String>,
    /// Whether the measure above has the same path, so that it need not be said again.
    pub continues: bool,
    /// Whether it carries the measure as a whole (主管).
    pub carries: bool,
    /// Whether it takes part beside those that carry it (関係課).
    pub joins: bool,
    /// Its steps.
    pub steps: Vec<OfficeStep>,
}

/// A step the office acts in.
#[derive(Debug, Serialize)]
pub struct OfficeStep {
    /// When.
    pub when: String,
    /// Who else acts.
    pub with: Vec<Link>,
    /// What.
    pub what: Option<Html>,
}

impl OfficePage {
    /// The page of an office.
    pub fn new(project: &Project, plan: &Plan, office: &Office) -> Self {
        let page = Address::Office(plan.id.clone(), office.id.clone());
        let carried = plan
            .indicators
            .iter()
            .filter(|indicator| indicator.offices.contains(&office.id));
        let indicators = IndicatorTable::new(project, plan, carried, None, &page, |_| false);
        let sections = sections(plan, &office.id, &page);
        Self {
            frame: Frame::new(project, Some(plan), &page, &office.name).with(InternalNote::of_office(office)),
            short_name: (office.short_name != office.name).then(|| office.short_name.clone()),
            history: history(plan, office, &page),
            head: office.head.clone(),
            role: office.role.as_ref().map(|role| markdown::block(role, "role", 2)),
            measure_word: plan.measure_word.clone(),
            is_idle: indicators.is_none() && sections.is_empty(),
            sections,
            indicators,
        }
    }
}

/// Its former names, the years of its existence, and the office that took over its work.
fn history(plan: &Plan, office: &Office, page: &Address) -> Vec<HistoryFact> {
    let label = |year: FiscalYear| year.label(YearStyle::Era);
    let names: Vec<String> = office
        .formerly
        .iter()
        .map(|former| format!("{}（{}まで）", former.name, label(former.until)))
        .collect();
    let merged: Vec<&Office> = plan
        .offices
        .iter()
        .filter(|other| other.merged_into.as_ref() == Some(&office.id))
        .collect();
    let link = |other: &Office| Link::new(page, &Address::Office(plan.id.clone(), other.id.clone()), &other.name);
    let target = office.merged_into.as_ref().map(|id| link(plan.office_of(id)));
    let facts = [
        ("旧名称", (!names.is_empty()).then(|| names.join("、")), Vec::new()),
        (
            "設置",
            office.since.map(|year| format!("{}から", label(year))),
            Vec::new(),
        ),
        (
            "廃止",
            office.until.map(|year| format!("{}まで", label(year))),
            Vec::new(),
        ),
        ("統合先", None, target.into_iter().collect()),
        ("統合した課", None, merged.into_iter().map(link).collect()),
    ];
    facts
        .into_iter()
        .filter(|(_, text, links)| text.is_some() || !links.is_empty())
        .map(|(term, text, links)| HistoryFact { term, text, links })
        .collect()
}

fn sections(plan: &Plan, office: &OfficeId, page: &Address) -> Vec<OfficeSection> {
    let mut sections: Vec<OfficeSection> = Vec::new();
    for measure in plan.measures() {
        let Some((top, mut view)) = office_measure(plan, measure, office, page) else {
            continue;
        };
        match sections.last_mut() {
            Some(section) if section.heading == top => {
                view.continues = section.measures.last().is_some_and(|above| above.path == view.path);
                section.measures.push(view);
            }
            _ => sections.push(OfficeSection {
                heading: top,
                measures: vec![view],
            }),
        }
    }
    sections
}

fn office_measure(
    plan: &Plan,
    measure: &Measure,
    office: &OfficeId,
    page: &Address,
) -> Option<(Option<Link>, OfficeMeasure)> {
    let carries = measure.offices.contains(office);
    let joins = measure.joint_offices.contains(office);
    let steps: Vec<OfficeStep> = measure
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.who.contains(office))
        .map(|(number, step)| office_step(plan, measure, number, step, office, page))
        .collect();
    if !carries && !joins && steps.is_empty() {
        return None;
    }
    let link = |measure: &Measure| measure_link(plan, page, measure);
    let ancestors = plan.ancestors(&measure.id);
    let (top, between) = match ancestors.split_first() {
        Some((top, between)) => (Some(link(top)), between),
        None => (None, &[][..]),
    };
    let path = between.iter().map(|ancestor| measure_name(ancestor)).collect();
    Some((
        top,
        OfficeMeasure {
            link: link(measure),
            path,
            continues: false,
            carries,
            joins,
            steps,
        },
    ))
}

fn office_step(
    plan: &Plan,
    measure: &Measure,
    number: usize,
    step: &Step,
    office: &OfficeId,
    page: &Address,
) -> OfficeStep {
    let others: Vec<OfficeId> = step.who.iter().filter(|one| *one != office).cloned().collect();
    OfficeStep {
        when: step.when.join("・"),
        with: super::cells::office_links(plan, page, &others),
        what: step
            .what
            .as_ref()
            .map(|what| markdown::block(what, &format!("{}-step-{number}", measure.id), 4)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Node, Prose};
    use crate::view::sample;

    fn office(id: &str) -> Office {
        Office {
            contact: None,
            remark: None,
            id: OfficeId::new(id),
            name: id.to_owned(),
            short_name: id.to_owned(),
            head: None,
            role: None,
            since: None,
            until: None,
            formerly: Vec::new(),
            merged_into: None,
        }
    }

    fn with_steps(node: Node, who: &[&str]) -> Node {
        let Node::Measure(mut measure) = node else { return node };
        measure.steps = vec![Step {
            when: vec!["中間".to_owned(), "期末".to_owned()],
            who: who.iter().map(|id| OfficeId::new(*id)).collect(),
            what: Some(Prose::new("対話する。")),
        }];
        Node::Measure(measure)
    }

    #[test]
    fn an_office_sees_the_measures_it_acts_in_and_who_acts_with_it() {
        let acting = |id| with_steps(sample::measure(id, vec![]), &["所属長", "職員"]);
        let mut plan = sample::plan(vec![sample::heading(
            "大",
            vec![sample::heading(
                "中",
                vec![acting("対話"), sample::measure("他", vec![]), acting("面談")],
            )],
        )]);
        plan.offices = vec![office("所属長"), office("職員"), office("議会")];
        let project = sample::project(vec![plan.clone()]);

        let page = OfficePage::new(&project, &plan, &plan.offices[1]);
        assert_eq!(page.sections.len(), 1);
        let section = &page.sections[0];
        assert_eq!(section.heading.as_ref().unwrap().text, "大");
        assert_eq!(section.measures.len(), 2);
        let continuing: Vec<bool> = section.measures.iter().map(|measure| measure.continues).collect();
        assert_eq!(continuing, [false, true], "what stands above is said once");
        let measure = &section.measures[0];
        assert_eq!(
            (measure.link.text.as_str(), measure.path.as_slice()),
            ("対話", &["中".to_owned()][..])
        );
        assert!(!measure.carries);
        assert_eq!(measure.steps[0].when, "中間・期末");
        assert_eq!(
            measure.steps[0]
                .with
                .iter()
                .map(|link| link.text.as_str())
                .collect::<Vec<_>>(),
            ["所属長"]
        );

        assert!(OfficePage::new(&project, &plan, &plan.offices[2]).is_idle);
    }
}
