//! What a target asks for, as a number: relative targets are resolved against the actual they name.

use super::{History, Statement, earlier_value};
use crate::calendar::FiscalYear;
use crate::model::{Base, BoundValue, Vintage};
use crate::quantity::{Change, Number};

/// The actual that a relative target refers to, and what was made of it.
#[derive(Debug, Clone)]
pub struct BaseUsed<'project> {
    /// The statement used; its vintage says whether it may still change.
    pub statement: Statement<'project>,
    /// Its value.
    pub value: Number,
    /// The change against it.
    pub change: Option<Change>,
    /// What had been stated of the base before, when it was another value (改定前の値).
    pub before: Option<Statement<'project>>,
    /// `true` when the base is a forecast or provisional, so that the target value may still change (暫定).
    pub provisional: bool,
}

/// A target value, and the base it was computed from.
#[derive(Debug, Clone)]
pub struct Required<'project> {
    /// The value.
    pub value: Number,
    /// The base, for a relative target.
    pub base: Option<BaseUsed<'project>>,
}

/// Resolves the value of a bound. `year` is the fiscal year the target is about; none when it has no deadline.
/// None when the actual it refers to is not known.
pub(super) fn resolve<'project>(
    bound: &BoundValue,
    history: &History<'project>,
    year: Option<FiscalYear>,
) -> Option<Required<'project>> {
    let (base, change) = match bound {
        BoundValue::Fixed(value) => {
            return Some(Required {
                value: *value,
                base: None,
            });
        }
        BoundValue::Relative { base, change } => (base, change),
    };
    let statement = match base {
        Base::PreviousYear => history.of_fiscal_year(year?.previous()?, None)?,
        Base::Actual { fiscal_year, vintage } => history.of_fiscal_year(*fiscal_year, *vintage)?,
    };
    let base_value = statement.observation.value()?;
    let value = match change {
        Some(change) => change.apply(base_value)?,
        None => base_value,
    };
    let provisional = match statement.observation.vintage {
        Vintage::Forecast | Vintage::Provisional => true,
        Vintage::Final | Vintage::Revised => false,
    };
    let before = earlier_value(history, &statement);
    let base = BaseUsed {
        statement,
        value: base_value,
        change: *change,
        before,
        provisional,
    };
    Some(Required {
        value,
        base: Some(base),
    })
}
