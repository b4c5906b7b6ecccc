//! JSON Schema (2020-12) of the YAML files, from the declarations that read them: what an editor offers and explains.
//!
//! A schema never refuses what the reader accepts. It knows keys, kinds, words and the look of ids and years; what must
//! hold between things is left to `check`.

mod kinds;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::shape::{Field, japanese};

/// A type that can say what it is read from.
pub trait Describe {
    /// Whether a field of this type must be written.
    const REQUIRED: bool = true;

    /// The schema of a value; shapes are put among the definitions and referred to.
    fn describe(definitions: &mut Definitions) -> Value;
}

/// The shapes of a schema by name.
#[derive(Debug, Default)]
pub struct Definitions(BTreeMap<&'static str, Value>);

/// The properties of a shape while they are listed.
#[derive(Debug, Default)]
pub struct Properties {
    listed: Map<String, Value>,
    required: Vec<&'static str>,
}

impl Definitions {
    /// A reference to a shape, which is described when it is met for the first time.
    pub fn shape(
        &mut self,
        name: &'static str,
        doc: &'static str,
        list: impl FnOnce(&mut Self) -> Properties,
    ) -> Value {
        if !self.0.contains_key(name) {
            // Before its properties, so that a shape may hold itself.
            self.0.insert(name, Value::Null);
            let properties = list(self);
            self.0.insert(name, properties.object(doc));
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// The shapes, for `$defs`.
    pub fn into_value(self) -> Value {
        let shapes = self.0.into_iter();
        shapes
            .map(|(name, shape)| (name.to_owned(), shape))
            .collect::<Map<_, _>>()
            .into()
    }
}

impl Properties {
    /// Adds a key with the schema of its values.
    pub fn add(&mut self, field: &Field, required: bool, schema: Value) {
        let mut property = Map::new();
        if let Some(title) = japanese(field.doc) {
            property.insert("title".to_owned(), title.into());
        }
        property.insert("description".to_owned(), explanation(field.doc).into());
        if let Value::Object(schema) = schema {
            // What a list of words says of itself is told after what the key is for.
            let words = schema.get("description").and_then(Value::as_str);
            if let Some(words) = words {
                let text = format!("{}\n{words}", explanation(field.doc));
                property.insert("description".to_owned(), text.into());
            }
            for (key, value) in schema {
                property.entry(key).or_insert(value);
            }
        }
        self.listed.insert(field.key.to_owned(), property.into());
        if required {
            self.required.push(field.key);
        }
    }

    fn object(self, doc: &str) -> Value {
        let mut object = json!({
            "type": "object",
            "properties": self.listed,
            "additionalProperties": false,
        });
        if let Some(title) = japanese(doc) {
            object["title"] = title.into();
        }
        if !self.required.is_empty() {
            object["required"] = self.required.into();
        }
        object
    }
}

/// The schema of one of a closed list of words.
pub fn describe_words(words: &[(&str, &str)]) -> Value {
    let meaning = |doc: &str| japanese(doc).unwrap_or_default().to_owned();
    let shown: Vec<String> = words
        .iter()
        .map(|(word, doc)| format!("{word}（{}）", meaning(doc)))
        .collect();
    json!({
        "enum": words.iter().map(|(word, _)| *word).collect::<Vec<_>>(),
        // Known to the editors that complete YAML, and passed over by validators.
        "enumDescriptions": words.iter().map(|(_, doc)| meaning(doc)).collect::<Vec<_>>(),
        "description": format!("使える言葉: {}", shown.join("、")),
    })
}

/// The schema of a file of that shape.
pub fn schema<T: Describe>(title: &str) -> Value {
    let mut definitions = Definitions::default();
    let mut root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
    });
    if let Value::Object(top) = T::describe(&mut definitions) {
        for (key, value) in top {
            root[key] = value;
        }
    }
    root["$defs"] = definitions.into_value();
    root
}

/// The sentences of a doc comment that are in Japanese, as an editor shows them: without marks.
fn explanation(doc: &str) -> String {
    let sentences = doc.lines().map(str::trim).filter(|line| line.ends_with('。'));
    sentences.collect::<String>().replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::raw;

    #[test]
    fn every_key_and_word_is_explained_in_japanese() {
        let is_japanese = |text: &str| {
            text.chars()
                .any(|letter| ('ぁ'..='ヿ').contains(&letter) || letter >= '一')
        };
        let mut unexplained = Vec::new();
        let mut keys = 0;
        for root in [
            schema::<raw::Site>("x"),
            schema::<raw::Plan>("x"),
            schema::<raw::Edition>("x"),
        ] {
            for (name, shape) in root["$defs"].as_object().unwrap() {
                for (key, property) in shape["properties"].as_object().unwrap() {
                    keys += 1;
                    let text = property["description"].as_str().unwrap_or_default();
                    let first = text.lines().next().unwrap_or_default();
                    if !(is_japanese(first) && first.ends_with('。')) {
                        unexplained.push(format!(
                            "{name}.{key}: a sentence in Japanese is missing in its doc comment"
                        ));
                    }
                    for word in property["enumDescriptions"].as_array().into_iter().flatten() {
                        if !is_japanese(word.as_str().unwrap()) && word != "−" && word != "△" && word != "▲" {
                            unexplained.push(format!("{name}.{key}: a word without Japanese: {word}"));
                        }
                    }
                }
            }
        }
        assert!(keys > 250, "{keys}");
        assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
    }
}
