//! Guesses which of the allowed words was meant.
//!
//! First by what a Japanese keyboard does to a word (full width, capitals, a different joint), then by the number
//! of wrong letters. A wrong guess is worse than none, so a word may differ in at most a third of its letters.

use unicode_normalization::UnicodeNormalization as _;

/// Longer words are not compared: nobody mistypes a key of a hundred letters.
const LONGEST: usize = 64;

/// The candidate that was probably meant, if one is near enough. Earlier candidates win ties.
pub fn nearest<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if found.chars().nth(LONGEST).is_some() {
        return None;
    }
    let found = folded(found);
    let allowed = match found.chars().count() {
        0..=1 => 0,
        2..=5 => 1,
        length => length / 3,
    };
    let mut best = None;
    for candidate in candidates {
        let distance = strsim::osa_distance(&found, &folded(candidate));
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn folded(word: &str) -> String {
    let joined = |character| match character {
        '-' | ' ' => '_',
        other => other,
    };
    word.trim().nfkc().flat_map(char::to_lowercase).map(joined).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_joints_and_slips_are_forgiven() {
        let keys = ["title", "short_title", "as_of", "実施", "今後実施"];
        for (found, expected) in [
            ("Ｔitle", Some("title")),
            ("TITLE", Some("title")),
            ("as-of", Some("as_of")),
            ("titel", Some("title")),
            ("shorttitle", Some("short_title")),
            ("実施　", Some("実施")),
            ("office", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(found, keys), expected, "{found}");
        }
        assert_eq!(nearest(&"t".repeat(100_000), keys), None);
    }
}
