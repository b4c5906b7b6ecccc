//! The declared notations of tables (表の書き方): labels, tags, marks, figures and targets in cells.

use unicode_normalization::UnicodeNormalization as _;

use super::grid::folded;
use crate::calendar::{Period, Reading};
use crate::exchange::export::json::{Json, Object};
use crate::quantity::{Number, NumberError};
use crate::source::raw::{AbsenceWord, DirectionMeaning, Meaning};

/// Units that heads give in brackets.
const UNITS: [&str; 18] = [
    "%",
    "人",
    "名",
    "時間",
    "日",
    "件",
    "回",
    "点",
    "枚",
    "か所",
    "箇所",
    "円",
    "千円",
    "万円",
    "月",
    "歳",
    "ポイント",
    "項目",
];

/// A mark that stands alone in a cell and says that there is deliberately nothing (記号).
pub(super) fn is_mark(text: &str) -> bool {
    matches!(
        text.trim()
            .trim_start_matches(['(', '（'])
            .trim_end_matches([')', '）'])
            .trim(),
        "—" | "－" | "-" | "―" | "ー" | "–" | "‐" | "−" | "…" | "／" | "/"
    )
}

/// A line that explains a table: `※１ …`, `注）…`, `(注) …`, `* …`.
pub(super) fn is_note(text: &str) -> bool {
    let text = folded(text);
    let bare = text.trim_start_matches(['(', '[', '<', '【']);
    let after = bare.strip_prefix("注").or_else(|| bare.strip_prefix("備考"));
    text.starts_with(['※', '*'])
        || after.is_some_and(|rest| {
            rest.starts_with(|letter: char| letter.is_ascii_digit() || ")]>】:.、。記".contains(letter))
        })
}

/// The offices of a cell: `人事課、財政課`, `人事課・子育て支援課`. A `・` parts only names of offices, not what belongs to one name.
pub(super) fn offices(cell: &str) -> Vec<String> {
    const ENDS: [&str; 15] = [
        "課",
        "室",
        "部",
        "局",
        "係",
        "所",
        "署",
        "館",
        "院",
        "校",
        "会",
        "センター",
        "本部",
        "班",
        "チーム",
    ];
    let parts = cell.split(['、', '，', ',', '\n', '／', '/']).map(str::trim);
    let parted = parts.flat_map(|part| {
        let names: Vec<&str> = part
            .split(|letter: char| letter == '・' || letter.is_whitespace())
            .filter(|name| !name.is_empty())
            .collect();
        let all = names.iter().all(|name| ENDS.iter().any(|end| name.ends_with(end)));
        if all { names } else { vec![part] }
    });
    let mut offices: Vec<String> = Vec::new();
    for name in parted.filter(|name| !name.is_empty() && !is_mark(name)) {
        if !offices.iter().any(|one| one == name) {
            offices.push(name.to_owned());
        }
    }
    offices
}

/// Why there is no figure, where everybody says it alike; nothing for other words.
pub(super) fn absence(text: &str) -> Option<AbsenceWord> {
    Some(match folded(text).as_str() {
        "調査中" | "集計中" | "未集計" | "算定中" | "確認中" | "未確定" => {
            AbsenceWord::NotYetCollected
        }
        "該当なし" | "対象なし" | "対象外" => AbsenceWord::NotApplicable,
        "対象者なし" | "該当者なし" => AbsenceWord::NoEvent,
        _ => return None,
    })
}

/// A label before a title: `(1) 研修`, `１ 柔軟な働き方`, `① 研修`, `Ⅱ 取組`, `ア 把握`.
pub(super) fn split_label(text: &str) -> (Option<String>, String) {
    let whole = || (None, text.to_owned());
    let mut letters = text.char_indices();
    let Some((_, first)) = letters.next() else {
        return whole();
    };
    let end = match first {
        '(' | '（' => {
            let Some(end) = text.find([')', '）']) else {
                return whole();
            };
            let inner: String = text[first.len_utf8()..end].nfkc().collect();
            let inner = inner.trim();
            let is_label = !inner.is_empty() && inner.chars().count() <= 2 && is_counter(inner);
            let close = text[end..].chars().next().map_or(0, char::len_utf8);
            if !is_label {
                return whole();
            }
            end + close
        }
        '①'..='⑳' => first.len_utf8(),
        _ => {
            // A counter by itself needs something between it and the title.
            let edge = text.find(|letter: char| letter.is_whitespace() || matches!(letter, '.' | '．' | '、'));
            let Some(edge) = edge else { return whole() };
            let counter: String = text[..edge].nfkc().collect();
            if !is_counter(&counter) || counter.chars().count() > 3 {
                return whole();
            }
            edge
        }
    };
    let (label, rest) = text.split_at(end);
    let rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | '．' | '、'));
    if rest.is_empty() {
        return whole();
    }
    (Some(label.to_owned()), rest.to_owned())
}

/// 12, IV, ア, a.
fn is_counter(text: &str) -> bool {
    let all = |test: fn(char) -> bool| !text.is_empty() && text.chars().all(test);
    let one = text.chars().count() == 1;
    all(|letter| letter.is_ascii_digit())
        || all(|letter| matches!(letter, 'I' | 'V' | 'X'))
        || (one && all(|letter| letter.is_ascii_alphabetic() || matches!(letter, 'ア'..='ン' | 'あ'..='ん')))
}

/// The entries of a cell: one begins with every 【word】 at the beginning of a line, or else the cell is one.
pub(super) fn entries(cell: &str) -> Vec<(Option<String>, String)> {
    let mut entries: Vec<(Option<String>, Vec<&str>)> = Vec::new();
    for line in cell.split('\n') {
        match tag(line) {
            Some((tag, rest)) => entries.push((Some(tag.to_owned()), vec![rest])),
            None => match entries.last_mut() {
                Some((_, lines)) => lines.push(line),
                None => entries.push((None, vec![line])),
            },
        }
    }
    entries
        .into_iter()
        .map(|(tag, lines)| (tag, lines.join("\n").trim().to_owned()))
        .collect()
}

/// 【継続】 at the beginning of a line.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.trim_start().strip_prefix('【')?.split_once('】')?;
    let is_short = (1..=6).contains(&tag.chars().count());
    is_short.then(|| (tag.trim(), rest.trim_start()))
}

/// What statuses mean that everybody writes alike.
pub(super) fn status(word: &str) -> Option<Meaning> {
    Some(match folded(word).as_str() {
        "実施" | "実施済" | "実施済み" | "完了" => Meaning::Implemented,
        "一部実施" | "一部実施済" | "一部実施済み" => Meaning::Partial,
        "今後実施" | "実施予定" => Meaning::Planned,
        "検討中" => Meaning::Considering,
        "実施未定" | "未定" => Meaning::Undecided,
        "終了" | "廃止" => Meaning::Ended,
        _ => return None,
    })
}

/// What directions and tags mean that everybody writes alike.
pub(super) fn direction(word: &str) -> Option<DirectionMeaning> {
    Some(match folded(word).as_str() {
        "新規" => DirectionMeaning::New,
        "拡充" | "拡大" => DirectionMeaning::Expanded,
        "継続" => DirectionMeaning::Continued,
        "縮小" => DirectionMeaning::Reduced,
        "終了" | "廃止" => DirectionMeaning::Ended,
        _ => return None,
    })
}

/// The first period in a head: 平成25年度見込(時間).
pub(super) fn period_in(head: &str) -> Option<String> {
    let head = folded(head);
    let letters: Vec<(usize, char)> = head.char_indices().collect();
    for (index, (start, first)) in letters.iter().enumerate() {
        let after_digit = index > 0 && letters[index - 1].1.is_ascii_alphanumeric();
        if after_digit || !(first.is_ascii_digit() || "令平昭RHS".contains(*first)) {
            continue;
        }
        let ends = letters[index + 1..].iter().map(|(end, _)| *end).chain([head.len()]);
        let mut ends: Vec<usize> = ends.take(16).collect();
        ends.reverse();
        for end in ends {
            let text = &head[*start..end];
            let next = head[end..].chars().next();
            let is_cut =
                next.is_some_and(|next| next.is_ascii_digit()) && text.ends_with(|last: char| last.is_ascii_digit());
            if text.chars().count() > 1 && !is_cut && Period::parse(text, &Reading::default()).is_ok() {
                return Some(text.to_owned());
            }
        }
    }
    None
}

/// The unit in the brackets of a head: 実績 (時間).
pub(super) fn unit_in(head: &str) -> Option<String> {
    let head = folded(head);
    head.split('(')
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(inner, _)| inner.trim_start_matches("単位:"))
        .find(|inner| UNITS.contains(inner))
        .map(str::to_owned)
}

/// A figure of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    pub number: Number,
    pub unit: Option<String>,
}

/// A figure with its unit: `1,910`, `347 人`, `△3.2`, `８０．５％`, `1, 910`.
pub(super) fn figure(text: &str) -> Option<Figure> {
    let text = text.trim();
    let (number, unit) = match Number::parse(text) {
        Ok(number) => (number, None),
        Err(error) => {
            let unit = match &error {
                NumberError::Percent { .. } => Some("%".to_owned()),
                NumberError::Unit { unit, .. } => Some(unit.clone()),
                NumberError::NegativeMark { .. }
                | NumberError::Separator { .. }
                | NumberError::FullWidth { .. }
                | NumberError::PlusSign { .. } => None,
                _ => return None,
            };
            (error.plain()?, unit)
        }
    };
    Some(Figure { number, unit })
}

/// A cell with a figure and another in brackets: `200 (224)`.
pub(super) fn with_brackets(text: &str) -> (String, Option<String>) {
    let narrow: String = text.nfkc().collect();
    match narrow.trim().strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((outer, inner)) if !outer.trim().is_empty() => (outer.trim().to_owned(), Some(inner.trim().to_owned())),
        _ => (text.trim().to_owned(), None),
    }
}

/// What a target says beside the figure, and which direction is good by it.
pub(super) struct Target {
    /// Keys of a target, without its deadline.
    pub keys: Object,
    /// `higher`, `lower`.
    pub better: Option<&'static str>,
    pub unit: Option<String>,
    /// A deadline that is written with it.
    pub by: Option<String>,
}

impl Target {
    /// Whether it is words alone.
    pub fn is_words(&self) -> bool {
        self.keys.has("qualitative")
    }
}

/// A deadline written with a target, and the rest: `R7年度までに50%以上`, `20%(令和7年度末)`.
fn split_deadline(text: &str) -> (Option<String>, &str) {
    let period = |text: &str| {
        let text = text.trim().trim_end_matches("まで");
        let is_period = text.chars().count() > 1 && Period::parse(text, &Reading::default()).is_ok();
        is_period.then(|| text.to_owned())
    };
    let found = ["までに", "まで"].into_iter().find_map(|word| {
        let (date, rest) = text.split_once(word)?;
        Some((period(date)?, rest.trim_start_matches([' ', '、', ',', ':'])))
    });
    let found = found.or_else(|| {
        let (rest, date) = text.strip_suffix(')')?.rsplit_once('(')?;
        Some((period(date)?, rest.trim_end()))
    });
    match found {
        Some((by, rest)) if !rest.is_empty() => (Some(by), rest),
        _ => (None, text),
    }
}

/// A target in words, with or without its deadline.
pub(super) fn target(text: &str) -> Target {
    let narrow: String = text.nfkc().collect::<String>().replace('\n', "");
    let shown = text.replace('\n', " ");
    let (by, rest) = split_deadline(narrow.trim());
    let mut found = undated_target(rest, shown.trim());
    if by.is_some() && !found.is_words() {
        if !found.keys.has("text") {
            found.keys = found.keys.text("text", shown.trim());
        }
        found.by = by;
    }
    found
}

/// A target in words: `50%以上`, `7%以内`, `2.6%の維持`, `50～60%`, `前年度以下`, `割合の拡大`, `40`.
fn undated_target(narrow: &str, shown: &str) -> Target {
    let said = |keys: Object, better, unit| Target {
        keys: keys.text("text", shown),
        better,
        unit,
        by: None,
    };
    let bound = |key: &str, number: &str, better| {
        let figure = figure(number)?;
        Some(said(Object::new().number(key, figure.number), better, figure.unit))
    };
    if let Some(figure) = figure(narrow) {
        return Target {
            keys: Object::new().number("exactly", figure.number),
            better: None,
            unit: figure.unit,
            by: None,
        };
    }
    if narrow == "前年度以下" {
        let of = Object::new().text("of", "previous_year");
        return said(Object::new().with("at_most", of), Some("lower"), None);
    }
    if narrow == "前年度以上" {
        let of = Object::new().text("of", "previous_year");
        return said(Object::new().with("at_least", of), Some("higher"), None);
    }
    let every = narrow.strip_prefix("毎年度").map(str::trim_start);
    let body = every.unwrap_or(narrow);
    let found = [
        ("以上", "at_least", "higher"),
        ("以下", "at_most", "lower"),
        ("以内", "at_most", "lower"),
    ]
    .into_iter()
    .find_map(|(end, key, better)| bound(key, body.strip_suffix(end)?, Some(better)))
    .or_else(|| {
        let kept = ["を維持", "の維持", "維持"]
            .into_iter()
            .find_map(|end| body.strip_suffix(end))?;
        bound("maintain", kept, None)
    })
    .or_else(|| {
        let (low, high) = body.split_once(['~', '〜', '～'])?;
        let (low, high) = (figure(low)?, figure(high)?);
        let keys = Object::new().with(
            "between",
            Json::List(vec![Json::number(low.number), Json::number(high.number)]),
        );
        Some(said(keys, None, high.unit.or(low.unit)))
    });
    if let Some(mut found) = found {
        if every.is_some() {
            found.keys = Object::new().flag("every", true).and(found.keys);
        }
        return found;
    }
    let ends = |words: &[&str]| words.iter().any(|word| narrow.ends_with(word));
    if ends(&["の拡大", "の増加", "の向上"]) {
        return said(Object::new().text("direction", "increase"), Some("higher"), None);
    }
    if ends(&["の縮減", "の減少", "の削減"]) {
        return said(Object::new().text("direction", "decrease"), Some("lower"), None);
    }
    Target {
        keys: Object::new().text("qualitative", shown),
        better: None,
        unit: None,
        by: None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_stand_before_titles() {
        for (text, label, title) in [
            ("(1) 人間力重視の職員採用", Some("(1)"), "人間力重視の職員採用"),
            ("（１）在宅勤務", Some("（１）"), "在宅勤務"),
            ("１　柔軟な働き方の推進", Some("１"), "柔軟な働き方の推進"),
            ("1 人財の確保", Some("1"), "人財の確保"),
            ("Ⅱ 「目指す職員の姿」", Some("Ⅱ"), "「目指す職員の姿」"),
            ("①研修", Some("①"), "研修"),
            ("(独自実施のもの)", None, "(独自実施のもの)"),
            ("OJT推進のための研修", None, "OJT推進のための研修"),
            ("30代 職員", None, "30代 職員"),
            ("(1)", None, "(1)"),
        ] {
            let split = split_label(text);
            assert_eq!((split.0.as_deref(), split.1.as_str()), (label, title), "{text}");
        }
    }

    #[test]
    fn tags_begin_entries() {
        assert_eq!(
            entries("【新規】研修を行った。\n2回。\n【継続】周知した。"),
            [
                (Some("新規".to_owned()), "研修を行った。\n2回。".to_owned()),
                (Some("継続".to_owned()), "周知した。".to_owned()),
            ]
        );
        assert_eq!(entries("「【新規】」とは"), [(None, "「【新規】」とは".to_owned())]);
    }

    #[test]
    fn heads_name_their_period_and_unit() {
        for (head, period, unit) in [
            ("平成25年度見込(時間)", Some("平成25年度"), Some("時間")),
            ("平成 24 年度\n実績 （時間）", Some("平成24年度"), Some("時間")),
            ("実績（R2）", Some("R2"), None),
            ("令和２年度実績（％）", Some("令和2年度"), Some("%")),
            ("平成32年度", Some("平成32年度"), None),
            ("H27.4.1現在", Some("H27.4.1現在"), None),
            ("各取組の実施状況 (A)", None, None),
            ("2019年度", Some("2019年度"), None),
        ] {
            assert_eq!(period_in(head).as_deref(), period, "{head}");
            assert_eq!(unit_in(head).as_deref(), unit, "{head}");
        }
    }

    #[test]
    fn targets_keep_their_words() {
        for (text, key, better) in [
            ("50%以上", "at_least", Some("higher")),
            ("７％以内", "at_most", Some("lower")),
            ("2.6%の維持", "maintain", None),
            ("50～60%", "between", None),
            ("前年度以下", "at_most", Some("lower")),
            ("毎年度65点以上", "every", Some("higher")),
            ("30代職員の構成割合の拡大", "direction", Some("higher")),
            ("1, 916", "exactly", None),
            ("職場環境を整備する", "qualitative", None),
            ("R7年度までに50％以上", "at_least", Some("higher")),
            ("令和7年度末までに、20人以下", "at_most", Some("lower")),
            ("20%（令和7年度末）", "exactly", None),
            ("(1)までに整備する", "qualitative", None),
        ] {
            let target = target(text);
            assert_eq!(target.better, better, "{text}");
            let line = String::from_utf8(Json::from(target.keys).to_line()).unwrap();
            assert!(line.contains(&format!("\"{key}\"")), "{text}: {line}");
        }
    }

    #[test]
    fn deadlines_stand_with_targets() {
        for (text, by) in [
            ("R7年度までに50％以上", Some("R7年度")),
            ("令和7年度末までに、20人以下", Some("令和7年度末")),
            ("20%（令和7年度末）", Some("令和7年度末")),
            ("50%以上", None),
            ("令和7年度までに検討する", None),
        ] {
            let target = target(text);
            assert_eq!(target.by.as_deref(), by, "{text}");
            let line = String::from_utf8(Json::from(target.keys).to_line()).unwrap();
            let kept = line.matches(text).count();
            assert_eq!(kept, 1, "{text}: {line}");
        }
    }

    #[test]
    fn offices_of_a_cell() {
        for (cell, expected) in [
            ("人事課", vec!["人事課"]),
            ("人事課、財政課", vec!["人事課", "財政課"]),
            ("人事課・子育て支援課", vec!["人事課", "子育て支援課"]),
            ("人事・給与課", vec!["人事・給与課"]),
            ("総務課\n消防本部 総務課", vec!["総務課", "消防本部"]),
            ("全庁", vec!["全庁"]),
            ("－", vec![]),
        ] {
            assert_eq!(offices(cell), expected, "{cell}");
        }
    }

    #[test]
    fn notes_say_that_they_are() {
        for text in [
            "※１　報告による。",
            "注）速報値",
            "（注）速報値",
            "注1 速報値",
            "＊ 速報値",
            "備考：速報値",
        ] {
            assert!(is_note(text), "{text}");
        }
        for text in ["注意喚起の徹底", "備考欄の見直し", "１　研修", "注文の電子化"] {
            assert!(!is_note(text), "{text}");
        }
    }

    #[test]
    fn words_stand_where_there_is_no_figure() {
        assert_eq!(absence("調査中"), Some(AbsenceWord::NotYetCollected));
        assert_eq!(absence(" 該当なし"), Some(AbsenceWord::NotApplicable));
        assert_eq!(absence("約5人"), None);
    }

    #[test]
    fn figures_in_brackets() {
        assert_eq!(with_brackets("200 (224)"), ("200".to_owned(), Some("224".to_owned())));
        assert_eq!(with_brackets("107.5 （-）"), ("107.5".to_owned(), Some("-".to_owned())));
        assert_eq!(with_brackets("347 人"), ("347 人".to_owned(), None));
        assert!(is_mark("(-)") && is_mark("－") && !is_mark("0"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in "[-0-9０-９.,，%％人時間△▲()（）【】新規 以上下～年度令和平成RH①アa\n]{0,16}") {
            let (label, title) = split_label(&text);
            prop_assert!(text.starts_with(label.as_deref().unwrap_or_default()) && text.ends_with(&title));
            let again: usize = entries(&text).iter().map(|(tag, text)| text.len() + tag.as_ref().map_or(0, String::len)).sum();
            prop_assert!(again <= text.len());
            if let Some(period) = period_in(&text) {
                prop_assert!(Period::parse(&period, &Reading::default()).is_ok());
            }
            target(&text);
            unit_in(&text);
            with_brackets(&text);
        }

        #[test]
        fn a_figure_is_the_number_written(number in -99_999..99_999_i32, unit in "(人|%|時間)?") {
            let sign = if number < 0 { "△" } else { "" };
            let written = format!("{sign}{}{unit}", number.abs());
            let read = figure(&written).map(|figure| figure.number.to_string());
            prop_assert_eq!(read, Some(number.to_string()));
        }
    }
}
