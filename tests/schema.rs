//! The published JSON Schemas against a validator of others: they accept all shipped data, and refuse what has a wrong shape.

mod common;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use jsonschema::Validator;
use mieruka::source::raw;
use serde_json::Value;

/// The schemas of the three kinds of files, by the command.
struct Schemas {
    site: Validator,
    plan: Validator,
    edition: Validator,
}

impl Schemas {
    fn made() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = Command::cargo_bin("mieruka")
            .unwrap()
            .args(["schema", "--out"])
            .arg(folder.path())
            .output()
            .unwrap();
        assert!(made.status.success());
        let validator = |name: &str| {
            let text = fs::read_to_string(folder.path().join(name)).unwrap();
            let schema: Value = serde_json::from_str(&text).unwrap();
            assert!(jsonschema::meta::is_valid(&schema), "{name} is a schema of 2020-12");
            jsonschema::validator_for(&schema).unwrap()
        };
        Self {
            site: validator("site.schema.json"),
            plan: validator("plan.schema.json"),
            edition: validator("edition.schema.json"),
        }
    }

    fn of(&self, file: &str) -> &Validator {
        match file.rsplit('/').next().unwrap() {
            "site.yaml" => &self.site,
            "plan.yaml" => &self.plan,
            _ => &self.edition,
        }
    }
}

/// A YAML file as an editor reads it; none when it is no YAML.
fn read(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok()
}

#[test]
fn all_shipped_data_is_valid() {
    let schemas = Schemas::made();
    let mut files = 0;
    for (path, content) in common::files(Path::new("data")) {
        if Path::new(&path).extension().is_none_or(|kind| kind != "yaml") {
            continue;
        }
        let value = read(std::str::from_utf8(&content).unwrap()).unwrap();
        let errors: Vec<String> = schemas
            .of(&path)
            .iter_errors(&value)
            .map(|error| format!("{path}{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        files += 1;
    }
    assert!(files > 20, "{files}");
}

#[test]
fn wrong_shapes_are_refused() {
    let schemas = Schemas::made();
    // What a pattern cannot tell: a day that no month has, a device name as id.
    let beyond = ["bad-period.md", "reserved-id.md"];
    let (mut refused, mut accepted) = (0, Vec::new());
    for entry in fs::read_dir("tests/spoiled").unwrap() {
        let path = entry.unwrap().path();
        let case = fs::read_to_string(&path).unwrap();
        let field = |name: &str| {
            let line = case.lines().find_map(|line| line.strip_prefix(&format!("- {name}: `")));
            line.and_then(|line| line.strip_suffix('`')).unwrap_or_default()
        };
        if !field("code").starts_with("MR02") {
            continue;
        }
        let good = fs::read_to_string(Path::new("data").join(field("file"))).unwrap();
        let unescape = |text: &str| text.replace("\\n", "\n").replace("\\u{3000}", "\u{3000}");
        let spoiled = good.replacen(
            &unescape(field("replace")),
            &unescape(field("with")).replace(['«', '»'], ""),
            1,
        );
        assert_ne!(spoiled, good, "{}", path.display());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match read(&spoiled) {
            Some(value) if schemas.of(field("file")).is_valid(&value) => accepted.push(name),
            _ => refused += 1,
        }
    }
    accepted.sort();
    assert!(refused >= 8, "{refused}");
    assert!(
        accepted.iter().all(|name| beyond.contains(&name.as_str())),
        "accepted: {accepted:?}"
    );
}

#[test]
fn the_documents_of_all_plans_are_as_their_published_schema_says() {
    let site = common::built_site();
    let schema: Value = serde_json::from_slice(&site["data/plan.schema.json"]).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut documents = 0;
    for (path, content) in &site {
        let name = path.rsplit('/').next().unwrap();
        if path.matches('/').count() != 2
            || Path::new(name).extension().is_none_or(|kind| kind != "json")
            || name == "datapackage.json"
        {
            continue;
        }
        let document: Value = serde_json::from_slice(content).unwrap();
        let errors = validator.iter_errors(&document);
        let errors: Vec<String> = errors
            .map(|error| format!("{path}{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        documents += 1;
        let mut wrong = document;
        wrong["plan"]["titel"] = "x".into();
        assert!(!validator.is_valid(&wrong), "{path}");
    }
    assert_eq!(documents, 8);
}

/// Two shapes of one name would be taken for one.
#[test]
fn the_shapes_of_a_document_are_those_of_the_files() {
    let whole = mieruka::exchange::export::document::json_schema();
    for file in [
        mieruka::source::schema::<raw::Site>(""),
        mieruka::source::schema::<raw::Plan>(""),
        mieruka::source::schema::<raw::Edition>(""),
    ] {
        for (name, shape) in file["$defs"].as_object().unwrap() {
            assert_eq!(&whole["$defs"][name], shape, "{name}");
        }
    }
}

#[test]
fn a_schema_is_printed_and_no_file_of_others_replaced() {
    let printed = Command::cargo_bin("mieruka")
        .unwrap()
        .args(["schema", "edition"])
        .output()
        .unwrap();
    let schema: Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(schema["$ref"], "#/$defs/Edition");
    let answer = &schema["$defs"]["Answer"]["properties"];
    assert_eq!(answer["status"]["title"], "実施状況");
    assert_eq!(
        answer["status"]["description"],
        "実施状況です。計画の statuses の言葉から選びます。"
    );
    assert_eq!(schema["$defs"]["Answer"]["additionalProperties"], false);

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.schema.json"), "{}").unwrap();
    let refused = Command::cargo_bin("mieruka")
        .unwrap()
        .args(["schema", "plan", "--out"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        fs::read_to_string(folder.path().join("plan.schema.json")).unwrap(),
        "{}"
    );
}
