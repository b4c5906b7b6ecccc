//! A target says nothing to judge by, or two things at once.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, Place, code};
use crate::source::raw::{BaseOf, BoundValue, Target, TargetSet};

const FORMS: &str = "at_least（以上）、at_most（以下）、exactly（計画値）、between（範囲）、maintain（維持）、direction（方向）、qualitative（定性）、none（目標なし）";

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in &scope.plan.plan.indicators {
        let Some(TargetSet::List(targets)) = &indicator.targets else {
            continue;
        };
        for target in targets {
            check_form(target, findings);
            check_time(target, findings);
        }
    }
}

fn check_form(target: &Target, findings: &mut Findings) {
    let forms: Vec<Place> = [
        target.at_least.as_ref().map(|it| it.place),
        target.at_most.as_ref().map(|it| it.place),
        target.exactly.as_ref().map(|it| it.place),
        target.between.first().map(|it| it.place),
        target.maintain.as_ref().map(|it| it.place),
        target.direction.as_ref().map(|it| it.place),
        target.qualitative.as_ref().map(|it| it.place),
        target.none.as_ref().filter(|none| none.value).map(|it| it.place),
    ]
    .into_iter()
    .flatten()
    .collect();
    match forms.as_slice() {
        [_] => {}
        [] => findings.push(bad(
            target.place,
            "目標の形がありません",
            format!("{FORMS}のどれか1つを書いてください"),
        )),
        [first, second, ..] => findings.push(
            bad(
                *second,
                "1つの目標に、形が2つ以上あります",
                "目標を分けて書いてください（- で始まる項目を2つにします）".to_owned(),
            )
            .related(*first, "1つ目"),
        ),
    }
    match target.between.as_slice() {
        [] => {}
        [low, high] if low.value <= high.value => {}
        [first, ..] => findings.push(bad(
            first.place,
            "範囲の書き方が正しくありません",
            "between: [下限, 上限] の形で、小さい方から書いてください".to_owned(),
        )),
    }
}

fn check_time(target: &Target, findings: &mut Findings) {
    let every = target.every.as_ref().filter(|every| every.value);
    if let (Some(every), Some(by)) = (every, &target.by) {
        findings.push(
            bad(
                every.place,
                "every（毎年度）と by（期限）の両方があります",
                "どちらか一方にしてください".to_owned(),
            )
            .related(by.place, "by はここ"),
        );
    }
    for bound in [&target.at_least, &target.at_most, &target.exactly]
        .into_iter()
        .flatten()
    {
        match &bound.value {
            BoundValue::Yearly(_) if target.by.is_some() || every.is_some() => findings.push(bad(
                bound.place,
                "年度ごとの目標に、期限も書かれています",
                "年度ごとの目標は年度が期限です。by と every を削除してください".to_owned(),
            )),
            BoundValue::Relative(relative)
                if matches!(relative.of, BaseOf::PreviousYear) && every.is_none() && target.by.is_none() =>
            {
                findings.push(bad(
                    bound.place,
                    "前年度と比べる目標に、いつの目標かが書かれていません",
                    "毎年度なら every: true を、ある年度なら by を書いてください".to_owned(),
                ));
            }
            _ => {}
        }
    }
}

fn bad(place: Place, message: &str, remedy: String) -> Diagnostic {
    Diagnostic::error(code::BAD_TARGET, place, message, remedy)
}
