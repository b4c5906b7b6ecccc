//! Small counts (秘匿): which figures are withheld, and whether what is published gives them away.
//!
//! Every figure of a series at a period is a cell, whatever edition states it and however often: a cell is withheld in all of
//! them or in none, so that editions and vintages tell nothing against each other.
//!
//! 1. *Primary* (一次秘匿): a count of at least one and under the threshold; what the publisher wrote as withheld.
//! 2. *Of the same observation*: value, numerator and denominator of a rate give away each other.
//! 3. *Noughts beside*: a nought that stands among parts of which one is withheld, or whose total is, is withheld like them. Else
//!    the rule itself would tell that no withheld part is nought.
//! 4. *Complementary* (二次秘匿): totals and their parts, and printed rates, are linear relations over the cells (`system`). A
//!    withheld cell is safe when the whole figures that published ones leave possible differ by at least the threshold; and when,
//!    for a reader who knows that one of the cells that hang together is small, they differ by no less than small counts do (1 to
//!    the threshold less 1). While one is not, another cell is withheld, chosen by its place and not by how great it is.
//!
//! The method follows the usual theory of cell suppression: a sensitive cell is protected when its feasibility interval is wide
//! enough (A. Hundepool et al., *Statistical Disclosure Control*, Wiley 2012, chapter 4). It knows the relations that the data
//! declare (`total_of`, numerators and denominators), and no others.

mod cells;
mod interval;
mod protect;
mod system;

pub use cells::{Cell, Series, series_of};
pub use protect::{Protection, protect};
