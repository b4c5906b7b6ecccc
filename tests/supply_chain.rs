//! What the program is built from: the bill of materials `sbom.cdx.json` (`CycloneDX` 1.6) is what `Cargo.lock` and the
//! manifests give, and every crate comes from crates.io with a checksum. `MIERUKA_UPDATE=1 cargo test --test supply_chain`
//! writes it anew.
//!
//! Listed is what can be linked into the program on any system; crates that only the tests use are not. The same tree gives
//! the same bytes: no clock, no serial number.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::{Value, json};

const SBOM: &str = "sbom.cdx.json";

#[test]
fn the_bill_of_materials_is_fresh() {
    let mut text = serde_json::to_string_pretty(&bill()).unwrap();
    text.push('\n');
    if std::env::var_os("MIERUKA_UPDATE").is_some() {
        fs::write(SBOM, &text).unwrap();
    }
    let committed = fs::read_to_string(SBOM).unwrap_or_default();
    assert!(
        committed == text,
        "renew it: MIERUKA_UPDATE=1 cargo test --test supply_chain"
    );
}

#[test]
fn every_crate_of_the_lock_comes_from_the_registry_with_a_checksum() {
    let locked = locked();
    assert!(locked.len() > 100);
    for (package, entry) in &locked {
        if package.starts_with("mieruka ") {
            continue;
        }
        let source = entry.get("source").map(String::as_str);
        assert_eq!(
            source,
            Some("registry+https://github.com/rust-lang/crates.io-index"),
            "{package}"
        );
        assert_eq!(entry.get("checksum").map_or(0, String::len), 64, "{package}");
    }
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    assert!(manifest.contains("\nunsafe_code = \"forbid\"\n"));
}

/// The bill of materials.
fn bill() -> Value {
    let tree = tree();
    let locked = locked();
    let components: Vec<Value> = tree
        .iter()
        .filter(|(package, _)| !package.starts_with("mieruka "))
        .map(|(package, node)| {
            let (name, version) = package.split_once(' ').unwrap();
            json!({
                "type": "library",
                "bom-ref": purl(package),
                "name": name,
                "version": version,
                "scope": "required",
                "hashes": [{"alg": "SHA-256", "content": locked[package]["checksum"]}],
                "licenses": [{"expression": node.licence}],
                "purl": purl(package),
            })
        })
        .collect();
    let dependencies: Vec<Value> = tree
        .iter()
        .map(|(package, node)| {
            json!({"ref": purl(package), "dependsOn": node.uses.iter().map(|used| purl(used)).collect::<Vec<_>>()})
        })
        .collect();
    let own = format!("mieruka {}", env!("CARGO_PKG_VERSION"));
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {
            "type": "application",
            "bom-ref": purl(&own),
            "name": "mieruka",
            "version": env!("CARGO_PKG_VERSION"),
            "licenses": [{"expression": tree[&own].licence}],
            "purl": purl(&own),
        }},
        "components": components,
        "dependencies": dependencies,
    })
}

fn purl(package: &str) -> String {
    let (name, version) = package.split_once(' ').unwrap();
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

#[derive(Default)]
struct Node {
    licence: String,
    uses: BTreeSet<String>,
}

/// What can be linked into the program, on any system, by name and version: as Cargo sees it.
fn tree() -> BTreeMap<String, Node> {
    let arguments = [
        "tree",
        "--locked",
        "--edges",
        "normal,build",
        "--target",
        "all",
        "--prefix",
        "depth",
    ];
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--no-dedupe", "--format", "|{p}|{l}"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut tree: BTreeMap<String, Node> = BTreeMap::new();
    let mut path: Vec<String> = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        // `2|anstyle v1.0.14|MIT OR Apache-2.0`; a source that is not the registry would follow the version.
        let [depth, package, licence] = line.split('|').collect::<Vec<_>>().try_into().unwrap();
        let mut words = package.split(' ');
        let (name, version) = (words.next().unwrap(), words.next().unwrap());
        let package = format!("{name} {}", version.trim_start_matches('v'));
        path.truncate(depth.parse().unwrap());
        if let Some(parent) = path.last() {
            tree.get_mut(parent).unwrap().uses.insert(package.clone());
        }
        // `MIT/Apache-2.0` is how expressions were written once.
        tree.entry(package.clone()).or_default().licence = licence.replace('/', " OR ");
        path.push(package);
    }
    tree
}

/// The packages of `Cargo.lock` by name and version, with the other values of their entries.
fn locked() -> BTreeMap<String, BTreeMap<String, String>> {
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    let entries = lock.split("[[package]]\n").skip(1).map(|entry| {
        let values = entry.lines().filter_map(|line| {
            let (key, value) = line.split_once(" = ")?;
            Some((key.to_owned(), value.trim_matches('"').to_owned()))
        });
        values.collect::<BTreeMap<_, _>>()
    });
    entries
        .map(|values| (format!("{} {}", values["name"], values["version"]), values))
        .collect()
}
