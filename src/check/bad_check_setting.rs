//! A plan weighs a finding that does not exist, or one that must not be weighed (点検の重さ): an error says that the data
//! cannot be read or a page would lie, and no plan may publish over it.

use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, code, nearest, quote};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for written in scope.plan.plan.checks.keys() {
        let text = written.as_str();
        let known = Code::parse(text).filter(|code| code.as_str() == text);
        let Some(known) = known else {
            findings.push(unknown(text, written.place));
            continue;
        };
        if known.severity() == Severity::Error {
            findings.push(
                Diagnostic::error(
                    code::BAD_CHECK_SETTING,
                    written.place,
                    format!("{known}（{}）はエラーなので、重さを変えられません", known.title()),
                    "この行を消してください。重さを変えられるのは警告だけです（mieruka explain で一覧を確かめられます）",
                )
                .label("エラーの番号"),
            );
        }
    }
}

fn unknown(text: &str, place: crate::diagnostic::Place) -> Diagnostic {
    let warnings = code::ALL
        .iter()
        .filter(|(_, severity, _)| *severity == Severity::Warning);
    let meant = nearest(text, warnings.map(|(code, _, _)| code.as_str())).and_then(Code::parse);
    let remedy = match meant {
        Some(code) => format!(
            "{code}（{}）のことではありませんか。番号は mieruka explain で確かめられます",
            code.title()
        ),
        None => "MR0402 のような、警告の番号を書いてください。番号は mieruka explain で確かめられます".to_owned(),
    };
    let message = format!("{}という番号の指摘はありません", quote(text));
    let finding = Diagnostic::error(code::BAD_CHECK_SETTING, place, message, remedy).label("この番号");
    match meant {
        Some(code) => finding.fix(place, code.as_str()),
        None => finding,
    }
}
