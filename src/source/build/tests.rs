//! What the tree says, and what is refused, seen from outside: text in, tree or findings out.

use super::*;
use crate::diagnostic::{Diagnostic, Sources, github, human, json};
use crate::source::{gate, tree};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Release builds need less than 0.3 s for any of these; a fault of the quadratic kind takes minutes. The rest is
/// for debug builds on busy machines.
const PATIENCE: Duration = Duration::from_secs(30);

fn parse(text: &str) -> (Option<Node>, Findings, Sources) {
    let mut sources = Sources::new();
    let file = sources.add("x.yaml", text);
    let mut findings = Findings::new();
    let tree = tree::parse(file, &sources, &mut findings);
    (tree, findings, sources)
}

/// The findings as `code line:column 「text at the place」`.
fn found(text: &str) -> Vec<String> {
    let (_, findings, sources) = parse(text);
    let show = |finding: &Diagnostic| {
        let (line, column) = sources.line_column(finding.place).unwrap_or((0, 0));
        format!("{} {line}:{column} {}", finding.code, sources.slice(finding.place))
    };
    findings.sorted(&sources).into_iter().map(show).collect()
}

fn outline(node: &Node) -> String {
    match &node.value {
        Value::Scalar { .. } if node.is_null() => "∅".to_owned(),
        Value::Scalar { text, .. } => format!("{text:?}"),
        Value::Sequence(items) => {
            let items: Vec<_> = items.iter().map(outline).collect();
            format!("[{}]", items.join(" "))
        }
        Value::Mapping(entries) => {
            let pair = |(key, value): &(Node, Node)| format!("{}={}", key.key(), outline(value));
            format!("{{{}}}", entries.iter().map(pair).collect::<Vec<_>>().join(" "))
        }
    }
}

#[test]
fn scalars_stay_as_written() {
    let text = "a: 010\r\nb: \"2020\"\r\nc: yes\r\nd:\r\ne: ~\r\nf: |\r\n  一\r\n  　二\r\n\r\ng: [1, 910, {h: i}]\r\n";
    let (tree, findings, _) = parse(text);
    assert!(findings.is_empty(), "{:?}", found(text));
    let expected = r#"{a="010" b="2020" c="yes" d=∅ e=∅ f="一\n\u{3000}二\n" g=["1" "910" {h="i"}]}"#;
    assert_eq!(outline(&tree.unwrap()), expected);
}

#[test]
fn places_cover_what_was_written() {
    let text = "a:\n  - b: 計画 # 注\n    c: |\n      文\n\n  -\nd: {e: [1]}\n";
    let (tree, _, sources) = parse(text);
    let tree = tree.unwrap();
    let list = tree.get("a").unwrap();
    let item = &list.items().unwrap()[0];
    assert_eq!(sources.slice(item.place), "b: 計画 # 注\n    c: |\n      文");
    assert_eq!(sources.slice(item.get("b").unwrap().place), "計画");
    assert_eq!(sources.slice(item.get("c").unwrap().place), "文");
    assert_eq!(sources.slice(list.items().unwrap()[1].place), "-");
    assert_eq!(sources.slice(tree.get("d").unwrap().place), "{e: [1]}");
    assert_eq!(sources.slice(tree.place), text.trim_end());
}

#[test]
fn what_yaml_hides_is_refused_where_it_stands() {
    for (text, expected) in [
        ("a: &重要 項目\n", vec!["MR0141 1:4 &重要"]),
        (
            "a: *b\nc: &d e\nf: !include /etc/passwd\n",
            vec!["MR0142 1:4 *b", "MR0141 2:4 &d", "MR0143 3:4 !include"],
        ),
        ("<<: {a: 1}\n", vec!["MR0144 1:1 <<"]),
        ("a: 1\n---\nb: 2\n", vec!["MR0145 2:1 ---"]),
        ("a: 1\n...\nb: 2\n", vec!["MR0145 3:1 "]),
        ("%YAML 1.2\n---\na: 1\n", vec!["MR0146 1:1 %YAML"]),
        ("? [a, b]\n: c\n", vec!["MR0147 1:3 [a, b]"]),
        (": c\n", vec!["MR0147 1:1 "]),
        ("'': c\n", vec!["MR0147 1:1 ''"]),
        ("a: 1\nb: 2\n\"a\": 3\na: 4\n", vec!["MR0148 3:1 \"a\"", "MR0148 4:1 a"]),
        ("", vec!["MR0151 0:0 "]),
        ("# 注\n", vec!["MR0151 1:1 "]),
        ("---\n", vec!["MR0151 1:1 "]),
        ("~\n", vec!["MR0151 1:1 "]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn slips_are_named_on_their_line() {
    for (text, expected) in [
        ("title：計画\nb: 1\n", "MR0123 1:6 ："),
        ("a: 1\n目標：　50\nb: 1\n", "MR0123 2:3 ：　"),
        ("a: 1\nb:2\nc: 3\n", "MR0124 2:2 :"),
        ("a:\n  - b:2\n    c: 3\n", "MR0124 2:6 :"),
        ("a:\n\tb: 1\n\tc: 1\n", "MR0121 2:1 \t"),
        ("a:\n  b: 1\n\tc: 2\n", "MR0121 3:1 \t"),
        ("a:\n　b: 1\n", "MR0122 2:1 　"),
        ("a:\n  b: 1\n  　c: 1\n", "MR0122 3:3 　"),
        ("a:\n  b: 1\n    　c: 2\n", "MR0122 3:5 　"),
        ("a:\n　- 1\n", "MR0122 2:1 　"),
        ("a:\n 　- 1\n", "MR0122 2:2 　"),
        ("a: C# 研修 #1 新任 \n", "MR0125 1:10 #1 新任"),
        ("a: #重要\n", "MR0125 1:4 #重要"),
        ("a: \"x\nb: 3\n", "MR0132 1:4 \""),
        ("a: 'x' y\n", "MR0132 1:8 y"),
        ("a: [1, 2\nb: 3\n", "MR0133 2:2 :"),
        ("a: ]\n", "MR0133 1:4 ]"),
        ("a:\n  b: 1\n c: 2\n", "MR0134 3:2 c:"),
        ("  a: 1\n b: 2\n", "MR0134 2:2 b:"),
        ("- a\nb: 1\n", "MR0134 2:1 b:"),
        ("a: @x\n", "MR0135 1:4 @x"),
        ("a: * 注\n", "MR0135 1:4 *"),
        ("a: \"\\q\"\n", "MR0136 1:4 \"\\q\""),
        ("a: \"\\ud800\"\n", "MR0136 1:4 \"\\ud800\""),
        ("a: b: c\n", "MR0131 1:5 :"),
        ("a: - b\n", "MR0131 1:4 -"),
        ("a: 文\n続き\nb: 1\n", "MR0131 2:1 続き"),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn ordinary_japanese_is_left_alone() {
    for text in [
        "a: 計画：副題\nb: 10:30から\nc: https://example.jp/a#b # 注\n",
        "a: C#研修 # 注\nb: x ## 見出し\nc: \"x\" #1\n",
        "a: |\n  　段落\n  \t表\n  #1 見出し\nb: 1行目\n  　2行目\n",
        "a:\n  　地の文\n",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn fixes_say_what_would_stand_there() {
    for (text, expected) in [
        ("目標：　50\nb: 1\n", "目標: 50\nb: 1\n"),
        ("a: C# 研修 #1\n", "a: \"C# 研修 #1\"\n"),
        ("a:\n　b: 1\n", "a:\n  b: 1\n"),
        ("a:\n\t\tb: 1\n", "a:\n    b: 1\n"),
    ] {
        let (_, findings, _) = parse(text);
        let fix = findings.iter().next().unwrap().fix.clone().unwrap();
        let mut fixed = text.to_owned();
        fixed.replace_range(fix.place.start as usize..fix.place.end as usize, &fix.replacement);
        assert_eq!(fixed, expected);
    }
}

#[test]
fn hostile_input_is_answered_quickly() {
    let bomb = (1..9).fold("a0: &a0 x\n".to_owned(), |bomb, n| {
        bomb + &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))
    });
    let inputs = [
        "[".repeat(200_000),
        "{a: ".repeat(100_000),
        "- ".repeat(20_000),
        "? ".repeat(20_000),
        format!("a: {}", "[".repeat(65)),
        (0..70).fold(String::new(), |text, n| text + &" ".repeat(n) + "a:\n"),
        bomb,
        "- a\n".repeat(NODES + 1),
        "a: 1\n".repeat(50_000),
        "a".repeat(500_000),
        "\"".to_owned() + &"\\n".repeat(100_000),
        "\t".repeat(100_000),
        "　a: |\n".repeat(30_000),
        "a: &x !y b #c\n".repeat(20_000),
        // One line as long as the file: nothing may look through it once per value.
        format!("{{{}}}", "a: 1, ".repeat(50_000)),
        format!("[{}]", "&a　b, ".repeat(50_000)),
        format!("[{}]", "'a|\n 　b: 1', ".repeat(50_000)),
    ];
    for input in inputs {
        let start = Instant::now();
        let (tree, findings, _) = parse(&input);
        let shown: String = input.chars().take(20).collect();
        assert!(tree.is_some() || findings.has_errors(), "{shown}");
        assert!(start.elapsed() < PATIENCE, "{shown}: {:?}", start.elapsed());
    }
}

#[test]
fn a_character_nobody_sees_is_refused_where_it_is_spelt() {
    for (text, expected) in [
        (r#"a: "公表\u202E日""#, r"MR0114 1:7 \u202E"),
        (r#"a: "\\u202E と \u200b""#, r"MR0113 1:15 \u200b"),
        (r#"a: "\0""#, r"MR0113 1:5 \0"),
        (r#"a: "\e[2J""#, r"MR0113 1:5 \e"),
        (r#"a: "x\ry""#, r"MR0116 1:6 \r"),
        (r#"a: "\U000E0041""#, r"MR0113 1:5 \U000E0041"),
        (r#"a: "\xfffd""#, ""),
        (r#""\u200b": 1"#, r"MR0113 1:2 \u200b"),
    ] {
        let expected: Vec<&str> = Some(expected).filter(|text| !text.is_empty()).into_iter().collect();
        assert_eq!(found(text), expected, "{text}");
    }
    assert!(found(r#"a: "一\n二\t三 \u4e00 \"""#).is_empty());
    assert!(found(r"a: '\u202e'").is_empty());
}

proptest! {
    #[test]
    fn any_text_gives_a_tree_or_findings(text in "([-:?\\[\\]{}#&*!|>'\"%@` \n\ta:：　あ~,\\\\]|[a-z]: |\n  |.){0,60}") {
        let (tree, findings, sources) = parse(&text);
        prop_assert!(tree.is_some() || findings.has_errors());
        for finding in findings.iter() {
            prop_assert!(sources.text(finding.place.file).get(finding.place.start as usize..finding.place.end as usize).is_some());
        }
        let printed = human::print(&findings, &sources, false);
        prop_assert!(!printed.is_empty());
    }

    #[test]
    fn any_bytes_pass_the_gate_or_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (mut sources, mut findings) = (Sources::new(), Findings::new());
        let file = gate::admit("x.yaml", bytes, &mut sources, &mut findings);
        let tree = file.and_then(|file| tree::parse(file, &sources, &mut findings));
        prop_assert!(tree.is_some() || findings.has_errors());
        let printed = human::print(&findings, &sources, false)
            + &json::print(&findings, &sources)
            + &github::print(&findings, &sources);
        prop_assert!(!printed.contains(|c: char| c.is_control() && c != '\n'));
    }
}
