//! A node of the tree cannot stand as written: neither measure nor indicator row, no title, or too deep.

use super::scope::{Scope, kind};
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::{Measure, NodeKind};

/// The deepest tree that can be read as a table: 大 → 中 → 小 and three below.
const DEEPEST: usize = 6;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let plan = &scope.plan.plan;
    if let Some(level) = plan.levels.get(DEEPEST) {
        findings.push(Diagnostic::error(
            code::TREE_TOO_DEEP,
            level.place,
            format!("階層の名称が {} あります", plan.levels.len()),
            format!("階層は {DEEPEST} までです。{DEEPEST} 番目より後を削除してください"),
        ));
    }
    walk(&plan.measures, 1, findings);
}

fn walk(nodes: &[Measure], depth: usize, findings: &mut Findings) {
    for node in nodes {
        if depth > DEEPEST {
            findings.push(Diagnostic::error(
                code::TREE_TOO_DEEP,
                node.place,
                format!("取組の階層が {depth} 段目になっています"),
                format!("階層は {DEEPEST} 段までです。上の段にまとめてください"),
            ));
            continue;
        }
        check_node(node, findings);
        walk(&node.children, depth + 1, findings);
    }
}

fn check_node(node: &Measure, findings: &mut Findings) {
    match (&node.id, &node.indicator) {
        (Some(_), None) => {
            let may_be_untitled = matches!(kind(node), NodeKind::Group | NodeKind::Slot);
            if node.title.is_none() && !may_be_untitled {
                findings.push(Diagnostic::error(
                    code::NODE_WITHOUT_TITLE,
                    node.place,
                    "取組に title（項目名）がありません",
                    "title を書いてください。題のない区分なら kind: group、様式の空欄なら kind: slot を書きます",
                ));
            }
        }
        (None, Some(_)) => {
            if let Some(extra) = node.children.first() {
                findings.push(Diagnostic::error(
                    code::BAD_INDICATOR_ROW,
                    extra.place,
                    "指標の行の下に取組があります",
                    "指標の行（indicator:）は下の段を持てません。取組は別の項目にしてください",
                ));
            }
        }
        (Some(id), Some(indicator)) => findings.push(
            Diagnostic::error(
                code::BAD_INDICATOR_ROW,
                indicator.place,
                "id と indicator の両方があります",
                "取組なら indicator を、指標の行なら id を削除してください",
            )
            .related(id.place, "id はここ"),
        ),
        (None, None) => findings.push(Diagnostic::error(
            code::BAD_INDICATOR_ROW,
            node.place,
            "id も indicator もありません",
            "取組なら id を、指標の行なら indicator（指標の id）を書いてください",
        )),
    }
}
