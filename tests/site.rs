//! The committed `site/` is what the program makes of `data/`, byte for byte.

mod common;

use std::path::Path;

#[test]
fn the_committed_site_is_fresh() {
    let built = common::built_site();
    let committed = common::files(Path::new("site"));
    let names = |files: &std::collections::BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        names(&committed),
        names(&built),
        "refresh it with: cargo run --release -- build"
    );
    let stale: Vec<_> = built
        .iter()
        .filter(|(name, bytes)| committed[*name] != **bytes)
        .map(|(name, _)| name)
        .collect();
    assert!(
        stale.is_empty(),
        "refresh with `cargo run --release -- build`: {stale:?}"
    );
}

#[test]
fn building_twice_gives_the_same_bytes() {
    assert_eq!(common::built_site(), common::built_site());
}
