//! Which page stands at which address, and how pages refer to each other: always relative, always `.html`,
//! so that the site works from a file share.

use crate::model::{EditionId, IndicatorId, MeasureId, OfficeId, PlanId, Stage};

/// A page of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// Home page (トップ).
    Home,
    /// How to read the site: verdicts, marks (このサイトの見方).
    About,
    /// Search (検索).
    Search,
    /// Accessibility policy (ウェブアクセシビリティ方針).
    AccessibilityPolicy,
    /// Results of accessibility tests (ウェブアクセシビリティ試験結果).
    AccessibilityResults,
    /// A plan (計画).
    Plan(PlanId),
    /// An edition (年度版).
    Edition(PlanId, EditionId),
    /// Everything about the newest edition on one page (全体版): one address through the years.
    Report(PlanId, EditionId),
    /// A measure or heading (取組).
    Measure(PlanId, MeasureId),
    /// An indicator (指標).
    Indicator(PlanId, IndicatorId),
    /// An office (所管課・主体).
    Office(PlanId, OfficeId),
    /// A narrative page (説明ページ).
    Narrative(PlanId, String),
    /// A blank form (様式).
    Form(PlanId, String),
    /// A table of its own (別表).
    Table(PlanId, String),
    /// What became of each measure of the plan before (新旧対照表).
    Concordance(PlanId),
    /// What an edition says otherwise than the one before (前年度からの変化).
    Changes(PlanId, EditionId),
    /// Measures × years (年度別の一覧).
    Matrix(PlanId),
    /// Corrections of a plan's editions (訂正一覧).
    Corrections(PlanId),
    /// What the public edition withholds: in the internal edition alone (秘匿一覧).
    Withheld(PlanId),
    /// Downloads of a plan, or of the whole site (データ).
    Data(Option<PlanId>),
    /// The release calendar (公表予定).
    Releases,
}

impl Address {
    /// Path from the top of the site, with `/`.
    pub fn path(&self) -> String {
        match self {
            Self::Home => "index.html".to_owned(),
            Self::About => "about.html".to_owned(),
            Self::Search => "search.html".to_owned(),
            Self::AccessibilityPolicy => "accessibility.html".to_owned(),
            Self::AccessibilityResults => "accessibility-results.html".to_owned(),
            Self::Plan(plan) => format!("{plan}/index.html"),
            Self::Edition(plan, edition) => format!("{plan}/{}.html", edition_name(*edition)),
            Self::Report(plan, _) => format!("{plan}/report.html"),
            Self::Changes(plan, edition) => format!("{plan}/{}-changes.html", edition_name(*edition)),
            Self::Matrix(plan) => format!("{plan}/matrix.html"),
            Self::Corrections(plan) => format!("{plan}/corrections.html"),
            Self::Withheld(plan) => format!("{plan}/withheld.html"),
            Self::Measure(plan, measure) => format!("{plan}/measures/{measure}.html"),
            Self::Indicator(plan, indicator) => format!("{plan}/indicators/{indicator}.html"),
            Self::Office(plan, office) => format!("{plan}/offices/{office}.html"),
            Self::Narrative(plan, page) => format!("{plan}/pages/{page}.html"),
            Self::Form(plan, form) => format!("{plan}/forms/{form}.html"),
            Self::Table(plan, table) => format!("{plan}/tables/{table}.html"),
            Self::Concordance(plan) => format!("{plan}/concordance.html"),
            Self::Data(None) => "data.html".to_owned(),
            Self::Data(Some(plan)) => format!("{plan}/data.html"),
            Self::Releases => "releases.html".to_owned(),
        }
    }

    /// The plan the page belongs to.
    pub fn plan(&self) -> Option<&PlanId> {
        match self {
            Self::Home
            | Self::About
            | Self::Search
            | Self::AccessibilityPolicy
            | Self::AccessibilityResults
            | Self::Data(None)
            | Self::Releases => None,
            Self::Plan(plan)
            | Self::Edition(plan, _)
            | Self::Report(plan, _)
            | Self::Changes(plan, _)
            | Self::Matrix(plan)
            | Self::Corrections(plan)
            | Self::Withheld(plan)
            | Self::Measure(plan, _)
            | Self::Indicator(plan, _)
            | Self::Office(plan, _)
            | Self::Narrative(plan, _)
            | Self::Form(plan, _)
            | Self::Table(plan, _)
            | Self::Concordance(plan)
            | Self::Data(Some(plan)) => Some(plan),
        }
    }

    /// Link from this page to another.
    pub fn link_to(&self, target: &Self) -> String {
        self.link_to_path(&target.path())
    }

    /// Link from this page to a place of an edition: within the page where the page itself shows the edition.
    pub fn link_into_edition(&self, plan: &PlanId, edition: EditionId, anchor: &str) -> String {
        if self.shows_edition(plan, edition) {
            return format!("#{anchor}");
        }
        format!("{}#{anchor}", self.link_to(&Self::Edition(plan.clone(), edition)))
    }

    /// Whether the page holds the published table of that edition.
    pub fn shows_edition(&self, plan: &PlanId, edition: EditionId) -> bool {
        matches!(self, Self::Edition(own, shown) | Self::Report(own, shown) if own == plan && *shown == edition)
    }

    /// Link from this page to a file of the site, given by its path from the top.
    pub fn link_to_path(&self, target: &str) -> String {
        let from = self.path();
        let folders: Vec<&str> = from.split('/').collect();
        let folders = &folders[..folders.len() - 1];
        let parts: Vec<&str> = target.split('/').collect();
        let shared = folders
            .iter()
            .zip(&parts[..parts.len() - 1])
            .take_while(|(left, right)| left == right)
            .count();
        let mut link = "../".repeat(folders.len() - shared);
        link.push_str(&parts[shared..].join("/"));
        link
    }
}

/// Path of a plan's file for download.
pub fn data_file(plan: &PlanId, name: &str) -> String {
    format!("{plan}/data/{name}")
}

/// Name of an edition's file, without its ending.
fn edition_name(edition: EditionId) -> String {
    let stage = match edition.stage {
        Stage::TermStart => "-term-start",
        Stage::Midterm => "-midterm",
        Stage::Final => "",
    };
    format!("{}{stage}", edition.fiscal_year.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_of_an_edition_is_on_the_page_that_shows_it() {
        let plan = PlanId::new("city");
        let edition = EditionId {
            fiscal_year: crate::calendar::FiscalYear::new(2020).unwrap(),
            stage: Stage::Final,
        };
        let into = |page: Address| page.link_into_edition(&plan, edition, "m-a");
        assert_eq!(into(Address::Edition(plan.clone(), edition)), "#m-a");
        assert_eq!(into(Address::Report(plan.clone(), edition)), "#m-a");
        assert_eq!(into(Address::Matrix(plan.clone())), "2020.html#m-a");
        assert_eq!(
            into(Address::Report(PlanId::new("town"), edition)),
            "../city/2020.html#m-a"
        );
    }

    #[test]
    fn links_are_relative() {
        let plan = PlanId::new("city");
        let measure = Address::Measure(plan.clone(), MeasureId::new("message"));
        assert_eq!(measure.link_to(&Address::Home), "../../index.html");
        assert_eq!(measure.link_to(&Address::Plan(plan.clone())), "../index.html");
        assert_eq!(
            measure.link_to(&Address::Measure(plan.clone(), MeasureId::new("other"))),
            "other.html"
        );
        assert_eq!(Address::Home.link_to(&measure), "city/measures/message.html");
        assert_eq!(
            Address::Plan(plan).link_to_path("assets/site.css"),
            "../assets/site.css"
        );
    }
}
