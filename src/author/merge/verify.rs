//! The last look at a text before anybody sees it: nothing but what was to change has changed.

use crate::author::answers::{NewAnswer, NewFigure};
use crate::author::{AuthorError, read_back};
use crate::source::At;
use crate::source::raw::{Answer, Edition};

/// Reads what was made: what was put in is there as it was given, and all else is as it was.
pub(super) fn verify(
    name: &str,
    before: &Edition,
    text: &str,
    answers: &[&NewAnswer],
    figures: &[&NewFigure],
) -> Result<(), AuthorError> {
    let after: Edition = read_back(name, text)?;
    let wrong = |what: &str| AuthorError::Unreadable {
        file: name.to_owned(),
        finding: format!("{what} が書いたとおりになりません"),
    };
    for new in answers {
        let said = after.measures.get(&new.measure).filter(|said| said.pending.is_none());
        let said = said.map(|said| NewAnswer::of(&new.measure, said));
        if said.is_none_or(|said| new.contradicts(&said).is_some()) {
            return Err(wrong(&new.measure));
        }
    }
    let is_new = |id: &str| answers.iter().any(|new| new.measure == id);
    let old = before.measures.iter().filter(|(id, _)| !is_new(id.as_str()));
    let kept = after.measures.iter().filter(|(id, _)| !is_new(id.as_str()));
    let same = |(old_id, old): (&At<String>, &Answer), (id, now): (&At<String>, &Answer)| {
        old_id.value == id.value
            && NewAnswer::of(id, old) == NewAnswer::of(id, now)
            && old.pending.is_some() == now.pending.is_some()
    };
    let old: Vec<_> = old.map(|(id, answer)| (id, answer)).collect();
    let kept: Vec<_> = kept.map(|(id, answer)| (id, answer)).collect();
    if old.len() != kept.len() || !old.iter().zip(&kept).all(|(old, now)| same(*old, *now)) {
        return Err(wrong("ほかの取組"));
    }
    for new in figures {
        let stated = after.indicators.get(&new.indicator);
        let said = stated.into_iter().flatten().filter(|one| one.pending.is_none());
        let mut own = said
            .filter(|one| one.segment.as_ref().map(|id| id.as_str()) == new.segment.as_deref())
            .map(|one| NewFigure::of(&new.indicator, one));
        if !own.any(|said| new.contradicts(&said).is_none()) {
            return Err(wrong(&new.indicator));
        }
    }
    let all = |edition: &Edition| {
        let mut all: Vec<String> = Vec::new();
        for (id, stated) in &edition.indicators {
            all.extend(
                stated
                    .iter()
                    .filter(|one| one.pending.is_none())
                    .map(|one| format!("{:?}", NewFigure::of(id, one))),
            );
        }
        all
    };
    let (old, now) = (all(before), all(&after));
    if old.iter().any(|old| !now.contains(old)) || now.len() != old.len() + figures.len() {
        return Err(wrong("ほかの指標"));
    }
    Ok(())
}
