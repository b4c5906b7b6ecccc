//! What of a secret is looked for, and the search.
//!
//! A part of a secret is a leak as well. So each is looked for in windows; in its clauses, which may be shorter; and in the
//! telephone numbers and addresses in it, which may be written otherwise. What public data say as well is no needle.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::Leak;
use super::secrets::{Secret, Why};
use super::views::{self, View, normal};

/// Any run of this many characters of a secret is looked for.
pub const WINDOW: usize = 12;
/// Clauses, and secrets that are shorter than a window, are looked for from this many characters on: shorter ones occur by chance.
pub const CLAUSE: usize = 6;
/// The same for what whom to ask (連絡先) says: names of persons are short.
const CONTACT: usize = 4;
/// The same for what is digits only.
pub const DIGITS: usize = 8;

/// What separates clauses.
const SEPARATORS: &str = "。、，．,:：;；！？!?()（）[]［］「」『』【】〔〕〈〉《》{}\"'“”|｜/／→※…";

/// Every part by which the text at a key can be known, before it is asked what public data say.
pub(super) fn candidates(text: &str, key: &str) -> BTreeSet<String> {
    let least = if key == "internal_contact" { CONTACT } else { CLAUSE };
    let whole = normal(text);
    let mut parts: BTreeSet<String> = windows(&whole).map(|range| whole[range].to_owned()).collect();
    let clauses = text.split(|letter| letter == '\n' || SEPARATORS.contains(letter));
    let short = clauses.flat_map(runs_of_words).chain([whole]);
    parts.extend(short.filter(|part| part.chars().count() < WINDOW && is_telling(part, least)));
    parts.extend(mail_addresses(text));
    parts.extend(numbers(text).into_iter().flatten());
    parts
}

/// The parts that no public text has, or why there is none. A telephone number that is public in one spelling is public.
pub(super) fn needles(text: &str, candidates: BTreeSet<String>, public: &BTreeSet<String>) -> Result<Vec<String>, Why> {
    if candidates.is_empty() {
        return Err(Why::Short);
    }
    let known_numbers: BTreeSet<String> = numbers(text)
        .into_iter()
        .filter(|spellings| spellings.iter().any(|spelling| public.contains(spelling)))
        .flatten()
        .collect();
    let needles: Vec<String> = candidates
        .into_iter()
        .filter(|part| !public.contains(part) && !known_numbers.iter().any(|number| part.contains(number)))
        .collect();
    if needles.is_empty() {
        Err(Why::AlsoPublic)
    } else {
        Ok(needles)
    }
}

/// Which of the candidates stand in public text.
pub(super) fn found_in(public: &str, candidates: &BTreeSet<String>) -> BTreeSet<String> {
    let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
    let parts = Parts::of(&candidates);
    parts
        .find(public)
        .map(|(part, _)| candidates[part].to_owned())
        .collect()
}

/// What is looked for in a site.
pub(super) struct Needles<'secrets> {
    secrets: &'secrets [Secret],
    parts: Parts<'secrets>,
    /// The secrets that have each part.
    owners: Vec<Vec<usize>>,
}

impl<'secrets> Needles<'secrets> {
    pub(super) fn of(secrets: &'secrets [Secret]) -> Self {
        let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, secret) in secrets.iter().enumerate() {
            for part in &secret.parts {
                owners.entry(part).or_default().push(number);
            }
        }
        let (parts, owners): (Vec<&str>, Vec<Vec<usize>>) = owners.into_iter().unzip();
        Self {
            secrets,
            parts: Parts::of(&parts),
            owners,
        }
    }

    /// The leaks in a file: in its name, then in its content, each place once.
    pub(super) fn leaks(&self, file: &str, bytes: &[u8]) -> Vec<Leak> {
        let mut in_name = Vec::new();
        self.add(&mut in_name, &views::of_name(file));
        let mut in_content = Vec::new();
        views::of(bytes, |view| self.add(&mut in_content, view));
        let leaks = in_name.into_iter().chain(in_content).map(|hit| {
            let secret = &self.secrets[hit.secret];
            Leak {
                file: file.to_owned(),
                line: hit.line,
                written: hit.written,
                source: secret.place,
                key: secret.key.clone(),
                found: spelled(&secret.text, &hit.text),
            }
        });
        leaks.collect()
    }

    /// Adds what one more view shows: places that are not known yet, and more of those that are.
    fn add(&self, hits: &mut Vec<Hit>, view: &View) {
        for (secret, range) in self.stretches(&view.text) {
            let text = &view.text[range.clone()];
            let mut line = view.line(range.start);
            if line.is_some() {
                let known = hits.iter_mut().find(|hit| (hit.secret, hit.line) == (secret, line));
                if let Some(known) = known {
                    if known.text.len() < text.len() {
                        text.clone_into(&mut known.text);
                    }
                    continue;
                }
            } else {
                if hits.iter().any(|hit| hit.text.contains(text)) {
                    continue;
                }
                line = hits
                    .iter()
                    .filter(|hit| text.contains(&hit.text))
                    .find_map(|hit| hit.line);
                hits.retain(|hit| !text.contains(&hit.text));
            }
            hits.push(Hit {
                secret,
                line,
                written: view.written.clone(),
                text: text.to_owned(),
            });
        }
    }

    /// Where a text says what a secret says, as far as it does: the secret that goes on longest, in the order of the text.
    fn stretches(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let mut by_secret: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
        for (part, range) in self.parts.find(text) {
            for secret in &self.owners[part] {
                by_secret.entry(*secret).or_default().push(range.clone());
            }
        }
        let mut all: Vec<(usize, Range<usize>)> = Vec::new();
        for (secret, mut ranges) in by_secret {
            ranges.sort_by_key(|range| range.start);
            let mut stretches: Vec<Range<usize>> = Vec::new();
            for range in ranges {
                match stretches.last_mut() {
                    Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                    _ => stretches.push(range),
                }
            }
            all.extend(stretches.into_iter().map(|stretch| (secret, stretch)));
        }
        // Of secrets that say the same so far, the shortest is said most wholly.
        all.sort_by_key(|(secret, stretch)| {
            let backwards = usize::MAX - stretch.end;
            (stretch.start, backwards, self.secrets[*secret].text.len(), *secret)
        });
        let mut end = 0;
        all.retain(|(_, stretch)| {
            let is_more = stretch.end > end;
            end = end.max(stretch.end);
            is_more
        });
        all
    }
}

/// A place where a secret was found.
struct Hit {
    secret: usize,
    line: Option<usize>,
    written: String,
    /// As compared.
    text: String,
}

/// Parts that are looked for all at once: by an automaton, which for whole windows of long texts would not fit into memory. So it has
/// their beginnings, and a table the rest.
struct Parts<'part> {
    automaton: AhoCorasick,
    /// The numbers of the parts that stand in the automaton as a whole; beginnings come after them.
    whole: Vec<usize>,
    windows: HashMap<&'part str, usize>,
}

impl<'part> Parts<'part> {
    fn of(parts: &[&'part str]) -> Self {
        /// Characters of a beginning: so many that few places of a site have one, so few that many windows share one.
        const BEGINNING: usize = 3;
        let numbered = parts.iter().copied().enumerate();
        let (windows, others): (Vec<_>, Vec<_>) = numbered.partition(|(_, part)| part.chars().count() == WINDOW);
        let beginnings: BTreeSet<&str> = windows
            .iter()
            .filter_map(|(_, part)| Some(&part[..part.char_indices().nth(BEGINNING)?.0]))
            .collect();
        let patterns = others.iter().map(|(_, part)| *part).chain(beginnings);
        Self {
            automaton: AhoCorasick::new(patterns)
                .expect("what people write by hand is far from the limit of two thousand million bytes"),
            whole: others.into_iter().map(|(number, _)| number).collect(),
            windows: windows.into_iter().map(|(number, part)| (part, number)).collect(),
        }
    }

    /// Each part wherever it stands, by its number.
    fn find(&self, text: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
        self.automaton.find_overlapping_iter(text).filter_map(move |found| {
            if let Some(number) = self.whole.get(found.pattern().as_usize()) {
                return Some((*number, found.range()));
            }
            let rest = &text[found.start()..];
            let window = windows(rest).next()?;
            let number = self.windows.get(&rest[window.clone()])?;
            Some((*number, found.start()..found.start() + window.end))
        })
    }
}

/// Every run of [`WINDOW`] characters.
fn windows(text: &str) -> impl Iterator<Item = Range<usize>> {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(WINDOW);
    starts.zip(ends).map(|(start, end)| start..end)
}

/// The words of a clause that stand together, as compared: 「内線」 alone tells nothing, 「内線 2415」 does.
fn runs_of_words(clause: &str) -> Vec<String> {
    let words: Vec<String> = clause.split_whitespace().map(normal).collect();
    let mut runs = Vec::new();
    for first in 0..words.len() {
        let mut run = String::new();
        for word in &words[first..] {
            run += word;
            if run.chars().count() >= WINDOW {
                break;
            }
            runs.push(run.clone());
        }
    }
    runs
}

/// Whether a short part is long enough not to occur by chance.
fn is_telling(part: &str, least: usize) -> bool {
    let is_number = part
        .chars()
        .all(|letter| letter.is_ascii_digit() || ".,-/:%~".contains(letter));
    part.chars().count() >= if is_number { DIGITS } else { least }
}

fn mail_addresses(text: &str) -> Vec<String> {
    let text: String = text.split_whitespace().map(|word| normal(word) + " ").collect();
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"@._+-".contains(letter));
    words
        .filter(|word| {
            word.split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        })
        .map(str::to_owned)
        .collect()
}

/// Each number by which somebody is called in a text, in the ways in which it may be written, blanks left out.
fn numbers(text: &str) -> Vec<Vec<String>> {
    let text: String = text
        .chars()
        .map(|letter| {
            if letter.is_whitespace() {
                " ".to_owned()
            } else {
                normal(&letter.to_string())
            }
        })
        .collect();
    let mut numbers = telephone_numbers(&text);
    numbers.extend(extensions(&text));
    numbers
}

/// Telephone numbers (電話番号).
fn telephone_numbers(text: &str) -> Vec<Vec<String>> {
    /// What stands between the parts of a number.
    const BETWEEN: [&str; 20] = [
        "", "-", "\u{2010}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}", "\u{2500}", "ー", ".", "/", "~",
        "\u{301c}", "・", "_", "、", ",", "`", "\",\"", "の",
    ];
    // Fewer than above: what may also stand between two numbers would make one of them.
    let is_between = |letter: char| {
        letter.is_whitespace() || "()-\u{2010}\u{2013}\u{2014}\u{2015}\u{2212}\u{2500}ー.".contains(letter)
    };
    let runs = text.split(|letter: char| !letter.is_ascii_digit() && !is_between(letter));
    let numbers = runs.map(|run| run.chars().filter(char::is_ascii_digit).collect::<String>());
    let numbers = numbers.filter(|digits| matches!(digits.len(), 10 | 11) && digits.starts_with('0'));
    let spellings = numbers.map(|digits| {
        let mut spellings = BTreeSet::new();
        let (front, last) = digits.split_at(digits.len() - 4);
        for area in 2..front.len() {
            let (area, middle) = front.split_at(area);
            // Without the first 0, which is left out behind the country's code.
            let area = &area[1..];
            spellings.extend(BETWEEN.map(|between| format!("{area}{between}{middle}{between}{last}")));
            spellings.insert(format!("{area}){middle}-{last}"));
            spellings.insert(format!("{area}({middle}){last}"));
        }
        spellings.into_iter().collect()
    });
    spellings.collect()
}

/// Extension numbers (内線番号).
fn extensions(text: &str) -> Vec<Vec<String>> {
    const WORDS: [&str; 3] = ["内線", "(内)", "ext"];
    /// Digits of an extension number: of one or two there are many that are none.
    const DIGITS: Range<usize> = 3..7;
    let starts = WORDS
        .iter()
        .flat_map(|word| text.match_indices(word).map(|(at, word)| at + word.len()));
    let numbers = starts.filter_map(|start| {
        let rest = text[start..]
            .trim_start_matches("番号")
            .trim_start_matches(|letter: char| " .:(-".contains(letter));
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        DIGITS.contains(&length).then(|| &rest[..length])
    });
    let spellings = numbers.map(|number| {
        vec![
            format!("内線{number}"),
            format!("内線:{number}"),
            format!("内線-{number}"),
            format!("内線({number})"),
            format!("内線番号{number}"),
            format!("内線番号:{number}"),
            format!("(内){number}"),
            format!("(内線){number}"),
            format!("ext{number}"),
            format!("ext.{number}"),
            format!("ext:{number}"),
        ]
    });
    spellings.collect()
}

/// The part of a secret that was found, as its author wrote it.
fn spelled(text: &str, found: &str) -> String {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    // Longer beginnings contain more, and so do earlier beginnings: the shortest of each is found by halving.
    let end = bounds.partition_point(|end| !normal(&text[..*end]).contains(found));
    let Some(end) = bounds.get(end) else {
        return found.to_owned();
    };
    let start = bounds.partition_point(|start| start <= end && normal(&text[*start..*end]).contains(found));
    bounds
        .get(start.saturating_sub(1))
        .map_or(found, |start| &text[*start..*end])
        .to_owned()
}
