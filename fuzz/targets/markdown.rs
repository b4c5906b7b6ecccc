//! Any text, written as Markdown by the publisher: no panic, and what comes out is inert.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mieruka::model::Prose;
use mieruka::render::markdown::{block, inline, plain};
use mieruka_fuzz::inert;

fuzz_target!(|text: &str| {
    // The gate refuses these characters before any text becomes Markdown.
    if !inert::characters(text).is_empty() {
        return;
    }
    let prose = Prose::new(text);
    for html in [block(&prose, "s", 3), inline(&prose)] {
        let faults = inert::fragment(html.as_str());
        assert!(faults.is_empty(), "{text:?} became {html:?}: {faults:?}");
    }
    let _ = plain(&prose);
});
