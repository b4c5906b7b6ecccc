//! The gate before the parser: bytes in, text out that holds nothing unseen.
//!
//! What YAML would let through and nobody can see on a screen is stopped here: text in another encoding, control
//! characters, marks without width or that turn the direction of writing, the remains of broken characters. Everything that
//! passes may be shown on a page as it is. Markdown pages go through the same gate.

use super::encoding;
use crate::diagnostic::{Code, Diagnostic, FileId, Findings, Place, Sources, code};
use std::ops::Range;

/// Largest file that is read. The longest year of the largest plan we know takes 1 MiB.
pub const LARGEST: usize = 8 * 1024 * 1024;

/// Findings of one kind in one file; a thousand broken characters have one cause.
const PER_KIND: usize = 10;

/// Registers a file under its shown path and checks it. `None` if its text cannot be used at all.
pub fn admit(path: &str, bytes: Vec<u8>, sources: &mut Sources, findings: &mut Findings) -> Option<FileId> {
    if bytes.len() > LARGEST {
        let file = sources.add(path, "");
        findings.push(too_large(file));
        return None;
    }
    match encoding::decode(bytes) {
        Ok(text) => {
            let file = sources.add(path, text);
            check_characters(file, sources.text(file), findings).then_some(file)
        }
        Err(foreign) => {
            let offset = foreign
                .text
                .split_inclusive('\n')
                .take(foreign.lines_before)
                .map(str::len)
                .sum();
            let file = sources.add(path, foreign.text);
            let (_, line) = sources.line(Place::new(file, offset, offset));
            let place = Place::new(file, line.start, line.end);
            let message = match foreign.name {
                Some(name) => {
                    format!("{name} で保存されているようです。UTF-8 のファイルだけを読み込めます")
                }
                None => "UTF-8 でない文字が混ざっています。UTF-8 のファイルだけを読み込めます".to_owned(),
            };
            let remedy = "エディターの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください";
            findings.push(Diagnostic::error(code::WRONG_ENCODING, place, message, remedy).label("ここから"));
            None
        }
    }
}

/// The finding for a file beyond [`LARGEST`].
pub(super) fn too_large(file: FileId) -> Diagnostic {
    Diagnostic::error(
        code::FILE_TOO_LARGE,
        Place::whole(file),
        format!("ファイルが大きすぎます（{} MiB まで）", LARGEST / 1024 / 1024),
        "年度や計画ごとにファイルを分けてください。別のファイルを置いていないかも確かめてください",
    )
}

/// Reports characters that must not be there. False if the parser should not see the text.
fn check_characters(file: FileId, text: &str, findings: &mut Findings) -> bool {
    let mut usable = true;
    let mut seen = [0_usize; KINDS.len()];
    for (offset, character, kind) in unwanted(text) {
        usable &= !KINDS[kind].unreadable;
        seen[kind] += 1;
        if seen[kind] <= PER_KIND {
            let place = Place::new(file, offset, offset + character.len_utf8());
            findings.push(KINDS[kind].diagnostic(character, place));
        }
    }
    usable
}

/// Reports the same characters where a quoted value spells them: `"\u202E"` is no better than the character itself.
/// `written` is the value with its quotes as it stands at `place`, `read` what YAML makes of it.
pub(super) fn check_escapes(written: &str, read: &str, place: Place, findings: &mut Findings) {
    if !written.contains('\\') || findings.is_full(place.file) {
        return;
    }
    let Some((_, character, kind)) = unwanted(read).find(|(_, character, _)| !written.contains(*character)) else {
        return;
    };
    let start = place.start as usize;
    let at = escapes(written).find(|(_, spelt)| *spelt == Some(character));
    let place = at.map_or(place, |(range, _)| {
        Place::new(place.file, start + range.start, start + range.end)
    });
    findings.push(KINDS[kind].diagnostic(character, place));
}

/// The escapes of a value in `""` and the characters they spell. The parser has found them sound.
fn escapes(written: &str) -> impl Iterator<Item = (Range<usize>, Option<char>)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next + written.get(next..)?.find('\\')?;
        let letter = written.get(start + 1..)?.chars().next()?;
        let digits = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        next = start + 1 + letter.len_utf8() + digits;
        let spelt = match letter {
            '0' => Some('\0'),
            'a' => Some('\u{7}'),
            'b' => Some('\u{8}'),
            'v' => Some('\u{b}'),
            'f' => Some('\u{c}'),
            'r' => Some('\r'),
            'e' => Some('\u{1b}'),
            'N' => Some('\u{85}'),
            'L' => Some('\u{2028}'),
            'P' => Some('\u{2029}'),
            _ => written
                .get(start + 2..next)
                .and_then(|code| u32::from_str_radix(code, 16).ok())
                .and_then(char::from_u32),
        };
        Some((start..next, spelt))
    })
}

/// The characters that must not be there: where, which, and the index of their kind.
fn unwanted(text: &str) -> impl Iterator<Item = (usize, char, usize)> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (offset, character) = rest.next()?;
            let next = rest.peek().map(|&(_, next)| next);
            let harmless = match character {
                // How Windows ends a line.
                '\r' => next == Some('\n'),
                // Joins emoji to one: 👨‍👩‍👧.
                '\u{200d}' => next.is_some_and(is_emoji),
                _ => false,
            };
            if !harmless && let Some(kind) = KINDS.iter().position(|kind| (kind.is)(character)) {
                return Some((offset, character, kind));
            }
        }
    })
}

fn is_emoji(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// A kind of character that must not be in the data.
struct Kind {
    is: fn(char) -> bool,
    code: Code,
    what: &'static str,
    remedy: &'static str,
    /// The parser would stop or go astray at it.
    unreadable: bool,
}

impl Kind {
    fn diagnostic(&self, character: char, place: Place) -> Diagnostic {
        let message = format!("{}（U+{:04X}）があります", self.what, u32::from(character));
        let finding = Diagnostic::error(self.code, place, message, self.remedy);
        if self.code == code::BROKEN_CHARACTER || self.unreadable {
            return finding;
        }
        finding.fix(place, "")
    }
}

const KINDS: [Kind; 5] = [
    Kind {
        is: |character| character == '\r',
        code: code::BARE_CARRIAGE_RETURN,
        what: "改行が古い形式（CR のみ）になっている所",
        remedy: "エディターで改行コードを LF か CRLF にして保存し直してください",
        unreadable: true,
    },
    Kind {
        is: |character| matches!(character, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}'),
        code: code::CONTROL_CHARACTER,
        what: "目に見えない制御文字",
        remedy: "この文字を消してください。表計算や PDF から貼り付けたときに入ることがあります",
        unreadable: true,
    },
    Kind {
        is: |character| {
            matches!(character, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200d}'
                | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        },
        code: code::CONTROL_CHARACTER,
        what: "幅がなく、目に見えない文字",
        remedy: "この文字を消してください。ウェブページや PDF から貼り付けたときに入ることがあり、検索や照合ができなくなります",
        unreadable: false,
    },
    Kind {
        is: |character| matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
        code: code::BIDI_CONTROL,
        what: "文字の並ぶ向きを変える、目に見えない文字",
        remedy: "この文字を消してください。日本語の文章には要りません",
        unreadable: false,
    },
    Kind {
        is: |character| {
            let code = u32::from(character);
            character == '\u{fffd}' || matches!(code, 0xfdd0..=0xfdef) || code & 0xfffe == 0xfffe
        },
        code: code::BROKEN_CHARACTER,
        what: "文字化けした文字",
        remedy: "もとの資料を見て、正しい文字に直してください。文字コードを変えて保存したときに失われた文字です",
        unreadable: false,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(bytes: &[u8]) -> (bool, Vec<String>) {
        let (mut sources, mut findings) = (Sources::new(), Findings::new());
        let file = admit("p/2020.yaml", bytes.to_vec(), &mut sources, &mut findings);
        let show = |finding: &Diagnostic| match sources.line_column(finding.place) {
            Some((line, column)) => format!("{} {line}:{column}", finding.code),
            None => finding.code.to_string(),
        };
        (
            file.is_some(),
            findings.sorted(&sources).into_iter().map(show).collect(),
        )
    }

    #[test]
    fn marks_line_ends_and_all_japanese_pass() {
        let text = "\u{feff}a: 計画\r\nb: 葛\u{e0100}ｶﾞ①〜\t👨‍👩‍👧\n";
        assert_eq!(admitted(text.as_bytes()), (true, vec![]));
    }

    #[test]
    fn unseen_characters_are_named_at_their_place() {
        for (text, passes, expected) in [
            ("a: \0", false, vec!["MR0113 1:4"]),
            ("題: \u{1b}[2J\nb: \u{85}", false, vec!["MR0113 1:4", "MR0113 2:4"]),
            ("a: \u{2028}", false, vec!["MR0113 1:4"]),
            ("a: \u{202e}b\u{2069}", true, vec!["MR0114 1:4", "MR0114 1:6"]),
            (
                "a: \u{fffd}\u{fdd0}\u{10ffff}",
                true,
                vec!["MR0115 1:4", "MR0115 1:5", "MR0115 1:6"],
            ),
            ("a: 1\rb: 2\r", false, vec!["MR0116 1:5", "MR0116 1:10"]),
            (
                "a: 実\u{200b}施\u{feff}\u{ad}\u{3164}",
                true,
                vec!["MR0113 1:5", "MR0113 1:7", "MR0113 1:8", "MR0113 1:9"],
            ),
            ("a: 実\u{200d}施", true, vec!["MR0113 1:5"]),
        ] {
            let expected = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(admitted(text.as_bytes()), (passes, expected), "{text:?}");
        }
    }

    #[test]
    fn other_encodings_are_named_on_the_line() {
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode("a: 1\nb: 計画です\n");
        assert_eq!(admitted(&bytes), (false, vec!["MR0112 2:1".to_owned()]));
    }

    #[test]
    fn the_size_is_bounded_and_a_flood_is_not_listed() {
        assert_eq!(admitted(&vec![b'a'; LARGEST + 1]), (false, vec!["MR0111".to_owned()]));
        assert_eq!(admitted(&vec![b' '; LARGEST]).1.len(), 0);
        assert_eq!(
            admitted(&[b"aa".as_slice(), &vec![0; 100_000]].concat()).1.len(),
            PER_KIND
        );
    }
}
