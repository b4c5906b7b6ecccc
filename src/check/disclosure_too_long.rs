//! A line for the Cabinet Office's list is longer than its form takes: two actions of 100 characters each (見える化サイトの様式).

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, code};

/// Actions the form has room for.
const MOST_ACTIONS: usize = 2;
/// Characters of an action.
const LONGEST_ACTION: usize = 100;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in &scope.plan.plan.indicators {
        let Some(disclosure) = &indicator.disclosure else {
            continue;
        };
        for action in &disclosure.actions {
            let length = action.as_str().chars().count();
            if length > LONGEST_ACTION {
                findings.push(Diagnostic::warning(
                    code::DISCLOSURE_TOO_LONG,
                    action.place,
                    format!("見える化サイトの取組内容が {length} 文字あります"),
                    format!("{LONGEST_ACTION} 文字までにしてください。様式に入るのはそこまでです"),
                ));
            }
        }
        if let Some(third) = disclosure.actions.get(MOST_ACTIONS) {
            findings.push(Diagnostic::warning(
                code::DISCLOSURE_TOO_LONG,
                third.place,
                format!("見える化サイトの取組内容が {} 件あります", disclosure.actions.len()),
                format!("{MOST_ACTIONS} 件までにしてください。3件目からは様式に入りません"),
            ));
        }
    }
}
