//! What is not public is called so: neither an answer that nobody gave, nor a figure that nobody noted.

mod common;

use std::collections::BTreeMap;

const CASE: &str = r"
```yaml plan.yaml
withhold: {under: 3}
statuses: {実施: implemented, 一部実施: partial}
indicators:
  - id: leave
    title: 休業者数
    unit: 人
    better: lower
    segments:
      - {id: all, title: 全体, total_of: [men, women]}
      - {id: men, title: 男性}
      - {id: women, title: 女性}
    baseline:
      - {segment: all, period: H30, value: 12}
      - {segment: men, period: H30, value: 10}
      - {segment: women, period: H30, value: 2}
    targets:
      - {segment: all, by: R2, at_most: 10, text: 10人以下}
      - {segment: men, none: true}
      - {segment: women, by: R2, at_most: 1, text: 1人以下}
measures:
  - id: top
    title: 休業の支援
    kind: heading
    children:
      - {id: given, title: 面談}
      - {id: silent, title: 研修}
      - {id: inside, title: 復職の調整, indicators: [leave]}
```

```yaml 2019.yaml
indicators:
  leave:
    - {period: R1, segment: all, value: 12}
    - {period: R1, segment: men, value: 8}
    - {period: R1, segment: women, value: 4}
measures:
  given: {status: 実施}
  inside: {status: 一部実施, audience: internal}
```

```yaml 2020.yaml
measures:
  given: {status: 実施}
  silent: {status: 実施}
  inside: {status: 実施}
```
";

fn site() -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    common::write_case(CASE, folder.path());
    common::build(folder.path())
}

fn page<'site>(site: &'site BTreeMap<String, Vec<u8>>, path: &str) -> &'site str {
    std::str::from_utf8(&site[path]).unwrap()
}

/// Its text without tags, blanks removed.
fn words(html: &str) -> String {
    let mut words = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            letter if !in_tag && !letter.is_whitespace() => words.push(letter),
            _ => {}
        }
    }
    words
}

#[test]
fn an_answer_kept_internal_is_not_counted_as_missing() {
    let site = site();
    let answers = page(&site, "case/data/answers.csv");
    let of = |id: &str| {
        let about = format!(",{id},");
        answers.lines().find(|line| line.contains(&about)).unwrap_or("")
    };
    assert!(of("silent").contains("unanswered"), "{answers}");
    assert!(!of("inside").contains("unanswered"), "{answers}");
    let edition = page(&site, "case/2019.html");
    assert_eq!(edition.matches("非公開").count(), 1, "{}", words(edition));
    let matrix = site.iter().find(|(path, content)| {
        path.starts_with("case/") && String::from_utf8_lossy(content).contains("この年度の回答は公表していない")
    });
    assert!(
        matrix.is_some(),
        "the table of years says that the answer is not public"
    );
    for (path, content) in &site {
        let text = String::from_utf8_lossy(content);
        assert!(!words(&text).contains("回答なし2"), "{path}");
    }
}

#[test]
fn a_withheld_baseline_is_not_called_unrecorded() {
    let site = site();
    let indicator = page(&site, "case/indicators/leave.html");
    let women = indicator.split("1人以下").nth(1);
    assert!(women.is_some(), "{}", words(indicator));
    assert!(!words(indicator).contains("記載なし"), "{}", words(indicator));
    assert!(
        indicator.contains("人数が少ないなどの理由で公表しない（秘匿）"),
        "{}",
        words(indicator)
    );
    assert!(!words(indicator).contains("値2人（平成30年度"), "{}", words(indicator));
}

#[test]
fn a_baseline_may_be_withheld_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let case = CASE
        .replace("withhold: {under: 3}\n", "")
        .replace("period: H30, value: 10}", "period: H30, absent: withheld}")
        .replace("period: H30, value: 2}", "period: H30, absent: withheld}");
    common::write_case(&case, folder.path());
    let site = common::build(folder.path());
    assert!(!words(page(&site, "case/indicators/leave.html")).contains("記載なし"));
    let document = page(&site, "case/data/case.json");
    assert_eq!(
        document.matches("\"absent\": \"withheld\"").count() + document.matches("\"absent\":\"withheld\"").count(),
        2
    );
}
