//! What the published CSV files of a site say, read by hand: an attacker needs no crate.

use std::collections::BTreeMap;

/// What one public line says of a figure.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub value: Option<String>,
    pub withheld: bool,
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
}

/// The published statements of an indicator about one period, oldest first, each by segments.
pub type History = BTreeMap<(String, String), BTreeMap<(String, String, u8), BTreeMap<String, Line>>>;

fn records(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    let mut reader = csv_lines(text).into_iter();
    let head = reader.next().unwrap();
    reader.map(|line| head.iter().cloned().zip(line).collect()).collect()
}

/// RFC 4180, by hand: an attacker needs no crate.
fn csv_lines(text: &str) -> Vec<Vec<String>> {
    let (mut lines, mut line, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                line.push(std::mem::take(&mut field));
                lines.push(std::mem::take(&mut line));
            }
            '\r' if !quoted => {}
            letter => field.push(letter),
        }
    }
    lines
}

pub fn history(site: &BTreeMap<String, Vec<u8>>, plan: &str) -> History {
    let mut history = History::new();
    let filled = |text: &String| (!text.is_empty()).then(|| text.clone());
    if let Some(bytes) = site.get(&format!("{plan}/data/baselines.csv")) {
        for record in records(bytes) {
            let line = Line {
                value: filled(&record["value"]),
                ..Line::default()
            };
            let at = (
                record["indicator_id"].clone(),
                record["period_start"].clone() + &record["period_end"],
            );
            let steps = history.entry(at).or_default().entry((String::new(), String::new(), 0));
            steps.or_default().insert(record["segment_id"].clone(), line);
        }
    }
    for record in records(&site[&format!("{plan}/data/observations.csv")]) {
        let line = Line {
            value: filled(&record["value"]),
            withheld: record["absence_code"] == "withheld",
            numerator: record["numerator"].parse().ok(),
            denominator: record["denominator"].parse().ok(),
        };
        let vintage = u8::from(record["vintage_code"] == "final") + 1;
        let at = (
            record["indicator_id"].clone(),
            record["period_start"].clone() + &record["period_end"],
        );
        let step = (record["fiscal_year"].clone(), record["stage_code"].clone(), vintage);
        history
            .entry(at)
            .or_default()
            .entry(step)
            .or_default()
            .insert(record["segment_id"].clone(), line);
    }
    history
}
