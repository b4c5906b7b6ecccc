//! Schemas of the kinds of values that are no shapes: scalars, lists, and what may be written in more than one way.

use serde_json::{Value, json};

use super::{Definitions, Describe};
use crate::calendar::FiscalYear;
use crate::quantity::{Change, Number, Unit};
use crate::source::raw::{
    BaseOf, BoundValue, Cell, CriterionResult, Dates, Day, LongCriterionResult, LongStatus, Meaning, NamedYear,
    Outcome, RelativeBound, Status, Target, TargetSet, TotalOf, Withhold, WithholdRule,
};
use crate::source::{At, Id, Map, OneOrMany, Text};

/// A year that says its era, or a western one. Looks only for one: the reader accepts more around it.
const YEAR: &str = "[12１２][0-9０-９]{3}|(明治|大正|昭和|平成|令和|[MTSHRmtshrＭＴＳＨＲ])\\s*(元|[0-9０-９])";

impl Describe for Text {
    fn describe(_: &mut Definitions) -> Value {
        // `label: 1` is the text 1 to us and a number to an editor.
        json!({ "type": ["string", "number", "boolean"], "pattern": "\\S" })
    }
}

impl Describe for Id {
    fn describe(_: &mut Definitions) -> Value {
        json!({
            "type": ["string", "integer"],
            "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
            "maxLength": 64,
        })
    }
}

impl Describe for bool {
    fn describe(_: &mut Definitions) -> Value {
        json!({ "type": "boolean" })
    }
}

impl Describe for u32 {
    fn describe(_: &mut Definitions) -> Value {
        json!({ "type": ["integer", "string"], "minimum": 0, "pattern": "^(0|[1-9][0-9]*)$" })
    }
}

impl Describe for Number {
    fn describe(_: &mut Definitions) -> Value {
        json!({ "type": ["number", "string"], "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$" })
    }
}

impl Describe for Change {
    fn describe(_: &mut Definitions) -> Value {
        json!({ "type": ["number", "string"], "pattern": "^\\s*([-+]?(0|[1-9][0-9]*)(\\.[0-9]+)?)\\s*[%％]?\\s*$" })
    }
}

impl Describe for Unit {
    fn describe(_: &mut Definitions) -> Value {
        json!({ "type": ["string", "number"], "pattern": "\\S" })
    }
}

impl Describe for Dates {
    fn describe(_: &mut Definitions) -> Value {
        json!({ "type": ["string", "number"], "pattern": format!("{YEAR}|毎年度") })
    }
}

impl Describe for Day {
    fn describe(_: &mut Definitions) -> Value {
        json!({ "type": "string", "pattern": YEAR, "not": { "type": "string", "pattern": "[年度月期]\\s*$" } })
    }
}

impl Describe for FiscalYear {
    fn describe(_: &mut Definitions) -> Value {
        json!({
            "type": ["string", "integer"],
            "pattern": YEAR,
            "not": { "type": "string", "pattern": "[月日]|[0-9][-/][0-9]" },
        })
    }
}

impl<T: Describe> Describe for At<T> {
    const REQUIRED: bool = T::REQUIRED;

    fn describe(definitions: &mut Definitions) -> Value {
        T::describe(definitions)
    }
}

impl<T: Describe> Describe for Box<T> {
    const REQUIRED: bool = T::REQUIRED;

    fn describe(definitions: &mut Definitions) -> Value {
        T::describe(definitions)
    }
}

impl<T: Describe> Describe for Option<T> {
    const REQUIRED: bool = false;

    fn describe(definitions: &mut Definitions) -> Value {
        T::describe(definitions)
    }
}

impl<T: Describe> Describe for Vec<T> {
    const REQUIRED: bool = false;

    fn describe(definitions: &mut Definitions) -> Value {
        json!({ "type": "array", "items": T::describe(definitions) })
    }
}

impl<T: Describe> Describe for OneOrMany<T> {
    const REQUIRED: bool = false;

    fn describe(definitions: &mut Definitions) -> Value {
        let one = T::describe(definitions);
        json!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

impl<T: Describe> Describe for Map<T> {
    const REQUIRED: bool = false;

    fn describe(definitions: &mut Definitions) -> Value {
        json!({ "type": "object", "additionalProperties": T::describe(definitions) })
    }
}

impl<T: Describe> Describe for Cell<T> {
    fn describe(definitions: &mut Definitions) -> Value {
        json!({ "anyOf": [
            { "type": "array", "items": T::describe(definitions) },
            { "type": "string", "minLength": 1, "maxLength": Self::LONGEST_MARK, "default": "—" },
        ] })
    }
}

impl Describe for TargetSet {
    fn describe(definitions: &mut Definitions) -> Value {
        json!({ "anyOf": [{ "type": "array", "items": Target::describe(definitions) }, { "const": "none" }] })
    }
}

impl Describe for BoundValue {
    fn describe(definitions: &mut Definitions) -> Value {
        json!({ "anyOf": [
            Number::describe(definitions),
            RelativeBound::describe(definitions),
            {
                "type": "object",
                "propertyNames": { "pattern": YEAR },
                "additionalProperties": Number::describe(definitions),
            },
        ] })
    }
}

impl Describe for BaseOf {
    fn describe(definitions: &mut Definitions) -> Value {
        json!({ "anyOf": [{ "const": "previous_year" }, NamedYear::describe(definitions)] })
    }
}

impl Describe for Status {
    fn describe(definitions: &mut Definitions) -> Value {
        json!({ "anyOf": [Meaning::describe(definitions), LongStatus::describe(definitions)] })
    }
}

impl Describe for CriterionResult {
    fn describe(definitions: &mut Definitions) -> Value {
        json!({ "anyOf": [Outcome::describe(definitions), LongCriterionResult::describe(definitions)] })
    }
}

impl Describe for TotalOf {
    const REQUIRED: bool = false;

    fn describe(definitions: &mut Definitions) -> Value {
        let one = Vec::<At<Id>>::describe(definitions);
        json!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

impl Describe for Withhold {
    fn describe(definitions: &mut Definitions) -> Value {
        json!({ "anyOf": [{ "const": "none" }, WithholdRule::describe(definitions)] })
    }
}
