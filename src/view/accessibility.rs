//! Web accessibility: the policy (ウェブアクセシビリティ方針) and the results of tests (試験結果), as the publisher states them.
//!
//! The degree (準拠, 一部準拠, 配慮) is the publisher's word; nothing here or in the templates says one by itself.

use serde::Serialize;

use super::Address;
use super::badge::{Badge, Shape, Tone};
use super::cells::inline_all;
use super::edition::Fact;
use super::frame::{Frame, Link};
use crate::calendar::YearStyle;
use crate::model::{
    Accessibility, AccessibilityPolicy, AccessibilityTest, ConformanceLevel, Conformity, Criterion, CriterionResult,
    Outcome, Project,
};
use crate::render::{Html, markdown};

const STANDARD: &str = "JIS X 8341-3:2016";
/// Title of the policy.
pub(super) const POLICY: &str = "ウェブアクセシビリティ方針";
/// Title of the results.
pub(super) const RESULTS: &str = "ウェブアクセシビリティ試験結果";

/// The policy.
#[derive(Debug, Serialize)]
pub struct PolicyPage {
    /// Frame.
    pub frame: Frame,
    /// Level, degree, deadline and so on.
    pub facts: Vec<Fact>,
    /// Pages it covers.
    pub scope: Html,
    /// What is left out.
    pub exceptions: Vec<Html>,
    /// What is done beyond the level.
    pub additional: Vec<Html>,
    /// What is not met yet.
    pub issues: Vec<Html>,
    /// The test results.
    pub results: Option<Link>,
    /// The criteria that are referred to, by level.
    pub criteria: Vec<LevelView>,
    /// Where to tell of difficulties.
    pub contact: Option<Html>,
}

/// The criteria of a level.
#[derive(Debug, Serialize)]
pub struct LevelView {
    /// Level.
    pub level: &'static str,
    /// `1.1.1 非テキストコンテンツ`.
    pub criteria: Vec<String>,
}

/// The results.
#[derive(Debug, Serialize)]
pub struct ResultsPage {
    /// Frame.
    pub frame: Frame,
    /// The policy.
    pub policy: Link,
    /// Tests, newest first.
    pub tests: Vec<TestView>,
}

/// A test.
#[derive(Debug, Serialize)]
pub struct TestView {
    /// Anchor.
    pub anchor: String,
    /// Title: date of publication.
    pub title: String,
    /// The items that the standard asks to show.
    pub facts: Vec<Fact>,
    /// Pages that were tested.
    pub pages: Vec<PageView>,
    /// Tools and ways of testing.
    pub tools: Vec<Html>,
    /// Results by criterion.
    pub criteria: Vec<CriterionView>,
    /// How many criteria have each result.
    pub counts: String,
    /// What will be done.
    pub remedy: Option<Html>,
    /// Notes.
    pub notes: Vec<Html>,
}

/// A page that was tested.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// Title.
    pub title: String,
    /// Address as published; not a link, since the page may be gone.
    pub address: Option<String>,
}

/// The result of a criterion.
#[derive(Debug, Serialize)]
pub struct CriterionView {
    /// Number.
    pub number: &'static str,
    /// Name.
    pub name: &'static str,
    /// Level.
    pub level: &'static str,
    /// Result.
    pub outcome: Badge,
    /// Note.
    pub note: Option<Html>,
}

/// Links to the pages that the site has, for the foot of a page.
pub fn links(project: &Project, page: &Address) -> Vec<Link> {
    let Some(accessibility) = &project.site.accessibility else {
        return Vec::new();
    };
    let policy = Link::new(page, &Address::AccessibilityPolicy, POLICY);
    std::iter::once(policy).chain(results(accessibility, page)).collect()
}

fn results(accessibility: &Accessibility, page: &Address) -> Option<Link> {
    (!accessibility.results.is_empty()).then(|| Link::new(page, &Address::AccessibilityResults, RESULTS))
}

impl PolicyPage {
    /// The page; none when the site states no policy.
    pub fn new(project: &Project) -> Option<Self> {
        let accessibility = project.site.accessibility.as_ref()?;
        let policy = &accessibility.policy;
        let page = Address::AccessibilityPolicy;
        let contact = policy.contact.as_ref().or(project.site.contact.as_ref());
        Some(Self {
            frame: Frame::new(project, None, &page, POLICY),
            facts: policy_facts(policy),
            scope: markdown::block(&policy.scope, "scope", 3),
            exceptions: inline_all(&policy.exceptions),
            additional: inline_all(&policy.additional),
            issues: inline_all(&policy.issues),
            results: results(accessibility, &page),
            criteria: criteria_of(policy.level),
            contact: contact.map(markdown::inline),
        })
    }
}

impl ResultsPage {
    /// The page; none when no test has been published.
    pub fn new(project: &Project) -> Option<Self> {
        let accessibility = project.site.accessibility.as_ref()?;
        let page = Address::AccessibilityResults;
        results(accessibility, &page)?;
        let tests = accessibility.results.iter().enumerate();
        Some(Self {
            frame: Frame::new(project, None, &page, RESULTS),
            policy: Link::new(&page, &Address::AccessibilityPolicy, POLICY),
            tests: tests.map(|(number, test)| test_view(number, test)).collect(),
        })
    }
}

fn policy_facts(policy: &AccessibilityPolicy) -> Vec<Fact> {
    let aim = format!(
        "{STANDARD} のレベル{}に{}",
        level(policy.level),
        conformity(policy.conformity)
    );
    some_facts([
        ("目標", Some(Html::text(&aim))),
        (
            "達成期限",
            policy.deadline.map(|date| Html::text(&date.label(YearStyle::Era))),
        ),
        (
            "公表日",
            policy.published.map(|date| Html::text(&date.label(YearStyle::Era))),
        ),
    ])
}

fn some_facts(facts: impl IntoIterator<Item = (&'static str, Option<Html>)>) -> Vec<Fact> {
    facts
        .into_iter()
        .filter_map(|(term, text)| text.map(|text| Fact { term, text }))
        .collect()
}

fn criteria_of(aim: ConformanceLevel) -> Vec<LevelView> {
    [ConformanceLevel::A, ConformanceLevel::Aa, ConformanceLevel::Aaa]
        .into_iter()
        .filter(|one| *one <= aim)
        .map(|one| LevelView {
            level: level(one),
            criteria: Criterion::up_to(one)
                .filter(|criterion| criterion.level == one)
                .map(|criterion| format!("{} {}", criterion.number, criterion.name))
                .collect(),
        })
        .collect()
}

fn test_view(number: usize, test: &AccessibilityTest) -> TestView {
    let published = test.published.label(YearStyle::Era);
    let aimed = format!("レベル{}", level(test.level));
    let shown = format!(
        "{STANDARD} のレベル{}に{}",
        level(test.level),
        conformity(test.conformity)
    );
    let technologies = (!test.technologies.is_empty()).then(|| Html::text(&test.technologies.join("、")));
    TestView {
        anchor: format!("test-{}", number + 1),
        title: format!("{published}の試験結果"),
        facts: some_facts([
            ("表明日", Some(Html::text(&published))),
            ("規格", Some(Html::text(STANDARD))),
            ("目標とした適合レベル", Some(Html::text(&aimed))),
            ("対応度", Some(Html::text(&shown))),
            ("試験実施期間", Some(Html::text(&test.tested.label(YearStyle::Era)))),
            ("試験実施者", test.tester.as_deref().map(Html::text)),
            ("対象となるウェブページ", Some(markdown::inline(&test.scope))),
            ("依存した技術", technologies),
            ("ページの選択方法", test.selection.as_ref().map(markdown::inline)),
        ]),
        pages: test
            .pages
            .iter()
            .map(|(title, address)| PageView {
                title: title.clone(),
                address: address.clone(),
            })
            .collect(),
        tools: inline_all(&test.tools),
        counts: counts(&test.criteria),
        criteria: test.criteria.iter().map(criterion_view).collect(),
        remedy: test.remedy.as_ref().map(markdown::inline),
        notes: inline_all(&test.notes),
    }
}

fn criterion_view(result: &CriterionResult) -> CriterionView {
    CriterionView {
        number: result.criterion.number,
        name: result.criterion.name,
        level: level(result.criterion.level),
        outcome: outcome(result.outcome),
        note: result.note.as_ref().map(markdown::inline),
    }
}

/// `達成 10件、適用なし 4件`: only what there is.
fn counts(criteria: &[CriterionResult]) -> String {
    [
        Outcome::Met,
        Outcome::NotMet,
        Outcome::NotApplicable,
        Outcome::NotTested,
    ]
    .into_iter()
    .filter_map(|one| {
        let count = criteria.iter().filter(|result| result.outcome == one).count();
        (count > 0).then(|| format!("{} {count}件", outcome(one).word))
    })
    .collect::<Vec<_>>()
    .join("、")
}

fn level(level: ConformanceLevel) -> &'static str {
    match level {
        ConformanceLevel::A => "A",
        ConformanceLevel::Aa => "AA",
        ConformanceLevel::Aaa => "AAA",
    }
}

fn conformity(conformity: Conformity) -> &'static str {
    match conformity {
        Conformity::Conformant => "準拠",
        Conformity::Partial => "一部準拠",
        Conformity::Considered => "配慮",
    }
}

fn outcome(outcome: Outcome) -> Badge {
    match outcome {
        Outcome::Met => Badge::new("達成", Shape::Check, Tone::Blue),
        Outcome::NotMet => Badge::new("不達成", Shape::Cross, Tone::Orange),
        Outcome::NotApplicable => Badge::new("適用なし", Shape::Bar, Tone::Grey),
        Outcome::NotTested => Badge::new("未試験", Shape::Dots, Tone::Grey),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Period, Reading};
    use crate::model::Prose;
    use crate::view::sample;

    fn date(text: &str) -> Period {
        Period::parse(text, &Reading::default()).unwrap()
    }

    fn project(conformity: Conformity) -> Project {
        let mut project = sample::project(Vec::new());
        project.site.accessibility = Some(Accessibility {
            policy: AccessibilityPolicy {
                published: None,
                level: ConformanceLevel::Aa,
                conformity,
                scope: Prose::new("全て"),
                deadline: None,
                exceptions: Vec::new(),
                additional: Vec::new(),
                issues: Vec::new(),
                contact: None,
            },
            results: vec![AccessibilityTest {
                published: date("2026-11-21"),
                level: ConformanceLevel::Aa,
                conformity,
                tested: date("2026-11-21"),
                tester: None,
                scope: Prose::new("全て"),
                technologies: Vec::new(),
                selection: None,
                pages: Vec::new(),
                tools: Vec::new(),
                criteria: Criterion::up_to(ConformanceLevel::A)
                    .map(|criterion| CriterionResult {
                        criterion,
                        outcome: Outcome::Met,
                        note: None,
                    })
                    .collect(),
                remedy: None,
                notes: Vec::new(),
            }],
        });
        project
    }

    fn rendered(project: &Project) -> String {
        let templates = crate::render::Templates::load(None).unwrap();
        let policy = PolicyPage::new(project).unwrap();
        let results = ResultsPage::new(project).unwrap();
        templates.render("accessibility.html", &policy).unwrap()
            + &templates.render("accessibility-results.html", &results).unwrap()
    }

    #[test]
    fn a_claim_stands_only_where_the_publisher_makes_it() {
        let considered = rendered(&project(Conformity::Considered));
        assert!(!considered.contains("準拠") && considered.contains("JIS X 8341-3:2016 のレベルAAに配慮"));
        let partial = rendered(&project(Conformity::Partial));
        assert!(partial.contains("レベルAAに一部準拠"));
        let conformant = rendered(&project(Conformity::Conformant));
        assert!(conformant.contains("レベルAAに準拠") && !conformant.contains("一部準拠"));
    }

    #[test]
    fn criteria_are_counted_and_listed() {
        let page = ResultsPage::new(&project(Conformity::Considered)).unwrap();
        assert_eq!(page.tests[0].counts, "達成 25件");
        assert_eq!(page.tests[0].criteria[0].name, "非テキストコンテンツ");
        let policy = PolicyPage::new(&project(Conformity::Considered)).unwrap();
        let sizes: Vec<usize> = policy.criteria.iter().map(|level| level.criteria.len()).collect();
        assert_eq!(sizes, [25, 13]);
    }

    #[test]
    fn a_site_without_a_policy_has_neither_page_nor_link() {
        let project = sample::project(Vec::new());
        assert!(PolicyPage::new(&project).is_none() && ResultsPage::new(&project).is_none());
        assert!(links(&project, &Address::Home).is_empty());
    }
}
