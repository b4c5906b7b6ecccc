//! Data sets of any size for measuring: organisations × years × measures × indicators. Always the same for the same size; every body,
//! office, sentence and figure is invented, and says so. Years are written in the western way, so that other generators can read them.

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// How much of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Plans, one a body.
    pub organisations: usize,
    /// Editions of each, the last one of fiscal year [`LAST_YEAR`].
    pub years: usize,
    /// Measures that answer every year; their headings come on top.
    pub measures: usize,
    /// Indicators of each plan.
    pub indicators: usize,
}

impl Size {
    /// One body.
    pub const S: Self = Self::of(1, 8);
    /// The prefectures.
    pub const M: Self = Self::of(47, 10);
    /// Every local government.
    pub const L: Self = Self::of(1788, 10);

    const fn of(organisations: usize, years: usize) -> Self {
        Self {
            organisations,
            years,
            measures: 60,
            indicators: 12,
        }
    }
}

/// Fiscal year of the newest edition.
pub const LAST_YEAR: usize = 2024;
/// Measures below one heading.
const GROUP: usize = 12;
const OFFICES: usize = 8;

/// Writes the data folder.
pub fn write(folder: &Path, size: Size) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(
        folder.join("site.yaml"),
        "title: 架空の団体の行動計画\npublisher: 架空の団体の連合\n",
    )?;
    for organisation in 1..=size.organisations {
        let folder = folder.join(format!("org-{organisation:04}"));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("plan.yaml"), plan(size, organisation))?;
        for year in first_year(size)..=LAST_YEAR {
            fs::write(folder.join(format!("{year}.yaml")), edition(size, organisation, year))?;
        }
    }
    Ok(())
}

fn first_year(size: Size) -> usize {
    LAST_YEAR + 1 - size.years
}

/// A number that looks like any other but is always the same.
fn mixed(parts: [usize; 3]) -> usize {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for part in parts {
        state = (state ^ part as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state ^= state >> 29;
    }
    usize::try_from(state >> 33).unwrap_or_default()
}

const SUBJECTS: [&str; 12] = [
    "管理職員の意識改革",
    "会議の見直し",
    "在宅勤務の推進",
    "育児休業を取りやすい職場づくり",
    "介護と仕事の両立の支援",
    "職員研修の充実",
    "採用の広報",
    "女性職員の登用",
    "超過勤務の縮減",
    "年次休暇の取得の促進",
    "健康の保持と相談",
    "業務の電子化",
];
const GROUPS: [&str; 6] = [
    "働き方の見直し",
    "仕事と家庭の両立",
    "人材の確保と育成",
    "健康で安全な職場",
    "誰もが活躍できる組織",
    "計画の推進体制",
];
const OFFICE_NAMES: [&str; OFFICES] = [
    "人事課",
    "総務課",
    "職員厚生課",
    "情報政策課",
    "財政課",
    "企画課",
    "教育総務課",
    "消防総務課",
];
/// Title, unit, whether higher is better, first value, change a year.
const INDICATORS: [(&str, &str, bool, usize, usize); 6] = [
    ("男性職員の育児休業取得率", "%", true, 20, 4),
    ("管理職に占める女性の割合", "%", true, 12, 1),
    ("一人当たりの年間超過勤務時間", "時間", false, 190, 5),
    ("年次休暇の平均取得日数", "日", true, 10, 1),
    ("研修の受講者数", "人", true, 300, 12),
    ("職場の不満に関する相談件数", "件", false, 90, 4),
];

fn plan(size: Size, organisation: usize) -> String {
    let (first, last) = (first_year(size), LAST_YEAR + 1);
    let mut yaml = format!(
        "\
title: 架空第{organisation}市職員いきいき活躍推進計画
short_title: 第{organisation}市の活躍推進計画
organisation: 架空第{organisation}市（架空の市）
office: 総務部人事課
invented: true
period: {{from: {first}, to: {last}}}
adopted: {first}-03-20
summary: 職員が仕事と暮らしを両立し、能力を発揮できる職場をつくるための計画。毎年度、取組の実施状況と指標の実績を公表する。
levels: [基本目標, 取組]
statuses:
  実施: implemented
  一部実施: {{meaning: partial, requires: reason}}
  検討中: {{meaning: considering, requires: reason}}
directions: {{新規: new, 拡充: expanded, 継続: continued, 縮小: reduced}}
table:
  - {{field: offices, head: 担当課}}
  - {{field: status, head: 実施状況}}
  - {{field: reason, head: 実施以外の場合の理由}}
  - {{field: entries, head: 取組内容}}
  - {{field: results, head: 成果}}
  - {{field: direction, head: 次年度の方向性}}
offices:
"
    );
    for (office, name) in OFFICE_NAMES.iter().enumerate() {
        let _ = writeln!(yaml, "  - {{id: office-{}, name: {name}}}", office + 1);
    }
    yaml.push_str("indicators:\n");
    for indicator in 1..=size.indicators {
        yaml += &indicator_of_plan(size, organisation, indicator);
    }
    yaml.push_str("measures:\n");
    for heading in 0..size.measures.div_ceil(GROUP) {
        let _ = writeln!(
            yaml,
            "  - id: h{}\n    label: \"{}\"\n    title: {}\n    kind: heading\n    children:",
            heading + 1,
            heading + 1,
            numbered(&GROUPS, heading)
        );
        for measure in (heading * GROUP + 1)..=((heading + 1) * GROUP).min(size.measures) {
            let _ = writeln!(
                yaml,
                "      - id: m{measure}\n        label: \"({})\"\n        title: {}\n        offices: [office-{}]",
                (measure - 1) % GROUP + 1,
                numbered(&SUBJECTS, measure - 1),
                mixed([organisation, measure, 1]) % OFFICES + 1,
            );
            if measure % 5 == 1 {
                let indicator = (measure / 5) % size.indicators + 1;
                let _ = writeln!(yaml, "        indicators: [i{indicator}]");
            }
            let _ = writeln!(
                yaml,
                "        content: {}について、全ての所属で年{}回の点検を行い、結果を次の年度の取組に反映する。",
                SUBJECTS[(measure - 1) % SUBJECTS.len()],
                mixed([organisation, measure, 2]) % 4 + 1,
            );
        }
    }
    yaml
}

/// A name from the list, with a number from the second time on.
fn numbered(names: &[&str], index: usize) -> String {
    let name = names[index % names.len()];
    match index / names.len() {
        0 => name.to_owned(),
        again => format!("{name}（その{}）", again + 1),
    }
}

fn indicator_of_plan(size: Size, organisation: usize, indicator: usize) -> String {
    let (title, unit, higher, start, step) = INDICATORS[(indicator - 1) % INDICATORS.len()];
    let title = match (indicator - 1) / INDICATORS.len() {
        0 => title.to_owned(),
        again => format!("{title}（第{}群の職場）", again + 1),
    };
    let first = first_year(size);
    let baseline = value(organisation, indicator, 0);
    let reached = step * size.years;
    let target = if higher {
        start + reached
    } else {
        start - (reached).min(start / 2)
    };
    let bound = if higher { "at_least" } else { "at_most" };
    let mut yaml = format!(
        "  - id: i{indicator}\n    title: {title}\n    unit: \"{unit}\"\n    better: {}\n    offices: [office-{}]\n    baseline: {{period: {}, value: {baseline}}}\n",
        if higher { "higher" } else { "lower" },
        indicator % OFFICES + 1,
        first - 1,
    );
    let _ = match indicator % 4 {
        0 => {
            let steps: Vec<String> = (first..=LAST_YEAR + 1)
                .map(|year| {
                    let moved = step * (year + 1 - first);
                    let bound = if higher {
                        start + moved
                    } else {
                        start - moved.min(start / 2)
                    };
                    format!("{year}: {bound}")
                })
                .collect();
            writeln!(yaml, "    targets: [{{{bound}: {{{}}}}}]", steps.join(", "))
        }
        1 => writeln!(yaml, "    targets: [{{every: true, {bound}: {start}}}]"),
        _ => writeln!(yaml, "    targets: [{{by: {}, {bound}: {target}}}]", LAST_YEAR + 1),
    };
    yaml
}

/// The figure of an indicator after so many years.
fn value(organisation: usize, indicator: usize, years: usize) -> String {
    let (_, unit, higher, start, step) = INDICATORS[(indicator - 1) % INDICATORS.len()];
    let drift = start * 10 * (mixed([organisation, indicator, years]) % 9) / 100;
    let moved = step * 10 * years;
    let tenths = if higher {
        start * 10 + moved + drift
    } else {
        start * 10 - moved.min(start * 5) + drift
    };
    match unit {
        "人" | "件" => format!("{}", tenths / 10),
        _ => format!("{}.{}", tenths / 10, tenths % 10),
    }
}

fn edition(size: Size, organisation: usize, year: usize) -> String {
    let years = year + 1 - first_year(size);
    let next = year + 1;
    let mut yaml = format!(
        "title: {year}年度の実施状況\npublished: {next}-06-30\nas_of: {next}-03-31\noffice: 総務部人事課\nindicators:\n"
    );
    for indicator in 1..=size.indicators {
        let _ = writeln!(
            yaml,
            "  i{indicator}: {{period: {year}, value: {}}}",
            value(organisation, indicator, years)
        );
    }
    yaml.push_str("measures:\n");
    for measure in 1..=size.measures {
        let _ = writeln!(yaml, "  m{measure}:");
        yaml += &answer(organisation, measure, year);
    }
    yaml
}

fn answer(organisation: usize, measure: usize, year: usize) -> String {
    let pick = |what: usize, of: usize| mixed([organisation * 100 + what, measure, year]) % of;
    // Once implemented, a measure stays so.
    let since = LAST_YEAR - mixed([organisation, measure, 3]) % 14;
    let subject = SUBJECTS[(measure - 1) % SUBJECTS.len()];
    let office = OFFICE_NAMES[mixed([organisation, measure, 1]) % OFFICES];
    let mut yaml = String::new();
    if year >= since {
        yaml.push_str("    status: 実施\n");
    } else if year + 2 >= since {
        let _ = writeln!(
            yaml,
            "    status: 一部実施\n    reason: {year}年度は、{}か所の所属で試行したため。",
            pick(1, 20) + 2
        );
    } else {
        let _ = writeln!(
            yaml,
            "    status: 検討中\n    reason: {year}年度に集めた{}件の意見を整理しているため。",
            pick(2, 90) + 10
        );
    }
    let _ = writeln!(
        yaml,
        "    direction: {}",
        ["継続", "継続", "継続", "拡充", "縮小"][pick(3, 5)]
    );
    yaml.push_str("    entries:\n");
    for entry in 0..=pick(4, 2) {
        let _ = writeln!(
            yaml,
            "      - text: {}",
            match entry {
                0 => format!(
                    "{subject}のため、{year}年度は{}月に{office}が説明会を{}回開き、延べ{}人の職員が参加した。",
                    pick(5, 9) + 4,
                    pick(6, 7) + 2,
                    pick(7, 400) + 20
                ),
                _ => format!(
                    "手引の第{}版を庁内のネットワークに載せ、**全職員**に知らせた（{year}年{}月）。",
                    year - 2009,
                    pick(8, 9) + 4
                ),
            }
        );
    }
    if year >= since {
        let _ = writeln!(
            yaml,
            "    results:\n      - text: {year}年度の調べでは、{}％の職員が「役に立った」と答えた。前の年度より{}人多い。",
            pick(9, 40) + 55,
            pick(10, 60) + 1
        );
    }
    yaml
}
