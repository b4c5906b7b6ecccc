//! Data of extreme size: a plan of ten years, three hundred measures and twenty indicators, whose cells are as long and as empty as cells get,
//! and a plan with one measure and nothing to say. Made anew each time and always the same; bodies, figures and sentences are invented.

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// First and last fiscal year of the large plan, each with an edition.
pub const YEARS: (usize, usize) = (2015, 2024);
/// Headings, headings below each, measures below each of these.
pub const MEASURES: (usize, usize, usize) = (10, 6, 5);
pub const INDICATORS: usize = 20;
pub const OFFICES: usize = 12;
/// Letters of the longest text of a cell.
pub const LONGEST: usize = 2000;

/// Writes the data folder.
pub fn write(folder: &Path) -> std::io::Result<()> {
    let file = |path: &str, text: String| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)
    };
    file("site.yaml", "title: 極端な大きさの計画\npublisher: 見本市\n".to_owned())?;
    file("large/plan.yaml", large_plan())?;
    for year in YEARS.0..=YEARS.1 {
        file(&format!("large/{year}.yaml"), large_edition(year))?;
    }
    file("small/plan.yaml", SMALL_PLAN.to_owned())?;
    file("small/2020.yaml", SMALL_EDITION.to_owned())
}

const SMALL_PLAN: &str = "\
title: 小
organisation: 見本市（架空の市）
invented: true
period: {from: R2, to: R2}
statuses: {実施: implemented, 未定: undecided}
measures:
  - {id: only, title: 取}
";

const SMALL_EDITION: &str = "\
title: 小
measures:
  only: {status: 実施}
";

fn large_plan() -> String {
    let mut yaml = String::from(
        "\
title: 極端に長い題名の計画であって題名の途中に空白も読点もないまま続いていき一行にはとても収まらないもの
short_title: 極端に大きい計画
organisation: 見本市（架空の市）
invented: true
period: {from: H27, to: R6}
levels: [基本目標, 施策, 取組]
statuses:
  実施: implemented
  一部実施: {meaning: partial, requires: reason}
  実施予定: {meaning: planned, requires: reason}
  検討中: {meaning: considering, requires: reason}
  実施時期も方法もまだ決めていない: {meaning: undecided, requires: reason}
  終了: {meaning: ended, requires: reason}
directions: {新規: new, 拡充: expanded, 継続: continued, 縮小: reduced, 終了: ended}
tags: {新規: new, 拡充: expanded, 継続: continued}
ratings: {A: good, B: fair, C: poor}
table:
  - {field: offices, head: 担当課}
  - {field: status, head: 実施状況 (A)}
  - {field: reason, head: (A)が「実施」以外の場合の理由 (B)}
  - {field: entries, head: 取り組んだ時期と取組の内容と取組における工夫 (C)}
  - {field: results, head: 成果 (D)}
  - {field: direction, head: 次年度の方向性}
  - {field: rating, head: 評価}
offices:
",
    );
    for office in 1..=OFFICES {
        let name = match office {
            1 => "見本市総務部人事人材課職員いきいき活躍推進室女性活躍及び次世代育成支援担当".to_owned(),
            2 => "課".to_owned(),
            _ => format!("第{office}課"),
        };
        let _ = writeln!(yaml, "  - {{id: office-{office}, name: {name}}}");
    }
    yaml.push_str("indicators:\n");
    for indicator in 1..=INDICATORS {
        yaml += &indicator_of_plan(indicator);
    }
    yaml.push_str("measures:\n");
    let (headings, groups, measures) = MEASURES;
    for heading in 1..=headings {
        let _ = writeln!(
            yaml,
            "  - id: h{heading}\n    label: \"{heading}\"\n    title: {}\n    kind: heading\n    children:",
            title(heading, "基本目標")
        );
        for group in 1..=groups {
            let _ = writeln!(
                yaml,
                "      - id: h{heading}-{group}\n        label: \"({group})\"\n        title: {}\n        kind: heading\n        children:",
                title(heading * 10 + group, "施策")
            );
            for measure in 1..=measures {
                let number = number_of(heading, group, measure);
                let _ = writeln!(
                    yaml,
                    "          - id: {}\n            label: \"{}\"\n            title: {}\n            offices: [{}]",
                    id_of(heading, group, measure),
                    ["①", "②", "③", "④", "⑤"][measure - 1],
                    title(number, "取組"),
                    offices(number),
                );
                if number.is_multiple_of(37) {
                    let _ = writeln!(yaml, "            since: R1");
                }
                if number.is_multiple_of(41) {
                    let _ = writeln!(
                        yaml,
                        "            ended: {{after: H30, reason: ほかの取組と重なるため。}}"
                    );
                }
            }
        }
    }
    yaml
}

fn number_of(heading: usize, group: usize, measure: usize) -> usize {
    ((heading - 1) * MEASURES.1 + group - 1) * MEASURES.2 + measure
}

fn id_of(heading: usize, group: usize, measure: usize) -> String {
    format!("m{heading}-{group}-{measure}")
}

/// Every twelfth is carried by all offices.
fn offices(number: usize) -> String {
    let all = 1..=OFFICES;
    let named: Vec<String> = if number.is_multiple_of(12) {
        all.map(|office| format!("office-{office}")).collect()
    } else {
        vec![format!("office-{}", number % OFFICES + 1)]
    };
    named.join(", ")
}

/// Mostly ordinary; some of one letter, some without a place to break, some very long.
fn title(number: usize, kind: &str) -> String {
    match number % 23 {
        3 => format!("職{number}"),
        7 => format!("Supercalifragilisticexpialidocious{}", "WorkLifeBalance".repeat(5)),
        11 => format!(
            "{kind}{number}：{}",
            "職員一人一人が能力を十分に発揮できる職場環境の整備".repeat(5)
        ),
        17 => format!(
            "{kind}{number}（https://www.example.lg.jp/{}）",
            "jinji/katsuyaku/".repeat(5)
        ),
        _ => format!("{kind}{number} 職場環境を整える"),
    }
}

/// Targets of every form, one form an indicator.
fn indicator_of_plan(indicator: usize) -> String {
    let mut yaml = format!(
        "  - id: i{indicator}\n    title: {}\n    unit: \"{}\"\n    better: {}\n    offices: [office-{}]\n",
        match indicator {
            1 => "率".to_owned(),
            2 => format!(
                "指標{indicator}：{}",
                "職員の育児休業の取得率の全国平均に対する割合".repeat(4)
            ),
            3 => format!("Indicator{}", "WithoutAnyPlaceToBreak".repeat(4)),
            _ => format!("指標{indicator}の割合"),
        },
        match indicator % 5 {
            0 => "回答者千人当たりの件数",
            1 => "時間",
            2 => "円",
            _ => "%",
        },
        if indicator % 3 == 1 { "lower" } else { "higher" },
        indicator % OFFICES + 1,
    );
    let segments = segments(indicator);
    if !segments.is_empty() {
        yaml.push_str("    segments:\n");
        for segment in &segments {
            let name = match *segment {
                "all" => "全体",
                "long" => "うち本庁の課長級以上の職にある者及びこれに準ずる職にある者",
                _ => "他",
            };
            let _ = writeln!(yaml, "      - {{id: {segment}, title: {name}}}");
        }
    }
    let of = |segment: &str| {
        if segment.is_empty() {
            String::new()
        } else {
            format!("segment: {segment}, ")
        }
    };
    let base = level(indicator, 0);
    let each: Vec<&str> = if segments.is_empty() { vec![""] } else { segments };
    if indicator % 4 != 3 {
        yaml.push_str("    baseline:\n");
        for segment in &each {
            let _ = writeln!(yaml, "      - {{{}period: H26, value: {base}}}", of(segment));
        }
    }
    yaml.push_str("    targets:\n");
    for segment in &each {
        let (more, less) = (base + base / 2, base - base / 4);
        let form = match indicator % 8 {
            0 => format!("by: R6, at_least: {more}"),
            1 => format!("by: R6, at_most: {less}"),
            2 => format!("every: true, between: [{less}, {more}]"),
            3 => "none: true".to_owned(),
            4 => format!("by: R6, maintain: {base}"),
            5 => "by: R6, direction: increase".to_owned(),
            6 => {
                let steps = (YEARS.0..=YEARS.1).map(|year| format!("{year}: {}", base + (year - YEARS.0) * base / 20));
                format!("at_least: {{{}}}", steps.collect::<Vec<_>>().join(", "))
            }
            _ => "every: true, at_least: {of: previous_year}".to_owned(),
        };
        let _ = writeln!(yaml, "      - {{{}{form}}}", of(segment));
    }
    yaml
}

fn segments(indicator: usize) -> Vec<&'static str> {
    match indicator % 6 {
        2 => vec!["all", "long", "other"],
        5 => vec!["all", "other"],
        _ => Vec::new(),
    }
}

/// A figure of an indicator after so many years; of money the largest.
fn level(indicator: usize, years: usize) -> usize {
    let size = match indicator % 5 {
        2 => 123_456_789_012,
        1 => 1900,
        _ => 40,
    };
    size + size * years * (indicator % 7) / 100
}

fn large_edition(year: usize) -> String {
    let years = year - YEARS.0;
    let mut yaml = format!(
        "title: {year}年度のフォローアップ\npublished: {}-06-30\nas_of: {}-03-31\nindicators:\n",
        year + 1,
        year + 1
    );
    for indicator in 1..=INDICATORS {
        let _ = writeln!(yaml, "  i{indicator}:");
        let segments = segments(indicator);
        let each: Vec<&str> = if segments.is_empty() { vec![""] } else { segments };
        for segment in each {
            let of = if segment.is_empty() {
                String::new()
            } else {
                format!("segment: {segment}, ")
            };
            let stated = match (indicator + years * 3) % 13 {
                0 => "absent: withheld".to_owned(),
                1 => "absent: not-applicable".to_owned(),
                _ if year == YEARS.1 && indicator.is_multiple_of(4) => {
                    format!("value: {}, vintage: forecast", level(indicator, years + 1))
                }
                _ => format!("value: {}", level(indicator, years + 1)),
            };
            let _ = writeln!(yaml, "    - {{{of}period: {year}, {stated}}}");
        }
    }
    yaml.push_str("measures:\n");
    let (headings, groups, measures) = MEASURES;
    for heading in 1..=headings {
        for group in 1..=groups {
            for measure in 1..=measures {
                let number = number_of(heading, group, measure);
                let there = !((number.is_multiple_of(37) && year < 2019) || (number.is_multiple_of(41) && year > 2018));
                // Some have not answered.
                if there && !(number + years).is_multiple_of(29) {
                    let _ = writeln!(yaml, "  {}:", id_of(heading, group, measure));
                    yaml += &answer(number, years);
                }
            }
        }
    }
    yaml
}

/// From a status alone to two thousand letters in a cell.
fn answer(number: usize, years: usize) -> String {
    let status = match (number + years * 5) % 11 {
        0 => "一部実施",
        3 => "実施予定",
        5 => "検討中",
        7 => "実施時期も方法もまだ決めていない",
        _ => "実施",
    };
    let mut yaml = format!("    status: {status}\n");
    if status != "実施" {
        let _ = writeln!(yaml, "    reason: \"{}\"", text(number + 1, years));
    }
    if !number.is_multiple_of(5) {
        let _ = writeln!(
            yaml,
            "    direction: {}",
            ["新規", "拡充", "継続", "縮小"][(number + years) % 4]
        );
    }
    if number.is_multiple_of(3) {
        let _ = writeln!(yaml, "    rating: {}", ["A", "B", "C"][(number + years) % 3]);
    }
    let entries = match number % 7 {
        0 => 0,
        1 => 3,
        _ => 1,
    };
    if entries > 0 {
        yaml.push_str("    entries:\n");
        for entry in 0..entries {
            let _ = writeln!(
                yaml,
                "      - {{tag: 継続, text: \"{}\"}}",
                text(number * 3 + entry, years)
            );
        }
    }
    if number % 4 == 1 {
        yaml.push_str("    results: —\n");
    } else if number % 4 == 2 {
        let _ = writeln!(
            yaml,
            "    results:\n      - {{text: \"{}\"}}",
            text(number * 5 + 2, years)
        );
    }
    yaml
}

/// The text of a cell: mostly a sentence, seldom the longest or one that cannot be broken.
fn text(seed: usize, years: usize) -> String {
    let sentence = format!(
        "第{seed}号として{}年目の説明会を開き、{}人が参加した。",
        years + 1,
        seed % 97 + years
    );
    match (seed + years * 31) % 211 {
        0 => sentence.chars().cycle().take(LONGEST).collect(),
        50 => format!("https://www.example.lg.jp/{}", "shokuin/katsuyaku/suishin/".repeat(9)),
        100 => "Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(6),
        150 => sentence.chars().next().map(String::from).unwrap_or_default(),
        200 => sentence.repeat(9),
        _ => sentence,
    }
}
