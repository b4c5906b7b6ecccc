//! How to read the site (このサイトの見方): how verdicts are reached, and what words and marks mean.
//!
//! The words come from `wording`, so that this page can never say something else than the others.

use serde::Serialize;

use super::legend::{Explained, MarkView};
use super::plan::PageSection;
use super::{Address, Badge, Frame, Link, accessibility, wording};
use crate::evaluate::{Ground, Verdict};
use crate::model::{
    Direction, DirectionMeaning, PlanState, Polarity, Project, Rating, RatingMeaning, Status, StatusMeaning, Vintage,
};

/// The page.
#[derive(Debug, Serialize)]
pub struct AboutPage {
    /// Frame.
    pub frame: Frame,
    /// Sections, for the table of contents.
    pub sections: Vec<PageSection>,
    /// Verdicts with their grounds.
    pub verdicts: Vec<VerdictView>,
    /// Polarities.
    pub polarities: Vec<&'static str>,
    /// Statuses, in our words.
    pub statuses: Vec<Explained>,
    /// Directions and tags, in our words.
    pub directions: Vec<Explained>,
    /// Publishers' ratings, by their meanings.
    pub ratings: Vec<Explained>,
    /// Vintages.
    pub vintages: Vec<Explained>,
    /// Marks in place of a value.
    pub absences: Vec<MarkView>,
    /// States of plans.
    pub states: Vec<Explained>,
    /// Accessibility policy and test results.
    pub accessibility: Vec<Link>,
}

/// A verdict with its grounds.
#[derive(Debug, Serialize)]
pub struct VerdictView {
    /// The verdict.
    pub badge: Badge,
    /// What it says.
    pub meaning: &'static str,
    /// What it can rest on.
    pub grounds: Vec<String>,
}

impl AboutPage {
    /// The page.
    pub fn new(project: &Project) -> Self {
        Self {
            frame: Frame::new(project, None, &Address::About, "このサイトの見方"),
            sections: sections(!accessibility::links(project, &Address::About).is_empty()),
            verdicts: wording::VERDICTS.into_iter().map(verdict).collect(),
            polarities: [Polarity::Higher, Polarity::Lower, Polarity::Neither]
                .map(wording::polarity)
                .into(),
            statuses: statuses(),
            directions: directions(),
            ratings: ratings(),
            vintages: wording::VINTAGES
                .into_iter()
                .filter(|vintage| *vintage != Vintage::Final)
                .map(|vintage| explained(wording::vintage(vintage), wording::vintage_explanation(vintage)))
                .collect(),
            absences: wording::ABSENCES
                .into_iter()
                .map(|reason| MarkView {
                    mark: wording::absence_mark(reason).to_owned(),
                    meaning: wording::absence_meaning(reason).to_owned(),
                })
                .collect(),
            accessibility: accessibility::links(project, &Address::About),
            states: [PlanState::Draft, PlanState::Adopted, PlanState::Abolished]
                .into_iter()
                .map(|state| explained(wording::plan_state(state), wording::plan_state_explanation(state)))
                .collect(),
        }
    }
}

fn sections(has_accessibility: bool) -> Vec<PageSection> {
    let accessibility = has_accessibility.then_some(("accessibility", "ウェブアクセシビリティ"));
    [
        ("verdicts", "数値目標の判定"),
        ("path", "計画経路と計算式"),
        ("rounding", "数値の丸め方"),
        ("statuses", "取組の状況と方向性の印"),
        ("vintages", "数値の確からしさ"),
        ("absences", "値がないことを示す記号"),
        ("years", "年度と元号"),
        ("states", "計画の状態"),
    ]
    .into_iter()
    .chain(accessibility)
    .map(|(anchor, title)| PageSection {
        anchor,
        title: title.to_owned(),
    })
    .collect()
}

fn explained(badge: Badge, meaning: &str) -> Explained {
    Explained {
        badge,
        meaning: meaning.to_owned(),
    }
}

/// A ground that carries two verdicts: what tells them apart is the deadline, or what the target is measured from.
fn ground_of(verdict: Verdict, ground: &Ground) -> String {
    let when = match (ground, verdict) {
        (Ground::DefinitionChanged, Verdict::NotYetMeasurable) => {
            return "期限前で目標に届いておらず、途中で値の定義が変わったため、計画経路と比べられません。".to_owned();
        }
        (Ground::DefinitionChanged, _) => {
            return "目標が前の値を基準とし（増加・減少、前の値に対する割合など）、その後に値の定義が変わったため、比べられません。".to_owned();
        }
        (Ground::MovedAsAsked | Ground::NotMovedAsAsked, Verdict::Met | Verdict::NotMet) => "期限の",
        (Ground::MovedAsAsked | Ground::NotMovedAsAsked, _) => "期限前で、最新の",
        _ => "",
    };
    format!("{when}{}", wording::ground(ground))
}

fn verdict(verdict: Verdict) -> VerdictView {
    // Where there is one ground only, it says no more than the verdict.
    let grounds = Some(wording::grounds_of(verdict))
        .filter(|grounds| grounds.len() > 1)
        .unwrap_or_default();
    VerdictView {
        badge: wording::verdict(verdict),
        meaning: wording::verdict_explanation(verdict),
        grounds: grounds.iter().map(|ground| ground_of(verdict, ground)).collect(),
    }
}

fn statuses() -> Vec<Explained> {
    use StatusMeaning as Meaning;
    [
        Meaning::Implemented,
        Meaning::Partial,
        Meaning::Planned,
        Meaning::Considering,
        Meaning::Undecided,
        Meaning::Ended,
    ]
    .into_iter()
    .map(|meaning| {
        let word = wording::status_meaning(meaning).to_owned();
        explained(
            wording::status(&Status {
                word,
                meaning,
                requires_reason: false,
                note: None,
            }),
            wording::status_explanation(meaning),
        )
    })
    .chain([explained(wording::unanswered(), wording::UNANSWERED)])
    .collect()
}

fn directions() -> Vec<Explained> {
    use DirectionMeaning as Meaning;
    [
        ("新規", Meaning::New),
        ("拡充", Meaning::Expanded),
        ("継続", Meaning::Continued),
        ("縮小", Meaning::Reduced),
        ("終了", Meaning::Ended),
    ]
    .into_iter()
    .filter_map(|(word, meaning)| {
        let badge = wording::direction(&Direction {
            word: word.to_owned(),
            meaning,
        });
        wording::direction_explanation(meaning).map(|explanation| explained(badge, explanation))
    })
    .collect()
}

fn ratings() -> Vec<Explained> {
    use RatingMeaning as Meaning;
    [
        ("順調", Meaning::Good),
        ("おおむね順調", Meaning::Fair),
        ("遅れ", Meaning::Poor),
        ("評価できない", Meaning::Unrated),
    ]
    .into_iter()
    .map(|(word, meaning)| {
        explained(
            wording::rating(&Rating {
                word: word.to_owned(),
                meaning,
            }),
            wording::rating_explanation(meaning),
        )
    })
    .collect()
}
