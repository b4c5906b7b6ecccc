//! JSON values in the order they are given, with decimals as they were published (13.0 stays 13.0).

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq};
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::value::RawValue;

use crate::calendar::{FiscalYear, Period, When, YearStyle};
use crate::model::Prose;
use crate::quantity::Number;

/// A JSON value.
#[derive(Debug, Clone)]
pub enum Json {
    /// Nothing known.
    Null,
    /// true or false.
    Bool(bool),
    /// A number in its own notation.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Object),
    /// What was written before.
    Raw(Box<RawValue>),
}

/// An object: keys in the order they were added. What is absent or empty is left out.
#[derive(Debug, Clone, Default)]
pub struct Object(Vec<(String, Json)>);

impl Json {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A decimal.
    pub fn number(number: Number) -> Self {
        Self::Number(number.to_string())
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(count.to_string())
    }

    /// A list of texts.
    pub fn texts<Text: AsRef<str>>(texts: impl IntoIterator<Item = Text>) -> Self {
        Self::List(texts.into_iter().map(|text| Self::text(text.as_ref())).collect())
    }

    /// A list of Markdown texts.
    pub fn proses(texts: &[Prose]) -> Self {
        Self::texts(texts.iter().map(Prose::as_markdown))
    }

    /// As a file: one member a line, indented by one space to stay small, with a line break at its end.
    pub fn to_file(&self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut writer = Serializer::with_formatter(&mut text, PrettyFormatter::with_indent(b" "));
        self.serialize(&mut writer)
            .expect("texts, numbers and lists are always JSON");
        text.push(b'\n');
        text
    }

    /// As a file on one line: for descriptions that only programs read.
    pub fn to_line(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec(self).expect("texts, numbers and lists are always JSON");
        text.push(b'\n');
        text
    }

    /// As written, to be put into another.
    pub fn to_raw(&self) -> Box<RawValue> {
        serde_json::value::to_raw_value(self).expect("texts, numbers and lists are always JSON")
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::List(items) => items.is_empty(),
            Self::Object(object) => object.is_empty(),
            Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::Raw(_) => false,
        }
    }
}

impl Serialize for Json {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Number(digits) => RawValue::from_string(digits.clone())
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Raw(written) => written.serialize(serializer),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(object) => {
                let mut map = serializer.serialize_map(Some(object.0.len()))?;
                for (key, value) in &object.0 {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl Object {
    /// An object with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value, unless it is empty.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<Json>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.0.push((key.into(), value));
        }
        self
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is such a key.
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(name, _)| name == key)
    }

    /// Whether one of two keys has an object.
    pub fn has_object(&self, one: &str, other: &str) -> bool {
        let is_object = |value: &Json| matches!(value, Json::Object(_));
        self.0
            .iter()
            .any(|(name, value)| (name == one || name == other) && is_object(value))
    }

    /// Adds all members of another object.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Adds an object even when it is empty.
    #[must_use]
    pub fn with_object(mut self, key: impl Into<String>, value: Self) -> Self {
        self.0.push((key.into(), Json::Object(value)));
        self
    }

    /// Adds a text.
    #[must_use]
    pub fn text<'text>(self, key: &str, text: impl Into<Option<&'text str>>) -> Self {
        match text.into() {
            Some(text) => self.with(key, Json::text(text)),
            None => self,
        }
    }

    /// Adds Markdown.
    #[must_use]
    pub fn prose<'text>(self, key: &str, text: impl Into<Option<&'text Prose>>) -> Self {
        self.text(key, text.into().map(Prose::as_markdown))
    }

    /// Adds a decimal.
    #[must_use]
    pub fn number(self, key: &str, number: impl Into<Option<Number>>) -> Self {
        match number.into() {
            Some(number) => self.with(key, Json::number(number)),
            None => self,
        }
    }

    /// Adds `true`; false is left out.
    #[must_use]
    pub fn flag(self, key: &str, flag: bool) -> Self {
        if flag { self.with(key, Json::Bool(true)) } else { self }
    }

    /// Adds a list of texts.
    #[must_use]
    pub fn texts<Text: AsRef<str>>(self, key: &str, texts: impl IntoIterator<Item = Text>) -> Self {
        self.with(key, Json::texts(texts))
    }

    /// Adds a list of objects.
    #[must_use]
    pub fn list(self, key: &str, objects: impl IntoIterator<Item = Self>) -> Self {
        self.with(key, Json::List(objects.into_iter().map(Json::Object).collect()))
    }

    /// Adds a fiscal year: the western year.
    #[must_use]
    pub fn year(self, key: &str, year: impl Into<Option<FiscalYear>>) -> Self {
        match year.into() {
            Some(year) => self.with(key, Json::Number(year.year().to_string())),
            None => self,
        }
    }

    /// Adds a period.
    #[must_use]
    pub fn period(self, key: &str, period: impl Into<Option<Period>>) -> Self {
        match period.into() {
            Some(period) => self.text(key, notation(period).as_str()),
            None => self,
        }
    }
}

/// A period as [`Period::parse`] reads it back, in western years: `2020年度`, `2021-03-31`.
pub fn notation(period: Period) -> String {
    match period {
        Period::At(When::Day(day)) => day.format("%Y-%m-%d").to_string(),
        other => other.label(YearStyle::Western),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_and_order_stay() {
        let number = Number::parse("13.0").unwrap();
        let object = Object::new()
            .number("z", number)
            .text("a", "\"=1\"\n")
            .flag("no", false)
            .texts("none", Vec::<String>::new());
        let text = String::from_utf8(Json::from(object).to_file()).unwrap();
        assert_eq!(text, "{\n \"z\": 13.0,\n \"a\": \"\\\"=1\\\"\\n\"\n}\n");
    }
}
