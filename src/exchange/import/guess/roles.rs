//! The role of a column by the words of its head.

use super::super::grid::folded;
use super::super::written::{period_in, unit_in};
use super::heads::Heads;
use crate::source::raw::ImportRole;

/// The role by the lowest head, or by all together.
pub(super) fn of_heads(heads: &Heads, column: u32) -> Option<ImportRole> {
    let texts = heads.texts.get(column as usize)?;
    let last = texts.last().and_then(|text| role(text));
    last.or_else(|| role(&heads.whole(column)))
}

/// What a head says, by its words. Longer words come before those they contain.
pub(super) fn role(head: &str) -> Option<ImportRole> {
    let head = folded(head);
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    let is = |words: &[&str]| words.contains(&head.as_str());
    Some(if has(&["理由"]) {
        ImportRole::Reason
    } else if has(&["対目標", "達成率", "目標比"]) {
        ImportRole::RatioToTarget
    } else if has(&["対前年", "前年度比", "前年比"]) {
        ImportRole::RatioToPreviousYear
    } else if has(&["成果", "効果"]) {
        ImportRole::Results
    } else if has(&["取組内容", "実施内容", "取組実績", "実施した内容", "取組を行った"]) {
        ImportRole::Entries
    } else if has(&["実施状況", "取組状況", "進捗状況", "進捗", "実施の有無"]) {
        ImportRole::Status
    } else if has(&["方向性"]) {
        ImportRole::Direction
    } else if has(&["見通し", "今後の予定", "今後の取組"]) {
        ImportRole::Outlook
    } else if has(&["目的", "ねらい"]) {
        ImportRole::Aim
    } else if has(&["現状", "課題", "背景"]) && !has(&["値"]) {
        ImportRole::Background
    } else if is(&["内容", "概要", "取組の内容", "具体的内容", "説明"]) {
        ImportRole::Content
    } else if is(&["番号", "No", "No.", "№", "NO", "項番", "#"]) {
        ImportRole::Label
    } else if is(&["単位"]) {
        ImportRole::Unit
    } else if has(&[
        "所管",
        "主管",
        "担当課",
        "担当部",
        "担当所属",
        "実施課",
        "実施部署",
        "関係課",
    ]) || is(&["担当", "所属", "課名", "課"])
    {
        ImportRole::Offices
    } else if is(&[
        "目標年度",
        "目標年",
        "達成年度",
        "目標年次",
        "目標時期",
        "達成時期",
        "目標期限",
        "達成期限",
        "期限",
    ]) {
        ImportRole::Deadline
    } else if is(&["備考", "注", "注記"]) {
        ImportRole::Note
    } else if has(&["目標設定時", "基準値", "策定時", "現状値", "当初値"]) {
        ImportRole::Baseline
    } else if has(&["目標値", "数値目標"])
        || is(&["目標", "当初目標"])
        || (has(&["目標"]) && (period_in(&head).is_some() || unit_in(&head).is_some()))
    {
        ImportRole::Target
    } else if has(&["実績", "見込", "最新値", "速報"]) {
        ImportRole::Value
    } else if is(&["指標", "指標名", "目標項目", "項目名", "指標の名称", "成果指標"]) {
        ImportRole::Indicator
    } else if has(&[
        "大項目",
        "中項目",
        "小項目",
        "基本目標",
        "基本方針",
        "施策",
        "重点項目",
        "アクションプラン",
    ]) || is(&[
        "柱",
        "視点",
        "章",
        "節",
        "取組",
        "取組み",
        "項目",
        "取組項目",
        "具体的取組",
        "具体的な取組",
        "事業",
        "事業名",
        "実現への取組み",
        "取組名",
    ]) {
        ImportRole::Title
    } else {
        return None;
    })
}

/// A year with its own word: a bare number may be anything.
pub(super) fn is_dated(text: &str) -> bool {
    period_in(text).is_some() && text.contains('年')
}
