//! Script, markup, style, template syntax and unseen characters: in every text field at once, and each field alone.

use std::fs;
use std::path::Path;

use crate::run::{Case, Then};
use crate::shapes::{self, Whole};

/// What an attacker would write, and what must come out inert.
const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "` onclick=alert(1) `",
    "<img src=x onerror=alert(1)>",
    "<img src=//evil.example/pixel.png>",
    "<svg/onload=alert(1)>",
    "</text></svg><script>alert(1)</script>",
    "</desc><script>alert(1)</script>",
    "<svg><use href=\"data:image/svg+xml,x\"/></svg>",
    "<style>*{background:url(//evil.example)}</style>",
    "x;} body{background:url(//evil.example)} .y{",
    "\" style=\"position:fixed;inset:0",
    "</style><script>alert(1)</script>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><input name=q autofocus onfocus=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x0a;script:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example/share)",
    "[x](\\\\evil\\share)",
    "[x](file:///etc/passwd)",
    "[x](https://www.example.lg.jp@evil.example/)",
    "![x](https://evil.example/pixel.png)",
    "![x](x\" onerror=\"alert(1))",
    "<javascript:alert(1)>",
    "[^x]: y[^x]",
    "</td></tr></table></main><script>alert(1)</script>",
    "<!-- --><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "{{ 7 * 7 }}",
    "{{ frame.site.href }} {% include \"base.html\" %}",
    "{% for a in range(end=1000000000) %}x{% endfor %}",
    "{# x #}{%- raw -%}",
    "${7*7} #{7*7} <%= 7*7 %> [[7*7]]",
    "%{x} %s %n $(id) `id` ; rm -rf /",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "+1+cmd|' /C calc'!A0",
    "../../../etc/passwd",
    "\\u003cscript\\u003e",
    "\u{ff1c}script\u{ff1e}alert(1)\u{ff1c}/script\u{ff1e}",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}",
    "العربية עברית",
    "葛\u{e0100}城 👨\u{200d}👩\u{200d}👧 ﷽ 𠮷",
    "a\u{a0}b\u{3000}c\u{2003}d",
];

/// What nobody can see: refused wherever it stands, typed or spelt.
const UNSEEN: &[&str] = &[
    "計画\u{202e}書",
    "計画\u{2066}書\u{2069}",
    "計\u{200f}画",
    "計\u{200b}画",
    "計\u{2060}画",
    "計\u{feff}画",
    "計\u{ad}画",
    "計\u{3164}画",
    "計\u{200d}画",
    "計\u{e0041}画",
    "計\u{1b}[2J画",
    "計\u{7}画",
    "計\0画",
    "計\u{85}画",
    "計\u{2028}画",
    "計\u{fffd}画",
    "計\u{ffff}画",
];

/// Several attacks in one text.
const POLYGLOT: &str = "\"'`><script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))![y](//evil.example/p.png){{ 7 * 7 }}{% raw %}</textarea></svg></style>";

/// The text in `full/` that stands for "nothing": such a mark has six characters at most.
const MARK: &str = "空の記号";

pub fn cases() -> Vec<Case> {
    let everywhere = PAYLOADS.iter().chain([&POLYGLOT]).map(|payload| {
        let name = format!("every text field and a page: {payload:?}");
        Case::new(name, Then::Accepted, move |data| {
            write(data, |text, number| {
                (text != MARK).then(|| format!("{payload} {number}"))
            });
            let page = format!("# {payload}\n\n{payload}\n\n- {payload}\n\n| a |\n|---|\n| {payload} |\n");
            fs::write(data.join("whole/pages/aims.md"), page).unwrap();
        })
    });
    let unseen = UNSEEN.iter().flat_map(|payload| {
        let typed = Case::new(format!("typed {payload:?}"), Then::Refused, move |data| {
            write(data, |_, _| None);
            let title = format!("title: {payload}\npublisher: 市\n");
            fs::write(data.join("site.yaml"), title).unwrap();
        });
        let spelt = Case::new(format!("spelt {payload:?}"), Then::Refused, move |data| {
            write(data, |text, _| (text == "全部のサイト").then(|| (*payload).to_owned()));
        });
        let in_page = Case::new(format!("in a page {payload:?}"), Then::Refused, move |data| {
            write(data, |_, _| None);
            fs::write(data.join("whole/pages/aims.md"), format!("# 題\n\n{payload}\n")).unwrap();
        });
        [typed, spelt, in_page]
    });
    let mark = Case::new("a mark", Then::Either, move |data| {
        write(data, |text, _| (text == MARK).then(|| "<b>\"'".to_owned()));
    });
    everywhere.chain(unseen).chain([mark]).collect()
}

/// Writes the data of `full/` with some of its texts replaced, each wherever it stands, so that words and their uses agree.
/// `replaced` gives what stands in the place of a text field's text; the number is that of the field.
pub fn write(data: &Path, replaced: impl Fn(&str, usize) -> Option<String>) {
    let (files, places) = shapes::read();
    crate::common::copy_folder(Path::new("tests/hostile/full"), data);
    for Whole { path, text, scalars } in files {
        let mut out = String::new();
        let mut at = 0;
        for (range, value) in scalars {
            let number = places.iter().position(|place| place.text == value);
            if let Some(new) = number.and_then(|number| replaced(&value, number)) {
                out.push_str(&text[at..range.start]);
                // A JSON string is a YAML string, and spells what cannot be typed.
                out.push_str(&spelt(&new));
                at = range.end;
            }
        }
        out.push_str(&text[at..]);
        fs::write(data.join(path), out).unwrap();
    }
}

/// In quotes, with everything beyond plain letters as an escape where it is not seen.
fn spelt(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    let plain =
        |letter: char| letter.is_alphanumeric() || letter.is_ascii() || ('\u{3000}'..'\u{3100}').contains(&letter);
    quoted
        .chars()
        .map(|letter| match u32::from(letter) {
            _ if plain(letter) && letter != '\u{3164}' => letter.to_string(),
            code if code > 0xffff => format!("\\U{code:08X}"),
            code => format!("\\u{code:04X}"),
        })
        .collect()
}
