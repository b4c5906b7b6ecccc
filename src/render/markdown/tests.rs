//! What authors write, what attackers write, and a sanitiser as oracle.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use scraper::Html as Fragment;

use super::{block, inline, plain};
use crate::model::Prose;

fn block_of(markdown: &str) -> String {
    block(&Prose::new(markdown), "s", 3).as_str().to_owned()
}

fn inline_of(markdown: &str) -> String {
    inline(&Prose::new(markdown)).as_str().to_owned()
}

fn plain_of(markdown: &str) -> String {
    plain(&Prose::new(markdown))
}

#[test]
fn emphasis_beside_japanese_punctuation() {
    for (markdown, html) in [
        ("**強調。**続き", "<strong>強調。</strong>続き"),
        ("これは**「重要」**です", "これは<strong>「重要」</strong>です"),
        ("**重要（※）**である。", "<strong>重要（※）</strong>である。"),
        ("**重要(注)**である", "<strong>重要(注)</strong>である"),
        (
            "文。**強調**と*「斜」*体",
            "文。<strong>強調</strong>と<em>「斜」</em>体",
        ),
        ("「**中**」", "「<strong>中</strong>」"),
        ("a * b * c", "a * b * c"),
        (r"\*「そのまま」\*", "*「そのまま」*"),
        ("`**「符号」**`", "<code>**「符号」**</code>"),
        ("2*3*4（計算）", "2<em>3</em>4（計算）"),
    ] {
        assert_eq!(inline_of(markdown), html, "{markdown}");
    }
}

#[test]
fn tilde_is_a_range_sign() {
    assert_eq!(
        inline_of("1月12日~1月29日、2月1日~2月5日"),
        "1月12日~1月29日、2月1日~2月5日"
    );
    assert_eq!(inline_of("~~取消~~"), "~~取消~~");
}

#[test]
fn lines_join_without_a_space_and_items_keep_their_line() {
    assert_eq!(inline_of("価値観・意識の\n改革"), "価値観・意識の改革");
    assert_eq!(
        inline_of("次のとおり。\n・朝礼\n・掲示"),
        "次のとおり。<br>・朝礼<br>・掲示"
    );
    assert_eq!(inline_of("Work\nLife"), "Work\nLife");
    assert_eq!(
        inline_of("働き方**改革**\n**推進**"),
        "働き方<strong>改革</strong><strong>推進</strong>"
    );
}

#[test]
fn one_line_text_has_no_blocks() {
    assert_eq!(inline_of("# 見出し\n\n段落1\n\n段落2"), "見出し<br>段落1<br>段落2");
    assert_eq!(inline_of("- 甲\n- 乙"), "・甲<br>・乙");
    assert_eq!(inline_of("前文\n\n- 甲\n  - 乙"), "前文<br>・甲<br>・乙");
    assert_eq!(
        inline_of("本文[^1]\n\n[^1]: 注の文"),
        "本文<sup>注1</sup><br>注1 注の文"
    );
    assert_eq!(inline_of("甲<br>乙"), "甲<br>乙");
}

#[test]
fn a_mark_alone_is_not_a_list() {
    assert_eq!(inline_of("-"), "-");
    assert_eq!(block_of("-"), "<p>-</p>\n");
    assert_eq!(inline_of("3."), "3.");
    assert_eq!(inline_of("."), ".");
    assert_eq!(block_of("- 甲"), "<ul>\n<li>甲</li>\n</ul>\n");
}

#[test]
fn headings_fit_below_the_place_they_stand_in() {
    assert_eq!(
        block_of("# 甲\n\n### 乙\n\n# 丙"),
        "<h3>甲</h3>\n<h4>乙</h4>\n<h3>丙</h3>\n"
    );
    assert_eq!(
        block(&Prose::new("# 1\n## 2\n### 3\n#### 4"), "s", 5).as_str(),
        "<h5>1</h5>\n<h6>2</h6>\n<h6>3</h6>\n<h6>4</h6>\n"
    );
}

#[test]
fn tables_carry_scopes_and_no_style() {
    let html = block_of("| 区分 | 値 |\n| --- | ---: |\n| 甲 | 1 |");
    assert!(
        html.contains("<th scope=\"col\">区分</th><th scope=\"col\" class=\"align-right\">値</th>"),
        "{html}"
    );
    assert!(html.contains("<td>甲</td><td class=\"align-right\">1</td>"), "{html}");
    assert!(!html.contains("style"), "{html}");
}

#[test]
fn footnotes_are_collected_and_kept_apart() {
    let html = block_of("甲[^a]と乙[^a]\n\n[^a]: 注の文\n\n後");
    assert_eq!(html.matches("id=\"s-ref-1\"").count(), 1, "{html}");
    assert_eq!(html.matches("href=\"#s-note-1\"").count(), 2, "{html}");
    assert!(
        html.find("<p>後</p>").unwrap() < html.find("id=\"s-note-1\"").unwrap(),
        "{html}"
    );
    assert!(
        block(&Prose::new("甲[^a]\n\n[^a]: 注"), "t", 2)
            .as_str()
            .contains("t-note-1")
    );
}

#[test]
fn raw_html_is_text() {
    assert_eq!(block_of("<p>段落"), "<p>&lt;p&gt;段落</p>\n");
    assert_eq!(
        inline_of("a<script>alert(1)</script>"),
        "a&lt;script&gt;alert(1)&lt;/script&gt;"
    );
    assert_eq!(block_of("<!-- 要確認 -->"), "");
    assert_eq!(inline_of("本文<!-- 要確認 -->です"), "本文です");
}

#[test]
fn images_are_their_text_and_bad_links_lose_their_address() {
    assert_eq!(inline_of("![庁舎の写真](https://example.jp/a.png)"), "庁舎の写真");
    assert_eq!(inline_of("[押す](javascript:alert(1))"), "押す");
    assert_eq!(inline_of("[押す](//host/share)"), "押す");
    assert_eq!(inline_of("[表](tables/a.html)"), "<a href=\"tables/a.html\">表</a>");
    assert_eq!(
        inline_of("<jinji@example.lg.jp>"),
        "<a href=\"mailto:jinji@example.lg.jp\">jinji@example.lg.jp</a>"
    );
}

/// Found by fuzzing: the gate sees the spelling, Markdown the character.
#[test]
fn characters_nobody_sees_cannot_be_spelt() {
    for markdown in [
        "a&#x1A;b",
        "a&#x202E;b",
        "a&#8238;b",
        "a&rlm;b",
        "a&#0;b",
        "a&ZeroWidthSpace;b",
        "a&shy;b",
        "a&#xFDD0;b",
    ] {
        assert_eq!(inline_of(markdown), "ab", "{markdown}");
        assert_eq!(plain_of(markdown), "ab", "{markdown}");
        assert_eq!(
            inline_of(&format!("`{markdown}`")),
            format!("<code>{}</code>", markdown.replace('&', "&amp;"))
        );
    }
    assert_eq!(inline_of("[表](a&#x202E;b.html)"), "<a href=\"ab.html\">表</a>");
    assert_eq!(inline_of("[押す](java&#x1;script:alert(1))"), "押す");
}

#[test]
fn plain_text_has_no_markup() {
    assert_eq!(
        plain_of("**強調。**と[表](a.html)\n\n- 甲 & 乙"),
        "強調。と表\n・甲 & 乙"
    );
}

#[test]
fn nesting_is_capped() {
    for piece in [">", "- ", "*a **b ", "1. "] {
        let html = block_of(&piece.repeat(5_000));
        let deepest = html.split(['<', '>']).fold((0_i32, 0_i32), |(depth, deepest), tag| {
            let depth = match tag.split(' ').next() {
                Some("blockquote" | "ul" | "ol" | "li" | "em" | "strong") => depth + 1,
                Some("/blockquote" | "/ul" | "/ol" | "/li" | "/em" | "/strong") => depth - 1,
                _ => depth,
            };
            (depth, deepest.max(depth))
        });
        assert!(deepest.0 == 0 && deepest.1 <= 16, "{piece}: {deepest:?}");
    }
}

/// What an attacker would write.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java&#x0A;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/share)",
    "[x](\\\\\\\\evil\\\\share)",
    "[x](https://a.example/\"onmouseover=\"alert(1))",
    "[x](https://a.example 'title\" onclick=\"alert(1)')",
    "[x](https://[^1])",
    "[x](https://www.example.lg.jp@evil.example/)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.png)",
    "![x\" onerror=\"alert(1)](y)",
    "![[x](javascript:alert(1))](y)",
    "```\"><script>alert(1)</script>\ncode\n```",
    "``` x\" onclick=\"alert(1)\ncode\n```",
    "| a | b |\n|---|---|\n| <td onclick=alert(1)> | </table><script>x</script> |",
    "[^x\" onclick=\"a]\n\n[^x\" onclick=\"a]: y",
    "[^<script>]\n\n[^<script>]: <b onclick=1>y",
    "# <img src=x onerror=alert(1)>\n\n## x {#id onclick=alert(1)}",
    "<ul style=\"position:fixed\"><li>x",
    "</td></tr></table></main><script>alert(1)</script>",
    "<!-- --><script>alert(1)</script>",
    "<!--\n<script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<br onclick=alert(1)>",
    "<br/><br / ><BR>",
    "{{ 7 * 7 }} {% include \"x\" %}",
    "\u{0}\u{1}\u{8}<b>\u{FDD0}**「x」**",
    "<base href=//evil><meta http-equiv=refresh content=0><iframe src=x><form action=x><input autofocus onfocus=alert(1)>",
    "*<a href='x'>*</a>**<b>**",
    "- <li>\n  > <blockquote>\n    - x",
];

#[test]
fn hostile_text_leaves_nothing_for_a_sanitiser_to_remove() {
    for markdown in HOSTILE {
        assert_clean(markdown);
    }
}

/// A sanitiser that allows exactly the elements and attributes we write must leave the result as it is.
fn assert_clean(markdown: &str) {
    for html in [block_of(markdown), inline_of(markdown)] {
        let ours = Fragment::parse_fragment(&html).html();
        let cleaned = Fragment::parse_fragment(&oracle().clean(&html).to_string()).html();
        assert_eq!(ours, cleaned, "{markdown:?} became {html}");
    }
}

fn oracle() -> ammonia::Builder<'static> {
    let mut oracle = ammonia::Builder::empty();
    oracle
        .tags(HashSet::from([
            "p",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "pre",
            "code",
            "ul",
            "ol",
            "li",
            "div",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "em",
            "strong",
            "a",
            "br",
            "hr",
            "sup",
            "span",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "class"])),
            ("ol", HashSet::from(["start"])),
            ("ul", HashSet::from(["class"])),
            ("li", HashSet::from(["id"])),
            ("sup", HashSet::from(["id", "class"])),
            ("span", HashSet::from(["class"])),
            ("div", HashSet::from(["class", "role", "aria-label", "tabindex"])),
            ("th", HashSet::from(["scope", "class"])),
            ("td", HashSet::from(["class"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(None)
        .url_relative(ammonia::UrlRelative::PassThrough);
    oracle
}

proptest! {
    /// Whatever is typed, only our own markup comes out, and no link leaves by a forbidden way.
    #[test]
    fn anything_typed_comes_out_clean(markdown in r#"([<>\[\]()!*_`#|~:/\\"'&;=^ \n\-+0-9a-c「」。、あ漢（）]|script|href|javascript:|<br>|https://|\[\^1\]|<!--|-->){0,60}"#) {
        assert_clean(&markdown);
        let _ = plain_of(&markdown);
        for html in [block_of(&markdown), inline_of(&markdown)] {
            prop_assert!(!html.contains('\u{FDD0}'), "{}", html);
            for link in html.split("href=\"").skip(1) {
                let target = &link[..link.find('"').unwrap()];
                prop_assert!(!target.starts_with('/') && !target.to_ascii_lowercase().starts_with("javascript"), "{}", target);
            }
        }
    }
}
