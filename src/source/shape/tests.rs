//! Shapes as their users write them: YAML in, value or findings out.

use crate::diagnostic::{Findings, Sources, github};
use crate::source::{At, Decode, Id, Map, OneOrMany, Text, tree, words};

words! {
    /// Which direction is good (望ましい方向).
    pub enum Polarity {
        /// Higher is better (高いほどよい).
        Higher = "higher",
        /// 低いほどよい
        Lower = "lower",
    }
}

shape! {
    /// An indicator (指標).
    ///
    /// With a second paragraph.
    pub struct Indicator {
        /// Permanent id (識別子).
        id: At<Id>,
        /// Title (題名).
        title: At<Text>,
        /// Kind.
        #[key = "type"]
        kind: Option<Text>,
        /// Polarity (方向).
        better: Option<At<Polarity>>,
        /// Decimals.
        decimals: Option<u32>,
        /// Withdrawn (取下げ).
        withdrawn: Option<bool>,
        /// Notes (注).
        notes: Vec<At<Text>>,
        /// Offices (所管課).
        offices: OneOrMany<At<Id>>,
        /// Segments (区分).
        segments: Map<Text>,
        /// Below.
        children: Vec<Indicator>,
        /// Parent.
        parent: Option<Box<Indicator>>,
    }
}

fn read(text: &str) -> (Option<Indicator>, Vec<String>) {
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let file = sources.add("x", text);
    let value = tree::parse(file, &sources, &mut findings).and_then(|node| Indicator::decode(&node, &mut findings));
    assert!(value.is_some() || findings.has_errors(), "{text}");
    github::print(&findings, &sources);
    let show = |finding: &&crate::diagnostic::Diagnostic| {
        let (line, column) = sources.line_column(finding.place).unwrap_or_default();
        let fix = finding
            .fix
            .as_ref()
            .map(|fix| format!(" → {}", fix.replacement))
            .unwrap_or_default();
        format!("{} {line}:{column} {}{fix}", finding.code, finding.message)
    };
    (value, findings.sorted(&sources).iter().map(show).collect())
}

#[test]
fn a_full_shape_is_read_with_places() {
    let (value, findings) =
        read("id: a\ntitle: 2020\ntype: yes\nbetter: lower\ndecimals: 1\nwithdrawn: false\nnotes: [\"\\u3042\", |-]\n");
    assert!(value.is_none() && !findings.is_empty());
    let (value, findings) = read(
        "id: a\ntitle: 2020\ntype: yes\nbetter: lower\ndecimals: 1\nwithdrawn: false\nnotes:\n  - |\n    一\n    二\n\
         offices: x\nsegments: {総合職: all, b: 1}\nchildren: [{id: b, title: B, offices: [x, y]}]\n",
    );
    assert_eq!(findings, [""; 0]);
    let value = value.unwrap();
    assert_eq!((value.id.as_str(), value.title.as_str()), ("a", "2020"));
    assert_eq!(
        (value.decimals, value.withdrawn, value.parent.is_none()),
        (Some(1), Some(false), true)
    );
    assert_eq!(value.kind.as_deref(), Some("yes"));
    assert_eq!(value.better.unwrap().value, Polarity::Lower);
    assert_eq!(value.notes[0].as_str(), "一\n二");
    assert_eq!(value.offices.len(), 1);
    assert_eq!(value.segments.get("総合職").unwrap().as_str(), "all");
    assert_eq!(
        value.segments.keys().map(|key| key.as_str()).collect::<Vec<_>>(),
        ["総合職", "b"]
    );
    assert_eq!(value.children[0].offices[1].as_str(), "y");
    assert_eq!((value.title.place.start, value.place.start), (13, 0));
}

#[test]
fn all_findings_come_in_one_run() {
    let (_, findings) = read(
        "id: 育休\nＴitle: x\nbetter: 高いほどよい\ndecimals: ０２\nwithdrawn: はい\nnotes: 一つ\noffices: {a: 1}\n\
         segments: []\ncolour: red\nchildren:\n  - title:\n    notes: [~, \"\"]\n  - 計画\nparent: {id: b}\n",
    );
    assert_eq!(
        findings,
        [
            "MR0205 1:5 「育休」は識別子に使えません",
            "MR0201 2:1 項目名「Ｔitle」は、ここでは使えません → title",
            "MR0206 3:9 「高いほどよい」は、ここで使える言葉ではありません → higher",
            "MR0208 4:11 「０２」は 0 以上の整数として読めません → 2",
            "MR0207 5:12 「はい」は true（はい）と false（いいえ）のどちらでもありません → true",
            "MR0203 6:8 ここには一覧が必要ですが、「一つ」が1つだけ書かれています → [一つ]",
            "MR0203 7:10 ここには1つの値が必要ですが、「項目名: 値」の集まりが書かれています",
            "MR0203 8:11 ここには「名前: 値」の集まりが必要ですが、一覧（「- 」の並び）が書かれています",
            "MR0201 9:1 項目名「colour」は、ここでは使えません",
            "MR0204 11:5 「title」（題名）に値がありません",
            "MR0202 11:5 「id」（識別子）がありません。省略できない項目です",
            "MR0204 12:13 この「-」に値がありません",
            "MR0204 12:16 文字が1つも書かれていません",
            "MR0203 13:5 ここには「項目名: 値」の集まりが必要ですが、「計画」が書かれています",
            "MR0202 14:9 「title」（題名）がありません。省略できない項目です",
        ]
    );
}

#[test]
fn a_colon_that_did_not_separate_is_named() {
    for (text, expected) in [
        (
            "title：計画\n",
            "MR0123 1:6 「title」の後のコロンが全角「：」なので、項目名と値に分かれません → : ",
        ),
        (
            "id: a\ntitle: b\nsegments: {総合職：all}\n",
            "MR0123 3:15 「総合職」の後のコロンが全角「：」なので、項目名と値に分かれません → : ",
        ),
        (
            "id: a\ntitle: b\nchildren:\n  - id:b\n",
            "MR0124 4:7 「id」の後のコロンに半角の空白が続いていないので、項目名と値に分かれません → : ",
        ),
        (
            "id: a\ntitle: b\nparent: {id：b}\n",
            "MR0123 3:12 「id」の後のコロンが全角「：」なので、項目名と値に分かれません → : ",
        ),
    ] {
        assert!(read(text).1.contains(&expected.to_owned()), "{:?}", read(text).1);
    }
}

#[test]
fn keys_and_explanations_are_listed() {
    assert_eq!(
        Indicator::DOC.trim(),
        "An indicator (指標).\n\n With a second paragraph."
    );
    let kind = Indicator::FIELDS[2];
    assert_eq!((kind.key, kind.doc.trim(), kind.ty), ("type", "Kind.", "Option<Text>"));
    assert_eq!(Polarity::WORDS[1], ("lower", " 低いほどよい\n"));
    assert_eq!(Polarity::Higher.as_str(), "higher");
    assert!(Polarity::DOC.contains("望ましい方向"));
}

#[test]
fn a_flood_of_unknown_keys_is_answered_quickly() {
    use std::fmt::Write as _;
    let mut text = String::new();
    for n in 0..20_000 {
        writeln!(text, "unknown{n}: {n}").unwrap();
    }
    let start = std::time::Instant::now();
    assert!(read(&text).0.is_none());
    assert!(start.elapsed() < std::time::Duration::from_secs(30));
}

proptest::proptest! {
    #[test]
    fn any_document_is_read_or_refused(text in "(id|title|type|notes|children|parent|segments|x)(: |：|:|:\n  - |:\n  )(a|~|\\[b\\]|\\{id: b\\}|title: |\n|  |\"\"){0,6}\n") {
        // The claim is made inside: a value, or errors that say why not.
        read(&text);
        read(&format!("id: a\ntitle: b\n{text}"));
    }
}
