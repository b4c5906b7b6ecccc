//! What staff read beside an item in the internal edition (内部メモ、内部限り、解禁日、下書き).
//!
//! Nothing here asks which edition it is: behind the door of the public edition an item has neither remark nor embargo, and is
//! public, so that there is nothing to say of it.

use serde::Serialize;

use super::badge::{Badge, Shape, Tone};
use crate::calendar::{When, YearStyle};
use crate::model::{Audience, Edition, Handling, Internal, Office, Prose};
use crate::render::{Html, markdown};

/// The block beside an item; printed by the component `internal_note`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InternalNote {
    /// Why the public does not see the item.
    pub badges: Vec<Badge>,
    /// How staff reach an office (内部の連絡先).
    pub contact: Option<Html>,
    /// The remark (内部メモ).
    pub text: Option<Html>,
}

impl InternalNote {
    /// The block of an item; none when there is nothing to say, as in the public edition.
    pub fn of(handling: &Handling) -> Option<Self> {
        Self::some(badges(handling), None, handling.remark.as_ref())
    }

    /// The block of an edition (年度版).
    pub fn of_edition(edition: &Edition) -> Option<Self> {
        let badges = edition_badges(edition);
        Self::some(badges, None, edition.handling.remark.as_ref())
    }

    /// The block of an item that stands in something else (年度版、計画), with the badges of that.
    pub fn within(outer: Vec<Badge>, handling: &Handling) -> Option<Self> {
        let badges = outer.into_iter().chain(badges(handling)).collect();
        Self::some(badges, None, handling.remark.as_ref())
    }

    /// The block of an office.
    pub fn of_office(office: &Office) -> Option<Self> {
        Self::some(Vec::new(), office.contact.as_ref(), office.remark.as_ref())
    }

    /// Badges alone.
    pub fn of_badges(badges: Vec<Badge>) -> Option<Self> {
        Self::some(badges, None, None)
    }

    fn some(badges: Vec<Badge>, contact: Option<&Internal<Prose>>, remark: Option<&Internal<Prose>>) -> Option<Self> {
        let html = |text: &Internal<Prose>| markdown::inline(text.reveal());
        let note = Self {
            badges,
            contact: contact.map(html),
            text: remark.map(html),
        };
        (!note.badges.is_empty() || note.contact.is_some() || note.text.is_some()).then_some(note)
    }
}

/// Why the public does not see an item; empty when it does.
pub fn badges(handling: &Handling) -> Vec<Badge> {
    said(handling, "", "内部限り", Shape::Square)
}

/// Why the public does not see an edition: the only thing that keeps one internal is that it is a draft.
pub fn edition_badges(edition: &Edition) -> Vec<Badge> {
    said(&edition.handling, "", "下書き", Shape::Dotted)
}

/// The badges of the edition that an item stands in.
pub fn badges_of_edition(edition: &Edition) -> Vec<Badge> {
    said(&edition.handling, "年度版：", "下書き", Shape::Dotted)
}

/// The badges of the plan that a page belongs to.
pub fn badges_of_plan(handling: &Handling) -> Vec<Badge> {
    said(handling, "計画：", "内部限り", Shape::Square)
}

fn said(handling: &Handling, whose: &str, kept: &str, shape: Shape) -> Vec<Badge> {
    let kept =
        (handling.audience == Audience::Internal).then(|| Badge::new(format!("{whose}{kept}"), shape, Tone::Orange));
    let embargo = handling.embargo.map(|day| {
        let day = When::Day(day).label(YearStyle::Era);
        Badge::new(format!("{whose}解禁日：{day}"), Shape::Dots, Tone::Orange)
    });
    kept.into_iter().chain(embargo).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn what_is_public_has_nothing_to_say() {
        assert_eq!(InternalNote::of(&Handling::default()), None);
    }

    #[test]
    fn every_reason_has_its_own_word_and_shape() {
        let handling = Handling {
            audience: Audience::Internal,
            embargo: NaiveDate::from_ymd_opt(2026, 6, 30),
            remark: Some(Internal::new(Prose::new("**確認中**"))),
        };
        let note = InternalNote::of(&handling).unwrap();
        let words: Vec<&str> = note.badges.iter().map(|badge| badge.word.as_str()).collect();
        assert_eq!(words, ["内部限り", "解禁日：令和8年6月30日"]);
        assert_ne!(note.badges[0].shape, note.badges[1].shape);
        assert_eq!(note.text.unwrap().as_str(), "<strong>確認中</strong>");
    }
}
