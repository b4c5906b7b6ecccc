//! Times of the year at which a step of a measure is taken, without saying of which year.

use unicode_normalization::UnicodeNormalization;

/// Time of the year (時期) of a step (進め方), in the order of the fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// Start of the term (期首).
    TermStart,
    /// First half of the fiscal year (上半期).
    FirstHalf,
    /// Summer (夏季).
    Summer,
    /// Middle of the term (中間).
    Midterm,
    /// Second half of the fiscal year (下半期).
    SecondHalf,
    /// Winter (冬季).
    Winter,
    /// End of the term (期末).
    TermEnd,
    /// All the year round (通年).
    YearRound,
}

impl Season {
    /// All of them, in the order of the year.
    pub const ALL: [Self; 8] = [
        Self::TermStart,
        Self::FirstHalf,
        Self::Summer,
        Self::Midterm,
        Self::SecondHalf,
        Self::Winter,
        Self::TermEnd,
        Self::YearRound,
    ];

    /// Reads one of the words of the forms; anything else (毎週水曜日) is free text of the step and not ours to read.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.nfkc().filter(|letter| !letter.is_whitespace()).collect();
        Self::ALL
            .into_iter()
            .find(|season| season.label() == text || season.other_words().contains(&text.as_str()))
    }

    /// As printed: `期首`.
    pub fn label(self) -> &'static str {
        match self {
            Self::TermStart => "期首",
            Self::FirstHalf => "上半期",
            Self::Summer => "夏季",
            Self::Midterm => "中間",
            Self::SecondHalf => "下半期",
            Self::Winter => "冬季",
            Self::TermEnd => "期末",
            Self::YearRound => "通年",
        }
    }

    /// The other ways it is written.
    fn other_words(self) -> &'static [&'static str] {
        match self {
            Self::FirstHalf => &["上期"],
            Self::Summer => &["夏期", "夏"],
            Self::Midterm => &["期中"],
            Self::SecondHalf => &["下期"],
            Self::Winter => &["冬期", "冬"],
            Self::TermStart | Self::TermEnd | Self::YearRound => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints_and_the_variants() {
        for season in Season::ALL {
            assert_eq!(Season::parse(season.label()), Some(season));
        }
        assert_eq!(Season::parse(" 上 期　"), Some(Season::FirstHalf));
        assert_eq!(Season::parse("夏期"), Some(Season::Summer));
        assert_eq!(Season::parse("毎週水曜日"), None);
        assert_eq!(Season::parse(""), None);
        assert!(Season::ALL.is_sorted());
    }
}
