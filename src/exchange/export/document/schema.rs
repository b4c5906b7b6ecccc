//! JSON Schema (2020-12) of the document of a plan: its parts are described as the YAML files are.

use serde_json::json;

use super::{FORMAT, VERSION};
use crate::source::{Definitions, Describe as _, SchemaValue, raw};

/// The schema.
pub fn json_schema() -> SchemaValue {
    let mut definitions = Definitions::default();
    let site = raw::Site::describe(&mut definitions);
    let plan = raw::Plan::describe(&mut definitions);
    let edition = raw::Edition::describe(&mut definitions);
    let text = |about: &str| json!({ "type": "string", "description": about });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mieruka: 計画のJSON",
        "description": "計画について公開しているすべての内容です。plan、editions、site は、それぞれ plan.yaml、年度のファイル、site.yaml と同じ形です。",
        "type": "object",
        "required": ["format", "version", "id", "publisher", "site", "plan"],
        "additionalProperties": false,
        "properties": {
            "format": { "const": FORMAT, "description": "この文書の種類です。" },
            "version": { "const": VERSION, "description": "形の版です。これまでの読み方では誤って読むおそれのある変更をしたときに、上げます。" },
            "id": text("計画の識別子です。"),
            "publisher": text("公表者です。"),
            "licence": text("利用条件です。"),
            "site": site,
            "plan": plan,
            "editions": {
                "type": "object",
                "description": "年度版です。キーは、年度（西暦）と、途中の報告ならその時期です（2020、2025-midterm など）。",
                "additionalProperties": edition,
            },
            "pages": {
                "type": "array",
                "description": "読み物のページです。",
                "items": {
                    "type": "object",
                    "required": ["id", "title", "text"],
                    "additionalProperties": false,
                    "properties": { "id": text("識別子です。"), "title": text("題名です。"), "text": text("本文（Markdown）です。") },
                },
            },
        },
        "$defs": definitions.into_value(),
    })
}
