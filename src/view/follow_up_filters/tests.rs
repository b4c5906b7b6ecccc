use super::*;
use crate::model::{Answer, Edition, Node, Status, StatusMeaning};
use crate::view::follow_up_layout::lay_out;
use crate::view::follow_up_table::columns;
use crate::view::{Address, sample};

fn status(word: &str, meaning: StatusMeaning) -> Status {
    Status {
        word: word.to_owned(),
        meaning,
        requires_reason: false,
        note: None,
    }
}

fn with_status(word: &str, result: Option<&str>) -> Answer {
    Answer {
        status: Some(status(word, StatusMeaning::Implemented)),
        ..sample::answered(result)
    }
}

/// The choices offered, and the marks of every row: `counted under facets`.
fn filtered(tree: Vec<Node>, edition: &Edition) -> (Vec<String>, Vec<String>) {
    let mut plan = sample::plan(tree);
    plan.vocabularies.statuses = vec![
        status("実施", StatusMeaning::Implemented),
        status("未定", StatusMeaning::Undecided),
        status("終了", StatusMeaning::Ended),
    ];
    let page = Address::Edition(plan.id.clone(), edition.id());
    let cells = Cells {
        plan: &plan,
        edition,
        page: &page,
    };
    let sections = lay_out(&plan.tree, edition);
    let choices = Choices::new(cells, &columns(&plan, edition), &sections, Some(&"大項目".to_owned()));
    let offered = choices
        .offered()
        .facets
        .iter()
        .map(|facet| format!("{} {}", facet.key, facet.options.join("・")))
        .collect();
    let rows = sections
        .iter()
        .flat_map(|section| section.rows.iter().map(|row| choices.marks(section, row)));
    let print = |marks: RowMarks| {
        let facets: Vec<String> = marks
            .facets
            .iter()
            .map(|one| format!("{}={}", one.key, one.values))
            .collect();
        format!("{} {:?} {}", marks.counted, marks.under, facets.join(" "))
    };
    (offered, rows.map(print).collect())
}

#[test]
fn a_choice_needs_two_words_that_are_said_and_has_those_of_the_summary() {
    let tree = || vec![sample::measure("甲", vec![]), sample::measure("乙", vec![])];
    let alike = sample::edition([("甲", with_status("実施", None)), ("乙", with_status("実施", None))]);
    assert_eq!(filtered(tree(), &alike).0, Vec::<String>::new());
    let two = sample::edition([("甲", with_status("未定", None)), ("乙", with_status("実施", None))]);
    assert_eq!(
        filtered(tree(), &two),
        (
            vec!["status 実施・未定・終了".to_owned()],
            vec!["true None status=1".to_owned(), "true None status=0".to_owned()]
        )
    );
}

#[test]
fn who_has_not_answered_can_be_chosen() {
    let tree = vec![sample::measure("甲", vec![]), sample::measure("乙", vec![])];
    let edition = sample::edition([("甲", with_status("実施", None))]);
    assert_eq!(filtered(tree, &edition).0, ["status 実施・未定・終了・回答なし"]);
}

#[test]
fn rows_know_their_heading_and_the_row_above() {
    let tree = vec![
        sample::heading(
            "大",
            vec![
                sample::heading("中", vec![sample::measure("小", vec![sample::measure("細", vec![])])]),
                sample::indicator_row("率"),
            ],
        ),
        sample::heading("他", vec![]),
    ];
    let edition = sample::edition([
        ("小", with_status("実施", Some("成果"))),
        ("細", with_status("未定", None)),
    ]);
    let (offered, rows) = filtered(tree, &edition);
    assert_eq!(offered, ["heading 大・他", "status 実施・未定・終了"]);
    assert_eq!(
        rows,
        [
            "false None heading=0",
            "true Some(0) heading=0 status=0",
            "true Some(1) heading=0 status=1",
            "false None heading=0",
            "false None heading=1"
        ]
    );
}

#[test]
fn the_whole_of_a_heading_stands_above_only_where_its_cell_does() {
    let tree = vec![sample::heading(
        "大",
        vec![
            sample::measure("甲", vec![]),
            sample::measure("乙", vec![]),
            sample::measure("丙", vec![]),
        ],
    )];
    let edition = sample::edition([
        ("大", with_status("実施", Some("全体の成果"))),
        ("甲", with_status("実施", None)),
        ("乙", with_status("未定", Some("乙の成果"))),
        ("丙", with_status("実施", None)),
    ]);
    let (_, rows) = filtered(tree, &edition);
    assert_eq!(
        rows,
        [
            "true None status=0",
            "true Some(0) status=0",
            "true None status=1",
            "true None status=0"
        ]
    );
}
