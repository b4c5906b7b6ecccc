//! Data of extreme size is sound, and nothing of it is missing on its pages.

mod common;
#[path = "support/extremes.rs"]
mod extremes;

use std::collections::BTreeMap;

fn page<'site>(site: &'site BTreeMap<String, Vec<u8>>, path: &str) -> &'site str {
    let bytes = site.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_large_and_a_small_plan_are_whole() {
    let data = tempfile::tempdir().unwrap();
    extremes::write(data.path()).unwrap();
    let site = common::build(data.path());

    let (headings, groups, measures) = extremes::MEASURES;
    let leaves = headings * groups * measures;
    assert_eq!(leaves, 300);
    let pages = |folder: &str| site.keys().filter(|path| path.starts_with(folder)).count();
    assert_eq!(pages("large/measures/"), leaves + headings * groups + headings);
    assert_eq!(pages("large/indicators/"), extremes::INDICATORS);
    assert_eq!(pages("large/offices/"), extremes::OFFICES);

    // Every measure has its row in every year of the matrix, and every year its edition.
    let matrix = page(&site, "large/matrix.html");
    for year in extremes::YEARS.0..=extremes::YEARS.1 {
        assert!(matrix.contains(&format!("href=\"{year}.html\"")), "{year}");
        assert!(page(&site, &format!("large/{year}.html")).contains("class=\"follow-up"));
    }
    for number in 1..=leaves {
        let (heading, rest) = ((number - 1) / (groups * measures), (number - 1) % (groups * measures));
        let id = format!("m{}-{}-{}", heading + 1, rest / measures + 1, rest % measures + 1);
        assert!(matrix.contains(&format!("href=\"measures/{id}.html\"")), "{id}");
    }

    // The longest text stands in its cell uncut.
    let longest = (extremes::YEARS.0..=extremes::YEARS.1)
        .flat_map(|year| page(&site, &format!("large/{year}.html")).split(['<', '>']))
        .map(|text| text.chars().count())
        .max();
    assert!(longest >= Some(extremes::LONGEST), "{longest:?}");

    // Of ten years the navigation names the newest and leads to a list of the others; cards say once what is blank.
    let edition = page(&site, "large/2024.html");
    assert!(edition.contains("<a href=\"index.html#editions\">以前の年度</a>"));
    assert!(edition.contains("<p class=\"covered\">空欄：評価</p>"));
    assert!(!page(&site, "small/2020.html").contains("以前の年度"));

    // What there is nothing to show of is not shown: no chart of one, no table of indicators, no dashboard.
    let small = page(&site, "small/index.html");
    for absent in ["<svg class=\"chart", "指標と目標", "年度ごとの比較"] {
        assert!(!small.contains(absent), "{absent}");
    }
    assert!(small.contains("実施"));
}
