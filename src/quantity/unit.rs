//! What a figure counts.

use std::fmt;

/// Unit (単位): 人, 時間, 日, 点, 枚, 件, 回, 万回 or any other word of the publisher's; only the percent is known by meaning,
/// since the difference of two percentages is in points (ポイント) and not in percent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(String);

impl Unit {
    /// Reads a unit; `None` when nothing is written. `％` becomes `%`, everything else stays as written.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "" => None,
            "%" | "％" => Some(Self::percent()),
            word => Some(Self(word.to_owned())),
        }
    }

    /// Percent (パーセント), `%`.
    pub fn percent() -> Self {
        Self("%".to_owned())
    }

    /// Percentage point (ポイント).
    pub fn point() -> Self {
        Self("ポイント".to_owned())
    }

    /// Whether it is the percent.
    pub fn is_percent(&self) -> bool {
        self.0 == "%"
    }

    /// The unit of the difference (差) of two figures in this unit: ポイント for percents, otherwise the same.
    #[must_use]
    pub fn difference_unit(&self) -> Self {
        if self.is_percent() { Self::point() } else { self.clone() }
    }

    /// As printed behind a figure.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_percents_differ_in_points() {
        for (unit, difference) in [
            ("%", "ポイント"),
            (" ％ ", "ポイント"),
            ("人", "人"),
            ("万回", "万回"),
            ("ポイント", "ポイント"),
        ] {
            assert_eq!(
                Unit::parse(unit).map(|unit| unit.difference_unit().to_string()),
                Some(difference.to_owned()),
                "{unit}"
            );
        }
        assert_eq!(Unit::parse("％"), Some(Unit::percent()));
        assert_eq!(Unit::parse(" 　"), None);
    }
}
