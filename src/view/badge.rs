//! What carries a status, a verdict or a vintage besides its colour: a word, a shape and a tone.
//!
//! Colour alone never tells two of them apart: within one family (statuses, verdicts, directions …) every member has
//! its own shape, so that the page survives greyscale print, colour blindness and forced colours.

use serde::{Deserialize, Serialize};

/// A word with its shape and tone; printed by the component `badge` of `templates/components/badge.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Badge {
    /// The word.
    pub word: String,
    /// Shape before the word.
    pub shape: Shape,
    /// Tone; `blue` becomes the class `tone-blue`.
    pub tone: Tone,
}

impl Badge {
    /// A badge.
    pub fn new(word: impl Into<String>, shape: Shape, tone: Tone) -> Self {
        Self {
            word: word.into(),
            shape,
            tone,
        }
    }
}

/// Shape of a badge, drawn by the component `shape`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// ● filled disc
    Disc,
    /// A filled disc with a check mark.
    Check,
    /// ◐ half disc
    Half,
    /// ○ ring
    Ring,
    /// A ring of dots.
    Dotted,
    /// ◆ filled diamond
    Diamond,
    /// ◇ open diamond
    OpenDiamond,
    /// ▲ filled triangle, pointing up
    Up,
    /// ▼ filled triangle, pointing down
    Down,
    /// ▬ bar
    Bar,
    /// ■ filled square
    Square,
    /// □ open square
    OpenSquare,
    /// ✕ cross
    Cross,
    /// ＋ plus
    Plus,
    /// → arrow
    Arrow,
    /// … three dots
    Dots,
}

/// Tone of a badge: blue, orange or grey, in two strengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Strong blue: done, reached.
    Blue,
    /// Light blue: under way.
    Sky,
    /// Orange: short of, open, needs attention.
    Orange,
    /// Grey: neutral.
    Grey,
}
