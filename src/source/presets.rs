//! The items that the law on women's advancement has every public body publish (女性活躍推進法による公表項目): what is the same
//! for all bodies need not be written again. What a plan writes itself always goes before.

use super::raw::{Disclosure, DisclosureArea, Indicator, Plan, Polarity, Preset, Segment, TotalOf};
use super::{At, Id, Text};
use crate::diagnostic::Place;
use crate::quantity::Unit;

/// What an item gives.
struct Given {
    item: &'static str,
    area: DisclosureArea,
    unit: &'static str,
    better: Polarity,
    definition: Option<&'static str>,
    numerator: Option<&'static str>,
    denominator: Option<&'static str>,
    segments: &'static [(&'static str, &'static str)],
}

/// Fills in what the presets of a plan's indicators give.
pub(super) fn fill(mut plan: Plan) -> Plan {
    for indicator in &mut plan.indicators {
        if let Some(preset) = &indicator.preset {
            let (given, place) = (given(**preset), preset.place);
            fill_indicator(indicator, &given, place);
        }
    }
    plan
}

fn fill_indicator(indicator: &mut Indicator, given: &Given, place: Place) {
    let text = |text: &str| Text::new(text).map(|value| At { value, place });
    let or_given = |written: &mut Option<At<Text>>, words: Option<&str>| {
        if written.is_none() {
            *written = words.and_then(text);
        }
    };
    or_given(&mut indicator.definition, given.definition);
    or_given(&mut indicator.numerator, given.numerator);
    or_given(&mut indicator.denominator, given.denominator);
    if indicator.unit.is_none() {
        indicator.unit = Unit::parse(given.unit).map(|value| At { value, place });
    }
    if indicator.decimals.is_none() {
        indicator.decimals = Some(At { value: 1, place });
    }
    if indicator.better.is_none() {
        let value = given.better;
        indicator.better = Some(At { value, place });
    }
    if indicator.segments.is_empty() {
        let segment = |(id, title): &(&str, &str)| {
            Some(Segment {
                id: At {
                    value: Id::checked(id)?,
                    place,
                },
                title: text(title)?,
                in_brackets: None,
                total_of: TotalOf::default(),
                place,
            })
        };
        indicator.segments = given.segments.iter().filter_map(segment).collect();
    }
    if indicator.disclosure.is_none() {
        indicator.disclosure = Some(Disclosure {
            area: At {
                value: given.area,
                place,
            },
            item: text(given.item),
            actions: Vec::new(),
            place,
        });
    }
}

const SEXES: &[(&str, &str)] = &[("men", "男性"), ("women", "女性")];

fn given(preset: Preset) -> Given {
    let share = |item, area, numerator, denominator, segments| Given {
        item,
        area,
        unit: "%",
        better: Polarity::Higher,
        definition: None,
        numerator: Some(numerator),
        denominator: Some(denominator),
        segments,
    };
    match preset {
        Preset::PayGap => Given {
            item: "職員の給与の男女の差異",
            area: DisclosureArea::Other,
            unit: "%",
            better: Polarity::Higher,
            definition: Some("男性の給与の平均を100とした場合の、女性の給与の平均。"),
            numerator: None,
            denominator: None,
            segments: &[
                ("regular", "任期の定めのない常勤職員"),
                ("others", "任期の定めのない常勤職員以外の職員"),
                ("all", "全職員"),
            ],
        },
        Preset::ChildcareLeave => share(
            "男女別の育児休業取得率",
            DisclosureArea::Continuation,
            "その年度に新たに育児休業を取得した職員数",
            "その年度に新たに育児休業を取得できることになった職員数",
            SEXES,
        ),
        Preset::PartnersBirthLeave => share(
            "男性職員の配偶者出産休暇又は育児参加のための休暇の取得率",
            DisclosureArea::Continuation,
            "その年度に休暇を取得した男性職員数",
            "その年度に休暇を取得できることになった男性職員数",
            &[],
        ),
        Preset::WomenManagers => share(
            "管理的地位にある職員に占める女性職員の割合",
            DisclosureArea::Assignment,
            "管理的地位にある女性職員数",
            "管理的地位にある職員数",
            &[],
        ),
        Preset::WomenHires => share(
            "採用した職員に占める女性職員の割合",
            DisclosureArea::Recruitment,
            "採用した女性職員数",
            "採用した職員数",
            &[],
        ),
        Preset::WomenStaff => share(
            "職員に占める女性職員の割合",
            DisclosureArea::Recruitment,
            "女性職員数",
            "職員数",
            &[],
        ),
        Preset::Overtime => Given {
            item: "職員一人当たりの各月ごとの時間外勤務時間",
            area: DisclosureArea::Hours,
            unit: "時間",
            better: Polarity::Lower,
            definition: None,
            numerator: None,
            denominator: None,
            segments: &[],
        },
    }
}
