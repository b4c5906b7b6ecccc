//! What a page must be, whatever was typed into the data: inert. A real HTML parser reads the page as a browser would, and
//! anything that could run, load, post or lead elsewhere than it says is a fault.
//!
//! Used by `tests/hostile.rs` on whole sites and by the fuzz targets in `fuzz/`.

use scraper::{ElementRef, Html};

/// Everything in a whole page that is not inert.
pub fn page(html: &str) -> Vec<String> {
    let mut faults = characters(html);
    faults.extend(elements(&Html::parse_document(html)));
    faults
}

/// Everything in a piece of a page that is not inert.
#[allow(dead_code)] // The whole-site test looks at whole pages only.
pub fn fragment(html: &str) -> Vec<String> {
    let mut faults = characters(html);
    faults.extend(elements(&Html::parse_fragment(html)));
    faults
}

/// Characters that no file of a site may hold: those nobody sees, and those that turn the direction of writing.
pub fn characters(text: &str) -> Vec<String> {
    let unseen = |letter: &char| {
        (letter.is_control() && !matches!(letter, '\n' | '\t'))
            || matches!(letter,
                '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}'
                | '\u{fffd}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
    };
    let found: Vec<String> = text
        .chars()
        .filter(unseen)
        .take(3)
        .map(|letter| format!("U+{:04X}", u32::from(letter)))
        .collect();
    found
}

fn elements(document: &Html) -> Vec<String> {
    let all = document.tree.nodes().filter_map(ElementRef::wrap);
    all.filter_map(element).collect()
}

fn element(element: ElementRef<'_>) -> Option<String> {
    let name = element.value().name();
    let attribute = |name: &str| element.value().attr(name);
    let shown = || element.html().chars().take(200).collect::<String>();
    let harmless = match name {
        // Our own files only; nothing inline.
        "script" => attribute("src").is_some_and(is_within_site) && element.text().all(|text| text.trim().is_empty()),
        "link" | "img" => ["href", "src"]
            .iter()
            .filter_map(|name| attribute(name))
            .all(is_within_site),
        "meta" => attribute("http-equiv").is_none_or(|kind| match kind.to_ascii_lowercase().as_str() {
            "content-security-policy" => true,
            "refresh" => attribute("content")
                .and_then(|content| content.split_once("url="))
                .is_some_and(|(_, target)| is_within_site(target)),
            _ => false,
        }),
        // Those of our own templates: they ask pages of this site.
        "form" => attribute("class").is_some_and(|class| ["site-search", "search-form", "filters"].contains(&class)),
        "iframe" | "frame" | "frameset" | "object" | "embed" | "applet" | "base" | "style" | "template" | "audio"
        | "video" | "source" | "track" | "portal" | "image" | "use" | "foreignobject" | "foreignObject" | "animate"
        | "set" | "math" | "marquee" | "plaintext" | "xmp" | "noembed" => false,
        _ => true,
    };
    if !harmless {
        return Some(shown());
    }
    let wrong = element.value().attrs().any(|(key, value)| match key {
        "href" if name == "a" => !is_within_site(value) && !is_web_or_mail(value),
        "href" | "src" | "xlink:href" => !is_within_site(value),
        "action" if name == "form" => !is_within_site(value),
        "style" | "srcdoc" | "srcset" | "action" | "formaction" | "ping" | "background" | "poster" | "data"
        | "cite" | "codebase" | "manifest" => true,
        _ => key.starts_with("on") || key.contains(['"', '\'', '<', '&', '`', '{']),
    });
    wrong.then(shown)
}

/// A relative address: no scheme, no other host, nothing a browser reads around.
fn is_within_site(target: &str) -> bool {
    let first = target.split(['/', '?', '#']).next().unwrap_or("");
    !target.starts_with('/')
        && !first.contains(':')
        && !target.contains(|letter: char| letter == '\\' || letter.is_control())
}

fn is_web_or_mail(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    let open = ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme));
    open && !target.contains(|letter: char| letter == '\\' || letter.is_control())
}

#[test]
fn the_scan_sees_what_must_not_be() {
    for active in [
        "<script>alert(1)</script>",
        "<script src=https://evil.example/x.js></script>",
        "<p onclick=alert(1)>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='JaVaScript&#58;alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<a href='//evil.example/share'>x</a>",
        "<a href='\\\\evil\\share'>x</a>",
        "<img src=https://evil.example/pixel.png>",
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<svg><use href='#x'/></svg>",
        "<svg/onload=alert(1)>",
        "<p style='background:url(x)'>x</p>",
        "<style>p{}</style>",
        "<iframe srcdoc=x></iframe>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<base href=//evil.example>",
        "\u{202e}",
        "\u{1b}[2J",
    ] {
        assert!(!fragment(active).is_empty(), "{active}");
    }
    for inert in [
        "<p class=x>&lt;script&gt;alert(1)&lt;/script&gt; onclick=alert(1) {{ 7*7 }}</p>",
        "<a href='../a.html#x'>x</a><a href='https://www.example.lg.jp/'>y</a><a href='mailto:a@example.lg.jp'>z</a>",
        "<svg><text>x</text></svg>",
    ] {
        assert_eq!(fragment(inert), Vec::<String>::new());
    }
}
