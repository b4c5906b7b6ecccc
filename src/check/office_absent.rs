//! A measure stands in an edition under an office that did not exist that year (設置・廃止). Readers would be sent to a
//! counter that is not there.
//!
//! All is well when an office that did exist is known to have taken over its work (`merged_into`), or to have become part
//! of it later.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::{Scope, era, title};
use crate::calendar::FiscalYear;
use crate::diagnostic::{Diagnostic, Findings, Place, code};
use crate::source::raw::{Measure, Office};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    // One finding for all years of a measure: it is mended in one place.
    let mut absences: BTreeMap<Place, Absence<'_>> = BTreeMap::new();
    for (year, _) in scope.editions() {
        for node in scope.nodes_in(year) {
            for (role, ids) in [("所管課", &node.offices), ("関係課", &node.joint_offices)] {
                for id in ids {
                    let Some(office) = scope.offices.get(id.as_str()) else {
                        continue;
                    };
                    if !is_covered(scope, office, year) {
                        let absence = Absence {
                            node,
                            role,
                            office,
                            years: BTreeSet::new(),
                        };
                        absences.entry(id.place).or_insert(absence).years.insert(year);
                    }
                }
            }
        }
    }
    for (place, absence) in absences {
        findings.push(absent(place, &absence));
    }
}

/// A measure that names an office in years in which there was none.
struct Absence<'raw> {
    node: &'raw Measure,
    role: &'static str,
    office: &'raw Office,
    years: BTreeSet<FiscalYear>,
}

fn absent(
    place: Place,
    Absence {
        node,
        role,
        office,
        years,
    }: &Absence<'_>,
) -> Diagnostic {
    let years: Vec<String> = years.iter().map(|year| era(*year)).collect();
    let finding = Diagnostic::warning(
        code::OFFICE_ABSENT,
        place,
        format!(
            "取組「{}」の{role}「{}」は、年度版のある{}にはない課です",
            title(node),
            office.name.as_str(),
            years.join("・")
        ),
        "このまま掲載すると、その年度になかった課が出ます。廃止された課なら、offices の merged_into に仕事を引き継いだ課を書いてください。\
         設置・廃止の年度（since・until）の誤りでないかも確かめます",
    )
    .label("この課");
    let limits = [(&office.since, "設置年度はここ"), (&office.until, "廃止年度はここ")];
    limits.into_iter().fold(finding, |finding, (year, words)| match year {
        Some(year) => finding.related(year.place, words),
        None => finding,
    })
}

/// Whether the office, one that took over its work, or one that later became part of it existed in the year.
fn is_covered(scope: &Scope<'_>, office: &Office, year: FiscalYear) -> bool {
    if exists_in(office, year) || heirs(scope, office).into_iter().any(|heir| exists_in(heir, year)) {
        return true;
    }
    let all = scope.plan.plan.offices.iter();
    all.filter(|other| exists_in(other, year)).any(|other| {
        heirs(scope, other)
            .into_iter()
            .any(|heir| heir.id.as_str() == office.id.as_str())
    })
}

fn exists_in(office: &Office, year: FiscalYear) -> bool {
    office.since.as_ref().is_none_or(|since| since.value <= year)
        && office.until.as_ref().is_none_or(|until| year <= until.value)
}

/// The offices that took over the work of one, in turn; a circle ends the way.
fn heirs<'raw>(scope: &Scope<'raw>, office: &Office) -> Vec<&'raw Office> {
    let mut heirs: Vec<&Office> = Vec::new();
    let mut next = office.merged_into.as_ref();
    while let Some(heir) = next.and_then(|id| scope.offices.get(id.as_str())) {
        if heirs.iter().any(|known| known.id.as_str() == heir.id.as_str()) {
            break;
        }
        heirs.push(heir);
        next = heir.merged_into.as_ref();
    }
    heirs
}
