//! Small counts and what is withheld because of them (秘匿).

use crate::diagnostic::Findings;
use crate::source::{At, Decode, Node, shape};

/// What is withheld: a rule, or the word `none` (秘匿しない).
#[derive(Debug, Clone)]
pub enum Withhold {
    /// `withhold: none`: counts are published however small.
    None,
    /// A rule.
    Rule(WithholdRule),
}

impl Decode for Withhold {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        if node.text() == Some("none") {
            return Some(Self::None);
        }
        WithholdRule::decode(node, findings).map(Self::Rule)
    }
}

shape! {
    /// Which counts are withheld (秘匿の決まり). What would give them away is withheld with them: rates, and other counts of the
    /// same total.
    pub struct WithholdRule {
        /// The smallest count that is published: at least 3 (しきい値). 0 is published too.
        /// この数より小さい値を伏せます。3以上の数を書きます。0は伏せません。
        under: At<u32>,
    }
}
