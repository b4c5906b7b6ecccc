//! How much room text takes, without fonts: a full-width letter is one em; of half-width letters the widest form is taken that the fonts
//! of the page give them. These differ more than one expects: a digit is 0.55 em in Noto Sans JP and 0.76 em in `BIZ UDPGothic`, the UD
//! font that Windows has and the page asks for first. Measured in both, regular and bold.

use unicode_width::UnicodeWidthChar;

/// Width of a line of text. Letters of ambiguous width (①, −, →) are full-width in Japanese fonts.
pub(super) fn width(text: &str, size: i32) -> i32 {
    text.chars().map(|letter| letter_width(letter, size)).sum()
}

fn letter_width(letter: char, size: i32) -> i32 {
    let hundredths = match letter {
        '%' | '@' | 'M' | 'W' | 'm' => 100,
        'A'..='Z' | 'w' => 90,
        '0'..='9' => 76,
        ',' | '.' | ':' | ';' | 'i' | 'j' | 'l' | ' ' => 36,
        '(' | ')' | '[' | ']' => 50,
        _ => match letter.width_cjk() {
            Some(2..) => 100,
            Some(1) => 72,
            Some(0) | None => 0,
        },
    };
    size * hundredths / 100
}

/// The text in at most `lines` lines no wider than `room`; what does not fit is cut with an ellipsis. Words and figures in half-width
/// letters stay whole where they can, and no line begins with a closing mark.
pub(super) fn wrapped(text: &str, room: i32, lines: usize, size: i32) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width(&line, size) + width(&piece, size) > room {
            let rest = line.split_off(better_end(&line));
            wrapped.push(std::mem::replace(&mut line, rest));
        }
        line.push_str(&piece);
        while width(&line, size) > room && line.chars().count() > 1 {
            let fitting = fitting_prefix(&line, room, size).max(line.chars().next().map_or(0, char::len_utf8));
            if fitting >= line.len() {
                break;
            }
            let rest = line.split_off(fitting);
            wrapped.push(std::mem::replace(&mut line, rest));
        }
    }
    if !line.trim().is_empty() {
        wrapped.push(line);
    }
    let too_long = wrapped.len() > lines;
    wrapped.truncate(lines);
    if let (true, Some(last)) = (too_long, wrapped.last_mut()) {
        *last = shortened(&format!("{last}…"), room, size);
    }
    wrapped.iter().map(|line| line.trim().to_owned()).collect()
}

/// The text in one line no wider than `room`, with an ellipsis for what is cut off.
pub(super) fn shortened(text: &str, room: i32, size: i32) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let fitting = fitting_prefix(text.trim_end_matches('…'), room - width("…", size), size);
    format!("{}…", &text[..fitting])
}

/// Where a full line is better ended: after a ・ or space, or before a （, in its second half; else at its end.
fn better_end(line: &str) -> usize {
    let after = line
        .rfind(['・', ' ', '　'])
        .map(|place| place + line[place..].chars().next().map_or(0, char::len_utf8));
    let end = after.max(line.rfind('（'));
    end.filter(|end| *end * 2 >= line.len()).unwrap_or(line.len())
}

fn fitting_prefix(text: &str, room: i32, size: i32) -> usize {
    let mut used = 0;
    for (place, letter) in text.char_indices() {
        used += letter_width(letter, size);
        if used > room {
            return place;
        }
    }
    text.len()
}

/// Parts between which a line may end.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for letter in text.chars() {
        let glued = before.is_some_and(|before| is_half(before) && is_half(letter))
            || closes(letter)
            || before.is_some_and(opens);
        match pieces.last_mut() {
            Some(last) if glued => last.push(letter),
            _ => pieces.push(letter.to_string()),
        }
        before = Some(letter);
    }
    pieces
}

fn is_half(letter: char) -> bool {
    letter.is_ascii_graphic()
}

fn closes(letter: char) -> bool {
    "、。，．・：；！？）」』】〕］｝ーゃゅょっャュョッ%％)].,".contains(letter)
}

fn opens(letter: char) -> bool {
    "（「『【〔［｛([".contains(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_end_where_they_may() {
        assert_eq!(
            wrapped("地方機関課長・本省課長補佐相当職", 900, 3, 100),
            ["地方機関課長・", "本省課長補佐相当職"]
        );
        assert_eq!(wrapped("係長相当職（本省）", 650, 3, 100), ["係長相当職", "（本省）"]);
        assert_eq!(wrapped("500時間超職員数", 350, 2, 100), ["500時", "間超…"]);
        assert_eq!(wrapped("短い", 900, 3, 100), ["短い"]);
        assert!(wrapped("", 900, 3, 100).is_empty());
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide(text in ".{0,60}", room in 300_i32..2000, lines in 1_usize..4) {
            let wrapped = wrapped(&text, room, lines, 100);
            prop_assert!(wrapped.len() <= lines);
            for line in wrapped {
                prop_assert!(width(&line, 100) <= room, "{line}");
            }
        }
    }
}
