//! A withheld value can be computed from what is published: from a total and its other parts, or from the numerator and
//! denominator beside it. Figures under a rule (`withhold`) protect themselves when the site is built, as far as there is
//! something left to withhold; values that the publisher withholds by hand do not.

use crate::diagnostic::{Diagnostic, Findings, Place, code};
use crate::disclosure::{Cell, Protection, series_of};
use crate::model::{Project, WithheldBecause};
use crate::source::RawProject;
use crate::source::raw::AbsenceWord;

pub(super) fn check(raw: &RawProject, project: &Project, protection: &Protection, findings: &mut Findings) {
    for cell in &protection.given_away {
        let Some(place) = place(raw, project, cell) else {
            continue;
        };
        let by_hand = protection.withheld.get(cell) == Some(&WithheldBecause::Stated);
        let remedy = if by_hand {
            "ほかの区分の値も1つ absent: withheld とするか、指標に withhold: {under: 3} のようにしきい値を書いてください"
        } else {
            "これ以上伏せられる値がありません。合計も公表しないか、区分をまとめることを考えてください"
        };
        findings.push(
            Diagnostic::warning(
                code::WITHHELD_GIVEN_AWAY,
                place,
                "秘匿した値が、公表するほかの値から計算できます",
                remedy,
            )
            .label("計算できる"),
        );
    }
}

/// Where the withheld cell is stated last: where it is written as withheld, or else its value.
fn place(raw: &RawProject, project: &Project, cell: &Cell) -> Option<Place> {
    let mut found = None;
    for plan in &project.plans {
        let Some(from) = raw.plans.iter().find(|from| from.id.as_str() == plan.id.as_str()) else {
            continue;
        };
        for indicator in plan
            .indicators
            .iter()
            .filter(|one| series_of(project, plan, one) == cell.series)
        {
            let stated = from
                .editions
                .iter()
                .filter_map(|file| file.edition.indicators.get(indicator.id.as_str()));
            for observation in stated.flat_map(|observations| observations.iter()) {
                let segment = observation.segment.as_ref().map(|id| id.as_str());
                if segment == cell.segment.as_ref().map(crate::model::SegmentId::as_str)
                    && observation.period.period == cell.period
                {
                    let absent = observation.absent.as_ref();
                    let withheld = absent.filter(|word| word.value == AbsenceWord::Withheld);
                    found = Some(withheld.map_or(observation.place, |word| word.place));
                }
            }
        }
    }
    found
}
