//! The home page: every plan of the site, by the body whose plan it is, with what its latest edition says.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::frame::{Frame, Link};
use super::status_counts::StatusCounts;
use super::working::not_final;
use super::{Address, Badge, internal, wording};
use crate::calendar::YearStyle;
use crate::evaluate::{Verdict, answered_through_modes, asks_for_status, assess_indicator};
use crate::model::{Edition, Measure, Plan, PlanState, Project};
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct HomePage {
    /// Frame.
    pub frame: Frame,
    /// What the site is about.
    pub description: Option<Html>,
    /// Bodies, in the order of their first plan.
    pub organisations: Vec<Organisation>,
}

/// A body and its plans.
#[derive(Debug, Serialize)]
pub struct Organisation {
    /// Name.
    pub name: String,
    /// Plans, in the order of publication.
    pub plans: Vec<PlanCard>,
}

/// What the home page says about a plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanCard {
    /// Link with the full title.
    pub link: Link,
    /// State, unless adopted.
    pub state: Option<Badge>,
    /// Why the public does not see it.
    pub internal: Vec<Badge>,
    /// Whether the body is invented.
    pub invented: bool,
    /// Plan period.
    pub period: Option<String>,
    /// How much the plan holds: `取組 28件`.
    pub size: Vec<String>,
    /// The latest edition.
    pub latest: Option<LatestEdition>,
    /// Earlier editions, newest first.
    pub earlier: Vec<Link>,
}

/// What the home page says about the latest edition.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LatestEdition {
    /// What the form asks for and is counted.
    pub subject: Cow<'static, str>,
    /// Link with the fiscal year.
    pub link: Link,
    /// Title of the edition.
    pub title: String,
    /// Date of publication.
    pub published: Option<String>,
    /// Measures by status or direction.
    pub statuses: Vec<Count>,
    /// Targets by verdict.
    pub verdicts: Vec<Count>,
}

/// A word and how often it holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Count {
    /// The word.
    pub badge: Badge,
    /// How often.
    pub count: usize,
    /// How many of them rest on a figure that may still change: `見込み 1`.
    pub not_final: Option<String>,
}

impl HomePage {
    /// The home page, with what it says about each plan: the body and the card, in the order of publication.
    pub fn new(project: &Project, cards: impl IntoIterator<Item = (String, PlanCard)>) -> Self {
        let mut organisations: Vec<Organisation> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (name, card) in cards {
            let place = *places.entry(name).or_insert_with_key(|name| {
                organisations.push(Organisation {
                    name: name.clone(),
                    plans: Vec::new(),
                });
                organisations.len() - 1
            });
            organisations[place].plans.push(card);
        }
        let mut frame = Frame::new(project, None, &Address::Home, &project.site.title);
        frame.description = project.site.description.as_ref().map(markdown::plain);
        Self {
            frame,
            description: project
                .site
                .description
                .as_ref()
                .map(|text| markdown::block(text, "description", 2)),
            organisations,
        }
    }
}

impl PlanCard {
    /// What the home page says about a plan.
    pub fn new(project: &Project, plan: &Plan) -> Self {
        let edition_link = |edition: &Edition| {
            let address = Address::Edition(plan.id.clone(), edition.id());
            Link::new(
                &Address::Home,
                &address,
                edition.fiscal_year.label(YearStyle::EraWithWestern),
            )
        };
        Self {
            link: Link::new(&Address::Home, &Address::Plan(plan.id.clone()), &plan.title),
            internal: internal::badges(&plan.handling),
            state: (plan.state != PlanState::Adopted).then(|| wording::plan_state(plan.state)),
            invented: plan.invented,
            period: plan.period.as_ref().map(wording::plan_period),
            size: size(plan),
            latest: plan.latest_edition().map(|edition| LatestEdition {
                link: edition_link(edition),
                title: edition.title.clone(),
                published: edition.published.map(|date| date.label(YearStyle::Era)),
                subject: if asks_for_status(plan, edition) {
                    Cow::Borrowed("実施状況")
                } else {
                    Cow::Borrowed("今後の方向性")
                },
                statuses: statuses(plan, edition),
                verdicts: verdicts(project, plan),
            }),
            earlier: plan.editions.iter().rev().skip(1).map(edition_link).collect(),
        }
    }
}

fn size(plan: &Plan) -> Vec<String> {
    let asked = |measure: &&Measure| measure.kind.expects_answer() && !answered_through_modes(measure);
    let measures = plan.measures().filter(asked).count();
    let is_over = |measure: &&Measure| {
        let latest = plan.latest_edition().map(|edition| edition.fiscal_year);
        let mut line = plan.ancestors(&measure.id).into_iter().chain([*measure]);
        line.any(|one| one.ended.as_ref().is_some_and(|ending| Some(ending.after) < latest))
    };
    let over = match plan.measures().filter(asked).filter(is_over).count() {
        0 => String::new(),
        count => format!("（うち終了 {count}件）"),
    };
    let indicators = plan.indicators.len();
    [
        (measures, plan.measure_word.as_str(), over),
        (indicators, "指標", String::new()),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, word, over)| format!("{word} {count}件{over}"))
    .collect()
}

fn statuses(plan: &Plan, edition: &Edition) -> Vec<Count> {
    let Some(counts) = StatusCounts::new(plan, edition, |_| String::new()) else {
        return Vec::new();
    };
    counts
        .columns
        .into_iter()
        .zip(counts.totals)
        .filter(|(_, total)| total.count > 0)
        .map(|(badge, total)| Count {
            badge,
            count: total.count,
            not_final: None,
        })
        .collect()
}

/// Targets by verdict; nothing when no figure has been judged yet.
fn verdicts(project: &Project, plan: &Plan) -> Vec<Count> {
    let judged: Vec<_> = plan
        .indicators
        .iter()
        .flat_map(|indicator| super::series_lines::relevant(assess_indicator(project, plan, indicator, None), None))
        .filter(|assessment| assessment.working.judged.is_some() && assessment.verdict != Verdict::NoTarget)
        .map(|assessment| (assessment.verdict, not_final(assessment.verdict, &assessment.working)))
        .collect();
    wording::VERDICTS
        .into_iter()
        .map(|verdict| {
            let alike = || judged.iter().filter(move |(one, _)| *one == verdict);
            let mut words: BTreeMap<&str, usize> = BTreeMap::new();
            for word in alike().filter_map(|(_, word)| *word) {
                *words.entry(word).or_default() += 1;
            }
            Count {
                badge: wording::verdict(verdict),
                count: alike().count(),
                not_final: (!words.is_empty()).then(|| {
                    let words: Vec<String> = words.iter().map(|(word, count)| format!("{word} {count}")).collect();
                    words.join("、")
                }),
            }
        })
        .filter(|count| count.count > 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PlanId, PlanPeriod};
    use crate::view::sample;

    #[test]
    fn plans_of_one_body_stand_together() {
        let mut first = sample::plan(vec![sample::measure("甲", vec![])]);
        first.period = Some(PlanPeriod {
            from: crate::calendar::FiscalYear::new(2021).unwrap(),
            to: None,
            text: None,
        });
        let mut other = sample::plan(Vec::new());
        (other.id, other.organisation) = (PlanId::new("other"), "別の市".to_owned());
        let mut second = sample::plan(Vec::new());
        (second.id, second.state) = (PlanId::new("second"), PlanState::Abolished);
        second.editions = vec![sample::edition([])];

        let project = sample::project(vec![first, other, second]);
        let cards = project
            .plans
            .iter()
            .map(|plan| (plan.organisation.clone(), PlanCard::new(&project, plan)));
        let page = HomePage::new(&project, cards);
        let names: Vec<(&str, usize)> = page
            .organisations
            .iter()
            .map(|one| (one.name.as_str(), one.plans.len()))
            .collect();
        assert_eq!(names, [("見本市", 2), ("別の市", 1)]);
        let [first, second] = &page.organisations[0].plans[..] else {
            panic!("two plans")
        };
        assert_eq!(
            (first.period.as_deref(), first.size.as_slice()),
            (Some("令和3（2021）年度から"), &["取組 1件".to_owned()][..])
        );
        assert!(first.latest.is_none() && first.invented && first.state.is_none());
        assert_eq!(second.state.as_ref().unwrap().word, "廃止");
        assert!(
            second
                .latest
                .as_ref()
                .is_some_and(|latest| latest.statuses.is_empty() && latest.verdicts.is_empty())
        );
    }
}
