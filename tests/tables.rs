//! Tables shaped like those of the five papers, as `Shift_JIS` CSV and as workbook with merged cells: imported, they give the
//! hierarchy, labels, statuses, tags and figures of the worked examples.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mieruka::author::to_cell;
use mieruka::calendar::FiscalYear;
use mieruka::diagnostic::{Findings, Sources};
use mieruka::exchange::import::{Draft, File, Tables, Wanted, read_mapping};
use mieruka::model::{Answer, Cell, Indicator, Measure, Node, NodeKind, Plan, Project, Reading};
use mieruka::quantity::Number;
use rust_xlsxwriter::{Format, Workbook};

/// A table as a paper prints it: rows of cells, and which of them are merged (first row, first column, last row, last column).
#[derive(Default)]
struct Sheet {
    rows: Vec<Vec<String>>,
    merged: Vec<(u32, u16, u32, u16)>,
}

impl Sheet {
    fn row(&mut self, cells: &[&str]) -> usize {
        self.rows.push(cells.iter().map(|cell| (*cell).to_owned()).collect());
        self.rows.len() - 1
    }

    fn csv(&self) -> Vec<u8> {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows = self
            .rows
            .iter()
            .map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(","));
        let text = rows.collect::<Vec<_>>().join("\r\n") + "\r\n";
        // The em dash is no letter of Shift_JIS: the horizontal bar is what people type.
        let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(&text).clone();
        assert!(!lost, "a letter that Shift_JIS has not");
        bytes.into_owned()
    }

    fn workbook(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let format = Format::new().set_text_wrap();
        for (row, cells) in (0..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                if !cell.is_empty() {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
        }
        for (top, left, bottom, right) in &self.merged {
            if (top, left) != (bottom, right) {
                let text = &self.rows[*top as usize][usize::from(*left)];
                sheet.merge_range(*top, *left, *bottom, *right, text, &format).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    }

    /// Both files, with the letters that both can hold.
    fn files(mut self) -> [File; 2] {
        for cell in self.rows.iter_mut().flatten() {
            *cell = shared(cell);
        }
        [("table.csv", self.csv()), ("table.xlsx", self.workbook())].map(|(name, bytes)| File {
            name: name.to_owned(),
            bytes,
        })
    }
}

/// The text with letters of `Shift_JIS` alone.
fn shared(text: &str) -> String {
    text.replace('—', "―").replace('〜', "～").replace(['−', '–'], "－")
}

/// Imports a file as a clerk would, with the mapping guessed, and reads what was made.
fn import(file: &File, year: Option<i32>) -> (Project, Draft) {
    let (draft, folder) = draft(file, year);
    let loaded = mieruka::load(folder.path());
    let errors: Vec<String> = loaded
        .findings
        .iter()
        .filter(|finding| finding.severity == mieruka::diagnostic::Severity::Error)
        .map(|finding| format!("{finding:?}"))
        .collect();
    let made: Vec<&str> = draft.files.iter().map(|file| file.text.as_str()).collect();
    let project = loaded
        .project
        .unwrap_or_else(|| panic!("{}\n{}", errors.join("\n"), made.join("\n")));
    (project, draft)
}

fn draft(file: &File, year: Option<i32>) -> (Draft, tempfile::TempDir) {
    let tables = Tables::open(std::slice::from_ref(file));
    assert_eq!(tables.findings, [], "{}", file.name);
    let (mapping, without) = tables.guess();
    assert_eq!(without, [], "{}", file.name);
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let bytes = mapping.unwrap().into_bytes();
    let mapping = read_mapping("m.yaml", bytes, &mut sources, &mut findings).unwrap();
    let year = year.and_then(FiscalYear::new);
    let draft = tables.draft(Wanted { plan: "p", year }, &mapping).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for file in &draft.files {
        let path = folder.path().join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
    }
    fs::write(folder.path().join("site.yaml"), "title: x\npublisher: x\n").unwrap();
    (draft, folder)
}

fn shipped(id: &str) -> (Project, usize) {
    let project = mieruka::load(Path::new("data")).project.unwrap();
    let index = project.plans.iter().position(|plan| plan.id.as_str() == id).unwrap();
    (project, index)
}

/// The measures with those above them.
fn walk<'plan>(
    nodes: &'plan [Node],
    above: &[&'plan Measure],
    visit: &mut impl FnMut(&[&'plan Measure], &'plan Measure),
) {
    for node in nodes {
        if let Node::Measure(measure) = node {
            visit(above, measure);
            let path: Vec<&Measure> = above.iter().copied().chain([measure]).collect();
            walk(&measure.children, &path, visit);
        }
    }
}

/// What a table must give: who stands below whom, and what was answered.
fn facts(plan: &Plan, answer: impl Fn(&Measure) -> Option<String>) -> Vec<String> {
    let mut facts = Vec::new();
    let name = |measure: &Measure| {
        let label = measure.label.clone().unwrap_or_default();
        shared(&format!("{label}|{}", measure.title.clone().unwrap_or_default()))
    };
    walk(&plan.tree, &[], &mut |above, measure| {
        let path: Vec<String> = above.iter().copied().chain([measure]).map(&name).collect();
        facts.push(format!(
            "{} => {}",
            path.join(" / "),
            answer(measure).unwrap_or_default()
        ));
    });
    facts
}

/// Cells as a table prints them: status, reason, entries, results.
fn cells(answer: &Answer) -> [String; 4] {
    let said =
        |tag: Option<&str>, text: &str| tag.map_or_else(String::new, |tag| format!("【{tag}】")) + &to_cell(text);
    let entries: Vec<String> = answer
        .entries
        .items()
        .iter()
        .map(|entry| {
            said(
                entry.tags.first().map(|tag| tag.word.as_str()),
                entry.text.as_markdown(),
            )
        })
        .collect();
    let results: Vec<String> = answer
        .results
        .items()
        .iter()
        .filter_map(|result| Some((result, result.text.as_ref()?)))
        .map(|(result, text)| said(result.tags.first().map(|tag| tag.word.as_str()), text.as_markdown()))
        .collect();
    let mark = |items: Vec<String>, mark: Option<&str>| mark.map_or_else(|| items.join("\n"), str::to_owned);
    let nothing = |cell: &Cell<_>| {
        if let Cell::Nothing(mark) = cell {
            Some(mark.clone())
        } else {
            None
        }
    };
    let no_results = if let Cell::Nothing(mark) = &answer.results {
        Some(mark.clone())
    } else {
        None
    };
    [
        answer
            .status
            .as_ref()
            .map(|status| status.word.clone())
            .unwrap_or_default(),
        answer
            .reason
            .as_ref()
            .map(|reason| to_cell(reason.as_markdown()))
            .unwrap_or_default(),
        mark(entries, nothing(&answer.entries).as_deref()),
        mark(results, no_results.as_deref()),
    ]
}

#[test]
fn the_ministrys_table_of_three_levels() {
    let (project, index) = shipped("mhlw");
    let plan = &project.plans[index];
    let edition = &plan.editions[0];
    let mut sheet = Sheet::default();
    sheet.row(&["令和2年度 女性職員活躍と職員のワークライフバランス推進のための取組計画等フォローアップ"]);
    sheet.row(&[
        "大項目",
        "中項目",
        "",
        "",
        "",
        "",
        "各取組の実施状況 (A)",
        "(A)で「実施未定」を選択した場合の理由 (B)",
        "取組を行った(行う)時期、取組内容及び取組における工夫 (C)",
        "取組を行ったことによる具体的な成果 (D)",
    ]);
    sheet.row(&["", "", "", "小項目", "", "", "", "", "", ""]);
    sheet.merged.extend([(1, 0, 2, 0), (1, 1, 1, 5), (2, 3, 2, 5)]);
    sheet.merged.extend((6..10).map(|column| (1, column, 2, column)));
    let mut pending: Vec<(usize, String)> = Vec::new();
    let mut tops: Vec<u32> = Vec::new();
    walk(&plan.tree, &[], &mut |above, measure| {
        let label = measure.label.clone().unwrap_or_default();
        let title = measure.title.clone().unwrap_or_default();
        let (label_column, title_column) = match above.len() {
            0 => (0, 0),
            1 => (1, 2),
            2 => (3, 5),
            _ => (4, 5),
        };
        if above.is_empty() {
            tops.push(u32::try_from(sheet.rows.len()).unwrap());
        }
        pending.push((label_column, label));
        if !title.is_empty() {
            pending.retain(|(column, _)| *column != title_column);
            pending.push((title_column, title));
        }
        // Headings and letters of groups stand in the row of what is first below them.
        let has_own_row = !matches!(measure.kind, NodeKind::Heading | NodeKind::Group) || measure.children.is_empty();
        if has_own_row {
            let mut row = vec![String::new(); 10];
            for (column, text) in pending.drain(..).filter(|(_, text)| !text.is_empty()) {
                row[column] = text;
            }
            if let Some(answer) = edition.answers.get(&measure.id) {
                row[6..].clone_from_slice(&cells(answer));
            }
            sheet.rows.push(row);
        }
    });
    let end = u32::try_from(sheet.rows.len()).unwrap();
    for (top, next) in tops.iter().zip(tops.iter().skip(1).chain([&end])) {
        sheet.merged.push((*top, 0, next - 1, 0));
    }
    let said = |answers: &BTreeMap<_, Answer>, measure: &Measure| {
        let cells = cells(answers.get(&measure.id)?);
        Some(shared(&cells.join(" | ")))
    };
    let expected = facts(plan, |measure| said(&edition.answers, measure));
    assert!(expected.len() > 60, "{}", expected.len());
    for file in sheet.files() {
        let (made, draft) = import(&file, Some(2020));
        assert_eq!(draft.findings, [], "{}", file.name);
        let made = &made.plans[0];
        let found = facts(made, |measure| said(&made.editions[0].answers, measure));
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(expected, found, "{}", file.name);
        }
        assert_eq!(expected.len(), found.len());
        assert_eq!(made.vocabularies.tags.len(), plan.vocabularies.tags.len());
    }
}

#[test]
fn osakis_table_of_directions() {
    let (project, index) = shipped("osaki");
    let plan = &project.plans[index];
    let edition = &plan.editions[0];
    let mut sheet = Sheet::default();
    sheet.row(&["「目指す姿」", "実現への取組み", "アクションプラン", "取組状況"]);
    let mut pending = vec![String::new(); 4];
    let mut spans: Vec<(usize, usize)> = Vec::new();
    walk(&plan.tree, &[], &mut |above, measure| {
        let label = measure.label.clone().unwrap_or_default();
        pending[above.len()] = format!("{label} {}", measure.title.clone().unwrap_or_default());
        if measure.children.is_empty() {
            let direction = edition
                .answers
                .get(&measure.id)
                .and_then(|answer| answer.direction.as_ref());
            pending[3] = direction.map(|direction| direction.word.clone()).unwrap_or_default();
            sheet.rows.push(std::mem::replace(&mut pending, vec![String::new(); 4]));
        } else {
            spans.push((above.len(), sheet.rows.len()));
        }
    });
    for (position, (column, row)) in spans.iter().enumerate() {
        let next = spans[position + 1..].iter().find(|(other, _)| other <= column);
        let end = next.map_or(sheet.rows.len(), |(_, row)| *row);
        let number = |index: usize| u32::try_from(index).unwrap();
        sheet.merged.push((
            number(*row),
            u16::try_from(*column).unwrap(),
            number(end - 1),
            u16::try_from(*column).unwrap(),
        ));
    }
    let said = |answers: &BTreeMap<_, Answer>, measure: &Measure| {
        Some(answers.get(&measure.id)?.direction.as_ref()?.word.clone())
    };
    let expected = facts(plan, |measure| said(&edition.answers, measure));
    for file in sheet.files() {
        let (made, draft) = import(&file, Some(2022));
        assert_eq!(draft.findings, [], "{}", file.name);
        let made = &made.plans[0];
        assert_eq!(
            facts(made, |measure| said(&made.editions[0].answers, measure)),
            expected,
            "{}",
            file.name
        );
        let meanings = |plan: &Plan| {
            let words = plan.vocabularies.directions.iter();
            words.map(|one| (one.word.clone(), one.meaning)).collect::<Vec<_>>()
        };
        let (mut found, mut expected) = (meanings(made), meanings(plan));
        found.sort_by(|left, right| left.0.cmp(&right.0));
        expected.sort_by(|left, right| left.0.cmp(&right.0));
        assert_eq!(found, expected);
    }
}

#[test]
fn yamagatas_pillars_and_measures() {
    let (project, index) = shipped("yamagata");
    let plan = &project.plans[index];
    let mut sheet = Sheet::default();
    sheet.row(&["柱", "取組", "内容"]);
    let mut pillar = String::new();
    walk(&plan.tree, &[], &mut |above, measure| {
        let label = measure.label.clone().unwrap_or_default();
        let title = measure.title.clone().unwrap_or_default();
        if above.is_empty() {
            pillar = format!("{label}　{title}");
        } else {
            let content = measure.content.as_ref().map(|content| to_cell(content.as_markdown()));
            let pillar = std::mem::take(&mut pillar);
            sheet.row(&[&pillar, &format!("{label}{title}"), &content.unwrap_or_default()]);
        }
    });
    let said = |measure: &Measure| Some(shared(&to_cell(measure.content.as_ref()?.as_markdown())));
    let expected = facts(plan, said);
    for file in sheet.files() {
        let (made, draft) = import(&file, None);
        assert_eq!(draft.findings, [], "{}", file.name);
        assert_eq!(facts(&made.plans[0], said), expected, "{}", file.name);
        assert!(
            draft.files.iter().all(|file| file.path == "p/plan.yaml"),
            "no year, no edition"
        );
    }
}

#[test]
fn the_wards_viewpoints() {
    let (project, index) = shipped("tokyo-ward");
    let plan = &project.plans[index];
    let mut sheet = Sheet::default();
    sheet.row(&["視点", "取組"]);
    let mut viewpoint = String::new();
    walk(&plan.tree, &[], &mut |above, measure| {
        let title = measure.title.clone().unwrap_or_default();
        if above.is_empty() {
            viewpoint = title;
        } else {
            sheet.row(&[&std::mem::take(&mut viewpoint), &title]);
        }
    });
    let expected = facts(plan, |_| None);
    for file in sheet.files() {
        let (made, draft) = import(&file, None);
        assert_eq!(draft.findings, [], "{}", file.name);
        assert_eq!(facts(&made.plans[0], |_| None), expected, "{}", file.name);
    }
}

#[test]
fn the_wards_targets() {
    let (project, index) = shipped("tokyo-ward");
    let plan = &project.plans[index];
    let mut sheet = Sheet::default();
    sheet.row(&["指標", "単位", "目標"]);
    let targets = [
        "100％以上",
        "100％以上",
        "前年度以下",
        "環境を整備します",
        "100％以上",
        "40％以上",
        "3％以上",
        "100％以上",
    ];
    for (indicator, target) in plan.indicators.iter().zip(targets) {
        let unit = indicator.unit.as_ref().map_or("－", |unit| unit.as_str());
        sheet.row(&[&indicator.title, unit, target]);
    }
    let said = |plan: &Plan| {
        let one = |one: &Indicator| {
            let forms: Vec<_> = one.targets.iter().map(|target| format!("{:?}", target.form)).collect();
            let words = forms.join(" ");
            let words = if words.contains("Qualitative") {
                "Qualitative".to_owned()
            } else {
                words
            };
            format!("{} {:?} {:?} {:?} {words}", one.title, one.kind, one.unit, one.polarity)
        };
        plan.indicators.iter().map(one).collect::<Vec<_>>()
    };
    for file in sheet.files() {
        let (made, draft) = import(&file, None);
        assert_eq!(draft.findings, [], "{}", file.name);
        assert_eq!(said(&made.plans[0]), said(plan), "{}", file.name);
    }
}

type Figures = Vec<(String, String, bool, String, String, Option<Number>, Option<Number>)>;

/// Figures: indicator, period, in brackets, value, vintage, ratios.
fn figures(plan: &Plan, periods: &[&str]) -> Figures {
    let mut figures = Vec::new();
    for indicator in &plan.indicators {
        for observation in plan.editions[0].observations.get(&indicator.id).into_iter().flatten() {
            let period = observation.period.fiscal_year().unwrap().year().to_string();
            let segment = observation.segment.as_ref();
            let segment = segment.and_then(|id| indicator.segments.iter().find(|one| one.id == *id));
            let value = match observation.reading {
                Reading::Value(value) => value.to_string(),
                Reading::Absent(_) => "-".to_owned(),
            };
            if periods.contains(&period.as_str())
                && observation
                    .as_of
                    .is_none_or(|as_of| as_of.fiscal_year() == FiscalYear::new(2013))
            {
                figures.push((
                    indicator.title.clone(),
                    period,
                    segment.is_some_and(|segment| segment.in_brackets),
                    value,
                    format!("{:?}", observation.vintage),
                    observation.published.to_target,
                    observation.published.to_previous_year,
                ));
            }
        }
    }
    figures.sort_by(|left, right| (&left.0, &left.1, left.2).cmp(&(&right.0, &right.1, right.2)));
    figures
}

#[test]
fn mies_table_of_figures_with_brackets() {
    let (project, index) = shipped("mie-hours");
    let plan = &project.plans[index];
    let mut sheet = Sheet::default();
    sheet.row(&["平成25年度総勤務時間縮減運動 年間見込"]);
    sheet.row(&[
        "項目名",
        "平成 25 年度 見込 (時間)",
        "当初目標 (時間)",
        "対目標比較 (%)",
        "平成 24 年度 実績 (時間)",
        "対前年度 比較 (%)",
    ]);
    // As printed, blanks within the figures and all.
    sheet.row(&["総勤務時間数", "1, 910", "1, 916", "99.7", "1, 916", "99.7"]);
    sheet.row(&["年休等取得時間数", "189", "169", "111.8", "184", "102.7"]);
    sheet.row(&[
        "時間外勤務時間数 ( ) は、管理職除く",
        "200 (224)",
        "186 (-)",
        "107.5 (-)",
        "201 (226)",
        "99.5 (99.1)",
    ]);
    sheet.row(&["500時間超職員数", "347 人", "—", "—", "396 人", "87.6"]);
    let expected = figures(plan, &["2012", "2013"]);
    for file in sheet.files() {
        let (made, draft) = import(&file, Some(2013));
        assert_eq!(draft.findings, [], "{}", file.name);
        let made = &made.plans[0];
        assert_eq!(figures(made, &["2012", "2013"]), expected, "{}", file.name);
        let units: Vec<_> = made.indicators.iter().map(|one| one.unit.clone()).collect();
        assert_eq!(
            units,
            plan.indicators.iter().map(|one| one.unit.clone()).collect::<Vec<_>>()
        );
        assert_eq!(made.indicators[3].targets.len(), 0);
        assert!(
            draft
                .open
                .iter()
                .any(|open| open.contains("総勤務時間数") && open.contains("望ましい方向"))
        );
    }
}

#[test]
fn mies_table_of_years_under_two_rows_of_heads() {
    let mut sheet = Sheet::default();
    sheet.row(&["年度", "目標設定時", "", "", "実績", "", "", ""]);
    sheet.row(&[
        "",
        "総勤務",
        "年休等",
        "時間外",
        "総勤務",
        "年休等",
        "時間外",
        "超長時間",
    ]);
    sheet.row(&["H 2 1", "1911", "159", "171", "1921", "169", "191", "411"]);
    sheet.row(&["H 2 2", "1906", "163", "171", "1899", "177", "177", "261"]);
    sheet.row(&["H 2 3", "1909", "167", "177", "1922", "174", "198", "394"]);
    sheet.row(&["H 2 4", "1911", "174", "187", "1916", "184", "201", "396"]);
    sheet.row(&["H 2 5", "1916", "169", "186", "1910", "189", "200", "347"]);
    sheet.merged.extend([(0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 0, 7)]);
    for file in sheet.files() {
        let (draft, folder) = draft(&file, Some(2013));
        assert_eq!(draft.findings, [], "{}", file.name);
        let edition = fs::read_to_string(folder.path().join("p/2013.yaml")).unwrap();
        let plan = fs::read_to_string(folder.path().join("p/plan.yaml")).unwrap();
        assert_eq!(edition.matches("value:").count(), 20, "{edition}");
        assert!(edition.contains("- {period: H22, value: 1899}"), "{edition}");
        assert!(
            plan.contains("- exactly: {H21: 1911, H22: 1906, H23: 1909, H24: 1911, H25: 1916}"),
            "{plan}"
        );
        // The table names no units, and the report says so: the data are refused until they are written.
        assert_eq!(draft.open.iter().filter(|open| open.contains("単位")).count(), 4);
    }
}
